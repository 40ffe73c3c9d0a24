/* A walk through the desk: stored pictures at 80x24 in UTF-8, the same cells in GB18030 and GBK, nothing torn at other
 * sizes, and a forced repaint that changes no cell (design, section 9). */
#include "tests/screen/harness.h"

#include "data/demo.h"
#include "data/task.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW 1795311600      /* 2026-11-22 09:40 in China */
#define SUPERVISOR 7        /* place in the log-in's list: sees most of the house */

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
    must(task_escalate(o, &err) >= 0);      /* as the desks' first minute does */
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

static const struct { const char *keys, *shows, *picture; } steps[] = {
    { K_F9, "工作台", "tour_desk" },
    { "i", "红线", NULL }, { K_ESC, "工作台", NULL },
    { K_F2, "接待", "tour_reception" },
    { "4", "预约", "tour_viewings" }, { K_ESC, "接待", NULL },
    { "1", "到访", NULL }, { "5678", "138****5678", NULL }, { K_ENTER, "王建国", "tour_visit" }, { K_ESC, "草稿", NULL },
    { K_F7, "客户", NULL }, { K_CTRL('f'), "查找", NULL }, { "wjg", "王建国", "tour_find" }, { K_ENTER, "3-1-1203", "tour_customer" },
    { K_F8, "报表", "tour_reports" }, { K_ENTER, "三声接起率", "tour_figures" }, { K_ESC, "报表", NULL },
    { K_F10, "菜单", "tour_menu" }, { K_ESC, "报表", NULL },
    { K_CTRL('p'), "菜单", NULL }, { "djb", "登记簿", NULL }, { K_ENTER, "登记簿", "tour_registers" },
    { K_ENTER, "楼盘", NULL }, { "?", "按键", "tour_help" }, { K_ESC, "楼盘", NULL },
};

static void
sit_down(struct fixture *f, int rows, int cols, const char *charset)
{
    const char *arguments[] = { "--db", f->db, "--desk", "前台2", NULL };
    const char *environment[] = { "QIANTAI_NOW=2026-11-22T09:40", NULL };

    f->s = screen_open(&(struct screen_options){ .rows = rows, .cols = cols, .charset = charset, .arguments = arguments,
                                                 .environment = environment });
    screen_wait_text(f->s, "登录");
    for (int i = 0; i < SUPERVISOR; i++)
        screen_step(f->s, K_DOWN);
    screen_step(f->s, K_ENTER);
    screen_wait_text(f->s, "工作台");
}

static void
walk(struct fixture *f, bool pictures)
{
    for (size_t i = 0; i < COUNT(steps); i++) {
        char *before;

        screen_step(f->s, steps[i].keys);
        screen_wait_text(f->s, steps[i].shows);
        screen_wait_frame(f->s);
        assert_screen_whole(f->s);
        before = arena_strdup(&f->a, screen_cells(f->s));
        screen_step(f->s, K_CTRL('l'));
        assert_string_equal(screen_cells(f->s), before);
        if (pictures && steps[i].picture)
            screen_expect_picture(f->s, steps[i].picture);
    }
    screen_close(&f->s);
}

static void
the_desk_looks_as_its_pictures(void **state)
{
    sit_down(*state, 24, 80, "UTF-8");
    walk(*state, true);
}

static void
gb18030_shows_the_same_cells(void **state)
{
    sit_down(*state, 24, 80, "GB18030");
    walk(*state, true);
}

static void
gbk_shows_the_same_cells(void **state)
{
    sit_down(*state, 24, 80, "GBK");
    walk(*state, true);
}

static void
more_room_and_less_tear_nothing(void **state)
{
    static const struct { int rows, cols; } sizes[] = { { 40, 120 }, { 23, 79 } };

    for (size_t i = 0; i < COUNT(sizes); i++) {
        sit_down(*state, sizes[i].rows, sizes[i].cols, "UTF-8");
        walk(*state, false);
    }
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
        T(the_desk_looks_as_its_pictures),
        T(gb18030_shows_the_same_cells),
        T(gbk_shows_the_same_cells),
        T(more_room_and_less_tear_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
