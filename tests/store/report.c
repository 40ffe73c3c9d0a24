/* F-008: the same customers under every way of counting steps, with equal sums. */
#include "data/customer.h"
#include "data/policy.h"
#include "data/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define NOW 1795312800      /* 2026-11-22 10:00 in China */

struct desk { struct office *o; struct arena a; int64_t project, building; };

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

SQL(test_own, "INSERT INTO ownership(id, home, customer, subscribed_on, signed_on, handover_on, cancelled_on) VALUES (?, ?, ?, ?, ?, ?, ?)");

static int64_t
save(struct desk *d, struct record *r)
{
    struct err err = { 0 };

    must(reg_save(d->o, r, NULL, &err));
    return r->id;
}

static int64_t
customer(struct desk *d, const char *name)
{
    struct record *r = record_new(d->o, reg_get("customer"), &d->a);
    const char *phone = arena_printf(&d->a, "138%08d", (int)strlen(name));
    struct err err = { 0 };

    record_set_text(r, "name", name);
    must(customer_save(d->o, r, &phone, 1, NULL, &err));
    return r->id;
}

static int64_t
home(struct desk *d, const char *room)
{
    struct record *r = record_new(d->o, reg_get("home"), &d->a);

    record_set_num(r, "project", d->project);
    record_set_num(r, "building", d->building);
    record_set_text(r, "unit", "1");
    record_set_text(r, "room", room);
    return save(d, r);
}

static void
own(struct desk *d, int64_t whose, int64_t which, const char *subscribed, const char *signed_on, const char *handover, const char *over)
{
    const char *days[] = { subscribed, signed_on, handover, over };
    struct err err = { 0 };
    struct action a;
    struct query q;

    must(office_begin(d->o, &a, "test.own", 0, &err));
    q = query_begin(d->o->store, &test_own);
    query_bind_int(&q, store_new_id(d->o->store));
    query_bind_int(&q, which);
    query_bind_int(&q, whose);
    for (size_t i = 0; i < COUNT(days); i++)
        query_bind_text(&q, *days[i] ? days[i] : NULL);
    must(query_run(&q, &err));
    must(action_commit(&a, &err));
}

static int
open_desk(void **state)
{
    struct desk *d = mem_alloc(sizeof *d);
    struct err err = { 0 };
    struct record *r;
    int64_t home_of[7], people[8], manager;

    must(office_create(&d->o, NULL, "test", OFFICE_REAL, &err));
    office_set_now(d->o, NOW);
    r = record_new(d->o, reg_get("staff"), &d->a);
    record_set_text(r, "name", "周颖");
    record_set_text(r, "roles", "13");
    manager = save(d, r);
    r = record_new(d->o, reg_get("project"), &d->a);
    record_set_text(r, "name", "云栖花园");
    record_set_num(r, "sales_manager", manager);
    d->project = save(d, r);
    r = record_new(d->o, reg_get("building"), &d->a);
    record_set_num(r, "project", d->project);
    record_set_text(r, "name", "3");
    d->building = save(d, r);
    for (size_t i = 0; i < COUNT(home_of); i++)
        home_of[i] = home(d, arena_printf(&d->a, "%zu01", i + 1));
    for (size_t i = 0; i < COUNT(people); i++)
        people[i] = customer(d, arena_printf(&d->a, "王%.*s", (int)(3 * i), "一二三四五六七八"));
    own(d, people[0], home_of[0], "2026-11-20", "", "", "");                     /* subscribed */
    own(d, people[1], home_of[1], "2026-10-01", "2026-10-10", "", "");           /* waits */
    own(d, people[2], home_of[2], "", "2025-01-05", "2026-10-01", "");           /* settles in */
    own(d, people[3], home_of[2], "", "2025-01-05", "2026-10-01", "");           /* the same home */
    own(d, people[3], home_of[3], "", "2022-01-05", "2023-10-01", "");           /* and an old one */
    own(d, people[4], home_of[4], "", "2024-01-05", "2025-10-01", "2026-11-01"); /* gave it back */
    own(d, people[5], home_of[5], "", "2024-01-05", "2025-10-01", "");           /* settled */
    /* people 6 and 7 are prospects, home 6 is nobody's */
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

static struct report_table
stages(struct desk *d, const char *framework, day as_at)
{
    struct report_wish w = { .from = NO_DAY, .to = NO_DAY, .as_at = as_at, .framework = framework };
    struct report_table t;
    struct err err = { 0 };

    must(report_make(d->o, report_get("stages"), &w, &d->a, &t, &err));
    return t;
}

static size_t
column(const struct report_table *t, const char *key)
{
    for (size_t i = 0; i < t->ncolumns; i++)
        if (strcmp(t->columns[i].key, key) == 0)
            return i;
    fail_msg("no column %s", key);
    return 0;
}

/* A figure of one step; step -1: the sum of all steps; -2: what the total row says. */
static long
figure(const struct report_table *t, const char *grouping, int step, const char *key)
{
    long sum = 0;

    for (size_t r = 0; r < t->nrows; r++) {
        const char **c = t->rows[r].cells;

        if (strcmp(c[column(t, "grouping")], grouping) != 0 || t->rows[r].total != (step == -2))
            continue;
        if (step < 0 || strtol(c[column(t, "step")], NULL, 10) == step)
            sum += strtol(c[column(t, key)], NULL, 10);
    }
    return sum;
}

static void
F008_every_way_of_counting_has_the_same_sums(void **state)
{
    static const char *const groupings[] = { "life", "six_plus_two", "five_plus_one", "property_five" };
    struct report_table t = stages(*state, "all", NO_DAY);

    for (size_t i = 0; i < COUNT(groupings); i++) {
        assert_int_equal(figure(&t, groupings[i], -1, "customers"), 8);
        assert_int_equal(figure(&t, groupings[i], -1, "homes"), 5);
        assert_int_equal(figure(&t, groupings[i], -2, "customers"), 8);
        assert_int_equal(figure(&t, groupings[i], -2, "homes"), 5);
    }
}

static void
F008_each_stands_where_its_dates_put_it(void **state)
{
    static const struct { const char *grouping; int step; long customers, homes, running; } cases[] = {
        { "life", 1, 4, 1, 1 },             /* one subscribed, one gave back, two prospects */
        { "life", 3, 1, 1, 1 }, { "life", 4, 1, 1, 1 }, { "life", 5, 1, 1, 1 },
        { "life", 6, 1, 1, 1 },             /* of two homes the older counts */
        { "six_plus_two", 1, 3, 0, 1 }, { "six_plus_two", 2, 1, 1, 1 }, { "six_plus_two", 3, 1, 1, 1 },
        { "six_plus_two", 5, 0, 0, 1 }, { "six_plus_two", 7, 3, 3, 3 },
        { "five_plus_one", 1, 3, 0, 1 }, { "five_plus_one", 2, 1, 1, 1 }, { "five_plus_one", 3, 1, 1, 4 }, { "five_plus_one", 5, 3, 3, 3 },
        { "property_five", 1, 5, 2, 5 }, { "property_five", 5, 3, 3, 3 },
    };
    struct report_table t = stages(*state, "all", NO_DAY);

    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *g = cases[i].grouping;

        if (figure(&t, g, cases[i].step, "customers") != cases[i].customers || figure(&t, g, cases[i].step, "homes") != cases[i].homes ||
            figure(&t, g, cases[i].step, "homes_running") != cases[i].running)
            fail_msg("row %zu, %s %d: %ld customers, %ld homes, %ld running", i, g, cases[i].step, figure(&t, g, cases[i].step, "customers"),
                     figure(&t, g, cases[i].step, "homes"), figure(&t, g, cases[i].step, "homes_running"));
    }
}

static void
F008_the_customer_page_and_the_report_agree(void **state)
{
    struct desk *d = *state;
    struct report_table t = stages(d, "all", NO_DAY);
    long counted[LIFE_VETERAN + 1] = { 0 };
    struct record *rows[20];
    size_t n;
    struct err err = { 0 };

    must(reg_window(d->o, reg_get("customer"), NULL, NULL, false, &d->a, rows, 20, &n, &err));
    assert_int_equal(n, 8);
    for (size_t i = 0; i < n; i++)
        counted[customer_life(d->o, rows[i]->id)]++;
    for (int life = LIFE_PROSPECT; life <= LIFE_VETERAN; life++)
        assert_int_equal(figure(&t, "life", life, "customers"), counted[life]);
}

static void
F008_the_policy_says_which_way_is_the_usual_one(void **state)
{
    struct desk *d = *state;
    struct report_table t = stages(d, NULL, NO_DAY);
    struct report_wish w = { .from = NO_DAY, .to = NO_DAY, .as_at = NO_DAY, .framework = "seven_steps" };
    struct err err = { 0 };

    assert_int_equal(figure(&t, "six_plus_two", -1, "customers"), 8);
    assert_int_equal(figure(&t, "property_five", -1, "customers"), 0);
    must(policy_set(d->o, "stage.framework", "property_five", "物业用", &err));
    t = stages(d, NULL, NO_DAY);
    assert_int_equal(figure(&t, "six_plus_two", -1, "customers"), 0);
    assert_int_equal(figure(&t, "property_five", -1, "customers"), 8);
    assert_false(report_make(d->o, report_get("stages"), &w, &d->a, &t, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.field, "framework");
}

static void
F008_as_it_stood_on_another_day(void **state)
{
    struct report_table t;
    day d = 0;

    assert_true(day_parse_iso("2026-10-05", &d));
    t = stages(*state, "all", d);
    /* Not signed yet, and not yet given back. */
    assert_int_equal(figure(&t, "six_plus_two", 2, "homes"), 1);
    assert_int_equal(figure(&t, "life", 5, "homes"), 2);
    assert_int_equal(figure(&t, "life", 4, "homes"), 1);
    assert_int_equal(figure(&t, "five_plus_one", -1, "customers"), 8);
}

static void
F008_who_may_not_see_reports_gets_none(void **state)
{
    struct desk *d = *state;
    struct report_wish w = { .from = NO_DAY, .to = NO_DAY, .as_at = NO_DAY, .framework = NULL };
    struct report_table t;
    struct err err = { 0 };
    struct record *r = record_new(d->o, reg_get("staff"), &d->a);

    record_set_text(r, "name", "马骏");
    record_set_text(r, "roles", "17");
    save(d, r);
    must(office_seat(d->o, r->id, &err));
    assert_false(report_make(d->o, report_get("stages"), &w, &d->a, &t, &err));
    assert_int_equal(err.code, ERR_REFUSED);
    assert_null(report_get("nothing"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(F008_every_way_of_counting_has_the_same_sums, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(F008_each_stands_where_its_dates_put_it, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(F008_the_customer_page_and_the_report_agree, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(F008_the_policy_says_which_way_is_the_usual_one, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(F008_as_it_stood_on_another_day, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(F008_who_may_not_see_reports_gets_none, open_desk, close_desk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
