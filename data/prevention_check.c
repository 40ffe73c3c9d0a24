#include "data/prevention_check.h"

#include "base/lang.h"
#include "data/playbook.h"
#include "data/registers.h"

#include <string.h>

#define TO_MEND "2"             /* code of the list prevention_result */

static const struct field check_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "moment", .label = N_("Moment"), .headings = "关键时刻|类别", .kind = FIELD_CHOICE, .list = "moment", .cols = 16, .required = true },
    { .name = "place", .label = N_("Point"), .headings = "要点序号|序号", .kind = FIELD_NUMBER, .cols = 3, .min = 1, .max = 99, .required = true },
    { .name = "round", .label = N_("Round"), .headings = "批次|检查批次", .kind = FIELD_TEXT, .cols = 16, .limit = 40, .required = true },
    { .name = "text", .label = N_("What prevents it"), .headings = "防范要点|要点", .kind = FIELD_LONG, .rows = 2, .required = true },
    { .name = "result", .label = N_("Result"), .headings = "结果", .kind = FIELD_CHOICE, .list = "prevention_result", .cols = 10 },
    { .name = "finding", .label = N_("What was found"), .headings = "问题|发现问题", .kind = FIELD_LONG, .rows = 2, .limit = 400 },
    { .name = "role", .label = N_("Mended by"), .headings = "责任部门", .kind = FIELD_CHOICE, .list = "role", .cols = 14, .skip = true },
    { .name = "due_on", .label = N_("To be mended by"), .headings = "整改期限", .kind = FIELD_DATE, .skip = true },
    { .name = "done_on", .label = N_("Mended on"), .headings = "完成日", .kind = FIELD_DATE, .readonly = true },
    { .name = "checker", .label = N_("Checked by"), .headings = "检查人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "checked_on", .label = N_("Checked on"), .headings = "检查日", .kind = FIELD_DATE, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state check_states[] = { { "unchecked", N_("not looked at") }, { "clear", N_("in order") }, { "open", N_("to be mended") }, { "closed", N_("mended") }, { 0 } };

static const struct move check_moves[] = {
    { .id = "clear", .label = N_("In order"), .from = "unchecked open", .to = "clear", .sign = "checker", .date = "checked_on" },
    { .id = "find", .label = N_("Something found"), .from = "unchecked clear", .to = "open", .sign = "checker", .date = "checked_on" },
    { .id = "mend", .label = N_("Mended"), .from = "open", .to = "closed", .date = "done_on" },
    { .id = "again", .label = N_("Look again"), .from = "clear closed", .to = "unchecked", .reason = true },
    { 0 }
};

static const struct reg_raise check_raises[] = {
    { .task = "prevention.mend", .text = N_("Mend what the prevention check found"), .states = "open", .date = "due_on", .rule = "PRIN-03", .role = "cs_dept", .role_of = "role" },
    { 0 }
};

SQL(check_there, "SELECT count(*) FROM prevention_check WHERE project = ? AND moment = ? AND place = ? AND round = ?");

/* A result typed in is a state too: both ways of answering are one. */
static bool
check_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    const char *result = record_text(r, "result");

    (void)a;
    (void)err;
    if (strcmp(r->state, "unchecked") == 0 && *result) {
        r->state = strcmp(result, TO_MEND) == 0 ? "open" : "clear";
        record_set_num(r, "checked_on", office_today(o));
        if (o->staff)
            record_set_num(r, "checker", o->staff);
    }
    if (strcmp(r->state, "open") == 0)
        record_set_text(r, "result", TO_MEND);
    else if (strcmp(r->state, "clear") == 0 && (!*result || strcmp(result, TO_MEND) == 0))
        record_set_text(r, "result", "1");
    return true;
}

static bool
check_check(struct office *o, const struct record *r, struct err *err)
{
    static const char *const wanted[] = { "finding", "role", "due_on" };

    (void)o;
    for (size_t i = 0; strcmp(r->state, "open") == 0 && i < COUNT(wanted); i++)
        if (!record_value((struct record *)r, wanted[i])->set)
            return err_field(err, wanted[i], _("What was found, who mends it, and by when?"));
    return true;
}

static enum reg_look
check_look(struct office *o, const struct record *r)
{
    (void)o;
    return strcmp(r->state, "open") == 0 ? LOOK_BAD : strcmp(r->state, "unchecked") == 0 ? LOOK_WARN : LOOK_PLAIN;
}

static const char *const check_tips[] = {
    N_("One failure takes a dozen successes to make up for: prevention comes before repair (PRIN-03)."),
    N_("F10, make a prevention check: all thirty moments or one; printed it serves a training."),
    NULL
};

const struct reg prevention_check_register = {
    .name = "prevention_check", .one = N_("Prevention point"), .many = N_("Prevention checks"), .fields = check_fields, .states = check_states, .moves = check_moves,
    .raises = check_raises, .title = "moment place round", .columns = "moment place text round state due_on", .order = "id", .search = "round text finding note",
    .unique = "project moment place round", .screen = "screen.complaint", .saving = check_saving, .check = check_check, .look = check_look, .tips = check_tips,
};

static bool
make_moment(struct office *o, struct action *a, int64_t project, const char *code, const char *round, int *made, struct err *err)
{
    struct playbook_line *lines;
    size_t n = playbook_steps(code, "prevent", &a->arena, &lines);

    for (size_t i = 0; i < n; i++) {
        struct query q = query_begin(o->store, &check_there);
        struct record *r;

        query_bind_int(&q, project);
        query_bind_text(&q, code);
        query_bind_int(&q, lines[i].place);
        query_bind_text(&q, round);
        if (query_number(&q, 0) > 0)
            continue;
        r = record_new(o, &prevention_check_register, &a->arena);
        record_set_num(r, "project", project);
        record_set_text(r, "moment", code);
        record_set_num(r, "place", lines[i].place);
        record_set_text(r, "round", round);
        record_set_text(r, "text", lines[i].text);
        if (*lines[i].rule)
            record_set_text(r, "note", lines[i].rule);
        if (!reg_write(o, a, r, err))
            return false;
        ++*made;
    }
    return true;
}

bool
prevention_make(struct office *o, int64_t project, const char *moment_code, const char *round, int *made, struct err *err)
{
    const struct option_list *all = office_list(o, "moment");
    struct action a;

    *made = 0;
    if (!project)
        return err_field(err, "project", _("Of which project?"));
    if (!round || !*round)
        return err_field(err, "round", _("Give the check list a name: the day, or the training."));
    if (!office_must(o, "register.prevention_check.edit", "do", err) || !office_begin(o, &a, "prevention_check.make", 0, err))
        return false;
    for (size_t i = 0; all && i < all->count; i++)
        if ((!moment_code || strcmp(all->options[i].code, moment_code) == 0) &&
            !make_moment(o, &a, project, all->options[i].code, round, made, err))
            return action_fail(&a);
    action_subject(&a, "project", project);
    a.summary = arena_printf(&a.arena, _("Prevention check %s: %d points"), round, *made);
    return action_commit(&a, err);
}
