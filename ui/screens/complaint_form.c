/* The intake: what the caller says on the left, what is known on the right, what it starts below. */
#include "ui/screens/complaint_private.h"

#include "base/lang.h"
#include "base/phone.h"
#include "base/text.h"
#include "data/customer.h"
#include "data/duty.h"
#include "data/policy.h"
#include "data/presence.h"
#include "data/vip_method.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"
#include "ui/screens/meeting.h"
#include "ui/screens/open.h"
#include "ui/screens/print.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define URGENT "2"

static int
at(const char *field)
{
    return field_index(complaint_intake_fields, field);
}

static void
offer_text(struct complaint_form *s, const char *field, const char *text)
{
    struct value v = { .set = text && *text, .text = text };

    form_set(s->form, at(field), &v);
}

static void
offer_num(struct complaint_form *s, const char *field, int64_t num)
{
    struct value v = { .set = num != 0, .num = num };

    form_set(s->form, at(field), &v);
}

/* ---- who rings ------------------------------------------------------------------------------------------ */

static void
take_customer(struct complaint_form *s, int64_t customer)
{
    struct office *o = office_of(s->sc);
    const struct value *phone = form_get(s->form, at("phone"));

    s->customer = customer;
    if (!customer)
        return;
    complaint_form_collect(s);
    record_clear(s->rec, "home");
    record_clear(s->rec, "relation");
    complaint_caller(o, s->rec, customer);
    offer_text(s, "name", record_text(s->rec, "name"));
    offer_text(s, "form", record_text(s->rec, "form"));
    offer_num(s, "home", record_num(s->rec, "home"));
    offer_text(s, "relation", record_text(s->rec, "relation"));
    if (record_num(s->rec, "project"))
        offer_num(s, "project", record_num(s->rec, "project"));
    if (!phone->set) {
        struct customer_phone *phones;
        size_t n;

        if (customer_phones(o, customer, &s->kept, &phones, &n, NULL) && n)
            offer_text(s, "phone", phones[0].number);
    }
}

static void
phone_changed(struct complaint_form *s, int field)
{
    const struct value *v = form_get(s->form, field);
    struct office *o = office_of(s->sc);
    int64_t taken = form_suggested(s->form);

    s->nsame = 0;
    if (v->set && !customer_by_phone(o, v->text, s->same, SAME_PHONE_MAX, &s->nsame, NULL))
        s->nsame = 0;
    if (s->nsame == 0) {
        s->customer = 0;
        return;
    }
    for (size_t i = 0; i < s->nsame && taken; i++)
        if (s->same[i] == taken) {
            take_customer(s, taken);
            break;
        }
    if (!s->customer || !taken)
        take_customer(s, s->same[0]);
    if (s->nsame > 1)
        app_say(s->sc->app, _("%zu people have this number: Ctrl-N shows the next one."), s->nsame);
    form_refocus(s->form);
}

/* A known number under another name: somebody else of the household rings, and is taken up as such. */
static void
name_changed(struct complaint_form *s, int field)
{
    struct arena a = { 0 };
    const struct value *v = form_get(s->form, field);
    struct record *c;

    if (s->customer && v->set && reg_read(office_of(s->sc), reg_get("customer"), s->customer, &a, &c, NULL) &&
        strcmp(record_text(c, "name"), v->text) != 0) {
        s->customer = 0;
        offer_text(s, "relation", NULL);
        app_say(s->sc->app, _("Another name on this number: saved as a second person, %s stays as it is."), record_text(c, "name"));
    }
    arena_free(&a);
}

static void
next_person(struct screen *sc)
{
    struct complaint_form *s = sc->state;
    size_t i = 0;

    if (s->nsame < 2) {
        app_say(sc->app, "%s", _("Only one person is known by this number."));
        return;
    }
    while (i < s->nsame && s->same[i] != s->customer)
        i++;
    take_customer(s, s->same[(i + 1) % s->nsame]);
    complaint_form_collect(s);
    complaint_form_learn(s);
    form_draft_write(&s->draft, s->form);
    app_say(sc->app, "%s", record_text(s->rec, "name"));
}

/* ---- what follows from a field --------------------------------------------------------------------------- */

static void
category_changed(struct complaint_form *s)
{
    struct complaint_category c;
    const struct value *v = form_get(s->form, at("category"));
    struct arena a = { 0 };

    if (v->set && !s->severity_typed && complaint_category(v->text, &a, &c))
        offer_text(s, "severity", office_list(office_of(s->sc), "severity") ? arena_strdup(&s->kept, c.severity) : NULL);
    arena_free(&a);
}

/* An emergency: whoever has the duty now is named at once (CMP-12). */
static void
urgency_changed(struct complaint_form *s)
{
    struct office *o = office_of(s->sc);
    const struct value *v = form_get(s->form, at("urgency"));
    int64_t staff[4];
    size_t n;
    struct arena a = { 0 };
    struct record *r;

    if (!v->set || strcmp(v->text, URGENT) != 0)
        return;
    n = duty_at(o, o->project, "4", office_now(o), staff, COUNT(staff));
    if (n && reg_read(o, reg_get("staff"), staff[0], &a, &r, NULL))
        app_warn(s->sc->app, _("Emergency: ring %s %s now, on site within two hours (SLA-10)."), record_text(r, "name"), record_text(r, "phone"));
    else
        app_warn(s->sc->app, "%s", _("Emergency: nobody is on the emergency roster now, ring the property manager (SLA-10)."));
    arena_free(&a);
}

static void
words_changed(struct complaint_form *s, const char *field)
{
    const struct value *v = form_get(s->form, at(field));
    int64_t most = policy_number(office_of(s->sc), "complaint.summary_chars");

    if (v->set && (int64_t)text_length(v->text) > most)
        app_say(s->sc->app, _("%zu characters; %d are read at a glance (CMP-29). Nothing is cut: write a summary of facts and what is wanted."), text_length(v->text), (int)most);
}

static void
on_change(void *ctx, struct form *f, int field)
{
    struct complaint_form *s = ctx;
    const char *name = complaint_intake_fields[field].name;

    (void)f;
    if (strcmp(name, "phone") == 0)
        phone_changed(s, field);
    else if (strcmp(name, "name") == 0)
        name_changed(s, field);
    else if (strcmp(name, "category") == 0)
        category_changed(s);
    else if (strcmp(name, "severity") == 0)
        s->severity_typed = true;
    else if (strcmp(name, "urgency") == 0)
        urgency_changed(s);
    else if (strcmp(name, "words") == 0 || strcmp(name, "summary") == 0)
        words_changed(s, name);
    complaint_form_collect(s);
    complaint_form_learn(s);
}

/* The draft of a change says which version it is of. */
static void
on_draft(void *ctx, struct form *f)
{
    struct complaint_form *s = ctx;
    struct arena a = { 0 };

    form_draft_write(&s->draft, f);
    if (s->rec->id && s->draft.draft)
        form_draft_put(&s->draft, "entry", arena_printf(&a, "%" PRId64, s->rec->entry));
    arena_free(&a);
}

static void
on_leave(void *ctx, struct form *f, int field)
{
    struct complaint_form *s = ctx;

    form_draft_leave(&s->draft, f, field);
}

static const struct form_ops form_ops = { .change = on_change, .draft = on_draft, .leave = on_leave };

/* ---- somebody rings ------------------------------------------------------------------------------------------------ */

#define RINGING_SECONDS 300     /* so long a number that rang waits for the next intake */

void
complaint_pop(struct app *app, const char *number)
{
    struct screen *top = app_top(app);
    struct desk *d = app->ctx;
    struct complaint_arg arg = { .phone = number };

    if (top && top->modal)
        return;
    if (!top || !top->ops->typing || !top->ops->typing(top)) {
        screen_push(app, &complaint_form_screen, &arg);
        return;
    }
    /* Nobody's typing is pushed aside. */
    snprintf(d->ringing, sizeof d->ringing, "%s", number);
    d->rang = office_now(d->office);
    app_warn(app, _("%s is ringing: F5, n takes it up with the caller found."), number);
}

static const char *
rang_before(struct desk *d, struct arena *a)
{
    char *number;

    if (!*d->ringing || office_now(d->office) - d->rang > RINGING_SECONDS)
        return NULL;
    number = arena_strdup(a, d->ringing);
    *d->ringing = '\0';
    return number;
}

/* ---- opening ------------------------------------------------------------------------------------------------- */

static struct value *
stored_values(struct complaint_form *s, const struct record *r)
{
    struct value *v = arena_alloc(&s->kept, (field_count(complaint_intake_fields) + 1) * sizeof *v);

    complaint_give(r, complaint_intake_fields, v);
    return v;
}

static void
show_stored(struct complaint_form *s)
{
    s->base = stored_values(s, s->rec);
    form_load(s->form, s->base);
    s->customer = record_num(s->rec, "customer");
    s->severity_typed = true;
    screen_title(s->sc, "%s", record_text(s->rec, "number"));
}

static void
begin(struct complaint_form *s, const struct complaint_arg *arg)
{
    form_start(s->form, NULL);
    if (record_num(s->rec, "project"))
        offer_num(s, "project", record_num(s->rec, "project"));
    if (arg->phone) {
        char *canonical = NULL;

        phone_parse(&s->kept, arg->phone, &canonical, NULL);
        offer_text(s, "phone", canonical ? canonical : arg->phone);
        phone_changed(s, at("phone"));
        form_draft_write(&s->draft, s->form);
    }
    if (arg->customer)
        take_customer(s, arg->customer);
    if (arg->home)
        offer_num(s, "home", arg->home);
    form_refocus(s->form);
}

/* A draft's writer is found again among those who have the number. */
static void
find_writer(struct complaint_form *s)
{
    struct office *o = office_of(s->sc);

    if (form_get(s->form, at("phone"))->set)
        customer_by_phone(o, form_get(s->form, at("phone"))->text, s->same, SAME_PHONE_MAX, &s->nsame, NULL);
    for (size_t i = 0; i < s->nsame && !s->customer; i++) {
        char *named = reg_ref_text(o, "customer", s->same[i], &s->kept);
        const struct value *name = form_get(s->form, at("name"));

        if (named && name->set && strncmp(named, name->text, strlen(name->text)) == 0)
            s->customer = s->same[i];
    }
}

static void
take_draft(struct complaint_form *s, struct draft *d)
{
    const char *entry = draft_get(d, "entry");
    int64_t version = *entry ? strtoll(entry, NULL, 10) : s->rec->entry;

    s->old_draft = s->rec->id && version != s->rec->entry;
    s->rec->entry = version;
    if (!form_draft_restore(&s->draft, d, s->form))
        app_warn(s->sc->app, "%s", _("The draft holds nothing that fits here."));
    else if (!s->rec->id)
        find_writer(s);
}

static bool
form_screen_open(struct screen *sc, void *data, struct err *err)
{
    static const struct complaint_arg none;
    struct complaint_form *s = sc->state;
    struct complaint_arg given = data ? *(const struct complaint_arg *)data : none;
    const struct complaint_arg *arg = &given;
    struct office *o = office_of(sc);

    s->sc = sc;
    s->side_at = -1;
    if (!arg->id && !arg->phone && !arg->draft && !arg->customer)
        given.phone = rang_before(desk_of(sc), &s->kept);
    if (arg->id && !reg_read(o, &complaint_register, arg->id, &s->kept, &s->rec, err))
        return false;
    if (!arg->id)
        s->rec = complaint_new(o, &s->kept);
    s->form = form_new(complaint_intake_fields, desk_env(desk_of(sc)), &form_ops, s);
    form_set_phrases(s->form, app_phrases, sc->app);
    s->draft = (struct form_draft){ .drafts = desk_of(sc)->drafts, .name = "complaint", .matter = arg->id, .title_fields = "phone name" };
    if (arg->id)
        show_stored(s);
    else
        begin(s, arg);
    if (arg->draft)
        take_draft(s, arg->draft);
    if (arg->id)
        s->here = presence_enter(o, "complaint", arg->id);
    complaint_form_collect(s);
    return true;
}

static bool
form_screen_load(struct screen *sc, struct err *err)
{
    struct complaint_form *s = sc->state;

    (void)err;
    s->others = meeting_others(sc, "complaint", s->rec->id);
    complaint_form_learn(s);
    return true;
}

/* ---- drawing ------------------------------------------------------------------------------------------------------- */

static void
form_screen_draw(struct screen *sc, struct box body)
{
    struct complaint_form *s = sc->state;
    int below = complaint_form_draw_below(s, body);
    int left = body.cols >= 100 ? body.cols / 2 : body.cols / 2 + 2, rows = body.rows - below - (below ? 1 : 0);
    struct box side = { body.y, body.x + left + 2, rows, body.cols - left - 2 };

    draw_column(sc->term, (struct box){ body.y, body.x, rows, body.cols }, left, STYLE_DIM);
    complaint_form_draw_side(s, side);
    form_draw(s->form, sc->term, (struct box){ body.y, body.x, rows, left });
}

static bool
form_screen_key(struct screen *sc, const struct key *k)
{
    struct complaint_form *s = sc->state;

    if (s->side_at >= 0 && complaint_form_side_key(s, k))
        return true;
    return form_key(s->form, k);
}

static bool
typing(const struct screen *sc)
{
    return form_active(((const struct complaint_form *)sc->state)->form);
}

static const char *
hint(struct screen *sc, bool *warn)
{
    struct complaint_form *s = sc->state;

    return meeting_note(s->form, s->others, warn);
}

static void
close_form(struct screen *sc)
{
    struct complaint_form *s = sc->state;

    if (form_draft_close(&s->draft))
        app_say(sc->app, "%s", _("Kept as a draft: the desk (F9) offers it again."));
    presence_leave(&s->here);
    form_free(&s->form);
    arena_free(&s->kept);
    arena_free(&s->known);
}

/* ---- saving ------------------------------------------------------------------------------------------------------------ */

static void save(struct screen *sc);

/* Somebody saved it meanwhile: both versions are put together field by field, then saved by hand. */
static void
meet_other(struct complaint_form *s, const struct err *why)
{
    size_t n = field_count(complaint_intake_fields);
    struct value *both = arena_alloc(&s->kept, (n + 1) * sizeof *both);
    struct meeting m = { .fields = complaint_intake_fields, .base = s->old_draft ? NULL : s->base, .mine = form_values(s->form) };
    enum meeting_end end;
    struct record *theirs;
    struct err err = { 0 };

    if (!reg_read(office_of(s->sc), &complaint_register, s->rec->id, &s->kept, &theirs, &err)) {
        app_say_err(s->sc->app, &err);
        return;
    }
    m.theirs = stored_values(s, theirs);
    end = meeting_settle(s->sc, why->text, &m, &s->kept, both);
    if (end == MEETING_LEFT) {
        app_say_err(s->sc->app, why);
        return;
    }
    if (s->customer == record_num(s->rec, "customer") && value_equal(&complaint_intake_fields[at("phone")], &m.mine[at("phone")], &s->base[at("phone")]))
        s->customer = record_num(theirs, "customer");
    s->rec = theirs;
    s->base = stored_values(s, theirs);
    s->old_draft = false;
    form_load(s->form, both);
    complaint_form_collect(s);
    complaint_form_learn(s);
    on_draft(s, s->form);
    if (end == MEETING_CLEAR)
        save(s->sc);
    else
        app_say(s->sc->app, "%s", _("Your changes stand on the newest version now; look at them, then ^S saves."));
}

static void
refused(struct complaint_form *s, const struct err *err)
{
    if (err->code == ERR_CHANGED)
        meet_other(s, err);
    else if (*err->field && at(err->field) >= 0)
        form_fail(s->form, err);
    else
        app_say_err(s->sc->app, err);
}

/* F-444: the steps of the method for important customers are shown at once; they are ticked on the matter's page. */
static void
show_method(struct complaint_form *s)
{
    struct arena a = { 0 };
    struct buf b = { 0 };
    int64_t id;
    char **steps;
    size_t n;

    if (record_num(s->rec, "important") && vip_method_in_force(office_of(s->sc), record_num(s->rec, "project"), &a, &id, &steps, &n)) {
        for (size_t i = 0; i < n; i++)
            buf_printf(&b, "%zu  %s\n", i + 1, steps[i]);
        dialog_text(s->sc->app, _("How we handle important customers"), b.text ? b.text : "");
    }
    buf_free(&b);
    arena_free(&a);
}

static void
saved(struct complaint_form *s, bool fresh)
{
    form_clean(s->form);
    form_draft_saved(&s->draft);
    s->draft.matter = s->rec->id;
    s->base = stored_values(s, s->rec);
    s->customer = record_num(s->rec, "customer");
    app_wrote(s->sc->app);
    complaint_form_learn(s);
    screen_title(s->sc, "%s", record_text(s->rec, "number"));
    if (fresh)
        app_say(s->sc->app, _("%s is on record. Read the sentence below to the customer; Ctrl-O opens the matter."), record_text(s->rec, "number"));
    else
        app_say(s->sc->app, _("%s is changed."), record_text(s->rec, "number"));
    if (fresh)
        show_method(s);
}

static const char *
ask_why(struct complaint_form *s)
{
    static const struct field why = { .name = "why", .label = N_("Why"), .kind = FIELD_TEXT, .cols = 40, .limit = 200, .required = true };
    struct value v = { 0 };

    return dialog_line(s->sc->app, _("Class, severity or urgency is another: the clocks are counted anew"), &why, desk_env(desk_of(s->sc)), &s->kept, &v) && v.set ? v.text : NULL;
}

static void
save(struct screen *sc)
{
    struct complaint_form *s = sc->state;
    struct office *o = office_of(sc);
    struct err err = { 0 };
    bool fresh = s->rec->id == 0, good;

    if (!form_check(s->form))
        return;
    complaint_form_collect(s);
    good = fresh ? complaint_file(o, s->rec, &err) : complaint_edit(o, s->rec, NULL, &err);
    if (!good && !fresh && strcmp(err.field, "why") == 0) {
        const char *why = ask_why(s);

        memset(&err, 0, sizeof err);
        if (!why)
            return;
        good = complaint_edit(o, s->rec, why, &err);
    }
    if (!good) {
        refused(s, &err);
        return;
    }
    saved(s, fresh);
}

/* ---- further commands ------------------------------------------------------------------------------------------------------ */

static void
to_side(struct screen *sc)
{
    struct complaint_form *s = sc->state;

    if (s->side_at >= 0) {
        s->side_at = -1;
        form_set_active(s->form, true);
    } else if (s->nside) {
        s->side_at = 0;
        form_set_active(s->form, false);
        app_say(sc->app, "%s", _("1 how it stands  2 add to it  3 many of one cause  4 clocks  5 arithmetic  Enter open"));
    }
}

static bool
at_side(const struct screen *sc)
{
    return ((const struct complaint_form *)sc->state)->side_at >= 0;
}

/* What was typed is said of a matter that is open already: no second one is made (CMP-30). */
static void
add_to_open(struct screen *sc)
{
    struct complaint_form *s = sc->state;
    int64_t matter = complaint_form_matter(s);
    const struct value *words = form_get(s->form, at("words"));
    struct err err = { 0 };

    if (!matter) {
        app_say(sc->app, "%s", _("Nothing is open here that it could be added to."));
        return;
    }
    if (!words->set) {
        app_say(sc->app, "%s", _("Write down first what the customer says."));
        return;
    }
    if (!complaint_progress(office_of(sc), matter, "3", words->text, NULL, false, &err)) {
        app_say_err(sc->app, &err);
        return;
    }
    form_clean(s->form);
    form_draft_saved(&s->draft);
    app_wrote(sc->app);
    app_say(sc->app, "%s", _("Added to the open matter."));
    screen_pop(sc->app);
}

/* The open ones of this building with the same matter become children of one parent. */
static void
make_incident(struct screen *sc)
{
    struct complaint_form *s = sc->state;
    struct office *o = office_of(sc);
    struct complaint_filter f = { .view = VIEW_OPEN, .building = record_num(s->rec, "building"), .category = record_text(s->rec, "category") };
    struct complaint_row rows[64];
    int64_t ids[64], parent;
    size_t n = 0, count = 0;
    struct err err = { 0 };

    if (!s->rec->id) {
        app_say(sc->app, "%s", _("Save it first (Ctrl-S), then it can be put together with the others."));
        return;
    }
    if (f.building)
        complaint_list(o, &f, &s->kept, rows, COUNT(rows), &n, NULL);
    for (size_t i = 0; i < n; i++)
        if (!rows[i].incident)
            ids[count++] = rows[i].id;
    if (count < 2) {
        app_say(sc->app, "%s", _("There is no second open matter of this kind in this building."));
        return;
    }
    if (!dialog_confirm(sc->app, _("Put %zu open matters of this building under one parent, whose clocks hold for all?"), count))
        return;
    if (!complaint_incident(o, ids, count, record_text(s->rec, "words"), &parent, &err)) {
        app_say_err(sc->app, &err);
        return;
    }
    app_wrote(sc->app);
    open_matter(sc, "complaint", parent);
}

static void
open_page(struct screen *sc)
{
    struct complaint_form *s = sc->state;
    int64_t id = s->rec->id;

    screen_replace(sc->app, &complaint_page_screen, &id);
}

static bool
when_stored(const struct screen *sc)
{
    return ((const struct complaint_form *)sc->state)->rec->id != 0;
}

static const struct command commands[] = {
    { "complaint.save", CMD_CTRL('s'), 0, NEED_WRITE, "complaint.file", N_("Save"), N_("Take it up: number, clocks, who is told."), save, NULL, NULL },
    { "complaint.side", CMD_CTRL('r'), 0, 0, NULL, N_("To the right"), N_("To what was found beside it, and back."), to_side, NULL, NULL },
    { "complaint.status", 0, 0, 0, NULL, N_("How it stands"), N_("Tell the caller how the open matter stands; noted as asked."), NULL, at_side, N_("1") },
    { "complaint.add", '2', 0, NEED_WRITE, "complaint.file", N_("Add to it"), N_("What was typed belongs to the open matter: no second one is made."), add_to_open, at_side, NULL },
    { "complaint.incident", '3', 0, NEED_WRITE, "complaint.file", N_("Many of one cause"), N_("The open ones of this building become one matter with many callers."), make_incident, at_side, NULL },
    { "complaint.person", CMD_CTRL('n'), 0, 0, NULL, N_("Next person"), N_("Somebody else with the same number."), next_person, NULL, NULL },
    { "complaint.page", CMD_CTRL('o'), 0, 0, NULL, N_("The matter"), N_("Everything about this matter: its steps, its story."), open_page, when_stored, NULL },
    { 0 }
};

static const char *const tips[] = {
    N_("Listen to the end, do not interrupt; then write (CMP-04). Four last digits find somebody known."),
    N_("The words are the customer's own; facts and what is wanted go into the summary, no judgement (CMP-29)."),
    N_("To the right: 1 tells how the open matter stands, 2 adds to it, 3 puts many together, 4 shows the clocks, 5 the building's arithmetic."),
    N_("An emergency starts two hours on site at once; ring whoever is on duty (SLA-10)."),
    NULL
};

const struct screen_ops complaint_form_screen = {
    .name = "complaint_form", .title = N_("Complaint intake"), .state_size = sizeof(struct complaint_form), .commands = commands, .tips = tips,
    .open = form_screen_open, .load = form_screen_load, .draw = form_screen_draw, .key = form_screen_key, .typing = typing, .hint = hint,
    .close = close_form,
};
