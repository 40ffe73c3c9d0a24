/* The demonstration's homes: four buildings, two units each, as somebody would have read them in from the developer's table. */
#include "base/money.h"
#include "data/demo_private.h"
#include "data/registers.h"
#include "data/demo_homes.h"

#include <stdio.h>
#include <string.h>

SQL(demo_building_named, "SELECT id FROM building WHERE name = ?");

const struct demo_block demo_blocks[] = {
    { "1", 1, 6, 2, -1475, -1400 }, { "1", 2, 6, 2, -1475, -420 }, { "2", 1, 8, 4, -95, 6 }, { "2", 2, 8, 4, -95, -25 },
    { "3", 1, 15, 3, -160, -84 }, { "3", 2, 15, 3, -160, -40 }, { "5", 1, 18, 6, 0, 400 }, { "5", 2, 18, 6, 0, 400 },
};
const size_t demo_blocks_count = COUNT(demo_blocks);

/* By room, as the floor plan has them. Areas in 1/100 m2, the step of the price in fen per m2 against room 03. */
static const struct { const char *layout, *facing; int64_t area, step; } plans[] = {
    { "四房", "5", 14285, 60000 }, { "三房", "1", 11862, 20000 }, { "三房", "1", 11862, 0 },
    { "两房", "1", 8936, -30000 }, { "两房", "2", 8936, -120000 }, { "四房", "6", 14285, 30000 },
};

char *
demo_code(const struct demo_block *b, int floor, int room, struct arena *a)
{
    return arena_printf(a, "%s-%d-%02d%02d", b->building, b->unit, floor, room);
}

/* Room 1203 of building 5 costs 23,800 a square metre; a floor higher 60 more. Older buildings were cheaper. */
static struct money
unit_price(const struct demo_block *b, int floor, int room)
{
    static const int64_t base[] = { 0, 1260000, 1890000, 1960000, 0, 2380000 };

    return (struct money){ base[b->building[0] - '0'] + (floor - (b->building[0] == '5' ? 12 : b->floors / 2)) * 6000 +
                           plans[room - 1].step };
}

static int64_t
building_id(struct demo *d, const char *name)
{
    struct query q = query_begin(d->o->store, &demo_building_named);

    query_bind_text(&q, name);
    return query_number(&q, 0);
}

static bool
write_home(struct demo *d, struct action *a, const struct demo_block *b, int floor, int room, struct err *err)
{
    struct record *r = record_new(d->o, &home_register, &a->arena);
    struct money price = unit_price(b, floor, room), total;
    struct area area = { plans[room - 1].area };
    day moved = d->today + b->handover + 20 + (day)demo_draw(d, 100);

    money_times_area(price, area, &total);
    record_set_num(r, "project", demo_project(d));
    record_set_num(r, "building", building_id(d, b->building));
    record_set_text(r, "unit", arena_printf(&a->arena, "%d", b->unit));
    record_set_text(r, "room", arena_printf(&a->arena, "%02d%02d", floor, room));
    record_set_text(r, "layout", plans[room - 1].layout);
    record_set_text(r, "facing", plans[room - 1].facing);
    record_set_num(r, "area_contract", area.hundredths);
    record_set_num(r, "price_unit", price.fen);
    record_set_num(r, "price_total", total.fen);
    record_set_text(r, "delivery_kind", b->building[0] == '1' ? "2" : "1");
    record_set_num(r, "in_presale", 1);
    record_set_num(r, "handover_on", d->today + b->handover);
    if (b->completed)
        record_set_num(r, "completed_on", d->today + b->completed);
    if (moved < d->today && demo_draw(d, 4) > 0)
        record_set_num(r, "moved_in_on", moved);
    if (b->building[0] == '5' && b->unit == 1 && floor == 2 && room == 2)
        record_set_num(r, "showroom", 1);
    return reg_write(d->o, a, r, err);
}

static bool
write_homes(struct demo *d, void *with, struct err *err)
{
    struct action a;
    int64_t count = 0;

    (void)with;
    if (!office_begin(d->o, &a, "import.home", ENTRY_BULK, err))
        return false;
    for (size_t i = 0; i < demo_blocks_count; i++)
        for (int floor = 1; floor <= demo_blocks[i].floors; floor++)
            for (int room = 1; room <= demo_blocks[i].rooms; room++, count++)
                if (!write_home(d, &a, &demo_blocks[i], floor, room, err))
                    return action_fail(&a);
    action_arg_int(&a, "rows", count);
    return action_commit(&a, err);
}

void
demo_plan_homes(struct demo *d)
{
    demo_plan(d, demo_when(d, "-699d 09:00"), NULL, write_homes, NULL);
}
