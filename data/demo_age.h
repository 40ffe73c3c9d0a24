/* Of which day a demonstration is, and whether anybody has worked in it. */
#ifndef QT_DATA_DEMO_AGE_H
#define QT_DATA_DEMO_AGE_H

#include "data/office.h"

/* The demonstration is made: remember the day, and where work would begin. */
bool demo_seal(struct office *o, struct err *err);
/* May it be made anew? It is of another day, and nobody did more than log in. */
bool demo_is_stale(struct office *o);

#endif
