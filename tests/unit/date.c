#include "tests/support.h"

#include "base/date.h"

#include <string.h>

static day
ymd(int year, int month, int mday)
{
    day d = 0;

    assert_true(day_from_civil(year, month, mday, &d));
    return d;
}

static void
days_and_civil_dates_are_each_others_inverse(void **state)
{
    int year = 1, month = 1, mday = 1;
    day first = ymd(1, 1, 1), last = ymd(9999, 12, 31);

    (void)state;
    assert_int_equal(ymd(1970, 1, 1), 0);
    assert_int_equal(ymd(2000, 3, 1), 11017);
    for (day d = first; d <= last; d++) {
        struct civil c = day_civil(d);
        day next;

        if (c.year != year || c.month != month || c.mday != mday)
            fail_msg("day %d is %d-%d-%d, want %d-%d-%d", d, c.year, c.month, c.mday, year, month, mday);
        if (day_from_civil(year, month, mday + 1, &next)) {
            mday++;
        } else {
            mday = 1;
            month = month % 12 + 1;
            year += month == 1;
        }
    }
    assert_int_equal(year, 10000);
}

static void
days_that_do_not_exist_are_refused(void **state)
{
    static const int cases[][3] = {
        { 2025, 2, 29 }, { 1900, 2, 29 }, { 2024, 4, 31 }, { 2024, 13, 1 }, { 2024, 0, 1 },
        { 2024, 1, 0 }, { 2024, 1, 32 }, { 0, 1, 1 }, { 10000, 1, 1 },
    };
    day d = 77;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_row_int(i, day_from_civil(cases[i][0], cases[i][1], cases[i][2], &d), false);
    assert_int_equal(d, 77);
    assert_true(day_from_civil(2000, 2, 29, &d));
}

static void
F012_months_go_to_the_same_day_or_the_last(void **state)
{
    static const struct { int from[3], months, to[3]; } cases[] = {
        { { 2026, 3, 31 }, 3, { 2026, 6, 30 } },        /* the acceptance case */
        { { 2026, 1, 31 }, 1, { 2026, 2, 28 } },
        { { 2024, 1, 31 }, 1, { 2024, 2, 29 } },
        { { 2024, 2, 29 }, 12, { 2025, 2, 28 } },
        { { 2026, 11, 15 }, 2, { 2027, 1, 15 } },
        { { 2026, 6, 30 }, -3, { 2026, 3, 30 } },
        { { 2026, 1, 15 }, -1, { 2025, 12, 15 } },
        { { 2026, 5, 5 }, 0, { 2026, 5, 5 } },
        { { 2026, 12, 31 }, 48, { 2030, 12, 31 } },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_row_int(i, day_add_months(ymd(cases[i].from[0], cases[i].from[1], cases[i].from[2]), cases[i].months),
                       ymd(cases[i].to[0], cases[i].to[1], cases[i].to[2]));
}

static void
weekdays_begin_on_monday(void **state)
{
    (void)state;
    assert_int_equal(day_weekday(ymd(2026, 11, 22)), 7);
    assert_int_equal(day_weekday(ymd(2026, 11, 23)), 1);
    assert_int_equal(day_weekday(ymd(1969, 12, 31)), 3);
    assert_string_equal(day_weekday_name(ymd(2026, 11, 22)), "Sun");
}

static void
moments_are_split_in_the_companys_zone(void **state)
{
    moment t = moment_at(ymd(2026, 11, 22), 9 * 3600 + 40 * 60, ZONE_CHINA);
    struct civil c = moment_civil(t, ZONE_CHINA);

    (void)state;
    assert_int_equal(t, 1795311600);
    assert_int_equal(c.mday, 22);
    assert_int_equal(c.hour, 9);
    assert_int_equal(c.minute, 40);
    /* Just before the company's midnight it is still yesterday there. */
    assert_int_equal(moment_day(moment_at(ymd(2026, 11, 22), 0, ZONE_CHINA) - 1, ZONE_CHINA), ymd(2026, 11, 21));
    assert_int_equal(moment_second(-1, 0), 86399);
    assert_int_equal(moment_day(-1, 0), -1);
}

static void
iso_is_read_strictly_and_written_back(void **state)
{
    static const struct { const char *in, *want; } good[] = {
        { "2026-11-22T09:40:00+08:00", "2026-11-22T09:40:00+08:00" },
        { "2026-11-22 09:40", "2026-11-22T09:40:00+08:00" },
        { "2026-11-22T01:40:00Z", "2026-11-22T09:40:00+08:00" },
        { "2026-11-22T01:40:07+0000", "2026-11-22T09:40:07+08:00" },
        { "1969-12-31T23:59:59-05:30", "1970-01-01T13:29:59+08:00" },
    };
    static const char *const bad[] = {
        "", "2026-11-22", "2026-11-22T09", "2026-11-22T24:00", "2026-11-22T09:60", "2026-02-29T09:00",
        "2026-11-22T09:40:00+8", "2026-11-22T09:40 ", "2026-11-22T09:40:00+08:00x", "26-11-22T09:40",
    };
    static const char *const bad_days[] = { "2026-1-05", "2026-02-30", "2026-11-22 ", " 2026-11-22", "20261122", "", "2026-11-2" };
    struct arena a = { 0 };
    moment t;
    day d;

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        assert_row_int(i, moment_parse_iso(good[i].in, ZONE_CHINA, &t), true);
        assert_row_string(i, moment_iso(&a, t, ZONE_CHINA), good[i].want);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_row_int(i, moment_parse_iso(bad[i], ZONE_CHINA, &t), false);
    for (size_t i = 0; i < COUNT(bad_days); i++)
        assert_row_int(i, day_parse_iso(bad_days[i], &d), false);
    assert_true(day_parse_iso("2026-11-22", &d));
    assert_string_equal(day_iso(&a, d), "2026-11-22");
    arena_free(&a);
}

static void
people_read_short_dates(void **state)
{
    struct arena a = { 0 };
    moment now = moment_at(ymd(2026, 11, 22), 9 * 3600, ZONE_CHINA);

    (void)state;
    assert_string_equal(moment_show(&a, now + 40 * 60, now, ZONE_CHINA), "11-22 09:40");
    assert_string_equal(moment_show(&a, moment_at(ymd(2027, 1, 3), 60, ZONE_CHINA), now, ZONE_CHINA), "2027-01-03 00:01");
    assert_string_equal(day_show(&a, ymd(2026, 2, 3), ymd(2026, 11, 22)), "02-03");
    assert_string_equal(day_show(&a, ymd(2025, 12, 31), ymd(2026, 1, 1)), "2025-12-31");
    arena_free(&a);
}

static void
spans_have_two_units_at_most(void **state)
{
    static const struct { int64_t seconds; const char *want; } cases[] = {
        { 0, "0s" }, { 59, "59s" }, { 1200, "20min" }, { 4 * 3600, "4h" }, { 5400, "1h 30min" },
        { 2 * 86400, "2d" }, { 2 * 86400 + 3 * 3600 + 59, "2d 3h" }, { -1200, "-20min" }, { 86400 + 60, "1d" },
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_row_string(i, span_show(&a, cases[i].seconds), cases[i].want);
    arena_free(&a);
}

/* Today is Sunday, 22 November 2026. */
static const struct { const char *typed, *want; } typed_days[] = {
    { "28", "2026-11-28" }, { "22", "2026-11-22" }, { "21", "2026-12-21" }, { "31", "2026-12-31" },
    { "1128", "2026-11-28" }, { "0103", "2026-01-03" }, { "20261128", "2026-11-28" },
    { "2026-11-28", "2026-11-28" }, { "2027/1/3", "2027-01-03" }, { "11-28", "2026-11-28" }, { "11/28", "2026-11-28" },
    { "1.5", "2026-01-05" }, { "11月28日", "2026-11-28" }, { "11月28", "2026-11-28" }, { "28日", "2026-11-28" },
    { "28号", "2026-11-28" }, { "2026年3月5日", "2026-03-05" },
    { "+3", "2026-11-25" }, { "-1", "2026-11-21" }, { "+0", "2026-11-22" },
    { "w5", "2026-11-27" }, { "w7", "2026-11-22" }, { "W1", "2026-11-23" },
    { "今", "2026-11-22" }, { "明", "2026-11-23" }, { "明天", "2026-11-23" }, { "后天", "2026-11-24" },
    { "大后天", "2026-11-25" }, { "昨", "2026-11-21" },
    { "周五", "2026-11-27" }, { "周日", "2026-11-22" }, { "星期天", "2026-11-22" }, { "下周五", "2026-11-27" },
    { "下周日", "2026-11-29" }, { "本周五", "2026-11-20" }, { "下下周一", "2026-11-30" },
    { "　１１２８ ", "2026-11-28" }, { "１１－２８", "2026-11-28" }, { "＋３", "2026-11-25" },
};

static void
days_are_understood_as_typed(void **state)
{
    static const char *const bad[] = {
        "", " ", "0", "32", "1131", "0229", "2026", "928", "w8", "w", "周", "周八", "下", "11-", "-", "+", "+x", "11-28-", "abc",
        "2026-11/28", "2026-13-01", "1128 1530", "明后", "20260230", "99999999999999999999",
        "2026-11-28-2026-11-28-2026-11-28-2026-11-28-2026-11-28-2026-11-28-2026-11-28",
    };
    struct arena a = { 0 };
    day d = 0, today = ymd(2026, 11, 22);

    (void)state;
    for (size_t i = 0; i < COUNT(typed_days); i++) {
        assert_row_int(i, day_typed(typed_days[i].typed, today, &d), true);
        assert_row_string(i, day_iso(&a, d), typed_days[i].want);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_row_int(i, day_typed(bad[i], today, &d), false);
    /* The coming 29th of a February that has none, and of one that has. */
    assert_true(day_typed("29", ymd(2026, 1, 30), &d));
    assert_string_equal(day_iso(&a, d), "2026-03-29");
    assert_true(day_typed("29", ymd(2028, 1, 30), &d));
    assert_string_equal(day_iso(&a, d), "2028-02-29");
    arena_free(&a);
}

static void
files_write_full_dates_in_many_ways(void **state)
{
    static const char *const good[] = {
        "2026-03-05", "2026/3/5", "2026.3.5", "2026年3月5日", "20260305", "2026-3-5", "２０２６年３月５日", " 2026/03/05 ",
        "2026-03-05 00:00:00", "2026/3/5 0:00",
    };
    static const char *const bad[] = { "", "3-5", "28", "2026-02-30", "26/3/5", "明天", "2026年3月", "2026-03-05 12:00", "45000" };
    struct arena a = { 0 };
    day d;

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        assert_row_int(i, day_read(good[i], &d), true);
        assert_row_string(i, day_iso(&a, d), "2026-03-05");
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_row_int(i, day_read(bad[i], &d), false);
    arena_free(&a);
}

static void
times_of_day_are_understood(void **state)
{
    static const struct { const char *typed; int want; } cases[] = {
        { "9", 540 }, { "930", 570 }, { "0930", 570 }, { "9:30", 570 }, { "9点半", 570 }, { "15:05", 905 }, { "下午3点", 900 },
        { "0", 0 }, { "23:59", 1439 }, { "9点", 540 }, { "9点05分", 545 }, { "9点一刻", 555 }, { "上午9点半", 570 },
        { "晚上8点", 1200 }, { "中午12点", 720 }, { "中午1点", 780 }, { "下午3:30", 930 }, { "１５：０５", 905 }, { "15:05:00", 905 },
        { "凌晨12点", 0 },
    };
    static const char *const bad[] = { "", "24", "2400", "9:3", "9:60", "960", "12345", "点", "下午", "9点x", "3pm", "-1", "9:30:15" };
    int m;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_row_int(i, clock_typed(cases[i].typed, &m), true);
        assert_row_int(i, m, cases[i].want);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_row_int(i, clock_typed(bad[i], &m), false);
}

static void
moments_are_understood_as_typed(void **state)
{
    /* Now is Sunday 2026-11-22 14:00. */
    static const struct { const char *typed, *want; } cases[] = {
        { "1530", "2026-11-22T15:30:00+08:00" }, { "9", "2026-11-23T09:00:00+08:00" }, { "1400", "2026-11-22T14:00:00+08:00" },
        { "明 10", "2026-11-23T10:00:00+08:00" }, { "1128 1530", "2026-11-28T15:30:00+08:00" },
        { "2026-11-28 15:30", "2026-11-28T15:30:00+08:00" }, { "+15", "2026-11-22T14:15:00+08:00" },
        { "+2h", "2026-11-22T16:00:00+08:00" }, { "+3天", "2026-11-25T14:00:00+08:00" }, { "明", "2026-11-23T09:00:00+08:00" },
        { "28", "2026-11-28T09:00:00+08:00" }, { "11-28", "2026-11-28T09:00:00+08:00" }, { "周五 下午3点", "2026-11-27T15:00:00+08:00" },
        { "明天下午3点", "2026-11-23T15:00:00+08:00" }, { "11月28日15:30", "2026-11-28T15:30:00+08:00" },
        { "w5 930", "2026-11-27T09:30:00+08:00" }, { "明10", "2026-11-23T10:00:00+08:00" }, { "下午3点", "2026-11-22T15:00:00+08:00" },
    };
    static const char *const bad[] = { "", "x", "明 x", "1128 2530", "+", "+h", "明天明天", " ", "32 9" };
    struct arena a = { 0 };
    moment t, now = moment_at(ymd(2026, 11, 22), 14 * 3600, ZONE_CHINA);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_row_int(i, moment_typed(cases[i].typed, now, ZONE_CHINA, &t), true);
        assert_row_string(i, moment_iso(&a, t, ZONE_CHINA), cases[i].want);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_row_int(i, moment_typed(bad[i], now, ZONE_CHINA, &t), false);
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_civil_dates_are_each_others_inverse),
        cmocka_unit_test(days_that_do_not_exist_are_refused),
        cmocka_unit_test(F012_months_go_to_the_same_day_or_the_last),
        cmocka_unit_test(weekdays_begin_on_monday),
        cmocka_unit_test(moments_are_split_in_the_companys_zone),
        cmocka_unit_test(iso_is_read_strictly_and_written_back),
        cmocka_unit_test(people_read_short_dates),
        cmocka_unit_test(spans_have_two_units_at_most),
        cmocka_unit_test(days_are_understood_as_typed),
        cmocka_unit_test(files_write_full_dates_in_many_ways),
        cmocka_unit_test(times_of_day_are_understood),
        cmocka_unit_test(moments_are_understood_as_typed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
