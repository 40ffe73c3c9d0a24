#include "tests/screen/harness.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const charsets[] = { "UTF-8", "GB18030", "GBK" };

static struct screen *
demo_open(const char *charset, int rows, int cols)
{
    struct screen *s = screen_open(&(struct screen_options){
        .rows = rows, .cols = cols, .charset = charset, .program = screen_tool("screen/kit_demo"),
    });

    screen_wait_frame(s);
    return s;
}

static void
shows_chinese_in_every_charset(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(charsets); i++) {
        struct screen *s = demo_open(charsets[i], 24, 80);
        struct screen_cell cell = screen_cell(s, 0, 1);

        assert_screen_has(s, " 云栖花园 工作台");
        assert_screen_has(s, "11-22 周日 09:40");
        assert_string_equal(cell.text, "云");
        assert_int_equal(cell.width, 2);
        assert_true(cell.reverse);
        assert_screen_whole(s);
        screen_close(&s);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_chinese_in_every_charset),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
