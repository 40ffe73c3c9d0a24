#include "ui/kit/app_private.h"

#include "base/lang.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct screen **
screens_slot(struct app *app)
{
    struct app_private *p = app->p;

    return p->modal ? &p->modal : &p->stacks[p->current];
}

struct screen *
app_top(struct app *app)
{
    return *screens_slot(app);
}

static void
screen_free(struct screen *sc)
{
    if (sc->ops->close)
        sc->ops->close(sc);
    arena_free(&sc->arena);
    free(sc->title);
    free(sc->state);
    free(sc);
}

/* A closed screen may still be running the command that closed it: it is freed when that is done. */
static void
screen_kill(struct app *app, struct screen *sc)
{
    sc->below = app->p->dead;
    app->p->dead = sc;
    app->p->dirty = true;
}

void
screens_bury(struct app *app)
{
    struct screen *sc;

    if (app->p->depth > 0)
        return;
    while ((sc = app->p->dead)) {
        app->p->dead = sc->below;
        screen_free(sc);
    }
}

static void
screen_load(struct screen *sc)
{
    struct err err = { 0 };

    sc->stale = false;
    arena_reset(&sc->arena);
    if (sc->ops->load && !sc->ops->load(sc, &err)) {
        sc->stale = true;           /* tried again at the next key or second */
        app_say_err(sc->app, &err);
    }
    sc->app->p->dirty = true;
}

void
screens_settle(struct app *app)
{
    struct screen *sc = app_top(app);

    if (sc && sc->stale && !app->p->layers)
        screen_load(sc);
}

static void
chain_stale(struct screen *sc)
{
    for (; sc; sc = sc->below)
        sc->stale = true;
}

void
screens_stale(struct app *app)
{
    for (size_t i = 0; i < COUNT(app->p->stacks); i++)
        chain_stale(app->p->stacks[i]);
    chain_stale(app->p->modal);
}

void
screen_stale(struct screen *sc)
{
    sc->stale = true;
}

void
screen_title(struct screen *sc, const char *format, ...)
{
    va_list args;
    char *title = NULL;

    va_start(args, format);
    if (vasprintf(&title, format, args) < 0)
        title = NULL;
    va_end(args);
    free(sc->title);
    sc->title = title;
}

/* Opened, loaded, on no stack yet; NULL: refused and said. */
static struct screen *
screen_make(struct app *app, const struct screen_ops *ops, void *arg)
{
    struct screen *sc = mem_alloc(sizeof *sc);
    struct err err = { 0 };

    sc->ops = ops;
    sc->app = app;
    sc->term = app->term;
    sc->state = mem_alloc(ops->state_size ? ops->state_size : 1);
    if ((ops->open && !ops->open(sc, arg, &err)) || (ops->load && !ops->load(sc, &err))) {
        app_say_err(app, &err);
        screen_free(sc);
        return NULL;
    }
    app->p->dirty = true;
    return sc;
}

struct screen *
screen_push(struct app *app, const struct screen_ops *ops, void *arg)
{
    struct screen *sc = screen_make(app, ops, arg);
    struct screen **slot = screens_slot(app);

    if (!sc)
        return NULL;
    sc->modal = app->p->modal != NULL;
    sc->below = *slot;
    *slot = sc;
    return sc;
}

struct screen *
screen_replace(struct app *app, const struct screen_ops *ops, void *arg)
{
    struct screen **slot = screens_slot(app);
    struct screen *sc, *old = *slot;

    /* An F-key's first screen is kept: what would replace it goes on top. */
    if (!old || (!old->below && !old->modal))
        return screen_push(app, ops, arg);
    sc = screen_make(app, ops, arg);
    if (!sc)
        return NULL;
    sc->modal = old->modal;
    sc->below = old->below;
    *screens_slot(app) = sc;
    screen_kill(app, old);
    return sc;
}

void
screen_pop(struct app *app)
{
    struct screen **slot = screens_slot(app);
    struct screen *sc = *slot;

    if (!sc)
        return;
    if (!sc->below && !sc->modal) {
        if (app->p->current != app->ops->home)
            app_show(app, app->ops->home);
        else
            app_say(app, _("This is the first screen; F10 is the menu."));
        return;
    }
    *slot = sc->below;
    screen_kill(app, sc);
    sc = app_top(app);
    if (sc && sc->ops->back)
        sc->ops->back(sc);
}

void
screens_back(struct app *app)
{
    struct screen *sc = app_top(app);

    if (!sc->ops->leave || sc->ops->leave(sc))
        screen_pop(app);
}

bool
screen_run(struct app *app, const struct screen_ops *ops, void *arg)
{
    struct app_private *p = app->p;
    struct screen *sc = screen_make(app, ops, arg), *under = p->modal;
    struct layer *layers = p->layers;
    struct key k;
    bool closed;

    if (!sc)
        return false;
    sc->modal = true;
    sc->below = under;
    p->modal = sc;
    p->layers = NULL;
    while (p->modal != under && app_key(app, &k))
        app_dispatch(app, &k);
    closed = p->modal == under;
    while (p->modal != under) {
        sc = p->modal;
        p->modal = sc->below;
        screen_kill(app, sc);
    }
    p->layers = layers;
    p->dirty = true;
    screens_bury(app);
    return closed && !p->hangup && !p->quit;
}

bool
app_show(struct app *app, int fkey)
{
    struct app_private *p = app->p;
    const struct fkey *f = app->ops->fkeys;
    struct screen *sc;

    while (f && f->number && f->number != fkey)
        f++;
    if (!f || !f->number || p->modal || fkey >= (int)COUNT(p->stacks))
        return false;
    if (!p->stacks[fkey]) {
        sc = screen_make(app, f->screen, NULL);
        if (!sc)
            return false;
        p->stacks[fkey] = sc;
    }
    p->current = fkey;
    p->dirty = true;
    return true;
}

void
screens_close_all(struct app *app)
{
    struct app_private *p = app->p;
    struct screen *sc;

    for (size_t i = 0; i < COUNT(p->stacks); i++)
        while ((sc = p->stacks[i])) {
            p->stacks[i] = sc->below;
            screen_kill(app, sc);
        }
    p->current = 0;
}
