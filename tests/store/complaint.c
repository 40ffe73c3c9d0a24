/* Matters from the reception to the end: F-402 to F-429, F-445. */
#include "tests/hotline.h"

#include "data/complaint_clock.h"
#include "data/policy.h"

#include <stdlib.h>
#include <string.h>

#define URGENT "2"

static void
assert_time(moment got, const char *iso)
{
    struct arena a = { 0 };
    char *text = moment_iso(&a, got, ZONE_CHINA);

    if (got != hotline_at(iso))
        fail_msg("%s, not %s", text, iso);
    arena_free(&a);
}

/* ---- the reception ------------------------------------------------------------------------------------ */

static void
F402_a_known_caller_brings_home_and_relation_and_nothing_may_lack(void **state)
{
    struct hotline *l = *state;
    struct record *r = complaint_new(l->o, &l->h->a), *c;

    refused(complaint_file(l->o, r, &err), "words");
    record_set_text(r, "words", "卫生间顶上又滴水了");
    refused(complaint_file(l->o, r, &err), "name");
    record_set_text(r, "name", "李");
    refused(complaint_file(l->o, r, &err), "phone");
    complaint_caller(l->o, r, l->owners[0]);
    assert_int_equal(record_num(r, "home"), l->homes[0]);
    assert_string_equal(record_text(r, "relation"), "1");
    assert_string_equal(record_text(r, "name"), "王建国");
    refused(complaint_file(l->o, r, &err), "category");
    record_set_text(r, "category", "07");
    record_set_text(r, "urgency", URGENT);
    refused(complaint_file(l->o, r, &err), "emergency");
    record_set_text(r, "emergency", "1");
    must(complaint_file(l->o, r, &err));
    c = hotline_read(l, r->id);
    assert_string_equal(record_text(c, "number"), "TS261124-A001");
    assert_int_equal(record_num(c, "staff"), l->staff[HE_OPERATOR]);
    assert_string_equal(record_text(c, "severity"), "2");
    assert_string_equal(record_text(c, "moment"), "07");
    assert_int_equal(record_num(c, "handler"), l->staff[MA_ENGINEER]);
}

static void
F402_somebody_unknown_becomes_a_customer_and_one_without_a_home_is_taken_too(void **state)
{
    struct hotline *l = *state;
    struct record *r = complaint_new(l->o, &l->h->a), *again = complaint_new(l->o, &l->h->a);

    record_set_text(r, "name", "孙䶮");
    record_set_text(r, "phone", "13611112222");
    record_set_text(r, "relation", "5");
    record_set_text(r, "category", "99");
    record_set_text(r, "words", "楼道灯不亮");
    must(complaint_file(l->o, r, &err));
    assert_true(record_num(r, "customer") != 0);
    assert_int_equal(record_num(r, "home"), 0);
    record_set_text(again, "name", "孙䶮");
    record_set_text(again, "phone", "13611112222");
    record_set_text(again, "category", "99");
    record_set_text(again, "words", "灯还是不亮");
    must(complaint_file(l->o, again, &err));
    assert_int_equal(record_num(again, "customer"), record_num(r, "customer"));
}

static void
F403_the_mood_is_kept(void **state)
{
    struct hotline *l = *state;
    struct record *r = hotline_call(l, 0, "07", "漏水");

    assert_string_equal(record_text(r, "mood"), "1");
    record_set_text(r, "mood", "2");
    must(complaint_file(l->o, r, &err));
    assert_string_equal(record_text(hotline_read(l, r->id), "mood"), "2");
}

static void
F404_one_main_code_found_by_code_initials_or_words(void **state)
{
    struct hotline *l = *state;
    const struct field *f = &complaint_register.fields[field_index(complaint_register.fields, "category")];
    static const char *const typed[] = { "07", "slyfs", "渗漏与防水" };
    struct value v;
    struct complaint_category c;

    for (size_t i = 0; i < COUNT(typed); i++) {
        must(field_parse(f, typed[i], &l->o->env, &l->h->a, &v, &err));
        assert_string_equal(v.text, "07");
    }
    for (int i = 1; i <= 30; i++) {
        char code[3] = { (char)('0' + i / 10), (char)('0' + i % 10), 0 };

        assert_true(complaint_category(code, &l->h->a, &c));
        assert_string_equal(c.moment, code);
    }
    assert_true(complaint_category("33", &l->h->a, &c));
    assert_string_equal(c.moment, "07");
    assert_true(complaint_category("99", &l->h->a, &c));
    assert_string_equal(c.moment, "00");
    assert_false(complaint_category("98", &l->h->a, &c));
}

static void
F405_converting_keeps_number_and_clocks(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "卫生间漏水");
    struct task before = hotline_task(l, id, "contact_owner"), after;
    const char *number = record_text(hotline_read(l, id), "number");

    hotline_turn(l, "2026-11-24 10:30");
    refused(complaint_convert(l->o, id, "2", "", &err), "why");
    must(complaint_convert(l->o, id, "2", "只要修好", &err));
    after = hotline_task(l, id, "contact_owner");
    assert_int_equal(after.id, before.id);
    assert_int_equal(after.due, before.due);
    assert_string_equal(record_text(hotline_read(l, id), "number"), number);
    assert_int_equal(hotline_open_tasks(l, id, "solution_plan"), 0);
    must(complaint_convert(l->o, id, "1", "还要赔偿", &err));
    assert_int_equal(hotline_open_tasks(l, id, "solution_plan"), 1);
    assert_int_equal(hotline_task(l, id, "solution_plan").started, before.started);
}

/* ---- dispatch and notices ----------------------------------------------------------------------------- */

static void
F406_the_playbook_names_the_department_and_passing_on_needs_a_reason(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "06", "客厅墙面裂了");
    struct task t = hotline_task(l, id, "contact_owner");
    struct record *r = hotline_read(l, id);

    assert_string_equal(r->state, "dispatched");
    assert_string_equal(record_text(r, "department"), role_get(l->o, "project_dept")->code);
    assert_int_equal(t.staff, l->staff[MA_ENGINEER]);
    hotline_turn(l, "2026-11-24 10:40");
    refused(complaint_dispatch(l->o, id, "property_manager", 0, "", &err), "why");
    must(complaint_dispatch(l->o, id, "property_manager", 0, "是物业负责的公共墙面", &err));
    r = hotline_read(l, id);
    assert_int_equal(record_num(r, "handler"), l->staff[LIU_PROPERTY]);
    assert_int_equal(hotline_task(l, id, "contact_owner").due, t.due);
    assert_int_equal(hotline_task(l, id, "contact_owner").staff, l->staff[LIU_PROPERTY]);
}

static void
F407_everybody_named_is_told_and_whoever_did_not_confirm_is_listed(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "06", "客厅墙面裂了");
    struct complaint_notice n[8];
    size_t all = complaint_notices(l->o, id, &l->h->a, n, COUNT(n)), waiting = complaint_notices(l->o, 0, &l->h->a, n, COUNT(n));

    assert_int_equal(all, 4);           /* the engineer, the customer manager, the repair team, the property manager */
    assert_int_equal(waiting, 4);
    all = complaint_notices(l->o, id, &l->h->a, n, COUNT(n));
    assert_int_equal(n[0].staff, l->staff[MA_ENGINEER]);
    assert_true(n[0].texted != 0);
    assert_int_equal(n[0].mailed, 0);
    assert_non_null(strstr(n[0].text, "TS261124-A001"));
    assert_non_null(strstr(n[0].text, "11-24 12:00"));
    must(complaint_notice_mailed(l->o, n[0].id, &err));
    must(complaint_notice_confirm(l->o, n[0].id, "", &err));
    assert_int_equal(complaint_notices(l->o, 0, &l->h->a, n, COUNT(n)), 3);
    complaint_notices(l->o, id, &l->h->a, n, COUNT(n));
    assert_true(n[0].mailed != 0 && n[0].confirmed != 0);
    refuses(complaint_notice_confirm(l->o, n[0].id, "", &err), ERR_CHANGED);
}

/* ---- clocks -------------------------------------------------------------------------------------------------- */

static void
F408_two_hours_within_business_hours_and_friday_evening_turns_red_on_saturday(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水");

    assert_time(hotline_task(l, id, "contact_owner").due, "2026-11-24 12:00");
    hotline_turn(l, "2026-11-27 20:00");
    id = hotline_file(l, 1, "07", "夜里漏水");
    assert_time(hotline_task(l, id, "contact_owner").due, "2026-11-28 20:00");
    must(complaint_contact(l->o, id, "约好明早", &err));
    assert_int_equal(hotline_open_tasks(l, id, "contact_owner"), 0);
}

static void
F409_the_first_response_is_yellow_after_24_hours_and_red_after_48_and_goes_up(void **state)
{
    struct hotline *l = *state;
    int64_t id;
    struct task t;

    hotline_turn(l, "2026-11-27 20:00");
    id = hotline_file(l, 0, "07", "漏水");
    must(complaint_contact(l->o, id, "已说明", &err));
    t = hotline_task(l, id, "first_response");
    assert_time(t.warn, "2026-11-28 20:00");
    assert_time(t.due, "2026-11-29 20:00");
    hotline_turn(l, "2026-11-29 20:00");
    must(task_escalate(l->o, &err) > 0);
    assert_int_equal(hotline_task(l, id, "first_response").level, 2);
}

static void
F410_the_plan_turns_yellow_by_the_earlier_line_and_red_by_the_later(void **state)
{
    struct hotline *l = *state;
    int64_t id;
    struct task t;

    hotline_turn(l, "2026-11-27 20:00");
    id = hotline_file(l, 0, "07", "漏水");
    t = hotline_task(l, id, "solution_plan");
    assert_time(t.warn, "2026-11-30 20:00");
    assert_time(t.due, "2026-12-02 18:00");
}

static void
F411_an_emergency_starts_two_hours_on_site(void **state)
{
    struct hotline *l = *state;
    struct record *r = hotline_call(l, 0, "09", "水管爆了");

    hotline_turn(l, "2026-11-24 22:00");
    record_set_num(r, "received_at", hotline_at("2026-11-24 22:00"));
    record_set_text(r, "urgency", URGENT);
    record_set_text(r, "emergency", "1");
    must(complaint_file(l->o, r, &err));
    assert_time(hotline_task(l, r->id, "emergency_onsite").due, "2026-11-25 00:00");
    assert_time(hotline_task(l, r->id, "contact_owner").due, "2026-11-25 00:00");
    hotline_turn(l, "2026-11-24 22:50");
    must(complaint_arrive(l->o, r->id, "马骏", &err));
    assert_int_equal(hotline_open_tasks(l, r->id, "emergency_onsite"), 0);
    assert_string_equal(record_text(hotline_read(l, r->id), "arrived_by"), "马骏");
}

static void
F412_progress_is_told_and_silence_of_two_days_is_seen(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水");
    struct task t;

    t = hotline_task(l, id, "progress_report");
    assert_time(t.due, "2026-11-27 00:00");
    hotline_turn(l, "2026-11-25 15:00");
    must(complaint_progress(l->o, id, "1", "已拆开查看", "明天出方案", false, &err));
    assert_int_equal(hotline_open_tasks(l, id, "progress_report"), 1);
    assert_time(hotline_task(l, id, "progress_report").due, "2026-11-28 00:00");
    must(complaint_progress(l->o, id, "2", "告诉业主明天出方案", NULL, true, &err));
    refused(complaint_progress(l->o, id, "1", "", NULL, false, &err), "text");
}

static void
F414_three_levels_are_told_once_each_and_not_taken_back(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水");
    struct complaint_notice n[16];
    size_t before = complaint_notices(l->o, id, &l->h->a, n, COUNT(n)), at_two;

    hotline_turn(l, "2026-11-24 12:00");
    assert_true(task_escalate(l->o, NULL) > 0);
    assert_int_equal(hotline_task(l, id, "contact_owner").level, 2);
    at_two = complaint_notices(l->o, id, &l->h->a, n, COUNT(n));
    assert_true(at_two > before);
    assert_string_equal(n[before].role_name, role_get(l->o, "cr_center")->name);
    hotline_turn(l, "2026-11-25 11:59");
    task_escalate(l->o, NULL);
    assert_int_equal(hotline_task(l, id, "contact_owner").level, 2);
    hotline_turn(l, "2026-11-25 12:00");
    assert_true(task_escalate(l->o, NULL) > 0);
    assert_int_equal(hotline_task(l, id, "contact_owner").level, 3);
    assert_int_equal(complaint_notices(l->o, id, &l->h->a, n, COUNT(n)), at_two + 1);
    assert_string_equal(n[at_two].role_name, role_get(l->o, "cs_dept")->name);
    assert_int_equal(hotline_task(l, id, "contact_owner").level, 3);
    must(complaint_contact(l->o, id, "道歉并约好", &err));
    assert_int_equal(hotline_task(l, id, "contact_owner").level, 3);
}

static void
F414_a_customer_who_insists_is_heard_one_level_higher(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水");

    for (int level = 1; level <= 3; level++) {
        must(complaint_escalate(l->o, id, "要找领导", &err));
        assert_int_equal(hotline_task(l, id, "contact_owner").level, level);
    }
    refuses(complaint_escalate(l->o, id, "还要更高", &err), ERR_REFUSED);
}

static void
F415_a_major_complaint_is_marked_with_ground_and_person(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水");
    struct record *r;

    refused(complaint_mark_major(l->o, id, true, "", &err), "why");
    must(complaint_mark_major(l->o, id, true, "多户同时受损", &err));
    r = hotline_read(l, id);
    assert_int_equal(record_num(r, "major"), 1);
    assert_int_equal(record_num(r, "major_by"), l->staff[HE_OPERATOR]);
    assert_string_equal(record_text(r, "major_why"), "多户同时受损");
    assert_int_equal(hotline_open_tasks(l, id, "contact_owner"), 1);        /* the case itself goes on */
}

static void
important(struct hotline *l, int owner)
{
    struct record *c;

    must(reg_read(l->o, reg_get("customer"), l->owners[owner], &l->h->a, &c, &err));
    record_set_text(c, "importance", "1");
    record_set_num(c, "method_handler", l->staff[ZHOU_MANAGER]);
    house_leave(l->h);
    must(reg_save(l->o, c, NULL, &err));
    hotline_sit(l, HE_OPERATOR);
}

static void
F416_an_important_customer_goes_first_and_faster(void **state)
{
    struct hotline *l = *state;
    int64_t plain = hotline_file(l, 1, "07", "漏水"), id;
    struct complaint_row rows[4];
    struct record *r;
    size_t n;
    struct task t;

    important(l, 0);
    id = hotline_file(l, 0, "07", "我家也漏水");
    assert_time(hotline_task(l, id, "contact_owner").due, "2026-11-24 11:00");
    t = hotline_task(l, id, "first_response");
    assert_time(t.warn, "2026-11-24 22:00");
    assert_time(t.due, "2026-11-25 10:00");
    t = hotline_task(l, id, "solution_plan");
    assert_time(t.warn, "2026-11-25 22:00");
    assert_time(t.due, "2026-11-26 18:00");
    assert_int_equal(record_num(hotline_read(l, id), "handler"), l->staff[ZHOU_MANAGER]);
    must(complaint_list(l->o, &(struct complaint_filter){ .view = VIEW_OPEN }, &l->h->a, rows, COUNT(rows), &n, &err));
    assert_int_equal(n, 2);
    assert_int_equal(rows[0].id, id);
    assert_int_equal(rows[1].id, plain);
    assert_true(rows[0].important);
    r = hotline_call(l, 1, "07", "水管爆了");
    record_set_text(r, "urgency", "2");
    record_set_text(r, "emergency", "1");
    must(complaint_file(l->o, r, &err));
    must(complaint_list(l->o, &(struct complaint_filter){ .view = VIEW_OPEN }, &l->h->a, rows, COUNT(rows), &n, &err));
    assert_int_equal(rows[0].id, r->id);            /* until somebody is there */
    assert_int_equal(rows[1].id, id);
    must(complaint_arrive(l->o, r->id, "马骏", &err));
    must(complaint_list(l->o, &(struct complaint_filter){ .view = VIEW_OPEN }, &l->h->a, rows, COUNT(rows), &n, &err));
    assert_int_equal(rows[0].id, id);
}

/* ---- the way ---------------------------------------------------------------------------------------------------- */

static void
F418_without_an_agreement_nobody_is_sent_where_one_is_due(void **state)
{
    struct hotline *l = *state;
    int64_t crack = hotline_file(l, 0, "06", "墙裂了"), plain = hotline_file(l, 1, "11", "暖气不热");

    must(complaint_contact(l->o, crack, "约好", &err));
    must(complaint_step(l->o, crack, STAGE_PLANNED, NULL, &err));
    hotline_plan(l, crack, 0, false);
    refuses(complaint_step(l->o, crack, STAGE_IN_PROGRESS, NULL, &err), ERR_REFUSED);
    must(complaint_contact(l->o, plain, "约好", &err));
    must(complaint_step(l->o, plain, STAGE_PLANNED, NULL, &err));
    must(complaint_step(l->o, plain, STAGE_IN_PROGRESS, NULL, &err));
}

static void
F419_mediation_stops_no_clock_only_the_customers_wish_does(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水");
    struct task t, later;

    must(complaint_contact(l->o, id, "谈不拢", &err));
    t = hotline_task(l, id, "solution_plan");
    must(complaint_step(l->o, id, STAGE_MEDIATION, "街道调解", &err));
    assert_int_equal(hotline_task(l, id, "solution_plan").due, t.due);
    refused(complaint_pause(l->o, id, hotline_at("2026-11-30 10:00"), "", hotline_at("2026-11-24 10:00"), "出差", &err), "confirmed_by");
    must(complaint_pause(l->o, id, hotline_at("2026-11-30 10:00"), "王建国", hotline_at("2026-11-24 10:00"), "出差", &err));
    later = hotline_task(l, id, "solution_plan");
    assert_true(later.due > t.due);
    assert_true(later.due > hotline_at("2026-11-30 10:00"));
    must(complaint_step(l->o, id, STAGE_AGREED, "调解书", &err));
    assert_string_equal(hotline_state(l, id), "agreed");
}

static void
F420_nothing_is_followed_up_that_the_customer_did_not_confirm(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水");
    struct complaint_answers happy = { .reached = true, .solved = true, .speed = 5 };

    hotline_work(l, id);
    assert_int_equal(hotline_open_tasks(l, id, "customer_confirm"), 1);
    refuses(complaint_follow_up(l->o, id, &happy, &err), ERR_REFUSED);
    assert_string_equal(hotline_state(l, id), "done");
    refused(complaint_confirm(l->o, id, "2", "", &err), "by");
    must(complaint_confirm(l->o, id, "2", "王建国", &err));
    assert_int_equal(hotline_open_tasks(l, id, "customer_confirm"), 0);
    must(complaint_follow_up(l->o, id, &happy, &err));
}

static void
F421_unhappy_customers_reopen_with_the_number_kept_and_the_second_time_goes_up(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水");
    struct complaint_answers unhappy = { .reached = true, .solved = false, .speed = 2, .left_over = "还在滴" };
    struct complaint_notice n[16];
    size_t before;
    struct record *r;

    hotline_work(l, id);
    must(complaint_confirm(l->o, id, "2", "王建国", &err));
    hotline_turn(l, "2026-11-25 10:00");
    must(complaint_follow_up(l->o, id, &unhappy, &err));
    r = hotline_read(l, id);
    assert_string_equal(r->state, "dispatched");
    assert_int_equal(record_num(r, "reopened"), 1);
    assert_string_equal(record_text(r, "number"), "TS261124-A001");
    assert_string_equal(record_text(r, "reopened_why"), "还在滴");
    assert_int_equal(hotline_open_tasks(l, id, "contact_owner"), 1);
    assert_time(hotline_task(l, id, "contact_owner").due, "2026-11-25 12:00");
    before = complaint_notices(l->o, id, &l->h->a, n, COUNT(n));
    hotline_work(l, id);
    must(complaint_reopen(l->o, id, "又滴水了", &err));
    assert_int_equal(record_num(hotline_read(l, id), "reopened"), 2);
    assert_true(complaint_notices(l->o, id, &l->h->a, n, COUNT(n)) > before);
}

static void
F422_any_of_the_five_conditions_keeps_it_open(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水");
    struct complaint_answers happy = { .reached = true, .solved = true };
    char **lines;
    size_t n;

    hotline_sit(l, TAN_HEAD);
    assert_int_equal(complaint_close_lacking(l->o, id, &l->h->a, &lines, &n), CLOSE_LACKS_ALL);
    assert_int_equal(n, 5);
    hotline_work(l, id);
    assert_int_equal(complaint_close_lacking(l->o, id, &l->h->a, &lines, &n), CLOSE_LACKS_CONFIRM | CLOSE_LACKS_FOLLOWUP | CLOSE_LACKS_JUDGEMENT);
    must(complaint_confirm(l->o, id, "1", "王建国", &err));
    assert_int_equal(complaint_close_lacking(l->o, id, &l->h->a, &lines, &n), CLOSE_LACKS_FOLLOWUP | CLOSE_LACKS_JUDGEMENT);
    must(complaint_follow_up(l->o, id, &happy, &err));
    refuses(complaint_close(l->o, id, &err), ERR_REFUSED);
    must(complaint_judge(l->o, id, false, 0, "单户", &err));
    must(complaint_close(l->o, id, &err));
    assert_string_equal(hotline_state(l, id), "closed");
    assert_int_equal(record_num(hotline_read(l, id), "closed_by"), l->staff[TAN_HEAD]);
    assert_int_equal(hotline_open_tasks(l, id, "solution"), 0);
}

static void
F423_the_third_alike_within_thirty_days_asks_for_a_judgement(void **state)
{
    struct hotline *l = *state;
    int64_t third, id;

    hotline_turn(l, "2026-10-20 10:00");
    hotline_file(l, 0, "07", "太久以前");
    hotline_turn(l, "2026-11-24 10:00");
    hotline_file(l, 0, "07", "一");
    id = hotline_file(l, 1, "33", "二");
    assert_int_equal(hotline_open_tasks(l, id, "systemic_judge"), 0);
    third = hotline_file(l, 2, "07", "三");
    assert_int_equal(hotline_open_tasks(l, third, "systemic_judge"), 1);
    assert_int_equal(hotline_open_tasks(l, hotline_file(l, 2, "07", "四"), "systemic_judge"), 0);       /* asked already */
    must(complaint_judge(l->o, third, true, 0, "同一节点做法", &err));
    assert_int_equal(hotline_open_tasks(l, third, "systemic_judge"), 0);
}

static void
F428_who_asks_is_told_stage_person_and_next_time(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "卫生间漏水");
    struct complaint_status s;

    must(complaint_status(l->o, id, &l->h->a, &s, &err));
    assert_int_equal(s.stage, STAGE_DISPATCHED);
    assert_string_equal(s.handler, "马骏");
    assert_time(s.due, "2026-11-24 12:00");
    assert_non_null(strstr(s.sentence, "马骏"));
    assert_non_null(strstr(s.sentence, "卫生间漏水"));
    must(complaint_asked(l->o, id, &err));
    hotline_turn(l, "2026-11-24 13:00");
    must(complaint_status(l->o, id, &l->h->a, &s, &err));
    assert_null(strstr(s.sentence, "12:00"));           /* a time that has passed is not promised again */
}

static void
F429_steps_of_the_playbook_are_ticked_with_person_and_time(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水");
    struct complaint_ticked t[8];

    must(complaint_tick(l->o, id, "MOM-07", 1, true, &err));
    must(complaint_tick(l->o, id, "MOM-07", 3, true, &err));
    assert_int_equal(complaint_ticks(l->o, id, "MOM-07", &l->h->a, t, COUNT(t)), 2);
    assert_int_equal(t[1].place, 3);
    assert_string_equal(t[1].staff_name, "何兰");
    assert_time(t[1].at, "2026-11-24 10:00");
    must(complaint_tick(l->o, id, "MOM-07", 3, false, &err));
    assert_int_equal(complaint_ticks(l->o, id, "MOM-07", &l->h->a, t, COUNT(t)), 1);
    refuses(complaint_tick(l->o, id, "MOM-07", 9, true, &err), ERR_MISSING);
}

static void
F435_goodwill_is_noted_and_missed_where_the_company_owes_it(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "05", "窗户位置改了");
    char **lines;
    size_t n, before;

    complaint_close_lacking(l->o, id, &l->h->a, &lines, &before);
    refused(complaint_goodwill(l->o, id, "", 0, 0, NULL, &err), "what");
    must(complaint_goodwill(l->o, id, "免费做一扇纱窗", 80000, l->staff[TAN_HEAD], "满意", &err));
    complaint_close_lacking(l->o, id, &l->h->a, &lines, &n);
    assert_int_equal(n, before - 1);
    assert_int_equal(record_num(hotline_read(l, id), "goodwill_cost"), 80000);
}

static int64_t
count(struct hotline *l, const struct sql *sql, int64_t id)
{
    struct query q = query_begin(l->o->store, sql);

    query_bind_int(&q, id);
    return query_number(&q, 0);
}

SQL(steps_signed, "SELECT count(*) FROM complaint_step WHERE complaint = ? AND at > 0 AND staff IS NOT NULL");
SQL(turns_kept, "SELECT count(*) FROM complaint_turn WHERE complaint = ?");

static void
F445_one_step_after_another_each_with_person_and_time(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水"), enquiry;
    struct record *r;

    for (int to = STAGE_PLANNED; to <= STAGE_CLOSED; to++)
        refuses(complaint_step(l->o, id, (enum complaint_stage)to, NULL, &err), ERR_REFUSED);
    hotline_work(l, id);
    hotline_end(l, id);
    assert_int_equal(count(l, &steps_signed, id), 11);
    must(complaint_reopen(l->o, id, "又漏了", &err));
    assert_string_equal(hotline_state(l, id), "dispatched");
    assert_string_equal(record_text(hotline_read(l, id), "number"), "TS261124-A001");
    r = hotline_call(l, 1, "99", "几点下班");
    record_set_text(r, "class", "3");
    must(complaint_file(l->o, r, &err));
    enquiry = r->id;
    must(complaint_done(l->o, enquiry, "4", "十八点", &err));
    assert_int_equal(hotline_open_tasks(l, enquiry, "first_response"), 0);
}

static void
changes_of_severity_and_urgency_are_counted_and_kept(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水");
    struct record *r = hotline_read(l, id);

    hotline_turn(l, "2026-11-24 10:20");
    record_set_text(r, "severity", "1");
    refused(complaint_edit(l->o, r, "楼下也湿了", &err), "severity_why");
    record_set_text(r, "severity_why", "楼下也湿了");
    refused(complaint_edit(l->o, r, "", &err), "why");
    must(complaint_edit(l->o, r, "楼下也湿了", &err));
    assert_int_equal(count(l, &turns_kept, id), 2);
    r = hotline_read(l, id);
    record_set_text(r, "urgency", URGENT);
    record_set_text(r, "emergency", "1");
    must(complaint_edit(l->o, r, "水漫出来了", &err));
    assert_time(hotline_task(l, id, "emergency_onsite").due, "2026-11-24 12:20");
}

static void
a_changed_policy_and_calendar_move_the_clocks_that_run(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水");
    struct policy_effect e;
    char **lines;
    size_t n;

    house_leave(l->h);
    must(policy_preview(l->o, "sla.06.red", "3", &e, &err));
    assert_true(e.moved >= 1);
    must(policy_set(l->o, "sla.06.red", "3", "试行", &err));
    assert_time(hotline_task(l, id, "contact_owner").due, "2026-11-24 13:00");
    must(task_explain(l->o, hotline_task(l, id, "contact_owner").id, &l->h->a, &lines, &n, &err));
    assert_true(n >= 4);
}

static void
duplicates_become_one_and_the_earliest_reception_counts(void **state)
{
    struct hotline *l = *state;
    int64_t first = hotline_file(l, 0, "07", "卫生间漏水"), second, other[1];

    hotline_turn(l, "2026-11-24 11:00");
    second = hotline_file(l, 0, "07", "又打来说漏水");
    other[0] = first;
    must(complaint_merge(l->o, second, other, 1, "同一件事", &err));
    assert_string_equal(hotline_state(l, first), "merged");
    assert_int_equal(hotline_open_tasks(l, first, "contact_owner"), 0);
    assert_time(hotline_task(l, second, "contact_owner").due, "2026-11-24 12:00");
    refuses(complaint_contact(l->o, first, "x", &err), ERR_REFUSED);
}

static void
a_parent_carries_the_clocks_of_its_children(void **state)
{
    struct hotline *l = *state;
    int64_t ids[2], parent;
    struct complaint_status s;

    ids[0] = hotline_file(l, 0, "47", "没水了");
    hotline_turn(l, "2026-11-24 10:10");
    ids[1] = hotline_file(l, 1, "47", "我家也没水");
    must(complaint_incident(l->o, ids, 2, "3 号楼停水", &parent, &err));
    assert_int_equal(hotline_open_tasks(l, ids[0], "contact_owner"), 0);
    assert_int_equal(hotline_open_tasks(l, ids[1], "contact_owner"), 0);
    assert_time(hotline_task(l, parent, "contact_owner").due, "2026-11-24 12:00");
    must(complaint_status(l->o, ids[1], &l->h->a, &s, &err));
    assert_time(s.due, "2026-11-24 12:00");
    hotline_work(l, parent);
    assert_string_equal(hotline_state(l, ids[0]), "done");
    assert_int_equal(hotline_open_tasks(l, ids[0], "customer_confirm"), 1);
    assert_int_equal(hotline_open_tasks(l, parent, "customer_confirm"), 0);
    hotline_end(l, ids[0]);
}

static void
a_child_that_leaves_its_parent_runs_by_itself_again(void **state)
{
    struct hotline *l = *state;
    int64_t ids[2], parent;

    ids[0] = hotline_file(l, 0, "47", "没水了");
    ids[1] = hotline_file(l, 1, "47", "我家也没水");
    must(complaint_incident(l->o, ids, 2, "3 号楼停水", &parent, &err));
    refused(complaint_leave(l->o, ids[0], "", &err), "why");
    must(complaint_leave(l->o, ids[0], "是自家阀门", &err));
    assert_int_equal(hotline_open_tasks(l, ids[0], "contact_owner"), 1);
    must(complaint_join(l->o, parent, ids[0], &err));
    assert_int_equal(hotline_open_tasks(l, ids[0], "contact_owner"), 0);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, hotline_open, hotline_close)
        T(F402_a_known_caller_brings_home_and_relation_and_nothing_may_lack),
        T(F402_somebody_unknown_becomes_a_customer_and_one_without_a_home_is_taken_too),
        T(F403_the_mood_is_kept), T(F404_one_main_code_found_by_code_initials_or_words), T(F405_converting_keeps_number_and_clocks),
        T(F406_the_playbook_names_the_department_and_passing_on_needs_a_reason),
        T(F407_everybody_named_is_told_and_whoever_did_not_confirm_is_listed),
        T(F408_two_hours_within_business_hours_and_friday_evening_turns_red_on_saturday),
        T(F409_the_first_response_is_yellow_after_24_hours_and_red_after_48_and_goes_up),
        T(F410_the_plan_turns_yellow_by_the_earlier_line_and_red_by_the_later), T(F411_an_emergency_starts_two_hours_on_site),
        T(F412_progress_is_told_and_silence_of_two_days_is_seen), T(F414_three_levels_are_told_once_each_and_not_taken_back),
        T(F414_a_customer_who_insists_is_heard_one_level_higher), T(F415_a_major_complaint_is_marked_with_ground_and_person),
        T(F416_an_important_customer_goes_first_and_faster), T(F418_without_an_agreement_nobody_is_sent_where_one_is_due),
        T(F419_mediation_stops_no_clock_only_the_customers_wish_does), T(F420_nothing_is_followed_up_that_the_customer_did_not_confirm),
        T(F421_unhappy_customers_reopen_with_the_number_kept_and_the_second_time_goes_up), T(F422_any_of_the_five_conditions_keeps_it_open),
        T(F423_the_third_alike_within_thirty_days_asks_for_a_judgement), T(F428_who_asks_is_told_stage_person_and_next_time),
        T(F429_steps_of_the_playbook_are_ticked_with_person_and_time), T(F435_goodwill_is_noted_and_missed_where_the_company_owes_it),
        T(F445_one_step_after_another_each_with_person_and_time), T(changes_of_severity_and_urgency_are_counted_and_kept),
        T(a_changed_policy_and_calendar_move_the_clocks_that_run), T(duplicates_become_one_and_the_earliest_reception_counts),
        T(a_parent_carries_the_clocks_of_its_children), T(a_child_that_leaves_its_parent_runs_by_itself_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
