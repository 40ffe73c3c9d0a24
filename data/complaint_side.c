#include "data/complaint_side.h"

#include "base/lang.h"
#include "data/complaint_private.h"
#include "data/content.h"
#include "data/customer.h"
#include "data/playbook.h"
#include "data/policy.h"
#include "data/registers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LATELY_BEFORE 12        /* so many times the recent days are looked back for what is usual */
#define OPEN_SHOWN 4
#define STEPS_SHOWN 4

SQL(side_lately, "SELECT coalesce(sum(received_at > ?3), 0) AS recent, coalesce(sum(received_at <= ?3), 0) AS before FROM complaint"
                 " WHERE building = ?1 AND moment = ?2 AND received_at > ?4 AND received_at <= ?5 AND id <> ?6 AND state <> 'merged'");
SQL(side_home, "SELECT coalesce(h.handover_on, b.handover_on, (SELECT max(o.handover_on) FROM ownership o WHERE o.home = h.id)) AS handover_on"
               " FROM home h LEFT JOIN building b ON b.id = h.building WHERE h.id = ?");
SQL(side_customer, "SELECT importance, star, avoid FROM customer WHERE id = ?");

/* ---- warranty ------------------------------------------------------------------------------------------- */

static bool
handed_over(struct office *o, int64_t home, day *out)
{
    struct query q = query_begin(o->store, &side_home);
    struct arena a = { 0 };
    bool known = false;

    query_bind_int(&q, home);
    if (query_next(&q))
        known = day_parse_iso(query_text(&q, "handover_on", &a), out);
    query_end(&q, NULL);
    arena_free(&a);
    return known;
}

static struct season
heating_season(const struct office *o)
{
    struct season s = { 11, 15, 3, 15 };

    sscanf(policy_text(o, "heating.season"), "%d-%d/%d-%d", &s.from_month, &s.from_day, &s.to_month, &s.to_day);
    return s;
}

bool
complaint_warranty(struct office *o, int64_t home, const char *category, struct arena *a, struct warranty_verdict *out)
{
    struct complaint_category c;
    struct content_table t = content_table("warranty.csv", a);
    day from;

    if (!home || !complaint_category(category, a, &c) || !*c.warranty || !handed_over(o, home, &from))
        return false;
    for (size_t i = 0; i < t.rows; i++) {
        const char *unit = content_cell(&t, i, "unit");

        if (strcmp(content_cell(&t, i, "item"), c.warranty) != 0)
            continue;
        out->unit = strcmp(unit, "seasons") == 0 ? WARRANTY_SEASONS : strcmp(unit, "years") == 0 ? WARRANTY_YEARS : WARRANTY_MONTHS;
        out->length = atoi(content_cell(&t, i, "length"));
        out->item = content_cell(&t, i, "name");
        out->basis = content_cell(&t, i, "basis");
        out->until = warranty_until(from, out->unit, out->length, heating_season(o));
        out->days_left = out->until - office_today(o);
        out->covered = out->days_left >= 0;
        return true;
    }
    return false;
}

static char *
warranty_text(struct office *o, const struct warranty_verdict *w, struct arena *a)
{
    day today = office_today(o);

    if (w->covered)
        return arena_printf(a, _("Under warranty until %s, %d days left: %s"), day_show(a, w->until, today), (int)w->days_left, w->basis);
    return arena_printf(a, _("Out of warranty since %s, %d days: %s"), day_show(a, w->until, today), (int)-w->days_left, w->basis);
}

/* ---- lately in this building ---------------------------------------------------------------------------------- */

struct unusual
complaint_lately(struct office *o, int64_t building, const char *moment_code, int64_t but, moment at)
{
    int64_t days = policy_number(o, "complaint.systemic_days"), recent = 0, before = 0;
    struct query q;

    if (!building || !moment_code || !*moment_code)
        return (struct unusual){ 0 };
    q = query_begin(o->store, &side_lately);
    query_bind_int(&q, building);
    query_bind_text(&q, moment_code);
    query_bind_int(&q, at - days * DAY_SECONDS);
    query_bind_int(&q, at - days * (LATELY_BEFORE + 1) * DAY_SECONDS);
    query_bind_int(&q, at);
    query_bind_int(&q, but);
    if (query_next(&q)) {
        recent = query_int(&q, "recent");
        before = query_int(&q, "before");
    }
    query_end(&q, NULL);
    return unusual_of(recent, before, (int)days, (int)days * LATELY_BEFORE, policy_number(o, "complaint.systemic_count"),
                      policy_number(o, "complaint.unusual_times"));
}

size_t
complaint_lately_lines(struct office *o, const struct unusual *u, struct arena *a, char ***lines)
{
    int64_t least = policy_number(o, "complaint.systemic_count"), times = policy_number(o, "complaint.unusual_times");
    size_t n = 0;

    *lines = arena_alloc(a, 5 * sizeof **lines);
    (*lines)[n++] = arena_printf(a, _("Last %d days: %d"), u->days, (int)u->recent);
    (*lines)[n++] = arena_printf(a, _("The %d days before: %d, that is %d.%d in %d days"), u->before_days, (int)u->before, (int)(u->ordinary_tenths / 10),
                                 (int)(u->ordinary_tenths % 10), u->days);
    (*lines)[n++] = arena_printf(a, _("Out of the ordinary: %d or more, and %d times the usual or more (CMP-25)"), (int)least, (int)times);
    (*lines)[n++] = arena_printf(a, u->unusual ? _("%d >= %d, and %d x %d >= %d x %d x %d: it is") : _("%d and %d, %d x %d and %d x %d x %d: it is not"), (int)u->recent,
                                 (int)least, (int)u->recent, u->before_days, (int)times, (int)u->before, u->days);
    return n;
}

/* ---- the lines ------------------------------------------------------------------------------------------------------ */

struct side {
    struct office *o;
    const struct record *r;
    struct arena *a;
    struct side_line *out;
    size_t n, max;
};

static void
add(struct side *s, enum side_kind kind, char *text, int64_t matter, bool late)
{
    if (s->n < s->max)
        s->out[s->n++] = (struct side_line){ kind, text, matter, late };
}

static void
add_importance(struct side *s)
{
    struct query q;
    int64_t id = record_num(s->r, "customer");

    if (!id)
        return;
    q = query_begin(s->o->store, &side_customer);
    query_bind_int(&q, id);
    if (query_next(&q)) {
        const char *level = query_text(&q, "importance", s->a), *avoid = query_text(&q, "avoid", s->a);
        int64_t star = query_int(&q, "star");

        if (record_num(s->r, "important"))
            add(s, SIDE_IMPORTANT, arena_printf(s->a, _("Important customer %s: fast path, limits halved (CMP-17)"), office_code_text(s->o, "importance", level)), 0, true);
        else if (*level)
            add(s, SIDE_IMPORTANT, arena_printf(s->a, _("Importance %s"), office_code_text(s->o, "importance", level)), 0, false);
        if (star)
            add(s, SIDE_IMPORTANT, arena_printf(s->a, _("Stars %d"), (int)star), 0, false);
        if (*avoid)
            add(s, SIDE_IMPORTANT, arena_printf(s->a, _("Mind: %s"), avoid), 0, false);
    }
    query_end(&q, NULL);
}

static void
add_open(struct side *s)
{
    struct complaint_filter f = { .view = VIEW_OPEN, .home = record_num(s->r, "home") };
    struct complaint_row rows[OPEN_SHOWN + 1];
    moment now = office_now(s->o);
    size_t n = 0;

    if (!f.home)
        f.customer = record_num(s->r, "customer");
    if (!f.home && !f.customer)
        return;
    complaint_list(s->o, &f, s->a, rows, COUNT(rows), &n, NULL);
    for (size_t i = 0; i < n && i < OPEN_SHOWN; i++) {
        if (rows[i].id == s->r->id)
            continue;
        add(s, SIDE_OPEN, arena_printf(s->a, _("Open: %s %s %s"), rows[i].number, complaint_stage_name(rows[i].stage), rows[i].summary), rows[i].id,
            rows[i].due && rows[i].due <= now);
        add(s, SIDE_MORE, rows[i].due ? arena_printf(s->a, "  %s %s %s", rows[i].handler_name, rows[i].clock_text, moment_show(s->a, rows[i].due, now, s->o->zone))
                                      : arena_printf(s->a, "  %s", rows[i].handler_name), rows[i].id, false);
    }
    if (n > OPEN_SHOWN)
        add(s, SIDE_MORE, arena_strdup(s->a, _("  and more: F5, by home")), 0, false);
}

static void
add_lately(struct side *s)
{
    struct unusual u = complaint_lately(s->o, record_num(s->r, "building"), record_text(s->r, "moment"), s->r->id, office_now(s->o));

    if (u.recent + u.before == 0)
        return;
    add(s, u.unusual ? SIDE_UNUSUAL : SIDE_USUAL,
        arena_printf(s->a, u.unusual ? _("This building, %d days: %d, usually %d.%d: out of the ordinary") : _("This building, %d days: %d, usually %d.%d"), u.days,
                     (int)u.recent, (int)(u.ordinary_tenths / 10), (int)(u.ordinary_tenths % 10)), 0, u.unusual);
}

static void
add_warranty(struct side *s)
{
    struct warranty_verdict w;

    if (complaint_warranty(s->o, record_num(s->r, "home"), record_text(s->r, "category"), s->a, &w))
        add(s, w.covered ? SIDE_WARRANTY : SIDE_NO_WARRANTY, warranty_text(s->o, &w, s->a), 0, false);
}

static void
add_steps(struct side *s)
{
    const char *code = record_text(s->r, "moment");
    struct playbook_line *lines;
    size_t n;

    if (!*record_text(s->r, "category"))
        return;
    n = playbook_steps(code, "step", s->a, &lines);
    add(s, SIDE_HEADING, arena_printf(s->a, _("To do (%zu steps)"), n), 0, false);
    for (size_t i = 0; i < n && i < STEPS_SHOWN; i++)
        add(s, SIDE_STEP, arena_printf(s->a, "%d %s", lines[i].place, lines[i].text), 0, false);
}

size_t
complaint_side(struct office *o, const struct record *r, struct arena *a, struct side_line *out, size_t max)
{
    struct side s = { o, r, a, out, 0, max };

    add_importance(&s);
    add_open(&s);
    add_lately(&s);
    add_warranty(&s);
    add_steps(&s);
    return s.n;
}
