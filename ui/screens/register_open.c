/* Ways into the register screens. */
#include "ui/screens/register.h"

#include "base/lang.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"

#include <string.h>

#define DRAFTS_OFFERED 8

void
register_open(struct app *app, const struct reg *reg)
{
    screen_push(app, &register_screen, (void *)reg);
}

void
register_open_record(struct app *app, const struct reg *reg, int64_t id)
{
    struct register_wish wish = { .reg = reg, .id = id };

    screen_push(app, &register_record_screen, &wish);
}

void
register_open_matter(struct screen *sc, const char *about, int64_t id)
{
    const struct reg *reg = reg_get(about);

    if (reg)
        register_open_record(sc->app, reg, id);
}

void
register_open_draft(struct screen *sc, struct draft *d, int64_t matter)
{
    struct register_wish wish = { .reg = reg_get(draft_get(d, "register")), .id = matter, .draft = d };

    if (wish.reg)
        screen_push(sc->app, &register_form_screen, &wish);
    else
        draft_close(&d);
}

/* Drafts of this form that its writer left, newest first. */
static size_t
drafts_left(struct screen *sc, const char *form, int64_t matter, struct arena *a, struct draft_info *out)
{
    struct draft_info *all;
    size_t n = 0, count = 0;

    if (!draft_list(desk_of(sc)->drafts, office_of(sc)->staff, a, &all, &count, NULL))
        return 0;
    for (size_t i = 0; i < count && n < DRAFTS_OFFERED; i++)
        if (strcmp(all[i].form, form) == 0 && all[i].matter == matter)
            out[n++] = all[i];
    return n;
}

/* 0: begin anew; else the draft's place from 1; -1: neither. */
static int
choose_draft(struct screen *sc, const struct draft_info *drafts, size_t n, struct arena *a)
{
    struct office *o = office_of(sc);
    struct option options[DRAFTS_OFFERED + 1];
    int chosen;

    for (size_t i = 0; i < n; i++)
        options[i] = (struct option) { .code = arena_printf(a, "%zu", i + 1),
                                       .text = arena_printf(a, _("Go on with the draft of %s  %s"), moment_show(a, drafts[i].when, office_now(o), o->zone),
                                                            drafts[i].title) };
    options[n] = (struct option) { .code = "0", .text = _("Begin anew; the draft stays") };
    chosen = dialog_choose(sc->app, _("Not finished last time"), options, n + 1, 0);
    return chosen < 0 ? -1 : (size_t)chosen == n ? 0 : chosen + 1;
}

void
register_open_form(struct screen *sc, const struct reg *reg, int64_t id)
{
    struct register_wish wish = { .reg = reg, .id = id };
    struct arena a = { 0 };
    struct draft_info drafts[DRAFTS_OFFERED];
    struct err err = { 0 };
    size_t n = drafts_left(sc, arena_printf(&a, "reg_%s", reg->name), id, &a, drafts);
    int chosen = n ? choose_draft(sc, drafts, n, &a) : 0;

    if (chosen > 0) {
        wish.draft = draft_resume(desk_of(sc)->drafts, &drafts[chosen - 1], &err);
        if (!wish.draft)
            app_say_err(sc->app, &err);
    }
    if (chosen == 0 || wish.draft)
        screen_push(sc->app, &register_form_screen, &wish);
    arena_free(&a);
}
