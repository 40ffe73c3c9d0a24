/* F-008: customers and homes by life stage and by service stage, under one way of counting steps or all three. Every
 * customer and every home that somebody owns is counted once in each, so the sums agree. */
#include "data/report_private.h"

#include "base/lang.h"
#include "data/customer.h"
#include "data/policy.h"

#include <stdlib.h>
#include <string.h>

#define READ_AT_ONCE 4096       /* rows whose texts are kept at a time */

/* Whoever holds or held a home (merged customers have none left): one pass in the table's own order, whatever their number. */
SQL(report_owners, "SELECT o.customer AS customer, o.home AS home, o.subscribed_on AS subscribed, o.signed_on AS signed,"
                   " coalesce(o.handover_on, h.handover_on) AS delivered, coalesce(o.cancelled_on, o.ended_on) AS over,"
                   " h.moved_in_on AS moved_in, p.first_handover_on AS first"
                   " FROM ownership o JOIN home h ON h.id = o.home JOIN project p ON p.id = h.project"
                   " WHERE ?1 = 0 OR h.project = ?1");
SQL(report_everybody, "SELECT count(*) FROM customer WHERE merged_into IS NULL");
SQL(report_others, "SELECT count(*) FROM customer c WHERE c.merged_into IS NULL AND c.project = ?1"
                   " AND NOT EXISTS (SELECT 1 FROM ownership o JOIN home h ON h.id = o.home WHERE o.customer = c.id AND h.project = ?1)");

/* A customer or a home: what runs, and the oldest life stage. */
struct standing {
    int64_t id;
    unsigned active;
    enum life_stage life;
};

struct standings { struct standing *rows; size_t count, room; };

struct tally {
    struct arena *a;
    struct standings customers, homes;
    int64_t others;             /* customers without any home: prospects, met */
};

static void
note(struct arena *a, struct standings *s, int64_t id, unsigned active, enum life_stage life)
{
    s->rows = arena_grow(a, s->rows, s->count, &s->room, sizeof *s->rows);
    s->rows[s->count++] = (struct standing){ .id = id, .active = active, .life = life };
}

static day
day_column(struct query *q, const char *column, struct arena *a)
{
    day d;

    return day_parse_iso(query_text(q, column, a), &d) ? d : NO_DAY;
}

static struct home_dates
read_dates(struct query *q, struct arena *a)
{
    return (struct home_dates){
        .subscribed = day_column(q, "subscribed", a), .signed_on = day_column(q, "signed", a), .cancelled = day_column(q, "over", a),
        .delivered = day_column(q, "delivered", a), .moved_in = day_column(q, "moved_in", a), .warranty_until = NO_DAY,
        .first_delivery = day_column(q, "first", a),
    };
}

static int
by_id(const void *a, const void *b)
{
    int64_t x = ((const struct standing *)a)->id, y = ((const struct standing *)b)->id;

    return x < y ? -1 : x > y;
}

/* An owner of several homes is one customer, a home of several owners one home. */
static void
fold(struct standings *s)
{
    size_t n = 0;

    if (s->count)
        qsort(s->rows, s->count, sizeof *s->rows, by_id);
    for (size_t i = 0; i < s->count; i++) {
        if (n && s->rows[n - 1].id == s->rows[i].id) {
            s->rows[n - 1].active |= s->rows[i].active;
            if (s->rows[i].life > s->rows[n - 1].life)
                s->rows[n - 1].life = s->rows[i].life;
        } else {
            s->rows[n++] = s->rows[i];
        }
    }
    s->count = n;
}

static bool
is_held(const struct home_dates *d, day today)
{
    bool over = d->cancelled != NO_DAY && d->cancelled <= today;

    return !over && (life_of_home(d, today, &(struct stage_limits){ 0 }) != LIFE_PROSPECT || life_is_subscribed(d, today));
}

static bool
read_all(struct office *o, day today, struct tally *t, struct err *err)
{
    struct stage_limits limits = customer_limits(o);
    struct query q = query_begin(o->store, &report_owners);
    struct arena texts = { 0 };

    query_bind_int(&q, o->project);
    for (size_t i = 1; query_next(&q); i++) {
        struct home_dates d = read_dates(&q, &texts);
        unsigned active = stage_active(&d, today, &limits);
        enum life_stage life = life_of_home(&d, today, &limits);

        note(t->a, &t->customers, query_int(&q, "customer"), active, life);
        if (is_held(&d, today))
            note(t->a, &t->homes, query_int(&q, "home"), active, life);
        if (i % READ_AT_ONCE == 0)
            arena_reset(&texts);
    }
    arena_free(&texts);
    if (!query_end(&q, err))
        return false;
    fold(&t->customers);
    fold(&t->homes);
    q = query_begin(o->store, o->project ? &report_others : &report_everybody);
    if (o->project)
        query_bind_int(&q, o->project);
    t->others = query_number(&q, -1) - (o->project ? 0 : (int64_t)t->customers.count);
    return t->others >= 0 || err_set(err, ERR_IO, _("The customers could not be counted."));
}

/* ---- the rows --------------------------------------------------------------------------- */

/* A way of counting everybody. */
struct group { const char *id, *name; };

enum { GROUPING, STEP, NAME, CUSTOMERS, HOMES, RUNNING, COLUMNS };

static void
add_row(struct report_table *t, struct arena *a, const struct group *g, int step, const char *name, int64_t customers, int64_t homes,
        int64_t running)
{
    const char **c = report_row(t, a)->cells;

    c[GROUPING] = g->id;
    t->rows[t->nrows - 1].group = g->name;
    c[STEP] = step < 0 ? NULL : arena_printf(a, "%d", step);
    c[NAME] = name;
    c[CUSTOMERS] = arena_printf(a, "%lld", (long long)customers);
    c[HOMES] = arena_printf(a, "%lld", (long long)homes);
    c[RUNNING] = running < 0 ? NULL : arena_printf(a, "%lld", (long long)running);
    t->rows[t->nrows - 1].total = step < 0;
}

static int64_t
everybody(const struct tally *t)
{
    return (int64_t)t->customers.count + t->others;
}

static void
add_total(struct report_table *t, struct arena *a, const struct group *g, const struct tally *all)
{
    add_row(t, a, g, -1, _("Total"), everybody(all), (int64_t)all->homes.count, -1);
}

static void
add_life(struct report_table *t, struct arena *a, const struct tally *all)
{
    static const enum life_stage stages[] = { LIFE_PROSPECT, LIFE_PENDING, LIFE_SETTLING, LIFE_STABLE, LIFE_VETERAN };
    const struct group g = { "life", _("Life stages") };

    for (size_t i = 0; i < COUNT(stages); i++) {
        int64_t customers = stages[i] == LIFE_PROSPECT ? all->others : 0, homes = 0;

        for (size_t k = 0; k < all->customers.count; k++)
            customers += all->customers.rows[k].life == stages[i];
        for (size_t k = 0; k < all->homes.count; k++)
            homes += all->homes.rows[k].life == stages[i];
        add_row(t, a, &g, (int)stages[i], life_name(stages[i]), customers, homes, homes);
    }
    add_total(t, a, &g, all);
}

/* Each under the stage that is shown where there is room for one only. */
static void
count_shown(enum framework f, const struct standings *s, struct arena *a, size_t counts[STAGE_COUNT])
{
    enum service_stage *shown = arena_alloc(a, (s->count + 1) * sizeof *shown);

    for (size_t i = 0; i < s->count; i++)
        shown[i] = stage_shown(s->rows[i].active, 0);
    framework_count(f, shown, s->count, counts);
}

/* Homes for which the step runs: stages run side by side, so one home may stand under several. */
static void
count_running(enum framework f, const struct standings *s, size_t counts[STAGE_COUNT])
{
    memset(counts, 0, STAGE_COUNT * sizeof *counts);
    for (size_t i = 0; i < s->count; i++) {
        unsigned steps = 0;

        for (int stage = STAGE_MEET; stage < STAGE_COUNT; stage++)
            if (s->rows[i].active & STAGE_BIT(stage))
                steps |= framework_steps_touched(f, (enum service_stage)stage);
        for (int step = 1; step < STAGE_COUNT; step++)
            counts[step] += (steps >> step) & 1;
    }
}

static void
add_framework(struct report_table *t, struct arena *a, enum framework f, const struct tally *all)
{
    size_t customers[STAGE_COUNT], homes[STAGE_COUNT], running[STAGE_COUNT];
    const struct group g = { framework_id(f), framework_name(f) };
    int met = framework_step(f, STAGE_MEET);

    count_shown(f, &all->customers, a, customers);
    count_shown(f, &all->homes, a, homes);
    count_running(f, &all->homes, running);
    customers[met] += (size_t)all->others;
    for (int n = 1; n <= framework_steps(f) + 1; n++) {
        int step = n <= framework_steps(f) ? n : 0;     /* "no step of its own" comes last, and only where somebody is */

        if (step || customers[0] || homes[0])
            add_row(t, a, &g, step, framework_step_name(f, step), (int64_t)customers[step], (int64_t)homes[step],
                    (int64_t)running[step]);
    }
    add_total(t, a, &g, all);
}

static bool
make(struct office *o, const struct report_wish *w, struct arena *a, struct report_table *out, struct err *err)
{
    const char *wanted = w->framework ? w->framework : policy_text(o, "stage.framework");
    struct report_column *columns = arena_alloc(a, COLUMNS * sizeof *columns);
    struct tally all = { .a = a };
    enum framework one = FRAMEWORK_SIX_TWO;
    bool every = strcmp(wanted, "all") == 0;

    if (!every && !framework_by_id(wanted, &one))
        return err_field(err, "framework", _("There is no way of counting steps %s: six_plus_two, five_plus_one, property_five, all."), wanted);
    if (!read_all(o, w->as_at == NO_DAY ? office_today(o) : w->as_at, &all, err))
        return false;
    columns[GROUPING] = (struct report_column){ .key = "grouping", .heading = NULL };
    columns[STEP] = (struct report_column){ .key = "step", .heading = _("Step"), .number = true };
    columns[NAME] = (struct report_column){ .key = "name", .heading = _("Name") };
    columns[CUSTOMERS] = (struct report_column){ .key = "customers", .heading = _("Customers"), .number = true };
    columns[HOMES] = (struct report_column){ .key = "homes", .heading = _("Homes"), .number = true };
    columns[RUNNING] = (struct report_column){ .key = "homes_running", .heading = _("Homes where it runs"), .number = true };
    out->title = every ? _("Stages of customers and homes")
                       : arena_printf(a, "%s: %s", _("Stages of customers and homes"), framework_name(one));
    out->columns = columns;
    out->ncolumns = COLUMNS;
    add_life(out, a, &all);
    for (int f = 0; f < FRAMEWORK_COUNT; f++)
        if (every || f == (int)one)
            add_framework(out, a, (enum framework)f, &all);
    return true;
}

const struct report report_stages = {
    .name = "stages", .help = N_("customers and homes by life stage and service stage"), .make = make,
};
