#include "ui/kit/app_private.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define POLL_MS 1000        /* how often others' writing is asked for */

/* ---- making, messages, small answers ------------------------------------ */

struct app *
app_new(struct term *term, const struct app_ops *ops, void *ctx)
{
    struct app *app = mem_alloc(sizeof *app);

    app->ops = ops;
    app->ctx = ctx;
    app->term = term;
    app->p = mem_alloc(sizeof *app->p);
    app->p->queue_end = &app->p->queue;
    app->p->dirty = true;
    app->p->now = ops->now ? ops->now(ctx) : 0;
    app->p->typed_at = app->p->now;
    app->p->polled_ms = app_ticks();
    if (term && *term->notice)
        app_say(app, "%s", term->notice);
    return app;
}

void
app_free(struct app **app)
{
    struct app_private *p;
    struct typed *t;

    if (!*app)
        return;
    p = (*app)->p;
    screens_close_all(*app);
    p->depth = 0;
    screens_bury(*app);
    while ((t = p->queue)) {
        p->queue = t->next;
        free(t->paste);
        free(t);
    }
    free(p->lent_paste);
    buf_free(&p->message);
    arena_free(&p->frame);
    free(p);
    free(*app);
    *app = NULL;
}

int64_t
app_ticks(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
message_set(struct app *app, bool warn, const char *format, va_list args)
{
    char *text = NULL;

    buf_clear(&app->p->message);
    if (vasprintf(&text, format, args) >= 0)
        buf_puts(&app->p->message, text);
    free(text);
    app->p->warn = warn;
    app->p->said++;
    app->p->dirty = true;
}

void
app_say(struct app *app, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    message_set(app, false, format, args);
    va_end(args);
}

void
app_warn(struct app *app, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    message_set(app, true, format, args);
    va_end(args);
}

void
app_say_err(struct app *app, const struct err *err)
{
    app_warn(app, "%s", err->text);
}

const char *
app_message(const struct app *app)
{
    return app->p->message.size ? app->p->message.text : "";
}

moment
app_now(const struct app *app)
{
    return app->p->now;
}

int
app_zone(const struct app *app)
{
    return app->ops->zone ? app->ops->zone(app->ctx) : ZONE_CHINA;
}

bool
app_can(const struct app *app, const char *right)
{
    return !right || !app->ops->can || app->ops->can(app->ctx, right);
}

void
app_wrote(struct app *app)
{
    screens_stale(app);
}

void
app_quit(struct app *app)
{
    app->p->quit = true;
}

void
app_reset(struct app *app)
{
    screens_close_all(app);
    app->p->unwinding = true;
}

bool
app_ending(const struct app *app)
{
    return app->p->quit || app->p->hangup || app->p->unwinding;
}

size_t
app_phrases(void *app, const char *initials, struct arena *a, struct option *out, size_t max)
{
    const struct app *self = app;

    return self->ops->phrases ? self->ops->phrases(self->ctx, initials, a, out, max) : 0;
}

/* ---- keys in ------------------------------------------------------------- */

void
app_put_back(struct app *app, const struct key *k)
{
    struct typed *t = mem_alloc(sizeof *t);

    t->key = *k;
    if (k->kind == KEY_PASTE)
        t->key.paste = t->paste = mem_strdup(k->paste);
    *app->p->queue_end = t;
    app->p->queue_end = &t->next;
}

static bool
take_back(struct app *app, struct key *out)
{
    struct app_private *p = app->p;
    struct typed *t = p->queue;

    if (!t)
        return false;
    *out = t->key;
    free(p->lent_paste);
    p->lent_paste = t->paste;
    p->queue = t->next;
    if (!p->queue)
        p->queue_end = &p->queue;
    free(t);
    return true;
}

static void
tick_idle(struct app *app)
{
    struct app_private *p = app->p;

    /* Locking reads keys itself: what is idle afterwards is counted from those. */
    while (app->ops->idle && !p->idling && !app_ending(app) && p->idle_told < (p->now - p->typed_at) / 60) {
        p->idling = true;
        app->ops->idle(app, ++p->idle_told);
        p->idling = false;
    }
}

/* The clock, what others wrote, idleness: once a second at most. */
static void
tick(struct app *app)
{
    struct app_private *p = app->p;
    int64_t ms = app_ticks();
    moment before = p->now;

    if (app->ops->now)
        p->now = app->ops->now(app->ctx);
    if (p->now / 60 != before / 60)
        p->dirty = true;
    if (ms - p->polled_ms < POLL_MS)
        return;
    p->polled_ms = ms;
    if (!p->layers && app->ops->changed && app->ops->changed(app->ctx))
        screens_stale(app);
    if (app_top(app) && app_top(app)->ops->ticks && app_top(app)->ops->ticks(app_top(app))) {
        p->dirty = true;
        p->typed_at = p->now;       /* somebody is talking: that is not idleness */
    }
    tick_idle(app);
}

/* What the terminal learnt only while running: bytes of another charset. */
static void
tell_notice(struct app *app)
{
    if (!app->term || !*app->term->notice)
        return;
    app_warn(app, "%s", app->term->notice);
    *app->term->notice = '\0';
    app->p->dirty = true;
}

static struct key
wait_key(struct app *app)
{
    struct app_private *p = app->p;
    int64_t wait;

    if (!term_pending(app->term)) {
        tick(app);
        tell_notice(app);
        if (app_ending(app))
            return (struct key) { .kind = KEY_NOTHING };
        screens_settle(app);
        if (p->dirty)
            frame_paint(app);
        p->dirty = false;
    }
    wait = p->polled_ms + POLL_MS - app_ticks();
    return term_key(app->term, wait > 0 ? (int)wait : 1);
}

/* True: the key is for the screens. */
static bool
key_for_screens(struct app *app, const struct key *k)
{
    struct app_private *p = app->p;

    switch (k->kind) {
    case KEY_NOTHING:
        return false;
    case KEY_RESIZED:
        p->dirty = true;
        return false;
    case KEY_HANGUP:
        p->hangup = true;
        if (app->ops->hangup)
            app->ops->hangup(app->ctx);
        return false;
    default:
        break;
    }
    p->dirty = true;
    if (k->kind == KEY_CTRL && k->cp == 'l') {
        term_redraw(app->term);
        return false;
    }
    if (app->ops->now)
        p->now = app->ops->now(app->ctx);
    p->typed_at = p->now;
    p->idle_told = 0;
    return true;
}

bool
app_key(struct app *app, struct key *out)
{
    while (!app_ending(app)) {
        if (!take_back(app, out))
            *out = wait_key(app);
        if (key_for_screens(app, out))
            return true;
    }
    return false;
}

void
app_layer_open(struct app *app, struct layer *l)
{
    l->below = app->p->layers;
    app->p->layers = l;
    app->p->dirty = true;
}

void
app_layer_close(struct app *app, struct layer *l)
{
    app->p->layers = l->below;
    app->p->dirty = true;
}

bool
app_layer_key(struct app *app, struct key *out)
{
    return app_key(app, out);
}

void
app_paint(struct app *app)
{
    frame_paint(app);
    app->p->dirty = false;
}

/* ---- what a key does ------------------------------------------------------ */

static bool
key_only_moves(const struct key *k)
{
    switch (k->kind) {
    case KEY_UP_: case KEY_DOWN_: case KEY_LEFT_: case KEY_RIGHT_:
    case KEY_HOME_: case KEY_END_: case KEY_PGUP: case KEY_PGDN:
        return true;
    default:
        return false;
    }
}

/* Ctrl-G and a digit are that F-key. */
static bool
translate(struct app *app, const struct key *k, struct key *out)
{
    struct app_private *p = app->p;
    uint32_t digit = k->kind == KEY_CHAR ? key_twin(k->cp) : 0;
    bool wanted = p->digit_next;

    *out = *k;
    p->digit_next = false;
    if (k->kind == KEY_CTRL && k->cp == 'g') {
        p->digit_next = true;
        app_say(app, _("Now a digit: the F-key of that number, 0 for F10."));
        return false;
    }
    if (wanted && digit >= '0' && digit <= '9')
        *out = (struct key) { .kind = KEY_FN, .number = digit == '0' ? 10 : (int)(digit - '0') };
    return true;
}

/* The keys of the frame: they mean the same everywhere, in the middle of a field too. */
static bool
frame_key(struct app *app, const struct key *k)
{
    if (k->kind == KEY_FN && k->number == 1) {
        help_open(app);
        return true;
    }
    if (app->p->modal)
        return false;
    if (k->kind == KEY_FN && k->number <= 9)
        return app_show(app, k->number);
    if ((k->kind == KEY_FN && k->number == 10) || (k->kind == KEY_CTRL && k->cp == 'p')) {
        palette_open(app);
        return true;
    }
    if (k->kind == KEY_CTRL && k->cp == 'f' && app->ops->find) {
        app->ops->find(app);
        return true;
    }
    return false;
}

static bool
menu_key(struct app *app, const struct key *k)
{
    struct screen *sc = app_top(app);
    const struct command *c;

    for (const struct menu *m = app->p->modal ? NULL : app->ops->menu; m && m->label; m++) {
        c = command_find(m->commands, sc, k);
        if (c) {
            command_run(c, sc);
            return true;
        }
    }
    return false;
}

/* Keys that nothing on the screen wanted. */
static void
last_key(struct app *app, const struct key *k)
{
    uint32_t c = k->kind == KEY_CHAR ? key_twin(k->cp) : 0;

    if (k->kind == KEY_ESC)
        screens_back(app);
    else if (c == '?')
        help_open(app);
    else if (k->kind == KEY_CTRL && k->cp == 'z' && !app->p->modal && app->ops->undo)
        app->ops->undo(app);
    else if (c >= 0x80)
        app_warn(app, _("The input method is on; press Shift for letters."));
    else if (k->kind == KEY_PASTE)
        app_say(app, _("There is nothing to paste into here."));
    else if (!key_only_moves(k))
        app_say(app, app_top(app)->ops->typing && app_top(app)->ops->typing(app_top(app))
                     ? _("This key does nothing here; F1 shows all keys.")
                     : _("This key does nothing here; ? shows all keys."));
}

static void
screen_key(struct app *app, const struct key *k)
{
    struct screen *sc = app_top(app);
    const struct command *c;

    if (!sc || frame_key(app, k))
        return;
    if ((sc->ops->key && sc->ops->key(sc, k)) || app_ending(app))
        return;
    c = command_find(sc->ops->commands, sc, k);
    if (c)
        command_run(c, sc);
    else if (!menu_key(app, k))
        last_key(app, k);
}

void
app_dispatch(struct app *app, const struct key *k)
{
    struct app_private *p = app->p;
    struct key key;
    long said = p->said;

    screens_settle(app);
    p->depth++;
    if (translate(app, k, &key))
        screen_key(app, &key);
    p->depth--;
    if (p->said == said && !key_only_moves(k))
        buf_clear(&p->message);
    screens_bury(app);
}

bool
app_run(struct app *app)
{
    struct app_private *p = app->p;
    struct key k;

    for (;;) {
        p->unwinding = false;
        screens_bury(app);
        if (!app_top(app) && !app_show(app, app->ops->home))
            return false;
        while (app_key(app, &k))
            app_dispatch(app, &k);
        if (p->quit || p->hangup)
            return !p->hangup;
    }
}
