/* The demonstration's sales of building 5: signatures for adverse factors, subscriptions, homes on hold. */
#include "base/lang.h"
#include "data/demo_private.h"
#include "data/ownership.h"
#include "data/registers.h"

/* ---- signatures for adverse factors, subscriptions ---------------------------------------------------------- */

SQL(demo_factors, "SELECT id FROM adverse_factor WHERE state = 'shown' AND buildings = '5' ORDER BY id");
SQL(demo_buyers, "SELECT o.customer AS customer, o.home AS home, o.subscribed_on AS day FROM ownership o JOIN home h ON h.id = o.home"
                 " JOIN building b ON b.id = h.building WHERE b.name = '5' AND NOT EXISTS"
                 " (SELECT 1 FROM adverse_notice n WHERE n.customer = o.customer) ORDER BY o.id");

struct buyer { int64_t customer, home; day on; };

static size_t
read_buyers(struct demo *d, struct buyer *out, size_t max, struct arena *a)
{
    struct query q = query_begin(d->o->store, &demo_buyers);
    size_t n = 0;

    while (n < max && query_next(&q)) {
        out[n].customer = query_int(&q, "customer");
        out[n].home = query_int(&q, "home");
        if (!day_parse_iso(query_text(&q, "day", a), &out[n].on))
            out[n].on = d->today - 60;
        n++;
    }
    query_end(&q, NULL);
    return n;
}

static size_t
read_factors(struct demo *d, int64_t *out, size_t max)
{
    struct query q = query_begin(d->o->store, &demo_factors);
    size_t n = 0;

    while (n < max && query_next(&q))
        out[n++] = query_int(&q, "id");
    query_end(&q, NULL);
    return n;
}

/* Whoever buys in building 5 has signed before. */
static bool
sign_factors(struct demo *d, void *with, struct err *err)
{
    struct action a;
    struct buyer buyers[160];
    int64_t factors[4];
    size_t nbuyers, nfactors = read_factors(d, factors, COUNT(factors));

    (void)with;
    if (!office_begin(d->o, &a, "import.adverse_notice", ENTRY_BULK, err))
        return false;
    nbuyers = read_buyers(d, buyers, COUNT(buyers), &a.arena);
    for (size_t i = 0; i < nbuyers * nfactors; i++) {
        const struct buyer *b = &buyers[i / nfactors];
        struct record *r = record_new(d->o, &adverse_notice_register, &a.arena);

        record_set_num(r, "factor", factors[i % nfactors]);
        record_set_num(r, "customer", b->customer);
        record_set_num(r, "home", b->home);
        record_set_num(r, "told_on", b->on);
        record_set_num(r, "signed_on", b->on);
        if (!reg_write(d->o, &a, r, err))
            return action_fail(&a);
    }
    action_arg_int(&a, "rows", (int64_t)(nbuyers * nfactors));
    return action_commit(&a, err);
}

struct wish { struct demo_person *who; const char *code; day on; };

static bool
subscribe(struct demo *d, void *with, struct err *err)
{
    const struct wish *w = with;
    struct ownership own = { demo_home(d, w->code), w->who->id, "1", w->on, NO_DAY, NO_DAY };
    struct action a;

    if (!office_begin(d->o, &a, "ownership.subscribe", 0, err))
        return false;
    a.summary = arena_printf(&a.arena, _("Home %s subscribed"), w->code);
    return ownership_put(d->o, &a, &own, err) ? action_commit(&a, err) : action_fail(&a);
}

SQL(demo_free_home, "SELECT code FROM home WHERE state = 'for_sale' AND showroom IS NULL AND code LIKE ? AND code NOT IN ('5-1-1203', '5-1-0201', '5-2-0801', '5-2-0802') ORDER BY id LIMIT 24");
SQL(demo_hold, "UPDATE home SET state = 'held', entry = ? WHERE code = ? AND state = 'for_sale'");

/* Homes that nobody of the crowd took. */
static bool
pick_and_subscribe(struct demo *d, void *with, struct err *err)
{
    struct wish *w = with;
    struct query q = query_begin(d->o->store, &demo_free_home);
    int skip = (int)demo_draw(d, 24);

    query_bind_text(&q, w->code);
    while (query_next(&q) && skip-- >= 0)
        w->code = query_text(&q, "code", &d->a);
    return query_end(&q, err) && subscribe(d, w, err);
}

static bool
hold(struct demo *d, void *with, struct err *err)
{
    const char *code = with;
    struct action a;
    struct query q;

    if (!office_begin(d->o, &a, "home.hold", 0, err))
        return false;
    q = query_begin(d->o->store, &demo_hold);
    query_bind_int(&q, a.entry);
    query_bind_text(&q, code);
    action_subject(&a, "home", demo_home(d, code));
    a.summary = arena_printf(&a.arena, _("Home %s held"), code);
    return query_run(&q, err) ? action_commit(&a, err) : action_fail(&a);
}

void
demo_plan_sales(struct demo *d, struct demo_person *buyers)
{
    demo_plan(d, demo_when(d, "-60d 10:20"), NULL, sign_factors, NULL);
    for (int i = 0; i < 7; i++) {
        struct wish *w = arena_alloc(&d->a, sizeof *w);
        int ago = 2 + i;

        *w = (struct wish){ &buyers[i], i < 5 ? "5-1-%" : "5-2-04%", d->today - ago };
        demo_plan(d, demo_when(d, arena_printf(&d->a, "-%dd 16:%02d", ago, 10 + i)), i % 2 ? "王强" : "陈静", pick_and_subscribe, w);
    }
    demo_plan(d, demo_when(d, "-1d 17:00"), "王强", sign_factors, NULL);
    demo_plan(d, demo_when(d, "-6"), "王强", hold, "5-1-1203");
    demo_plan(d, demo_when(d, "-4"), "陈静", hold, "5-1-0201");
}
