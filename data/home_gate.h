/* What stands between a customer and a home (RCP-32, RCP-40, RCP-41, RCP-49 to RCP-51). */
#ifndef QT_DATA_HOME_GATE_H
#define QT_DATA_HOME_GATE_H

#include "data/register.h"

/* All reasons why this customer may not subscribe to the home now, one line each. customer 0: those of the home alone. */
size_t home_hindrances(struct office *o, int64_t home, int64_t customer, struct arena *a, char ***lines);
/* ERR_REFUSED names them all. */
bool home_may_subscribe(struct office *o, int64_t home, int64_t customer, struct err *err);
/* Before the contract: the same but for the state of the home, and what was only told is signed (RCP-51). */
bool home_may_sign(struct office *o, int64_t home, int64_t customer, struct err *err);

/* Above the limit or with chemicals in it: under no condition sold. */
bool home_locked(const struct record *home);
/* Within the saving of a home: a locked one goes off sale, and does not come back. */
bool home_lock(struct office *o, struct record *home, struct err *err);

#endif
