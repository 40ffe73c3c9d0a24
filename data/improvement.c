#include "data/registers.h"

#include "base/lang.h"

#include <stdlib.h>
#include <string.h>

/* RCP-64: what is changed in the procedures because of what customers ask for. */
static bool
is_month(const char *text)
{
    day d;
    struct arena a = { 0 };
    bool good = strlen(text) == 7 && day_parse_iso(arena_printf(&a, "%s-01", text), &d);

    arena_free(&a);
    return good;
}

static const struct field improvement_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .keep_last = true },
    { .name = "month", .label = N_("Found in month"), .headings = "月份|分析月份", .kind = FIELD_TEXT, .cols = 8, .limit = 7,
      .hint = N_("The month whose figures showed it: 2026-11, or 11; empty: this month.") },
    { .name = "found", .label = N_("What customers want"), .headings = "发现|客户需要", .kind = FIELD_LONG, .rows = 3, .required = true,
      .hint = N_("With its figures: so many of so many named it.") },
    { .name = "change", .label = N_("What is changed"), .headings = "改进|流程改进", .kind = FIELD_LONG, .rows = 3, .required = true },
    { .name = "role", .label = N_("Done by"), .headings = "责任角色|责任部门", .kind = FIELD_CHOICE, .list = "role", .cols = 16 },
    { .name = "due_on", .label = N_("Due"), .headings = "期限|完成期限", .kind = FIELD_DATE },
    { .name = "done_on", .label = N_("Done on"), .headings = "完成日", .kind = FIELD_DATE, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state improvement_states[] = {
    { "planned", N_("planned") }, { "done", N_("done") }, { "dropped", N_("dropped") }, { 0 }
};

static const struct move improvement_moves[] = {
    { .id = "finish", .label = N_("Done"), .from = "planned", .to = "done", .date = "done_on" },
    { .id = "drop", .label = N_("Drop"), .from = "planned", .to = "dropped", .reason = true },
    { .id = "again", .label = N_("Plan again"), .from = "done dropped", .to = "planned", .reason = true },
    { 0 }
};

static const struct reg_raise improvement_raises[] = {
    { .task = "improvement.finish", .text = N_("Change what customers asked for"), .states = "planned", .date = "due_on",
      .rule = "RCP-64", .role = "site_sales_manager", .plan = true },
    { 0 }
};

static bool
improvement_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    (void)o;
    (void)a;
    (void)err;
    if (strcmp(r->state, "planned") == 0)
        record_clear(r, "done_on");
    return true;
}

/* "11" is November of this year; nothing, the month that runs. */
static void
improvement_tidy(struct office *o, struct record *r)
{
    const char *typed = record_text(r, "month");
    struct civil today = day_civil(office_today(o));
    int month = *typed ? atoi(typed) : today.month;

    if (strspn(typed, "0123456789") == strlen(typed) && strlen(typed) <= 2 && month >= 1 && month <= 12)
        record_set_text(r, "month", arena_printf(r->arena, "%04d-%02d", today.year, month));
}

static bool
improvement_check(struct office *o, const struct record *r, struct err *err)
{
    (void)o;
    return is_month(record_text(r, "month")) || err_field(err, "month", _("A month is written like 2026-11, or as its number alone."));
}

static const char *const improvement_tips[] = {
    N_("The needs analysis (F8) shows month by month what customers care about and why they do not buy (RCP-64)."),
    N_("Note the figure that led to the change: later months show whether it helped."),
    NULL
};

const struct reg improvement_register = {
    .name = "improvement", .one = N_("Improvement"), .many = N_("Improvements"), .fields = improvement_fields,
    .states = improvement_states, .moves = improvement_moves, .raises = improvement_raises,
    .title = "month change", .columns = "month found change role due_on state", .order = "-month", .search = "found change note",
    .unique = "project month change", .tidy = improvement_tidy, .check = improvement_check,
    .saving = improvement_saving, .tips = improvement_tips,
};
