#include "ui/kit/progress.h"

#include "base/lang.h"
#include "ui/kit/app_private.h"
#include "ui/kit/dialog_private.h"

#define PATIENCE_MS 200         /* shorter work shows nothing */
#define PAINT_MS 100

static char *
grouped(struct arena *a, int64_t n)
{
    if (n < 1000)
        return arena_printf(a, "%lld", (long long)n);
    return arena_printf(a, "%s,%03lld", grouped(a, n / 1000), (long long)(n % 1000));
}

char *
progress_text(struct arena *a, int64_t done, int64_t total, int64_t elapsed_ms)
{
    int64_t rate = elapsed_ms > 0 ? done * 1000 / elapsed_ms : 0;
    char *text = grouped(a, done);

    if (total > 0)
        text = arena_printf(a, "%s / %s   %lld%%", text, grouped(a, total), (long long)(done * 100 / total));
    if (rate > 0)
        text = arena_printf(a, _("%s   %s a second"), text, grouped(a, rate));
    if (rate > 0 && total > done)
        text = arena_printf(a, _("%s   %lld s left"), text, (long long)((total - done + rate - 1) / rate));
    return text;
}

static void
draw_progress(struct app *app, void *ctx, struct box body)
{
    struct progress *p = ctx;
    struct box in = dialog_frame(app->term, body, 3, 60, p->title);
    struct arena a = { 0 };

    if (p->total > 0)
        draw_bar(app->term, in, 0, 0, in.cols, p->done, p->total);
    draw_text(app->term, in, 2, 0, in.cols, STYLE_PLAIN,
              progress_text(&a, p->done, p->total, app_ticks() - p->started_ms));
    arena_free(&a);
}

void
progress_begin(struct progress *p, struct app *app, const char *title, int64_t total)
{
    *p = (struct progress) { .app = app, .title = title, .total = total, .started_ms = app_ticks() };
    p->painted_ms = p->started_ms + PATIENCE_MS - PAINT_MS;
    p->layer = (struct layer) { .draw = draw_progress, .ctx = p, .bar = _("Esc stops") };
    app_layer_open(app, &p->layer);
}

/* Esc is for us; what was typed ahead is for later. A lone Esc is known only after a pause, so ask even when no byte
 * is waiting. */
static void
look_for_esc(struct progress *p)
{
    struct key k;

    while (!p->stopped && (k = term_key(p->app->term, 0)).kind != KEY_NOTHING) {
        p->stopped = k.kind == KEY_ESC || k.kind == KEY_HANGUP;
        if (k.kind != KEY_ESC && k.kind != KEY_RESIZED)
            app_put_back(p->app, &k);
    }
}

bool
progress_step(struct progress *p, int64_t done)
{
    int64_t now = app_ticks();

    p->done = done;
    if (now - p->painted_ms < PAINT_MS)
        return !p->stopped;
    p->painted_ms = now;
    look_for_esc(p);
    app_paint(p->app);
    return !p->stopped;
}

void
progress_end(struct progress *p)
{
    app_layer_close(p->app, &p->layer);
}
