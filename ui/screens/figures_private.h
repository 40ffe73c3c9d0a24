/* Between what the figures' screen shows and what its commands do. */
#ifndef QT_UI_SCREENS_FIGURES_PRIVATE_H
#define QT_UI_SCREENS_FIGURES_PRIVATE_H

#include "ui/screens/report.h"

enum { MISSED_SHOWN = 8 };

/* A number with all that is said of it. */
struct figure_line {
    const struct figure_def *figure;    /* NULL: of the needs */
    const char *code;                   /* of the needs */
    struct figure_scope scope;          /* whose rows it opens */
    const char *label, *beside;
    struct figure_working work;
    struct figure_row missed[MISSED_SHOWN];
    size_t nmissed;
};

struct figures {
    const struct report *report;
    struct figure_scope scope;
    const struct need_point *point;     /* the needs counted; NULL: figures */
    const struct figure_def *cut_of;    /* the figure cut; NULL: all of them whole */
    enum figure_cut cut;
    struct figure_line *lines;          /* in the screen's arena */
    size_t count;
    int cursor, first;
};

extern const struct command figures_commands[];

/* The line under the cursor, or NULL. */
const struct figure_line *figures_line(const struct screen *sc);

#endif
