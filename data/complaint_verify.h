/* Are the clocks of the open matters what they should be? */
#ifndef QT_DATA_COMPLAINT_VERIFY_H
#define QT_DATA_COMPLAINT_VERIFY_H

#include "data/office.h"

/* Every clock that runs has its task with the very line of its reckoning, and no other has one. Each finding is a line given to
 * say (may be NULL). Returns their number, -1 on failure. */
long complaint_verify(struct office *o, void (*say)(void *ctx, const char *line), void *ctx, struct err *err);

#endif
