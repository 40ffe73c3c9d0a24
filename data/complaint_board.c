#include "data/complaint_board.h"

#include "base/lang.h"

#include <string.h>

/* The worst line of each open matter decides its colour; a child's clocks run with its parent. */
SQL(board_rows, "SELECT coalesce(c.department, '') AS department, count(*) AS open, coalesce(sum(l.due <= ?1), 0) AS overdue,"
    " coalesce(sum(l.due > ?1 AND l.warn <= ?1), 0) AS yellow, coalesce(sum(l.due > ?1 AND l.due <= ?2), 0) AS today, coalesce(sum(c.urgency = '2'), 0) AS urgent,"
    " coalesce(sum(c.important = 1), 0) AS important, coalesce(sum(c.reopened > 0), 0) AS reopened FROM complaint c LEFT JOIN"
    " (SELECT t.matter AS matter, min(t.due) AS due, min(t.warn) AS warn FROM task t WHERE t.about = 'complaint' AND t.done IS NULL AND t.kind <> 'phone_confirm' GROUP BY t.matter) l"
    " ON l.matter = coalesce(c.parent, c.id) WHERE c.state NOT IN ('closed', 'merged') AND (?3 = 0 OR c.project IS NULL OR c.project = ?3) GROUP BY coalesce(c.department, '')");
SQL(board_closed, "SELECT coalesce(department, '') AS department, count(*) AS n, sum(closed_at - received_at) AS seconds FROM complaint"
    " WHERE closed_at >= ?1 AND closed_at < ?2 AND (?3 = 0 OR project IS NULL OR project = ?3) GROUP BY coalesce(department, '')");
SQL(board_sums, "SELECT (SELECT count(*) FROM complaint WHERE received_at >= ?1 AND (?3 = 0 OR project = ?3)) AS received,"
    " (SELECT count(*) FROM complaint WHERE closed_at >= ?1 AND (?3 = 0 OR project = ?3)) AS closed,"
    " (SELECT count(*) FROM complaint_notice n JOIN complaint c ON c.id = n.complaint WHERE n.confirmed_at IS NULL AND (?3 = 0 OR c.project = ?3)) AS unconfirmed,"
    " (SELECT count(*) FROM complaint WHERE promised_at >= ?4 AND promised_at <= ?2 AND (?3 = 0 OR project = ?3)) AS due,"
    " (SELECT count(*) FROM complaint WHERE promised_at >= ?4 AND promised_at <= ?2 AND done_at <= promised_at AND (?3 = 0 OR project = ?3)) AS kept");

static struct board_row *
row_of(struct office *o, struct board_row *rows, size_t *n, size_t max, const char *department, struct arena *a)
{
    for (size_t i = 0; i < *n; i++)
        if (strcmp(rows[i].department, department) == 0)
            return &rows[i];
    if (*n + 1 >= max)
        return NULL;
    rows[*n] = (struct board_row){ .department = department, .name = arena_strdup(a, *department ? office_code_text(o, "role", department) : _("not dispatched")) };
    return &rows[(*n)++];
}

static void
read_open(struct office *o, moment now, moment midnight, struct board_row *rows, size_t *n, size_t max, struct arena *a)
{
    struct query q = query_begin(o->store, &board_rows);

    query_bind_int(&q, now);
    query_bind_int(&q, midnight);
    query_bind_int(&q, o->project);
    while (query_next(&q)) {
        struct board_row *r = row_of(o, rows, n, max, query_text(&q, "department", a), a);

        if (!r)
            continue;
        r->open = query_int(&q, "open");
        r->overdue = query_int(&q, "overdue");
        r->yellow = query_int(&q, "yellow");
        r->today = query_int(&q, "today");
        r->urgent = query_int(&q, "urgent");
        r->important = query_int(&q, "important");
        r->reopened = query_int(&q, "reopened");
    }
    query_end(&q, NULL);
}

static void
read_closed(struct office *o, moment from, moment to, struct board_row *rows, size_t *n, size_t max, struct arena *a)
{
    struct query q = query_begin(o->store, &board_closed);

    query_bind_int(&q, from);
    query_bind_int(&q, to);
    query_bind_int(&q, o->project);
    while (query_next(&q)) {
        struct board_row *r = row_of(o, rows, n, max, query_text(&q, "department", a), a);

        if (!r)
            continue;
        r->closed = query_int(&q, "n");
        r->closed_seconds = query_int(&q, "seconds");
    }
    query_end(&q, NULL);
}

static void
add_up(struct board_row *rows, size_t n)
{
    struct board_row *all = &rows[n];

    *all = (struct board_row){ .department = "", .name = (char *)_("All together") };
    for (size_t i = 0; i < n; i++) {
        all->open += rows[i].open;
        all->overdue += rows[i].overdue;
        all->yellow += rows[i].yellow;
        all->today += rows[i].today;
        all->urgent += rows[i].urgent;
        all->important += rows[i].important;
        all->reopened += rows[i].reopened;
        all->closed += rows[i].closed;
        all->closed_seconds += rows[i].closed_seconds;
    }
}

size_t
complaint_board(struct office *o, struct arena *a, struct board_row *out, size_t max, struct board_sum *sum)
{
    moment now = office_now(o), today = moment_at(office_today(o), 0, o->zone);
    struct civil c = day_civil(office_today(o));
    struct query q;
    day first;
    size_t n = 0;

    *sum = (struct board_sum){ 0 };
    day_from_civil(c.year, c.month, 1, &first);
    read_open(o, now, today + DAY_SECONDS, out, &n, max, a);
    read_closed(o, moment_at(first, 0, o->zone), now + 1, out, &n, max, a);
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && (out[k].overdue > out[k - 1].overdue || (out[k].overdue == out[k - 1].overdue && out[k].open > out[k - 1].open)); k--) {
            struct board_row swap = out[k];

            out[k] = out[k - 1];
            out[k - 1] = swap;
        }
    add_up(out, n);
    q = query_begin(o->store, &board_sums);
    query_bind_int(&q, today);
    query_bind_int(&q, now);
    query_bind_int(&q, o->project);
    query_bind_int(&q, moment_at(first, 0, o->zone));
    if (query_next(&q))
        *sum = (struct board_sum){ query_int(&q, "received"), query_int(&q, "closed"), query_int(&q, "unconfirmed"), query_int(&q, "kept"), query_int(&q, "due") };
    query_end(&q, NULL);
    return n + 1;
}
