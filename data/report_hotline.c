/* The hotline's reports: the day (RPT-02), the month (RPT-03), ABC (KPI-59), departments (RPT-18), what went up to the third level. */
#include "data/report_private.h"

#include "base/lang.h"
#include "data/complaint.h"
#include "data/policy.h"
#include "rules/abc.h"

#include <stdlib.h>
#include <string.h>

#define SCOPE " AND (?3 = 0 OR c.project IS NULL OR c.project = ?3)"
SQL(hotline_day_rows, "SELECT c.class AS class, coalesce(sum(c.received_at >= ?1 AND c.received_at < ?2), 0) AS received,"
    " coalesce(sum(c.received_at >= ?1 AND c.received_at < ?2 AND c.urgency = '2'), 0) AS urgent, coalesce(sum(c.closed_at >= ?1 AND c.closed_at < ?2), 0) AS closed,"
    " coalesce(sum(c.state NOT IN ('closed', 'merged')), 0) AS open,"
    " coalesce(sum(c.state NOT IN ('closed', 'merged') AND EXISTS (SELECT 1 FROM task t WHERE t.about = 'complaint' AND t.matter = coalesce(c.parent, c.id) AND t.done IS NULL"
    " AND t.kind <> 'phone_confirm' AND t.due <= ?4)), 0) AS overdue FROM complaint c WHERE (c.received_at >= ?1 OR c.closed_at >= ?1 OR c.state NOT IN ('closed', 'merged'))"
    " AND c.received_at < ?2" SCOPE " GROUP BY c.class ORDER BY c.class");
SQL(hotline_channels, "SELECT c.channel AS channel, count(*) AS n FROM complaint c WHERE c.received_at >= ?1 AND c.received_at < ?2 AND ?4 > 0" SCOPE
                      " GROUP BY c.channel ORDER BY n DESC, c.channel");
SQL(hotline_categories, "SELECT coalesce(c.moment, '') AS moment, count(*) AS n, coalesce(sum(c.class = '1'), 0) AS complaints, coalesce(sum(c.class = '2'), 0) AS repairs,"
    " coalesce(sum(c.closed_at IS NOT NULL), 0) AS closed, coalesce(sum(c.reopened > 0), 0) AS reopened FROM complaint c WHERE c.received_at >= ?1 AND c.received_at < ?2"
    " AND c.state <> 'merged' AND ?4 > 0" SCOPE " GROUP BY coalesce(c.moment, '') ORDER BY n DESC, moment");
SQL(hotline_hours, "SELECT closed_at - received_at AS seconds FROM complaint c WHERE c.closed_at >= ?1 AND c.closed_at < ?2 AND ?4 > 0" SCOPE " ORDER BY seconds");
SQL(hotline_vip_hours, "SELECT min(t.done) - c.received_at AS seconds FROM complaint c JOIN task t ON t.about = 'complaint' AND t.matter = c.id AND t.kind = 'first_response'"
    " WHERE c.important = 1 AND c.received_at >= ?1 AND c.received_at < ?2 AND t.done IS NOT NULL AND coalesce(t.outcome, '') NOT LIKE '- %' AND ?4 > 0" SCOPE
    " GROUP BY c.id ORDER BY seconds");
SQL(hotline_departments, "SELECT coalesce(c.department, '') AS department, coalesce(sum(c.state NOT IN ('closed', 'merged')), 0) AS open,"
    " coalesce(sum(c.state NOT IN ('closed', 'merged') AND EXISTS (SELECT 1 FROM task t WHERE t.about = 'complaint' AND t.matter = coalesce(c.parent, c.id) AND t.done IS NULL"
    " AND t.kind <> 'phone_confirm' AND t.due <= ?4)), 0) AS overdue, coalesce(sum(c.closed_at >= ?1 AND c.closed_at < ?2), 0) AS closed,"
    " coalesce(sum(CASE WHEN c.closed_at >= ?1 AND c.closed_at < ?2 THEN c.closed_at - c.received_at END), 0) AS seconds FROM complaint c"
    " WHERE (c.state NOT IN ('closed', 'merged') OR (c.closed_at >= ?1 AND c.closed_at < ?2))" SCOPE " GROUP BY coalesce(c.department, '') ORDER BY overdue DESC, open DESC, department");
SQL(hotline_third, "SELECT c.number AS number, coalesce(c.department, '') AS department, t.text AS text, t.due AS due, t.done AS done FROM task t JOIN complaint c ON c.id = t.matter"
    " WHERE t.about = 'complaint' AND t.level >= 3 AND t.due < ?2 AND coalesce(t.done, ?4) >= ?1" SCOPE " ORDER BY t.due, t.id");

/* ---- what they share ----------------------------------------------------------------------------------------- */

static void
bind(struct office *o, struct query *q, const struct figure_scope *s)
{
    query_bind_int(q, moment_at(s->period.from, 0, o->zone));
    query_bind_int(q, moment_at(s->period.to + 1, 0, o->zone));
    query_bind_int(q, s->project);
    query_bind_int(q, s->as_at ? s->as_at : office_now(o));
}

static struct query
begin(struct office *o, const struct sql *sql, const struct figure_scope *s)
{
    struct query q = query_begin(o->store, sql);

    bind(o, &q, s);
    return q;
}

static const char *
number(struct arena *a, int64_t n)
{
    return arena_printf(a, "%lld", (long long)n);
}

static const char *
share(struct arena *a, int64_t part, int64_t of)
{
    struct figure f = { part, of };

    return figure_text(&f, a);
}

/* Hours with one decimal; NULL where there is nothing to divide by. */
static const char *
hours(struct arena *a, int64_t seconds, int64_t n)
{
    int64_t tenths = n ? (seconds + 180 * n) / (360 * n) : 0;

    return n ? arena_printf(a, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10)) : NULL;
}

static void
note(struct report_table *t, struct arena *a, size_t *room, const char *line)
{
    t->notes = arena_grow(a, t->notes, t->nnotes, room, sizeof *t->notes);
    t->notes[t->nnotes++] = line;
}

static bool
begin_table(struct office *o, const struct report_wish *w, const char *period, const char *title, const struct report_column *columns, size_t n, struct arena *a,
            struct figure_scope *s, struct report_table *out, struct err *err)
{
    struct report_wish wish = *w;
    struct report_column *copy = arena_alloc(a, n * sizeof *copy);

    if (!wish.period && wish.from == NO_DAY && wish.to == NO_DAY)
        wish.period = period;
    if (!report_scope(o, &wish, s, err))
        return false;
    memcpy(copy, columns, n * sizeof *copy);
    out->columns = copy;
    out->ncolumns = n;
    out->title = arena_printf(a, "%s%s%s  %s", o->project_name, *o->project_name ? "  " : "", title, period_name(s->period, office_today(o), a));
    return true;
}

/* ---- the day (RPT-02) ------------------------------------------------------------------------------------------- */

static bool
make_day(struct office *o, const struct report_wish *w, struct arena *a, struct report_table *out, struct err *err)
{
    const struct report_column columns[] = {
        { .key = "class", .heading = _("Class") }, { .key = "received", .heading = _("Matters received"), .number = true }, { .key = "urgent", .heading = _("Urgent"), .number = true },
        { .key = "closed", .heading = _("Matters closed"), .number = true }, { .key = "open", .heading = _("Open now"), .number = true },
        { .key = "overdue", .heading = _("Overdue now"), .number = true },
    };
    static const char *const names[] = { "received", "urgent", "closed", "open", "overdue" };
    int64_t sums[COUNT(names)] = { 0 };
    struct figure_scope s;
    struct report_row *row;
    struct query q;
    size_t room = 0;

    if (!begin_table(o, w, "day", _("Hotline, the day"), columns, COUNT(columns), a, &s, out, err))
        return false;
    q = begin(o, &hotline_day_rows, &s);
    while (query_next(&q)) {
        row = report_row(out, a);
        row->cells[0] = arena_strdup(a, office_code_text(o, "complaint_class", query_text(&q, "class", a)));
        for (size_t i = 0; i < COUNT(names); i++) {
            row->cells[i + 1] = number(a, query_int(&q, names[i]));
            sums[i] += query_int(&q, names[i]);
        }
    }
    if (!query_end(&q, err))
        return false;
    row = report_row(out, a);
    row->total = true;
    row->cells[0] = _("All together");
    for (size_t i = 0; i < COUNT(names); i++)
        row->cells[i + 1] = number(a, sums[i]);
    q = begin(o, &hotline_channels, &s);
    while (query_next(&q))
        note(out, a, &room, arena_printf(a, "%s %lld", office_code_text(o, "complaint_channel", query_text(&q, "channel", a)), (long long)query_int(&q, "n")));
    return query_end(&q, err);
}

const struct report report_hotline_day = {
    .name = "hotline-day", .help = N_("the hotline's day: received, urgent, closed, open, overdue"), .make = make_day,
};

/* ---- the month (RPT-03) -------------------------------------------------------------------------------------------- */

/* Mean and median of the column seconds, in hours; n of them. */
static bool
times(struct office *o, const struct sql *sql, const struct figure_scope *s, struct arena *a, const char **mean, const char **median, int64_t *n, struct err *err)
{
    struct query q = begin(o, sql, s);
    int64_t *all = NULL, sum = 0;
    size_t count = 0, room = 0;

    while (query_next(&q)) {
        all = arena_grow(a, all, count, &room, sizeof *all);
        all[count] = query_int(&q, "seconds");
        sum += all[count++];
    }
    *n = (int64_t)count;
    *mean = hours(a, sum, *n);
    *median = !count ? NULL : count % 2 ? hours(a, all[count / 2], 1) : hours(a, all[count / 2 - 1] + all[count / 2], 2);
    return query_end(&q, err);
}

static bool
tell_times(struct office *o, const struct figure_scope *s, struct report_table *out, struct arena *a, struct err *err)
{
    const char *mean, *median;
    size_t room = 0;
    int64_t n;

    if (!times(o, &hotline_hours, s, a, &mean, &median, &n, err))
        return false;
    note(out, a, &room, arena_printf(a, _("KPI-57 Hours from reception to closing: mean %s, median %s (%lld closed)"), mean ? mean : FIGURE_NONE, median ? median : FIGURE_NONE, (long long)n));
    if (!times(o, &hotline_vip_hours, s, a, &mean, &median, &n, err))
        return false;
    note(out, a, &room, arena_printf(a, _("KPI-70 Important customers, hours to the first response: median %s (%lld)"), median ? median : FIGURE_NONE, (long long)n));
    for (size_t i = 0; figure_in(SET_HOTLINE, i); i++) {
        const struct figure_def *f = figure_in(SET_HOTLINE, i);
        struct figure now;

        if (!figure_count(o, f, s, &now, err))
            return false;
        note(out, a, &room, arena_printf(a, "%s %s: %s (%lld/%lld)", f->id, _(f->name), figure_shown(&now, a), (long long)now.good, (long long)now.total));
    }
    return true;
}

static bool
make_complaints(struct office *o, const struct report_wish *w, struct arena *a, struct report_table *out, struct err *err)
{
    const struct report_column columns[] = {
        { .key = "moment", .heading = NULL }, { .key = "name", .heading = _("Matter") }, { .key = "count", .heading = _("Matters received"), .number = true },
        { .key = "complaints", .heading = _("Complaints"), .number = true }, { .key = "repairs", .heading = _("Repairs"), .number = true },
        { .key = "closed", .heading = _("Matters closed"), .number = true }, { .key = "reopened", .heading = _("Reopened (times)"), .number = true },
    };
    static const char *const names[] = { "n", "complaints", "repairs", "closed", "reopened" };
    int64_t sums[COUNT(names)] = { 0 };
    struct figure_scope s;
    struct report_row *row;
    struct query q;

    if (!begin_table(o, w, "month", _("Complaints, the month"), columns, COUNT(columns), a, &s, out, err))
        return false;
    q = begin(o, &hotline_categories, &s);
    while (query_next(&q)) {
        char *code = query_text(&q, "moment", a);

        row = report_row(out, a);
        row->cells[0] = code;
        row->cells[1] = *code ? arena_strdup(a, office_code_text(o, "moment", code)) : _("Other");
        for (size_t i = 0; i < COUNT(names); i++) {
            row->cells[i + 2] = number(a, query_int(&q, names[i]));
            sums[i] += query_int(&q, names[i]);
        }
    }
    if (!query_end(&q, err))
        return false;
    row = report_row(out, a);
    row->total = true;
    row->cells[1] = _("All together");
    for (size_t i = 0; i < COUNT(names); i++)
        row->cells[i + 2] = number(a, sums[i]);
    return tell_times(o, &s, out, a, err);
}

const struct report report_complaints = {
    .name = "complaints", .help = N_("complaints of the month: by matter, in time, reopened, hours"), .make = make_complaints,
};

static bool
make_sla(struct office *o, const struct report_wish *w, struct arena *a, struct report_table *out, struct err *err)
{
    return report_figures(o, w, SET_HOTLINE, _("Hotline figures"), a, out, err);
}

const struct report report_sla = {
    .name = "sla", .help = N_("figures of the hotline: in time, settled, reopened"), .figures = true, .set = SET_HOTLINE, .make = make_sla,
};

/* ---- ABC (KPI-59) ------------------------------------------------------------------------------------------------------ */

static bool
make_abc(struct office *o, const struct report_wish *w, struct arena *a, struct report_table *out, struct err *err)
{
    const struct report_column columns[] = {
        { .key = "moment", .heading = NULL }, { .key = "name", .heading = _("Matter") }, { .key = "count", .heading = _("Matters received"), .number = true },
        { .key = "cumulated", .heading = _("Cumulated"), .number = true }, { .key = "percent", .heading = "％", .number = true, .dash = true },
        { .key = "abc", .heading = "ABC" }, { .heading = "", .bar = true },
    };
    struct abc rows[40];
    char *codes[COUNT(rows)];
    struct figure_scope s;
    struct query q;
    size_t n = 0, room = 0;
    int64_t total = 0;

    if (!begin_table(o, w, "month", _("ABC of complaints"), columns, COUNT(columns), a, &s, out, err))
        return false;
    q = begin(o, &hotline_categories, &s);
    while (n < COUNT(rows) && query_next(&q)) {
        codes[n] = query_text(&q, "moment", a);
        rows[n].count = query_int(&q, "n");
        total += rows[n++].count;
    }
    if (!query_end(&q, err))
        return false;
    abc_of(rows, n, policy_number(o, "complaint.abc_a"), policy_number(o, "complaint.abc_b"));
    for (size_t i = 0; i < n; i++) {
        struct report_row *row = report_row(out, a);
        struct figure part = { rows[i].count, total };

        row->cells[0] = codes[i];
        row->cells[1] = *codes[i] ? arena_strdup(a, office_code_text(o, "moment", codes[i])) : _("Other");
        row->cells[2] = number(a, rows[i].count);
        row->cells[3] = number(a, rows[i].cumulated);
        row->cells[4] = share(a, rows[i].cumulated, total);
        row->cells[5] = arena_printf(a, "%c", rows[i].class);
        row->bar = (int)figure_tenths(&part);
    }
    /* The six of the works are told even where nobody complained of them (CMP-27). */
    for (int code = 6; code <= 11; code++) {
        char text[3] = { (char)('0' + code / 10), (char)('0' + code % 10), 0 };
        bool there = false;

        for (size_t i = 0; i < n; i++)
            there |= strcmp(codes[i], text) == 0;
        if (!there)
            note(out, a, &room, arena_printf(a, _("Nobody complained of it: %s"), office_code_text(o, "moment", text)));
    }
    return true;
}

const struct report report_abc = { .name = "abc", .help = N_("what most of the matters are about: A, B, C"), .make = make_abc };

/* ---- departments (KPI-72, RPT-18) --------------------------------------------------------------------------------------- */

static bool
make_departments(struct office *o, const struct report_wish *w, struct arena *a, struct report_table *out, struct err *err)
{
    const struct report_column columns[] = {
        { .key = "department", .heading = NULL }, { .key = "name", .heading = _("Department") }, { .key = "open", .heading = _("Open now"), .number = true },
        { .key = "overdue", .heading = _("Overdue now"), .number = true }, { .key = "overdue_percent", .heading = _("Share overdue"), .number = true, .dash = true },
        { .key = "closed", .heading = _("Matters closed"), .number = true }, { .key = "hours", .heading = _("Hours on average"), .number = true, .dash = true },
        { .heading = "", .bar = true },
    };
    struct figure_scope s;
    struct query q;

    if (!begin_table(o, w, "week", _("How quick each department is"), columns, COUNT(columns), a, &s, out, err))
        return false;
    q = begin(o, &hotline_departments, &s);
    while (query_next(&q)) {
        struct report_row *row = report_row(out, a);
        char *code = query_text(&q, "department", a);
        struct figure late = { query_int(&q, "overdue"), query_int(&q, "open") };

        row->cells[0] = code;
        row->cells[1] = *code ? arena_strdup(a, office_code_text(o, "role", code)) : _("not dispatched");
        row->cells[2] = number(a, late.total);
        row->cells[3] = number(a, late.good);
        row->cells[4] = figure_text(&late, a);
        row->cells[5] = number(a, query_int(&q, "closed"));
        row->cells[6] = hours(a, query_int(&q, "seconds"), query_int(&q, "closed"));
        row->bar = (int)figure_tenths(&late);
    }
    return query_end(&q, err);
}

const struct report report_departments = {
    .name = "departments", .help = N_("how quick each department is: open, overdue, hours"), .make = make_departments,
};

static bool
make_escalations(struct office *o, const struct report_wish *w, struct arena *a, struct report_table *out, struct err *err)
{
    const struct report_column columns[] = {
        { .key = "number", .heading = _("Number") }, { .key = "department", .heading = _("Department") }, { .key = "text", .heading = _("What was late") },
        { .key = "due", .heading = _("Due") }, { .key = "done", .heading = _("Done") },
    };
    struct figure_scope s;
    struct query q;
    moment now = office_now(o);

    if (!begin_table(o, w, "week", _("Told to the head of customer service"), columns, COUNT(columns), a, &s, out, err))
        return false;
    q = begin(o, &hotline_third, &s);
    while (query_next(&q)) {
        struct report_row *row = report_row(out, a);

        row->cells[0] = query_text(&q, "number", a);
        row->cells[1] = arena_strdup(a, office_code_text(o, "role", query_text(&q, "department", a)));
        row->cells[2] = query_text(&q, "text", a);
        row->cells[3] = moment_show(a, query_int(&q, "due"), now, o->zone);
        row->cells[4] = query_null(&q, "done") ? _("not yet") : moment_show(a, query_int(&q, "done"), now, o->zone);
    }
    return query_end(&q, err);
}

const struct report report_escalations = {
    .name = "escalations", .help = N_("what went up to the third level this week (CMP-14)"), .make = make_escalations,
};
