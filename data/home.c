#include "data/registers.h"

#include "base/lang.h"
#include "base/money.h"
#include "data/home_gate.h"
#include "data/permit.h"

#include <stdio.h>
#include <string.h>

/* F-002: what one home carries. The code 3-1-1203 is made of building, unit and room. */
static const struct field home_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目|小区", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "building", .label = N_("Building"), .headings = "楼栋|栋|楼号", .kind = FIELD_REF, .list = "building", .cols = 20, .required = true, .keep_last = true },
    { .name = "unit", .label = N_("Unit"), .headings = "单元", .kind = FIELD_TEXT, .cols = 6, .limit = 8, .required = true, .keep_last = true },
    { .name = "room", .label = N_("Room"), .headings = "房号|房间|室号", .kind = FIELD_TEXT, .cols = 8, .limit = 12, .required = true },
    { .name = "code", .label = N_("Home number"), .kind = FIELD_TEXT, .cols = 12, .limit = 40, .readonly = true },
    { .name = "layout", .label = N_("Layout"), .headings = "户型", .kind = FIELD_TEXT, .cols = 16 },
    { .name = "area_contract", .label = N_("Contract area"), .headings = "建筑面积|合同面积|面积", .kind = FIELD_AREA, .cols = 10 },
    { .name = "area_registered", .label = N_("Registered area"), .headings = "登记面积|产权面积|实测面积", .kind = FIELD_AREA, .cols = 10, .skip = true },
    { .name = "price_unit", .label = N_("Price per m2"), .headings = "单价", .kind = FIELD_MONEY, .cols = 14, .group = "money" },
    { .name = "price_total", .label = N_("Total price"), .headings = "总价", .kind = FIELD_MONEY, .cols = 16, .group = "money" },
    { .name = "facing", .label = N_("Facing"), .headings = "朝向", .kind = FIELD_CHOICE, .list = "facing", .skip = true },
    { .name = "delivery_kind", .label = N_("Finish"), .headings = "装修|交付类型|交付标准", .kind = FIELD_CHOICE, .list = "delivery_type" },
    { .name = "in_presale", .label = N_("In presale scope"), .headings = "预售范围|是否在预售范围", .kind = FIELD_BOOL },
    { .name = "environment", .label = N_("Environment"), .headings = "环境标记", .kind = FIELD_CHOICE, .list = "environment",
      .hint = N_("Above the limit: the home is locked; noticeable: the customer signs a notice first (RCP-50).") },
    { .name = "showroom", .label = N_("Show flat"), .headings = "样板间", .kind = FIELD_BOOL, .skip = true },
    { .name = "completed_on", .label = N_("Completed"), .headings = "交工日", .kind = FIELD_DATE, .skip = true },
    { .name = "handover_on", .label = N_("Handover"), .headings = "交付日|交房日", .kind = FIELD_DATE, .skip = true },
    { .name = "moved_in_on", .label = N_("Moved in"), .headings = "入住日|实际入住日", .kind = FIELD_DATE, .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state home_states[] = {
    { "for_sale", N_("for sale") }, { "held", N_("held") }, { "subscribed", N_("subscribed") },
    { "signed", N_("signed") }, { "withheld", N_("not for sale") }, { 0 }
};

static const struct move home_moves[] = {
    { .id = "withhold", .label = N_("Take off sale"), .from = "for_sale", .to = "withheld", .reason = true },
    { .id = "offer", .label = N_("Put on sale"), .from = "withheld", .to = "for_sale" },
    { 0 }
};

SQL(home_owners, "SELECT customer FROM ownership WHERE home = ? AND ended_on IS NULL");

/* Who lives there is found by the new number from now on. */
static bool
name_owners(struct office *o, struct action *a, int64_t home, struct err *err)
{
    struct query q = query_begin(o->store, &home_owners);

    query_bind_int(&q, home);
    while (query_next(&q))
        action_subject(a, "customer", query_int(&q, "customer"));
    return query_end(&q, err);
}

/* One truth: the code is always what building, unit and room say. */
static bool
home_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    struct record *building;
    int64_t id = record_num(r, "building");
    char *code;

    if (!id)
        return true;                    /* the check says that it is missing */
    if (!reg_read(o, &building_register, id, r->arena, &building, err))
        return err_field(err, "building", _("There is no such building. Enter it first."));
    if (record_num(building, "project") != record_num(r, "project"))
        return err_field(err, "building", _("Building %s is not one of this project."), record_text(building, "name"));
    code = arena_printf(r->arena, "%s-%s-%s", record_text(building, "name"), record_text(r, "unit"), record_text(r, "room"));
    if (r->id && strcmp(code, record_text(r, "code")) != 0 && !name_owners(o, a, r->id, err))
        return false;
    record_set_text(r, "code", code);
    return home_lock(o, r, err);
}

SQL(home_same_code, "SELECT count(*) FROM home WHERE project = ? AND code = ? AND id <> ?");

static bool
home_is_alone(struct office *o, const struct record *r, struct err *err)
{
    struct query q = query_begin(o->store, &home_same_code);

    query_bind_int(&q, record_num(r, "project"));
    query_bind_text(&q, record_text(r, "code"));
    query_bind_int(&q, r->id);
    return query_number(&q, 0) == 0 ||
           err_field(err, "room", _("The home %s is on record already."), record_text(r, "code"));
}

static bool
home_check(struct office *o, const struct record *r, struct err *err)
{
    const struct value *done = record_value((struct record *)r, "completed_on"), *over = record_value((struct record *)r, "handover_on"),
                       *in = record_value((struct record *)r, "moved_in_on");

    if (done->set && over->set && over->num < done->num)
        return err_field(err, "handover_on", _("A home cannot be handed over before it was completed."));
    if (over->set && in->set && in->num < over->num)
        return err_field(err, "moved_in_on", _("Nobody moves in before the handover."));
    return home_is_alone(o, r, err);
}

static bool
on_offer(const struct record *r)
{
    return strcmp(r->state, "for_sale") == 0 || strcmp(r->state, "held") == 0 || strcmp(r->state, "withheld") == 0;
}

static enum reg_look
home_look(struct office *o, const struct record *r)
{
    (void)o;
    if (home_locked(r))
        return LOOK_BAD;
    return strcmp(r->state, "for_sale") == 0 && !record_num(r, "in_presale") ? LOOK_WARN : LOOK_PLAIN;
}

/* What hinders its sale, and what of the permits everybody must be told (RCP-40, RCP-41, RCP-50). */
static size_t
home_remarks(struct office *o, const struct record *r, struct arena *a, char ***lines)
{
    struct said said = { 0 };
    struct record *building;
    char **hindrances;
    size_t n = on_offer(r) ? home_hindrances(o, r->id, 0, a, &hindrances) : 0;

    for (size_t i = 0; i < n; i++)
        said_add(&said, a, hindrances[i]);
    if (on_offer(r) && reg_read(o, &building_register, record_num(r, "building"), a, &building, NULL))
        permits_to_tell(o, record_num(r, "project"), record_text(building, "name"), a, &said);
    *lines = said.text;
    return said.count;
}

static const char *const home_tips[] = {
    N_("The home number is made of building, unit and room; a change of one of them changes it too."),
    N_("Outside the presale scope, or above the environment limit, a home cannot be subscribed (RCP-40, RCP-50)."),
    NULL
};

const struct reg home_register = {
    .name = "home", .one = N_("Home record"), .many = N_("Homes"), .fields = home_fields,
    .states = home_states, .moves = home_moves,
    .title = "code", .columns = "code layout area_contract price_total delivery_kind handover_on state",
    .order = "code", .order_set = true, .search = "code layout", .unique = "building unit room", .check = home_check, .saving = home_saving,
    .look = home_look, .remarks = home_remarks, .tips = home_tips,
};
