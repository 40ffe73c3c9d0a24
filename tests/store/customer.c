/* Customers: who is who, phones, household, homes and stages, merging and taking it back, what is hidden. */
#include "base/idcard.h"
#include "base/mem.h"
#include "data/customer.h"
#include "data/engine/find.h"
#include "data/engine/journal.h"
#include "data/stop_list.h"
#include "data/task.h"
#include "data/timeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define NOW 1795312800      /* 2026-11-22 09:20 in China, a Sunday */
#define TODAY 20779         /* that day */

struct desk {
    struct office *o;
    struct arena a;
    int64_t project, building;
};

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

static struct record *
blank(struct desk *d, const char *reg)
{
    return record_new(d->o, reg_get(reg), &d->a);
}

static int64_t
save(struct desk *d, struct record *r)
{
    struct err err = { 0 };

    must(reg_save(d->o, r, NULL, &err));
    return r->id;
}

static int64_t
make_staff(struct desk *d, const char *name, const char *roles)
{
    struct record *r = blank(d, "staff");

    record_set_text(r, "name", name);
    record_set_text(r, "roles", roles);
    return save(d, r);
}

static int
open_desk(void **state)
{
    struct desk *d = mem_alloc(sizeof *d);
    struct err err = { 0 };
    struct record *r;

    if (!office_create(&d->o, NULL, "test", OFFICE_REAL, &err))
        fail_msg("%s", err.text);
    office_set_now(d->o, NOW);
    r = blank(d, "project");
    record_set_text(r, "name", "云栖花园");
    record_set_num(r, "sales_manager", make_staff(d, "周颖", "13"));
    record_set_num(r, "first_handover_on", day_add_months(TODAY, -48));
    d->project = save(d, r);
    r = blank(d, "building");
    record_set_num(r, "project", d->project);
    record_set_text(r, "name", "3");
    d->building = save(d, r);
    *state = d;
    return 0;
}

static int
close_desk(void **state)
{
    struct desk *d = *state;

    office_close(&d->o);
    arena_free(&d->a);
    free(d);
    return 0;
}

static struct record *
make_customer(struct desk *d, const char *name, const char *phone)
{
    struct err err = { 0 };
    struct record *r = blank(d, "customer");

    record_set_text(r, "name", name);
    must(customer_save(d->o, r, &phone, 1, NULL, &err));
    return r;
}

static int64_t
make_home(struct desk *d, const char *room)
{
    struct record *r = blank(d, "home");

    record_set_num(r, "project", d->project);
    record_set_num(r, "building", d->building);
    record_set_text(r, "unit", "1");
    record_set_text(r, "room", room);
    return save(d, r);
}

SQL(test_own, "INSERT INTO ownership(id, home, customer, subscribed_on, signed_on, handover_on, cancelled_on, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
SQL(test_cancel, "UPDATE ownership SET cancelled_on = ? WHERE customer = ?");
SQL(test_reception, "INSERT INTO reception(id, number, kind, customer, began_at, entry) VALUES (?, ?, 'call', ?, ?, ?)");
SQL(test_reception_of, "SELECT count(*) FROM reception WHERE customer = ?");
SQL(test_vehicle, "INSERT INTO vehicle(id, customer, home, plate, entry) VALUES (?, ?, ?, ?, ?)");
SQL(test_plate, "UPDATE vehicle SET plate = ?, entry = ? WHERE customer = ?");

static void
bind_day(struct query *q, struct arena *a, day when)
{
    query_bind_text(q, when == NO_DAY ? NULL : day_iso(a, when));
}

static void
own(struct desk *d, int64_t customer, int64_t home, day subscribed, day signed_on, day delivered)
{
    struct err err = { 0 };
    struct action a;
    struct query q;

    must(office_begin(d->o, &a, "test.own", 0, &err));
    q = query_begin(d->o->store, &test_own);
    query_bind_int(&q, store_new_id(d->o->store));
    query_bind_int(&q, home);
    query_bind_int(&q, customer);
    bind_day(&q, &a.arena, subscribed);
    bind_day(&q, &a.arena, signed_on);
    bind_day(&q, &a.arena, delivered);
    query_bind_null(&q);
    query_bind_int(&q, a.entry);
    must(query_run(&q, &err));
    action_subject(&a, "customer", customer);
    must(action_commit(&a, &err));
}

static int64_t
receive(struct desk *d, int64_t customer, const char *number, const char *summary)
{
    struct err err = { 0 };
    struct action a;
    struct query q;
    int64_t id;

    must(office_begin(d->o, &a, "reception.open", 0, &err));
    q = query_begin(d->o->store, &test_reception);
    id = store_new_id(d->o->store);
    query_bind_int(&q, id);
    query_bind_text(&q, number);
    query_bind_int(&q, customer);
    query_bind_int(&q, NOW);
    query_bind_int(&q, a.entry);
    must(query_run(&q, &err));
    action_subject(&a, "customer", customer);
    action_subject(&a, "reception", id);
    a.summary = summary;
    must(action_commit(&a, &err));
    return id;
}

static int64_t
count_of(struct desk *d, const struct sql *sql, int64_t customer)
{
    struct query q = query_begin(d->o->store, sql);

    query_bind_int(&q, customer);
    return query_number(&q, -1);
}

static size_t
found(struct desk *d, const char *typed, int64_t *first)
{
    int64_t ids[16], ranks[16];
    size_t n;
    struct err err = { 0 };

    must(find_customers(d->o->store, typed, 0, ids, ranks, 16, &n, &err));
    if (first)
        *first = n ? ids[0] : 0;
    return n;
}

/* ---- F-004 ------------------------------------------------------------------------------------------ */

static void
F004_name_and_phone_that_exist_are_named_not_doubled(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct record *first = make_customer(d, "王建国", "13800135678"), *again = blank(d, "customer");
    const char *phones[] = { "13800135678", "0571-87654321" };

    record_set_text(again, "name", "王建国");
    assert_false(customer_save(d->o, again, phones, 1, NULL, &err));
    assert_string_equal(err.field, "phone");
    assert_non_null(strstr(err.text, "王建国"));
    assert_int_equal(again->id, 0);
    must(customer_save(d->o, first, phones, 2, NULL, &err));
    assert_int_equal(customer_same(d->o, "王建国", "0571-87654321", NULL), first->id);
    assert_int_equal(customer_same(d->o, "王建军", "0571-87654321", NULL), 0);
}

static void
F004_two_people_of_one_name_and_one_phone_of_two_people(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    int64_t a = make_customer(d, "王芳", "13800135678")->id, b = make_customer(d, "王芳", "13900135678")->id;
    int64_t husband = make_customer(d, "李伟", "13800135678")->id, ids[4];
    size_t n;

    assert_true(a != b);
    assert_int_equal(found(d, "王芳", NULL), 2);
    must(customer_by_phone(d->o, "13800135678", ids, 4, &n, &err));
    assert_int_equal(n, 2);
    assert_int_equal(ids[0], husband);      /* the most recently active first */
    assert_int_equal(ids[1], a);
}

static void
F004_an_old_id_card_is_the_same_person_as_the_new_one(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct record *r = blank(d, "customer");

    record_set_text(r, "name", "赵晓燕");
    record_set_text(r, "idcard", "330106800101123");
    must(customer_save(d->o, r, NULL, 0, NULL, &err));
    assert_int_equal(customer_same(d->o, "别人", NULL, idcard_long(&d->a, "330106800101123")), r->id);
    record_set_text(r, "idcard", idcard_long(&d->a, "330106800101123"));
    must(customer_save(d->o, r, NULL, 0, NULL, &err));
    assert_int_equal(customer_same(d->o, "别人", NULL, "330106800101123"), r->id);
}

static void
F108_without_contact_only_with_a_refusal_that_says_why(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct record *r = blank(d, "customer");

    record_set_text(r, "name", "孙立");
    assert_false(customer_save(d->o, r, NULL, 0, NULL, &err));
    record_set_num(r, "refused", 1);
    assert_false(customer_save(d->o, r, NULL, 0, NULL, &err));
    assert_string_equal(err.field, "refused_why");
    record_set_text(r, "refused_why", "只是路过");
    must(customer_save(d->o, r, NULL, 0, NULL, &err));
}

static void
F004_merge_keeps_everything_and_can_be_taken_back(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct record *keep = make_customer(d, "王建国", "13800135678"), *gone = make_customer(d, "王建囯", "13911112222"), *now;
    struct story told[16];
    struct entry e[1];
    struct customer_phone *phones;
    struct actor me = { .desk = "test", .now = NOW };
    int64_t first;
    size_t n;

    record_set_text(gone, "likes", "喝茶");
    must(customer_save(d->o, gone, (const char *const[]){ "13911112222" }, 1, NULL, &err));
    receive(d, keep->id, "JD261122-A001", "来电");
    receive(d, gone->id, "JD261122-A002", "到访");
    own(d, gone->id, make_home(d, "1203"), NO_DAY, TODAY - 10, NO_DAY);
    assert_false(customer_merge(d->o, keep->id, gone->id, "", &err));
    assert_false(customer_merge(d->o, keep->id, keep->id, "同一人", &err));
    must(customer_merge(d->o, keep->id, gone->id, "同一人, 名字写错", &err));

    assert_int_equal(customer_now(d->o, gone->id), keep->id);
    assert_int_equal(count_of(d, &test_reception_of, keep->id), 2);
    must(customer_phones(d->o, keep->id, &d->a, &phones, &n, &err));
    assert_int_equal(n, 2);
    assert_string_equal(phones[0].number, "13800135678");
    assert_string_equal(phones[1].number, "13911112222");
    must(reg_read(d->o, keep->reg, keep->id, &d->a, &now, &err));
    assert_string_equal(record_text(now, "likes"), "喝茶");
    assert_int_equal(customer_life(d->o, keep->id), LIFE_PENDING);
    assert_int_equal(found(d, "王建囯", NULL), 0);
    assert_int_equal(found(d, "2222", &first), 1);
    assert_int_equal(first, keep->id);
    must(timeline_window(d->o, keep->id, STORY_ALL, NULL, &d->a, told, 16, &n, &err));
    assert_int_equal(n, 7);         /* 1 and 2 of the two records, 2 receptions, home, merge: none is lost */

    must(journal_last(d->o->store, &me, &d->a, e, &err));
    must(journal_undo(d->o->store, &me, e[0].id, &err));
    assert_int_equal(customer_now(d->o, gone->id), gone->id);
    assert_int_equal(count_of(d, &test_reception_of, gone->id), 1);
    assert_int_equal(customer_life(d->o, keep->id), LIFE_PROSPECT);
    assert_int_equal(customer_life(d->o, gone->id), LIFE_PENDING);
    assert_int_equal(found(d, "2222", &first), 1);
    assert_int_equal(first, gone->id);
    must(reg_read(d->o, keep->reg, keep->id, &d->a, &now, &err));
    assert_string_equal(record_text(now, "likes"), "");
}

static void
F004_merge_of_two_with_the_same_phone_relative_and_home(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    int64_t keep = make_customer(d, "王建国", "13800135678")->id, gone = make_customer(d, "王建囯", "13800135678")->id;
    int64_t wife = make_customer(d, "周婷", "13700001111")->id, home = make_home(d, "1203");
    struct relative *family;
    struct owned *homes;
    struct entry last;
    struct actor me = { .desk = "test", .now = NOW };
    size_t n;

    must(customer_bind(d->o, keep, wife, "1", &err));
    must(customer_bind(d->o, gone, wife, "1", &err));
    must(customer_bind(d->o, gone, keep, "9", &err));
    own(d, keep, home, TODAY - 20, NO_DAY, NO_DAY);
    own(d, gone, home, NO_DAY, TODAY - 10, NO_DAY);
    must(customer_merge(d->o, keep, gone, "同一人", &err));
    must(customer_household(d->o, keep, &d->a, &family, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(family[0].customer, wife);
    must(customer_household(d->o, wife, &d->a, &family, &n, &err));
    assert_int_equal(n, 1);
    must(customer_homes(d->o, keep, &d->a, &homes, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(homes[0].dates.subscribed, TODAY - 20);
    assert_int_equal(homes[0].dates.signed_on, TODAY - 10);
    must(journal_last(d->o->store, &me, &d->a, &last, &err));
    must(journal_undo(d->o->store, &me, last.id, &err));
    must(customer_homes(d->o, gone, &d->a, &homes, &n, &err));
    assert_int_equal(n, 1);
    must(customer_household(d->o, gone, &d->a, &family, &n, &err));
    assert_int_equal(n, 2);
}

static void
F004_merge_moves_open_tasks(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    int64_t keep = make_customer(d, "王建国", "13800135678")->id, gone = make_customer(d, "王建囯", "13911112222")->id;
    struct task_wish w = { .kind = "call_back", .about = "customer", .matter = gone, .customer = gone, .text = "回电",
                           .rule = "SLA-04", .policy_red = "sla.04.red", .role = "salesperson" };
    struct action a;

    must(office_begin(d->o, &a, "test", 0, &err));
    must(task_raise(d->o, &a, &w, &err));
    must(action_commit(&a, &err));
    must(customer_merge(d->o, keep, gone, "同一人", &err));
    assert_int_equal(task_total(d->o, &(struct task_filter){ .who = TASKS_ALL, .customer = keep }), 1);
    assert_int_equal(task_total(d->o, &(struct task_filter){ .who = TASKS_ALL, .customer = gone }), 0);
}

/* ---- F-006, F-007 -------------------------------------------------------------------------------------- */

static void
F006_stage_turns_on_the_day_itself(void **state)
{
    static const struct { int months, days; enum life_stage stage; } cases[] = {
        { 0, 1, LIFE_PENDING }, { 0, 0, LIFE_SETTLING }, { -6, 1, LIFE_SETTLING }, { -6, 0, LIFE_STABLE },
        { -24, 1, LIFE_STABLE }, { -24, 0, LIFE_VETERAN }, { -60, 0, LIFE_VETERAN },
    };
    struct desk *d = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t who = make_customer(d, "王建国", arena_printf(&d->a, "1380013%04zu", i))->id;

        own(d, who, make_home(d, arena_printf(&d->a, "%zu01", i + 1)), NO_DAY, TODAY - 3000,
            day_add_months(TODAY, cases[i].months) + cases[i].days);
        if (customer_life(d->o, who) != cases[i].stage)
            fail_msg("case %zu: %d", i, customer_life(d->o, who));
    }
}

static void
F006_several_homes_show_the_oldest_and_cancelling_returns_to_prospect(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    int64_t who = make_customer(d, "王建国", "13800135678")->id;
    struct owned *homes;
    struct query q;
    size_t n;

    assert_int_equal(customer_life(d->o, who), LIFE_PROSPECT);
    own(d, who, make_home(d, "101"), NO_DAY, TODAY - 1, NO_DAY);
    own(d, who, make_home(d, "102"), NO_DAY, TODAY - 900, TODAY - 800);
    own(d, who, make_home(d, "103"), NO_DAY, TODAY - 300, TODAY - 30);
    assert_int_equal(customer_life(d->o, who), LIFE_VETERAN);
    q = query_begin(d->o->store, &test_cancel);
    query_bind_text(&q, day_iso(&d->a, TODAY));
    query_bind_int(&q, who);
    must(query_run(&q, &err));
    assert_int_equal(customer_life(d->o, who), LIFE_PROSPECT);
    must(customer_homes(d->o, who, &d->a, &homes, &n, &err));
    assert_int_equal(n, 3);         /* history stays */
}

static void
F007_between_subscription_and_contract_both_run_and_the_second_is_shown(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    int64_t who = make_customer(d, "王建国", "13800135678")->id;
    struct stage_limits limits = customer_limits(d->o);
    struct owned *homes;
    size_t n;
    unsigned active;

    own(d, who, make_home(d, "101"), TODAY - 2, NO_DAY, NO_DAY);
    must(customer_homes(d->o, who, &d->a, &homes, &n, &err));
    active = stage_active(&homes[0].dates, TODAY, &limits);
    assert_int_equal(active, STAGE_BIT(STAGE_MEET) | STAGE_BIT(STAGE_CONTRACT));
    assert_int_equal(stage_shown(active, 0), STAGE_CONTRACT);
}

static void
F007_four_years_count_from_the_first_handover_of_the_project(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    int64_t who = make_customer(d, "王建国", "13800135678")->id;
    struct stage_limits limits = customer_limits(d->o);
    struct owned *homes;
    size_t n;

    own(d, who, make_home(d, "101"), NO_DAY, TODAY - 300, TODAY - 30);
    must(customer_homes(d->o, who, &d->a, &homes, &n, &err));
    assert_true(stage_active(&homes[0].dates, TODAY, &limits) & STAGE_BIT(STAGE_RENEWAL));
    assert_false(stage_active(&homes[0].dates, TODAY - 1, &limits) & STAGE_BIT(STAGE_RENEWAL));
}

/* ---- F-027 --------------------------------------------------------------------------------------------- */

static void
F027_household_is_seen_from_both_sides(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    int64_t father = make_customer(d, "王建国", "13800135678")->id, son = make_customer(d, "王小明", "13900001111")->id;
    struct relative *family;
    size_t n;

    must(customer_bind(d->o, father, son, "3", &err));
    must(customer_bind(d->o, father, son, "3", &err));
    must(customer_household(d->o, father, &d->a, &family, &n, &err));
    assert_int_equal(n, 1);
    assert_string_equal(family[0].kind, "子女");
    must(customer_household(d->o, son, &d->a, &family, &n, &err));
    assert_int_equal(n, 1);
    assert_string_equal(family[0].kind, "父母");
    assert_false(customer_bind(d->o, father, father, "3", &err));
    assert_false(customer_bind(d->o, father, son, "zz", &err));
    must(customer_unbind(d->o, son, father, &err));
    must(customer_household(d->o, father, &d->a, &family, &n, &err));
    assert_int_equal(n, 0);
}

static void
F027_a_plate_finds_its_owner_and_changes_leave_a_history(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    int64_t who = make_customer(d, "王建国", "13800135678")->id, home = make_home(d, "1203"), first;
    struct change *changes;
    struct action a;
    struct query q;
    int64_t entry;
    size_t n;

    must(office_begin(d->o, &a, "vehicle.new", 0, &err));
    q = query_begin(d->o->store, &test_vehicle);
    query_bind_int(&q, store_new_id(d->o->store));
    query_bind_int(&q, who);
    query_bind_int(&q, home);
    query_bind_text(&q, "浙A12345");
    query_bind_int(&q, a.entry);
    must(query_run(&q, &err));
    action_subject(&a, "customer", who);
    must(action_commit(&a, &err));
    assert_int_equal(found(d, "浙A12345", &first), 1);
    assert_int_equal(first, who);
    assert_int_equal(found(d, "A12345", NULL), 1);
    must(office_begin(d->o, &a, "vehicle.edit", 0, &err));
    entry = a.entry;
    q = query_begin(d->o->store, &test_plate);
    query_bind_text(&q, "浙A67890");
    query_bind_int(&q, a.entry);
    query_bind_int(&q, who);
    must(query_run(&q, &err));
    action_subject(&a, "customer", who);
    must(action_commit(&a, &err));
    assert_int_equal(found(d, "12345", NULL), 0);
    assert_int_equal(found(d, "67890", NULL), 1);
    must(journal_changes(d->o->store, entry, &d->a, &changes, &n, &err));
    assert_int_equal(n, 1);
    assert_string_equal(changes[0].old, "浙A12345");
}

/* ---- F-801 to F-803, F-005 ----------------------------------------------------------------------------------- */

static void
F801_sensitive_groups_follow_the_role(void **state)
{
    static const struct { const char *group; const char *role; bool sees; } cases[] = {
        { "health", "info_clerk", false }, { "character", "info_clerk", false }, { "household", "info_clerk", false },
        { "idcard", "info_clerk", false }, { "household", "salesperson", true }, { "health", "salesperson", false },
        { "health", "cs_dept", true }, { "character", "cs_dept", true },
    };
    struct desk *d = *state;
    struct err err = { 0 };
    struct record *r = make_customer(d, "王建国", "13800135678");
    struct told_change *changes;
    size_t n;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct role *role = role_get(d->o, cases[i].role);

        if (!role)
            fail_msg("no role %s", cases[i].role);
        must(office_seat(d->o, make_staff(d, arena_printf(&d->a, "某%zu", i), role->code), &err));
        if (office_sees_group(d->o, cases[i].group) != cases[i].sees)
            fail_msg("%s %s", cases[i].role, cases[i].group);
        must(office_seat(d->o, 0, &err));
        d->o->profiles = (1u << PROFILE_COUNT) - 1;
    }
    record_set_text(r, "health", "刚病愈");
    record_set_text(r, "note", "常来");
    must(customer_save(d->o, r, (const char *const[]){ "13800135678" }, 1, NULL, &err));
    must(timeline_changes(d->o, r->entry, &d->a, &changes, &n, &err));
    assert_int_equal(n, 2);
    must(office_seat(d->o, make_staff(d, "李敏", role_get(d->o, "info_clerk")->code), &err));
    must(timeline_changes(d->o, r->entry, &d->a, &changes, &n, &err));
    assert_int_equal(n, 1);         /* history does not tell what the page hides */
    assert_string_equal(changes[0].now, "常来");
}

static void
F801_who_may_not_see_a_field_does_not_destroy_it(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct record *r = make_customer(d, "王建国", "13800135678"), *now;

    record_set_text(r, "health", "刚病愈");
    must(customer_save(d->o, r, (const char *const[]){ "13800135678" }, 1, NULL, &err));
    must(office_seat(d->o, make_staff(d, "李敏", role_get(d->o, "info_clerk")->code), &err));
    must(reg_read(d->o, r->reg, r->id, &d->a, &now, &err));
    record_set_text(now, "likes", "喝茶");
    must(customer_save(d->o, now, (const char *const[]){ "13800135678" }, 1, NULL, &err));
    must(reg_read(d->o, r->reg, r->id, &d->a, &now, &err));
    assert_string_equal(record_text(now, "health"), "刚病愈");
}

static void
F802_revealing_needs_right_and_purpose_and_is_an_entry(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    int64_t who = make_customer(d, "王建国", "13800135678")->id;
    struct story told[4];
    size_t n;

    assert_null(customer_reveal(d->o, who, "phone", "", &d->a, &err));
    assert_null(customer_reveal(d->o, who, "phone", "zz", &d->a, &err));
    assert_string_equal(customer_reveal(d->o, who, "phone", "1", &d->a, &err), "13800135678");
    must(timeline_window(d->o, who, STORY_ALL, NULL, &d->a, told, 4, &n, &err));
    assert_int_equal(n, 2);
    assert_string_equal(told[0].entry.action, "customer.reveal");
    assert_false(journal_undo(d->o->store, &(struct actor){ .desk = "test", .now = NOW }, told[0].entry.id, &err));
    must(office_seat(d->o, make_staff(d, "李敏", role_get(d->o, "info_clerk")->code), &err));
    assert_null(customer_reveal(d->o, who, "idcard", "2", &d->a, &err));
    assert_int_equal(err.code, ERR_REFUSED);
    assert_non_null(customer_reveal(d->o, who, "phone", "1", &d->a, &err));
}

static void
F803_who_refused_gets_no_mass_message_merged_or_not(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct record *free_one = make_customer(d, "王建国", "13800135678"), *not = make_customer(d, "王建囯", "13911112222");

    record_set_num(not, "no_messages", 1);
    must(customer_save(d->o, not, (const char *const[]){ "13911112222" }, 1, NULL, &err));
    assert_null(stop_list_gate(d->o, free_one->id, "13800135678"));
    assert_non_null(stop_list_gate(d->o, not->id, "13911112222"));
    must(customer_merge(d->o, free_one->id, not->id, "同一人", &err));
    assert_non_null(stop_list_gate(d->o, free_one->id, "13800135678"));
}

static void
F005_timeline_in_windows_and_by_group(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    int64_t who = make_customer(d, "王建国", "13800135678")->id;
    struct story told[8];
    size_t n;

    for (int i = 1; i <= 5; i++)
        receive(d, who, arena_printf(&d->a, "JD261122-A%03d", i), arena_printf(&d->a, "来电 %d", i));
    must(timeline_window(d->o, who, STORY_ALL, NULL, &d->a, told, 3, &n, &err));
    assert_int_equal(n, 3);
    assert_string_equal(told[0].entry.summary, "来电 5");
    assert_string_equal(told[0].about, "reception");
    must(timeline_window(d->o, who, STORY_ALL, &told[2], &d->a, told, 8, &n, &err));
    assert_int_equal(n, 3);
    assert_string_equal(told[0].entry.summary, "来电 2");
    must(timeline_window(d->o, who, STORY_CALL, NULL, &d->a, told, 8, &n, &err));
    assert_int_equal(n, 5);
    must(timeline_window(d->o, who, STORY_VISIT, NULL, &d->a, told, 8, &n, &err));
    assert_int_equal(n, 0);
    must(timeline_window(d->o, who, STORY_RECORD, NULL, &d->a, told, 8, &n, &err));
    assert_int_equal(n, 1);
}

SQL(test_complete, "UPDATE reception SET need = ?, result = ? WHERE id = ?");

static void
F005_services_that_lack_an_element_are_listed(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    int64_t who = make_customer(d, "王建国", "13800135678")->id, whole, half;
    struct lacking lacking[4];
    struct query q;
    size_t n;

    whole = receive(d, who, "JD261122-A001", "来电");
    half = receive(d, who, "JD261122-A002", "来电");
    q = query_begin(d->o->store, &test_complete);
    query_bind_text(&q, "2");
    query_bind_text(&q, "已约");
    query_bind_int(&q, whole);
    must(query_run(&q, &err));
    must(timeline_lacking(d->o, who, 0, &d->a, lacking, 4, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(lacking[0].matter, half);
    assert_int_equal(lacking[0].lacks, LACKS_CONTENT | LACKS_RESULT);
    must(timeline_lacking(d->o, 0, 0, &d->a, lacking, 4, &n, &err));
    assert_int_equal(n, 1);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_desk, close_desk)
        T(F004_name_and_phone_that_exist_are_named_not_doubled),
        T(F004_two_people_of_one_name_and_one_phone_of_two_people),
        T(F004_an_old_id_card_is_the_same_person_as_the_new_one),
        T(F108_without_contact_only_with_a_refusal_that_says_why),
        T(F004_merge_keeps_everything_and_can_be_taken_back),
        T(F004_merge_of_two_with_the_same_phone_relative_and_home),
        T(F004_merge_moves_open_tasks),
        T(F006_stage_turns_on_the_day_itself),
        T(F006_several_homes_show_the_oldest_and_cancelling_returns_to_prospect),
        T(F007_between_subscription_and_contract_both_run_and_the_second_is_shown),
        T(F007_four_years_count_from_the_first_handover_of_the_project),
        T(F027_household_is_seen_from_both_sides),
        T(F027_a_plate_finds_its_owner_and_changes_leave_a_history),
        T(F801_sensitive_groups_follow_the_role),
        T(F801_who_may_not_see_a_field_does_not_destroy_it),
        T(F802_revealing_needs_right_and_purpose_and_is_an_entry),
        T(F803_who_refused_gets_no_mass_message_merged_or_not),
        T(F005_timeline_in_windows_and_by_group),
        T(F005_services_that_lack_an_element_are_listed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
