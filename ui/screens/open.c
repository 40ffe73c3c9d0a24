#include "ui/screens/open.h"

#include "base/lang.h"
#include "ui/screens/claim.h"
#include "ui/screens/complaint.h"
#include "ui/screens/customer.h"
#include "ui/screens/desk.h"
#include "ui/screens/messages.h"
#include "ui/screens/reception.h"
#include "ui/screens/viewing.h"
#include "ui/screens/viewing_ask.h"
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

static void
ask_viewing_result(struct screen *sc, const char *form, int64_t matter)
{
    (void)form;
    viewing_ask_result(sc, matter);
}

static void
ask_commitment(struct screen *sc, const char *form, int64_t matter)
{
    (void)form;
    reception_open_matter(sc, "reception", matter);
    app_say(sc->app, "%s", _("Ctrl-A goes on with what is promised."));
}

static const struct draft_opener draft_openers[] = {
    { "call", .open = reception_open_call_draft },
    { "walk_in", .open = reception_open_walk_in_draft },
    { "viewing", .open = viewing_open_draft },
    { "viewing_urgent", .open = viewing_open_urgent_draft },
    { "complaint", .open = complaint_open_draft },
    { "customer", .open = customer_open_draft },
    { "reg_*", .open = register_open_draft },
    { "act_*", .ask = complaint_open_act },
    { "viewing_result", .ask = ask_viewing_result },
    { "commitment", .ask = ask_commitment },
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
        if (fits(o->form, info->form) && o->ask) {
            o->ask(sc, info->form, info->matter);
            return true;
        } else if (fits(o->form, info->form)) {
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
