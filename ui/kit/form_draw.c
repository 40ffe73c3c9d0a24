/* A form on the screen. */
#include "ui/kit/form_private.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdlib.h>

#define OFFER_ROWS 8

static int
place_all(struct form *f, struct term *t, struct box b)
{
    struct form_item *items = mem_alloc((size_t)(f->count + 1) * sizeof *items);
    struct form_place *places = mem_alloc((size_t)(f->count + 1) * sizeof *places);
    int rows;

    for (int i = 0; i < f->count; i++) {
        const struct field *field = &f->fields[i];

        items[i].label = form_visible(f, i) ? draw_columns(t, _(field->label)) : -1;
        items[i].cols = field_cols(field);
        items[i].rows = field->kind == FIELD_LONG ? (field->rows ? field->rows : 3) : 1;
    }
    rows = form_layout(items, f->count, b.cols, b.rows, places);
    for (int i = 0; i < f->count; i++)
        f->cells[i].place = places[i];
    free(items);
    free(places);
    return rows;
}

static void
scroll(struct form *f, int rows, int box_rows)
{
    const struct form_place *p = f->at >= 0 ? &f->cells[f->at].place : NULL;

    if (p && p->row + p->rows > f->top + box_rows)
        f->top = p->row + p->rows - box_rows;
    if (p && p->row < f->top)
        f->top = p->row;
    if (f->top + box_rows > rows)
        f->top = rows > box_rows ? rows - box_rows : 0;
}

static void
draw_long(struct term *t, struct box b, const char *text)
{
    struct arena a = { 0 };
    char **lines;
    size_t n = text_wrap(&a, text, b.cols > 1 ? b.cols - 1 : 1, &lines);

    for (size_t i = 0; i < n && i < (size_t)b.rows; i++)
        draw_text(t, b, (int)i, 0, b.cols, STYLE_PLAIN, lines[i]);
    arena_free(&a);
}

static const char *
shown(struct form *f, int i, struct arena *a)
{
    const struct field *field = &f->fields[i];
    const struct form_cell *c = &f->cells[i];

    if (c->bad)
        return c->bad;
    if (form_is_choice(field))
        return form_choice_text(f, i, a);
    if (!f->values[i].set)
        return "";
    return c->hidden ? field_show_masked(field, &f->values[i], f->env, a) : field_show(field, &f->values[i], f->env, a);
}

/* The field with the caret: a choice shows its value until letters are typed, a masked one its mask. */
static void
draw_active(struct form *f, struct term *t, struct box b, const char *value)
{
    const struct field *field = &f->fields[f->at];
    bool empty = edit_text(f->edit)[0] == '\0';

    if (empty && (form_is_choice(field) || f->cells[f->at].hidden)) {
        draw_text(t, b, 0, 0, b.cols, STYLE_FIELD, value);
        if (f->active)
            draw_caret(t, b, 0, 0);
        return;
    }
    edit_draw(f->edit, t, b, f->active, STYLE_FIELD);
}

/* Columns free behind the field until its neighbour or the edge. */
static int
room_behind(const struct form *f, int i, struct box b)
{
    const struct form_place *p = &f->cells[i].place;
    int edge = b.cols - 1;

    for (int j = 0; j < f->count; j++) {
        const struct form_place *q = &f->cells[j].place;

        if (form_visible(f, j) && q->row == p->row && q->label_x > p->label_x && q->label_x - 2 < edge)
            edge = q->label_x - 2;
    }
    return edge - (p->x + p->width + 1);
}

static void
draw_understood(struct form *f, struct term *t, struct box b, int y, struct arena *a)
{
    const struct form_place *p = &f->cells[f->at].place;
    char *text = form_understood(f, a);
    int room = room_behind(f, f->at, b);

    if (!text)
        return;
    text = arena_printf(a, "= %s", text);
    if (draw_columns(t, text) <= room)
        draw_text(t, b, y, p->x + p->width + 1, room, STYLE_DIM, text);
}

static void
draw_field(struct form *f, struct term *t, struct box b, int i)
{
    const struct form_cell *c = &f->cells[i];
    const struct form_place *p = &c->place;
    struct arena a = { 0 };
    int y = p->row - f->top;
    struct box in = { b.y + y, b.x + p->x, p->rows, p->width };
    const char *value = shown(f, i, &a);

    if (in.rows > b.rows - y)
        in.rows = b.rows - y;
    if (in.cols > b.cols - 1 - p->x)
        in.cols = b.cols - 1 - p->x;
    if (y < 0 || in.rows <= 0 || in.cols <= 0) {
        arena_free(&a);
        return;
    }
    if (c->bad || c->problem)
        draw_text(t, b, y, p->label_x - 1, 1, STYLE_BAD, "!");
    draw_text(t, b, y, p->label_x, p->label, i == f->at && f->active ? STYLE_STRONG : STYLE_LABEL,
              _(f->fields[i].label));
    if (i == f->at) {
        draw_active(f, t, in, value);
        draw_understood(f, t, b, y, &a);
    } else if (f->fields[i].kind == FIELD_LONG) {
        draw_long(t, in, value);
    } else {
        draw_text(t, in, 0, 0, in.cols, c->bad ? STYLE_BAD : STYLE_PLAIN, value);
    }
    arena_free(&a);
}

/* The option list hangs below its field, or above it where there is more room, up to the frame's last rows. */
static void
draw_offer(struct form *f, struct term *t, struct box b)
{
    const struct form_place *p = &f->cells[f->at].place;
    int field_y = b.y + p->row - f->top, below = field_y + p->rows, bottom = t->rows - 3;
    int rows = picker_rows(f->picker), cols = picker_cols(f->picker, t) + 2, x = b.x + p->x - 1;
    int room = bottom - below;
    struct box list, clear;

    if (rows > OFFER_ROWS)
        rows = OFFER_ROWS;
    list.y = below;
    if (room < rows && field_y - 1 > room) {
        room = field_y - 1;
        rows = rows < room ? rows : room;
        list.y = field_y - rows;
    }
    rows = rows < room ? rows : room;
    if (cols > t->cols - 1)
        cols = t->cols - 1;
    if (x + cols > t->cols - 1)
        x = t->cols - 1 - cols;
    list = (struct box) { list.y, x > 0 ? x : 0, rows, cols };
    if (rows <= 0 || cols < 4)
        return;
    /* Cleared to the edge, and from the row's beginning where it does not stand under its field: it must not cut a
     * wide character in two. */
    clear = (struct box) { list.y, list.x == b.x + p->x - 1 ? list.x : 0, rows, t->cols };
    clear.cols -= clear.x;
    draw_fill(t, clear, STYLE_PLAIN);
    draw_fill(t, list, STYLE_REVERSE);
    picker_draw(f->picker, t, (struct box) { list.y, list.x + 1, rows, cols - 2 });
}

void
form_draw(struct form *f, struct term *t, struct box b)
{
    scroll(f, place_all(f, t, b), b.rows);
    for (int i = 0; i < f->count; i++)
        if (form_visible(f, i))
            draw_field(f, t, b, i);
    if (f->picker && f->at >= 0)
        draw_offer(f, t, b);
}
