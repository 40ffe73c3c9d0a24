/* The engine room: statements, actions, journal, undo, find index, registers and tasks together. */
#include "base/mem.h"
#include "data/engine/bulk.h"
#include "data/engine/find.h"
#include "data/engine/journal.h"
#include "data/office.h"
#include "data/register.h"
#include "data/task.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define NOW 1795312800      /* 2026-11-22 09:20 in China, a Sunday */

struct desk { struct office *o; struct arena a; };

static int
open_desk(void **state)
{
    struct desk *d = mem_alloc(sizeof *d);
    struct err err = { 0 };

    if (!office_create(&d->o, NULL, "test", OFFICE_REAL, &err))
        fail_msg("%s", err.text);
    office_set_now(d->o, NOW);
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

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

static int64_t
make_staff(struct desk *d, const char *name, const char *roles)
{
    struct err err = { 0 };
    struct record *r = record_new(d->o, reg_get("staff"), &d->a);

    record_set_text(r, "name", name);
    record_set_text(r, "roles", roles);
    must(reg_save(d->o, r, NULL, &err));
    return r->id;
}

static struct record *
make_project(struct desk *d)
{
    struct err err = { 0 };
    struct record *r = record_new(d->o, reg_get("project"), &d->a);

    record_set_text(r, "name", "云栖花园");
    record_set_num(r, "sales_manager", make_staff(d, "周颖", "13"));
    must(reg_save(d->o, r, NULL, &err));
    return r;
}

static void
every_statement_prepares(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    size_t n = 0;

    must(store_scratch_open(d->o->store, &err));
    for (const struct sql *s; (s = sql_at(n)); n++) {
        struct query q = query_begin(d->o->store, s);

        if (q.rc != 0)
            query_end(&q, &err);
        if (err.code)
            fail_msg("%s: %s", s->name, err.text);
        query_end(&q, NULL);
    }
    assert_true(n > 30);
}

static void
registers_agree_with_what_they_name(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };

    must(reg_check_all(d->o, &err));
}

static void
F001_project_without_sales_manager_is_refused(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct record *r = record_new(d->o, reg_get("project"), &d->a);

    record_set_text(r, "name", "云栖花园");
    assert_false(reg_save(d->o, r, NULL, &err));
    assert_string_equal(err.field, "sales_manager");
    assert_int_equal(reg_total(d->o, reg_get("project"), NULL), 0);
    assert_int_equal(r->id, 0);
}

static void
F022_correction_keeps_the_old_value_who_and_when(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct record *r = make_project(d);
    struct change *changes;
    size_t n, entries;
    struct entry e[8];

    record_set_text(r, "address", "云栖路 1 号");
    must(reg_save(d->o, r, NULL, &err));
    record_set_text(r, "address", "云栖路 2 号");
    must(reg_save(d->o, r, "门牌改了", &err));
    must(journal_changes(d->o->store, r->entry, &d->a, &changes, &n, &err));
    assert_int_equal(n, 1);
    assert_string_equal(changes[0].column, "address");
    assert_string_equal(changes[0].old, "云栖路 1 号");
    assert_string_equal(changes[0].now, "云栖路 2 号");
    must(journal_about(d->o->store, "project", r->id, 0, true, &d->a, e, 8, &entries, &err));
    assert_int_equal(entries, 3);
    assert_string_equal(e[0].action, "project.edit");
    assert_int_equal(e[0].at, NOW);
}

static void
F022_a_record_changed_by_another_is_never_overwritten(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct record *mine = make_project(d), *theirs;

    must(reg_read(d->o, mine->reg, mine->id, &d->a, &theirs, &err));
    record_set_text(theirs, "address", "他们写的");
    must(reg_save(d->o, theirs, NULL, &err));
    record_set_text(mine, "address", "我写的");
    assert_false(reg_save(d->o, mine, NULL, &err));
    assert_int_equal(err.code, ERR_CHANGED);
    must(reg_read(d->o, mine->reg, mine->id, &d->a, &theirs, &err));
    assert_string_equal(record_text(theirs, "address"), "他们写的");
}

static void
undo_takes_back_the_last_action_and_says_why_it_cannot(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct record *r = make_project(d), *now;
    struct actor me = { .desk = "test", .now = NOW };
    struct entry e;
    int64_t first;

    record_set_text(r, "address", "一");
    must(reg_save(d->o, r, NULL, &err));
    first = r->entry;
    record_set_text(r, "address", "二");
    must(reg_save(d->o, r, NULL, &err));
    assert_false(journal_undo(d->o->store, &me, first, &err));
    assert_int_equal(err.code, ERR_REFUSED);
    must(journal_last(d->o->store, &me, &d->a, &e, &err));
    assert_int_equal(e.id, r->entry);
    must(journal_undo(d->o->store, &me, e.id, &err));
    must(reg_read(d->o, r->reg, r->id, &d->a, &now, &err));
    assert_string_equal(record_text(now, "address"), "一");
    assert_false(journal_undo(d->o->store, &me, e.id, &err));
    must(journal_last(d->o->store, &me, &d->a, &e, &err));
    assert_int_equal(e.id, first);
}

static long lines_said;
static void
count_line(void *ctx, const char *line)
{
    (void)ctx;
    (void)line;
    lines_said++;
}

SQL(test_alter, "UPDATE journal_payload SET args = '{}' WHERE entry = (SELECT max(entry) FROM journal_payload)");
SQL(test_alter_entry, "UPDATE journal_entry SET desk = 'other' WHERE seq = 2");
SQL(test_lose_entry, "DELETE FROM journal_entry WHERE seq = 2");

static void
break_journal(struct desk *d, const struct sql *how)
{
    struct err err = { 0 };
    struct query q = query_begin(d->o->store, how);

    must(query_run(&q, &err));
}

static void
verify_finds_what_was_altered(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct record *r = make_project(d);

    record_set_text(r, "address", "一");
    must(reg_save(d->o, r, "why", &err));
    lines_said = 0;
    assert_int_equal(journal_verify(d->o->store, count_line, NULL, NULL, &err), 0);
    break_journal(d, &test_alter);
    assert_int_equal(journal_verify(d->o->store, count_line, NULL, NULL, &err), 1);
    break_journal(d, &test_alter_entry);
    assert_true(journal_verify(d->o->store, count_line, NULL, NULL, &err) >= 2);
    break_journal(d, &test_lose_entry);
    assert_true(journal_verify(d->o->store, count_line, NULL, NULL, &err) >= 2);
    assert_true(lines_said >= 4);
}

static struct record *
make_permit(struct desk *d, int64_t project, const char *kind, day expires)
{
    struct err err = { 0 };
    struct record *r = record_new(d->o, reg_get("permit"), &d->a);

    record_set_num(r, "project", project);
    record_set_text(r, "kind", kind);
    record_set_text(r, "number", "杭国用 2024-001");
    record_set_num(r, "expires_on", expires);
    must(reg_save(d->o, r, NULL, &err));
    return r;
}

static const struct move *
move_named(struct desk *d, struct record *r, const char *id)
{
    const struct move *may[16];
    size_t n = reg_moves(d->o, r, may, 16);

    for (size_t i = 0; i < n; i++)
        if (strcmp(may[i]->id, id) == 0)
            return may[i];
    return NULL;
}

static void
F129_a_permit_that_expires_warns_thirty_days_before(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct record *r = make_permit(d, make_project(d)->id, "5", office_today(d->o) + 40);
    struct task_filter f = { .who = TASKS_ALL, .kind = "permit.renew" };
    struct task t[4];
    size_t n;

    must(reg_move(d->o, r, move_named(d, r, "propose"), NULL, &err));
    assert_int_equal(task_total(d->o, &(struct task_filter){ .who = TASKS_ALL, .kind = "approve.*" }), 1);
    must(reg_move(d->o, r, move_named(d, r, "approve"), NULL, &err));
    assert_int_equal(task_total(d->o, &(struct task_filter){ .who = TASKS_ALL, .kind = "approve.*" }), 0);
    must(task_window(d->o, &f, 0, 0, &d->a, t, 4, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(moment_day(t[0].due, ZONE_CHINA), office_today(d->o) + 41);
    assert_int_equal((t[0].due - t[0].warn) / DAY_SECONDS, 30);
    record_set_num(r, "expires_on", office_today(d->o) + 400);
    must(reg_save(d->o, r, NULL, &err));
    must(task_window(d->o, &f, 0, 0, &d->a, t, 4, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(moment_day(t[0].due, ZONE_CHINA), office_today(d->o) + 401);
}

static void
F013_lines_turn_yellow_then_red_and_escalate_once(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct action a;
    struct task t[2];
    size_t n;
    struct task_wish w = { .kind = "call_back", .about = "project", .matter = make_project(d)->id, .text = "回电",
                           .rule = "SLA-04", .policy_red = "sla.04.red", .policy_warn = "sla.04.warn", .role = "salesperson" };

    must(office_begin(d->o, &a, "test", 0, &err));
    must(task_raise(d->o, &a, &w, &err));
    must(task_raise(d->o, &a, &w, &err));
    must(action_commit(&a, &err));
    must(task_window(d->o, &(struct task_filter){ .who = TASKS_ALL }, 0, 0, &d->a, t, 2, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(t[0].due - t[0].started, 15 * 60);
    assert_int_equal(task_escalate(d->o, &err), 0);
    office_set_now(d->o, NOW + 15 * 60 + 1);
    assert_int_equal(task_escalate(d->o, &err), 1);
    assert_int_equal(task_escalate(d->o, &err), 0);
    must(task_get(d->o, t[0].id, &d->a, &t[0], &err));
    assert_int_equal(t[0].level, 2);
}

static void
F813_preview_counts_what_a_change_would_do_and_changes_nothing(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct action a;
    struct policy_effect effect;
    struct task t;
    size_t n;
    struct task_wish w = { .kind = "call_back", .about = "project", .matter = 1, .text = "回电",
                           .rule = "SLA-04", .policy_red = "sla.04.red", .role = "salesperson" };

    must(office_begin(d->o, &a, "test", 0, &err));
    must(task_raise(d->o, &a, &w, &err));
    must(action_commit(&a, &err));
    office_set_now(d->o, NOW + 600);
    must(policy_preview(d->o, "sla.04.red", "5", &effect, &err));
    assert_int_equal(effect.tasks, 1);
    assert_int_equal(effect.moved, 1);
    assert_int_equal(effect.newly_red, 1);
    assert_string_equal(policy_text(d->o, "sla.04.red"), "15");
    must(policy_set(d->o, "sla.04.red", "5", "试行", &err));
    assert_string_equal(policy_text(d->o, "sla.04.red"), "5");
    must(task_window(d->o, &(struct task_filter){ .who = TASKS_ALL }, 0, 0, &d->a, &t, 1, &n, &err));
    assert_int_equal(t.due - t.started, 300);
    assert_false(policy_set(d->o, "sla.04.red", "soon", "x", &err));
    assert_false(policy_set(d->o, "complaint.first_response", "never", "x", &err));
}

static void
F017_rescheduling_needs_a_person_and_is_kept_as_a_pause(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct action a;
    struct task t;
    size_t n, lines;
    char **text;
    struct task_wish w = { .kind = "call_back", .about = "project", .matter = 1, .text = "回电",
                           .rule = "SLA-04", .policy_red = "sla.04.red", .policy_warn = "sla.04.warn", .role = "salesperson" };

    must(office_begin(d->o, &a, "test", 0, &err));
    must(task_raise(d->o, &a, &w, &err));
    must(action_commit(&a, &err));
    must(task_window(d->o, &(struct task_filter){ .who = TASKS_ALL }, 0, 0, &d->a, &t, 1, &n, &err));
    assert_false(task_reschedule(d->o, t.id, t.due + 3600, "", NOW, NULL, &err));
    must(task_reschedule(d->o, t.id, t.due + 3600, "王女士", NOW, "下午再打", &err));
    must(task_get(d->o, t.id, &d->a, &t, &err));
    assert_int_equal(t.due, NOW + 900 + 3600);
    assert_int_equal(task_working(d->o, &t, true, &d->a).due, t.due);
    must(task_explain(d->o, t.id, &d->a, &text, &lines, &err));
    assert_true(lines >= 5);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_desk, close_desk)
        T(every_statement_prepares),
        T(registers_agree_with_what_they_name),
        T(F001_project_without_sales_manager_is_refused),
        T(F022_correction_keeps_the_old_value_who_and_when),
        T(F022_a_record_changed_by_another_is_never_overwritten),
        T(undo_takes_back_the_last_action_and_says_why_it_cannot),
        T(verify_finds_what_was_altered),
        T(F129_a_permit_that_expires_warns_thirty_days_before),
        T(F013_lines_turn_yellow_then_red_and_escalate_once),
        T(F813_preview_counts_what_a_change_would_do_and_changes_nothing),
        T(F017_rescheduling_needs_a_person_and_is_kept_as_a_pause),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
