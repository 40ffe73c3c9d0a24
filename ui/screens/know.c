/* The reception's side of knowledge and promises, and the menu. */
#include "ui/screens/know.h"

#include "base/lang.h"
#include "data/commitment.h"
#include "data/knowledge.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"
#include "ui/screens/dialog_draft.h"
#include "ui/screens/register.h"

#include <string.h>

enum { PROMISES_SHOWN = 3 };

void
know_from_reception(struct screen *sc, const struct reception *r, enum know_what what, int64_t customer, struct know_used *used)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    const char *focus = record_text(r->record, "focus");
    struct know_arg arg = {
        .what = what, .project = record_num(r->record, "project"), .focus = *focus ? focus : knowledge_focus(o, customer, &a),
        .reception = r->record->id, .used = strcmp(r->record->state, "open") == 0 ? used : NULL,
    };

    screen_push(sc->app, &knowledge_screen, &arg);
    arena_free(&a);
}

void
know_stored(struct screen *sc, const struct reception *r, struct know_used *used)
{
    struct err err = { 0 };

    for (size_t i = 0; i < used->count; i++)
        if (!knowledge_use(office_of(sc), r->record->id, used->ids[i], &err))
            app_say_err(sc->app, &err);
    used->count = 0;
}

void
know_promise(struct screen *sc, const struct reception *r, int64_t customer)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct value v[8] = { { 0 } };
    struct form_draft fd = { .name = "commitment", .matter = r->record->id, .title_fields = "text" };
    struct err err = { 0 };
    const char *number;

    while (dialog_form_drafted(sc, _("What is promised"), commitment_desk_fields, &a, v, &fd)) {
        struct commitment_made made = {
            .project = record_num(r->record, "project"), .customer = customer, .reception = r->record->id,
            .text = v[field_index(commitment_desk_fields, "text")].text, .due = (day)v[field_index(commitment_desk_fields, "due_on")].num,
            .role = v[field_index(commitment_desk_fields, "role")].text,
        };

        if (commitment_make(o, &made, &a, &number, &err)) {
            form_draft_saved(&fd);
            app_say(sc->app, _("%s is noted: kept by %s, %s; it waits for approval."), number, office_code_text(o, "role", made.role),
                    day_show(&a, made.due, office_today(o)));
            break;
        }
        app_say_err(sc->app, &err);
    }
    arena_free(&a);
}

bool
know_may_end(struct screen *sc, const struct reception *r, int64_t customer)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct commitment_open open[PROMISES_SHOWN];
    size_t n = commitment_unseen(o, r->record->id, customer, &a, open, PROMISES_SHOWN);
    char *first = "";
    bool may = true;

    if (n > 0) {
        first = arena_printf(&a, "%s %s%s%s", open[0].number, open[0].text, open[0].due != NO_DAY ? ", " : "",
                             open[0].due != NO_DAY ? day_show(&a, open[0].due, office_today(o)) : "");
        may = dialog_confirm(sc->app, open[0].late ? _("Promised and overdue (%zu): %s. End all the same? It stays on the list.")
                                                   : _("Promised and open (%zu): %s. End all the same? It stays on the list."), n, first);
    }
    arena_free(&a);
    return may;
}

/* ---- the menu ---------------------------------------------------------------------------------- */

static void
open_what(struct screen *sc, enum know_what what)
{
    struct know_arg arg = { .what = what };

    screen_push(sc->app, &knowledge_screen, &arg);
}

static void go_answers(struct screen *sc) { open_what(sc, KNOW_ANSWERS); }
static void go_cases(struct screen *sc) { open_what(sc, KNOW_CASES); }
static void go_words(struct screen *sc) { open_what(sc, KNOW_WORDS); }
static void go_promise(struct screen *sc) { register_open_form(sc, reg_get("commitment"), 0); }
static void go_quality(struct screen *sc) { screen_push(sc->app, &quality_screen, NULL); }
static void go_club(struct screen *sc) { screen_push(sc->app, &club_screen, NULL); }

const struct command know_menu[] = {
    { .id = "know.answers", .bar = N_("Find an answer"), .help = N_("Topics, hundred questions, wording, cases: by two characters or initials."), .run = go_answers },
    { .id = "know.cases", .bar = N_("Find a case"), .help = N_("What went wrong with promises, and its lesson."), .run = go_cases },
    { .id = "know.words", .bar = N_("Words to use and to avoid"), .help = N_("How to say it, how not to, and terms in plain words."), .run = go_words },
    { .id = "know.promise", .right = "do register.commitment.edit", .bar = N_("Note a promise"),
      .help = N_("A promise made anywhere: what, to whom, by when, who keeps it."), .run = go_promise },
    { .id = "know.quality", .right = "do register.call_score.edit", .bar = N_("Samples of calls"),
      .help = N_("Draw by lot and score: polite, patient, plain words."), .run = go_quality },
    { .id = "know.club", .right = "do register.club_handover.edit", .bar = N_("First visitors to the club"),
      .help = N_("The list of a day, handed over as one batch."), .run = go_club },
    { 0 }
};
