#include "tests/support.h"

#include "base/money.h"

static void
money_is_understood_as_typed(void **state)
{
    static const struct { const char *typed; int64_t fen; } cases[] = {
        { "128w", 128000000 }, { "128万", 128000000 }, { "1.5亿", 15000000000 }, { "2,823,156.00", 282315600 },
        { "¥12.5", 1250 }, { "￥12.5", 1250 }, { "200元", 20000 }, { "128万元", 128000000 }, { "0", 0 }, { "12.34", 1234 },
        { "128.123456万", 128123456 }, { "-5", -500 }, { "１２８万", 128000000 }, { "２，８２３．５", 282350 }, { "12.500", 1250 },
        { " 3 元 ", 300 }, { "92233720368547758.07", INT64_MAX }, { "128W", 128000000 }, { "100元整", 10000 }, { "0.01", 1 },
    };
    static const char *const bad[] = {
        "", "元", "12.345", "1,23", "12,34.5", ",123", "1,2345", "12.", ".5", "1.2.3", "128ww", "92233720368547758.08",
        "99999999999999999999", "abc", "1e3", "128.1234567万", "--5", "1 2", "9999999999亿",
    };
    struct money m;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_row_int(i, money_typed(cases[i].typed, &m), true);
        assert_row_int(i, m.fen, cases[i].fen);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_row_int(i, money_typed(bad[i], &m), false);
}

static void
money_is_shown_and_read_back(void **state)
{
    static const struct { int64_t fen; const char *show, *plain; } cases[] = {
        { 0, "0.00", "0.00" }, { 5, "0.05", "0.05" }, { 99999, "999.99", "999.99" }, { 100000, "1,000.00", "1000.00" },
        { 282315600, "2,823,156.00", "2823156.00" }, { -282315601, "-2,823,156.01", "-2823156.01" }, { -5, "-0.05", "-0.05" },
        { INT64_MAX, "92,233,720,368,547,758.07", "92233720368547758.07" },
        { INT64_MIN, "-92,233,720,368,547,758.08", "-92233720368547758.08" },
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct money m = { cases[i].fen }, back;

        assert_row_string(i, money_show(&a, m), cases[i].show);
        assert_row_string(i, money_plain(&a, m), cases[i].plain);
        if (cases[i].fen == INT64_MIN)
            continue;
        assert_row_int(i, money_typed(cases[i].show, &back) && back.fen == m.fen, true);
        assert_row_int(i, money_typed(cases[i].plain, &back) && back.fen == m.fen, true);
    }
    arena_free(&a);
}

static void
arithmetic_rounds_half_up_and_knows_overflow(void **state)
{
    struct money m;

    (void)state;
    assert_true(money_times_area((struct money){ 2380000 }, (struct area){ 11862 }, &m));    /* 23,800 a square metre, 118.62 m2 */
    assert_int_equal(m.fen, 282315600);
    assert_true(money_times_area((struct money){ 1 }, (struct area){ 50 }, &m));
    assert_int_equal(m.fen, 1);
    assert_true(money_times_area((struct money){ 1 }, (struct area){ 49 }, &m));
    assert_int_equal(m.fen, 0);
    assert_false(money_times_area((struct money){ INT64_MAX }, (struct area){ 101 }, &m));
    assert_true(money_permille((struct money){ 1500 }, 1, &m));
    assert_int_equal(m.fen, 2);
    assert_true(money_permille((struct money){ -1500 }, 1, &m));
    assert_int_equal(m.fen, -2);
    assert_true(money_permille((struct money){ INT64_MAX }, 1000, &m));
    assert_true(m.fen == INT64_MAX);
    assert_true(money_add((struct money){ 1 }, (struct money){ 2 }, &m));
    assert_int_equal(m.fen, 3);
    assert_false(money_add((struct money){ INT64_MAX }, (struct money){ 1 }, &m));
}

static void
areas_and_numbers_are_understood_as_typed(void **state)
{
    static const struct { const char *typed; int64_t want; } areas[] = {
        { "118.62", 11862 }, { "118.62㎡", 11862 }, { "118平", 11800 }, { "118.6平方米", 11860 }, { "１１８．６２", 11862 }, { "118 m2", 11800 },
        { "1,118.62", 111862 }, { "0", 0 },
    };
    static const struct { const char *typed; int64_t want; } numbers[] = {
        { "12", 12 }, { "1,234", 1234 }, { "-7", -7 }, { "１２", 12 }, { "9223372036854775807", INT64_MAX },
    };
    static const char *const bad_areas[] = { "", "118.625", "-1", "118x", "平" };
    static const char *const bad_numbers[] = { "", "1.0", "12x", "1,23", "9223372036854775808", "-" };
    struct arena a = { 0 };
    struct area area;
    int64_t n;

    (void)state;
    for (size_t i = 0; i < COUNT(areas); i++)
        assert_row_int(i, area_typed(areas[i].typed, &area) ? area.hundredths : -1, areas[i].want);
    for (size_t i = 0; i < COUNT(numbers); i++)
        assert_row_int(i, number_typed(numbers[i].typed, &n) ? n : -99, numbers[i].want);
    for (size_t i = 0; i < COUNT(bad_areas); i++)
        assert_row_int(i, area_typed(bad_areas[i], &area), false);
    for (size_t i = 0; i < COUNT(bad_numbers); i++)
        assert_row_int(i, number_typed(bad_numbers[i], &n), false);
    assert_string_equal(area_show(&a, (struct area){ 11862 }), "118.62");
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_is_understood_as_typed),
        cmocka_unit_test(money_is_shown_and_read_back),
        cmocka_unit_test(arithmetic_rounds_half_up_and_knows_overflow),
        cmocka_unit_test(areas_and_numbers_are_understood_as_typed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
