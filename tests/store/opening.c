/* What keeps sales from opening: what must hang, the hotline, the check of the last week. */
#include "tests/house.h"

#include "data/display.h"
#include "data/opening.h"
#include "data/policy.h"
#include "data/registers.h"
#include "data/sheet.h"
#include "data/task.h"

#include <string.h>

static bool
says(char **lines, size_t n, const char *what)
{
    for (size_t i = 0; i < n; i++)
        if (strstr(lines[i], what))
            return true;
    return false;
}

static size_t
gaps(struct house *h, const char *reg, char ***lines)
{
    day today = office_today(h->o);

    return reg_get(reg)->gaps(h->o, today, today + 6, &h->a, lines);
}

static struct record *
project(struct house *h)
{
    struct record *r;

    must(reg_read(h->o, reg_get("project"), h->project, &h->a, &r, &err));
    return r;
}

static void
opens_on(struct house *h, day on)
{
    struct record *r = project(h);

    record_set_num(r, "opens_on", on);
    must(reg_save(h->o, r, NULL, &err));
}

/* The row of a checklist. */
static struct record *
item_of(struct house *h, const char *reg, const char *item)
{
    struct record *rows[64];
    size_t n;

    must(reg_window(h->o, reg_get(reg), &(struct reg_filter){ .field = "item", .equals_text = item }, NULL, false, &h->a, rows, 64, &n, &err));
    return n ? rows[0] : NULL;
}

static void
hang(struct house *h, const char *item)
{
    struct record *r = item_of(h, "display_item", item);

    record_set_text(r, "place", "销售大厅");
    record_set_num(r, "shown_on", office_today(h->o));
    must(reg_save(h->o, r, NULL, &err));
    assert_string_equal(r->state, "shown");
}

static struct task
one_task(struct house *h, const char *kind)
{
    struct task t = { 0 };
    size_t n;

    must(task_window(h->o, &(struct task_filter){ .who = TASKS_ALL, .kind = kind }, 0, 0, &h->a, &t, 1, &n, &err));
    assert_int_equal(n, 1);
    return t;
}

/* ---- what hangs in the hall ------------------------------------------------------------------- */

static void
F124_what_does_not_hang_is_red_and_named(void **state)
{
    struct house *h = *state;
    const struct reg *reg = reg_get("display_item");
    struct record *r;
    char **lines;

    opens_on(h, office_today(h->o) + 30);
    assert_int_equal(reg_total(h->o, reg, NULL), 11);
    assert_int_equal(gaps(h, "display_item", &lines), 11);
    assert_true(says(lines, 11, "五证"));
    r = item_of(h, "display_item", "07");
    assert_int_equal(reg->look(h->o, r), LOOK_BAD);
    hang(h, "07");
    r = item_of(h, "display_item", "07");
    assert_int_equal(reg->look(h->o, r), LOOK_PLAIN);
    assert_int_equal(gaps(h, "display_item", &lines), 10);
    assert_false(says(lines, 10, "监督热线"));
    must(house_step(h, r, "take_down", "重做", &err));
    assert_int_equal(record_value(r, "shown_on")->set, false);
    assert_int_equal(gaps(h, "display_item", &lines), 11);
    record_clear(r, "place");
    record_set_num(r, "shown_on", office_today(h->o));
    refused(reg_save(h->o, r, NULL, &err), "place");
    r = house_blank(h, "display_item");         /* noted anew it goes onto the row that is there */
    record_set_num(r, "project", h->project);
    record_set_text(r, "item", "07");
    record_set_text(r, "place", "大门");
    record_set_num(r, "shown_on", office_today(h->o));
    must(reg_save(h->o, r, NULL, &err));
    assert_int_equal(reg_total(h->o, reg, NULL), 11);
    r->id = 0;
    refused(reg_save(h->o, r, NULL, &err), "item");
}

static void
F124_the_page_bears_the_deadlines_of_the_policies(void **state)
{
    struct house *h = *state;
    struct sheet_wish wish = { .kind = SHEET_RECORD, .reg = reg_get("display_item") };
    struct record *r = project(h);
    struct sheet sheet;

    record_set_text(r, "hotline", "4008001234");
    must(reg_save(h->o, r, NULL, &err));
    opens_on(h, office_today(h->o) + 30);
    wish.id = item_of(h, "display_item", "07")->id;
    must(policy_set(h->o, "sla.08.red", "36", "提速", &err));
    must(sheet_compose(h->o, &wish, &h->a, &sheet, &err));
    assert_non_null(strstr(sheet.text, "4008001234"));
    assert_non_null(strstr(sheet.text, "36 "));
    assert_null(strstr(sheet.text, "48 "));
}

static void
F127_the_page_on_withdrawal_comes_and_goes_with_its_policy(void **state)
{
    struct house *h = *state;
    const struct reg *reg = reg_get("display_item");
    struct record *r;
    char **lines;

    opens_on(h, office_today(h->o) + 30);
    assert_null(item_of(h, "display_item", "11"));
    r = house_blank(h, "display_item");
    record_set_num(r, "project", h->project);
    record_set_text(r, "item", "11");
    refused(reg_save(h->o, r, NULL, &err), "item");
    must(policy_set(h->o, "signing.cooling_off", "on", "本项目实行", &err));
    assert_int_equal(reg_total(h->o, reg, NULL), 12);
    assert_int_equal(gaps(h, "display_item", &lines), 12);
    hang(h, "11");
    must(policy_set(h->o, "signing.cooling_off", "off", "不再实行", &err));
    assert_null(item_of(h, "display_item", "11"));
    assert_int_equal(reg_total(h->o, reg, NULL), 11);
    assert_int_equal(reg_total(h->o, reg, &(struct reg_filter){ .state = "dropped" }), 1);
    must(policy_set(h->o, "signing.cooling_off", "on", "恢复", &err));
    assert_string_equal(item_of(h, "display_item", "11")->state, "missing");
}

static void
F128_the_rate_counts_what_hangs_and_the_rest_can_be_printed(void **state)
{
    struct house *h = *state;
    struct display_progress p;
    struct sheet_wish wish = { .kind = SHEET_LIST, .reg = reg_get("display_item"), .filter = &(struct reg_filter){ .state = "missing" } };
    struct sheet sheet;
    char **names;

    opens_on(h, office_today(h->o) + 30);
    must(display_make(h->o, h->project, &err));         /* twice is once */
    p = display_progress(h->o, h->project);
    assert_int_equal(p.shown, 0);
    assert_int_equal(p.needed, 11);
    assert_int_equal(p.first_needed, 6);
    assert_int_equal(house_tasks(h, "display"), 1);
    for (int i = 1; i <= 6; i++)
        hang(h, arena_printf(&h->a, "%02d", i));
    p = display_progress(h->o, h->project);
    assert_int_equal(p.shown, 6);
    assert_int_equal(p.first_shown, 6);
    assert_int_equal(display_missing(h->o, h->project, &h->a, &names), 5);
    must(sheet_compose(h->o, &wish, &h->a, &sheet, &err));
    assert_int_equal(sheet.records, 5);
    assert_non_null(strstr(sheet.text, "定金"));
    assert_null(strstr(sheet.text, "车位"));
    for (int i = 7; i <= 12; i++)
        if (i != 11)
            hang(h, arena_printf(&h->a, "%02d", i));
    assert_int_equal(house_tasks(h, "display"), 0);
}

/* ---- the hotline ---------------------------------------------------------------------------------- */

static struct record *
rang(struct house *h, int answered)
{
    struct record *r = house_blank(h, "hotline_test");

    record_set_num(r, "project", h->project);
    record_set_text(r, "number", "4008001234");
    record_set_num(r, "answered", answered);
    return r;
}

static void
F125_a_test_overdue_is_named_and_the_next_is_owed(void **state)
{
    struct house *h = *state;
    char **lines;

    assert_int_equal(gaps(h, "hotline_test", &lines), 0);       /* not on sale yet */
    house_open_sales(h);
    assert_int_equal(gaps(h, "hotline_test", &lines), 1);
    assert_int_equal(house_tasks(h, "hotline_test"), 1);
    must(reg_save(h->o, rang(h, 1), NULL, &err));
    assert_int_equal(gaps(h, "hotline_test", &lines), 0);
    assert_int_equal(one_task(h, "hotline_test").due, moment_at(office_today(h->o) + 8, 0, h->o->zone));
    office_set_now(h->o, NOW + 7 * DAY_SECONDS);
    assert_int_equal(gaps(h, "hotline_test", &lines), 0);
    office_set_now(h->o, NOW + 8 * DAY_SECONDS);
    assert_int_equal(gaps(h, "hotline_test", &lines), 1);
    must(policy_set(h->o, "hotline.test_days", "14", "两周一次", &err));
    assert_int_equal(gaps(h, "hotline_test", &lines), 0);
    office_set_now(h->o, NOW);
}

static void
F125_nobody_answers_and_a_repair_is_owed_until_somebody_does(void **state)
{
    struct house *h = *state;
    struct record *r = rang(h, 0);

    house_open_sales(h);
    record_set_num(r, "at", NOW + 3600);
    refused(reg_save(h->o, r, NULL, &err), "at");
    record_set_num(r, "at", NOW);
    must(reg_save(h->o, r, NULL, &err));
    assert_int_equal(reg_get("hotline_test")->look(h->o, r), LOOK_BAD);
    assert_int_equal(house_tasks(h, "device_repair"), 1);
    assert_int_equal(house_tasks(h, "hotline_test"), 1);
    office_set_now(h->o, NOW + 3600);
    must(reg_save(h->o, rang(h, 1), NULL, &err));
    assert_int_equal(house_tasks(h, "device_repair"), 0);
    assert_int_equal(house_tasks(h, "hotline_test"), 1);
    office_set_now(h->o, NOW);
}

/* ---- the check before opening ----------------------------------------------------------------------- */

static void
found(struct house *h, struct record *r, const char *risk)
{
    record_set_text(r, "risk", risk);
    record_set_text(r, "finding", "户外广告写了学区");
    record_set_text(r, "role", "11");
    record_set_num(r, "due_on", office_today(h->o) + 3);
}

static void
F132_the_day_of_opening_brings_the_check_until_seven_days_before(void **state)
{
    struct house *h = *state;
    day opening = office_today(h->o) + 20;
    struct opening o;

    opens_on(h, opening);
    assert_int_equal(reg_total(h->o, reg_get("risk_check"), NULL), 14);
    assert_int_equal(one_task(h, "risk_check").due, moment_at(opening - 6, 0, h->o->zone));      /* 24:00 of the seventh day before */
    opens_on(h, opening + 10);
    assert_int_equal(house_tasks(h, "risk_check"), 1);
    assert_int_equal(one_task(h, "risk_check").due, moment_at(opening + 4, 0, h->o->zone));
    assert_int_equal(reg_total(h->o, reg_get("risk_check"), NULL), 14);
    house_introduce(h);
    house_permits(h);
    must(opening_read(h->o, h->project, &h->a, &o, &err));
    assert_false(o.red);
    office_set_now(h->o, moment_at(opening + 4, 0, h->o->zone));
    must(opening_read(h->o, h->project, &h->a, &o, &err));
    assert_true(o.red);
    office_set_now(h->o, NOW);
}

static void
F132_a_high_risk_keeps_the_opening_red_until_somebody_else_reviewed_it(void **state)
{
    struct house *h = *state;
    struct record *r, *p = project(h);
    struct opening o;

    house_introduce(h);
    house_permits(h);
    opens_on(h, office_today(h->o) + 20);
    r = item_of(h, "risk_check", "04");
    record_clear(r, "role");
    refused(house_step(h, r, "find", NULL, &err), "finding");
    found(h, r, "3");
    must(house_step(h, r, "find", NULL, &err));
    assert_string_equal(one_task(h, "risk.fix").role, "11");
    must(opening_read(h->o, h->project, &h->a, &o, &err));
    assert_true(o.red);
    assert_true(says(o.reasons, o.nreasons, "学区"));
    p = project(h);
    assert_int_equal(p->reg->look(h->o, p), LOOK_BAD);
    refused(house_step(h, p, "open", NULL, &err), "");
    assert_string_equal(project(h)->state, "preparing");
    must(house_step(h, r, "fix", NULL, &err));
    refused(house_step(h, project(h), "open", NULL, &err), "");
    house_sit(h, ZHOU);
    assert_false(house_step(h, r, "review", NULL, NULL));       /* the site does not review itself */
    house_sit(h, CHEN);
    must(house_step(h, r, "review", NULL, &err));
    house_leave(h);
    assert_int_equal(record_num(house_again(h, r), "reviewer"), h->staff[CHEN]);
    must(opening_read(h->o, h->project, &h->a, &o, &err));
    assert_false(o.red);
    must(house_step(h, project(h), "open", NULL, &err));
}

static void
F132_all_in_order_ends_the_task_and_a_missing_permit_is_red(void **state)
{
    struct house *h = *state;
    struct record *rows[20];
    struct opening o;
    size_t n;

    house_introduce(h);
    opens_on(h, office_today(h->o) + 20);
    must(reg_window(h->o, reg_get("risk_check"), NULL, NULL, false, &h->a, rows, 20, &n, &err));
    assert_int_equal(n, 14);
    for (size_t i = 0; i < n; i++)
        must(house_step(h, rows[i], "clear", NULL, &err));
    assert_int_equal(house_tasks(h, "risk_check"), 0);
    must(opening_read(h->o, h->project, &h->a, &o, &err));
    assert_true(o.red);
    assert_int_equal(o.nreasons, 5);                            /* five permits */
    refused(house_step(h, project(h), "open", NULL, &err), "");
    must(policy_set(h->o, "permit.set", "three", "只验三证", &err));
    must(opening_read(h->o, h->project, &h->a, &o, &err));
    assert_int_equal(o.nreasons, 3);
    house_permits(h);
    must(house_step(h, project(h), "open", NULL, &err));
}

#define T(name) cmocka_unit_test_setup_teardown(name, house_open, house_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(F124_what_does_not_hang_is_red_and_named),
        T(F124_the_page_bears_the_deadlines_of_the_policies),
        T(F127_the_page_on_withdrawal_comes_and_goes_with_its_policy),
        T(F128_the_rate_counts_what_hangs_and_the_rest_can_be_printed),
        T(F125_a_test_overdue_is_named_and_the_next_is_owed),
        T(F125_nobody_answers_and_a_repair_is_owed_until_somebody_does),
        T(F132_the_day_of_opening_brings_the_check_until_seven_days_before),
        T(F132_a_high_risk_keeps_the_opening_red_until_somebody_else_reviewed_it),
        T(F132_all_in_order_ends_the_task_and_a_missing_permit_is_red),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
