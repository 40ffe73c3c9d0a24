#include "data/registers.h"

#include "base/lang.h"

/* RCP-47: what went wrong with a promise, here or elsewhere, told so that it does not happen again. */
static const struct field case_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .skip = true },
    { .name = "moment", .label = N_("Moment"), .headings = "关键时刻|类别", .kind = FIELD_CHOICE, .list = "moment", .cols = 16, .required = true, .keep_last = true },
    { .name = "title", .label = N_("Title"), .headings = "标题|案例名称", .kind = FIELD_TEXT, .cols = 40, .limit = 80, .required = true },
    { .name = "story", .label = N_("What happened"), .headings = "经过|案情", .kind = FIELD_LONG, .rows = 6, .limit = 3000, .required = true,
      .hint = N_("Without names: it is read by everybody.") },
    { .name = "lesson", .label = N_("Lesson"), .headings = "教训|启示", .kind = FIELD_LONG, .rows = 3, .limit = 1000, .required = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

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
    .title = "title", .columns = "moment title lesson state", .order = "-id", .search = "title story lesson",
    .unique = "title", .tips = case_tips,
};
