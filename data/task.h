/* Tasks: anything that somebody owes by some time. One table, one engine (TIME-01 to TIME-07). */
#ifndef QT_DATA_TASK_H
#define QT_DATA_TASK_H

#include "data/office.h"
#include "data/policy.h"
#include "rules/deadline.h"

struct task {
    int64_t id;
    char *kind, *about;
    int64_t matter, turn, customer, home, project, staff;
    char *role;                 /* code; "" none */
    char *text, *rule, *policy_warn, *policy_red;
    moment started, warn, due;
    moment anchor;              /* the date the matter brought; 0: none */
    bool plan;
    moment done;                /* 0: open */
    int64_t done_by;
    char *outcome;
    int level;                  /* escalations so far: 1 in charge, 2 supervisor */
    char *customer_name, *phone, *home_code, *staff_name;
};

/* What is to be owed. Text, rule, role, policies may come from the table of events. */
struct task_wish {
    const char *kind, *about;
    int64_t matter, turn;
    int64_t customer, home, project, staff;
    const char *role;           /* identifier or code */
    const char *text, *rule;
    const char *policy_warn, *policy_red;       /* expressions (data/line.h); NULL: by hand */
    moment start;               /* 0: now */
    moment warn, due;           /* by hand; due is the anchor of lines counted back */
    moment anchor;              /* filled in when raised */
    bool plan;
};

/* Inside an action: raise it. Raising twice makes one task; while it is open its text, person and lines follow the wish. */
bool task_raise(struct office *o, struct action *a, const struct task_wish *w, struct err *err);
/* Inside an action: end the open tasks of that kind about that matter. */
bool task_end(struct office *o, struct action *a, const char *kind, const char *about, int64_t matter,
              const char *outcome, struct err *err);

/* ---- events (data/content/events.csv): which action raises which task, and which ends it ---- */

/* The event's row for this task fills what the wish leaves open, then it is raised. An unknown row stops the program. */
bool event_raise(struct office *o, struct action *a, const char *event, const char *task,
                 const struct task_wish *w, struct err *err);
/* Every task of the event. */
bool event_raise_all(struct office *o, struct action *a, const char *event, const struct task_wish *w, struct err *err);
/* End whatever this event ends about the matter. */
bool event_end(struct office *o, struct action *a, const char *event, const char *about, int64_t matter,
               const char *outcome, struct err *err);

/* ---- actions ---- */

bool task_done(struct office *o, int64_t id, const char *outcome, struct err *err);
/* TIME-07: another time at the customer's wish; who confirmed it and when must be said. The time between is
 * kept as a pause of its own. */
bool task_reschedule(struct office *o, int64_t id, moment due, const char *confirmed_by, moment confirmed_at,
                     const char *why, struct err *err);
/* Give it to a colleague. */
bool task_assign(struct office *o, int64_t id, int64_t staff, struct err *err);
/* Raise the level of whatever crossed a line (TIME-06); quick when nothing did. Returns how many, -1 on failure. */
long task_escalate(struct office *o, struct err *err);
/* Inside an action: lines of the open tasks counted by this policy (or by the calendar) are counted anew. */
bool task_recount(struct office *o, struct action *a, const char *policy, struct policy_effect *effect, struct err *err);

/* ---- queries ---- */

enum task_who { TASKS_MINE, TASKS_ROLE, TASKS_MINE_AND_ROLE, TASKS_ALL };
struct task_filter {
    enum task_who who;
    const char *role;           /* code: only this role's; NULL: as who says */
    const char *kind;           /* only this kind ("approv*": all that begin so); NULL: all */
    const char *text;           /* in text, customer's name, home; NULL: all */
    int64_t customer, home;     /* only about these; 0: all */
    const char *about; int64_t matter;
    moment from, to;            /* due within [from, to); 0: open on that side */
    bool done_too;
};
/* Ordered by due; rows behind the key (due, id) given, at most max. */
bool task_window(struct office *o, const struct task_filter *f, moment after_due, int64_t after_id,
                 struct arena *a, struct task *out, size_t max, size_t *count, struct err *err);
/* The same backwards: rows before the key (before_id 0: from the last), the nearest first. */
bool task_window_back(struct office *o, const struct task_filter *f, moment before_due, int64_t before_id,
                      struct arena *a, struct task *out, size_t max, size_t *count, struct err *err);
int64_t task_total(struct office *o, const struct task_filter *f);
bool task_get(struct office *o, int64_t id, struct arena *a, struct task *out, struct err *err);

struct task_counts { int64_t overdue, today, week, mine_today, role_today, approvals; };
struct task_counts task_counts(struct office *o);

/* Why it is due when it is: one line each, adding up. */
bool task_explain(struct office *o, int64_t id, struct arena *a, char ***lines, size_t *count, struct err *err);
/* The same as numbers: steps from start to due. */
struct deadline task_working(struct office *o, const struct task *t, bool red, struct arena *a);

#endif
