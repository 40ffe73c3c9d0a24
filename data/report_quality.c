/* F-154: scores of samples, one line a colleague and month. */
#include "data/report_private.h"

#include "base/lang.h"
#include "rules/stage.h"

#include <string.h>

SQL(report_quality_rows, "SELECT p.name AS staff, substr(s.day, 1, 7) AS month, count(*) AS drawn, coalesce(sum(s.state = 'scored'), 0) AS scored,"
                         " coalesce(sum(s.polite), 0) AS polite, coalesce(sum(s.patient), 0) AS patient, coalesce(sum(s.plain), 0) AS plain"
                         " FROM call_score s JOIN staff p ON p.id = s.staff JOIN reception r ON r.id = s.reception"
                         " WHERE s.day >= ?1 AND s.day <= ?2 AND (?3 = 0 OR r.project IS NULL OR r.project = ?3)"
                         " GROUP BY s.staff, substr(s.day, 1, 7) ORDER BY substr(s.day, 1, 7), p.name, s.staff");

/* sum / n with two decimals, rounded half up; NULL where there is nothing to divide by. */
static const char *
mean(struct arena *a, int64_t sum, int64_t n)
{
    int64_t hundredths = n ? (sum * 200 + n) / (2 * n) : 0;

    return n ? arena_printf(a, "%d.%02d", (int)(hundredths / 100), (int)(hundredths % 100)) : NULL;
}

static void
days_of(struct office *o, const struct report_wish *w, day *from, day *to)
{
    day until = w->as_at != NO_DAY ? w->as_at : office_today(o);
    struct civil c = day_civil(w->to != NO_DAY ? w->to : until);

    *to = w->to != NO_DAY ? w->to : until;
    if (w->from != NO_DAY)
        *from = w->from;
    else
        day_from_civil(c.year, c.month, 1, from);
}

static bool
make_quality(struct office *o, const struct report_wish *w, struct arena *a, struct report_table *out, struct err *err)
{
    const struct report_column columns[] = {
        { .key = "month", .heading = _("Month") }, { .key = "staff_name", .heading = _("Colleague") },
        { .key = "samples", .heading = _("Samples"), .number = true }, { .key = "scored", .heading = _("Scored"), .number = true },
        { .key = "polite", .heading = _("Polite"), .number = true }, { .key = "patient", .heading = _("Patient"), .number = true },
        { .key = "plain", .heading = _("Plain words"), .number = true }, { .key = "mean", .heading = _("Mean"), .number = true },
    };
    struct report_column *copy = arena_alloc(a, sizeof columns);
    struct query q = query_begin(o->store, &report_quality_rows);
    day from, to;

    memcpy(copy, columns, sizeof columns);
    days_of(o, w, &from, &to);
    *out = (struct report_table){ .title = _("Samples of calls and receptions, scores 1 to 5"), .columns = copy, .ncolumns = COUNT(columns) };
    query_bind_text(&q, day_iso(a, from));
    query_bind_text(&q, day_iso(a, to));
    query_bind_int(&q, o->project);
    while (query_next(&q)) {
        struct report_row *row = report_row(out, a);
        int64_t n = query_int(&q, "scored"), polite = query_int(&q, "polite"), patient = query_int(&q, "patient"), plain = query_int(&q, "plain");

        row->cells[0] = query_text(&q, "month", a);
        row->cells[1] = query_text(&q, "staff", a);
        row->cells[2] = arena_printf(a, "%d", (int)query_int(&q, "drawn"));
        row->cells[3] = arena_printf(a, "%d", (int)n);
        row->cells[4] = mean(a, polite, n);
        row->cells[5] = mean(a, patient, n);
        row->cells[6] = mean(a, plain, n);
        row->cells[7] = mean(a, polite + patient + plain, 3 * n);
    }
    return query_end(&q, err);
}

const struct report report_quality = {
    .name = "quality", .help = N_("scores of sampled calls and receptions by colleague and month"), .make = make_quality,
};
