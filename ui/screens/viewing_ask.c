#include "ui/screens/viewing_ask.h"

#include "base/lang.h"
#include "data/policy.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"
#include "ui/screens/dialog_draft.h"

#include <string.h>

#define CHOICES_MOST 9          /* one digit each */

static void
say(struct screen *sc, bool good, const struct err *err, const char *words)
{
    if (good)
        app_say(sc->app, "%s", words);
    else
        app_say_err(sc->app, err);
}

static bool
read_one(struct screen *sc, int64_t id, struct arena *a, struct record **out)
{
    struct err err = { 0 };

    if (reg_read(office_of(sc), &viewing_register, id, a, out, &err))
        return true;
    app_say_err(sc->app, &err);
    return false;
}

/* ---- who receives them ------------------------------------------------------------------------------------ */

static char *
consultant_line(const struct viewing_consultant *c, struct arena *a)
{
    if (c->busy)
        return arena_printf(a, _("%s  busy: %s"), c->name, c->busy);
    return arena_printf(a, _("%s  free%s, received today %lld"), c->name, c->duty ? "" : _(", not on duty"), (long long)c->received);
}

void
viewing_ask_assign(struct screen *sc, int64_t viewing)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct viewing_consultant who[CHOICES_MOST];
    struct option options[CHOICES_MOST] = { { 0 } };
    struct record *v;
    struct err err = { 0 };

    if (read_one(sc, viewing, &a, &v)) {
        moment at = record_num(v, "at"), now = office_now(o), from = at > now ? at : now;
        size_t n = viewing_consultants(o, record_num(v, "project"), from, from + record_num(v, "minutes") * 60, viewing, at <= now, &a, who, CHOICES_MOST);
        int chosen;

        for (size_t i = 0; i < n; i++)
            options[i].text = consultant_line(&who[i], &a);
        chosen = n ? dialog_choose(sc->app, _("Who shows them round?"), options, n, 0) : -1;
        if (n == 0)
            app_warn(sc->app, "%s", _("No consultant is noted for this project."));
        else if (chosen >= 0)
            say(sc, viewing_assign(o, viewing, who[chosen].staff, &err), &err,
                arena_printf(&a, _("%s: %s shows them round."), record_text(v, "name"), who[chosen].name));
    }
    arena_free(&a);
}

/* ---- another time, not at all -------------------------------------------------------------------------------- */

char *
viewing_ask_why(struct screen *sc, const char *title, struct arena *a)
{
    static const struct field why = {
        .name = "why", .label = N_("Why"), .hint = N_("In a few words; it stays in the history."), .kind = FIELD_TEXT, .cols = 40, .limit = 100, .required = true,
    };
    struct value v = { 0 };

    return dialog_line(sc->app, title, &why, desk_env(desk_of(sc)), a, &v) && v.set ? arena_strdup(a, v.text) : NULL;
}

void
viewing_ask_move(struct screen *sc, int64_t viewing)
{
    static const struct field fields[] = {
        { .name = "at", .label = N_("New time"), .hint = N_("w6 10 is Saturday at ten; 1128 1500, tomorrow 10."), .kind = FIELD_MOMENT, .required = true },
        { .name = "why", .label = N_("Why"), .hint = N_("In a few words; it stays in the history."), .kind = FIELD_TEXT, .cols = 30, .limit = 100, .required = true },
        { 0 },
    };
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct value v[2] = { { 0 } };
    struct record *r;
    struct err err = { 0 };

    if (read_one(sc, viewing, &a, &r) && dialog_form(sc->app, record_title(o, r, &a), fields, desk_env(desk_of(sc)), &a, v)) {
        char *clash;

        record_set_num(r, "at", v[0].num);
        clash = viewing_clash(o, r, &a);
        if (!viewing_move(o, viewing, v[0].num, v[1].text, &err))
            app_say_err(sc->app, &err);
        else if (clash)
            app_warn(sc->app, _("Moved, but it overlaps %s."), clash);
        else
            app_say(sc->app, _("%s: moved to %s. A new message says so."), record_text(r, "name"), moment_show(&a, v[0].num, office_now(o), o->zone));
    }
    arena_free(&a);
}

void
viewing_ask_cancel(struct screen *sc, int64_t viewing)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct record *r;
    struct err err = { 0 };
    char *why;

    if (read_one(sc, viewing, &a, &r) && (why = viewing_ask_why(sc, arena_printf(&a, _("Cancel %s"), record_title(o, r, &a)), &a)))
        say(sc, viewing_cancel(o, viewing, why, &err), &err, arena_printf(&a, _("%s is cancelled."), record_title(o, r, &a)));
    arena_free(&a);
}

/* ---- what came of it --------------------------------------------------------------------------------------------- */

void
viewing_ask_result(struct screen *sc, int64_t viewing)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct value v[5] = { { 0 } };
    struct form_draft fd = { .name = "viewing_result", .matter = viewing };
    struct record *r;
    struct err err = { 0 };

    if (read_one(sc, viewing, &a, &r)) {
        fd.about = record_text(r, "name");
        for (int i = 0; viewing_result_fields[i].name; i++)
            v[i] = *record_value(r, viewing_result_fields[i].name);
        if (!v[0].set)
            v[0] = *record_value(r, "homes");
        if (dialog_form_drafted(sc, record_title(o, r, &a), viewing_result_fields, &a, v, &fd)) {
            bool good;

            for (int i = 0; viewing_result_fields[i].name; i++)
                *record_value(r, viewing_result_fields[i].name) = v[i];
            good = viewing_finish(o, r, &err);
            if (good)
                form_draft_saved(&fd);
            else
                form_draft_close(&fd);
            say(sc, good, &err, arena_printf(&a, _("%s: noted what they saw and said."), record_text(r, "name")));
        }
    }
    arena_free(&a);
}

/* ---- when ------------------------------------------------------------------------------------------------------------ */

bool
viewing_ask_slot(struct screen *sc, const struct record *viewing, day from, struct viewing_slot *out)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct viewing_slot slots[CHOICES_MOST];
    struct option options[CHOICES_MOST] = { { 0 } };
    day today = office_today(o);
    size_t n = viewing_slots(o, viewing, from > today ? from : today, &a, slots, CHOICES_MOST);
    int chosen = -1;

    for (size_t i = 0; i < n; i++)
        options[i].text = arena_printf(&a, "%s %s  %s", moment_show(&a, slots[i].at, office_now(o), o->zone),
                                       day_weekday_name(moment_day(slots[i].at, o->zone)), slots[i].names);
    if (n == 0)
        app_warn(sc->app, _("Nothing is free within %lld days."), (long long)policy_number(o, "viewing.show_days"));
    else
        chosen = dialog_choose(sc->app, _("Free times"), options, n, 0);
    if (chosen >= 0)
        *out = (struct viewing_slot){ slots[chosen].at, slots[chosen].consultant, NULL };
    arena_free(&a);
    return chosen >= 0;
}
