/* Why a task is due when it is: start, steps and line, as numbers and as words. */
#include "data/task.h"

#include "base/lang.h"
#include "data/complaint_clock.h"
#include "data/line.h"

#include <string.h>

SQL(task_pauses, "SELECT from_at, to_at, confirmed_by, why FROM task_pause WHERE task = ? ORDER BY from_at, id");

static size_t
read_pauses(struct office *o, int64_t task, struct arena *a, struct pause **out)
{
    struct query q = query_begin(o->store, &task_pauses);
    size_t n = 0, room = 8;

    *out = arena_alloc(a, room * sizeof **out);
    query_bind_int(&q, task);
    while (query_next(&q)) {
        if (n == room) {
            struct pause *more = arena_alloc(a, 2 * room * sizeof *more);

            memcpy(more, *out, n * sizeof *more);
            *out = more;
            room *= 2;
        }
        (*out)[n].from = query_int(&q, "from_at");
        (*out)[n].to = query_int(&q, "to_at");
        (*out)[n++].who = query_text(&q, "confirmed_by", a);
    }
    query_end(&q, NULL);
    return n;
}

/* A reschedule moves the agreed date by its whole length, whatever the unit of the clock: its own line. */
struct deadline
task_working(struct office *o, const struct task *t, bool red, struct arena *a)
{
    const char *policy = red ? t->policy_red : t->policy_warn;
    struct pause *pauses;
    size_t n = read_pauses(o, t->id, a, &pauses);
    struct deadline base = { .start = t->started, .due = red ? t->due : t->warn };
    struct deadline_step *steps;

    if (complaint_carries(t))
        return complaint_working(o, t, red, a);
    if (policy)
        base = line_of(o, policy, red, t->started, t->anchor ? t->anchor : t->due, a);
    else
        for (size_t i = 0; i < n; i++)
            base.due -= pauses[i].to - pauses[i].from;
    steps = arena_alloc(a, (base.count + n + 1) * sizeof *steps);
    if (base.count)
        memcpy(steps, base.steps, base.count * sizeof *steps);
    if (!policy) {
        steps[0] = (struct deadline_step){ _("Agreed time"), true, base.due, base.due - t->started, "" };
        base.count = 1;
    }
    for (size_t i = 0; i < n; i++) {
        steps[base.count++] = (struct deadline_step){ _("Moved at the customer's wish"), true, pauses[i].from,
                                                      pauses[i].to - pauses[i].from, pauses[i].who };
        base.due += pauses[i].to - pauses[i].from;
    }
    base.steps = steps;
    return base;
}

struct lines { char **text; size_t count; };

static void
explain_line(struct office *o, const struct task *t, bool red, struct arena *a, struct lines *l)
{
    struct deadline d = task_working(o, t, red, a);
    const char *expression = red ? t->policy_red : t->policy_warn;
    const struct policy *p = expression ? policy_get(o, expression + (*expression == '-')) : NULL;
    moment now = office_now(o);

    l->text[l->count++] = arena_printf(a, "%s  %s", red ? _("Due, turns red") : _("Turns yellow"), moment_show(a, d.due, now, o->zone));
    if (p)
        l->text[l->count++] = arena_printf(a, "  %s  %s: %s%s", p->rule, p->text, p->value, policy_unit(p));
    if (!expression)            /* a counted line begins with its start itself */
        l->text[l->count++] = arena_printf(a, "  %s  %s", _("Start"), moment_show(a, d.start, now, o->zone));
    for (size_t i = 0; i < d.count; i++) {
        const struct deadline_step *s = &d.steps[i];

        l->text[l->count++] = arena_printf(a, "  %s  %s  %s%s  %s", s->label, s->has_at ? moment_show(a, s->at, now, o->zone) : "",
                                           s->seconds < 0 ? "-" : "+", span_show(a, s->seconds < 0 ? -s->seconds : s->seconds),
                                           s->note ? s->note : "");
    }
}

bool
task_explain(struct office *o, int64_t id, struct arena *a, char ***lines, size_t *count, struct err *err)
{
    struct task t;
    struct lines l = { 0 };
    size_t steps;

    if (!task_get(o, id, a, &t, err))
        return false;
    steps = task_working(o, &t, true, a).count + task_working(o, &t, false, a).count;
    l.text = arena_alloc(a, (steps + 10) * sizeof *l.text);
    l.text[l.count++] = arena_printf(a, "%s  %s", t.rule, t.text);
    explain_line(o, &t, true, a, &l);
    if (t.warn != t.due)
        explain_line(o, &t, false, a, &l);
    if (t.plan)
        l.text[l.count++] = arena_strdup(a, _("A planning limit: it reminds and is not escalated (SLA-01)."));
    *lines = l.text;
    *count = l.count;
    return true;
}
