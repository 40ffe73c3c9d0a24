/* What is known of a person, drawn beside a form. */
#ifndef QT_UI_SCREENS_BRIEF_DRAW_H
#define QT_UI_SCREENS_BRIEF_DRAW_H

#include "data/brief.h"
#include "ui/kit/draw.h"

/* Long lines go on below, so that nothing said of a person is cut. at: the line under the cursor, -1: none. */
void brief_draw(struct term *t, struct box b, const struct brief_line *lines, size_t count, int at, struct arena *a);

#endif
