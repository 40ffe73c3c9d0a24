/* Adverse factors: which ones touch a home, and which of them a customer has not signed for (RCP-32). */
#ifndef QT_DATA_ADVERSE_H
#define QT_DATA_ADVERSE_H

#include "data/register.h"

/* Factors now shown that touch the building (0: those of the whole project), as records of "adverse_factor", at most max. */
bool adverse_of_building(struct office *o, int64_t project, int64_t building, struct arena *a, struct record **out, size_t max,
                         size_t *count, struct err *err);
/* The same by a home. */
bool adverse_of_home(struct office *o, int64_t home, struct arena *a, struct record **out, size_t max, size_t *count, struct err *err);

/* Those of the building for which this customer has no signed notice. */
bool adverse_unsigned(struct office *o, int64_t customer, int64_t building, struct arena *a, struct record **out, size_t max,
                      size_t *count, struct err *err);
/* May this customer subscribe to the home as far as adverse factors go? ERR_REFUSED names what is not signed.
 * Policy reception.adverse_before_subscription switches it off. */
bool adverse_may_subscribe(struct office *o, int64_t customer, int64_t home, struct err *err);

/* Do all buildings named (separated by blanks or commas; "" none) belong to the project? */
bool adverse_buildings_exist(struct office *o, int64_t project, const char *names, struct err *err);
/* Is the building among them? Where none are named, every building is. */
bool adverse_names_building(const char *names, const char *building, struct arena *a);

#endif
