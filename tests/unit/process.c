/* Other programs: what goes in, what comes back, and that a time limit holds. */
#include "tests/support.h"

#include "base/process.h"

#include <string.h>
#include <time.h>

#define SH(script) { "/bin/sh", "-c", (script), "sh", "a b", NULL }

static const struct {
    char *argv[7];
    const char *input, *said;
    enum process_end end;
} runs[] = {
    { SH("cat"), "客户您好", "客户您好", PROCESS_DONE },
    { SH("cat >&2"), "to stderr\n", "to stderr", PROCESS_DONE },
    { SH("printf '%s' \"$1\""), "not read at all", "a b", PROCESS_DONE },
    { SH("exit 7"), "", "", PROCESS_FAILED },
    { SH("kill -TERM $$"), "", "", PROCESS_FAILED },
    { SH("exec </dev/null; sleep 0.1"), "nobody reads", "", PROCESS_DONE },
    { SH("sleep 60 & exit 0"), "", "", PROCESS_DONE },
    { { "/nowhere/at/all", NULL }, "", NULL, PROCESS_NEVER_RAN },
    { { "sleep", "60", NULL }, "", NULL, PROCESS_TOO_LONG },
};

static void
programs_run_without_a_shell_and_within_their_time(void **state)
{
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(runs); i++) {
        struct err err = { 0 };
        char *said = NULL;
        time_t began = time(NULL);
        enum process_end end = process_run(runs[i].argv, runs[i].input, strlen(runs[i].input), 2, &a, &said, &err);

        assert_row_int(i, end, runs[i].end);
        assert_row_int(i, err.code, end == PROCESS_DONE ? ERR_NONE : ERR_IO);
        assert_true(time(NULL) - began < 10);
        if (runs[i].said)
            assert_row_string(i, said, runs[i].said);
    }
    arena_free(&a);
}

static void
long_input_and_long_answers_do_not_block(void **state)
{
    struct arena a = { 0 };
    struct err err = { 0 };
    char *const argv[] = { "cat", NULL }, *said;
    struct buf b = { 0 };

    (void)state;
    for (int i = 0; i < 100000; i++)
        buf_puts(&b, "短信");
    assert_int_equal(process_run(argv, b.text, b.size, 20, &a, &said, &err), PROCESS_DONE);
    assert_true(strlen(said) <= 400 && strlen(said) % 3 == 0);      /* the beginning, in whole characters */
    assert_memory_equal(said, "短信", 6);
    buf_free(&b);
    arena_free(&a);
}

static const struct { const char *line; size_t count; const char *words[4]; } lines[] = {
    { "send", 1, { "send" } },
    { "  send\tTEXT  {number} ", 3, { "send", "TEXT", "{number}" } },
    { "\"/opt/my gateway\" a\" \"b", 2, { "/opt/my gateway", "a b" } },
    { "send \"\"", 2, { "send", "" } },
    { "", 0, { NULL } },
    { "   ", 0, { NULL } },
    { "send \"open", 0, { NULL } },
};

static void
a_line_is_cut_into_words(void **state)
{
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        size_t n = 0;
        char **words = process_words(lines[i].line, &a, &n);

        assert_row_int(i, words != NULL, lines[i].count > 0);
        if (!words)
            continue;
        assert_row_int(i, n, lines[i].count);
        for (size_t w = 0; w < n; w++)
            assert_row_string(i, words[w], lines[i].words[w]);
        assert_null(words[n]);
    }
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(programs_run_without_a_shell_and_within_their_time),
        cmocka_unit_test(long_input_and_long_answers_do_not_block),
        cmocka_unit_test(a_line_is_cut_into_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
