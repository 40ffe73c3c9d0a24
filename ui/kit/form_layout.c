/* Where the fields of a form stand. Pure arithmetic. */
#include "ui/kit/form_private.h"

#define GAP 2               /* between label and field */
#define LEAST_FIELD 6
#define LEAST_PAIR 60       /* columns from which on two fields may stand side by side */

static int
widest_label(const struct form_item *items, int count, int cols)
{
    int widest = 0, most = cols / 2 - GAP - 1;

    for (int i = 0; i < count; i++)
        if (items[i].label > widest)
            widest = items[i].label;
    if (most < 0)
        most = 0;
    return widest < most ? widest : most;
}

/* One field into cols columns beginning at x. The last column stays free: a caret must never stand in it. */
static void
put(const struct form_item *it, int row, int x, int cols, int label, struct form_place *p)
{
    int room = cols - 1 - label - GAP - 1;

    if (room < LEAST_FIELD)
        room = LEAST_FIELD;
    p->row = row;
    p->rows = it->rows;
    p->label_x = x + 1;
    p->label = label;
    p->x = x + 1 + label + GAP;
    p->width = it->cols + 1 < room ? it->cols + 1 : room;       /* one more for the caret behind the last character */
}

static int
one_column(const struct form_item *items, int count, int cols, struct form_place *out)
{
    int label = widest_label(items, count, cols), row = 0;

    for (int i = 0; i < count; i++) {
        if (items[i].label < 0)
            continue;
        put(&items[i], row, 0, cols, label, &out[i]);
        row += items[i].rows;
    }
    return row;
}

static int
two_columns(const struct form_item *items, int count, int cols, struct form_place *out)
{
    int half = cols / 2, label = widest_label(items, count, half), row = 0, side = 0;

    for (int i = 0; i < count; i++) {
        bool fits = items[i].rows == 1 && items[i].cols + 1 <= half - 1 - label - GAP - 1;

        if (items[i].label < 0)
            continue;
        if (!fits && side) {
            row++;
            side = 0;
        }
        put(&items[i], row, side * half, fits ? half : cols, label, &out[i]);
        if (fits)
            side = !side;
        if (!side)
            row += items[i].rows;
    }
    return row + side;
}

int
form_layout(const struct form_item *items, int count, int cols, int rows, struct form_place *out)
{
    int used = one_column(items, count, cols, out);

    return used <= rows || cols < LEAST_PAIR ? used : two_columns(items, count, cols, out);
}
