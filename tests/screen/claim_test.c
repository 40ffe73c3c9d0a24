/* Whose customer and whose turn, by keyboard. */
#include "data/claim.h"
#include "data/customer.h"
#include "data/duty.h"
#include "data/reception.h"
#include "data/registers.h"
#include "tests/screen/harness.h"
#include "tests/town.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fixture {
    struct town town;
    struct screen *s;
    int64_t chen;               /* a second consultant */
};

#define must(call) do { struct err err = { 0 }; if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

static int
set_up(void **state)
{
    struct fixture *f = mem_alloc(sizeof *f);
    struct record *r;

    town_make(&f->town, OFFICE_DEMO);
    must(office_choose_project(f->town.o, f->town.projects[0], &err));
    r = record_new(f->town.o, reg_get("staff"), &f->town.a);
    record_set_text(r, "name", "陈静");
    record_set_text(r, "roles", "14");
    must(reg_save(f->town.o, r, NULL, &err));
    f->chen = r->id;
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

static void
received_by(struct fixture *f, int64_t consultant)
{
    struct reception *r = reception_new(f->town.o, "walk_in", &f->town.a);

    record_set_text(r->record, "name", "王建国");
    record_set_text(r->record, "phone", "13800135678");
    record_set_num(r->record, "project", f->town.projects[0]);
    record_set_num(r->record, "customer", f->town.customers[TOWN_WANG]);
    record_set_num(r->record, "consultant", consultant);
    must(reception_open(f->town.o, r, &err));
}

static void
claim_is_seen_contested_and_overruled(void **state)
{
    struct fixture *f = *state;
    struct screen *s;

    received_by(f, f->town.staff[TOWN_WANGQIANG]);
    town_clock(&f->town, TOWN_NOW + 3600);
    received_by(f, f->chen);
    s = sit_down(f, TOWN_ZHOUYING, 24, 80, NULL);
    screen_step(s, K_F7);
    screen_type(s, "王建国");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "归王强  首访2026-11-22");
    screen_step(s, "b");
    assert_screen_has(s, "判客 王建国");
    assert_screen_has(s, "首次有效接触到2027-02-20（规则2）");
    assert_screen_has(s, "SK261122-A001");
    assert_screen_has(s, "陈静");
    screen_step(s, "i");
    assert_screen_has(s, "受保护到2027-02-20，不产生归属");
    screen_step(s, K_ESC);
    screen_step(s, "c2");               /* who: 陈静; on what grounds: received first */
    screen_step(s, "1");
    assert_screen_has(s, "已判定：归王强");
    assert_screen_has(s, "PK261122-A001");
    screen_step(s, "o2");
    screen_type(s, "客户确认由陈静接待");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "已推翻");
    assert_screen_has(s, "归陈静");
    assert_screen_has(s, "PK261122-A002");
    assert_screen_whole(s);
    assert_int_equal(claim_owner(f->town.o, f->town.projects[0], f->town.customers[TOWN_WANG]), f->chen);
    screen_close(&f->s);
}

/* A consultant contests, and does not overrule. */
static void
claim_is_overruled_by_the_manager_alone(void **state)
{
    struct fixture *f = *state;
    struct screen *s;
    int64_t id;

    received_by(f, f->town.staff[TOWN_WANGQIANG]);
    must(claim_file(f->town.o, f->town.projects[0], f->town.customers[TOWN_WANG], f->chen, "1", &id, &err));
    s = sit_down(f, TOWN_WANGQIANG, 24, 80, "GB18030");
    screen_step(s, K_F7);
    screen_type(s, "王建国");
    screen_step(s, K_ENTER);
    screen_step(s, "b");
    assert_screen_has(s, "PK261122-A001");
    assert_screen_lacks(s, "o推翻");
    screen_step(s, "o");
    assert_screen_lacks(s, "客户归谁");
    assert_screen_whole(s);
    screen_close(&f->s);
}

static void
put_duty(struct fixture *f, int64_t staff)
{
    struct record *r = record_new(f->town.o, &duty_register, &f->town.a);

    record_set_num(r, "project", f->town.projects[0]);
    record_set_num(r, "day", office_today(f->town.o));
    record_set_text(r, "kind", DUTY_DESK);
    record_set_num(r, "from_min", 480);
    record_set_num(r, "to_min", 1080);
    record_set_num(r, "staff", staff);
    must(reg_save(f->town.o, r, NULL, &err));
}

/* From the menu, by digits where it stands. */
static void
open_rota(struct screen *s)
{
    screen_step(s, K_F10);
    screen_type(s, "轮序");
    screen_step(s, K_ENTER);
}

static void
turn_is_made_proposed_and_seen_on_the_desk(void **state)
{
    struct fixture *f = *state;
    struct screen *s;

    put_duty(f, f->town.staff[TOWN_WANGQIANG]);
    put_duty(f, f->chen);
    s = sit_down(f, TOWN_LIMIN, 24, 80, NULL);
    open_rota(s);
    assert_screen_has(s, "今天还没排轮序");
    screen_step(s, "m");
    assert_screen_has(s, "已从值班表排好轮序");
    assert_screen_has(s, "王强");
    assert_screen_has(s, "下一位");
    screen_step(s, "s");
    assert_screen_has(s, "跳过一次，保留轮次");
    screen_step(s, K_ESC);
    assert_screen_has(s, "轮到：陈静");
    /* The form proposes; another wants a reason. */
    screen_step(s, K_F2);
    screen_step(s, "1");
    screen_wait_text(s, "电话");
    assert_screen_has(s, "轮到");
    screen_step(s, "13900001234");
    screen_step(s, K_ENTER);
    screen_step(s, "w");
    screen_wait_text(s, "1王");
    screen_step(s, K_ENTER);
    screen_step(s, "12");
    screen_step(s, K_CTRL('s'));
    screen_wait_text(s, "已开 JD261122-A001");
    assert_screen_has(s, "陈静");
    screen_step(s, K_F9);
    assert_screen_has(s, "轮到：王强");
    assert_screen_has(s, "陈静1忙");
    assert_screen_whole(s);
    screen_close(&f->s);
}

#define T(t) cmocka_unit_test_setup_teardown(t, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(claim_is_seen_contested_and_overruled),
        T(claim_is_overruled_by_the_manager_alone),
        T(turn_is_made_proposed_and_seen_on_the_desk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
