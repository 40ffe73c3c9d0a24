/* REC-34: why it happened, found out on the spot, written for the owner. */
#include "data/complaint.h"
#include "data/registers.h"
#include "data/sheet_private.h"

#include "base/lang.h"

#include <string.h>

static const struct field cause_fields[] = {
    { .name = "number", .label = N_("Number"), .headings = "编号|报告编号", .kind = FIELD_TEXT, .cols = 14, .readonly = true },
    { .name = "complaint", .label = N_("Matter"), .headings = "来件编号|投诉编号", .kind = FIELD_REF, .list = "complaint", .cols = 18, .required = true },
    { .name = "photos", .label = N_("Photo numbers"), .headings = "照片编号", .kind = FIELD_TEXT, .cols = 30, .limit = 200 },
    { .name = "found", .label = N_("What was found"), .headings = "现场情况|查勘情况", .kind = FIELD_LONG, .rows = 4, .required = true },
    { .name = "cause", .label = N_("Cause"), .headings = "原因|成因分析", .kind = FIELD_LONG, .rows = 4, .required = true, .hint = N_("In words that the owner understands.") },
    { .name = "liable", .label = N_("Liable"), .headings = "责任方", .kind = FIELD_CHOICE, .list = "liable_party", .cols = 12 },
    { .name = "author", .label = N_("Written by"), .headings = "分析人", .kind = FIELD_REF, .list = "staff", .cols = 12, .preset = "me" },
    { .name = "approver", .label = N_("Approved by"), .headings = "审核人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "told_on", .label = N_("Given to the owner"), .headings = "交业主日", .kind = FIELD_DATE, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state cause_states[] = { { "draft", N_("draft") }, { "approved", N_("approved") }, { "given", N_("given to the owner") }, { 0 } };

static const struct move cause_moves[] = {
    { .id = "approve", .label = N_("Approve"), .from = "draft", .to = "approved", .right = "approve", .sign = "approver" },
    { .id = "give", .label = N_("Given to the owner"), .from = "approved", .to = "given", .date = "told_on" },
    { .id = "again", .label = N_("Write anew"), .from = "approved given", .to = "draft", .reason = true },
    { 0 }
};

static bool
cause_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    (void)err;
    if (r->id == 0)
        record_set_text(r, "number", arena_strdup(r->arena, number_next(o, a, "YY")));
    return true;
}

static bool
cause_paper(struct sheet_pairs *s, struct paper *p, const struct record *r, struct err *err)
{
    const char *labels[] = { _("Written by"), _("Approved by"), _("Received by"), _("Date") };

    (void)err;
    paper_title(p, _("Report of the cause"));
    sheet_some(s, r, "number complaint photos liable author told_on");
    paper_pairs(p, PAPER_BOXED, s->pairs, s->count, 2);
    paper_heading(p, _("What was found"));
    paper_text(p, record_text(r, "found"));
    paper_heading(p, _("Cause"));
    paper_text(p, record_text(r, "cause"));
    paper_sign(p, labels, COUNT(labels));
    return true;
}

static const char *const cause_tips[] = { N_("The cause is given to the owner in writing before the plan is talked over (MOM-06)."), NULL };

const struct reg cause_report_register = {
    .name = "cause_report", .one = N_("Cause report"), .many = N_("Cause reports"), .fields = cause_fields, .states = cause_states, .moves = cause_moves,
    .title = "number complaint", .columns = "number complaint liable author told_on state", .order = "-number", .order_set = true, .search = "number found cause photos note",
    .unique = "complaint cause", .subjects = "complaint", .screen = "screen.complaint", .saving = cause_saving, .paper = cause_paper, .tips = cause_tips,
};
