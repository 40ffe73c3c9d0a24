/* The check of sales risks before opening (RCP-43, REC-01): fourteen things, each with what was found and who mends it. */
#ifndef QT_DATA_RISK_CHECK_H
#define QT_DATA_RISK_CHECK_H

#include "data/register.h"

struct risk_counts { size_t items, looked_at, open, high_open; };      /* open: found and not yet reviewed as mended */
struct risk_counts risk_counts(struct office *o, int64_t project);
/* All looked at, nothing open. False where there is no check. */
bool risk_settled(const struct risk_counts *c);
/* High risks not closed: a line each. */
size_t risk_high(struct office *o, int64_t project, struct arena *a, char ***lines);

/* Action risk.make: a row for each thing to be looked at; twice makes nothing new. */
bool risk_make(struct office *o, int64_t project, struct err *err);
/* The same inside somebody else's action. */
bool risk_write(struct office *o, struct action *a, int64_t project, struct err *err);

#endif
