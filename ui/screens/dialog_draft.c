#include "ui/screens/dialog_draft.h"

#include "base/lang.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"

#include <string.h>

struct asking {
    struct screen *sc;
    struct form_draft *fd;
};

/* The newest of that form about that matter; asked a second time the draft is open already and the values are there. */
static void
resume(void *ctx, struct form *f)
{
    struct asking *k = ctx;
    struct arena a = { 0 };
    struct draft_info *all;
    struct draft *d = NULL;
    size_t count = 0;

    if (k->fd->draft || !draft_list(k->fd->drafts, office_of(k->sc)->staff, &a, &all, &count, NULL))
        count = 0;
    for (size_t i = 0; i < count && !d; i++)
        if (all[i].matter == k->fd->matter && strcmp(all[i].form, k->fd->name) == 0)
            d = draft_resume(k->fd->drafts, &all[i], NULL);
    if (d && form_draft_restore(k->fd, d, f))
        app_say(k->sc->app, "%s", _("What you had typed here last time is filled in."));
    arena_free(&a);
}

static void
write_draft(void *ctx, struct form *f)
{
    struct asking *k = ctx;

    form_draft_write(k->fd, f);
    if (k->fd->err.code)
        app_say_err(k->sc->app, &k->fd->err);
}

static void
leave_field(void *ctx, struct form *f, int field)
{
    struct asking *k = ctx;

    form_draft_leave(k->fd, f, field);
    if (k->fd->err.code)
        app_say_err(k->sc->app, &k->fd->err);
}

bool
dialog_form_drafted(struct screen *sc, const char *title, const struct field *fields, struct arena *a, struct value *values, struct form_draft *fd)
{
    struct asking k = { sc, fd };
    struct dialog_keeper keeper = { .begin = resume, .draft = write_draft, .leave = leave_field, .ctx = &k };
    bool good;

    fd->drafts = desk_of(sc)->drafts;
    good = dialog_form_kept(sc->app, title, fields, desk_env(desk_of(sc)), a, values, &keeper);
    if (!good && form_draft_close(fd))
        app_say(sc->app, "%s", _("What you typed is kept: choose the same again to go on."));
    return good;
}
