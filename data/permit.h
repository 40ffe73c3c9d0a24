/* Permits: which of them a project lacks, and what of them customers must be told (RCP-39, RCP-41). */
#ifndef QT_DATA_PERMIT_H
#define QT_DATA_PERMIT_H

#include "data/lines.h"
#include "data/office.h"

/* Of the permits to be shown (POL-07), those of which the project has no valid one on that day: a line each. */
void permits_missing(struct office *o, int64_t project, day on, struct arena *a, struct said *said);
/* Of those in procedure or not in order that cover the building (NULL: any of the project's), the sentence to tell.
 * One in procedure is not told where a valid one of its kind covers the same. */
void permits_to_tell(struct office *o, int64_t project, const char *building, struct arena *a, struct said *said);

#endif
