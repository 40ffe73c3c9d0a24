/* A row of a file: what it says, which stored record it means, writing it. */
#include "data/register_io.h"

#include "base/lang.h"
#include "base/phone.h"
#include "base/text.h"
#include "data/customer.h"
#include "data/register_private.h"

#include <stdlib.h>
#include <string.h>

SQL(row_customer_named, "SELECT id FROM customer WHERE name = ? AND merged_into IS NULL LIMIT 2");
SQL(row_begin, "SAVEPOINT register_row");
SQL(row_back, "ROLLBACK TO register_row");
SQL(row_end, "RELEASE register_row");

/* ---- customers, as files write them: a name, a phone, or both ---------------------------------- */

static size_t
named(struct office *o, const char *name, int64_t out[2])
{
    struct query q = query_begin(o->store, &row_customer_named);
    size_t n = 0;

    query_bind_text(&q, name);
    while (n < 2 && query_next(&q))
        out[n++] = query_int(&q, "id");
    query_end(&q, NULL);
    return n;
}

static size_t
phoned(struct office *o, const char *name, const char *phone, struct arena *a, int64_t out[2])
{
    int64_t ids[16];
    size_t found = 0, n = 0;

    if (!customer_by_phone(o, phone, ids, COUNT(ids), &found, NULL))
        return 0;
    for (size_t i = 0; i < found && n < 2; i++) {
        char *title = *name ? reg_ref_text(o, "customer", ids[i], a) : NULL;
        size_t length = strlen(name);

        if (!*name || (title && strncmp(title, name, length) == 0 && title[length] == ' '))
            out[n++] = ids[i];
    }
    return n;
}

/* As an export wrote it: the name and the masked number. */
static size_t
titled(struct office *o, const char *cell, const char *name, struct arena *a, int64_t out[2])
{
    struct option found[32];
    size_t count = reg_refs(o, "customer", name, a, found, COUNT(found)), n = 0;

    for (size_t i = 0; i < count && n < 2; i++)
        if (strcmp(found[i].text, cell) == 0)
            out[n++] = found[i].id;
    return n;
}

static bool
customer_meant(struct office *o, const struct field *f, const char *cell, struct arena *a, struct value *out, struct err *err)
{
    const char *last = strrchr(cell, ' ');
    char *phone = NULL, *name = last ? text_trim(a, arena_strndup(a, cell, (size_t)(last - cell))) : "";
    int64_t ids[2];
    size_t n;

    if (*cell == '#')
        return field_read(f, cell, &o->env, a, out, err);
    if (phone_parse(a, last ? last + 1 : cell, &phone, NULL) != PHONE_NONE)
        n = phoned(o, name, phone, a, ids);
    else
        n = named(o, cell, ids);
    if (n == 0 && last)
        n = titled(o, cell, name, a, ids);
    if (n != 1)
        return err_field(err, f->name, n ? _("\"%s\" fits several customers: add the phone.") : _("There is no customer \"%s\"."), cell);
    *out = (struct value){ .set = true, .num = ids[0] };
    return true;
}

/* ---- reading a row -------------------------------------------------------------------------------- */

static const char *
cell_at(const char *const *cells, size_t ncells, int column)
{
    return column >= 0 && (size_t)column < ncells && cells[column] ? cells[column] : "";
}

static bool
read_cell(struct office *o, const struct field *f, const char *cell, struct arena *a, struct value *out, struct err *err)
{
    cell = text_trim(a, cell);
    *out = (struct value){ 0 };
    if (!*cell)
        return true;
    if (f->kind == FIELD_REF && strcmp(f->list, "customer") == 0)
        return customer_meant(o, f, cell, a, out, err);
    return field_read(f, cell, &o->env, a, out, err);
}

/* The project is read first: buildings and homes are looked for in it. */
static bool
read_values(struct office *o, const struct reg_columns *c, const char *const *cells, size_t ncells, struct arena *a,
            struct value *v, struct err *err)
{
    const struct field *fields = c->reg->fields;
    int project = field_index(fields, "project");
    int64_t worked_in = o->project;
    bool good = true;

    if (project >= 0 && c->column[project] >= 0) {
        good = read_cell(o, &fields[project], cell_at(cells, ncells, c->column[project]), a, &v[project], err);
        if (good && v[project].set)
            o->project = v[project].num;
    }
    for (int i = 0; good && fields[i].name; i++)
        if (i != project && !fields[i].readonly && c->column[i] >= 0)
            good = read_cell(o, &fields[i], cell_at(cells, ncells, c->column[i]), a, &v[i], err);
    o->project = worked_in;
    return good;
}

static bool
read_state(const struct reg_columns *c, const char *const *cells, size_t ncells, struct arena *a, const char **out, struct err *err)
{
    const char *cell = text_trim(a, cell_at(cells, ncells, c->state));

    *out = NULL;
    for (const struct reg_state *s = c->reg->states; *cell && s && s->id; s++)
        if (strcmp(s->id, cell) == 0 || strcmp(_(s->label), cell) == 0)
            *out = s->id;
    return !*cell || *out || err_field(err, "state", _("\"%s\" is no state of this register."), cell);
}

/* ---- the stored record that is meant ------------------------------------------------------------------ */

static bool
find_stored(struct office *o, const struct reg_columns *c, const char *const *cells, size_t ncells, const struct record *row,
            struct arena *a, struct record **out, struct err *err)
{
    const char *cell = text_trim(a, cell_at(cells, ncells, c->id));
    struct buf names = { 0 };
    char *end;
    int64_t id = strtoll(cell, &end, 10);
    bool good;

    *out = NULL;
    if (*cell)
        return (!*end && reg_read(o, c->reg, id, a, out, err)) || err_field(err, "id", _("There is no record %s."), cell);
    if (c->reg->unique)
        return reg_same(o, row, a, out, err);
    for (int i = 0; c->reg->fields[i].name; i++)
        if (c->column[i] >= 0)
            buf_printf(&names, "%s%s", names.size ? " " : "", c->reg->fields[i].name);
    good = reg_agreeing(o, row, names.text, a, out, err);
    buf_free(&names);
    return good;
}

/* Put the row's values over the record; what changed is said, "" nothing. */
static char *
put_over(struct office *o, struct record *r, const struct value *v, const char *state, struct arena *a)
{
    size_t n = field_count(r->reg->fields);
    struct record old = *r;
    char *said;

    old.v = arena_alloc(a, (n + 1) * sizeof *old.v);
    memcpy(old.v, r->v, n * sizeof *old.v);
    for (size_t i = 0; i < n; i++)
        if (v[i].set)
            r->v[i] = v[i];
    if (r->reg->tidy)
        r->reg->tidy(o, r);
    said = record_changes(o, &old, r, a);
    if (!state || strcmp(state, r->state) == 0)
        return said;
    said = arena_printf(a, "%s%s%s: %s -> %s", said, *said ? ", " : "", _("State"), reg_state_label(r->reg, r->state),
                        reg_state_label(r->reg, state));
    r->state = state;
    return said;
}

static enum reg_row
bad(struct record **out)
{
    *out = NULL;
    return REG_ROW_BAD;
}

static enum reg_row
complete(const struct record *r, struct record **out, struct err *err)
{
    int missing = field_first_missing(r->reg->fields, r->v);

    if (missing < 0)
        return REG_ROW_NEW;
    err_field(err, r->reg->fields[missing].name, _("%s is still missing."), _(r->reg->fields[missing].label));
    return bad(out);
}

enum reg_row
reg_import_row(struct office *o, const struct reg_columns *c, const char *const *cells, size_t ncells,
               struct arena *a, struct record **out, char **differs, struct err *err)
{
    struct value *v = arena_alloc(a, (field_count(c->reg->fields) + 1) * sizeof *v);
    struct record *stored;
    const char *state;
    char *said;

    if (differs)
        *differs = "";
    if (!read_values(o, c, cells, ncells, a, v, err) || !read_state(c, cells, ncells, a, &state, err))
        return bad(out);
    *out = record_begin(o, c->reg, false, a);
    put_over(o, *out, v, state, a);
    if (!find_stored(o, c, cells, ncells, *out, a, &stored, err))
        return bad(out);
    if (!stored)
        return complete(*out, out, err);
    *out = stored;
    said = put_over(o, stored, v, state, a);
    if (differs)
        *differs = said;
    return *said ? REG_ROW_DIFFERS : REG_ROW_SAME;
}

/* ---- writing --------------------------------------------------------------------------------------------- */

static bool
run(struct office *o, const struct sql *sql, struct err *err)
{
    struct query q = query_begin(o->store, sql);

    return query_run(&q, err);
}

bool
reg_import_write(struct office *o, struct action *act, struct record *r, struct err *err)
{
    size_t subjects = act->nsubjects;
    int64_t id = r->id;

    if (!run(o, &row_begin, err))
        return false;
    if (reg_write(o, act, r, err))
        return run(o, &row_end, err);
    r->id = id;
    act->nsubjects = subjects;
    run(o, &row_back, NULL);
    run(o, &row_end, NULL);
    if (r->reg->settings)
        office_reload(o, NULL);
    return false;
}
