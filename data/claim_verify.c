/* The past of a dispute against what the journal saw: each row of first_contact and claim column by column. */
#include "data/claim.h"

#include "base/lang.h"
#include "data/engine/journal.h"

#include <stdlib.h>
#include <string.h>

/* What retention has erased from the journal is not compared. */
#define NOT_ERASED " NOT EXISTS (SELECT 1 FROM journal_payload p WHERE p.entry = t.entry AND p.erased <> 0) ORDER BY t.entry, t.id"
SQL(verify_contacts, "SELECT id, entry, number, project, customer, kind, consultant, named, refused, agency, reception, at, phone, name, note"
                     " FROM first_contact t WHERE" NOT_ERASED);
SQL(verify_claims, "SELECT id, entry, number, project, customer, claimant, grounds, holder, agency, rule, reasons, decided_at, decided_by,"
                   " overrules, overruled_why, note, state FROM claim t WHERE" NOT_ERASED);
/* Imports name no subjects one by one: of a row that they wrote and that is gone nobody knows here. */
SQL(verify_gone, "SELECT js.kind AS kind, js.subject AS id FROM journal_subject js WHERE"
                 " (js.kind = 'first_contact' AND NOT EXISTS (SELECT 1 FROM first_contact f WHERE f.id = js.subject)) OR"
                 " (js.kind = 'claim' AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.id = js.subject))");

static const char *const contact_columns[] = {
    "number", "project", "customer", "kind", "consultant", "named", "refused", "agency", "reception", "at", "phone", "name", "note", NULL
};
static const char *const claim_columns[] = {
    "number", "project", "customer", "claimant", "grounds", "holder", "agency", "rule", "reasons", "decided_at", "decided_by",
    "overrules", "overruled_why", "note", "state", NULL
};

struct check {
    struct store *store;
    void (*say)(void *ctx, const char *line);
    void *ctx;
    long findings;
    int64_t entry;              /* whose changes are read */
    struct arena arena;
    struct change *changes;     /* ordered by row and column */
    size_t count;
};

static int
by_row(const void *one, const void *two)
{
    const struct change *a = one, *b = two;

    return a->row != b->row ? (a->row < b->row ? -1 : 1) : strcmp(a->column, b->column);
}

/* The changes of that entry to that table. */
static bool
read_changes(struct check *c, const char *table, int64_t entry, struct err *err)
{
    size_t n = 0;

    if (c->entry == entry)
        return true;
    arena_reset(&c->arena);
    c->entry = entry;
    if (!journal_changes(c->store, entry, &c->arena, &c->changes, &c->count, err))
        return false;
    for (size_t i = 0; i < c->count; i++)
        if (strcmp(c->changes[i].table, table) == 0)
            c->changes[n++] = c->changes[i];
    c->count = n;
    if (n)
        qsort(c->changes, n, sizeof *c->changes, by_row);
    return true;
}

static bool
same(struct check *c, int64_t id, const char *column, const char *stored)
{
    struct change key = { .row = id, .column = column };
    const struct change *seen = c->count ? bsearch(&key, c->changes, c->count, sizeof key, by_row) : NULL;
    const char *then = seen ? seen->now : NULL;

    return stored && then ? strcmp(stored, then) == 0 : !stored && !then;
}

static bool
check_table(struct check *c, const struct sql *sql, const char *table, const char *const *columns, struct err *err)
{
    struct query q = query_begin(c->store, sql);
    struct arena a = { 0 };
    bool good = true;

    c->entry = 0;
    while (good && query_next(&q)) {
        int64_t id = query_int(&q, "id");

        good = read_changes(c, table, query_int(&q, "entry"), err);
        for (const char *const *column = columns; good && *column; column++) {
            if (same(c, id, *column, query_text_or_null(&q, *column, &a)))
                continue;
            c->findings++;
            c->say(c->ctx, arena_printf(&a, _("%s %s: %s is not what was written at the time"), table, query_text(&q, "number", &a), *column));
        }
        arena_reset(&a);
    }
    arena_free(&a);
    return query_end(&q, good ? err : NULL) && good;
}

static bool
check_gone(struct check *c, struct err *err)
{
    struct query q = query_begin(c->store, &verify_gone);
    struct arena a = { 0 };

    while (query_next(&q)) {
        c->findings++;
        c->say(c->ctx, arena_printf(&a, _("%s %lld is gone"), query_text(&q, "kind", &a), (long long)query_int(&q, "id")));
    }
    arena_free(&a);
    return query_end(&q, err);
}

long
claim_verify(struct store *s, void (*say)(void *ctx, const char *line), void *ctx, struct err *err)
{
    struct check c = { .store = s, .say = say, .ctx = ctx };
    bool good = check_table(&c, &verify_contacts, "first_contact", contact_columns, err) &&
                check_table(&c, &verify_claims, "claim", claim_columns, err) && check_gone(&c, err);

    arena_free(&c.arena);
    return good ? c.findings : -1;
}
