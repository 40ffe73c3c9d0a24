#include "base/text.h"
#include "tests/screen/harness.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const charsets[] = { "UTF-8", "GB18030", "GBK" };

static struct screen *
demo_start(struct screen_options o)
{
    const char *arguments[] = { screen_binary(), NULL };

    o.program = screen_tool("screen/kit_demo");
    o.arguments = arguments;
    return screen_open(&o);
}

static struct screen *
demo_open(const char *charset, int rows, int cols)
{
    struct screen *s = demo_start((struct screen_options){ .rows = rows, .cols = cols, .charset = charset });

    screen_wait_frame(s);
    return s;
}

/* End it as a user would; what it prints after the screen is gone shows the two fields. */
static void
demo_quit(struct screen **s, const char *fields)
{
    screen_send(*s, K_CTRL('q'));
    if (screen_wait_exit(*s) != 0)
        fail_msg("it ended badly:\n%s", screen_text(*s));
    if (fields)
        assert_screen_has(*s, fields);
    screen_close(s);
}

static void
chinese_in_every_charset(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(charsets); i++) {
        struct screen *s = demo_open(charsets[i], 24, 80);
        struct screen_cell cell = screen_cell(s, 0, 1);

        assert_screen_has(s, " 云栖花园 工作台");
        assert_screen_has(s, "11-22 周日 09:40");
        assert_screen_has(s, "首付比例没答上来");
        assert_string_equal(cell.text, "云");
        assert_int_equal(cell.width, 2);
        assert_true(cell.reverse);
        assert_screen_whole(s);
        if (i == 0)
            screen_expect_picture(s, "kit_demo");
        demo_quit(&s, NULL);
    }
}

/* What a charset lacks is a visible mark, never a hole, and what terminals disagree about has a safe twin. */
static void
no_character_leaves_a_hole(void **state)
{
    static const struct { const char *charset, *shown; } rows[] = {
        { "UTF-8", "欧阳明 \U0001F600 表情 \U0002B3A5\u9FB6 阿·卜杜" },
        { "UTF-8", "Łódź café naïve ① ② “引号”—破折号… Ⅲ × °" },
        { "UTF-8", "a b^A^[[31mred^?<200B><202E>zero" },
        { "UTF-8", "e\u0301 combining" },
        { "GB18030", "欧阳明 〓 表情 〓\u9FB6 阿.卜杜" },
        { "GB18030", "cafe naïve (1) (2) \"引号\"－破折号... III x 度" },
        { "GB18030", "a b^A^[[31mred^?<200B><202E>zero" },
        { "GBK", "欧阳明 〓 表情 〓〓 阿.卜杜" },
        { "GBK", "Lodz cafe naive (1) (2) \"引号\"－破折号... III x 度" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct screen *s = demo_open(rows[i].charset, 24, 80);

        assert_screen_has(s, rows[i].shown);
        demo_quit(&s, NULL);
    }
}

/* A terminal that draws the ambiguous ones wide in UTF-8, and one that does not answer: safe twins for both. */
static void
the_probe_decides_about_twins(void **state)
{
    static const struct { bool silent, wide; const char *shown; } rows[] = {
        { false, false, "① ②" }, { false, true, "(1) (2)" }, { true, false, "(1) (2)" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct screen *s = demo_start((struct screen_options){ .silent = rows[i].silent, .wide = rows[i].wide });

        screen_wait_text(s, rows[i].shown);
        demo_quit(&s, NULL);
    }
}

static void
typed_text_stands_in_its_field(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(charsets); i++) {
        struct screen *s = demo_open(charsets[i], 24, 80);
        int y, x;

        screen_type(s, "王小明");
        screen_wait_frame(s);
        assert_screen_row(s, 1, "姓名  王小明");
        assert_true(screen_cursor(s, &y, &x));
        assert_int_equal(y, 1);
        assert_int_equal(x, 12);
        assert_true(screen_cell(s, 1, 20).underline);
        screen_step(s, K_LEFT);
        screen_cursor(s, &y, &x);
        assert_int_equal(x, 10);
        screen_step(s, K_BACKSPACE K_HOME);
        assert_screen_row(s, 1, "姓名  王明");
        demo_quit(&s, i == 0 ? "王明|" : NULL);
    }
}

/* A mark sits on its letter, or where the charset lacks it is shown beside it; the caret knows which. */
static void
the_caret_knows_what_is_shown(void **state)
{
    static const struct { const char *charset, *bytes; int column; } rows[] = {
        { "UTF-8", "e\u0301", 7 }, { "UTF-8", "a\u200Bb", 6 + 1 + 6 + 1 }, { "UTF-8", "\u2460", 7 },
        { "UTF-8", "\u738B\U0002B3A5", 10 }, { "GBK", "\xA2\xD9", 6 + 3 }, { "GB18030", "\xA1\xAD", 6 + 3 },
        { "GB18030", "\x95\x32\xB2\x36", 8 }, { "GBK", "\xCD\xF5\xA1\xA4", 6 + 3 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct screen *s = demo_open(rows[i].charset, 24, 80);
        int y, x;

        screen_step(s, rows[i].bytes);
        screen_cursor(s, &y, &x);
        assert_row_int(i, x, rows[i].column);
        screen_step(s, K_HOME);
        screen_cursor(s, &y, &x);
        assert_row_int(i, x, 6);
        demo_quit(&s, NULL);
    }
}

/* Longer than its box a line scrolls, the caret never leaves the box and never stands inside a character. */
static void
a_long_line_scrolls(void **state)
{
    struct screen *s = demo_open("GBK", 24, 80);
    int y, x;

    (void)state;
    for (int i = 0; i < 15; i++) {
        screen_type(s, i % 2 ? "a" : "房");
        screen_wait_frame(s);
        assert_true(screen_cursor(s, &y, &x));
        assert_int_equal(y, 1);
        assert_in_range(x, 6, 25);
        assert_screen_whole(s);
    }
    screen_step(s, K_HOME);
    assert_screen_row(s, 1, "姓名  房a房a房a房a房a房a房");
    demo_quit(&s, NULL);
}

/* Lines break between Han, not inside a word, not before closing punctuation; the last column is the caret's. */
static void
a_long_text_wraps(void **state)
{
    struct screen *s = demo_open("GB18030", 24, 80);
    int y, x;

    (void)state;
    screen_step(s, K_TAB);
    screen_type(s, "厨房顶棚渗水一共九个，客户 hello worldwide 单词");
    screen_wait_frame(s);
    assert_screen_row(s, 2, "备注  厨房顶棚渗水一共九");
    assert_screen_row(s, 3, "      个，客户 hello");
    assert_screen_row(s, 4, "      worldwide 单词");
    assert_true(screen_cursor(s, &y, &x));
    assert_int_equal(y, 4);
    assert_int_equal(x, 6 + 14);
    screen_step(s, K_UP K_UP);
    screen_cursor(s, &y, &x);
    assert_int_equal(y, 2);
    assert_int_equal(x, 6 + 14);
    screen_step(s, K_END);
    screen_type(s, "。");
    screen_wait_frame(s);
    assert_screen_has(s, "备注  厨房顶棚渗水一共");
    screen_step(s, K_DOWN K_DOWN K_DOWN K_DOWN);
    assert_screen_row(s, 22, "Down");
    for (int i = 0; i < 3; i++)
        screen_step(s, "\012");
    screen_type(s, "末");
    screen_wait_frame(s);
    screen_cursor(s, &y, &x);
    assert_int_equal(y, 4);
    assert_screen_whole(s);
    demo_quit(&s, NULL);
}

static void
five_thousand_characters_are_one_paste(void **state)
{
    struct screen *s = demo_open("GB18030", 24, 80);
    struct buf text = { 0 };
    long before;

    (void)state;
    for (int i = 0; i < 5000; i++)
        buf_puts(&text, i % 100 == 99 ? "\n" : i % 3 ? "渗" : "水");
    screen_step(s, K_TAB);
    before = screen_frame(s);
    screen_paste(s, text.text);
    screen_wait_frame(s);
    assert_int_equal(screen_frame(s), before + 1);
    assert_screen_whole(s);
    screen_step(s, "x");
    assert_screen_has(s, "此处最多 5000 个字");
    screen_step(s, K_BACKSPACE "end");
    assert_screen_has(s, "5000");
    buf_free(&text);
    demo_quit(&s, NULL);
}

static void
keys_typed_before_the_start_are_not_lost(void **state)
{
    struct screen *s = demo_start((struct screen_options){ .rows = 24 });

    (void)state;
    screen_type(s, "王小明");
    screen_send(s, K_F5);
    screen_wait_frame(s);
    assert_screen_row(s, 1, "姓名  王小明");
    assert_screen_has(s, "F5");
    demo_quit(&s, "王小明|");
}

static void
keys_reach_the_program(void **state)
{
    static const struct { const char *bytes, *said; } rows[] = {
        { K_F1, "F1" }, { K_F10, "F10" }, { "\033[[B", "F2" }, { "\033[13~", "F3" }, { K_BACKTAB, "Backtab" },
        { K_UP, "Up" }, { "\033OB", "Down" }, { K_ESC, "Esc" }, { "\033[5~", "PgUp" }, { "\023", "^S" },
    };
    struct screen *s = demo_open("UTF-8", 24, 80);

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        screen_step(s, rows[i].bytes);
        assert_screen_row(s, 22, rows[i].said);
    }
    /* a lone Esc, a pause, a digit: two keys */
    screen_step(s, K_ESC);
    screen_step(s, "2");
    screen_step(s, "\033Oq" "\033[99;3~" "\033[1;1R");
    demo_quit(&s, "21|");
}

/* A GBK paste into a UTF-8 terminal: no hang, later keys arrive, and the user is told. */
static void
a_foreign_charset_is_survived_and_said(void **state)
{
    struct screen *s = demo_open("UTF-8", 24, 80);

    (void)state;
    for (int i = 0; i < 20; i++)
        screen_send(s, "\xCD\xF5\xBD\xA8\xB9\xFA");
    screen_wait_frame(s);
    assert_screen_has(s, "终端的编码与区域设置不一致");
    assert_int_equal(screen_beeps(s), 1);
    screen_step(s, K_CTRL('u'));
    screen_step(s, "138");
    assert_screen_row(s, 1, "姓名  138");
    demo_quit(&s, "138|");
}

static void
shrinks_and_grows(void **state)
{
    static const struct { int rows, cols; } sizes[] = {
        { 23, 79 }, { 12, 40 }, { 3, 10 }, { 1, 1 }, { 5, 7 }, { 40, 120 }, { 24, 80 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(charsets); i++) {
        struct screen *s = demo_open(charsets[i], 24, 80);
        const char *first = screen_cells(s);

        for (size_t k = 0; k < COUNT(sizes); k++) {
            screen_resize(s, sizes[k].rows, sizes[k].cols);
            screen_wait_frame(s);
            if (sizes[k].rows > 3)
                assert_screen_whole(s);
        }
        screen_step(s, "x" K_BACKSPACE);
        assert_string_equal(screen_cells(s), first);
        demo_quit(&s, "|");
    }
}

static uint32_t
chance(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void
cells_differ(struct screen *s, const char *before, const char *after)
{
    while (*before == *after || strcspn(before, "\n") != strcspn(after, "\n") ||
           memcmp(before, after, strcspn(after, "\n")) != 0) {
        if (strncmp(before, after, strcspn(before, "\n") + 1) != 0)
            break;
        before += strcspn(before, "\n") + 1;
        after += strcspn(after, "\n") + 1;
    }
    print_error("before %.*s\nafter  %.*s\n", (int)strcspn(before, "\n"), before, (int)strcspn(after, "\n"), after);
    screen_close(&s);
    fail_msg("a repaint shows other cells");
}

/* Random keys; what stands on the screen is what a repaint from nothing shows. */
static void
a_repaint_changes_nothing(void **state)
{
    static const char *const keys[] = {
        "王", "明", "a", "1", "\xC2\xB7", K_LEFT, K_RIGHT, K_HOME, K_END, K_BACKSPACE, K_DELETE, K_PGDN, K_PGDN, K_TAB,
        K_UP, K_DOWN, "\012", K_F5, "\032", "龶", "…",
    };
    static const struct { int rows, cols; } sizes[] = { { 24, 80 }, { 23, 79 } };
    uint32_t seed = 20261122;

    (void)state;
    for (size_t i = 0; i < COUNT(charsets) * COUNT(sizes); i++) {
        struct screen *s = demo_open(charsets[i % 3], sizes[i / 3].rows, sizes[i / 3].cols);

        for (int round = 0; round < 60; round++) {
            const char *before, *after;

            for (int n = (int)(chance(&seed) % 4) + 1; n > 0; n--) {
                const char *key = keys[chance(&seed) % COUNT(keys)];

                if (*key & 0x80 && (i % 3 == 2 ? strcmp(key, "龶") != 0 : true))
                    screen_type(s, key);
                else if (!(*key & 0x80))
                    screen_send(s, key);
            }
            screen_wait_frame(s);
            assert_screen_whole(s);
            before = screen_cells(s);
            screen_step(s, K_CTRL('l'));
            after = screen_cells(s);
            if (strcmp(before, after) != 0)
                cells_differ(s, before, after);
        }
        demo_quit(&s, NULL);
    }
}

static void
one_row_step_costs_few_bytes(void **state)
{
    struct screen *s = demo_open("UTF-8", 24, 80);

    (void)state;
    screen_step(s, "王");
    screen_output(s);
    screen_step(s, "小");
    assert_in_range(screen_output(s), 1, 120);
    demo_quit(&s, NULL);
}

static void
goes_when_told(void **state)
{
    static const int signals[] = { SIGHUP, SIGTERM, SIGINT };
    struct screen *s;

    (void)state;
    for (size_t i = 0; i < COUNT(signals); i++) {
        s = demo_open("UTF-8", 24, 80);
        screen_type(s, "王");
        screen_wait_frame(s);
        screen_signal(s, signals[i]);
        assert_int_equal(screen_wait_exit(s), 3);
        screen_close(&s);
    }
    s = demo_open("UTF-8", 24, 80);
    screen_hangup(s);
    assert_int_equal(screen_wait_exit(s), 3);
    screen_close(&s);
}

static void
prints_beside_the_clerk_and_leaves_and_returns(void **state)
{
    struct screen *s = demo_open("UTF-8", 24, 80);
    const char *before;
    size_t size;

    (void)state;
    screen_step(s, K_F5);
    before = screen_cells(s);
    screen_step(s, K_CTRL('p'));
    assert_string_equal(screen_printed(s, &size), "page\f");
    assert_int_equal(size, 5);
    assert_string_equal(screen_cells(s), before);
    screen_step(s, K_CTRL('e'));
    assert_string_equal(screen_cells(s), before);
    screen_type(s, "王");
    screen_wait_frame(s);
    assert_screen_row(s, 1, "姓名  王");
    demo_quit(&s, "王|");
}

static struct screen *
demo_with(const char *charset, const char *const environment[], const char *term)
{
    return demo_start((struct screen_options){ .charset = charset, .environment = environment, .term = term });
}

static void
without_a_locale_the_terminal_is_asked(void **state)
{
    struct screen *s = demo_with("", NULL, NULL);

    (void)state;
    screen_wait_frame(s);
    assert_screen_has(s, " 云栖花园 工作台");
    demo_quit(&s, NULL);
    /* no answer: UTF-8, with a line on how to set the locale */
    s = demo_start((struct screen_options){ .charset = "", .silent = true });
    screen_wait_text(s, "未设置区域");
    assert_screen_has(s, " 云栖花园 工作台");
    demo_quit(&s, NULL);
}

static void
a_charset_unknown_here_gets_pinyin(void **state)
{
    static const char *const environment[] = { "LC_ALL=zh_TW.BIG5", NULL };
    struct screen *s = demo_with("", environment, NULL);

    (void)state;
    screen_wait_frame(s);
    assert_screen_has(s, " YunQiHuaYuan GongZuoTai");
    assert_screen_has(s, "zh_CN.UTF-8");
    for (const char *c = screen_text(s); *c; c++)
        assert_true(*c == '\n' || (*c >= 0x20 && *c < 0x7F));
    demo_quit(&s, NULL);
}

/* A machine without the locale makes one for this account; without a place for it, pinyin. */
static void
a_missing_locale_is_made(void **state)
{
    struct arena a = { 0 };
    char *home = support_tmpdir(&a);
    const char *environment[] = { "LC_ALL=zh_CN.GBK", "LOCPATH=/nowhere", arena_printf(&a, "HOME=%s", home), NULL };
    struct screen *s;

    (void)state;
    for (int time = 0; time < 2; time++) {
        s = demo_with("GBK", environment, NULL);
        screen_wait_frame(s);
        assert_screen_has(s, " 云栖花园 工作台");
        assert_screen_has(s, "〓〓 阿.卜杜");
        screen_type(s, "王");
        screen_wait_frame(s);
        assert_screen_row(s, 1, "姓名  王");
        demo_quit(&s, NULL);
    }
    environment[2] = "HOME=/nowhere";
    s = demo_with("GBK", environment, NULL);
    screen_wait_text(s, "zh_CN.GBK");
    screen_wait_frame(s);
    assert_screen_has(s, "YunQiHuaYuan");
    demo_quit(&s, NULL);
    support_rmdir(home);
    arena_free(&a);
}

static void
tmux_wants_utf8(void **state)
{
    static const char *const environment[] = { "TMUX=/x,1,0", NULL };
    struct screen *s = demo_with("GBK", environment, NULL);

    (void)state;
    assert_int_equal(screen_wait_exit(s), 1);
    screen_close(&s);
    s = demo_with("UTF-8", environment, NULL);
    screen_wait_frame(s);
    assert_screen_has(s, " 云栖花园 工作台");
    demo_quit(&s, NULL);
}

static void
terminals_that_cannot_are_told(void **state)
{
    static const char *const terms[] = { "dumb", "no-such-terminal" };

    (void)state;
    for (size_t i = 0; i < COUNT(terms); i++) {
        struct screen *s = demo_with("UTF-8", NULL, terms[i]);

        assert_int_equal(screen_wait_exit(s), 1);
        assert_screen_has(s, terms[i]);
        screen_close(&s);
    }
}

static void
every_usual_terminal_description_works(void **state)
{
    static const char *const terms[] = { "xterm", "linux", "screen-256color", "tmux-256color", "rxvt", "vt100", "vt220" };

    (void)state;
    for (size_t i = 0; i < COUNT(terms); i++) {
        struct screen *s = demo_with("GB18030", NULL, terms[i]);

        screen_wait_frame(s);
        assert_screen_has(s, " 云栖花园 工作台");
        screen_step(s, K_PGDN);
        screen_step(s, "1");
        assert_screen_row(s, 1, "姓名  1");
        demo_quit(&s, "1|");
    }
}

static void
no_color_is_obeyed(void **state)
{
    static const char *const environment[] = { "NO_COLOR=1", NULL };
    struct screen *s = demo_with("UTF-8", environment, NULL);

    (void)state;
    screen_wait_frame(s);
    for (int y = 0; y < 24; y++)
        for (int x = 0; x < 80; x++) {
            struct screen_cell cell = screen_cell(s, y, x);

            assert_true(cell.fore == -1 && cell.back == -1);
        }
    assert_true(screen_cell(s, 0, 1).reverse);
    demo_quit(&s, NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_in_every_charset),
        cmocka_unit_test(no_character_leaves_a_hole),
        cmocka_unit_test(the_probe_decides_about_twins),
        cmocka_unit_test(typed_text_stands_in_its_field),
        cmocka_unit_test(the_caret_knows_what_is_shown),
        cmocka_unit_test(a_long_line_scrolls),
        cmocka_unit_test(a_long_text_wraps),
        cmocka_unit_test(five_thousand_characters_are_one_paste),
        cmocka_unit_test(keys_typed_before_the_start_are_not_lost),
        cmocka_unit_test(keys_reach_the_program),
        cmocka_unit_test(a_foreign_charset_is_survived_and_said),
        cmocka_unit_test(shrinks_and_grows),
        cmocka_unit_test(a_repaint_changes_nothing),
        cmocka_unit_test(one_row_step_costs_few_bytes),
        cmocka_unit_test(goes_when_told),
        cmocka_unit_test(prints_beside_the_clerk_and_leaves_and_returns),
        cmocka_unit_test(without_a_locale_the_terminal_is_asked),
        cmocka_unit_test(a_charset_unknown_here_gets_pinyin),
        cmocka_unit_test(a_missing_locale_is_made),
        cmocka_unit_test(tmux_wants_utf8),
        cmocka_unit_test(terminals_that_cannot_are_told),
        cmocka_unit_test(every_usual_terminal_description_works),
        cmocka_unit_test(no_color_is_obeyed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
