/* What a desk must know of a customer at one glance: who, since when, what was promised, what is open, what to avoid,
 * what happened last (RCP-08, RCP-22). */
#ifndef QT_DATA_BRIEF_H
#define QT_DATA_BRIEF_H

#include "data/office.h"

enum brief_kind { BRIEF_WHO, BRIEF_STAGE, BRIEF_OWNER, BRIEF_PROMISE, BRIEF_OPEN, BRIEF_AVOID, BRIEF_OWED, BRIEF_PAST, BRIEF_HEADING, BRIEF_BLANK };

struct brief_line {
    enum brief_kind kind;
    char *text;                 /* translated, UTF-8 */
    bool late;                  /* its red line has passed */
    const char *about;          /* the matter it opens, or NULL */
    int64_t matter;
};

/* At most max lines, in reading order. customer 0 gives none. */
size_t customer_brief(struct office *o, int64_t customer, struct arena *a, struct brief_line *out, size_t max);

#endif
