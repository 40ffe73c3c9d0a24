#include "rules/figure.h"

#include "base/lang.h"

#include <stdlib.h>

int64_t
figure_tenths(const struct figure *f)
{
    return f->total <= 0 ? -1 : (f->good * 2000 + f->total) / (2 * f->total);
}

static char *
tenths_text(int64_t tenths, struct arena *a)
{
    return arena_printf(a, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10));
}

char *
figure_text(const struct figure *f, struct arena *a)
{
    return f->total <= 0 ? NULL : tenths_text(figure_tenths(f), a);
}

char *
figure_shown(const struct figure *f, struct arena *a)
{
    return f->total <= 0 ? FIGURE_NONE : figure_text(f, a);
}

/* By what is shown: a change that the one decimal does not show is none. */
enum figure_trend
figure_trend(const struct figure *now, const struct figure *before)
{
    int64_t was = figure_tenths(before), is = figure_tenths(now);

    if (was < 0 || is < 0)
        return TREND_NONE;
    return is > was ? TREND_ROSE : is < was ? TREND_FELL : TREND_SAME;
}

const char *
trend_name(enum figure_trend t)
{
    return t == TREND_ROSE ? _("rose") : t == TREND_FELL ? _("fell") : "";
}

bool
trend_is_bad(enum figure_trend t, bool falling_good)
{
    return t == (falling_good ? TREND_ROSE : TREND_FELL);
}

bool
figure_misses(const struct figure *f, int64_t target, bool falling_good)
{
    if (f->total <= 0 || target < 0)
        return false;
    return falling_good ? f->good * 100 > target * f->total : f->good * 100 < target * f->total;
}

/* ---- periods ------------------------------------------------------------------------------------- */

static day
day_at(int year, int month, int mday)
{
    day d = 0;

    day_from_civil(year, month, mday, &d);
    return d;
}

struct period
period_of(enum period_kind kind, day d)
{
    struct civil c = day_civil(d);
    struct period p = { kind, d, d };

    switch (kind) {
    case SPAN_DAY:
    case SPAN_OWN:
        break;
    case SPAN_WEEK:
        p.from = d - (day_weekday(d) - 1);
        p.to = p.from + 6;
        break;
    case SPAN_MONTH:
        p.from = day_at(c.year, c.month, 1);
        p.to = day_add_months(p.from, 1) - 1;
        break;
    case SPAN_QUARTER:
        p.from = day_at(c.year, (c.month - 1) / 3 * 3 + 1, 1);
        p.to = day_add_months(p.from, 3) - 1;
        break;
    case SPAN_YEAR:
        p.from = day_at(c.year, 1, 1);
        p.to = day_at(c.year, 12, 31);
        break;
    }
    return p;
}

struct period
period_between(day from, day to)
{
    for (int kind = SPAN_DAY; kind < SPAN_OWN; kind++) {
        struct period p = period_of((enum period_kind)kind, from);

        if (p.from == from && p.to == to)
            return p;
    }
    return (struct period){ SPAN_OWN, from, to };
}

struct period
period_step(struct period p, int n)
{
    day length = p.to - p.from + 1;

    switch (p.kind) {
    case SPAN_MONTH:
        return period_of(p.kind, day_add_months(p.from, n));
    case SPAN_QUARTER:
        return period_of(p.kind, day_add_months(p.from, 3 * n));
    case SPAN_YEAR:
        return period_of(p.kind, day_add_months(p.from, 12 * n));
    default:
        return (struct period){ p.kind, p.from + n * length, p.to + n * length };
    }
}

/* The week's number as ISO 8601 counts it: week 1 has the year's first Thursday. */
static int
week_number(day monday, int *year)
{
    day thursday = monday + 3;

    *year = day_civil(thursday).year;
    return (thursday - day_at(*year, 1, 1)) / 7 + 1;
}

static char *
plain_name(struct period p, struct arena *a)
{
    struct civil from = day_civil(p.from), to = day_civil(p.to);
    int year, week;

    switch (p.kind) {
    case SPAN_DAY:
        return day_iso(a, p.from);
    case SPAN_WEEK:
        week = week_number(p.from, &year);
        return arena_printf(a, _("week %2$d of %1$d, %3$02d-%4$02d to %5$02d-%6$02d"), year, week, from.month, from.mday, to.month, to.mday);
    case SPAN_MONTH:
        return arena_printf(a, _("%1$d-%2$02d"), from.year, from.month);
    case SPAN_QUARTER:
        return arena_printf(a, _("quarter %2$d of %1$d"), from.year, (from.month + 2) / 3);
    case SPAN_YEAR:
        return arena_printf(a, _("year %d"), from.year);
    default:
        return arena_printf(a, _("%s to %s"), day_iso(a, p.from), day_iso(a, p.to));
    }
}

char *
period_name(struct period p, day today, struct arena *a)
{
    char *name = plain_name(p, a);

    return p.from <= today && today < p.to ? arena_printf(a, _("%s (to today)"), name) : name;
}

const char *
period_kind_name(enum period_kind kind)
{
    static const char *const names[] = { N_("day"), N_("week"), N_("month"), N_("quarter"), N_("year"), N_("own days") };

    return _(names[kind]);
}

const char *
period_before_name(enum period_kind kind)
{
    static const char *const names[] = {
        N_("the day before"), N_("last week"), N_("last month"), N_("last quarter"), N_("last year"), N_("the days before")
    };

    return _(names[kind]);
}

/* ---- the working ------------------------------------------------------------------------------------- */

static char *
counted(const struct figure *f, struct arena *a)
{
    if (f->total <= 0)
        return arena_printf(a, _("%lld / %lld: nothing to divide by, no figure"), (long long)f->good, (long long)f->total);
    return arena_printf(a, "%lld / %lld x 100 = %s", (long long)f->good, (long long)f->total, figure_text(f, a));
}

static char *
compared(const struct figure_working *w, struct arena *a)
{
    enum figure_trend t = figure_trend(&w->now, &w->before);
    int64_t by = llabs((long long)(figure_tenths(&w->now) - figure_tenths(&w->before)));
    char *line = arena_printf(a, "%s: %s", w->before_name, counted(&w->before, a));

    if (t == TREND_ROSE)
        return arena_printf(a, _("%s; rose by %s points"), line, tenths_text(by, a));
    if (t == TREND_FELL)
        return arena_printf(a, _("%s; fell by %s points"), line, tenths_text(by, a));
    return t == TREND_SAME ? arena_printf(a, _("%s; the same"), line) : line;
}

size_t
figure_lines(const struct figure_working *w, struct arena *a, char ***lines)
{
    size_t n = 0;
    char **out = arena_alloc(a, 5 * sizeof *out);

    out[n++] = arena_printf(a, "%s %s", w->id, w->name);
    out[n++] = arena_printf(a, _("How it is worked out: %s"), w->formula);
    out[n++] = counted(&w->now, a);
    out[n++] = compared(w, a);
    if (w->target >= 0)
        out[n++] = figure_misses(&w->now, w->target, w->falling_good)
                   ? arena_printf(a, _("Target %lld.0: not reached"), (long long)w->target)
                   : w->now.total > 0 ? arena_printf(a, _("Target %lld.0: reached"), (long long)w->target)
                                      : arena_printf(a, _("Target %lld.0"), (long long)w->target);
    *lines = out;
    return n;
}
