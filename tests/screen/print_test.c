/* F-025: printing from the desk, to the printer beside it and into a file, by keyboard. */
#include "tests/screen/harness_house.h"

#include "base/charset.h"
#include "base/text.h"
#include "data/engine/journal.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct house house;
static int64_t permit;

static int
set_up(void **state)
{
    (void)state;
    house_make(&house);
    permit = house_record(&house, "permit", "kind", "1", "number", "国用·第“8”号", "defect", "正在补办", NULL);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    house_free(&house);
    return 0;
}

static struct screen *
open_permits(const char *charset)
{
    static char home[300];
    const char *environment[] = { home, NULL };
    struct screen_options o = { .charset = charset, .environment = environment };
    struct screen *s;

    snprintf(home, sizeof home, "HOME=%s", house.dir);
    s = house_desk(&house, ZHOU_YING, &o);
    house_register(s, "五证");
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
    text = arena_strndup(&house.arena, out.text, out.size);
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
        line = arena_strndup(&house.arena, s, size - 1);
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
    struct screen *s = open_permits(charset);
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
    struct screen *s = open_permits("UTF-8");
    char *path = arena_printf(&house.arena, "%s/one.txt", house.dir), *text;
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
    text = support_read(&house.arena, path, NULL);
    assert_non_null(strstr(text, "国用.第\"8\"号"));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_true(journal_about(house.o->store, "permit", permit, 0, true, &house.arena, e, 2, &n, NULL));
    assert_string_equal(e[0].action, "print.record");
    assert_non_null(strstr(e[0].summary, path));
    assert_int_equal(e[0].staff, house.staff[ZHOU_YING]);
    /* The same way and paper stand first the next time. */
    screen_step(s, "p");
    screen_step(s, "1");
    screen_wait_text(s, "241");
    screen_step(s, K_ENTER);
    screen_wait_text(s, "打印到文件");
    assert_screen_has(s, house.dir);
    screen_close(&s);
}

static void
F025_who_prints_nothing_leaves_nothing(void **state)
{
    struct screen *s = open_permits("UTF-8");
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
        cmocka_unit_test_setup_teardown(F025_who_prints_nothing_leaves_nothing, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
