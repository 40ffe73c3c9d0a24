/* Every number of the trade is a policy; every event speaks of things that exist. */
#include "tests/tables.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char *const units[] = {
    "code", "count", "percent", "permille", "seconds", "minutes", "hours", "days", "workdays",
    "months", "years", "points", "text", "clock",
};

static bool
has_rule(const struct table *t, const char *prefix, int number)
{
    char id[16];

    snprintf(id, sizeof id, "%s-%02d", prefix, number);
    for (size_t i = 0; i < t->rows; i++)
        if (word_among(table_cell(t, i, "rule"), id, ' '))
            return true;
    print_error("%s is missing\n", id);
    return false;
}

static void
F014_all_36_policies_have_value_and_ground(void **state)
{
    struct arena a = { 0 };
    struct table t = table_load(&a, "policies");

    (void)state;
    for (int i = 1; i <= 36; i++)
        assert_true(has_rule(&t, "POL", i));
    table_assert_unique(&t, "name", NULL, NULL);
    for (size_t i = 0; i < t.rows; i++) {
        const char *value = table_cell(&t, i, "value"), *unit = table_cell(&t, i, "unit");
        bool word = strcmp(unit, "code") == 0 || strcmp(unit, "text") == 0 || strcmp(unit, "clock") == 0;

        if (!word_in(unit, units, COUNT(units)) || !*value || !*table_cell(&t, i, "text") || !*table_cell(&t, i, "basis"))
            fail_msg("%s is not complete", table_cell(&t, i, "name"));
        if (!word && value[strspn(value, "0123456789")])
            fail_msg("%s: %s is no number", table_cell(&t, i, "name"), value);
        if ((strcmp(unit, "code") == 0) != (*table_cell(&t, i, "choices") != '\0'))
            fail_msg("%s: choices belong to codes", table_cell(&t, i, "name"));
        if (strcmp(unit, "code") == 0 && !word_among(table_cell(&t, i, "choices"), value, '|'))
            fail_msg("%s: %s is not among its choices", table_cell(&t, i, "name"), value);
        for (const char *p = table_cell(&t, i, "name"); *p; p++)
            if (!islower((unsigned char)*p) && !isdigit((unsigned char)*p) && *p != '.' && *p != '_')
                fail_msg("%s: not a name", table_cell(&t, i, "name"));
    }
    arena_free(&a);
}

static const struct {
    const char *name, *unit, *value;
} numbers[] = {
    { "sla.01.red", "count", "3" },
    { "sla.02.red", "count", "6" },
    { "sla.03.warn", "minutes", "8" },
    { "sla.03.red", "minutes", "10" },
    { "sla.04.red", "minutes", "15" },
    { "sla.06.red", "hours", "2" },
    { "sla.07.red", "hours", "24" },
    { "sla.08.warn", "hours", "24" },
    { "sla.08.red", "hours", "48" },
    { "sla.09.hours", "hours", "72" },
    { "sla.09.workdays", "workdays", "3" },
    { "sla.20.warn", "months", "3" },
    { "sla.20.red", "months", "6" },
    { "sla.27.red", "months", "7" },
    { "sla.25.red", "days", "90" },
    { "sla.31.warn", "years", "3" },
    { "handover.lead_days", "days", "45" },
    { "handover.gap", "months", "2" },
    { "life.settling_months", "months", "6" },
    { "life.stable_years", "years", "2" },
    { "area.tolerance_permille", "permille", "30" },
    { "star.step", "points", "10" },
    { "followup.three_month.max", "count", "60" },
    { "permit.expiry_days", "days", "30" },
    { "hotline.test_days", "days", "7" },
    { "time.business_hours", "clock", "09:00-18:00" },
    { "time.zone", "text", "+08:00" },
    { "complaint.first_response", "code", "dual" },
};

static void
every_limit_of_the_trade_is_a_policy(void **state)
{
    struct arena a = { 0 };
    struct table t = table_load(&a, "policies");

    (void)state;
    for (int i = 1; i <= 48; i++)
        assert_true(has_rule(&t, "SLA", i));
    for (size_t i = 0; i < COUNT(numbers); i++) {
        long row = table_row_of(&t, "name", numbers[i].name);

        assert_true(row >= 0);
        assert_row_string(i, table_cell(&t, (size_t)row, "value"), numbers[i].value);
        assert_row_string(i, table_cell(&t, (size_t)row, "unit"), numbers[i].unit);
    }
    arena_free(&a);
}

static bool
policies_exist(const struct table *policies, const char *line, struct arena *a)
{
    char *rest = arena_strdup(a, line), *name;

    while ((name = strsep(&rest, "|")))
        if (*name && table_row_of(policies, "name", name + (*name == '-')) < 0)
            return false;
    return true;
}

/* Whether the task_kind list has that identifier. */
static bool
is_task_kind(const struct table *lists, const char *kind)
{
    for (size_t i = 0; i < lists->rows; i++) {
        const char *note = table_cell(lists, i, "note");
        size_t size = strcspn(note, " ");

        if (strcmp(table_cell(lists, i, "list"), "task_kind") == 0 && strlen(kind) == size && strncmp(note, kind, size) == 0)
            return true;
    }
    return false;
}

static void
events_raise_known_tasks_for_known_roles(void **state)
{
    struct arena a = { 0 };
    struct table t = table_load(&a, "events"), policies = table_load(&a, "policies");
    struct table roles = table_load(&a, "roles"), lists = table_load(&a, "lists");

    (void)state;
    table_assert_unique(&t, "event", "task", NULL);
    for (size_t i = 0; i < t.rows; i++) {
        const char *event = table_cell(&t, i, "event");

        if (!strchr(event, '.') || !strchr(table_cell(&t, i, "ended_by"), '.') || !*table_cell(&t, i, "rule") || !*table_cell(&t, i, "text"))
            fail_msg("%s %s is not complete", event, table_cell(&t, i, "task"));
        if (!is_task_kind(&lists, table_cell(&t, i, "task")))
            fail_msg("%s: no task %s", event, table_cell(&t, i, "task"));
        if (table_row_of(&roles, "identifier", table_cell(&t, i, "role")) < 0)
            fail_msg("%s: no role %s", event, table_cell(&t, i, "role"));
        if (!policies_exist(&policies, table_cell(&t, i, "policy_warn"), &a) ||
            !policies_exist(&policies, table_cell(&t, i, "policy_red"), &a))
            fail_msg("%s: no such policy", event);
    }
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(F014_all_36_policies_have_value_and_ground),
        cmocka_unit_test(every_limit_of_the_trade_is_a_policy),
        cmocka_unit_test(events_raise_known_tasks_for_known_roles),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
