/* F8: the reports, figures with their bars, and the rows behind each number. */
#ifndef QT_UI_SCREENS_REPORT_H
#define QT_UI_SCREENS_REPORT_H

#include "data/needs.h"
#include "data/report.h"
#include "ui/kit/app.h"

extern const struct screen_ops report_screen;           /* the list of reports */
extern const struct screen_ops figures_screen;          /* figures or needs of a period; arg: const struct report * */
extern const struct screen_ops figure_rows_screen;      /* arg: const struct figure_rows_arg * */

/* for menu.c */
extern const struct command report_menu[];

struct figure_rows_arg {
    const struct figure_def *figure;    /* or ... */
    const struct need_point *point;     /* ... with */
    const char *code;
    struct figure_scope scope;
    enum figure_which which;
    const char *title;
};

/* Ask where to and in which form, then write it. */
void report_to_file(struct screen *sc, const struct report *r, const struct report_wish *w);

#endif
