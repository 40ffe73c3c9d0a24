/* From the record of a matter to its clocks, and from its clocks to tasks. */
#include "data/complaint_clock.h"

#include "base/lang.h"
#include "data/complaint_private.h"
#include "data/policy.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TASKS_READ 64           /* tasks of one matter looked at */

SQL(complaint_turns, "SELECT at, class, severity, urgent, important FROM complaint_turn WHERE complaint = ? AND round = ? ORDER BY at, id");
SQL(complaint_pauses, "SELECT t.kind AS kind, p.from_at AS from_at, p.to_at AS to_at, p.confirmed_by AS confirmed_by FROM task_pause p"
                      " JOIN task t ON t.id = p.task WHERE t.about = 'complaint' AND t.matter = ? ORDER BY p.from_at, p.id");
SQL(complaint_old_turns, "UPDATE task SET done = max(started, ?), done_by = nullif(?, 0), outcome = ?, entry = ?"
                         " WHERE kind = ? AND about = 'complaint' AND matter = ? AND turn <> ? AND done IS NULL");
SQL(complaint_revive, "UPDATE task SET done = NULL, done_by = NULL, outcome = NULL, entry = ? WHERE id = ?");

static const struct { const char *kind; } clocks[COMPLAINT_CLOCKS] = {
    [CLOCK_CONTACT] = { "contact_owner" }, [CLOCK_RESPONSE] = { "first_response" }, [CLOCK_PLAN] = { "solution_plan" },
    [CLOCK_ONSITE] = { "emergency_onsite" }, [CLOCK_PROGRESS] = { "progress_report" }, [CLOCK_SOLUTION] = { "solution" },
};

const char *
complaint_clock_kind(enum complaint_clock_name clock)
{
    return clocks[clock].kind;
}

static enum complaint_clock_name
clock_of_kind(const char *kind)
{
    int i = 0;

    while (i < COMPLAINT_CLOCKS && strcmp(clocks[i].kind, kind) != 0)
        i++;
    return (enum complaint_clock_name)i;
}

/* ---- policies ---------------------------------------------------------------------------------------- */

static struct span
span_of(const struct office *o, const char *name)
{
    static const struct { const char *unit; enum span_unit span; } units[] = {
        { "minutes", SPAN_MINUTES }, { "hours", SPAN_HOURS }, { "business_minutes", SPAN_OPEN_MINUTES },
        { "days", SPAN_DAYS }, { "workdays", SPAN_WORKDAYS },
    };
    const struct policy *p = policy_get(o, name);

    for (size_t i = 0; p && i < COUNT(units); i++)
        if (strcmp(units[i].unit, p->unit) == 0)
            return (struct span){ .unit = units[i].span, .count = policy_number(o, name) };
    fprintf(stderr, "qiantai: policy %s is no length of time\n", name);
    abort();
}

static struct complaint_policies
policies_of(const struct office *o)
{
    struct complaint_policies p = {
        .answer = { span_of(o, "sla.04.warn"), span_of(o, "sla.04.red") },
        .contact_open = { span_of(o, "sla.06.warn"), span_of(o, "sla.06.red") },
        .contact_closed = { span_of(o, "sla.07.warn"), span_of(o, "sla.07.red") },
        .first_response = { span_of(o, "sla.08.warn"), span_of(o, "sla.08.red") },
        .plan_hours = span_of(o, "sla.09.hours"), .plan_workdays = span_of(o, "sla.09.workdays"),
        .emergency = { span_of(o, "sla.10.warn"), span_of(o, "sla.10.red") },
        .progress = span_of(o, "complaint.progress_days"),
        .solution = {
            [SEVERITY_ORDINARY] = { span_of(o, "complaint.solution_ordinary.warn"), span_of(o, "complaint.solution_ordinary.red") },
            [SEVERITY_SERIOUS] = { span_of(o, "complaint.solution_serious.warn"), span_of(o, "complaint.solution_serious.red") },
            [SEVERITY_MAJOR] = { span_of(o, "complaint.solution_major.warn"), span_of(o, "complaint.solution_major.red") },
        },
        .fast_percent = (int)policy_number(o, "complaint.vip_percent"), .fast_workdays = span_of(o, "complaint.vip_workdays"),
        .grace = complaint_grace(o),
    };

    if (!complaint_switches(&p, policy_text(o, "complaint.first_response"), policy_text(o, "complaint.solution_plan"),
                            policy_text(o, "complaint.contact_owner"), policy_text(o, "sla.emergency_onsite"))) {
        fprintf(stderr, "qiantai: a switch of the complaint's clocks is unknown\n");
        abort();
    }
    return p;
}

int64_t
complaint_grace(const struct office *o)
{
    return policy_number(o, "complaint.third_level_hours") * 3600;
}

bool
complaint_ruled_by(const char *policy)
{
    static const char *const begins[] = { "sla.04.", "sla.06.", "sla.07.", "sla.08.", "sla.09.", "sla.10.", "sla.emergency_onsite", "complaint." };

    for (size_t i = 0; i < COUNT(begins); i++)
        if (strncmp(policy, begins[i], strlen(begins[i])) == 0)
            return true;
    return false;
}

/* ---- the case -------------------------------------------------------------------------------------------- */

static enum complaint_severity
severity_of(const char *code)
{
    return code && *code == '1' ? SEVERITY_MAJOR : code && *code == '2' ? SEVERITY_SERIOUS : SEVERITY_ORDINARY;
}

static struct complaint_state
state_now(const struct record *r)
{
    return (struct complaint_state){
        .at = record_num(r, "received_at"), .class = complaint_class_now(r), .severity = severity_of(record_text(r, "severity")),
        .urgent = strcmp(record_text(r, "urgency"), URGENT) == 0, .important = record_num(r, "important") != 0,
    };
}

static bool
read_turns(struct office *o, const struct record *r, struct arena *a, struct complaint_case *k, struct err *err)
{
    struct query q;
    struct complaint_state *states = NULL;
    size_t n = 0, room = 0;

    q = query_begin(o->store, &complaint_turns);
    query_bind_int(&q, r->id);
    query_bind_int(&q, record_num(r, "reopened"));
    while (query_next(&q)) {
        states = arena_grow(a, states, n, &room, sizeof *states);
        states[n++] = (struct complaint_state){
            .at = query_int(&q, "at"), .class = (enum complaint_class)(*query_text(&q, "class", a) - '0'),
            .severity = severity_of(query_text(&q, "severity", a)), .urgent = query_int(&q, "urgent") != 0,
            .important = query_int(&q, "important") != 0,
        };
    }
    k->states = states;
    k->nstates = n;
    return query_end(&q, err);
}

/* TIME-07: each clock has its own. */
static bool
read_pauses(struct office *o, int64_t id, struct arena *a, struct complaint_case *k, struct err *err)
{
    struct pause *all[COMPLAINT_CLOCKS] = { NULL };
    size_t n[COMPLAINT_CLOCKS] = { 0 }, room[COMPLAINT_CLOCKS] = { 0 };
    struct query q = query_begin(o->store, &complaint_pauses);

    query_bind_int(&q, id);
    while (query_next(&q)) {
        enum complaint_clock_name c = clock_of_kind(query_text(&q, "kind", a));

        if (c == COMPLAINT_CLOCKS)
            continue;
        all[c] = arena_grow(a, all[c], n[c], &room[c], sizeof *all[c]);
        all[c][n[c]++] = (struct pause){ query_int(&q, "from_at"), query_int(&q, "to_at"), query_text(&q, "confirmed_by", a) };
    }
    for (int i = 0; i < COMPLAINT_CLOCKS; i++) {
        k->kept[i].pauses = all[i];
        k->kept[i].npauses = n[i];
    }
    return query_end(&q, err);
}

/* The earliest of these facts that is known; a later step of the way includes the earlier ones. */
static moment
first_of(const struct record *r, const char *const *fields)
{
    moment first = 0;

    for (; *fields; fields++) {
        moment t = record_num(r, *fields);

        if (t && (!first || t < first))
            first = t;
    }
    return first;
}

static void
read_done(const struct record *r, struct complaint_case *k)
{
    static const char *const contact[] = { "contacted_at", "responded_at", "planned_at", "arrived_at", "done_at", NULL };
    static const char *const response[] = { "responded_at", "planned_at", "done_at", NULL };
    static const char *const plan[] = { "planned_at", "done_at", NULL };
    static const char *const onsite[] = { "arrived_at", "done_at", NULL };

    k->kept[CLOCK_CONTACT].done = first_of(r, contact);
    k->kept[CLOCK_RESPONSE].done = first_of(r, response);
    k->kept[CLOCK_PLAN].done = first_of(r, plan);
    k->kept[CLOCK_ONSITE].done = first_of(r, onsite);
    k->kept[CLOCK_PROGRESS].done = k->kept[CLOCK_SOLUTION].done = record_num(r, "done_at");
    k->progress_at = record_num(r, "progress_at");
    k->promised = record_num(r, "promised_at");
}

bool
complaint_clocks(struct office *o, const struct record *r, struct arena *a, struct complaint_clocks *out, struct err *err)
{
    struct complaint_case k = { 0 };
    struct complaint_policies p = policies_of(o);
    struct complaint_state *now;

    memset(out, 0, sizeof *out);
    if (r->id && (!read_turns(o, r, a, &k, err) || !read_pauses(o, r->id, a, &k, err)))
        return false;
    if (k.nstates == 0) {
        now = arena_alloc(a, sizeof *now);
        *now = state_now(r);
        k.states = now;
        k.nstates = 1;
    }
    read_done(r, &k);
    *out = complaint_clocks_of(a, &k, &p, &o->calendar);
    return true;
}

/* ---- tasks ----------------------------------------------------------------------------------------------------- */

static int64_t
turn_of(const struct record *r, enum complaint_clock_name clock)
{
    return clock == CLOCK_PROGRESS && record_num(r, "progress_at") ? record_num(r, "progress_at") : record_num(r, "reopened");
}

struct task_wish
complaint_wish(const struct record *r)
{
    const char *role = record_text(r, "role");

    return (struct task_wish){
        .about = "complaint", .matter = r->id, .customer = record_num(r, "customer"), .home = record_num(r, "home"),
        .project = record_num(r, "project"), .staff = record_num(r, "handler"), .role = *role ? role : NULL,
    };
}

static struct task *
task_of(struct task *tasks, size_t n, const char *kind, int64_t turn)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(tasks[i].kind, kind) == 0 && tasks[i].turn == turn)
            return &tasks[i];
    return NULL;
}

static bool
as_wished(const struct task *t, const struct task_wish *w)
{
    return t && !t->done && t->warn == w->warn && t->due == w->due && t->staff == w->staff && strcmp(t->text, w->text) == 0;
}

static bool
end_old_turns(struct office *o, struct action *a, const struct record *r, const char *kind, int64_t turn, struct err *err)
{
    struct query q = query_begin(o->store, &complaint_old_turns);

    query_bind_int(&q, a->actor.now);
    query_bind_int(&q, a->actor.staff);
    query_bind_text(&q, _("Told"));
    query_bind_int(&q, a->entry);
    query_bind_text(&q, kind);
    query_bind_int(&q, r->id);
    query_bind_int(&q, turn);
    return query_run(&q, err);
}

static bool
revive(struct office *o, struct action *a, const struct task *t, struct err *err)
{
    struct query q = query_begin(o->store, &complaint_revive);

    query_bind_int(&q, a->entry);
    query_bind_int(&q, t->id);
    return query_run(&q, err);
}

static bool
raise_clock(struct office *o, struct action *a, const struct record *r, enum complaint_clock_name clock,
            const struct complaint_clock *c, struct task *stored, struct err *err)
{
    struct task_wish w = complaint_wish(r);

    w.turn = turn_of(r, clock);
    w.rule = c->rule;
    w.start = c->red.start;
    w.warn = c->warn.due < c->red.due ? c->warn.due : c->red.due;
    w.due = c->red.due;
    w.policy_warn = w.policy_red = CLOCK_OF_COMPLAINT;
    w.text = arena_printf(&a->arena, "%s: %s", complaint_clock_title(clock), complaint_about(r, &a->arena));
    if (as_wished(stored, &w))
        return true;
    if (stored && stored->done && !revive(o, a, stored, err))
        return false;
    return event_raise(o, a, "complaint.clock", clocks[clock].kind, &w, err);
}

/* A clock that ends without having been kept or missed: the figures tell it by the dash. */
static const char *
not_judged(struct action *a, const char *why)
{
    return arena_printf(&a->arena, "- %s", why);
}

static bool
sync_clock(struct office *o, struct action *a, const struct record *r, enum complaint_clock_name clock,
           const struct complaint_clock *c, struct task *tasks, size_t n, struct err *err)
{
    const char *kind = clocks[clock].kind;
    int64_t turn = turn_of(r, clock);
    struct task *stored = task_of(tasks, n, kind, turn);

    if (record_num(r, "parent") || !complaint_is_open(r))
        return task_end(o, a, kind, "complaint", r->id, not_judged(a, record_num(r, "parent") ? _("Carried by the parent matter") : _("Closed")), err);
    if (!end_old_turns(o, a, r, kind, turn, err))
        return false;
    switch (c->state) {
    case CLOCK_IS_RUNNING:
        return raise_clock(o, a, r, clock, c, stored, err);
    case CLOCK_IS_DONE:
        if (!stored && c->red.count && clock != CLOCK_PROGRESS && !raise_clock(o, a, r, clock, c, NULL, err))
            return false;
        return task_end(o, a, kind, "complaint", r->id, _("Done"), err);
    case CLOCK_IS_DROPPED:
        return task_end(o, a, kind, "complaint", r->id, not_judged(a, _("No longer asked for")), err);
    case CLOCK_IS_ABSENT:
        break;
    }
    return task_end(o, a, kind, "complaint", r->id, not_judged(a, _("No longer asked for")), err);
}

bool
complaint_sync(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct task_filter f = { .who = TASKS_ALL, .about = "complaint", .matter = r->id, .done_too = true };
    struct task *tasks = arena_alloc(&a->arena, TASKS_READ * sizeof *tasks);
    struct complaint_clocks c;
    int64_t project = o->project;
    size_t n = 0;
    bool good;

    o->project = 0;             /* a matter's own tasks, whatever project is worked in */
    good = task_window(o, &f, 0, 0, &a->arena, tasks, TASKS_READ, &n, err) && complaint_clocks(o, r, &a->arena, &c, err);
    o->project = project;
    for (int i = 0; good && i < COMPLAINT_CLOCKS; i++)
        good = sync_clock(o, a, r, (enum complaint_clock_name)i, &c.clock[i], tasks, n, err);
    return good;
}

/* ---- for the task engine ------------------------------------------------------------------------------------------ */

bool
complaint_carries(const struct task *t)
{
    return t->policy_red && strcmp(t->policy_red, CLOCK_OF_COMPLAINT) == 0;
}

/* Of an earlier round nothing is counted anew: its line as it stood. */
static struct deadline
as_it_stood(const struct task *t, bool red, struct arena *a)
{
    struct deadline_step *steps = arena_alloc(a, 2 * sizeof *steps);
    moment due = red ? t->due : t->warn;

    steps[0] = (struct deadline_step){ _("Counted from"), true, t->started, 0, "" };
    steps[1] = (struct deadline_step){ _("Line that held then"), true, due, due - t->started, "" };
    return (struct deadline){ .start = t->started, .due = due, .count = 2, .steps = steps };
}

struct deadline
complaint_working(struct office *o, const struct task *t, bool red, struct arena *a)
{
    enum complaint_clock_name clock = clock_of_kind(t->kind);
    struct complaint_clocks c;
    struct record *r;

    if (clock == COMPLAINT_CLOCKS || !reg_read(o, &complaint_register, t->matter, a, &r, NULL) || turn_of(r, clock) != t->turn ||
        !complaint_clocks(o, r, a, &c, NULL) || c.clock[clock].red.count == 0)
        return as_it_stood(t, red, a);
    return red ? c.clock[clock].red : c.clock[clock].warn;
}

/* ---- said ------------------------------------------------------------------------------------------------------------- */

static void
explain(struct office *o, const struct complaint_clock *c, enum complaint_clock_name clock, bool red, struct arena *a, char **lines, size_t *n)
{
    const struct deadline *d = red ? &c->red : &c->warn;
    moment now = office_now(o);

    lines[(*n)++] = arena_printf(a, "%s  %s  %s  %s", c->rule, complaint_clock_title(clock), red ? _("turns red") : _("turns yellow"),
                                 moment_show(a, d->due, now, o->zone));
    for (size_t i = 0; i < d->count; i++) {
        const struct deadline_step *s = &d->steps[i];

        lines[(*n)++] = arena_printf(a, "  %s  %s  %s%s  %s", s->label, s->has_at ? moment_show(a, s->at, now, o->zone) : "",
                                     s->seconds < 0 ? "-" : "+", span_show(a, s->seconds < 0 ? -s->seconds : s->seconds), s->note ? s->note : "");
    }
}

bool
complaint_explain(struct office *o, const struct record *r, struct arena *a, char ***lines, size_t *count, struct err *err)
{
    struct complaint_clocks c;
    size_t room = 1;

    *count = 0;
    if (!complaint_clocks(o, r, a, &c, err))
        return false;
    for (int i = 0; i < COMPLAINT_CLOCKS; i++)
        room += c.clock[i].warn.count + c.clock[i].red.count + 3;
    *lines = arena_alloc(a, room * sizeof **lines);
    for (int i = 0; i < COMPLAINT_CLOCKS; i++) {
        const struct complaint_clock *k = &c.clock[i];

        if (k->red.count == 0)
            continue;
        explain(o, k, (enum complaint_clock_name)i, true, a, *lines, count);
        if (k->warn.due != k->red.due)
            explain(o, k, (enum complaint_clock_name)i, false, a, *lines, count);
        if (k->state == CLOCK_IS_DONE)
            (*lines)[(*count)++] = arena_printf(a, "  %s  %s", _("Done"), moment_show(a, k->done, office_now(o), o->zone));
    }
    return true;
}
