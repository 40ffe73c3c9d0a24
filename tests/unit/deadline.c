#include "tests/support.h"

#include "rules/deadline.h"

#include <stdlib.h>
#include <string.h>

static moment
at(const char *iso)
{
    moment t = 0;

    assert_true(moment_parse_iso(iso, ZONE_CHINA, &t));
    return t;
}

static struct calendar
shipped(struct arena *a)
{
    struct calendar c = { .zone = ZONE_CHINA };

    assert_true(calendar_set_rules(&c, a, support_read(a, "data/content/holidays.csv", NULL)));
    return c;
}

static moment
sum(const struct deadline *d)
{
    moment t = d->start;

    for (size_t i = 0; i < d->count; i++)
        t += d->steps[i].seconds;
    return t;
}

static bool
has_note(const struct deadline *d, const char *note)
{
    for (size_t i = 0; i < d->count; i++)
        if (strcmp(d->steps[i].note, note) == 0)
            return true;
    return false;
}

static void
F013_spans_end_where_the_rules_say(void **state)
{
    static const struct { struct span span; const char *start, *due; } cases[] = {
        { { SPAN_MINUTES, 15, false }, "2026-11-22 10:20", "2026-11-22 10:35" },
        { { SPAN_HOURS, 2, false }, "2026-11-22 17:30", "2026-11-22 19:30" },
        { { SPAN_HOURS, 48, false }, "2026-11-22 10:20", "2026-11-24 10:20" },
        { { SPAN_OPEN_MINUTES, 15, false }, "2026-11-22 20:00", "2026-11-23 09:15" },
        { { SPAN_OPEN_MINUTES, 120, true }, "2026-11-22 10:00", "2026-11-21 17:00" },
        { { SPAN_DAYS, 7, false }, "2026-11-22 10:20", "2026-11-30 00:00" },        /* day 7 is the 29th, until 24:00 */
        { { SPAN_DAYS, 0, false }, "2026-11-22 10:20", "2026-11-23 00:00" },        /* SLA-47: the same day */
        { { SPAN_WORKDAYS, 3, false }, "2026-11-20 10:20", "2026-11-25 18:00" },    /* a Friday */
        { { SPAN_WORKDAYS, 3, false }, "2026-02-13 10:00", "2026-02-25 18:00" },    /* the 14th is worked, then New Year */
        { { SPAN_WORKDAYS, 1, false }, "2026-02-27 23:00", "2026-02-28 18:00" },
        { { SPAN_WORKDAYS, 0, false }, "2026-11-20 10:20", "2026-11-20 18:00" },
        { { SPAN_MONTHS, 3, false }, "2026-03-31 09:00", "2026-07-01 00:00" },      /* 30 June, until 24:00 */
        { { SPAN_MONTHS, 6, false }, "2026-05-08 00:00", "2026-11-09 00:00" },
        { { SPAN_YEARS, 1, false }, "2024-02-29 12:00", "2025-03-01 00:00" },
        { { SPAN_DAYS, 7, true }, "2026-12-20 00:00", "2026-12-14 00:00" },         /* SLA-13: until 24:00 of the 13th */
        { { SPAN_DAYS, 45, true }, "2026-12-31 00:00", "2026-11-17 00:00" },
        { { SPAN_MONTHS, 1, true }, "2026-12-31 00:00", "2026-12-01 00:00" },       /* SLA-17: 30 November */
        { { SPAN_WORKDAYS, 2, true }, "2026-02-24 00:00", "2026-02-13 18:00" },
        { { SPAN_MINUTES, 30, true }, "2026-11-22 10:00", "2026-11-22 09:30" },
        { { SPAN_YEARS, 1, true }, "2026-11-22 10:00", "2025-11-23 00:00" },
    };
    struct arena a = { 0 };
    struct calendar c = shipped(&a);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct deadline d = deadline_of(&a, cases[i].span, at(cases[i].start), &c, NULL, 0);

        assert_row_string(i, moment_iso(&a, d.due, ZONE_CHINA), moment_iso(&a, at(cases[i].due), ZONE_CHINA));
        assert_row_int(i, sum(&d), d.due);
    }
    arena_free(&a);
}

static void
F012_seven_days_end_on_day_seven_at_24(void **state)
{
    struct arena a = { 0 };
    struct calendar c = shipped(&a);
    struct deadline d = deadline_of(&a, (struct span){ SPAN_DAYS, 7, false }, at("2026-11-01 15:00"), &c, NULL, 0);

    (void)state;
    /* Still in time in the last second of the 8th, red from the 9th on. */
    assert_int_equal(deadline_colour(at("2026-11-08 23:59:59"), d.due, d.due, 0), COLOUR_NONE);
    assert_int_equal(deadline_colour(at("2026-11-09 00:00:00"), d.due, d.due, 0), COLOUR_RED);
    arena_free(&a);
}

static void
F012_workday_clocks_skip_holidays_and_name_them(void **state)
{
    struct arena a = { 0 };
    struct calendar c = shipped(&a);
    struct deadline d = deadline_of(&a, (struct span){ SPAN_WORKDAYS, 3, false }, at("2026-02-13 10:00"), &c, NULL, 0);
    int64_t skipped = 0;

    (void)state;
    for (size_t i = 0; i < d.count; i++)
        if (strcmp(d.steps[i].note, "春节") == 0)
            skipped += d.steps[i].seconds;
    assert_int_equal(skipped, 9 * DAY_SECONDS);         /* 15 to 23 February; the worked Saturday adds nothing */
    arena_free(&a);
}

static void
F013_years_without_a_notice_are_told(void **state)
{
    struct arena a = { 0 };
    struct calendar c = shipped(&a);
    struct span three = { SPAN_WORKDAYS, 3, false };
    struct deadline in = deadline_of(&a, three, at("2026-12-22 10:00"), &c, NULL, 0);
    struct deadline over = deadline_of(&a, three, at("2026-12-30 10:00"), &c, NULL, 0);
    bool told = false;

    (void)state;
    for (size_t i = 0; i < in.count; i++)
        assert_null(strstr(in.steps[i].label, "announced"));
    for (size_t i = 0; i < over.count; i++)
        told |= strstr(over.steps[i].label, "announced") != NULL;
    assert_true(told);
    arena_free(&a);
}

static void
F017_a_pause_moves_the_line_and_stands_apart(void **state)
{
    static const struct { struct span span; const char *from, *to, *due; } cases[] = {
        /* All start 2026-11-22 10:20, a Sunday. */
        { { SPAN_HOURS, 48, false }, "2026-11-22 14:00", "2026-11-22 16:30", "2026-11-24 12:50" },
        { { SPAN_HOURS, 48, false }, "2026-11-22 08:00", "2026-11-22 11:20", "2026-11-24 11:20" },  /* only what lies behind the start */
        { { SPAN_HOURS, 48, false }, "2026-11-24 10:20", "2026-11-25 10:20", "2026-11-24 10:20" },  /* too late */
        { { SPAN_OPEN_MINUTES, 60, false }, "2026-11-22 11:00", "2026-11-23 10:00", "2026-11-23 10:20" },
        { { SPAN_DAYS, 7, false }, "2026-11-23 10:00", "2026-11-25 15:00", "2026-12-02 00:00" },    /* two days begin within */
        { { SPAN_DAYS, 7, false }, "2026-11-23 10:00", "2026-11-23 15:00", "2026-11-30 00:00" },
        { { SPAN_WORKDAYS, 3, false }, "2026-11-23 10:00", "2026-11-25 15:00", "2026-11-27 18:00" },
        { { SPAN_MONTHS, 1, false }, "2026-12-20 10:00", "2026-12-30 10:00", "2027-01-02 00:00" },
        { { SPAN_DAYS, 7, true }, "2026-11-16 10:00", "2026-11-18 15:00", "2026-11-16 00:00" },     /* the date itself moves */
    };
    struct arena a = { 0 };
    struct calendar c = shipped(&a);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pause p = { at(cases[i].from), at(cases[i].to), "王女士" };
        struct deadline d = deadline_of(&a, cases[i].span, at("2026-11-22 10:20"), &c, &p, 1);
        struct deadline without = deadline_of(&a, cases[i].span, at("2026-11-22 10:20"), &c, NULL, 0);

        assert_row_string(i, moment_iso(&a, d.due, ZONE_CHINA), moment_iso(&a, at(cases[i].due), ZONE_CHINA));
        assert_row_int(i, sum(&d), d.due);
        assert_row_int(i, has_note(&d, "王女士"), d.due != without.due);
    }
    arena_free(&a);
}

static void
F013_overlapping_pauses_count_once(void **state)
{
    struct arena a = { 0 };
    struct calendar c = shipped(&a);
    struct pause p[] = {
        { at("2026-11-22 15:00"), at("2026-11-22 18:00"), "b" },
        { at("2026-11-22 14:00"), at("2026-11-22 16:00"), "a" },
        { at("2026-11-22 14:30"), at("2026-11-22 15:30"), "c" },
    };
    struct deadline d = deadline_of(&a, (struct span){ SPAN_HOURS, 24, false }, at("2026-11-22 10:00"), &c, p, COUNT(p));

    (void)state;
    assert_true(d.due == at("2026-11-23 14:00"));
    assert_true(sum(&d) == d.due);
    arena_free(&a);
}

static struct span
random_span(void)
{
    static const int most[] = { 5000, 200, 5000, 120, 40, 40, 6 };
    int unit = rand() % 7;

    return (struct span){ (enum span_unit)unit, rand() % most[unit], rand() % 3 == 0 };
}

static void
F013_the_steps_always_add_up_to_the_line(void **state)
{
    struct arena a = { 0 }, scratch = { 0 };
    struct calendar c = shipped(&a);

    (void)state;
    srand(20261122);
    assert_true(calendar_set_hours(&c, "09:00-12:00,13:30-18:00"));
    for (size_t i = 0; i < 10000; i++) {
        struct span span = random_span();
        moment start = at("2025-06-01 00:00") + (rand() % 40000000);
        struct pause p[3];
        size_t pauses = (size_t)(rand() % 4);

        for (size_t k = 0; k < pauses; k++) {
            p[k].from = start + rand() % 1000000 - 200000;
            p[k].to = p[k].from + rand() % 400000;
            p[k].who = "x";
        }
        struct deadline d = deadline_of(&scratch, span, start, &c, p, pauses);
        struct deadline free_run = deadline_of(&scratch, span, start, &c, NULL, 0);

        assert_row_int(i, sum(&d), d.due);
        assert_row_int(i, d.start, start);
        assert_row_int(i, d.due >= free_run.due, true);         /* a pause never shortens */
        for (size_t k = 0; k < d.count; k++)
            assert_row_int(i, d.steps[k].label && *d.steps[k].label && d.steps[k].note, true);
        if (!span.before && span.unit != SPAN_WORKDAYS)
            assert_row_int(i, d.due >= start, true);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    arena_free(&a);
}

static void
F013_the_plan_is_due_at_the_earlier_and_the_later_of_two(void **state)
{
    /* POL-02: 72 hours against 3 working days. */
    static const struct { const char *start, *warn, *red; } cases[] = {
        { "2026-11-20 10:00", "2026-11-23 10:00", "2026-11-25 18:00" },     /* over a weekend the days are later */
        { "2026-11-23 23:00", "2026-11-26 18:00", "2026-11-26 23:00" },     /* late in the evening the hours are */
    };
    struct arena a = { 0 };
    struct calendar c = shipped(&a);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct deadline hours = deadline_of(&a, (struct span){ SPAN_HOURS, 72, false }, at(cases[i].start), &c, NULL, 0);
        struct deadline days = deadline_of(&a, (struct span){ SPAN_WORKDAYS, 3, false }, at(cases[i].start), &c, NULL, 0);
        struct deadline warn = deadline_earlier(&a, &hours, &days), red = deadline_later(&a, &hours, &days);

        assert_row_int(i, warn.due, at(cases[i].warn));
        assert_row_int(i, red.due, at(cases[i].red));
        assert_row_int(i, sum(&warn), warn.due);
        assert_row_int(i, warn.steps[warn.count - 1].at, red.due);
    }
    arena_free(&a);
}

static void
F013_lines_turn_yellow_then_red_and_climb(void **state)
{
    moment warn = at("2026-11-22 10:00"), red = at("2026-11-22 12:00"), end = at("2026-11-22 11:00");
    static const struct { const char *now; bool done; enum deadline_colour colour; int level, planned; } cases[] = {
        { "2026-11-22 09:59:59", false, COLOUR_NONE, 0, 0 }, { "2026-11-22 10:00", false, COLOUR_YELLOW, 1, 1 },
        { "2026-11-22 11:59:59", false, COLOUR_YELLOW, 1, 1 }, { "2026-11-22 12:00", false, COLOUR_RED, 2, 1 },
        { "2026-11-23 12:00", false, COLOUR_RED, 3, 1 }, { "2026-11-23 12:00", true, COLOUR_NONE, 0, 0 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        moment now = at(cases[i].now), done = cases[i].done ? end : 0;

        assert_row_int(i, deadline_colour(now, warn, red, done), cases[i].colour);
        assert_row_int(i, deadline_escalation(now, warn, red, DAY_SECONDS, done, false), cases[i].level);
        assert_row_int(i, deadline_escalation(now, warn, red, DAY_SECONDS, done, true), cases[i].planned);
    }
    assert_true(deadline_on_time(red, end));
    assert_true(deadline_on_time(red, red));
    assert_false(deadline_on_time(red, red + 1));
    assert_false(deadline_on_time(red, 0));
}

static void
periods_end_with_their_last_day(void **state)
{
    static const struct { enum deadline_period period; const char *t; int before; const char *want; } cases[] = {
        { PERIOD_WEEK, "2026-11-22 10:00", 0, "2026-11-23 00:00" },     /* Sunday itself */
        { PERIOD_WEEK, "2026-11-23 00:00", 0, "2026-11-30 00:00" },
        { PERIOD_MONTH, "2026-02-01 00:00", 0, "2026-03-01 00:00" },
        { PERIOD_QUARTER, "2026-11-22 10:00", 0, "2027-01-01 00:00" },
        { PERIOD_QUARTER, "2026-03-31 23:59", 0, "2026-04-01 00:00" },
        { PERIOD_YEAR, "2026-11-22 10:00", 61, "2026-11-01 00:00" },    /* SLA-38 reminds from November on */
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct deadline d = deadline_period_end(&a, cases[i].period, at(cases[i].t), cases[i].before, ZONE_CHINA);

        assert_row_int(i, d.due, at(cases[i].want));
        assert_row_int(i, sum(&d), d.due);
    }
    arena_free(&a);
}

static void
F416_important_customers_wait_half_as_long(void **state)
{
    static const struct { struct span from, want; } cases[] = {
        { { SPAN_HOURS, 2, false }, { SPAN_HOURS, 1, false } }, { { SPAN_HOURS, 72, false }, { SPAN_HOURS, 36, false } },
        { { SPAN_HOURS, 1, false }, { SPAN_MINUTES, 30, false } }, { { SPAN_WORKDAYS, 3, false }, { SPAN_WORKDAYS, 2, false } },
        { { SPAN_MINUTES, 15, false }, { SPAN_MINUTES, 8, false } },
    };
    struct arena a = { 0 };
    struct calendar c = shipped(&a);
    struct span two = span_halved((struct span){ SPAN_HOURS, 2, false });

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct span got = span_halved(cases[i].from);

        assert_row_int(i, got.unit, cases[i].want.unit);
        assert_row_int(i, got.count, cases[i].want.count);
    }
    assert_true(deadline_of(&a, two, at("2026-11-24 10:00"), &c, NULL, 0).due == at("2026-11-24 11:00"));
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(F013_spans_end_where_the_rules_say),
        cmocka_unit_test(F012_seven_days_end_on_day_seven_at_24),
        cmocka_unit_test(F012_workday_clocks_skip_holidays_and_name_them),
        cmocka_unit_test(F013_years_without_a_notice_are_told),
        cmocka_unit_test(F017_a_pause_moves_the_line_and_stands_apart),
        cmocka_unit_test(F013_overlapping_pauses_count_once),
        cmocka_unit_test(F013_the_steps_always_add_up_to_the_line),
        cmocka_unit_test(F013_the_plan_is_due_at_the_earlier_and_the_later_of_two),
        cmocka_unit_test(F013_lines_turn_yellow_then_red_and_climb),
        cmocka_unit_test(periods_end_with_their_last_day),
        cmocka_unit_test(F416_important_customers_wait_half_as_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
