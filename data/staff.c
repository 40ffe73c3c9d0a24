#include "data/registers.h"

#include "base/lang.h"

#include <string.h>

/* F-009, F-010: colleagues and the roles they hold; what they may follows from the roles. */
static const struct field staff_fields[] = {
    { .name = "name", .label = N_("Name"), .headings = "姓名", .kind = FIELD_TEXT, .cols = 12, .limit = 30, .required = true },
    { .name = "phone", .label = N_("Phone"), .headings = "电话|手机", .kind = FIELD_PHONE, .cols = 16 },
    { .name = "roles", .label = N_("Roles"), .headings = "角色|岗位", .kind = FIELD_CHOICES, .list = "role", .cols = 30, .required = true },
    { .name = "projects", .label = N_("Projects"), .headings = "负责项目", .kind = FIELD_TEXT, .cols = 24, .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state staff_states[] = { { "active", N_("in service") }, { "left", N_("has left") }, { 0 } };

static const struct move staff_moves[] = {
    { .id = "leave", .label = N_("Has left"), .from = "active", .to = "left", .reason = true },
    { .id = "return", .label = N_("Is back"), .from = "left", .to = "active" },
    { 0 }
};

SQL(staff_tasks_back, "UPDATE task SET staff = NULL, entry = ? WHERE staff = ? AND done IS NULL AND role IS NOT NULL");

/* Nothing is owed by somebody who is no longer here. */
static bool
staff_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct query q;

    if (strcmp(r->state, "left") != 0)
        return true;
    q = query_begin(o->store, &staff_tasks_back);
    query_bind_int(&q, a->entry);
    query_bind_int(&q, r->id);
    return query_run(&q, err);
}

static const char *const staff_tips[] = {
    N_("One person may hold several of the 50 roles; what they see and may do is the sum of them (F-009)."),
    N_("Who has left is marked, not deleted: old records keep the name. Open tasks go back to the role."),
    NULL
};

const struct reg staff_register = {
    .name = "staff", .one = N_("Staff record"), .many = N_("Staff"), .fields = staff_fields,
    .states = staff_states, .moves = staff_moves,
    .title = "name", .columns = "name roles phone state", .order = "id", .search = "name", .unique = "name phone",
    .screen = "screen.staff", .saved = staff_saved,
    .tips = staff_tips,
};
