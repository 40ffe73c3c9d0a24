/* Long work: how far, how fast, how long still; Esc stops it cleanly. */
#ifndef QT_UI_KIT_PROGRESS_H
#define QT_UI_KIT_PROGRESS_H

#include "ui/kit/app.h"

struct progress {
    struct app *app;
    const char *title;          /* translated */
    int64_t total, done;
    int64_t started_ms, painted_ms;
    bool stopped;
    struct layer layer;
};

/* total 0: unknown. */
void progress_begin(struct progress *p, struct app *app, const char *title, int64_t total);
/* So much is done. Paints at most ten times a second. False: Esc was pressed (other keys stay queued for later). */
bool progress_step(struct progress *p, int64_t done);
void progress_end(struct progress *p);
/* "1,200 / 40,000   30%   2,000/s   20 s left" of so much done in so many ms. Pure. */
char *progress_text(struct arena *a, int64_t done, int64_t total, int64_t elapsed_ms);

#endif
