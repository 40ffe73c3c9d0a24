/* Reports: figures out of the records, each a table with a name (domain/70-kpi.md). A report is a row of the table in
 * report.c and a function that fills a table; printing and files are the caller's. */
#ifndef QT_DATA_REPORT_H
#define QT_DATA_REPORT_H

#include "data/office.h"

struct report_wish {
    day from, to;               /* NO_DAY: not asked for */
    day as_at;                  /* as things stood on that day; NO_DAY: today */
    const char *framework;      /* "six_plus_two" ..., "all"; NULL: the policy's */
};

struct report_column {
    const char *key;            /* English: JSON key and CSV heading */
    const char *heading;        /* translated; NULL: for files alone */
    bool number;                /* cells are numbers */
};

struct report_row {
    const char **cells;         /* one for each column; NULL: empty */
    const char *group;          /* translated heading of the rows that have the same (pointer); NULL: none */
    bool total;                 /* sums of the rows above it: not for files */
};

/* All of it in the arena given. */
struct report_table {
    const char *title;          /* translated */
    const struct report_column *columns;
    size_t ncolumns;
    struct report_row *rows;
    size_t nrows, room;
};

struct report {
    const char *name;           /* "stages" */
    const char *help;           /* N_ one line */
    bool (*make)(struct office *o, const struct report_wish *w, struct arena *a, struct report_table *out, struct err *err);
};

const struct report *report_at(size_t i);               /* NULL after the last */
const struct report *report_get(const char *name);      /* NULL: none */
/* Rights are those of the reports' screen. */
bool report_make(struct office *o, const struct report *r, const struct report_wish *w, struct arena *a,
                 struct report_table *out, struct err *err);

/* For the reports: a new row with empty cells. */
struct report_row *report_row(struct report_table *t, struct arena *a);

#endif
