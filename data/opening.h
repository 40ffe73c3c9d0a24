/* Opening of sales: what keeps it red, what should be done before (RCP-38, RCP-43, SLA-13). */
#ifndef QT_DATA_OPENING_H
#define QT_DATA_OPENING_H

#include "data/display.h"
#include "data/risk_check.h"

struct opening {
    struct record *project;
    struct display_progress display;
    struct risk_counts risk;
    moment check_until;         /* the risk check is to be settled by then; 0: no day of opening is set */
    bool red;                   /* the reasons keep it so */
    char **reasons;             /* permits, introduction, high risks, a check not settled in time */
    size_t nreasons;
    char **missing;             /* what does not hang: a warning */
    size_t nmissing;
};
bool opening_read(struct office *o, int64_t project, struct arena *a, struct opening *out, struct err *err);

/* May sales open? ERR_REFUSED names what is in the way: an introduction, a permit, a high risk. */
bool opening_may(struct office *o, int64_t project, struct err *err);
/* Inside an action, when a project was saved: the day of opening brings its lists and tasks. */
bool opening_follow(struct office *o, struct action *a, const struct record *project, struct err *err);

#endif
