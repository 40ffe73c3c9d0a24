#include "ui/screens/open.h"

#include "base/lang.h"
#include "ui/screens/claim.h"
#include "ui/screens/complaint.h"
#include "ui/screens/customer.h"
#include "ui/screens/desk.h"
#include "ui/screens/messages.h"
#include "ui/screens/reception.h"
#include "ui/screens/viewing.h"
#include "ui/screens/register.h"

#include <string.h>

/* A screen that shows a matter adds its row; any register has its page. */
static const struct opener openers[] = {
    { "reception", reception_open_matter },
    { "viewing", viewing_open_matter },
    { "customer", customer_open_matter },
    { "customer_claim", claim_open_matter },
    { "complaint", complaint_open_matter },
    { "message", messages_open_matter },
    { "*", register_open_matter },
    { 0 },
};

static const struct draft_opener draft_openers[] = {
    { "call", reception_open_call_draft },
    { "walk_in", reception_open_walk_in_draft },
    { "viewing", viewing_open_draft },
    { "viewing_urgent", viewing_open_urgent_draft },
    { "complaint", complaint_open_draft },
    { "customer", customer_open_draft },
    { "reg_*", register_open_draft },
    { 0 },
};

/* "*" is any register, "reg_*" any form that begins so. */
static bool
fits(const char *row, const char *word)
{
    size_t size = strlen(row);

    if (strcmp(row, "*") == 0)
        return reg_get(word) != NULL;
    return row[size - 1] == '*' ? strncmp(row, word, size - 1) == 0 : strcmp(row, word) == 0;
}

bool
open_matter(struct screen *sc, const char *about, int64_t id)
{
    for (const struct opener *o = openers; o->about; o++)
        if (fits(o->about, about)) {
            o->open(sc, about, id);
            return true;
        }
    app_say(sc->app, _("This has no screen of its own; i says why it is due."));
    return false;
}

bool
open_draft(struct screen *sc, const struct draft_info *info)
{
    struct err err = { 0 };
    struct draft *d;

    for (const struct draft_opener *o = draft_openers; o->form; o++)
        if (fits(o->form, info->form)) {
            d = draft_resume(desk_of(sc)->drafts, info, &err);
            if (d)
                o->open(sc, d, info->matter);
            else
                app_say_err(sc->app, &err);
            return d != NULL;
        }
    app_say(sc->app, _("Nothing here goes on with this draft."));
    return false;
}
