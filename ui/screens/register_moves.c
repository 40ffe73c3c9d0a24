/* Moves of a record by digit or from a list, with the reason or the comment that one wants. */
#include "ui/screens/register.h"

#include "base/lang.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"

#define MOVES_MOST 9        /* a digit each */

const struct move *
register_move_of_key(struct office *o, const struct record *r, const struct key *k)
{
    const struct move *moves[MOVES_MOST];
    uint32_t digit = k->kind == KEY_CHAR ? key_twin(k->cp) : 0;
    size_t n = reg_moves(o, r, moves, MOVES_MOST);

    return digit >= '1' && digit < '1' + n ? moves[digit - '1'] : NULL;
}

char *
register_moves_line(struct office *o, const struct record *r, struct arena *a)
{
    const struct move *moves[MOVES_MOST];
    size_t n = reg_moves(o, r, moves, MOVES_MOST);
    char *line = arena_strdup(a, "");

    for (size_t i = 0; i < n; i++)
        line = arena_printf(a, "%s%s%zu %s", line, i ? "   " : "", i + 1, _(moves[i]->label));
    return line;
}

bool
register_make_move(struct screen *sc, struct record *r, const struct move *m)
{
    const struct field reason = { .name = "reason", .label = m->reason ? N_("Reason") : N_("Comment"), .kind = FIELD_TEXT,
                                  .cols = 44, .required = m->reason };
    struct app *app = sc->app;
    struct arena a = { 0 };
    struct value v = { 0 };
    struct err err = { 0 };
    bool made;

    if (app->ops->may_write && !app->ops->may_write(app->ctx, &err)) {
        app_say_err(app, &err);
        return false;
    }
    if ((m->reason || move_approves(m)) && !dialog_line(app, _(m->label), &reason, desk_env(desk_of(sc)), &a, &v)) {
        app_say(app, _("Nothing was changed."));
        arena_free(&a);
        return false;
    }
    made = reg_move(office_of(sc), r, m, v.set ? v.text : NULL, &err);
    if (made)
        app_say(app, _("%s: now %s. ^Z takes it back."), record_title(office_of(sc), r, &a), reg_state_label(r->reg, r->state));
    else
        app_say_err(app, &err);
    app_wrote(app);
    arena_free(&a);
    return made;
}

bool
register_choose_move(struct screen *sc, struct record *r)
{
    const struct move *moves[MOVES_MOST];
    size_t n = reg_moves(office_of(sc), r, moves, MOVES_MOST);
    struct option options[MOVES_MOST];
    static const char *const codes[MOVES_MOST] = { "1", "2", "3", "4", "5", "6", "7", "8", "9" };
    int chosen;

    if (n == 0) {
        app_say(sc->app, _("It is %s; no move from here is yours to make."), reg_state_label(r->reg, r->state));
        return false;
    }
    for (size_t i = 0; i < n; i++)
        options[i] = (struct option) { .code = codes[i], .text = _(moves[i]->label) };
    chosen = dialog_choose(sc->app, _("Move on"), options, n, 0);
    return chosen >= 0 && register_make_move(sc, r, moves[chosen]);
}
