#include "data/figures_private.h"

#include "base/lang.h"
#include "data/policy.h"
#include "data/register.h"

#include <string.h>

#define ENQUIRIES_TOO "all_async"       /* enquiry.response: messages stand on the clock as call-backs do (POL-22) */

static const struct figure_def figures[] = {
    { .id = "KPI-01", .key = "answered_in_three_rings", .name = N_("Answered in three rings"), .rules = "RCP-02 SLA-01", .usual = SPAN_MONTH,
      .formula = N_("calls answered by the third ring / calls answered"), .limit = "sla.01.red", .scale = 1, .second = "reception.ring_seconds",
      .beside = N_("%lld calls nobody answered are not counted"), .detail = DETAIL_RINGS, .sql = &figure_sql_01 },
    { .id = "KPI-02", .key = "forwarded", .name = N_("Passed to the stand-in"), .rules = "RCP-03 SLA-02", .usual = SPAN_MONTH, .falling_good = true,
      .formula = N_("calls passed on after six rings / calls"),
      .beside = N_("%lld calls that nobody answered were not passed on either"), .detail = DETAIL_RINGS, .sql = &figure_sql_02 },
    { .id = "KPI-03", .key = "within_ten_minutes", .name = N_("Within ten minutes"), .rules = "RCP-13 SLA-03", .usual = SPAN_MONTH,
      .formula = N_("calls of ten minutes at most / calls answered and ended"), .limit = "sla.03.red", .scale = 60,
      .beside = N_("%lld calls still running or entered from paper are not counted"), .detail = DETAIL_TALKED, .sql = &figure_sql_03 },
    { .id = "KPI-04", .key = "contact_left", .name = N_("Contact left"), .rules = "RCP-10", .usual = SPAN_MONTH,
      .formula = N_("receptions with a phone number / those with one or with a refusal"),
      .beside = N_("%lld who left neither number nor refusal are not counted"), .sql = &figure_sql_04 },
    { .id = "KPI-05", .key = "refusal_noted", .name = N_("Refusals noted"), .rules = "RCP-10", .usual = SPAN_MONTH, .target = "kpi.target.05",
      .formula = N_("refusals noted / receptions without a phone number"),
      .beside = N_("%lld receptions not closed yet are not counted"), .sql = &figure_sql_05 },
    { .id = "KPI-06", .key = "invited", .name = N_("Invitations agreed"), .rules = "RCP-09 RCP-11", .usual = SPAN_MONTH,
      .formula = N_("calls in which a meeting was fixed / calls"),
      .beside = N_("%lld of those fixed were cancelled or not kept later"), .sql = &figure_sql_06 },
    { .id = "KPI-07", .key = "told_all_topics", .name = N_("Told all seven topics"), .rules = "RCP-31", .usual = SPAN_MONTH, .target = "kpi.target.07",
      .formula = N_("first visits told all seven topics / first visits closed"), .limit = "briefing.topics_required", .scale = 1,
      .beside = N_("%lld first visits not closed yet are not counted"), .detail = DETAIL_TOPICS, .sql = &figure_sql_07 },
    { .id = "KPI-08", .key = "next_call_kept", .name = N_("Called back to invite"), .rules = "RCP-11", .usual = SPAN_MONTH,
      .formula = N_("calls made in time / calls due after an invitation left open"),
      .beside = N_("%lld were moved to another time before"), .detail = DETAIL_LATE, .sql = &figure_sql_08 },
    { .id = "KPI-09", .key = "enquiry_in_time", .name = N_("Enquiries in fifteen minutes"), .rules = "RCP-18 SLA-04 POL-22", .usual = SPAN_MONTH,
      .formula = N_("enquiries answered by their red line / enquiries answered or past it"), .second = "enquiry.response",
      .beside = N_("%lld are judged by the time agreed with the customer"), .detail = DETAIL_WAITED, .sql = &figure_sql_09 },
    { .id = "KPI-10", .key = "viewing_came", .name = N_("Came as appointed"), .rules = "RCP-54 RCP-61", .usual = SPAN_MONTH,
      .formula = N_("appointments that came / appointments whose time is up, cancelled ones too"), .limit = "viewing.miss_minutes", .scale = 60,
      .beside = N_("%lld who came unannounced are not counted"), .detail = DETAIL_PARTY, .sql = &figure_sql_10 },
    { .id = "KPI-11", .key = "handed_to_club", .name = N_("First visits handed over"), .rules = "RCP-29", .usual = SPAN_MONTH, .target = "kpi.target.11",
      .formula = N_("first visits handed to the owners' club / first visits closed"),
      .beside = N_("%lld first visits not closed yet are not counted"), .sql = &figure_sql_11 },
    { .id = "KPI-12", .key = "display_complete", .name = N_("Display complete"), .rules = "RCP-38", .usual = SPAN_OWN,
      .formula = N_("items that hang / items that must hang"),
      .beside = N_("%lld items are marked as not needed"), .items = "display_item", .sql = &figure_sql_12 },
    { .id = "KPI-13", .key = "risks_mended", .name = N_("Risks mended"), .rules = "RCP-43 SLA-13", .usual = SPAN_OWN,
      .formula = N_("risks mended and reviewed / risks found"),
      .beside = N_("%lld items of the check were not looked at yet"), .items = "risk_item", .sql = &figure_sql_13 },
    { .id = "KPI-14", .key = "promises_kept", .name = N_("Promises kept"), .rules = "RCP-46 RCP-48", .usual = SPAN_QUARTER,
      .formula = N_("promises kept by their day / promises due"),
      .beside = N_("%lld promises withdrawn are not counted"), .sql = &figure_sql_14 },
    { .id = "KPI-17", .key = "entered_same_day", .name = N_("Entered the same day"), .rules = "RCP-28", .usual = SPAN_MONTH,
      .formula = N_("receptions entered on their day / receptions"),
      .beside = N_("%lld were entered from paper"), .sql = &figure_sql_17 },
};

size_t
figure_count_in(enum figure_set set)
{
    return set == SET_DESK ? COUNT(figures) : hotline_figures_count;
}

const struct figure_def *
figure_in(enum figure_set set, size_t i)
{
    return i >= figure_count_in(set) ? NULL : set == SET_DESK ? &figures[i] : &hotline_figures[i];
}

size_t
figure_count_all(void)
{
    return figure_count_in(SET_DESK);
}

const struct figure_def *
figure_at(size_t i)
{
    return figure_in(SET_DESK, i);
}

const struct figure_def *
figure_get(const char *id)
{
    const struct figure_def *f;

    for (int set = SET_DESK; set <= SET_HOTLINE; set++)
        for (size_t i = 0; (f = figure_in((enum figure_set)set, i)) != NULL; i++)
            if (strcmp(f->id, id) == 0 || strcmp(f->key, id) == 0)
                return f;
    return NULL;
}

int64_t
figure_target(const struct office *o, const struct figure_def *f)
{
    return f->target ? policy_number(o, f->target) : -1;
}

/* ---- what is counted --------------------------------------------------------------------------------- */

struct figure_scope
figure_scope(struct office *o, enum period_kind kind)
{
    return (struct figure_scope){ .period = period_of(kind, office_today(o)), .project = o->project };
}

struct figure_scope
figure_scope_before(const struct figure_scope *s)
{
    struct figure_scope before = *s;

    before.period = period_step(s->period, -1);
    return before;
}

static moment
as_at(struct office *o, const struct figure_scope *s)
{
    return s->as_at ? s->as_at : office_now(o);
}

static int64_t
second_limit(struct office *o, const struct figure_def *f)
{
    if (!f->second)
        return 0;
    return strcmp(f->second, "enquiry.response") == 0 ? strcmp(policy_text(o, f->second), ENQUIRIES_TOO) == 0
                                                      : policy_number(o, f->second);
}

/* Parameters 1 to 9. */
static void
bind_period(struct query *q, struct office *o, const struct figure_def *f, const struct figure_scope *s)
{
    struct arena a = { 0 };

    query_bind_int(q, moment_at(s->period.from, 0, o->zone));
    query_bind_int(q, moment_at(s->period.to + 1, 0, o->zone));
    query_bind_int(q, as_at(o, s));
    query_bind_int(q, s->project);
    query_bind_int(q, f->limit ? policy_number(o, f->limit) * f->scale : 0);
    query_bind_int(q, second_limit(o, f));
    query_bind_text(q, day_iso(&a, s->period.from));
    query_bind_text(q, day_iso(&a, s->period.to));
    query_bind_text(q, day_iso(&a, moment_day(as_at(o, s), o->zone)));
    arena_free(&a);
}

static struct query
begin(struct office *o, const struct sql *sql, const struct figure_def *f, const struct figure_scope *s)
{
    struct query q = query_begin(o->store, sql);

    bind_period(&q, o, f, s);
    query_bind_int(&q, s->staff);
    query_bind_text(&q, s->channel);
    return q;
}

bool
figure_count(struct office *o, const struct figure_def *f, const struct figure_scope *s, struct figure *out, struct err *err)
{
    struct query q = begin(o, f->sql->count, f, s);

    *out = (struct figure){ 0 };
    if (query_next(&q))
        *out = (struct figure){ query_int(&q, "good"), query_int(&q, "total") };
    return query_end(&q, err);
}

bool
figure_work(struct office *o, const struct figure_def *f, const struct figure_scope *s, struct figure_working *out, struct err *err)
{
    struct figure_scope before = figure_scope_before(s);

    *out = (struct figure_working){
        .id = f->id, .name = _(f->name), .formula = _(f->formula), .before_name = period_before_name(s->period.kind),
        .target = figure_target(o, f), .falling_good = f->falling_good,
    };
    return figure_count(o, f, s, &out->now, err) && figure_count(o, f, &before, &out->before, err);
}

char *
figure_beside(struct office *o, const struct figure_def *f, const struct figure_scope *s, struct arena *a)
{
    struct query q = query_begin(o->store, f->sql->beside);
    int64_t n;

    bind_period(&q, o, f, s);
    n = query_number(&q, 0);
    return n > 0 ? arena_printf(a, _(f->beside), (long long)n) : arena_strdup(a, "");
}

/* ---- cut by person or channel ---------------------------------------------------------------------------- */

static void
read_part(struct office *o, struct query *q, const struct figure_def *f, enum figure_cut by, struct arena *a, struct figure_part *p)
{
    char *name = NULL;

    *p = (struct figure_part){ .channel = "", .figure = { query_int(q, "good"), query_int(q, "total") } };
    if (by == CUT_STAFF) {
        p->staff = query_int(q, "who");
        if (p->staff != FIGURE_NOBODY)
            name = reg_ref_text(o, "staff", p->staff, a);
    } else {
        p->channel = query_text(q, "code", a);
        if (*p->channel)
            name = arena_strdup(a, office_code_text(o, f->channels ? f->channels : "channel", p->channel));
    }
    p->name = name ? name : _("not noted");
}

bool
figure_split(struct office *o, const struct figure_def *f, const struct figure_scope *s, enum figure_cut by,
             struct arena *a, struct figure_part **out, size_t *count, struct err *err)
{
    struct query q = begin(o, by == CUT_STAFF ? f->sql->by_staff : f->sql->by_channel, f, s);
    size_t room = 0;

    *out = NULL;
    *count = 0;
    while (query_next(&q)) {
        *out = arena_grow(a, *out, *count, &room, sizeof **out);
        read_part(o, &q, f, by, a, &(*out)[(*count)++]);
    }
    return query_end(&q, err);
}

/* ---- rows ---------------------------------------------------------------------------------------------------- */

static const char *
detail_of(const struct figure_def *f, int64_t x, bool good, struct arena *a)
{
    switch (f->detail) {
    case DETAIL_RINGS:
        return x > 0 ? arena_printf(a, _("%lld rings"), (long long)x) : "";
    case DETAIL_TALKED:
        return span_show(a, x);
    case DETAIL_TOPICS:
        return arena_printf(a, _("%lld topics"), (long long)x);
    case DETAIL_LATE:
        return good || x <= 0 ? "" : arena_printf(a, _("late by %s"), span_show(a, x));
    case DETAIL_WAITED:
        return arena_printf(a, _("waited %s"), span_show(a, x));
    case DETAIL_PARTY:
        return x > 0 ? arena_printf(a, _("%lld people"), (long long)x) : "";
    default:
        return "";
    }
}

static void
read_row(struct office *o, struct query *q, const struct figure_def *f, struct arena *a, struct figure_row *r)
{
    bool named = f->items || office_can(o, "screen.customer", "see");

    *r = (struct figure_row){
        .id = query_int(q, "id"), .at = query_int(q, "at"), .about = query_text(q, "about", a), .matter = query_int(q, "matter"),
        .staff = query_int(q, "staff"), .number = query_text(q, "number", a), .name = query_text(q, "name", a),
        .good = query_int(q, "good") != 0,
    };
    if (f->items)
        r->name = arena_strdup(a, office_code_text(o, f->items, r->name));
    if (!named)
        r->name = "";
    r->detail = detail_of(f, query_int(q, "x"), r->good, a);
}

bool
figure_rows(struct office *o, const struct figure_def *f, const struct figure_scope *s, enum figure_which which,
            const struct figure_row *after, bool backwards, struct arena *a, struct figure_row *out, size_t max,
            size_t *count, struct err *err)
{
    struct query q = begin(o, backwards ? f->sql->rows_back : f->sql->rows, f, s);
    int64_t end = backwards ? INT64_MAX : INT64_MIN;

    *count = 0;
    query_bind_int(&q, which);
    query_bind_int(&q, after ? after->at : end);
    query_bind_int(&q, after ? after->id : end);
    query_bind_int(&q, (int64_t)max);
    while (*count < max && query_next(&q))
        read_row(o, &q, f, a, &out[(*count)++]);
    return query_end(&q, err);
}
