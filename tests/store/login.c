/* Log-in: right and wrong passwords, the growing wait, who may set one, the first administrator, the project. */
#include "data/engine/journal.h"
#include "data/login.h"
#include "data/register.h"
#include "tests/support.h"

#include <stdlib.h>
#include <string.h>

#define NOW 1795312800      /* 2026-11-22 10:00 in China */
#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

struct room { struct office *o; struct arena a; };

static int
enter_kind(void **state, enum office_kind kind)
{
    struct room *r = mem_alloc(sizeof *r);
    struct err err = { 0 };

    must(office_create(&r->o, NULL, "前台1", kind, &err));
    office_set_now(r->o, NOW);
    *state = r;
    return 0;
}

static int enter(void **state) { return enter_kind(state, OFFICE_REAL); }
static int enter_demo(void **state) { return enter_kind(state, OFFICE_DEMO); }

static int
leave(void **state)
{
    struct room *r = *state;

    office_close(&r->o);
    arena_free(&r->a);
    free(r);
    return 0;
}

static int64_t
add(struct room *r, const char *table, const char *name, const char *roles)
{
    struct record *rec = record_new(r->o, reg_get(table), &r->a);
    struct err err = { 0 };

    record_set_text(rec, "name", name);
    if (roles)
        record_set_text(rec, "roles", roles);
    must(reg_save(r->o, rec, NULL, &err));
    return rec->id;
}

static int64_t
number(struct room *r, const char *sql)
{
    struct query q = query_compose(r->o->store, sql);

    return query_number(&q, -1);
}

static void
first_desk_makes_the_administrator(void **state)
{
    struct room *r = *state;
    struct err err = { 0 };

    assert_true(login_nobody(r->o));
    assert_false(login_first(r->o, "方正", "short", &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_false(login_first(r->o, "", "long enough", &err));
    assert_true(login_nobody(r->o));
    must(login_first(r->o, "方正", "long enough", &err));
    assert_false(login_nobody(r->o));
    assert_string_equal(r->o->staff_name, "方正");
    assert_true(office_can(r->o, "register.staff.edit", "do"));
    assert_false(login_first(r->o, "李敏", "long enough", &err));
    assert_int_equal(err.code, ERR_REFUSED);
    /* The password itself is nowhere. */
    assert_int_equal(number(r, "SELECT count(*) FROM login_state WHERE secret LIKE '$argon2id$%'"), 1);
    assert_int_equal(number(r, "SELECT count(*) FROM journal_payload WHERE instr(coalesce(args, '') || coalesce(summary, ''), 'long enough')"), 0);
    assert_int_equal(number(r, "SELECT count(*) FROM journal_payload WHERE instr(coalesce(changes, x''), CAST('argon2' AS BLOB))"), 0);
}

static void
wrong_passwords_cost_a_growing_wait(void **state)
{
    struct room *r = *state;
    struct err err = { 0 };
    int64_t limin = add(r, "staff", "李敏", "29");
    moment now = NOW;

    assert_false(login_try(r->o, limin, "", &err));
    assert_int_equal(err.code, ERR_REFUSED);        /* a real desk without a password lets nobody in */
    must(login_set(r->o, limin, "correct horse", &err));
    for (int i = 0; i < 5; i++) {
        assert_false(login_try(r->o, limin, "wrong", &err));
        assert_row_int((size_t)i, err.code, ERR_INPUT);
    }
    for (int i = 0, wait = 5; i < 4; i++, wait *= 2) {
        assert_false(login_try(r->o, limin, "wrong", &err));
        assert_row_int((size_t)i, err.code, ERR_REFUSED);
        office_set_now(r->o, now + wait - 1);
        assert_false(login_try(r->o, limin, "correct horse", &err));
        assert_row_int((size_t)i, err.code, ERR_REFUSED);
        now += wait;
        office_set_now(r->o, now);
    }
    must(login_try(r->o, limin, "correct horse", &err));
    assert_int_equal(r->o->staff, limin);
    assert_int_equal(number(r, "SELECT failures FROM login_state"), 0);
    /* Each try that was heard is an entry, none of them a line in a timeline. */
    assert_int_equal(number(r, "SELECT count(*) FROM journal_entry WHERE action = 'login.bad'"), 9);
    assert_int_equal(number(r, "SELECT count(*) FROM journal_entry WHERE action = 'login.good'"), 1);
}

static void
one_changes_ones_own_and_the_administrator_any(void **state)
{
    struct room *r = *state;
    struct err err = { 0 };
    int64_t limin = add(r, "staff", "李敏", "29"), boss = add(r, "staff", "方正", "01");

    must(login_set(r->o, limin, "first one", &err));
    must(login_set(r->o, boss, "boss's one", &err));
    must(login_try(r->o, limin, "first one", &err));
    assert_false(login_set(r->o, boss, "taken over", &err));
    assert_int_equal(err.code, ERR_REFUSED);
    assert_false(login_change(r->o, "not it", "second one", &err));
    must(login_change(r->o, "first one", "second one", &err));
    assert_false(login_try(r->o, limin, "first one", &err));
    must(login_try(r->o, limin, "second one", &err));
    must(login_try(r->o, boss, "boss's one", &err));
    must(login_set(r->o, limin, "third one", &err));
    must(login_try(r->o, limin, "third one", &err));
}

static void
who_has_left_stays_out(void **state)
{
    struct room *r = *state;
    struct err err = { 0 };
    int64_t limin = add(r, "staff", "李敏", "29");
    struct record *rec;
    const struct move *moves[8];
    struct colleague *people;
    size_t count;

    must(reg_read(r->o, reg_get("staff"), limin, &r->a, &rec, &err));
    assert_true(reg_moves(r->o, rec, moves, COUNT(moves)) > 0);
    must(reg_move(r->o, rec, moves[0], "走了", &err));
    assert_false(login_try(r->o, limin, "", &err));
    assert_int_equal(err.code, ERR_MISSING);
    must(login_colleagues(r->o, &r->a, &people, &count, &err));
    assert_int_equal(count, 0);
}

static void
a_demonstration_asks_for_no_password(void **state)
{
    struct room *r = *state;
    struct err err = { 0 };
    struct colleague *people;
    size_t count;
    int64_t limin = add(r, "staff", "李敏", "29 15");

    must(login_colleagues(r->o, &r->a, &people, &count, &err));
    assert_int_equal(count, 1);
    assert_string_equal(people[0].roles, "前台与部门信息员 后备接待人员");
    assert_false(login_asks(r->o, &people[0]));
    must(login_try(r->o, limin, "", &err));
    /* Until one is set. */
    must(login_change(r->o, "", "my password", &err));
    assert_false(login_try(r->o, limin, "", &err));
    must(login_try(r->o, limin, "my password", &err));
}

static void
F809_the_project_is_remembered_for_each_colleague(void **state)
{
    struct room *r = *state;
    struct err err = { 0 };
    int64_t limin = add(r, "staff", "李敏", "29"), wang = add(r, "staff", "王强", "14");
    int64_t first = 0, second = 0;
    static const char *const names[] = { "云栖花园", "望湖里" };

    for (size_t i = 0; i < COUNT(names); i++) {
        struct record *rec = record_new(r->o, reg_get("project"), &r->a);

        record_set_text(rec, "name", names[i]);
        record_set_num(rec, "sales_manager", wang);
        must(reg_save(r->o, rec, NULL, &err));
        *(i ? &second : &first) = rec->id;
    }
    must(login_try(r->o, limin, "", &err));
    assert_int_equal(r->o->project, first);
    must(login_project(r->o, second, &err));
    must(login_try(r->o, wang, "", &err));
    assert_int_equal(r->o->project, first);
    must(login_try(r->o, limin, "", &err));
    assert_int_equal(r->o->project, second);
    assert_string_equal(r->o->project_name, "望湖里");
    must(login_project(r->o, 0, &err));
    assert_int_equal(r->o->project, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(first_desk_makes_the_administrator, enter, leave),
        cmocka_unit_test_setup_teardown(wrong_passwords_cost_a_growing_wait, enter, leave),
        cmocka_unit_test_setup_teardown(one_changes_ones_own_and_the_administrator_any, enter, leave),
        cmocka_unit_test_setup_teardown(who_has_left_stays_out, enter, leave),
        cmocka_unit_test_setup_teardown(a_demonstration_asks_for_no_password, enter_demo, leave),
        cmocka_unit_test_setup_teardown(F809_the_project_is_remembered_for_each_colleague, enter_demo, leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
