/* A team is sent: not before the agreement is signed where one is due (CMP-19). */
#include "data/complaint.h"
#include "data/registers.h"

#include "base/lang.h"

#include <string.h>

static const struct field order_fields[] = {
    { .name = "number", .label = N_("Number"), .headings = "编号|工单编号", .kind = FIELD_TEXT, .cols = 14, .readonly = true },
    { .name = "complaint", .label = N_("Matter"), .headings = "来件编号|投诉编号", .kind = FIELD_REF, .list = "complaint", .cols = 18, .required = true },
    { .name = "plan", .label = N_("Repair plan"), .headings = "方案编号", .kind = FIELD_REF, .list = "repair_plan", .cols = 18, .skip = true },
    { .name = "team", .label = N_("Team"), .headings = "维修队|班组", .kind = FIELD_TEXT, .cols = 20, .limit = 60, .required = true },
    { .name = "worker", .label = N_("Worker"), .headings = "维修人|工人", .kind = FIELD_TEXT, .cols = 14, .limit = 40, .skip = true },
    { .name = "text", .label = N_("What is to be done"), .headings = "维修内容|内容", .kind = FIELD_LONG, .rows = 3, .required = true },
    { .name = "come_at", .label = N_("Comes at"), .headings = "上门时间|约定时间", .kind = FIELD_MOMENT, .cols = 16 },
    { .name = "came_at", .label = N_("Came at"), .headings = "到场时间", .kind = FIELD_MOMENT, .cols = 16, .skip = true },
    { .name = "again", .label = N_("Repaired before"), .headings = "返修", .kind = FIELD_BOOL, .cols = 4, .skip = true },
    { .name = "done_on", .label = N_("Done on"), .headings = "完成日", .kind = FIELD_DATE, .readonly = true },
    { .name = "checker", .label = N_("Checked by"), .headings = "复验人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "checked_on", .label = N_("Checked on"), .headings = "复验日", .kind = FIELD_DATE, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state order_states[] = {
    { "ordered", N_("sent") }, { "done", N_("done") }, { "checked", N_("checked") }, { "cancelled", N_("cancelled") }, { 0 }
};

static const struct move order_moves[] = {
    { .id = "finish", .label = N_("Done"), .from = "ordered", .to = "done", .date = "done_on" },
    { .id = "check", .label = N_("Checked, in order"), .from = "done", .to = "checked", .sign = "checker", .date = "checked_on" },
    { .id = "again", .label = N_("Not in order, again"), .from = "done checked", .to = "ordered", .reason = true },
    { .id = "cancel", .label = N_("Cancel"), .from = "ordered", .to = "cancelled", .reason = true },
    { 0 }
};

SQL(order_before, "SELECT count(*) FROM repair_order WHERE complaint = ? AND id <> ? AND state <> 'cancelled'");

static bool
order_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    struct query q;

    (void)err;
    if (r->id)
        return true;
    record_set_text(r, "number", arena_strdup(r->arena, number_next(o, a, "WX")));
    q = query_begin(o->store, &order_before);
    query_bind_int(&q, record_num(r, "complaint"));
    query_bind_int(&q, 0);
    if (query_number(&q, 0) > 0)
        record_set_num(r, "again", 1);
    return true;
}

/* The matter begins to be worked on; refused with the reason where the agreement is missing. */
static bool
order_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    if (strcmp(r->state, "ordered") != 0)
        return true;
    return complaint_step_within(o, a, record_num(r, "complaint"), STAGE_IN_PROGRESS, record_text(r, "team"), err);
}

static const char *const order_tips[] = {
    N_("Sent when plan and agreement are there; a second order for the same matter counts as not repaired at the first go (KPI-34)."), NULL
};

const struct reg repair_order_register = {
    .name = "repair_order", .one = N_("Repair order"), .many = N_("Repair orders"), .fields = order_fields, .states = order_states, .moves = order_moves,
    .title = "number team", .columns = "number complaint team come_at done_on state", .order = "-number", .order_set = true, .search = "number team worker text note",
    .unique = "complaint team text", .subjects = "complaint", .screen = "screen.complaint", .saving = order_saving, .saved = order_saved, .tips = order_tips,
};
