/* The rota in the records: made from the roster, used at the door, by two desks at once. */
#include "tests/house.h"

#include "data/claim.h"
#include "data/duty.h"
#include "data/registers.h"
#include "data/turn.h"

#include <stdio.h>
#include <string.h>

#define CONSULTANTS 3

struct floor { int64_t staff[CONSULTANTS]; };

static const char *const names[CONSULTANTS] = { "甲一", "乙二", "丙三" };

static void
put_duty(struct house *h, int64_t staff, int from)
{
    struct record *r = house_blank(h, "duty");

    record_set_num(r, "project", h->project);
    record_set_num(r, "day", office_today(h->o));
    record_set_text(r, "kind", DUTY_DESK);
    record_set_num(r, "from_min", from);
    record_set_num(r, "to_min", 18 * 60);
    record_set_num(r, "staff", staff);
    must(reg_save(h->o, r, NULL, &err));
}

/* Three consultants on duty in this order, and a receptionist who is not on the rota. */
static struct floor
open_floor(struct house *h)
{
    struct floor f;

    must(office_choose_project(h->o, h->project, &err));
    for (int i = 0; i < CONSULTANTS; i++) {
        f.staff[i] = house_staff(h, names[i], "14");
        put_duty(h, f.staff[i], 480 + i);
    }
    put_duty(h, house_staff(h, "前台", "29"), 480);
    must(turn_make_day(h->o, h->project, &err));
    return f;
}

static struct reception *
visit(struct office *o, struct arena *a, int n)
{
    struct reception *r = reception_new(o, "walk_in", a);

    record_set_text(r->record, "name", arena_printf(a, "客%d", n));
    record_set_text(r->record, "phone", arena_printf(a, "138000002%02d", n));
    return r;
}

/* Somebody new comes in and leaves again: who received, as an index, -1 nobody. */
static int
receive(struct house *h, const struct floor *f, int n, bool stays)
{
    struct reception *r = visit(h->o, &h->a, n);

    must(reception_open(h->o, r, &err));
    if (!stays) {
        record_set_text(r->record, "occupation", "8");
        record_set_text(r->record, "focus", "1");
        record_set_text(r->record, "latent", "1");
        record_set_text(r->record, "need", "1");
        record_set_text(r->record, "form", "1");
        record_set_text(r->record, "next_step", "3");
        must(reception_close(h->o, r, NULL, &err));
    }
    for (int i = 0; i < CONSULTANTS; i++)
        if (record_num(r->record, "consultant") == f->staff[i])
            return i;
    return -1;
}

static void
turn_of_the_day_comes_from_the_roster(void **state)
{
    struct house *h = *state;
    struct floor f = open_floor(h);
    struct turns t;

    must(turns_read(h->o, h->project, office_today(h->o), &h->a, &t, &err));
    assert_int_equal(t.n, CONSULTANTS);
    for (int i = 0; i < CONSULTANTS; i++)
        assert_int_equal(t.t[i].staff, f.staff[i]);
    must(turn_make_day(h->o, h->project, &err));            /* twice is once */
    must(turns_read(h->o, h->project, office_today(h->o), &h->a, &t, &err));
    assert_int_equal(t.n, CONSULTANTS);
    assert_int_equal(turn_next(h->o, h->project), f.staff[0]);
    assert_non_null(strstr(turn_text(h->o, h->project, &h->a), names[0]));
}

static void
turn_goes_round_and_on_to_the_next_day(void **state)
{
    struct house *h = *state;
    struct floor f = open_floor(h);

    for (int i = 0; i < 4; i++)
        assert_int_equal(receive(h, &f, i, false), i % CONSULTANTS);
    office_set_now(h->o, NOW + 86400);
    for (int i = 0; i < CONSULTANTS; i++)
        put_duty(h, f.staff[i], 480);
    must(turn_make_day(h->o, h->project, &err));
    assert_int_equal(receive(h, &f, 10, false), 1);
    assert_int_equal(receive(h, &f, 11, false), 2);
    assert_int_equal(receive(h, &f, 12, false), 0);
}

static void
turn_of_who_is_busy_is_kept(void **state)
{
    struct house *h = *state;
    struct floor f = open_floor(h);

    assert_int_equal(receive(h, &f, 0, true), 0);           /* 甲一 is with somebody */
    assert_int_equal(receive(h, &f, 1, false), 1);
    assert_int_equal(receive(h, &f, 2, false), 2);
    assert_int_equal(receive(h, &f, 3, false), 1);
    must(turn_skip(h->o, h->project, f.staff[2], &err));
    assert_int_equal(receive(h, &f, 4, true), 1);
    assert_int_equal(receive(h, &f, 5, true), 2);
    assert_int_equal(receive(h, &f, 6, true), -1);          /* nobody is free */
}

static void
turn_missed_with_leave_is_made_up_for(void **state)
{
    struct house *h = *state;
    struct floor f = open_floor(h);
    static const int received[] = { 1, 2, 1, 2 }, afterwards[] = { 0, 0, 0, 1 };

    must(turn_absent(h->o, h->project, f.staff[0], TURN_LEAVE, &err));
    for (int i = 0; i < 4; i++)
        assert_row_int((size_t)i, receive(h, &f, i, false), received[i]);
    must(turn_back(h->o, h->project, f.staff[0], &err));
    for (int i = 0; i < 4; i++)         /* two turns are made up for, then the day goes on */
        assert_row_int((size_t)i, receive(h, &f, 10 + i, false), afterwards[i]);
    refused(turn_absent(h->o, h->project, f.staff[0], "x", &err), "absent");
}

static void
turn_missed_without_leave_is_lost(void **state)
{
    struct house *h = *state;
    struct floor f = open_floor(h);
    static const int received[] = { 1, 2, 1, 2 }, afterwards[] = { 0, 1, 2, 0 };
    struct turns t;

    must(turn_absent(h->o, h->project, f.staff[0], TURN_AWAY, &err));
    for (int i = 0; i < 4; i++)
        assert_row_int((size_t)i, receive(h, &f, i, false), received[i]);
    must(turn_back(h->o, h->project, f.staff[0], &err));
    for (int i = 0; i < 4; i++)
        assert_row_int((size_t)i, receive(h, &f, 10 + i, false), afterwards[i]);
    must(turns_read(h->o, h->project, office_today(h->o), &h->a, &t, &err));
    assert_int_equal(t.t[0].lost, 2);
}

static void
turn_is_not_used_by_a_customer_of_somebody(void **state)
{
    struct house *h = *state;
    struct floor f = open_floor(h);

    assert_int_equal(receive(h, &f, 0, false), 0);
    assert_int_equal(turn_next(h->o, h->project), f.staff[1]);
    office_set_now(h->o, NOW + 3600);
    assert_int_equal(receive(h, &f, 0, false), 0);          /* the same person again goes to 甲一 */
    assert_int_equal(turn_next(h->o, h->project), f.staff[1]);
}

static void
turn_given_to_another_wants_a_reason(void **state)
{
    struct house *h = *state;
    struct floor f = open_floor(h);
    struct reception *r = visit(h->o, &h->a, 0);
    struct turns t;

    record_set_num(r->record, "consultant", f.staff[2]);
    refused(reception_open(h->o, r, &err), "override_why");
    assert_int_equal(r->record->id, 0);
    record_set_text(r->record, "override_why", "2");
    must(reception_open(h->o, r, &err));
    must(turns_read(h->o, h->project, office_today(h->o), &h->a, &t, &err));
    assert_int_equal(t.t[2].received, 1);                   /* it is 丙三's turn that is used */
    assert_int_equal(turn_next(h->o, h->project), f.staff[0]);
    /* Asked for by name: theirs by rule 6. */
    r = visit(h->o, &h->a, 1);
    record_set_num(r->record, "consultant", f.staff[1]);
    record_set_text(r->record, "override_why", "1");
    must(reception_open(h->o, r, &err));
    assert_int_equal(claim_owner(h->o, h->project, record_num(r->record, "customer")), f.staff[1]);
}

/* Without a rota nothing changes. */
static void
turn_without_a_rota_nothing_is_asked(void **state)
{
    struct house *h = *state;
    struct reception *r = visit(h->o, &h->a, 0);
    struct err none = { 0 };

    must(office_choose_project(h->o, h->project, &err));
    assert_int_equal(turn_next(h->o, h->project), 0);
    assert_false(turn_make_day(h->o, h->project, &none));
    assert_int_equal(none.code, ERR_MISSING);
    record_set_num(r->record, "consultant", h->staff[WANG]);
    must(reception_open(h->o, r, &err));
    assert_int_equal(record_num(r->record, "consultant"), h->staff[WANG]);
}

/* Both desks were told 甲一; who saves second gets 乙二. */
static void
turn_asked_by_two_desks_gives_two_people(void **state)
{
    struct arena a = { 0 };
    char *dir = support_tmpdir(&a), *path = arena_printf(&a, "%s/t.db", dir);
    struct house here = { 0 };
    struct office *there;
    struct floor f;
    struct reception *one, *two;
    struct record *r;

    (void)state;
    must(office_create(&here.o, path, "前台1", OFFICE_REAL, &err));
    office_set_now(here.o, NOW);
    r = house_blank(&here, "project");
    record_set_text(r, "name", "云栖花园");
    record_set_num(r, "sales_manager", house_staff(&here, "周颖", "12"));
    must(reg_save(here.o, r, NULL, &err));
    here.project = r->id;
    f = open_floor(&here);
    must(office_open(&there, path, "前台2", &err));
    office_set_now(there, NOW);
    must(office_choose_project(there, here.project, &err));
    one = visit(here.o, &a, 0);
    two = visit(there, &a, 1);
    one->proposed = turn_next(here.o, here.project);
    two->proposed = turn_next(there, here.project);
    assert_int_equal(one->proposed, two->proposed);
    record_set_num(one->record, "consultant", one->proposed);
    record_set_num(two->record, "consultant", two->proposed);
    must(reception_open(here.o, one, &err));
    must(reception_open(there, two, &err));
    assert_int_equal(record_num(one->record, "consultant"), f.staff[0]);
    assert_int_equal(record_num(two->record, "consultant"), f.staff[1]);
    office_close(&there);
    office_close(&here.o);
    support_rmdir(dir);
    arena_free(&here.a);
    arena_free(&a);
}

#define T(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(turn_of_the_day_comes_from_the_roster),
        T(turn_goes_round_and_on_to_the_next_day),
        T(turn_of_who_is_busy_is_kept),
        T(turn_missed_with_leave_is_made_up_for),
        T(turn_missed_without_leave_is_lost),
        T(turn_is_not_used_by_a_customer_of_somebody),
        T(turn_given_to_another_wants_a_reason),
        T(turn_without_a_rota_nothing_is_asked),
        cmocka_unit_test(turn_asked_by_two_desks_gives_two_people),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
