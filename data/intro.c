#include "data/registers.h"

#include "base/lang.h"
#include "data/version.h"

#include <string.h>

/* RCP-07: the introduction of a project that every first caller hears. */
static const struct field intro_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "version", .label = N_("Version"), .headings = "版本|版本号", .kind = FIELD_NUMBER, .cols = 4, .min = 1, .max = 9999, .readonly = true },
    { .name = "text", .label = N_("Text"), .headings = "介绍词|内容", .kind = FIELD_LONG, .rows = 8, .required = true,
      .hint = N_("As it is spoken: what anybody may say of the project.") },
    { .name = "from_on", .label = N_("In force since"), .headings = "启用日|启用日期", .kind = FIELD_DATE, .readonly = true },
    { .name = "approver", .label = N_("Approved by"), .headings = "审批人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state intro_states[] = {
    { "draft", N_("draft") }, { "proposed", N_("to be approved") }, { "in_force", N_("in force") }, { "retired", N_("retired") }, { 0 }
};

static const struct move intro_moves[] = {
    { .id = "propose", .label = N_("Submit"), .from = "draft", .to = "proposed" },
    { .id = "approve", .label = N_("Approve"), .from = "proposed", .to = "in_force", .right = "approve", .sign = "approver", .date = "from_on" },
    { .id = "reject", .label = N_("Reject"), .from = "proposed", .to = "draft", .right = "approve", .reason = true },
    { .id = "retire", .label = N_("Retire"), .from = "in_force", .to = "retired", .reason = true },
    { 0 }
};

static const struct reg_raise intro_raises[] = {
    { .task = "approve.intro", .text = N_("Approve the introduction"), .states = "proposed", .warn = "approval.warn",
      .red = "approval.red", .rule = "RCP-07", .role = "cs_dept", .approval = true },
    { 0 }
};

static const char *const intro_tips[] = {
    N_("Approving a version puts it in force and retires the one before; each call notes the version it used (RCP-07)."),
    N_("A project without an introduction in force cannot open its sales."),
    NULL
};

static const struct version_rule intro_versions = { .names = "project", .body = "text", .fresh = "version from_on approver" };

static bool
intro_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    (void)a;
    return version_saving(o, r, &intro_versions, err);
}

static bool
intro_check(struct office *o, const struct record *r, struct err *err)
{
    (void)o;
    return strcmp(r->state, "in_force") != 0 || record_value((struct record *)r, "approver")->set ||
           err_field(err, "approver", _("Nothing comes into force that nobody approved."));
}

static bool
intro_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    return version_saved(o, a, r, &intro_versions, err);
}

const struct reg intro_register = {
    .name = "intro", .one = N_("Introduction"), .many = N_("Introductions"), .fields = intro_fields,
    .states = intro_states, .moves = intro_moves, .raises = intro_raises,
    .title = "project version", .columns = "project version from_on approver state", .order = "-version", .search = "text note",
    .unique = "project text", .saving = intro_saving, .check = intro_check, .saved = intro_saved, .tips = intro_tips,
};
