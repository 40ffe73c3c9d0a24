/* Calls and walk-ins from ring to follow-up. */
#include "base/mem.h"
#include "data/customer.h"
#include "data/engine/journal.h"
#include "data/office.h"
#include "data/reception.h"
#include "data/sheet.h"
#include "data/task.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define NOW 1795312800      /* 2026-11-22 10:00 in China, a Sunday */

struct desk { struct office *o; struct arena a; int64_t wang, project; };

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

static int
open_desk(void **state)
{
    struct desk *d = mem_alloc(sizeof *d);
    struct err err = { 0 };
    struct record *r;

    must(office_create(&d->o, NULL, "test", OFFICE_REAL, &err));
    office_set_now(d->o, NOW);
    r = record_new(d->o, reg_get("staff"), &d->a);
    record_set_text(r, "name", "王强");
    record_set_text(r, "roles", "14");
    must(reg_save(d->o, r, NULL, &err));
    d->wang = r->id;
    r = record_new(d->o, reg_get("project"), &d->a);
    record_set_text(r, "name", "云栖花园");
    record_set_num(r, "sales_manager", d->wang);
    must(reg_save(d->o, r, NULL, &err));
    d->project = r->id;
    must(office_choose_project(d->o, r->id, &err));
    must(office_seat(d->o, d->wang, &err));
    *state = d;
    return 0;
}

static int
close_desk(void **state)
{
    struct desk *d = *state;

    office_close(&d->o);
    arena_free(&d->a);
    free(d);
    return 0;
}

static struct reception *
call_from(struct desk *d, const char *phone, const char *name)
{
    struct reception *r = reception_new(d->o, "call", &d->a);

    record_set_text(r->record, "phone", phone);
    record_set_text(r->record, "name", name);
    record_set_text(r->record, "need", "2");
    return r;
}

static struct reception *
visit_of(struct desk *d, const char *phone, const char *name)
{
    struct reception *r = reception_new(d->o, "walk_in", &d->a);

    record_set_text(r->record, "phone", phone);
    record_set_text(r->record, "name", name);
    record_set_text(r->record, "form", "1");
    record_set_text(r->record, "need", "2");
    return r;
}

static void
complete(struct reception *r)
{
    record_set_text(r->record, "occupation", "8");
    record_set_text(r->record, "focus", "1 7");
    record_set_text(r->record, "latent", "1");
    record_set_text(r->record, "next_step", "3");
}

static void
ask(struct desk *d, struct reception *r, const char *text, bool answered)
{
    struct asked *more = arena_alloc(&d->a, (r->nasked + 1) * sizeof *more);

    if (r->nasked)
        memcpy(more, r->asked, r->nasked * sizeof *more);
    more[r->nasked] = (struct asked){ .text = text, .answered = answered };
    r->asked = more;
    r->nasked++;
}

static size_t
open_tasks(struct desk *d, const char *kind, struct task *out, size_t max)
{
    struct err err = { 0 };
    size_t n;

    must(task_window(d->o, &(struct task_filter){ .who = TASKS_ALL, .kind = kind }, 0, 0, &d->a, out, max, &n, &err));
    return n;
}

static void
F101_every_call_is_a_record_with_number_and_marks(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *r = call_from(d, "13800135678", "王"), *again;

    record_set_num(r->record, "rings", 4);
    must(reception_open(d->o, r, &err));
    assert_string_equal(record_text(r->record, "number"), "JD261122-A001");
    must(reception_read(d->o, r->record->id, &d->a, &again, &err));
    assert_true(reception_flags(d->o, again) & CALL_OVER_RINGS);
    assert_string_equal(again->record->state, "open");
    assert_int_equal(open_tasks(d, "reception", &(struct task){ 0 }, 1), 1);
}

static void
F102_a_call_turns_yellow_at_eight_and_red_at_ten_minutes(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *r = call_from(d, "13800135678", "王");
    int64_t good, all;

    must(reception_open(d->o, r, &err));
    office_set_now(d->o, NOW + 8 * 60);
    assert_int_equal(reception_colour(d->o, r), COLOUR_YELLOW);
    office_set_now(d->o, NOW + 10 * 60);
    assert_int_equal(reception_colour(d->o, r), COLOUR_RED);
    office_set_now(d->o, NOW + 11 * 60 + 20);
    record_set_text(r->record, "invited", "3");
    record_set_text(r->record, "next_step", "3");
    must(reception_close(d->o, r, NULL, &err));
    must(reception_within_limit(d->o, office_today(d->o), office_today(d->o), &good, &all, &err));
    assert_int_equal(good, 0);
    assert_int_equal(all, 1);
    assert_true(reception_flags(d->o, r) & CALL_OVER_TIME);
}

static void
F105_a_known_number_is_a_repeat_caller(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *first = call_from(d, "13800135678", "王"), *second;

    must(reception_open(d->o, first, &err));
    assert_int_equal(record_num(first->record, "first"), 1);
    second = call_from(d, "13800135678", "王");
    must(reception_open(d->o, second, &err));
    assert_int_equal(record_num(second->record, "first"), 0);
    assert_int_equal(record_num(second->record, "customer"), record_num(first->record, "customer"));
    assert_true(*reception_undone(d->o, second, &d->a));
}

static void
F107_an_invitation_not_fixed_needs_the_next_call(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *r = call_from(d, "13800135678", "王");
    struct task t[2];

    record_set_text(r->record, "invited", "2");
    record_set_text(r->record, "next_step", "2");
    assert_false(reception_close(d->o, r, NULL, &err));
    assert_string_equal(err.field, "next_at");
    record_set_num(r->record, "next_at", NOW + 3600);
    must(reception_close(d->o, r, NULL, &err));
    assert_int_equal(open_tasks(d, "next_call", t, 2), 1);
    assert_int_equal(t[0].due, NOW + 3600);
}

static void
F107_an_invitation_agreed_books_the_viewing(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *r = call_from(d, "13800135678", "王");
    struct record *viewings[2];
    struct task t[2];
    size_t n;

    record_set_text(r->record, "invited", "1");
    record_set_text(r->record, "next_step", "1");
    record_set_num(r->record, "next_at", NOW + DAY_SECONDS);
    must(reception_close(d->o, r, NULL, &err));
    must(reg_window(d->o, &viewing_register, NULL, NULL, false, &d->a, viewings, 2, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(record_num(viewings[0], "at"), NOW + DAY_SECONDS);
    assert_int_equal(record_num(viewings[0], "customer"), record_num(r->record, "customer"));
    assert_int_equal(open_tasks(d, "viewing", t, 2), 1);
}

static void
F108_refusal_without_a_reason_cannot_end_the_call(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *r = call_from(d, NULL, "王");
    struct record *c;

    record_set_text(r->record, "invited", "3");
    record_set_text(r->record, "next_step", "3");
    assert_false(reception_close(d->o, r, NULL, &err));
    record_set_num(r->record, "refused", 1);
    assert_false(reception_close(d->o, r, NULL, &err));
    assert_string_equal(err.field, "refused_why");
    record_set_text(r->record, "refused_why", "2");
    must(reception_close(d->o, r, NULL, &err));
    must(reg_read(d->o, reg_get("customer"), record_num(r->record, "customer"), &d->a, &c, &err));
    assert_int_equal(record_num(c, "refused"), 1);
}

static void
F109_the_next_call_stands_on_the_list_and_ends_when_they_speak(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *r = call_from(d, "13800135678", "王");
    struct task t[2];

    ask(d, r, "二期几时开盘", true);
    record_set_text(r->record, "invited", "2");
    record_set_text(r->record, "next_step", "2");
    record_set_num(r->record, "next_at", NOW + 7200);
    must(reception_close(d->o, r, NULL, &err));
    assert_int_equal(open_tasks(d, "next_call", t, 2), 1);
    assert_non_null(strstr(t[0].text, "二期几时开盘"));
    assert_string_equal(t[0].customer_name, "王");
    office_set_now(d->o, NOW + 7300);
    must(reception_open(d->o, call_from(d, "13800135678", "王"), &err));
    assert_int_equal(open_tasks(d, "next_call", t, 2), 0);
}

static void
F110_an_open_question_is_red_after_fifteen_minutes_and_goes_up(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *r = call_from(d, "13800135678", "王");
    struct task t[3];

    ask(d, r, "首付比例", false);
    ask(d, r, "车位", true);
    record_set_text(r->record, "invited", "3");
    record_set_text(r->record, "next_step", "3");
    must(reception_close(d->o, r, NULL, &err));
    assert_int_equal(open_tasks(d, "call_back", t, 3), 1);
    assert_int_equal(t[0].due, NOW + 15 * 60);
    office_set_now(d->o, NOW + 15 * 60);
    assert_true(task_escalate(d->o, &err) >= 1);
    must(task_get(d->o, t[0].id, &d->a, &t[0], &err));
    assert_int_equal(t[0].level, 2);
    must(reception_answer(d->o, r->asked[0].id, "首付三成", &err));
    assert_int_equal(open_tasks(d, "call_back", t, 3), 0);
}

static void
F111_a_call_without_a_next_step_cannot_be_closed(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *r = call_from(d, "13800135678", "王");

    record_set_text(r->record, "invited", "3");
    assert_false(reception_close(d->o, r, NULL, &err));
    assert_string_equal(err.field, "next_step");
    assert_int_equal(r->record->id, 0);
    assert_int_equal(reg_total(d->o, &reception_register, NULL), 0);
}

static void
F116_each_of_six_elements_is_needed_two_have_a_way_out(void **state)
{
    static const char *const needed[] = { "name", "occupation", "focus", "latent" };
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *r;

    for (size_t i = 0; i < COUNT(needed); i++) {
        r = visit_of(d, "13800135678", "孙立");
        complete(r);
        record_clear(r->record, needed[i]);
        assert_false(reception_close(d->o, r, NULL, &err));
        assert_string_equal(err.field, needed[i]);
    }
    r = visit_of(d, NULL, "孙立");
    complete(r);
    assert_false(reception_close(d->o, r, NULL, &err));
    record_set_num(r->record, "refused", 1);
    record_set_text(r->record, "refused_why", "6");
    must(reception_close(d->o, r, NULL, &err));
}

static void
F116_what_was_learnt_goes_to_the_customer(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *r = visit_of(d, "13800135678", "孙立");
    struct record *c;

    must(reception_open(d->o, r, &err));
    complete(r);
    record_set_text(r->record, "occupation", "4");
    must(reception_close(d->o, r, NULL, &err));
    must(reg_read(d->o, reg_get("customer"), record_num(r->record, "customer"), &d->a, &c, &err));
    assert_string_equal(record_text(c, "occupation"), "4");
    assert_int_equal(open_tasks(d, "club_handover", &(struct task){ 0 }, 1), 1);
    assert_int_equal(open_tasks(d, "reception", &(struct task){ 0 }, 1), 0);
}

static void
F117_questions_owed_become_calls_back(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *r = visit_of(d, "13800135678", "孙立"), *again;
    struct task t[3];

    ask(d, r, "车位还有没有", false);
    ask(d, r, "物业费", false);
    complete(r);
    r->asked[1].promised_at = NOW + 4 * 3600;
    must(reception_close(d->o, r, NULL, &err));
    assert_int_equal(open_tasks(d, "call_back", t, 3), 2);
    assert_int_equal(t[1].due, NOW + 4 * 3600);
    must(reception_read(d->o, r->record->id, &d->a, &again, &err));
    assert_int_equal(again->nasked, 2);
    assert_false(again->asked[0].answered);
}

static void
F104_the_greeting_names_the_project_and_who_speaks(void **state)
{
    struct desk *d = *state;
    char *call = reception_greeting(d->o, "call", &d->a), *visit = reception_greeting(d->o, "walk_in", &d->a);

    assert_non_null(strstr(call, "云栖花园"));
    assert_non_null(strstr(call, "王强"));
    assert_non_null(strstr(visit, "云栖花园"));
    assert_null(strchr(call, '{'));
}

static void
F812_a_sheet_typed_later_keeps_both_dates(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *r = visit_of(d, "13800135678", "孙立"), *again;
    struct entry e;
    int64_t good, all;

    record_set_num(r->record, "original_on", office_today(d->o) - 2);
    complete(r);
    must(reception_close(d->o, r, NULL, &err));
    must(reception_read(d->o, r->record->id, &d->a, &again, &err));
    assert_int_equal(moment_day(record_num(again->record, "began_at"), ZONE_CHINA), office_today(d->o) - 2);
    assert_int_equal(record_num(again->record, "on_paper"), 1);
    must(journal_get(d->o->store, again->record->entry, &d->a, &e, &err));
    assert_int_equal(e.at, NOW);
    must(reception_within_limit(d->o, office_today(d->o) - 5, office_today(d->o), &good, &all, &err));
    assert_int_equal(all, 0);
}

static void
F119_a_blank_sheet_has_the_screens_fields_and_keeps_its_own_date(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct sheet_wish wish;
    struct sheet sheet;
    struct reception *r = visit_of(d, "13800135678", "孙立"), *again;

    must(sheet_named(d->o, "blank:walk_in", "", &d->a, &wish, &err));
    must(sheet_compose(d->o, &wish, &d->a, &sheet, &err));
    for (const struct field *f = reception_walk_in_fields; f->name; f++)
        if (!f->readonly && strlen(f->label) <= 15 && !strstr(sheet.text, f->label))
            fail_msg("the sheet lacks %s", f->label);
    record_set_num(r->record, "original_on", office_today(d->o) - 3);
    complete(r);
    must(reception_close(d->o, r, NULL, &err));
    must(reception_read(d->o, r->record->id, &d->a, &again, &err));
    assert_int_equal(record_num(again->record, "original_on"), office_today(d->o) - 3);
    record_set_num(r->record, "original_on", office_today(d->o) + 1);
    r->record->id = 0;
    assert_false(reception_close(d->o, r, NULL, &err));
}

static void
F152_a_call_is_never_passed_on_to_another(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *r = call_from(d, "13800135678", "王"), *rang_out = call_from(d, "13700137000", "李");
    struct record *other = record_new(d->o, reg_get("staff"), &d->a);

    must(office_seat(d->o, 0, &err));
    d->o->profiles = (1u << PROFILE_COUNT) - 1;
    record_set_text(other, "name", "陈静");
    record_set_text(other, "roles", "14");
    must(reg_save(d->o, other, NULL, &err));
    must(office_seat(d->o, d->wang, &err));
    must(reception_open(d->o, r, &err));
    record_set_num(r->record, "staff", other->id);
    assert_false(reception_save(d->o, r, &err));
    assert_string_equal(err.field, "staff");
    record_set_num(rang_out->record, "forwarded", 1);
    must(reception_open(d->o, rang_out, &err));
    record_set_num(rang_out->record, "staff", other->id);
    must(reception_save(d->o, rang_out, &err));
}

static void
two_desks_never_lose_each_others_words(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *mine = visit_of(d, "13800135678", "孙立"), *theirs;

    must(reception_open(d->o, mine, &err));
    must(reception_read(d->o, mine->record->id, &d->a, &theirs, &err));
    record_set_text(theirs->record, "note", "他们写的");
    must(reception_save(d->o, theirs, &err));
    record_set_text(mine->record, "note", "我写的");
    assert_false(reception_save(d->o, mine, &err));
    assert_int_equal(err.code, ERR_CHANGED);
}

/* But for the first of a customer: who came first stays written. */
static void
a_reception_opened_by_mistake_is_taken_back_whole(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct reception *first = visit_of(d, "13800135678", "孙立"), *again = visit_of(d, "13800135678", "孙立");
    struct actor me = { .staff = d->wang, .desk = "test", .now = NOW };

    must(reception_open(d->o, first, &err));
    must(reception_open(d->o, again, &err));
    must(journal_undo(d->o->store, &me, again->record->entry, &err));
    assert_int_equal(reg_total(d->o, &reception_register, NULL), 1);
    assert_int_equal(open_tasks(d, "reception", (struct task[2]){ { 0 } }, 2), 1);
    assert_false(journal_undo(d->o->store, &me, first->record->entry, &err));
    assert_int_equal(err.code, ERR_REFUSED);
    assert_int_equal(reg_total(d->o, reg_get("customer"), NULL), 1);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_desk, close_desk)
        T(F101_every_call_is_a_record_with_number_and_marks),
        T(F102_a_call_turns_yellow_at_eight_and_red_at_ten_minutes),
        T(F105_a_known_number_is_a_repeat_caller),
        T(F107_an_invitation_not_fixed_needs_the_next_call),
        T(F107_an_invitation_agreed_books_the_viewing),
        T(F108_refusal_without_a_reason_cannot_end_the_call),
        T(F109_the_next_call_stands_on_the_list_and_ends_when_they_speak),
        T(F110_an_open_question_is_red_after_fifteen_minutes_and_goes_up),
        T(F111_a_call_without_a_next_step_cannot_be_closed),
        T(F116_each_of_six_elements_is_needed_two_have_a_way_out),
        T(F116_what_was_learnt_goes_to_the_customer),
        T(F117_questions_owed_become_calls_back),
        T(F104_the_greeting_names_the_project_and_who_speaks),
        T(F812_a_sheet_typed_later_keeps_both_dates),
        T(F119_a_blank_sheet_has_the_screens_fields_and_keeps_its_own_date),
        T(F152_a_call_is_never_passed_on_to_another),
        T(two_desks_never_lose_each_others_words),
        T(a_reception_opened_by_mistake_is_taken_back_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
