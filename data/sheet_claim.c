/* The slip of a first contact: what was written down, and until when it protects. */
#include "data/sheet_private.h"

#include "base/lang.h"
#include "data/claim.h"

bool
sheet_first_contact(struct sheet_pairs *s, struct paper *p, const struct record *r, struct err *err)
{
    const char *labels[] = { _("Customer"), _("Consultant"), _("Date") };
    struct claim_found f;

    for (int i = 0; r->reg->fields[i].name; i++)
        if (r->v[i].set)
            sheet_pair(s, _(r->reg->fields[i].label), sheet_value(s, &r->reg->fields[i], &r->v[i]), r->reg->fields[i].kind == FIELD_LONG);
    if (!claim_of(s->o, record_num(r, "project"), record_num(r, "customer"), 0, s->a, &f, err))
        return false;
    sheet_pair(s, _("Belongs to"), claim_sentence(&f.c, &f.verdict, s->a), true);
    paper_pairs(p, PAPER_BOXED, s->pairs, s->count, 2);
    paper_text(p, _("This contact is written in the office's journal under its number and is never changed."));
    paper_sign(p, labels, COUNT(labels));
    return true;
}
