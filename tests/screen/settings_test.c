/* Policies, approvals, journal: what the house has set, what waits for a decision, who did what. */
#include "base/lang.h"
#include "data/policy.h"
#include "data/task.h"
#include "tests/screen/harness_books.h"
#include "ui/screens/register.h"
#include "ui/screens/registers.h"
#include "ui/screens/screens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define C_S "\023"
#define C_U "\025"
#define C_Y "\031"
#define C_Z "\032"

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

static const char *
policy_now(struct books *b, const char *name)
{
    struct err err = { 0 };

    if (!office_reload(b->town.o, &err))
        fail_msg("%s", err.text);
    return policy_text(b->town.o, name);
}

/* ---- policies -------------------------------------------------------------------------------------- */

static void
F014_all_36_policies_are_listed_with_value_and_ground(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, BOOKS_ZHENG, 0, 0, NULL);

    books_command(s, "业务口径");
    assert_screen_has(s, "POL-01");
    assert_screen_has(s, "依据：");
    for (int i = 1; i <= 36; i++) {
        char *rule = arena_printf(&b->town.a, "POL-%02d", i);

        screen_step(s, "/" C_U);
        screen_type(s, rule);
        screen_step(s, K_ENTER);
        if (!screen_has(s, arena_printf(&b->town.a, ">%s", rule)))
            fail_msg("%s is not listed:\n%s", rule, screen_text(s));
        assert_screen_has(s, "依据：");
    }
    screen_close(&b->s);
}

/* A permit waits for its approval: the task is counted by approval.red. */
static int64_t
one_waiting(struct books *b)
{
    int64_t id = books_record(b, "permit", "kind", "1", "number", "A1", NULL);

    books_move(b, "permit", id, "propose", NULL);
    return id;
}

static moment
due_of(struct books *b)
{
    struct task t[4];
    size_t n = 0;
    struct err err = { 0 };

    if (!task_window(b->town.o, &(struct task_filter) { .who = TASKS_ALL, .kind = "approve.*" }, 0, 0, &b->town.a, t, COUNT(t), &n, &err))
        fail_msg("%s", err.text);
    assert_int_equal(n, 1);
    return t[0].due;
}

static void
F813_what_a_change_does_is_shown_before_it_is_made(void **state)
{
    struct books *b = *state;
    struct screen *s;
    moment before;

    one_waiting(b);
    before = due_of(b);
    s = books_desk(b, BOOKS_ZHENG, 0, 0, NULL);
    books_command(s, "业务口径");
    screen_step(s, "/");
    screen_type(s, policy_get(b->town.o, "approval.red")->text);
    screen_step(s, K_ENTER K_ENTER);
    screen_step(s, C_U "0" K_ENTER);
    assert_screen_has(s, "在办任务 1 件");
    assert_screen_has(s, "新超时 1");
    screen_step(s, K_ESC);                      /* looked at, not made */
    assert_screen_has(s, "没有改动");
    assert_int_equal(due_of(b), before);
    assert_string_equal(policy_now(b, "approval.red"), policy_get(b->town.o, "approval.red")->dflt);
    screen_step(s, K_ENTER C_U "1" K_ENTER);
    assert_screen_has(s, "在办任务 1 件");
    screen_type(s, "领导出差");
    screen_step(s, C_S);
    assert_screen_has(s, "已改");
    assert_string_equal(policy_now(b, "approval.red"), "1");
    assert_true(due_of(b) != before);
    screen_close(&b->s);
}

static void
F014_a_change_is_journalled_marked_and_taken_back_to_the_default(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, BOOKS_ZHENG, 0, 0, NULL);

    books_command(s, "业务口径");
    screen_step(s, "/");
    screen_type(s, "POL-01");
    screen_step(s, K_ENTER K_ENTER);
    screen_step(s, "2");                        /* strict: a choice, by its digit */
    assert_screen_has(s, "在办任务");
    screen_step(s, K_ENTER);                    /* a reason is wanted */
    assert_screen_lacks(s, "已改，");
    screen_type(s, "集团要求");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "已改，");
    assert_string_equal(policy_now(b, "complaint.first_response"), "strict");
    assert_screen_has(s, "集团要求");
    screen_step(s, K_ESC "c");
    assert_screen_has(s, "POL-01");
    assert_screen_lacks(s, "POL-02");
    screen_step(s, "t");
    assert_screen_has(s, "dual -> strict");
    assert_screen_has(s, "郑岚");
    screen_step(s, K_ESC "d");
    screen_type(s, "试过了");
    screen_step(s, K_ENTER);
    assert_string_equal(policy_now(b, "complaint.first_response"), "dual");
    screen_step(s, "d");
    assert_screen_has(s, "全部都是默认值");
    screen_close(&b->s);
}

static void
F010_who_may_not_set_policies_only_reads_them(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);

    books_command(s, "业务口径");
    assert_screen_has(s, "POL-01");
    assert_screen_lacks(s, "d默认");
    screen_step(s, K_ENTER "2" K_ENTER);
    assert_string_equal(policy_now(b, "complaint.first_response"), "dual");
    s = books_desk(b, TOWN_LIMIN, 0, 0, NULL);
    screen_step(s, K_F10);
    screen_type(s, "业务口径");
    screen_wait_frame(s);
    assert_screen_lacks(s, "每条业务口径");
    screen_close(&b->s);
}

/* ---- approvals ----------------------------------------------------------------------------------------- */

static void
F807_what_waits_is_together_and_decided_in_place_with_a_comment(void **state)
{
    struct books *b = *state;
    int64_t permit = one_waiting(b), factor;
    struct screen *s;

    factor = books_record(b, "adverse_factor", "scope", "2", "kind", "1", "text", "高架", "shown_at", "公示栏", NULL);
    books_move(b, "adverse_factor", factor, "propose", NULL);
    s = books_desk(b, BOOKS_ZHENG, 0, 0, NULL);
    books_command(s, "审批");
    assert_screen_has(s, "A1");
    assert_screen_has(s, "高架");
    assert_screen_has(s, "1 批准");
    screen_step(s, "2");                        /* reject: it wants its reason */
    screen_step(s, K_ENTER);
    assert_string_equal(books_read(b, "permit", permit)->state, "proposed");
    screen_type(s, "缺原件");
    screen_step(s, K_ENTER);
    assert_string_equal(books_read(b, "permit", permit)->state, "pending");
    assert_screen_has(s, "高架");
    screen_step(s, "1");
    screen_type(s, "同意公示");
    screen_step(s, K_ENTER);
    assert_string_equal(books_read(b, "adverse_factor", factor)->state, "shown");
    assert_screen_has(s, "没有待批的事项");
    books_register(s, "不利因素登记");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "同意公示");
    screen_close(&b->s);
}

static void
F807_who_may_not_decide_only_looks(void **state)
{
    struct books *b = *state;
    int64_t permit = one_waiting(b);
    struct screen *s = books_desk(b, TOWN_LIMIN, 0, 0, NULL);

    books_command(s, "审批");
    assert_screen_has(s, "A1");
    assert_screen_has(s, "此项不由您批");
    screen_step(s, "1" K_ENTER);
    assert_string_equal(books_read(b, "permit", permit)->state, "proposed");
    screen_step(s, K_ESC "o");
    assert_screen_lacks(s, "A1");
    screen_close(&b->s);
}

/* ---- journal --------------------------------------------------------------------------------------------- */

static void
F022_the_journal_tells_who_changed_what_from_what(void **state)
{
    struct books *b = *state;
    int64_t id = books_record(b, "permit", "kind", "1", "number", "A1", NULL);
    struct record *r = books_read(b, "permit", id);
    struct err err = { 0 };
    struct screen *s;

    record_set_text(r, "issuer", "国土局");
    if (!reg_save(b->town.o, r, "漏写", &err))
        fail_msg("%s", err.text);
    s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);
    books_command(s, "操作日志");
    assert_screen_has(s, "国土局");
    screen_step(s, "/" K_TAB "permit.edit" C_S);
    assert_screen_lacks(s, "database.create");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "（空） -> 国土局");
    assert_screen_has(s, "permit.edit");
    screen_step(s, K_ESC K_ESC);                /* the filter goes first */
    assert_screen_has(s, "周颖");
    screen_step(s, "/" "zy" K_ENTER C_S);       /* by colleague: only her log-in so far */
    assert_screen_lacks(s, "国土局");
    assert_screen_has(s, "周颖");
    s = books_desk(b, TOWN_LIMIN, 0, 0, NULL);
    screen_step(s, K_F10);
    screen_type(s, "操作日志");
    screen_wait_frame(s);
    assert_screen_lacks(s, "谁做了什么");
    screen_close(&b->s);
}

static void
sizes_and_charsets_show_whole_rows(void **state)
{
    static const struct { int rows, cols; const char *charset; } sizes[] = { { 24, 80, "GB18030" }, { 40, 120, "UTF-8" }, { 18, 50, "GBK" } };
    static const char *const names[] = { "业务口径", "审批", "操作日志", "登记簿" };
    struct books *b = *state;

    one_waiting(b);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct screen *s = books_desk(b, BOOKS_ZHENG, sizes[i].rows, sizes[i].cols, sizes[i].charset);

        for (size_t j = 0; j < COUNT(names); j++) {
            books_command(s, names[j]);
            assert_screen_whole(s);
            screen_step(s, K_END);
            assert_screen_whole(s);
            screen_step(s, K_HOME K_ENTER);
            assert_screen_whole(s);
            screen_step(s, K_ESC);
        }
    }
    screen_close(&b->s);
}

static void
no_key_is_given_twice(void **state)
{
    const struct screen_ops *const screens[] = {
        &register_screen, &register_record_screen, &register_form_screen, &registers_screen, &approvals_screen, &policies_screen, &journal_screen, NULL
    };
    struct err err = { 0 };

    (void)state;
    if (!commands_check_screens(screens, desk_menu, &err))
        fail_msg("%s", err.text);
}

/* A register that is declared and has no row could not be found by its name. */
static void
every_register_is_in_the_palette(void **state)
{
    const struct command *c = registers_go;
    const struct reg *reg;

    (void)state;
    for (size_t i = 0; (reg = reg_at(i)); i++) {
        if (reg->hidden)
            continue;
        assert_non_null(c->id);
        assert_string_equal(c->id + strlen("go."), reg->name);
        assert_string_equal(c->bar, reg->many);
        assert_string_equal(c->right + strlen("see "), reg->screen ? reg->screen : "screen.registers");
        c++;
    }
    assert_null(c->id);
}

static void
a_register_opens_by_its_initials(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);

    books_command(s, "zbb");
    assert_screen_has(s, "今后 7 天缺");
    screen_close(&b->s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(F014_all_36_policies_are_listed_with_value_and_ground, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F813_what_a_change_does_is_shown_before_it_is_made, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F014_a_change_is_journalled_marked_and_taken_back_to_the_default, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F010_who_may_not_set_policies_only_reads_them, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F807_what_waits_is_together_and_decided_in_place_with_a_comment, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F807_who_may_not_decide_only_looks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F022_the_journal_tells_who_changed_what_from_what, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sizes_and_charsets_show_whole_rows, set_up, tear_down),
        cmocka_unit_test(no_key_is_given_twice),
        cmocka_unit_test(every_register_is_in_the_palette),
        cmocka_unit_test_setup_teardown(a_register_opens_by_its_initials, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
