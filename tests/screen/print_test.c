/* F-025: printing from the desk, to the printer beside it and into a file, by keyboard. */
#include "tests/screen/harness_books.h"

#include "base/charset.h"
#include "base/text.h"
#include "data/engine/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct books books;
static int64_t permit;
static char path_before[4000];     /* PATH as it was; the program under test inherits it */
static struct arena *const arena = &books.town.a;

static int
set_up(void **state)
{
    (void)state;
    if (!*path_before)
        snprintf(path_before, sizeof path_before, "%s", getenv("PATH"));
    books_make(&books);
    permit = books_record(&books, "permit", "kind", "1", "number", "国用·第“8”号", "defect", "正在补办", NULL);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    setenv("PATH", path_before, 1);
    books_free(&books);
    return 0;
}

/* The list of permits at the site manager's desk; more: one variable of the environment. */
static struct screen *
open_permits(const char *charset, const char *more)
{
    static const char *const arguments[] = { "--desk", "前台2", NULL };
    const char *environment[] = { books.town.environment[0], books.town.environment[1], more, NULL };
    struct screen_options o = { .charset = charset, .arguments = arguments, .environment = environment };
    struct screen *s = screen_open(&o);

    screen_wait_text(s, "登录");
    for (int i = 0; i < TOWN_ZHOUYING; i++)
        screen_step(s, K_DOWN);
    screen_step(s, K_ENTER);
    books_register(s, "五证");
    screen_wait_text(s, "国用");
    return s;
}

/* What came out of the printer, as UTF-8. */
static char *
printed(struct screen *s, enum charset charset)
{
    size_t size;
    const char *bytes = screen_printed(s, &size);
    struct buf out = { 0 };
    char *text;

    assert_true(size > 0 && bytes[size - 1] == '\f');
    assert_true(charset_decode(charset, bytes, size, &out, NULL));
    text = arena_strndup(arena, out.text, out.size);
    buf_free(&out);
    return text;
}

static void
assert_printed_rows(const char *text)
{
    size_t framed = 0;

    for (const char *s = text; *s; s += strcspn(s, "\n") + 1) {
        size_t size = strcspn(s, "\n");
        char *line;

        if (s[size] != '\n')
            break;
        assert_int_equal(s[size - 1], '\r');
        line = arena_strndup(arena, s, size - 1);
        if (*line == '|' || *line == '+') {
            assert_int_equal(text_columns(line), 76);
            framed++;
        }
    }
    assert_true(framed > 10);
}

static void
print_beside_in(const char *charset)
{
    struct screen *s = open_permits(charset, NULL);
    char *text;

    screen_step(s, "p");
    screen_wait_text(s, "这一条");
    screen_step(s, "1");
    screen_wait_text(s, "桌边打印机");
    assert_screen_whole(s);
    screen_step(s, "1");
    screen_wait_text(s, "已打印");
    text = printed(s, CHARSET_GB18030);         /* the printer's own, whatever the terminal's */
    assert_non_null(strstr(text, "国用.第\"8\"号"));
    assert_printed_rows(text);
    screen_close(&s);
}

static void
F025_the_printer_beside_the_desk_gets_gb18030(void **state)
{
    (void)state;
    print_beside_in("UTF-8");
    print_beside_in("GB18030");
}

static void
F025_a_sheet_goes_into_a_file_and_the_desk_remembers(void **state)
{
    struct screen *s = open_permits("UTF-8", arena_printf(arena, "HOME=%s", books.town.dir));
    char *path = arena_printf(arena, "%s/one.txt", books.town.dir), *text;
    struct entry e[2];
    struct stat st;
    size_t n;

    (void)state;
    screen_step(s, "p");
    screen_step(s, "1");
    screen_step(s, "4");                        /* looks first */
    screen_wait_text(s, "正在补办");
    assert_screen_has(s, "+----");
    screen_step(s, K_ESC);
    screen_step(s, "5");                        /* other paper */
    screen_wait_text(s, "241");
    screen_step(s, "3");
    screen_wait_text(s, "打印到文件");
    screen_send(s, K_CTRL('U'));
    screen_type(s, path);
    screen_step(s, K_CTRL('S'));
    screen_wait_text(s, "已打印");
    text = support_read(arena, path, NULL);
    assert_non_null(strstr(text, "国用.第\"8\"号"));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_true(journal_about(books.town.o->store, "permit", permit, 0, true, arena, e, 2, &n, NULL));
    assert_string_equal(e[0].action, "print.record");
    assert_non_null(strstr(e[0].summary, path));
    assert_int_equal(e[0].staff, books.town.staff[TOWN_ZHOUYING]);
    /* The same way and paper stand first the next time. */
    screen_step(s, "p");
    screen_step(s, "1");
    screen_wait_text(s, "241");
    screen_step(s, K_ENTER);
    screen_wait_text(s, "打印到文件");
    assert_screen_has(s, books.town.dir);
    screen_close(&s);
}

/* A stand-in for lp that keeps what it was told and given. */
static void
fake_lp(bool takes)
{
    char *path = arena_printf(arena, "%s/lp", books.town.dir);
    char *script = arena_printf(arena, "#!/bin/sh\n%s\nprintf '%%s\\n' \"$@\" >'%s/told'\ncat >'%s/given'\n",
                                takes ? ":" : "echo no such printer; exit 1", books.town.dir, books.town.dir);

    support_write(path, script, strlen(script));
    assert_int_equal(chmod(path, 0700), 0);
    setenv("PATH", arena_printf(arena, "%s:%s", books.town.dir, path_before), 1);
}

static struct screen *
print_by_lp(bool takes)
{
    struct screen *s;

    fake_lp(takes);
    s = open_permits("UTF-8", NULL);
    screen_step(s, "p");
    screen_step(s, "1");
    screen_wait_text(s, "桌边打印机");
    screen_step(s, "2");
    screen_wait_text(s, "用 lp 打印");
    screen_type(s, "front; rm -rf x");          /* no shell reads it */
    screen_step(s, K_CTRL('S'));
    return s;
}

static void
F025_lp_gets_the_pages_without_a_shell(void **state)
{
    struct screen *s = print_by_lp(true);
    char *told, *given;

    (void)state;
    screen_wait_text(s, "已打印");
    told = support_read(arena, arena_printf(arena, "%s/told", books.town.dir), NULL);
    given = support_read(arena, arena_printf(arena, "%s/given", books.town.dir), NULL);
    assert_non_null(strstr(told, "-d\nfront; rm -rf x\n"));
    assert_non_null(strstr(told, "cpi=10"));
    assert_non_null(strstr(given, "国用.第\"8\"号"));
    screen_close(&s);
}

static void
F025_what_lp_says_is_said(void **state)
{
    struct screen *s = print_by_lp(false);

    (void)state;
    screen_wait_text(s, "no such printer");
    screen_close(&s);
}

static void
F025_an_empty_sheet_from_the_list_of_receptions(void **state)
{
    struct screen *s = open_permits("UTF-8", NULL);
    char *text;

    (void)state;
    screen_step(s, K_F2);
    screen_wait_text(s, "接待");
    screen_step(s, "b");
    screen_wait_text(s, "空接待表");
    screen_step(s, "2");
    screen_wait_text(s, "桌边打印机");
    screen_step(s, "1");
    screen_wait_text(s, "已打印");
    text = printed(s, CHARSET_GB18030);
    assert_non_null(strstr(text, "来电接待表"));
    assert_non_null(strstr(text, "[ ]1 先生"));
    assert_printed_rows(text);
    screen_close(&s);
}

static void
F025_who_prints_nothing_leaves_nothing(void **state)
{
    struct screen *s = open_permits("UTF-8", arena_printf(arena, "HOME=%s", books.town.dir));
    size_t size;

    (void)state;
    screen_step(s, "p");
    screen_step(s, "3");                        /* an empty form, not after all */
    screen_wait_text(s, "桌边打印机");
    screen_step(s, K_ESC);
    screen_printed(s, &size);
    assert_int_equal(size, 0);
    screen_step(s, "p");
    screen_step(s, "2");
    screen_step(s, "1");
    screen_wait_text(s, "已打印");
    assert_non_null(strstr(printed(s, CHARSET_GB18030), "1"));
    screen_close(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(F025_the_printer_beside_the_desk_gets_gb18030, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F025_a_sheet_goes_into_a_file_and_the_desk_remembers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F025_lp_gets_the_pages_without_a_shell, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F025_what_lp_says_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F025_an_empty_sheet_from_the_list_of_receptions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F025_who_prints_nothing_leaves_nothing, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
