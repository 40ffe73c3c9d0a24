/* Are the clocks of the open matters what they should be? For verify. */
#include "data/complaint_verify.h"

#include "base/lang.h"
#include "data/complaint_private.h"

#include <string.h>

#define TASKS_READ 64

SQL(verify_open_ones, "SELECT id FROM complaint WHERE state NOT IN ('closed', 'merged') AND id > ? ORDER BY id LIMIT 200");
SQL(verify_clock_tasks, "SELECT kind, turn, warn, due FROM task WHERE about = 'complaint' AND matter = ? AND done IS NULL AND policy_red = '@complaint'");
SQL(verify_any_task, "SELECT count(*) FROM task WHERE about = 'complaint' AND matter = ?");

struct clock_task { char *kind; moment warn, due; };

static size_t
clock_tasks(struct office *o, int64_t id, struct arena *a, struct clock_task *out)
{
    struct query q = query_begin(o->store, &verify_clock_tasks);
    size_t n = 0;

    query_bind_int(&q, id);
    while (n < TASKS_READ && query_next(&q))
        out[n++] = (struct clock_task){ query_text(&q, "kind", a), query_int(&q, "warn"), query_int(&q, "due") };
    query_end(&q, NULL);
    return n;
}

static const struct clock_task *
of_kind(const struct clock_task *t, size_t n, const char *kind)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(t[i].kind, kind) == 0)
            return &t[i];
    return NULL;
}

static bool
never_taken_up(struct office *o, int64_t id)
{
    struct query q = query_begin(o->store, &verify_any_task);

    query_bind_int(&q, id);
    return query_number(&q, 0) == 0;
}

/* How many things are off with one matter. */
static long
verify_one(struct office *o, int64_t id, void (*say)(void *ctx, const char *line), void *ctx)
{
    struct arena a = { 0 };
    struct clock_task tasks[TASKS_READ];
    struct complaint_clocks c;
    struct record *r;
    size_t n;
    long off = 0;

    if (!reg_read(o, &complaint_register, id, &a, &r, NULL) || never_taken_up(o, id) || !complaint_clocks(o, r, &a, &c, NULL)) {
        arena_free(&a);
        return 0;
    }
    n = clock_tasks(o, id, &a, tasks);
    for (int i = 0; i < COMPLAINT_CLOCKS; i++) {
        const struct complaint_clock *k = &c.clock[i];
        const struct clock_task *t = of_kind(tasks, n, complaint_clock_kind((enum complaint_clock_name)i));
        bool runs = k->state == CLOCK_IS_RUNNING && !record_num(r, "parent");

        if (runs == (t != NULL) && (!runs || t->due == k->red.due))
            continue;
        off++;
        if (say)
            say(ctx, arena_printf(&a, runs ? t ? _("%s: the clock %s has another line than its reckoning") : _("%s: the clock %s has no task")
                                           : _("%s: the clock %s does not run, but has a task"),
                                  record_text(r, "number"), complaint_clock_title((enum complaint_clock_name)i)));
    }
    arena_free(&a);
    return off;
}

long
complaint_verify(struct office *o, void (*say)(void *ctx, const char *line), void *ctx, struct err *err)
{
    int64_t ids[200], last = 0;
    size_t n = COUNT(ids);
    long off = 0;

    while (n == COUNT(ids)) {
        struct query q = query_begin(o->store, &verify_open_ones);

        n = 0;
        query_bind_int(&q, last);
        while (n < COUNT(ids) && query_next(&q))
            ids[n++] = query_int(&q, "id");
        if (!query_end(&q, err))
            return -1;
        for (size_t i = 0; i < n; i++)
            off += verify_one(o, ids[i], say, ctx);
        if (n)
            last = ids[n - 1];
    }
    return off;
}
