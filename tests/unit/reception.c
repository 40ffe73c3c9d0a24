#include "tests/support.h"

#include "rules/reception.h"

#include <string.h>

/* The company's numbers as the rules give them. */
static const struct reception_limits limits = {
    .answer_rings = 3, .forward_rings = 6, .seconds_per_ring = 5,
    .call_warn_seconds = 8 * 60, .call_limit_seconds = 10 * 60, .call_back_seconds = 15 * 60,
};

enum { ALL_STEPS = (1 << CALL_STEPS) - 1 };

static const moment morning = 1795312800;       /* 2026-11-22 10:00 +08:00 */

/* A call with nothing left to ask. */
static struct call
whole_call(void)
{
    return (struct call){
        .outcome = CALL_ANSWERED, .rings = 2, .answered_at = morning, .ended_at = morning + 300, .type = CALLER_FIRST,
        .steps = ALL_STEPS, .contact = CONTACT_LEFT, .invitation = INVITATION_BOOKED, .viewing_at = morning + DAY_SECONDS,
        .next = NEXT_VIEWING,
    };
}

static struct walk_in
whole_visit(void)
{
    return (struct walk_in){
        .name = "王", .contact = CONTACT_LEFT, .occupation = "1", .came_at = morning, .focuses = 1, .needs = "车位",
        .first_visit = true, .topics = 0x7F, .card_given = true,
    };
}

static bool
lacks(const struct lack *list, size_t count, const char *field)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].field, field) == 0)
            return true;
    return false;
}

static void
F101_from_the_fourth_ring_on_a_call_is_marked(void **state)
{
    static const struct { int rings; int64_t seconds; unsigned want; } cases[] = {
        { 3, 0, 0 }, { 4, 0, CALL_OVER_RINGS }, { 0, 15, 0 }, { 0, 16, CALL_OVER_RINGS }, { 6, 0, CALL_OVER_RINGS },
        { 7, 0, CALL_OVER_RINGS | CALL_OVER_FORWARD }, { 0, 0, 0 }, { 2, 60, 0 },      /* what was counted goes before seconds */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct call call = whole_call();

        call.rings = cases[i].rings;
        call.ringing_seconds = cases[i].seconds;
        assert_row_int(i, call_flags(&call, morning, &limits), cases[i].want);
    }
}

static void
F101_late_long_refused_and_not_fixed_is_marked_thrice_and_wants_a_next_call(void **state)
{
    struct call call = whole_call();
    struct lack list[LACKS_MOST];
    size_t count;

    (void)state;
    call.rings = 4;
    call.ended_at = call.answered_at + 11 * 60 + 20;
    call.contact = CONTACT_REFUSED;
    call.refusal = "不想被打扰";
    call.invitation = INVITATION_NOT_FIXED;
    call.viewing_at = 0;
    call.next = NEXT_CALL;
    assert_int_equal(call_flags(&call, call.ended_at, &limits), CALL_OVER_RINGS | CALL_OVER_TIME | CALL_CONTACT_REFUSED);
    count = call_missing(&call, list);
    assert_int_equal(count, 1);
    assert_string_equal(list[0].field, "next_call_at");
    call.next_call_at = morning + DAY_SECONDS;
    assert_int_equal(call_missing(&call, list), 0);
}

static void
F102_the_clock_turns_yellow_at_eight_and_red_at_ten_minutes(void **state)
{
    static const struct { int64_t seconds; enum deadline_colour want; bool over; } cases[] = {
        { 0, COLOUR_NONE, false }, { 479, COLOUR_NONE, false }, { 480, COLOUR_YELLOW, false }, { 599, COLOUR_YELLOW, false },
        { 600, COLOUR_RED, false }, { 601, COLOUR_RED, true }, { 680, COLOUR_RED, true },
    };
    struct call call = whole_call();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        call.ended_at = 0;
        assert_row_int(i, call_seconds(&call, morning + cases[i].seconds), cases[i].seconds);
        assert_row_int(i, call_colour(&call, morning + cases[i].seconds, &limits), cases[i].want);
        /* Ended, it stays as it was, whatever the time. */
        call.ended_at = morning + cases[i].seconds;
        assert_row_int(i, call_colour(&call, morning + 5000, &limits), cases[i].seconds ? cases[i].want : COLOUR_NONE);
        assert_row_int(i, (call_flags(&call, morning + 5000, &limits) & CALL_OVER_TIME) != 0, cases[i].over);
    }
    call.answered_at = 0;
    assert_int_equal(call_colour(&call, morning + 5000, &limits), COLOUR_NONE);
}

static void
F102_other_limits_are_obeyed(void **state)
{
    struct reception_limits strict = limits;
    struct call call = whole_call();

    (void)state;
    strict.call_limit_seconds = 200;
    strict.answer_rings = 1;
    assert_int_equal(call_flags(&call, morning, &strict), CALL_OVER_RINGS | CALL_OVER_TIME);
}

static void
F105_a_known_number_takes_the_branch_without_introduction(void **state)
{
    (void)state;
    assert_int_equal(caller_type_for(true), CALLER_REPEAT);
    assert_int_equal(caller_type_for(false), CALLER_FIRST);
    assert_true(call_shows_introduction(CALLER_FIRST));
    assert_false(call_shows_introduction(CALLER_REPEAT));
    assert_string_not_equal(call_step_name(CALL_INTRODUCED, CALLER_FIRST), call_step_name(CALL_INTRODUCED, CALLER_REPEAT));
}

static void
F105_steps_not_done_are_named_at_the_end(void **state)
{
    struct call call = whole_call();

    (void)state;
    assert_int_equal(call_steps_undone(&call), 0);
    call.steps = 1 << CALL_GREETED | 1 << CALL_PURPOSE;
    assert_int_equal(call_steps_undone(&call), ALL_STEPS & ~(1 << CALL_GREETED | 1 << CALL_PURPOSE));
    call.type = CALLER_REPEAT;      /* asking what else is unclear is part of the answer then */
    assert_int_equal(call_steps_undone(&call), ALL_STEPS & ~(1 << CALL_GREETED | 1 << CALL_PURPOSE | 1 << CALL_MORE_QUESTIONS));
    call.outcome = CALL_MISSED;
    assert_int_equal(call_steps_undone(&call), 0);
    for (int step = 0; step < CALL_STEPS; step++)
        assert_true(*call_step_name((enum call_step)step, CALLER_FIRST) != '\0');
}

static void
F108_a_refused_contact_wants_a_reason(void **state)
{
    static const struct { enum contact_state contact; const char *refusal, *field; } cases[] = {
        { CONTACT_OPEN, NULL, "contact" }, { CONTACT_REFUSED, NULL, "contact_refusal" }, { CONTACT_REFUSED, "", "contact_refusal" },
        { CONTACT_REFUSED, "不愿说", NULL }, { CONTACT_LEFT, NULL, NULL },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct call call = whole_call();
        struct lack list[LACKS_MOST];

        call.contact = cases[i].contact;
        call.refusal = cases[i].refusal;
        size_t count = call_missing(&call, list);

        assert_row_int(i, count, cases[i].field != NULL);
        if (count)
            assert_row_string(i, list[0].field, cases[i].field);
    }
}

static void
F107_a_viewing_or_a_next_call_must_be_dated(void **state)
{
    static const struct { enum invitation invitation; enum next_step next; moment viewing, call; const char *field; } cases[] = {
        { INVITATION_BOOKED, NEXT_VIEWING, 0, 0, "viewing_at" }, { INVITATION_BOOKED, NEXT_VIEWING, 1, 0, NULL },
        { INVITATION_NOT_FIXED, NEXT_CALL, 0, 0, "next_call_at" }, { INVITATION_NOT_FIXED, NEXT_CALL, 0, 1, NULL },
        { INVITATION_NOT_FIXED, NEXT_NO_MORE, 0, 0, "next_call_at" }, { INVITATION_NONE, NEXT_CALL, 0, 0, "next_call_at" },
        { INVITATION_NONE, NEXT_NO_MORE, 0, 0, NULL }, { INVITATION_OPEN, NEXT_NO_MORE, 0, 0, "invitation" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct call call = whole_call();
        struct lack list[LACKS_MOST];

        call.invitation = cases[i].invitation;
        call.next = cases[i].next;
        call.viewing_at = cases[i].viewing;
        call.next_call_at = cases[i].call;
        size_t count = call_missing(&call, list);

        assert_row_int(i, count, cases[i].field != NULL);
        if (count)
            assert_row_string(i, list[0].field, cases[i].field);
    }
}

static void
F110_an_open_question_is_due_in_fifteen_minutes_or_as_agreed(void **state)
{
    struct question asked = { .text = "学区", .asked_at = morning };
    moment due = question_due(&asked, &limits);

    (void)state;
    assert_true(due == morning + 15 * 60);
    assert_int_equal(deadline_colour(due - 1, due, due, 0), COLOUR_NONE);
    assert_int_equal(deadline_colour(due, due, due, 0), COLOUR_RED);
    assert_int_equal(deadline_escalation(due, due, due, DAY_SECONDS, 0, false), 2);
    asked.promised_at = morning + 7200;
    assert_true(question_due(&asked, &limits) == morning + 7200);
}

static void
F111_without_a_next_step_a_call_stays_open(void **state)
{
    struct call call = whole_call();
    struct lack list[LACKS_MOST];

    (void)state;
    call.next = NEXT_OPEN;
    assert_int_equal(call_missing(&call, list), 1);
    assert_string_equal(list[0].field, "next_step");
    assert_string_equal(list[0].rule, "RCP-16");
    call.outcome = CALL_WRONG_NUMBER;
    assert_int_equal(call_missing(&call, list), 0);
    call.outcome = CALL_FORWARDED;
    assert_int_equal(call_missing(&call, list), 1);
}

static void
F111_an_empty_call_names_everything_in_the_order_of_the_form(void **state)
{
    struct call call = { .outcome = CALL_ANSWERED };
    struct lack list[LACKS_MOST];

    (void)state;
    assert_int_equal(call_missing(&call, list), 4);
    assert_string_equal(list[0].field, "caller_type");
    assert_string_equal(list[3].field, "next_step");
    /* The most that can be missing at once fits. */
    call.contact = CONTACT_REFUSED;
    call.invitation = INVITATION_BOOKED;
    call.next = NEXT_CALL;
    assert_true(call_missing(&call, list) <= LACKS_MOST);
}

static void
F116_the_six_elements_are_wanted_and_named(void **state)
{
    static const char *const fields[] = { "name", "contact", "occupation", "came_at", "focus", "needs" };
    struct walk_in empty = { 0 };
    struct lack list[LACKS_MOST];

    (void)state;
    assert_int_equal(walk_in_missing(&empty, list), COUNT(fields));
    for (size_t i = 0; i < COUNT(fields); i++) {
        struct walk_in visit = whole_visit();

        switch (i) {
        case 0: visit.name = ""; break;
        case 1: visit.contact = CONTACT_OPEN; break;
        case 2: visit.occupation = NULL; break;
        case 3: visit.came_at = 0; break;
        case 4: visit.focuses = 0; break;
        default: visit.needs = ""; break;
        }
        assert_row_int(i, walk_in_missing(&visit, list), 1);
        assert_row_int(i, lacks(list, 1, fields[i]), true);
    }
}

static void
F116_a_refused_contact_and_an_undisclosed_occupation_can_be_saved(void **state)
{
    struct walk_in visit = whole_visit();
    struct lack list[LACKS_MOST];

    (void)state;
    visit.contact = CONTACT_REFUSED;
    visit.occupation = "8";
    assert_int_equal(walk_in_missing(&visit, list), 0);
}

static void
F117_open_questions_are_counted_and_owed(void **state)
{
    struct question asked[] = {
        { "贷款", morning, true, 0 }, { "学区", morning, false, 0 }, { "车位", morning + 60, false, morning + 9000 },
    };

    (void)state;
    assert_int_equal(questions_open(asked, COUNT(asked)), 2);
    assert_int_equal(questions_open(asked, 1), 0);
    assert_int_equal(questions_open(NULL, 0), 0);
    assert_true(question_due(&asked[2], &limits) == morning + 9000);
}

static void
F121_a_first_visit_without_all_seven_topics_is_marked(void **state)
{
    struct walk_in visit = whole_visit();

    (void)state;
    assert_false(walk_in_briefed_in_part(&visit, 7));
    visit.topics = 0x3F;
    assert_true(walk_in_briefed_in_part(&visit, 7));
    visit.first_visit = false;
    assert_false(walk_in_briefed_in_part(&visit, 7));
}

static void
F126_a_first_visitor_without_card_and_channels_is_listed(void **state)
{
    struct walk_in visit = whole_visit();

    (void)state;
    assert_false(walk_in_untold(&visit));
    visit.card_given = false;
    assert_true(walk_in_untold(&visit));
    visit.channels_told = true;
    assert_false(walk_in_untold(&visit));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(F101_from_the_fourth_ring_on_a_call_is_marked),
        cmocka_unit_test(F101_late_long_refused_and_not_fixed_is_marked_thrice_and_wants_a_next_call),
        cmocka_unit_test(F102_the_clock_turns_yellow_at_eight_and_red_at_ten_minutes),
        cmocka_unit_test(F102_other_limits_are_obeyed),
        cmocka_unit_test(F105_a_known_number_takes_the_branch_without_introduction),
        cmocka_unit_test(F105_steps_not_done_are_named_at_the_end),
        cmocka_unit_test(F107_a_viewing_or_a_next_call_must_be_dated),
        cmocka_unit_test(F108_a_refused_contact_wants_a_reason),
        cmocka_unit_test(F110_an_open_question_is_due_in_fifteen_minutes_or_as_agreed),
        cmocka_unit_test(F111_without_a_next_step_a_call_stays_open),
        cmocka_unit_test(F111_an_empty_call_names_everything_in_the_order_of_the_form),
        cmocka_unit_test(F116_the_six_elements_are_wanted_and_named),
        cmocka_unit_test(F116_a_refused_contact_and_an_undisclosed_occupation_can_be_saved),
        cmocka_unit_test(F117_open_questions_are_counted_and_owed),
        cmocka_unit_test(F121_a_first_visit_without_all_seven_topics_is_marked),
        cmocka_unit_test(F126_a_first_visitor_without_card_and_channels_is_listed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
