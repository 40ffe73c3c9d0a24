/* F-807: all that waits for an approval, and the answer in place, with a comment. */
#include "base/lang.h"
#include "data/approval.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"
#include "ui/screens/open.h"
#include "ui/screens/register.h"
#include "ui/screens/registers.h"
#include "ui/screens/shown.h"

#define WAITING_READ 200    /* more than a house ever has waiting; the next come up as these are answered */
#define LABEL_COLS 12

struct approvals {
    struct list *list;
    bool mine_only;             /* only what this person may decide */
};

static const struct column approvals_columns[] = {
    { N_("Due"), 15, ALIGN_LEFT, 0 }, { N_("What waits"), 0, ALIGN_LEFT, 0 }, { N_("Asked"), 12, ALIGN_LEFT, 1 }, { N_("Yours"), 6, ALIGN_LEFT, 0 }, { 0 }
};

/* ---- rows ---------------------------------------------------------------------------------------------- */

static void
add_waiting(struct screen *sc, const struct approval *ap)
{
    struct approvals *s = sc->state;
    struct office *o = office_of(sc);
    const struct task *t = &ap->task;
    struct row *row = list_add(s->list, t->id, NULL);

    row->cells[0] = shown_due(o, t, list_arena(s->list));
    row->cells[1] = t->text;
    row->cells[2] = moment_show(list_arena(s->list), t->started, office_now(o), o->zone);
    row->cells[3] = ap->nmay ? _("yes") : "";
    row->style = t->due <= office_now(o) ? STYLE_BAD : t->warn <= office_now(o) ? STYLE_WARN : STYLE_PLAIN;
    row->data = ap;
}

static bool
approvals_load(struct screen *sc, struct err *err)
{
    struct approvals *s = sc->state;
    struct approval *waiting = arena_alloc(&sc->arena, WAITING_READ * sizeof *waiting);
    size_t count = 0;

    list_clear(s->list);
    if (!approval_list(office_of(sc), s->mine_only, &sc->arena, waiting, WAITING_READ, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        add_waiting(sc, &waiting[i]);
    return true;
}

static bool
approvals_start(struct screen *sc, void *arg, struct err *err)
{
    struct approvals *s = sc->state;

    (void)arg;
    (void)err;
    s->list = list_new(approvals_columns, NULL, NULL);
    list_empty_text(s->list, _("Nothing waits for an approval."));
    return true;
}

static void
approvals_end(struct screen *sc)
{
    list_free(&((struct approvals *)sc->state)->list);
}

static const struct approval *
approval_here(const struct screen *sc)
{
    return list_data(((struct approvals *)sc->state)->list);
}

/* ---- the record below the list ---------------------------------------------------------------------------- */

static void
draw_record(struct screen *sc, struct box b, const struct record *r)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    char *moves = register_moves_line(o, r, &a);
    int y = 1;

    draw_printf(sc->term, b, 0, 1, b.cols - 2, STYLE_LABEL, "%s  %s", _(r->reg->one), reg_state_label(r->reg, r->state));
    for (int i = 0; r->reg->fields[i].name && y < b.rows - 1; i++) {
        if (!r->v[i].set)
            continue;
        draw_text(sc->term, b, y, 1, LABEL_COLS, STYLE_LABEL, _(r->reg->fields[i].label));
        draw_text(sc->term, b, y, LABEL_COLS + 2, b.cols - LABEL_COLS - 3, STYLE_PLAIN, shown_field(o, r, i, &a));
        y++;
    }
    draw_text(sc->term, b, b.rows - 1, 1, b.cols - 2, STYLE_STRONG, *moves ? moves : _("The decision is not yours."));
    arena_free(&a);
}

static void
approvals_draw(struct screen *sc, struct box body)
{
    struct approvals *s = sc->state;
    const struct approval *ap = approval_here(sc);
    int above = body.rows > 12 ? body.rows * 2 / 5 : body.rows;

    list_draw(s->list, sc->term, (struct box) { body.y, body.x, above, body.cols }, true);
    if (ap && above < body.rows)
        draw_record(sc, (struct box) { body.y + above, body.x, body.rows - above, body.cols }, ap->record);
}

static bool
approvals_key(struct screen *sc, const struct key *k)
{
    const struct approval *ap = approval_here(sc);
    const struct move *m = ap ? register_move_of_key(office_of(sc), ap->record, k) : NULL;

    if (!m)
        return list_key(((struct approvals *)sc->state)->list, k);
    register_make_move(sc, ap->record, m);
    return true;
}

static bool
approvals_has_row(const struct screen *sc)
{
    return list_row(((struct approvals *)sc->state)->list) != NULL;
}

/* ---- commands ------------------------------------------------------------------------------------------------- */

static void
run_open(struct screen *sc)
{
    const struct task *t = &approval_here(sc)->task;

    open_matter(sc, t->about, t->matter);
}

static void
run_explain(struct screen *sc)
{
    register_explain_task(sc, approval_here(sc)->task.id);
}

static void
run_mine(struct screen *sc)
{
    struct approvals *s = sc->state;

    s->mine_only = !s->mine_only;
    screen_stale(sc);
    app_say(sc->app, "%s", s->mine_only ? _("Shown: what you may decide.") : _("Shown: all that waits."));
}

static bool
may_decide_here(const struct screen *sc)
{
    const struct approval *ap = approval_here(sc);

    return ap && ap->nmay > 0;
}

static const struct command approvals_commands[] = {
    { .id = "approvals.decide", .bar = N_("Decide"), .help = N_("Make the move of that number on the last line; a comment is asked for."),
      .show = N_("digits"), .when = may_decide_here },
    { .id = "approvals.open", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = N_("Open"), .help = N_("The whole record with its timeline."),
      .run = run_open },
    { .id = "approvals.mine", .key = 'o', .bar = N_("Only mine"), .help = N_("Only what you may decide, or all again."), .run = run_mine },
    { .id = "approvals.explain", .key = 'i', .need = NEED_ROW, .bar = N_("why"), .help = N_("Why it is due when it is."), .run = run_explain },
    { 0 }
};

const struct screen_ops approvals_screen = {
    .name = "approvals", .title = N_("Approvals"), .state_size = sizeof(struct approvals), .commands = approvals_commands,
    .open = approvals_start, .load = approvals_load, .draw = approvals_draw, .key = approvals_key,
    .has_row = approvals_has_row, .close = approvals_end,
};
