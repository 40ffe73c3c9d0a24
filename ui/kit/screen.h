/* A screen is a table of operations; the frame asks it only what differs. */
#ifndef QT_UI_KIT_SCREEN_H
#define QT_UI_KIT_SCREEN_H

#include "ui/kit/command.h"
#include "ui/kit/draw.h"

struct screen_ops {
    const char *name;           /* English id: "walkin" */
    const char *title;          /* N_ shown behind the project in the title row */
    size_t state_size;          /* zeroed before open, freed after close */
    const struct command *commands;     /* may be NULL */
    const char *const *tips;    /* N_ sentences of the trade for the help, ends with NULL; may be NULL */

    /* Make the widgets; arg is what screen_push was given. False: err says why, the screen is closed and not shown. */
    bool (*open)(struct screen *sc, void *arg, struct err *err);
    /* Read what will be shown into the state and sc->arena (emptied just before). The only call that may ask the
     * store besides commands. Called after open, after a command that changed something, and when others wrote.
     * False: err is said and it is tried again later; what is left in the state must be drawable. May be NULL. */
    bool (*load)(struct screen *sc, struct err *err);
    void (*draw)(struct screen *sc, struct box body);
    /* Keys go to the screen's widgets first: true = taken. May be NULL. */
    bool (*key)(struct screen *sc, const struct key *k);
    /* Is text being typed here now? Then F1 and not ? is named as the help key. NULL: never. */
    bool (*typing)(const struct screen *sc);
    /* Is a row selected? NULL: never. */
    bool (*has_row)(const struct screen *sc);
    /* What stands on the message line while nothing else does: usually form_note. *warn set: it goes before a
     * message. Lent until the next key. NULL or returns NULL: nothing. */
    const char *(*hint)(struct screen *sc, bool *warn);
    /* Does a clock run on it, to be drawn anew each second? NULL: no. */
    bool (*ticks)(const struct screen *sc);
    /* Esc: true = go back; false = stay. For an F-key screen, which is kept, the chance to make itself empty. NULL: go. */
    bool (*leave)(struct screen *sc);
    /* A screen above was closed and this one is seen again (before a load, if one is due). May be NULL. */
    void (*back)(struct screen *sc);
    void (*close)(struct screen *sc);   /* free the widgets; also after an open that failed. May be NULL */
};

struct screen {
    const struct screen_ops *ops;
    void *state;                /* ops->state_size bytes */
    struct app *app;
    struct term *term;          /* for drawing */
    struct arena arena;         /* what load read; emptied before each load */
    char *title;                /* set by screen_title; NULL: ops->title */
    const char *const *tips;    /* set by open() where they depend on what is shown; NULL: ops->tips. Lent */
    bool stale;                 /* must be loaded before it is shown again */
    bool modal;                 /* runs alone: no F-keys, no palette, no find (log-in, lock) */
    struct screen *below;
};

/* Open on top of the one now shown. NULL: refused, and the message line says why. The app owns it. */
struct screen *screen_push(struct app *app, const struct screen_ops *ops, void *arg);
/* The same in place of the one now shown. */
struct screen *screen_replace(struct app *app, const struct screen_ops *ops, void *arg);
/* Close the one now shown, without asking leave(). Its state lives until the running command or key is done. An
 * F-key's first screen is not closed: the home screen is shown. */
void screen_pop(struct app *app);
/* Open a screen that runs alone and come back when it is closed (log-in, lock, choosing a record): results go
 * through arg. False: it was refused, or the program is to end. */
bool screen_run(struct app *app, const struct screen_ops *ops, void *arg);
/* The words behind the project in the title row: "Board 5". */
void screen_title(struct screen *sc, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Load before the next frame. */
void screen_stale(struct screen *sc);

#endif
