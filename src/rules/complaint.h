/* The clocks of whatever a customer brings to the hotline: which ones run, when each turns yellow and red, and why.
 *
 *                 contact   first response   plan     on site     progress   solution
 *   complaint     SLA-06/07 SLA-08           SLA-09   if urgent   CMP-10     by severity
 *   repair        SLA-06/07 -                -        if urgent   CMP-10     by severity
 *   enquiry       -         SLA-04           -        if urgent   -          -
 *   suggestion    -         SLA-08           -        if urgent   -          -
 *
 *  1  Every clock counts from the reception. Passing the matter on, converting it or mediating never begins it anew
 *     (CMP-06, CMP-07, CMP-20); only the customer's wish for another date stops it (TIME-07).
 *  2  On site counts from the moment the matter was found urgent (CMP-12, SLA-10). Where the policy says both (POL-04)
 *     urgency also calls for contact within the hours of SLA-06 from then on, by night as well, should the contact not
 *     be due earlier.
 *  3  Progress counts from the last progress that was told (CMP-10).
 *  4  A change of class, severity, urgency or importance is counted as if it had always been so. Where the red line
 *     would so lie at or before the change, it is counted from the change, and not later than it was: nobody is late by
 *     what was not known. But a line that had passed before it was changed stays: no change makes up for being late.
 *  5  What was done stays done, by the lines that held when it was done. A clock that a change ends keeps its last lines.
 *  6  Important customers (CMP-17): SLA-06 to SLA-10 are shortened, the working days of SLA-09 to their own number.
 *  7  A date promised to the customer takes the place of the solution's lines.
 *
 * Moments and numbers are passed in: nothing here knows the time of day or a number of the trade. */
#ifndef QT_RULES_COMPLAINT_H
#define QT_RULES_COMPLAINT_H

#include "rules/deadline.h"

enum complaint_class { COMPLAINT_COMPLAINT = 1, COMPLAINT_REPAIR, COMPLAINT_ENQUIRY, COMPLAINT_SUGGESTION };    /* CMP-06 */
enum complaint_severity { SEVERITY_ORDINARY, SEVERITY_SERIOUS, SEVERITY_MAJOR, SEVERITIES };
enum complaint_clock_name {
    CLOCK_CONTACT,          /* the owner was spoken to (CMP-09) */
    CLOCK_RESPONSE,         /* the first answer was given (CMP-11) */
    CLOCK_PLAN,             /* the plan lies before the customer (CMP-11) */
    CLOCK_ONSITE,           /* somebody is there (CMP-12) */
    CLOCK_PROGRESS,         /* the next word on how it goes (CMP-10); done when the work is */
    CLOCK_SOLUTION,         /* the work is done */
    COMPLAINT_CLOCKS
};
/* Translated, short. */
const char *complaint_class_name(enum complaint_class class);
const char *complaint_severity_name(enum complaint_severity severity);
const char *complaint_clock_title(enum complaint_clock_name clock);
/* The same as a customer is told: what happens by then. */
const char *complaint_clock_told(enum complaint_clock_name clock);

/* ---- what the policies say ---------------------------------------------------------------------------- */

struct complaint_lines { struct span warn, red; };

enum complaint_response { RESPONSE_DUAL, RESPONSE_STRICT, RESPONSE_LOOSE };     /* POL-01 */
enum complaint_plan { PLAN_DUAL, PLAN_HOURS, PLAN_WORKDAYS };                   /* POL-02 */
enum complaint_contact { CONTACT_BY_HOURS, CONTACT_2H, CONTACT_24H };           /* POL-03 */
enum complaint_onsite { ONSITE_BOTH, ONSITE_ONLY };                             /* POL-04 */

struct complaint_policies {
    enum complaint_response response;           /* strict: both lines are the warning's; loose: both the red one's */
    enum complaint_plan plan;
    enum complaint_contact contact;
    enum complaint_onsite onsite;
    struct complaint_lines answer;              /* SLA-04 */
    struct complaint_lines contact_open;        /* SLA-06: received within business hours */
    struct complaint_lines contact_closed;      /* SLA-07: received outside them, the break at noon as well */
    struct complaint_lines first_response;      /* SLA-08 */
    struct span plan_hours, plan_workdays;      /* SLA-09 */
    struct complaint_lines emergency;           /* SLA-10 */
    struct span progress;                       /* complaint.progress_days */
    struct complaint_lines solution[SEVERITIES];
    int fast_percent;                           /* complaint.vip_percent: what is left of hours, rounded up to a minute */
    struct span fast_workdays;                  /* complaint.vip_workdays: in place of plan_workdays */
    int64_t grace;                              /* CMP-14: seconds from the red line to the third level */
};

/* The switches from the words of the policies complaint.first_response, complaint.solution_plan,
 * complaint.contact_owner and sla.emergency_onsite. False: one is unknown; p is as it was. */
bool complaint_switches(struct complaint_policies *p, const char *response, const char *plan, const char *contact,
                        const char *onsite);

/* ---- what happened ------------------------------------------------------------------------------------ */

/* How the matter was seen from a moment on. */
struct complaint_state {
    moment at;
    enum complaint_class class;
    enum complaint_severity severity;
    bool urgent;                /* CMP-12 */
    bool important;             /* the fast path holds (CMP-17) */
};

struct complaint_case {
    const struct complaint_state *states;       /* in order of time, at least one; the first is the reception */
    size_t nstates;
    struct {
        moment done;                            /* 0: not yet */
        const struct pause *pauses;             /* TIME-07, each clock has its own */
        size_t npauses;
    } kept[COMPLAINT_CLOCKS];
    moment progress_at;         /* the last progress told; 0: none yet */
    moment promised;            /* when it will be done, as told to the customer; 0: nothing was promised */
};

/* ---- what follows ------------------------------------------------------------------------------------- */

enum complaint_clock_state {
    CLOCK_IS_ABSENT,            /* never wanted; no lines */
    CLOCK_IS_RUNNING,
    CLOCK_IS_DONE,
    CLOCK_IS_DROPPED,           /* a change ended it before it was done */
};

/* Lines and their working (rules 1 to 7). Each working begins with the start and the reason for its length;
 * start and all steps are exactly the line (deadline.h). warn.due <= red.due where the policies have it so. */
struct complaint_clock {
    enum complaint_clock_state state;
    const char *rule;           /* "SLA-08" */
    moment done, dropped;       /* 0: was not */
    struct deadline warn, red;
};

struct complaint_clocks { struct complaint_clock clock[COMPLAINT_CLOCKS]; };

/* All clocks of a case. Asked again after any change of the case, the policies or the calendar. Texts and steps
 * are the arena's, or lent by calendar and pauses. */
struct complaint_clocks complaint_clocks_of(struct arena *a, const struct complaint_case *k,
                                            const struct complaint_policies *p, const struct calendar *c);

/* TIME-06. Only a running clock has a colour. */
enum deadline_colour complaint_colour(const struct complaint_clock *clock, moment now);
/* The worst of all. */
enum deadline_colour complaint_worst(const struct complaint_clocks *clocks, moment now);
/* CMP-30: the running clock whose red line comes first; COMPLAINT_CLOCKS: none runs. */
enum complaint_clock_name complaint_next(const struct complaint_clocks *clocks);

/* CMP-14: the level that must be told now, one after another and each once: 1 whoever is in charge, 2 the supervisor,
 * 3 the head of customer service; 0: nobody. reached is the level told last; it is never taken back. insisted: the
 * customer wants somebody higher: one level more, whatever the time. Asked again (no longer insisted) until 0. */
int complaint_escalation(const struct complaint_clock *clock, moment now, int64_t grace, int reached, bool insisted);
/* The moment from which a level (1 to 3) must be told. */
moment complaint_level_at(const struct complaint_clock *clock, int level, int64_t grace);

#endif
