/* Reports and figures of the hotline, each beside figures worked out by hand: F-425, F-427, F-432, F-434, F-443, F-913, F-915,
 * F-946 to F-953, F-955 to F-958. */
#include "tests/hotline.h"

#include "data/complaint_score.h"
#include "data/defect_entry.h"
#include "data/report.h"

#include <stdlib.h>
#include <string.h>

/* The hotline is four hours further on; the head of customer service looks, who may see all. */
static void
look(struct hotline *l, const char *iso)
{
    hotline_turn(l, iso);
    hotline_sit(l, TAN_HEAD);
    l->o->profiles = (1u << PROFILE_COUNT) - 1;
    must(office_choose_project(l->o, l->h->project, &err));
}

static struct report_table
make(struct hotline *l, const char *name, const char *period)
{
    struct report_wish w = { .from = NO_DAY, .to = NO_DAY, .as_at = NO_DAY, .period = period };
    struct report_table t = { 0 };

    must(report_make(l->o, report_get(name), &w, &l->h->a, &t, &err));
    return t;
}

/* The cell under that heading in the row whose cell under `by` says what. */
static const char *
cell(const struct report_table *t, const char *by, const char *what, const char *key)
{
    size_t from = t->ncolumns, to = t->ncolumns;

    for (size_t i = 0; i < t->ncolumns; i++) {
        if (t->columns[i].key && strcmp(t->columns[i].key, by) == 0)
            from = i;
        if (t->columns[i].key && strcmp(t->columns[i].key, key) == 0)
            to = i;
    }
    assert_true(from < t->ncolumns && to < t->ncolumns);
    for (size_t i = 0; i < t->nrows; i++)
        if (t->rows[i].cells[from] && strcmp(t->rows[i].cells[from], what) == 0)
            return t->rows[i].cells[to];
    fail_msg("no row %s", what);
    return NULL;
}

static bool
noted(const struct report_table *t, const char *text)
{
    for (size_t i = 0; i < t->nnotes; i++)
        if (strstr(t->notes[i], text))
            return true;
    return false;
}

/* The figure of this month, and that its rows are as many as it says. */
static struct figure
count(struct hotline *l, const char *id)
{
    const struct figure_def *f = figure_get(id);
    struct figure_scope s = figure_scope(l->o, SPAN_MONTH);
    struct figure_row rows[64];
    struct figure out;
    size_t n;

    assert_non_null(f);
    must(figure_count(l->o, f, &s, &out, &err));
    must(figure_rows(l->o, f, &s, ROWS_GOOD, NULL, false, &l->h->a, rows, COUNT(rows), &n, &err));
    assert_int_equal(n, out.good);
    must(figure_rows(l->o, f, &s, ROWS_MISSED, NULL, false, &l->h->a, rows, COUNT(rows), &n, &err));
    if (strcmp(id, "KPI-50") != 0)          /* its whole is homes */
        assert_int_equal(n, out.total - out.good);
    return out;
}

#define is(counted, good_, total_) do { struct figure f_ = (counted); assert_int_equal(f_.good, good_); assert_int_equal(f_.total, total_); } while (0)

/* Nothing to divide by is a dash, not a nought. */
static void
dashes(struct hotline *l, const char *id)
{
    struct figure f = count(l, id);

    assert_int_equal(f.total, 0);
    assert_string_equal(figure_text(&f, &l->h->a) ? figure_text(&f, &l->h->a) : FIGURE_NONE, FIGURE_NONE);
    assert_string_equal(figure_shown(&f, &l->h->a), FIGURE_NONE);
}

static int64_t
of_class(struct hotline *l, int owner, const char *class, const char *category)
{
    struct record *r = hotline_call(l, owner, category, "说一件事");

    record_set_text(r, "class", class);
    must(complaint_file(l->o, r, &err));
    return r->id;
}

static void
F946_complaints_by_homes_that_have_an_owner(void **state)
{
    struct hotline *l = *state;

    look(l, "2026-11-24 10:00");
    is(count(l, "KPI-50"), 0, 3);
    of_class(l, 0, "1", "07");
    of_class(l, 1, "1", "08");
    of_class(l, 1, "2", "07");              /* a repair is no complaint */
    is(count(l, "KPI-50"), 2, 3);
}

static void
F947_owners_contacted_by_the_red_line_by_what_is_judged(void **state)
{
    struct hotline *l = *state;
    int64_t first, second;

    look(l, "2026-11-24 10:00");
    dashes(l, "KPI-51");
    first = of_class(l, 0, "1", "07");
    second = of_class(l, 1, "1", "07");
    of_class(l, 2, "1", "07");
    look(l, "2026-11-24 11:00");
    must(complaint_contact(l->o, first, "约好明天", &err));
    is(count(l, "KPI-51"), 1, 1);           /* the others have till noon */
    look(l, "2026-11-24 12:01");
    is(count(l, "KPI-51"), 1, 3);
    look(l, "2026-11-24 13:00");
    must(complaint_contact(l->o, second, "约好后天", &err));
    is(count(l, "KPI-51"), 1, 3);
}

static void
F948_first_responses_by_the_red_and_by_the_warning_line(void **state)
{
    struct hotline *l = *state;
    int64_t first, second;

    look(l, "2026-11-24 10:00");
    dashes(l, "KPI-52");
    first = of_class(l, 0, "1", "07");
    second = of_class(l, 1, "1", "07");
    of_class(l, 2, "1", "07");
    look(l, "2026-11-25 09:00");
    must(complaint_respond(l->o, first, "方案周五给您", &err));
    look(l, "2026-11-26 09:00");            /* after 24 hours, before 48 */
    must(complaint_respond(l->o, second, "方案周五给您", &err));
    is(count(l, "KPI-52"), 2, 2);
    is(count(l, "KPI-52w"), 1, 3);
    look(l, "2026-11-26 10:01");
    is(count(l, "KPI-52"), 2, 3);
}

static void
F949_plans_by_the_red_and_by_the_warning_line(void **state)
{
    struct hotline *l = *state;
    int64_t first;

    look(l, "2026-11-24 10:00");
    dashes(l, "KPI-53");
    first = of_class(l, 0, "1", "07");
    of_class(l, 1, "1", "07");
    must(complaint_contact(l->o, first, "约好", &err));
    must(complaint_step(l->o, first, STAGE_PLANNED, NULL, &err));
    is(count(l, "KPI-53"), 1, 1);
    look(l, "2026-11-27 20:00");
    is(count(l, "KPI-53"), 1, 2);
    is(count(l, "KPI-53w"), 1, 2);
}

static void
F950_on_site_within_two_hours(void **state)
{
    struct hotline *l = *state;
    struct record *r;

    look(l, "2026-11-24 10:00");
    dashes(l, "KPI-54");
    for (int i = 0; i < 2; i++) {
        r = hotline_call(l, i, "09", "水管爆了");
        record_set_text(r, "urgency", "2");
        record_set_text(r, "emergency", "1");
        must(complaint_file(l->o, r, &err));
        if (i == 0) {
            look(l, "2026-11-24 10:30");
            must(complaint_arrive(l->o, r->id, "关了阀门", &err));
        }
    }
    is(count(l, "KPI-54"), 1, 1);
    look(l, "2026-11-24 13:00");
    is(count(l, "KPI-54"), 1, 2);
}

static void
F951_F952_F953_settled_reopened_and_how_long_it_took(void **state)
{
    struct hotline *l = *state;
    struct complaint_answers sad = { .reached = true, .solved = false, .speed = 2, .manner = 4, .quality = 1, .reopen = true };
    struct report_table t;
    int64_t first, second, third;

    look(l, "2026-11-24 10:00");
    dashes(l, "KPI-55");
    dashes(l, "KPI-56");
    t = make(l, "complaints", "month");
    assert_true(noted(&t, "mean " FIGURE_NONE));
    first = of_class(l, 0, "1", "07");
    second = of_class(l, 1, "1", "07");
    third = of_class(l, 2, "1", "08");
    look(l, "2026-11-24 16:00");
    hotline_work(l, first);
    hotline_end(l, first);                  /* after 6 hours */
    look(l, "2026-11-25 10:00");
    hotline_work(l, second);
    hotline_end(l, second);                 /* after 24 */
    look(l, "2026-11-25 11:00");
    hotline_work(l, third);
    must(complaint_confirm(l->o, third, "2", "王建国", &err));
    must(complaint_follow_up(l->o, third, &sad, &err));
    look(l, "2026-11-25 12:00");
    is(count(l, "KPI-55"), 2, 3);
    is(count(l, "KPI-56"), 1, 3);           /* two settled, one taken up again */
    t = make(l, "complaints", "month");
    assert_true(noted(&t, "mean 15.0, median 15.0 (2 closed)"));
    assert_string_equal(cell(&t, "moment", "07", "count"), "2");
    assert_string_equal(cell(&t, "moment", "07", "closed"), "2");
    assert_string_equal(cell(&t, "moment", "08", "reopened"), "1");
}

static void
F432_the_month_has_matters_classes_in_time_and_reopened(void **state)
{
    struct hotline *l = *state;
    struct report_table t;

    look(l, "2026-11-24 10:00");
    of_class(l, 0, "1", "07");
    of_class(l, 1, "2", "07");
    of_class(l, 2, "2", "09");
    t = make(l, "complaints", "month");
    assert_string_equal(cell(&t, "moment", "07", "count"), "2");
    assert_string_equal(cell(&t, "moment", "07", "complaints"), "1");
    assert_string_equal(cell(&t, "moment", "09", "repairs"), "1");
    for (size_t i = 0; figure_in(SET_HOTLINE, i); i++)
        assert_true(noted(&t, figure_in(SET_HOTLINE, i)->id));
    assert_true(noted(&t, "KPI-57"));
    assert_true(noted(&t, "KPI-70"));
}

static void
F434_the_day_by_class_with_urgent_open_and_overdue(void **state)
{
    struct hotline *l = *state;
    struct record *r;
    struct report_table t;
    int64_t settled;

    look(l, "2026-11-23 10:00");
    of_class(l, 0, "1", "07");              /* yesterday's, overdue by now */
    look(l, "2026-11-24 09:00");
    settled = of_class(l, 1, "1", "07");
    hotline_work(l, settled);
    hotline_end(l, settled);
    look(l, "2026-11-24 10:00");
    r = hotline_call(l, 2, "09", "水管爆了");
    record_set_text(r, "class", "2");
    record_set_text(r, "urgency", "2");
    record_set_text(r, "emergency", "1");
    must(complaint_file(l->o, r, &err));
    look(l, "2026-11-24 10:30");
    t = make(l, "hotline-day", "day");
    assert_string_equal(cell(&t, "class", office_code_text(l->o, "complaint_class", "1"), "received"), "1");
    assert_string_equal(cell(&t, "class", office_code_text(l->o, "complaint_class", "1"), "closed"), "1");
    assert_string_equal(cell(&t, "class", office_code_text(l->o, "complaint_class", "1"), "open"), "1");
    assert_string_equal(cell(&t, "class", office_code_text(l->o, "complaint_class", "1"), "overdue"), "1");
    assert_string_equal(cell(&t, "class", office_code_text(l->o, "complaint_class", "2"), "urgent"), "1");
    assert_string_equal(cell(&t, "class", "All together", "received"), "2");
    assert_true(noted(&t, "2"));            /* by channel */
}

static void
F427_F955_what_most_matters_are_about(void **state)
{
    struct hotline *l = *state;
    struct report_table t;

    look(l, "2026-11-24 10:00");
    for (int i = 0; i < 17; i++)
        of_class(l, i % 3, "2", "07");
    for (int i = 0; i < 2; i++)
        of_class(l, i, "2", "13");
    of_class(l, 0, "2", "30");
    t = make(l, "abc", "month");
    assert_string_equal(cell(&t, "moment", "07", "abc"), "A");      /* 85 %, beyond the line, and yet A: the largest */
    assert_string_equal(cell(&t, "moment", "13", "cumulated"), "19");
    assert_string_equal(cell(&t, "moment", "13", "abc"), "B");      /* 95 % */
    assert_string_equal(cell(&t, "moment", "30", "abc"), "C");
    assert_true(noted(&t, office_code_text(l->o, "moment", "06")));     /* the works, told even at nought */
    assert_false(noted(&t, office_code_text(l->o, "moment", "07")));
}

static void
F443_F913_closing_calls_by_class_as_the_single_ones_say(void **state)
{
    struct hotline *l = *state;
    struct complaint_answers answers[] = {
        { .reached = true, .solved = true, .speed = 5, .manner = 5, .quality = 4 },
        { .reached = true, .solved = true, .speed = 4, .manner = 5, .quality = 3, .left_over = "有一处没打胶" },
        { .reached = true, .solved = false, .speed = 1, .manner = 3, .quality = 1, .reopen = true },
    };
    const char *complaint;
    struct report_table t;

    look(l, "2026-11-24 10:00");
    t = make(l, "complaint-followup", "month");
    assert_int_equal(t.nrows, 0);
    for (int i = 0; i < 3; i++) {
        int64_t id = of_class(l, i, "1", "07");

        hotline_work(l, id);
        must(complaint_confirm(l->o, id, "2", "本人", &err));
        must(complaint_follow_up(l->o, id, &answers[i], &err));
    }
    complaint = office_code_text(l->o, "complaint_class", "1");
    t = make(l, "complaint-followup", "month");
    assert_string_equal(cell(&t, "class", complaint, "calls"), "3");
    assert_string_equal(cell(&t, "class", complaint, "solved"), "2");
    assert_string_equal(cell(&t, "class", complaint, "unsolved"), "1");
    assert_string_equal(cell(&t, "class", complaint, "reopened"), "1");
    assert_string_equal(cell(&t, "class", complaint, "left_over"), "1");
    /* speed 10/3, manner 13/3, quality 8/3: (58.33 + 83.33 + 41.67) / 3 */
    assert_string_equal(cell(&t, "class", complaint, "satisfaction"), "61.1");
}

SQL(hotline_report_order, "INSERT INTO repair_order(id, number, complaint, team, text, done_on, again, state, entry) VALUES (?1, 'WX' || ?1, ?2, '防水班', '重做防水', '2026-11-24', ?3, 'done', ?4)");

static void
order(struct hotline *l, int64_t complaint, bool again)
{
    struct err err = { 0 };
    struct action a;
    struct query q;

    assert_true(office_begin(l->o, &a, "test.order", 0, &err));
    q = query_begin(l->o->store, &hotline_report_order);
    query_bind_int(&q, store_new_id(l->o->store));
    query_bind_int(&q, complaint);
    query_bind_int(&q, again);
    query_bind_int(&q, a.entry);
    if (!query_run(&q, &err) || !action_commit(&a, &err))
        fail_msg("%s", err.text);
}

static void
F915_repaired_at_the_first_go(void **state)
{
    struct hotline *l = *state;
    int64_t good, bad;

    look(l, "2026-11-24 10:00");
    dashes(l, "KPI-34");
    good = of_class(l, 0, "2", "07");
    bad = of_class(l, 1, "2", "07");
    order(l, good, false);
    order(l, bad, false);
    order(l, bad, true);
    is(count(l, "KPI-34"), 1, 2);           /* the second had to be done again; it is one matter all the same */
}

static void
F956_important_customers_median_hours(void **state)
{
    struct hotline *l = *state;
    static const char *const answered[] = { "2026-11-24 11:00", "2026-11-24 13:00", "2026-11-24 18:00" };
    struct report_table t;
    int64_t ids[3];

    look(l, "2026-11-24 10:00");
    for (int i = 0; i < 3; i++) {
        struct record *c;

        must(reg_read(l->o, reg_get("customer"), l->owners[i], &l->h->a, &c, &err));
        record_set_text(c, "importance", "1");
        record_set_num(c, "method_handler", l->staff[ZHOU_MANAGER]);
        must(reg_save(l->o, c, NULL, &err));
        ids[i] = of_class(l, i, "1", "07");
    }
    for (int i = 0; i < 3; i++) {
        look(l, answered[i]);
        must(complaint_respond(l->o, ids[i], "在办", &err));
    }
    t = make(l, "complaints", "month");
    assert_true(noted(&t, "median 3.0 (3)"));
}

static int64_t
defect(struct hotline *l, const char *name)
{
    struct record *r = record_new(l->o, reg_get("defect_entry"), &l->h->a);

    record_set_text(r, "name", name);
    record_set_text(r, "moment", "07");
    must(reg_save(l->o, r, NULL, &err));
    return r->id;
}

static void
F425_the_quarters_notice_by_department(void **state)
{
    struct hotline *l = *state;
    struct report_table t;
    struct record *r;

    look(l, "2026-11-24 10:00");
    r = record_new(l->o, reg_get("defect_entry"), &l->h->a);
    record_set_text(r, "name", "管根没有封严");
    record_set_text(r, "moment", "07");
    record_set_text(r, "role", role_get(l->o, "responsible_engineer")->code);
    record_set_text(r, "measure", "管根加止水环");
    must(reg_save(l->o, r, NULL, &err));
    defect(l, "还没有人管");
    t = make(l, "defects", "quarter");
    assert_int_equal(t.nrows, 2);
    assert_string_equal(cell(&t, "name", "管根没有封严", "measure"), "管根加止水环");
    assert_string_not_equal(t.rows[0].group, t.rows[1].group);
}

static void
F957_systemic_ones_bettered_and_verified(void **state)
{
    struct hotline *l = *state;
    static const char *const moves[] = { "begin", "finish", "verify" };
    int64_t first, second, entry;
    struct record *r;

    look(l, "2026-11-24 10:00");
    dashes(l, "KPI-71");
    entry = defect(l, "管根没有封严");
    first = of_class(l, 0, "1", "07");
    second = of_class(l, 1, "1", "07");
    must(complaint_judge(l->o, first, true, entry, "多户同样", &err));
    must(complaint_judge(l->o, second, true, 0, "多户同样", &err));
    is(count(l, "KPI-71"), 0, 2);
    must(reg_read(l->o, reg_get("defect_entry"), entry, &l->h->a, &r, &err));
    record_set_text(r, "role", role_get(l->o, "responsible_engineer")->code);
    record_set_text(r, "cause", "没有止水环");
    record_set_text(r, "measure", "管根加止水环");
    record_set_text(r, "verified_how", "抽查十户");
    record_set_num(r, "due_on", office_today(l->o) + 30);
    must(reg_save(l->o, r, NULL, &err));
    for (size_t i = 0; i < COUNT(moves); i++)
        must(reg_move(l->o, r, reg_move_named(l->o, r, moves[i]), NULL, &err));
    assert_string_equal(r->state, "verified");
    is(count(l, "KPI-71"), 1, 2);
}

static void
F958_each_department_open_late_and_how_long(void **state)
{
    struct hotline *l = *state;
    const char *code;
    struct report_table t;
    int64_t settled;

    look(l, "2026-11-24 10:00");
    settled = of_class(l, 0, "1", "07");
    code = record_text(hotline_read(l, settled), "department");
    assert_string_equal(role_get(l->o, code)->identifier, "project_dept");
    of_class(l, 1, "1", "07");
    look(l, "2026-11-24 12:00");
    hotline_work(l, settled);
    hotline_end(l, settled);                /* two hours */
    look(l, "2026-11-24 13:00");
    of_class(l, 2, "1", "07");              /* has time */
    t = make(l, "departments", "week");
    assert_string_equal(cell(&t, "department", code, "open"), "2");
    assert_string_equal(cell(&t, "department", code, "overdue"), "1");
    assert_string_equal(cell(&t, "department", code, "overdue_percent"), "50.0");
    assert_string_equal(cell(&t, "department", code, "closed"), "1");
    assert_string_equal(cell(&t, "department", code, "hours"), "2.0");
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, hotline_open, hotline_close)
    const struct CMUnitTest tests[] = {
        T(F946_complaints_by_homes_that_have_an_owner), T(F947_owners_contacted_by_the_red_line_by_what_is_judged),
        T(F948_first_responses_by_the_red_and_by_the_warning_line), T(F949_plans_by_the_red_and_by_the_warning_line), T(F950_on_site_within_two_hours),
        T(F951_F952_F953_settled_reopened_and_how_long_it_took), T(F432_the_month_has_matters_classes_in_time_and_reopened),
        T(F434_the_day_by_class_with_urgent_open_and_overdue), T(F427_F955_what_most_matters_are_about),
        T(F443_F913_closing_calls_by_class_as_the_single_ones_say), T(F915_repaired_at_the_first_go), T(F956_important_customers_median_hours),
        T(F425_the_quarters_notice_by_department), T(F957_systemic_ones_bettered_and_verified), T(F958_each_department_open_late_and_how_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
