/* The demonstration: a project at work, made through the actions as its people would have made them. */
#ifndef QT_DATA_DEMO_H
#define QT_DATA_DEMO_H

#include "data/office.h"

/* Fill an empty database with 云栖花园: four buildings, owners in every stage of life, receptions, viewings, permits,
 * a roster, what is owed and what is late. Dates are relative to office_now; the same now gives the same records.
 * Afterwards clock, seat, desk and project of the office are as they were. ERR_REFUSED: it is not empty. */
bool demo_make(struct office *o, struct err *err);

#endif
