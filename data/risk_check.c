#include "data/risk_check.h"

#include "base/lang.h"
#include "data/content.h"
#include "data/lines.h"
#include "data/registers.h"
#include "data/task.h"

#include <string.h>

#define HIGH "3"            /* code of risk_level; codes never change */

static const struct field risk_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "item", .label = N_("Looked at"), .headings = "检查项", .kind = FIELD_CHOICE, .list = "risk_item", .cols = 16, .required = true },
    { .name = "risk", .label = N_("Risk"), .headings = "风险|风险等级", .kind = FIELD_CHOICE, .list = "risk_level", .cols = 4 },
    { .name = "finding", .label = N_("What was found"), .headings = "问题|发现问题", .kind = FIELD_LONG, .rows = 3,
      .hint = N_("Empty where all is in order.") },
    { .name = "role", .label = N_("Mended by"), .headings = "责任部门", .kind = FIELD_CHOICE, .list = "role", .cols = 14 },
    { .name = "due_on", .label = N_("To be mended by"), .headings = "整改期限", .kind = FIELD_DATE },
    { .name = "done_on", .label = N_("Mended on"), .headings = "完成日", .kind = FIELD_DATE, .readonly = true },
    { .name = "reviewer", .label = N_("Reviewed by"), .headings = "复查人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "reviewed_on", .label = N_("Reviewed on"), .headings = "复查日", .kind = FIELD_DATE, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state risk_states[] = {
    { "unchecked", N_("not looked at") }, { "clear", N_("in order") }, { "open", N_("to be mended") },
    { "fixed", N_("mended, to be reviewed") }, { "closed", N_("reviewed and closed") }, { 0 }
};

static const struct move risk_moves[] = {
    { .id = "clear", .label = N_("All in order"), .from = "unchecked", .to = "clear" },
    { .id = "find", .label = N_("Something found"), .from = "unchecked clear closed", .to = "open" },
    { .id = "fix", .label = N_("Mended"), .from = "open", .to = "fixed", .date = "done_on" },
    { .id = "review", .label = N_("Reviewed, closed"), .from = "fixed", .to = "closed", .right = "review", .sign = "reviewer", .date = "reviewed_on" },
    { .id = "return", .label = N_("Not mended yet"), .from = "fixed", .to = "open", .right = "review", .reason = true },
    { 0 }
};

static const struct reg_raise risk_raises[] = {
    { .task = "risk.fix", .text = N_("Mend what the risk check found"), .states = "open", .date = "due_on", .rule = "RCP-43",
      .role = "marketing_dept", .role_of = "role" },
    { .task = "approve.risk_check", .text = N_("Review what was mended"), .states = "fixed", .warn = "approval.warn",
      .red = "approval.red", .rule = "RCP-43", .role = "cs_dept", .approval = true },
    { 0 }
};

static const char *const risk_tips[] = {
    N_("The day of opening makes the list; all of it is to be looked at by 24:00 seven days before (SLA-13)."),
    N_("What is found has a department, a day, and somebody else who reviews it; a high risk keeps the opening red until then."),
    NULL
};

SQL(risk_sums, "SELECT count(*) AS items, coalesce(sum(state <> 'unchecked'), 0) AS looked_at, coalesce(sum(state IN ('open', 'fixed')), 0) AS open,"
               " coalesce(sum(state IN ('open', 'fixed') AND risk = '3'), 0) AS high FROM risk_check WHERE project = ?");
SQL(risk_high_ones, "SELECT item, coalesce(finding, '') AS finding FROM risk_check WHERE project = ? AND state IN ('open', 'fixed') AND risk = '3' ORDER BY item");
SQL(risk_row, "SELECT count(*) FROM risk_check WHERE project = ? AND item = ?");

struct risk_counts
risk_counts(struct office *o, int64_t project)
{
    struct query q = query_begin(o->store, &risk_sums);
    struct risk_counts c = { 0 };

    query_bind_int(&q, project);
    if (query_next(&q))
        c = (struct risk_counts){ (size_t)query_int(&q, "items"), (size_t)query_int(&q, "looked_at"), (size_t)query_int(&q, "open"),
                                  (size_t)query_int(&q, "high") };
    query_end(&q, NULL);
    return c;
}

bool
risk_settled(const struct risk_counts *c)
{
    return c->items > 0 && c->looked_at == c->items && c->open == 0;
}

size_t
risk_high(struct office *o, int64_t project, struct arena *a, char ***lines)
{
    struct query q = query_begin(o->store, &risk_high_ones);
    struct said said = { 0 };

    query_bind_int(&q, project);
    while (query_next(&q)) {
        char *item = query_text(&q, "item", a), *finding = query_text(&q, "finding", a);

        said_add(&said, a, arena_printf(a, _("High risk open: %s: %s"), office_code_text(o, "risk_item", item), finding));
    }
    query_end(&q, NULL);
    *lines = said.text;
    return said.count;
}

/* ---- making the list -------------------------------------------------------------------------- */

static bool
has_row(struct office *o, int64_t project, const char *item)
{
    struct query q = query_begin(o->store, &risk_row);

    query_bind_int(&q, project);
    query_bind_text(&q, item);
    return query_number(&q, 0) > 0;
}

bool
risk_write(struct office *o, struct action *a, int64_t project, struct err *err)
{
    struct content_table t = content_table("risk_check.csv", &a->arena);

    for (size_t i = 0; i < t.rows; i++) {
        const char *item = content_cell(&t, i, "code");
        bool high = strcmp(content_cell(&t, i, "high"), "1") == 0;
        struct record *r;

        if (has_row(o, project, item))
            continue;
        r = record_new(o, &risk_check_register, &a->arena);
        record_set_num(r, "project", project);
        record_set_text(r, "item", item);
        record_set_text(r, "risk", high ? HIGH : "2");
        record_set_text(r, "role", role_get(o, content_cell(&t, i, "department"))->code);
        record_set_text(r, "note", content_cell(&t, i, "look_at"));
        if (!reg_write(o, a, r, err))
            return false;
    }
    return true;
}

bool
risk_make(struct office *o, int64_t project, struct err *err)
{
    struct action a;
    struct record *p;

    if (!office_must(o, "register.risk_check.edit", "do", err) || !office_begin(o, &a, "risk.make", 0, err))
        return false;
    if (!reg_read(o, &project_register, project, &a.arena, &p, err) || !risk_write(o, &a, project, err))
        return action_fail(&a);
    action_subject(&a, "project", project);
    a.summary = arena_printf(&a.arena, _("Risk check before opening: list made for %s"), record_text(p, "name"));
    return action_commit(&a, err);
}

/* ---- one of them --------------------------------------------------------------------------------- */

/* What is open again is mended and reviewed again. */
static bool
risk_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    (void)o;
    (void)a;
    (void)err;
    if (strcmp(r->state, "fixed") != 0 && strcmp(r->state, "closed") != 0)
        record_clear(r, "done_on");
    if (strcmp(r->state, "closed") != 0) {
        record_clear(r, "reviewer");
        record_clear(r, "reviewed_on");
    }
    return true;
}

static bool
risk_check(struct office *o, const struct record *r, struct err *err)
{
    static const char *const wanted[] = { "risk", "finding", "role", "due_on" };

    if (!reg_alone(o, r, "item", err))
        return false;
    if (strcmp(r->state, "unchecked") == 0 || strcmp(r->state, "clear") == 0)
        return true;
    for (size_t i = 0; i < COUNT(wanted); i++)
        if (!record_value((struct record *)r, wanted[i])->set)
            return err_field(err, wanted[i], _("What is found needs its risk, what it is, who mends it and by when."));
    return strcmp(r->state, "closed") != 0 || record_value((struct record *)r, "reviewer")->set ||
           err_field(err, "reviewer", _("It is closed by whoever reviewed it."));
}

static bool
risk_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct risk_counts c = risk_counts(o, record_num(r, "project"));

    return !risk_settled(&c) || event_end(o, a, "risk_check.close", "project", record_num(r, "project"), _("All looked at, nothing open"), err);
}

static enum reg_look
risk_look(struct office *o, const struct record *r)
{
    bool open = strcmp(r->state, "open") == 0 || strcmp(r->state, "fixed") == 0;
    int64_t due = record_num(r, "due_on");

    if (open && (strcmp(record_text(r, "risk"), HIGH) == 0 || (due && due < office_today(o))))
        return LOOK_BAD;
    return open || strcmp(r->state, "unchecked") == 0 ? LOOK_WARN : LOOK_PLAIN;
}

const struct reg risk_check_register = {
    .name = "risk_check", .one = N_("Item of the risk check"), .many = N_("Risk check before opening"), .fields = risk_fields,
    .states = risk_states, .moves = risk_moves, .raises = risk_raises,
    .title = "item", .columns = "project item risk finding role due_on reviewer state", .order = "item", .search = "finding note",
    .unique = "project item", .saving = risk_saving, .check = risk_check, .saved = risk_saved, .look = risk_look, .tips = risk_tips,
};
