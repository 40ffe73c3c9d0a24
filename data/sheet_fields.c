/* Fields onto a sheet: filled in, or with room to write. */
#include "data/sheet_private.h"

#include "base/lang.h"
#include "base/text.h"

#include <string.h>

#define CHOICES_SHOWN 20        /* a longer list is written by hand, by its text */
#define WIDE_COLS 24            /* texts as wide as this get a whole row */

static struct paper_pair *
new_pair(struct sheet_pairs *s, const char *label)
{
    s->pairs = arena_grow(s->a, s->pairs, s->count, &s->room, sizeof *s->pairs);
    s->pairs[s->count] = (struct paper_pair){ .label = label };
    return &s->pairs[s->count++];
}

struct paper_pair *
sheet_pair(struct sheet_pairs *s, const char *label, const char *value, bool wide)
{
    struct paper_pair *pair = new_pair(s, label);

    pair->value = value;
    pair->wide = wide;
    return pair;
}

char *
sheet_value(struct sheet_pairs *s, const struct field *f, const struct value *v)
{
    bool may = !f->group || office_can(s->o, f->group, "see");

    if (f->mask != MASK_NONE) {
        if (s->plain && may)
            return field_show(f, v, &s->o->env, s->a);
        s->masked |= may && v->set;
        return field_show_masked(f, v, &s->o->env, s->a);
    }
    return may ? field_show(f, v, &s->o->env, s->a) : arena_strdup(s->a, v->set ? "****" : "");
}

static bool
is_hidden(const struct field *f)
{
    return f->readonly && f->when;
}

/* What a field and its state ("q1", "q1_state") say belongs together. */
static bool
leads_to_next(const struct field *f)
{
    size_t n = strlen(f->name);

    return f[1].name && strncmp(f[1].name, f->name, n) == 0 && f[1].name[n] == '_';
}

void
sheet_fields(struct sheet_pairs *s, const struct field *fields, const struct value *v)
{
    for (int i = 0; fields[i].name; i++)
        if (!is_hidden(&fields[i]) && (v[i].set || field_applies(fields, i, v)))
            sheet_pair(s, _(fields[i].label), sheet_value(s, &fields[i], &v[i]), fields[i].kind == FIELD_LONG)->keep = leads_to_next(&fields[i]);
}

/* Columns of a value that has a whole row, whatever the labels beside it. */
static int
whole_row(const struct sheet_pairs *s)
{
    return s->cols - PAPER_LABEL_MOST - 7;
}

/* "[ ]1 first  [ ]2 second", broken between choices; NULL where the list is too long to tick. */
static char *
ticks(struct sheet_pairs *s, const char *name)
{
    const struct option_list *list = office_list(s->o, name);
    struct buf b = { 0 };
    int columns = 0;
    size_t shown = 0;
    char *text;

    for (size_t i = 0; list && i < list->count; i++) {
        const struct option *o = &list->options[i];
        char *one;

        if (o->retired || shown++ >= CHOICES_SHOWN)
            continue;
        one = arena_printf(s->a, "[ ]%s %s%s", o->code, o->text, o->other ? "________" : "");
        if (columns > 0 && columns + 2 + text_columns(one) > whole_row(s))
            columns = 0;
        buf_printf(&b, "%s%s", columns ? "  " : b.size ? "\n" : "", one);
        columns += (columns ? 2 : 0) + text_columns(one);
    }
    text = shown && shown <= CHOICES_SHOWN ? arena_strdup(s->a, b.text) : NULL;
    buf_free(&b);
    return text;
}

static const char *
room_to_write(struct sheet_pairs *s, const struct field *f)
{
    struct value one = { .set = true, .num = 1 }, none = { .set = true, .num = 0 };

    switch (f->kind) {
    case FIELD_CHOICE:
    case FIELD_CHOICES:
        return ticks(s, f->list);
    case FIELD_BOOL:
        return arena_printf(s->a, "[ ]%s  [ ]%s", field_show(f, &one, &s->o->env, s->a), field_show(f, &none, &s->o->env, s->a));
    case FIELD_DATE:
        return _("____-__-__");
    case FIELD_MOMENT:
        return _("____-__-__ __:__");
    default:
        return NULL;
    }
}

void
sheet_blank_fields(struct sheet_pairs *s, const struct field *fields)
{
    for (const struct field *f = fields; f->name; f++) {
        struct paper_pair *pair;

        if (f->readonly)
            continue;
        pair = new_pair(s, _(f->label));
        pair->value = room_to_write(s, f);
        pair->wide = f->kind == FIELD_LONG || f->cols >= WIDE_COLS;
        pair->keep = leads_to_next(f);
        pair->room = f->kind == FIELD_LONG ? (f->rows ? f->rows : 3) : 1;
    }
}

void
sheet_some(struct sheet_pairs *s, const struct record *r, const char *names)
{
    char *copy = arena_strdup(s->a, names), *save = NULL;

    for (char *name = strtok_r(copy, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
        const struct field *f = &r->reg->fields[field_index(r->reg->fields, name)];

        sheet_pair(s, _(f->label), sheet_value(s, f, record_value((struct record *)r, name)), f->kind == FIELD_LONG);
    }
}
