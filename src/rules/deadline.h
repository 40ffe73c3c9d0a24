/* When something is due, and why: the arithmetic of every clock of the trade (TIME-01 to TIME-07).
 * Nothing here knows the time of day by itself: every moment is passed in. */
#ifndef QT_RULES_DEADLINE_H
#define QT_RULES_DEADLINE_H

#include "base/worktime.h"

enum span_unit {
    SPAN_MINUTES,           /* running */
    SPAN_HOURS,             /* running (TIME-02) */
    SPAN_OPEN_MINUTES,      /* within business hours (TIME-05) */
    SPAN_DAYS,              /* the day of the event is day 0; until day N 24:00 (TIME-04) */
    SPAN_WORKDAYS,          /* the day received is not counted; until close of business of the Nth (TIME-02) */
    SPAN_MONTHS,            /* the same day of a later month or its last, until 24:00 (TIME-03) */
    SPAN_YEARS,             /* likewise */
};

/* A length of time as a policy gives it. before: counted back from a date (TIME-04, "N days before"):
 * days, months, years then end at 24:00 of the latest date, workdays at its close of business. */
struct span {
    enum span_unit unit;
    int64_t count;          /* 0 or more */
    bool before;
};

/* A time that does not count, because the customer asked for another date (TIME-07). Nothing else pauses a clock. */
struct pause {
    moment from, to;        /* from <= to */
    const char *who;        /* who of the customer's side confirmed it; lent, shown as a note */
};

/* One line of the working: what, from which moment on if that says something, how many seconds it adds.
 * Start and all seconds together are exactly the due moment. */
struct deadline_step {
    const char *label;      /* translated */
    bool has_at;
    moment at;
    int64_t seconds;        /* may be 0, and negative when counted back */
    const char *note;       /* name of a holiday, who confirmed a pause ...; "" where none */
};

struct deadline {
    moment start, due;
    size_t count;
    const struct deadline_step *steps;      /* in the arena */
};

/* The due moment of a span that begins at start. pauses may overlap and come in any order; for minutes,
 * hours and business minutes the paused time itself is added, for days, workdays, months and years the days
 * that begin within a pause are not counted. Pauses do not touch spans counted back. Steps and their texts
 * are the arena's, or lent by calendar and pauses. */
struct deadline deadline_of(struct arena *a, struct span span, moment start, const struct calendar *c,
                            const struct pause *pauses, size_t npauses);

/* POL-02: of two lines the earlier one (for the warning) or the later one (for the red line), with a last
 * step that names the other. */
struct deadline deadline_earlier(struct arena *a, const struct deadline *x, const struct deadline *y);
struct deadline deadline_later(struct arena *a, const struct deadline *x, const struct deadline *y);

/* The last moment of the week (from Monday), month, quarter or year in which t lies, before_days earlier
 * where that is above 0 (SLA-32 to SLA-48). */
enum deadline_period { PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR };
struct deadline deadline_period_end(struct arena *a, enum deadline_period period, moment t, int before_days, int zone);

/* CMP-17: half of it for important customers. Hours and minutes are divided by two, workdays and other days
 * rounded up to whole ones. */
struct span span_halved(struct span span);

/* TIME-06: yellow from the warning line on, red from the red line on, none when done (done_at 0: not yet). */
enum deadline_colour { COLOUR_NONE, COLOUR_YELLOW, COLOUR_RED };
enum deadline_colour deadline_colour(moment now, moment warn, moment due, moment done_at);
/* Was it done in time? Done exactly at the line is in time. */
bool deadline_on_time(moment due, moment done_at);
/* CMP-14: who must hear of it: 0 nobody, 1 whoever is in charge (warning line), 2 the supervisor (red line), 3 the
 * head of customer service (third line, red and then grace seconds). A matter of planning (SLA-19, 29, 30, 31)
 * only reminds: never above 1. */
int deadline_escalation(moment now, moment warn, moment due, int64_t grace, moment done_at, bool planning);

#endif
