/* Telling at the desk, by keys: the seven topics, the card, what stands before subscribing, the opening of sales. */
#include "tests/screen/harness_books.h"

#include <stdlib.h>
#include <string.h>

#define C_D "\004"
#define C_O "\017"
#define C_S "\023"

static int
set_up(void **state)
{
    struct books *b = mem_alloc(sizeof *b);

    books_make(b);
    *state = b;
    return 0;
}

static int
tear_down(void **state)
{
    books_free(*state);
    free(*state);
    return 0;
}

static void
F128_the_opening_shows_both_lists_and_what_is_missing(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);

    books_command(s, "开盘准备");
    assert_screen_has(s, "公示 0/11，其中开盘前必须 0/6");
    assert_screen_has(s, "缺有效的");                 /* permits */
    screen_step(s, "n");
    assert_int_equal(books_count(b, "display_item"), 11);
    assert_int_equal(books_count(b, "risk_check"), 14);
    assert_screen_has(s, "销售价格");
    books_record(b, "display_item", "item", "01", "place", "大厅东墙", "shown_on", "today", NULL);
    screen_wait_text(s, "公示 1/11，其中开盘前必须 1/6");
    screen_wait_text(s, "大厅东墙");
    screen_step(s, "i");
    assert_screen_has(s, "未上墙：五证");
    screen_step(s, K_ESC);
    screen_step(s, K_ENTER);
    assert_screen_has(s, "公示项 销售价格");
    screen_step(s, K_ESC);
    screen_step(s, K_END "m");
    assert_screen_has(s, "没有问题");
    screen_step(s, "1");
    screen_wait_text(s, "现为「无问题」");
    screen_step(s, K_HOME);
    screen_wait_text(s, "已查 1/14");
    screen_close(&b->s);
}

static void
visit(struct screen *s)
{
    screen_step(s, K_F2 "1");
    screen_step(s, "13900001234" K_ENTER "w");
    screen_wait_text(s, "1王");
    screen_step(s, K_ENTER "12" C_S);
    screen_wait_text(s, "已开");
}

static void
F121_a_first_visit_shows_how_much_was_told(void **state)
{
    struct books *b = *state;
    int64_t id = books_record(b, "knowledge", "kind", "2", "briefing", "1", "answer", "离地铁站约六百米。", NULL);
    struct screen *s;

    books_move(b, "knowledge", id, "propose", NULL);
    if (!office_seat(b->town.o, town_number(&b->town, "SELECT id FROM staff WHERE name = '郑岚'"), NULL))
        fail_msg("nobody approves");
    books_move(b, "knowledge", id, "approve", NULL);
    s = books_desk(b, TOWN_LIMIN, 0, 0, NULL);
    visit(s);
    assert_screen_has(s, "告知不全 0/7");
    screen_step(s, C_O);
    assert_screen_has(s, "位置  第 1 版");
    assert_screen_has(s, "没有启用的说辞");
    screen_step(s, "1");
    assert_screen_has(s, "离地铁站约六百米");
    screen_step(s, K_ESC);
    assert_screen_has(s, "已讲");
    screen_step(s, K_ESC);
    assert_screen_has(s, "告知不全 1/7");
    screen_step(s, C_S);
    screen_step(s, K_ESC);
    assert_screen_has(s, "告知不全 1");                 /* counted on the day's list */
    assert_string_equal(record_text(books_last(b, "reception"), "told"), "1");
    screen_close(&b->s);
}

static void
F126_the_card_is_noted_and_printed_from_the_visit(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_LIMIN, 0, 0, NULL);

    visit(s);
    screen_step(s, C_D);
    assert_screen_has(s, "发服务信息卡");
    screen_step(s, "1");
    assert_screen_has(s, "打印");
    assert_int_equal(books_count(b, "service_card"), 1);
    assert_int_equal(record_num(books_last(b, "service_card"), "reception"), books_last(b, "reception")->id);
    screen_step(s, K_ESC);
    screen_step(s, C_D "5");
    assert_screen_has(s, "推荐理由");
    screen_close(&b->s);
}

static void
F139_the_reasons_against_subscribing_are_shown_from_the_customer(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_WANGQIANG, 0, 0, NULL);

    screen_step(s, K_F7);
    screen_type(s, "王建国");
    screen_step(s, K_ENTER);
    screen_step(s, "k4");
    screen_step(s, "311102" K_ENTER);
    assert_screen_has(s, "还不能认购");
    assert_screen_has(s, "RCP-40");
    screen_step(s, K_ESC "k2");
    assert_screen_has(s, "文件查阅");
    screen_step(s, "1" C_S);
    assert_int_equal(books_count(b, "consult"), 1);
    assert_int_equal(record_num(books_last(b, "consult"), "customer"), b->town.customers[TOWN_WANG]);
    screen_close(&b->s);
}

static void
F131_what_must_be_told_stands_beside_the_reception_and_on_the_home(void **state)
{
    struct books *b = *state;
    struct screen *s;

    books_record(b, "permit", "kind", "5", "number", "015", "defect", "预计下月领证", NULL);
    s = books_desk(b, TOWN_LIMIN, 0, 0, NULL);
    screen_step(s, K_F2 "1");
    assert_screen_has(s, "须告知客户");
    screen_step(s, K_ESC);
    books_register(s, "房源");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "请注意");
    assert_screen_has(s, "预计下月领证");
    screen_close(&b->s);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(F128_the_opening_shows_both_lists_and_what_is_missing),
        T(F121_a_first_visit_shows_how_much_was_told),
        T(F126_the_card_is_noted_and_printed_from_the_visit),
        T(F139_the_reasons_against_subscribing_are_shown_from_the_customer),
        T(F131_what_must_be_told_stands_beside_the_reception_and_on_the_home),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
