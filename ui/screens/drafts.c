#include "ui/screens/drafts.h"

#include "base/lang.h"
#include "data/register.h"
#include "ui/kit/dialog.h"
#include "ui/screens/complaint.h"
#include "ui/screens/desk.h"
#include "ui/screens/open.h"

#include <string.h>

/* One's own words for what was being written. */
static const char *
form_word(const char *form)
{
    static const struct { const char *form, *word; } words[] = {
        { "call", N_("call") }, { "walk_in", N_("visit") }, { "customer", N_("customer record") }, { "viewing", N_("appointment") }, { "viewing_urgent", N_("unannounced viewing") },
        { "complaint", N_("complaint or repair") }, { "commitment", N_("what is promised") }, { "viewing_result", N_("what came of the viewing") },
    };
    const char *act = complaint_act_word(form);

    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(words[i].form, form) == 0)
            return _(words[i].word);
    if (act)
        return act;
    if (strncmp(form, "reg_", 4) == 0 && reg_get(form + 4))
        return _(reg_get(form + 4)->one);
    return form;
}

char *
draft_words(struct screen *sc, const struct draft_info *d, struct arena *a)
{
    struct office *o = office_of(sc);

    return arena_printf(a, "%s %s%s%s", moment_show(a, d->when, office_now(o), o->zone), form_word(d->form),
                        *d->title ? " " : "", d->title);
}

/* The only one, or the one chosen. NULL: none, or Esc. */
static struct draft_info *
choose(struct screen *sc, const char *question, struct arena *a)
{
    struct draft_info *drafts;
    struct option *options;
    size_t count;
    int at = 0;

    if (!draft_list(desk_of(sc)->drafts, office_of(sc)->staff, a, &drafts, &count, NULL) || count == 0) {
        app_say(sc->app, _("Nothing is left half written."));
        return NULL;
    }
    options = arena_alloc(a, count * sizeof *options);
    for (size_t i = 0; i < count; i++)
        options[i].text = draft_words(sc, &drafts[i], a);
    if (count > 1)
        at = dialog_choose(sc->app, question, options, count, 0);
    return at >= 0 ? &drafts[at] : NULL;
}

void
drafts_choose(struct screen *sc)
{
    struct arena a = { 0 };
    struct draft_info *draft = choose(sc, _("Which one do you go on with?"), &a);

    if (draft)
        open_draft(sc, draft);
    arena_free(&a);
}

void
drafts_forget(struct screen *sc)
{
    struct arena a = { 0 };
    struct err err = { 0 };
    struct draft_info *draft = choose(sc, _("Which one is no longer wanted?"), &a);

    if (draft && dialog_confirm(sc->app, _("Throw away for good: %s? Ctrl-Y does it, any other key keeps it."), draft_words(sc, draft, &a))) {
        if (draft_forget(desk_of(sc)->drafts, draft, &err))
            app_say(sc->app, "%s", _("It is thrown away."));
        else
            app_say_err(sc->app, &err);
    }
    arena_free(&a);
}
