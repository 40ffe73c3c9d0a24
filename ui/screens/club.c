/* First visitors of a day, handed to the owners' club as one batch. */
#include "ui/screens/know.h"

#include "base/lang.h"
#include "base/phone.h"
#include "data/club.h"
#include "ui/kit/dialog.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"
#include "ui/screens/open.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { LINES_MOST = 500 };

struct state {
    struct list *list;
    day d;
    size_t due;
    char line[200];
};

static const struct column columns[] = {
    { N_("Time"), 5, ALIGN_LEFT, 0 }, { N_("Number"), 14, ALIGN_LEFT, 2 }, { N_("Name"), 10, ALIGN_LEFT, 0 }, { N_("Phone"), 11, ALIGN_LEFT, 0 },
    { N_("Consultant"), 6, ALIGN_LEFT, 0 }, { N_("State"), 6, ALIGN_LEFT, 0 }, { N_("Batch"), 0, ALIGN_LEFT, 1 }, { 0 }
};

static bool
open_it(struct screen *sc, void *arg, struct err *err)
{
    struct state *s = sc->state;

    (void)arg;
    (void)err;
    s->d = office_today(office_of(sc));
    s->list = list_new(columns, NULL, NULL);
    list_empty_text(s->list, _("No first visitors on this day."));
    return true;
}

static void
fill_row(struct screen *sc, struct state *s, const struct club_line *l)
{
    struct arena *a = list_arena(s->list);
    struct row *row = list_add(s->list, l->id, NULL);
    struct civil at = moment_civil(l->at, office_of(sc)->zone);

    row->data = l;
    row->cells[0] = arena_printf(a, "%02d:%02d", at.hour, at.minute);
    row->cells[1] = l->number;
    row->cells[2] = l->name;
    row->cells[3] = *l->phone ? phone_mask(a, l->phone) : "";
    row->cells[4] = l->consultant;
    row->cells[5] = l->handed ? _("handed over") : _("to be handed over");
    row->cells[6] = l->handed ? arena_printf(a, "%s %s", l->batch, l->receiver) : "";
    row->style = l->handed ? STYLE_PLAIN : STYLE_STRONG;
}

static bool
load(struct screen *sc, struct err *err)
{
    struct state *s = sc->state;
    struct office *o = office_of(sc);
    struct arena *a;
    struct club_line *lines;
    struct civil c = day_civil(s->d);
    day first = s->d - c.mday + 1;
    int64_t handed, all;
    size_t n;

    list_clear(s->list);
    a = list_arena(s->list);
    lines = arena_alloc(a, LINES_MOST * sizeof *lines);
    if (!club_list(o, s->d, a, lines, LINES_MOST, &n, err) || !club_rate(o, first, day_add_months(first, 1) - 1, &handed, &all, err))
        return false;
    s->due = 0;
    for (size_t i = 0; i < n; i++) {
        fill_row(sc, s, &lines[i]);
        s->due += !lines[i].handed;
    }
    snprintf(s->line, sizeof s->line, _("%s  first visitors %zu, to be handed over %zu   this month handed over %lld/%lld"),
             day_show(a, s->d, office_today(o)), n, s->due, (long long)handed, (long long)all);
    return true;
}

static void
draw(struct screen *sc, struct box body)
{
    struct state *s = sc->state;

    draw_text(sc->term, body, 0, 1, -1, STYLE_PLAIN, s->line);
    list_draw(s->list, sc->term, (struct box){ body.y + 2, body.x, body.rows - 2, body.cols }, true);
}

static bool
key(struct screen *sc, const struct key *k)
{
    return list_key(((struct state *)sc->state)->list, k);
}

static bool
has_row(const struct screen *sc)
{
    return list_row(((struct state *)sc->state)->list) != NULL;
}

static void
close_it(struct screen *sc)
{
    list_free(&((struct state *)sc->state)->list);
}

/* ---- commands ------------------------------------------------------------------------------ */

static void
read_it(struct screen *sc)
{
    const struct club_line *l = list_data(((struct state *)sc->state)->list);

    open_matter(sc, "customer", l->customer);
}

static const struct field hand_fields[] = {
    { .name = "receiver", .label = N_("Taken over by"), .kind = FIELD_TEXT, .cols = 16, .limit = 40, .required = true },
    { .name = "path", .label = N_("File"), .kind = FIELD_TEXT, .cols = 44, .limit = 400, .hint = N_("Empty: only marked, no file.") },
    { 0 }
};

static void
hand_over(struct screen *sc)
{
    struct state *s = sc->state;
    struct arena a = { 0 };
    const char *home = getenv("HOME");
    struct value v[COUNT(hand_fields)] = { { 0 } };
    struct err err = { 0 };
    int64_t count;

    if (s->due == 0) {
        app_say(sc->app, "%s", _("Nobody of that day is still to be handed over."));
        return;
    }
    if (app_can(sc->app, "do export"))
        v[1] = (struct value){ .set = true, .text = arena_printf(&a, "%s%sclub-%s.csv", home ? home : "", home ? "/" : "", day_iso(&a, s->d)) };
    if (dialog_form(sc->app, _("Hand the day's list over"), hand_fields, desk_env(desk_of(sc)), &a, v) &&
        (!v[1].set || access(v[1].text, F_OK) != 0 || dialog_confirm(sc->app, _("%s exists. Write over it?"), v[1].text))) {
        if (club_hand_over(office_of(sc), s->d, v[0].text, v[1].set ? v[1].text : NULL, &count, &err))
            app_say(sc->app, _("%lld first visitors handed over."), (long long)count);
        else
            app_say_err(sc->app, &err);
    }
    arena_free(&a);
}

static void
turn(struct screen *sc, int days)
{
    ((struct state *)sc->state)->d += days;
    screen_stale(sc);
}

static void earlier(struct screen *sc) { turn(sc, -1); }
static void later(struct screen *sc) { turn(sc, 1); }

static const struct command commands[] = {
    { "club.hand_over", 'h', 0, NEED_WRITE, "do register.club_handover.edit", N_("To the club"),
      N_("Everybody still due of this day as one batch: into a file, marked, with who received it."), hand_over, NULL, NULL },
    { "club.read", CMD_KEY(KEY_ENTER), 0, NEED_ROW, NULL, N_("Open"), N_("The visitor's page."), read_it, NULL, NULL },
    { "club.earlier", '[', 0, 0, NULL, N_("Day before"), N_("The day before."), earlier, NULL, NULL },
    { "club.later", ']', 0, 0, NULL, N_("Day after"), N_("The day after."), later, NULL, NULL },
    { 0 }
};

static const char *const tips[] = {
    N_("Closing a first visit puts the visitor on the list; nobody is left out (RCP-29)."),
    NULL
};

const struct screen_ops club_screen = {
    .name = "club", .title = N_("First visitors to the club"), .state_size = sizeof(struct state), .commands = commands, .tips = tips, .open = open_it,
    .load = load, .draw = draw, .key = key, .has_row = has_row, .close = close_it,
};
