#include "data/construction_notice.h"

#include "base/lang.h"
#include "data/registers.h"
#include "data/task.h"

#include <string.h>

static const struct field notice_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "phase", .label = N_("Phase"), .headings = "分期|期次", .kind = FIELD_TEXT, .cols = 20, .limit = 60, .required = true },
    { .name = "begin_on", .label = N_("Begins"), .headings = "开工日", .kind = FIELD_DATE, .required = true },
    { .name = "text", .label = N_("Notice"), .headings = "公告内容|公告", .kind = FIELD_LONG, .rows = 3, .limit = 1000, .hint = N_("What, when, how long, whom to ring.") },
    { .name = "posted_on", .label = N_("Posted on"), .headings = "公告日", .kind = FIELD_DATE },
    { .name = "posted_at", .label = N_("Posted at"), .headings = "公告位置", .kind = FIELD_TEXT, .cols = 30, .limit = 100 },
    { .name = "land_sign_on", .label = N_("Sign on reserved land"), .headings = "预留地标识", .kind = FIELD_DATE },
    { .name = "plan_approval", .label = N_("Approval of the plan"), .headings = "环保认可文号|施工计划文号", .kind = FIELD_TEXT, .cols = 24, .limit = 60, .hint = N_("Number under which the environment office approved the plan.") },
    { .name = "trained_on", .label = N_("Crews trained on"), .headings = "施工队培训", .kind = FIELD_DATE },
    { .name = "owner", .label = N_("Kept by"), .headings = "负责人", .kind = FIELD_REF, .list = "staff", .cols = 12, .preset = "me", .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state notice_states[] = { { "planned", N_("planned") }, { "begun", N_("begun") }, { "finished", N_("finished") }, { 0 } };

static const struct move notice_moves[] = {
    { .id = "begin", .label = N_("Work begins"), .from = "planned", .to = "begun" },
    { .id = "finish", .label = N_("Finished"), .from = "begun", .to = "finished" },
    { .id = "again", .label = N_("Not yet after all"), .from = "begun finished", .to = "planned", .reason = true },
    { 0 }
};

static const struct reg_raise notice_raises[] = {
    { .task = "construction_ready", .text = N_("Post the notice, visit who is disturbed, before the work begins"), .states = "planned", .date = "begin_on",
      .rule = "CMP-36", .role = "project_dept", .person = "owner" },
    { 0 }
};

SQL(disturbed_left, "SELECT count(*) AS all_, coalesce(sum(state = 'to_visit'), 0) AS left_, coalesce(sum(coalesce(move_in_later, 0)), 0) AS later FROM disturbed_home WHERE notice = ?");
SQL(disturbed_homes, "SELECT h.id AS home, (SELECT o.customer FROM ownership o WHERE o.home = h.id AND o.ended_on IS NULL AND o.cancelled_on IS NULL ORDER BY o.id LIMIT 1) AS customer"
                     " FROM home h WHERE h.building = ?1 AND NOT EXISTS (SELECT 1 FROM disturbed_home d WHERE d.notice = ?2 AND d.home = h.id) ORDER BY h.unit, h.room");

static const struct { const char *field, *text; } needed[] = {
    { "posted_on", N_("notice posted") }, { "land_sign_on", N_("sign on reserved land") }, { "plan_approval", N_("approval of the construction plan") }, { "trained_on", N_("training of the crews") },
};

static size_t
notice_remarks(struct office *o, const struct record *r, struct arena *a, char ***lines)
{
    struct query q = query_begin(o->store, &disturbed_left);
    size_t n = 0;

    *lines = arena_alloc(a, (COUNT(needed) + 2) * sizeof **lines);
    for (size_t i = 0; i < COUNT(needed); i++)
        if (!record_value((struct record *)r, needed[i].field)->set)
            (*lines)[n++] = arena_printf(a, _("Still missing: %s"), _(needed[i].text));
    query_bind_int(&q, r->id);
    if (query_next(&q)) {
        int64_t all = query_int(&q, "all_"), left = query_int(&q, "left_"), later = query_int(&q, "later");

        if (all == 0)
            (*lines)[n++] = arena_strdup(a, _("No disturbed home is listed yet: F10, list disturbed homes."));
        else if (left)
            (*lines)[n++] = arena_printf(a, _("Not visited yet: %d of %d homes (MOM-10)"), (int)left, (int)all);
        if (later)
            (*lines)[n++] = arena_printf(a, _("Move in later: %d homes"), (int)later);
    }
    query_end(&q, NULL);
    return n;
}

static enum reg_look
notice_look(struct office *o, const struct record *r)
{
    struct arena a = { 0 };
    char **lines;
    bool short_of = strcmp(r->state, "finished") != 0 && notice_remarks(o, r, &a, &lines) > 0;

    arena_free(&a);
    return short_of ? strcmp(r->state, "begun") == 0 ? LOOK_BAD : LOOK_WARN : LOOK_PLAIN;
}

static const char *const notice_tips[] = {
    N_("Before the work begins: posted for those who live there, reserved land marked, plan approved by the environment office, crews trained (CMP-36)."),
    N_("Everybody who may be disturbed is visited one by one and a measure agreed; who suffers most moves in later."),
    NULL
};

const struct reg construction_notice_register = {
    .name = "construction_notice", .one = N_("Construction notice"), .many = N_("Construction notices"), .fields = notice_fields, .states = notice_states,
    .moves = notice_moves, .raises = notice_raises, .title = "project phase", .columns = "project phase begin_on posted_on plan_approval trained_on state", .order = "-begin_on",
    .order_set = true, .search = "phase text posted_at note", .unique = "project phase", .screen = "screen.complaint", .look = notice_look, .remarks = notice_remarks, .tips = notice_tips,
};

/* ---- the homes ------------------------------------------------------------------------------------------------ */

static const struct field disturbed_fields[] = {
    { .name = "notice", .label = N_("Construction notice"), .headings = "施工公告", .kind = FIELD_REF, .list = "construction_notice", .cols = 20, .required = true, .keep_last = true },
    { .name = "home", .label = N_("Home"), .headings = "房号|房源", .kind = FIELD_REF, .list = "home", .cols = 14, .required = true },
    { .name = "customer", .label = N_("Owner"), .headings = "业主|客户", .kind = FIELD_REF, .list = "customer", .cols = 20 },
    { .name = "degree", .label = N_("Disturbed"), .headings = "受扰程度", .kind = FIELD_CHOICE, .list = "severity", .cols = 8 },
    { .name = "measure", .label = N_("Agreed measure"), .headings = "措施|约定措施", .kind = FIELD_LONG, .rows = 2, .limit = 400 },
    { .name = "visited_on", .label = N_("Visited on"), .headings = "走访日", .kind = FIELD_DATE, .skip = true },
    { .name = "visitor", .label = N_("Visited by"), .headings = "走访人", .kind = FIELD_REF, .list = "staff", .cols = 12, .preset = "me", .skip = true },
    { .name = "move_in_later", .label = N_("Moves in later"), .headings = "晚入住", .kind = FIELD_BOOL, .cols = 4, .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state disturbed_states[] = { { "to_visit", N_("to be visited") }, { "visited", N_("visited") }, { 0 } };

static const struct move disturbed_moves[] = {
    { .id = "visit", .label = N_("Visited"), .from = "to_visit", .to = "visited", .sign = "visitor", .date = "visited_on", .keep_date = true },
    { .id = "again", .label = N_("Visit again"), .from = "visited", .to = "to_visit", .reason = true },
    { 0 }
};

static bool
disturbed_check(struct office *o, const struct record *r, struct err *err)
{
    (void)o;
    return strcmp(r->state, "visited") != 0 || record_value((struct record *)r, "measure")->set || err_field(err, "measure", _("What was agreed with them?"));
}

const struct reg disturbed_home_register = {
    .name = "disturbed_home", .one = N_("Disturbed home"), .many = N_("Disturbed homes"), .fields = disturbed_fields, .states = disturbed_states, .moves = disturbed_moves,
    .title = "home notice", .columns = "notice home customer degree visited_on move_in_later measure state", .order = "id", .search = "measure note", .unique = "notice home",
    .subjects = "customer home", .screen = "screen.complaint", .check = disturbed_check, .tips = notice_tips,
};

static bool
list_building(struct office *o, struct action *a, int64_t notice, int64_t building, int *made, struct err *err)
{
    struct query q = query_begin(o->store, &disturbed_homes);
    struct { int64_t home, customer; } *rows = NULL;
    size_t n = 0, room = 0;

    query_bind_int(&q, building);
    query_bind_int(&q, notice);
    while (query_next(&q)) {
        rows = arena_grow(&a->arena, rows, n, &room, sizeof *rows);
        rows[n].home = query_int(&q, "home");
        rows[n++].customer = query_int(&q, "customer");
    }
    if (!query_end(&q, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct record *r = record_new(o, &disturbed_home_register, &a->arena);

        record_set_num(r, "notice", notice);
        record_set_num(r, "home", rows[i].home);
        if (rows[i].customer)
            record_set_num(r, "customer", rows[i].customer);
        record_clear(r, "visitor");
        if (!reg_write(o, a, r, err))
            return false;
        ++*made;
    }
    return true;
}

bool
construction_list_homes(struct office *o, int64_t notice, const int64_t *buildings, size_t count, int *made, struct err *err)
{
    struct action a;
    struct record *r;

    *made = 0;
    if (!office_must(o, "register.disturbed_home.edit", "do", err) || !office_begin(o, &a, "construction_notice.list", 0, err))
        return false;
    if (!reg_read(o, &construction_notice_register, notice, &a.arena, &r, err))
        return action_fail(&a);
    action_subject(&a, "construction_notice", notice);
    for (size_t i = 0; i < count; i++)
        if (!list_building(o, &a, notice, buildings[i], made, err))
            return action_fail(&a);
    a.summary = arena_printf(&a.arena, _("%d homes to be visited for %s"), *made, record_text(r, "phase"));
    return action_commit(&a, err);
}
