/* F9: what is owed, why, what becomes of it; projects, roles, sizes and charsets. */
#include "data/engine/journal.h"
#include "tests/screen/harness.h"
#include "tests/town.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fixture {
    struct town town;
    struct screen *s;
};

static int
set_up(void **state)
{
    struct fixture *f = mem_alloc(sizeof *f);
    struct town *t = &f->town;

    town_make(t, OFFICE_DEMO);
    town_task(t, &(struct town_task) { .kind = "call_back", .text = "首付比例没答上来", .rule = "RCP-12", .staff = t->staff[TOWN_LIMIN],
                                       .customer = t->customers[TOWN_WANG], .minutes = -13 });
    town_task(t, &(struct town_task) { .kind = "survey_signing", .text = "签约满意度", .rule = "SGN-53", .role = "info_clerk",
                                       .customer = t->customers[TOWN_ZHOU], .home = t->home, .minutes = -1500 });
    town_task(t, &(struct town_task) { .kind = "viewing", .text = "样板间，备坡道", .rule = "RCP-58", .role = "info_clerk",
                                       .customer = t->customers[TOWN_CHEN], .minutes = 20 });
    town_task(t, &(struct town_task) { .kind = "commitment", .text = "车位图", .rule = "RCP-46", .staff = t->staff[TOWN_LIMIN],
                                       .customer = t->customers[TOWN_ZHOU], .home = t->home, .minutes = 500 });
    town_task(t, &(struct town_task) { .kind = "permit", .text = "预售许可换证", .rule = "RCP-39", .staff = t->staff[TOWN_LIMIN],
                                       .minutes = 3 * 1440 });
    town_task(t, &(struct town_task) { .kind = "call_back", .text = "湖景房还有没有", .rule = "RCP-12", .staff = t->staff[TOWN_LIMIN],
                                       .project = t->projects[1], .minutes = 45 });
    town_task(t, &(struct town_task) { .kind = "call_back", .text = "别人的事", .rule = "RCP-12", .staff = t->staff[TOWN_WANGQIANG], .minutes = 30 });
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
sit_down(struct fixture *f, const struct screen_options *options, int colleague)
{
    static const char *const arguments[] = { "--desk", "前台2", NULL };
    struct screen_options o = options ? *options : (struct screen_options) { 0 };

    o.environment = f->town.environment;
    o.arguments = arguments;
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
    struct fixture *f = *state;

    screen_close(&f->s);
}

/* A row holds all of these, in this order. */
static void
assert_row_holds(struct screen *s, const char *first, ...)
{
    int y = screen_find_row(s, first);
    const char *row, *at, *text;
    va_list more;

    if (y < 0)
        fail_msg("no row with %s:\n%s", first, screen_text(s));
    row = at = screen_row(s, y);
    va_start(more, first);
    for (text = first; text; text = va_arg(more, const char *)) {
        at = strstr(at, text);
        if (!at)
            fail_msg("\"%s\" is not in its place in: %s", text, row);
        at += strlen(text);
    }
    va_end(more);
}

static void
F015_desk_groups_what_is_owed_with_its_rules(void **state)
{
    struct screen *s = sit_down(*state, NULL, 0);

    assert_row_holds(s, "演示 云栖花园 工作台", "李敏 前台2", "逾期2  今日2", "11-22 周日 09:40", NULL);
    assert_screen_has(s, "逾期 2");
    assert_row_holds(s, "红 11-21", "回访", "周婷 3-1-1102", "签约满意度", "逾 1天", "SGN-53", NULL);
    assert_row_holds(s, "红 09:27", "回电", "王建国 138****5678", "首付比例没答上来", "逾 13分", "RCP-12", NULL);
    assert_row_holds(s, "今日 2", "我的 1", "本岗 1", NULL);
    assert_row_holds(s, "黄 10:00", "看房", "陈思远 137****1111", "20分", "RCP-58", NULL);
    assert_row_holds(s, "18:00", "承诺", "周婷 3-1-1102", "车位图", "8时", "RCP-46", NULL);
    assert_screen_has(s, "1七日内 1");
    assert_screen_lacks(s, "别人的事");
    assert_screen_lacks(s, "13800135678");
    assert_screen_whole(s);
    screen_expect_picture(s, "desk");           /* the README shows it */
    assert_true(screen_find_row(s, "SGN-53") < screen_find_row(s, "首付比例"));
    screen_step(s, "1");
    assert_screen_has(s, "待办 七日内");
    assert_row_holds(s, "11-25", "证照", "预售许可换证", "3天", "RCP-39", NULL);
    assert_screen_lacks(s, "车位图");
    screen_step(s, K_ESC);
    screen_wait_text(s, "逾期 2");
    stand_up(state);
}

static void
F015_why_mine_and_filter(void **state)
{
    struct screen *s = sit_down(*state, NULL, 0);

    screen_step(s, "i");
    assert_screen_has(s, "SGN-53");
    screen_step(s, K_ESC);
    screen_step(s, "o");
    assert_screen_lacks(s, "样板间");
    assert_screen_has(s, "车位图");
    screen_step(s, "o");
    assert_screen_has(s, "样板间");
    screen_step(s, "/");
    screen_type(s, "zt");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "车位图");
    assert_screen_lacks(s, "首付比例");
    stand_up(state);
}

static void
F804_counts_open_their_rows(void **state)
{
    struct fixture *f = *state;
    struct screen *s;
    struct query q;

    assert_true(store_begin(f->town.o->store, NULL));
    q = query_compose(f->town.o->store, "INSERT INTO reception(id, number, kind, project, customer, began_at, note)"
                                        " VALUES (77, 'JD261122-A001', 'call', ?, ?, ?, '问学区')");
    query_bind_int(&q, f->town.projects[0]);
    query_bind_int(&q, f->town.customers[TOWN_WANG]);
    query_bind_int(&q, TOWN_NOW - 600);
    assert_true(query_run(&q, NULL));
    assert_true(store_commit(f->town.o->store, NULL));
    s = sit_down(f, NULL, 0);
    assert_row_holds(s, "1七日内 1", "2待批 0", "3今日接待 1", "4预约 0", "6生日 0", NULL);
    assert_screen_lacks(s, "5七日回访");        /* not a receptionist's */
    screen_step(s, "3");
    assert_row_holds(s, "09:30", "JD261122-A001", "王建国", "138****5678", "问学区", NULL);
    screen_close(&f->s);
    s = sit_down(f, NULL, TOWN_ADMIN);
    assert_screen_has(s, "5七日回访 1");
    screen_step(s, "5");
    assert_row_holds(s, "红 11-21", "回访", "周婷", "SGN-53", NULL);
    stand_up(state);
}

static void
what_others_write_appears_by_itself(void **state)
{
    struct fixture *f = *state;
    struct screen *s = sit_down(f, NULL, 0);

    town_task(&f->town, &(struct town_task) { .kind = "call_back", .text = "新来的一件", .rule = "RCP-12", .staff = f->town.staff[TOWN_LIMIN],
                                              .customer = f->town.customers[TOWN_CHEN], .minutes = 90 });
    screen_wait_text(s, "新来的一件");
    assert_screen_has(s, "逾期2  今日3");
    /* The clock goes on: 10:00 has passed. */
    for (int minutes = 5; minutes <= 25; minutes += 5) {
        town_clock(&f->town, TOWN_NOW + minutes * 60);
        screen_step(s, K_DOWN);         /* somebody is there: it is not locked */
    }
    screen_wait_text(s, "逾期3  今日2");
    screen_wait_text(s, "红 10:00");
    assert_row_holds(s, "红 10:00", "样板间", "逾 5分", NULL);
    stand_up(state);
}

static void
F017_a_new_time_wants_the_customers_word(void **state)
{
    struct fixture *f = *state;
    struct screen *s = sit_down(f, NULL, 0);

    screen_step(s, K_DOWN);
    screen_step(s, "r");
    screen_step(s, "1530\r");
    screen_step(s, K_CTRL('s'));
    /* Who agreed is missing: it stays open. */
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM task_pause"), 0);
    screen_type(s, "王建国");
    screen_send(s, "\r\r");
    screen_type(s, "在开会");
    screen_step(s, "\r");
    screen_wait_text(s, "已改到");
    assert_row_holds(s, "15:30", "回电", "王建国", "首付比例没答上来", NULL);
    assert_screen_has(s, "逾期1  今日3");
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM task_pause WHERE confirmed_by = '王建国' AND why = '在开会'"), 1);
    stand_up(state);
}

static void
done_and_taken_back_by_ctrl_z(void **state)
{
    struct fixture *f = *state;
    struct screen *s = sit_down(f, NULL, 0);

    screen_step(s, "f");
    screen_type(s, "打通了");
    screen_step(s, "\r");
    screen_wait_gone(s, "红 11-21");
    assert_screen_has(s, "逾期1  今日2");
    screen_step(s, K_CTRL('z'));
    assert_screen_has(s, "撤回");
    /* Any other key is no. */
    screen_step(s, "y");
    assert_screen_lacks(s, "红 11-21");
    screen_step(s, K_CTRL('z'));
    screen_step(s, K_CTRL('y'));
    screen_wait_text(s, "签约满意度");
    assert_screen_has(s, "逾期2  今日2");
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM task WHERE done IS NOT NULL"), 0);
    stand_up(state);
}

static void
phrases_are_typed_by_their_initials(void **state)
{
    struct fixture *f = *state;
    struct screen *s = sit_down(f, NULL, 0);

    screen_step(s, "f");
    screen_step(s, "::khgs");
    assert_screen_has(s, "客户赶时间，没有细谈。");
    screen_step(s, "\r");
    assert_screen_lacks(s, "khgs");
    screen_step(s, "\r");
    screen_wait_gone(s, "红 11-21");
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM task WHERE outcome = '客户赶时间，没有细谈。'"), 1);
    stand_up(state);
}

static void
midnight_is_the_end_of_the_day_before(void **state)
{
    struct fixture *f = *state;
    struct screen *s;

    town_task(&f->town, &(struct town_task) { .kind = "permit", .text = "昨天到期", .rule = "RCP-39", .staff = f->town.staff[TOWN_LIMIN],
                                              .minutes = -580 });
    town_task(&f->town, &(struct town_task) { .kind = "permit", .text = "今天到期", .rule = "RCP-39", .staff = f->town.staff[TOWN_LIMIN],
                                              .minutes = 860 });
    s = sit_down(f, NULL, 0);
    assert_row_holds(s, "昨天到期", "逾 9时", NULL);
    assert_row_holds(s, "红 11-21  证照", "昨天到期", NULL);
    assert_row_holds(s, "24:00  证照", "今天到期", "14时", NULL);
    assert_screen_has(s, "逾期3  今日3");
    stand_up(state);
}

static void
F809_another_project_changes_title_and_lists(void **state)
{
    struct fixture *f = *state;
    struct screen *s = sit_down(f, NULL, 0);

    screen_step(s, K_F10);
    screen_type(s, "换项目");
    screen_step(s, "\r");
    screen_step(s, "2");
    screen_wait_text(s, "望湖里 工作台");
    assert_screen_has(s, "湖景房还有没有");
    assert_screen_lacks(s, "首付比例");
    assert_screen_has(s, "逾期0  今日1");
    /* The same again at the next log-in. */
    screen_send(s, K_CTRL('q'));
    assert_int_equal(screen_wait_exit(s), 0);
    screen_close(&f->s);
    s = sit_down(f, NULL, 0);
    assert_screen_has(s, "望湖里 工作台");
    stand_up(state);
}

static void
F010_each_role_sees_its_own_screens(void **state)
{
    struct fixture *f = *state;
    struct screen *s = sit_down(f, NULL, 0);

    screen_step(s, K_F10);
    screen_type(s, "设密码");
    screen_wait_frame(s);
    assert_screen_lacks(s, "给同事设新密码");
    screen_send(s, K_ESC);
    screen_step(s, K_ESC);
    screen_close(&f->s);
    s = sit_down(f, NULL, TOWN_ADMIN);
    assert_screen_has(s, "方正 前台2");
    assert_screen_lacks(s, "首付比例");
    assert_screen_has(s, "2接待");
    screen_close(&f->s);
    s = sit_down(f, NULL, TOWN_MAJUN);
    assert_screen_lacks(s, "2接待");
    assert_screen_lacks(s, "今日接待");
    screen_step(s, K_F2);
    assert_screen_has(s, "马骏 前台2");
    assert_screen_has(s, "工作台  ");
    screen_close(&f->s);
    s = sit_down(f, NULL, TOWN_ADMIN);
    screen_step(s, K_F10);
    screen_type(s, "设密码");
    screen_wait_frame(s);
    assert_screen_has(s, "给同事设新密码");
    stand_up(state);
}

static void
any_size_shows_whole_rows(void **state)
{
    static const struct { int rows, cols; } sizes[] = { { 23, 79 }, { 24, 80 }, { 40, 120 }, { 8, 40 }, { 3, 20 }, { 1, 5 }, { 24, 80 } };
    struct fixture *f = *state;
    struct screen *s = sit_down(f, &(struct screen_options) { .rows = 23, .cols = 79 }, 0);

    assert_row_holds(s, "红 09:27", "王建国 138****5678", "逾 13分", "RCP-12", NULL);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        screen_resize(s, sizes[i].rows, sizes[i].cols);
        screen_wait_frame(s);
        assert_screen_whole(s);
    }
    /* Shrunk while a question is open: what was typed stays. */
    screen_step(s, "f");
    screen_type(s, "打通");
    screen_resize(s, 12, 50);
    screen_wait_frame(s);
    assert_screen_has(s, "打通");
    screen_resize(s, 24, 80);
    screen_type(s, "了");
    screen_step(s, "\r");
    screen_wait_gone(s, "红 11-21");
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM task WHERE outcome = '打通了'"), 1);
    stand_up(state);
}

static void
the_same_in_gb18030(void **state)
{
    struct fixture *f = *state;
    struct screen *s = sit_down(f, NULL, 0);
    char *utf8 = arena_strdup(&f->town.a, screen_text(s));

    screen_close(&f->s);
    s = sit_down(f, &(struct screen_options) { .charset = "GB18030" }, 0);
    assert_string_equal(screen_text(s), utf8);
    screen_step(s, "f");
    screen_type(s, "打通了");
    screen_step(s, "\r");
    screen_wait_gone(s, "红 11-21");
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM task WHERE outcome = '打通了'"), 1);
    stand_up(state);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(F015_desk_groups_what_is_owed_with_its_rules, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F015_why_mine_and_filter, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F804_counts_open_their_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_others_write_appears_by_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F017_a_new_time_wants_the_customers_word, set_up, tear_down),
        cmocka_unit_test_setup_teardown(done_and_taken_back_by_ctrl_z, set_up, tear_down),
        cmocka_unit_test_setup_teardown(phrases_are_typed_by_their_initials, set_up, tear_down),
        cmocka_unit_test_setup_teardown(midnight_is_the_end_of_the_day_before, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F809_another_project_changes_title_and_lists, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F010_each_role_sees_its_own_screens, set_up, tear_down),
        cmocka_unit_test_setup_teardown(any_size_shows_whole_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_in_gb18030, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
