/* Lines of a task: from the expression of an event's row to a moment and its working.
 *   sla.08.red        counted on from the start
 *   -permit.warn_days counted back from the anchor (the date the matter brings)
 *   a|b               the earlier of two for a warning line, the later for a red line (POL-02)
 * A policy with the unit clock is that time of the anchor's (else the start's) day. */
#ifndef QT_DATA_LINE_H
#define QT_DATA_LINE_H

#include "data/office.h"
#include "rules/deadline.h"

/* anchor 0: none was brought. An expression that names no policy of time stops the program. */
struct deadline line_of(struct office *o, const char *expression, bool red, moment start, moment anchor, struct arena *a);
bool line_names(const char *expression, const char *policy);      /* is it counted by this policy? expression may be NULL */

#endif
