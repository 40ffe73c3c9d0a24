#include "data/signature.h"

#include "base/lang.h"

#include <string.h>

SQL(signature_customer, "SELECT name FROM customer WHERE id = ?");

static char *
customer_name(struct office *o, int64_t id, struct arena *a)
{
    struct query q = query_begin(o->store, &signature_customer);
    char *name;

    query_bind_int(&q, id);
    name = query_next(&q) ? query_text(&q, "name", a) : arena_strdup(a, "");
    query_end(&q, NULL);
    return name;
}

bool
signature_was(struct office *o, const struct record *r)
{
    struct record *stored;

    return r->id && reg_read(o, r->reg, r->id, r->arena, &stored, NULL) && strcmp(stored->state, "signed") == 0;
}

void
signature_saving(struct office *o, struct record *r, const char *relation)
{
    if (strcmp(r->state, "told") == 0 && signature_was(o, r)) {
        record_clear(r, "signed_on");
        record_clear(r, "signer");
        record_clear(r, relation);
        return;
    }
    if (record_value(r, "signed_on")->set)
        r->state = "signed";
    if (strcmp(r->state, "signed") == 0 && !record_value(r, "signer")->set)
        record_set_text(r, "signer", customer_name(o, record_num(r, "customer"), r->arena));
}

bool
signature_check(struct office *o, const struct record *r, const char *relation, struct err *err)
{
    const struct value *told = record_value((struct record *)r, "told_on"), *on = record_value((struct record *)r, "signed_on");

    if (on->set && on->num < told->num)
        return err_field(err, "signed_on", _("Nobody signs before being told."));
    if (strcmp(r->state, "signed") != 0)
        return true;
    if (!on->set)
        return err_field(err, "signed_on", _("The day of the signature is missing."));
    if (!record_value((struct record *)r, relation)->set &&
        strcmp(record_text(r, "signer"), customer_name(o, record_num(r, "customer"), r->arena)) != 0)
        return err_field(err, relation, _("%s is not the customer: say what they are to the customer."), record_text(r, "signer"));
    return true;
}
