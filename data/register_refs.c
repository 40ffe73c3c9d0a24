/* References: how a record is found by what was typed, and how it is named. */
#include "data/register.h"

#include "base/lang.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "data/engine/find.h"
#include "data/engine/register_sql.h"

#include <string.h>

#define REFS_READ 500       /* rows looked through for a reference of a small register */

SQL(ref_customer, "SELECT c.name AS name, (SELECT number FROM customer_phone p WHERE p.customer = c.id ORDER BY place LIMIT 1) AS phone"
                  " FROM customer c WHERE c.id = ?");
SQL(ref_home_list, "SELECT id, code FROM home WHERE (code >= ?1 AND code < ?1 || '\x7f') AND (?2 = 0 OR project = ?2) ORDER BY code LIMIT ?3");
SQL(ref_home_joined, "SELECT id, code FROM home WHERE replace(code, '-', '') = ?1 AND (?2 = 0 OR project = ?2) ORDER BY code LIMIT ?3");

static size_t
customer_refs(struct office *o, const char *typed, struct arena *a, struct option *out, size_t max)
{
    int64_t ids[32], ranks[32];
    size_t n = 0;

    if (max > COUNT(ids))
        max = COUNT(ids);
    if (*typed)
        find_customers(o->store, typed, 0, ids, ranks, max, &n, NULL);
    else
        find_recent(o->store, 0, ids, ranks, max, &n, NULL);
    for (size_t i = 0; i < n; i++)
        out[i] = (struct option){ .code = "", .id = ids[i], .text = reg_ref_text(o, "customer", ids[i], a) };
    return n;
}

static size_t
home_rows(struct office *o, const struct sql *sql, const char *typed, struct arena *a, struct option *out, size_t max)
{
    struct query q = query_begin(o->store, sql);
    size_t n = 0;

    query_bind_text(&q, typed);
    query_bind_int(&q, o->project);
    query_bind_int(&q, (int64_t)max);
    while (n < max && query_next(&q)) {
        char *code = query_text(&q, "code", a);

        out[n++] = (struct option){ .code = code, .text = code, .id = query_int(&q, "id") };
    }
    query_end(&q, NULL);
    return n;
}

static size_t
home_refs(struct office *o, const char *typed, struct arena *a, struct option *out, size_t max)
{
    char *plain = text_halfwidth(a, typed);
    size_t n = home_rows(o, &ref_home_list, plain, a, out, max);

    if (n == 0 && strlen(plain) >= 4 && !strchr(plain, '-'))
        n = home_rows(o, &ref_home_joined, plain, a, out, max);
    return n;
}

/* The name of a record within its project: its title without the project. */
static char *
short_title(struct office *o, const struct record *r, struct arena *a)
{
    struct reg alone = *r->reg;
    struct record copy = *r;

    if (strncmp(alone.title, "project ", 8) != 0)
        return record_title(o, r, a);
    alone.title += 8;
    copy.reg = &alone;
    return record_title(o, &copy, a);
}

static bool
is_over(const struct record *r)
{
    static const char *const over[] = { "left", "closed", "retired", "ended" };

    for (size_t i = 0; r->reg->states && i < COUNT(over); i++)
        if (strcmp(r->state, over[i]) == 0)
            return true;
    return false;
}

/* Small registers: look through those of the project worked in, by text, initials or beginning; what is called so
 * exactly comes first. */
static size_t
small_refs(struct office *o, const struct reg *reg, const char *typed, struct arena *a, struct option *out, size_t max)
{
    struct record **rows = arena_alloc(a, REFS_READ * sizeof *rows);
    int project = field_index(reg->fields, "project");
    size_t n, found = 0, exact = 0;

    if (!reg_window(o, reg, NULL, NULL, false, a, rows, REFS_READ, &n, NULL))
        return 0;
    for (size_t i = 0; i < n; i++) {
        char *title = record_title(o, rows[i], a), *name = short_title(o, rows[i], a);
        bool same = strcasecmp(name, typed) == 0 || strcasecmp(title, typed) == 0;

        if (is_over(rows[i]) || (project >= 0 && o->project && rows[i]->v[project].set && rows[i]->v[project].num != o->project))
            continue;
        if (!same && (found == max || (*typed && !text_contains(title, typed) && !pinyin_match(title, typed))))
            continue;
        found += found < max;
        if (same) {
            memmove(&out[exact + 1], &out[exact], (found - exact - 1) * sizeof *out);
            out[exact++] = (struct option){ .code = name, .text = title, .id = rows[i]->id };
            if (exact == max)
                break;
        } else {
            out[found - 1] = (struct option){ .code = name, .text = title, .id = rows[i]->id };
        }
    }
    return found;
}

size_t
reg_refs(struct office *o, const char *table, const char *typed, struct arena *a, struct option *out, size_t max)
{
    const struct reg *reg = reg_get(table);

    if (strcmp(table, "customer") == 0)
        return customer_refs(o, typed, a, out, max);
    if (strcmp(table, "home") == 0)
        return home_refs(o, typed, a, out, max);
    return reg ? small_refs(o, reg, typed, a, out, max) : 0;
}

static char *
customer_title(struct office *o, int64_t id, struct arena *a)
{
    struct query q = query_begin(o->store, &ref_customer);
    char *out = NULL;

    query_bind_int(&q, id);
    if (query_next(&q)) {
        char *phone = query_text(&q, "phone", a);
        static const struct field number = { .name = "phone", .kind = FIELD_PHONE, .mask = MASK_PHONE };
        struct value v = { .set = *phone != '\0', .text = phone };

        out = arena_printf(a, "%s %s", query_text(&q, "name", a), field_show_masked(&number, &v, &o->env, a));
    }
    query_end(&q, NULL);
    return out;
}

char *
reg_ref_text(struct office *o, const char *table, int64_t id, struct arena *a)
{
    const struct reg *reg = reg_get(table);
    struct record *r;

    if (strcmp(table, "customer") == 0)
        return customer_title(o, id, a);
    if (!reg || !register_sql_read(o, reg, id, a, &r, NULL) || !r)
        return NULL;
    return record_title(o, r, a);
}

