#include "data/report_private.h"

#include "base/lang.h"
#include "rules/stage.h"

#include <string.h>

static const struct report *const reports[] = { &report_reception, &report_needs, &report_quality, &report_stages, &report_sla, &report_complaints, &report_hotline_day,
    &report_departments, &report_abc, &report_defects, &report_complaint_followup, &report_complaint_quality, &report_escalations };

const struct report *
report_at(size_t i)
{
    return i < COUNT(reports) ? reports[i] : NULL;
}

const struct report *
report_get(const char *name)
{
    for (size_t i = 0; i < COUNT(reports); i++)
        if (strcmp(reports[i]->name, name) == 0)
            return reports[i];
    return NULL;
}

bool
report_make(struct office *o, const struct report *r, const struct report_wish *w, struct arena *a,
            struct report_table *out, struct err *err)
{
    *out = (struct report_table){ .nrows = 0 };
    return office_must(o, "screen.report", "see", err) && r->make(o, w, a, out, err);
}

struct report_row *
report_row(struct report_table *t, struct arena *a)
{
    struct report_row *row;

    t->rows = arena_grow(a, t->rows, t->nrows, &t->room, sizeof *t->rows);
    row = &t->rows[t->nrows++];
    *row = (struct report_row){ .cells = arena_alloc(a, t->ncolumns * sizeof *row->cells), .bar = -1 };
    return row;
}

static bool
span_named(const char *name, enum period_kind *out)
{
    static const char *const names[] = { "day", "week", "month", "quarter", "year" };

    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(names[i], name) == 0) {
            *out = (enum period_kind)i;
            return true;
        }
    return false;
}

bool
report_scope(struct office *o, const struct report_wish *w, struct figure_scope *out, struct err *err)
{
    day today = office_today(o), from = w->from == NO_DAY ? today : w->from, to = w->to == NO_DAY ? today : w->to;
    enum period_kind kind = SPAN_MONTH;

    *out = (struct figure_scope){ .project = o->project };
    if (w->period && !span_named(w->period, &kind))
        return err_field(err, "period", _("There is no period %s: day, week, month, quarter, year."), w->period);
    if (w->period || (w->from == NO_DAY && w->to == NO_DAY)) {
        out->period = period_of(kind, from);
    } else {
        if (w->from == NO_DAY)
            from = period_of(SPAN_MONTH, to).from;
        if (to < from)
            return err_field(err, "to", _("The last day comes before the first."));
        out->period = period_between(from, to);
    }
    if (w->as_at != NO_DAY && w->as_at < today)
        out->as_at = moment_at(w->as_at + 1, 0, o->zone) - 1;
    return true;
}
