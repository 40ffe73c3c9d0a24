#include "data/registers.h"

#include "base/lang.h"
#include "data/complaint.h"

#include <stdlib.h>

/* RCP-47: what went wrong with a promise, here or elsewhere, told so that it does not happen again. */
static const struct field case_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .skip = true },
    { .name = "moment", .label = N_("Moment"), .headings = "关键时刻|类别", .kind = FIELD_CHOICE, .list = "moment", .cols = 16, .required = true, .keep_last = true },
    { .name = "title", .label = N_("Title"), .headings = "标题|案例名称", .kind = FIELD_TEXT, .cols = 40, .limit = 80, .required = true },
    { .name = "story", .label = N_("What happened"), .headings = "经过|案情", .kind = FIELD_LONG, .rows = 6, .limit = 3000, .required = true,
      .hint = N_("Without names: it is read by everybody.") },
    { .name = "complaint", .label = N_("Matter"), .headings = "来件编号|投诉编号", .kind = FIELD_REF, .list = "complaint", .cols = 18, .skip = true },
    { .name = "phase", .label = N_("Phase"), .headings = "适用阶段|阶段", .kind = FIELD_CHOICE, .list = "moment_phase", .cols = 8, .skip = true,
      .hint = N_("Empty: the phase of the moment.") },
    { .name = "cause", .label = N_("Cause"), .headings = "原因", .kind = FIELD_LONG, .rows = 2, .limit = 1000, .skip = true },
    { .name = "handling", .label = N_("How it was handled"), .headings = "处理", .kind = FIELD_LONG, .rows = 2, .limit = 1000, .skip = true },
    { .name = "lesson", .label = N_("Lesson"), .headings = "教训|启示", .kind = FIELD_LONG, .rows = 3, .limit = 1000, .required = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

/* Design 1-5, works 6-11, sale 12-19, moving in 20-25, property 26-30. */
static const char *
phase_of(const char *moment_code)
{
    int n = atoi(moment_code);

    return n <= 5 ? "1" : n <= 11 ? "2" : n <= 19 ? "3" : n <= 25 ? "4" : "5";
}

static bool
case_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    struct record *c;

    (void)a;
    if (record_num(r, "complaint") && !*record_text(r, "moment")) {
        if (!reg_read(o, &complaint_register, record_num(r, "complaint"), r->arena, &c, err))
            return false;
        record_set_text(r, "moment", record_text(c, "moment"));
    }
    if (!*record_text(r, "phase") && *record_text(r, "moment"))
        record_set_text(r, "phase", phase_of(record_text(r, "moment")));
    return true;
}

static const struct reg_state case_states[] = { { "active", N_("in use") }, { "retired", N_("retired") }, { 0 } };

static const struct move case_moves[] = {
    { .id = "retire", .label = N_("Retire"), .from = "active", .to = "retired", .reason = true },
    { .id = "use", .label = N_("Use again"), .from = "retired", .to = "active" },
    { 0 }
};

static const char *const case_tips[] = {
    N_("Cases stand beside the answers: the reception and every training find them by a word or its initials (RCP-47)."),
    NULL
};

const struct reg case_study_register = {
    .name = "case_study", .one = N_("Case"), .many = N_("Cases"), .fields = case_fields, .states = case_states, .moves = case_moves,
    .title = "title", .columns = "moment phase title lesson state", .order = "-id", .search = "title story cause handling lesson",
    .saving = case_saving,
    .unique = "title", .tips = case_tips,
};
