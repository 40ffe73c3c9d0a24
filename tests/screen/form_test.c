/* Forms of the kit, seen on a terminal. */
#include "tests/screen/harness_demo.h"

#include <stdio.h>
#include <string.h>

static void
a_form_is_filled_by_few_keys(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    screen_step(s, K_F2);
    screen_step(s, "13800135678" K_ENTER);
    assert_screen_has(s, "老客户: 王建国");      /* looked up when the field was left; the name needs no decision */
    screen_step(s, "1");                        /* a complete code is taken at once */
    assert_screen_has(s, "1先生");
    screen_step(s, "24" C_S);
    screen_wait_text(s, "已存 phone=13800135678 name=王建国 title=先生 need=");
    desk_close(&d);
}

static void
choices_by_code_initials_and_list(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    screen_step(s, K_F2);
    screen_step(s, K_DOWN K_DOWN K_DOWN K_DOWN);
    screen_step(s, "fh");                       /* 防火 */
    assert_screen_has(s, ">08 防火");
    assert_screen_lacks(s, "12 噪声");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "事项  08防火");
    screen_step(s, K_UP);
    screen_step(s, K_F9 K_F2);
    assert_screen_has(s, "事项  08防火");
    desk_close(&d);
}

static void
dates_show_what_was_understood(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 120, NULL);

    (void)state;
    screen_step(s, K_F2);
    for (int i = 0; i < 6; i++)
        screen_step(s, K_DOWN);
    screen_step(s, "28");
    assert_screen_has(s, "= 11-28 周六");
    assert_screen_has(s, "日期: 11-28 周六");
    screen_step(s, C_U "99" K_ENTER);
    assert_screen_has(s, "!日期");              /* held once, with the reason */
    screen_step(s, K_UP);                       /* and let go the second time */
    screen_step(s, K_CTRL('s'));
    assert_screen_has(s, "!日期");
    desk_close(&d);
}

static void
references_search_while_typing(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    screen_step(s, K_F2);
    screen_step(s, K_BACKTAB K_BACKTAB K_BACKTAB);
    screen_type(s, "王");
    screen_wait_text(s, "王小明");
    screen_step(s, K_DOWN K_ENTER);
    assert_screen_has(s, "顾问  王小明");
    desk_close(&d);
}

static void
phrases_are_inserted_by_initials(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    screen_step(s, K_F2);
    screen_step(s, K_BACKTAB);
    screen_type(s, "今天::sl");
    screen_wait_text(s, "申领钥匙");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "今天上门查看漏水点");
    screen_type(s, "\n尽快");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "今天上门查看漏水点");
    desk_close(&d);
}

static void
a_save_with_something_missing_goes_there(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);
    int y, x;

    (void)state;
    screen_step(s, K_F2);
    screen_step(s, "13900000000" K_ENTER C_S);
    assert_screen_row(s, 21, " 姓名必须填写。");
    assert_true(screen_cursor(s, &y, &x));
    assert_int_equal(y, screen_find_row(s, "姓名"));
    assert_screen_has(s, "!姓名");
    desk_close(&d);
}

static void
a_draft_is_taken_up_again(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    screen_step(s, K_F2);
    screen_step(s, "13900000000" K_ENTER);
    screen_type(s, "欧阳");
    screen_step(s, K_ESC);
    screen_step(s, K_F2);
    assert_screen_lacks(s, "欧阳");
    screen_step(s, K_CTRL('d'));
    assert_screen_has(s, "欧阳");
    assert_screen_has(s, "13900000000");
    desk_close(&d);
}

/* 60 keys a second or all at once: the same record. */
static void
keys_typed_ahead_are_not_lost(void **state)
{
    static const char keys[] = K_F2 "13800135678" K_ENTER "1" "24" C_S;
    char slow[400], *fast;
    struct desk d;
    struct screen *s;

    (void)state;
    s = desk_open(&d, 24, 80, NULL);
    screen_send(s, K_F2);
    for (const char *k = keys + strlen(K_F2); *k; k++)
        screen_step(s, ((const char[]) { *k, '\0' }));
    snprintf(slow, sizeof slow, "%s", screen_row(s, 21));
    desk_close(&d);
    s = desk_open(&d, 24, 80, NULL);
    screen_step(s, keys);
    fast = arena_strdup(&d.arena, screen_row(s, 21));
    assert_string_equal(fast, slow);
    assert_non_null(strstr(fast, "已存"));
    desk_close(&d);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_is_filled_by_few_keys),
        cmocka_unit_test(choices_by_code_initials_and_list),
        cmocka_unit_test(dates_show_what_was_understood),
        cmocka_unit_test(references_search_while_typing),
        cmocka_unit_test(phrases_are_inserted_by_initials),
        cmocka_unit_test(a_save_with_something_missing_goes_there),
        cmocka_unit_test(a_draft_is_taken_up_again),
        cmocka_unit_test(keys_typed_ahead_are_not_lost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
