/* One call or walk-in: what is said on the left, what is known of the person on the right. */
#include "ui/screens/reception.h"

#include "base/lang.h"
#include "data/customer.h"
#include "data/engine/journal.h"
#include "ui/kit/dialog.h"
#include "ui/screens/brief_draw.h"
#include "ui/screens/call_clock.h"
#include "ui/screens/desk.h"
#include "ui/screens/open.h"
#include "ui/screens/print.h"
#include "ui/screens/reception_private.h"
#include "ui/screens/tell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
on_change(void *ctx, struct form *f, int field)
{
    (void)f;
    reception_form_changed(ctx, field);
}

static void
on_draft(void *ctx, struct form *f)
{
    struct reception_form *s = ctx;

    if (reception_form_is_open(s))
        form_draft_write(&s->draft, f);
}

static void
on_leave(void *ctx, struct form *f, int field)
{
    struct reception_form *s = ctx;

    if (reception_form_is_open(s))
        form_draft_leave(&s->draft, f, field);
}

static const struct form_ops form_ops = { .change = on_change, .draft = on_draft, .leave = on_leave };

/* ---- opening ------------------------------------------------------------------------------- */

static void
show_stored(struct reception_form *s)
{
    size_t n = field_count(s->fields);
    struct value *v = arena_alloc(&s->kept, n * sizeof *v);

    reception_give(s->rec, s->fields, v);
    reception_give_asked(s->rec, s->fields, v);
    form_load(s->form, v);
    s->customer = record_num(s->rec->record, "customer");
}

static bool
make(struct screen *sc, const struct reception_arg *arg, struct err *err)
{
    struct reception_form *s = sc->state;
    struct office *o = office_of(sc);
    int64_t matter = arg->id;

    if (matter == 0)
        s->rec = reception_new(o, arg->kind, &s->kept);
    else if (!reception_read(o, matter, &s->kept, &s->rec, err))
        return false;
    s->fields = reception_is_call(s->rec) ? reception_call_fields : reception_walk_in_fields;
    s->form = form_new(s->fields, desk_env(desk_of(sc)), &form_ops, s);
    form_set_phrases(s->form, app_phrases, sc->app);
    s->draft = (struct form_draft){ .drafts = desk_of(sc)->drafts, .name = reception_is_call(s->rec) ? "call" : "walk_in",
                                    .matter = matter, .title_fields = "name phone" };
    return true;
}

static void
words_to_say(struct reception_form *s)
{
    struct office *o = office_of(s->sc);
    int64_t intro;

    s->greeting = reception_greeting(o, record_text(s->rec->record, "kind"), &s->kept);
    s->intro = reception_is_call(s->rec) ? reception_intro(o, reception_form_project(s), &intro, &s->kept) : NULL;
    if (s->intro && !record_num(s->rec->record, "intro"))
        record_set_num(s->rec->record, "intro", intro);
}

/* F-812: both dates, that of the sheet and that of the typing. */
static void
say_entered_later(struct reception_form *s)
{
    struct office *o = office_of(s->sc);
    struct entry e;
    day today = office_today(o);

    if (!journal_get(o->store, s->rec->record->entry, &s->kept, &e, NULL))
        return;
    screen_title(s->sc, _("%s from paper: of %s, entered %s"), record_text(s->rec->record, "number"),
                 day_show(&s->kept, (day)record_num(s->rec->record, "original_on"), today),
                 day_show(&s->kept, moment_day(e.at, o->zone), today));
}

static bool
form_screen_open(struct screen *sc, void *data, struct err *err)
{
    struct reception_form *s = sc->state;
    const struct reception_arg *arg = data;

    s->sc = sc;
    s->brief_at = -1;
    if (!make(sc, arg, err))
        return false;
    screen_title(sc, "%s", reception_is_call(s->rec) ? _("Reception, call") : _("Reception, visit"));
    if (arg->id) {
        show_stored(s);
        screen_title(sc, "%s %s", reception_is_call(s->rec) ? _("Call") : _("Visit"), record_text(s->rec->record, "number"));
    } else {
        form_start(s->form, NULL);
        if (record_num(s->rec->record, "project"))
            reception_form_offer_number(s, "project", record_num(s->rec->record, "project"));
        reception_form_propose(s);
    }
    if (arg->draft && !form_draft_restore(&s->draft, arg->draft, s->form))
        app_warn(sc->app, "%s", _("The draft holds nothing that fits here."));
    if (arg->customer)
        reception_form_take(s, arg->customer);
    if (!reception_form_is_open(s))
        form_set_active(s->form, false);
    words_to_say(s);
    if (record_value(s->rec->record, "original_on")->set)
        say_entered_later(s);
    return true;
}

static bool
form_screen_load(struct screen *sc, struct err *err)
{
    (void)err;
    reception_form_learn(sc->state);
    return true;
}

/* ---- drawing ----------------------------------------------------------------------------------- */

static void
draw_side(struct reception_form *s, struct box b)
{
    if (s->nbrief == 0)
        draw_text(s->sc->term, b, 0, 0, -1, STYLE_DIM, s->asked_phone ? _("Nobody known by this number yet.")
                                                                     : _("What is known of the person will stand here."));
    brief_draw(s->sc->term, b, s->brief, s->nbrief, s->brief_at, &s->sc->arena);
}

static void
form_screen_draw(struct screen *sc, struct box body)
{
    struct reception_form *s = sc->state;
    int left = body.cols >= 100 ? body.cols / 2 : body.cols * 2 / 5 + 2, y = 0;
    struct box form, side;

    draw_text(sc->term, body, y++, 1, body.cols - tell_draw(sc, body, s->fields, form_values(s->form)) - 2, STYLE_DIM, s->greeting ? s->greeting : "");
    if (reception_is_call(s->rec) && reception_form_is_open(s))
        call_clock_draw(sc, body, y++, s->rec);
    form = (struct box){ body.y + y, body.x, body.rows - y, left };
    side = (struct box){ body.y + y, body.x + left + 2, body.rows - y, body.cols - left - 2 };
    draw_column(sc->term, (struct box){ body.y + y, body.x, body.rows - y, body.cols }, left, STYLE_DIM);
    draw_side(s, side);
    form_draw(s->form, sc->term, form);
}

/* ---- keys ------------------------------------------------------------------------------------------ */

static bool
side_key(struct reception_form *s, const struct key *k)
{
    switch (k->kind) {
    case KEY_UP_:
        if (s->brief_at > 0)
            s->brief_at--;
        return true;
    case KEY_DOWN_:
        if (s->brief_at + 1 < (int)s->nbrief)
            s->brief_at++;
        return true;
    case KEY_ENTER:
        if (s->brief[s->brief_at].about)
            open_matter(s->sc, s->brief[s->brief_at].about, s->brief[s->brief_at].matter);
        else if (s->customer)
            open_matter(s->sc, "customer", s->customer);
        return true;
    case KEY_ESC:
        s->brief_at = -1;
        form_set_active(s->form, true);
        return true;
    default:
        return false;
    }
}

static bool
form_screen_key(struct screen *sc, const struct key *k)
{
    struct reception_form *s = sc->state;

    if (s->brief_at >= 0 && side_key(s, k))
        return true;
    return form_key(s->form, k);
}

static bool
typing(const struct screen *sc)
{
    return form_active(((const struct reception_form *)sc->state)->form);
}

static bool
ticks(const struct screen *sc)
{
    const struct reception_form *s = sc->state;

    return reception_is_call(s->rec) && reception_form_is_open(s);
}

static const char *
hint(struct screen *sc, bool *warn)
{
    return form_note(((struct reception_form *)sc->state)->form, warn);
}

static void
close_form(struct screen *sc)
{
    struct reception_form *s = sc->state;

    if (form_draft_close(&s->draft))
        app_say(sc->app, "%s", _("Kept as a draft: the desk (F9) offers it again."));
    form_free(&s->form);
    arena_free(&s->kept);
    arena_free(&s->known);
}

/* ---- commands ----------------------------------------------------------------------------------------- */

static void
collect(struct reception_form *s)
{
    const struct value *v = form_values(s->form);

    reception_take(s->rec, s->fields, v);
    reception_take_asked(s->rec, s->fields, v);
    for (int i = 0; s->fields[i].name; i++) {       /* texts outlive the form's arena */
        int at = field_index(reception_register.fields, s->fields[i].name);

        if (at >= 0)
            s->rec->record->v[at] = value_copy(&s->kept, &v[i]);
    }
    if (s->customer)
        record_set_num(s->rec->record, "customer", s->customer);
    if (field_index(s->fields, "turn") >= 0)
        s->rec->proposed = v[field_index(s->fields, "turn")].num;
}

static void
saved(struct reception_form *s)
{
    form_clean(s->form);
    form_draft_saved(&s->draft);
    s->draft.matter = s->rec->record->id;
    s->customer = record_num(s->rec->record, "customer");
    know_stored(s->sc, s->rec, &s->used);
    app_wrote(s->sc->app);
}

static void
refused(struct reception_form *s, const struct err *err)
{
    if (*err->field)
        form_fail(s->form, err);
    else
        app_say_err(s->sc->app, err);
}

static void
save(struct screen *sc)
{
    struct reception_form *s = sc->state;
    struct err err = { 0 };
    bool fresh = s->rec->record->id == 0;

    if (!form_check(s->form))
        return;
    collect(s);
    if (!reception_save(office_of(sc), s->rec, &err)) {
        refused(s, &err);
        return;
    }
    saved(s);
    screen_title(sc, "%s %s", reception_is_call(s->rec) ? _("Call") : _("Visit"), record_text(s->rec->record, "number"));
    app_say(sc->app, fresh ? _("%s is open. Ctrl-E ends it.") : _("%s is saved. Ctrl-E ends it."), record_text(s->rec->record, "number"));
}

/* What is known of the customer is not asked again. */
static void
offer_known(struct reception_form *s)
{
    int i = field_index(s->fields, "occupation");
    struct arena a = { 0 };
    struct record *c;

    if (i >= 0 && !form_get(s->form, i)->set && s->customer &&
        reg_read(office_of(s->sc), reg_get("customer"), s->customer, &a, &c, NULL))
        reception_form_offer(s, "occupation", record_text(c, "occupation"));
    arena_free(&a);
}

/* The form grows by what the rules still want; the cursor goes to the first of it. False: nothing was wanting. */
static bool
ask_rest(struct reception_form *s)
{
    struct lack lacks[LACKS_MOST];
    struct err err = { .code = ERR_INPUT };
    size_t n;

    if (!reception_is_call(s->rec)) {
        reception_form_offer_number(s, "ending", 1);
        offer_known(s);
    }
    collect(s);
    n = reception_missing(office_of(s->sc), s->rec, lacks);
    if (n == 0)
        return false;
    snprintf(err.field, sizeof err.field, "%s", lacks[0].field);
    snprintf(err.text, sizeof err.text, _("Still wanted: %s (%s), %zu in all. Ctrl-E again ends it."), lacks[0].text, lacks[0].rule, n);
    form_fail(s->form, &err);
    form_draft_write(&s->draft, s->form);
    return true;
}

static void
end(struct screen *sc)
{
    struct reception_form *s = sc->state;
    struct err err = { 0 };
    size_t owed = 0;

    if (!form_check(s->form) || ask_rest(s))
        return;
    if (!know_may_end(sc, s->rec, s->customer))
        return;
    for (size_t i = 0; i < s->rec->nasked; i++)
        owed += !s->rec->asked[i].answered;
    if (!reception_close(office_of(sc), s->rec, NULL, &err)) {
        refused(s, &err);
        return;
    }
    saved(s);
    if (owed)
        app_say(sc->app, _("%s is closed. Not answered: %zu, now on the list to ring back."), record_text(s->rec->record, "number"), owed);
    else
        app_say(sc->app, _("%s is closed."), record_text(s->rec->record, "number"));
    screen_pop(sc->app);
}

static void
restart_clock(struct screen *sc)
{
    struct reception_form *s = sc->state;

    record_set_num(s->rec->record, "answered_at", office_now(office_of(sc)));
    app_say(sc->app, "%s", _("The call counts from now."));
}

static void
to_side(struct screen *sc)
{
    struct reception_form *s = sc->state;

    if (s->brief_at >= 0) {
        s->brief_at = -1;
        form_set_active(s->form, reception_form_is_open(s));
    } else if (s->nbrief) {
        s->brief_at = 0;
        form_set_active(s->form, false);
    }
}

static void
read_topics(struct reception_form *s)
{
    int i = field_index(s->fields, "told");
    struct arena a = { 0 };
    const char *before = form_get(s->form, i)->set ? form_get(s->form, i)->text : "";
    const char *told = tell_topics(s->sc, reception_form_project(s), arena_strdup(&a, before), &a);

    if (strcmp(told, before) != 0) {
        reception_form_offer(s, "told", told);
        form_draft_write(&s->draft, s->form);
    }
    arena_free(&a);
}

static void
read_intro(struct screen *sc)
{
    struct reception_form *s = sc->state;

    if (!reception_is_call(s->rec)) {
        read_topics(s);
        return;
    }
    if (!s->intro) {
        app_say(sc->app, "%s", _("No introduction of this project is in force (RCP-07): ask the site manager."));
        return;
    }
    dialog_text(sc->app, _("Introduction"), s->intro);
    reception_form_offer_number(s, "introduced", 1);
    form_draft_write(&s->draft, s->form);
}

/* A promise hangs on the reception and its customer: both are stored first. */
static void
promise(struct screen *sc)
{
    struct reception_form *s = sc->state;

    if (!s->rec->record->id || !s->customer)
        save(sc);
    if (s->rec->record->id)
        know_promise(sc, s->rec, s->customer);
    reception_form_learn(s);
}

static void
find_know(struct screen *sc, enum know_what what)
{
    struct reception_form *s = sc->state;

    if (reception_form_is_open(s))
        collect(s);
    know_from_reception(sc, s->rec, what, s->customer, &s->used);
}

static void find_answer(struct screen *sc) { find_know(sc, KNOW_ANSWERS); }
static void find_case(struct screen *sc) { find_know(sc, KNOW_CASES); }
static void find_words(struct screen *sc) { find_know(sc, KNOW_WORDS); }

static void
undone(struct screen *sc)
{
    struct reception_form *s = sc->state;
    char *text;

    collect(s);
    text = reception_undone(office_of(sc), s->rec, &sc->arena);
    if (*text)
        app_say(sc->app, _("Not done yet: %s"), text);
    else
        app_say(sc->app, "%s", _("All steps are done."));
}

static void
tell(struct screen *sc)
{
    struct reception_form *s = sc->state;

    if (s->customer)
        tell_ask(sc, s->customer, s->rec->record->id);
    else
        app_say(sc->app, "%s", _("Save it first (Ctrl-S): then it is known whom this is about."));
}

static void
print_sheet(struct screen *sc)
{
    print_record(sc, &reception_register, ((struct reception_form *)sc->state)->rec->record->id);
}

static bool
when_stored(const struct screen *sc)
{
    return ((const struct reception_form *)sc->state)->rec->record->id != 0;
}

static bool
when_open(const struct screen *sc)
{
    return reception_form_is_open(sc->state);
}

static bool
when_call(const struct screen *sc)
{
    return reception_form_is_open(sc->state) && reception_is_call(((const struct reception_form *)sc->state)->rec);
}

static const struct command commands[] = {
    { "reception.save", CMD_CTRL('s'), 0, NEED_WRITE, "reception.do", N_("Save"), N_("Keep what is entered; the reception stays open."), save, when_open, NULL },
    { "reception.end", CMD_CTRL('e'), 0, NEED_WRITE, "reception.do", N_("End"), N_("Close it: what the rules still want is asked, what is owed becomes tasks."), end, when_open, NULL },
    { "reception.clock", CMD_CTRL('t'), 0, 0, NULL, N_("Clock"), N_("The call was answered only now: count from here."), restart_clock, when_call, NULL },
    { "reception.side", CMD_CTRL('r'), 0, 0, NULL, N_("To the right"), N_("To what is known of this person, and back."), to_side, NULL, NULL },
    { "reception.person", CMD_CTRL('n'), 0, 0, NULL, N_("Next person"), N_("Somebody else with the same number."), reception_form_next_person, when_open, NULL },
    { "reception.intro", CMD_CTRL('o'), 0, 0, NULL, N_("Introduction"), N_("Read out the project's introduction, to a visitor the seven topics; noted as done."), read_intro, when_open, NULL },
    { "reception.tell", CMD_CTRL('d'), 0, 0, "reception.do", N_("Tell"), N_("Service card, papers looked at, notices to sign, homes recommended; whether they may subscribe."), tell, NULL, NULL },
    { "reception.undone", CMD_CTRL('k'), 0, 0, NULL, N_("Steps"), N_("Which steps of the call are not done yet."), undone, when_call, NULL },
    { "reception.answer", CMD_CTRL('w'), 0, 0, NULL, N_("Answers"), N_("Find what may be said; what was used is noted."), find_answer, NULL, NULL },
    { "reception.promise", CMD_CTRL('a'), 0, NEED_WRITE, "register.commitment.edit", N_("Promise"), N_("Something was promised: what, by when, who keeps it."), promise, when_open, NULL },
    { "reception.cases", 0, 0, 0, NULL, N_("Cases"), N_("What went wrong with promises, and its lesson."), find_case, NULL, NULL },
    { "reception.words", CMD_CTRL('b'), 0, 0, NULL, N_("Words"), N_("How to say it, how not to, and terms in plain words."), find_words, NULL, NULL },
    { "reception_form.print", 0, 0, 0, NULL, N_("Print"), N_("The sheet of this reception on paper."), print_sheet, when_stored, NULL },
    { 0 }
};

static const char *const tips[] = {
    N_("The phone comes first: four last digits find somebody known."),
    N_("A question not answered becomes a call back within fifteen minutes (RCP-12)."),
    N_("Hello, please, thank you; no word that a customer does not understand: Ctrl-B says how to put it (RCP-15)."),
    N_("Whoever answers stays with the caller: calls are not passed on (RCP-14)."),
    NULL
};

const struct screen_ops reception_form_screen = {
    .name = "reception_form", .title = N_("Reception"), .state_size = sizeof(struct reception_form), .commands = commands, .tips = tips,
    .open = form_screen_open, .load = form_screen_load, .draw = form_screen_draw, .key = form_screen_key,
    .typing = typing, .hint = hint, .ticks = ticks, .close = close_form,
};
