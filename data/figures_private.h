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
    figure_sql_09, figure_sql_10, figure_sql_11, figure_sql_12, figure_sql_13, figure_sql_14, figure_sql_17,
    figure_sql_34, figure_sql_50, figure_sql_51, figure_sql_52, figure_sql_52w, figure_sql_53, figure_sql_53w, figure_sql_54, figure_sql_55,
    figure_sql_56, figure_sql_71;

extern const struct figure_def hotline_figures[];           /* figures_hotline.c */
extern const size_t hotline_figures_count;

/* ---- how the statements of one are made ---- */

/* Every statement of a figure is made of one: its rows. */
#define PICKED(rows) " FROM (" rows ") WHERE (?10 = 0 OR coalesce(staff, -1) = ?10) AND (?11 IS NULL OR coalesce(channel, '') = ?11)"
#define SUMS "count(*) AS total, coalesce(sum(good), 0) AS good"
#define WINDOW(rows, beyond, order) \
    "SELECT id, at, about, matter, staff, number, name, x, good" PICKED(rows) \
    " AND (?12 < 0 OR good = ?12) AND (at, id) " beyond " (?13, ?14) ORDER BY " order " LIMIT ?15"

#define FIGURE(n, rows_, beside_) FIGURE_OF(n, SUMS, rows_, beside_)
/* sums: total and good, where they are not merely counted. */
#define FIGURE_OF(n, sums, rows_, beside_) \
    SQL(figure_##n##_count, "SELECT " sums PICKED(rows_)); \
    SQL(figure_##n##_staff, "SELECT coalesce(staff, -1) AS who, " sums PICKED(rows_) " GROUP BY who ORDER BY total DESC, who"); \
    SQL(figure_##n##_channel, "SELECT coalesce(channel, '') AS code, " sums PICKED(rows_) " GROUP BY code ORDER BY total DESC, code"); \
    SQL(figure_##n##_rows, WINDOW(rows_, ">", "at, id")); \
    SQL(figure_##n##_rows_back, WINDOW(rows_, "<", "at DESC, id DESC")); \
    SQL(figure_##n##_beside, "SELECT count(*) " beside_ " AND ?9 IS NOT NULL"); \
    const struct figure_sql figure_sql_##n = { \
        .count = &figure_##n##_count, .by_staff = &figure_##n##_staff, .by_channel = &figure_##n##_channel, \
        .rows = &figure_##n##_rows, .rows_back = &figure_##n##_rows_back, .beside = &figure_##n##_beside, \
    }

#endif
