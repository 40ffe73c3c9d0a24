/* The reports of the front desk as text, CSV, JSON, HTML and on paper. */
#include "base/text.h"
#include "data/reception.h"
#include "data/report.h"
#include "data/sheet.h"
#include "tests/house.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int
set_up(void **state)
{
    struct house *h;

    house_open(state);
    h = *state;
    must(office_choose_project(h->o, h->project, &err));
    return 0;
}

static struct report_table
make(struct house *h, const char *name, struct report_wish w)
{
    struct report_table t;

    if (!w.from)
        w.from = w.to = NO_DAY;
    if (!w.as_at)
        w.as_at = NO_DAY;
    must(report_make(h->o, report_get(name), &w, &h->a, &t, &err));
    return t;
}

static const char *
text_of(struct house *h, const struct report_table *t, void (*write)(const struct report_table *, struct buf *))
{
    struct buf b = { 0 };
    const char *out;

    write(t, &b);
    out = arena_strdup(&h->a, b.text);
    buf_free(&b);
    return out;
}

/* Three calls: two by the third ring. Who took them is called what no page may believe. */
static void
three_calls(struct house *h)
{
    int64_t taken_by = house_staff(h, "<b>&\"=1+1", "14");

    for (int i = 0; i < 3; i++) {
        struct reception *r = reception_new(h->o, "call", &h->a);

        record_set_text(r->record, "name", "王");
        record_set_text(r->record, "phone", arena_printf(&h->a, "1380000000%d", i));
        record_set_text(r->record, "need", "2");
        record_set_text(r->record, "focus", i ? "1 2" : "1");
        record_set_num(r->record, "rings", i == 2 ? 5 : 2);
        record_set_text(r->record, "invited", "3");
        record_set_text(r->record, "next_step", "3");
        record_set_num(r->record, "staff", taken_by);
        must(reception_close(h->o, r, NULL, &err));
    }
}

static void
F151_without_anything_to_count_there_are_dashes(void **state)
{
    struct house *h = *state;
    struct report_table t = make(h, "reception", (struct report_wish){ 0 });
    const char *text = text_of(h, &t, report_text), *json = text_of(h, &t, report_json), *html = text_of(h, &t, report_html);

    assert_int_equal(t.nrows, figure_count_all());
    for (size_t i = 0; i < t.nrows; i++)
        assert_row_int(i, t.rows[i].bar, -1);
    assert_non_null(strstr(text, "KPI-01  Answered in three rings"));
    assert_non_null(strstr(text, FIGURE_NONE "     0/0"));
    assert_null(strstr(text, " 0.0"));
    assert_non_null(strstr(json, "\"id\":\"KPI-14\",\"figure\":\"promises_kept\""));
    assert_non_null(strstr(json, "\"percent\":null,\"count\":0,\"of\":0,\"percent_before\":null"));
    assert_non_null(strstr(html, "<td class=\"n\">" FIGURE_NONE "</td>"));
}

static void
F151_figures_stand_with_counts_bars_and_definitions(void **state)
{
    struct house *h = *state;
    struct report_table t;
    const char *text, *json;

    three_calls(h);
    t = make(h, "reception", (struct report_wish){ 0 });
    text = text_of(h, &t, report_text);
    json = text_of(h, &t, report_json);
    assert_non_null(strstr(text, "云栖花园  Front desk figures  2026-11 (to today)"));
    assert_non_null(strstr(text, " 66.7     2/3  #############-------  "));
    assert_non_null(strstr(text, "calls answered by the third ring / calls answered"));
    assert_non_null(strstr(json, "\"percent\":66.7,\"count\":2,\"of\":3,"));
    assert_null(strstr(json, "#####"));
}

static void
F151_days_and_periods_are_chosen_by_name_or_by_day(void **state)
{
    struct house *h = *state;
    day today = office_today(h->o);
    static const struct { int from, to, as_at; const char *period, *title; } cases[] = {
        { 0, 0, 0, NULL, "2026-11 (to today)" },
        { 0, 0, 0, "week", "week 47 of 2026, 11-16 to 11-22" },
        { -30, 0, 0, "quarter", "quarter 4 of 2026 (to today)" },
        { -30, 0, 0, "day", "2026-10-23" },
        { -21, -1, 0, NULL, "2026-11-01 to 2026-11-21" },
        { -52, -22, 0, NULL, "2026-10" },
        { -21, -1, -5, NULL, "2026-11-01 to 2026-11-21 as at 2026-11-17" },
    };
    struct report_table t;
    struct report_wish w = { .from = today, .to = today - 1, .as_at = NO_DAY };

    for (size_t i = 0; i < COUNT(cases); i++) {
        t = make(h, "reception", (struct report_wish){ .from = cases[i].from ? today + cases[i].from : 0,
                 .to = cases[i].to ? today + cases[i].to : cases[i].from ? NO_DAY : 0, .as_at = cases[i].as_at ? today + cases[i].as_at : 0,
                 .period = cases[i].period });
        assert_row_string(i, strstr(t.title, "figures  ") + strlen("figures  "), cases[i].title);
    }
    refused(report_make(h->o, report_get("reception"), &w, &h->a, &t, &err), "to");
    w.to = today;
    w.period = "moon";
    refused(report_make(h->o, report_get("reception"), &w, &h->a, &t, &err), "period");
    w.period = NULL;
    w.by = "moon";
    refused(report_make(h->o, report_get("reception"), &w, &h->a, &t, &err), "by");
}

static void
F151_as_at_an_earlier_day_later_calls_are_not_there(void **state)
{
    struct house *h = *state;
    struct report_table t;

    three_calls(h);
    office_set_now(h->o, NOW + 3 * DAY_SECONDS);
    t = make(h, "reception", (struct report_wish){ .as_at = office_today(h->o) - 4 });
    assert_non_null(strstr(text_of(h, &t, report_json), "\"id\":\"KPI-01\",\"figure\":\"answered_in_three_rings\","
                                                        "\"name\":\"Answered in three rings\",\"percent\":null"));
    t = make(h, "reception", (struct report_wish){ .as_at = office_today(h->o) - 3 });
    assert_non_null(strstr(text_of(h, &t, report_json), "\"percent\":66.7"));
}

static void
F151_by_person_and_what_a_page_must_not_believe(void **state)
{
    struct house *h = *state;
    struct report_table t;
    const char *html;
    char *dir = support_tmpdir(&h->a), *path = arena_printf(&h->a, "%s/figures.csv", dir);

    three_calls(h);
    t = make(h, "reception", (struct report_wish){ .by = "person" });
    html = text_of(h, &t, report_html);
    assert_non_null(strstr(html, "<td>&lt;b&gt;&amp;&quot;=1+1</td>"));
    assert_null(strstr(html, "<b>"));
    assert_non_null(strstr(html, "<div style=\"width:66.7%\">"));
    assert_null(strstr(html, "http"));          /* needs nothing else */
    assert_non_null(strstr(text_of(h, &t, report_json), "\"person\":\"<b>&\\\"=1+1\",\"percent\":66.7"));
    must(report_csv(&t, path, CHARSET_UTF8_BOM, &err));
    assert_non_null(strstr(support_read(&h->a, path, NULL), "KPI-01,answered_in_three_rings,Answered in three rings,\"<b>&\"\"=1+1\",66.7,2,3,"));
    support_rmdir(dir);
}

static void
F150_needs_as_table_csv_and_json(void **state)
{
    struct house *h = *state;
    static const char heads[] = "\xEF\xBB\xBF" "point,code,name,count,of,percent,count_before,of_before,percent_before\r\n";
    struct report_table t;
    char *dir = support_tmpdir(&h->a), *path = arena_printf(&h->a, "%s/needs.csv", dir), *csv;

    three_calls(h);
    t = make(h, "needs", (struct report_wish){ 0 });
    must(report_csv(&t, path, CHARSET_UTF8_BOM, &err));
    csv = support_read(&h->a, path, NULL);
    assert_memory_equal(csv, heads, sizeof heads - 1);
    assert_non_null(strstr(csv, "focus,1,总价单价与面积,3,3,100.0,0,0,\r\n"));
    assert_non_null(strstr(csv, "focus,2,楼层朝向户型得房率,2,3,66.7,0,0,\r\n"));
    assert_non_null(strstr(csv, "need,2,咨询,3,3,100.0,0,0,\r\n"));
    assert_non_null(strstr(text_of(h, &t, report_text), "What they care about  of all receptions closed: 3"));
    assert_non_null(strstr(text_of(h, &t, report_json), "{\"point\":\"focus\",\"code\":\"2\",\"name\":\"楼层朝向户型得房率\",\"count\":2,\"of\":3,\"percent\":66.7,"));
    support_rmdir(dir);
}

static void
F150_on_paper_no_line_is_wider_than_it(void **state)
{
    static const char *const names[] = { "reception", "needs", "stages" };
    struct house *h = *state;
    struct report_wish w = { .from = NO_DAY, .to = NO_DAY, .as_at = NO_DAY };

    three_calls(h);
    for (size_t i = 0; i < COUNT(names); i++) {
        struct sheet_wish wish = { .kind = SHEET_REPORT, .report = report_get(names[i]), .report_wish = &w };
        struct sheet s;

        must(sheet_compose(h->o, &wish, &h->a, &s, &err));
        assert_true(s.pages >= 1 && s.records > 0);
        for (char *line = strtok(arena_strdup(&h->a, s.text), "\n\f"); line; line = strtok(NULL, "\n\f"))
            if (text_columns(line) > paper_size_get("a4")->cols)
                fail_msg("%s: %s", names[i], line);
        must(sheet_printed(h->o, &s, "lp", NULL, &err));
    }
}

static void
F151_who_may_not_see_reports_gets_none(void **state)
{
    struct house *h = *state;
    struct report_wish w = { .from = NO_DAY, .to = NO_DAY, .as_at = NO_DAY };
    struct report_table t;

    house_sit(h, WANG);
    refused(report_make(h->o, report_get("reception"), &w, &h->a, &t, &err), "");
    refused(report_make(h->o, report_get("needs"), &w, &h->a, &t, &err), "");
    house_sit(h, ZHOU);
    must(report_make(h->o, report_get("needs"), &w, &h->a, &t, &err));
}

#define T(f) cmocka_unit_test_setup_teardown(f, set_up, house_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(F151_without_anything_to_count_there_are_dashes), T(F151_figures_stand_with_counts_bars_and_definitions),
        T(F151_days_and_periods_are_chosen_by_name_or_by_day), T(F151_as_at_an_earlier_day_later_calls_are_not_there),
        T(F151_by_person_and_what_a_page_must_not_believe), T(F150_needs_as_table_csv_and_json),
        T(F150_on_paper_no_line_is_wider_than_it), T(F151_who_may_not_see_reports_gets_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
