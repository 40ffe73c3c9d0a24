/* CMP-20: a third party helps; no clock stops for it. */
#include "data/complaint.h"
#include "data/registers.h"

#include "base/lang.h"

#include <string.h>

static const struct field mediation_fields[] = {
    { .name = "complaint", .label = N_("Matter"), .headings = "来件编号|投诉编号", .kind = FIELD_REF, .list = "complaint", .cols = 18, .required = true },
    { .name = "body", .label = N_("Mediated by"), .headings = "机构|调解机构", .kind = FIELD_TEXT, .cols = 30, .limit = 80, .required = true },
    { .name = "contact", .label = N_("Contact"), .headings = "联系人|联系方式", .kind = FIELD_TEXT, .cols = 24, .limit = 80, .skip = true },
    { .name = "accepted_on", .label = N_("Accepted on"), .headings = "受理日", .kind = FIELD_DATE, .preset = "today", .required = true },
    { .name = "conclusion", .label = N_("Conclusion"), .headings = "结论", .kind = FIELD_LONG, .rows = 3, .skip = true },
    { .name = "ended_on", .label = N_("Ended on"), .headings = "结束日", .kind = FIELD_DATE, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state mediation_states[] = { { "running", N_("running") }, { "agreed", N_("agreed") }, { "failed", N_("without agreement") }, { 0 } };

static const struct move mediation_moves[] = {
    { .id = "agree", .label = N_("Agreed"), .from = "running", .to = "agreed", .date = "ended_on" },
    { .id = "fail", .label = N_("Without agreement"), .from = "running", .to = "failed", .date = "ended_on", .reason = true },
    { 0 }
};

static bool
mediation_check(struct office *o, const struct record *r, struct err *err)
{
    (void)o;
    return strcmp(r->state, "running") == 0 || record_value((struct record *)r, "conclusion")->set || err_field(err, "conclusion", _("What is the conclusion?"));
}

static bool
mediation_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct record *c;
    bool there;

    if (!reg_read(o, &complaint_register, record_num(r, "complaint"), r->arena, &c, err))
        return false;
    there = strcmp(c->state, "mediation") == 0;
    if (strcmp(r->state, "running") == 0)
        return there || complaint_step_within(o, a, c->id, STAGE_MEDIATION, record_text(r, "body"), err);
    return strcmp(r->state, "agreed") != 0 || !there || complaint_step_within(o, a, c->id, STAGE_AGREED, record_text(r, "body"), err);
}

static const char *const mediation_tips[] = { N_("Mediation stops no clock: only the customer's wish for another date does (CMP-20, TIME-07)."), NULL };

const struct reg mediation_register = {
    .name = "mediation", .one = N_("Mediation"), .many = N_("Mediations"), .fields = mediation_fields, .states = mediation_states, .moves = mediation_moves,
    .title = "complaint body", .columns = "complaint body accepted_on ended_on state", .order = "-accepted_on", .order_set = true, .search = "body contact conclusion note",
    .unique = "complaint body accepted_on", .subjects = "complaint", .screen = "screen.complaint", .check = mediation_check, .saved = mediation_saved, .tips = mediation_tips,
};
