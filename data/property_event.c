#include "data/registers.h"

#include "base/lang.h"
#include "data/customer.h"

#include <string.h>

/* RCP-53: small gatherings of the property company while homes are sold, who came, and what was learnt of them. */
static const struct field event_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "day", .label = N_("Day"), .headings = "日期|活动日", .kind = FIELD_DATE, .required = true },
    { .name = "topic", .label = N_("Topic"), .headings = "题材|活动题材", .kind = FIELD_CHOICE, .list = "event_topic", .cols = 12, .required = true },
    { .name = "place", .label = N_("Place"), .headings = "地点", .kind = FIELD_TEXT, .cols = 20, .keep_last = true },
    { .name = "lead", .label = N_("Led by"), .headings = "负责人", .kind = FIELD_REF, .list = "staff", .cols = 12 },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state event_states[] = {
    { "planned", N_("planned") }, { "held", N_("held, over") }, { "cancelled", N_("cancelled") }, { 0 }
};

static const struct move event_moves[] = {
    { .id = "hold", .label = N_("Was held"), .from = "planned", .to = "held" },
    { .id = "cancel", .label = N_("Cancel"), .from = "planned", .to = "cancelled", .reason = true },
    { 0 }
};

static const struct reg_raise event_raises[] = {
    { .task = "property_event.hold", .text = N_("Hold the gathering"), .states = "planned", .date = "day", .rule = "RCP-53",
      .role = "property_co", .person = "lead", .plan = true },
    { 0 }
};

static const char *const event_tips[] = {
    N_("Property people get to know the customers while homes are still sold: flowers, fish, plants, fitting out (RCP-53)."),
    N_("Write who came under Guests; what was learnt of them goes to their record."),
    NULL
};

const struct reg property_event_register = {
    .name = "property_event", .one = N_("Gathering"), .many = N_("Gatherings of the property company"), .fields = event_fields,
    .states = event_states, .moves = event_moves, .raises = event_raises,
    .title = "day topic", .columns = "day project topic place lead state", .order = "-day", .search = "place note",
    .unique = "project day topic", .tips = event_tips,
};

/* ---- who came ------------------------------------------------------------------------------------ */

static const struct field guest_fields[] = {
    { .name = "event", .label = N_("Gathering"), .headings = "活动", .kind = FIELD_REF, .list = "property_event", .cols = 20, .required = true, .keep_last = true },
    { .name = "customer", .label = N_("Customer"), .headings = "客户|客户姓名", .kind = FIELD_REF, .list = "customer", .cols = 20, .required = true },
    { .name = "learnt", .label = N_("Learnt of them"), .headings = "收集到的信息|了解到的情况", .kind = FIELD_LONG, .rows = 3, .limit = 400,
      .hint = N_("Goes to the customer's record.") },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static bool
guest_check(struct office *o, const struct record *r, struct err *err)
{
    return reg_alone(o, r, "customer", err);
}

/* What was learnt stands once in the customer's remarks, with where it comes from. */
static bool
guest_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    const char *learnt = record_text(r, "learnt");
    struct record *event, *c;
    const char *old;

    if (!*learnt)
        return true;
    if (!reg_read(o, &property_event_register, record_num(r, "event"), &a->arena, &event, err) ||
        !reg_read(o, &customer_register, record_num(r, "customer"), &a->arena, &c, err))
        return false;
    old = record_text(c, "note");
    if (strstr(old, learnt))
        return true;
    record_set_text(c, "note", arena_printf(&a->arena, "%s%s%s: %s", old, *old ? "\n" : "", record_title(o, event, &a->arena), learnt));
    return customer_write(o, a, c, NULL, 0, err);
}

const struct reg event_guest_register = {
    .name = "event_guest", .one = N_("Guest of a gathering"), .many = N_("Guests of gatherings"), .fields = guest_fields,
    .title = "event customer", .columns = "event customer learnt", .order = "-id", .search = "learnt note",
    .unique = "event customer", .subjects = "customer event", .check = guest_check, .saved = guest_saved,
};
