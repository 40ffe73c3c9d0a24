/* Figures with bars of reverse cells. */
#ifndef QT_UI_KIT_CHART_H
#define QT_UI_KIT_CHART_H

#include "ui/kit/draw.h"

#include <stddef.h>

struct chart_row {
    const char *label;
    const char *value;          /* as text: "94.1" */
    const char *counts;         /* "32/34", may be NULL */
    const char *note;           /* behind the bar, may be NULL */
    int64_t part, whole;        /* length of the bar; whole 0: no bar */
    enum style style;           /* of the texts */
};

struct chart_layout { int label, value, counts, bar, note; };      /* columns of each part; 0: left out */

/* Draw rows from first on in columns aligned for all of them; returns the rows drawn. cursor: index marked, -1 none. */
int chart_draw(struct term *t, struct box b, const struct chart_row *rows, size_t count, int first, int cursor);
/* Widths for texts of these greatest widths in so many columns: the note is cut first, then the bar, then the label. Pure. */
struct chart_layout chart_fit(int label, int value, int counts, int note, int width);

#endif
