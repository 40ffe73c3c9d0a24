#include "tests/support.h"

#include "command/command.h"
#include "command/meter.h"

#include <signal.h>
#include <string.h>

#define MOST_WORDS 8

/* "" ends a row's words. wanted: operands, then flag, value and list as text. */
static const struct {
    const char *words[MOST_WORDS];
    const char *operands, *value, *list;
    bool flag, good;
} cases[] = {
    { { "homes", "a.csv", NULL },                           "homes a.csv", "", "", false, true },
    { { "homes", "--dry-run", "a.csv", NULL },              "homes a.csv", "", "", true, true },
    { { "--charset", "gbk", "homes", "-", NULL },           "homes -", "gbk", "", false, true },
    { { "--charset=gbk", "homes", "a.csv", NULL },          "homes a.csv", "gbk", "", false, true },
    { { "--charset=", "homes", "a.csv", NULL },             "homes a.csv", "", "", false, true },
    { { "homes", "a.csv", "--map", "A=b", "--map=C=d", NULL }, "homes a.csv", "", "A=b C=d", false, true },
    { { "homes", "--", "--dry-run", NULL },                 "homes --dry-run", "", "", false, true },
    { { "homes", NULL },                                    NULL, NULL, NULL, false, false },
    { { "homes", "a", "b", "c", NULL },                     NULL, NULL, NULL, false, false },
    { { "homes", "a.csv", "--dry", NULL },                  NULL, NULL, NULL, false, false },
    { { "homes", "a.csv", "--dry-runs", NULL },             NULL, NULL, NULL, false, false },
    { { "homes", "a.csv", "--dry-run=yes", NULL },          NULL, NULL, NULL, false, false },
    { { "homes", "a.csv", "--charset", NULL },              NULL, NULL, NULL, false, false },
};

static const char *
joined(struct arena *a, char **words, int count)
{
    const char *text = "";

    for (int i = 0; i < count; i++)
        text = arena_printf(a, "%s%s%s", text, i ? " " : "", words[i]);
    return text;
}

static void
options_are_taken_wherever_they_stand(void **state)
{
    (void)state;
    for (size_t row = 0; row < COUNT(cases); row++) {
        struct arena a = { 0 };
        struct command_context ctx = { .arena = &a };
        struct command_list list = { 0 };
        const char *value = "";
        bool flag = false;
        const struct command_option options[] = {
            { .name = "--dry-run", .flag = &flag }, { .name = "--charset", .value = &value },
            { .name = "--map", .list = &list }, { 0 },
        };
        char *argv[MOST_WORDS + 2] = { "import" };
        struct err err = { 0 };
        int argc = 1;

        for (const char *const *word = cases[row].words; *word; word++)
            argv[argc++] = arena_strdup(&a, *word);
        assert_row_int(row, command_options(&ctx, options, 2, 2, &argc, argv, &err), cases[row].good);
        if (cases[row].good) {
            assert_row_string(row, joined(&a, argv + 1, argc - 1), cases[row].operands);
            assert_null(argv[argc]);
            assert_row_string(row, value, cases[row].value);
            assert_row_int(row, flag, cases[row].flag);
            assert_row_string(row, joined(&a, (char **)list.items, (int)list.count), cases[row].list);
        }
        arena_free(&a);
    }
}

static void
every_command_can_be_found_and_explains_itself(void **state)
{
    (void)state;
    for (size_t i = 0; command_table[i]; i++) {
        assert_ptr_equal(command_entry_find(command_table[i]->name), command_table[i]);
        assert_non_null(command_table[i]->run);
        assert_non_null(command_table[i]->usage);
        assert_true(command_table[i]->help && command_table[i]->help[0]);
    }
    assert_null(command_entry_find("no such command"));
}

static void
meter_tells_rate_and_time_left(void **state)
{
    struct arena a = { 0 };

    (void)state;
    assert_string_equal(meter_line(&a, "rows", 1000, 61000, 1000), "rows 1000 of 61000, 1000 a second, 1:00 left");
    assert_string_equal(meter_line(&a, "rows", 10, 15, 2000), "rows 10 of 15, 5 a second, 0:01 left");
    assert_string_equal(meter_line(&a, "rows", 500, 0, 1000), "rows 500, 500 a second");
    assert_string_equal(meter_line(&a, "rows", 0, 100, 0), "rows 0, 0 a second");
    assert_string_equal(meter_line(&a, "rows", 120, 100, 1000), "rows 120 of 100, 120 a second, 0:00 left");
    arena_free(&a);
}

static void
ctrl_c_asks_the_work_to_stop(void **state)
{
    struct meter p;

    (void)state;
    meter_start(&p, "rows");
    assert_true(meter_step(&p, 1, 10));
    raise(SIGINT);
    assert_false(meter_step(&p, 2, 10));
    meter_end(&p);
    meter_start(&p, "rows");
    assert_true(meter_step(&p, 1, 10));
    meter_end(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_are_taken_wherever_they_stand),
        cmocka_unit_test(every_command_can_be_found_and_explains_itself),
        cmocka_unit_test(meter_tells_rate_and_time_left),
        cmocka_unit_test(ctrl_c_asks_the_work_to_stop),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
