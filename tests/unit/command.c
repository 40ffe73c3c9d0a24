#include "tests/support.h"

#include "command/command.h"
#include "command/meter.h"

#include <signal.h>
#include <stdlib.h>
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

static void
words_reach_the_terminal_in_its_charset(void **state)
{
    static const struct { enum charset charset; const char *text, *want; } rows[] = {
        { CHARSET_UTF8, "王 \344\266\256", "王 \344\266\256" },
        { CHARSET_GBK, "王", "\315\365" },
        { CHARSET_GBK, "a\344\266\256b\344\266\256", "a<4DAE>b<4DAE>" },
        { CHARSET_GB18030, "\344\266\256", "\376\237" },
        { CHARSET_GBK, "", "" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf out = { 0 };

        command_encode(rows[i].charset, rows[i].text, &out);
        assert_row_string(i, out.text ? out.text : "", rows[i].want);
        buf_free(&out);
    }
}

static void
typed_words_become_utf8(void **state)
{
    struct arena a = { 0 };
    struct command_context ctx = { .arena = &a };

    (void)state;
    setenv("LC_ALL", "zh_CN.GBK", 1);
    assert_string_equal(command_typed(&ctx, "\315\365"), "王");
    setenv("LC_ALL", "zh_CN.UTF-8", 1);
    assert_string_equal(command_typed(&ctx, "王"), "王");
    setenv("LC_ALL", "C", 1);
    assert_string_equal(command_typed(&ctx, "王"), "王");
    unsetenv("LC_ALL");
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_are_taken_wherever_they_stand),
        cmocka_unit_test(every_command_can_be_found_and_explains_itself),
        cmocka_unit_test(ctrl_c_asks_the_work_to_stop),
        cmocka_unit_test(words_reach_the_terminal_in_its_charset),
        cmocka_unit_test(typed_words_become_utf8),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
