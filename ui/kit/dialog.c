#include "ui/kit/dialog_private.h"

#include "base/lang.h"
#include "base/text.h"
#include "ui/kit/form.h"
#include "ui/kit/picker.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct box
dialog_frame(struct term *t, struct box body, int rows, int cols, const char *title)
{
    struct box b, in;
    int title_cols = draw_columns(t, title);

    if (cols < title_cols)
        cols = title_cols;
    b.cols = cols + 4 < body.cols ? cols + 4 : body.cols;
    b.rows = rows + 2 < body.rows ? rows + 2 : body.rows;
    b.x = body.x + (body.cols - b.cols) / 2;
    b.y = body.y + (body.rows - b.rows) / 3;
    in = (struct box) { b.y + 1, b.x + 2, b.rows - 2, b.cols - 4 };
    /* The rows it stands in are cleared whole: its edges must not cut a wide character below it in two. */
    draw_fill(t, (struct box) { b.y, body.x, b.rows, body.cols }, STYLE_PLAIN);
    draw_fill(t, b, STYLE_REVERSE);
    draw_text(t, b, 0, 2, b.cols - 4, STYLE_TITLE, title);
    if (in.rows > 0 && in.cols > 0)
        draw_fill(t, (struct box) { in.y, in.x - 1, in.rows, in.cols + 2 }, STYLE_PLAIN);
    draw_caret(t, (struct box) { 0, 0, 0, 0 }, 0, 0);
    return in;
}

/* ---- yes or no -------------------------------------------------------------------------- */

struct question { char *text; };

static void
draw_question(struct app *app, void *ctx, struct box body)
{
    struct question *q = ctx;
    struct arena a = { 0 };
    char **lines;
    int width = body.cols - 8 < 60 ? body.cols - 8 : 60;
    size_t n = text_wrap(&a, q->text, width > 4 ? width : 4, &lines);
    struct box in = dialog_frame(app->term, body, (int)n, width, _("Sure?"));

    for (size_t i = 0; i < n && (int)i < in.rows; i++)
        draw_text(app->term, in, (int)i, 0, in.cols, STYLE_PLAIN, lines[i]);
    arena_free(&a);
}

bool
dialog_confirm(struct app *app, const char *format, ...)
{
    struct question q = { NULL };
    struct layer l = { .draw = draw_question, .ctx = &q, .bar = _("Ctrl-Y yes   any other key no") };
    struct key k;
    va_list args;
    bool yes;

    va_start(args, format);
    if (vasprintf(&q.text, format, args) < 0)
        q.text = mem_strdup("");
    va_end(args);
    app_layer_open(app, &l);
    yes = app_layer_key(app, &k) && k.kind == KEY_CTRL && k.cp == 'y';
    app_layer_close(app, &l);
    free(q.text);
    return yes;
}

/* ---- options ------------------------------------------------------------------------------ */

struct choosing {
    const char *title;
    struct picker *picker;
};

static void
draw_choosing(struct app *app, void *ctx, struct box body)
{
    struct choosing *c = ctx;
    struct box in = dialog_frame(app->term, body, picker_rows(c->picker), picker_cols(c->picker, app->term) + 4,
                                 c->title);

    picker_draw(c->picker, app->term, in);
}

static enum picked
choose(struct app *app, struct choosing *c, const char *bar)
{
    struct layer l = { .draw = draw_choosing, .ctx = c, .bar = bar };
    enum picked p = PICK_NOTHING;
    struct key k;

    app_layer_open(app, &l);
    while (p == PICK_NOTHING || p == PICK_MOVED)
        p = app_layer_key(app, &k) ? picker_key(c->picker, &k) : PICK_DROPPED;
    app_layer_close(app, &l);
    return p;
}

int
dialog_choose(struct app *app, const char *title, const struct option *options, size_t count, int start)
{
    struct choosing c = { title, picker_new(options, count, false) };
    int chosen = -1;

    picker_go(c.picker, start);
    if (choose(app, &c, _("digit or letters choose   Enter takes   Esc back")) == PICK_TAKEN)
        chosen = picker_chosen(c.picker);
    picker_free(&c.picker);
    return chosen;
}

bool
dialog_tick(struct app *app, const char *title, const struct option *options, size_t count, bool *on)
{
    struct choosing c = { title, picker_new(options, count, true) };
    bool ok;

    for (size_t i = 0; i < count; i++)
        picker_tick(c.picker, (int)i, on[i]);
    ok = choose(app, &c, _("digit or Space ticks   Enter accepts   Esc back")) == PICK_CLOSED;
    for (size_t i = 0; ok && i < count; i++)
        on[i] = picker_ticked(c.picker, (int)i);
    picker_free(&c.picker);
    return ok;
}

/* ---- forms ---------------------------------------------------------------------------------- */

struct filling {
    const char *title;
    const struct dialog_keeper *keeper;
    struct form *form;
    int rows, cols;
    bool done;
};

static void
filled(void *ctx, struct form *form)
{
    (void)form;
    ((struct filling *)ctx)->done = true;
}

static void
keep_draft(void *ctx, struct form *form)
{
    struct filling *fill = ctx;

    if (fill->keeper)
        fill->keeper->draft(fill->keeper->ctx, form);
}

static void
keep_leave(void *ctx, struct form *form, int field)
{
    struct filling *fill = ctx;

    if (fill->keeper)
        fill->keeper->leave(fill->keeper->ctx, form, field);
}

static void
draw_filling(struct app *app, void *ctx, struct box body)
{
    struct filling *fill = ctx;
    struct box in = dialog_frame(app->term, body, fill->rows + 2, fill->cols, fill->title);
    bool warn;
    const char *note = form_note(fill->form, &warn);

    if (note && in.rows > 1)
        draw_text(app->term, in, in.rows - 1, 0, in.cols, warn ? STYLE_WARN : STYLE_DIM, note);
    in.rows -= in.rows > 1;
    form_draw(fill->form, app->term, in);
}

/* How large the box should be: the longest label and field, a row for each. */
static void
measure(struct filling *fill, struct term *t, const struct field *fields)
{
    int label = 0, cols = 0;

    for (const struct field *f = fields; f->name; f++) {
        int l = draw_columns(t, _(f->label));

        label = l > label ? l : label;
        cols = field_cols(f) > cols ? field_cols(f) : cols;
        fill->rows += f->kind == FIELD_LONG ? (f->rows ? f->rows : 3) : 1;
    }
    fill->cols = label + cols + 7 > 44 ? label + cols + 7 : 44;
}

static bool
fill_key(struct filling *fill, const struct key *k)
{
    bool save = k->kind == KEY_CTRL && k->cp == 's';

    if (!save && !form_key(fill->form, k) && k->kind == KEY_ESC)
        return false;
    if (save || fill->done)
        fill->done = form_check(fill->form);
    return true;
}

bool
dialog_form(struct app *app, const char *title, const struct field *fields, const struct field_env *env,
            struct arena *a, struct value *values)
{
    return dialog_form_kept(app, title, fields, env, a, values, NULL);
}

bool
dialog_form_kept(struct app *app, const char *title, const struct field *fields, const struct field_env *env,
                 struct arena *a, struct value *values, const struct dialog_keeper *keeper)
{
    static const struct form_ops ops = { .draft = keep_draft, .leave = keep_leave, .done = filled };
    struct filling fill = { .title = title, .keeper = keeper };
    struct layer l = { .draw = draw_filling, .ctx = &fill, .bar = _("Enter next, at the end accepts   ^S accepts   Esc back") };
    size_t n = field_count(fields);
    struct key k;

    fill.form = form_new(fields, env, &ops, &fill);
    form_set_phrases(fill.form, app_phrases, app);
    form_start(fill.form, NULL);
    for (size_t i = 0; i < n; i++)
        if (values[i].set)
            form_set(fill.form, (int)i, &values[i]);
    if (keeper)
        keeper->begin(keeper->ctx, fill.form);
    form_refocus(fill.form);
    measure(&fill, app->term, fields);
    app_layer_open(app, &l);
    while (!fill.done && app_layer_key(app, &k) && fill_key(&fill, &k))
        ;
    app_layer_close(app, &l);
    for (size_t i = 0; fill.done && i < n; i++)
        values[i] = value_copy(a, &form_values(fill.form)[i]);
    form_free(&fill.form);
    return fill.done;
}

bool
dialog_line(struct app *app, const char *title, const struct field *field, const struct field_env *env,
            struct arena *a, struct value *value)
{
    struct field fields[2] = { *field, { 0 } };

    return dialog_form(app, title, fields, env, a, value);
}
