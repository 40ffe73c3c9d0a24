/* CMP-35: an incident in four parts: the alarm, comfort, the devices, what is bettered (F-439, MOM-28). */
#include "data/registers.h"

#include "base/lang.h"
#include "data/policy.h"
#include "data/task.h"

#include <string.h>

static const struct field incident_fields[] = {
    { .name = "number", .label = N_("Number"), .headings = "编号|事件编号", .kind = FIELD_TEXT, .cols = 14, .readonly = true },
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "at", .label = N_("Happened at"), .headings = "发生时间", .kind = FIELD_MOMENT, .cols = 16, .preset = "now", .required = true },
    { .name = "place", .label = N_("Where"), .headings = "地点", .kind = FIELD_TEXT, .cols = 24, .limit = 100 },
    { .name = "text", .label = N_("What happened"), .headings = "经过|事件", .kind = FIELD_LONG, .rows = 3, .required = true },
    { .name = "home", .label = N_("Home"), .headings = "房号|房源", .kind = FIELD_REF, .list = "home", .cols = 14, .skip = true },
    { .name = "customer", .label = N_("Victim"), .headings = "受害人|业主", .kind = FIELD_REF, .list = "customer", .cols = 20, .skip = true },
    { .name = "complaint", .label = N_("Matter"), .headings = "来件编号", .kind = FIELD_REF, .list = "complaint", .cols = 18, .skip = true },
    { .name = "police_at", .label = N_("Police called at"), .headings = "报警时间", .kind = FIELD_MOMENT, .cols = 16 },
    { .name = "arrived_at", .label = N_("Police there at"), .headings = "到场时间", .kind = FIELD_MOMENT, .cols = 16, .skip = true },
    { .name = "case_number", .label = N_("Number of the case"), .headings = "案号|报案编号", .kind = FIELD_TEXT, .cols = 16, .limit = 40, .skip = true },
    { .name = "comfort", .label = N_("Comfort given"), .headings = "安抚", .kind = FIELD_LONG, .rows = 2, .limit = 400 },
    { .name = "comfort_on", .label = N_("Comforted on"), .headings = "安抚日", .kind = FIELD_DATE, .skip = true },
    { .name = "devices", .label = N_("Devices and patrols"), .headings = "设备核查|安防设备", .kind = FIELD_LONG, .rows = 2, .limit = 400, .hint = N_("Cameras, gates, patrol records: what worked, what did not.") },
    { .name = "devices_on", .label = N_("Checked on"), .headings = "核查日", .kind = FIELD_DATE, .skip = true },
    { .name = "review", .label = N_("Review"), .headings = "复盘", .kind = FIELD_LONG, .rows = 2, .limit = 1000 },
    { .name = "review_on", .label = N_("Reviewed on"), .headings = "复盘日", .kind = FIELD_DATE, .skip = true },
    { .name = "measure", .label = N_("What is bettered"), .headings = "改进|改进措施", .kind = FIELD_LONG, .rows = 2, .limit = 1000 },
    { .name = "due_on", .label = N_("Due"), .headings = "期限", .kind = FIELD_DATE, .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state incident_states[] = { { "open", N_("open") }, { "reviewed", N_("reviewed") }, { "closed", N_("bettered, closed") }, { 0 } };

static const struct move incident_moves[] = {
    { .id = "review", .label = N_("Reviewed"), .from = "open", .to = "reviewed", .date = "review_on", .keep_date = true },
    { .id = "close", .label = N_("Close"), .from = "reviewed", .to = "closed" },
    { .id = "again", .label = N_("Open again"), .from = "reviewed closed", .to = "open", .reason = true },
    { 0 }
};

/* The four parts, each with what it is made of. */
static const struct { const char *field, *text; } parts[] = {
    { "police_at", N_("alarm") }, { "comfort", N_("comfort") }, { "devices", N_("check of the devices") }, { "measure", N_("what is bettered") },
};

static bool
incident_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    (void)err;
    if (r->id == 0)
        record_set_text(r, "number", arena_strdup(r->arena, number_next(o, a, "AQ")));
    if (record_value(r, "comfort")->set && !record_value(r, "comfort_on")->set)
        record_set_num(r, "comfort_on", office_today(o));
    if (record_value(r, "devices")->set && !record_value(r, "devices_on")->set)
        record_set_num(r, "devices_on", office_today(o));
    return true;
}

static bool
incident_check(struct office *o, const struct record *r, struct err *err)
{
    (void)o;
    if (strcmp(r->state, "reviewed") == 0 && !record_value((struct record *)r, "review")->set)
        return err_field(err, "review", _("What did the review find?"));
    for (size_t i = 0; strcmp(r->state, "closed") == 0 && i < COUNT(parts); i++)
        if (!record_value((struct record *)r, parts[i].field)->set)
            return err_field(err, parts[i].field, _("Before it is closed: %s."), _(parts[i].text));
    return true;
}

static bool
incident_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct task_wish w = { .about = r->reg->name, .matter = r->id, .project = record_num(r, "project"), .start = record_num(r, "at") };

    if (strcmp(r->state, "open") != 0)
        return event_end(o, a, "security.review", r->reg->name, r->id, _("Reviewed"), err);
    return event_raise(o, a, "security.report", "security_review", &w, err);
}

static size_t
incident_remarks(struct office *o, const struct record *r, struct arena *a, char ***lines)
{
    size_t n = 0;

    (void)o;
    *lines = arena_alloc(a, COUNT(parts) * sizeof **lines);
    for (size_t i = 0; i < COUNT(parts); i++)
        if (!record_value((struct record *)r, parts[i].field)->set)
            (*lines)[n++] = arena_printf(a, _("Still missing: %s"), _(parts[i].text));
    return n;
}

static const char *const incident_tips[] = { N_("Call the police and guard the place, comfort who was hurt, check devices and patrols, review within a day, say what is bettered (CMP-35, MOM-28)."), NULL };

const struct reg security_incident_register = {
    .name = "security_incident", .one = N_("Security incident"), .many = N_("Security incidents"), .fields = incident_fields, .states = incident_states,
    .moves = incident_moves, .title = "number place", .columns = "number at place customer police_at review_on state", .order = "-number", .order_set = true,
    .search = "number place text measure note", .unique = "project at place", .subjects = "customer home", .screen = "screen.complaint", .saving = incident_saving,
    .check = incident_check, .saved = incident_saved, .remarks = incident_remarks, .tips = incident_tips,
};

/* ---- talks ------------------------------------------------------------------------------------------------- */

static const struct field talk_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "kind", .label = N_("Kind"), .headings = "类别", .kind = FIELD_CHOICE, .list = "security_talk", .cols = 14, .required = true, .keep_last = true },
    { .name = "day", .label = N_("Day"), .headings = "日期", .kind = FIELD_DATE, .preset = "today", .required = true },
    { .name = "topic", .label = N_("Topic"), .headings = "主题", .kind = FIELD_TEXT, .cols = 40, .limit = 100, .required = true },
    { .name = "place", .label = N_("Where"), .headings = "地点", .kind = FIELD_TEXT, .cols = 20, .limit = 60 },
    { .name = "heads", .label = N_("People"), .headings = "人数", .kind = FIELD_NUMBER, .cols = 5, .min = 1, .max = 9999 },
    { .name = "lead", .label = N_("Held by"), .headings = "主讲人|经办人", .kind = FIELD_REF, .list = "staff", .cols = 12, .preset = "me", .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

SQL(talk_counts, "SELECT count(*) FROM security_talk WHERE kind = ?1 AND day >= ?2 AND day <= ?3 AND (?4 = 0 OR project = ?4)");

/* How many of its kind this year. */
static size_t
talk_remarks(struct office *o, const struct record *r, struct arena *a, char ***lines)
{
    const struct option_list *kinds = office_list(o, "security_talk");
    struct civil c = day_civil((day)record_num(r, "day"));
    size_t n = 0;

    *lines = arena_alloc(a, 12 * sizeof **lines);
    for (size_t i = 0; kinds && i < kinds->count && i < 12; i++) {
        struct query q = query_begin(o->store, &talk_counts);

        query_bind_text(&q, kinds->options[i].code);
        query_bind_text(&q, arena_printf(a, "%04d-01-01", c.year));
        query_bind_text(&q, arena_printf(a, "%04d-12-31", c.year));
        query_bind_int(&q, record_num(r, "project"));
        (*lines)[n++] = arena_printf(a, _("%s in %d: %d"), kinds->options[i].text, c.year, (int)query_number(&q, 0));
    }
    return n;
}

static const char *const talk_tips[] = { N_("Owners are told how to protect themselves, guards learn from cases, police and neighbourhood office are met (CMP-35): each is counted."), NULL };

const struct reg security_talk_register = {
    .name = "security_talk", .one = N_("Security talk"), .many = N_("Security talks"), .fields = talk_fields, .title = "day topic", .columns = "day project kind topic place heads lead",
    .order = "-day", .order_set = true, .search = "topic place note", .unique = "project kind day topic", .screen = "screen.complaint", .remarks = talk_remarks, .tips = talk_tips,
};
