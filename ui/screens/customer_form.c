/* The form of a customer: the record's fields that this person may see, and the phones. */
#include "ui/screens/customer.h"

#include "base/lang.h"
#include "base/text.h"
#include "data/customer.h"
#include "data/presence.h"
#include "data/timeline.h"
#include "rules/find_words.h"
#include "ui/kit/dialog.h"
#include "ui/kit/form.h"
#include "ui/screens/desk.h"
#include "ui/screens/form_draft.h"
#include "ui/screens/meeting.h"

#include <stdio.h>
#include <string.h>

#define PHONES 4            /* fields of the form; more than these stay behind them */

struct customer_form {
    struct screen *sc;
    struct arena kept;
    struct field *fields;           /* of the form: made for this person's rights */
    int phone;                      /* the first phone among them */
    struct record *record;          /* as it was read, or new */
    struct customer_phone *had;
    size_t nhad;
    struct form *form;
    struct form_draft draft;
    bool saved;
    struct presence *here;
    const char *others;             /* who else changes this customer */
};

/* ---- the fields ------------------------------------------------------------------------------------------------ */

static struct field
phone_field(struct arena *a, int number)
{
    return (struct field){
        .name = arena_printf(a, "phone%d", number), .label = number == 1 ? N_("Phone") : N_("Further phone"),
        .hint = number == 1 ? N_("The one to ring first. An emptied phone is retired; it stays in the history.") : NULL,
        .kind = FIELD_PHONE, .cols = 18, .mask = MASK_PHONE, .skip = number > 1,
    };
}

static bool
offered(const struct office *o, const struct field *f)
{
    return office_sees_group(o, f->group);
}

/* Name, phones, the rest: what this person may not see is not there, and so is not changed. */
static void
make_fields(struct customer_form *s, const struct office *o)
{
    static const struct field why = { .name = "why", .label = N_("Why corrected"), .kind = FIELD_TEXT, .cols = 30, .skip = true };
    const struct field *all = reg_get("customer")->fields;
    int n = 0;

    s->fields = arena_alloc(&s->kept, (field_count(all) + PHONES + 2) * sizeof *s->fields);
    s->fields[n++] = all[0];
    s->phone = n;
    for (int i = 1; i <= PHONES; i++)
        s->fields[n++] = phone_field(&s->kept, i);
    for (const struct field *f = all + 1; f->name; f++)
        if (offered(o, f))
            s->fields[n++] = *f;
    if (s->record->id)
        s->fields[n] = why;
}

static struct value *
values_of(struct customer_form *s, const struct record *r, const struct customer_phone *phones, size_t nphones)
{
    struct value *v = arena_alloc(&s->kept, (field_count(s->fields) + 1) * sizeof *v);

    for (int i = 0; s->fields[i].name; i++) {
        int at = field_index(r->reg->fields, s->fields[i].name);

        if (at >= 0)
            v[i] = r->v[at];
    }
    for (size_t i = 0; i < nphones && i < PHONES; i++)
        v[s->phone + (int)i] = (struct value){ .set = true, .text = phones[i].number };
    return v;
}

/* The record as the form has it now. */
static struct record *
record_of(struct customer_form *s)
{
    struct record *r = arena_alloc(&s->kept, sizeof *r);
    const struct value *v = form_values(s->form);
    size_t n = field_count(s->record->reg->fields);

    *r = *s->record;
    r->v = arena_alloc(&s->kept, n * sizeof *r->v);
    memcpy(r->v, s->record->v, n * sizeof *r->v);
    for (int i = 0; s->fields[i].name; i++) {
        int at = field_index(r->reg->fields, s->fields[i].name);

        if (at >= 0)
            r->v[at] = v[i];
    }
    return r;
}

static size_t
phones_of(struct customer_form *s, const char **out)
{
    size_t n = 0;

    for (int i = 0; i < PHONES; i++) {
        const struct value *v = form_get(s->form, s->phone + i);

        if (v->set)
            out[n++] = v->text;
    }
    for (size_t i = PHONES; i < s->nhad; i++)
        out[n++] = s->had[i].number;
    return n;
}

/* ---- life ------------------------------------------------------------------------------------------------------ */

static void
on_draft(void *ctx, struct form *f)
{
    form_draft_write(&((struct customer_form *)ctx)->draft, f);
}

static void
on_leave(void *ctx, struct form *f, int field)
{
    form_draft_leave(&((struct customer_form *)ctx)->draft, f, field);
}

/* This number is known: say whose it is while it can still be looked at. */
static void
on_change(void *ctx, struct form *f, int field)
{
    struct customer_form *s = ctx;
    const struct value *v = form_get(f, field);
    int64_t ids[4];
    size_t n;
    struct arena a = { 0 };

    if (field < s->phone || field >= s->phone + PHONES || !v->set ||
        !customer_by_phone(office_of(s->sc), v->text, ids, COUNT(ids), &n, NULL))
        return;
    for (size_t i = 0; i < n; i++) {
        char *who = ids[i] == s->record->id ? NULL : reg_ref_text(office_of(s->sc), "customer", ids[i], &a);

        if (who) {
            app_say(s->sc->app, _("%s has this number already: Ctrl-F shows the record. Another name makes a second person."), who);
            break;
        }
    }
    arena_free(&a);
}

static const struct form_ops form_ops = { .change = on_change, .draft = on_draft, .leave = on_leave };

/* What stood in the find box: a phone goes to the phones, a Chinese name to the name. */
static void
take_typed(struct customer_form *s, const char *typed)
{
    struct find_word words[FIND_WORDS_MAX];
    size_t n = find_words(&s->kept, typed ? typed : "", words, FIND_WORDS_MAX);

    for (size_t i = 0; i < n; i++) {
        struct value v = { .set = true, .text = words[i].text };

        if (words[i].kind == WORD_PHONE)
            form_set(s->form, s->phone, &v);
        else if (words[i].kind == WORD_NAME)
            form_set(s->form, 0, &v);
    }
    form_refocus(s->form);
}

static bool
form_open(struct screen *sc, void *arg, struct err *err)
{
    struct customer_form *s = sc->state;
    const struct customer_wish *wish = arg;
    struct office *o = office_of(sc);
    const struct reg *reg = reg_get("customer");

    s->sc = sc;
    if (wish->id == 0)
        s->record = record_new(o, reg, &s->kept);
    else if (!reg_read(o, reg, wish->id, &s->kept, &s->record, err) || !customer_phones(o, wish->id, &s->kept, &s->had, &s->nhad, err))
        return false;
    make_fields(s, o);
    s->form = form_new(s->fields, desk_env(desk_of(sc)), &form_ops, s);
    form_set_phrases(s->form, app_phrases, sc->app);
    s->draft = (struct form_draft){ .drafts = desk_of(sc)->drafts, .name = "customer", .matter = wish->id, .title_fields = "name phone1" };
    if (wish->id) {
        s->here = presence_enter(o, "customer", wish->id);
        form_load(s->form, values_of(s, s->record, s->had, s->nhad));
        form_focus(s->form, 0);
        screen_title(sc, _("Correct %s"), record_text(s->record, "name"));
    } else {
        form_start(s->form, NULL);
        take_typed(s, wish->typed);
        screen_title(sc, "%s", _("New customer"));
    }
    if (wish->draft && !form_draft_restore(&s->draft, wish->draft, s->form))
        app_warn(sc->app, "%s", _("The draft holds nothing that fits here."));
    return true;
}

static bool
form_look(struct screen *sc, struct err *err)
{
    struct customer_form *s = sc->state;

    (void)err;
    s->others = s->record->id ? meeting_others(sc, "customer", s->record->id) : NULL;
    return true;
}

static void
form_close(struct screen *sc)
{
    struct customer_form *s = sc->state;

    presence_leave(&s->here);
    if (s->form && form_draft_close(&s->draft) && !s->saved)
        app_say(sc->app, "%s", _("What was typed is kept as a draft; the desk (F9) offers it again."));
    form_free(&s->form);
    arena_free(&s->kept);
}

static void
form_screen_draw(struct screen *sc, struct box body)
{
    form_draw(((struct customer_form *)sc->state)->form, sc->term, body);
}

static bool
form_screen_key(struct screen *sc, const struct key *k)
{
    return form_key(((struct customer_form *)sc->state)->form, k);
}

static bool
form_typing(const struct screen *sc)
{
    (void)sc;
    return true;
}

static const char *
form_hint(struct screen *sc, bool *warn)
{
    struct customer_form *s = sc->state;

    return meeting_note(s->form, s->others, warn);
}

/* ---- saving ------------------------------------------------------------------------------------------------------- */

/* Somebody wrote it meanwhile: theirs comes into every field that was not changed here; the next save goes on from it. */
static void
take_theirs(struct customer_form *s)
{
    struct record *theirs;
    struct customer_phone *phones;
    struct value *before, *now;
    size_t n;

    if (!reg_read(office_of(s->sc), s->record->reg, s->record->id, &s->kept, &theirs, NULL) ||
        !customer_phones(office_of(s->sc), s->record->id, &s->kept, &phones, &n, NULL))
        return;
    before = values_of(s, s->record, s->had, s->nhad);
    now = values_of(s, theirs, phones, n);
    for (int i = 0; s->fields[i].name; i++)
        if (value_equal(&s->fields[i], form_get(s->form, i), &before[i]) && !value_equal(&s->fields[i], &before[i], &now[i]))
            form_set(s->form, i, &now[i]);
    s->record = theirs;
    s->had = phones;
    s->nhad = n;
}

/* One phone for two people: how they belong together may be said at once. */
static void
offer_relation(struct customer_form *s, int64_t id, const char *const *phones, size_t nphones)
{
    struct office *o = office_of(s->sc);
    const struct option_list *kinds = office_list(o, "relation");
    int64_t ids[4], other = 0;
    struct arena a = { 0 };
    struct err err = { 0 };
    size_t n;
    int kind;

    for (size_t i = 0; i < nphones && !other; i++)
        for (size_t k = 0; customer_by_phone(o, phones[i], ids, COUNT(ids), &n, NULL) && k < n && !other; k++)
            other = ids[k] == id ? 0 : ids[k];
    if (other) {
        kind = dialog_choose(s->sc->app, arena_printf(&a, _("Same phone as %s: who is that to them? (Esc: nobody)"), reg_ref_text(o, "customer", other, &a)),
                             kinds->options, kinds->count, 0);
        if (kind >= 0 && !customer_bind(o, id, other, kinds->options[kind].code, &err))
            app_say_err(s->sc->app, &err);
    }
    arena_free(&a);
}

static void
refused(struct customer_form *s, struct err *err)
{
    if (err->code == ERR_CHANGED)
        take_theirs(s);
    if (strcmp(err->field, "phone") == 0)
        snprintf(err->field, sizeof err->field, "%s", s->fields[s->phone].name);
    form_fail(s->form, err);
}

static void
save(struct screen *sc)
{
    struct customer_form *s = sc->state;
    const char **phones = arena_alloc(&s->kept, (PHONES + s->nhad) * sizeof *phones);
    int why = field_index(s->fields, "why");
    bool is_new = s->record->id == 0;
    struct record *r;
    struct err err = { 0 };
    size_t n;

    if (!form_check(s->form))
        return;
    r = record_of(s);
    n = phones_of(s, phones);
    if (!customer_save(office_of(sc), r, phones, n, why >= 0 && form_get(s->form, why)->set ? form_get(s->form, why)->text : NULL, &err)) {
        refused(s, &err);
        return;
    }
    s->saved = true;
    form_draft_saved(&s->draft);
    if (is_new)
        offer_relation(s, r->id, phones, n);
    app_say(sc->app, is_new ? _("%s is stored.") : _("%s is corrected; the old values stay in the history."),
            text_harmless(&s->kept, record_text(r, "name")));
    if (is_new)
        screen_replace(sc->app, &customer_screen, &r->id);
    else
        screen_pop(sc->app);
}

static void
reveal_field(struct screen *sc)
{
    struct customer_form *s = sc->state;
    int at = form_at(s->form);
    bool phone = at >= s->phone && at < s->phone + PHONES;
    const struct option_list *purposes = office_list(office_of(sc), "reveal_purpose");
    struct err err = { 0 };
    int purpose = dialog_choose(sc->app, _("What is it needed for?"), purposes->options, purposes->count, 0);

    if (purpose < 0)
        return;
    if (customer_reveal(office_of(sc), s->record->id, phone ? "phone" : "idcard", purposes->options[purpose].code, &s->kept, &err))
        form_reveal(s->form, at);
    else
        app_say_err(sc->app, &err);
}

static bool
is_masked(const struct screen *sc)
{
    const struct customer_form *s = sc->state;

    return s->record->id && form_at(s->form) >= 0 && form_masked(s->form, form_at(s->form));
}

static const struct command commands[] = {
    { .id = "customer.save", .key = CMD_CTRL('s'), .need = NEED_WRITE, .right = "do customer.edit", .bar = N_("Save"), .help = N_("Stores the record."), .run = save },
    { .id = "customer.unmask", .key = CMD_CTRL('v'), .need = NEED_WRITE, .bar = N_("Show"),
      .help = N_("Shows the masked value under the cursor; asks what for and writes it down."), .run = reveal_field, .when = is_masked },
    { 0 }
};

const struct screen_ops customer_form_screen = {
    .name = "customer.form", .title = N_("Customer"), .state_size = sizeof(struct customer_form), .commands = commands,
    .open = form_open, .load = form_look, .draw = form_screen_draw, .key = form_screen_key, .typing = form_typing, .hint = form_hint, .close = form_close,
};
