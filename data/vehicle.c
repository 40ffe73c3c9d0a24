#include "data/registers.h"

#include "base/lang.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* CARE-43, F-027: who comes in which car. A new plate is a new line; the old one ends and is kept. */
static const struct field vehicle_fields[] = {
    { .name = "customer", .label = N_("Customer"), .headings = "客户|业主|业主姓名", .kind = FIELD_REF, .list = "customer", .cols = 20, .required = true },
    { .name = "home", .label = N_("Home"), .headings = "房号|房源", .kind = FIELD_REF, .list = "home", .cols = 14 },
    { .name = "plate", .label = N_("Plate"), .headings = "车牌|车牌号", .kind = FIELD_TEXT, .cols = 12, .limit = 12, .required = true },
    { .name = "kind", .label = N_("Kind"), .headings = "车辆类型|类型", .kind = FIELD_CHOICE, .list = "vehicle_kind", .preset = "1" },
    { .name = "from_on", .label = N_("From"), .headings = "起用日|登记日期", .kind = FIELD_DATE, .preset = "today", .skip = true },
    { .name = "to_on", .label = N_("To"), .headings = "停用日", .kind = FIELD_DATE, .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state vehicle_states[] = { { "active", N_("in use") }, { "ended", N_("no longer") }, { 0 } };

static const struct move vehicle_moves[] = {
    { .id = "end", .label = N_("No longer"), .from = "active", .to = "ended", .date = "to_on", .keep_date = true },
    { 0 }
};

static const char *const vehicle_tips[] = {
    N_("Ctrl-F finds the owner and the home by the plate (F-027)."),
    N_("Change the plate here when there is a new one: the old one ends today and stays in the history."),
    NULL
};

SQL(vehicle_same_plate, "SELECT c.name AS name FROM vehicle v JOIN customer c ON c.id = v.customer"
                        " WHERE v.plate = ? AND v.state = 'active' AND v.id <> ?");

/* One way of writing a plate: half width, capital letters, nothing between. */
static char *
plain_plate(struct arena *a, const char *typed)
{
    const char *s = text_halfwidth(a, typed), *end = s + strlen(s);
    struct buf b = { 0 };
    char *out;
    uint32_t cp;

    for (int n; s < end; s += n) {
        n = text_decode(s, end, &cp);
        if (n <= 0)
            break;
        if (cp < 0x80 && isalnum((int)cp))
            buf_putc(&b, (char)toupper((int)cp));
        else if (text_is_han(cp))
            buf_add(&b, s, (size_t)n);
    }
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}

static void
vehicle_tidy(struct office *o, struct record *r)
{
    (void)o;
    if (record_value(r, "plate")->set)
        record_set_text(r, "plate", plain_plate(r->arena, record_text(r, "plate")));
}

/* The old plate ends; what was an edit of it becomes the line of the new one. */
static bool
change_plate(struct office *o, struct action *a, struct record *r, struct record *old, struct err *err)
{
    day today = office_today(o);

    old->state = "ended";
    record_set_num(old, "to_on", today);
    if (!reg_write(o, a, old, err))
        return false;
    r->id = 0;
    record_set_num(r, "from_on", today);
    record_clear(r, "to_on");
    return true;
}

static bool
vehicle_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    struct record *stored;

    if (r->id == 0 || strcmp(r->state, "active") != 0)
        return true;
    if (!reg_read(o, r->reg, r->id, r->arena, &stored, err))
        return false;
    return strcmp(record_text(stored, "plate"), record_text(r, "plate")) == 0 || change_plate(o, a, r, stored, err);
}

static bool
vehicle_check(struct office *o, const struct record *r, struct err *err)
{
    const struct value *from = record_value((struct record *)r, "from_on"), *to = record_value((struct record *)r, "to_on");
    size_t length = text_length(record_text(r, "plate"));
    struct query q;
    char *owner = NULL;

    if (length < 5 || length > 10)
        return err_field(err, "plate", _("A plate has 5 to 10 letters and digits."));
    if (from->set && to->set && to->num < from->num)
        return err_field(err, "to_on", _("It cannot end before it began."));
    if (strcmp(r->state, "active") != 0)
        return true;
    q = query_begin(o->store, &vehicle_same_plate);
    query_bind_text(&q, record_text(r, "plate"));
    query_bind_int(&q, r->id);
    if (query_next(&q))
        owner = query_text(&q, "name", r->arena);
    if (!query_end(&q, err))
        return false;
    return !owner || err_field(err, "plate", _("This plate is on record already, with %s. End that line first."), owner);
}

const struct reg vehicle_register = {
    .name = "vehicle", .one = N_("Vehicle"), .many = N_("Vehicles"), .fields = vehicle_fields,
    .states = vehicle_states, .moves = vehicle_moves,
    .title = "plate customer", .columns = "plate kind customer home from_on to_on state", .order = "plate", .search = "plate note",
    .unique = "customer plate", .subjects = "customer home", .tidy = vehicle_tidy, .saving = vehicle_saving, .check = vehicle_check, .tips = vehicle_tips,
};
