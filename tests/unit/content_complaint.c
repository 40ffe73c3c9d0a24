/* What the complaint desk says and knows: playbooks, categories, warranty, who is told, its lists. */
#include "tests/tables.h"

#include "base/pinyin.h"
#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* MOM-00 is the common frame behind every moment: it has steps only. */
static const struct {
    const char *moment;
    size_t steps, points;
} wanted[] = {
    { "MOM-00", 11, 0 },
    { "MOM-01", 8, 5 },
    { "MOM-02", 8, 5 },
    { "MOM-03", 7, 4 },
    { "MOM-04", 6, 6 },
    { "MOM-05", 7, 5 },
    { "MOM-06", 6, 5 },
    { "MOM-07", 8, 5 },
    { "MOM-08", 7, 5 },
    { "MOM-09", 7, 2 },
    { "MOM-10", 7, 7 },
    { "MOM-11", 6, 6 },
    { "MOM-12", 5, 3 },
    { "MOM-13", 5, 6 },
    { "MOM-14", 6, 5 },
    { "MOM-15", 7, 6 },
    { "MOM-16", 5, 4 },
    { "MOM-17", 5, 5 },
    { "MOM-18", 6, 6 },
    { "MOM-19", 6, 5 },
    { "MOM-20", 5, 6 },
    { "MOM-21", 6, 5 },
    { "MOM-22", 5, 6 },
    { "MOM-23", 5, 7 },
    { "MOM-24", 5, 6 },
    { "MOM-25", 7, 8 },
    { "MOM-26", 6, 5 },
    { "MOM-27", 5, 6 },
    { "MOM-28", 6, 6 },
    { "MOM-29", 5, 2 },
    { "MOM-30", 5, 3 },
};

static size_t
playbook_count(const struct table *t, const char *moment, const char *kind)
{
    size_t count = 0;

    for (size_t i = 0; i < t->rows; i++)
        count += strcmp(table_cell(t, i, "moment"), moment) == 0 && strcmp(table_cell(t, i, "kind"), kind) == 0;
    return count;
}

static void
playbooks_have_the_steps_and_points_of_their_moment(void **state)
{
    struct arena a = { 0 };
    struct table t = table_load(&a, "playbooks");
    size_t all = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(wanted); i++) {
        assert_row_int(i, playbook_count(&t, wanted[i].moment, "step"), wanted[i].steps);
        assert_row_int(i, playbook_count(&t, wanted[i].moment, "prevent"), wanted[i].points);
        all += wanted[i].steps + wanted[i].points;
    }
    assert_int_equal(t.rows, all);
    arena_free(&a);
}

/* The domain's own list of features counts them in words; it and the content must agree. */
static void
playbooks_count_as_the_domains_features_do(void **state)
{
    struct arena a = { 0 };
    struct table t = table_load(&a, "playbooks");
    char **lines;
    size_t count = support_lines(&a, "domain/features.md", &lines), found = 0;

    (void)state;
    for (size_t i = 0; i < count; i++) {
        const char *name = strstr(lines[i], "处置手册: "), *at = strstr(lines[i], "列出 ");
        const char *moment = strstr(lines[i], "| MOM-");
        int steps, points;

        if (!name || !at || !moment || sscanf(at, "列出 %d 步处置并可逐步打勾留时间, %d 条", &steps, &points) != 2)
            continue;
        moment = arena_printf(&a, "%.6s", moment + 2);
        assert_row_int(i, playbook_count(&t, moment, "step"), steps);
        assert_row_int(i, playbook_count(&t, moment, "prevent"), points);
        found++;
    }
    assert_int_equal(found, 30);
    arena_free(&a);
}

static void
playbook_places_run_from_one_and_texts_fit_a_line(void **state)
{
    struct arena a = { 0 };
    struct table t = table_load(&a, "playbooks");

    (void)state;
    table_assert_unique(&t, "moment", "kind", "place");
    for (size_t i = 0; i < t.rows; i++) {
        const char *text = table_cell(&t, i, "text");
        bool follows = i && strcmp(table_cell(&t, i, "moment"), table_cell(&t, i - 1, "moment")) == 0 &&
                       strcmp(table_cell(&t, i, "kind"), table_cell(&t, i - 1, "kind")) == 0;

        assert_row_int(i, atoi(table_cell(&t, i, "place")), follows ? atoi(table_cell(&t, i - 1, "place")) + 1 : 1);
        if (!*text || text_columns(text) > 120)
            fail_msg("%s: %s", table_cell(&t, i, "moment"), text);
    }
    arena_free(&a);
}

static void
categories_are_the_moments_their_kinds_and_other(void **state)
{
    struct arena a = { 0 };
    struct table t = table_load(&a, "categories"), lists = table_load(&a, "lists");
    size_t moments = 0;

    (void)state;
    table_assert_unique(&t, "code", NULL, NULL);
    table_assert_unique(&t, "name", NULL, NULL);
    for (size_t i = 0; i < lists.rows; i++) {
        const char *code = table_cell(&lists, i, "code");
        long row;

        if (strcmp(table_cell(&lists, i, "list"), "moment") != 0)
            continue;
        row = table_row_of(&t, "code", code);
        assert_true(row >= 0);
        assert_row_string(i, table_cell(&t, (size_t)row, "name"), table_cell(&lists, i, "text"));
        assert_row_string(i, table_cell(&t, (size_t)row, "moment"), arena_printf(&a, "MOM-%s", code));
        assert_row_string(i, table_cell(&t, (size_t)row, "parent"), "");
        moments++;
    }
    assert_int_equal(moments, 30);
    assert_true(table_row_of(&t, "name", "其他") >= 0);
    arena_free(&a);
}

/* A kind of a moment stands under a row that has no parent itself, and belongs to the same moment. */
static void
categories_under_another_share_its_moment(void **state)
{
    static const struct {
        const char *parent;
        int kinds;
    } parents[] = { { "07", 6 }, { "08", 4 }, { "13", 3 }, { "26", 3 }, { "29", 7 } };
    struct arena a = { 0 };
    struct table t = table_load(&a, "categories");
    int kinds = 0, listed = 0;

    (void)state;
    for (size_t i = 0; i < t.rows; i++) {
        const char *parent = table_cell(&t, i, "parent");
        long row = table_row_of(&t, "code", parent);

        if (!*parent)
            continue;
        assert_true(row >= 0);
        assert_row_string(i, table_cell(&t, (size_t)row, "parent"), "");
        assert_row_string(i, table_cell(&t, i, "moment"), table_cell(&t, (size_t)row, "moment"));
        kinds++;
    }
    for (size_t p = 0; p < COUNT(parents); p++) {
        int count = 0;

        for (size_t i = 0; i < t.rows; i++)
            count += strcmp(table_cell(&t, i, "parent"), parents[p].parent) == 0;
        assert_row_int(p, count, parents[p].kinds);
        listed += count;
    }
    assert_int_equal(kinds, listed);
    arena_free(&a);
}

static void
categories_are_found_by_two_digits_and_by_letters(void **state)
{
    struct arena a = { 0 };
    struct table t = table_load(&a, "categories");

    (void)state;
    for (size_t i = 0; i < t.rows; i++) {
        const char *code = table_cell(&t, i, "code"), *name = table_cell(&t, i, "name");

        if (strlen(code) != 2 || !isdigit((unsigned char)code[0]) || !isdigit((unsigned char)code[1]))
            fail_msg("%s: not two digits", code);
        assert_row_string(i, table_cell(&t, i, "initials"), pinyin_word_initials(&a, name));
        assert_true(text_columns(name) <= 24);
    }
    arena_free(&a);
}

static void
categories_name_a_playbook_a_severity_and_a_warranty(void **state)
{
    struct arena a = { 0 };
    struct table t = table_load(&a, "categories"), plays = table_load(&a, "playbooks");
    struct table warranty = table_load(&a, "warranty");

    (void)state;
    for (size_t i = 0; i < t.rows; i++) {
        const char *moment = table_cell(&t, i, "moment"), *item = table_cell(&t, i, "warranty");

        assert_row_string(i, table_cell(&t, i, "playbook"), *moment ? moment : "MOM-00");
        assert_true(playbook_count(&plays, table_cell(&t, i, "playbook"), "step") > 0);
        if (!word_among("1 2 3", table_cell(&t, i, "severity"), ' '))
            fail_msg("%s: severity", table_cell(&t, i, "code"));
        if (*item && table_row_of(&warranty, "item", item) < 0)
            fail_msg("%s: no warranty of %s", table_cell(&t, i, "code"), item);
    }
    arena_free(&a);
}

/* Every word of a cell of roles is a role's identifier, or one of the words given. */
static void
assert_roles(struct arena *a, const struct table *roles, const char *cell, const char *besides)
{
    char *rest = arena_strdup(a, cell), *word;

    assert_true(*cell != '\0');
    while ((word = strsep(&rest, "|")))
        if (table_row_of(roles, "identifier", word) < 0 && !word_among(besides, word, ' '))
            fail_msg("%s: no such role", word);
}

static void
whoever_is_told_is_a_role(void **state)
{
    static const char *const columns[] = { "first", "notify", "department", "escalate" };
    static const char *const special[] = { "first", "notify", "escalate" };
    struct arena a = { 0 };
    struct table t = table_load(&a, "categories"), roles = table_load(&a, "roles");
    struct table escalation = table_load(&a, "escalation");

    (void)state;
    for (size_t i = 0; i < t.rows; i++)
        for (size_t c = 0; c < COUNT(columns); c++)
            assert_roles(&a, &roles, table_cell(&t, i, columns[c]), "");
    assert_int_equal(escalation.rows, 2);
    for (size_t i = 0; i < escalation.rows; i++)
        for (size_t c = 0; c < COUNT(special); c++)
            assert_roles(&a, &roles, table_cell(&escalation, i, special[c]), "duty:emergency handler");
    arena_free(&a);
}

static void
warranty_has_a_length_a_unit_and_a_basis(void **state)
{
    static const struct {
        const char *item, *length, *unit;
    } cases[] = {
        { "structure", "50", "years" }, { "waterproof", "60", "months" }, { "heating", "2", "seasons" },
        { "plumbing", "24", "months" }, { "electrical", "24", "months" }, { "decoration", "24", "months" },
    };
    static const char *const units[] = { "months", "years", "seasons" };
    struct arena a = { 0 };
    struct table t = table_load(&a, "warranty");

    (void)state;
    table_assert_unique(&t, "item", NULL, NULL);
    table_assert_unique(&t, "name", NULL, NULL);
    for (size_t i = 0; i < t.rows; i++) {
        assert_true(atoi(table_cell(&t, i, "length")) > 0);
        assert_true(word_in(table_cell(&t, i, "unit"), units, COUNT(units)));
        assert_true(*table_cell(&t, i, "basis") != '\0' && text_columns(table_cell(&t, i, "basis")) <= 120);
    }
    for (size_t i = 0; i < COUNT(cases); i++) {
        long row = table_row_of(&t, "item", cases[i].item);

        assert_true(row >= 0);
        assert_row_string(i, table_cell(&t, (size_t)row, "length"), cases[i].length);
        assert_row_string(i, table_cell(&t, (size_t)row, "unit"), cases[i].unit);
    }
    arena_free(&a);
}

static const struct {
    const char *list, *identifiers;     /* in the order of their codes */
} lists_wanted[] = {
    { "complaint_class", "complaint repair enquiry suggestion" },
    { "complaint_channel", "hotline supervision_line onsite property_desk message followup meeting external" },
    { "severity", "severe serious ordinary" },
    { "mood", "calm upset" },
    { "urgency", "ordinary urgent" },
    { "pause_reason", "customer_rescheduled" },
    { "escalation_level", "handler supervisor department_head" },
    { "satisfaction", "very_dissatisfied dissatisfied neutral satisfied very_satisfied" },
};

static void
lists_of_the_desk_are_whole_and_cost_one_key(void **state)
{
    struct arena a = { 0 };
    struct table t = table_load(&a, "lists");

    (void)state;
    for (size_t i = 0; i < COUNT(lists_wanted); i++) {
        struct buf got = { 0 };

        for (size_t r = 0; r < t.rows; r++) {
            const char *note = table_cell(&t, r, "note");

            if (strcmp(table_cell(&t, r, "list"), lists_wanted[i].list) != 0)
                continue;
            assert_int_equal(strlen(table_cell(&t, r, "code")), 1);
            buf_printf(&got, "%s%.*s", got.size ? " " : "", (int)strcspn(note, " "), note);
        }
        assert_row_string(i, got.text, lists_wanted[i].identifiers);
        buf_free(&got);
    }
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(playbooks_have_the_steps_and_points_of_their_moment),
        cmocka_unit_test(playbooks_count_as_the_domains_features_do),
        cmocka_unit_test(playbook_places_run_from_one_and_texts_fit_a_line),
        cmocka_unit_test(categories_are_the_moments_their_kinds_and_other),
        cmocka_unit_test(categories_under_another_share_its_moment),
        cmocka_unit_test(categories_are_found_by_two_digits_and_by_letters),
        cmocka_unit_test(categories_name_a_playbook_a_severity_and_a_warranty),
        cmocka_unit_test(whoever_is_told_is_a_role),
        cmocka_unit_test(warranty_has_a_length_a_unit_and_a_basis),
        cmocka_unit_test(lists_of_the_desk_are_whole_and_cost_one_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
