/* From no database at all to somebody at the desk: creating, the first administrator, passwords, the lock, taking over,
 * what the desk says of a database it cannot open, drafts that outlive the program. */
#include "data/draft.h"
#include "data/login.h"
#include "tests/screen/harness.h"
#include "tests/town.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    struct town town;
    struct screen *s;
};

static int
set_up_kind(void **state, enum office_kind kind)
{
    struct fixture *f = mem_alloc(sizeof *f);

    town_make(&f->town, kind);
    *state = f;
    return 0;
}

static int set_up(void **state) { return set_up_kind(state, OFFICE_DEMO); }
static int set_up_real(void **state) { return set_up_kind(state, OFFICE_REAL); }

static int
tear_down(void **state)
{
    struct fixture *f = *state;

    town_free(&f->town);
    free(f);
    return 0;
}

static struct screen *
start(struct fixture *f)
{
    static const char *const arguments[] = { "--desk", "前台2", NULL };

    f->s = screen_open(&(struct screen_options) { .environment = f->town.environment, .arguments = arguments });
    return f->s;
}

static void
stand_up(struct fixture *f)
{
    screen_close(&f->s);
}

static void
give_password(struct fixture *f, int who, const char *password)
{
    struct err err = { 0 };

    if (!login_set(f->town.o, f->town.staff[who], password, &err))
        fail_msg("%s", err.text);
}

/* ---- the first desk ------------------------------------------------------------------- */

static void
nothing_there_becomes_a_desk(void **state)
{
    struct arena a = { 0 };
    char *dir = support_tmpdir(&a), *db = arena_printf(&a, "%s/new/place/q.db", dir);
    const char *const arguments[] = { "--db", db, "--desk", "前台1", NULL };
    struct screen *s = screen_open(&(struct screen_options) { .arguments = arguments });
    struct stat st;

    (void)state;
    screen_wait_text(s, "还没有数据库");
    screen_send(s, "1\r");
    screen_wait_text(s, "这里还没有人员");
    screen_type(s, "方正");
    screen_send(s, "\r" "long enough" "\r" "another one" "\r");
    screen_wait_text(s, "两遍密码不一样");
    assert_screen_lacks(s, "long enough");
    screen_send(s, "long enough" "\r" "long enough" "\r");
    screen_wait_text(s, "方正 前台1");
    assert_int_equal(stat(db, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    screen_send(s, K_CTRL('q'));
    assert_int_equal(screen_wait_exit(s), 0);
    screen_close(&s);
    /* The next time it asks who one is, by initials, and for the password. */
    s = screen_open(&(struct screen_options) { .arguments = arguments });
    screen_wait_text(s, "登录");
    assert_screen_lacks(s, "方正");
    screen_step(s, "fz");
    assert_screen_has(s, "方正");
    screen_send(s, "\r" "wrong" "\r");
    screen_wait_text(s, "密码不对");
    screen_send(s, "long enough" "\r");
    screen_wait_text(s, "方正 前台1");
    screen_close(&s);
    support_rmdir(dir);
    arena_free(&a);
}

static void
no_answer_creates_nothing(void **state)
{
    struct arena a = { 0 };
    char *dir = support_tmpdir(&a), *db = arena_printf(&a, "%s/q.db", dir);
    const char *const arguments[] = { "--db", db, NULL };
    struct screen *s = screen_open(&(struct screen_options) { .arguments = arguments });

    (void)state;
    screen_wait_text(s, "还没有数据库");
    screen_send(s, "3\r");
    assert_int_equal(screen_wait_exit(s), 0);
    assert_int_not_equal(access(db, F_OK), 0);
    screen_close(&s);
    /* Nobody at a terminal is not asked. */
    assert_int_not_equal(system(arena_printf(&a, "'%s' --db '%s' </dev/null >'%s/out' 2>&1", screen_binary(), db, dir)), 0);
    assert_non_null(strstr(support_read(&a, arena_printf(&a, "%s/out", dir), NULL), db));
    assert_int_not_equal(access(db, F_OK), 0);
    support_rmdir(dir);
    arena_free(&a);
}

static void
the_demonstration_lies_beside_it(void **state)
{
    struct arena a = { 0 };
    char *dir = support_tmpdir(&a), *db = arena_printf(&a, "%s/q.db", dir);
    const char *const arguments[] = { "--db", db, "--desk", "前台1", NULL };

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct screen *s = screen_open(&(struct screen_options) { .arguments = arguments });

        screen_wait_text(s, "还没有数据库");
        screen_send(s, "2\r");
        screen_wait_text(s, "登录");
        screen_wait_text(s, "李敏");
        screen_send(s, "\r");
        screen_wait_text(s, "李敏 前台1");
        assert_screen_has(s, "演示");
        screen_close(&s);
    }
    assert_int_not_equal(access(db, F_OK), 0);
    assert_int_equal(access(arena_printf(&a, "%s/q-demo.db", dir), F_OK), 0);
    support_rmdir(dir);
    arena_free(&a);
}

/* Each says what it is and ends with 1, and the file is as it was. */
static void
what_cannot_be_opened_is_said_in_words(void **state)
{
    struct fixture *f = *state;
    struct arena a = { 0 };
    size_t size;
    char *path = arena_printf(&a, "%s/other.db", f->town.dir), *good;
    const char *const arguments[] = { "--db", path, NULL };
    static const struct { const char *what, *says; } cases[] = {
        { "text", "不是数据库" }, { "newer", "更新的版本" }, { "torn", "损坏" },
    };

    office_close(&f->town.o);
    good = support_read(&a, f->town.db, &size);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct screen *s;
        char *bytes = arena_strndup(&a, good, size), *after;
        size_t after_size;

        if (i == 0)
            memset(bytes, 'x', size);
        else if (i == 1)
            memcpy(bytes + 60, "\0\0\3\350", 4);        /* user_version 1000 */
        else
            memset(bytes + 4096, 0xA5, size - 4096);
        support_write(path, bytes, size);
        s = screen_open(&(struct screen_options) { .arguments = arguments });
        assert_row_int(i, screen_wait_exit(s), 1);
        if (!screen_has(s, cases[i].says))
            fail_msg("%s: %s", cases[i].what, screen_text(s));
        after = support_read(&a, path, &after_size);
        assert_row_int(i, after_size == size && memcmp(after, bytes, size) == 0, 1);
        screen_close(&s);
        unlink(path);
    }
    arena_free(&a);
}

/* ---- passwords --------------------------------------------------------------------------- */

static void
too_many_wrong_passwords_wait(void **state)
{
    struct fixture *f = *state;
    struct screen *s;

    give_password(f, TOWN_LIMIN, "correct horse");
    s = start(f);
    screen_wait_text(s, "登录");
    screen_step(s, "limin" "\r");
    for (int i = 0; i < 6; i++) {
        screen_step(s, "wrong" "\r");
        assert_screen_has(s, i < 5 ? "密码不对" : "密码错的次数太多");
    }
    screen_step(s, "correct horse" "\r");
    assert_screen_has(s, "密码错的次数太多");
    /* A colleague is not kept out by it. */
    give_password(f, TOWN_WANGQIANG, "other horse");
    screen_step(s, K_ESC);
    screen_step(s, K_CTRL('u'));
    screen_step(s, "wq" "\r");
    screen_send(s, "other horse" "\r");
    screen_wait_text(s, "王强 前台2");
    stand_up(f);
}

static void
one_changes_ones_password(void **state)
{
    struct fixture *f = *state;
    struct screen *s = start(f);

    screen_wait_text(s, "李敏");
    screen_send(s, "\r");
    screen_wait_text(s, "李敏 前台2");
    screen_step(s, K_F10);
    screen_type(s, "改密码");
    screen_step(s, "\r");
    assert_screen_has(s, "新密码要输两遍");
    screen_send(s, "\r" "my password" "\r" "my password" "\r");
    screen_wait_text(s, "新密码从现在起生效");
    /* Locked, it is asked for. */
    screen_send(s, "\033[24~");
    screen_wait_text(s, "已锁屏");
    screen_step(s, "\r");
    assert_screen_has(s, "密码");
    screen_send(s, "my password" "\r");
    screen_wait_gone(s, "已锁屏");
    assert_screen_has(s, "李敏 前台2");
    stand_up(f);
}

/* ---- the lock -------------------------------------------------------------------------------- */

static void
locked_desk_shows_nothing_and_comes_back_as_it_was(void **state)
{
    struct fixture *f = *state;
    struct screen *s;

    town_task(&f->town, &(struct town_task) { .kind = "call_back", .text = "首付比例没答上来", .rule = "RCP-12",
                                              .staff = f->town.staff[TOWN_LIMIN], .customer = f->town.customers[TOWN_WANG], .minutes = 30 });
    s = start(f);
    screen_wait_text(s, "李敏");
    screen_send(s, "\r");
    screen_wait_text(s, "首付比例");
    screen_step(s, "a");
    assert_screen_has(s, "待办 全部");
    screen_send(s, "\033[24~");
    screen_wait_text(s, "已锁屏");
    screen_wait_frame(s);
    assert_screen_lacks(s, "首付比例");
    /* Neither Esc nor an F-key gets past it. */
    screen_step(s, K_ESC);
    screen_step(s, K_F9);
    screen_step(s, K_F10);
    assert_screen_has(s, "已锁屏");
    screen_send(s, "\r");
    screen_wait_text(s, "待办 全部");
    screen_wait_frame(s);
    assert_screen_has(s, "首付比例");
    stand_up(f);
}

static void
a_colleague_takes_over_and_starts_anew(void **state)
{
    struct fixture *f = *state;
    struct screen *s;

    town_task(&f->town, &(struct town_task) { .kind = "call_back", .text = "李敏的事", .rule = "RCP-12",
                                              .staff = f->town.staff[TOWN_LIMIN], .minutes = 30 });
    town_task(&f->town, &(struct town_task) { .kind = "call_back", .text = "王强的事", .rule = "RCP-12",
                                              .staff = f->town.staff[TOWN_WANGQIANG], .minutes = 30 });
    s = start(f);
    screen_wait_text(s, "李敏");
    screen_send(s, "\r");
    screen_wait_text(s, "李敏的事");
    /* In the middle of a question, too. */
    screen_step(s, "f");
    for (int minutes = 5; minutes <= 15; minutes += 10)
        town_clock(&f->town, TOWN_NOW + minutes * 60);
    screen_wait_text(s, "已锁屏");
    screen_step(s, "wq");
    screen_send(s, "\r");
    screen_wait_text(s, "王强的事");
    screen_wait_frame(s);
    assert_screen_has(s, "王强 前台2");
    assert_screen_lacks(s, "李敏的事");
    assert_screen_lacks(s, "办理结果");
    screen_send(s, K_CTRL('q'));
    assert_int_equal(screen_wait_exit(s), 0);
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM journal_entry WHERE action = 'login.good'"), 2);
    assert_int_equal(town_number(&f->town, "SELECT count(*) FROM task WHERE done IS NOT NULL"), 0);
    stand_up(f);
}

static void
ten_idle_minutes_lock(void **state)
{
    struct fixture *f = *state;
    struct screen *s = start(f);

    screen_wait_text(s, "李敏");
    screen_send(s, "\r");
    screen_wait_text(s, "李敏 前台2");
    town_clock(&f->town, TOWN_NOW + 9 * 60);
    screen_wait_text(s, "09:49");
    assert_screen_lacks(s, "已锁屏");
    town_clock(&f->town, TOWN_NOW + 10 * 60);
    screen_wait_text(s, "已锁屏");
    stand_up(f);
}

/* ---- drafts ------------------------------------------------------------------------------------- */

static void
a_draft_is_offered_to_its_writer_alone(void **state)
{
    struct fixture *f = *state;
    struct drafts *drafts = drafts_new(f->town.o, NULL);
    struct draft *d;
    struct screen *s;

    f->town.o->staff = f->town.staff[TOWN_LIMIN];
    d = draft_new(drafts, "call", 0);
    assert_true(draft_title(d, "13800135678 王建国", NULL));
    assert_true(draft_put(d, "form.phone", "=13800135678", NULL));
    draft_close(&d);
    s = start(f);
    screen_wait_text(s, "李敏");
    screen_send(s, "\r");
    screen_wait_text(s, "没写完的（d 接着写，c 不要了）：11-22 09:40 来电 13800135678 王建国");
    screen_close(&f->s);
    s = start(f);
    screen_wait_text(s, "王强");
    screen_send(s, K_DOWN "\r");
    screen_wait_text(s, "王强 前台2");
    screen_wait_frame(s);
    assert_screen_lacks(s, "没写完");
    stand_up(f);
    drafts_free(&drafts);
}

/* Typed into a real form, shown, and then the program is killed; once more after going on. */
static void
typed_and_killed_it_is_offered_again(void **state)
{
    struct fixture *f = *state;
    struct screen *s = start(f);

    screen_wait_text(s, "李敏");
    screen_send(s, "\r");
    screen_wait_text(s, "李敏 前台2");
    screen_step(s, K_F2);
    screen_step(s, "2");
    screen_send(s, "138");
    screen_wait_frame(s);
    screen_signal(s, SIGKILL);
    screen_wait_exit(s);
    screen_close(&f->s);
    s = start(f);
    screen_wait_text(s, "李敏");
    screen_send(s, "\r");
    screen_wait_text(s, "c 不要了）：11-22 09:40 来电");
    screen_step(s, "d");
    assert_screen_has(s, "138");
    screen_step(s, "0013");
    screen_signal(s, SIGKILL);
    screen_wait_exit(s);
    screen_close(&f->s);
    s = start(f);
    screen_wait_text(s, "李敏");
    screen_send(s, "\r");
    screen_wait_text(s, "没写完的（d 接着写");
    screen_step(s, "d");
    assert_screen_has(s, "1380013");
    stand_up(f);
}

/* The line drops: the form's draft is there, the program ends by itself. */
static void
hung_up_it_is_offered_again(void **state)
{
    struct fixture *f = *state;
    struct screen *s = start(f);

    screen_wait_text(s, "李敏");
    screen_send(s, "\r");
    screen_wait_text(s, "李敏 前台2");
    screen_step(s, K_F2);
    screen_step(s, "2");
    screen_step(s, "13800135678");
    screen_hangup(s);
    screen_wait_exit(s);
    screen_close(&f->s);
    s = start(f);
    screen_wait_text(s, "李敏");
    screen_send(s, "\r");
    screen_wait_text(s, "没写完的（d 接着写");
    screen_step(s, "d");
    assert_screen_has(s, "13800135678");
    stand_up(f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_there_becomes_a_desk),
        cmocka_unit_test(no_answer_creates_nothing),
        cmocka_unit_test(the_demonstration_lies_beside_it),
        cmocka_unit_test_setup_teardown(what_cannot_be_opened_is_said_in_words, set_up_real, tear_down),
        cmocka_unit_test_setup_teardown(too_many_wrong_passwords_wait, set_up_real, tear_down),
        cmocka_unit_test_setup_teardown(one_changes_ones_password, set_up, tear_down),
        cmocka_unit_test_setup_teardown(locked_desk_shows_nothing_and_comes_back_as_it_was, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_colleague_takes_over_and_starts_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ten_idle_minutes_lock, set_up, tear_down),
        cmocka_unit_test_setup_teardown(typed_and_killed_it_is_offered_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hung_up_it_is_offered_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_draft_is_offered_to_its_writer_alone, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
