/* RPT-15 the defect library by department, RPT-19 closing calls, scores of sampled complaints. */
#include "data/report_private.h"

#include "base/lang.h"
#include "data/complaint_score.h"

#include <string.h>

SQL(defect_rows, "SELECT coalesce(d.role, '') AS role, d.number AS number, d.moment AS moment, d.name AS name, coalesce(d.homes, 0) AS homes, coalesce(d.measure, '') AS measure,"
                 " coalesce(d.due_on, '') AS due_on, d.state AS state, coalesce(d.lesson, '') AS lesson FROM defect_entry d WHERE d.state <> 'merged'"
                 " AND (coalesce(d.first_on, ?1) <= ?2) AND (d.state <> 'verified' OR d.verified_on >= ?1) ORDER BY role, d.number");
SQL(followup_rows, "SELECT c.class AS class, count(*) AS calls, coalesce(sum(f.reached), 0) AS reached, coalesce(sum(f.solved = 1), 0) AS solved, coalesce(sum(f.solved = 0), 0) AS unsolved,"
                   " coalesce(sum(f.left_over IS NOT NULL), 0) AS left_over, coalesce(sum(f.speed), 0) AS speed, count(f.speed) AS nspeed, coalesce(sum(f.manner), 0) AS manner,"
                   " count(f.manner) AS nmanner, coalesce(sum(f.quality), 0) AS quality, count(f.quality) AS nquality,"
                   " coalesce(sum(EXISTS (SELECT 1 FROM complaint_step s WHERE s.complaint = c.id AND s.entry = f.entry AND s.new = 'dispatched')), 0) AS reopened"
                   " FROM complaint_followup f JOIN complaint c ON c.id = f.complaint WHERE f.closing = 1 AND f.at >= ?1 AND f.at < ?2 AND (?3 = 0 OR c.project IS NULL OR c.project = ?3)"
                   " GROUP BY c.class ORDER BY c.class");

static const char *
number(struct arena *a, int64_t n)
{
    return arena_printf(a, "%lld", (long long)n);
}

static bool
begin(struct office *o, const struct report_wish *w, const char *period, const char *title, const struct report_column *columns, size_t n, struct arena *a,
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
    out->title = arena_printf(a, "%s  %s", title, period_name(s->period, office_today(o), a));
    return true;
}

static bool
make_defects(struct office *o, const struct report_wish *w, struct arena *a, struct report_table *out, struct err *err)
{
    const struct report_column columns[] = {
        { .key = "number", .heading = _("Number") }, { .key = "moment", .heading = _("Moment") }, { .key = "name", .heading = _("Defect") },
        { .key = "homes", .heading = _("Homes concerned"), .number = true }, { .key = "measure", .heading = _("What is bettered") }, { .key = "due_on", .heading = _("Due") },
        { .key = "state", .heading = _("State") }, { .key = "lesson", .heading = NULL },
    };
    const char *before = NULL, *group = NULL;
    struct figure_scope s;
    struct query q;

    if (!begin(o, w, "quarter", _("Defect library, the quarter"), columns, COUNT(columns), a, &s, out, err))
        return false;
    q = query_begin(o->store, &defect_rows);
    query_bind_text(&q, day_iso(a, s.period.from));
    query_bind_text(&q, day_iso(a, s.period.to));
    while (query_next(&q)) {
        struct report_row *row = report_row(out, a);
        char *role = query_text(&q, "role", a);

        if (!before || strcmp(before, role) != 0)
            group = *role ? arena_strdup(a, office_code_text(o, "role", role)) : _("Nobody in charge yet");
        before = role;
        row->group = group;
        row->cells[0] = query_text(&q, "number", a);
        row->cells[1] = arena_strdup(a, office_code_text(o, "moment", query_text(&q, "moment", a)));
        row->cells[2] = query_text(&q, "name", a);
        row->cells[3] = number(a, query_int(&q, "homes"));
        row->cells[4] = query_text(&q, "measure", a);
        row->cells[5] = query_text(&q, "due_on", a);
        row->cells[6] = reg_state_label(reg_get("defect_entry"), query_text(&q, "state", a));
        row->cells[7] = query_text(&q, "lesson", a);
    }
    return query_end(&q, err);
}

const struct report report_defects = { .name = "defects", .help = N_("the defect library by department, for the quarter's notice"), .make = make_defects };

/* ---- closing calls (RPT-19, KPI-32) -------------------------------------------------------------------------- */

/* Means of 1 to 5 as 0 to 100, their mean: (mean - 1) / 4. One decimal; NULL where nobody answered. */
static const char *
percentised(struct arena *a, const int64_t *sums, const int64_t *counts, size_t n)
{
    int64_t tenths = 0, asked = 0;

    for (size_t i = 0; i < n; i++) {
        if (counts[i] == 0)
            continue;
        tenths += ((sums[i] - counts[i]) * 10000 + 2 * counts[i]) / (4 * counts[i]);
        asked++;
    }
    if (!asked)
        return NULL;
    tenths = (tenths + asked * 5) / (asked * 10);
    return arena_printf(a, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10));
}

static bool
make_followup(struct office *o, const struct report_wish *w, struct arena *a, struct report_table *out, struct err *err)
{
    const struct report_column columns[] = {
        { .key = "class", .heading = _("Class") }, { .key = "calls", .heading = _("Calls"), .number = true }, { .key = "reached", .heading = _("Reached"), .number = true },
        { .key = "solved", .heading = _("Solved"), .number = true }, { .key = "unsolved", .heading = _("Not solved"), .number = true },
        { .key = "satisfaction", .heading = _("Satisfaction KPI-32"), .number = true, .dash = true }, { .key = "reopened", .heading = _("Reopened (times)"), .number = true },
        { .key = "left_over", .heading = _("Something left to do"), .number = true },
    };
    static const char *const names[] = { "calls", "reached", "solved", "unsolved" };
    struct figure_scope s;
    struct query q;

    if (!begin(o, w, "month", _("Closing calls of repairs and complaints"), columns, COUNT(columns), a, &s, out, err))
        return false;
    q = query_begin(o->store, &followup_rows);
    query_bind_int(&q, moment_at(s.period.from, 0, o->zone));
    query_bind_int(&q, moment_at(s.period.to + 1, 0, o->zone));
    query_bind_int(&q, o->project);
    while (query_next(&q)) {
        struct report_row *row = report_row(out, a);
        int64_t sums[] = { query_int(&q, "speed"), query_int(&q, "manner"), query_int(&q, "quality") };
        int64_t counts[] = { query_int(&q, "nspeed"), query_int(&q, "nmanner"), query_int(&q, "nquality") };

        row->cells[0] = arena_strdup(a, office_code_text(o, "complaint_class", query_text(&q, "class", a)));
        for (size_t i = 0; i < COUNT(names); i++)
            row->cells[i + 1] = number(a, query_int(&q, names[i]));
        row->cells[5] = percentised(a, sums, counts, COUNT(sums));
        row->cells[6] = number(a, query_int(&q, "reopened"));
        row->cells[7] = number(a, query_int(&q, "left_over"));
    }
    return query_end(&q, err);
}

const struct report report_complaint_followup = {
    .name = "complaint-followup", .help = N_("closing calls of repairs and complaints: solved, satisfied, reopened"), .make = make_followup,
};

/* ---- samples ------------------------------------------------------------------------------------------------------ */

static const char *
mean(struct arena *a, int64_t sum, int64_t n)
{
    int64_t hundredths = n ? (sum * 200 + n) / (2 * n) : 0;

    return n ? arena_printf(a, "%d.%02d", (int)(hundredths / 100), (int)(hundredths % 100)) : NULL;
}

static bool
make_quality(struct office *o, const struct report_wish *w, struct arena *a, struct report_table *out, struct err *err)
{
    const struct report_column columns[] = {
        { .key = "staff_name", .heading = _("Colleague") }, { .key = "scored", .heading = _("Scored"), .number = true }, { .key = "polite", .heading = _("Polite"), .number = true },
        { .key = "patient", .heading = _("Patient"), .number = true }, { .key = "plain", .heading = _("Plain words"), .number = true },
        { .key = "responsible", .heading = _("Answers first"), .number = true }, { .key = "mean", .heading = _("Mean"), .number = true },
    };
    struct complaint_score_row rows[200];
    struct figure_scope s;
    size_t n;

    if (!begin(o, w, "month", _("Samples of complaints, scores 1 to 5"), columns, COUNT(columns), a, &s, out, err))
        return false;
    n = complaint_score_means(o, s.period.from, a, rows, COUNT(rows));
    for (size_t i = 0; i < n; i++) {
        struct report_row *row = report_row(out, a);
        int64_t all = 0;

        row->cells[0] = rows[i].name;
        row->cells[1] = number(a, rows[i].scored);
        for (size_t k = 0; k < COMPLAINT_SCORES; k++) {
            row->cells[k + 2] = mean(a, rows[i].sum[k], rows[i].scored);
            all += rows[i].sum[k];
        }
        row->cells[2 + COMPLAINT_SCORES] = mean(a, all, rows[i].scored * COMPLAINT_SCORES);
    }
    return true;
}

const struct report report_complaint_quality = {
    .name = "complaint-quality", .help = N_("scores of sampled complaints by colleague"), .make = make_quality,
};
