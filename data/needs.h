/* What customers want (RCP-64): the closed receptions of a period counted by what was noted of them. A reception that
 * names several things is counted under each; shares are of all receptions looked at, so those of one point compare. */
#ifndef QT_DATA_NEEDS_H
#define QT_DATA_NEEDS_H

#include "data/figures.h"

struct need_point {
    const char *key;            /* English: "focus" */
    const char *name;           /* N_ */
    const char *basis;          /* N_ which receptions are looked at */
    const char *list;           /* whose codes are counted */
    const struct need_sql *sql;
};
const struct need_point *need_at(size_t i);             /* NULL after the last */
const struct need_point *need_get(const char *key);     /* NULL: none */

struct need_part {
    const char *code;           /* "": nothing noted */
    const char *name;           /* shown */
    struct figure now, before;  /* good: receptions with it; total: receptions looked at */
};
/* The most frequent first, what was noted nowhere left out; "nothing noted" last and only where there is some.
 * staff and channel of the scope are not asked. */
bool need_count(struct office *o, const struct need_point *p, const struct figure_scope *s, struct arena *a,
                struct need_part **out, size_t *count, struct err *err);
/* The receptions behind a number, as figure_rows gives them. */
bool need_rows(struct office *o, const struct need_point *p, const struct figure_scope *s, const char *code,
               const struct figure_row *after, bool backwards, struct arena *a, struct figure_row *out, size_t max,
               size_t *count, struct err *err);

#endif
