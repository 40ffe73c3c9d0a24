#include "data/registers.h"

#include "base/lang.h"

#include <string.h>

/* RCP-32: each customer is told of what touches the home chosen, and signs. */
static const struct field notice_fields[] = {
    { .name = "factor", .label = N_("Adverse factor"), .headings = "不利因素", .kind = FIELD_REF, .list = "adverse_factor", .cols = 30, .required = true, .keep_last = true },
    { .name = "customer", .label = N_("Customer"), .headings = "客户|客户姓名", .kind = FIELD_REF, .list = "customer", .cols = 20, .required = true },
    { .name = "home", .label = N_("Home"), .headings = "房号|房源", .kind = FIELD_REF, .list = "home", .cols = 14 },
    { .name = "told_on", .label = N_("Told on"), .headings = "告知日|告知日期", .kind = FIELD_DATE, .preset = "today", .required = true },
    { .name = "signed_on", .label = N_("Signed on"), .headings = "签字日|签字日期", .kind = FIELD_DATE },
    { .name = "signer", .label = N_("Signed by"), .headings = "签字人", .kind = FIELD_TEXT, .cols = 12, .limit = 40,
      .hint = N_("Empty: the customer; another person may sign when it is said what they are to the customer.") },
    { .name = "relation", .label = N_("Is to the customer"), .headings = "与客户关系|关系", .kind = FIELD_CHOICE, .list = "relation", .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state notice_states[] = { { "told", N_("told") }, { "signed", N_("has signed") }, { 0 } };

static const struct move notice_moves[] = {
    { .id = "sign", .label = N_("Has signed"), .from = "told", .to = "signed", .date = "signed_on", .keep_date = true },
    { .id = "unsign", .label = N_("Not signed"), .from = "signed", .to = "told", .reason = true },
    { 0 }
};

static const char *const notice_tips[] = {
    N_("Told is not signed: subscribing waits for the signature (RCP-32)."),
    N_("When the wife signs for her husband, write her name and what she is to him; an agent needs a power of attorney."),
    NULL
};

SQL(notice_customer_name, "SELECT name FROM customer WHERE id = ?");

static char *
customer_name(struct office *o, int64_t id, struct arena *a)
{
    struct query q = query_begin(o->store, &notice_customer_name);
    char *name;

    query_bind_int(&q, id);
    name = query_next(&q) ? query_text(&q, "name", a) : arena_strdup(a, "");
    query_end(&q, NULL);
    return name;
}

/* Was it signed until now? Then "told" takes the signature back. */
static bool
was_signed(struct office *o, const struct record *r)
{
    struct record *stored;

    return r->id && reg_read(o, r->reg, r->id, r->arena, &stored, NULL) && strcmp(stored->state, "signed") == 0;
}

/* The day of a signature makes it signed; a signature that names nobody is the customer's own. */
static bool
notice_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    (void)a;
    (void)err;
    if (strcmp(r->state, "told") == 0 && was_signed(o, r)) {
        record_clear(r, "signed_on");
        record_clear(r, "signer");
        record_clear(r, "relation");
        return true;
    }
    if (record_value(r, "signed_on")->set)
        r->state = "signed";
    if (strcmp(r->state, "signed") == 0 && !record_value(r, "signer")->set)
        record_set_text(r, "signer", customer_name(o, record_num(r, "customer"), r->arena));
    return true;
}

static bool
notice_check(struct office *o, const struct record *r, struct err *err)
{
    const struct value *told = record_value((struct record *)r, "told_on"), *on = record_value((struct record *)r, "signed_on");

    if (on->set && on->num < told->num)
        return err_field(err, "signed_on", _("Nobody signs before being told."));
    if (strcmp(r->state, "signed") != 0)
        return true;
    if (!on->set)
        return err_field(err, "signed_on", _("The day of the signature is missing."));
    if (!record_value((struct record *)r, "relation")->set &&
        strcmp(record_text(r, "signer"), customer_name(o, record_num(r, "customer"), r->arena)) != 0)
        return err_field(err, "relation", _("%s is not the customer: say what they are to the customer."), record_text(r, "signer"));
    return true;
}

const struct reg adverse_notice_register = {
    .name = "adverse_notice", .one = N_("Notice of an adverse factor"), .many = N_("Notices of adverse factors"),
    .fields = notice_fields, .states = notice_states, .moves = notice_moves,
    .title = "customer factor", .columns = "customer home factor told_on signed_on signer state",
    .order = "-id", .search = "signer note", .unique = "factor customer home", .subjects = "factor customer home",
    .saving = notice_saving, .check = notice_check, .tips = notice_tips,
};
