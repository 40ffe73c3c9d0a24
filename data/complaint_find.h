/* Matters by what was said in them. */
#ifndef QT_DATA_COMPLAINT_FIND_H
#define QT_DATA_COMPLAINT_FIND_H

#include "data/office.h"

struct complaint_hit {
    int64_t id, customer, rank;
    char *number, *name, *home_code, *state, *snippet;      /* snippet: around the first word, on one line; name "***" where hidden */
    moment received;
};

/* Matters whose texts contain every word typed, newest first, behind the rank `before` (0: from the newest); at most max. */
bool complaint_search(struct office *o, const char *typed, int64_t before, struct arena *a, struct complaint_hit *out, size_t max, size_t *count,
                      struct err *err);

#endif
