/* The rows behind a count of the desk. */
#include "base/lang.h"
#include "base/phone.h"
#include "data/board.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"
#include "ui/screens/open.h"
#include "ui/screens/tasks.h"

enum { ROWS_MOST = 500 };

struct state {
    struct list *list;
    enum board_part part;
};

static const struct column columns[] = {
    { N_("Time"), 5, ALIGN_LEFT, 0 }, { N_("Number"), 15, ALIGN_LEFT, 2 }, { N_("Name"), 12, ALIGN_LEFT, 0 },
    { N_("Phone"), 13, ALIGN_LEFT, 1 }, { N_("About"), 0, ALIGN_LEFT, 0 }, { 0 },
};

static const char *const names[BOARD_PARTS] = {
    [BOARD_RECEPTIONS] = N_("received today"), [BOARD_VIEWINGS] = N_("appointments"), [BOARD_BIRTHDAYS] = N_("birthdays"),
};

static bool
board_open(struct screen *sc, void *arg, struct err *err)
{
    struct state *s = sc->state;

    (void)err;
    s->part = *(enum board_part *)arg;
    s->list = list_new(columns, NULL, s);
    list_empty_text(s->list, _("None today."));
    screen_title(sc, "%s", _(names[s->part]));
    return true;
}

static bool
board_load(struct screen *sc, struct err *err)
{
    struct state *s = sc->state;
    struct office *o = office_of(sc);
    struct board_row *rows = arena_alloc(&sc->arena, ROWS_MOST * sizeof *rows);
    size_t count;

    if (!board_rows(o, s->part, &sc->arena, rows, ROWS_MOST, &count, err))
        return false;
    list_clear(s->list);
    for (size_t i = 0; i < count; i++) {
        struct row *r = list_add(s->list, rows[i].id, rows[i].about);
        struct civil c = moment_civil(rows[i].at, o->zone);

        r->cells[0] = rows[i].at ? arena_printf(&sc->arena, "%02d:%02d", c.hour, c.minute) : "";
        r->cells[1] = rows[i].number;
        r->cells[2] = rows[i].name;
        r->cells[3] = *rows[i].phone ? phone_mask(&sc->arena, rows[i].phone) : "";
        r->cells[4] = rows[i].text;
        r->data = &rows[i];
    }
    return true;
}

static void
board_draw(struct screen *sc, struct box body)
{
    list_draw(((struct state *)sc->state)->list, sc->term, (struct box) { body.y, body.x + 1, body.rows, body.cols - 1 }, true);
}

static bool
board_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct state *)sc->state)->list, k);
}

static bool
board_has_row(const struct screen *sc)
{
    return list_row(((struct state *)sc->state)->list) != NULL;
}

static void
board_close(struct screen *sc)
{
    list_free(&((struct state *)sc->state)->list);
}

static void
do_open(struct screen *sc)
{
    const struct board_row *r = list_data(((struct state *)sc->state)->list);

    open_matter(sc, r->about, r->id);
}

static const struct command commands[] = {
    { "board.open", CMD_KEY(KEY_ENTER), 0, NEED_ROW, NULL, N_("open it"), N_("Open this row."), do_open, NULL, NULL },
    { 0 },
};

const struct screen_ops board_screen = {
    .name = "board", .title = N_("Today"), .state_size = sizeof(struct state), .commands = commands,
    .open = board_open, .load = board_load, .draw = board_draw, .key = board_key, .has_row = board_has_row, .close = board_close,
};
