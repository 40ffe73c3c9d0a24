#include "ui/kit/chart.h"

#define GAP 2
#define BAR 20

static int
cut(int *part, int least, int over)
{
    int give = *part - least;

    if (over <= 0 || give <= 0)
        return over;
    if (give > over)
        give = over;
    *part -= give;
    return over - give;
}

struct chart_layout
chart_fit(int label, int value, int counts, int note, int width)
{
    struct chart_layout l = { label, value, counts, BAR, note };
    int used = label + GAP + value + (counts ? GAP + counts : 0) + GAP + BAR + (note ? GAP + note : 0);
    int over = used - width;

    over = cut(&l.note, 0, over);
    if (l.note == 0 && note && over > 0)
        over -= GAP;
    over = cut(&l.bar, 5, over);
    over = cut(&l.label, 4, over);
    if (over > 0) {
        over -= l.bar + GAP;
        l.bar = 0;
    }
    if (over > 0)
        l.counts = 0;
    return l;
}

static int
wider(struct term *t, const char *text, int width)
{
    int cols = text ? draw_columns(t, text) : 0;

    return cols > width ? cols : width;
}

static void
draw_row(struct term *t, struct box b, int y, const struct chart_layout *l, const struct chart_row *r, bool here)
{
    enum style style = here ? STYLE_CURSOR : r->style;
    int x = 1;

    draw_text(t, b, y, 0, b.cols, style, here ? ">" : "");
    draw_text(t, b, y, x, l->label, style, r->label);
    x += l->label + GAP;
    draw_right(t, b, y, x, l->value, style, r->value ? r->value : "");
    x += l->value + GAP;
    if (l->counts) {
        draw_text(t, b, y, x, l->counts, style, r->counts ? r->counts : "");
        x += l->counts + GAP;
    }
    if (l->bar) {
        if (r->whole > 0)
            draw_bar(t, b, y, x, l->bar, r->part, r->whole);
        x += l->bar + GAP;
    }
    if (l->note && r->note)
        draw_text(t, b, y, x, l->note, style, r->note);
}

int
chart_draw(struct term *t, struct box b, const struct chart_row *rows, size_t count, int first, int cursor)
{
    int label = 0, value = 0, counts = 0, note = 0, y = 0;
    struct chart_layout l;

    for (size_t i = 0; i < count; i++) {
        label = wider(t, rows[i].label, label);
        value = wider(t, rows[i].value, value);
        counts = wider(t, rows[i].counts, counts);
        note = wider(t, rows[i].note, note);
    }
    l = chart_fit(label, value, counts, note, b.cols - 2);
    for (size_t i = (size_t)first; i < count && y < b.rows; i++, y++)
        draw_row(t, b, y, &l, &rows[i], (int)i == cursor);
    return y;
}
