/* Exports: what each kind of list has in its columns. */
#include "data/customer.h"
#include "data/export_private.h"
#include "data/policy.h"
#include "data/task.h"

#include "base/idcard.h"
#include "base/lang.h"

#include <string.h>

#define WINDOW 500

/* ---- registers --------------------------------------------------------------------------------- */

static enum export_type
type_of(enum field_kind kind)
{
    switch (kind) {
    case FIELD_NUMBER:
        return EXPORT_NUMBER;
    case FIELD_BOOL:
        return EXPORT_BOOL;
    case FIELD_MONEY:
    case FIELD_AREA:
    case FIELD_DATE:
    case FIELD_MOMENT:
    case FIELD_CLOCK:
    case FIELD_PHONE:
    case FIELD_IDCARD:
        return EXPORT_CODE;
    default:
        return EXPORT_TEXT;
    }
}

void
export_register_columns(struct export *ex)
{
    char **keys, **heads;
    size_t n = reg_export_head(ex->o, ex->reg, true, &ex->arena, &keys), fields = field_count(ex->reg->fields);

    reg_export_head(ex->o, ex->reg, false, &ex->arena, &heads);
    for (size_t i = 0; i < n; i++)
        export_column(ex, keys[i], heads[i], i == 0 ? EXPORT_NUMBER : i <= fields ? type_of(ex->reg->fields[i - 1].kind) : EXPORT_TEXT);
}

static bool
register_columns(struct export *ex, struct err *err)
{
    (void)err;
    export_register_columns(ex);
    return true;
}

/* Every record of the register to row, in windows by key. */
static bool
each_record(struct export *ex, bool (*row)(struct export *ex, const struct record *r, char **cells, struct err *err), struct err *err)
{
    struct arena a = { 0 };
    struct reg_key from;
    size_t n = 0;
    bool first = true, good;

    do {
        struct record *rows[WINDOW];
        struct arena window = { 0 };

        good = reg_window(ex->o, ex->reg, ex->wish->filter, first ? NULL : &from, false, &window, rows, WINDOW, &n, err);
        for (size_t i = 0; good && i < n; i++) {
            char **cells;

            reg_export_row(ex->o, rows[i], ex->wish->masked ? REG_MASKED : REG_PLAIN, &ex->row_arena, &cells);
            good = row(ex, rows[i], cells, err);
        }
        if (good && n) {
            from = reg_key_of(rows[n - 1]);
            arena_reset(&a);
            from.text = arena_strdup(&a, from.text);
        }
        first = false;
        arena_free(&window);
    } while (good && n == WINDOW);
    arena_free(&a);
    return good;
}

static bool
register_row(struct export *ex, const struct record *r, char **cells, struct err *err)
{
    (void)r;
    return export_row(ex, (const char *const *)cells, err);
}

static bool
register_stream(struct export *ex, struct err *err)
{
    return each_record(ex, register_row, err);
}

const struct export_kind export_register = { .name = "register", .columns = register_columns, .stream = register_stream };

/* ---- homes: the building by its own name, so that an import takes it ---------------------------------- */

static bool
home_row(struct export *ex, const struct record *r, char **cells, struct err *err)
{
    const char *code = record_text(r, "code");
    int building = field_index(r->reg->fields, "building");

    cells[building + 1] = arena_strndup(&ex->row_arena, code, strcspn(code, "-"));
    return export_row(ex, (const char *const *)cells, err);
}

static bool
homes_stream(struct export *ex, struct err *err)
{
    return each_record(ex, home_row, err);
}

const struct export_kind export_homes = { .name = "homes", .reg = "home", .columns = register_columns, .stream = homes_stream };

/* ---- customers: id, name, the phones, everything else --------------------------------------------------- */

enum { BEFORE_PHONES = 2, PHONES = 2 };

static const struct field phone_fields[] = {
    { .name = "phone", .label = N_("Phone"), .headings = "手机" },
    { .name = "phones", .label = N_("Further phones"), .headings = "全部电话" },
};

static bool
customer_columns(struct export *ex, struct err *err)
{
    struct export_column *c;

    (void)err;
    export_register_columns(ex);
    ex->ncolumns += PHONES;
    c = ex->columns + BEFORE_PHONES;
    memmove(c + PHONES, c, (ex->ncolumns - PHONES - BEFORE_PHONES) * sizeof *c);
    for (int i = 0; i < PHONES; i++)
        c[i] = (struct export_column){ phone_fields[i].name, reg_export_heading(&ex->arena, &phone_fields[i]), i ? EXPORT_LIST : EXPORT_CODE };
    return true;
}

static char *
all_phones(struct export *ex, int64_t customer, char **first, struct err *err)
{
    struct customer_phone *phones;
    size_t n;
    char *all = "";

    *first = "";
    if (!customer_phones(ex->o, customer, &ex->row_arena, &phones, &n, err))
        return NULL;
    for (size_t i = 0; i < n; i++) {
        char *shown = export_phone(ex, phones[i].number);

        if (i == 0)
            *first = shown;
        all = arena_printf(&ex->row_arena, "%s%s%s", all, i ? "/" : "", shown);
    }
    return all;
}

static bool
customer_row(struct export *ex, const struct record *r, char **cells, struct err *err)
{
    char **wide = arena_alloc(&ex->row_arena, ex->ncolumns * sizeof *wide), *first, *all;

    if (customer_now(ex->o, r->id) != r->id)
        return true;            /* merged into another, who is in the list */
    all = all_phones(ex, r->id, &first, err);
    if (!all)
        return false;
    memcpy(wide, cells, BEFORE_PHONES * sizeof *wide);
    wide[BEFORE_PHONES] = first;
    wide[BEFORE_PHONES + 1] = all;
    memcpy(wide + BEFORE_PHONES + PHONES, cells + BEFORE_PHONES, (ex->ncolumns - PHONES - BEFORE_PHONES) * sizeof *wide);
    return export_row(ex, (const char *const *)wide, err);
}

static bool
customers_stream(struct export *ex, struct err *err)
{
    return each_record(ex, customer_row, err);
}

const struct export_kind export_customers = {
    .name = "customers", .reg = "customer", .columns = customer_columns, .stream = customers_stream };

/* ---- owners ----------------------------------------------------------------------------------------------- */

SQL(export_owners_sql, "SELECT w.customer AS customer, p.name AS project, h.code AS home, c.name AS name, c.idcard AS idcard, w.kind AS kind,"
    " w.subscribed_on AS subscribed_on, w.signed_on AS signed_on, w.handover_on AS handover_on, w.note AS note"
    " FROM ownership w JOIN home h ON h.id = w.home JOIN project p ON p.id = h.project JOIN customer c ON c.id = w.customer"
    " WHERE w.cancelled_on IS NULL AND w.ended_on IS NULL ORDER BY w.id");

static const struct { struct field f; enum export_type type; } owner_columns[] = {
    { { .name = "project", .label = N_("Project"), .headings = "楼盘" }, EXPORT_TEXT },
    { { .name = "home", .label = N_("Room"), .headings = "房号" }, EXPORT_CODE },
    { { .name = "customer_name", .label = N_("Name"), .headings = "姓名" }, EXPORT_TEXT },
    { { .name = "phone", .label = N_("Phone"), .headings = "手机" }, EXPORT_CODE },
    { { .name = "phones", .label = N_("Further phones"), .headings = "其他电话" }, EXPORT_LIST },
    { { .name = "idcard", .label = N_("Id card"), .headings = "证件号" }, EXPORT_CODE },
    { { .name = "ownership", .label = N_("Ownership"), .headings = "产权" }, EXPORT_TEXT },
    { { .name = "subscribed_on", .label = N_("Subscribed"), .headings = "认购日" }, EXPORT_CODE },
    { { .name = "signed_on", .label = N_("Signed"), .headings = "签约日" }, EXPORT_CODE },
    { { .name = "handover_on", .label = N_("Handover"), .headings = "交付日" }, EXPORT_CODE },
    { { .name = "note", .label = N_("Note"), .headings = "备注" }, EXPORT_TEXT },
};

static bool
owner_heads(struct export *ex, struct err *err)
{
    (void)err;
    for (size_t i = 0; i < COUNT(owner_columns); i++)
        export_column(ex, owner_columns[i].f.name, reg_export_heading(&ex->arena, &owner_columns[i].f), owner_columns[i].type);
    return true;
}

static const char *
idcard_seen(struct export *ex, const char *number)
{
    if (*number && (ex->wish->masked || !office_can(ex->o, "idcard", "see")))
        return idcard_mask(&ex->row_arena, number);
    return number;
}

static bool
owner_row(struct export *ex, struct query *q, struct err *err)
{
    struct arena *a = &ex->row_arena;
    char *first, *all = all_phones(ex, query_int(q, "customer"), &first, err);
    const char *cells[] = {
        query_text(q, "project", a), query_text(q, "home", a), query_text(q, "name", a), first, all, idcard_seen(ex, query_text(q, "idcard", a)),
        office_code_text(ex->o, "ownership", query_text(q, "kind", a)), query_text(q, "subscribed_on", a), query_text(q, "signed_on", a),
        query_text(q, "handover_on", a), query_text(q, "note", a),
    };

    return all && export_row(ex, cells, err);
}

static bool
owners_stream(struct export *ex, struct err *err)
{
    struct query q = query_begin(ex->o->store, &export_owners_sql);
    bool good = true;

    while (good && query_next(&q))
        good = owner_row(ex, &q, err);
    return query_end(&q, good ? err : NULL) && good;
}

const struct export_kind export_owners = { .name = "owners", .columns = owner_heads, .stream = owners_stream };

/* ---- tasks ---------------------------------------------------------------------------------------------------- */

static const struct { struct field f; enum export_type type; } task_columns[] = {
    { { .name = "id", .label = N_("Record number"), .headings = "记录号" }, EXPORT_NUMBER },
    { { .name = "kind", .label = N_("Kind"), .headings = "种类" }, EXPORT_TEXT },
    { { .name = "subject", .label = N_("Subject"), .headings = "对象" }, EXPORT_TEXT },
    { { .name = "text", .label = N_("Text"), .headings = "事项" }, EXPORT_TEXT },
    { { .name = "customer_name", .label = N_("Customer"), .headings = "客户" }, EXPORT_TEXT },
    { { .name = "phone", .label = N_("Phone"), .headings = "手机" }, EXPORT_CODE },
    { { .name = "home", .label = N_("Room"), .headings = "房号" }, EXPORT_CODE },
    { { .name = "role", .label = N_("Role"), .headings = "角色" }, EXPORT_TEXT },
    { { .name = "staff_name", .label = N_("Staff"), .headings = "员工" }, EXPORT_TEXT },
    { { .name = "started", .label = N_("Started"), .headings = "开始" }, EXPORT_CODE },
    { { .name = "warn", .label = N_("Yellow line"), .headings = "黄线" }, EXPORT_CODE },
    { { .name = "due", .label = N_("Due"), .headings = "期限" }, EXPORT_CODE },
    { { .name = "done", .label = N_("Done"), .headings = "完成" }, EXPORT_CODE },
    { { .name = "outcome", .label = N_("Outcome"), .headings = "结果" }, EXPORT_TEXT },
    { { .name = "rule", .label = N_("Rule"), .headings = "规则" }, EXPORT_TEXT },
};

static bool
task_heads(struct export *ex, struct err *err)
{
    (void)err;
    for (size_t i = 0; i < COUNT(task_columns); i++)
        export_column(ex, task_columns[i].f.name, reg_export_heading(&ex->arena, &task_columns[i].f), task_columns[i].type);
    return true;
}

static const char *
time_text(struct export *ex, moment t)
{
    return t ? moment_iso(&ex->row_arena, t, ex->o->zone) : "";
}

static const char *
text_of(const char *text)
{
    return text ? text : "";
}

static bool
task_row(struct export *ex, const struct task *t, struct err *err)
{
    struct arena *a = &ex->row_arena;
    const struct role *role = role_get(ex->o, t->role);
    const char *cells[] = {
        arena_printf(a, "%lld", (long long)t->id), t->kind, arena_printf(a, "%s:%lld", t->about, (long long)t->matter), t->text,
        text_of(t->customer_name), t->phone && *t->phone ? export_phone(ex, t->phone) : "", text_of(t->home_code),
        !role ? text_of(t->role) : ex->wish->json ? role->identifier : role->name, text_of(t->staff_name), time_text(ex, t->started),
        time_text(ex, t->warn), time_text(ex, t->due), time_text(ex, t->done), text_of(t->outcome), t->rule,
    };

    return export_row(ex, cells, err);
}

static bool
tasks_stream(struct export *ex, struct err *err)
{
    struct task_filter all = { .who = TASKS_ALL, .done_too = true };
    moment due = 0;
    int64_t id = 0;
    size_t n = 0;
    bool good;

    do {
        struct arena window = { 0 };
        struct task *t = arena_alloc(&window, WINDOW * sizeof *t);

        good = task_window(ex->o, &all, due, id, &window, t, WINDOW, &n, err);
        for (size_t i = 0; good && i < n; i++)
            good = task_row(ex, &t[i], err);
        if (n) {
            due = t[n - 1].due;
            id = t[n - 1].id;
        }
        arena_free(&window);
    } while (good && n == WINDOW);
    return good;
}

const struct export_kind export_tasks = { .name = "tasks", .columns = task_heads, .stream = tasks_stream };

/* ---- policies --------------------------------------------------------------------------------------------------- */

static const struct field policy_columns[] = {
    { .name = "name", .label = N_("Policy"), .headings = "名称" }, { .name = "value", .label = N_("Value"), .headings = "值" },
    { .name = "why", .label = N_("Reason"), .headings = "原因" }, { .name = "unit", .label = N_("Unit of measure"), .headings = "单位" },
    { .name = "default", .label = N_("Default"), .headings = "默认值" }, { .name = "rule", .label = N_("Rule"), .headings = "规则" },
    { .name = "text", .label = N_("Text"), .headings = "说明" },
};

static bool
policy_heads(struct export *ex, struct err *err)
{
    (void)err;
    for (size_t i = 0; i < COUNT(policy_columns); i++)
        export_column(ex, policy_columns[i].name, reg_export_heading(&ex->arena, &policy_columns[i]), i == 1 || i == 4 ? EXPORT_CODE : EXPORT_TEXT);
    return true;
}

static bool
policies_stream(struct export *ex, struct err *err)
{
    bool good = true;

    for (size_t i = 0; good && i < policy_count(ex->o); i++) {
        const struct policy *p = policy_at(ex->o, i);
        const char *cells[] = { p->name, p->value, p->why ? p->why : "", p->unit, p->dflt, p->rule, p->text };

        good = export_row(ex, cells, err);
    }
    return good;
}

const struct export_kind export_policies = { .name = "policies", .columns = policy_heads, .stream = policies_stream };
