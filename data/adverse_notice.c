#include "data/registers.h"

#include "base/lang.h"
#include "data/sheet_private.h"
#include "data/signature.h"

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

static bool
notice_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    (void)a;
    (void)err;
    signature_saving(o, r, "relation");
    return true;
}

static bool
notice_check(struct office *o, const struct record *r, struct err *err)
{
    return signature_check(o, r, "relation", err);
}

/* What the customer signs says the factor in full, not its name. */
static bool
notice_paper(struct sheet_pairs *s, struct paper *p, const struct record *r, struct err *err)
{
    static const char *const shown[] = { "customer", "home", "told_on", "signer", "relation", "signed_on" };
    const char *labels[] = { _("Signature of the customer"), _("Date"), _("Told by"), _("Date") };
    struct record *factor;

    if (!reg_read(s->o, &adverse_factor_register, record_num(r, "factor"), r->arena, &factor, err))
        return false;
    paper_title(p, _(adverse_notice_register.one));
    for (size_t i = 0; i < COUNT(shown); i++) {
        const struct field *f = &notice_fields[field_index(notice_fields, shown[i])];

        sheet_pair(s, _(f->label), sheet_value(s, f, record_value((struct record *)r, shown[i])), false);
    }
    paper_pairs(p, PAPER_BOXED, s->pairs, s->count, 2);
    paper_gap(p);
    paper_text(p, record_text(factor, "text"));
    paper_gap(p);
    paper_text(p, _("This was explained to me and I have understood it."));
    paper_sign(p, labels, COUNT(labels));
    return true;
}

const struct reg adverse_notice_register = {
    .name = "adverse_notice", .one = N_("Notice of an adverse factor"), .many = N_("Notices of adverse factors"),
    .fields = notice_fields, .states = notice_states, .moves = notice_moves,
    .title = "customer factor", .columns = "customer home factor told_on signed_on signer state",
    .order = "-id", .search = "signer note", .unique = "factor customer home", .subjects = "factor customer home",
    .saving = notice_saving, .check = notice_check, .paper = notice_paper, .tips = notice_tips,
};
