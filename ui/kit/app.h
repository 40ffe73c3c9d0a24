/* The desk as a loop: keys in, frames out, screens in between. Knows nothing of the trade: main gives it words,
 * rights, and the tables of screens and commands. */
#ifndef QT_UI_KIT_APP_H
#define QT_UI_KIT_APP_H

#include "base/date.h"
#include "base/field.h"
#include "ui/kit/screen.h"

/* The parts of the title row, translated; any may be NULL. Lent from the arena given. */
struct title_parts {
    const char *project;        /* left, before the screen's title */
    const char *who;            /* colleague and desk */
    const char *counts;         /* "overdue 2  today 7" */
};

struct fkey {
    int number;                 /* 2 to 9 */
    const char *label;          /* N_ on the last row */
    const struct screen_ops *screen;
};                              /* a table ends with number 0 */

/* Given by main; ctx is main's. Any function may be NULL. */
struct app_ops {
    const struct fkey *fkeys;
    int home;                   /* number of the F-key shown first and returned to */
    const struct menu *menu;    /* commands reachable everywhere */
    moment (*now)(void *ctx);   /* asked before every frame */
    int (*zone)(void *ctx);     /* seconds east of UTC; NULL: ZONE_CHINA */
    void (*title)(void *ctx, struct arena *a, struct title_parts *out);
    /* Asked each second and never while a dialog is open: has another desk written? */
    bool (*changed)(void *ctx);
    bool (*can)(void *ctx, const char *right);
    bool (*may_write)(void *ctx, struct err *err);      /* false: err says why nothing can be changed now */
    void (*find)(struct app *app);                      /* Ctrl-F */
    void (*undo)(struct app *app);                      /* Ctrl-Z outside fields */
    /* Nothing was typed for so many whole minutes; called once for each. May screen_run a lock. */
    void (*idle)(struct app *app, int minutes);
    void (*hangup)(void *ctx);                          /* sync the drafts, the program ends */
    /* Phrases for "::": best first, at most max; text is what is inserted. */
    size_t (*phrases)(void *ctx, const char *initials, struct arena *a, struct option *out, size_t max);
};

struct app {
    const struct app_ops *ops;
    void *ctx;                  /* main's */
    struct term *term;
    const struct command *running;      /* while its run() is called: for several rows with one function */
    struct app_private *p;
};

/* term is open and stays the caller's. */
struct app *app_new(struct term *term, const struct app_ops *ops, void *ctx);
void app_free(struct app **app);
/* Run until app_quit or hang-up. False: hang-up. */
bool app_run(struct app *app);
void app_quit(struct app *app);

/* The message line: what happened, what to do next. Stands until the next key that changes something. */
void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_warn(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_say_err(struct app *app, const struct err *err);
const char *app_message(const struct app *app);         /* "" if none */

moment app_now(const struct app *app);
int app_zone(const struct app *app);
bool app_can(const struct app *app, const char *right);         /* right NULL: true */
struct screen *app_top(struct app *app);                /* the screen now shown, or NULL */
/* Show the screen of an F-key as it was left (opened where it is not yet). */
bool app_show(struct app *app, int fkey);
/* Records were changed outside a NEED_WRITE command: every screen is loaded before it is shown again. */
void app_wrote(struct app *app);
/* Close every screen and every open dialog (as if by Esc) and show the home screen: another colleague took over. */
void app_reset(struct app *app);
/* app_ops.phrases in the form that form_set_phrases takes, ctx being the app. */
size_t app_phrases(void *app, const char *initials, struct arena *a, struct option *out, size_t max);

/* ---- for the kit's own dialogs ------------------------------------------------------------------------- */

/* Something drawn over the body while a nested loop reads its keys. */
struct layer {
    void (*draw)(struct app *app, void *ctx, struct box body);
    void *ctx;
    const char *bar;            /* key row while it is open, translated */
    struct layer *below;
};
void app_layer_open(struct app *app, struct layer *l);
void app_layer_close(struct app *app, struct layer *l);
/* The next key for the topmost layer; paints before it waits, keeps the clock, obeys Ctrl-L and resizing.
 * False: close at once, as if by Esc (hang-up, or app_reset). */
bool app_layer_key(struct app *app, struct key *out);
/* Paint now, without waiting for a key (progress). */
void app_paint(struct app *app);

#endif
