/* The roster: who answers when (RCP-03, RCP-17). */
#ifndef QT_DATA_DUTY_H
#define QT_DATA_DUTY_H

#include "data/register.h"

/* Codes of the list duty_kind; a code never changes its meaning. */
#define DUTY_DESK "1"
#define DUTY_BACKUP "2"
#define DUTY_HOTLINE "3"

/* Who is on duty in that place at that moment, earliest shift first; at most max. Returns their number. */
size_t duty_at(struct office *o, int64_t project, const char *kind, moment t, int64_t *staff, size_t max);
/* What is not covered in the days from..to: spans in which neither desk nor hotline is answered, days without a backup.
 * One line each, of the project worked in, else of every project on sale or being handed over. */
size_t duty_gaps(struct office *o, day from, day to, struct arena *a, char ***lines);

#endif
