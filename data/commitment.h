/* Promises to customers, made anywhere (RCP-46 to RCP-48): approved before they are spread, kept with proof, never unseen. */
#ifndef QT_DATA_COMMITMENT_H
#define QT_DATA_COMMITMENT_H

#include "data/register.h"
#include "rules/stage.h"

/* What is asked at any desk where one is made: what, by when, who keeps it. For dialog_form. */
extern const struct field commitment_desk_fields[];

struct commitment_made {
    int64_t project, customer, home, reception;     /* 0: not known */
    const char *text;
    day due;
    const char *role;           /* code: who keeps it */
};

/* Note it; it waits for approval from then on. In arena: its number. */
bool commitment_make(struct office *o, const struct commitment_made *m, struct arena *a, const char **number, struct err *err);

struct commitment_open {
    int64_t id;
    char *number, *text;
    day due;                    /* NO_DAY: none */
    bool late;
};
/* Open promises that a desk must not close over: made in this reception, or overdue to this customer; those due first come
 * first. Returns their number; at most max are filled in. Either id may be 0. */
size_t commitment_unseen(struct office *o, int64_t reception, int64_t customer, struct arena *a, struct commitment_open *out, size_t max);

/* KPI-14: of the promises that fell due in these days, how many were kept in time. Withdrawn ones do not count. */
bool commitment_kept_rate(struct office *o, day from, day to, int64_t *kept, int64_t *due, struct err *err);

#endif
