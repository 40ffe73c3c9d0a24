#include "ui/kit/list_private.h"

#include "base/lang.h"

#include <stdio.h>
#include <stdlib.h>

static int
fit_total(const struct column *columns, int n, const int *out)
{
    int total = -1;

    for (int i = 0; i < n; i++)
        if (out[i])
            total += 1 + (columns[i].width ? columns[i].width : 8);
    return total;
}

/* The rest, shared by the columns that have no width of their own. */
static void
fit_share(const struct column *columns, int n, int width, int *out)
{
    int left = width + 1, sharing = 0;

    for (int i = 0; i < n; i++)
        if (out[i]) {
            sharing += columns[i].width == 0;
            left -= 1 + columns[i].width;
        }
    for (int i = 0; i < n; i++)
        if (out[i]) {
            out[i] = columns[i].width ? columns[i].width : left > 0 ? left / sharing : 0;
            if (!columns[i].width) {
                left -= out[i];
                sharing--;
            }
        }
}

void
list_fit(const struct column *columns, int n, int width, int *out)
{
    int used = 0;

    for (int i = 0; i < n; i++)
        out[i] = 1;
    while (fit_total(columns, n, out) > width) {
        int drop = -1;

        for (int i = 0; i < n; i++)
            if (out[i] && columns[i].drop > 0 && (drop < 0 || columns[i].drop >= columns[drop].drop))
                drop = i;
        if (drop < 0)
            break;
        out[drop] = 0;
    }
    fit_share(columns, n, width, out);
    for (int i = 0; i < n; i++) {           /* still too wide: cut at the right */
        int gap = used > 0;

        if (out[i] && used + gap + out[i] > width)
            out[i] = width > used + gap ? width - used - gap : 0;
        used += out[i] ? gap + out[i] : 0;
    }
}

static void
draw_cells(struct list *l, struct term *t, struct box b, int y, const int *widths, const char *const *cells,
           bool translate, enum style style)
{
    int x = 1;

    for (int i = 0; i < l->ncols; i++) {
        const char *text = cells ? cells[i] : l->columns[i].heading;

        if (!widths[i])
            continue;
        if (!text)
            text = "";
        else if (translate && *text)
            text = _(text);
        if (l->columns[i].align == ALIGN_RIGHT)
            draw_right(t, b, y, x, widths[i], style, text);
        else
            draw_text(t, b, y, x, widths[i], style, text);
        x += widths[i] + 1;
    }
}

static void
draw_row(struct list *l, struct term *t, struct box b, int y, const int *widths, const struct row *r, bool here,
         bool active)
{
    enum style style = here && active ? STYLE_CURSOR : r->style;

    if (r->heading) {
        draw_text(t, b, y, 1, b.cols - 1, r->style, r->cells[0] ? r->cells[0] : "");
        return;
    }
    draw_text(t, b, y, 0, b.cols, style, here ? ">" : "");
    draw_cells(l, t, b, y, widths, r->cells, false, style);
}

static void
draw_headings(struct list *l, struct term *t, struct box b, const int *widths)
{
    int64_t total = l->ops && l->ops->total ? l->ops->total(l->ctx) : -1;
    char text[64];

    draw_cells(l, t, b, 0, widths, NULL, true, STYLE_LABEL);
    if (total >= 0) {
        snprintf(text, sizeof text, _("%lld in all"), (long long)total);
        draw_right(t, b, 0, b.cols - 1 - draw_columns(t, text), draw_columns(t, text), STYLE_LABEL, text);
    }
}

void
list_draw(struct list *l, struct term *t, struct box b, bool active)
{
    int *widths = mem_alloc((size_t)(l->ncols + 1) * sizeof *widths);

    list_settle(l);
    list_fit(l->columns, l->ncols, b.cols > 2 ? b.cols - 2 : 0, widths);
    if (l->headings && b.rows > 2) {
        draw_headings(l, t, b, widths);
        b.y++;
        b.rows--;
    }
    l->page = b.rows > 0 ? (size_t)b.rows : 1;
    list_follow(l);
    /* The heading above the first row is seen with it. */
    while (l->top > 0 && l->at - l->top + 1 < l->page && l->rows[l->shown[l->top - 1]].heading)
        l->top--;
    if (l->nshown == 0 && b.rows > 0 && l->empty)
        draw_text(t, b, 0, 1, b.cols - 2, STYLE_DIM, *list_filter(l) ? _("Nothing fits the filter.") : l->empty);
    for (size_t y = 0; y < (size_t)(b.rows > 0 ? b.rows : 0) && l->top + y < l->nshown; y++)
        draw_row(l, t, b, (int)y, widths, &l->rows[l->shown[l->top + y]], l->top + y == l->at, active);
    free(widths);
}
