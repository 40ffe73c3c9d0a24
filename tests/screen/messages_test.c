/* The outbox of the demonstration, at its desk. */
#include "tests/screen/harness.h"

#include "base/lang.h"
#include "data/demo.h"
#include "data/message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define NOW 1795311600      /* 2026-11-22 09:40 in China */

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

struct fixture {
    struct arena a;
    char *dir, *db;
    struct screen *s;
};

static int
set_up(void **state)
{
    struct fixture *f = mem_alloc(sizeof *f);
    struct office *o;
    struct err err = { 0 };

    f->dir = support_tmpdir(&f->a);
    f->db = arena_printf(&f->a, "%s/demo.db", f->dir);
    must(office_create(&o, f->db, "test", OFFICE_DEMO, &err));
    office_set_now(o, NOW);
    must(demo_make(o, &err));
    must(message_set_command(o, arena_printf(&f->a, "%s/gateway", f->dir), &err));
    office_close(&o);
    *state = f;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;

    support_rmdir(f->dir);
    arena_free(&f->a);
    free(f);
    return 0;
}

static void
gateway(struct fixture *f, const char *script)
{
    char *path = arena_printf(&f->a, "%s/gateway", f->dir);

    support_write(path, script, strlen(script));
    assert_int_equal(chmod(path, 0700), 0);
}

/* 王强 sits down and opens the outbox by its initials. */
static struct screen *
outbox(struct fixture *f)
{
    static const char *const arguments[] = { "--desk", "前台2", NULL };
    const char *environment[] = { arena_printf(&f->a, "QIANTAI_DB=%s", f->db), "QIANTAI_NOW=2026-11-22T09:40", NULL };
    struct screen_options o = { .environment = environment, .arguments = arguments };

    f->s = screen_open(&o);
    screen_wait_text(f->s, "登录");
    screen_step(f->s, K_DOWN);
    screen_send(f->s, K_ENTER);
    screen_wait_text(f->s, "工作台  ");
    screen_send(f->s, K_F10);
    screen_wait_frame(f->s);
    screen_type(f->s, "短信");
    screen_wait_frame(f->s);
    screen_send(f->s, K_ENTER);
    screen_wait_text(f->s, "1待发");
    screen_wait_frame(f->s);
    return f->s;
}

static void
F018_three_states_and_more_are_shown_with_counts_and_reasons(void **state)
{
    struct fixture *f = *state;
    struct screen *s = outbox(f);

    assert_screen_has(s, "1待发 25");
    assert_screen_has(s, "5转人工 2");
    assert_screen_has(s, "138****5678");
    screen_step(s, "5");
    assert_screen_has(s, "黄志强 只有座机");
    assert_screen_has(s, "林秀英 在退订名单上");
    assert_screen_lacks(s, "138****5678");
    assert_screen_whole(s);
    screen_step(s, "r");
    assert_screen_has(s, "在退订名单上");
    screen_step(s, "1");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "TPL-54, 第 1 版");
    screen_step(s, K_ESC);
    screen_close(&f->s);
}

static void
F018_what_is_due_is_handed_over_and_what_failed_is_sent_again(void **state)
{
    struct fixture *f = *state;
    struct screen *s = outbox(f);

    gateway(f, "#!/bin/sh\ncase $1 in 137*) echo 余额不足; exit 1;; esac\ncat >/dev/null\n");
    screen_step(s, "x");
    screen_send(s, "1");
    screen_wait_text(s, "已发 18, 失败 2");
    screen_step(s, "4");
    assert_screen_has(s, "4失败 2");
    assert_screen_has(s, "余额不足");
    assert_screen_has(s, "3已发 18");
    screen_step(s, "r");
    assert_screen_has(s, "4失败 1");
    gateway(f, "#!/bin/sh\ncat >/dev/null\n");
    screen_step(s, "x");
    screen_send(s, "1");
    screen_wait_text(s, "已发 1, 推后 0");
    assert_screen_has(s, "3已发 19");
    screen_step(s, "x");
    assert_screen_has(s, "现在没有到点的短信");
    screen_close(&f->s);
}

static void
F018_a_message_is_stopped_with_a_reason(void **state)
{
    struct fixture *f = *state;
    struct screen *s = outbox(f);

    screen_step(s, "d");
    screen_type(s, "客户说不来了");
    screen_send(s, K_ENTER);
    screen_wait_text(s, "这条不会发出");
    screen_step(s, "6");
    assert_screen_has(s, "客户说不来了");
    assert_screen_has(s, "6取消 6");
    screen_close(&f->s);
}

#define test(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test(F018_three_states_and_more_are_shown_with_counts_and_reasons),
        test(F018_what_is_due_is_handed_over_and_what_failed_is_sent_again),
        test(F018_a_message_is_stopped_with_a_reason),
    };

    lang_start(screen_binary(), "zh");      /* reasons are kept in the language of whoever wrote them */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
