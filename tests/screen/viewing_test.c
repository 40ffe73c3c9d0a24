/* Appointments by keyboard: booked with a warning, the day's list, arriving, moving, preparing, assigning. */
#include "tests/screen/harness_books.h"

#include "data/customer.h"
#include "data/message.h"
#include "data/reception.h"
#include "data/viewing.h"

#include <stdlib.h>
#include <string.h>

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

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
    struct books *b = *state;

    books_free(b);
    free(b);
    return 0;
}

/* Booked by another desk: minutes from now. */
static int64_t
booked(struct books *b, int customer, const char *name, const char *phone, int minutes, const char *needs)
{
    struct record *v = viewing_new(b->town.o, &b->town.a);
    struct err err = { 0 };

    record_set_num(v, "project", b->town.projects[0]);
    record_set_num(v, "customer", b->town.customers[customer]);
    record_set_text(v, "name", name);
    record_set_text(v, "phone", phone);
    record_set_num(v, "at", TOWN_NOW + minutes * 60);
    record_set_num(v, "party", 2);
    record_set_num(v, "consultant", b->town.staff[TOWN_WANGQIANG]);
    record_set_text(v, "needs", needs);
    record_set_text(v, "homes", "3-1-1102");
    must(viewing_book(b->town.o, v, &b->town.a, &err));
    return v->id;
}

static struct screen *
the_list(struct books *b, int rows, int cols, const char *charset)
{
    struct screen *s = books_desk(b, TOWN_LIMIN, rows, cols, charset);

    screen_step(s, K_F2);
    screen_wait_text(s, "3预约");
    screen_step(s, "4");
    screen_wait_text(s, "看房预约");
    return s;
}

static struct record *
stored(struct books *b, int64_t id)
{
    return books_read(b, "viewing", id);
}

static void
F143_overlapping_is_asked_once_more(void **state)
{
    struct books *b = *state;
    struct screen *s;

    booked(b, TOWN_CHEN, "陈思远", "13700001111", 6 * 1440 + 20, "");
    s = books_desk(b, TOWN_LIMIN, 0, 0, NULL);
    screen_step(s, K_F2);
    screen_step(s, "3");
    screen_type(s, "13800135678\r");
    screen_wait_text(s, "王建国");
    screen_type(s, "1w6 1030\r");
    screen_wait_frame(s);
    for (int i = 0; i < 3; i++)                 /* people, needs, then the consultant */
        screen_step(s, K_TAB);
    screen_type(s, "王强");
    screen_step(s, K_TAB);
    screen_wait_text(s, "重叠");
    screen_step(s, K_CTRL('s'));
    screen_wait_text(s, "再按 ^S");
    assert_int_equal(books_count(b, "viewing"), 1);
    screen_step(s, K_CTRL('s'));
    screen_wait_text(s, "已约 YY");
    assert_int_equal(books_count(b, "viewing"), 2);
    screen_close(&b->s);
}

static void
F143_a_free_time_is_taken_by_a_digit(void **state)
{
    struct books *b = *state;
    struct screen *s;
    struct record *v;

    booked(b, TOWN_CHEN, "陈思远", "13700001111", 20, "");
    s = books_desk(b, TOWN_LIMIN, 0, 0, NULL);
    screen_step(s, K_F2);
    screen_step(s, "3");
    screen_type(s, "13800135678\r");
    screen_wait_text(s, "王建国");
    screen_step(s, K_CTRL('b'));
    screen_wait_text(s, "空闲时段");
    assert_screen_lacks(s, "11-22 10:00");
    assert_screen_has(s, "11-22 11:00 周日  王强");
    screen_step(s, "1");
    screen_step(s, K_CTRL('s'));
    screen_wait_text(s, "已约 YY");
    v = books_last(b, "viewing");
    assert_int_equal(record_num(v, "at"), TOWN_NOW + 80 * 60);
    assert_int_equal(record_num(v, "consultant"), b->town.staff[TOWN_WANGQIANG]);
    screen_close(&b->s);
}

static void
F145_unannounced_is_given_to_who_is_free(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_LIMIN, 0, 0, NULL);
    struct record *v;

    books_command(s, "临时看房");
    screen_wait_text(s, "临时看房");
    screen_type(s, "13511112222\r孙立\r");
    screen_step(s, K_CTRL('s'));
    screen_wait_text(s, "派哪位顾问");
    assert_screen_has(s, "王强  空闲");
    screen_step(s, "1");
    screen_wait_text(s, "由王强接待");
    v = books_last(b, "viewing");
    assert_int_equal(record_num(v, "urgent"), 1);
    assert_int_equal(record_num(v, "consultant"), b->town.staff[TOWN_WANGQIANG]);
    screen_close(&b->s);
}

static void
F146_the_checklist_is_ticked_by_digits(void **state)
{
    struct books *b = *state;
    struct screen *s;

    booked(b, TOWN_CHEN, "陈思远", "13700001111", 80, "1");
    s = the_list(b, 0, 0, NULL);
    screen_wait_text(s, "0/10");
    screen_step(s, "7");
    screen_wait_text(s, "看房准备");
    assert_screen_has(s, "特殊需求: 轮椅:备坡道与无障碍路线");
    assert_screen_whole(s);
    screen_send(s, "123456789a");
    screen_wait_text(s, "全部备好了");
    assert_screen_has(s, "已备 10/10");
    assert_int_equal(town_number(&b->town, "SELECT count(*) FROM task WHERE kind = 'viewing_prep' AND done IS NULL"), 0);
    screen_step(s, "2");
    screen_wait_text(s, "已备 9/10");
    screen_step(s, K_ESC);
    screen_wait_text(s, "9/10");
    screen_close(&b->s);
}

static void
F147_needs_are_loud_on_list_card_and_desk(void **state)
{
    struct books *b = *state;
    struct screen *s;
    int row;

    booked(b, TOWN_CHEN, "陈思远", "13700001111", 80, "1");
    booked(b, TOWN_WANG, "王建国", "13800135678", 200, "");
    booked(b, TOWN_WANG, "王建国", "13800135678", 320, "");
    s = the_list(b, 0, 0, NULL);
    screen_wait_text(s, "! 轮椅:备坡道");
    row = screen_find_row(s, "! 轮椅");
    assert_true(screen_find_row(s, "王建国") > row);
    assert_screen_has(s, "特殊需求: 轮椅");
    screen_step(s, K_DOWN);
    assert_true(screen_cell(s, screen_find_row(s, "11:00"), 3).fore != screen_cell(s, screen_find_row(s, "15:00"), 3).fore);
    screen_step(s, K_UP);
    screen_step(s, K_ENTER);
    screen_wait_text(s, "YY261122-A001 已约");
    assert_screen_has(s, "特殊需求: 轮椅");
    s = books_desk(b, TOWN_WANGQIANG, 0, 0, NULL);      /* whose customer it is: 李敏 only books */
    screen_wait_text(s, "看房：还有");
    assert_screen_has(s, "轮椅:备坡道");
    screen_close(&b->s);
}

static void
F148_one_key_and_they_are_received(void **state)
{
    struct books *b = *state;
    int64_t id = booked(b, TOWN_CHEN, "陈思远", "13700001111", 20, "1");
    struct screen *s = the_list(b, 0, 0, NULL);
    struct record *r;

    screen_step(s, "1");
    screen_wait_text(s, "到访 JD261122-A001");
    assert_screen_has(s, "陈思远");
    r = books_last(b, "reception");
    assert_int_equal(record_num(r, "customer"), b->town.customers[TOWN_CHEN]);
    assert_int_equal(record_num(r, "party"), 2);
    assert_string_equal(stored(b, id)->state, "arrived");
    screen_step(s, K_ESC);
    screen_wait_text(s, "看房预约");
    screen_step(s, "5");
    screen_wait_text(s, "客户反馈");
    screen_type(s, "喜欢南向");
    screen_step(s, K_CTRL('s'));
    screen_wait_text(s, "反馈已记下");
    assert_string_equal(record_text(stored(b, id), "feedback"), "喜欢南向");
    assert_string_equal(record_text(stored(b, id), "seen"), "3-1-1102");
    screen_close(&b->s);
}

static void
F148_moved_missed_and_cancelled_by_digits(void **state)
{
    struct books *b = *state;
    int64_t first = booked(b, TOWN_CHEN, "陈思远", "13700001111", 20, ""), second = booked(b, TOWN_WANG, "王建国", "13800135678", 140, "");
    struct screen *s = the_list(b, 0, 0, NULL);

    screen_step(s, "3");
    screen_wait_text(s, "时间还没到");
    screen_step(s, "2");
    screen_wait_text(s, "改到");
    screen_type(s, "w6 14\r客户加班");
    screen_step(s, K_CTRL('s'));
    screen_wait_text(s, "改到 11-28 14:00");
    assert_int_equal(record_num(stored(b, first), "at"), TOWN_NOW + (6 * 1440 + 260) * 60);
    assert_string_equal(record_text(stored(b, first), "moved_why"), "客户加班");
    screen_step(s, K_HOME);
    screen_step(s, "4");
    screen_wait_text(s, "原因");
    screen_type(s, "买了别处");
    screen_step(s, K_CTRL('s'));
    screen_wait_text(s, "已取消");
    assert_string_equal(stored(b, second)->state, "cancelled");
    screen_close(&b->s);
}

static void
F148_the_desk_notes_by_itself_who_did_not_come(void **state)
{
    struct books *b = *state;
    int64_t id = booked(b, TOWN_CHEN, "陈思远", "13700001111", 20, "");
    struct screen *s = the_list(b, 0, 0, NULL);

    for (int minutes = 8; minutes <= 56; minutes += 8) {      /* somebody is at the desk: it does not lock */
        town_clock(&b->town, TOWN_NOW + minutes * 60);
        screen_step(s, K_DOWN);
    }
    screen_wait_text(s, "爽约 1");
    assert_string_equal(stored(b, id)->state, "missed");
    assert_int_equal(town_number(&b->town, "SELECT count(*) FROM task WHERE kind = 'viewing_missed' AND done IS NULL"), 1);
    screen_close(&b->s);
}

static void
F115_reading_the_customer_is_noted(void **state)
{
    struct books *b = *state;
    struct screen *s;

    booked(b, TOWN_CHEN, "陈思远", "13700001111", 80, "");
    s = the_list(b, 0, 0, NULL);
    screen_wait_text(s, "0/9");
    screen_step(s, "c");
    screen_wait_text(s, "陈思远");
    screen_step(s, K_ESC);
    screen_wait_text(s, "1/9");
    screen_close(&b->s);
}

static void
the_list_in_gb18030_and_larger(void **state)
{
    struct books *b = *state;
    struct screen *s;

    booked(b, TOWN_CHEN, "陈思远", "13700001111", 80, "1 5");
    booked(b, TOWN_WANG, "王建国", "13800135678", 3 * 1440, "2");
    s = the_list(b, 0, 0, "GB18030");
    screen_wait_text(s, "轮椅");
    assert_screen_whole(s);
    screen_resize(s, 40, 120);
    screen_wait_frame(s);
    assert_screen_whole(s);
    assert_screen_has(s, "11-25");
    screen_step(s, "w");
    screen_wait_text(s, "今日预约");
    assert_screen_lacks(s, "11-25");
    screen_close(&b->s);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    static const struct CMUnitTest tests[] = {
        T(F143_overlapping_is_asked_once_more), T(F143_a_free_time_is_taken_by_a_digit), T(F145_unannounced_is_given_to_who_is_free),
        T(F146_the_checklist_is_ticked_by_digits), T(F147_needs_are_loud_on_list_card_and_desk), T(F148_one_key_and_they_are_received),
        T(F148_moved_missed_and_cancelled_by_digits), T(F148_the_desk_notes_by_itself_who_did_not_come), T(F115_reading_the_customer_is_noted),
        T(the_list_in_gb18030_and_larger),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
