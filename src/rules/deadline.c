#include "rules/deadline.h"

#include "base/lang.h"

#include <stdlib.h>
#include <string.h>

/* The steps while they grow; the arena keeps the outgrown lists until it is emptied. */
struct working {
    struct arena *arena;
    struct deadline_step *steps;
    size_t count, room;
    moment reached;         /* start and all steps so far */
};

static void
step_add(struct working *w, const char *label, const moment *at, int64_t seconds, const char *note)
{
    if (w->count == w->room) {
        struct deadline_step *old = w->steps;

        w->room = w->room ? w->room * 2 : 8;
        w->steps = arena_alloc(w->arena, w->room * sizeof *w->steps);
        if (old)
            memcpy(w->steps, old, w->count * sizeof *old);
    }
    w->steps[w->count++] = (struct deadline_step){
        .label = label, .has_at = at != NULL, .at = at ? *at : 0, .seconds = seconds, .note = note ? note : "",
    };
    w->reached += seconds;
}

static struct working
working_begin(struct arena *a, moment start)
{
    struct working w = { .arena = a, .reached = start };

    step_add(&w, _("Counted from"), &start, 0, NULL);
    return w;
}

static struct deadline
working_end(const struct working *w, moment start)
{
    return (struct deadline){ .start = start, .due = w->reached, .count = w->count, .steps = w->steps };
}

static int
by_from(const void *x, const void *y)
{
    const struct pause *a = x, *b = y;

    return (a->from > b->from) - (a->from < b->from);
}

/* The pauses in order of their beginning, cut so that none overlaps another or begins before start. */
static size_t
pauses_in_order(struct arena *a, const struct pause *pauses, size_t count, moment start, struct pause **out)
{
    struct pause *list = arena_alloc(a, (count + 1) * sizeof *list);
    size_t kept = 0;
    moment covered = start;

    if (count > 0) {
        memcpy(list, pauses, count * sizeof *list);
        qsort(list, count, sizeof *list, by_from);
    }
    for (size_t i = 0; i < count; i++) {
        struct pause p = list[i];

        if (p.from < covered)
            p.from = covered;
        if (p.to <= p.from)
            continue;
        covered = p.to;
        list[kept++] = p;
    }
    *out = list;
    return kept;
}

static void
step_pause(struct working *w, const struct pause *p, int64_t seconds)
{
    step_add(w, _("Customer asked for another date"), &p->from, seconds, p->who);
}

/* Running minutes and hours: each pause that begins before the due moment moves it. */
static void
count_running(struct working *w, struct span span, const struct pause *pauses, size_t npauses)
{
    int64_t unit = span.unit == SPAN_HOURS ? 3600 : 60;
    const char *label = span.unit == SPAN_HOURS ? _("Hours, running clock: %lld") : _("Minutes, running clock: %lld");

    step_add(w, arena_printf(w->arena, label, (long long)span.count), NULL,
             (span.before ? -span.count : span.count) * unit, NULL);
    for (size_t i = 0; i < npauses && pauses[i].from < w->reached; i++)
        step_pause(w, &pauses[i], pauses[i].to - pauses[i].from);
}

/* Business minutes: the hours between are closed, a pause is closed as well. */
static void
count_open(struct working *w, struct span span, moment start, const struct calendar *c,
           const struct pause *pauses, size_t npauses)
{
    int64_t length = span.count * 60;
    moment due;

    step_add(w, arena_printf(w->arena, _("Minutes within business hours: %lld"), (long long)span.count), NULL,
             span.before ? -length : length, NULL);
    if (span.before) {
        due = calendar_sub_open(c, start, span.count);
    } else {
        int64_t minutes = span.count;

        due = calendar_add_open(c, start, minutes);
        for (size_t i = 0; i < npauses && pauses[i].from < due; i++) {
            int64_t lost = calendar_open_between(c, pauses[i].from, pauses[i].to);

            step_pause(w, &pauses[i], lost * 60);
            minutes += lost;
            due = calendar_add_open(c, start, minutes);
        }
    }
    if (due != w->reached)
        step_add(w, _("Outside business hours"), NULL, due - w->reached, NULL);
}

/* Does day d begin within a pause? The pause, or NULL. */
static const struct pause *
pause_at(const struct pause *pauses, size_t count, day d, int zone)
{
    for (size_t i = 0; i < count; i++)
        if (moment_day(pauses[i].from, zone) < d && d <= moment_day(pauses[i].to, zone))
            return &pauses[i];
    return NULL;
}

/* Days in a row that are not counted for one reason, collected into one step. */
struct run {
    const struct pause *pause;      /* or skipped: */
    const char *name;
    day first;
    int days;
};

static void
run_flush(struct working *w, struct run *r, int zone)
{
    moment from = moment_at(r->first, 0, zone);

    if (r->days > 0 && r->pause)
        step_pause(w, r->pause, (int64_t)r->days * DAY_SECONDS);
    else if (r->days > 0)
        step_add(w, arena_printf(w->arena, _("Days off, not counted: %d"), r->days), &from,
                 (int64_t)r->days * DAY_SECONDS, r->name);
    r->days = 0;
}

static void
run_add(struct working *w, struct run *r, day d, const struct pause *pause, const char *name, int zone)
{
    if (r->days > 0 && (r->pause != pause || (!pause && strcmp(r->name, name) != 0)))
        run_flush(w, r, zone);
    if (r->days == 0)
        *r = (struct run){ .pause = pause, .name = name, .first = d };
    r->days++;
}

/* Walks from the day after the start until so many days were counted; the steps of those that were not
 * are added. Returns the last day. */
static day
walk_days(struct working *w, day from, int64_t wanted, bool workdays, const struct calendar *c,
          const struct pause *pauses, size_t npauses)
{
    struct run run = { 0 };
    day d = from;

    while (wanted > 0) {
        const struct pause *pause = pause_at(pauses, npauses, ++d, c->zone);
        const struct day_rule *rule = workdays ? calendar_rule(c, d) : NULL;

        if (pause) {
            run_add(w, &run, d, pause, "", c->zone);
        } else if (workdays && !calendar_is_workday(c, d)) {
            run_add(w, &run, d, NULL, rule ? rule->name : _("Weekend"), c->zone);
        } else {
            moment begins = moment_at(d, 0, c->zone);

            run_flush(w, &run, c->zone);
            if (rule)
                step_add(w, _("Worked in exchange for a holiday"), &begins, 0, rule->name);
            wanted--;
        }
    }
    return d;
}

/* A calendar without the notice of that year counts every Monday to Friday: say so. */
static void
step_unknown_year(struct working *w, day due, const struct calendar *c)
{
    moment behind = moment_at(c->known_to + 1, 0, c->zone);

    if (c->known_to != 0 && due > c->known_to)
        step_add(w, _("Holidays from here on are not announced yet"), &behind, 0, NULL);
}

static void
count_workdays(struct working *w, struct span span, moment start, const struct calendar *c,
               const struct pause *pauses, size_t npauses)
{
    day first = moment_day(start, c->zone), last;
    int64_t rest = DAY_SECONDS - moment_second(start, c->zone);

    if (span.before) {
        last = calendar_workday_before(c, first, (int)span.count);
        step_add(w, arena_printf(w->arena, _("Working days back: %lld, until close of business"), (long long)span.count),
                 NULL, calendar_close(c, last) - start, NULL);
        return;
    }
    if (span.count == 0) {
        step_add(w, _("Until close of business of the same day"), NULL, calendar_close(c, first) - start, NULL);
        return;
    }
    step_add(w, _("The day received is not counted"), NULL, rest, NULL);
    last = walk_days(w, first, span.count, true, c, pauses, npauses);
    step_unknown_year(w, last, c);
    step_add(w, arena_printf(w->arena, _("Working days: %lld, until close of business"), (long long)span.count),
             NULL, calendar_close(c, last) - w->reached, NULL);
}

/* Days, months and years end at 24:00 of a day. */
static void
count_days(struct working *w, struct span span, moment start, const struct calendar *c,
           const struct pause *pauses, size_t npauses)
{
    day first = moment_day(start, c->zone), last = first;
    int64_t rest = DAY_SECONDS - moment_second(start, c->zone);
    int sign = span.before ? -1 : 1;
    const char *label = _("Days: %lld");

    if (span.unit == SPAN_MONTHS) {
        label = span.before ? _("Months back: %lld") : _("Months: %lld");
        last = day_add_months(first, sign * (int)span.count);
    } else if (span.unit == SPAN_YEARS) {
        label = span.before ? _("Years back: %lld") : _("Years: %lld");
        last = day_add_months(first, sign * 12 * (int)span.count);
    } else {
        label = span.before ? _("Days back: %lld") : label;
        last = first + sign * (day)span.count;
    }
    step_add(w, arena_printf(w->arena, label, (long long)span.count), NULL,
             (int64_t)(last - first) * DAY_SECONDS, NULL);
    if (!span.before)
        walk_days(w, first, last - first, false, c, pauses, npauses);
    step_add(w, _("Until 24:00 of that day"), NULL, rest, NULL);
}

struct deadline
deadline_of(struct arena *a, struct span span, moment start, const struct calendar *c,
            const struct pause *pauses, size_t npauses)
{
    struct working w = working_begin(a, start);
    struct pause *list;
    size_t count = pauses_in_order(a, pauses, span.before ? 0 : npauses, start, &list);

    switch (span.unit) {
    case SPAN_MINUTES:
    case SPAN_HOURS:
        count_running(&w, span, list, count);
        break;
    case SPAN_OPEN_MINUTES:
        count_open(&w, span, start, c, list, count);
        break;
    case SPAN_WORKDAYS:
        count_workdays(&w, span, start, c, list, count);
        break;
    case SPAN_DAYS:
    case SPAN_MONTHS:
    case SPAN_YEARS:
        count_days(&w, span, start, c, list, count);
        break;
    }
    return working_end(&w, start);
}

static struct deadline
with_other(struct arena *a, const struct deadline *chosen, const struct deadline *other, const char *label)
{
    struct deadline d = *chosen;
    struct deadline_step *steps = arena_alloc(a, (d.count + 1) * sizeof *steps);

    memcpy(steps, d.steps, d.count * sizeof *steps);
    steps[d.count++] = (struct deadline_step){ .label = label, .has_at = true, .at = other->due, .note = "" };
    d.steps = steps;
    return d;
}

struct deadline
deadline_earlier(struct arena *a, const struct deadline *x, const struct deadline *y)
{
    bool first = x->due <= y->due;

    return with_other(a, first ? x : y, first ? y : x, _("The earlier of two lines; the other one"));
}

struct deadline
deadline_later(struct arena *a, const struct deadline *x, const struct deadline *y)
{
    bool first = x->due >= y->due;

    return with_other(a, first ? x : y, first ? y : x, _("The later of two lines; the other one"));
}

struct deadline
deadline_period_end(struct arena *a, enum deadline_period period, moment t, int before_days, int zone)
{
    struct working w = working_begin(a, t);
    day d = moment_day(t, zone), last = d;
    struct civil c = day_civil(d);
    int month = period == PERIOD_YEAR ? 12 : period == PERIOD_QUARTER ? (c.month + 2) / 3 * 3 : c.month;
    const char *label = _("Until the end of the month");

    if (period == PERIOD_WEEK) {
        last = d + 7 - day_weekday(d);
        label = _("Until the end of the week");
    } else {
        day_from_civil(c.year, month, 1, &last);
        last = day_add_months(last, 1) - 1;
        if (period == PERIOD_QUARTER)
            label = _("Until the end of the quarter");
        else if (period == PERIOD_YEAR)
            label = _("Until the end of the year");
    }
    step_add(&w, label, NULL, moment_at(last + 1, 0, zone) - t, NULL);
    if (before_days > 0)
        step_add(&w, arena_printf(a, _("Days back: %lld"), (long long)before_days), NULL,
                 -(int64_t)before_days * DAY_SECONDS, NULL);
    return working_end(&w, t);
}

struct span
span_halved(struct span span)
{
    if (span.unit == SPAN_HOURS && span.count % 2 != 0) {
        span.unit = SPAN_MINUTES;
        span.count *= 60;
    }
    span.count = (span.count + 1) / 2;
    return span;
}

enum deadline_colour
deadline_colour(moment now, moment warn, moment due, moment done_at)
{
    if (done_at != 0)
        return COLOUR_NONE;
    return now >= due ? COLOUR_RED : now >= warn ? COLOUR_YELLOW : COLOUR_NONE;
}

bool
deadline_on_time(moment due, moment done_at)
{
    return done_at != 0 && done_at <= due;
}

int
deadline_escalation(moment now, moment warn, moment due, int64_t grace, moment done_at, bool planning)
{
    enum deadline_colour colour = deadline_colour(now, warn, due, done_at);

    if (colour == COLOUR_NONE)
        return 0;
    if (colour == COLOUR_YELLOW || planning)
        return 1;
    return now >= due + grace ? 3 : 2;
}
