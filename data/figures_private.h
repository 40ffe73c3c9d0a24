/* The statements of the figures, apart from what is said of them. */
#ifndef QT_DATA_FIGURES_PRIVATE_H
#define QT_DATA_FIGURES_PRIVATE_H

#include "data/figures.h"

/* Parameters, in this order:
 *   1 2   the period as moments, the second excluded     3   as at, a moment
 *   4     project, 0 for all                             5 6 limits of the figure
 *   7 8   the period's first and last day                9   the day of 3
 *   10    staff, 0 for all, -1 for none                  11  channel, NULL for all, '' for none
 *   12    -1 all rows, 0 misses, 1 hits                  13 14 the key behind which; 15 how many
 * Columns of rows: id, at (key), about, matter, staff, channel, number, name, x (of the detail), good. */
struct figure_sql {
    const struct sql *count;            /* total, good; parameters up to 11, as the two below */
    const struct sql *by_staff;         /* who, total, good */
    const struct sql *by_channel;       /* code, total, good */
    const struct sql *rows, *rows_back; /* all parameters */
    const struct sql *beside;           /* a number; parameters up to 9 */
};

extern const struct figure_sql
    figure_sql_01, figure_sql_02, figure_sql_03, figure_sql_04, figure_sql_05, figure_sql_06, figure_sql_07, figure_sql_08,
    figure_sql_09, figure_sql_10, figure_sql_11, figure_sql_12, figure_sql_13, figure_sql_14, figure_sql_17;

#endif
