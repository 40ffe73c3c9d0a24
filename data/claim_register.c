/* The two registers behind a dispute: first contacts and verdicts. Both only grow. */
#include "data/claim.h"

#include "base/lang.h"
#include "data/customer.h"
#include "data/registers.h"

#include <string.h>

static bool
is_past(const struct field *f, const struct value *v, const struct field_env *env, struct err *err)
{
    return v->num <= env->now || err_field(err, f->name, _("That is still to come."));
}

static const struct field contact_fields[] = {
    { .name = "number", .label = N_("Number"), .headings = "编号", .kind = FIELD_TEXT, .cols = 14, .readonly = true },
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 16, .required = true, .keep_last = true },
    { .name = "kind", .label = N_("Kind"), .headings = "类别", .kind = FIELD_CHOICE, .list = "contact_kind", .cols = 8, .readonly = true },
    { .name = "at", .label = N_("Time"), .headings = "时间|报备时间", .kind = FIELD_MOMENT, .cols = 16, .preset = "now", .required = true, .check = is_past },
    { .name = "agency", .label = N_("Agency"), .headings = "渠道|渠道公司|中介|分销公司", .kind = FIELD_TEXT, .cols = 16, .limit = 60, .keep_last = true },
    { .name = "name", .label = N_("Name"), .headings = "姓名|客户姓名", .kind = FIELD_TEXT, .cols = 12, .limit = 40 },
    { .name = "phone", .label = N_("Phone"), .headings = "手机|电话|联系电话", .kind = FIELD_PHONE, .cols = 16, .mask = MASK_PHONE, .group = "phone" },
    { .name = "consultant", .label = N_("Consultant"), .headings = "顾问", .kind = FIELD_REF, .list = "staff", .cols = 10, .readonly = true },
    { .name = "named", .label = N_("Asked for"), .headings = "指定顾问", .kind = FIELD_REF, .list = "staff", .cols = 10, .readonly = true },
    { .name = "refused", .label = N_("No contact"), .headings = "拒留", .kind = FIELD_BOOL, .cols = 4, .readonly = true },
    { .name = "customer", .label = N_("Customer"), .headings = "客户", .kind = FIELD_REF, .list = "customer", .cols = 14, .readonly = true },
    { .name = "reception", .label = N_("Reception"), .headings = "接待", .kind = FIELD_REF, .list = "reception", .cols = 14, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static bool
never_changed(const struct record *r, struct err *err)
{
    return r->id == 0 || err_set(err, ERR_REFUSED, _("%s stays as it is: what is new is noted as a further one."), record_text(r, "number"));
}

/* Whom the agency registers: known by name and phone, else a new customer. */
static bool
settle_customer(struct office *o, struct action *a, struct record *r, struct err *err)
{
    const char *name = record_text(r, "name"), *phone = record_text(r, "phone");
    int64_t id = record_num(r, "customer");
    struct record *c;

    if (id)
        return true;
    if (!*name)
        return err_field(err, "name", _("What is the visitor called? The surname is enough."));
    if (!*phone)
        return err_field(err, "phone", _("Without a phone number nobody can tell who is registered."));
    id = customer_same(o, name, phone, NULL);
    if (!id) {
        c = record_new(o, reg_get("customer"), r->arena);
        record_set_text(c, "name", name);
        record_set_num(c, "project", record_num(r, "project"));
        if (!customer_write(o, a, c, &phone, 1, err))
            return false;
        id = c->id;
    }
    record_set_num(r, "customer", customer_now(o, id));
    return true;
}

static bool
contact_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    if (!never_changed(r, err))
        return false;
    if (!record_value(r, "kind")->set)
        record_set_text(r, "kind", "3");
    if (*record_text(r, "kind") == '3' && !*record_text(r, "agency"))
        return err_field(err, "agency", _("Which agency registers the customer?"));
    if (!settle_customer(o, a, r, err))
        return false;
    record_set_text(r, "number", arena_strdup(r->arena, number_next(o, a, "SK")));
    a->flags |= ENTRY_FIXED;
    return action_remember(a, true, err);
}

/* In an import only these rows are remembered one by one: verify compares them. */
static bool
contact_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    (void)o;
    (void)r;
    return action_remember(a, false, err);
}

static const char *const contact_tips[] = {
    N_("Written by the program at the first call or visit; an agency's registration is entered or imported here."),
    N_("Nothing here is ever changed: verify finds a single altered letter."),
    NULL
};

const struct reg first_contact_register = {
    .name = "first_contact", .one = N_("First contact"), .many = N_("First contacts"), .fields = contact_fields,
    .title = "number name", .columns = "number at kind name agency consultant", .order = "-at", .search = "number name agency phone",
    .unique = "project agency phone at", .subjects = "customer", .screen = "screen.reception",
    .saving = contact_saving, .saved = contact_saved, .tips = contact_tips,
};

static const struct field claim_fields[] = {
    { .name = "number", .label = N_("Number"), .headings = "编号", .kind = FIELD_TEXT, .cols = 14, .readonly = true },
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 16, .required = true },
    { .name = "customer", .label = N_("Customer"), .headings = "客户", .kind = FIELD_REF, .list = "customer", .cols = 14, .required = true },
    { .name = "claimant", .label = N_("Claimed by"), .headings = "主张人", .kind = FIELD_REF, .list = "staff", .cols = 10, .required = true },
    { .name = "grounds", .label = N_("Grounds"), .headings = "理由", .kind = FIELD_CHOICE, .list = "claim_ground", .cols = 12 },
    { .name = "holder", .label = N_("Belongs to"), .headings = "归属", .kind = FIELD_REF, .list = "staff", .cols = 10, .readonly = true },
    { .name = "agency", .label = N_("Agency"), .headings = "渠道", .kind = FIELD_TEXT, .cols = 16, .readonly = true },
    { .name = "rule", .label = N_("Rule"), .headings = "规则", .kind = FIELD_NUMBER, .cols = 4, .min = 1, .max = CLAIM_RULES - 1, .required = true, .readonly = true },
    { .name = "reasons", .label = N_("Working"), .headings = "依据", .kind = FIELD_LONG, .rows = 6, .readonly = true },
    { .name = "decided_at", .label = N_("Decided"), .headings = "判定时间", .kind = FIELD_MOMENT, .cols = 16, .readonly = true },
    { .name = "decided_by", .label = N_("Decided by"), .headings = "判定人", .kind = FIELD_REF, .list = "staff", .cols = 10, .readonly = true },
    { .name = "overrules", .label = N_("Overrules"), .headings = "推翻", .kind = FIELD_REF, .list = "claim", .cols = 16, .readonly = true },
    { .name = "overruled_why", .label = N_("Why overruled"), .headings = "推翻原因", .kind = FIELD_TEXT, .cols = 24, .readonly = true },
    { 0 }
};

static const struct reg_state claim_states[] = { { "decided", N_("by the rules") }, { "ruled", N_("by the manager") }, { 0 } };

static bool
claim_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    if (!never_changed(r, err))
        return false;
    record_set_text(r, "number", arena_strdup(r->arena, number_next(o, a, "PK")));
    a->flags |= ENTRY_FIXED;
    return true;
}

const struct reg claim_register = {
    .name = "claim", .one = N_("Verdict on a customer"), .many = N_("Verdicts on customers"), .fields = claim_fields,
    .states = claim_states, .title = "number customer", .columns = "number decided_at customer claimant holder agency rule state",
    .order = "-decided_at", .search = "number agency overruled_why", .unique = "number", .subjects = "customer claimant holder",
    .screen = "screen.reception", .saving = claim_saving,
};
