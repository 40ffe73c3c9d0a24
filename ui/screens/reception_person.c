/* Who it is that came or rings: by the number, by the name, what is known, who receives them. */
#include "ui/screens/reception_private.h"

#include "base/lang.h"
#include "data/claim.h"
#include "data/customer.h"
#include "data/turn.h"
#include "ui/screens/desk.h"
#include "ui/screens/tell.h"

#include <string.h>

bool
reception_form_is_open(const struct reception_form *s)
{
    return strcmp(s->rec->record->state, "open") == 0;
}

int64_t
reception_form_project(const struct reception_form *s)
{
    int64_t project = record_num(s->rec->record, "project");

    return project ? project : office_of(s->sc)->project;
}

void
reception_form_learn(struct reception_form *s)
{
    struct office *o = office_of(s->sc);

    arena_reset(&s->known);
    s->nbrief = tell_brief(o, reception_form_project(s), &s->known, s->brief, TELL_MAX);
    s->nbrief += customer_brief(o, s->customer, &s->known, s->brief + s->nbrief, BRIEF_MAX - s->nbrief);
    if (s->brief_at >= (int)s->nbrief)
        s->brief_at = -1;
}

void
reception_form_offer(struct reception_form *s, const char *field, const char *text)
{
    int i = field_index(s->fields, field);
    struct value v = { .set = text && *text, .text = text };

    if (i >= 0 && v.set)
        form_set(s->form, i, &v);
}

void
reception_form_offer_number(struct reception_form *s, const char *field, int64_t number)
{
    int i = field_index(s->fields, field);
    struct value v = { .set = true, .num = number };

    if (i >= 0)
        form_set(s->form, i, &v);
}

/* Who receives: the owner of a known customer, else whoever is next in turn. Without a rota nothing is proposed. */
void
reception_form_propose(struct reception_form *s)
{
    struct office *o = office_of(s->sc);
    int at = field_index(s->fields, "project"), turn = field_index(s->fields, "turn");
    int64_t project = at >= 0 && form_get(s->form, at)->set ? form_get(s->form, at)->num : o->project, owner, next;

    if (turn < 0 || s->rec->record->id)
        return;
    owner = claim_owner(o, project, s->customer);
    next = owner ? 0 : turn_next(o, project);
    form_set(s->form, turn, &(struct value){ .set = next != 0, .num = next });
    if (owner || next)
        reception_form_offer_number(s, "consultant", owner ? owner : next);
}

/* This is who it is: fill in what is known, the right side follows. */
void
reception_form_take(struct reception_form *s, int64_t customer)
{
    struct office *o = office_of(s->sc);
    struct arena a = { 0 };
    struct record *c;

    s->customer = customer;
    reception_caller(o, s->rec, customer);
    reception_form_offer_number(s, "first", customer == 0);
    if (customer && reg_read(o, reg_get("customer"), customer, &a, &c, NULL)) {
        reception_form_offer(s, "name", record_text(c, "name"));
        reception_form_offer(s, "form", record_text(c, "form"));
        reception_form_offer(s, "channel", record_text(c, "channel"));
        if (record_num(c, "consultant"))
            reception_form_offer_number(s, "consultant", record_num(c, "consultant"));
    }
    arena_free(&a);
    reception_form_propose(s);
    reception_form_learn(s);
}

static int64_t
suggested_or_first(const struct reception_form *s)
{
    int64_t taken = form_suggested(s->form);

    for (size_t i = 0; taken && i < s->nsame; i++)
        if (s->same[i] == taken)
            return taken;
    return s->nsame ? s->same[0] : 0;
}

static void
phone_changed(struct reception_form *s, int field)
{
    const struct value *v = form_get(s->form, field);
    struct office *o = office_of(s->sc);

    s->asked_phone = v->set;
    s->nsame = 0;
    if (v->set && !customer_by_phone(o, v->text, s->same, SAME_PHONE_MAX, &s->nsame, NULL))
        s->nsame = 0;
    if (s->nsame == 0 && s->customer == 0) {
        reception_form_offer_number(s, "first", v->set);
        return;
    }
    reception_form_take(s, suggested_or_first(s));
    if (s->nsame > 1)
        app_say(s->sc->app, _("%zu people have this number: Ctrl-N shows the next one."), s->nsame);
    form_refocus(s->form);
}

/* A known number under another name: a second person of the household, not the first one renamed. */
static void
name_changed(struct reception_form *s, int field)
{
    struct office *o = office_of(s->sc);
    struct arena a = { 0 };
    struct record *c;
    const struct value *v = form_get(s->form, field);

    if (s->customer && v->set && reg_read(o, reg_get("customer"), s->customer, &a, &c, NULL) &&
        strcmp(record_text(c, "name"), v->text) != 0) {
        s->customer = 0;
        reception_caller(o, s->rec, 0);
        reception_form_offer_number(s, "first", 1);
        reception_form_propose(s);
        reception_form_learn(s);
        app_say(s->sc->app, _("Another name on this number: saved as a second person, %s stays as it is."), record_text(c, "name"));
    }
    arena_free(&a);
}

/* Tomorrow at ten unless they say otherwise: Enter takes it. */
static void
propose_time(struct reception_form *s)
{
    int i = field_index(s->fields, "next_at");
    struct office *o = office_of(s->sc);

    if (i >= 0 && !form_get(s->form, i)->set)
        reception_form_offer_number(s, "next_at", moment_at(office_today(o) + 1, 10 * 3600, o->zone));
}

/* Beyond the sixth ring the stand-in on duty is there at once (RCP-03). */
static void
rings_changed(struct reception_form *s, int field)
{
    static const char *const fields[] = { "forwarded", "backup", "answered_by" };
    struct record *r = s->rec->record;

    record_set_num(r, "rings", form_get(s->form, field)->num);
    for (size_t i = 0; i < COUNT(fields); i++)
        record_clear(r, fields[i]);
    reception_forward(office_of(s->sc), s->rec);
    for (size_t i = 0; i < COUNT(fields); i++)
        form_set(s->form, field_index(s->fields, fields[i]), record_value(r, fields[i]));
}

void
reception_form_changed(struct reception_form *s, int field)
{
    const char *name = s->fields[field].name;

    if (strcmp(name, "phone") == 0)
        phone_changed(s, field);
    else if (strcmp(name, "name") == 0)
        name_changed(s, field);
    else if (strcmp(name, "rings") == 0)
        rings_changed(s, field);
    else if (strcmp(name, "next_step") == 0 || strcmp(name, "invited") == 0)
        propose_time(s);
}

void
reception_form_next_person(struct screen *sc)
{
    struct reception_form *s = sc->state;
    size_t i = 0;

    if (s->nsame < 2) {
        app_say(sc->app, "%s", _("Only one person is known by this number."));
        return;
    }
    while (i < s->nsame && s->same[i] != s->customer)
        i++;
    reception_form_take(s, s->same[(i + 1) % s->nsame]);
    form_refocus(s->form);
}
