/* The declared registers: what each refuses, fills in, raises, retires and lists. */
#include "tests/house.h"

#include "data/duty.h"
#include "data/stop_list.h"
#include "data/task.h"

#include <stdio.h>
#include <string.h>

/* ---- homes, staff, keeping what was typed ------------------------------------------------------ */

static void
F002_a_home_holds_what_is_asked_and_its_code_is_made_of_its_parts(void **state)
{
    struct house *h = *state;
    struct record *r = house_home(h, h->building, "1", "1203"), *stored;

    record_set_num(r, "area_contract", 12345);
    record_set_num(r, "area_registered", 12300);
    record_set_num(r, "in_presale", 1);
    record_set_text(r, "environment", "2");
    record_set_text(r, "delivery_kind", "2");
    record_set_num(r, "completed_on", office_today(h->o) - 90);
    record_set_num(r, "handover_on", office_today(h->o) - 30);
    record_set_num(r, "moved_in_on", office_today(h->o));
    must(reg_save(h->o, r, NULL, &err));
    stored = house_again(h, r);
    assert_string_equal(record_text(stored, "code"), "3-1-1203");
    assert_int_equal(record_num(stored, "area_registered"), 12300);
    assert_int_equal(record_num(stored, "handover_on"), office_today(h->o) - 30);
    record_set_text(stored, "code", "9-9-9999");
    record_set_text(stored, "room", "1204");
    must(reg_save(h->o, stored, NULL, &err));
    assert_string_equal(record_text(house_again(h, r), "code"), "3-1-1204");
    refused(reg_save(h->o, house_home(h, h->building, "1", "1204"), NULL, &err), "room");
    refused(reg_save(h->o, house_home(h, 4711, "1", "1205"), NULL, &err), "building");
    record_set_num(stored, "handover_on", office_today(h->o) - 100);
    refused(reg_save(h->o, stored, NULL, &err), "handover_on");
}

static void
F002_a_renamed_building_renames_its_homes(void **state)
{
    struct house *h = *state;
    struct record *home = house_home(h, h->building, "1", "1203"), *building, *twin = house_blank(h, "building");

    must(reg_save(h->o, home, NULL, &err));
    must(reg_read(h->o, reg_get("building"), h->building, &h->a, &building, &err));
    record_set_text(building, "name", "3A");
    must(reg_save(h->o, building, NULL, &err));
    assert_string_equal(record_text(house_again(h, home), "code"), "3A-1-1203");
    record_set_num(twin, "project", h->project);
    record_set_text(twin, "name", "3A");
    refused(reg_save(h->o, twin, NULL, &err), "name");
    twin = house_blank(h, "project");
    record_set_text(twin, "name", "云栖花园");
    record_set_num(twin, "sales_manager", h->staff[ZHOU]);
    refused(reg_save(h->o, twin, NULL, &err), "name");
}

static void
F009_a_colleague_holds_several_of_the_fifty_roles(void **state)
{
    struct house *h = *state;
    struct arena a = { 0 };
    struct value v;
    const struct reg *reg = reg_get("staff");
    const struct field *f = &reg->fields[field_index(reg->fields, "roles")];

    assert_int_equal(role_count(h->o), 50);
    must(field_parse(f, "14 29", &h->o->env, &a, &v, &err));
    assert_string_equal(field_show(f, &v, &h->o->env, &a), arena_printf(&a, "销售顾问%s前台与部门信息员", ", "));
    house_sit(h, ZHOU);
    assert_true(office_has_role(h->o, "12") && office_has_role(h->o, "13"));
    arena_free(&a);
}

static void
F009_open_tasks_of_who_leaves_go_back_to_the_role(void **state)
{
    struct house *h = *state;
    struct record *r;
    struct action a;
    struct task t;
    size_t n;
    struct task_wish w = { .kind = "next_call", .about = "project", .matter = h->project, .text = "再联系", .rule = "RCP-11",
                           .role = "salesperson", .staff = h->staff[WANG], .due = NOW + 3600 };

    must(office_begin(h->o, &a, "test", 0, &err));
    must(task_raise(h->o, &a, &w, &err));
    must(action_commit(&a, &err));
    must(reg_read(h->o, reg_get("staff"), h->staff[WANG], &h->a, &r, &err));
    must(house_step(h, r, "leave", "离职", &err));
    must(task_window(h->o, &(struct task_filter){ .who = TASKS_ALL }, 0, 0, &h->a, &t, 1, &n, &err));
    assert_int_equal(t.staff, 0);
    assert_string_equal(t.role, "14");
    refused(office_seat(h->o, h->staff[WANG], &err), "");
}

static void
what_was_saved_last_begins_the_next_record(void **state)
{
    struct house *h = *state;
    struct record *r = house_blank(h, "attachment");

    assert_string_equal(record_text(r, "place"), "");
    record_set_text(r, "kind", "2");
    record_set_text(r, "title", "预售许可证扫描件");
    record_set_text(r, "place", "二号柜");
    must(reg_save(h->o, r, NULL, &err));
    r = house_blank(h, "attachment");
    assert_string_equal(record_text(r, "place"), "二号柜");
    assert_string_equal(record_text(r, "kind"), "2");
    assert_string_equal(record_text(r, "title"), "");
    must(office_choose_project(h->o, h->project, &err));
    assert_int_equal(record_num(house_blank(h, "permit"), "project"), h->project);
}

static void
a_failed_save_leaves_the_record_as_it_was_typed(void **state)
{
    struct house *h = *state;
    struct record *r = house_home(h, 4711, "1", "1203");

    refused(reg_save(h->o, r, NULL, &err), "building");
    assert_int_equal(r->id, 0);
    assert_string_equal(record_text(r, "code"), "");
    record_set_num(r, "building", h->building);
    must(reg_save(h->o, r, NULL, &err));
    assert_true(r->id != 0);
}

/* ---- roster and daily check ----------------------------------------------------------------------- */

static struct record *
new_duty(struct house *h, day on, const char *kind, int from, int to, int who)
{
    struct record *r = house_blank(h, "duty");

    record_set_num(r, "project", h->project);
    record_set_num(r, "day", on);
    record_set_text(r, "kind", kind);
    record_set_num(r, "from_min", from * 60);
    record_set_num(r, "to_min", to * 60);
    record_set_num(r, "staff", h->staff[who]);
    return r;
}

static bool
says(char **lines, size_t n, const char *what)
{
    for (size_t i = 0; i < n; i++)
        if (strstr(lines[i], what))
            return true;
    return false;
}

static void
F011_gap_at_night_is_named(void **state)
{
    struct house *h = *state;
    day today = office_today(h->o);
    char **lines;
    size_t n;

    house_open_sales(h);
    n = duty_gaps(h->o, today, today, &h->a, &lines);
    assert_true(says(lines, n, "00:00-24:00"));
    must(reg_save(h->o, new_duty(h, today - 1, DUTY_HOTLINE, 20, 2, WANG), NULL, &err));
    must(reg_save(h->o, new_duty(h, today, DUTY_DESK, 8, 20, WANG), NULL, &err));
    must(reg_save(h->o, new_duty(h, today, DUTY_HOTLINE, 20, 8, ZHOU), NULL, &err));
    n = duty_gaps(h->o, today, today, &h->a, &lines);
    assert_true(says(lines, n, "02:00-08:00"));
    assert_int_equal(n, 2);                                     /* the gap, and no backup */
    must(reg_save(h->o, new_duty(h, today, DUTY_BACKUP, 8, 20, CHEN), NULL, &err));
    must(reg_save(h->o, new_duty(h, today, DUTY_HOTLINE, 2, 8, LIN), NULL, &err));
    assert_int_equal(duty_gaps(h->o, today, today, &h->a, &lines), 0);
    n = duty_gaps(h->o, today, today + 1, &h->a, &lines);
    assert_true(says(lines, n, "08:00-24:00") && n == 2);       /* last night's shift reaches to 08:00 */
}

static void
F011_who_is_on_duty_now_and_who_cannot_be(void **state)
{
    struct house *h = *state;
    day today = office_today(h->o);
    struct record *left;
    int64_t staff[4];

    must(reg_save(h->o, new_duty(h, today - 1, DUTY_HOTLINE, 20, 11, WANG), NULL, &err));
    assert_int_equal(duty_at(h->o, h->project, DUTY_HOTLINE, NOW, staff, 4), 1);
    assert_int_equal(staff[0], h->staff[WANG]);
    assert_int_equal(duty_at(h->o, h->project, DUTY_BACKUP, NOW, staff, 4), 0);
    must(reg_save(h->o, new_duty(h, today, DUTY_DESK, 12, 18, ZHOU), NULL, &err));
    refused(reg_save(h->o, new_duty(h, today, DUTY_BACKUP, 17, 20, ZHOU), NULL, &err), "staff");
    must(reg_read(h->o, reg_get("staff"), h->staff[LIN], &h->a, &left, &err));
    record_set_text(left, "projects", "柳溪苑");
    must(reg_save(h->o, left, NULL, &err));
    refused(reg_save(h->o, new_duty(h, today, DUTY_DESK, 8, 12, LIN), NULL, &err), "staff");
}

static struct record *
new_check(struct house *h, const char *passed, const char *faulty, const char *faults)
{
    struct record *r = house_blank(h, "venue_check");

    record_set_num(r, "project", h->project);
    record_set_num(r, "checker", h->staff[WANG]);
    record_set_text(r, "passed", passed);
    record_set_text(r, "faulty", faulty);
    record_set_text(r, "faults", faults);
    return r;
}

static void
F114_each_fault_becomes_a_repair_and_today_is_missed_until_checked(void **state)
{
    struct house *h = *state;
    const struct reg *reg = reg_get("venue_check");
    day today = office_today(h->o);
    struct record *r;
    char **lines;

    house_open_sales(h);
    assert_int_equal(reg->gaps(h->o, today, today + 7, &h->a, &lines), 1);
    refused(reg_save(h->o, new_check(h, "1 2 3 4 5", "", NULL), NULL, &err), "passed");
    refused(reg_save(h->o, new_check(h, "1 2 3 4 5 6 7", "7", "x"), NULL, &err), "faulty");
    refused(reg_save(h->o, new_check(h, "1 2 3 4 5", "6 7", NULL), NULL, &err), "faults");
    r = new_check(h, "1 2 3 4 5", "6 7", "微信掉线，名片用完");
    must(reg_save(h->o, r, NULL, &err));
    assert_int_equal(record_num(house_again(h, r), "checker"), h->staff[WANG]);
    assert_int_equal(reg->gaps(h->o, today, today, &h->a, &lines), 0);
    assert_int_equal(house_tasks(h, "device_repair"), 2);
    refused(reg_save(h->o, new_check(h, "1 2 3 4 5 6 7", "", NULL), NULL, &err), "day");
    record_set_text(r, "passed", "1 2 3 4 5 6");
    record_set_text(r, "faulty", "7");
    must(reg_save(h->o, r, NULL, &err));
    assert_int_equal(house_tasks(h, "device_repair"), 1);
}

/* ---- lists and calendar --------------------------------------------------------------------------------- */

static struct record *
new_entry(struct house *h, const char *list, const char *text)
{
    struct record *r = house_blank(h, "list_entry");

    record_set_text(r, "list", list);
    record_set_text(r, "text", text);
    return r;
}

static struct record *
entry_of(struct house *h, const char *list, const char *code)
{
    struct record *rows[64], *found = NULL;
    size_t n;

    must(reg_window(h->o, reg_get("list_entry"), &(struct reg_filter){ .field = "list", .equals_text = list }, NULL, false, &h->a,
                    rows, 64, &n, &err));
    for (size_t i = 0; i < n; i++)
        if (strcmp(record_text(rows[i], "code"), code) == 0)
            found = rows[i];
    assert_non_null(found);
    return found;
}

static void
F020_a_retired_entry_is_still_shown(void **state)
{
    struct house *h = *state;
    struct record *entry = entry_of(h, "attachment_kind", "3"), *r = house_blank(h, "attachment");
    const struct reg *reg = reg_get("attachment");
    const struct field *f = &reg->fields[field_index(reg->fields, "kind")];
    struct value v;

    record_set_text(r, "kind", "3");
    record_set_text(r, "title", "来电录音");
    record_set_text(r, "place", "录音服务器");
    must(reg_save(h->o, r, NULL, &err));
    must(house_step(h, entry, "retire", NULL, &err));
    assert_string_equal(field_show(f, record_value(house_again(h, r), "kind"), &h->o->env, &h->a), "录音");
    assert_false(field_parse(f, "3", &h->o->env, &h->a, &v, NULL));
    must(house_step(h, entry, "restore", NULL, &err));
    must(field_parse(f, "3", &h->o->env, &h->a, &v, &err));
}

static void
F020_codes_are_given_once_and_never_change(void **state)
{
    struct house *h = *state;
    struct record *r = new_entry(h, "attachment_kind", "录像");

    must(reg_save(h->o, r, NULL, &err));
    assert_string_equal(record_text(r, "code"), "6");
    assert_string_equal(office_code_text(h->o, "attachment_kind", "6"), "录像");
    record_set_text(r, "code", "7");
    refused(reg_save(h->o, r, NULL, &err), "code");
    refused(reg_save(h->o, new_entry(h, "attachment_kind", "录像"), NULL, &err), "text");
    r = new_entry(h, "attachment_kind", "模型");
    record_set_text(r, "code", "10");
    refused(reg_save(h->o, r, NULL, &err), "code");
    r = new_entry(h, "occupation", "飞行员");
    must(reg_save(h->o, r, NULL, &err));
    assert_int_equal(strlen(record_text(r, "code")), strlen(office_list(h->o, "occupation")->options[0].code));
    assert_int_equal(r->reg->moves[0].to[0], 'r');              /* retiring is all there is: nothing deletes */
}

static void
F020_a_list_chosen_by_one_digit_offers_nine_at_most(void **state)
{
    struct house *h = *state;

    assert_int_equal(office_list_most(h->o, "channel"), 9);
    refused(reg_save(h->o, new_entry(h, "channel", "电台"), NULL, &err), "list");
    must(house_step(h, entry_of(h, "channel", "8"), "retire", NULL, &err));
    must(reg_save(h->o, new_entry(h, "channel", "电台"), NULL, &err));
    assert_null(office_list(h->o, "no_such_list"));
    refused(house_step(h, entry_of(h, "channel", "8"), "restore", NULL, &err), "list");
    must(reg_save(h->o, new_entry(h, "occupation", "船长"), NULL, &err));
}

static void
F012_setting_a_holiday_moves_a_workday_deadline(void **state)
{
    struct house *h = *state;
    struct record *r = house_blank(h, "calendar_day");
    struct action a;
    struct task t;
    size_t n;
    day monday = office_today(h->o) + 1;
    struct task_wish w = { .kind = "solution_plan", .about = "project", .matter = h->project, .text = "方案", .rule = "SLA-09",
                           .policy_red = "sla.09.workdays", .role = "customer_manager" };

    must(office_begin(h->o, &a, "test", 0, &err));
    must(task_raise(h->o, &a, &w, &err));
    must(action_commit(&a, &err));
    must(task_window(h->o, &(struct task_filter){ .who = TASKS_ALL }, 0, 0, &h->a, &t, 1, &n, &err));
    assert_int_equal(moment_day(t.due, ZONE_CHINA), monday + 2);        /* Monday, Tuesday, Wednesday */
    record_set_num(r, "day", monday);
    record_set_text(r, "name", "公司休息日");
    refused(reg_save(h->o, r, NULL, &err), "notice");
    record_set_text(r, "notice", "本公司通知 2026-11");
    must(reg_save(h->o, r, NULL, &err));
    must(task_get(h->o, t.id, &h->a, &t, &err));
    assert_int_equal(moment_day(t.due, ZONE_CHINA), monday + 3);
    record_set_num(r, "work", 1);
    must(reg_save(h->o, r, NULL, &err));
    must(task_get(h->o, t.id, &h->a, &t, &err));
    assert_int_equal(moment_day(t.due, ZONE_CHINA), monday + 2);
}

/* ---- who may be reached, vehicles, papers -------------------------------------------------------------------- */

static void
F803_who_refused_or_unsubscribed_gets_no_mass_message(void **state)
{
    struct house *h = *state;
    int64_t id = house_customer(h, "王芳", "13812345678");
    struct record *r = house_blank(h, "stop_list"), *c;

    assert_null(stop_list_gate(h->o, id, "13812345678"));
    record_set_text(r, "phone", "13812345678");
    record_set_text(r, "reason", "2");
    must(reg_save(h->o, r, NULL, &err));
    assert_string_equal(stop_list_gate(h->o, id, "13812345678"), "2");
    assert_string_equal(stop_list_gate(h->o, 0, "13812345678"), "2");
    assert_null(stop_list_gate(h->o, id, "13900000000"));
    must(house_step(h, r, "lift", "客户来电要求恢复", &err));
    assert_null(stop_list_gate(h->o, id, "13812345678"));
    must(reg_read(h->o, reg_get("customer"), id, &h->a, &c, &err));
    record_set_num(c, "refused", 1);
    record_set_text(c, "refused_why", "2");
    must(reg_save(h->o, c, NULL, &err));
    assert_string_equal(stop_list_gate(h->o, id, "13900000000"), "1");
}

static struct record *
new_vehicle(struct house *h, int64_t customer, const char *plate)
{
    struct record *r = house_blank(h, "vehicle");

    record_set_num(r, "customer", customer);
    record_set_text(r, "plate", plate);
    return r;
}

static void
F027_a_new_plate_ends_the_old_one_and_both_stay_in_the_history(void **state)
{
    struct house *h = *state;
    int64_t id = house_customer(h, "王芳", "13812345678"), old;
    struct record *r = new_vehicle(h, id, "浙a 12345"), *stored;
    struct reg_filter f = { .field = "customer", .equals = id };

    must(reg_save(h->o, r, NULL, &err));
    old = r->id;
    assert_string_equal(record_text(r, "plate"), "浙A12345");
    refused(reg_save(h->o, new_vehicle(h, house_customer(h, "赵敏", "13900000001"), "浙A12345"), NULL, &err), "plate");
    record_set_text(r, "plate", "浙A·D88888");
    must(reg_save(h->o, r, NULL, &err));
    assert_true(r->id != old);
    assert_int_equal(reg_total(h->o, r->reg, &f), 2);
    must(reg_read(h->o, r->reg, old, &h->a, &stored, &err));
    assert_string_equal(stored->state, "ended");
    assert_int_equal(record_num(stored, "to_on"), office_today(h->o));
    assert_string_equal(record_text(house_again(h, r), "plate"), "浙AD88888");
    record_set_text(r, "note", "白色");
    must(reg_save(h->o, r, NULL, &err));
    assert_int_equal(reg_total(h->o, r->reg, &f), 2);
}

static void
F811_papers_are_found_by_number_title_and_place(void **state)
{
    static const char *const words[] = { "杭房预", "预售", "三号柜" };
    struct house *h = *state;
    struct record *r = house_blank(h, "attachment");

    record_set_text(r, "kind", "2");
    record_set_text(r, "number", "杭房预字第 2026-018 号");
    record_set_text(r, "title", "预售许可证");
    refused(reg_save(h->o, r, NULL, &err), "place");
    record_set_text(r, "place", "档案室三号柜");
    must(reg_save(h->o, r, NULL, &err));
    for (size_t i = 0; i < COUNT(words); i++)
        assert_int_equal(reg_total(h->o, r->reg, &(struct reg_filter){ .text = words[i] }), 1);
    assert_int_equal(reg_total(h->o, r->reg, &(struct reg_filter){ .text = "四号柜" }), 0);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
        T(F002_a_home_holds_what_is_asked_and_its_code_is_made_of_its_parts),
        T(F002_a_renamed_building_renames_its_homes),
        T(F009_a_colleague_holds_several_of_the_fifty_roles),
        T(F009_open_tasks_of_who_leaves_go_back_to_the_role),
        T(what_was_saved_last_begins_the_next_record),
        T(a_failed_save_leaves_the_record_as_it_was_typed),
        T(F011_gap_at_night_is_named),
        T(F011_who_is_on_duty_now_and_who_cannot_be),
        T(F114_each_fault_becomes_a_repair_and_today_is_missed_until_checked),
        T(F020_a_retired_entry_is_still_shown),
        T(F020_codes_are_given_once_and_never_change),
        T(F020_a_list_chosen_by_one_digit_offers_nine_at_most),
        T(F012_setting_a_holiday_moves_a_workday_deadline),
        T(F803_who_refused_or_unsubscribed_gets_no_mass_message),
        T(F027_a_new_plate_ends_the_old_one_and_both_stay_in_the_history),
        T(F811_papers_are_found_by_number_title_and_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
