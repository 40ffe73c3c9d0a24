#include "data/registers.h"

#include "base/lang.h"
#include "data/lines.h"
#include "data/policy.h"
#include "data/sheet_private.h"

#include <string.h>

/* RCP-36: whoever looks at homes gets a card that says who received them and where questions and complaints go. */
static const struct field card_fields[] = {
    { .name = "number", .label = N_("Card number"), .headings = "卡号", .kind = FIELD_TEXT, .cols = 16, .limit = 30, .readonly = true },
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .keep_last = true },
    { .name = "reception", .label = N_("Reception"), .headings = "接待", .kind = FIELD_REF, .list = "reception", .cols = 20, .skip = true },
    { .name = "customer", .label = N_("Customer"), .headings = "客户|客户姓名", .kind = FIELD_REF, .list = "customer", .cols = 20, .hint = N_("Empty: whose reception it is.") },
    { .name = "given_on", .label = N_("Given on"), .headings = "发卡日", .kind = FIELD_DATE, .preset = "today",
      .hint = N_("Empty: no card, the channels were told by mouth.") },
    { .name = "channels_told", .label = N_("Channels told"), .headings = "已告知渠道", .kind = FIELD_BOOL, .preset = "1" },
    { .name = "staff", .label = N_("Received by"), .headings = "接待人", .kind = FIELD_REF, .list = "staff", .cols = 12, .preset = "me", .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const char *const card_tips[] = {
    N_("A first visitor gets the card or is told the channels; whoever got neither is listed as missing (RCP-36)."),
    NULL
};

SQL(card_visit, "SELECT customer, project, coalesce(consultant, staff) AS staff FROM reception WHERE id = ?");
SQL(card_lacking, "SELECT r.number AS number, coalesce(r.name, '') AS name, r.began_at AS at FROM reception r"
                  " WHERE r.kind = 'walk_in' AND r.first = 1 AND r.state = 'closed' AND r.customer IS NOT NULL AND r.began_at >= ?1"
                  " AND (?2 = 0 OR r.project = ?2) AND NOT EXISTS (SELECT 1 FROM service_card s WHERE s.customer = r.customer"
                  " AND (s.given_on IS NOT NULL OR s.channels_told = 1)) ORDER BY r.began_at DESC LIMIT 200");

static bool
card_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    struct query q;
    int64_t staff = 0;

    if (!record_value(r, "number")->set)
        record_set_text(r, "number", arena_strdup(r->arena, number_next(o, a, "XK")));
    if (!record_num(r, "reception"))
        return true;
    q = query_begin(o->store, &card_visit);
    query_bind_int(&q, record_num(r, "reception"));
    if (query_next(&q)) {
        if (!record_num(r, "customer") && query_int(&q, "customer"))
            record_set_num(r, "customer", query_int(&q, "customer"));
        if (!record_num(r, "project") && query_int(&q, "project"))
            record_set_num(r, "project", query_int(&q, "project"));
        staff = query_int(&q, "staff");
    }
    if (!record_num(r, "staff") && staff)
        record_set_num(r, "staff", staff);
    return query_end(&q, err);
}

static bool
card_check(struct office *o, const struct record *r, struct err *err)
{
    (void)o;
    if (!record_num(r, "customer"))
        return err_field(err, "customer", _("To whom was it given?"));
    return record_value((struct record *)r, "given_on")->set || record_num(r, "channels_told") ||
           err_field(err, "given_on", _("Either the card was given or the channels were told."));
}

/* First visitors who got neither, as long as they belong to whoever received them (POL: days of protection). */
static size_t
card_gaps(struct office *o, day from, day to, struct arena *a, char ***lines)
{
    struct said said = { 0 };
    struct query q;
    day today = office_today(o);

    (void)to;
    *lines = NULL;
    if (strcmp(policy_text(o, "reception.require_channels"), "on") != 0)
        return 0;
    q = query_begin(o->store, &card_lacking);
    query_bind_int(&q, moment_at(from - (day)policy_number(o, "reception.protection_days"), 0, o->zone));
    query_bind_int(&q, o->project);
    while (query_next(&q)) {
        char *number = query_text(&q, "number", a), *name = query_text(&q, "name", a);

        said_add(&said, a, arena_printf(a, _("%s %s %s: no card, no channels told"), day_show(a, moment_day(query_int(&q, "at"), o->zone), today),
                                        number, name));
    }
    query_end(&q, NULL);
    *lines = said.text;
    return said.count;
}

static char *
staff_line(struct sheet_pairs *s, int64_t staff)
{
    struct record *r;

    if (!staff || !reg_read(s->o, &staff_register, staff, s->a, &r, NULL))
        return "";
    return arena_printf(s->a, "%s  %s", record_text(r, "name"), record_text(r, "phone"));
}

static bool
card_paper(struct sheet_pairs *s, struct paper *p, const struct record *r, struct err *err)
{
    const struct policy *answer = policy_get(s->o, "sla.04.red"), *respond = policy_get(s->o, "sla.08.red");
    struct record *project = NULL;

    if (record_num(r, "project") && !reg_read(s->o, &project_register, record_num(r, "project"), s->a, &project, err))
        return false;
    paper_title(p, project ? arena_printf(s->a, "%s %s", record_text(project, "name"), _(r->reg->one)) : _(r->reg->one));
    sheet_pair(s, _("Card number"), record_text(r, "number"), true);
    sheet_pair(s, _("You were received by"), staff_line(s, record_num(r, "staff")), true);
    sheet_pair(s, _("Hotline for questions and complaints"), project ? record_text(project, "hotline") : "", true);
    sheet_pair(s, _("On the spot"), project ? record_text(project, "address") : "", true);
    sheet_pair(s, _("A question not answered"), arena_printf(s->a, _("we ring back within %s %s"), answer->value, policy_unit(answer)), true);
    sheet_pair(s, _("A complaint"), arena_printf(s->a, _("first response within %s %s"), respond->value, policy_unit(respond)), true);
    paper_pairs(p, PAPER_BOXED, s->pairs, s->count, 1);
    return true;
}

const struct reg service_card_register = {
    .name = "service_card", .one = N_("Service card"), .many = N_("Service cards"), .fields = card_fields,
    .title = "number customer", .columns = "number customer given_on channels_told staff", .order = "-id", .search = "number note",
    .unique = "number", .subjects = "customer", .saving = card_saving, .check = card_check, .gaps = card_gaps, .paper = card_paper,
    .tips = card_tips,
};
