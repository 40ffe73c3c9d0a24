/* CMP-34: what the property fees brought and where they went, published month by month (SLA-44, F-438). */
#include "data/registers.h"

#include "base/lang.h"
#include "data/task.h"

#include <stdio.h>
#include <string.h>

static const struct field account_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "period", .label = N_("Month"), .headings = "期次|月份", .kind = FIELD_TEXT, .cols = 8, .limit = 7, .required = true, .hint = N_("2026-11.") },
    { .name = "income", .label = N_("Income"), .headings = "收入", .kind = FIELD_MONEY, .cols = 14 },
    { .name = "expense", .label = N_("Expense"), .headings = "支出", .kind = FIELD_MONEY, .cols = 14 },
    { .name = "published_on", .label = N_("Published on"), .headings = "公开日", .kind = FIELD_DATE },
    { .name = "place", .label = N_("Published at"), .headings = "公开位置|位置", .kind = FIELD_TEXT, .cols = 30, .limit = 100 },
    { .name = "talk_on", .label = N_("Fees explained on"), .headings = "宣讲日", .kind = FIELD_DATE, .skip = true },
    { .name = "talk", .label = N_("What was explained"), .headings = "宣讲内容|费用构成宣讲", .kind = FIELD_LONG, .rows = 2, .limit = 400, .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state account_states[] = { { "due", N_("to be published") }, { "published", N_("published") }, { 0 } };

static const struct move account_moves[] = {
    { .id = "publish", .label = N_("Published"), .from = "due", .to = "published", .date = "published_on", .keep_date = true },
    { .id = "again", .label = N_("To be published again"), .from = "published", .to = "due", .reason = true },
    { 0 }
};

SQL(account_first, "SELECT project AS project, min(period) AS first, (SELECT name FROM project p WHERE p.id = project) AS name FROM property_account"
                   " WHERE ?1 = 0 OR project = ?1 GROUP BY project");
SQL(account_there, "SELECT count(*) FROM property_account WHERE project = ? AND period = ? AND state = 'published'");

static bool
month_of(const char *period, day *first)
{
    struct arena a = { 0 };
    bool good = strlen(period) == 7 && day_parse_iso(arena_printf(&a, "%s-01", period), first);

    arena_free(&a);
    return good;
}

static bool
account_check(struct office *o, const struct record *r, struct err *err)
{
    day first;

    (void)o;
    if (!month_of(record_text(r, "period"), &first))
        return err_field(err, "period", _("A month is written 2026-11."));
    if (strcmp(r->state, "published") != 0)
        return true;
    if (!*record_text(r, "place"))
        return err_field(err, "place", _("Where was it published?"));
    return (record_value((struct record *)r, "income")->set && record_value((struct record *)r, "expense")->set) ||
           err_field(err, record_value((struct record *)r, "income")->set ? "expense" : "income", _("Income and expense are what is published."));
}

/* This month's until its last day, and once it is published the next one's. */
static bool
owe(struct office *o, struct action *a, const struct record *r, day first, struct err *err)
{
    struct civil c = day_civil(first);
    struct task_wish w = { .about = "project", .matter = record_num(r, "project"), .turn = c.year * 100 + c.month, .project = record_num(r, "project") };

    w.text = arena_printf(&a->arena, _("Publish the property accounts of %04d-%02d"), c.year, c.month);
    w.due = w.anchor = moment_at(day_add_months(first, 1), 0, o->zone);
    return event_raise(o, a, "month.begin", "property_accounts", &w, err);
}

static bool
account_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    day first;

    if (!month_of(record_text(r, "period"), &first))
        return true;
    if (strcmp(r->state, "published") != 0)
        return owe(o, a, r, first, err);
    return event_end(o, a, "accounts.publish", "project", record_num(r, "project"), record_text(r, "period"), err) &&
           owe(o, a, r, day_add_months(first, 1), err);
}

static size_t
missing_of(struct office *o, int64_t project, const char *name, day first, struct arena *a, char **lines, size_t max)
{
    day today = office_today(o);
    size_t n = 0;

    for (day m = first; n < max && day_add_months(m, 1) <= today; m = day_add_months(m, 1)) {
        struct civil c = day_civil(m);
        struct query q = query_begin(o->store, &account_there);

        query_bind_int(&q, project);
        query_bind_text(&q, arena_printf(a, "%04d-%02d", c.year, c.month));
        if (query_number(&q, 0) == 0)
            lines[n++] = arena_printf(a, _("%s: the property accounts of %04d-%02d were not published"), name, c.year, c.month);
    }
    return n;
}

static size_t
account_gaps(struct office *o, day from, day to, struct arena *a, char ***lines)
{
    struct { int64_t project; char *first, *name; } rows[50];
    struct query q = query_begin(o->store, &account_first);
    size_t n = 0, count = 0;

    (void)from;
    (void)to;
    *lines = arena_alloc(a, 200 * sizeof **lines);
    query_bind_int(&q, o->project);
    while (count < COUNT(rows) && query_next(&q)) {
        rows[count].project = query_int(&q, "project");
        rows[count].first = query_text(&q, "first", a);
        rows[count++].name = query_text(&q, "name", a);
    }
    query_end(&q, NULL);
    for (size_t i = 0; i < count; i++) {
        day first;

        if (month_of(rows[i].first, &first))
            n += missing_of(o, rows[i].project, rows[i].name, first, a, *lines + n, 200 - n);
    }
    return n;
}

static const char *const account_tips[] = { N_("Each month: how much came in, what it was spent on, where it hangs (CMP-34). A month that is missing is told on the desk."), NULL };

const struct reg property_account_register = {
    .name = "property_account", .one = N_("Property accounts of a month"), .many = N_("Property accounts"), .fields = account_fields, .states = account_states,
    .moves = account_moves, .title = "project period", .columns = "project period income expense published_on place talk_on state", .order = "-period", .order_set = true,
    .search = "period place talk note", .unique = "project period", .screen = "screen.complaint", .check = account_check, .saved = account_saved, .gaps = account_gaps,
    .tips = account_tips,
};
