/* The frame, lists, help, dialogs of the kit, seen on a terminal. */
#include "tests/screen/harness_demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- frame ----------------------------------------------------------------------------------- */

static void
frame_has_its_rows(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    assert_screen_row(s, 0, " 云栖花园 工作台              李敏 前台2      逾期2  今日7     11-22 周日 09:40");
    assert_true(screen_cell(s, 0, 79).reverse);
    assert_screen_row(s, 22, " Enter打开 n新建 d删除 /筛选 c选事项 w整理                        ?本屏全部按键");
    assert_screen_row(s, 23, " 1帮助 2接待 7客户 9工作台 0菜单   ^F查找");
    assert_screen_has(s, ">09:40  回电 王建国");
    assert_screen_whole(s);
    screen_step(s, K_F2);
    assert_screen_has(s, "云栖花园 接待 到访");
    assert_screen_has(s, "F1本屏全部按键");
    desk_close(&d);
}

static void
small_and_large_terminals_hold(void **state)
{
    static const struct { int rows, cols; } sizes[] = { { 23, 79 }, { 10, 40 }, { 5, 20 }, { 3, 10 }, { 2, 4 }, { 40, 120 } };
    static const char *const keys[] = { K_F2, "138", K_ENTER, K_F1, K_PGDN, K_ESC, K_F10, "1", K_ESC, K_ESC, K_F7, K_END, K_ENTER,
                                        K_F9, K_DOWN, "d", K_ESC, "c", K_ESC, "n", K_ESC };

    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct desk d;
        struct screen *s = desk_open(&d, 24, 80, NULL);

        screen_resize(s, sizes[i].rows, sizes[i].cols);
        screen_wait_frame(s);
        for (size_t k = 0; k < COUNT(keys); k++) {
            screen_step(s, keys[k]);
            assert_screen_whole(s);
        }
        screen_resize(s, 24, 80);
        screen_wait_frame(s);
        assert_screen_has(s, ">09:40  回访 周婷");
        desk_close(&d);
    }
}

static void
fkeys_find_screens_as_they_were_left(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    screen_step(s, K_F2);
    screen_type(s, "1380013");
    screen_step(s, K_F7);
    screen_step(s, K_DOWN);
    screen_step(s, K_ENTER);
    assert_screen_has(s, "客户卡 2");
    screen_step(s, K_CTRL('g'));
    screen_step(s, "2");
    assert_screen_has(s, "1380013");
    screen_type(s, "5678");
    screen_step(s, K_F7);
    assert_screen_has(s, "客户卡 2");           /* the screen on top of it, too */
    screen_step(s, K_ESC);
    assert_screen_has(s, ">       2 客户2");
    screen_step(s, K_CTRL('g'));
    screen_step(s, "0");
    assert_screen_has(s, "1 本台");
    screen_step(s, K_ESC);
    screen_step(s, K_F2);
    assert_screen_has(s, "13800135678");
    screen_step(s, K_ESC);                      /* back to the home screen, the draft stays */
    assert_screen_has(s, "草稿已留下");
    assert_screen_has(s, "工作台");
    desk_close(&d);
}

static void
keys_out_of_place_are_told_quietly(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    screen_step(s, "z");
    assert_screen_row(s, 21, " 这个键在这里不起作用，按 ? 看全部按键。");
    screen_type(s, "新");
    screen_wait_frame(s);
    assert_screen_row(s, 21, " 输入法开着,按 Shift 切回英文");
    screen_step(s, K_DOWN);                     /* moving changes nothing: the message stands */
    assert_screen_row(s, 21, " 输入法开着,按 Shift 切回英文");
    screen_paste(s, "粘贴");
    screen_wait_frame(s);
    assert_screen_row(s, 21, " 这里没有可粘贴的栏目。");
    screen_step(s, K_CTRL('z'));
    assert_screen_row(s, 21, " 没有可撤回的。");
    screen_type(s, "ｎ");                        /* the full-width twin is the same key */
    screen_wait_text(s, "新的一件");
    screen_step(s, K_ESC);
    screen_type(s, "？");
    screen_wait_text(s, "按键：工作台");
    desk_close(&d);
}

static void
others_writing_is_seen_without_moving_the_cursor(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);
    char *moved;

    (void)state;
    screen_step(s, K_DOWN);
    screen_step(s, K_DOWN);
    assert_screen_has(s, ">09:40  看房 陈思远");
    desk_append(&d, "投诉 防水\n");
    screen_wait_text(s, "投诉 防水");
    assert_screen_has(s, ">09:40  看房 陈思远");
    moved = arena_printf(&d.arena, "催办 第一\n催办 第二\n%s", desk_rows);
    support_write(d.path, moved, strlen(moved));
    screen_wait_text(s, "催办 第二");
    assert_screen_has(s, ">09:40  看房 陈思远");
    support_write(d.path, "看房 别人\n", strlen("看房 别人\n"));
    screen_wait_gone(s, "陈思远");
    assert_screen_has(s, ">09:40  看房 别人");
    support_write(d.path, "", 0);
    screen_wait_text(s, "没有要做的事。");
    screen_step(s, K_ENTER);
    assert_screen_row(s, 21, " 请先选一行。");
    desk_close(&d);
}

/* ---- help, palette ---------------------------------------------------------------------------- */

static void
F805_help_of_any_screen_is_made_from_its_key_table(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    screen_step(s, "?");
    assert_screen_has(s, "Enter            打开  打开选中的事。");
    assert_screen_has(s, "/                筛选  只看含有某些字的事。");
    assert_screen_has(s, "v                不用  现在用不上。");
    assert_screen_lacks(s, "机密");             /* not for this role */
    screen_step(s, K_ESC);
    screen_step(s, K_F2);
    screen_step(s, K_F1);
    assert_screen_has(s, "^S               保存  存下这次到访。");
    assert_screen_has(s, "先问电话, 老客户当场就能认出来。");
    screen_step(s, "/");
    screen_type(s, "退出");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "离开程序。");
    screen_step(s, K_ESC);
    screen_step(s, "?");                        /* text, in a form */
    assert_screen_lacks(s, "按键：");
    desk_close(&d);
}

static void
palette_runs_by_digits_initials_text_and_id(void **state)
{
    static const struct { const char *typed, *shown; } ways[] = {
        { "12", "报表 1795311600" },
        { "tssx" K_ENTER, "报表 1795311600" },
        { "投诉" K_ENTER, "报表 1795311600" },
        { "desk.rep" K_ENTER, "报表 1795311600" },
        { "21", "报表 1795311600" },
        { "xjs" K_ESC, "工作台" },
        { "kehu" K_ENTER, "客户100000" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(ways); i++) {
        struct desk d;
        struct screen *s = desk_open(&d, 24, 80, NULL);

        screen_send(s, K_F10);
        screen_type(s, ways[i].typed);
        if (i == 6)
            screen_send(s, K_END);
        screen_wait_text(s, ways[i].shown);
        desk_close(&d);
    }
}

/* ---- lists --------------------------------------------------------------------------------------- */

static void
a_long_list_is_read_in_windows(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    screen_step(s, K_F7);
    assert_screen_has(s, "共 100000");
    for (int i = 0; i < 300; i++)
        screen_send(s, K_PGDN);
    screen_wait_frame(s);
    assert_screen_has(s, ">    5701 客户5701");
    for (int i = 0; i < 299; i++)
        screen_send(s, K_PGUP);
    screen_wait_frame(s);
    assert_screen_has(s, ">      20 客户20");
    screen_step(s, K_END);
    assert_screen_has(s, ">  100000 客户100000");
    screen_step(s, K_UP);
    screen_step(s, K_DOWN);
    screen_step(s, K_DOWN);
    assert_screen_has(s, ">  100000 客户100000");
    screen_step(s, K_HOME);
    assert_screen_has(s, ">       1 客户1");
    assert_screen_whole(s);
    desk_close(&d);
}

static void
a_filter_takes_text_and_initials(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    screen_send(s, "/hf");
    screen_step(s, K_ENTER);
    assert_screen_has(s, ">09:40  回访 周婷");
    assert_screen_lacks(s, "王建国");
    screen_send(s, "/");
    screen_type(s, "车位");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "承诺 车位图");
    assert_screen_lacks(s, "周婷");
    screen_send(s, "/");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "王建国");
    desk_close(&d);
}

static void
a_narrow_list_drops_columns(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    assert_screen_has(s, "138****5678");
    screen_resize(s, 24, 26);
    screen_wait_frame(s);
    assert_screen_has(s, "20分");
    assert_screen_lacks(s, "138****5678");
    assert_screen_whole(s);
    desk_close(&d);
}

/* ---- dialogs ------------------------------------------------------------------------------------------- */

static void
what_cannot_be_undone_wants_its_own_key(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    screen_step(s, "d" "y");
    assert_screen_row(s, 21, " 没有删除。");
    screen_step(s, "d");
    assert_screen_has(s, "删除「回电 王建国」?");
    screen_step(s, K_CTRL('y'));
    assert_screen_row(s, 21, " 已删除 回电 王建国");
    desk_close(&d);
}

static void
dialogs_choose_and_fill(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    screen_step(s, "c");
    assert_screen_has(s, ">07 防水");
    screen_step(s, "12");
    assert_screen_row(s, 21, " 选了 噪声");
    screen_step(s, "c" K_UP K_ENTER);
    assert_screen_row(s, 21, " 选了 门窗");
    screen_step(s, "n");
    screen_type(s, "换锁");
    screen_step(s, K_ENTER);                    /* the other field has its default: that is all */
    assert_screen_row(s, 21, " 已记下。");
    assert_screen_has(s, "换锁 1");              /* NEED_WRITE: loaded again at once */
    desk_close(&d);
}

static void
long_work_can_be_stopped(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    screen_send(s, "w");
    screen_wait_text(s, "正在整理");
    screen_send(s, K_DOWN);                     /* typed ahead: kept */
    screen_send(s, K_ESC);
    screen_wait_text(s, "停下了");
    screen_wait_text(s, ">09:40  回访 周婷");
    desk_close(&d);
}

static void
charts_align_in_every_charset(void **state)
{
    static const char *const charsets[] = { "UTF-8", "GB18030", "GBK" };

    (void)state;
    for (size_t i = 0; i < COUNT(charsets); i++) {
        struct desk d;
        struct screen *s = desk_open(&d, 24, 80, charsets[i]);

        screen_step(s, K_F7 K_ENTER);
        assert_screen_has(s, "联系业主  94.1  32/34");
        assert_screen_has(s, "上月 88.0  降");
        assert_screen_has(s, "紧急到场    －  0/0");
        assert_screen_whole(s);
        desk_close(&d);
    }
}

static void
clock(struct desk *d, const char *minutes)
{
    support_write(arena_printf(&d->arena, "%s.clock", d->path), minutes, strlen(minutes));
}

static void
an_idle_desk_is_locked_and_taken_over(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    screen_step(s, K_F7 K_ENTER K_F9 "d");
    clock(&d, "9");
    screen_wait_text(s, "09:49");
    assert_screen_has(s, "请确认");
    clock(&d, "11");
    screen_wait_text(s, "已锁定");
    assert_screen_lacks(s, "王建国");           /* nothing of the screens below is seen */
    screen_step(s, K_F2);
    screen_step(s, K_ESC);
    assert_screen_has(s, "已锁定");
    screen_step(s, "1");
    assert_screen_has(s, "删除「回电 王建国」?");        /* found again as it was left */
    clock(&d, "30");
    screen_wait_text(s, "已锁定");
    screen_step(s, "2");
    assert_screen_lacks(s, "请确认");
    assert_screen_has(s, ">09:40  回电 王建国");
    screen_step(s, K_F7);
    assert_screen_has(s, ">       1 客户1");    /* opened anew */
    desk_close(&d);
}

static void
the_end_is_clean(void **state)
{
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);

    (void)state;
    screen_step(s, K_F2);
    screen_send(s, K_CTRL('q'));
    assert_int_equal(screen_wait_exit(s), 0);
    desk_close(&d);
    s = desk_open(&d, 24, 80, NULL);
    screen_step(s, "d");                        /* with a question open */
    screen_hangup(s);
    assert_int_equal(screen_wait_exit(s), 3);
    desk_close(&d);
}

/* Random keys, then a forced repaint: the same cells. */
static void
random_keys_leave_what_a_repaint_draws(void **state)
{
    static const char *const keys[] = {
        K_F1, K_F2, K_F7, "\033[20~", K_F10, K_ENTER, K_TAB, K_BACKTAB, K_ESC, K_UP, K_DOWN, K_LEFT, K_PGUP, K_PGDN, K_HOME, K_END,
        K_BACKSPACE, " ", "1", "2", "8", "f", "n", "/", "c", "::sl", "?", C_S, C_U, "\032", "\004",
        "\007", "王", "车位", "，", "0",
    };
    struct desk d;
    struct screen *s = desk_open(&d, 24, 80, NULL);
    unsigned seed = 805;

    (void)state;
    for (int round = 0; round < 60; round++) {
        char *before;

        for (int i = 0; i < 12; i++)
            screen_send(s, keys[(unsigned)rand_r(&seed) % COUNT(keys)]);
        screen_wait_frame(s);
        assert_screen_whole(s);
        before = arena_strdup(&d.arena, screen_cells(s));
        screen_step(s, K_CTRL('l'));
        for (const char *b = before, *a = screen_cells(s); *a; a += strcspn(a, "\n") + 1, b += strcspn(b, "\n") + 1)
            if (strncmp(a, b, strcspn(a, "\n") + 1) != 0)
                fail_msg("round %d: cell was %.*s, is %.*s", round, (int)strcspn(b, "\n"), b, (int)strcspn(a, "\n"), a);
    }
    desk_close(&d);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frame_has_its_rows),
        cmocka_unit_test(small_and_large_terminals_hold),
        cmocka_unit_test(fkeys_find_screens_as_they_were_left),
        cmocka_unit_test(keys_out_of_place_are_told_quietly),
        cmocka_unit_test(others_writing_is_seen_without_moving_the_cursor),
        cmocka_unit_test(F805_help_of_any_screen_is_made_from_its_key_table),
        cmocka_unit_test(palette_runs_by_digits_initials_text_and_id),
        cmocka_unit_test(a_long_list_is_read_in_windows),
        cmocka_unit_test(a_filter_takes_text_and_initials),
        cmocka_unit_test(a_narrow_list_drops_columns),
        cmocka_unit_test(what_cannot_be_undone_wants_its_own_key),
        cmocka_unit_test(dialogs_choose_and_fill),
        cmocka_unit_test(long_work_can_be_stopped),
        cmocka_unit_test(charts_align_in_every_charset),
        cmocka_unit_test(an_idle_desk_is_locked_and_taken_over),
        cmocka_unit_test(the_end_is_clean),
        cmocka_unit_test(random_keys_leave_what_a_repaint_draws),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
