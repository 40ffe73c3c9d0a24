/* F7 and Ctrl-F: finding while typing, a customer on one page, editing, merging and taking it back. */
#include "data/customer.h"
#include "data/presence.h"
#include "tests/screen/harness.h"
#include "tests/town.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define C_F "\x06"
#define C_N "\x0e"
#define C_S "\x13"
#define C_U "\x15"
#define C_Y "\x19"
#define C_Z "\x1a"

struct fixture {
    struct town town;
    struct screen *s;
};

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

static int
set_up(void **state)
{
    struct fixture *f = mem_alloc(sizeof *f);

    town_make(&f->town, OFFICE_DEMO);
    *state = f;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;

    town_free(&f->town);
    free(f);
    return 0;
}

static struct screen *
sit_down(struct fixture *f, int colleague, int rows, int cols, const char *charset)
{
    static const char *const arguments[] = { "--desk", "前台2", NULL };
    struct screen_options o = { .rows = rows, .cols = cols, .charset = charset, .environment = f->town.environment, .arguments = arguments };

    f->s = screen_open(&o);
    screen_wait_text(f->s, "登录");
    for (int i = 0; i < colleague; i++)
        screen_step(f->s, K_DOWN);
    screen_send(f->s, K_ENTER);
    screen_wait_text(f->s, "工作台  ");
    screen_wait_frame(f->s);
    return f->s;
}

static int64_t
add_customer(struct fixture *f, const char *name, const char *phone)
{
    struct err err = { 0 };
    struct record *r = record_new(f->town.o, reg_get("customer"), &f->town.a);

    record_set_text(r, "name", name);
    must(customer_save(f->town.o, r, &phone, 1, NULL, &err));
    return r->id;
}

static void
F816_find_follows_every_key(void **state)
{
    struct fixture *f = *state;
    struct screen *s = sit_down(f, TOWN_LIMIN, 24, 80, NULL);

    screen_step(s, C_F);
    assert_screen_has(s, "最近办过");
    assert_screen_has(s, "王建国");
    assert_screen_has(s, "周婷");
    screen_step(s, "w");
    assert_screen_has(s, "拼音首字母 w");
    assert_screen_lacks(s, "周婷");
    screen_step(s, "jg");
    assert_screen_has(s, "拼音首字母 wjg");
    assert_screen_has(s, "138****5678");
    assert_screen_lacks(s, "13800135678");
    screen_step(s, C_U "0417");
    assert_screen_has(s, "手机尾号 0417");
    assert_screen_has(s, "周婷");
    screen_step(s, C_U "311102");
    assert_screen_has(s, "3-1-1102");
    screen_step(s, C_U "zzzz");
    assert_screen_has(s, "没有找到");
    screen_step(s, K_ESC);
    assert_screen_has(s, "最近办过");
    screen_step(s, K_ESC);
    assert_screen_has(s, "工作台");
    screen_close(&f->s);
}

static void
F005_F802_a_customer_on_one_page(void **state)
{
    struct fixture *f = *state;
    struct screen *s = sit_down(f, TOWN_LIMIN, 24, 80, NULL);

    screen_step(s, K_F7);
    screen_type(s, "王建国");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "客户 王建国");
    assert_screen_has(s, "138****5678");
    assert_screen_has(s, "New customer: 王建国");      /* as the desk that wrote it said it */
    assert_screen_lacks(s, "13800135678");
    screen_step(s, "v");
    assert_screen_has(s, "作什么用");
    screen_step(s, "1");
    assert_screen_has(s, "13800135678");
    assert_screen_has(s, "查看电话：回电联系");
    assert_screen_whole(s);
    screen_step(s, K_ESC K_ENTER);
    assert_screen_lacks(s, "13800135678");      /* shown until the page was left */
    screen_step(s, K_RIGHT K_DOWN K_ENTER);
    assert_screen_has(s, "改了什么");
    assert_screen_has(s, "姓名:  () -> 王建国");
    screen_step(s, K_ESC "/");
    screen_step(s, "02");
    assert_screen_has(s, "往来：来电");
    assert_screen_has(s, "没有这类记录");
    screen_close(&f->s);
}

static void
F022_editing_says_what_was_changed(void **state)
{
    struct fixture *f = *state;
    struct screen *s = sit_down(f, TOWN_LIMIN, 24, 80, NULL);

    screen_step(s, K_F7 "wjg" K_ENTER);
    screen_step(s, "e");
    assert_screen_has(s, "修改 王建国");
    assert_screen_has(s, "138****5678");
    screen_step(s, K_TAB);
    screen_step(s, "13800139999" C_S);
    screen_wait_text(s, "已改：王建国");
    assert_screen_has(s, "138****9999");
    screen_step(s, "e");
    screen_step(s, C_U C_S);
    assert_screen_has(s, "姓名");
    assert_screen_has(s, "修改 王建国");         /* a name is needed */
    screen_close(&f->s);
}

static void
F004_a_new_customer_half_typed_is_offered_again(void **state)
{
    struct fixture *f = *state;
    struct screen *s = sit_down(f, TOWN_LIMIN, 24, 80, NULL);

    screen_step(s, K_F7 C_N);
    screen_type(s, "欧阳明");
    screen_step(s, K_ENTER "1387777");
    screen_step(s, K_ESC);
    assert_screen_has(s, "留作草稿");
    screen_step(s, K_F9);
    screen_wait_text(s, "欧阳明");
    screen_step(s, "d");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "新客户");
    assert_screen_has(s, "欧阳明");
    assert_screen_has(s, "1387777");
    screen_close(&f->s);
}

static void
F022_what_another_desk_wrote_meanwhile_is_taken_over(void **state)
{
    struct fixture *f = *state;
    struct town *t = &f->town;
    struct screen *s = sit_down(f, TOWN_LIMIN, 24, 80, NULL);
    struct presence *there;
    struct err err = { 0 };
    struct record *r;

    screen_step(s, K_F7 "wjg" K_ENTER);
    screen_step(s, "e" K_TAB);
    screen_step(s, "13800139999");
    assert_screen_lacks(s, "也在改这条");
    there = presence_enter(t->o, "customer", t->customers[TOWN_WANG]);
    screen_wait_text(s, "也在改这条");
    presence_leave(&there);
    screen_wait_gone(s, "也在改这条");
    must(reg_read(t->o, reg_get("customer"), t->customers[TOWN_WANG], &t->a, &r, &err));
    record_set_text(r, "likes", "喝茶");
    must(customer_save(t->o, r, (const char *const[]){ "13800135678" }, 1, NULL, &err));
    screen_step(s, C_S);
    screen_wait_text(s, "喝茶");                /* theirs is there, ours too */
    assert_screen_has(s, "13800139999");
    screen_step(s, C_S);
    screen_wait_text(s, "已改：王建国");
    must(reg_read(t->o, reg_get("customer"), t->customers[TOWN_WANG], &t->a, &r, &err));
    assert_string_equal(record_text(r, "likes"), "喝茶");
    screen_close(&f->s);
}

static void
F004_one_phone_for_two_and_the_same_twice(void **state)
{
    struct fixture *f = *state;
    struct screen *s = sit_down(f, TOWN_LIMIN, 24, 80, NULL);

    screen_step(s, K_F7 "13800135678");
    screen_step(s, C_N);
    assert_screen_has(s, "新客户");
    screen_type(s, "王建国");
    screen_step(s, C_S);
    screen_wait_text(s, "王建国 已有这个电话");
    screen_step(s, K_BACKTAB);
    screen_step(s, C_U);
    screen_type(s, "李玉兰");
    screen_step(s, C_S);
    screen_wait_text(s, "与 王建国");
    screen_step(s, "1");
    screen_wait_text(s, "已存：李玉兰");
    assert_screen_has(s, "客户 李玉兰");
    screen_close(&f->s);
}

static void
F004_merge_and_undo_by_keys(void **state)
{
    struct fixture *f = *state;
    int64_t gone = add_customer(f, "王建囯", "13911112222");
    struct screen *s = sit_down(f, TOWN_ZHOUYING, 24, 80, NULL);

    screen_step(s, K_F7 "wjg 5678" K_ENTER);
    screen_step(s, "m");
    assert_screen_has(s, "合并：找出另一份资料");
    screen_step(s, "2222" K_ENTER);
    screen_type(s, "名字写错");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "原因：名字写错");
    assert_screen_has(s, "139****2222");
    assert_int_equal(customer_now(f->town.o, gone), gone);
    screen_step(s, C_S K_ENTER);
    assert_int_equal(customer_now(f->town.o, gone), gone);      /* any other key is no */
    screen_step(s, C_S C_Y);
    screen_wait_text(s, "已合为一份资料");
    assert_screen_has(s, "139****2222");
    assert_screen_has(s, "合并为一人");
    assert_int_equal(customer_now(f->town.o, gone), f->town.customers[TOWN_WANG]);
    screen_step(s, C_Z);
    screen_step(s, C_Y);
    screen_wait_gone(s, "139****2222");
    assert_int_equal(customer_now(f->town.o, gone), gone);
    screen_close(&f->s);
}

/* ---- a full life ----------------------------------------------------------------------------------------------- */

SQL(test_screen_own, "INSERT INTO ownership(id, home, customer, kind, signed_on, handover_on, entry) VALUES (?, ?, ?, '2', '2025-03-02', '2026-08-30', ?)");

static void
live(struct fixture *f, int64_t who)
{
    struct town *t = &f->town;
    struct err err = { 0 };
    struct record *r, *v = record_new(t->o, reg_get("vehicle"), &t->a);
    struct action a;
    struct query q;

    must(reg_read(t->o, reg_get("customer"), who, &t->a, &r, &err));
    record_set_text(r, "form", "1");
    record_set_text(r, "idcard", "110101198001010018");
    record_set_text(r, "avoid", "不要在午休打电话");
    record_set_num(r, "quiet_from", 12 * 60);
    record_set_num(r, "quiet_to", 14 * 60);
    record_set_text(r, "likes", "喝龙井，爱聊孩子上学的事");
    record_set_text(r, "health", "刚出院");
    record_set_text(r, "character", "性子急");
    record_set_num(r, "consultant", t->staff[TOWN_WANGQIANG]);
    must(customer_save(t->o, r, (const char *const[]){ "13800135678", "0571-87654321" }, 2, NULL, &err));
    must(customer_bind(t->o, who, t->customers[TOWN_ZHOU], "1", &err));
    must(office_begin(t->o, &a, "ownership.new", 0, &err));
    q = query_begin(t->o->store, &test_screen_own);
    query_bind_int(&q, store_new_id(t->o->store));
    query_bind_int(&q, t->home);
    query_bind_int(&q, who);
    query_bind_int(&q, a.entry);
    must(query_run(&q, &err));
    action_subject(&a, "customer", who);
    a.summary = "签约 3-1-1102";
    must(action_commit(&a, &err));
    record_set_num(v, "customer", who);
    record_set_text(v, "plate", "浙A12345");
    must(reg_save(t->o, v, NULL, &err));
    town_task(t, &(struct town_task){ .kind = "call_back", .text = "首付比例没答上来", .rule = "RCP-12", .staff = t->staff[TOWN_LIMIN],
                                      .customer = who, .minutes = -13 });
    town_task(t, &(struct town_task){ .kind = "commitment", .text = "车位图", .rule = "RCP-46", .staff = t->staff[TOWN_WANGQIANG],
                                      .customer = who, .home = t->home, .minutes = 500 });
}

static void
F006_F801_homes_stage_household_and_what_is_hidden(void **state)
{
    struct fixture *f = *state;
    struct screen *s;

    live(f, f->town.customers[TOWN_WANG]);
    s = sit_down(f, TOWN_LIMIN, 24, 80, NULL);
    screen_step(s, K_F7 "wjg" K_ENTER);
    assert_screen_has(s, "磨合期业主");
    assert_screen_has(s, "12:00 - 14:00");
    assert_screen_has(s, "110*************18");
    assert_screen_has(s, "3-1-1102");
    assert_screen_has(s, "浙A12345");
    assert_screen_has(s, "车位图");
    assert_screen_lacks(s, "刚出院");
    assert_screen_lacks(s, "周婷");             /* the household is not for this role */
    assert_screen_whole(s);
    screen_step(s, K_TAB "i");
    assert_screen_lacks(s, "性子急");
    screen_expect_picture(s, "customer_record");
    screen_step(s, K_ESC);
    screen_expect_picture(s, "customer");
    screen_close(&f->s);
    s = sit_down(f, TOWN_ZHOUYING, 40, 120, NULL);
    screen_step(s, K_F7 "wjg" K_ENTER);
    assert_screen_has(s, "周婷");
    assert_screen_has(s, "配偶");
    assert_screen_whole(s);
    screen_close(&f->s);
}

/* ---- names that are hard, sizes, charsets --------------------------------------------------------------------- */

static void
names_of_every_kind(struct fixture *f, int rows, int cols, const char *charset)
{
    struct screen *s;

    add_customer(f, "䶮㛃", "13900000001");
    add_customer(f, "阿卜杜热西提·买买提艾力江", "13900000002");
    add_customer(f, "张\x1b[31m\x07三", "13900000003");
    s = sit_down(f, TOWN_LIMIN, rows, cols, charset);
    screen_step(s, K_F7);
    assert_screen_whole(s);
    assert_screen_has(s, "张^[[31m");
    assert_screen_lacks(s, "\x1b");
    for (int i = 1; i <= 3; i++) {
        char keys[16];

        snprintf(keys, sizeof keys, "000%d", i);
        screen_step(s, keys);
        screen_step(s, K_ENTER);
        assert_screen_whole(s);
        assert_screen_has(s, "139****");
        screen_step(s, "e");
        assert_screen_whole(s);
        screen_step(s, K_ESC);
        screen_step(s, K_ESC);
        screen_step(s, K_ESC);
    }
    screen_close(&f->s);
}

static void
F816_hard_names_in_utf8(void **state)
{
    names_of_every_kind(*state, 24, 80, NULL);
}

static void
F816_hard_names_in_gb18030(void **state)
{
    names_of_every_kind(*state, 24, 80, "GB18030");
}

static void
F816_hard_names_on_a_large_screen(void **state)
{
    names_of_every_kind(*state, 40, 120, NULL);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
        T(F816_find_follows_every_key),
        T(F005_F802_a_customer_on_one_page),
        T(F022_editing_says_what_was_changed),
        T(F004_a_new_customer_half_typed_is_offered_again),
        T(F022_what_another_desk_wrote_meanwhile_is_taken_over),
        T(F004_one_phone_for_two_and_the_same_twice),
        T(F004_merge_and_undo_by_keys),
        T(F006_F801_homes_stage_household_and_what_is_hidden),
        T(F816_hard_names_in_utf8),
        T(F816_hard_names_in_gb18030),
        T(F816_hard_names_on_a_large_screen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
