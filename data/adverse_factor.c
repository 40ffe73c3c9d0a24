#include "data/adverse.h"

#include "base/lang.h"
#include "data/registers.h"

#include <string.h>

/* RCP-32: what may disturb, inside and outside the red line; shown on the wall, told to each customer. */
static const struct field factor_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "scope", .label = N_("Red line"), .headings = "范围|红线内外", .kind = FIELD_CHOICE, .list = "adverse_scope", .required = true },
    { .name = "kind", .label = N_("Kind"), .headings = "类别|因素类别", .kind = FIELD_CHOICE, .list = "adverse_kind", .required = true },
    { .name = "text", .label = N_("Factor"), .headings = "不利因素|描述|内容", .kind = FIELD_LONG, .rows = 2, .limit = 400, .required = true,
      .hint = N_("As it is, in words that a customer understands.") },
    { .name = "buildings", .label = N_("Touches"), .headings = "影响楼栋|楼栋", .kind = FIELD_TEXT, .cols = 20,
      .hint = N_("Buildings, separated by blanks; empty: the whole project.") },
    { .name = "shown_at", .label = N_("Shown at"), .headings = "公示位置", .kind = FIELD_TEXT, .cols = 24, .keep_last = true },
    { .name = "shown_on", .label = N_("Shown since"), .headings = "公示日|公示日期", .kind = FIELD_DATE },
    { .name = "photo", .label = N_("Photo number"), .headings = "照片编号|照片", .kind = FIELD_TEXT, .cols = 16, .skip = true },
    { .name = "approver", .label = N_("Approved by"), .headings = "审批人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state factor_states[] = {
    { "draft", N_("draft") }, { "proposed", N_("to be approved") }, { "shown", N_("shown") }, { "ended", N_("no longer so") }, { 0 }
};

static const struct move factor_moves[] = {
    { .id = "propose", .label = N_("Submit"), .from = "draft", .to = "proposed" },
    { .id = "approve", .label = N_("Approve"), .from = "proposed", .to = "shown", .right = "approve", .sign = "approver",
      .date = "shown_on", .keep_date = true },
    { .id = "reject", .label = N_("Reject"), .from = "proposed", .to = "draft", .right = "approve", .reason = true },
    { .id = "end", .label = N_("No longer so"), .from = "shown", .to = "ended", .reason = true },
    { 0 }
};

static const struct reg_raise factor_raises[] = {
    { .task = "approve.adverse_factor", .text = N_("Approve the adverse factor"), .states = "proposed", .warn = "approval.warn",
      .red = "approval.red", .rule = "RCP-32", .role = "cs_dept", .approval = true },
    { 0 }
};

static const char *const factor_tips[] = {
    N_("Note it inside and outside the red line alike: noise, smell, view, masts, later building works (RCP-32)."),
    N_("Once approved it is told to every customer of the buildings it touches; each signs before subscribing."),
    N_("A factor that is gone is ended with its reason; who signed for it stays on record."),
    NULL
};

static bool
factor_check(struct office *o, const struct record *r, struct err *err)
{
    if (strcmp(r->state, "draft") != 0 && !record_value((struct record *)r, "shown_at")->set)
        return err_field(err, "shown_at", _("Say where it hangs: a factor is shown where customers see it (RCP-32)."));
    return adverse_buildings_exist(o, record_num(r, "project"), record_text(r, "buildings"), err);
}

const struct reg adverse_factor_register = {
    .name = "adverse_factor", .one = N_("Adverse factor"), .many = N_("Adverse factors"),
    .fields = factor_fields, .states = factor_states, .moves = factor_moves, .raises = factor_raises,
    .title = "kind text", .columns = "project scope kind text buildings shown_on state",
    .order = "-id", .search = "text buildings shown_at photo", .unique = "project scope text",
    .check = factor_check, .tips = factor_tips,
};
