/* Text to read: scrolls, searches. */
#include "ui/kit/dialog_private.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdlib.h>

struct reading {
    const char *title, *text;
    struct arena arena;         /* the lines, broken to the width */
    char **lines;
    size_t count, top, page;
    int width;
    char *wanted;               /* last searched for; NULL: nothing yet */
    bool missed;
};

static void
wrap_to(struct reading *r, int width)
{
    if (r->width == width)
        return;
    arena_reset(&r->arena);
    r->width = width;
    r->count = text_wrap(&r->arena, r->text, width, &r->lines);
}

static void
draw_reading(struct app *app, void *ctx, struct box body)
{
    struct reading *r = ctx;
    struct box in = dialog_frame(app->term, body, body.rows, body.cols, r->title);
    struct box foot = { in.y + in.rows, in.x, 1, in.cols };     /* the frame's last row: covers no text */
    size_t rows = in.rows > 0 ? (size_t)in.rows : 0;

    if (rows == 0 || in.cols <= 0)
        return;
    wrap_to(r, in.cols);
    r->page = rows;
    if (r->top + rows > r->count)
        r->top = r->count > rows ? r->count - rows : 0;
    for (size_t y = 0; y < rows && r->top + y < r->count; y++) {
        const char *line = r->lines[r->top + y];
        bool hit = r->wanted && *r->wanted && text_contains(line, r->wanted);

        draw_text(app->term, in, (int)y, 0, in.cols, hit ? STYLE_STRONG : STYLE_PLAIN, line);
    }
    if (r->missed)
        draw_text(app->term, foot, 0, 0, foot.cols, STYLE_WARN, _("Not found."));
    else if (r->top + rows < r->count)
        draw_right(app->term, foot, 0, foot.cols - 6, 6, STYLE_REVERSE, _("more"));
}

/* Below the first line shown, then from the beginning. */
static void
search(struct reading *r)
{
    r->missed = false;
    for (size_t n = 1; n <= r->count; n++) {
        size_t i = (r->top + n) % r->count;

        if (text_contains(r->lines[i], r->wanted)) {
            r->top = i;
            return;
        }
    }
    r->missed = true;
}

static void
ask_search(struct app *app, struct reading *r)
{
    static const struct field field = { .name = "wanted", .label = N_("Text"), .kind = FIELD_TEXT, .cols = 30 };
    struct field_env env = { .now = app_now(app), .zone = app_zone(app) };
    struct value v = { 0 };
    struct arena a = { 0 };

    if (dialog_line(app, _("Search"), &field, &env, &a, &v) && v.set) {
        free(r->wanted);
        r->wanted = mem_strdup(v.text);
        search(r);
    }
    arena_free(&a);
}

static size_t
less(size_t from, size_t by)
{
    return from > by ? from - by : 0;
}

static bool
reading_key(struct app *app, struct reading *r, const struct key *k)
{
    uint32_t c = k->kind == KEY_CHAR ? key_twin(k->cp) : 0;

    r->missed = false;
    switch (k->kind) {
    case KEY_UP_: r->top = less(r->top, 1); return true;
    case KEY_DOWN_: r->top++; return true;      /* drawing keeps it inside */
    case KEY_PGUP: r->top = less(r->top, r->page); return true;
    case KEY_PGDN: r->top += r->page; return true;
    case KEY_HOME_: r->top = 0; return true;
    case KEY_END_: r->top = r->count; return true;
    default: break;
    }
    if (c == '/')
        ask_search(app, r);
    else if (c == 'n' && r->wanted)
        search(r);
    else if (c == ' ')
        r->top += r->page;
    else
        return k->kind != KEY_ESC && k->kind != KEY_ENTER && c != 'q' && !(k->kind == KEY_FN && k->number == 1);
    return true;
}

void
dialog_text(struct app *app, const char *title, const char *text)
{
    struct reading r = { .title = title, .text = text };
    struct layer l = { .draw = draw_reading, .ctx = &r, .bar = _("PgUp PgDn   / searches   n again   Esc back") };
    struct key k;

    app_layer_open(app, &l);
    wrap_to(&r, app->term->cols > 8 ? app->term->cols - 4 : 4);
    while (app_layer_key(app, &k) && reading_key(app, &r, &k))
        if (r.top > r.count)
            r.top = r.count;
    app_layer_close(app, &l);
    arena_free(&r.arena);
    free(r.wanted);
}
