/* RPT-10: the front desk's figures of a period, and what customers want (F-150, F-151). */
#include "data/report_private.h"

#include "base/lang.h"
#include "data/needs.h"

#include <string.h>

static const char *
number(struct arena *a, int64_t n)
{
    return arena_printf(a, "%lld", (long long)n);
}

static int
bar_of(const struct figure *f)
{
    return (int)figure_tenths(f);
}

static const char *
titled(struct office *o, const char *title, const struct figure_scope *s, struct arena *a)
{
    const char *name = period_name(s->period, office_today(o), a);

    if (s->as_at)
        name = arena_printf(a, _("%s as at %s"), name, day_iso(a, moment_day(s->as_at, o->zone)));
    return *o->project_name ? arena_printf(a, "%s  %s  %s", o->project_name, title, name) : arena_printf(a, "%s  %s", title, name);
}

static void
note(struct report_table *t, struct arena *a, size_t *room, const char *line)
{
    t->notes = arena_grow(a, t->notes, t->nnotes, room, sizeof *t->notes);
    t->notes[t->nnotes++] = line;
}

/* ---- figures ---------------------------------------------------------------------------------------- */

enum { ID, KEY, NAME, PART, PERCENT, COUNTS, GOOD, TOTAL, DRAWN, BEFORE, GOOD_BEFORE, TOTAL_BEFORE, TREND, TARGET, FORMULA, FIGURE_COLUMNS };

static const struct report_column *
figure_columns(const char *by, enum period_kind kind, struct arena *a)
{
    struct report_column *c = arena_alloc(a, FIGURE_COLUMNS * sizeof *c);

    c[ID] = (struct report_column){ .key = "id", .heading = by ? NULL : "KPI" };
    c[KEY] = (struct report_column){ .key = "figure" };
    c[NAME] = (struct report_column){ .key = "name", .heading = by ? NULL : _("Figure") };
    c[PART] = (struct report_column){ .key = by, .heading = !by ? NULL : strcmp(by, "person") == 0 ? _("Colleague") : _("Channel") };
    c[PERCENT] = (struct report_column){ .key = "percent", .heading = "％", .number = true, .dash = true };
    c[COUNTS] = (struct report_column){ .heading = _("Counts"), .number = true };
    c[GOOD] = (struct report_column){ .key = "count", .number = true };
    c[TOTAL] = (struct report_column){ .key = "of", .number = true };
    c[DRAWN] = (struct report_column){ .heading = "", .bar = true };
    c[BEFORE] = (struct report_column){ .key = "percent_before", .heading = by ? NULL : period_before_name(kind), .number = true, .dash = true };
    c[GOOD_BEFORE] = (struct report_column){ .key = by ? NULL : "count_before", .number = true };
    c[TOTAL_BEFORE] = (struct report_column){ .key = by ? NULL : "of_before", .number = true };
    c[TREND] = (struct report_column){ .heading = by ? NULL : "" };
    c[TARGET] = (struct report_column){ .key = "target", .heading = by ? NULL : _("Target"), .number = true };
    c[FORMULA] = (struct report_column){ .key = "formula" };
    if (by)
        c[BEFORE].key = c[TARGET].key = NULL;
    return c;
}

static const char **
begin_row(struct report_table *t, const struct figure_def *f, const struct figure *now, struct arena *a)
{
    struct report_row *row = report_row(t, a);
    const char **c = row->cells;

    c[ID] = f->id;
    c[KEY] = f->key;
    c[NAME] = _(f->name);
    c[FORMULA] = _(f->formula);
    c[PERCENT] = figure_text(now, a);
    c[GOOD] = number(a, now->good);
    c[TOTAL] = number(a, now->total);
    c[COUNTS] = arena_printf(a, "%lld/%lld", (long long)now->good, (long long)now->total);
    row->bar = bar_of(now);
    return c;
}

static bool
whole_figure(struct office *o, const struct figure_def *f, const struct figure_scope *s, struct report_table *t, struct arena *a, struct err *err)
{
    struct figure_working w;
    enum figure_trend trend;
    const char **c;

    if (!figure_work(o, f, s, &w, err))
        return false;
    c = begin_row(t, f, &w.now, a);
    c[BEFORE] = figure_text(&w.before, a);
    c[GOOD_BEFORE] = number(a, w.before.good);
    c[TOTAL_BEFORE] = number(a, w.before.total);
    trend = figure_trend(&w.now, &w.before);
    c[TREND] = trend_name(trend);
    c[TARGET] = w.target < 0 ? NULL : arena_printf(a, "%lld.0", (long long)w.target);
    return true;
}

static bool
cut_figure(struct office *o, const struct figure_def *f, const struct figure_scope *s, enum figure_cut by, struct report_table *t,
           struct arena *a, struct err *err)
{
    struct figure_part *parts;
    const char *group = arena_printf(a, "%s %s", f->id, _(f->name));
    size_t n;

    if (!figure_split(o, f, s, by, a, &parts, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        begin_row(t, f, &parts[i].figure, a)[PART] = parts[i].name;
        t->rows[t->nrows - 1].group = group;
    }
    return true;
}

static void
explain(struct office *o, const struct figure_def *f, const struct figure_scope *s, struct report_table *t, size_t *room, struct arena *a)
{
    const char *beside = figure_beside(o, f, s, a);

    note(t, a, room, arena_printf(a, "%s %s: %s%s%s", f->id, _(f->name), _(f->formula), *beside ? "  " : "", beside));
}

bool
report_figures(struct office *o, const struct report_wish *w, enum figure_set set, const char *title, struct arena *a, struct report_table *out, struct err *err)
{
    struct figure_scope s;
    size_t room = 0;

    if (w->by && strcmp(w->by, "person") != 0 && strcmp(w->by, "channel") != 0)
        return err_field(err, "by", _("--by takes person or channel."));
    if (!report_scope(o, w, &s, err))
        return false;
    out->title = titled(o, title, &s, a);
    out->columns = figure_columns(w->by, s.period.kind, a);
    out->ncolumns = FIGURE_COLUMNS;
    for (size_t i = 0; figure_in(set, i); i++) {
        const struct figure_def *f = figure_in(set, i);

        if (w->by ? !cut_figure(o, f, &s, strcmp(w->by, "person") == 0 ? CUT_STAFF : CUT_CHANNEL, out, a, err)
                  : !whole_figure(o, f, &s, out, a, err))
            return false;
        explain(o, f, &s, out, &room, a);
    }
    return true;
}

static bool
make_figures(struct office *o, const struct report_wish *w, struct arena *a, struct report_table *out, struct err *err)
{
    return report_figures(o, w, SET_DESK, _("Front desk figures"), a, out, err);
}

const struct report report_reception = {
    .name = "reception", .help = N_("figures of the front desk"), .figures = true, .make = make_figures,
};

/* ---- needs --------------------------------------------------------------------------------------------- */

enum { POINT, CODE, WHAT, N, OF, SHARE, SHARE_DRAWN, N_BEFORE, OF_BEFORE, SHARE_BEFORE, NEED_COLUMNS };

static const struct report_column *
need_columns(enum period_kind kind, struct arena *a)
{
    struct report_column *c = arena_alloc(a, NEED_COLUMNS * sizeof *c);

    c[POINT] = (struct report_column){ .key = "point" };
    c[CODE] = (struct report_column){ .key = "code" };
    c[WHAT] = (struct report_column){ .key = "name", .heading = _("Named") };
    c[N] = (struct report_column){ .key = "count", .heading = _("Receptions"), .number = true };
    c[OF] = (struct report_column){ .key = "of", .number = true };
    c[SHARE] = (struct report_column){ .key = "percent", .heading = "％", .number = true, .dash = true };
    c[SHARE_DRAWN] = (struct report_column){ .heading = "", .bar = true };
    c[N_BEFORE] = (struct report_column){ .key = "count_before", .number = true };
    c[OF_BEFORE] = (struct report_column){ .key = "of_before", .number = true };
    c[SHARE_BEFORE] = (struct report_column){ .key = "percent_before", .heading = period_before_name(kind), .number = true, .dash = true };
    return c;
}

static void
need_row(const struct need_point *p, const char *group, const struct need_part *part, struct report_table *t, struct arena *a)
{
    struct report_row *row = report_row(t, a);
    const char **c = row->cells;

    row->group = group;
    row->bar = bar_of(&part->now);
    c[POINT] = p->key;
    c[CODE] = part->code;
    c[WHAT] = part->name;
    c[N] = number(a, part->now.good);
    c[OF] = number(a, part->now.total);
    c[SHARE] = figure_text(&part->now, a);
    c[N_BEFORE] = number(a, part->before.good);
    c[OF_BEFORE] = number(a, part->before.total);
    c[SHARE_BEFORE] = figure_text(&part->before, a);
}

static bool
make_needs(struct office *o, const struct report_wish *w, struct arena *a, struct report_table *out, struct err *err)
{
    struct figure_scope s;
    size_t room = 0;

    if (!report_scope(o, w, &s, err))
        return false;
    out->title = titled(o, _("What customers want"), &s, a);
    out->columns = need_columns(s.period.kind, a);
    out->ncolumns = NEED_COLUMNS;
    for (size_t i = 0; need_at(i); i++) {
        const struct need_point *p = need_at(i);
        struct need_part *parts;
        const char *group;
        size_t n;

        if (!need_count(o, p, &s, a, &parts, &n, err))
            return false;
        group = arena_printf(a, "%s  %s: %lld", _(p->name), _(p->basis), n ? (long long)parts[0].now.total : 0LL);
        for (size_t k = 0; k < n; k++)
            need_row(p, group, &parts[k], out, a);
    }
    note(out, a, &room, _("Who names several things is counted under each; shares are of all receptions looked at."));
    return true;
}

const struct report report_needs = {
    .name = "needs", .help = N_("what customers care about, why they do not buy"), .make = make_needs,
};
