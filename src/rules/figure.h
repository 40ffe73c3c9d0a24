/* Figures of the trade (domain 70-kpi): so many of so many, in a period, beside the period before and a target.
 * One decimal, halves up; without anything to count there is no figure, which is not the same as 0. */
#ifndef QT_RULES_FIGURE_H
#define QT_RULES_FIGURE_H

#include "base/date.h"

struct figure {
    int64_t good, total;        /* numerator, denominator */
};

/* Tenths of a percent; -1 where the denominator is 0. */
int64_t figure_tenths(const struct figure *f);
/* "94.1"; NULL where there is none. */
char *figure_text(const struct figure *f, struct arena *a);
#define FIGURE_NONE "－－"       /* what is shown then: its width is the same on every terminal */
/* The same, FIGURE_NONE in place of NULL. */
char *figure_shown(const struct figure *f, struct arena *a);

enum figure_trend { TREND_NONE /* nothing to compare with */, TREND_SAME, TREND_ROSE, TREND_FELL };
enum figure_trend figure_trend(const struct figure *now, const struct figure *before);
const char *trend_name(enum figure_trend t);        /* translated, one word; "" for none and the same */
/* Did it turn to the worse? falling_good: the less the better. */
bool trend_is_bad(enum figure_trend t, bool falling_good);
/* Is the target (in percent) missed? False where there is no figure. */
bool figure_misses(const struct figure *f, int64_t target, bool falling_good);

/* ---- periods ---- */

/* Weeks begin on Monday. OWN: any days. */
enum period_kind { SPAN_DAY, SPAN_WEEK, SPAN_MONTH, SPAN_QUARTER, SPAN_YEAR, SPAN_OWN };
enum { SPAN_KINDS = SPAN_OWN };                 /* those of the calendar */
struct period {
    enum period_kind kind;
    day from, to;               /* first and last day */
};

/* The one that a day lies in; SPAN_OWN gives that day alone. */
struct period period_of(enum period_kind kind, day d);
/* Named by its calendar kind where the days are just those of one. */
struct period period_between(day from, day to);
/* So many periods on (negative: back); own ones by their length. */
struct period period_step(struct period p, int n);
/* "2026年11月", "2026年第47周 11-16 至 11-22"; with "(to today)" where today lies in it before its last day. */
char *period_name(struct period p, day today, struct arena *a);
const char *period_kind_name(enum period_kind kind);        /* translated: "month" */
const char *period_before_name(enum period_kind kind);      /* translated: "last month" */

/* ---- the working ---- */

struct figure_working {
    const char *id, *name, *formula;        /* "KPI-01", translated */
    struct figure now, before;
    const char *before_name;
    int64_t target;             /* percent; -1: none */
    bool falling_good;
};
/* One line each, translated: what is divided by what, the numbers, the period before, the target. */
size_t figure_lines(const struct figure_working *w, struct arena *a, char ***lines);

#endif
