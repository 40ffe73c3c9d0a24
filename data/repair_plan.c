/* CMP-19: the plan is given to the customer, both sign, then somebody comes (DOC-18, REC-32). */
#include "data/complaint.h"
#include "data/registers.h"
#include "data/sheet_private.h"

#include "base/lang.h"

#include <string.h>

static const struct field plan_fields[] = {
    { .name = "number", .label = N_("Number"), .headings = "编号|方案编号", .kind = FIELD_TEXT, .cols = 14, .readonly = true },
    { .name = "complaint", .label = N_("Matter"), .headings = "来件编号|投诉编号", .kind = FIELD_REF, .list = "complaint", .cols = 18, .required = true },
    { .name = "text", .label = N_("Plan"), .headings = "方案|维修方案", .kind = FIELD_LONG, .rows = 5, .required = true, .hint = N_("What is done, with which material, in which order; as the customer reads it.") },
    { .name = "amount", .label = N_("Paid to the customer"), .headings = "赔偿金额|金额", .kind = FIELD_MONEY, .cols = 12, .preset = "0" },
    { .name = "begin_on", .label = N_("Begins"), .headings = "开工日", .kind = FIELD_DATE },
    { .name = "end_on", .label = N_("Finished by"), .headings = "完工日|预计完成", .kind = FIELD_DATE },
    { .name = "approver", .label = N_("Approved by"), .headings = "审批人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "approved_on", .label = N_("Approved on"), .headings = "审批日", .kind = FIELD_DATE, .readonly = true },
    { .name = "offered_on", .label = N_("Given to the customer"), .headings = "交客户日", .kind = FIELD_DATE, .readonly = true },
    { .name = "agreement", .label = N_("Agreement number"), .headings = "协议编号", .kind = FIELD_TEXT, .cols = 16, .limit = 40, .skip = true },
    { .name = "signer", .label = N_("Signed by"), .headings = "签字人", .kind = FIELD_TEXT, .cols = 12, .limit = 40, .skip = true,
      .hint = N_("Who signed for the customer; another than the owner with what they are to them.") },
    { .name = "signer_relation", .label = N_("Is to the customer"), .headings = "与客户关系|关系", .kind = FIELD_CHOICE, .list = "relation", .skip = true },
    { .name = "signed_on", .label = N_("Signed on"), .headings = "签字日", .kind = FIELD_DATE, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state plan_states[] = {
    { "draft", N_("draft") }, { "proposed", N_("to be approved") }, { "approved", N_("approved") }, { "offered", N_("given to the customer") },
    { "agreed", N_("agreement signed") }, { "refused", N_("refused by the customer") }, { "withdrawn", N_("withdrawn") }, { 0 }
};

static const struct move plan_moves[] = {
    { .id = "propose", .label = N_("Submit"), .from = "draft", .to = "proposed" },
    { .id = "approve", .label = N_("Approve"), .from = "proposed", .to = "approved", .right = "approve", .sign = "approver", .date = "approved_on" },
    { .id = "reject", .label = N_("Reject"), .from = "proposed", .to = "draft", .right = "approve", .reason = true },
    { .id = "offer", .label = N_("Given to the customer"), .from = "approved", .to = "offered", .date = "offered_on" },
    { .id = "sign", .label = N_("Both have signed"), .from = "offered", .to = "agreed", .date = "signed_on", .keep_date = true },
    { .id = "refuse", .label = N_("Refused by the customer"), .from = "offered", .to = "refused", .reason = true },
    { .id = "withdraw", .label = N_("Withdraw"), .from = "draft proposed approved offered refused", .to = "withdrawn", .reason = true },
    { 0 }
};

static const struct reg_raise plan_raises[] = {
    { .task = "approve.repair_plan", .text = N_("Approve the repair plan"), .states = "proposed", .warn = "approval.warn", .red = "approval.red",
      .rule = "DLV-84", .role = "cs_dept", .approval = true },
    { 0 }
};

static const char *const plan_tips[] = {
    N_("The order is fixed: plan, agreement of both, work, filed (CMP-19). Without an agreement nobody is sent for cracks, leaks, windows, burst pipes, or where money is paid."),
    N_("Giving it to the customer ends the clock of the plan; what both signed stays as it was signed."),
    NULL
};

static bool
plan_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    (void)err;
    if (r->id == 0)
        record_set_text(r, "number", arena_strdup(r->arena, number_next(o, a, "FA")));
    if (strcmp(r->state, "agreed") == 0 && !record_value(r, "agreement")->set)
        record_set_text(r, "agreement", arena_printf(r->arena, "%s-X", record_text(r, "number")));
    return true;
}

static bool
as_signed(struct office *o, const struct record *r, struct err *err)
{
    static const char *const bound[] = { "text", "amount", "complaint", "begin_on", "end_on" };
    struct record *was;

    if (!r->id || !reg_read(o, r->reg, r->id, r->arena, &was, NULL) || strcmp(was->state, "agreed") != 0)
        return true;
    for (size_t i = 0; i < COUNT(bound); i++) {
        int at = field_index(plan_fields, bound[i]);

        if (!value_equal(&plan_fields[at], &was->v[at], &r->v[at]))
            return err_field(err, bound[i], _("It is signed as it stands: make another plan."));
    }
    return true;
}

static bool
plan_check(struct office *o, const struct record *r, struct err *err)
{
    struct record *w = (struct record *)r;

    if (record_value(w, "begin_on")->set && record_value(w, "end_on")->set && record_num(r, "end_on") < record_num(r, "begin_on"))
        return err_field(err, "end_on", _("It ends before it begins."));
    if (strcmp(r->state, "offered") == 0 && !record_value(w, "end_on")->set)
        return err_field(err, "end_on", _("By when is it finished? The customer is told a day."));
    if (strcmp(r->state, "agreed") == 0 && !record_value(w, "signer")->set)
        return err_field(err, "signer", _("Who signed for the customer?"));
    return as_signed(o, r, err);
}

/* The matter goes along: planned when the customer has it, agreed when both signed. */
static bool
plan_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    if (strcmp(r->state, "offered") == 0)
        return complaint_step_within(o, a, record_num(r, "complaint"), STAGE_PLANNED, record_text(r, "number"), err);
    if (strcmp(r->state, "agreed") == 0)
        return complaint_step_within(o, a, record_num(r, "complaint"), STAGE_AGREED, record_text(r, "agreement"), err);
    return true;
}

static bool
plan_paper(struct sheet_pairs *s, struct paper *p, const struct record *r, struct err *err)
{
    const char *labels[] = { _("Signature of the customer"), _("Date"), _("Signature of the company"), _("Date") };

    (void)err;
    paper_title(p, _("Repair plan and consent"));
    sheet_some(s, r, "number complaint amount begin_on end_on agreement");
    paper_pairs(p, PAPER_BOXED, s->pairs, s->count, 2);
    paper_heading(p, _("Plan"));
    paper_text(p, record_text(r, "text"));
    paper_gap(p);
    paper_text(p, _("Both sides agree that the company repairs as written above, and that the work begins after both have signed."));
    paper_sign(p, labels, COUNT(labels));
    return true;
}

const struct reg repair_plan_register = {
    .name = "repair_plan", .one = N_("Repair plan"), .many = N_("Repair plans"), .fields = plan_fields, .states = plan_states, .moves = plan_moves,
    .raises = plan_raises, .title = "number complaint", .columns = "number complaint amount end_on agreement signed_on state", .order = "-number", .order_set = true,
    .search = "number text note agreement", .unique = "complaint text", .subjects = "complaint", .screen = "screen.complaint",
    .saving = plan_saving, .check = plan_check, .saved = plan_saved, .paper = plan_paper, .tips = plan_tips,
};
