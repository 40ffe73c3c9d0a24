/* The checklist before a viewing: one digit ticks an item (RCP-57, RCP-22). */
#include "base/lang.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"
#include "ui/screens/viewing.h"
#include "data/viewing.h"

#include <string.h>

struct state {
    int64_t viewing;
    struct list *list;
    struct prep_item *items;        /* in the screen's arena */
    size_t count, ticked;
    char *line, *needs;
};

static const struct column columns[] = {
    { "", 2, ALIGN_LEFT, 0 }, { N_("Item"), 10, ALIGN_LEFT, 0 }, { N_("Done"), 6, ALIGN_LEFT, 0 }, { N_("Look at"), 0, ALIGN_LEFT, 0 },
    { N_("Rule"), 7, ALIGN_LEFT, 1 }, { 0 },
};

static bool
prep_open(struct screen *sc, void *arg, struct err *err)
{
    struct state *s = sc->state;

    (void)err;
    s->viewing = *(int64_t *)arg;
    s->list = list_new(columns, NULL, NULL);
    return true;
}

static void
fill_row(struct state *s, const struct prep_item *item)
{
    struct row *row = list_add(s->list, item->code[0], NULL);

    row->cells[0] = item->code;
    row->cells[1] = item->name;
    row->cells[2] = item->done ? _("ready") : _("not yet");
    row->cells[3] = item->look_at;
    row->cells[4] = item->rule;
    row->style = item->done ? STYLE_DIM : STYLE_STRONG;
    s->ticked += item->done;
}

static bool
prep_load(struct screen *sc, struct err *err)
{
    struct state *s = sc->state;
    struct office *o = office_of(sc);
    struct record *v;

    if (!reg_read(o, &viewing_register, s->viewing, &sc->arena, &v, err) ||
        !viewing_prep(o, s->viewing, &sc->arena, &s->items, &s->count, err))
        return false;
    s->ticked = 0;
    list_clear(s->list);
    for (size_t i = 0; i < s->count; i++)
        fill_row(s, &s->items[i]);
    s->needs = viewing_needs(o, record_text(v, "needs"), &sc->arena);
    s->line = arena_printf(&sc->arena, _("%s %s %lld people %s   prepared %zu of %zu"), record_text(v, "name"),
                           moment_show(&sc->arena, record_num(v, "at"), office_now(o), o->zone), (long long)record_num(v, "party"),
                           record_text(v, "homes"), s->ticked, s->count);
    screen_title(sc, "%s %s", _("Preparing"), record_text(v, "number"));
    return true;
}

static void
prep_draw(struct screen *sc, struct box body)
{
    struct state *s = sc->state;
    int y = 0;

    draw_text(sc->term, body, y++, 1, -1, STYLE_PLAIN, s->line ? s->line : "");
    if (s->needs && *s->needs)
        draw_printf(sc->term, body, y++, 1, -1, STYLE_BAD, _("Special needs: %s"), s->needs);
    list_draw(s->list, sc->term, (struct box){ body.y + y + 1, body.x + 1, body.rows - y - 1, body.cols - 1 }, true);
}

static bool
prep_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct state *)sc->state)->list, k);
}

static bool
prep_has_row(const struct screen *sc)
{
    return list_row(((struct state *)sc->state)->list) != NULL;
}

static void
prep_close(struct screen *sc)
{
    list_free(&((struct state *)sc->state)->list);
}

/* ---- ticking ----------------------------------------------------------------------------------------------- */

static void
toggle(struct screen *sc, const char *code)
{
    struct state *s = sc->state;
    struct err err = { 0 };

    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->items[i].code, code) == 0) {
            if (!viewing_tick(office_of(sc), s->viewing, code, !s->items[i].done, &err))
                app_say_err(sc->app, &err);
            else if (!s->items[i].done && s->ticked + 1 == s->count)
                app_say(sc->app, "%s", _("Everything is prepared."));
            return;
        }
    app_say(sc->app, "%s", _("This item is not wanted for this appointment."));
}

/* The command's key is the item's code. */
static void
toggle_named(struct screen *sc)
{
    const char code[2] = { (char)sc->app->running->key, '\0' };

    toggle(sc, code);
}

static void
toggle_row(struct screen *sc)
{
    const char code[2] = { (char)list_id(((struct state *)sc->state)->list), '\0' };

    toggle(sc, code);
}

#define TICK(id, key) { "prep.tick_" id, key, 0, NEED_WRITE | CMD_OFF_BAR, "reception.do", N_("tick"), N_("Tick the item of this number, or take the tick back."), toggle_named, NULL, NULL }

static const struct command commands[] = {
    { "prep.tick", ' ', 0, NEED_ROW | NEED_WRITE, "reception.do", N_("tick"), N_("Tick the item under the cursor, or take the tick back."), toggle_row, NULL, N_("digit/Space") },
    TICK("1", '1'), TICK("2", '2'), TICK("3", '3'), TICK("4", '4'), TICK("5", '5'), TICK("6", '6'), TICK("7", '7'), TICK("8", '8'), TICK("9", '9'),
    TICK("a", 'a'),
    { 0 }
};

static const char *const tips[] = {
    N_("Look at each thing before you tick it: panels, show flat, sales centre; umbrellas, maps, power banks (RCP-57)."),
    N_("All ticked ends the task; what is missing on the day stands on the desk."),
    NULL
};

const struct screen_ops viewing_prep_screen = {
    .name = "viewing_prep", .title = N_("Preparing"), .state_size = sizeof(struct state), .commands = commands, .tips = tips,
    .open = prep_open, .load = prep_load, .draw = prep_draw, .key = prep_key, .has_row = prep_has_row, .close = prep_close,
};
