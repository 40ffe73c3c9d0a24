/* What the desk is shown beside the form while a matter is typed: what is open, what is unusual, whether it is under
 * warranty, what to do first (F-402, CMP-17, CMP-25). */
#ifndef QT_DATA_COMPLAINT_SIDE_H
#define QT_DATA_COMPLAINT_SIDE_H

#include "data/complaint.h"
#include "rules/warranty.h"

enum side_kind {
    SIDE_OPEN,          /* an open matter of this home or caller: matter is its id */
    SIDE_UNUSUAL,       /* the same in this building lately: more than usual */
    SIDE_USUAL,         /* the same, as usual */
    SIDE_WARRANTY, SIDE_NO_WARRANTY,
    SIDE_IMPORTANT, SIDE_STEP, SIDE_HEADING, SIDE_MORE
};
struct side_line {
    enum side_kind kind;
    char *text;                 /* translated */
    int64_t matter;             /* 0: none */
    bool late;
};

/* For a record as far as it is typed (id 0) or stored. At most max lines, in reading order. */
size_t complaint_side(struct office *o, const struct record *r, struct arena *a, struct side_line *out, size_t max);

/* Verdict for the category's part of the home. False: nothing can be said (no home, not handed over, nothing covered). */
struct warranty_verdict {
    bool covered;
    day until;
    int64_t days_left;          /* negative: so many days ago */
    const char *item, *basis;
    int length;
    enum warranty_unit unit;
};
bool complaint_warranty(struct office *o, int64_t home, const char *category, struct arena *a, struct warranty_verdict *out);

/* The same moment in this building lately; and its arithmetic, one line each. */
struct unusual complaint_lately(struct office *o, int64_t building, const char *moment_code, int64_t but, moment at);
size_t complaint_lately_lines(struct office *o, const struct unusual *u, struct arena *a, char ***lines);

#endif
