/* Figures as numbers: shares, trends, targets, periods, the working. */
#include "rules/figure.h"
#include "tests/support.h"

#include <string.h>

static day
at(int year, int month, int mday)
{
    day d = 0;

    assert_true(day_from_civil(year, month, mday, &d));
    return d;
}

static void
one_decimal_halves_up_and_none_without_a_denominator(void **state)
{
    static const struct { struct figure f; int64_t tenths; const char *text, *shown; } cases[] = {
        { { 32, 34 }, 941, "94.1", "94.1" },
        { { 0, 34 }, 0, "0.0", "0.0" },             /* nothing reached is a figure */
        { { 0, 0 }, -1, NULL, FIGURE_NONE },        /* nothing to count is none (F-151) */
        { { 4, 4 }, 1000, "100.0", "100.0" },
        { { 1, 8 }, 125, "12.5", "12.5" },
        { { 1, 16 }, 63, "6.3", "6.3" },            /* 6.25 */
        { { 2, 3 }, 667, "66.7", "66.7" },
        { { 1, 3 }, 333, "33.3", "33.3" },
        { { 1, 2000 }, 1, "0.1", "0.1" },           /* 0.05 */
        { { 1, 2001 }, 0, "0.0", "0.0" },
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *text = figure_text(&cases[i].f, &a);

        assert_row_int(i, figure_tenths(&cases[i].f), cases[i].tenths);
        assert_row_string(i, text ? text : "", cases[i].text ? cases[i].text : "");
        assert_row_string(i, figure_shown(&cases[i].f, &a), cases[i].shown);
    }
    arena_free(&a);
}

static void
a_trend_is_what_the_shown_numbers_say(void **state)
{
    static const struct { struct figure now, before; enum figure_trend trend; bool bad, bad_falling; } cases[] = {
        { { 25, 30 }, { 22, 25 }, TREND_FELL, true, false },
        { { 22, 25 }, { 25, 30 }, TREND_ROSE, false, true },
        { { 1, 2 }, { 50, 100 }, TREND_SAME, false, false },
        { { 1, 3 }, { 3333, 10000 }, TREND_SAME, false, false },
        { { 1, 3 }, { 0, 0 }, TREND_NONE, false, false },
        { { 0, 0 }, { 1, 3 }, TREND_NONE, false, false },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        enum figure_trend t = figure_trend(&cases[i].now, &cases[i].before);

        assert_row_int(i, t, cases[i].trend);
        assert_row_int(i, trend_is_bad(t, false), cases[i].bad);
        assert_row_int(i, trend_is_bad(t, true), cases[i].bad_falling);
    }
}

static void
a_target_is_missed_by_the_counts_not_by_the_rounding(void **state)
{
    (void)state;
    assert_true(figure_misses(&(struct figure){ 9999, 10000 }, 100, false));      /* shown as 100.0 */
    assert_false(figure_misses(&(struct figure){ 10, 10 }, 100, false));
    assert_false(figure_misses(&(struct figure){ 0, 0 }, 100, false));
    assert_false(figure_misses(&(struct figure){ 0, 10 }, -1, false));
    assert_true(figure_misses(&(struct figure){ 2, 10 }, 10, true));
    assert_false(figure_misses(&(struct figure){ 1, 10 }, 10, true));
}

static void
periods_are_those_of_the_calendar(void **state)
{
    static const struct { enum period_kind kind; int y, m, d; const char *from, *to, *before, *after; } cases[] = {
        { SPAN_DAY, 2026, 11, 30, "2026-11-30", "2026-11-30", "2026-11-29", "2026-12-01" },
        { SPAN_WEEK, 2026, 11, 22, "2026-11-16", "2026-11-22", "2026-11-09", "2026-11-23" },    /* a Sunday ends it */
        { SPAN_WEEK, 2026, 11, 23, "2026-11-23", "2026-11-29", "2026-11-16", "2026-11-30" },
        { SPAN_WEEK, 2027, 1, 1, "2026-12-28", "2027-01-03", "2026-12-21", "2027-01-04" },
        { SPAN_MONTH, 2026, 11, 22, "2026-11-01", "2026-11-30", "2026-10-01", "2026-12-01" },
        { SPAN_MONTH, 2028, 2, 29, "2028-02-01", "2028-02-29", "2028-01-01", "2028-03-01" },
        { SPAN_MONTH, 2026, 1, 31, "2026-01-01", "2026-01-31", "2025-12-01", "2026-02-01" },
        { SPAN_QUARTER, 2026, 11, 22, "2026-10-01", "2026-12-31", "2026-07-01", "2027-01-01" },
        { SPAN_QUARTER, 2026, 3, 31, "2026-01-01", "2026-03-31", "2025-10-01", "2026-04-01" },
        { SPAN_YEAR, 2026, 11, 22, "2026-01-01", "2026-12-31", "2025-01-01", "2027-01-01" },
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct period p = period_of(cases[i].kind, at(cases[i].y, cases[i].m, cases[i].d));
        struct period named = period_between(p.from, p.to);

        assert_row_string(i, day_iso(&a, p.from), cases[i].from);
        assert_row_string(i, day_iso(&a, p.to), cases[i].to);
        assert_row_string(i, day_iso(&a, period_step(p, -1).from), cases[i].before);
        assert_row_string(i, day_iso(&a, period_step(p, 1).from), cases[i].after);
        assert_row_int(i, period_step(p, -1).to, p.from - 1);       /* no day falls between two */
        assert_row_int(i, named.kind, cases[i].kind);
    }
    arena_free(&a);
}

static void
own_days_step_by_their_length(void **state)
{
    struct period p = period_between(at(2026, 11, 3), at(2026, 11, 12));

    (void)state;
    assert_int_equal(p.kind, SPAN_OWN);
    assert_int_equal(period_step(p, -1).from, at(2026, 10, 24));
    assert_int_equal(period_step(p, -1).to, at(2026, 11, 2));
    assert_int_equal(period_step(p, 1).from, at(2026, 11, 13));
}

static void
a_period_that_runs_says_so(void **state)
{
    struct arena a = { 0 };
    struct period month = period_of(SPAN_MONTH, at(2026, 11, 22));

    (void)state;
    assert_string_equal(period_name(month, at(2026, 11, 22), &a), "2026-11 (to today)");
    assert_string_equal(period_name(month, at(2026, 11, 30), &a), "2026-11");
    assert_string_equal(period_name(month, at(2026, 12, 1), &a), "2026-11");
    assert_string_equal(period_name(period_of(SPAN_WEEK, at(2027, 1, 1)), at(2027, 6, 1), &a), "week 53 of 2026, 12-28 to 01-03");
    assert_string_equal(period_name(period_of(SPAN_WEEK, at(2026, 11, 22)), at(2027, 6, 1), &a), "week 47 of 2026, 11-16 to 11-22");
    assert_string_equal(period_name(period_of(SPAN_QUARTER, at(2026, 11, 22)), at(2027, 6, 1), &a), "quarter 4 of 2026");
    arena_free(&a);
}

static void
the_working_shows_what_was_divided_and_adds_up(void **state)
{
    struct figure_working w = {
        .id = "KPI-01", .name = "within three rings", .formula = "answered by the third ring / answered", .now = { 32, 34 },
        .before = { 30, 33 }, .before_name = "last month", .target = 95,
    };
    struct arena a = { 0 };
    char **lines;

    (void)state;
    assert_int_equal(figure_lines(&w, &a, &lines), 5);
    assert_string_equal(lines[0], "KPI-01 within three rings");
    assert_string_equal(lines[1], "How it is worked out: answered by the third ring / answered");
    assert_string_equal(lines[2], "32 / 34 x 100 = 94.1");
    assert_string_equal(lines[3], "last month: 30 / 33 x 100 = 90.9; rose by 3.2 points");
    assert_string_equal(lines[4], "Target 95.0: not reached");
    w.now = (struct figure){ 0, 0 };
    w.target = -1;
    assert_int_equal(figure_lines(&w, &a, &lines), 4);
    assert_string_equal(lines[2], "0 / 0: nothing to divide by, no figure");
    assert_string_equal(lines[3], "last month: 30 / 33 x 100 = 90.9");
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_decimal_halves_up_and_none_without_a_denominator),
        cmocka_unit_test(a_trend_is_what_the_shown_numbers_say),
        cmocka_unit_test(a_target_is_missed_by_the_counts_not_by_the_rounding),
        cmocka_unit_test(periods_are_those_of_the_calendar),
        cmocka_unit_test(own_days_step_by_their_length),
        cmocka_unit_test(a_period_that_runs_says_so),
        cmocka_unit_test(the_working_shows_what_was_divided_and_adds_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
