#include "data/registers.h"

#include "base/lang.h"

#include <string.h>

/* RCP-52: what is said to the public is approved before anybody says it. */
static const struct field ad_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .keep_last = true },
    { .name = "medium", .label = N_("Medium"), .headings = "媒介|媒体", .kind = FIELD_CHOICE, .list = "ad_medium", .cols = 10, .required = true, .keep_last = true },
    { .name = "text", .label = N_("Wording"), .headings = "广告语|内容", .kind = FIELD_LONG, .rows = 4, .limit = 1000, .required = true },
    { .name = "basis", .label = N_("On what ground"), .headings = "依据", .kind = FIELD_LONG, .rows = 2,
      .hint = N_("What proves each claim: a permit, a drawing, a contract, a test report.") },
    { .name = "from_on", .label = N_("In use since"), .headings = "启用日", .kind = FIELD_DATE },
    { .name = "to_on", .label = N_("In use until"), .headings = "停用日", .kind = FIELD_DATE },
    { .name = "author", .label = N_("Written by"), .headings = "编写人", .kind = FIELD_REF, .list = "staff", .cols = 12, .preset = "me", .skip = true },
    { .name = "approver", .label = N_("Approved by"), .headings = "批准人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state ad_states[] = {
    { "draft", N_("draft") }, { "proposed", N_("to be approved") }, { "approved", N_("approved") }, { "active", N_("in use") },
    { "retired", N_("retired") }, { 0 }
};

static const struct move ad_moves[] = {
    { .id = "propose", .label = N_("Submit"), .from = "draft", .to = "proposed" },
    { .id = "approve", .label = N_("Approve"), .from = "proposed", .to = "approved", .right = "approve", .sign = "approver" },
    { .id = "reject", .label = N_("Reject"), .from = "proposed", .to = "draft", .right = "approve", .reason = true },
    { .id = "use", .label = N_("Put in use"), .from = "draft proposed approved", .to = "active", .date = "from_on", .keep_date = true },
    { .id = "retire", .label = N_("Retire"), .from = "approved active", .to = "retired", .reason = true },
    { 0 }
};

static const struct reg_raise ad_raises[] = {
    { .task = "approve.ad_copy", .text = N_("Approve the wording"), .states = "proposed", .warn = "approval.warn", .red = "approval.red",
      .rule = "RCP-52", .role = "cs_dept", .approval = true },
    { .task = "ad_copy.end", .text = N_("Take the advertisement down"), .states = "active", .date = "to_on", .rule = "RCP-52",
      .role = "marketing_dept" },
    { 0 }
};

static const char *const ad_tips[] = {
    N_("Nothing is made greater than it is, heating and other techniques least of all (RCP-52)."),
    N_("A changed wording is approved anew before it is used."),
    NULL
};

/* Another wording is another matter: its approval is gone. */
static bool
ad_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    struct record *stored;
    bool approved = strcmp(r->state, "approved") == 0 || strcmp(r->state, "active") == 0;

    (void)a;
    if (r->id && approved && record_value(r, "approver")->set) {
        if (!reg_read(o, r->reg, r->id, r->arena, &stored, err))
            return false;
        if (strcmp(record_text(stored, "text"), record_text(r, "text")) != 0 || strcmp(record_text(stored, "basis"), record_text(r, "basis")) != 0)
            r->state = "draft";
    }
    if (strcmp(r->state, "draft") == 0 || strcmp(r->state, "proposed") == 0)
        record_clear(r, "approver");
    return true;
}

static bool
ad_check(struct office *o, const struct record *r, struct err *err)
{
    const struct value *from = record_value((struct record *)r, "from_on"), *to = record_value((struct record *)r, "to_on");
    bool approved = strcmp(r->state, "approved") == 0 || strcmp(r->state, "active") == 0;

    (void)o;
    if (from->set && to->set && to->num < from->num)
        return err_field(err, "to_on", _("It cannot end before it begins."));
    if (approved && !record_value((struct record *)r, "approver")->set)
        return err_field(err, "approver", _("Not approved yet: it cannot be put in use (RCP-52)."));
    return !approved || record_num(r, "approver") != record_num(r, "author") ||
           err_field(err, "approver", _("Whoever wrote it does not approve it."));
}

static enum reg_look
ad_look(struct office *o, const struct record *r)
{
    int64_t until = record_num(r, "to_on");

    return strcmp(r->state, "active") == 0 && until && until < office_today(o) ? LOOK_BAD : LOOK_PLAIN;
}

const struct reg ad_copy_register = {
    .name = "ad_copy", .one = N_("Wording of an advertisement"), .many = N_("Wordings of advertisements"), .fields = ad_fields,
    .states = ad_states, .moves = ad_moves, .raises = ad_raises,
    .title = "medium text", .columns = "project medium text from_on to_on approver state", .order = "-id", .search = "text basis note",
    .unique = "project medium text", .saving = ad_saving, .check = ad_check, .look = ad_look, .tips = ad_tips,
};
