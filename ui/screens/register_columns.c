#include "ui/screens/register_columns.h"

#include "base/lang.h"
#include "base/text.h"
#include "ui/screens/shown.h"

#include <stdlib.h>
#include <string.h>

#define FIXED_COLUMNS 2     /* never dropped where it is narrow */
#define TEXT_COLS 16        /* at most, but for the one that takes what is left */

static int
state_cols(const struct reg *reg)
{
    int cols = text_columns(_("State"));

    for (const struct reg_state *s = reg->states; s && s->id; s++)
        if (text_columns(_(s->label)) > cols)
            cols = text_columns(_(s->label));
    return cols;
}

/* As wide as what may stand there, but no text takes room from the one that takes the rest. */
static int
value_cols(struct office *o, const struct field *f)
{
    const struct option_list *list = f->kind == FIELD_CHOICE ? office_list(o, f->list) : NULL;
    int cols = 0;

    for (size_t i = 0; list && i < list->count; i++)
        if (text_columns(list->options[i].text) > cols)
            cols = text_columns(list->options[i].text);
    if (cols == 0 || cols > field_cols(f))
        cols = field_cols(f);
    return cols < TEXT_COLS ? cols : TEXT_COLS;
}

static struct column
column_of(struct office *o, const struct reg *reg, int field, int n)
{
    const struct field *f = field >= 0 ? &reg->fields[field] : NULL;
    bool number = f && (f->kind == FIELD_NUMBER || f->kind == FIELD_MONEY || f->kind == FIELD_AREA);
    int cols = f ? value_cols(o, f) : state_cols(reg);
    int heading = text_columns(f ? _(f->label) : _("State"));

    return (struct column) {
        .heading = f ? f->label : N_("State"), .width = cols > heading ? cols : heading,
        .align = number ? ALIGN_RIGHT : ALIGN_LEFT, .drop = f && n >= FIXED_COLUMNS ? n : 0,
    };
}

static int
wish(const struct reg *reg, int field)
{
    return field_cols(&reg->fields[field]);
}

/* The widest column of text takes what the others leave. */
static void
choose_flexible(struct register_columns *c, const struct reg *reg, int n)
{
    int widest = -1;

    for (int i = 0; i < n; i++) {
        enum field_kind kind = c->fields[i] >= 0 ? reg->fields[c->fields[i]].kind : FIELD_BOOL;
        bool text = kind == FIELD_TEXT || kind == FIELD_LONG || kind == FIELD_REF || kind == FIELD_CHOICES;

        if (text && (widest < 0 || wish(reg, c->fields[i]) > wish(reg, c->fields[widest])))
            widest = i;
    }
    if (widest >= 0) {
        c->columns[widest].width = 0;
        c->columns[widest].drop = 0;
    }
}

void
register_columns_make(struct register_columns *c, struct office *o, const struct reg *reg, const char *without)
{
    struct arena a = { 0 };
    char *names = arena_strdup(&a, reg->columns), *save = NULL;
    int room = (int)field_count(reg->fields) + 1, n = 0;

    c->columns = mem_realloc(c->columns, (size_t)(room + 1) * sizeof *c->columns);
    c->fields = mem_realloc(c->fields, (size_t)room * sizeof *c->fields);
    for (char *name = strtok_r(names, " ", &save); name && n < room; name = strtok_r(NULL, " ", &save)) {
        if (strcmp(name, "id") == 0 || (without && strcmp(name, without) == 0))
            continue;
        c->fields[n] = field_index(reg->fields, name);
        c->columns[n] = column_of(o, reg, c->fields[n], n);
        n++;
    }
    choose_flexible(c, reg, n);
    c->columns[n] = (struct column) { 0 };
    arena_free(&a);
}

void
register_columns_free(struct register_columns *c)
{
    free(c->columns);
    free(c->fields);
    *c = (struct register_columns) { 0 };
}

const char *
register_columns_cell(struct office *o, const struct register_columns *c, const struct record *r, int column, struct arena *a)
{
    if (c->fields[column] < 0)
        return reg_state_label(r->reg, r->state);
    return shown_field(o, r, c->fields[column], a);
}
