/* Samples of calls and receptions, heard by a supervisor and scored: polite, patient, plain words (RCP-05, RCP-15, REC-20). */
#ifndef QT_DATA_QUALITY_H
#define QT_DATA_QUALITY_H

#include "data/register.h"

#define QUALITY_SCORES 3        /* polite, patient, plain */

/* Draw the samples of a month (any day of it): of each colleague's closed calls and visits as many as the policy
 * quality.samples says, fewer where there were fewer. The month is the seed: drawing again adds only what is missing, and
 * whoever draws draws the same. *drawn: how many were added. */
bool quality_draw(struct office *o, day month, int64_t *drawn, struct err *err);

struct quality_sample {
    int64_t id, reception, staff;
    char *staff_name, *number, *customer_name, *judge;
    bool call, scored;
    moment at;
    int score[QUALITY_SCORES];  /* 1 to 5; 0: not heard yet */
    char *remark;
};
/* The samples of a month by colleague, then time; at most max. */
bool quality_samples(struct office *o, day month, struct arena *a, struct quality_sample *out, size_t max, size_t *count, struct err *err);
/* The judge is who sits there; nobody judges their own calls. Scoring again corrects. */
bool quality_score(struct office *o, int64_t sample, const int score[QUALITY_SCORES], struct err *err);

#endif
