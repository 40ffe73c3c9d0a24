/* The figures of the front desk (KPI-01 to KPI-14, KPI-17) and of the hotline: each with its definition, its counts and the rows behind
 * them. Counts and rows come of one statement each, so a number and what it opens cannot differ. */
#ifndef QT_DATA_FIGURES_H
#define QT_DATA_FIGURES_H

#include "data/office.h"
#include "rules/figure.h"

struct figure_sql;

/* What stands beside the name of a row. */
enum figure_detail { DETAIL_NONE, DETAIL_RINGS, DETAIL_TALKED, DETAIL_TOPICS, DETAIL_LATE, DETAIL_WAITED, DETAIL_PARTY };

struct figure_def {
    const char *id;             /* "KPI-01" */
    const char *key;            /* English: "answered_in_three_rings" */
    const char *name;           /* N_ */
    const char *formula;        /* N_ the definition: what is divided by what, and which are judged */
    const char *rules;          /* "RCP-02 SLA-01" */
    enum period_kind usual;     /* the period in which the domain asks for it; OWN: before an opening, as things stand then */
    bool falling_good;          /* the less the better */
    const char *target;         /* policy, in percent; NULL: none */
    const char *limit;          /* policy that decides; NULL: none */
    int scale;                  /* its unit in those of the statement */
    const char *second;         /* another one */
    const char *beside;         /* N_ what could make it look better than it is, with %lld for how many */
    const char *items;          /* list whose codes name the rows; NULL: rows have names */
    const char *channels;       /* list that names the channels of its rows; NULL: channel */
    enum figure_detail detail;
    const struct figure_sql *sql;
};

/* The front desk's figures, and those of the hotline (KPI-34, KPI-50 to KPI-56, KPI-71). */
enum figure_set { SET_DESK, SET_HOTLINE };
const struct figure_def *figure_in(enum figure_set set, size_t i);      /* NULL after the last */
size_t figure_count_in(enum figure_set set);
size_t figure_count_all(void);                              /* of the front desk */
const struct figure_def *figure_at(size_t i);               /* the same: NULL after the last */
const struct figure_def *figure_get(const char *id);        /* by id or key; NULL: none */
int64_t figure_target(const struct office *o, const struct figure_def *f);      /* percent, -1: none */

/* What is counted. */
struct figure_scope {
    struct period period;
    moment as_at;               /* only what had happened by then, as far as the records tell; 0: now */
    int64_t project;            /* 0: all */
    int64_t staff;              /* 0: everybody; FIGURE_NOBODY: rows without a person */
    const char *channel;        /* code; NULL: all; "": rows without one */
};
#define FIGURE_NOBODY (-1)
/* This month, the project worked in. */
struct figure_scope figure_scope(struct office *o, enum period_kind kind);
struct figure_scope figure_scope_before(const struct figure_scope *s);      /* the period before */

bool figure_count(struct office *o, const struct figure_def *f, const struct figure_scope *s, struct figure *out, struct err *err);
/* Counts of now and before with all that explains them. */
bool figure_work(struct office *o, const struct figure_def *f, const struct figure_scope *s, struct figure_working *out, struct err *err);
/* "3 missed calls are not counted": translated; "" where there are none. */
char *figure_beside(struct office *o, const struct figure_def *f, const struct figure_scope *s, struct arena *a);

/* Cut by person or by channel: the largest first. */
enum figure_cut { CUT_STAFF, CUT_CHANNEL };
struct figure_part {
    int64_t staff;              /* FIGURE_NOBODY: none */
    const char *channel;        /* "": none */
    const char *name;           /* shown */
    struct figure figure;
};
bool figure_split(struct office *o, const struct figure_def *f, const struct figure_scope *s, enum figure_cut by,
                  struct arena *a, struct figure_part **out, size_t *count, struct err *err);

/* A row behind a number. */
struct figure_row {
    int64_t id, at;             /* its key in the list */
    const char *about;          /* table of the matter ... */
    int64_t matter;             /* ... and its id */
    int64_t staff;
    const char *number, *name;  /* name "" for who may not see customers */
    const char *detail;         /* translated: "5 rings" */
    bool good;                  /* in the numerator */
};
enum figure_which { ROWS_ALL = -1, ROWS_MISSED, ROWS_GOOD };
/* Rows behind the key of `after` (NULL: from the first), at most max; backwards: before it (NULL: from the last), the
 * nearest first. Oldest first otherwise. */
bool figure_rows(struct office *o, const struct figure_def *f, const struct figure_scope *s, enum figure_which which,
                 const struct figure_row *after, bool backwards, struct arena *a, struct figure_row *out, size_t max,
                 size_t *count, struct err *err);

#endif
