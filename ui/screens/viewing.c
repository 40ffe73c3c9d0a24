#include "ui/screens/viewing.h"

#include "base/lang.h"
#include "data/brief.h"
#include "data/customer.h"
#include "data/viewing.h"
#include "ui/kit/dialog.h"
#include "ui/kit/form.h"
#include "ui/screens/desk.h"
#include "ui/screens/form_draft.h"
#include "ui/screens/viewing_ask.h"

#include <stdlib.h>
#include <string.h>

struct viewing_form {
    struct record *record;
    struct arena kept;
    struct form *form;
    struct form_draft draft;
    struct screen *sc;
    int64_t customer;
    moment was_at;              /* of a stored one: when it was to be */
    char *clash;                /* what it overlaps, in words; NULL: nothing */
    bool clash_said;            /* saving again saves all the same */
    char *needs;                /* in words, with what they want prepared */
    char *message;              /* how it stands with the confirmation */
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
look_for_clash(struct viewing_form *s)
{
    char *clash;

    collect(s);
    clash = viewing_clash(office_of(s->sc), s->record, &s->kept);
    if (!clash || !s->clash || strcmp(clash, s->clash) != 0)
        s->clash_said = false;
    s->clash = clash;
    if (clash)
        app_warn(s->sc->app, _("Overlaps %s."), clash);
}

static void
say_needs(struct viewing_form *s)
{
    const struct value *v = form_get(s->form, field_index(viewing_form_fields, "needs"));

    s->needs = viewing_needs(office_of(s->sc), v->set ? v->text : "", &s->kept);
}

static void
on_change(void *ctx, struct form *f, int field)
{
    static const char *const overlapping[] = { "at", "consultant", "homes", "minutes" };
    struct viewing_form *s = ctx;
    const char *name = viewing_form_fields[field].name;

    if (strcmp(name, "phone") == 0)
        phone_changed(s, form_get(f, field));
    else if (strcmp(name, "needs") == 0)
        say_needs(s);
    for (size_t i = 0; i < COUNT(overlapping); i++)
        if (strcmp(name, overlapping[i]) == 0)
            look_for_clash(s);
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

static void
show_stored(struct viewing_form *s)
{
    struct value *v = arena_alloc(&s->kept, field_count(viewing_form_fields) * sizeof *v);

    for (int i = 0; viewing_form_fields[i].name; i++)
        v[i] = *record_value(s->record, viewing_form_fields[i].name);
    form_load(s->form, v);
    s->customer = record_num(s->record, "customer");
    s->was_at = record_num(s->record, "at");
    s->message = viewing_message_words(office_of(s->sc), s->record->id, &s->kept);
    screen_title(s->sc, "%s %s %s", _("Appointment"), record_text(s->record, "number"), reg_state_label(&viewing_register, s->record->state));
}

static void
start_new(struct viewing_form *s)
{
    form_start(s->form, NULL);
    if (!record_num(s->record, "urgent"))
        return;
    offer(s, "at", *record_value(s->record, "at"));
    screen_title(s->sc, "%s", _("Unannounced viewing"));
}

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
        s->record = arg->urgent ? viewing_new_urgent(o, &s->kept) : viewing_new(o, &s->kept);
    s->form = form_new(viewing_form_fields, desk_env(desk_of(sc)), &form_ops, s);
    form_set_phrases(s->form, app_phrases, sc->app);
    s->draft = (struct form_draft){ .drafts = desk_of(sc)->drafts, .name = arg->urgent ? "viewing_urgent" : "viewing", .matter = arg->id,
                                    .title_fields = "name at" };
    if (arg->id)
        show_stored(s);
    else
        start_new(s);
    if (arg->customer)
        take_customer(s, arg->customer);
    if (arg->draft && !form_draft_restore(&s->draft, arg->draft, s->form))
        app_warn(sc->app, "%s", _("The draft holds nothing that fits here."));
    say_needs(s);
    return true;
}

/* What stands out goes first: needs, then what overlaps, then the message. */
static void
draw_form(struct screen *sc, struct box body)
{
    struct viewing_form *s = sc->state;
    int y = 0;

    if (s->needs && *s->needs)
        draw_printf(sc->term, body, y++, 1, -1, STYLE_BAD, _("Special needs: %s"), s->needs);
    if (s->clash)
        draw_printf(sc->term, body, y++, 1, -1, STYLE_WARN, _("Overlaps %s."), s->clash);
    if (s->message && *s->message)
        draw_printf(sc->term, body, y++, 1, -1, STYLE_DIM, _("Confirmation message: %s"), s->message);
    y += y == 0;
    form_draw(s->form, sc->term, (struct box){ body.y + y, body.x, body.rows - y, body.cols });
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

/* It overlaps: said once, saved when asked again. */
static bool
clash_accepted(struct viewing_form *s)
{
    look_for_clash(s);
    if (!s->clash || s->clash_said)
        return true;
    s->clash_said = true;
    app_warn(s->sc->app, _("Overlaps %s. Ctrl-S again books it all the same."), s->clash);
    return false;
}

/* A stored one gets another time: why, for the history (RCP-61). */
static bool
move_explained(struct viewing_form *s)
{
    char *why;

    if (!s->was_at || record_num(s->record, "at") == s->was_at || record_num(s->record, "urgent"))
        return true;
    why = viewing_ask_why(s->sc, _("Why is it moved?"), &s->kept);
    record_set_text(s->record, "moved_why", why);
    return why != NULL;
}

static void
refused(struct viewing_form *s, const struct err *err)
{
    if (*err->field && field_index(viewing_form_fields, err->field) >= 0)
        form_fail(s->form, err);
    else
        app_say_err(s->sc->app, err);
}

static void
save(struct screen *sc)
{
    struct viewing_form *s = sc->state;
    struct err err = { 0 };
    bool assign;

    if (!form_check(s->form) || !clash_accepted(s) || !move_explained(s))
        return;
    if (!viewing_book(office_of(sc), s->record, &s->kept, &err)) {
        refused(s, &err);
        return;
    }
    form_clean(s->form);
    form_draft_saved(&s->draft);
    app_wrote(sc->app);
    assign = record_num(s->record, "urgent") && !record_num(s->record, "consultant");
    app_say(sc->app, _("%s is booked: %s."), record_text(s->record, "number"),
            moment_show(&sc->arena, record_num(s->record, "at"), app_now(sc->app), app_zone(sc->app)));
    if (assign)
        viewing_ask_assign(sc, s->record->id);
    screen_pop(sc->app);
}

static void
free_times(struct screen *sc)
{
    struct viewing_form *s = sc->state;
    struct office *o = office_of(sc);
    struct viewing_slot slot;
    struct value v = { .set = true };

    collect(s);
    if (!viewing_ask_slot(sc, s->record, record_num(s->record, "at") ? moment_day(record_num(s->record, "at"), o->zone) : 0, &slot))
        return;
    v.num = slot.at;
    offer(s, "at", v);
    v.num = slot.consultant;
    if (!record_num(s->record, "consultant"))
        offer(s, "consultant", v);
    form_draft_write(&s->draft, s->form);
    look_for_clash(s);
}

static const struct command commands[] = {
    { "viewing.save", CMD_CTRL('s'), 0, NEED_WRITE, "reception.do", N_("Save"), N_("Book the appointment."), save, NULL, NULL },
    { "viewing.free", CMD_CTRL('b'), 0, 0, NULL, N_("Free times"), N_("The next free times from that day on, and who is free."), free_times, NULL, NULL },
    { 0 }
};

static const char *const tips[] = {
    N_("Four things are asked for: who, how to be reached, how many, when (RCP-54)."),
    N_("Special needs stand out on the card, so that somebody prepares for them (RCP-58)."),
    N_("Overlapping is said and not forbidden; a moved one asks why (RCP-61)."),
    N_("The message with time and notice is written by itself and waits in the outbox (RCP-55)."),
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

void
viewing_open_urgent_draft(struct screen *sc, struct draft *d, int64_t matter)
{
    struct viewing_arg arg = { .id = matter, .draft = d, .urgent = true };

    screen_push(sc->app, &viewing_form_screen, &arg);
}
