/* The clocks of the hotline. The large table is complaint_cases.csv, worked out by complaint_cases.py. */
#include "tests/clocks.h"

#include <stdlib.h>
#include <string.h>

static bool
has_step(const struct deadline *d, const char *label)
{
    for (size_t i = 0; i < d->count; i++)
        if (strcmp(d->steps[i].label, label) == 0)
            return true;
    return false;
}

static void
assert_line(size_t row, struct arena *a, moment got, const char *want)
{
    assert_row_string(row, moment_iso(a, got, ZONE_CHINA), moment_iso(a, clocks_at(want), ZONE_CHINA));
}

/* ---- the samples of the trade's own book ---------------------------------------------------------------- */

static struct complaint_state
received(const char *iso)
{
    return (struct complaint_state){ .at = clocks_at(iso), .class = COMPLAINT_COMPLAINT };
}

static struct complaint_clocks
clocks(struct arena *a, const struct complaint_state *states, size_t count)
{
    struct calendar c = clocks_calendar(a);
    struct complaint_policies p = clocks_policies();
    struct complaint_case k = { .states = states, .nstates = count };

    return complaint_clocks_of(a, &k, &p, &c);
}

static void
F408_friday_evening_is_red_on_saturday_evening(void **state)
{
    struct arena a = { 0 };
    struct complaint_state night = received("2026-11-20 20:00"), noon = received("2026-11-24 10:00");
    struct complaint_clocks x = clocks(&a, &night, 1), y = clocks(&a, &noon, 1);

    (void)state;
    assert_line(0, &a, x.clock[CLOCK_CONTACT].red.due, "2026-11-21 20:00");
    assert_string_equal(x.clock[CLOCK_CONTACT].rule, "SLA-07");
    assert_int_equal(complaint_colour(&x.clock[CLOCK_CONTACT], clocks_at("2026-11-21 19:59:59")), COLOUR_NONE);
    assert_int_equal(complaint_colour(&x.clock[CLOCK_CONTACT], clocks_at("2026-11-21 20:00")), COLOUR_RED);
    assert_line(1, &a, y.clock[CLOCK_CONTACT].red.due, "2026-11-24 12:00");
    assert_string_equal(y.clock[CLOCK_CONTACT].rule, "SLA-06");
    arena_free(&a);
}

static void
F409_a_day_is_yellow_and_two_are_red(void **state)
{
    struct arena a = { 0 };
    struct complaint_state s = received("2026-11-20 20:00");
    struct complaint_clocks x = clocks(&a, &s, 1);
    const struct complaint_clock *response = &x.clock[CLOCK_RESPONSE];

    (void)state;
    assert_line(0, &a, response->warn.due, "2026-11-21 20:00");
    assert_line(1, &a, response->red.due, "2026-11-22 20:00");
    assert_int_equal(complaint_colour(response, clocks_at("2026-11-21 20:00")), COLOUR_YELLOW);
    assert_int_equal(complaint_colour(response, clocks_at("2026-11-22 20:00")), COLOUR_RED);
    assert_int_equal(complaint_escalation(response, clocks_at("2026-11-22 20:00"), 0, 1, false), 2);
    assert_true(has_step(&response->red, "First response"));
    arena_free(&a);
}

static void
F410_hours_warn_and_working_days_are_red(void **state)
{
    struct arena a = { 0 };
    struct complaint_state s = received("2026-11-20 20:00");
    struct complaint_clocks x = clocks(&a, &s, 1);

    (void)state;
    assert_line(0, &a, x.clock[CLOCK_PLAN].warn.due, "2026-11-23 20:00");
    assert_line(1, &a, x.clock[CLOCK_PLAN].red.due, "2026-11-25 18:00");
    arena_free(&a);
}

static void
F013_urgent_runs_two_hours_from_the_moment_it_was_ticked(void **state)
{
    struct arena a = { 0 };
    struct complaint_state s[2] = { received("2026-11-20 22:00"), received("2026-11-21 01:00") };
    struct complaint_clocks x;

    (void)state;
    s[0].urgent = true;
    x = clocks(&a, s, 1);
    assert_line(0, &a, x.clock[CLOCK_ONSITE].red.due, "2026-11-21 00:00");
    assert_line(1, &a, x.clock[CLOCK_CONTACT].red.due, "2026-11-21 00:00");     /* POL-04: both, at night as well */
    s[0].urgent = false;
    s[1].urgent = true;
    x = clocks(&a, s, 2);
    assert_line(2, &a, x.clock[CLOCK_ONSITE].red.due, "2026-11-21 03:00");
    assert_int_equal(clocks(&a, s, 1).clock[CLOCK_ONSITE].state, CLOCK_IS_ABSENT);
    arena_free(&a);
}

static void
F013_important_customers_wait_half_as_long(void **state)
{
    struct arena a = { 0 };
    struct complaint_state s = received("2026-11-24 10:00");
    struct complaint_clocks x;

    (void)state;
    s.important = true;
    x = clocks(&a, &s, 1);
    assert_line(0, &a, x.clock[CLOCK_CONTACT].red.due, "2026-11-24 11:00");
    assert_line(1, &a, x.clock[CLOCK_RESPONSE].warn.due, "2026-11-24 22:00");
    assert_line(2, &a, x.clock[CLOCK_RESPONSE].red.due, "2026-11-25 10:00");
    assert_line(3, &a, x.clock[CLOCK_PLAN].warn.due, "2026-11-25 22:00");
    assert_line(4, &a, x.clock[CLOCK_PLAN].red.due, "2026-11-26 18:00");
    assert_true(has_step(&x.clock[CLOCK_PLAN].red, "Fast path of an important customer"));
    arena_free(&a);
}

static void
F013_converting_keeps_the_clocks_and_what_was_done(void **state)
{
    struct arena a = { 0 };
    struct calendar c = clocks_calendar(&a);
    struct complaint_policies p = clocks_policies();
    struct complaint_state s[3] = {
        received("2026-11-24 10:00"), received("2026-11-24 15:00"), received("2026-11-28 10:00"),
    };
    struct complaint_case k = { .states = s, .nstates = 1 };
    struct complaint_clocks before, after;

    (void)state;
    s[1].class = COMPLAINT_REPAIR;
    k.kept[CLOCK_RESPONSE].done = clocks_at("2026-11-24 11:00");
    before = complaint_clocks_of(&a, &k, &p, &c);
    k.nstates = 2;
    after = complaint_clocks_of(&a, &k, &p, &c);
    assert_int_equal(after.clock[CLOCK_CONTACT].red.due, before.clock[CLOCK_CONTACT].red.due);
    assert_int_equal(after.clock[CLOCK_SOLUTION].red.due, before.clock[CLOCK_SOLUTION].red.due);
    assert_int_equal(after.clock[CLOCK_RESPONSE].state, CLOCK_IS_DONE);
    assert_int_equal(after.clock[CLOCK_RESPONSE].red.due, before.clock[CLOCK_RESPONSE].red.due);
    assert_int_equal(after.clock[CLOCK_PLAN].state, CLOCK_IS_DROPPED);
    assert_int_equal(after.clock[CLOCK_PLAN].dropped, s[1].at);
    /* A complaint again after four days: its plan is counted from now, nobody was late while it was a repair. */
    k.nstates = 3;
    after = complaint_clocks_of(&a, &k, &p, &c);
    assert_int_equal(after.clock[CLOCK_PLAN].state, CLOCK_IS_RUNNING);
    assert_line(0, &a, after.clock[CLOCK_PLAN].warn.due, "2026-12-01 10:00");
    assert_line(1, &a, after.clock[CLOCK_PLAN].red.due, "2026-12-02 18:00");
    assert_int_equal(after.clock[CLOCK_CONTACT].red.due, before.clock[CLOCK_CONTACT].red.due);
    assert_int_equal(after.clock[CLOCK_RESPONSE].done, k.kept[CLOCK_RESPONSE].done);
    arena_free(&a);
}

static void
F013_no_change_makes_up_for_being_late(void **state)
{
    struct arena a = { 0 };
    struct complaint_state s[3] = {
        received("2026-11-24 10:00"), received("2026-11-28 10:00"), received("2026-11-29 10:00"),
    };
    struct complaint_clocks x;

    (void)state;
    s[1].important = true;
    x = clocks(&a, s, 2);
    assert_line(0, &a, x.clock[CLOCK_RESPONSE].red.due, "2026-11-26 10:00");
    assert_line(1, &a, x.clock[CLOCK_PLAN].red.due, "2026-11-27 18:00");
    s[1].class = COMPLAINT_REPAIR;
    x = clocks(&a, s, 3);
    assert_line(2, &a, x.clock[CLOCK_RESPONSE].red.due, "2026-11-26 10:00");
    assert_line(3, &a, x.clock[CLOCK_PLAN].red.due, "2026-11-27 18:00");
    arena_free(&a);
}

static void
F013_each_level_is_told_once(void **state)
{
    struct arena a = { 0 };
    struct complaint_state s = received("2026-11-20 20:00");
    struct complaint_clocks x = clocks(&a, &s, 1);
    struct complaint_clock *r = &x.clock[CLOCK_RESPONSE];
    int64_t grace = 24 * 3600;
    static const struct { const char *now; int reached, want; bool insisted; } cases[] = {
        { "2026-11-21 19:59:59", 0, 0, false }, { "2026-11-21 20:00", 0, 1, false }, { "2026-11-21 20:00", 1, 0, false },
        { "2026-11-22 20:00", 1, 2, false }, { "2026-11-22 20:00", 2, 0, false }, { "2026-11-23 19:59:59", 2, 0, false },
        { "2026-11-23 20:00", 2, 3, false }, { "2026-11-30 20:00", 3, 0, false },
        { "2026-11-30 20:00", 0, 1, false }, { "2026-11-30 20:00", 1, 2, false },   /* nobody looked for days: all three */
        { "2026-11-21 01:00", 1, 2, true }, { "2026-11-21 01:00", 3, 0, true },     /* the customer insists */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_row_int(i, complaint_escalation(r, clocks_at(cases[i].now), grace, cases[i].reached, cases[i].insisted),
                       cases[i].want);
    for (int level = 1; level <= 3; level++) {
        moment line = complaint_level_at(r, level, grace);

        assert_int_equal(complaint_escalation(r, line, grace, level - 1, false), level);
        assert_int_equal(complaint_escalation(r, line - 1, grace, level - 1, false), 0);
    }
    r->state = CLOCK_IS_DONE;
    assert_int_equal(complaint_escalation(r, clocks_at("2026-11-30 20:00"), grace, 0, true), 0);
    arena_free(&a);
}

static void
F013_the_next_line_is_the_earliest_that_runs(void **state)
{
    struct arena a = { 0 };
    struct calendar c = clocks_calendar(&a);
    struct complaint_policies p = clocks_policies();
    struct complaint_state s = received("2026-11-24 10:00");
    struct complaint_case k = { .states = &s, .nstates = 1 };
    struct complaint_clocks x = complaint_clocks_of(&a, &k, &p, &c);

    (void)state;
    assert_int_equal(complaint_next(&x), CLOCK_CONTACT);
    assert_int_equal(complaint_worst(&x, clocks_at("2026-11-24 12:00")), COLOUR_RED);
    k.kept[CLOCK_CONTACT].done = clocks_at("2026-11-24 11:30");
    x = complaint_clocks_of(&a, &k, &p, &c);
    assert_int_equal(complaint_next(&x), CLOCK_RESPONSE);
    assert_int_equal(complaint_worst(&x, clocks_at("2026-11-24 12:00")), COLOUR_NONE);
    assert_int_equal(complaint_worst(&x, clocks_at("2026-11-25 12:00")), COLOUR_YELLOW);
    for (int i = 0; i < COMPLAINT_CLOCKS; i++)
        k.kept[i].done = clocks_at("2026-11-24 11:30");
    x = complaint_clocks_of(&a, &k, &p, &c);
    assert_int_equal(complaint_next(&x), COMPLAINT_CLOCKS);
    arena_free(&a);
}

static void
F014_switches_are_read_from_the_words_of_the_policies(void **state)
{
    struct complaint_policies p = clocks_policies();

    (void)state;
    assert_true(complaint_switches(&p, "loose", "workdays", "always_24h", "onsite_only"));
    assert_int_equal(p.response, RESPONSE_LOOSE);
    assert_int_equal(p.plan, PLAN_WORKDAYS);
    assert_int_equal(p.contact, CONTACT_24H);
    assert_int_equal(p.onsite, ONSITE_ONLY);
    assert_false(complaint_switches(&p, "dual", "dual", "by_hours", "neither"));
    assert_int_equal(p.response, RESPONSE_LOOSE);
}

/* ---- the table ------------------------------------------------------------------------------------------ */

enum column {
    TAGS, OPEN, BUSINESS, RESPONSE, PLAN, CONTACT, ONSITE, STATES, DONE, PAUSES, PROGRESS, PROMISED, FIRST_CLOCK,
    COLUMNS = FIRST_CLOCK + COMPLAINT_CLOCKS
};

/* Cuts text at sep into at most max parts, in place; an empty text has none. */
static size_t
cut(char *text, char sep, char **parts, size_t max)
{
    size_t count = 0;

    while (text && *text != '\0' && count < max) {
        char *end = strchr(text, sep);

        parts[count++] = text;
        if (end)
            *end++ = '\0';
        text = end;
    }
    return count;
}

/* Cells may be empty, so rows are cut apart from lists. */
static void
cut_row(char *line, char **cells)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        cells[i] = line;
        line += strcspn(line, ",");
        assert_true((*line == ',') == (i + 1 < COLUMNS));
        if (*line)
            *line++ = '\0';
    }
}

static int
place(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return (int)i;
    fail_msg("%s is not known", word);
    return 0;
}

static enum complaint_clock_name
clock_named(const char *word)
{
    static const char *const names[] = { "contact", "response", "plan", "onsite", "progress", "solution" };

    return (enum complaint_clock_name)place(word, names, COUNT(names));
}

static void
read_states(struct arena *a, char *cell, struct complaint_case *k)
{
    static const char *const classes[] = { "", "complaint", "repair", "enquiry", "suggestion" };
    static const char *const severities[] = { "ordinary", "serious", "major" };
    struct complaint_state *states = arena_alloc(a, 8 * sizeof *states);
    char *parts[8], *words[5];

    k->states = states;
    k->nstates = cut(cell, ';', parts, COUNT(parts));
    for (size_t i = 0; i < k->nstates; i++) {
        assert_int_equal(cut(parts[i], ' ', words, COUNT(words)), 5);
        states[i] = (struct complaint_state){
            .at = clocks_at(words[0]), .class = (enum complaint_class)place(words[1], classes, COUNT(classes)),
            .severity = (enum complaint_severity)place(words[2], severities, COUNT(severities)),
            .urgent = words[3][0] == '1', .important = words[4][0] == '1',
        };
    }
}

static void
read_kept(struct arena *a, char **cells, struct complaint_case *k)
{
    char *parts[16], *words[3];
    size_t count = cut(cells[DONE], ';', parts, COUNT(parts));

    for (size_t i = 0; i < count; i++) {
        assert_int_equal(cut(parts[i], ' ', words, COUNT(words)), 2);
        k->kept[clock_named(words[0])].done = clocks_at(words[1]);
    }
    count = cut(cells[PAUSES], ';', parts, COUNT(parts));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(cut(parts[i], ' ', words, COUNT(words)), 3);

        enum complaint_clock_name clock = clock_named(words[0]);
        size_t n = k->kept[clock].npauses;
        struct pause *pauses = arena_alloc(a, (n + 1) * sizeof *pauses);

        if (n > 0)
            memcpy(pauses, k->kept[clock].pauses, n * sizeof *pauses);
        pauses[n] = (struct pause){ .from = clocks_at(words[1]), .to = clocks_at(words[2]), .who = "业主" };
        k->kept[clock].pauses = pauses;
        k->kept[clock].npauses = n + 1;
    }
    k->progress_at = *cells[PROGRESS] ? clocks_at(cells[PROGRESS]) : 0;
    k->promised = *cells[PROMISED] ? clocks_at(cells[PROMISED]) : 0;
}

static void
check_clock(size_t row, struct arena *a, const struct complaint_clock *got, char *want)
{
    static const char *const states[] = { "absent", "running", "done", "dropped" };
    char *parts[3];
    size_t count = cut(want, '|', parts, COUNT(parts));

    assert_row_string(row, states[got->state], parts[0]);
    if (got->state == CLOCK_IS_ABSENT)
        return;
    assert_row_int(row, count, 3);
    assert_line(row, a, got->warn.due, parts[1]);
    assert_line(row, a, got->red.due, parts[2]);
    assert_row_int(row, clocks_add_up(&got->warn) && clocks_add_up(&got->red), true);
}

static void
check_row(size_t row, struct calendar c, char **cells)
{
    struct arena a = { 0 };
    struct complaint_policies p = clocks_policies();
    struct complaint_case k = { 0 };
    struct complaint_clocks got;

    for (char *s = cells[OPEN]; *s; s++)
        if (*s == '+')
            *s = ',';
    assert_true(calendar_set_hours(&c, cells[OPEN]));
    assert_true(complaint_switches(&p, cells[RESPONSE], cells[PLAN], cells[CONTACT], cells[ONSITE]));
    if (cells[BUSINESS][0] == '1')
        p.contact_open.warn = p.contact_open.red = (struct span){ SPAN_OPEN_MINUTES, 120, false };
    read_states(&a, cells[STATES], &k);
    read_kept(&a, cells, &k);
    got = complaint_clocks_of(&a, &k, &p, &c);
    for (int i = 0; i < COMPLAINT_CLOCKS; i++)
        check_clock(row, &a, &got.clock[i], cells[FIRST_CLOCK + i]);
    arena_free(&a);
}

static void
F013_due_times_are_those_of_the_table(void **state)
{
    static const char *const wanted[] = {
        "spring", "exchanged", "night", "lunch", "pause", "class", "severity", "halved", "urgent", "business", "done",
    };
    size_t seen[COUNT(wanted)] = { 0 }, years[3] = { 0 }, rows = 0;
    struct arena a = { 0 };
    struct calendar c = clocks_calendar(&a);
    char *line = support_read(&a, "tests/unit/complaint_cases.csv", NULL);

    (void)state;
    line = strchr(line, '\n') + 1;
    while (*line) {
        char *cells[COLUMNS], *end = strchr(line, '\n');

        *end = '\0';
        cut_row(line, cells);
        for (size_t i = 0; i < COUNT(wanted); i++)
            seen[i] += strstr(cells[TAGS], wanted[i]) != NULL;
        assert_in_range(cells[STATES][3], '4', '6');
        years[cells[STATES][3] - '4']++;
        check_row(++rows, c, cells);
        line = end + 1;
    }
    assert_true(rows >= 200);
    for (size_t i = 0; i < COUNT(wanted); i++)
        if (seen[i] < 15)
            fail_msg("only %zu rows of %s", seen[i], wanted[i]);
    for (size_t i = 0; i < COUNT(years); i++)
        assert_true(years[i] >= 40);
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(F408_friday_evening_is_red_on_saturday_evening),
        cmocka_unit_test(F409_a_day_is_yellow_and_two_are_red),
        cmocka_unit_test(F410_hours_warn_and_working_days_are_red),
        cmocka_unit_test(F013_urgent_runs_two_hours_from_the_moment_it_was_ticked),
        cmocka_unit_test(F013_important_customers_wait_half_as_long),
        cmocka_unit_test(F013_converting_keeps_the_clocks_and_what_was_done),
        cmocka_unit_test(F013_no_change_makes_up_for_being_late),
        cmocka_unit_test(F013_each_level_is_told_once),
        cmocka_unit_test(F013_the_next_line_is_the_earliest_that_runs),
        cmocka_unit_test(F014_switches_are_read_from_the_words_of_the_policies),
        cmocka_unit_test(F013_due_times_are_those_of_the_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
