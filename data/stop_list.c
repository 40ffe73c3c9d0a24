#include "data/stop_list.h"

#include "base/lang.h"
#include "data/registers.h"

#include <string.h>

/* Codes of the list contact_gate; a code never changes its meaning. */
#define GATE_REFUSED "1"
#define GATE_UNSUBSCRIBED "2"

static const struct field stop_fields[] = {
    { .name = "phone", .label = N_("Phone"), .headings = "手机|电话|号码", .kind = FIELD_PHONE, .cols = 18, .mask = MASK_PHONE, .group = "phone", .required = true },
    { .name = "customer", .label = N_("Customer"), .headings = "客户|客户姓名", .kind = FIELD_REF, .list = "customer", .cols = 20 },
    { .name = "reason", .label = N_("Reason"), .headings = "原因", .kind = FIELD_CHOICE, .list = "contact_gate", .required = true, .keep_last = true },
    { .name = "since_on", .label = N_("Since"), .headings = "起始日|登记日期", .kind = FIELD_DATE, .preset = "today", .required = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state stop_states[] = { { "active", N_("in effect") }, { "ended", N_("lifted") }, { 0 } };

static const struct move stop_moves[] = {
    { .id = "lift", .label = N_("Lift"), .from = "active", .to = "ended", .reason = true },
    { .id = "stop", .label = N_("Stop again"), .from = "ended", .to = "active", .date = "since_on" },
    { 0 }
};

static const char *const stop_tips[] = {
    N_("No message to many at once goes to these numbers, nor to customers who leave no contact (RCP-10)."),
    N_("It is lifted only at the customer's wish: write down how it was said."),
    NULL
};

SQL(stop_same_phone, "SELECT count(*) FROM stop_list WHERE phone = ? AND id <> ?");
SQL(stop_phone, "SELECT reason FROM stop_list WHERE phone = ? AND state = 'active'");
SQL(stop_customer, "SELECT reason FROM stop_list WHERE customer = ? AND state = 'active' LIMIT 1");
SQL(stop_wishes, "SELECT coalesce(refused, 0) AS refused, coalesce(no_messages, 0) AS no_messages FROM customer WHERE id = ?");

static bool
stop_check(struct office *o, const struct record *r, struct err *err)
{
    struct query q = query_begin(o->store, &stop_same_phone);

    query_bind_text(&q, record_text(r, "phone"));
    query_bind_int(&q, r->id);
    return query_number(&q, 0) == 0 || err_field(err, "phone", _("This number stands in the list already. Open that line."));
}

/* The reason of the first row as one of our own constants. */
static const char *
reason_of(struct office *o, struct query *q)
{
    const struct option_list *gates = office_list(o, "contact_gate");
    struct arena a = { 0 };
    const char *gate = NULL, *reason;

    if (query_next(q)) {
        gate = GATE_UNSUBSCRIBED;
        reason = query_text(q, "reason", &a);
        for (size_t i = 0; gates && i < gates->count; i++)
            if (strcmp(gates->options[i].code, reason) == 0)
                gate = gates->options[i].code;
    }
    query_end(q, NULL);
    arena_free(&a);
    return gate;
}

const char *
stop_list_gate(struct office *o, int64_t customer, const char *phone)
{
    struct query q = query_begin(o->store, &stop_wishes);
    const char *gate = NULL;

    query_bind_int(&q, customer);
    if (query_next(&q))
        gate = query_int(&q, "refused") ? GATE_REFUSED : query_int(&q, "no_messages") ? GATE_UNSUBSCRIBED : NULL;
    query_end(&q, NULL);
    if (!gate && phone) {
        q = query_begin(o->store, &stop_phone);
        query_bind_text(&q, phone);
        gate = reason_of(o, &q);
    }
    if (!gate && customer) {
        q = query_begin(o->store, &stop_customer);
        query_bind_int(&q, customer);
        gate = reason_of(o, &q);
    }
    return gate;
}

const struct reg stop_list_register = {
    .name = "stop_list", .one = N_("Stop"), .many = N_("Stop list"), .fields = stop_fields,
    .states = stop_states, .moves = stop_moves,
    .title = "phone customer", .columns = "phone customer reason since_on state", .order = "-id", .search = "phone note",
    .unique = "phone", .subjects = "customer", .check = stop_check, .tips = stop_tips,
};
