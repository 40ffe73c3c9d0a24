#include "ui/screens/viewing.h"

#include "base/lang.h"
#include "data/brief.h"
#include "data/customer.h"
#include "data/reception.h"
#include "ui/kit/dialog.h"
#include "ui/kit/form.h"
#include "ui/screens/desk.h"
#include "ui/screens/form_draft.h"

#include <stdlib.h>
#include <string.h>

struct viewing_form {
    struct record *record;
    struct arena kept;
    struct form *form;
    struct form_draft draft;
    struct screen *sc;
    int64_t customer;
    char *clash;                /* another appointment of the same consultant; NULL: none */
};

static void
offer(struct viewing_form *s, const char *field, struct value v)
{
    int i = field_index(viewing_form_fields, field);

    if (i >= 0 && v.set)
        form_set(s->form, i, &v);
}

static void
take_customer(struct viewing_form *s, int64_t customer)
{
    struct office *o = office_of(s->sc);
    struct record *c;

    s->customer = customer;
    if (!customer || !reg_read(o, reg_get("customer"), customer, &s->kept, &c, NULL))
        return;
    offer(s, "name", *record_value(c, "name"));
    offer(s, "form", *record_value(c, "form"));
    offer(s, "consultant", *record_value(c, "consultant"));
}

static void
phone_changed(struct viewing_form *s, const struct value *v)
{
    int64_t ids[8];
    size_t n = 0;

    if (!v->set || !customer_by_phone(office_of(s->sc), v->text, ids, COUNT(ids), &n, NULL) || n == 0)
        return;
    for (size_t i = 0; i < n; i++)
        if (ids[i] == form_suggested(s->form))
            ids[0] = ids[i];
    take_customer(s, ids[0]);
    form_refocus(s->form);
}

static void
collect(struct viewing_form *s)
{
    const struct value *v = form_values(s->form);

    for (int i = 0; viewing_form_fields[i].name; i++) {
        int at = field_index(viewing_register.fields, viewing_form_fields[i].name);

        if (at >= 0)
            s->record->v[at] = value_copy(&s->kept, &v[i]);
    }
    if (s->customer)
        record_set_num(s->record, "customer", s->customer);
}

static void
on_change(void *ctx, struct form *f, int field)
{
    struct viewing_form *s = ctx;
    const char *name = viewing_form_fields[field].name;

    if (strcmp(name, "phone") == 0)
        phone_changed(s, form_get(f, field));
    if (strcmp(name, "at") != 0 && strcmp(name, "consultant") != 0)
        return;
    collect(s);
    s->clash = record_num(s->record, "at") ? viewing_clash(office_of(s->sc), s->record, &s->kept) : NULL;
    if (s->clash)
        app_warn(s->sc->app, _("Overlaps %s of the same consultant."), s->clash);
}

static void
on_draft(void *ctx, struct form *f)
{
    form_draft_write(&((struct viewing_form *)ctx)->draft, f);
}

static void
on_leave(void *ctx, struct form *f, int field)
{
    form_draft_leave(&((struct viewing_form *)ctx)->draft, f, field);
}

static const struct form_ops form_ops = { .change = on_change, .draft = on_draft, .leave = on_leave };

static bool
open_form(struct screen *sc, void *data, struct err *err)
{
    static const struct viewing_arg none;
    const struct viewing_arg *arg = data ? data : &none;
    struct viewing_form *s = sc->state;
    struct office *o = office_of(sc);

    s->sc = sc;
    if (arg->id && !reg_read(o, &viewing_register, arg->id, &s->kept, &s->record, err))
        return false;
    if (!s->record)
        s->record = viewing_new(o, &s->kept);
    s->form = form_new(viewing_form_fields, desk_env(desk_of(sc)), &form_ops, s);
    s->draft = (struct form_draft){ .drafts = desk_of(sc)->drafts, .name = "viewing", .matter = arg->id, .title_fields = "name at" };
    if (arg->id) {
        struct value *v = arena_alloc(&s->kept, field_count(viewing_form_fields) * sizeof *v);

        for (int i = 0; viewing_form_fields[i].name; i++)
            if (field_index(viewing_register.fields, viewing_form_fields[i].name) >= 0)
                v[i] = *record_value(s->record, viewing_form_fields[i].name);
        form_load(s->form, v);
        s->customer = record_num(s->record, "customer");
    } else {
        form_start(s->form, NULL);
    }
    if (arg->customer)
        take_customer(s, arg->customer);
    if (arg->draft && !form_draft_restore(&s->draft, arg->draft, s->form))
        app_warn(sc->app, "%s", _("The draft holds nothing that fits here."));
    return true;
}

static void
draw_form(struct screen *sc, struct box body)
{
    struct viewing_form *s = sc->state;
    const char *needs = record_text(s->record, "needs");

    if (*needs)
        draw_printf(sc->term, body, 0, 1, -1, STYLE_WARN, _("Special needs: %s"), field_show(
            &viewing_register.fields[field_index(viewing_register.fields, "needs")], record_value(s->record, "needs"),
            desk_env(desk_of(sc)), &sc->arena));
    form_draw(s->form, sc->term, (struct box){ body.y + 1, body.x, body.rows - 1, body.cols });
}

static bool
form_keys(struct screen *sc, const struct key *k)
{
    return form_key(((struct viewing_form *)sc->state)->form, k);
}

static bool
typing(const struct screen *sc)
{
    return form_active(((const struct viewing_form *)sc->state)->form);
}

static const char *
hint(struct screen *sc, bool *warn)
{
    return form_note(((struct viewing_form *)sc->state)->form, warn);
}

static void
close_form(struct screen *sc)
{
    struct viewing_form *s = sc->state;

    if (form_draft_close(&s->draft))
        app_say(sc->app, "%s", _("Kept as a draft: the desk (F9) offers it again."));
    form_free(&s->form);
    arena_free(&s->kept);
}

static void
save(struct screen *sc)
{
    struct viewing_form *s = sc->state;
    struct err err = { 0 };

    if (!form_check(s->form))
        return;
    collect(s);
    if (!viewing_book(office_of(sc), s->record, &s->kept, &err)) {
        if (*err.field)
            form_fail(s->form, &err);
        else
            app_say_err(sc->app, &err);
        return;
    }
    form_clean(s->form);
    form_draft_saved(&s->draft);
    app_wrote(sc->app);
    app_say(sc->app, _("%s is booked: %s."), record_text(s->record, "number"),
            moment_show(&sc->arena, record_num(s->record, "at"), app_now(sc->app), app_zone(sc->app)));
    screen_pop(sc->app);
}

static const struct command commands[] = {
    { "viewing.save", CMD_CTRL('s'), 0, NEED_WRITE, "reception.do", N_("Save"), N_("Book the appointment."), save, NULL, NULL },
    { 0 }
};

static const char *const tips[] = {
    N_("Four things are asked for: who, how to be reached, how many, when (RCP-54)."),
    N_("Special needs stand out on the card, so that somebody prepares for them (RCP-58)."),
    NULL
};

const struct screen_ops viewing_form_screen = {
    .name = "viewing_form", .title = N_("Appointment"), .state_size = sizeof(struct viewing_form), .commands = commands, .tips = tips,
    .open = open_form, .draw = draw_form, .key = form_keys, .typing = typing, .hint = hint, .close = close_form,
};

void
viewing_open_matter(struct screen *sc, const char *about, int64_t id)
{
    struct viewing_arg arg = { .id = id };

    (void)about;
    screen_push(sc->app, &viewing_form_screen, &arg);
}

void
viewing_open_draft(struct screen *sc, struct draft *d, int64_t matter)
{
    struct viewing_arg arg = { .id = matter, .draft = d };

    screen_push(sc->app, &viewing_form_screen, &arg);
}
