#include "data/needs.h"

#include "base/lang.h"
#include "data/register.h"

#include <stdlib.h>
#include <string.h>

struct need_sql {
    const struct sql *count;            /* codes, n */
    const struct sql *rows, *rows_back;
};

/* 1 2 the period, 3 as at, 4 project; for rows 5 the code, 6 7 the key, 8 how many. */
#define LOOKED_AT " FROM reception r WHERE r.began_at >= ?1 AND r.began_at < ?2 AND r.state = 'closed' AND r.ended_at <= ?3" \
    " AND (?4 = 0 OR r.project = ?4)"
#define ROWS(column, basis, beyond, order) \
    "SELECT r.id AS id, r.began_at AS at, r.staff AS staff, r.number AS number, r.name AS name, r.kind AS kind" LOOKED_AT basis \
    " AND CASE ?5 WHEN '' THEN coalesce(" column ", '') = '' ELSE ' ' || " column " || ' ' LIKE '% ' || ?5 || ' %' END" \
    " AND (r.began_at, r.id) " beyond " (?6, ?7) ORDER BY " order " LIMIT ?8"
#define NEED(name, column, basis) \
    SQL(need_##name##_count, "SELECT coalesce(" column ", '') AS codes, count(*) AS n" LOOKED_AT basis " GROUP BY codes"); \
    SQL(need_##name##_rows, ROWS(column, basis, ">", "r.began_at, r.id")); \
    SQL(need_##name##_back, ROWS(column, basis, "<", "r.began_at DESC, r.id DESC")); \
    static const struct need_sql need_sql_##name = { &need_##name##_count, &need_##name##_rows, &need_##name##_back }

NEED(focus, "r.focus", "");
NEED(lost, "r.lost", " AND r.result = '6'");
NEED(channel, "r.channel", "");
NEED(need, "r.need", "");
NEED(latent, "r.latent", " AND r.kind = 'walk_in'");
NEED(occupation, "r.occupation", " AND r.kind = 'walk_in'");

#define EVERYBODY N_("of all receptions closed")
#define VISITORS N_("of all visits closed")

static const struct need_point points[] = {
    { "focus", N_("What they care about"), EVERYBODY, "focus", &need_sql_focus },
    { "lost", N_("Why they did not buy"), N_("of those who left without buying"), "unsold_reason", &need_sql_lost },
    { "channel", N_("How they came to us"), EVERYBODY, "channel", &need_sql_channel },
    { "need", N_("What they came for"), EVERYBODY, "need", &need_sql_need },
    { "latent", N_("What they may need besides"), VISITORS, "latent_need", &need_sql_latent },
    { "occupation", N_("What they do"), VISITORS, "occupation", &need_sql_occupation },
};

const struct need_point *
need_at(size_t i)
{
    return i < COUNT(points) ? &points[i] : NULL;
}

const struct need_point *
need_get(const char *key)
{
    for (size_t i = 0; i < COUNT(points); i++)
        if (strcmp(points[i].key, key) == 0)
            return &points[i];
    return NULL;
}

/* ---- counting --------------------------------------------------------------------------------------- */

static struct query
begin(struct office *o, const struct sql *sql, const struct figure_scope *s)
{
    struct query q = query_begin(o->store, sql);

    query_bind_int(&q, moment_at(s->period.from, 0, o->zone));
    query_bind_int(&q, moment_at(s->period.to + 1, 0, o->zone));
    query_bind_int(&q, s->as_at ? s->as_at : office_now(o));
    query_bind_int(&q, s->project);
    return q;
}

static bool
holds(const char *codes, const char *code)
{
    size_t n = strlen(code);

    for (const char *c = codes; *c; c += strcspn(c, " "), c += *c == ' ')
        if (strncmp(c, code, n) == 0 && (c[n] == ' ' || c[n] == '\0'))
            return true;
    return false;
}

struct tally { int64_t *n, none, total; };

/* Each combination once, however many receptions have it. */
static bool
tally(struct office *o, const struct need_point *p, const struct figure_scope *s, const struct option_list *list,
      struct arena *a, struct tally *out, struct err *err)
{
    struct query q = begin(o, p->sql->count, s);

    *out = (struct tally){ .n = arena_alloc(a, (list->count + 1) * sizeof *out->n) };
    while (query_next(&q)) {
        const char *codes = query_text(&q, "codes", a);
        int64_t n = query_int(&q, "n");

        out->total += n;
        if (!*codes)
            out->none += n;
        for (size_t i = 0; i < list->count; i++)
            if (holds(codes, list->options[i].code))
                out->n[i] += n;
    }
    return query_end(&q, err);
}

static int
by_number(const void *x, const void *y)
{
    const struct need_part *a = x, *b = y;

    if (a->now.good != b->now.good)
        return a->now.good > b->now.good ? -1 : 1;
    return strcmp(a->code, b->code);
}

bool
need_count(struct office *o, const struct need_point *p, const struct figure_scope *s, struct arena *a,
           struct need_part **out, size_t *count, struct err *err)
{
    const struct option_list *list = office_list(o, p->list);
    struct figure_scope before_scope = figure_scope_before(s);
    struct tally now, before;

    *count = 0;
    *out = arena_alloc(a, (list->count + 1) * sizeof **out);
    if (!tally(o, p, s, list, a, &now, err) || !tally(o, p, &before_scope, list, a, &before, err))
        return false;
    for (size_t i = 0; i < list->count; i++)
        if (now.n[i] || before.n[i])
            (*out)[(*count)++] = (struct need_part){
                arena_strdup(a, list->options[i].code), arena_strdup(a, list->options[i].text),
                { now.n[i], now.total }, { before.n[i], before.total },
            };
    qsort(*out, *count, sizeof **out, by_number);
    if (now.none)
        (*out)[(*count)++] = (struct need_part){ "", _("not noted"), { now.none, now.total }, { before.none, before.total } };
    return true;
}

bool
need_rows(struct office *o, const struct need_point *p, const struct figure_scope *s, const char *code,
          const struct figure_row *after, bool backwards, struct arena *a, struct figure_row *out, size_t max,
          size_t *count, struct err *err)
{
    struct query q = begin(o, backwards ? p->sql->rows_back : p->sql->rows, s);
    int64_t end = backwards ? INT64_MAX : INT64_MIN;
    bool named = office_can(o, "screen.customer", "see");

    *count = 0;
    query_bind_text(&q, code);
    query_bind_int(&q, after ? after->at : end);
    query_bind_int(&q, after ? after->id : end);
    query_bind_int(&q, (int64_t)max);
    while (*count < max && query_next(&q)) {
        struct figure_row *r = &out[(*count)++];

        *r = (struct figure_row){
            .id = query_int(&q, "id"), .at = query_int(&q, "at"), .about = "reception", .matter = query_int(&q, "id"),
            .staff = query_int(&q, "staff"), .number = query_text(&q, "number", a), .good = true,
        };
        r->name = named ? query_text(&q, "name", a) : "";
        r->detail = strcmp(query_text(&q, "kind", a), "call") == 0 ? _("call") : _("visit");
    }
    return query_end(&q, err);
}
