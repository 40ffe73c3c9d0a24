/* Today's turns: who receives next, who is busy, who is away. */
#include "base/lang.h"
#include "data/turn.h"
#include "ui/kit/list.h"
#include "ui/screens/claim.h"
#include "ui/screens/desk.h"

struct state {
    struct list *list;
    int64_t project;
};

static const struct column columns[] = {
    { N_("No."), 4, ALIGN_RIGHT, 0 }, { N_("Consultant"), 14, ALIGN_LEFT, 0 }, { N_("Turns taken"), 6, ALIGN_RIGHT, 0 },
    { N_("To make up"), 8, ALIGN_RIGHT, 1 }, { N_("Turns lost"), 8, ALIGN_RIGHT, 1 }, { N_("State"), 0, ALIGN_LEFT, 0 }, { 0 },
};

static bool
rota_open(struct screen *sc, void *arg, struct err *err)
{
    struct state *s = sc->state;

    (void)arg;
    s->list = list_new(columns, NULL, s);
    list_empty_text(s->list, _("No rota today yet: m makes it from the duty roster."));
    s->project = office_of(sc)->project;
    return s->project || err_set(err, ERR_INPUT, "%s", _("Choose a project first."));
}

static const char *
state_text(const struct rota_turn *t, bool next)
{
    if (t->state == ROTA_LEAVE)
        return _("on leave, to be made up for");
    if (t->state == ROTA_AWAY)
        return _("away without leave");
    if (t->busy)
        return _("with a visitor");
    return next ? _("receives next") : t->skipped ? _("skipped, keeps the turn") : "";
}

static bool
rota_load(struct screen *sc, struct err *err)
{
    struct state *s = sc->state;
    struct office *o = office_of(sc);
    struct turns t;
    int next;

    if (!turns_read(o, s->project, office_today(o), &sc->arena, &t, err))
        return false;
    list_clear(s->list);
    next = rota_next(t.t, t.n);
    for (size_t i = 0; i < t.n; i++) {
        struct row *r = list_add(s->list, t.t[i].staff, NULL);

        r->cells[0] = arena_printf(&sc->arena, "%d", t.t[i].place);
        r->cells[1] = t.names[i];
        r->cells[2] = arena_printf(&sc->arena, "%d", t.t[i].received);
        r->cells[3] = arena_printf(&sc->arena, "%d", t.t[i].state == ROTA_AWAY ? 0 : rota_owed(t.t, t.n, t.t[i].staff));
        r->cells[4] = arena_printf(&sc->arena, "%d", t.t[i].lost);
        r->cells[5] = state_text(&t.t[i], (int)i == next);
        r->style = (int)i == next ? STYLE_STRONG : t.t[i].state != ROTA_HERE ? STYLE_DIM : STYLE_PLAIN;
    }
    return true;
}

static void
rota_draw(struct screen *sc, struct box body)
{
    list_draw(((struct state *)sc->state)->list, sc->term, (struct box){ body.y, body.x + 1, body.rows, body.cols - 1 }, true);
}

static bool
rota_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct state *)sc->state)->list, k);
}

static bool
rota_has_row(const struct screen *sc)
{
    return list_row(((struct state *)sc->state)->list) != NULL;
}

static void
rota_close(struct screen *sc)
{
    list_free(&((struct state *)sc->state)->list);
}

/* ---- commands ---------------------------------------------------------------------------------------------- */

static void
say(struct screen *sc, bool good, const struct err *err, const char *done)
{
    if (good)
        app_say(sc->app, "%s", done);
    else
        app_say_err(sc->app, err);
}

static int64_t
who(struct screen *sc)
{
    return list_id(((struct state *)sc->state)->list);
}

static void
do_make(struct screen *sc)
{
    struct state *s = sc->state;
    struct err err = { 0 };

    say(sc, turn_make_day(office_of(sc), s->project, &err), &err, _("The rota is made from the duty roster."));
}

static void
do_skip(struct screen *sc)
{
    struct state *s = sc->state;
    struct err err = { 0 };

    say(sc, turn_skip(office_of(sc), s->project, who(sc), &err), &err, _("Passed over for the next visitor; the turn is kept."));
}

static void
do_leave(struct screen *sc)
{
    struct state *s = sc->state;
    struct err err = { 0 };

    say(sc, turn_absent(office_of(sc), s->project, who(sc), TURN_LEAVE, &err), &err, _("On leave: turns missed are made up for."));
}

static void
do_away(struct screen *sc)
{
    struct state *s = sc->state;
    struct err err = { 0 };

    say(sc, turn_absent(office_of(sc), s->project, who(sc), TURN_AWAY, &err), &err, _("Away without leave: turns missed are lost."));
}

static void
do_back(struct screen *sc)
{
    struct state *s = sc->state;
    struct err err = { 0 };

    say(sc, turn_back(office_of(sc), s->project, who(sc), &err), &err, _("Back on the rota."));
}

#define ON_ROW (NEED_ROW | NEED_WRITE)

static const struct command commands[] = {
    { .id = "rota.make", .key = 'm', .need = NEED_WRITE, .right = "do turn.run", .bar = N_("Make"),
      .help = N_("Makes today's rota from the duty roster; made again, it adds who came late."), .run = do_make },
    { .id = "rota.skip", .key = 's', .need = ON_ROW, .right = "do turn.run", .bar = N_("Skip"), .help = N_("Busy just now: passed over once, the turn is kept."), .run = do_skip },
    { .id = "rota.leave", .key = 'l', .need = ON_ROW, .right = "do turn.run", .bar = N_("Leave"), .help = N_("Absent with leave: turns missed are made up for."), .run = do_leave },
    { .id = "rota.away", .key = 'a', .need = ON_ROW, .right = "do turn.run", .bar = N_("Away"), .help = N_("Absent without leave: turns missed are lost."), .run = do_away },
    { .id = "rota.back", .key = 'b', .need = ON_ROW, .right = "do turn.run", .bar = N_("Back"), .help = N_("Is here again."), .run = do_back },
    { 0 }
};

static const char *const tips[] = {
    N_("A turn is used by a new visitor whom nobody owns; customers of somebody go there and use none."),
    N_("Another than the next is chosen in the form of the visit, with a reason; it is that one's turn that is used."),
    NULL
};

const struct screen_ops rota_screen = {
    .name = "rota", .title = N_("Rota"), .state_size = sizeof(struct state), .commands = commands, .tips = tips,
    .open = rota_open, .load = rota_load, .draw = rota_draw, .key = rota_key, .has_row = rota_has_row, .close = rota_close,
};
