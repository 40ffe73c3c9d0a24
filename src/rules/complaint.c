#include "rules/complaint.h"

#include "base/lang.h"

#include <string.h>

/* One clock while it is counted. */
struct count {
    struct arena *arena;
    const struct complaint_case *k;
    const struct complaint_policies *p;
    const struct calendar *c;
    enum complaint_clock_name clock;
    size_t n;                   /* so many states are looked at */
};

/* Why a line is as long as it is: steps of no length behind the start. */
struct reasons {
    struct deadline_step step[4];
    size_t count;
};

const char *
complaint_class_name(enum complaint_class class)
{
    static const char *const names[] = {
        [COMPLAINT_COMPLAINT] = N_("complaint (class)"), [COMPLAINT_REPAIR] = N_("repair (class)"),
        [COMPLAINT_ENQUIRY] = N_("enquiry (class)"), [COMPLAINT_SUGGESTION] = N_("suggestion (class)"),
    };

    return class ? _(names[class]) : "";
}

const char *
complaint_severity_name(enum complaint_severity severity)
{
    static const char *const names[SEVERITIES] = {
        N_("ordinary (severity)"), N_("serious (severity)"), N_("major (severity)"),
    };

    return _(names[severity]);
}

const char *
complaint_clock_title(enum complaint_clock_name clock)
{
    static const char *const names[COMPLAINT_CLOCKS] = {
        N_("contact the owner"), N_("first response"), N_("plan for the customer"), N_("be on site"),
        N_("tell the progress"), N_("have it solved"),
    };

    return _(names[clock]);
}

const char *
complaint_clock_told(enum complaint_clock_name clock)
{
    static const char *const told[COMPLAINT_CLOCKS] = {
        N_("you are rung"), N_("you have an answer"), N_("you have a plan"), N_("somebody is with you"), N_("you hear how it goes"), N_("it is done"),
    };

    return _(told[clock]);
}

/* ---- policies ----------------------------------------------------------------------------------------- */

/* The place of word among count words; false: not there. */
static bool
word_place(const char *word, const char *const *words, size_t count, int *out)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, words[i]) == 0) {
            *out = (int)i;
            return true;
        }
    }
    return false;
}

bool
complaint_switches(struct complaint_policies *p, const char *response, const char *plan, const char *contact,
                   const char *onsite)
{
    static const char *const responses[] = { "dual", "strict", "loose" };
    static const char *const plans[] = { "dual", "hours", "workdays" };
    static const char *const contacts[] = { "by_hours", "always_2h", "always_24h" };
    static const char *const onsites[] = { "both", "onsite_only" };
    int at[4];

    if (!word_place(response, responses, COUNT(responses), &at[0]) || !word_place(plan, plans, COUNT(plans), &at[1]) ||
        !word_place(contact, contacts, COUNT(contacts), &at[2]) || !word_place(onsite, onsites, COUNT(onsites), &at[3]))
        return false;
    p->response = (enum complaint_response)at[0];
    p->plan = (enum complaint_plan)at[1];
    p->contact = (enum complaint_contact)at[2];
    p->onsite = (enum complaint_onsite)at[3];
    return true;
}

/* CMP-17: what is left of a span on the fast path. */
static struct span
span_fast(struct span s, int percent)
{
    if (s.unit == SPAN_HOURS) {
        s.unit = SPAN_MINUTES;
        s.count *= 60;
    }
    s.count = (s.count * percent + 99) / 100;
    if (s.unit == SPAN_MINUTES && s.count % 60 == 0) {
        s.unit = SPAN_HOURS;
        s.count /= 60;
    }
    return s;
}

/* An emergency does not wait for the office to open. */
static struct span
span_running(struct span s)
{
    if (s.unit == SPAN_OPEN_MINUTES)
        s.unit = SPAN_MINUTES;
    return s;
}

/* ---- what is wanted ----------------------------------------------------------------------------------- */

static bool
is_work(const struct complaint_state *s)
{
    return s->class == COMPLAINT_COMPLAINT || s->class == COMPLAINT_REPAIR;
}

/* Does the class alone want the clock? Urgency aside. */
static bool
wanted_by_class(const struct count *w, const struct complaint_state *s)
{
    switch (w->clock) {
    case CLOCK_CONTACT:
    case CLOCK_PROGRESS:
    case CLOCK_SOLUTION:
        return is_work(s);
    case CLOCK_RESPONSE:
        return s->class != COMPLAINT_REPAIR;
    case CLOCK_PLAN:
        return s->class == COMPLAINT_COMPLAINT;
    case CLOCK_ONSITE:
    case COMPLAINT_CLOCKS:
        break;
    }
    return false;
}

static bool
wanted_by_urgency(const struct count *w, const struct complaint_state *s)
{
    return s->urgent && (w->clock == CLOCK_ONSITE || (w->clock == CLOCK_CONTACT && w->p->onsite == ONSITE_BOTH));
}

static bool
wanted(const struct count *w, const struct complaint_state *s)
{
    return wanted_by_class(w, s) || wanted_by_urgency(w, s);
}

/* Would the clock have other lines under y than under x? */
static bool
lines_differ(const struct count *w, const struct complaint_state *x, const struct complaint_state *y, bool urgency)
{
    bool enquiry_x = x->class == COMPLAINT_ENQUIRY, enquiry_y = y->class == COMPLAINT_ENQUIRY;
    bool fast_differs = x->important != y->important;

    if (urgency)
        return x->urgent != y->urgent || fast_differs;
    if (wanted_by_class(w, x) != wanted_by_class(w, y))
        return true;
    if (w->clock == CLOCK_SOLUTION)
        return x->severity != y->severity;
    if (w->clock == CLOCK_RESPONSE && (enquiry_x || enquiry_y))
        return enquiry_x != enquiry_y;
    return w->clock != CLOCK_PROGRESS && fast_differs;
}

/* Since when it has been urgent without a break, seen from state i (rule 2). */
static moment
urgent_since(const struct count *w, size_t i)
{
    while (i > 0 && w->k->states[i - 1].urgent)
        i--;
    return w->k->states[i].at;
}

/* ---- one line ----------------------------------------------------------------------------------------- */

static void
reason(struct reasons *r, const char *label, const moment *at, const char *note)
{
    r->step[r->count++] = (struct deadline_step){ .label = label, .has_at = at != NULL, .at = at ? *at : 0, .note = note };
}

static struct deadline
with_reasons(const struct count *w, struct deadline d, const struct reasons *r)
{
    struct deadline_step *steps = arena_alloc(w->arena, (d.count + r->count) * sizeof *steps);

    steps[0] = d.steps[0];
    memcpy(steps + 1, r->step, r->count * sizeof *steps);
    memcpy(steps + 1 + r->count, d.steps + 1, (d.count - 1) * sizeof *steps);
    d.steps = steps;
    d.count += r->count;
    return d;
}

static struct deadline
counted(const struct count *w, struct span s, moment start)
{
    return deadline_of(w->arena, s, start, w->c, w->k->kept[w->clock].pauses, w->k->kept[w->clock].npauses);
}

/* POL-03: by the moment counted from. */
static struct complaint_lines
contact_lines(const struct count *w, moment start, const char **rule, const char **label)
{
    bool open = calendar_is_open(w->c, start);
    bool two = w->p->contact == CONTACT_2H || (w->p->contact == CONTACT_BY_HOURS && open);

    *rule = two ? "SLA-06" : "SLA-07";
    if (w->p->contact != CONTACT_BY_HOURS)
        *label = _("Contact, the same at all hours");
    else
        *label = open ? _("Contact, begun within business hours") : _("Contact, begun outside business hours");
    return two ? w->p->contact_open : w->p->contact_closed;
}

/* POL-01. */
static struct complaint_lines
response_lines(const struct count *w, const struct complaint_state *s, const char **rule, const char **label)
{
    struct complaint_lines l = w->p->first_response;

    if (s->class == COMPLAINT_ENQUIRY) {
        *rule = "SLA-04";
        *label = _("Answer to an enquiry");
        return w->p->answer;
    }
    *rule = "SLA-08";
    *label = _("First response");
    if (w->p->response == RESPONSE_STRICT)
        l.red = l.warn;
    else if (w->p->response == RESPONSE_LOOSE)
        l.warn = l.red;
    return l;
}

/* The lines of any clock but the plan, as the policies have them for state s. */
static struct complaint_lines
lines_of(const struct count *w, const struct complaint_state *s, bool urgency, moment start, const char **rule,
         const char **label)
{
    if (w->clock == CLOCK_RESPONSE)
        return response_lines(w, s, rule, label);
    if (w->clock == CLOCK_ONSITE) {
        *rule = "SLA-10";
        *label = _("Emergency, be on site");
        return w->p->emergency;
    }
    if (w->clock == CLOCK_PROGRESS) {
        *rule = "CMP-10";
        *label = _("No longer without word of progress");
        return (struct complaint_lines){ w->p->progress, w->p->progress };
    }
    if (w->clock == CLOCK_SOLUTION) {
        *rule = "CMP-24";
        *label = arena_printf(w->arena, _("Solution, severity: %s"), complaint_severity_name(s->severity));
        return w->p->solution[s->severity];
    }
    if (!urgency)
        return contact_lines(w, start, rule, label);
    *rule = "SLA-06";
    *label = _("Emergency, contact at once");
    return (struct complaint_lines){ span_running(w->p->contact_open.warn), span_running(w->p->contact_open.red) };
}

/* POL-02: two lines, the earlier warns and the later is red. */
static void
plan_lines(const struct count *w, bool fast, moment start, struct complaint_clock *out)
{
    struct deadline hours = counted(w, fast ? span_fast(w->p->plan_hours, w->p->fast_percent) : w->p->plan_hours, start);
    struct deadline days = counted(w, fast ? w->p->fast_workdays : w->p->plan_workdays, start);

    if (w->p->plan == PLAN_DUAL) {
        out->warn = deadline_earlier(w->arena, &hours, &days);
        out->red = deadline_later(w->arena, &hours, &days);
    } else {
        out->warn = out->red = w->p->plan == PLAN_HOURS ? hours : days;
    }
}

/* Both lines of state s counted from start; changed: and that is when it was changed. */
static struct complaint_clock
lines_from(const struct count *w, const struct complaint_state *s, bool urgency, moment start, bool changed)
{
    struct complaint_clock found = { 0 }, *out = &found;
    struct reasons r = { .count = 0 };
    bool fast = s->important && (w->clock == CLOCK_CONTACT || w->clock == CLOCK_PLAN || w->clock == CLOCK_ONSITE ||
                                 (w->clock == CLOCK_RESPONSE && s->class != COMPLAINT_ENQUIRY));
    const char *label = _("Plan for the customer");

    out->rule = "SLA-09";
    if (w->clock == CLOCK_PLAN) {
        plan_lines(w, fast, start, out);
    } else {
        struct complaint_lines l = lines_of(w, s, urgency, start, &out->rule, &label);

        out->warn = counted(w, fast ? span_fast(l.warn, w->p->fast_percent) : l.warn, start);
        out->red = counted(w, fast ? span_fast(l.red, w->p->fast_percent) : l.red, start);
    }
    reason(&r, label, NULL, out->rule);
    if (fast)
        reason(&r, _("Fast path of an important customer"), NULL, "CMP-17");
    if (changed)
        reason(&r, _("Changed then; counted from the reception it would have passed already"), &start, "");
    out->warn = with_reasons(w, out->warn, &r);
    out->red = with_reasons(w, out->red, &r);
    return found;
}

/* Rule 4, for one change: last are the lines that held until left. */
static struct complaint_clock
lines_after(const struct count *w, size_t i, bool urgency, moment base, const struct complaint_clock *last, moment left)
{
    const struct complaint_state *s = &w->k->states[i];
    struct complaint_clock lines = lines_from(w, s, urgency, base, false);
    bool had = last->red.count > 0;

    if (s->at <= base || lines.red.due > s->at)
        return lines;
    if (had && last->red.due <= left)
        return *last;
    lines = lines_from(w, s, urgency, s->at, true);
    return had && left == s->at && last->red.due < lines.red.due ? *last : lines;
}

/* The lines after all changes, of what the class asks or of what urgency asks. */
static struct complaint_clock
lines_of_story(const struct count *w, bool urgency)
{
    const struct complaint_state *states = w->k->states;
    struct complaint_clock lines = { 0 };
    moment left = 0;            /* when the state that lines belong to ended */

    for (size_t i = 0; i < w->n; i++) {
        moment base = urgency ? urgent_since(w, i) : states[0].at;

        if (urgency ? !wanted_by_urgency(w, &states[i]) : !wanted_by_class(w, &states[i]))
            continue;
        if (w->clock == CLOCK_PROGRESS && w->k->progress_at > base)
            base = w->k->progress_at;
        if (lines.red.count == 0 || left != states[i].at || lines_differ(w, &states[i - 1], &states[i], urgency))
            lines = lines_after(w, i, urgency, base, &lines, left);
        if (i + 1 < w->n)
            left = states[i + 1].at;
    }
    return lines;
}

/* Rule 7. */
static void
lines_promised(const struct count *w, struct complaint_clock *out)
{
    moment received = w->k->states[0].at;
    struct deadline_step *steps = arena_alloc(w->arena, 2 * sizeof *steps);

    steps[0] = (struct deadline_step){ .label = _("Counted from"), .has_at = true, .at = received, .note = "" };
    steps[1] = (struct deadline_step){ .label = _("Until the time promised to the customer"), .has_at = true,
                                       .at = w->k->promised, .seconds = w->k->promised - received, .note = "TPL-32" };
    out->rule = "TPL-32";
    out->warn = out->red = (struct deadline){ .start = received, .due = w->k->promised, .count = 2, .steps = steps };
}

/* ---- one clock ---------------------------------------------------------------------------------------- */

static void
clock_lines(const struct count *w, struct complaint_clock *out)
{
    const struct complaint_state *s = &w->k->states[w->n - 1];
    struct complaint_clock lines = { 0 }, urgent = { 0 };

    if (w->clock == CLOCK_SOLUTION && w->k->promised != 0) {
        lines_promised(w, out);
        return;
    }
    if (wanted_by_class(w, s))
        lines = lines_of_story(w, false);
    if (wanted_by_urgency(w, s))
        urgent = lines_of_story(w, true);
    if (lines.red.count > 0 && urgent.red.count > 0) {
        out->rule = urgent.red.due < lines.red.due ? urgent.rule : lines.rule;
        out->warn = deadline_earlier(w->arena, &lines.warn, &urgent.warn);
        out->red = deadline_earlier(w->arena, &lines.red, &urgent.red);
        return;
    }
    out->rule = lines.red.count > 0 ? lines.rule : urgent.rule;
    out->warn = lines.red.count > 0 ? lines.warn : urgent.warn;
    out->red = lines.red.count > 0 ? lines.red : urgent.red;
}

/* Rule 5: which states count. Sets w->n and the clock's state; false: the clock was never wanted. */
static bool
clock_state(struct count *w, struct complaint_clock *out)
{
    const struct complaint_case *k = w->k;
    size_t last, known = 1;

    out->done = k->kept[w->clock].done;
    out->state = out->done != 0 ? CLOCK_IS_DONE : CLOCK_IS_RUNNING;
    while (known < k->nstates && (out->done == 0 || k->states[known].at <= out->done))
        known++;
    last = known;
    while (last > 0 && !wanted(w, &k->states[last - 1]))
        last--;
    if (last > 0 && last < known) {
        out->state = CLOCK_IS_DROPPED;
        out->dropped = k->states[last].at;
    }
    /* Done before a change wanted it: it need not be done again. */
    if (last == 0) {
        for (last = known; last < k->nstates && !wanted(w, &k->states[last]); )
            last++;
        if (last++ == k->nstates)
            return false;
    }
    w->n = last;
    return true;
}

struct complaint_clocks
complaint_clocks_of(struct arena *a, const struct complaint_case *k, const struct complaint_policies *p,
                    const struct calendar *c)
{
    struct complaint_clocks all = { 0 };

    for (int i = 0; i < COMPLAINT_CLOCKS; i++) {
        struct count w = { .arena = a, .k = k, .p = p, .c = c, .clock = (enum complaint_clock_name)i };

        if (clock_state(&w, &all.clock[i]))
            clock_lines(&w, &all.clock[i]);
        else
            all.clock[i] = (struct complaint_clock){ .state = CLOCK_IS_ABSENT, .rule = "" };
    }
    return all;
}

/* ---- what the lines mean ------------------------------------------------------------------------------ */

enum deadline_colour
complaint_colour(const struct complaint_clock *clock, moment now)
{
    return clock->state == CLOCK_IS_RUNNING ? deadline_colour(now, clock->warn.due, clock->red.due, 0) : COLOUR_NONE;
}

enum deadline_colour
complaint_worst(const struct complaint_clocks *clocks, moment now)
{
    enum deadline_colour worst = COLOUR_NONE;

    for (int i = 0; i < COMPLAINT_CLOCKS; i++) {
        enum deadline_colour colour = complaint_colour(&clocks->clock[i], now);

        if (colour > worst)
            worst = colour;
    }
    return worst;
}

enum complaint_clock_name
complaint_next(const struct complaint_clocks *clocks)
{
    int next = COMPLAINT_CLOCKS;

    for (int i = 0; i < COMPLAINT_CLOCKS; i++)
        if (clocks->clock[i].state == CLOCK_IS_RUNNING &&
            (next == COMPLAINT_CLOCKS || clocks->clock[i].red.due < clocks->clock[next].red.due))
            next = i;
    return (enum complaint_clock_name)next;
}

int
complaint_escalation(const struct complaint_clock *clock, moment now, int64_t grace, int reached, bool insisted)
{
    int level;

    if (clock->state != CLOCK_IS_RUNNING || reached >= 3)
        return 0;
    level = deadline_escalation(now, clock->warn.due, clock->red.due, grace, 0, false);
    return insisted || level > reached ? reached + 1 : 0;
}

moment
complaint_level_at(const struct complaint_clock *clock, int level, int64_t grace)
{
    return level == 1 ? clock->warn.due : level == 2 ? clock->red.due : clock->red.due + grace;
}
