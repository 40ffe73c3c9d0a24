/* Shared by the files of the appointments. */
#ifndef QT_DATA_VIEWING_PRIVATE_H
#define QT_DATA_VIEWING_PRIVATE_H

#include "data/viewing.h"

/* The hooks of the register (struct reg). */
bool viewing_saving(struct office *o, struct action *a, struct record *v, struct err *err);
bool viewing_check(struct office *o, const struct record *v, struct err *err);
bool viewing_saved(struct office *o, struct action *a, const struct record *v, struct err *err);
size_t viewing_gaps(struct office *o, day from, day to, struct arena *a, char ***lines);

/* Inside an action: the confirmation that holds (RCP-55). Withdrawn: what waits is not sent, a sent one is no longer
 * the one that holds. */
bool viewing_confirm(struct office *o, struct action *a, const struct record *v, struct err *err);
bool viewing_withdraw(struct office *o, struct action *a, int64_t viewing, const char *why, struct err *err);

/* Inside an action: the checklist is to be gone through anew. */
bool viewing_prep_again(struct office *o, struct action *a, int64_t viewing, struct err *err);
/* Is everything of it ticked? */
bool viewing_prepared(struct office *o, const struct record *v);
/* Raise or end the tasks of the appointment, as its state wants them. */
bool viewing_tasks(struct office *o, struct action *a, const struct record *v, struct err *err);

#endif
