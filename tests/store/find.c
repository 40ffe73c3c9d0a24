/* Finding anything: what was understood, which records come, in which order, what is hidden. */
#include "base/mem.h"
#include "data/customer.h"
#include "data/engine/find.h"
#include "data/find.h"

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


SQL(test_find_own, "INSERT INTO ownership(id, home, customer, signed_on, entry) VALUES (?, ?, ?, ?, ?)");
SQL(test_find_call, "INSERT INTO reception(id, number, kind, customer, began_at, entry) VALUES (?, ?, 'call', ?, ?, 0)");
SQL(test_find_plate, "INSERT INTO vehicle(id, customer, plate, entry) VALUES (?, ?, ?, ?)");

/* Run a statement with an id of its own inside an action about the customer. */
static void
put(struct desk *d, const struct sql *sql, int64_t customer, int64_t number, const char *text)
{
    struct err err = { 0 };
    struct action a;
    struct query q;

    must(office_begin(d->o, &a, "test", 0, &err));
    q = query_begin(d->o->store, sql);
    query_bind_int(&q, store_new_id(d->o->store));
    if (sql == &test_find_own)
        query_bind_int(&q, number);
    if (sql == &test_find_call)
        query_bind_text(&q, text);
    query_bind_int(&q, customer);
    if (sql == &test_find_call)
        query_bind_int(&q, number);
    if (sql == &test_find_own)
        query_bind_text(&q, day_iso(&d->a, TODAY - 10));
    if (sql == &test_find_plate)
        query_bind_text(&q, text);
    if (sql != &test_find_call)
        query_bind_int(&q, a.entry);
    must(query_run(&q, &err));
    action_subject(&a, "customer", customer);
    must(action_commit(&a, &err));
}

static struct findings
look(struct desk *d, const char *typed)
{
    struct err err = { 0 };
    struct findings f;

    must(find_anything(d->o, typed, 0, 20, &d->a, &f, &err));
    return f;
}

/* ---- the tests -------------------------------------------------------------------------------------------- */

static void
F816_one_person_by_everything(void **state)
{
    static const char *const typed[] = {
        "王建国", "建国", "王", "wangjianguo", "jianguo", "wjg", "WJG", "13800135678", "5678", "00135678", "138",
        "+86 138 0013 5678", "１３８ ００１３ ５６７８", "138 0013 56", "3-1-1203", "３－１－１２０３", "3-1-12", "311203", "1203",
        "浙A12345", "A12345", "12345", "王 138", "wjg 5678", "王 1203",
    };
    struct desk *d = *state;
    int64_t who = make_customer(d, "王建国", "13800135678")->id, home = make_home(d, "1203");

    make_customer(d, "李伟", "13911112222");
    put(d, &test_find_own, who, home, NULL);
    put(d, &test_find_plate, who, 0, "浙A12345");
    for (size_t i = 0; i < COUNT(typed); i++) {
        struct findings f = look(d, typed[i]);
        bool there = false;

        for (size_t k = 0; k < f.count; k++)
            there |= f.hits[k].customer == who && strcmp(f.hits[k].name, "王建国") == 0;
        if (!there || f.count > 2)
            fail_msg("%s: %zu hits, understood %s", typed[i], f.count, f.understood);
    }
    assert_int_equal(look(d, "赵").count, 0);
    assert_int_equal(look(d, "王 139").count, 0);
    assert_int_equal(look(d, "').* OR \"").count, 0);
}

static void
F816_what_was_understood_is_said(void **state)
{
    static const struct { const char *typed, *said; } cases[] = {
        { "5678", "phone ending 5678" }, { "zxm", "pinyin initials zxm" }, { "3-1-1203", "home 3-1-1203" },
        { "王 138", "name 王, number 138" }, { "", "dealt with last" }, { "311203", "number 311203 or home 3-1-1203" },
        { "33010619800101123x", "id card 330*************3X" },
    };
    struct desk *d = *state;

    make_home(d, "1203");
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct findings f = look(d, cases[i].typed);

        assert_string_equal(f.understood, cases[i].said);
    }
}

static void
F816_a_code_written_together_lists_all_homes(void **state)
{
    struct desk *d = *state;
    struct record *r = blank(d, "building");
    struct findings f;

    make_home(d, "1203");
    record_set_num(r, "project", d->project);
    record_set_text(r, "name", "31");
    d->building = save(d, r);
    make_home(d, "203");
    f = look(d, "311203");
    assert_int_equal(f.count, 2);
    assert_string_equal(f.hits[0].code, "3-1-1203");
    assert_int_equal(f.hits[0].kind, HIT_HOME);
    assert_string_equal(f.hits[0].project, "云栖花园");
}

static void
F816_matters_by_the_end_of_their_number(void **state)
{
    static const char *const typed[] = { "A009", "a009", "JD009", "JD261122-A009", "261122-A009", "009" };
    struct desk *d = *state;
    int64_t who = make_customer(d, "王建国", "13800135678")->id;
    struct findings f;

    put(d, &test_find_call, who, NOW, "JD261122-A009");
    put(d, &test_find_call, who, NOW, "JD261122-A019");
    for (size_t i = 0; i < COUNT(typed); i++) {
        f = look(d, typed[i]);
        if (f.count != 1 || f.hits[0].kind != HIT_MATTER || strcmp(f.hits[0].code, "JD261122-A009") != 0)
            fail_msg("%s: %zu", typed[i], f.count);
        assert_string_equal(f.hits[0].name, "王建国");
    }
    assert_int_equal(look(d, "TS009").count, 0);
    assert_int_equal(look(d, "%009").count, 0);
}

static void
F816_windows_by_rank_give_everybody_once(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct findings f;
    int64_t before = 0, last = 0;
    size_t all = 0;

    for (int i = 0; i < 25; i++)
        last = make_customer(d, "王芳", arena_printf(&d->a, "138001300%02d", i))->id;
    do {
        must(find_anything(d->o, "王", before, 10, &d->a, &f, &err));
        if (all == 0)
            assert_int_equal(f.hits[0].id, last);       /* the most recent first */
        all += f.count;
        before = f.before;
    } while (before);
    assert_int_equal(all, 25);
    assert_int_equal(look(d, "").count, 20);
}

static void
F802_found_phones_are_masked_and_names_follow_the_right(void **state)
{
    struct desk *d = *state;
    struct findings f;

    make_customer(d, "王建国", "13800135678");
    f = look(d, "5678");
    assert_string_equal(f.hits[0].phone, "138****5678");
    assert_string_equal(f.hits[0].name, "王建国");
    d->o->staff = 1;
    d->o->profiles = 0;         /* a role without any right */
    f = look(d, "5678");
    assert_string_equal(f.hits[0].name, "***");
}

static void
F027_a_plate_says_whose_and_which_home(void **state)
{
    struct desk *d = *state;
    int64_t who = make_customer(d, "王建国", "13800135678")->id;
    struct findings f;

    put(d, &test_find_own, who, make_home(d, "1203"), NULL);
    put(d, &test_find_plate, who, 0, "浙A12345");
    f = look(d, "A12345");
    assert_int_equal(f.count, 1);
    assert_int_equal(f.hits[0].kind, HIT_PLATE);
    assert_string_equal(f.hits[0].code, "浙A12345");
    assert_string_equal(f.hits[0].homes, "3-1-1203");
    assert_int_equal(f.hits[0].life, LIFE_PENDING);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_desk, close_desk)
        T(F816_one_person_by_everything),
        T(F816_what_was_understood_is_said),
        T(F816_a_code_written_together_lists_all_homes),
        T(F816_matters_by_the_end_of_their_number),
        T(F816_windows_by_rank_give_everybody_once),
        T(F802_found_phones_are_masked_and_names_follow_the_right),
        T(F027_a_plate_says_whose_and_which_home),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
