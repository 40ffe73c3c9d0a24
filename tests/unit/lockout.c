#include "tests/support.h"

#include "rules/lockout.h"

#include <limits.h>

static const struct lockout_limits limits = { .free_tries = 3, .first_seconds = 5, .most_seconds = 900 };

static void
the_wait_grows_and_stays_bounded(void **state)
{
    static const struct { int failures; int64_t want; } cases[] = {
        { 0, 0 }, { 1, 0 }, { 3, 0 }, { 4, 5 }, { 5, 10 }, { 6, 20 }, { 10, 320 }, { 11, 640 }, { 12, 900 }, { 13, 900 }, { INT_MAX, 900 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_row_int(i, lockout_delay(cases[i].failures, &limits), cases[i].want);
        assert_row_int(i, lockout_until(cases[i].failures, 1000, &limits), 1000 + cases[i].want);
    }
    for (int n = 0; n < 200; n++)
        assert_true(lockout_delay(n + 1, &limits) >= lockout_delay(n, &limits));
}

static void
a_huge_bound_does_not_overflow(void **state)
{
    struct lockout_limits huge = { .free_tries = 0, .first_seconds = 1, .most_seconds = INT64_MAX };

    (void)state;
    assert_int_equal(lockout_delay(1, &huge), 1);
    assert_true(lockout_delay(100, &huge) == INT64_MAX);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_wait_grows_and_stays_bounded),
        cmocka_unit_test(a_huge_bound_does_not_overflow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
