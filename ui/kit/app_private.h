/* What the app's own files share: app.c (the loop), screens.c (the stacks), frame.c (what is painted). */
#ifndef QT_UI_KIT_APP_PRIVATE_H
#define QT_UI_KIT_APP_PRIVATE_H

#include "ui/kit/app.h"

struct typed {                      /* a key put back, paste copied */
    struct key key;
    char *paste;
    struct typed *next;
};

struct app_private {
    struct screen *stacks[10];      /* topmost screen of each F-key, by its number */
    int current;                    /* the stack now shown; 0: none yet */
    struct screen *modal;           /* topmost of the screens that run alone; NULL: none */
    struct screen *dead;            /* closed, but perhaps still running a command */
    struct layer *layers;           /* topmost first */
    int depth;                      /* keys being dispatched, one inside the other */

    struct buf message;
    bool warn;
    long said;                      /* counts messages: was there one since? */

    bool quit, hangup, unwinding;
    bool digit_next;                /* Ctrl-G was pressed */
    bool dirty;                     /* something changed since the last paint */

    moment now, typed_at;
    int idle_told;                  /* minutes told to app_ops.idle since the last key */
    bool idling;                    /* inside app_ops.idle */
    int64_t polled_ms;
    struct typed *queue, **queue_end;
    char *lent_paste;               /* of the key last taken from the queue */
    struct arena frame;             /* texts of one paint */
};

/* screens.c */
struct screen **screens_slot(struct app *app);      /* where the shown stack hangs */
void screens_settle(struct app *app);               /* load the shown screen if it is due */
void screens_stale(struct app *app);                /* every screen is due */
void screens_bury(struct app *app);                 /* free the closed ones */
void screens_close_all(struct app *app);            /* F-key stacks only */
void screens_back(struct app *app);                 /* Esc */

/* frame.c */
void frame_paint(struct app *app);

/* app.c */
void app_put_back(struct app *app, const struct key *k);
bool app_key(struct app *app, struct key *out);
void app_dispatch(struct app *app, const struct key *k);
bool app_ending(const struct app *app);
int64_t app_ticks(void);                            /* milliseconds that never jump */

/* help.c, palette.c */
void help_open(struct app *app);
void palette_open(struct app *app);

#endif
