#include "data/demo.h"

#include "base/lang.h"
#include "data/clock.h"
#include "data/demo_private.h"
#include "data/engine/find.h"
#include "data/office_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEED 20261122u
#define DESK "前台2"

SQL(demo_records, "SELECT (SELECT count(*) FROM staff) + (SELECT count(*) FROM project) + (SELECT count(*) FROM customer)");
SQL(demo_staff_named, "SELECT id FROM staff WHERE name = ?");
SQL(demo_customer_named, "SELECT id FROM customer WHERE name = ? AND merged_into IS NULL ORDER BY id LIMIT 1");
SQL(demo_home_coded, "SELECT id FROM home WHERE code = ?");
SQL(demo_first_project, "SELECT min(id) FROM project");

struct demo_step {
    moment at;
    size_t place;               /* in the plan: the order within a moment */
    const char *who;
    demo_run run;
    void *with;
};

/* ---- numbers, times, names -------------------------------------------------------------- */

uint64_t
demo_draw(struct demo *d, uint64_t n)
{
    uint64_t z = d->random += 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (z ^ (z >> 31)) % n;
}

moment
demo_when(struct demo *d, const char *text)
{
    char *end;
    long n = strtol(text, &end, 10);
    int minutes = 9 * 60;

    if (!*text)
        return 0;
    if (*end != 'd')
        return d->now + n * 60;
    if (end[1] == ' ' && !clock_typed(end + 2, &minutes)) {
        fprintf(stderr, "qiantai: %s is no time of the demonstration\n", text);
        abort();
    }
    return moment_at(d->today + (day)n, minutes * 60, d->o->zone);
}

day
demo_day(struct demo *d, const char *text)
{
    return *text ? d->today + (day)strtol(text, NULL, 10) : NO_DAY;
}

static int64_t
id_of(struct demo *d, const struct sql *sql, const char *name)
{
    struct query q;
    int64_t id;

    if (!name || !*name)
        return 0;
    q = query_begin(d->o->store, sql);
    query_bind_text(&q, name);
    id = query_number(&q, 0);
    if (id == 0) {
        fprintf(stderr, "qiantai: the demonstration has no %s\n", name);
        abort();
    }
    return id;
}

int64_t
demo_staff(struct demo *d, const char *name)
{
    return id_of(d, &demo_staff_named, name);
}

int64_t
demo_customer(struct demo *d, const char *name)
{
    return id_of(d, &demo_customer_named, name);
}

int64_t
demo_home(struct demo *d, const char *code)
{
    return id_of(d, &demo_home_coded, code);
}

int64_t
demo_project(struct demo *d)
{
    struct query q = query_begin(d->o->store, &demo_first_project);

    return query_number(&q, 0);
}

/* ---- the plan and its play --------------------------------------------------------------------- */

void
demo_plan(struct demo *d, moment at, const char *who, demo_run run, void *with)
{
    if (d->nsteps == d->room) {
        d->room = d->room ? d->room * 2 : 256;
        d->steps = mem_realloc(d->steps, d->room * sizeof *d->steps);
    }
    d->steps[d->nsteps] = (struct demo_step){ at, d->nsteps, who && *who ? who : NULL, run, with };
    d->nsteps++;
}

static int
earlier(const void *x, const void *y)
{
    const struct demo_step *a = x, *b = y;

    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->place < b->place ? -1 : 1;
}

static bool
sit(struct demo *d, const char *who, struct err *err)
{
    struct office *o = d->o;

    o->desk = who ? DESK : d->desk;
    if (!office_seat(o, demo_staff(d, who), err))
        return false;
    if (!who)
        o->profiles = (1u << PROFILE_COUNT) - 1;        /* the command line's rights */
    return true;
}

static bool
play(struct demo *d, struct err *err)
{
    qsort(d->steps, d->nsteps, sizeof *d->steps, earlier);
    for (size_t i = 0; i < d->nsteps; i++) {
        struct demo_step *s = &d->steps[i];

        office_set_now(d->o, s->at);
        if (!sit(d, s->who, err) || !s->run(d, s->with, err))
            return false;
        if (d->o->project == 0 && demo_project(d) && !office_choose_project(d->o, demo_project(d), err))
            return false;
    }
    while (find_waiting(d->o->store) > 0)
        if (find_catch_up(d->o->store, 1000, err) < 0)
            return false;
    return true;
}

/* What a making changes of the office, to be put back. */
struct before {
    int64_t staff, project;
    unsigned profiles;
    enum clock_kind clock;
    moment base;
};

static struct before
remember(const struct office *o)
{
    return (struct before){ o->staff, o->project, o->profiles, o->p->clock, o->p->clock_base };
}

static bool
put_back(struct demo *d, const struct before *b, struct err *err)
{
    struct office *o = d->o;
    bool good;

    o->p->clock = b->clock;
    o->p->clock_base = b->base;
    o->desk = d->desk;
    good = office_seat(o, b->staff, err) && office_choose_project(o, b->project, err);
    o->profiles = b->profiles;
    office_now(o);
    return good;
}

bool
demo_make(struct office *o, struct err *err)
{
    struct query q = query_begin(o->store, &demo_records);
    struct demo d = { .o = o, .random = SEED, .desk = o->desk };
    struct before before = remember(o);
    bool good;

    if (query_number(&q, 0) > 0)
        return err_set(err, ERR_REFUSED, _("The demonstration needs an empty database."));
    d.now = office_now(o);
    d.now -= d.now % 60;
    d.today = moment_day(d.now, o->zone);
    demo_plan_records(&d);
    demo_plan_homes(&d);
    demo_plan_people(&d);
    demo_plan_crowd(&d);
    demo_plan_visits(&d);
    demo_plan_roster(&d);
    demo_plan_viewings(&d);
    demo_plan_cards(&d);
    demo_plan_quality(&d);
    demo_plan_complaints(&d);
    demo_plan_owed(&d);
    good = store_hurry(o->store, true, err) && play(&d, err);
    good = store_hurry(o->store, false, good ? err : NULL) && good;
    good = put_back(&d, &before, good ? err : NULL) && good;
    free(d.steps);
    arena_free(&d.a);
    return good;
}
