/* Samples of how complaints were handled, scored (CMP-28, F-431): words and manner. */
#ifndef QT_DATA_COMPLAINT_SCORE_H
#define QT_DATA_COMPLAINT_SCORE_H

#include "data/register.h"

#define COMPLAINT_SCORES 4      /* polite, patient, plain words, answers first */

/* Action complaint_score.draw: by lot, so many matters of each colleague who took or handled some that month; twice draws
 * nothing new. *drawn: how many. */
bool complaint_score_draw(struct office *o, day month, int each, int *drawn, struct err *err);

struct complaint_score_row { int64_t staff; char *name; int64_t scored, sum[COMPLAINT_SCORES]; };
/* Means by colleague of a month: sums and counts, at most max. */
size_t complaint_score_means(struct office *o, day month, struct arena *a, struct complaint_score_row *out, size_t max);

#endif
