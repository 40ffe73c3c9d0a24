/* F8: figures with their bars, the rows behind them, periods, cuts, files. */
#include "data/reception.h"
#include "tests/screen/harness_books.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define must(call) do { struct err err = { 0 }; if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

/* Rings, seconds waited and talked; the second half rang too long. */
static void
a_call(struct books *b, int i, moment began)
{
    struct town *t = &b->town;
    struct arena a = { 0 };
    struct reception *r;

    office_set_now(t->o, began);
    r = reception_new(t->o, "call", &a);
    record_set_text(r->record, "name", "王");
    record_set_text(r->record, "phone", arena_printf(&a, "138000000%02d", i));
    record_set_text(r->record, "need", "2");
    record_set_text(r->record, "channel", i % 2 ? "2" : "3");
    record_set_text(r->record, "focus", i % 3 ? "1" : "1 2");
    record_set_num(r->record, "rings", i < 3 ? 2 : 5);
    record_set_text(r->record, "invited", "3");
    record_set_text(r->record, "next_step", "3");
    record_set_num(r->record, "staff", t->staff[TOWN_LIMIN]);
    office_set_now(t->o, began + 120);
    must(reception_close(t->o, r, NULL, &err));
    arena_free(&a);
}

/* Four calls today, three of them in time; two last month, both in time. */
static int
set_up(void **state)
{
    struct books *b = mem_alloc(sizeof *b);

    books_make(b);
    for (int i = 0; i < 4; i++)
        a_call(b, i, TOWN_NOW - 3600 + i * 300);
    for (int i = 0; i < 2; i++)
        a_call(b, i, TOWN_NOW - 30 * DAY_SECONDS + i * 300);
    office_set_now(b->town.o, TOWN_NOW);
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

/* Cells in reverse on the row of that text. */
static int
bar_on(struct screen *s, const char *text)
{
    int y = screen_find_row(s, text), n = 0;

    assert_true(y > 0);
    for (int x = 0; x < 80; x++)
        n += screen_cell(s, y, x).reverse;
    return n;
}

static void
F151_figures_with_bars_open_their_rows_and_these_the_matter(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);

    screen_step(s, K_F8);
    assert_screen_has(s, "前台指标");
    screen_step(s, "1");
    assert_screen_whole(s);
    assert_screen_has(s, "2026年11月（到今天）");
    assert_screen_has(s, "75.0  3/4");
    assert_screen_has(s, "上月 100.0 降");
    assert_screen_has(s, "－－  0/0");
    assert_screen_has(s, "承诺兑现率");
    screen_step(s, K_DOWN);
    assert_int_equal(bar_on(s, "三声接起率"), 15);      /* of 20 */
    assert_int_equal(bar_on(s, "十分钟合规率"), 20);
    assert_int_equal(bar_on(s, "承诺兑现率"), 0);
    screen_step(s, K_UP);
    assert_screen_has(s, "怎么算的：三声内接起的来电 / 接起的来电  KPI-01");
    screen_expect_picture(s, "figures");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "三声接起率: 全部");
    assert_screen_has(s, "5 声");
    assert_screen_has(s, "JD261122-A001");
    screen_step(s, "o");
    assert_screen_has(s, "没计入分子的");
    assert_screen_lacks(s, "JD261122-A001");
    assert_screen_has(s, "JD261122-A004");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "来电 JD261122-A004");
    screen_step(s, K_ESC);
    screen_step(s, "o");
    assert_screen_has(s, ": 计入分子的");
    assert_screen_lacks(s, "JD261122-A004");
    screen_close(&b->s);
}

static void
F151_periods_before_and_of_other_lengths(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);

    screen_step(s, K_F8 "1");
    screen_step(s, "]");
    assert_screen_has(s, "下一期还没开始");
    screen_step(s, "[");
    assert_screen_has(s, "2026年10月");
    assert_screen_has(s, "100.0  2/2");
    screen_step(s, "]");
    screen_step(s, "w");
    assert_screen_has(s, "5 年");
    screen_step(s, "2");
    assert_screen_has(s, "2026年第47周 11-16 至 11-22");
    screen_step(s, "w6");
    screen_step(s, "1023" K_TAB "1121" K_ENTER);
    assert_screen_has(s, "2026-10-23 至 2026-11-21");
    assert_screen_has(s, "100.0  2/2");
    screen_step(s, "w3" "a");
    screen_step(s, "1121" K_ENTER);
    assert_screen_has(s, "截至 11-21");
    assert_screen_lacks(s, "3/4");
    screen_close(&b->s);
}

static void
F721_a_figure_says_how_it_is_worked_out(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);

    screen_step(s, K_F8 "1");
    screen_step(s, "i");
    assert_screen_has(s, "3 / 4 x 100 = 75.0");
    assert_screen_has(s, "上月: 2 / 2 x 100 = 100.0；降 25.0 个点");
    assert_screen_has(s, "依据：RCP-02 SLA-01；通常按月考核");
    assert_screen_has(s, "SLA-01 超过几声");
    screen_step(s, K_ESC);
    screen_step(s, "d");
    assert_screen_has(s, "三声接起率  按人");
    assert_screen_has(s, "李敏");
    assert_screen_has(s, "没赶上的 1 件");
    screen_step(s, "d");
    assert_screen_has(s, "按渠道");
    assert_screen_has(s, "来电   50.0  1/2");   /* 1 and 3, which rang five times */
    assert_screen_has(s, "网络  100.0  2/2");
    screen_step(s, K_ESC);
    assert_screen_has(s, "承诺兑现率");
    screen_close(&b->s);
}

static void
F150_needs_point_by_point_lead_to_an_improvement(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);

    screen_step(s, K_F8 "2");
    assert_screen_has(s, "关注点  按全部已结束的接待算: 4");
    assert_screen_has(s, "总价单价与面积");
    assert_screen_has(s, "100.0  4/4");
    assert_screen_has(s, "50.0  2/4");
    screen_step(s, K_DOWN K_ENTER);
    assert_screen_has(s, "关注点: 楼层朝向户型得房率");
    assert_screen_has(s, "JD261122-A001");
    assert_screen_lacks(s, "JD261122-A002");
    screen_step(s, K_ESC);
    screen_step(s, "d");
    assert_screen_has(s, "未成交原因");
    assert_screen_has(s, "没有可数的");
    screen_step(s, "d");
    assert_screen_has(s, "来源渠道");
    assert_screen_has(s, "网络");
    screen_step(s, "n");
    assert_screen_has(s, "流程改进");
    screen_close(&b->s);
}

static void
F151_into_files_and_not_for_everybody(void **state)
{
    struct books *b = *state;
    char *path = arena_printf(&b->town.a, "%s/figures.csv", b->town.dir), *html = arena_printf(&b->town.a, "%s/figures.html", b->town.dir);
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);

    screen_step(s, K_F8 "1" "x" "1" "\025");
    screen_type(s, path);
    screen_step(s, K_ENTER);
    assert_screen_has(s, "已写到");
    assert_non_null(strstr(support_read(&b->town.a, path, NULL), "KPI-01,answered_in_three_rings,三声接起率,75.0,3,4,100.0,2,2,"));
    screen_step(s, "x" "3" "\025");
    screen_type(s, html);
    screen_step(s, K_ENTER);
    assert_non_null(strstr(support_read(&b->town.a, html, NULL), "<div style=\"width:75.0%\">"));
    assert_int_equal(town_number(&b->town, "SELECT count(*) FROM journal_entry WHERE action = 'report.export'"), 2);

    s = books_desk(b, TOWN_WANGQIANG, 0, 0, NULL);
    assert_screen_lacks(s, "8报表");
    screen_close(&b->s);
}

static void
F151_a_small_and_a_large_terminal_and_the_old_charset(void **state)
{
    static const struct { int rows, cols; const char *charset; } sizes[] = {
        { 24, 80, "GB18030" }, { 16, 50, "UTF-8" }, { 50, 140, "UTF-8" },
    };
    struct books *b = *state;

    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct screen *s = books_desk(b, TOWN_ZHOUYING, sizes[i].rows, sizes[i].cols, sizes[i].charset);

        screen_step(s, K_F8 "1");
        assert_screen_whole(s);
        assert_screen_has(s, "三声接起率");
        screen_step(s, K_END);
        assert_screen_whole(s);
        assert_screen_has(s, "录入及时率");
        if (sizes[i].rows >= 50) {
            screen_step(s, K_HOME);
            assert_screen_has(s, "没赶上的 1 件");
            assert_screen_has(s, "JD261122-A004");
        }
        screen_close(&b->s);
    }
}

#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(F151_figures_with_bars_open_their_rows_and_these_the_matter), T(F151_periods_before_and_of_other_lengths),
        T(F721_a_figure_says_how_it_is_worked_out), T(F150_needs_point_by_point_lead_to_an_improvement),
        T(F151_into_files_and_not_for_everybody), T(F151_a_small_and_a_large_terminal_and_the_old_charset),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
