/* The rota of the day: who receives the next new visitor (rules/rota.h). One row a consultant, project and day. */
#ifndef QT_DATA_TURN_H
#define QT_DATA_TURN_H

#include "data/reception.h"
#include "rules/rota.h"

/* Codes of the list turn_absence. */
#define TURN_LEAVE "1"
#define TURN_AWAY "2"

struct turns {
    struct rota_turn *t;        /* in the order of the day */
    char **names;
    int64_t *ids;               /* of the rows */
    size_t n;                   /* 0: no rota was made for the day */
};

/* The rota of a day, as it stands now: busy is who has an open visit. */
bool turns_read(struct office *o, int64_t project, day on, struct arena *a, struct turns *out, struct err *err);
/* Who receives next, 0: nobody is free, or there is no rota. */
int64_t turn_next(struct office *o, int64_t project);
/* Today's turns in one line: "next 陈静; 王强 busy; ..."; NULL: no rota. */
char *turn_text(struct office *o, int64_t project, struct arena *a);

/* ---- actions ---- */

/* "turn.make_day": those consultants who are on the duty roster today, in the order that goes on from the last day.
 * Made again, it adds who came late. ERR_MISSING: nobody is on the roster. */
bool turn_make_day(struct office *o, int64_t project, struct err *err);
bool turn_skip(struct office *o, int64_t project, int64_t staff, struct err *err);                      /* "turn.skip" */
bool turn_absent(struct office *o, int64_t project, int64_t staff, const char *absence, struct err *err);   /* "turn.absent" */
bool turn_back(struct office *o, int64_t project, int64_t staff, struct err *err);                      /* "turn.back" */

/* Inside the opening of a visit, before it is written: whose it is. A customer of somebody goes there and uses no turn;
 * a new one to whoever is next at this moment, although the desk may have proposed another a minute ago. Another one
 * chosen by hand wants override_why: ERR_INPUT at that field. known: the customer, 0: new. */
bool turn_take(struct office *o, struct action *a, struct reception *r, int64_t known, struct err *err);

#endif
