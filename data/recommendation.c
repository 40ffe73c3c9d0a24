#include "data/registers.h"

#include "base/lang.h"
#include "data/reception.h"

/* RCP-30, RCP-59: homes recommended, why, and what speaks against them. */
static const struct field recommendation_fields[] = {
    { .name = "reception", .label = N_("Reception"), .headings = "接待", .kind = FIELD_REF, .list = "reception", .cols = 20 },
    { .name = "viewing", .label = N_("Viewing"), .headings = "看房", .kind = FIELD_REF, .list = "viewing", .cols = 20, .skip = true },
    { .name = "customer", .label = N_("Customer"), .headings = "客户|客户姓名", .kind = FIELD_REF, .list = "customer", .cols = 20,
      .hint = N_("Empty: whose reception or viewing it is.") },
    { .name = "home", .label = N_("Home"), .headings = "房号|房源", .kind = FIELD_REF, .list = "home", .cols = 14, .required = true },
    { .name = "reason", .label = N_("Why it fits"), .headings = "推荐理由|理由", .kind = FIELD_LONG, .rows = 2, .required = true },
    { .name = "against", .label = N_("What speaks against"), .headings = "不适合之处|不足", .kind = FIELD_LONG, .rows = 2 },
    { .name = "seen", .label = N_("Seen"), .headings = "已看", .kind = FIELD_BOOL },
    { .name = "reply", .label = N_("What they say"), .headings = "客户反馈|反馈", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const char *const recommendation_tips[] = {
    N_("Advise as if you were buying: say what does not fit as plainly as what does (RCP-30)."),
    N_("Several homes of one reception are several records."),
    NULL
};

static bool
recommendation_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    const char *from = record_num(r, "reception") ? "reception" : "viewing";
    const struct reg *reg = record_num(r, "reception") ? &reception_register : &viewing_register;
    struct record *source;

    (void)a;
    if (record_num(r, "customer") || !record_num(r, from))
        return true;
    if (!reg_read(o, reg, record_num(r, from), r->arena, &source, err))
        return false;
    if (record_num(source, "customer"))
        record_set_num(r, "customer", record_num(source, "customer"));
    return true;
}

static bool
recommendation_check(struct office *o, const struct record *r, struct err *err)
{
    if (!record_num(r, "customer"))
        return err_field(err, "customer", _("To whom was it recommended?"));
    return reg_alone(o, r, "home", err);
}

const struct reg recommendation_register = {
    .name = "recommendation", .one = N_("Recommendation"), .many = N_("Homes recommended"), .fields = recommendation_fields,
    .title = "customer home", .columns = "customer home reason against seen reply", .order = "-id", .search = "reason against reply note",
    .unique = "reception viewing customer home", .subjects = "customer home", .screen = "screen.registers",
    .saving = recommendation_saving, .check = recommendation_check, .tips = recommendation_tips,
};
