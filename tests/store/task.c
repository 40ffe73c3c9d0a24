/* What events raise, and how often. */
#include "base/mem.h"
#include "data/content.h"
#include "data/office.h"
#include "data/task.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define NOW 1795312800      /* 2026-11-22 10:00 in China, a Sunday */
#define MANY 128

struct desk { struct office *o; struct arena a; };

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

static int
open_desk(void **state)
{
    struct desk *d = mem_alloc(sizeof *d);
    struct err err = { 0 };

    must(office_create(&d->o, NULL, "test", OFFICE_REAL, &err));
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

static void
happen_to(struct desk *d, const char *event, int64_t matter)
{
    struct err err = { 0 };
    struct action a;
    struct task_wish w = { .about = "deal", .matter = matter };

    must(office_begin(d->o, &a, event, 0, &err));
    must(event_raise_all(d->o, &a, event, &w, &err));
    must(action_commit(&a, &err));
}

static void
happen(struct desk *d, const char *event)
{
    happen_to(d, event, 7);
}

static size_t
tasks_now(struct desk *d, struct task *out)
{
    struct err err = { 0 };
    size_t n;

    must(task_window(d->o, &(struct task_filter){ .who = TASKS_ALL }, 0, 0, &d->a, out, MANY, &n, &err));
    return n;
}

static const struct task *
of_kind(const struct task *t, size_t n, const char *kind)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(t[i].kind, kind) == 0)
            return &t[i];
    fail_msg("no task %s", kind);
    return NULL;
}

static size_t
rows_of(const char *event, struct arena *a)
{
    struct content_table t = content_table("events.csv", a);
    size_t n = 0;

    for (size_t i = 0; i < t.rows; i++)
        n += strcmp(content_cell(&t, i, "event"), event) == 0;
    return n;
}

static void
F016_an_event_raises_its_tasks_and_twice_makes_them_once(void **state)
{
    static const char *const events[] = { "deal.subscribe", "deal.sign", "home.deliver" };
    struct desk *d = *state;
    struct task t[MANY];
    size_t want = 0;

    for (size_t i = 0; i < COUNT(events); i++) {
        happen_to(d, events[i], 7 + (int64_t)i);
        want += rows_of(events[i], &d->a);
        assert_int_equal(tasks_now(d, t), want);
        happen_to(d, events[i], 7 + (int64_t)i);
        assert_int_equal(tasks_now(d, t), want);
    }
    assert_true(want >= 6);
}

static void
F016_every_event_of_the_table_can_happen(void **state)
{
    struct desk *d = *state;
    struct content_table t = content_table("events.csv", &d->a);
    struct err err = { 0 };
    struct action a;

    for (size_t i = 0; i < t.rows; i++) {
        struct task_wish w = { .about = "test", .matter = (int64_t)i + 1, .due = NOW + 40 * DAY_SECONDS };

        must(office_begin(d->o, &a, "test", 0, &err));
        must(event_raise(d->o, &a, content_cell(&t, i, "event"), content_cell(&t, i, "task"), &w, &err));
        must(action_commit(&a, &err));
    }
}

static void
F016_the_action_that_ends_a_task_ends_it(void **state)
{
    struct desk *d = *state;
    struct task t[MANY];
    struct err err = { 0 };
    struct action a;
    size_t before;

    happen(d, "deal.sign");
    before = tasks_now(d, t);
    must(office_begin(d->o, &a, "survey.complete", 0, &err));
    must(event_end(d->o, &a, "survey.complete", "deal", 7, "已回访", &err));
    must(action_commit(&a, &err));
    assert_true(tasks_now(d, t) < before);
}

static void
F013_a_deadline_comes_again_when_the_clock_is_turned_back(void **state)
{
    struct desk *d = *state;
    struct task t[MANY];
    size_t n;

    happen(d, "deal.subscribe");
    n = tasks_now(d, t);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(deadline_colour(t[i].warn - 1, t[i].warn, t[i].due, 0), COLOUR_NONE);
        assert_int_equal(deadline_colour(t[i].due, t[i].warn, t[i].due, 0), COLOUR_RED);
    }
}

static void
F016_seven_days_after_subscription_end_at_midnight(void **state)
{
    struct desk *d = *state;
    struct task t[MANY];
    const struct task *contact;

    happen(d, "deal.subscribe");
    contact = of_kind(t, tasks_now(d, t), "contact_buyer");
    assert_int_equal(contact->due, moment_at(moment_day(NOW, ZONE_CHINA) + 8, 0, ZONE_CHINA));
}

static void
every_explanation_adds_up(void **state)
{
    struct desk *d = *state;
    struct task t[MANY];
    size_t n;

    happen(d, "deal.sign");
    happen(d, "complaint.file");
    n = tasks_now(d, t);
    for (size_t i = 0; i < n; i++) {
        struct deadline w = task_working(d->o, &t[i], true, &d->a);
        moment sum = w.start;

        for (size_t k = 0; k < w.count; k++)
            sum += w.steps[k].seconds;
        assert_int_equal(sum, t[i].due);
        assert_int_equal(w.due, t[i].due);
    }
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_desk, close_desk)
        T(F016_an_event_raises_its_tasks_and_twice_makes_them_once),
        T(F016_every_event_of_the_table_can_happen),
        T(F016_the_action_that_ends_a_task_ends_it),
        T(F013_a_deadline_comes_again_when_the_clock_is_turned_back),
        T(F016_seven_days_after_subscription_end_at_midnight),
        T(every_explanation_adds_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
