/* Reports: figures out of the records, each a table with a name (domain/70-kpi.md). A report is a row of the table in
 * report.c and a function that fills a table; printing and files are the caller's. */
#ifndef QT_DATA_REPORT_H
#define QT_DATA_REPORT_H

#include "base/charset.h"
#include "data/figures.h"
#include "rules/stage.h"        /* NO_DAY */

struct report_wish {
    day from, to;               /* NO_DAY: not asked for */
    day as_at;                  /* as things stood on that day; NO_DAY: today */
    const char *framework;      /* "six_plus_two" ..., "all"; NULL: the policy's */
    const char *period;         /* "week" ...: the one that `from` (else today) lies in; NULL: from..to, else this month */
    const char *by;             /* "person", "channel": cut by them; NULL: whole */
};

struct report_column {
    const char *key;            /* English: JSON key and CSV heading; NULL: for people alone */
    const char *heading;        /* translated; NULL: for files alone */
    bool number;                /* cells are numbers */
    bool dash;                  /* people see a dash where there is none */
    bool bar;                   /* the row's bar is drawn here */
};

struct report_row {
    const char **cells;         /* one for each column; NULL: empty */
    const char *group;          /* translated heading of the rows that have the same (pointer); NULL: none */
    bool total;                 /* sums of the rows above it: not for files */
    int bar;                    /* permille, of the column that is drawn; negative: none */
};

/* What stands in a table without rows, on the screen and on paper. */
#define REPORT_EMPTY N_("There is nothing in these days.")

/* All of it in the arena given. */
struct report_table {
    const char *title;          /* translated */
    const struct report_column *columns;
    size_t ncolumns;
    struct report_row *rows;
    size_t nrows, room;
    const char **notes;         /* translated lines that stand below it, for people alone */
    size_t nnotes;
};

struct report {
    const char *name;           /* "stages" */
    const char *help;           /* N_ one line */
    bool figures;               /* its screen shows the figures of a set, each with its rows ... */
    enum figure_set set;        /* ... of this one */
    bool (*make)(struct office *o, const struct report_wish *w, struct arena *a, struct report_table *out, struct err *err);
};

const struct report *report_at(size_t i);               /* NULL after the last */
const struct report *report_get(const char *name);      /* NULL: none */
/* Rights are those of the reports' screen. */
bool report_make(struct office *o, const struct report *r, const struct report_wish *w, struct arena *a,
                 struct report_table *out, struct err *err);

/* What the wish says about days and as at, for reports of a period. */
bool report_scope(struct office *o, const struct report_wish *w, struct figure_scope *out, struct err *err);

/* ---- as people and programs want it ---- */

enum report_format { REPORT_TEXT, REPORT_CSV, REPORT_JSON, REPORT_HTML };
const char *report_format_name(enum report_format f);   /* "text"; NULL after the last */
/* Columns in line, bars of # and -, LF. */
void report_text(const struct report_table *t, struct buf *out);
void report_json(const struct report_table *t, struct buf *out);
/* A page that needs nothing else. */
void report_html(const struct report_table *t, struct buf *out);
/* path NULL: stdout. */
bool report_csv(const struct report_table *t, const char *path, enum charset charset, struct err *err);

/* Into a file, as an action; the right is that of exports. charset is asked for CSV alone, all else is UTF-8. */
bool report_export(struct office *o, const struct report *r, const struct report_wish *w, enum report_format format, enum charset charset,
                   const char *path, struct err *err);

/* For the reports: a new row with empty cells. */
struct report_row *report_row(struct report_table *t, struct arena *a);

#endif
