/* Appointments: booked, moved, prepared, assigned, kept or not (RCP-54 to RCP-61). */
#include "tests/house.h"

#include "data/customer.h"
#include "data/engine/journal.h"
#include "data/message.h"
#include "data/policy.h"
#include "data/reception.h"
#include "data/task.h"
#include "data/turn.h"
#include "data/viewing.h"

#include <string.h>

#define MORNING (NOW + 6 * DAY_SECONDS)         /* Saturday, 2026-11-28 10:00 */

static int64_t
chen(struct house *h)
{
    return house_staff(h, "陈静二", "14");
}

static struct record *
wanted(struct house *h, const char *name, const char *phone, moment at)
{
    struct record *v = viewing_new(h->o, &h->a);

    record_set_num(v, "project", h->project);
    record_set_text(v, "name", name);
    record_set_text(v, "phone", phone);
    record_set_num(v, "at", at);
    record_set_num(v, "party", 2);
    record_set_num(v, "consultant", h->staff[WANG]);
    return v;
}

static struct record *
booked(struct house *h, const char *name, const char *phone, moment at)
{
    struct record *v = wanted(h, name, phone, at);

    must(viewing_book(h->o, v, &h->a, &err));
    return v;
}

static struct task
task_about(struct house *h, const char *kind, int64_t viewing)
{
    struct task_filter f = { .who = TASKS_ALL, .kind = kind, .about = "viewing", .matter = viewing };
    struct task t;
    size_t n;

    must(task_window(h->o, &f, 0, 0, &h->a, &t, 1, &n, &err));
    if (n != 1)
        fail_msg("no task %s", kind);
    return t;
}

static int64_t
tasks_about(struct house *h, const char *kind, int64_t viewing)
{
    return task_total(h->o, &(struct task_filter){ .who = TASKS_ALL, .kind = kind, .about = "viewing", .matter = viewing });
}

/* ---- F-143 ------------------------------------------------------------------------------------------------- */

static void
F143_four_things_are_asked_for(void **state)
{
    struct house *h = *state;
    static const struct { const char *name, *phone; bool refused; moment at; int party; const char *field; } cases[] = {
        { "王建国", "13800135678", false, MORNING, 2, NULL },
        { "王建国", "", true, MORNING, 2, NULL },
        { "王建国", "", false, MORNING, 2, "phone" },
        { "", "13800135678", false, MORNING, 2, "name" },
        { "王建国", "13800135678", false, 0, 2, "at" },
        { "王建国", "13800135678", false, NOW - 60, 2, "at" },
        { "王建国", "13800135678", false, MORNING, 0, "party" },
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct record *v = wanted(h, cases[i].name, cases[i].phone, cases[i].at);
        struct err err = { 0 };
        bool good;

        if (!cases[i].at)
            record_clear(v, "at");
        if (!cases[i].party)
            record_clear(v, "party");
        if (cases[i].refused)
            record_set_num(v, "refused", 1);
        good = viewing_book(h->o, v, &h->a, &err);
        if (good != !cases[i].field || (!good && strcmp(err.field, cases[i].field) != 0))
            fail_msg("row %zu: %s %s", i, err.field, err.text);
        if (good)
            assert_string_equal(house_again(h, v)->state, "booked");
        else
            assert_int_equal(v->id, 0);
    }
}

static void
F143_who_books_is_found_or_noted(void **state)
{
    struct house *h = *state;
    int64_t wang = house_customer(h, "王建国", "13800135678");
    struct record *known = booked(h, "王建国", "13800135678", MORNING), *other = booked(h, "钱多", "13700001111", MORNING + 7200);
    int64_t ids[2];
    size_t n;

    assert_int_equal(record_num(known, "customer"), wang);
    assert_true(record_num(other, "customer") != 0 && record_num(other, "customer") != wang);
    must(customer_by_phone(h->o, "13700001111", ids, 2, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(ids[0], record_num(other, "customer"));
}

static void
F143_overlapping_is_named_and_allowed(void **state)
{
    struct house *h = *state;
    struct record *show = house_home(h, h->building, "1", "101");
    const char *code;
    struct record *first;
    static const struct { int minutes; bool same; const char *homes; bool clash; } cases[] = {
        { 0, true, "", true }, { 30, true, "", true }, { -30, true, "", true }, { 60, true, "", false }, { -60, true, "", false },
        { 0, false, "", false }, { 30, false, "SHOW", true }, { 60, false, "SHOW", false }, { 30, false, "3-1-102", false },
        { 30, false, "SHOW 3-1-102", true }, { 30, false, "SHOW9", false },
    };

    record_set_num(show, "showroom", 1);
    must(reg_save(h->o, show, NULL, &err));
    code = record_text(house_again(h, show), "code");
    first = wanted(h, "王建国", "13800135678", MORNING);
    record_set_text(first, "homes", arena_printf(&h->a, "%s、3-1-201", code));
    must(viewing_book(h->o, first, &h->a, &err));
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct record *v = wanted(h, "钱多", "13700001111", MORNING + cases[i].minutes * 60);
        char *clash;

        record_set_num(v, "consultant", cases[i].same ? h->staff[WANG] : h->staff[ZHOU]);
        if (strncmp(cases[i].homes, "SHOW", 4) == 0)
            record_set_text(v, "homes", arena_printf(&h->a, "%s%s", code, cases[i].homes + 4));
        else
            record_set_text(v, "homes", cases[i].homes);
        clash = viewing_clash(h->o, v, &h->a);
        if (!clash != !cases[i].clash)
            fail_msg("row %zu: %s", i, clash ? clash : "nothing");
        if (clash)
            assert_non_null(strstr(clash, record_text(first, "number")));
    }
    assert_null(viewing_clash(h->o, first, &h->a));         /* not with itself */
    booked(h, "钱多", "13700001111", MORNING + 1800);       /* a warning forbids nothing */
}

static void
F143_free_slots_by_consultant_and_business_hours(void **state)
{
    struct house *h = *state;
    int64_t other = chen(h);
    struct record *v = viewing_new(h->o, &h->a);
    struct viewing_slot slots[12];
    day saturday = moment_day(MORNING, h->o->zone);
    size_t n;

    booked(h, "王建国", "13800135678", MORNING);
    record_set_num(v, "project", h->project);
    n = viewing_slots(h->o, v, saturday, &h->a, slots, COUNT(slots));
    assert_int_equal(n, 12);
    assert_int_equal(slots[0].at, MORNING - 3600);                 /* nine o'clock: both */
    assert_non_null(strstr(slots[0].names, "王强"));
    assert_int_equal(slots[1].at, MORNING);                        /* ten: only the other */
    assert_int_equal(slots[1].consultant, other);
    assert_null(strstr(slots[1].names, "王强"));
    assert_int_equal(slots[9].at, MORNING - 3600 + DAY_SECONDS);   /* nine hours a day, then the next day */
    record_set_num(v, "consultant", h->staff[WANG]);
    viewing_slots(h->o, v, saturday, &h->a, slots, COUNT(slots));
    assert_int_equal(slots[1].at, MORNING + 3600);
    viewing_slots(h->o, v, moment_day(NOW, h->o->zone), &h->a, slots, COUNT(slots));
    assert_int_equal(slots[0].at, NOW + 3600);                     /* nothing in the past */
}

/* ---- F-144 ------------------------------------------------------------------------------------------------- */

static size_t
messages(struct house *h, const char *state, struct message *out, size_t max)
{
    size_t n;

    must(message_window(h->o, state, 0, 0, false, &h->a, out, max, &n, &err));
    return n;
}

static void
give_hotline(struct house *h)
{
    struct record *p;

    must(reg_read(h->o, reg_get("project"), h->project, &h->a, &p, &err));
    record_set_text(p, "hotline", "4008001234");
    must(reg_save(h->o, p, NULL, &err));
}

static void
F144_saving_writes_the_confirmation_once(void **state)
{
    struct house *h = *state;
    struct message m[4];
    struct record *v;

    give_hotline(h);
    v = booked(h, "王建国", "13800135678", MORNING);
    assert_int_equal(messages(h, "waiting", m, 4), 1);
    assert_string_equal(m[0].code, "TPL-03");
    assert_string_equal(m[0].phone, "13800135678");
    for (size_t i = 0; i < 6; i++) {
        const char *parts[] = { "王建国", "11月28日", "10:00到11:00", "共2人", policy_text(h->o, "viewing.notice"), "王强，电话4008001234" };

        if (!strstr(m[0].text, parts[i]))
            fail_msg("%s is not in %s", parts[i], m[0].text);
    }
    v = house_again(h, v);
    record_set_text(v, "note", "带图纸");
    must(viewing_book(h->o, v, &h->a, &err));
    assert_int_equal(messages(h, "waiting", m, 4), 1);
    assert_true(*viewing_message_words(h->o, v->id, &h->a));
}

static void
F144_another_time_another_message_and_none_when_cancelled(void **state)
{
    struct house *h = *state;
    struct message m[4];
    struct record *v;

    give_hotline(h);
    v = booked(h, "王建国", "13800135678", MORNING);
    must(viewing_move(h->o, v->id, MORNING + 3600, "客户加班", &err));
    assert_int_equal(messages(h, "waiting", m, 4), 1);
    assert_non_null(strstr(m[0].text, "11:00到12:00"));
    assert_int_equal(messages(h, "cancelled", m, 4), 1);
    must(viewing_cancel(h->o, v->id, "已在别处买了", &err));
    assert_int_equal(messages(h, "waiting", m, 4), 0);
    assert_int_equal(messages(h, "cancelled", m, 4), 2);
}

static void
F144_held_with_its_reason_where_nobody_can_be_reached(void **state)
{
    struct house *h = *state;
    struct message m[4];
    struct record *v;

    give_hotline(h);
    v = wanted(h, "无号", "", MORNING);
    record_set_num(v, "refused", 1);
    must(viewing_book(h->o, v, &h->a, &err));
    assert_int_equal(messages(h, "waiting", m, 4), 0);
    assert_int_equal(messages(h, "held", m, 4), 1);
    assert_true(*m[0].why);
    booked(h, "座机", "0571-87654321", MORNING + 7200);
    assert_int_equal(messages(h, "held", m, 4), 2);
}

static void
F144_no_number_to_give_keeps_nobody_from_booking(void **state)
{
    struct house *h = *state;
    struct message m[4];
    struct record *v = booked(h, "王建国", "13800135678", MORNING);

    assert_int_equal(messages(h, "waiting", m, 4), 0);
    assert_string_equal(viewing_message_words(h->o, v->id, &h->a), "");
}

/* ---- F-145 ------------------------------------------------------------------------------------------------- */

static void
shift(struct house *h, int64_t staff)
{
    struct record *duty = house_blank(h, "duty");

    record_set_num(duty, "project", h->project);
    record_set_num(duty, "day", moment_day(NOW, h->o->zone));
    record_set_text(duty, "kind", "1");
    record_set_num(duty, "from_min", 9 * 60);
    record_set_num(duty, "to_min", 18 * 60);
    record_set_num(duty, "staff", staff);
    must(reg_save(h->o, duty, NULL, &err));
}

static void
F145_who_is_free_now_and_whose_turn(void **state)
{
    struct house *h = *state;
    int64_t second = chen(h), third = house_staff(h, "方小", "14");
    struct viewing_consultant who[8];
    struct reception *r = reception_new(h->o, "walk_in", &h->a);
    size_t n;

    record_set_text(r->record, "name", "赵晓燕");
    record_set_text(r->record, "phone", "13600002222");
    record_set_num(r->record, "consultant", h->staff[WANG]);
    must(reception_open(h->o, r, &err));
    booked(h, "王建国", "13800135678", NOW + 1800);
    n = viewing_consultants(h->o, h->project, NOW, NOW + 3600, 0, true, &h->a, who, COUNT(who));
    assert_int_equal(n, 3);
    assert_int_equal(who[0].staff, second);
    assert_int_equal(who[1].staff, third);
    assert_int_equal(who[2].staff, h->staff[WANG]);
    assert_null(who[0].busy);
    assert_non_null(strstr(who[2].busy, "赵晓燕"));
    n = viewing_consultants(h->o, h->project, NOW + 5400, NOW + 9000, 0, false, &h->a, who, COUNT(who));
    assert_int_equal(n, 3);
    for (size_t i = 0; i < n; i++)
        assert_null(who[i].busy);
}

static void
F145_on_the_roster_comes_first(void **state)
{
    struct house *h = *state;
    int64_t second = chen(h);
    struct viewing_consultant who[8];

    shift(h, second);
    assert_int_equal(viewing_consultants(h->o, h->project, NOW, NOW + 3600, 0, true, &h->a, who, COUNT(who)), 2);
    assert_int_equal(who[0].staff, second);
    assert_true(who[0].duty && !who[1].duty);
}

static void
F145_the_rota_says_whose_turn_it_is(void **state)
{
    struct house *h = *state;
    int64_t second = chen(h), third = house_staff(h, "方小", "14"), reception;
    struct viewing_consultant who[8];
    struct record *v;

    shift(h, h->staff[WANG]);
    shift(h, second);
    shift(h, third);
    must(turn_make_day(h->o, h->project, &err));
    must(turn_absent(h->o, h->project, h->staff[WANG], TURN_LEAVE, &err));
    assert_int_equal(viewing_consultants(h->o, h->project, NOW, NOW + 3600, 0, true, &h->a, who, COUNT(who)), 3);
    assert_int_equal(who[0].staff, turn_next(h->o, h->project));
    assert_true(who[0].place == 1 && who[1].place == 2);
    assert_int_equal(who[2].staff, h->staff[WANG]);
    assert_non_null(who[2].busy);
    v = wanted(h, "孙立", "13500003333", NOW + 3600);           /* agreed with whose turn it is not: no question at the door */
    record_set_num(v, "consultant", who[1].staff);
    must(viewing_book(h->o, v, &h->a, &err));
    must(viewing_arrive(h->o, v->id, &reception, &err));
}

static void
F145_unannounced_is_owed_until_somebody_is_assigned(void **state)
{
    struct house *h = *state;
    struct record *v = viewing_new_urgent(h->o, &h->a);
    struct task t;

    record_set_num(v, "project", h->project);
    record_set_text(v, "name", "孙立");
    record_set_text(v, "phone", "13500003333");
    must(viewing_book(h->o, v, &h->a, &err));
    t = task_about(h, "notify_staff", v->id);
    assert_string_equal(t.role, role_get(h->o, "site_sales_manager")->code);
    assert_int_equal(t.due, NOW + policy_number(h->o, "viewing.urgent_minutes") * 60);
    must(viewing_assign(h->o, v->id, h->staff[WANG], &err));
    assert_int_equal(tasks_about(h, "notify_staff", v->id), 0);
    assert_int_equal(task_about(h, "viewing", v->id).staff, h->staff[WANG]);
}

/* ---- F-146 ------------------------------------------------------------------------------------------------- */

static void
F146_not_prepared_is_owed_and_shown_on_the_day(void **state)
{
    struct house *h = *state;
    struct record *v = booked(h, "王建国", "13800135678", MORNING);
    struct prep_item *items;
    char **lines;
    size_t n;
    day today = moment_day(NOW, h->o->zone);

    assert_int_equal(task_about(h, "viewing_prep", v->id).due, MORNING - policy_number(h->o, "viewing.prep_minutes") * 60);
    assert_int_equal(viewing_register.gaps(h->o, today, today + 6, &h->a, &lines), 0);     /* not its day yet */
    office_set_now(h->o, MORNING - 2 * 3600);
    today = moment_day(MORNING, h->o->zone);
    assert_int_equal(viewing_register.gaps(h->o, today, today + 6, &h->a, &lines), 1);
    assert_non_null(strstr(lines[0], "王建国"));
    must(viewing_prep(h->o, v->id, &h->a, &items, &n, &err));
    assert_int_equal(n, 9);                                         /* no special needs: not that item */
    for (size_t i = 0; i < n; i++)
        must(viewing_tick(h->o, v->id, items[i].code, true, &err));
    assert_int_equal(viewing_register.gaps(h->o, today, today + 6, &h->a, &lines), 0);
    assert_int_equal(tasks_about(h, "viewing_prep", v->id), 0);
    must(viewing_tick(h->o, v->id, "5", false, &err));
    assert_int_equal(tasks_about(h, "viewing_prep", v->id), 1);
    refused(viewing_tick(h->o, v->id, "z", true, &err), "");
}

static void
F146_another_day_is_prepared_anew(void **state)
{
    struct house *h = *state;
    struct record *v = booked(h, "王建国", "13800135678", MORNING);
    struct prep_item *items;
    size_t n;

    must(viewing_tick(h->o, v->id, "1", true, &err));
    must(viewing_move(h->o, v->id, MORNING + 7200, "客户加班", &err));
    must(viewing_prep(h->o, v->id, &h->a, &items, &n, &err));
    assert_true(items[0].done);
    must(viewing_move(h->o, v->id, MORNING + DAY_SECONDS, "客户加班", &err));
    must(viewing_prep(h->o, v->id, &h->a, &items, &n, &err));
    assert_false(items[0].done);
}

/* ---- F-147 ------------------------------------------------------------------------------------------------- */

static void
F147_needs_stand_in_the_task_and_in_the_list(void **state)
{
    struct house *h = *state;
    struct record *v = wanted(h, "陈思远", "13700001111", MORNING);
    struct viewing_row rows[4];
    struct prep_item *items;
    size_t n;

    record_set_text(v, "needs", "1 5");
    must(viewing_book(h->o, v, &h->a, &err));
    assert_non_null(strstr(task_about(h, "viewing", v->id).text, "轮椅:备坡道与无障碍路线"));
    assert_non_null(strstr(task_about(h, "viewing_prep", v->id).text, "备坡道"));
    must(viewing_list(h->o, MORNING, MORNING + 1, &h->a, rows, 4, &n, &err));
    assert_int_equal(n, 1);
    assert_non_null(strstr(rows[0].needs, "停车位:留好车位"));
    must(viewing_prep(h->o, v->id, &h->a, &items, &n, &err));
    assert_string_equal(items[n - 1].code, "a");
}

/* ---- F-148 ------------------------------------------------------------------------------------------------- */

static void
F148_arrival_opens_the_walk_in_with_everything(void **state)
{
    struct house *h = *state;
    struct record *v = wanted(h, "陈思远", "13700001111", MORNING), *again;
    struct reception *r;
    int64_t reception;

    record_set_text(v, "needs", "1");
    record_set_text(v, "homes", "3-1-1203");
    must(viewing_book(h->o, v, &h->a, &err));
    office_set_now(h->o, MORNING + 300);
    house_sit(h, WANG);
    must(viewing_arrive(h->o, v->id, &reception, &err));
    must(reception_read(h->o, reception, &h->a, &r, &err));
    assert_string_equal(r->record->state, "open");
    assert_string_equal(record_text(r->record, "name"), "陈思远");
    assert_int_equal(record_num(r->record, "customer"), record_num(v, "customer"));
    assert_int_equal(record_num(r->record, "party"), 2);
    assert_int_equal(record_num(r->record, "consultant"), h->staff[WANG]);
    assert_non_null(strstr(record_text(r->record, "note"), "3-1-1203"));
    assert_non_null(strstr(record_text(r->record, "note"), "轮椅"));
    again = house_again(h, v);
    assert_string_equal(again->state, "arrived");
    assert_int_equal(record_num(again, "visit"), reception);
    assert_int_equal(tasks_about(h, "viewing", v->id), 0);
    assert_int_equal(tasks_about(h, "viewing_prep", v->id), 0);
    refused(viewing_arrive(h->o, v->id, &reception, &err), "");
}

static void
F148_what_was_seen_and_what_they_said(void **state)
{
    struct house *h = *state;
    struct record *v = booked(h, "陈思远", "13700001111", MORNING);
    int64_t reception;

    office_set_now(h->o, MORNING);
    must(viewing_arrive(h->o, v->id, &reception, &err));
    v = house_again(h, v);
    assert_int_equal(record_num(v, "escort"), h->staff[WANG]);
    record_set_text(v, "seen", "3-1-1203、3-1-1102");
    record_set_text(v, "feedback", "喜欢南向，嫌厨房小");
    must(viewing_finish(h->o, v, &err));
    v = house_again(h, v);
    assert_string_equal(record_text(v, "seen"), "3-1-1203、3-1-1102");
    assert_string_equal(record_text(v, "feedback"), "喜欢南向，嫌厨房小");
}

static void
F148_who_does_not_come_is_missed_by_itself_and_called(void **state)
{
    struct house *h = *state;
    struct record *v = booked(h, "陈思远", "13700001111", MORNING);
    int64_t limit = policy_number(h->o, "viewing.miss_minutes") * 60;

    office_set_now(h->o, MORNING + limit - 1);
    assert_int_equal(viewing_sweep(h->o, NULL), 0);
    office_set_now(h->o, MORNING + limit);
    assert_int_equal(viewing_sweep(h->o, NULL), 1);
    assert_int_equal(viewing_sweep(h->o, NULL), 0);             /* once */
    assert_string_equal(house_again(h, v)->state, "missed");
    assert_int_equal(tasks_about(h, "viewing", v->id), 0);
    assert_int_equal(task_about(h, "viewing_missed", v->id).due, MORNING + limit + policy_number(h->o, "viewing.miss_call_minutes") * 60);
    assert_int_equal(task_about(h, "viewing_missed", v->id).staff, h->staff[WANG]);
    must(viewing_move(h->o, v->id, MORNING + DAY_SECONDS, "路上堵车", &err));
    assert_int_equal(tasks_about(h, "viewing_missed", v->id), 0);
    assert_int_equal(task_about(h, "viewing", v->id).due, MORNING + DAY_SECONDS);
    office_set_now(h->o, MORNING + DAY_SECONDS + limit);
    assert_int_equal(viewing_sweep(h->o, NULL), 1);
    assert_int_equal(tasks_about(h, "viewing_missed", v->id), 1);       /* a second time too */
}

/* Two desks on one file: both see that somebody is late, one notes it. */
static void
F148_several_desks_note_it_once(void **state)
{
    struct house *h = *state;
    char *dir = support_tmpdir(&h->a), *path = arena_printf(&h->a, "%s/t.db", dir);
    struct office *desks[2];
    struct record *v;

    must(office_create(&desks[0], path, "前台1", OFFICE_REAL, &err));
    must(office_open(&desks[1], path, "前台2", &err));
    office_set_now(desks[0], NOW);
    v = viewing_new(desks[0], &h->a);
    record_set_text(v, "name", "陈思远");
    record_set_text(v, "phone", "13700001111");
    record_set_num(v, "at", MORNING);
    must(viewing_book(desks[0], v, &h->a, &err));
    for (int i = 0; i < 2; i++)
        office_set_now(desks[i], MORNING + 3600);
    assert_int_equal(viewing_sweep(desks[1], NULL), 1);
    assert_int_equal(viewing_sweep(desks[0], NULL), 0);
    assert_int_equal(task_total(desks[0], &(struct task_filter){ .who = TASKS_ALL, .kind = "viewing_missed" }), 1);
    office_close(&desks[1]);
    office_close(&desks[0]);
    support_rmdir(dir);
}

static void
F148_moving_asks_why_and_keeps_the_history(void **state)
{
    struct house *h = *state;
    struct record *v = booked(h, "陈思远", "13700001111", MORNING);
    struct entry e[8];
    size_t n;

    refused(viewing_move(h->o, v->id, MORNING + 3600, "", &err), "why");
    refused(viewing_move(h->o, v->id, NOW - 60, "客户加班", &err), "at");
    v = house_again(h, v);
    record_set_num(v, "at", MORNING + 3600);
    refused(viewing_book(h->o, v, &h->a, &err), "moved_why");
    must(viewing_move(h->o, v->id, MORNING + 3600, "客户加班", &err));
    v = house_again(h, v);
    assert_string_equal(record_text(v, "moved_why"), "客户加班");
    assert_int_equal(task_about(h, "viewing", v->id).due, MORNING + 3600);
    must(journal_about(h->o->store, "viewing", v->id, 0, true, &h->a, e, COUNT(e), &n, &err));
    assert_int_equal(n, 2);
    assert_non_null(strstr(e[0].summary, "11-28 10:00"));
    assert_non_null(strstr(e[0].summary, "客户加班"));
}

static void
F148_cancelling_asks_why_and_owes_nothing(void **state)
{
    struct house *h = *state;
    struct record *v = booked(h, "陈思远", "13700001111", MORNING);
    int64_t reception;

    refused(viewing_cancel(h->o, v->id, NULL, &err), "why");
    must(viewing_cancel(h->o, v->id, "买了别处", &err));
    assert_int_equal(task_total(h->o, &(struct task_filter){ .who = TASKS_ALL, .about = "viewing", .matter = v->id }), 0);
    refused(viewing_arrive(h->o, v->id, &reception, &err), "");
    refused(viewing_move(h->o, v->id, MORNING + 60, "又要来", &err), "");
}

static void
F148_two_desks_do_not_overwrite_each_other(void **state)
{
    struct house *h = *state;
    struct record *v = booked(h, "陈思远", "13700001111", MORNING), *here = house_again(h, v), *there = house_again(h, v);
    struct err why = { 0 };

    record_set_text(here, "note", "带图纸");
    must(viewing_book(h->o, here, &h->a, &err));
    record_set_text(there, "note", "不带图纸");
    assert_false(viewing_book(h->o, there, &h->a, &why));
    assert_int_equal(why.code, ERR_CHANGED);
    assert_string_equal(record_text(house_again(h, v), "note"), "带图纸");
}

/* ---- F-149, F-115 ------------------------------------------------------------------------------------------- */

static void
F149_security_is_told_and_released_at_arrival(void **state)
{
    struct house *h = *state;
    struct record *v = wanted(h, "陈思远", "13700001111", MORNING), *other = booked(h, "王建国", "13800135678", MORNING + 7200);
    int64_t reception;
    struct task t;

    record_set_num(v, "security", 1);
    must(viewing_book(h->o, v, &h->a, &err));
    t = task_about(h, "viewing_security", v->id);
    assert_string_equal(t.role, role_get(h->o, "viewing_security")->code);
    assert_int_equal(t.staff, 0);
    assert_int_equal(t.due, MORNING - policy_number(h->o, "viewing.security_minutes") * 60);
    assert_int_equal(tasks_about(h, "viewing_security", other->id), 0);
    other = house_again(h, other);
    record_set_num(other, "security", 1);
    must(viewing_book(h->o, other, &h->a, &err));
    assert_int_equal(tasks_about(h, "viewing_security", other->id), 1);
    must(viewing_arrive(h->o, v->id, &reception, &err));
    assert_int_equal(tasks_about(h, "viewing_security", v->id), 0);
}

static void
F115_the_day_in_order_with_what_they_cared_about(void **state)
{
    struct house *h = *state;
    struct reception *r = reception_new(h->o, "walk_in", &h->a);
    struct viewing_row rows[4];
    struct prep_item *items;
    size_t n;

    record_set_text(r->record, "name", "陈思远");
    record_set_text(r->record, "phone", "13700001111");
    record_set_text(r->record, "focus", "1 2");
    must(reception_open(h->o, r, &err));
    booked(h, "王建国", "13800135678", MORNING + 7200);
    booked(h, "陈思远", "13700001111", MORNING);
    must(viewing_list(h->o, MORNING - 3600, MORNING + DAY_SECONDS, &h->a, rows, 4, &n, &err));
    assert_int_equal(n, 2);
    assert_string_equal(rows[0].name, "陈思远");
    assert_non_null(strstr(rows[0].focus, office_code_text(h->o, "focus", "1")));
    assert_int_equal(rows[0].prepared, 0);
    must(viewing_tick(h->o, rows[0].id, VIEWING_PREP_BACKGROUND, true, &err));
    must(viewing_prep(h->o, rows[0].id, &h->a, &items, &n, &err));
    for (size_t i = 0; i < n; i++)
        assert_int_equal(items[i].done, strcmp(items[i].code, VIEWING_PREP_BACKGROUND) == 0);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
    static const struct CMUnitTest tests[] = {
        T(F143_four_things_are_asked_for), T(F143_who_books_is_found_or_noted), T(F143_overlapping_is_named_and_allowed),
        T(F143_free_slots_by_consultant_and_business_hours), T(F144_saving_writes_the_confirmation_once),
        T(F144_another_time_another_message_and_none_when_cancelled), T(F144_held_with_its_reason_where_nobody_can_be_reached),
        T(F144_no_number_to_give_keeps_nobody_from_booking), T(F145_who_is_free_now_and_whose_turn), T(F145_on_the_roster_comes_first), T(F145_the_rota_says_whose_turn_it_is),
        T(F145_unannounced_is_owed_until_somebody_is_assigned), T(F146_not_prepared_is_owed_and_shown_on_the_day),
        T(F146_another_day_is_prepared_anew), T(F147_needs_stand_in_the_task_and_in_the_list),
        T(F148_arrival_opens_the_walk_in_with_everything), T(F148_what_was_seen_and_what_they_said),
        T(F148_who_does_not_come_is_missed_by_itself_and_called), T(F148_several_desks_note_it_once),
        T(F148_moving_asks_why_and_keeps_the_history),
        T(F148_cancelling_asks_why_and_owes_nothing), T(F148_two_desks_do_not_overwrite_each_other),
        T(F149_security_is_told_and_released_at_arrival), T(F115_the_day_in_order_with_what_they_cared_about),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
