#include "data/registers.h"

#include "base/lang.h"
#include "data/version.h"

#include <string.h>

/* F-019: what is sent or spoken, by version; a message keeps the version it was made of. */
static const struct field template_fields[] = {
    { .name = "code", .label = N_("Code"), .headings = "编号|模板编号", .kind = FIELD_TEXT, .cols = 8, .limit = 12, .required = true },
    { .name = "version", .label = N_("Version"), .headings = "版本|版本号", .kind = FIELD_NUMBER, .cols = 4, .min = 1, .max = 9999, .readonly = true },
    { .name = "name", .label = N_("Title"), .headings = "名称|用途", .kind = FIELD_TEXT, .cols = 20, .limit = 40, .required = true },
    { .name = "channel", .label = N_("Used as"), .headings = "渠道|形式", .kind = FIELD_CHOICE, .list = "template_channel", .required = true },
    { .name = "text", .label = N_("Text"), .headings = "文本|内容|模板", .kind = FIELD_LONG, .rows = 6, .limit = 1000, .required = true,
      .hint = N_("Words in braces are filled in: {customer}, {project}, {date}.") },
    { .name = "from_on", .label = N_("In force since"), .headings = "启用日|启用日期", .kind = FIELD_DATE, .readonly = true },
    { .name = "approver", .label = N_("Approved by"), .headings = "审批人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state template_states[] = {
    { "draft", N_("draft") }, { "proposed", N_("to be approved") }, { "in_force", N_("in force") }, { "retired", N_("retired") }, { 0 }
};

static const struct move template_moves[] = {
    { .id = "propose", .label = N_("Submit"), .from = "draft", .to = "proposed" },
    { .id = "approve", .label = N_("Approve"), .from = "proposed", .to = "in_force", .right = "approve", .sign = "approver", .date = "from_on" },
    { .id = "reject", .label = N_("Reject"), .from = "proposed", .to = "draft", .right = "approve", .reason = true },
    { .id = "retire", .label = N_("Retire"), .from = "in_force", .to = "retired", .reason = true },
    { 0 }
};

static const struct reg_raise template_raises[] = {
    { .task = "approve.template", .text = N_("Approve the template"), .states = "proposed", .warn = "approval.warn",
      .red = "approval.red", .rule = "REC-41", .role = "cs_dept", .approval = true },
    { 0 }
};

static const char *const template_tips[] = {
    N_("Changing a template that is in force begins its next version; messages already made keep their own (F-019)."),
    N_("Approving a version puts it in force and retires the one before."),
    NULL
};

static const struct version_rule template_versions = { .names = "code", .body = "name channel text", .fresh = "version from_on approver" };

/* Braces pair up, are not nested, and hold a name. */
static bool
braces_pair(const char *text)
{
    bool open = false;

    for (const char *p = text; *p; p++) {
        if (*p != '{' && *p != '}')
            continue;
        if ((*p == '{') == open || (*p == '{' && p[1] == '}'))
            return false;
        open = !open;
    }
    return !open;
}

static bool
template_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    (void)a;
    return version_saving(o, r, &template_versions, err);
}

/* Version 1 came with the product. */
static bool
template_check(struct office *o, const struct record *r, struct err *err)
{
    (void)o;
    if (!braces_pair(record_text(r, "text")))
        return err_field(err, "text", _("The braces do not pair up: every { needs a name and a }."));
    return strcmp(r->state, "in_force") != 0 || record_num(r, "version") == 1 || record_value((struct record *)r, "approver")->set ||
           err_field(err, "approver", _("Nothing comes into force that nobody approved."));
}

static bool
template_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    return version_saved(o, a, r, &template_versions, err);
}

const struct reg template_register = {
    .name = "template", .one = N_("Template"), .many = N_("Templates"), .fields = template_fields,
    .states = template_states, .moves = template_moves, .raises = template_raises,
    .title = "code name version", .columns = "code name version channel from_on state", .order = "code", .search = "code name text",
    .unique = "code text", .saving = template_saving, .check = template_check, .saved = template_saved, .tips = template_tips,
};
