/* The demonstration's samples: last month's all heard, this month's in part. */
#include "data/demo_private.h"
#include "data/quality.h"

enum { SAMPLES_MOST = 60 };

static bool
hear(struct demo *d, day month, size_t left_over, struct err *err)
{
    struct arena a = { 0 };
    struct quality_sample *samples = arena_alloc(&a, SAMPLES_MOST * sizeof *samples);
    int64_t drawn;
    size_t n = 0;
    bool good = quality_draw(d->o, month, &drawn, err) && quality_samples(d->o, month, &a, samples, SAMPLES_MOST, &n, err);

    for (size_t i = 0; good && i + left_over < n; i++) {
        int score[QUALITY_SCORES];

        for (size_t k = 0; k < QUALITY_SCORES; k++)
            score[k] = 3 + (int)demo_draw(d, 3);
        good = quality_score(d->o, samples[i].id, score, err);
    }
    arena_free(&a);
    return good;
}

static bool
hear_both(struct demo *d, void *with, struct err *err)
{
    (void)with;
    return hear(d, day_add_months(d->today, -1), 0, err) && hear(d, d->today, 2, err);
}

void
demo_plan_quality(struct demo *d)
{
    demo_plan(d, demo_when(d, "-1d 17:40"), "沈洁", hear_both, NULL);
}
