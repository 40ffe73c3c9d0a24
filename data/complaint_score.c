#include "data/complaint_score.h"

#include "base/lang.h"
#include "data/complaint.h"
#include "data/registers.h"

#include <stdlib.h>
#include <string.h>

#define SCORE(name_, label_, heads_, hint_) { .name = name_, .label = label_, .headings = heads_, .kind = FIELD_NUMBER, .cols = 3, .min = 1, .max = 5, .hint = hint_ }

static const struct field score_fields[] = {
    { .name = "complaint", .label = N_("Matter"), .headings = "来件编号|投诉编号", .kind = FIELD_REF, .list = "complaint", .cols = 18, .required = true },
    { .name = "staff", .label = N_("Who is scored"), .headings = "被评人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "day", .label = N_("Day"), .headings = "日期", .kind = FIELD_DATE, .readonly = true },
    SCORE("polite", N_("Polite"), "礼貌|礼貌用语", N_("1 to 5: hello, please, thank you, the name asked for and used.")),
    SCORE("patient", N_("Patient"), "耐心|态度", N_("1 to 5: listened to the end, never curt, also with the discontented.")),
    SCORE("plain", N_("Plain words"), "术语|少用术语", N_("1 to 5: no word that a customer does not understand.")),
    SCORE("responsible", N_("Answers first"), "担责|先对客户负责", N_("1 to 5: took it on for the company, did not send the customer to others.")),
    { .name = "remark", .label = N_("Remark"), .headings = "评语", .kind = FIELD_LONG, .rows = 2, .limit = 400 },
    { .name = "judge", .label = N_("Scored by"), .headings = "评分人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "judged_on", .label = N_("Scored on"), .headings = "评分日", .kind = FIELD_DATE, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const char *const score_names[COMPLAINT_SCORES] = { "polite", "patient", "plain", "responsible" };
static const struct reg_state score_states[] = { { "drawn", N_("drawn") }, { "scored", N_("scored") }, { 0 } };

SQL(score_lots, "SELECT c.id AS id, coalesce(c.handler, c.staff) AS staff, EXISTS (SELECT 1 FROM complaint_score s WHERE s.complaint = c.id) AS drawn FROM complaint c"
                " WHERE c.received_at >= ?1 AND c.received_at < ?2 AND coalesce(c.handler, c.staff) IS NOT NULL AND c.state <> 'merged' AND (?3 = 0 OR c.project = ?3)"
                " ORDER BY staff, drawn DESC, (c.id * 2654435761 + ?1 / 86400) % 4294967296");
SQL(score_means, "SELECT s.staff AS staff, p.name AS name, count(*) AS scored, sum(s.polite) AS polite, sum(s.patient) AS patient, sum(s.plain) AS plain,"
                 " sum(s.responsible) AS responsible FROM complaint_score s JOIN staff p ON p.id = s.staff WHERE s.state = 'scored' AND s.day >= ?1 AND s.day <= ?2"
                 " GROUP BY s.staff, p.name ORDER BY p.name LIMIT ?3");

static bool
score_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    struct record *c;
    bool any = false;

    (void)a;
    if (!record_num(r, "complaint"))
        return true;
    if (!reg_read(o, &complaint_register, record_num(r, "complaint"), r->arena, &c, err))
        return false;
    record_set_num(r, "day", moment_day(record_num(c, "received_at"), o->zone));
    if (record_num(c, "handler") || record_num(c, "staff"))
        record_set_num(r, "staff", record_num(c, "handler") ? record_num(c, "handler") : record_num(c, "staff"));
    for (size_t i = 0; i < COMPLAINT_SCORES; i++)
        any |= record_value(r, score_names[i])->set;
    if (!any)
        return true;
    r->state = "scored";
    if (o->staff)
        record_set_num(r, "judge", o->staff);
    record_set_num(r, "judged_on", office_today(o));
    return true;
}

static bool
score_check(struct office *o, const struct record *r, struct err *err)
{
    (void)o;
    for (size_t i = 0; strcmp(r->state, "scored") == 0 && i < COMPLAINT_SCORES; i++)
        if (!record_value((struct record *)r, score_names[i])->set)
            return err_field(err, score_names[i], _("All four are scored, 1 to 5."));
    if (!record_num(r, "staff"))
        return err_field(err, "complaint", _("Nobody is noted for this matter: there is nobody to score."));
    return record_num(r, "judge") == 0 || record_num(r, "judge") != record_num(r, "staff") || err_field(err, "complaint", _("Nobody scores their own work."));
}

static const char *const score_tips[] = { N_("Drawn by lot; four digits score one: polite, patient, plain words, answers first and claims from others later (CMP-28)."), NULL };

const struct reg complaint_score_register = {
    .name = "complaint_score", .one = N_("Score of a complaint"), .many = N_("Scores of complaints"), .fields = score_fields, .states = score_states, .title = "complaint staff",
    .columns = "day complaint staff polite patient plain responsible state", .order = "-day", .order_set = true, .search = "remark note", .unique = "complaint",
    .screen = "screen.report", .saving = score_saving, .check = score_check, .tips = score_tips,
};

static void
month_of(day month, day *first, day *last)
{
    struct civil c = day_civil(month);

    day_from_civil(c.year, c.month, 1, first);
    *last = day_add_months(*first, 1) - 1;
}

bool
complaint_score_draw(struct office *o, day month, int each, int *drawn, struct err *err)
{
    struct { int64_t id, staff; bool drawn; } *lots = NULL;
    size_t n = 0, room = 0;
    int64_t staff = 0;
    int have = 0;
    day first, last;
    struct action a;
    struct query q;

    *drawn = 0;
    month_of(month, &first, &last);
    if (!office_must(o, "register.complaint_score.edit", "do", err) || !office_begin(o, &a, "complaint_score.draw", 0, err))
        return false;
    q = query_begin(o->store, &score_lots);
    query_bind_int(&q, moment_at(first, 0, o->zone));
    query_bind_int(&q, moment_at(last + 1, 0, o->zone));
    query_bind_int(&q, o->project);
    while (query_next(&q)) {
        lots = arena_grow(&a.arena, lots, n, &room, sizeof *lots);
        lots[n].id = query_int(&q, "id");
        lots[n].staff = query_int(&q, "staff");
        lots[n++].drawn = query_int(&q, "drawn") != 0;
    }
    if (!query_end(&q, err))
        return action_fail(&a);
    for (size_t i = 0; i < n; i++) {
        struct record *r;

        if (lots[i].staff != staff) {
            staff = lots[i].staff;
            have = 0;
        }
        if (have++ >= each || lots[i].drawn)
            continue;
        r = record_new(o, &complaint_score_register, &a.arena);
        record_set_num(r, "complaint", lots[i].id);
        if (!reg_write(o, &a, r, err))
            return action_fail(&a);
        ++*drawn;
    }
    a.summary = arena_printf(&a.arena, _("%d samples of complaints drawn"), *drawn);
    return action_commit(&a, err);
}

size_t
complaint_score_means(struct office *o, day month, struct arena *a, struct complaint_score_row *out, size_t max)
{
    struct query q = query_begin(o->store, &score_means);
    day first, last;
    size_t n = 0;

    month_of(month, &first, &last);
    query_bind_text(&q, day_iso(a, first));
    query_bind_text(&q, day_iso(a, last));
    query_bind_int(&q, (int64_t)max);
    while (n < max && query_next(&q)) {
        out[n] = (struct complaint_score_row){ .staff = query_int(&q, "staff"), .name = query_text(&q, "name", a), .scored = query_int(&q, "scored") };
        for (size_t i = 0; i < COMPLAINT_SCORES; i++)
            out[n].sum[i] = query_int(&q, score_names[i]);
        n++;
    }
    query_end(&q, NULL);
    return n;
}
