/* The clocks of matters as tasks: the task engine asks here for their working (rules/complaint.h). */
#ifndef QT_DATA_COMPLAINT_CLOCK_H
#define QT_DATA_COMPLAINT_CLOCK_H

#include "data/task.h"

/* A task whose lines are counted by the matter it is about carries this instead of a policy's name. */
#define CLOCK_OF_COMPLAINT "@complaint"

bool complaint_carries(const struct task *t);
/* Start, steps and line of the clock that the task carries. */
struct deadline complaint_working(struct office *o, const struct task *t, bool red, struct arena *a);
/* Does this policy rule clocks of matters? */
bool complaint_ruled_by(const char *policy);
/* CMP-14: seconds from the red line to the third level. */
int64_t complaint_grace(const struct office *o);
/* Within the escalation of such a task: whoever must hear of it is told. level: the one reached now. */
bool complaint_escalated(struct office *o, struct action *a, const struct task *t, int level, struct err *err);

/* TIME-07, within an action: the clocks stand still until then: all that run but that of progress, or (task) one alone. */
bool complaint_pause_within(struct office *o, struct action *a, int64_t id, int64_t task, moment until, const char *by, moment confirmed_at,
                            const char *why, struct err *err);

#endif
