#include "data/register.h"

#include "base/lang.h"
#include "base/text.h"
#include "data/engine/register_sql.h"
#include "data/register_private.h"
#include "data/registers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TITLE_COLS 40       /* columns that a long text takes in a title */

const struct reg *
reg_at(size_t i)
{
    return i < registers_count ? registers[i] : NULL;
}

const struct reg *
reg_get(const char *name)
{
    for (size_t i = 0; i < registers_count; i++)
        if (strcmp(registers[i]->name, name) == 0)
            return registers[i];
    return NULL;
}

bool
reg_among(const char *words, const char *word)
{
    size_t n = strlen(word);

    for (const char *w = words; w && *w;) {
        size_t len = strcspn(w, " ");

        if ((len == n && strncmp(w, word, n) == 0) || (len == 1 && *w == '*'))
            return true;
        w += len + (w[len] == ' ');
    }
    return false;
}

/* ---- records ---------------------------------------------------------------------------------- */

/* What a field of a new record begins with: the project worked in, the person who sits there, what was saved last. */
static void
begin_with(struct office *o, const struct reg *reg, const struct field *f, bool by_hand, struct arena *a, struct value *v)
{
    bool staff = f->kind == FIELD_REF && strcmp(f->list, "staff") == 0;
    const struct value *kept = by_hand && f->keep_last ? office_kept(o, reg->name, f->name) : NULL;

    if (f->kind == FIELD_REF && strcmp(f->list, "project") == 0 && o->project)
        *v = (struct value){ .set = true, .num = o->project };
    else if (kept)
        *v = value_copy(a, kept);
    else if (staff && f->preset && strcmp(f->preset, "me") == 0)
        *v = (struct value){ .set = o->staff != 0, .num = o->staff };
    else if (f->preset)
        field_parse(f, f->preset, &o->env, a, v, NULL);
}

struct record *
record_begin(struct office *o, const struct reg *reg, bool by_hand, struct arena *a)
{
    struct record *r = arena_alloc(a, sizeof *r);
    size_t n = field_count(reg->fields);

    r->reg = reg;
    r->arena = a;
    r->state = reg->states ? reg->states[0].id : "";
    r->v = arena_alloc(a, n * sizeof *r->v);
    office_now(o);
    for (size_t i = 0; i < n; i++)
        begin_with(o, reg, &reg->fields[i], by_hand, a, &r->v[i]);
    return r;
}

struct record *
record_new(struct office *o, const struct reg *reg, struct arena *a)
{
    return record_begin(o, reg, true, a);
}

struct value *
record_value(struct record *r, const char *field)
{
    int i = field_index(r->reg->fields, field);

    if (i < 0) {
        fprintf(stderr, "qiantai: register %s has no field %s\n", r->reg->name, field);
        abort();
    }
    return &r->v[i];
}

const char *
record_text(const struct record *r, const char *field)
{
    const struct value *v = record_value((struct record *)r, field);

    return v->set && v->text ? v->text : "";
}

int64_t
record_num(const struct record *r, const char *field)
{
    const struct value *v = record_value((struct record *)r, field);

    return v->set ? v->num : 0;
}

void
record_set_text(struct record *r, const char *field, const char *text)
{
    *record_value(r, field) = (struct value){ .set = text && *text, .text = text };
}

void
record_set_num(struct record *r, const char *field, int64_t num)
{
    *record_value(r, field) = (struct value){ .set = true, .num = num };
}

void
record_clear(struct record *r, const char *field)
{
    *record_value(r, field) = (struct value){ 0 };
}

char *
record_title(struct office *o, const struct record *r, struct arena *a)
{
    struct buf b = { 0 };
    char *names = arena_strdup(a, r->reg->title), *save = NULL, *out;

    for (char *name = strtok_r(names, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
        int i = field_index(r->reg->fields, name);
        char *shown = field_show_masked(&r->reg->fields[i], &r->v[i], &o->env, a);

        if (r->reg->fields[i].kind == FIELD_LONG)
            shown[strcspn(arena_strndup(a, shown, text_clip(shown, TITLE_COLS)), "\n")] = '\0';
        if (!*shown)
            continue;
        if (b.size)
            buf_putc(&b, ' ');
        buf_puts(&b, shown);
    }
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}

/* Long texts, and what not everybody may see, are only said to have changed. */
static void
say_change(struct office *o, const struct field *f, const struct value *old, const struct value *now, struct arena *a, struct buf *b)
{
    buf_printf(b, "%s%s: ", b->size ? ", " : "", _(f->label));
    if (f->group || f->kind == FIELD_LONG)
        buf_puts(b, _("changed"));
    else
        buf_printf(b, "%s -> %s", field_show_masked(f, old, &o->env, a), field_show_masked(f, now, &o->env, a));
}

char *
record_changes(struct office *o, const struct record *old, const struct record *now, struct arena *a)
{
    const struct field *fields = now->reg->fields;
    struct buf b = { 0 };
    char *out;

    for (size_t i = 0; fields[i].name; i++)
        if (!value_equal(&fields[i], &old->v[i], &now->v[i]))
            say_change(o, &fields[i], &old->v[i], &now->v[i], a, &b);
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}

bool
reg_read(struct office *o, const struct reg *reg, int64_t id, struct arena *a, struct record **out, struct err *err)
{
    if (!register_sql_read(o, reg, id, a, out, err))
        return false;
    return *out || err_set(err, ERR_MISSING, _("There is no such record (%s)."), _(reg->one));
}

bool
reg_window(struct office *o, const struct reg *reg, const struct reg_filter *f, const struct reg_key *from, bool backwards,
           struct arena *a, struct record **out, size_t max, size_t *count, struct err *err)
{
    return register_sql_window(o, reg, f, from, backwards, a, out, max, count, err);
}

int64_t
reg_total(struct office *o, const struct reg *reg, const struct reg_filter *f)
{
    return register_sql_total(o, reg, f);
}

struct reg_key
reg_key_of(const struct record *r)
{
    const char *order = r->reg->order ? r->reg->order : "id";
    int i = field_index(r->reg->fields, *order == '-' ? order + 1 : order);
    struct reg_key key = { .id = r->id, .num = r->id, .text = "" };

    if (i < 0)
        return key;
    if (!r->v[i].set)
        key.num = 0;
    else if (r->reg->fields[i].kind == FIELD_DATE)
        key.text = day_iso(r->arena, (day)r->v[i].num);         /* days lie in the file as text */
    else
        key.num = r->v[i].num;
    if (r->v[i].set && r->v[i].text)
        key.text = r->v[i].text;
    return key;
}

bool
reg_agreeing(struct office *o, const struct record *r, const char *fields, struct arena *a, struct record **out, struct err *err)
{
    return register_sql_same(o, r, fields, a, out, err);
}

bool
reg_same(struct office *o, const struct record *r, struct arena *a, struct record **out, struct err *err)
{
    struct buf all = { 0 };
    bool good;

    if (r->reg->unique)
        return register_sql_same(o, r, r->reg->unique, a, out, err);
    for (const struct field *f = r->reg->fields; f->name; f++)
        buf_printf(&all, "%s%s", all.size ? " " : "", f->name);
    good = register_sql_same(o, r, all.text, a, out, err);
    buf_free(&all);
    return good;
}

bool
reg_alone(struct office *o, const struct record *r, const char *field, struct err *err)
{
    struct arena a = { 0 };
    struct record *other;
    bool good = reg_same(o, r, &a, &other, err);

    if (good && other && other->id != r->id)
        good = err_field(err, field, _("%s is on record already."), record_title(o, other, &a));
    arena_free(&a);
    return good;
}
