/* The demonstration's evenings: whoever came for the first time that day has got a service card, but for one in seven. */
#include "data/demo_private.h"
#include "data/registers.h"

#define DAYS 60
#define EVENING "18:05"
#define VISITS_MOST 20

SQL(demo_first_visits, "SELECT id, customer FROM reception WHERE kind = 'walk_in' AND first = 1 AND state = 'closed' AND customer IS NOT NULL"
                       " AND began_at >= ? AND began_at < ? ORDER BY began_at, id");

static bool
hand_cards(struct demo *d, void *with, struct err *err)
{
    day on = office_today(d->o);
    struct query q = query_begin(d->o->store, &demo_first_visits);
    int64_t receptions[VISITS_MOST], customers[VISITS_MOST];
    struct arena a = { 0 };
    size_t n = 0;
    bool good;

    (void)with;
    query_bind_int(&q, moment_at(on, 0, d->o->zone));
    query_bind_int(&q, moment_at(on + 1, 0, d->o->zone));
    for (; n < VISITS_MOST && query_next(&q); n++) {
        receptions[n] = query_int(&q, "id");
        customers[n] = query_int(&q, "customer");
    }
    good = query_end(&q, err);
    for (size_t i = 0; good && i < n; i++) {
        struct record *r = record_new(d->o, &service_card_register, &a);

        record_set_num(r, "reception", receptions[i]);
        record_set_num(r, "customer", customers[i]);
        record_clear(r, "staff");
        good = customers[i] % 7 == 0 || reg_save(d->o, r, NULL, err);
    }
    arena_free(&a);
    return good;
}

void
demo_plan_cards(struct demo *d)
{
    for (int ago = DAYS; ago > 0; ago--)
        demo_plan(d, demo_when(d, arena_printf(&d->a, "-%dd " EVENING, ago)), "李敏", hand_cards, NULL);
}
