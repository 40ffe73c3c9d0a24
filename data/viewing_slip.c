/* The slip that a visitor takes home: when, whom to ask for, what to bring (RCP-54, RCP-55). */
#include "data/viewing.h"

#include "base/lang.h"
#include "data/policy.h"
#include "data/reception.h"
#include "data/sheet_private.h"

bool
viewing_slip(struct sheet_pairs *s, struct paper *p, const struct record *r, struct err *err)
{
    static const char *const shown[] = { "number", "project", "name", "form", "phone", "at", "party", "homes", "needs", "consultant" };
    const char *labels[] = { _("Consultant"), _("Date") };

    (void)err;
    paper_title(p, _(viewing_register.one));
    for (size_t i = 0; i < COUNT(shown); i++) {
        const struct field *f = &viewing_register.fields[field_index(viewing_register.fields, shown[i])];

        sheet_pair(s, _(f->label), sheet_value(s, f, record_value((struct record *)r, shown[i])), false);
    }
    paper_pairs(p, PAPER_BOXED, s->pairs, s->count, 2);
    paper_gap(p);
    paper_text(p, policy_text(s->o, "viewing.notice"));
    paper_sign(p, labels, COUNT(labels));
    return true;
}
