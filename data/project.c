#include "data/registers.h"

#include "base/lang.h"
#include "data/opening.h"

#include <string.h>

static const struct field project_fields[] = {
    { .name = "name", .label = N_("Project"), .headings = "楼盘|项目|项目名称", .kind = FIELD_TEXT, .cols = 20, .limit = 30, .required = true },
    { .name = "short", .label = N_("Short name"), .headings = "简称", .kind = FIELD_TEXT, .cols = 8, .limit = 8, .skip = true },
    { .name = "opens_on", .label = N_("Opens"), .headings = "开盘日", .kind = FIELD_DATE },
    { .name = "first_handover_on", .label = N_("First handover"), .headings = "首期交付日", .kind = FIELD_DATE,
      .hint = N_("Handover of the first phase: the four-year promise counts from it (STAGE-10).") },
    { .name = "delivery_kind", .label = N_("Finish"), .headings = "交付类型", .kind = FIELD_CHOICE, .list = "delivery_type", .preset = "1" },
    { .name = "sales_manager", .label = N_("Sales manager"), .headings = "销售经理", .kind = FIELD_REF, .list = "staff", .required = true,
      .hint = N_("Answers for all contact with the customers of this project (ROLE-13).") },
    { .name = "hotline", .label = N_("Hotline"), .headings = "热线", .kind = FIELD_PHONE, .cols = 16 },
    { .name = "address", .label = N_("Address"), .headings = "地址", .kind = FIELD_TEXT, .cols = 40 },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state project_states[] = {
    { "preparing", N_("preparing") }, { "selling", N_("on sale") }, { "delivering", N_("handing over") },
    { "occupied", N_("occupied") }, { "closed", N_("closed") }, { 0 }
};

static const struct move project_moves[] = {
    { .id = "open", .label = N_("Open sales"), .from = "preparing", .to = "selling" },
    { .id = "deliver", .label = N_("Begin handover"), .from = "preparing selling", .to = "delivering" },
    { .id = "occupy", .label = N_("All moved in"), .from = "delivering", .to = "occupied" },
    { .id = "close", .label = N_("Close"), .from = "*", .to = "closed", .reason = true },
    { 0 }
};

/* RCP-07, RCP-39, RCP-43: nobody sells a project that nobody can introduce, without its permits, or with a high risk open. */
static bool
project_check(struct office *o, const struct record *r, struct err *err)
{
    struct record *stored;

    if (!reg_alone(o, r, "name", err))
        return false;
    if (strcmp(r->state, "selling") != 0 || r->id == 0)
        return true;
    return reg_read(o, r->reg, r->id, r->arena, &stored, err) && (strcmp(stored->state, "selling") == 0 || opening_may(o, r->id, err));
}

static bool
project_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    return opening_follow(o, a, r, err);
}

static bool
before_sales(const struct record *r)
{
    return strcmp(r->state, "preparing") == 0 && record_value((struct record *)r, "opens_on")->set;
}

static size_t
project_remarks(struct office *o, const struct record *r, struct arena *a, char ***lines)
{
    struct opening opening;

    *lines = NULL;
    if (!before_sales(r) || !opening_read(o, r->id, a, &opening, NULL))
        return 0;
    *lines = opening.reasons;
    return opening.nreasons;
}

static enum reg_look
project_look(struct office *o, const struct record *r)
{
    struct arena a = { 0 };
    char **lines;
    bool red = project_remarks(o, r, &a, &lines) > 0;

    arena_free(&a);
    return red ? LOOK_BAD : LOOK_PLAIN;
}

static const char *const project_tips[] = {
    N_("A project needs a sales manager, who answers for every contact with its customers (ROLE-13)."),
    N_("Sales open only with an introduction in force: write and approve one under Introductions (RCP-07)."),
    N_("The day of opening makes the list of what must hang and the risk check; a missing permit or a high risk keeps it red."),
    NULL
};

const struct reg project_register = {
    .name = "project", .one = N_("Project record"), .many = N_("Projects"),
    .fields = project_fields, .states = project_states, .moves = project_moves,
    .title = "name", .columns = "name opens_on first_handover_on delivery_kind sales_manager hotline state",
    .order = "name", .search = "name short", .unique = "name", .check = project_check, .saved = project_saved,
    .look = project_look, .remarks = project_remarks,
    .tips = project_tips,
};
