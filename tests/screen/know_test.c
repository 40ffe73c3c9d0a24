/* Beside the reception: promises, answers, cases, words, the stand-in; samples and the club's list. */
#include "tests/screen/harness.h"
#include "tests/town.h"

#include "base/mem.h"
#include "data/commitment.h"
#include "data/knowledge.h"
#include "data/reception.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

struct fixture { struct town town; struct screen *s; };

#define must(call) do { struct err err = { 0 }; if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

static int
set_up(void **state)
{
    struct fixture *f = mem_alloc(sizeof *f);

    town_make(&f->town, OFFICE_DEMO);
    must(office_choose_project(f->town.o, f->town.projects[0], &err));
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
sit_down(struct fixture *f, int colleague)
{
    static const char *const arguments[] = { "--desk", "前台2", NULL };
    struct screen_options o = { .environment = f->town.environment, .arguments = arguments };

    f->s = screen_open(&o);
    screen_wait_text(f->s, "登录");
    for (int i = 0; i < colleague; i++)
        screen_step(f->s, K_DOWN);
    screen_send(f->s, K_ENTER);
    screen_wait_text(f->s, "工作台  ");
    screen_wait_frame(f->s);
    return f->s;
}

/* The end of a test that passed; one that failed was ended by the harness. */
static void
stand_up(void **state)
{
    screen_close(&((struct fixture *)*state)->s);
}

/* A command by its name. */
static void
go(struct screen *s, const char *name)
{
    screen_step(s, K_CTRL('p'));
    screen_type(s, name);
    screen_wait_frame(s);
    screen_step(s, K_ENTER);
}

/* The returning visitor of the budget: phone's tail, need, saved. */
static void
receive_wang(struct screen *s)
{
    screen_step(s, K_F2);
    screen_step(s, "1");
    screen_step(s, "5678");
    screen_step(s, K_ENTER);
    screen_step(s, "2");
    screen_step(s, K_CTRL('s'));
    screen_wait_text(s, "已开 JD");
}

static void
save_and_approve(struct town *t, struct record *r)
{
    const struct move *m;

    must(reg_save(t->o, r, NULL, &err));
    m = reg_move_named(t->o, r, "propose");
    must(m && reg_move(t->o, r, m, NULL, &err));
    record_set_num(r, "approver", t->staff[TOWN_ZHOUYING]);
    m = reg_move_named(t->o, r, "approve");
    must(m && reg_move(t->o, r, m, NULL, &err));
}

static void
answer(struct town *t, const char *kind, const char *topic, const char *question, const char *text)
{
    struct record *r = record_new(t->o, reg_get("knowledge"), &t->a);

    record_set_num(r, "project", t->projects[0]);
    record_set_text(r, "kind", kind);
    record_set_text(r, "topic", topic);
    record_set_text(r, "question", question);
    record_set_text(r, "answer", text);
    save_and_approve(t, r);
}

static struct reception *
received(struct town *t, const char *kind, const char *name, const char *phone, int staff)
{
    struct reception *r = reception_new(t->o, kind, &t->a);

    record_set_text(r->record, "name", name);
    record_set_text(r->record, "phone", phone);
    record_set_text(r->record, "form", "1");
    record_set_text(r->record, "need", "2");
    record_set_num(r->record, "staff", t->staff[staff]);
    record_set_text(r->record, "occupation", "1");
    record_set_text(r->record, "focus", "5 1");
    record_set_text(r->record, "latent", "1");
    record_set_text(r->record, "invited", "3");
    record_set_text(r->record, "next_step", "3");
    record_set_text(r->record, "lost", "7");
    must(reception_close(t->o, r, NULL, &err));
    return r;
}

/* ---- promises --------------------------------------------------------------------------------------- */

static void
F135_a_promise_made_at_the_desk_is_never_unseen(void **state)
{
    struct fixture *f = *state;
    struct screen *s = sit_down(f, TOWN_LIMIN);

    receive_wang(s);
    screen_step(s, K_CTRL('a'));
    screen_wait_text(s, "登记承诺");
    screen_type(s, "周五前给车位图");
    screen_step(s, K_ESC);
    screen_wait_text(s, "再选同一项");
    screen_step(s, K_CTRL('a'));
    screen_wait_text(s, "周五前给车位图");    /* there again; the cursor is where something is left to decide */
    screen_step(s, "+2");
    screen_step(s, K_CTRL('s'));
    screen_wait_text(s, "CN261122-A001");
    screen_wait_text(s, "11-24 周五前给车位图");
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM commitment c JOIN reception r ON r.id = c.reception"
                                           " WHERE c.customer = r.customer AND c.state = 'proposed' AND c.due_on = '2026-11-24'"), 1);
    screen_step(s, K_CTRL('e'));
    screen_wait_text(s, "还差");
    screen_step(s, "8");
    screen_step(s, "1");
    screen_step(s, K_ENTER);
    screen_step(s, "1");
    screen_step(s, K_ENTER);
    screen_step(s, "3");
    screen_step(s, K_CTRL('e'));
    screen_wait_text(s, "有承诺未兑现（1 项）");
    screen_step(s, "n");
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM reception WHERE state = 'open'"), 1);
    screen_step(s, K_CTRL('e'));
    screen_wait_text(s, "有承诺未兑现（1 项）");
    screen_step(s, K_CTRL('y'));
    screen_wait_text(s, "已结束");
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM reception WHERE state = 'closed'"), 1);
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM task WHERE kind = 'commitment' AND done IS NULL"), 1);
    screen_step(s, "2");                                    /* the next contact opens with it */
    screen_step(s, "5678");
    screen_step(s, K_ENTER);
    screen_wait_text(s, "11-24 周五前给车位图");
    assert_screen_whole(s);
    stand_up(state);
}

/* ---- answers ----------------------------------------------------------------------------------------- */

static void
F133_an_answer_found_by_initials_is_noted_with_the_reception(void **state)
{
    struct fixture *f = *state;
    struct screen *s;

    answer(&f->town, KNOWLEDGE_QUESTION, "1", "车位多少钱", "地下一层每个十二万起，以公示价为准。");
    answer(&f->town, KNOWLEDGE_QUESTION, "5", "物业费怎么收", "每月每平方米二元八。");
    s = sit_down(f, TOWN_LIMIN);
    receive_wang(s);
    screen_step(s, K_CTRL('w'));
    screen_wait_text(s, "车位多少钱");
    screen_type(s, "cwds");
    screen_wait_gone(s, "物业费怎么收");
    assert_screen_has(s, "地下一层每个十二万起");
    screen_step(s, K_ENTER);
    screen_step(s, K_ESC);
    screen_wait_text(s, "已记入接待：车位多少钱，第 1 版");
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM knowledge_use u JOIN knowledge k ON k.id = u.knowledge"
                                           " WHERE k.question = '车位多少钱' AND u.version = 1"), 1);
    screen_step(s, K_CTRL('u'));
    screen_type(s, "平方");
    screen_wait_text(s, "物业费怎么收");
    screen_wait_gone(s, "车位多少钱  ");
    assert_screen_whole(s);
    stand_up(state);
}

static void
F133_used_before_the_visit_is_saved_is_noted_when_it_is(void **state)
{
    struct fixture *f = *state;
    struct screen *s;

    answer(&f->town, KNOWLEDGE_QUESTION, "1", "车位多少钱", "十二万起。");
    s = sit_down(f, TOWN_LIMIN);
    screen_step(s, K_F2);
    screen_step(s, "1");
    screen_step(s, "5678");
    screen_step(s, K_ENTER);
    screen_step(s, K_CTRL('w'));
    screen_wait_text(s, "车位多少钱");
    screen_step(s, K_ENTER);
    screen_step(s, K_ESC);
    screen_wait_text(s, "接待保存时记入");
    screen_step(s, K_ESC);
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM knowledge_use"), 0);
    screen_step(s, "2");
    screen_step(s, K_CTRL('s'));
    screen_wait_text(s, "已开 JD");
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM knowledge_use"), 1);
    stand_up(state);
}

static void
F153_what_the_customer_cares_about_comes_first(void **state)
{
    struct fixture *f = *state;
    struct screen *s;

    answer(&f->town, KNOWLEDGE_TOPIC, "1", NULL, "单价两万三千八左右。");
    answer(&f->town, KNOWLEDGE_TOPIC, "3", NULL, "城西云栖路。");
    answer(&f->town, KNOWLEDGE_TOPIC, "4", NULL, "小学走路八分钟。");
    received(&f->town, "walk_in", "王建国", "13800135678", TOWN_WANGQIANG);      /* cares about 5, facilities, then 1 */
    s = sit_down(f, TOWN_LIMIN);
    receive_wang(s);
    screen_step(s, K_CTRL('w'));
    screen_wait_text(s, "五类主题");
    assert_true(screen_find_row(s, "配套  ") < screen_find_row(s, "价格  "));
    assert_true(screen_find_row(s, "价格  ") < screen_find_row(s, "位置  "));
    assert_screen_has(s, "小学走路八分钟");
    stand_up(state);
}

static void
F137_cases_are_found_from_the_reception_and_the_menu(void **state)
{
    struct fixture *f = *state;
    struct record *r = record_new(f->town.o, reg_get("case_study"), &f->town.a);
    struct screen *s;

    record_set_text(r, "moment", "13");
    record_set_text(r, "title", "沙盘上的湖没有建");
    record_set_text(r, "story", "沙盘画了湖，合同没写，客户拿录音来问。");
    record_set_text(r, "lesson", "沙盘也是承诺，没批的不摆。");
    must(reg_save(f->town.o, r, NULL, &err));
    s = sit_down(f, TOWN_LIMIN);
    go(s, "查案例");
    screen_type(s, "录音");
    screen_wait_text(s, "沙盘上的湖没有建");
    screen_step(s, K_ENTER);
    screen_wait_text(s, "教训: 沙盘也是承诺");
    screen_step(s, K_ESC);
    screen_step(s, K_ESC);
    screen_step(s, K_ESC);
    receive_wang(s);
    screen_step(s, K_CTRL('w'));
    screen_type(s, "spsdh");
    screen_wait_text(s, "沙盘上的湖没有建");
    stand_up(state);
}

static void
F113_words_to_avoid_and_plain_words_are_found(void **state)
{
    struct screen *s = sit_down(*state, TOWN_LIMIN);

    receive_wang(s);
    screen_step(s, K_CTRL('b'));
    screen_wait_text(s, "您好，请问有什么可以帮您？");
    screen_type(s, "不知道");
    screen_wait_text(s, "这个我核实清楚后给您回电。");
    screen_wait_gone(s, "您好，请问有什么可以帮您？");
    screen_step(s, K_ENTER);
    screen_wait_text(s, "不说：不知道。");
    screen_step(s, K_ESC);
    screen_step(s, K_CTRL('u'));
    screen_type(s, "rjl");
    screen_wait_text(s, "容积率");
    assert_screen_whole(s);
    stand_up(state);
}

/* ---- calls ------------------------------------------------------------------------------------------- */

static void
F103_the_seventh_ring_brings_the_stand_in_on_duty(void **state)
{
    struct fixture *f = *state;
    struct record *r = record_new(f->town.o, reg_get("duty"), &f->town.a);
    struct screen *s;

    record_set_num(r, "project", f->town.projects[0]);
    record_set_num(r, "day", office_today(f->town.o));
    record_set_text(r, "kind", "2");
    record_set_num(r, "from_min", 8 * 60);
    record_set_num(r, "to_min", 18 * 60);
    record_set_num(r, "staff", f->town.staff[TOWN_ZHOUYING]);
    must(reg_save(f->town.o, r, NULL, &err));
    s = sit_down(f, TOWN_LIMIN);
    screen_step(s, K_F2);
    screen_step(s, "2");
    screen_step(s, "5678");
    screen_step(s, K_ENTER);
    assert_screen_lacks(s, "后备");
    screen_step(s, "1");                        /* the form of address, then the need; the rings come behind it */
    screen_step(s, K_TAB);
    screen_step(s, "7");
    screen_step(s, K_TAB);
    screen_wait_text(s, "周颖");
    screen_step(s, K_CTRL('s'));
    screen_wait_text(s, "已开 JD");
    assert_int_equal(town_number(&f->town, "SELECT backup FROM reception WHERE forwarded = 1 AND rings = 7"), f->town.staff[TOWN_ZHOUYING]);
    assert_int_equal(town_number(&f->town, "SELECT staff FROM task WHERE kind = 'notify_staff' AND done IS NULL"), f->town.staff[TOWN_ZHOUYING]);
    stand_up(state);
}

static void
F112_three_digits_score_a_sample(void **state)
{
    struct fixture *f = *state;
    struct screen *s;

    received(&f->town, "call", "孙丽", "13800000001", TOWN_WANGQIANG);
    received(&f->town, "call", "李雷", "13800000002", TOWN_WANGQIANG);
    s = sit_down(f, TOWN_ZHOUYING);
    go(s, "来电抽检");
    screen_wait_text(s, "本月还没抽样");
    screen_step(s, "d");
    screen_wait_text(s, "抽中 2 条");
    screen_step(s, "5");
    screen_wait_text(s, "礼貌 5，再按耐心");
    screen_step(s, "4");
    screen_step(s, "3");
    screen_wait_text(s, "已评 5 4 3");
    assert_screen_has(s, "抽样 2  已评 1");
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM call_score WHERE polite = 5 AND patient = 4 AND plain = 3"), 1);
    screen_step(s, "5");                        /* moving away forgets half a score */
    screen_step(s, K_UP);
    screen_step(s, "4");
    screen_wait_text(s, "礼貌 4，再按耐心");
    assert_screen_whole(s);
    stand_up(state);
}

static void
F120_the_days_first_visitors_are_handed_over_as_one_batch(void **state)
{
    struct fixture *f = *state;
    struct screen *s;

    received(&f->town, "walk_in", "孙丽", "13800000001", TOWN_WANGQIANG);
    received(&f->town, "walk_in", "李雷", "13800000002", TOWN_WANGQIANG);
    s = sit_down(f, TOWN_ZHOUYING);
    go(s, "首访移交");
    screen_wait_text(s, "首访 2，待移交 2");
    assert_screen_has(s, "本月移交 0/2");
    screen_step(s, "h");
    screen_type(s, "周小云");
    screen_step(s, K_TAB);
    screen_step(s, K_CTRL('u'));
    screen_step(s, K_CTRL('s'));
    screen_wait_text(s, "已移交 2 位首访客户");
    assert_screen_has(s, "本月移交 2/2");
    assert_screen_has(s, "周小云");
    screen_step(s, "[");
    screen_wait_text(s, "这一天没有首访客户");
    assert_screen_whole(s);
    stand_up(state);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(F135_a_promise_made_at_the_desk_is_never_unseen),
        TEST(F133_an_answer_found_by_initials_is_noted_with_the_reception),
        TEST(F133_used_before_the_visit_is_saved_is_noted_when_it_is),
        TEST(F153_what_the_customer_cares_about_comes_first),
        TEST(F137_cases_are_found_from_the_reception_and_the_menu),
        TEST(F113_words_to_avoid_and_plain_words_are_found),
        TEST(F103_the_seventh_ring_brings_the_stand_in_on_duty),
        TEST(F112_three_digits_score_a_sample),
        TEST(F120_the_days_first_visitors_are_handed_over_as_one_batch),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
