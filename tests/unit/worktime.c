#include "tests/support.h"

#include "base/worktime.h"

#include <stdlib.h>
#include <string.h>

static day
ymd(int year, int month, int mday)
{
    day d = 0;

    assert_true(day_from_civil(year, month, mday, &d));
    return d;
}

static moment
at(const char *iso)
{
    moment t = 0;

    assert_true(moment_parse_iso(iso, ZONE_CHINA, &t));
    return t;
}

/* The working calendar that the program ships with. */
static struct calendar
shipped(struct arena *a)
{
    struct calendar c = { .zone = ZONE_CHINA };

    assert_true(calendar_set_rules(&c, a, support_read(a, "data/content/holidays.csv", NULL)));
    return c;
}

static void
F012_working_days_skip_holidays_and_count_worked_weekends(void **state)
{
    static const struct { int from[3], n, want[3]; } cases[] = {
        { { 2026, 2, 13 }, 1, { 2026, 2, 14 } },    /* Saturday worked before the Spring Festival */
        { { 2026, 2, 14 }, 1, { 2026, 2, 24 } },
        { { 2026, 2, 13 }, 3, { 2026, 2, 25 } },
        { { 2026, 2, 27 }, 1, { 2026, 2, 28 } },
        { { 2026, 9, 30 }, 3, { 2026, 10, 10 } },
        { { 2026, 11, 20 }, 1, { 2026, 11, 23 } },  /* an ordinary week end */
        { { 2026, 11, 21 }, 2, { 2026, 11, 24 } },
        { { 2025, 12, 31 }, 1, { 2026, 1, 4 } },    /* over the year's end, into a worked Sunday */
    };
    struct arena a = { 0 };
    struct calendar c = shipped(&a);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        day from = ymd(cases[i].from[0], cases[i].from[1], cases[i].from[2]);
        day want = ymd(cases[i].want[0], cases[i].want[1], cases[i].want[2]);

        assert_row_int(i, calendar_workday_after(&c, from, cases[i].n), want);
    }
    assert_int_equal(calendar_workday_before(&c, ymd(2026, 2, 24), 1), ymd(2026, 2, 14));
    assert_int_equal(calendar_workday_before(&c, ymd(2026, 2, 14), 1), ymd(2026, 2, 13));
    assert_string_equal(calendar_rule(&c, ymd(2026, 2, 17))->name, "春节");
    assert_null(calendar_rule(&c, ymd(2026, 2, 24)));
    assert_int_equal(c.known_to, ymd(2026, 12, 31));
    arena_free(&a);
}

static void
F012_a_holiday_set_by_the_company_is_skipped(void **state)
{
    struct day_rule rules[] = { { ymd(2026, 11, 23), false, "店庆" } };
    struct calendar c = { .zone = ZONE_CHINA }, with = { .zone = ZONE_CHINA, .rules = rules, .nrules = 1 };

    (void)state;
    assert_int_equal(calendar_workday_after(&c, ymd(2026, 11, 22), 1), ymd(2026, 11, 23));
    assert_int_equal(calendar_workday_after(&with, ymd(2026, 11, 22), 1), ymd(2026, 11, 24));
}

static void
F012_business_hours_are_nine_to_six_on_all_seven_days(void **state)
{
    struct arena a = { 0 };
    struct calendar c = shipped(&a);

    (void)state;
    assert_true(calendar_is_open(&c, at("2026-11-22 09:00")));      /* a Sunday */
    assert_false(calendar_is_open(&c, at("2026-11-22 08:59")));
    assert_false(calendar_is_open(&c, at("2026-11-22 18:00")));
    assert_true(calendar_is_open(&c, at("2026-02-17 10:00")));      /* New Year's Day of the lunar calendar */
    assert_true(calendar_close(&c, ymd(2026, 11, 22)) == at("2026-11-22 18:00"));
    arena_free(&a);
}

static void
business_minutes_pass_only_in_business_hours(void **state)
{
    static const struct { const char *hours, *from; int64_t minutes; const char *want; } cases[] = {
        { "09:00-18:00", "2026-11-22 10:00", 120, "2026-11-22 12:00" },
        { "09:00-18:00", "2026-11-22 17:00", 60, "2026-11-22 18:00" },
        { "09:00-18:00", "2026-11-22 17:00", 61, "2026-11-23 09:01" },
        { "09:00-18:00", "2026-11-22 20:00", 15, "2026-11-23 09:15" },
        { "09:00-18:00", "2026-11-22 03:00", 15, "2026-11-22 09:15" },
        { "09:00-12:00,13:30-18:00", "2026-11-22 11:50", 30, "2026-11-22 13:50" },
        { "09:00-12:00,13:30-18:00", "2026-11-22 12:30", 450, "2026-11-23 12:00" },
        { "00:00-24:00", "2026-11-22 23:50", 20, "2026-11-23 00:10" },
        { "09:00-18:00", "2026-11-22 10:00", 0, "2026-11-22 10:00" },
        { "09:00-18:00", "2026-11-22 10:00", 5400, "2026-12-02 10:00" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct calendar c = { .zone = ZONE_CHINA };
        moment from = at(cases[i].from), to;

        assert_row_int(i, calendar_set_hours(&c, cases[i].hours), true);
        to = calendar_add_open(&c, from, cases[i].minutes);
        assert_row_int(i, to, at(cases[i].want));
        assert_row_int(i, calendar_open_between(&c, from, to), cases[i].minutes);
    }
}

static void
business_minutes_added_and_counted_agree(void **state)
{
    struct calendar c = { .zone = ZONE_CHINA };

    (void)state;
    assert_true(calendar_set_hours(&c, "08:30-12:00, 14:00-17:45, 19:00-21:00"));
    srand(20261122);
    for (size_t i = 0; i < 10000; i++) {
        moment from = (moment)(rand() % 2000000000) / 60 * 60;
        int64_t minutes = rand() % 50000;
        moment to = calendar_add_open(&c, from, minutes);

        assert_row_int(i, calendar_open_between(&c, from, to), minutes);
        /* It is the first such moment. */
        if (minutes > 0)
            assert_row_int(i, calendar_open_between(&c, from, to - 60), minutes - 1);
        /* Counted back it is the last. */
        moment back = calendar_sub_open(&c, from, minutes);

        assert_row_int(i, calendar_open_between(&c, back, from), minutes);
        if (minutes > 0)
            assert_row_int(i, calendar_open_between(&c, back + 60, from), minutes - 1);
    }
}

static void
hours_are_read_or_refused(void **state)
{
    static const char *const bad[] = {
        "", "9-18", "09:00", "18:00-09:00", "09:00-12:00,11:00-18:00", "09:00-24:01", "09:60-18:00", "09:00-18:00,",
        "01:00-02:00,03:00-04:00,05:00-06:00,07:00-08:00,09:00-10:00", "09:00-09:00", "9:0-18:00", "09:00-18:00 x",
    };
    struct calendar c = { .zone = ZONE_CHINA };

    (void)state;
    assert_true(calendar_set_hours(&c, "９：００－１２：００，13:30-18:00"));
    assert_int_equal(c.nhours, 2);
    assert_int_equal(c.hours[1].from, 13 * 60 + 30);
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_row_int(i, calendar_set_hours(&c, bad[i]), false);
    assert_int_equal(c.nhours, 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(F012_working_days_skip_holidays_and_count_worked_weekends),
        cmocka_unit_test(F012_a_holiday_set_by_the_company_is_skipped),
        cmocka_unit_test(F012_business_hours_are_nine_to_six_on_all_seven_days),
        cmocka_unit_test(business_minutes_pass_only_in_business_hours),
        cmocka_unit_test(business_minutes_added_and_counted_agree),
        cmocka_unit_test(hours_are_read_or_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
