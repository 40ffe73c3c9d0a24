#include "data/quality.h"

#include "base/lang.h"
#include "data/policy.h"
#include "data/registers.h"

#include <stdlib.h>
#include <string.h>

#define SCORE(name_, label_, heads_, hint_) \
    { .name = name_, .label = label_, .headings = heads_, .kind = FIELD_NUMBER, .cols = 3, .min = 1, .max = 5, .hint = hint_ }

static const struct field score_fields[] = {
    { .name = "reception", .label = N_("Reception"), .headings = "接待编号|来电编号", .kind = FIELD_REF, .list = "reception", .cols = 16, .required = true },
    { .name = "staff", .label = N_("Who received"), .headings = "接待人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "day", .label = N_("Day"), .headings = "日期", .kind = FIELD_DATE, .readonly = true },
    SCORE("polite", N_("Polite"), "礼貌|礼貌用语", N_("1 to 5: hello, please, thank you, the name asked for and used.")),
    SCORE("patient", N_("Patient"), "耐心|态度", N_("1 to 5: listened to the end, never curt, also with the discontented.")),
    SCORE("plain", N_("Plain words"), "术语|少用术语", N_("1 to 5: no word that a customer does not understand.")),
    { .name = "remark", .label = N_("Remark"), .headings = "评语", .kind = FIELD_LONG, .rows = 2, .limit = 400 },
    { .name = "judge", .label = N_("Scored by"), .headings = "评分人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "judged_on", .label = N_("Scored on"), .headings = "评分日", .kind = FIELD_DATE, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const char *const score_names[QUALITY_SCORES] = { "polite", "patient", "plain" };

static const struct reg_state score_states[] = { { "drawn", N_("drawn") }, { "scored", N_("scored") }, { 0 } };

static const char *const score_tips[] = {
    N_("Samples are drawn by lot, some of each colleague's every month; three digits score one: polite, patient, plain words."),
    N_("The month's means for each colleague are the report quality."),
    NULL
};

SQL(quality_facts, "SELECT coalesce(answered_by, staff) AS staff, began_at AS at FROM reception WHERE id = ?");
SQL(quality_lot, "SELECT r.id AS id, coalesce(r.answered_by, r.staff) AS staff, EXISTS (SELECT 1 FROM call_score s WHERE s.reception = r.id) AS drawn"
                 " FROM reception r WHERE r.began_at >= ?1 AND r.began_at < ?2 AND r.state = 'closed' AND coalesce(r.answered_by, r.staff) IS NOT NULL"
                 " AND (?3 = 0 OR r.project IS NULL OR r.project = ?3)");
SQL(quality_rows, "SELECT s.id AS id, s.reception AS reception, s.staff AS staff, p.name AS staff_name, r.number AS number, r.kind = 'call' AS call,"
                  " coalesce(r.name, '') AS customer_name, r.began_at AS at, s.state = 'scored' AS scored, s.polite AS polite, s.patient AS patient,"
                  " s.plain AS plain, coalesce(j.name, '') AS judge, coalesce(s.remark, '') AS remark FROM call_score s"
                  " JOIN reception r ON r.id = s.reception JOIN staff p ON p.id = s.staff LEFT JOIN staff j ON j.id = s.judge"
                  " WHERE s.day >= ?1 AND s.day <= ?2 AND (?3 = 0 OR r.project IS NULL OR r.project = ?3) ORDER BY p.name, r.began_at, s.id");

/* ---- the register ----------------------------------------------------------------------------- */

static bool
take_facts(struct office *o, struct record *r, struct err *err)
{
    struct query q = query_begin(o->store, &quality_facts);

    query_bind_int(&q, record_num(r, "reception"));
    if (query_next(&q)) {
        record_set_num(r, "staff", query_int(&q, "staff"));
        record_set_num(r, "day", moment_day(query_int(&q, "at"), o->zone));
    }
    return query_end(&q, err);
}

/* Whose call it was stands in the reception; whoever scores signs. */
static bool
score_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    (void)a;
    if (!take_facts(o, r, err))
        return false;
    if (!record_value(r, "polite")->set && !record_value(r, "patient")->set && !record_value(r, "plain")->set)
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
    for (size_t i = 0; strcmp(r->state, "scored") == 0 && i < QUALITY_SCORES; i++)
        if (!record_value((struct record *)r, score_names[i])->set)
            return err_field(err, score_names[i], _("All three are scored, 1 to 5."));
    if (record_num(r, "staff") == 0)
        return err_field(err, "reception", _("Nobody is noted for this reception: there is nobody to score."));
    return record_num(r, "judge") == 0 || record_num(r, "judge") != record_num(r, "staff") ||
           err_field(err, "reception", _("Nobody scores their own calls."));
}

const struct reg call_score_register = {
    .name = "call_score", .one = N_("Sample score"), .many = N_("Sample scores"), .fields = score_fields, .states = score_states,
    .title = "reception staff", .columns = "day reception staff polite patient plain judge state", .order = "-day", .order_set = true,
    .search = "remark note", .unique = "reception", .screen = "screen.report", .saving = score_saving, .check = score_check, .tips = score_tips,
};

/* ---- drawing lots --------------------------------------------------------------------------------- */

struct lot { int64_t id, staff; uint64_t lot; bool drawn; };

/* The same for the same month and reception, like nothing else: splitmix64. */
static uint64_t
lot_of(int64_t id, int64_t month)
{
    uint64_t z = (uint64_t)id + (uint64_t)(month + 1) * 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static int
by_staff_and_lot(const void *x, const void *y)
{
    const struct lot *a = x, *b = y;

    if (a->staff != b->staff)
        return a->staff < b->staff ? -1 : 1;
    if (a->drawn != b->drawn)
        return a->drawn ? -1 : 1;
    return a->lot < b->lot ? -1 : a->lot > b->lot;
}

static void
month_days(day month, day *first, day *last)
{
    struct civil c = day_civil(month);

    day_from_civil(c.year, c.month, 1, first);
    *last = day_add_months(*first, 1) - 1;
}

static bool
read_lots(struct office *o, day month, struct arena *a, struct lot **out, size_t *n, struct err *err)
{
    struct query q = query_begin(o->store, &quality_lot);
    struct civil c = day_civil(month);
    day first, last;
    size_t room = 0;

    *out = NULL;
    *n = 0;
    month_days(month, &first, &last);
    query_bind_int(&q, moment_at(first, 0, o->zone));
    query_bind_int(&q, moment_at(last + 1, 0, o->zone));
    query_bind_int(&q, o->project);
    while (query_next(&q)) {
        int64_t id = query_int(&q, "id");

        *out = arena_grow(a, *out, *n, &room, sizeof **out);
        (*out)[(*n)++] = (struct lot){ id, query_int(&q, "staff"), lot_of(id, c.year * 12 + c.month), query_int(&q, "drawn") != 0 };
    }
    if (*n)
        qsort(*out, *n, sizeof **out, by_staff_and_lot);
    return query_end(&q, err);
}

static bool
draw(struct office *o, struct action *a, day month, int64_t *drawn, struct err *err)
{
    int64_t samples = policy_number(o, "quality.samples"), taken = 0;
    struct lot *lots;
    size_t n;

    if (!read_lots(o, month, &a->arena, &lots, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct record *r;

        if (i == 0 || lots[i].staff != lots[i - 1].staff)
            taken = 0;
        if (taken++ >= samples || lots[i].drawn)
            continue;
        r = record_new(o, &call_score_register, &a->arena);
        record_set_num(r, "reception", lots[i].id);
        if (!reg_write(o, a, r, err))
            return false;
        ++*drawn;
    }
    return true;
}

bool
quality_draw(struct office *o, day month, int64_t *drawn, struct err *err)
{
    struct action a;
    struct civil c = day_civil(month);

    *drawn = 0;
    if (!office_must(o, "register.call_score.edit", "do", err) || !office_begin(o, &a, "quality.draw", 0, err))
        return false;
    if (!draw(o, &a, month, drawn, err))
        return action_fail(&a);
    if (*drawn == 0) {
        action_fail(&a);
        return true;
    }
    a.summary = arena_printf(&a.arena, _("Samples of %04d-%02d drawn by lot: %d"), c.year, c.month, (int)*drawn);
    return action_commit(&a, err);
}

bool
quality_samples(struct office *o, day month, struct arena *a, struct quality_sample *out, size_t max, size_t *count, struct err *err)
{
    struct query q = query_begin(o->store, &quality_rows);
    day first, last;

    *count = 0;
    month_days(month, &first, &last);
    query_bind_text(&q, day_iso(a, first));
    query_bind_text(&q, day_iso(a, last));
    query_bind_int(&q, o->project);
    while (*count < max && query_next(&q)) {
        struct quality_sample *s = &out[(*count)++];

        *s = (struct quality_sample){
            .id = query_int(&q, "id"), .reception = query_int(&q, "reception"), .staff = query_int(&q, "staff"),
            .staff_name = query_text(&q, "staff_name", a), .number = query_text(&q, "number", a),
            .customer_name = query_text(&q, "customer_name", a), .judge = query_text(&q, "judge", a), .call = query_int(&q, "call") != 0,
            .scored = query_int(&q, "scored") != 0, .at = query_int(&q, "at"), .remark = query_text(&q, "remark", a),
        };
        for (size_t i = 0; i < QUALITY_SCORES; i++)
            s->score[i] = (int)query_int(&q, score_names[i]);
    }
    return query_end(&q, err);
}

bool
quality_score(struct office *o, int64_t sample, const int score[QUALITY_SCORES], struct err *err)
{
    struct arena a = { 0 };
    struct record *r;
    bool good = reg_read(o, &call_score_register, sample, &a, &r, err);

    for (size_t i = 0; good && i < QUALITY_SCORES; i++)
        good = (score[i] >= 1 && score[i] <= 5) || err_field(err, score_names[i], _("All three are scored, 1 to 5."));
    for (size_t i = 0; good && i < QUALITY_SCORES; i++)
        record_set_num(r, score_names[i], score[i]);
    good = good && reg_save(o, r, NULL, err);
    arena_free(&a);
    return good;
}
