#include "data/defect_entry.h"

#include "base/lang.h"
#include "data/complaint.h"
#include "data/registers.h"

#include <string.h>

static const struct field defect_fields[] = {
    { .name = "number", .label = N_("Number"), .headings = "编号|缺陷编号", .kind = FIELD_TEXT, .cols = 14, .readonly = true },
    { .name = "complaint", .label = N_("From the matter"), .headings = "来件编号", .kind = FIELD_REF, .list = "complaint", .cols = 18, .skip = true,
      .hint = N_("The matter it was seen in: it is linked with the entry.") },
    { .name = "moment", .label = N_("Moment"), .headings = "关键时刻|类别", .kind = FIELD_CHOICE, .list = "moment", .cols = 16, .required = true },
    { .name = "name", .label = N_("Defect"), .headings = "缺陷名|缺陷名称", .kind = FIELD_TEXT, .cols = 40, .limit = 100, .required = true },
    { .name = "place", .label = N_("Place"), .headings = "部位|空间部位", .kind = FIELD_CHOICE, .list = "home_place", .cols = 10 },
    { .name = "projects", .label = N_("Projects"), .headings = "涉及项目", .kind = FIELD_TEXT, .cols = 30, .limit = 200 },
    { .name = "homes", .label = N_("Homes concerned"), .headings = "涉及户数|户数", .kind = FIELD_NUMBER, .cols = 6, .min = 1, .max = 999999, .preset = "1" },
    { .name = "first_on", .label = N_("First seen"), .headings = "首次发生", .kind = FIELD_DATE, .preset = "today" },
    { .name = "source", .label = N_("Came from"), .headings = "来源", .kind = FIELD_CHOICE, .list = "defect_source", .cols = 10, .preset = "1" },
    { .name = "cause", .label = N_("Cause"), .headings = "原因", .kind = FIELD_LONG, .rows = 3, .limit = 1000 },
    { .name = "measure", .label = N_("What is bettered"), .headings = "改进措施|措施", .kind = FIELD_LONG, .rows = 3, .limit = 1000 },
    { .name = "role", .label = N_("Bettered by"), .headings = "责任部门", .kind = FIELD_CHOICE, .list = "role", .cols = 16 },
    { .name = "due_on", .label = N_("Due"), .headings = "完成期限|期限", .kind = FIELD_DATE },
    { .name = "lesson", .label = N_("Lesson"), .headings = "教训", .kind = FIELD_LONG, .rows = 2, .limit = 1000, .skip = true },
    { .name = "done_on", .label = N_("Done on"), .headings = "完成日", .kind = FIELD_DATE, .readonly = true },
    { .name = "verified_how", .label = N_("Verified how"), .headings = "验证方式", .kind = FIELD_TEXT, .cols = 40, .limit = 200, .skip = true },
    { .name = "verifier", .label = N_("Verified by"), .headings = "验证人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "verified_on", .label = N_("Verified on"), .headings = "验证日", .kind = FIELD_DATE, .readonly = true },
    { .name = "merged_into", .label = N_("Merged into"), .headings = "并入", .kind = FIELD_REF, .list = "defect_entry", .cols = 18, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state defect_states[] = {
    { "open", N_("to be bettered") }, { "running", N_("being bettered") }, { "done", N_("bettered, to be verified") }, { "verified", N_("verified") },
    { "merged", N_("merged (stage)") }, { 0 }
};

static const struct move defect_moves[] = {
    { .id = "begin", .label = N_("Being bettered"), .from = "open", .to = "running" },
    { .id = "finish", .label = N_("Bettered"), .from = "open running", .to = "done", .date = "done_on" },
    { .id = "verify", .label = N_("Verified"), .from = "done", .to = "verified", .sign = "verifier", .date = "verified_on" },
    { .id = "again", .label = N_("Not bettered, again"), .from = "done verified", .to = "open", .reason = true },
    { 0 }
};

static const struct reg_raise defect_raises[] = {
    { .task = "defect_improvement", .text = N_("Better what is systemic"), .states = "open running", .date = "due_on", .rule = "CMP-41", .role = "cs_dept", .role_of = "role" },
    { 0 }
};

SQL(defect_same_one, "SELECT id FROM defect_entry WHERE moment = ?1 AND coalesce(place, '') = ?2 AND state NOT IN ('verified', 'merged') ORDER BY id LIMIT 1");
SQL(defect_of_complaint, "UPDATE complaint SET defect = ?, entry = ? WHERE id = ?");
SQL(defect_cases_over, "UPDATE complaint SET defect = ?, entry = ? WHERE defect = ?");

int64_t
defect_same(struct office *o, const char *moment_code, const char *place)
{
    struct query q = query_begin(o->store, &defect_same_one);

    query_bind_text(&q, moment_code);
    query_bind_text(&q, place ? place : "");
    return query_number(&q, 0);
}

/* From a matter the rest follows: moment, place, project. */
static bool
from_complaint(struct office *o, struct record *r, struct err *err)
{
    struct record *c;

    if (!record_num(r, "complaint"))
        return true;
    if (!reg_read(o, &complaint_register, record_num(r, "complaint"), r->arena, &c, err))
        return false;
    if (!*record_text(r, "moment"))
        record_set_text(r, "moment", record_text(c, "moment"));
    if (!*record_text(r, "place"))
        record_set_text(r, "place", record_text(c, "place"));
    if (!*record_text(r, "projects") && record_num(c, "project"))
        record_set_text(r, "projects", reg_ref_text(o, "project", record_num(c, "project"), r->arena));
    if (!*record_text(r, "role"))
        record_set_text(r, "role", record_text(c, "department"));
    return true;
}

static bool
defect_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    if (r->id == 0)
        record_set_text(r, "number", arena_strdup(r->arena, number_next(o, a, "QX")));
    return from_complaint(o, r, err);
}

static bool
defect_check(struct office *o, const struct record *r, struct err *err)
{
    struct record *w = (struct record *)r;
    int64_t same = r->id ? 0 : defect_same(o, record_text(r, "moment"), record_text(r, "place"));
    bool working = strcmp(r->state, "running") == 0 || strcmp(r->state, "done") == 0;
    struct arena a = { 0 };

    if (same && *record_text(r, "name")) {
        struct record *other;
        bool twin = reg_read(o, r->reg, same, &a, &other, NULL) && strcmp(record_text(other, "name"), record_text(r, "name")) == 0;
        bool good = !twin || err_field(err, "name", _("%s is the same and still open: add this case there."), record_text(other, "number"));

        arena_free(&a);
        if (!good)
            return false;
    }
    if (working && (!record_value(w, "measure")->set || !record_value(w, "role")->set))
        return err_field(err, record_value(w, "measure")->set ? "role" : "measure", _("What is bettered, and by whom? (CMP-41)"));
    return strcmp(r->state, "verified") != 0 || record_value(w, "verified_how")->set || err_field(err, "verified_how", _("How was it verified?"));
}

static bool
defect_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct query q;

    if (!record_num(r, "complaint"))
        return true;
    action_subject(a, "complaint", record_num(r, "complaint"));
    q = query_begin(o->store, &defect_of_complaint);
    query_bind_int(&q, r->id);
    query_bind_int(&q, a->entry);
    query_bind_int(&q, record_num(r, "complaint"));
    return query_run(&q, err);
}

bool
defect_merge(struct office *o, int64_t keep, int64_t gone, const char *why, struct err *err)
{
    struct action a;
    struct record *k, *g;
    struct query q;

    if (!why || !*why)
        return err_field(err, "why", _("Why are they the same?"));
    if (keep == gone)
        return err_field(err, "other", _("It cannot be merged into itself."));
    if (!office_must(o, "register.defect_entry.edit", "do", err) || !office_begin(o, &a, "defect_entry.merge", 0, err))
        return false;
    if (!reg_read(o, &defect_entry_register, keep, &a.arena, &k, err) || !reg_read(o, &defect_entry_register, gone, &a.arena, &g, err))
        return action_fail(&a);
    record_set_num(k, "homes", record_num(k, "homes") + record_num(g, "homes"));
    if (record_num(g, "first_on") && (!record_num(k, "first_on") || record_num(g, "first_on") < record_num(k, "first_on")))
        record_set_num(k, "first_on", record_num(g, "first_on"));
    g->state = "merged";
    record_set_num(g, "merged_into", keep);
    q = query_begin(o->store, &defect_cases_over);
    query_bind_int(&q, keep);
    query_bind_int(&q, a.entry);
    query_bind_int(&q, gone);
    a.summary = arena_printf(&a.arena, _("%s merged into %s: %s"), record_text(g, "number"), record_text(k, "number"), why);
    if (!query_run(&q, err) || !reg_write(o, &a, g, err) || !reg_write(o, &a, k, err))
        return action_fail(&a);
    return action_commit(&a, err);
}

static const char *const defect_tips[] = {
    N_("What comes three times in thirty days is judged; what is systemic gets an entry, a measure, somebody who does it, and is verified (CMP-25, CMP-41)."),
    N_("Once a quarter the library is sent round by department: report defects (CMP-42)."),
    NULL
};

const struct reg defect_entry_register = {
    .name = "defect_entry", .one = N_("Defect library entry"), .many = N_("Defect library"), .fields = defect_fields, .states = defect_states, .moves = defect_moves,
    .raises = defect_raises, .title = "number name", .columns = "number moment name place homes role due_on state", .order = "-number", .order_set = true,
    .search = "number name cause measure lesson projects", .unique = "moment name place", .subjects = "complaint", .screen = "screen.complaint",
    .saving = defect_saving, .check = defect_check, .saved = defect_saved, .tips = defect_tips, .gone = "merged",
};
