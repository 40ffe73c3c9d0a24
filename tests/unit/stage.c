#include "tests/support.h"

#include "rules/stage.h"

#include <stdlib.h>
#include <string.h>

static const struct stage_limits limits = {
    .settling_months = 6, .stable_months = 24, .warranty_months = 24, .renewal_months = 48,
};

static day
on(const char *iso)
{
    day d = NO_DAY;

    if (*iso)
        assert_true(day_parse_iso(iso, &d));
    return d;
}

static struct home_dates
home(const char *subscribed, const char *signed_on, const char *delivered)
{
    return (struct home_dates){
        .subscribed = on(subscribed), .signed_on = on(signed_on), .delivered = on(delivered), .cancelled = NO_DAY,
        .moved_in = NO_DAY, .warranty_until = NO_DAY, .first_delivery = NO_DAY,
    };
}

static void
F006_life_stage_follows_the_handover_to_the_day(void **state)
{
    static const struct { const char *subscribed, *signed_on, *delivered, *today; enum life_stage want; } cases[] = {
        { "", "", "", "2026-11-22", LIFE_PROSPECT },
        { "2026-11-01", "", "", "2026-11-22", LIFE_PROSPECT },                      /* subscribed is still a prospect */
        { "2026-11-01", "2026-11-10", "", "2026-11-22", LIFE_PENDING },
        { "2026-11-01", "2026-12-10", "", "2026-11-22", LIFE_PROSPECT },            /* will sign */
        { "", "2025-01-05", "2026-12-31", "2026-11-22", LIFE_PENDING },             /* D lies ahead */
        { "", "2025-01-05", "2026-05-22", "2026-05-21", LIFE_PENDING },
        { "", "2025-01-05", "2026-05-22", "2026-05-22", LIFE_SETTLING },
        { "", "2025-01-05", "2026-05-22", "2026-11-21", LIFE_SETTLING },
        { "", "2025-01-05", "2026-05-22", "2026-11-22", LIFE_STABLE },              /* exactly six months */
        { "", "2025-01-05", "2026-05-22", "2028-05-21", LIFE_STABLE },
        { "", "2025-01-05", "2026-05-22", "2028-05-22", LIFE_VETERAN },             /* exactly two years */
        { "", "2025-01-05", "2026-08-31", "2027-02-28", LIFE_STABLE },              /* no 31 February */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct home_dates h = home(cases[i].subscribed, cases[i].signed_on, cases[i].delivered);

        assert_row_int(i, life_of_home(&h, on(cases[i].today), &limits), cases[i].want);
    }
    assert_false(life_is_owner(LIFE_PROSPECT));
    assert_true(life_is_owner(LIFE_PENDING) && life_is_owner(LIFE_VETERAN));
}

static void
F006_of_several_homes_the_oldest_stage_is_shown(void **state)
{
    struct home_dates homes[] = {
        home("", "2026-10-01", ""), home("", "2023-01-05", "2024-05-01"), home("", "2025-01-05", "2026-10-01"),
    };

    (void)state;
    assert_int_equal(life_of_customer(homes, 3, on("2026-11-22"), &limits), LIFE_VETERAN);
    assert_int_equal(life_of_customer(homes, 1, on("2026-11-22"), &limits), LIFE_PENDING);
    assert_int_equal(life_of_customer(NULL, 0, on("2026-11-22"), &limits), LIFE_PROSPECT);
    /* Each is worked out for itself. */
    assert_int_equal(life_of_home(&homes[2], on("2026-11-22"), &limits), LIFE_SETTLING);
}

static void
F006_whoever_gives_back_is_a_prospect_again(void **state)
{
    struct home_dates h = home("2024-01-01", "2024-02-01", "2024-05-01");

    (void)state;
    h.cancelled = on("2026-11-20");
    assert_int_equal(life_of_home(&h, on("2026-11-19"), &limits), LIFE_VETERAN);
    assert_int_equal(life_of_home(&h, on("2026-11-20"), &limits), LIFE_PROSPECT);
    assert_int_equal(stage_active(&h, on("2026-11-20"), &limits), STAGE_BIT(STAGE_MEET));
    /* The dates stay: what was is still known. */
    assert_int_equal(h.signed_on, on("2024-02-01"));
}

static void
F007_stages_run_side_by_side_and_one_is_shown(void **state)
{
    enum { M = STAGE_BIT(STAGE_MEET), C = STAGE_BIT(STAGE_CONTRACT), W = STAGE_BIT(STAGE_WAIT), H = STAGE_BIT(STAGE_HANDOVER),
           K = STAGE_BIT(STAGE_CARE), G = STAGE_BIT(STAGE_WARRANTY), A = STAGE_BIT(STAGE_ALONG) };
    static const struct {
        const char *subscribed, *signed_on, *delivered, *moved_in;
        unsigned active, done;
        enum service_stage shown;
    } cases[] = {                                           /* today is 2026-11-22 */
        { "", "", "", "", M, 0, STAGE_MEET },
        { "2026-11-20", "", "", "", M | C, 0, STAGE_CONTRACT },
        { "2026-11-20", "", "", "", M | C, C, STAGE_CONTRACT },         /* after subscribing the second step is shown */
        { "2026-11-01", "2026-11-10", "", "", W, 0, STAGE_WAIT },
        { "", "2025-01-05", "2026-10-01", "", H | K | G | A, 0, STAGE_ALONG },
        { "", "2025-01-05", "2026-10-01", "", H | K | G | A, A, STAGE_WARRANTY },
        { "", "2025-01-05", "2026-10-01", "2026-11-22", H | K | G | A, A | G | K, STAGE_HANDOVER },
        { "", "2025-01-05", "2026-10-01", "2026-11-21", K | G | A, A | G | K, STAGE_ALONG },     /* all done: the highest */
        { "", "2023-01-05", "2024-10-01", "2024-11-01", A, 0, STAGE_ALONG },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct home_dates h = home(cases[i].subscribed, cases[i].signed_on, cases[i].delivered);

        h.moved_in = on(cases[i].moved_in);
        assert_row_int(i, stage_active(&h, on("2026-11-22"), &limits), cases[i].active);
        assert_row_int(i, stage_shown(cases[i].active, cases[i].done), cases[i].shown);
    }
    assert_int_equal(stage_shown(0, 0), STAGE_NONE);
}

static void
F007_four_years_count_from_the_projects_first_delivery(void **state)
{
    struct home_dates h = home("", "2025-01-05", "2026-10-01");

    (void)state;
    h.first_delivery = on("2022-11-22");
    assert_false(stage_active(&h, on("2026-11-21"), &limits) & STAGE_BIT(STAGE_RENEWAL));
    assert_true(stage_active(&h, on("2026-11-22"), &limits) & STAGE_BIT(STAGE_RENEWAL));
    h.warranty_until = on("2026-11-21");
    assert_false(stage_active(&h, on("2026-11-22"), &limits) & STAGE_BIT(STAGE_WARRANTY));
    assert_true(stage_active(&h, on("2026-11-21"), &limits) & STAGE_BIT(STAGE_WARRANTY));
}

static void
F008_every_framework_counts_everybody_once(void **state)
{
    enum service_stage shown[5000];

    (void)state;
    srand(8);
    for (size_t i = 0; i < COUNT(shown); i++)
        shown[i] = (enum service_stage)(rand() % STAGE_COUNT);
    for (int f = 0; f < FRAMEWORK_COUNT; f++) {
        size_t counts[STAGE_COUNT], sum = 0;

        framework_count((enum framework)f, shown, COUNT(shown), counts);
        for (int step = 0; step < STAGE_COUNT; step++) {
            assert_true(step <= framework_steps((enum framework)f) || counts[step] == 0);
            sum += counts[step];
        }
        assert_int_equal(sum, COUNT(shown));
    }
}

static void
F008_stages_map_to_the_steps_of_the_other_frameworks(void **state)
{
    static const struct { enum service_stage stage; int five, property; } cases[] = {
        { STAGE_MEET, 1, 1 }, { STAGE_CONTRACT, 2, 1 }, { STAGE_WAIT, 3, 1 }, { STAGE_HANDOVER, 3, 1 },
        { STAGE_CARE, 4, 2 }, { STAGE_WARRANTY, 4, 4 }, { STAGE_ALONG, 5, 5 }, { STAGE_RENEWAL, 0, 0 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_row_int(i, framework_step(FRAMEWORK_SIX_TWO, cases[i].stage), cases[i].stage);
        assert_row_int(i, framework_step(FRAMEWORK_FIVE_STEP, cases[i].stage), cases[i].five);
        assert_row_int(i, framework_step(FRAMEWORK_PROPERTY, cases[i].stage), cases[i].property);
        for (int f = 0; f < FRAMEWORK_COUNT; f++) {
            int step = framework_step((enum framework)f, cases[i].stage);
            unsigned touched = framework_steps_touched((enum framework)f, cases[i].stage);

            assert_row_int(i, step == 0 ? touched == 0 : (touched >> step & 1) == 1, true);
        }
        assert_row_int(i, *stage_name(cases[i].stage) != '\0', true);
    }
    for (int f = 0; f < FRAMEWORK_COUNT; f++)
        for (int step = 0; step <= framework_steps((enum framework)f); step++)
            assert_true(*framework_step_name((enum framework)f, step) && *framework_name((enum framework)f));
    assert_int_equal(framework_steps_touched(FRAMEWORK_PROPERTY, STAGE_CARE), 1 << 2 | 1 << 3);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(F006_life_stage_follows_the_handover_to_the_day),
        cmocka_unit_test(F006_of_several_homes_the_oldest_stage_is_shown),
        cmocka_unit_test(F006_whoever_gives_back_is_a_prospect_again),
        cmocka_unit_test(F007_stages_run_side_by_side_and_one_is_shown),
        cmocka_unit_test(F007_four_years_count_from_the_projects_first_delivery),
        cmocka_unit_test(F008_every_framework_counts_everybody_once),
        cmocka_unit_test(F008_stages_map_to_the_steps_of_the_other_frameworks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
