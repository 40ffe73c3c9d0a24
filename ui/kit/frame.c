#include "ui/kit/frame.h"

#include "base/lang.h"
#include "base/text.h"
#include "ui/kit/app_private.h"

#include <ctype.h>

struct frame_rows
frame_rows(int rows)
{
    struct frame_rows f = { .title = 0, .message = -1, .keys = -1, .fkeys = -1, .body = 1 };
    int last = rows;

    if (rows >= 6)
        f.fkeys = --last;
    if (rows >= 5)
        f.keys = --last;
    if (rows >= 3)
        f.message = --last;
    f.body_rows = last > 1 ? last - 1 : 0;
    return f;
}

struct frame_title
frame_title(int width, int left, int who, int counts, int clock)
{
    struct frame_title t = { .left = 1, .who = -1, .counts = -1, .clock = -1 };
    int from = 1 + left + 1, to = width - 1, at;

    if (clock && to - clock >= from) {
        t.clock = to - clock;
        to = t.clock - 1;
    }
    /* On 80 columns they stand where the eye has learnt to look: 30 and 46. */
    at = width * 46 / 80;
    if (at < from)
        at = from;
    if (at > to - counts)
        at = to - counts;
    if (counts && at >= from) {
        t.counts = at;
        to = t.counts - 1;
    }
    at = width * 30 / 80;
    if (at < from)
        at = from;
    if (at > to - who)
        at = to - who;
    if (who && at >= from)
        t.who = at;
    return t;
}

char *
frame_clock(struct arena *a, moment now, int zone)
{
    struct civil c = moment_civil(now, zone);

    return arena_printf(a, "%02d-%02d %s %02d:%02d", c.month, c.mday, day_weekday_name(moment_day(now, zone)),
                        c.hour, c.minute);
}

static void
add_fkey(struct buf *line, const char *key, const char *label)
{
    buf_printf(line, " %s%s%s", key, isalnum((unsigned char)label[0]) ? " " : "", label);
}

char *
frame_fkeys(struct arena *a, const struct fkey *fkeys, bool find)
{
    struct buf line = { 0 };
    char *out;

    add_fkey(&line, "1", _("Help"));
    for (const struct fkey *f = fkeys; f && f->number; f++)
        add_fkey(&line, arena_printf(a, "%d", f->number), _(f->label));
    add_fkey(&line, "0", _("Menu"));
    if (find) {
        buf_puts(&line, "  ");
        add_fkey(&line, "^F", _("Find"));
    }
    out = arena_strdup(a, line.text);
    buf_free(&line);
    return out;
}

static void
paint_title(struct app *app, struct box b)
{
    struct app_private *p = app->p;
    struct screen *sc = app_top(app);
    struct title_parts parts = { 0 };
    const char *name = sc->title ? sc->title : sc->ops->title ? _(sc->ops->title) : "";
    char *left, *clock = frame_clock(&p->frame, p->now, app_zone(app));
    struct frame_title at;

    if (app->ops->title)
        app->ops->title(app->ctx, &p->frame, &parts);
    left = arena_printf(&p->frame, "%s%s%s", parts.project ? parts.project : "", parts.project && *name ? " " : "", name);
    if (!parts.who)
        parts.who = "";
    if (!parts.counts)
        parts.counts = "";
    at = frame_title(b.cols, draw_columns(app->term, left), draw_columns(app->term, parts.who),
                     draw_columns(app->term, parts.counts), draw_columns(app->term, clock));
    draw_fill(app->term, (struct box) { b.y, b.x, 1, b.cols }, STYLE_TITLE);
    draw_text(app->term, b, 0, at.left, b.cols - 2, STYLE_TITLE, left);
    if (at.who >= 0)
        draw_text(app->term, b, 0, at.who, draw_columns(app->term, parts.who), STYLE_TITLE, parts.who);
    if (at.counts >= 0)
        draw_text(app->term, b, 0, at.counts, draw_columns(app->term, parts.counts), STYLE_TITLE, parts.counts);
    if (at.clock >= 0)
        draw_text(app->term, b, 0, at.clock, draw_columns(app->term, clock), STYLE_TITLE, clock);
}

static void
paint_message(struct app *app, struct box b)
{
    struct screen *sc = app_top(app);
    bool warn = false;
    const char *hint = sc->ops->hint && !app->p->layers ? sc->ops->hint(sc, &warn) : NULL;
    const char *text = app_message(app);

    if (hint && *hint && (warn || !*text))
        draw_text(app->term, b, 0, 1, b.cols - 1, warn ? STYLE_WARN : STYLE_PLAIN, hint);
    else
        draw_text(app->term, b, 0, 1, b.cols - 1, app->p->warn ? STYLE_WARN : STYLE_PLAIN, text);
}

static void
paint_keys(struct app *app, struct box b)
{
    struct screen *sc = app_top(app);
    struct arena *a = &app->p->frame;
    bool typing = sc->ops->typing && sc->ops->typing(sc);
    const char *all = typing ? _("F1 all keys") : _("? all keys");
    int all_cols = draw_columns(app->term, all);
    int room = b.cols - 2;

    draw_fill(app->term, b, STYLE_BAR);
    if (app->p->layers) {
        draw_text(app->term, b, 0, 1, room, STYLE_BAR, app->p->layers->bar ? app->p->layers->bar : "");
        return;
    }
    if (room - all_cols > 10) {
        draw_text(app->term, b, 0, b.cols - 1 - all_cols, all_cols, STYLE_BAR, all);
        room -= all_cols + 1;
    }
    draw_text(app->term, b, 0, 1, room, STYLE_BAR, command_bar(a, sc->ops->commands, sc, room));
}

static void
paint_fkeys(struct app *app, struct box b)
{
    draw_fill(app->term, b, STYLE_PLAIN);
    if (!app->p->modal)
        draw_text(app->term, b, 0, 0, b.cols - 1, STYLE_PLAIN,
                  frame_fkeys(&app->p->frame, app->ops->fkeys, app->ops->find != NULL));
}

static void
paint_layers(struct app *app, struct layer *l, struct box body)
{
    if (!l)
        return;
    paint_layers(app, l->below, body);
    l->draw(app, l->ctx, body);
}

void
frame_paint(struct app *app)
{
    struct term *t = app->term;
    struct screen *sc = app_top(app);
    struct frame_rows f = frame_rows(t->rows);
    struct box body = { f.body, 0, f.body_rows, t->cols };

    arena_reset(&app->p->frame);
    draw_clear(t);
    if (sc) {
        paint_title(app, (struct box) { f.title, 0, 1, t->cols });
        if (body.rows > 0) {
            sc->ops->draw(sc, body);
            paint_layers(app, app->p->layers, body);
        }
        if (f.message >= 0)
            paint_message(app, (struct box) { f.message, 0, 1, t->cols });
        if (f.keys >= 0)
            paint_keys(app, (struct box) { f.keys, 0, 1, t->cols });
        if (f.fkeys >= 0)
            paint_fkeys(app, (struct box) { f.fkeys, 0, 1, t->cols });
    }
    term_show(t);
}
