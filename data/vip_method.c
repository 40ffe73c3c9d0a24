#include "data/vip_method.h"

#include "base/lang.h"
#include "data/registers.h"
#include "data/version.h"

#include <string.h>

#define STEPS_MOST 30

static const struct field method_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20,
      .hint = N_("Empty: for all of them.") },
    { .name = "title", .label = N_("Name"), .headings = "名称|办法名称", .kind = FIELD_TEXT, .cols = 30, .limit = 60, .required = true },
    { .name = "version", .label = N_("Version"), .headings = "版本|版本号", .kind = FIELD_NUMBER, .cols = 4, .min = 1, .max = 9999, .readonly = true },
    { .name = "steps", .label = N_("Steps"), .headings = "步骤|办法|内容", .kind = FIELD_LONG, .rows = 8, .required = true,
      .hint = N_("One a line: who does what by when. They are ticked one by one.") },
    { .name = "from_on", .label = N_("In force since"), .headings = "启用日|启用日期", .kind = FIELD_DATE, .readonly = true },
    { .name = "approver", .label = N_("Approved by"), .headings = "审批人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state method_states[] = {
    { "draft", N_("draft") }, { "proposed", N_("to be approved") }, { "in_force", N_("in force") }, { "retired", N_("retired") }, { 0 }
};

static const struct move method_moves[] = {
    { .id = "propose", .label = N_("Submit"), .from = "draft", .to = "proposed" },
    { .id = "approve", .label = N_("Approve"), .from = "proposed", .to = "in_force", .right = "approve", .sign = "approver", .date = "from_on" },
    { .id = "reject", .label = N_("Reject"), .from = "proposed", .to = "draft", .right = "approve", .reason = true },
    { .id = "retire", .label = N_("Retire"), .from = "in_force", .to = "retired", .reason = true },
    { 0 }
};

static const struct reg_raise method_raises[] = {
    { .task = "approve.vip_method", .text = N_("Approve the method for important customers"), .states = "proposed", .warn = "approval.warn",
      .red = "approval.red", .rule = "CMP-17", .role = "cs_dept", .approval = true },
    { 0 }
};

static const char *const method_tips[] = {
    N_("Agreed beforehand, not when the telephone rings: the intake shows the steps at once and they are ticked on the matter (CMP-17)."),
    N_("A matter keeps the version that it began with."),
    NULL
};

static const struct version_rule method_versions = { .names = "project", .body = "steps", .fresh = "version from_on approver" };

static bool
method_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    (void)a;
    return version_saving(o, r, &method_versions, err);
}

static bool
method_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    return version_saved(o, a, r, &method_versions, err);
}

const struct reg vip_method_register = {
    .name = "vip_method", .one = N_("Method for important customers"), .many = N_("Methods for important customers"), .fields = method_fields,
    .states = method_states, .moves = method_moves, .raises = method_raises, .title = "title version",
    .columns = "project title version from_on approver state", .order = "-version", .search = "title steps note", .unique = "project title steps",
    .saving = method_saving, .saved = method_saved, .tips = method_tips,
};

bool
vip_method_in_force(struct office *o, int64_t project, struct arena *a, int64_t *id, char ***steps, size_t *n)
{
    struct reg_filter f = { .state = "in_force" };
    struct record *rows[20], *found = NULL;
    size_t count = 0;
    char *copy, *save = NULL;

    *n = 0;
    if (!reg_window(o, &vip_method_register, &f, NULL, false, a, rows, COUNT(rows), &count, NULL))
        return false;
    for (size_t i = 0; i < count; i++) {
        int64_t of = record_num(rows[i], "project");

        if (of == project || (of == 0 && !found))
            found = rows[i];
    }
    if (!found)
        return false;
    *id = found->id;
    *steps = arena_alloc(a, STEPS_MOST * sizeof **steps);
    copy = arena_strdup(a, record_text(found, "steps"));
    for (char *line = strtok_r(copy, "\n", &save); line && *n < STEPS_MOST; line = strtok_r(NULL, "\n", &save))
        (*steps)[(*n)++] = line;
    return true;
}
