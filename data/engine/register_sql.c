#include "data/engine/register_sql.h"

#include "data/engine/private.h"

#include <stdlib.h>
#include <string.h>

static bool
is_text(enum field_kind kind)
{
    return kind == FIELD_TEXT || kind == FIELD_LONG || kind == FIELD_PHONE || kind == FIELD_IDCARD ||
           kind == FIELD_CHOICE || kind == FIELD_CHOICES || kind == FIELD_DATE;
}

/* ---- values in and out --------------------------------------------------------------------- */

static void
read_value(struct query *q, const struct field *f, struct arena *a, struct value *v)
{
    day d;

    memset(v, 0, sizeof *v);
    if (query_null(q, f->name))
        return;
    v->set = true;
    if (f->kind == FIELD_DATE) {
        v->set = day_parse_iso(query_text(q, f->name, a), &d);
        v->num = v->set ? d : 0;
    } else if (is_text(f->kind)) {
        v->text = query_text(q, f->name, a);
    } else {
        v->num = query_int(q, f->name);
    }
}

static void
bind_value(struct query *q, const struct field *f, const struct value *v, struct arena *a)
{
    if (!v->set)
        query_bind_null(q);
    else if (f->kind == FIELD_DATE)
        query_bind_text(q, day_iso(a, (day)v->num));
    else if (is_text(f->kind))
        query_bind_text(q, v->text);
    else
        query_bind_int(q, v->num);
}

static struct record *
read_record(struct query *q, const struct reg *reg, struct arena *a)
{
    struct record *r = arena_alloc(a, sizeof *r);
    size_t n = field_count(reg->fields);

    r->reg = reg;
    r->arena = a;
    r->v = arena_alloc(a, n * sizeof *r->v);
    r->id = query_int(q, "id");
    r->entry = query_int(q, "entry");
    r->state = reg->states ? query_text(q, "state", a) : "";
    for (size_t i = 0; i < n; i++)
        read_value(q, &reg->fields[i], a, &r->v[i]);
    return r;
}

/* ---- composing -------------------------------------------------------------------------------- */

static void
select_from(struct buf *b, const struct reg *reg)
{
    buf_puts(b, "SELECT id, entry");
    if (reg->states)
        buf_puts(b, ", state");
    for (const struct field *f = reg->fields; f->name; f++)
        buf_printf(b, ", \"%s\"", f->name);
    buf_printf(b, " FROM \"%s\"", reg->name);
}

static const char *
order_field(const struct reg *reg, bool *newest_first)
{
    const char *order = reg->order ? reg->order : "id";

    *newest_first = *order == '-';
    return *newest_first ? order + 1 : order;
}

static const struct field *
field_named(const struct reg *reg, const char *name)
{
    int i = field_index(reg->fields, name);

    return i < 0 ? NULL : &reg->fields[i];
}

/* The order value as an expression that is never NULL, so that keys compare. */
static void
order_expression(struct buf *b, const struct reg *reg, const char *name)
{
    const struct field *f = field_named(reg, name);

    if (!f)
        buf_puts(b, "id");
    else if (f->required || reg->order_set)
        buf_printf(b, "\"%s\"", name);
    else
        buf_printf(b, is_text(f->kind) ? "coalesce(\"%s\", '')" : "coalesce(\"%s\", 0)", name);
}

static bool
has_letters(const char *text)
{
    for (; *text; text++)
        if ((*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z'))
            return true;
    return false;
}

/* Where nothing has a small and a capital form, folding is spared: it is most of the time in a long register. */
static void
search_condition(struct buf *b, const struct reg *reg, const char *text)
{
    const char *form = has_letters(text) ? "%sinstr(lower(coalesce(\"%s\", '')), lower(?1))" : "%sinstr(\"%s\", ?1)";
    char *copy = mem_strdup(reg->search ? reg->search : reg->title), *save = NULL;
    bool first = true;

    buf_puts(b, " AND (");
    for (char *name = strtok_r(copy, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
        buf_printf(b, form, first ? "" : " OR ", name);
        first = false;
    }
    buf_puts(b, ")");
    free(copy);
}

/* Numbered parameters: ?1 text, ?2 state, ?3 equals, ?4 ?5 the key, ?6 the limit, ?7 the further text. */
static void
where(struct buf *b, const struct reg *reg, const struct reg_filter *f)
{
    buf_puts(b, " WHERE 1");
    if (f && f->text && *f->text)
        search_condition(b, reg, f->text);
    if (f && f->state && reg->states)
        buf_puts(b, " AND state = ?2");
    else if (reg->gone)
        buf_printf(b, " AND state <> '%s'", reg->gone);
    if (f && f->field)
        buf_printf(b, " AND \"%s\" = ?3", f->field);
    if (f && f->and_field)
        buf_printf(b, " AND \"%s\" = ?7", f->and_field);
}

static bool
binds_text(const struct reg *reg, const char *name)
{
    const struct field *f = field_named(reg, name);

    return f && is_text(f->kind);
}

static void
bind_equals(struct query *q, const struct reg *reg, const struct reg_filter *f)
{
    const struct field *field = f && f->field ? field_named(reg, f->field) : NULL;
    struct value v = { .set = true, .num = f ? f->equals : 0, .text = f ? f->equals_text : NULL };
    struct arena a = { 0 };

    if (field && (field->kind == FIELD_DATE || v.text || !is_text(field->kind)))
        bind_value(q, field, &v, &a);
    else
        query_bind_int(q, v.num);
    arena_free(&a);
}

/* All up to the highest are bound whether the text has them or not: SQLite numbers them by the highest used. */
static void
bind_common(struct query *q, const struct reg *reg, const struct reg_filter *f, const struct reg_key *from, int64_t limit, int used)
{
    bool newest;
    const char *order = order_field(reg, &newest);

    if (used >= 1)
        query_bind_text(q, f ? f->text : NULL);
    if (used >= 2)
        query_bind_text(q, f ? f->state : NULL);
    if (used >= 3)
        bind_equals(q, reg, f);
    if (used >= 4) {
        if (from && binds_text(reg, order))
            query_bind_text(q, from->text ? from->text : "");
        else
            query_bind_int(q, from ? from->num : 0);
    }
    if (used >= 5)
        query_bind_int(q, from ? from->id : 0);
    if (used >= 6)
        query_bind_int(q, limit);
    if (used >= 7)
        query_bind_text(q, f ? f->and_text : NULL);
}

static int
highest(const struct reg_filter *f)
{
    if (f && f->and_field)
        return 7;
    if (f && f->field)
        return 3;
    if (f && f->state)
        return 2;
    return f && f->text && *f->text ? 1 : 0;
}

static void
compose_read(struct buf *b, const struct reg *reg)
{
    select_from(b, reg);
    buf_puts(b, " WHERE id = ?");
}

static void
compose_insert(struct buf *b, const struct reg *reg)
{
    size_t n = field_count(reg->fields);

    buf_printf(b, "INSERT INTO \"%s\"(", reg->name);
    for (size_t i = 0; i < n; i++)
        buf_printf(b, "\"%s\", ", reg->fields[i].name);
    buf_printf(b, "%sentry, id) VALUES (", reg->states ? "state, " : "");
    for (size_t i = 0; i < n + (reg->states ? 1 : 0); i++)
        buf_puts(b, "?, ");
    buf_puts(b, "?, ?)");
}

static void
compose_update(struct buf *b, const struct reg *reg)
{
    buf_printf(b, "UPDATE \"%s\" SET ", reg->name);
    for (const struct field *f = reg->fields; f->name; f++)
        buf_printf(b, "\"%s\" = ?, ", f->name);
    buf_printf(b, "%sentry = ? WHERE id = ?", reg->states ? "state = ?, " : "");
}

/* A list of a million rows is not worth composing a million times. */
static const char *
composed_text(struct store *s, const struct reg *reg, enum composed_kind kind)
{
    struct composed *c = s->composed;
    struct buf b = { 0 };

    for (; c; c = c->next)
        if (c->reg == reg && c->kind == kind)
            return c->text;
    if (kind == COMPOSED_INSERT)
        compose_insert(&b, reg);
    else if (kind == COMPOSED_UPDATE)
        compose_update(&b, reg);
    else
        compose_read(&b, reg);
    c = arena_alloc(&s->texts, sizeof *c);
    *c = (struct composed){ reg, kind, arena_strdup(&s->texts, b.text), s->composed };
    s->composed = c;
    buf_free(&b);
    return c->text;
}

/* ---- the queries ---------------------------------------------------------------------------------- */

bool
register_sql_read(struct office *o, const struct reg *reg, int64_t id, struct arena *a, struct record **out, struct err *err)
{
    struct query q = query_compose(o->store, composed_text(o->store, reg, COMPOSED_READ));

    *out = NULL;
    query_bind_int(&q, id);
    if (query_next(&q))
        *out = read_record(&q, reg, a);
    return query_end(&q, err);
}

bool
register_sql_window(struct office *o, const struct reg *reg, const struct reg_filter *f, const struct reg_key *from,
                    bool backwards, struct arena *a, struct record **out, size_t max, size_t *count, struct err *err)
{
    struct buf b = { 0 }, key = { 0 };
    struct query q;
    bool newest;
    const char *order = order_field(reg, &newest);
    bool down = newest != backwards;

    order_expression(&key, reg, order);
    select_from(&b, reg);
    where(&b, reg, f);
    if (from)
        buf_printf(&b, " AND (%s, id) %s (?4, ?5)", key.text, down ? "<" : ">");
    buf_printf(&b, " ORDER BY %s %s, id %s LIMIT ?6", key.text, down ? "DESC" : "ASC", down ? "DESC" : "ASC");
    q = query_compose(o->store, b.text);
    bind_common(&q, reg, f, from, (int64_t)max, highest(f) > 6 ? 7 : 6);
    for (*count = 0; *count < max && query_next(&q); ++*count)
        out[*count] = read_record(&q, reg, a);
    if (backwards) {
        for (size_t i = 0; i < *count / 2; i++) {
            struct record *swap = out[i];

            out[i] = out[*count - 1 - i];
            out[*count - 1 - i] = swap;
        }
    }
    buf_free(&b);
    buf_free(&key);
    return query_end(&q, err);
}

int64_t
register_sql_total(struct office *o, const struct reg *reg, const struct reg_filter *f)
{
    struct buf b = { 0 };
    struct query q;
    int64_t n;

    buf_printf(&b, "SELECT count(*) FROM \"%s\"", reg->name);
    where(&b, reg, f);
    q = query_compose(o->store, b.text);
    bind_common(&q, reg, f, NULL, 0, highest(f));
    n = query_number(&q, 0);
    buf_free(&b);
    return n;
}

bool
register_sql_same(struct office *o, const struct record *r, const char *fields, struct arena *a, struct record **out, struct err *err)
{
    struct buf b = { 0 };
    struct query q;
    char *copy = arena_strdup(a, fields), *save = NULL;
    int used[32], n = 0;

    *out = NULL;
    select_from(&b, r->reg);
    buf_puts(&b, " WHERE 1");
    for (char *name = strtok_r(copy, " ", &save); name && n < (int)COUNT(used); name = strtok_r(NULL, " ", &save)) {
        used[n] = field_index(r->reg->fields, name);
        buf_printf(&b, " AND \"%s\" IS ?", name);
        n++;
    }
    buf_puts(&b, " ORDER BY id LIMIT 1");
    q = query_compose(o->store, b.text);
    for (int i = 0; i < n; i++)
        bind_value(&q, &r->reg->fields[used[i]], &r->v[used[i]], a);
    if (query_next(&q))
        *out = read_record(&q, r->reg, a);
    buf_free(&b);
    return query_end(&q, err);
}

bool
register_sql_write(struct office *o, const struct record *r, bool insert, int64_t entry, struct err *err)
{
    struct arena a = { 0 };
    struct query q = query_compose(o->store, composed_text(o->store, r->reg, insert ? COMPOSED_INSERT : COMPOSED_UPDATE));
    bool good;

    for (size_t i = 0; r->reg->fields[i].name; i++)
        bind_value(&q, &r->reg->fields[i], &r->v[i], &a);
    if (r->reg->states)
        query_bind_text(&q, r->state);
    query_bind_int(&q, entry);
    query_bind_int(&q, r->id);
    good = query_run(&q, err);
    arena_free(&a);
    return good;
}
