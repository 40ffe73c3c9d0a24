/* What would have prevented it: the points of each critical moment, gone through phase by phase, or in a training (F-430). */
#ifndef QT_DATA_PREVENTION_CHECK_H
#define QT_DATA_PREVENTION_CHECK_H

#include "data/register.h"

/* Action prevention_check.make: a row for each point of the moment (code "07"; NULL: of all thirty). round names the check list: a
 * day, a training. Twice with one round makes nothing new; *made: how many. */
bool prevention_make(struct office *o, int64_t project, const char *moment_code, const char *round, int *made, struct err *err);

#endif
