#include "data/told_notice.h"

#include "base/lang.h"
#include "data/permit.h"
#include "data/registers.h"
#include "data/sheet_private.h"
#include "data/signature.h"

#include <string.h>

static const struct field told_fields[] = {
    { .name = "kind", .label = N_("Notice of"), .headings = "告知单类型|类型", .kind = FIELD_CHOICE, .list = "notice_kind", .cols = 14, .required = true },
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .keep_last = true },
    { .name = "customer", .label = N_("Customer"), .headings = "客户|客户姓名", .kind = FIELD_REF, .list = "customer", .cols = 20, .required = true },
    { .name = "home", .label = N_("Home"), .headings = "房号|房源", .kind = FIELD_REF, .list = "home", .cols = 14 },
    { .name = "text", .label = N_("What is told"), .headings = "告知内容|内容", .kind = FIELD_LONG, .rows = 4, .limit = 1000,
      .hint = N_("Empty: of the procedure what the permits say, of the area the usual sentence.") },
    { .name = "told_on", .label = N_("Told on"), .headings = "告知日|告知日期", .kind = FIELD_DATE, .preset = "today", .required = true },
    { .name = "signed_on", .label = N_("Signed on"), .headings = "签字日|签字日期", .kind = FIELD_DATE },
    { .name = "signer", .label = N_("Signed by"), .headings = "签字人", .kind = FIELD_TEXT, .cols = 12, .limit = 40,
      .hint = N_("Empty: the customer; another person may sign when it is said what they are to the customer.") },
    { .name = "signer_relation", .label = N_("Is to the customer"), .headings = "与客户关系|关系", .kind = FIELD_CHOICE, .list = "relation", .skip = true },
    { .name = "staff", .label = N_("Told by"), .headings = "告知人", .kind = FIELD_REF, .list = "staff", .cols = 12, .preset = "me", .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state told_states[] = { { "told", N_("told") }, { "signed", N_("has signed") }, { 0 } };

static const struct move told_moves[] = {
    { .id = "sign", .label = N_("Has signed"), .from = "told", .to = "signed", .date = "signed_on", .keep_date = true },
    { .id = "unsign", .label = N_("Not signed"), .from = "signed", .to = "told", .reason = true },
    { 0 }
};

static const char *const told_tips[] = {
    N_("A show flat needs its sheet before it is subscribed; so does a home where noise or smell is noticed (RCP-49, RCP-50)."),
    N_("The area is reckoned from drawings and measured later: say so before subscribing, have it signed before the contract (RCP-51)."),
    N_("A permit in procedure or not in order is told as it is, to everybody (RCP-41)."),
    NULL
};

SQL(told_given, "SELECT count(*) FROM told_notice WHERE customer = ?1 AND kind = ?2 AND (home = ?3 OR home IS NULL OR ?3 = 0)"
                " AND (?4 = 0 OR state = 'signed')");

bool
notice_given(struct office *o, const char *kind, int64_t customer, int64_t home, bool is_signed)
{
    struct query q = query_begin(o->store, &told_given);

    query_bind_int(&q, customer);
    query_bind_text(&q, kind);
    query_bind_int(&q, home);
    query_bind_int(&q, is_signed);
    return query_number(&q, 0) > 0;
}

static bool
is_kind(const struct record *r, const char *kind)
{
    return strcmp(record_text(r, "kind"), kind) == 0;
}

/* The project and the building (NULL: none) that the notice is about. */
static bool
about_home(struct office *o, struct record *r, const char **building, struct err *err)
{
    struct record *home, *b;

    *building = NULL;
    if (!record_num(r, "home"))
        return true;
    if (!reg_read(o, &home_register, record_num(r, "home"), r->arena, &home, err) ||
        !reg_read(o, &building_register, record_num(home, "building"), r->arena, &b, err))
        return false;
    record_set_num(r, "project", record_num(home, "project"));
    *building = record_text(b, "name");
    return true;
}

static bool
told_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    struct said said = { 0 };
    const char *building;
    char *text = NULL;

    (void)a;
    if (!about_home(o, r, &building, err))
        return false;
    signature_saving(o, r, "signer_relation");
    if (record_value(r, "text")->set)
        return true;
    if (is_kind(r, NOTICE_PROCEDURE))
        permits_to_tell(o, record_num(r, "project"), building, r->arena, &said);
    for (size_t i = 0; i < said.count; i++)
        text = i ? arena_printf(r->arena, "%s\n%s", text, said.text[i]) : said.text[i];
    if (is_kind(r, NOTICE_AREA))
        text = arena_strdup(r->arena, _("Area of homes not yet built is reckoned from drawings; for the title deed it is measured. "
                                        "The two always differ somewhat; the contract says how the difference is settled."));
    record_set_text(r, "text", text);
    return true;
}

/* What was signed stays as it was signed. */
static bool
text_kept(struct office *o, const struct record *r, struct err *err)
{
    struct record *stored;

    if (!signature_was(o, r) || strcmp(r->state, "signed") != 0)
        return true;
    if (!reg_read(o, r->reg, r->id, r->arena, &stored, err))
        return false;
    return strcmp(record_text(stored, "text"), record_text(r, "text")) == 0 ||
           err_field(err, "text", _("It is signed as it stands. Take the signature back first, or make another notice."));
}

static bool
told_check(struct office *o, const struct record *r, struct err *err)
{
    bool of_home = is_kind(r, NOTICE_SHOWROOM) || is_kind(r, NOTICE_ENVIRONMENT);

    if (of_home && !record_num(r, "home"))
        return err_field(err, "home", _("This notice is about one home: which?"));
    if (!record_value((struct record *)r, "text")->set)
        return err_field(err, "text", is_kind(r, NOTICE_PROCEDURE) ? _("No permit is in procedure or not in order: write what is to be told.")
                                                                   : _("Write what the customer is told."));
    return text_kept(o, r, err) && signature_check(o, r, "signer_relation", err);
}

static bool
told_paper(struct sheet_pairs *s, struct paper *p, const struct record *r, struct err *err)
{
    static const char *const shown[] = { "project", "home", "customer", "told_on" };
    const char *labels[] = { _("Signature of the customer"), _("Date"), _("Told by"), _("Date") };

    (void)err;
    paper_title(p, office_code_text(s->o, "notice_kind", record_text(r, "kind")));
    for (size_t i = 0; i < COUNT(shown); i++) {
        const struct field *f = &told_fields[field_index(told_fields, shown[i])];

        sheet_pair(s, _(f->label), sheet_value(s, f, record_value((struct record *)r, shown[i])), false);
    }
    paper_pairs(p, PAPER_BOXED, s->pairs, s->count, 2);
    paper_gap(p);
    paper_text(p, record_text(r, "text"));
    paper_gap(p);
    paper_text(p, _("This was explained to me and I have understood it."));
    paper_sign(p, labels, COUNT(labels));
    return true;
}

const struct reg told_notice_register = {
    .name = "told_notice", .one = N_("Notice to a customer"), .many = N_("Notices to customers"), .fields = told_fields,
    .states = told_states, .moves = told_moves,
    .title = "kind customer home", .columns = "kind customer home told_on signed_on signer state", .order = "-id", .search = "text signer note",
    .unique = "kind customer home", .subjects = "customer home", .saving = told_saving, .check = told_check, .paper = told_paper,
    .tips = told_tips,
};
