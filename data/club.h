/* First visitors handed to the owners' club: one line each, raised when the visit is closed (RCP-29, KPI-11). */
#ifndef QT_DATA_CLUB_H
#define QT_DATA_CLUB_H

#include "data/register.h"
#include "rules/stage.h"

/* Inside the action that closes a first visit: its line of the hand-over list. Once is enough. */
bool club_due(struct office *o, struct action *a, const struct record *reception, struct err *err);

struct club_line {
    int64_t id, customer, reception;
    moment at;                  /* when they came */
    char *number, *name, *phone, *consultant, *project;
    bool handed;
    char *batch, *receiver;
    day handed_on;              /* NO_DAY: not yet */
};
/* The first visitors of a day, in the order in which they came; at most max. */
bool club_list(struct office *o, day d, struct arena *a, struct club_line *out, size_t max, size_t *count, struct err *err);

/* Hand over everything of that day that is still due, as one batch: written to a CSV file at path (NULL: no file), the lines
 * marked, their tasks ended. *count: how many. Nothing due: ERR_MISSING. */
bool club_hand_over(struct office *o, day d, const char *receiver, const char *path, int64_t *count, struct err *err);

/* KPI-11: of the first visits of these days, how many were handed over. */
bool club_rate(struct office *o, day from, day to, int64_t *handed, int64_t *all, struct err *err);

#endif
