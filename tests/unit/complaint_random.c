/* Any story of a complaint under any policies: the explanations add up, and the rules that hold for all hold. */
#include "tests/clocks.h"

static unsigned
draw(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 8) % below;
}

static void
random_policies(unsigned *seed, struct complaint_policies *p)
{
    p->response = (enum complaint_response)draw(seed, 3);
    p->plan = (enum complaint_plan)draw(seed, 3);
    p->contact = (enum complaint_contact)draw(seed, 3);
    p->onsite = (enum complaint_onsite)draw(seed, 2);
    p->fast_percent = 1 + (int)draw(seed, 100);
    if (draw(seed, 2))
        p->contact_open.warn = p->contact_open.red = (struct span){ SPAN_OPEN_MINUTES, 1 + draw(seed, 700), false };
}

static void
random_states(unsigned *seed, struct complaint_state *states, size_t count)
{
    moment t = clocks_at("2024-01-01 00:00") + (moment)draw(seed, 1000) * DAY_SECONDS + draw(seed, DAY_SECONDS);

    for (size_t i = 0; i < count; i++) {
        states[i] = (struct complaint_state){
            .at = t, .class = (enum complaint_class)(1 + draw(seed, 4)),
            .severity = (enum complaint_severity)draw(seed, SEVERITIES),
            .urgent = draw(seed, 3) == 0, .important = draw(seed, 3) == 0,
        };
        t += draw(seed, draw(seed, 2) ? 4000 : 900000);
    }
}

static void
check_random(size_t row, const struct complaint_case *k, const struct complaint_clocks *got)
{
    for (int i = 0; i < COMPLAINT_CLOCKS; i++) {
        const struct complaint_clock *clock = &got->clock[i];
        moment now = clock->red.due;

        if (clock->state == CLOCK_IS_ABSENT)
            continue;
        assert_row_int(row, clocks_add_up(&clock->warn) && clocks_add_up(&clock->red), true);
        assert_row_int(row, clock->warn.due <= clock->red.due, true);
        assert_row_int(row, clock->done, k->kept[i].done);
        if (clock->state == CLOCK_IS_RUNNING) {
            assert_row_int(row, complaint_colour(clock, now), COLOUR_RED);
            assert_row_int(row, complaint_colour(clock, clock->warn.due - 1), COLOUR_NONE);
        } else {
            assert_row_int(row, complaint_colour(clock, now), COLOUR_NONE);
        }
    }
}

/* Rule 4: what the last change newly asks, or asks sooner than before, lies behind that change; what was late and is
 * counted anew is not counted from the change. */
static void
check_last_change(size_t row, const struct complaint_case *k, const struct complaint_clocks *before,
                  const struct complaint_clocks *after)
{
    moment changed = k->states[k->nstates - 1].at;

    for (int i = 0; i < COMPLAINT_CLOCKS; i++) {
        const struct complaint_clock *x = &before->clock[i], *y = &after->clock[i];

        if (y->state != CLOCK_IS_RUNNING || i == CLOCK_PROGRESS || (i == CLOCK_SOLUTION && k->promised != 0))
            continue;
        /* Contact is asked by class and by urgency: one may have been late and left before the other came. */
        if (i == CLOCK_CONTACT && k->nstates > 2)
            continue;
        if (x->state == CLOCK_IS_ABSENT || (x->state == CLOCK_IS_RUNNING && y->red.due < x->red.due))
            assert_row_int(row, y->red.due > changed, true);
        if (x->state == CLOCK_IS_RUNNING && x->red.due <= changed && i != CLOCK_ONSITE && i != CLOCK_CONTACT)
            assert_row_int(row, y->red.start != changed || x->red.start == changed, true);
    }
}

static void
F013_ten_thousand_explanations_add_up(void **state)
{
    struct arena a = { 0 }, kept = { 0 };
    struct calendar c = clocks_calendar(&kept);
    unsigned seed = 411;

    (void)state;
    for (size_t row = 0; row < 10000; row++) {
        struct complaint_policies p = clocks_policies();
        struct complaint_state states[4];
        struct pause pauses[COMPLAINT_CLOCKS][3];
        struct complaint_case k = { .states = states, .nstates = 1 + draw(&seed, COUNT(states)) };
        struct complaint_clocks got;

        assert_true(calendar_set_hours(&c, draw(&seed, 2) ? "09:00-18:00" : "08:30-12:00,13:30-17:45"));
        random_policies(&seed, &p);
        random_states(&seed, states, COUNT(states));
        for (int i = 0; i < COMPLAINT_CLOCKS; i++) {
            k.kept[i].pauses = pauses[i];
            k.kept[i].npauses = draw(&seed, 4);
            k.kept[i].done = draw(&seed, 4) ? 0 : states[0].at + draw(&seed, 900000);
            for (size_t j = 0; j < k.kept[i].npauses; j++) {
                pauses[i][j].from = states[0].at + draw(&seed, 500000) - 20000;
                pauses[i][j].to = pauses[i][j].from + draw(&seed, 400000);
                pauses[i][j].who = "业主";
            }
        }
        k.progress_at = draw(&seed, 3) ? 0 : states[0].at + draw(&seed, 900000);
        k.promised = draw(&seed, 5) ? 0 : states[0].at + draw(&seed, 2000000);
        got = complaint_clocks_of(&a, &k, &p, &c);
        check_random(row, &k, &got);
        if (k.nstates > 1) {
            struct complaint_case earlier = k;
            struct complaint_clocks before;

            earlier.nstates--;
            before = complaint_clocks_of(&a, &earlier, &p, &c);
            check_last_change(row, &k, &before, &got);
        }
        arena_reset(&a);
    }
    arena_free(&a);
    arena_free(&kept);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(F013_ten_thousand_explanations_add_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
