#include "data/register_io.h"

#include "base/lang.h"
#include "base/text.h"
#include "data/register_private.h"

#include <stdlib.h>
#include <string.h>

#define STATE_HEADINGS "状态|state"
#define ID_HEADINGS "记录号|id"

/* ---- headings --------------------------------------------------------------------------- */

static char *
list_meaning(struct office *o, const struct field *f, struct arena *a)
{
    const struct option_list *list = office_list(o, f->list);
    struct buf b = { 0 };
    char *out;

    for (size_t i = 0; list && i < list->count; i++)
        if (!list->options[i].retired)
            buf_printf(&b, "%s%s", b.size ? _(", ") : "", list->options[i].text);
    out = arena_printf(a, f->kind == FIELD_CHOICES ? _("several of: %s") : _("one of: %s"), b.text ? b.text : "");
    buf_free(&b);
    return out;
}

char *
reg_import_meaning(struct office *o, const struct field *f, struct arena *a)
{
    const struct reg *reg = f->kind == FIELD_REF ? reg_get(f->list) : NULL;

    switch (f->kind) {
    case FIELD_CHOICE:
    case FIELD_CHOICES:
        return list_meaning(o, f, a);
    case FIELD_REF:
        return arena_printf(a, _("name of a record: %s"), reg ? _(reg->one) : f->list);
    case FIELD_NUMBER:
        return arena_strdup(a, _("whole number"));
    case FIELD_MONEY:
        return arena_strdup(a, _("amount in yuan: 1280000 or 128w"));
    case FIELD_AREA:
        return arena_strdup(a, _("area in m2, two decimals at most"));
    case FIELD_DATE:
        return arena_strdup(a, _("day: 2026-03-05 or 2026/3/5"));
    case FIELD_MOMENT:
        return arena_strdup(a, _("day and time: 2026-03-05 09:40"));
    case FIELD_CLOCK:
        return arena_strdup(a, _("time of day: 09:30"));
    case FIELD_BOOL:
        return arena_strdup(a, _("yes or no"));
    case FIELD_PHONE:
        return arena_strdup(a, _("phone number"));
    case FIELD_IDCARD:
        return arena_strdup(a, _("id card number"));
    default:
        return arena_printf(a, _("text, %d characters at most"), field_limit(f));
    }
}

size_t
reg_import_headings(struct office *o, const struct reg *reg, struct arena *a, struct reg_heading **out)
{
    size_t n = field_count(reg->fields);

    *out = arena_alloc(a, (n + 1) * sizeof **out);
    for (size_t i = 0; i < n; i++) {
        const struct field *f = &reg->fields[i];

        (*out)[i] = (struct reg_heading){
            .name = f->name, .label = _(f->label), .headings = f->headings ? f->headings : "",
            .meaning = reg_import_meaning(o, f, a), .required = f->required && !f->preset,
        };
    }
    return n;
}

/* ---- columns of a file --------------------------------------------------------------------- */

/* How headings are compared: half width, no blanks, small letters, no mark for "required". */
static char *
plain_heading(struct arena *a, const char *text)
{
    char *s = text_halfwidth(a, text_trim(a, text)), *w = s;

    for (const char *p = s; *p; p++)
        if (*p != ' ' && *p != '*')
            *w++ = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
    *w = '\0';
    return s;
}

static bool
is_heading(struct arena *a, const char *plain, const char *among)
{
    char *copy = arena_strdup(a, among), *save = NULL;

    for (char *h = strtok_r(copy, "|", &save); h; h = strtok_r(NULL, "|", &save))
        if (strcmp(plain_heading(a, h), plain) == 0)
            return true;
    return false;
}

static int
field_headed(struct arena *a, const struct reg *reg, const char *plain)
{
    for (int i = 0; reg->fields[i].name; i++) {
        const struct field *f = &reg->fields[i];

        if (strcmp(f->name, plain) == 0 || strcmp(plain_heading(a, _(f->label)), plain) == 0 ||
            (f->headings && is_heading(a, plain, f->headings)))
            return i;
    }
    return -1;
}

/* The place in *out that a heading, or a field's name, stands for; NULL: none. */
static int *
place_of(struct arena *a, struct reg_columns *c, const char *heading)
{
    char *plain = plain_heading(a, heading);
    int field = *plain ? field_headed(a, c->reg, plain) : -1;

    if (field >= 0)
        return &c->column[field];
    if (c->reg->states && (is_heading(a, plain, STATE_HEADINGS) || is_heading(a, plain, _("State"))))
        return &c->state;
    return is_heading(a, plain, ID_HEADINGS) || is_heading(a, plain, _("Record number")) ? &c->id : NULL;
}

static int
column_named(struct arena *a, const char *name, const char *const *head, size_t columns)
{
    char *end, *plain = plain_heading(a, name);
    long number = strtol(plain, &end, 10);

    for (size_t i = 0; i < columns; i++)
        if (strcmp(plain_heading(a, head[i]), plain) == 0)
            return (int)i;
    return !*end && number >= 1 && number <= (long)columns ? (int)number - 1 : -1;
}

static bool
take_given(struct arena *a, struct reg_columns *c, const char *pair, const char *const *head, size_t columns, bool *used, struct err *err)
{
    const char *equals = strrchr(pair, '=');
    int column = equals ? column_named(a, arena_strndup(a, pair, (size_t)(equals - pair)), head, columns) : -1;
    int *place = equals ? place_of(a, c, equals + 1) : NULL;

    if (!equals)
        return err_set(err, ERR_INPUT, _("%s: a column and a field are joined by = (COL=FIELD)."), pair);
    if (column < 0)
        return err_set(err, ERR_INPUT, _("%s: the file has no such column."), pair);
    if (!place)
        return err_set(err, ERR_INPUT, _("%s: there is no such field."), pair);
    *place = column;
    used[column] = true;
    return true;
}

static bool
take_heads(struct arena *a, struct reg_columns *c, const char *const *head, size_t columns, const bool *used, struct err *err)
{
    c->unknown = arena_alloc(a, (columns + 1) * sizeof *c->unknown);
    for (size_t i = 0; i < columns; i++) {
        int *place = used[i] ? NULL : place_of(a, c, head[i]);

        if (place && *place >= 0)
            return err_set(err, ERR_INPUT, _("Two columns say the same: \"%s\" and \"%s\"."), head[*place], head[i]);
        if (place)
            *place = (int)i;
        else if (!used[i] && *plain_heading(a, head[i]))
            c->unknown[c->nunknown++] = head[i];
    }
    return true;
}

static bool
has_enough(struct office *o, const struct reg_columns *c, struct err *err)
{
    size_t n = 0;

    for (int i = 0; c->reg->fields[i].name; i++) {
        const struct field *f = &c->reg->fields[i];
        bool filled = f->preset || f->readonly || (f->kind == FIELD_REF && strcmp(f->list, "project") == 0 && o->project);

        n += c->column[i] >= 0;
        if (f->required && c->column[i] < 0 && c->id < 0 && !filled)
            return err_field(err, f->name, _("The column for \"%s\" is missing; it may be headed %s."), _(f->label),
                             f->headings ? f->headings : f->name);
    }
    return n > 0 || err_set(err, ERR_INPUT, _("No column of the file is one of %s. Is its first row the headings?"), _(c->reg->many));
}

bool
reg_import_columns(struct office *o, const struct reg *reg, const char *const *head, size_t columns,
                   const char *const *given, size_t ngiven, struct arena *a, struct reg_columns *out, struct err *err)
{
    size_t n = field_count(reg->fields);
    bool *used = arena_alloc(a, columns + 1);

    *out = (struct reg_columns){ .reg = reg, .state = -1, .id = -1, .column = arena_alloc(a, (n + 1) * sizeof *out->column) };
    for (size_t i = 0; i < n; i++)
        out->column[i] = -1;
    for (size_t i = 0; i < ngiven; i++)
        if (!take_given(a, out, given[i], head, columns, used, err))
            return false;
    return take_heads(a, out, head, columns, used, err) && has_enough(o, out, err);
}

/* ---- out -------------------------------------------------------------------------------------- */

const char *
reg_export_heading(struct arena *a, const struct field *f)
{
    if (f->headings && text_has_han(_(f->label)))
        return arena_strndup(a, f->headings, strcspn(f->headings, "|"));
    return _(f->label);
}

size_t
reg_export_head(struct office *o, const struct reg *reg, bool keys, struct arena *a, char ***cells)
{
    size_t n = field_count(reg->fields);
    char **c = arena_alloc(a, (n + 2) * sizeof *c);

    (void)o;
    c[0] = arena_strdup(a, keys ? "id" : _("Record number"));
    for (size_t i = 0; i < n; i++)
        c[i + 1] = arena_strdup(a, keys ? reg->fields[i].name : reg_export_heading(a, &reg->fields[i]));
    if (reg->states)
        c[n + 1] = arena_strdup(a, keys ? "state" : _("State"));
    *cells = c;
    return n + 1 + (reg->states != NULL);
}

static char *
cell_of(struct office *o, const struct field *f, const struct value *v, enum reg_export how, struct arena *a)
{
    bool may = !f->group || office_can(o, f->group, "see");

    if (f->mask != MASK_NONE && (how == REG_MASKED || !may))
        return field_show_masked(f, v, &o->env, a);
    return may ? field_plain(f, v, &o->env, a) : arena_strdup(a, v->set ? "****" : "");
}

size_t
reg_export_row(struct office *o, const struct record *r, enum reg_export how, struct arena *a, char ***cells)
{
    size_t n = field_count(r->reg->fields);
    char **c = arena_alloc(a, (n + 2) * sizeof *c);

    c[0] = arena_printf(a, "%lld", (long long)r->id);
    for (size_t i = 0; i < n; i++)
        c[i + 1] = cell_of(o, &r->reg->fields[i], &r->v[i], how, a);
    if (r->reg->states)
        c[n + 1] = arena_strdup(a, reg_state_label(r->reg, r->state));
    *cells = c;
    return n + 1 + (r->reg->states != NULL);
}
