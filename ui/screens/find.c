/* Find: a line to type in, below it what was understood, below that who and what was found, at each key. */
#include "ui/screens/find.h"

#include "base/lang.h"
#include "data/engine/find.h"
#include "data/find.h"
#include "ui/kit/edit.h"
#include "ui/kit/list.h"
#include "ui/screens/customer.h"
#include "ui/screens/desk.h"
#include "ui/screens/open.h"

#include <string.h>

#define TYPED_MOST 60       /* characters */
#define WINDOW 24           /* hits read at a time: what a small screen shows */
#define WINDOWS_MOST 40     /* further down one types another letter */

struct find_arg {
    const char *title;
    int64_t chosen;
};

struct find_state {
    struct edit *edit;
    struct list *list;
    struct find_arg *choosing;  /* NULL: Enter opens */
    const struct hit *last;     /* the last one added */
    char *shown;                /* what the list was filled for; NULL: nothing yet */
    char *understood;
    int64_t before;             /* the next window begins there; 0: all is shown */
    int windows;
    bool further;               /* load the next window, do not begin anew */
    int64_t waiting;            /* people whose index is still to come */
    moment asked;               /* when that was counted: not at every key, it may be a million */
};

static const struct column columns[] = {
    { N_("Found"), 16, ALIGN_LEFT, 0 },
    { N_("Phone or time"), 14, ALIGN_LEFT, 0 },
    { N_("Stage or kind"), 12, ALIGN_LEFT, 0 },
    { N_("Home or customer"), 0, ALIGN_LEFT, 0 },
    { NULL, 0, ALIGN_LEFT, 0 },
};

/* ---- filling the list ------------------------------------------------------------------------------------ */

static void
person_cells(struct row *row, const struct hit *h, struct arena *a)
{
    row->cells[0] = *h->form ? arena_printf(a, "%s %s", h->name, h->form) : h->name;
    row->cells[1] = h->phone;
    row->cells[2] = life_name(h->life);
    row->cells[3] = *h->code ? arena_printf(a, "%s  %s", h->code, h->homes) : h->homes;
}

static void
add_hit(struct find_state *s, struct office *o, const struct hit *h)
{
    struct arena *a = list_arena(s->list);
    struct row *row;

    if (s->choosing && h->kind != HIT_CUSTOMER && h->kind != HIT_PLATE)
        return;
    row = list_add(s->list, h->id, h->kind == HIT_PLATE ? "customer" : h->about);
    row->data = s->last = h;
    switch (h->kind) {
    case HIT_HOME:
        row->cells[0] = h->code;
        row->cells[1] = h->project;
        row->cells[2] = h->told;
        row->cells[3] = h->name;
        break;
    case HIT_MATTER:
        row->cells[0] = h->code;
        row->cells[1] = moment_show(a, h->at, office_now(o), o->zone);
        row->cells[2] = h->told;
        row->cells[3] = h->name;
        break;
    default:
        person_cells(row, h, a);
    }
}

static bool
add_window(struct find_state *s, struct office *o, int64_t before, struct err *err)
{
    struct findings f;

    if (!find_anything(o, edit_text(s->edit), before, WINDOW, list_arena(s->list), &f, err))
        return false;
    for (size_t i = 0; i < f.count; i++)
        add_hit(s, o, &f.hits[i]);
    if (before == 0)
        s->understood = f.understood;
    s->before = f.before;
    return true;
}

static bool
find_load(struct screen *sc, struct err *err)
{
    struct find_state *s = sc->state;
    struct office *o = office_of(sc);
    int windows = s->windows;
    bool anew = !s->shown || strcmp(s->shown, edit_text(s->edit)) != 0;

    if (office_now(o) != s->asked) {
        s->asked = office_now(o);
        s->waiting = find_waiting(o->store);
    }
    if (s->further) {
        s->further = false;
        s->windows++;
        return add_window(s, o, s->before, err);
    }
    if (anew)
        windows = 1;
    list_clear(s->list);
    s->last = NULL;
    s->understood = NULL;
    s->before = 0;
    for (s->windows = 0; s->windows < windows && (s->windows == 0 || s->before); s->windows++)
        if (!add_window(s, o, s->before, err))
            return false;
    s->shown = arena_strdup(list_arena(s->list), edit_text(s->edit));
    if (anew)
        list_go_first(s->list);
    return true;
}

/* ---- life --------------------------------------------------------------------------------------------------- */

static bool
find_open(struct screen *sc, void *arg, struct err *err)
{
    struct find_state *s = sc->state;

    (void)err;
    s->edit = edit_new(TYPED_MOST, 1);
    s->list = list_new(columns, NULL, NULL);
    s->choosing = arg;
    if (s->choosing)
        screen_title(sc, "%s", s->choosing->title);
    list_empty_text(s->list, _("Nobody and nothing fits. Try fewer letters, the end of the phone, the home."));
    return true;
}

static void
find_close(struct screen *sc)
{
    struct find_state *s = sc->state;

    edit_free(&s->edit);
    list_free(&s->list);
}

static bool
find_key(struct screen *sc, const struct key *k)
{
    struct find_state *s = sc->state;
    const char *note = NULL;

    if ((k->kind != KEY_HOME_ && k->kind != KEY_END_) && list_key(s->list, k)) {
        if (s->before && s->windows < WINDOWS_MOST && list_data(s->list) == s->last) {
            s->further = true;
            screen_stale(sc);
        }
        return true;
    }
    if (!edit_key(s->edit, k, &note))
        return false;
    if (note)
        app_say(sc->app, "%s", note);
    screen_stale(sc);
    return true;
}

static bool
find_typing(const struct screen *sc)
{
    (void)sc;
    return true;
}

static bool
find_has_row(const struct screen *sc)
{
    return list_row(((struct find_state *)sc->state)->list) != NULL;
}

/* The first Esc empties the box, so that one may begin anew. */
static bool
find_leave(struct screen *sc)
{
    struct find_state *s = sc->state;

    if (!*edit_text(s->edit))
        return true;
    edit_set(s->edit, "");
    screen_stale(sc);
    return false;
}

static void
find_draw(struct screen *sc, struct box body)
{
    struct find_state *s = sc->state;
    struct box line = { body.y, body.x + 7, 1, body.cols - 8 < TYPED_MOST ? body.cols - 8 : TYPED_MOST };
    struct box rest = { body.y + 2, body.x, body.rows - 2, body.cols };
    int width = body.cols - 2;

    draw_text(sc->term, body, 0, 1, 5, STYLE_LABEL, _("Find"));
    if (s->waiting > 0) {
        char *text = arena_printf(&sc->arena, _("indexing, %lld people to come"), (long long)s->waiting);
        int cols = draw_columns(sc->term, text);

        if (cols < width - 20) {
            draw_text(sc->term, body, 1, body.cols - 1 - cols, cols, STYLE_WARN, text);
            width -= cols + 2;
        }
    }
    draw_text(sc->term, body, 1, 1, width, STYLE_DIM, s->understood ? s->understood : "");
    list_draw(s->list, sc->term, rest, true);
    edit_draw(s->edit, sc->term, line, true, STYLE_FIELD);
}

static const char *
find_hint(struct screen *sc, bool *warn)
{
    struct find_state *s = sc->state;

    (void)warn;
    if (!*edit_text(s->edit))
        return _("Type a name, its pinyin or initials, a phone or its end, a home, a plate or a number.");
    return s->before && s->windows >= WINDOWS_MOST ? _("There are more: type another letter or a second word.") : NULL;
}

/* ---- commands -------------------------------------------------------------------------------------------------- */

static void
open_found(struct screen *sc)
{
    struct find_state *s = sc->state;
    const struct hit *h = list_data(s->list);

    if (s->choosing) {
        s->choosing->chosen = h->customer;
        screen_pop(sc->app);
        return;
    }
    open_matter(sc, h->kind == HIT_PLATE ? "customer" : h->about, h->id);
}

static void
new_customer(struct screen *sc)
{
    struct find_state *s = sc->state;

    customer_open_new(sc, edit_text(s->edit));
}

static const struct command commands[] = {
    { .id = "find.open", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = N_("Open"), .help = N_("Opens what was found."), .run = open_found },
    { .id = "find.new", .key = CMD_CTRL('n'), .right = "do customer.edit", .bar = N_("New customer"),
      .help = N_("A new customer; a phone or name typed here is taken along."), .run = new_customer },
    { .id = "find.type", .bar = N_("Find"), .show = N_("letters, digits"),
      .help = N_("At each key the list follows: the people last dealt with first."), .need = CMD_OFF_BAR },
    { 0 }
};

static const struct command choosing_commands[] = {
    { .id = "find.choose", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = N_("Choose"), .help = N_("Takes this customer."), .run = open_found },
    { 0 }
};

static const char *const tips[] = {
    N_("3-1-1203 is a home; 311203 lists all homes it may mean; 5678 is the end of a phone; zxm are initials."),
    N_("A second word narrows: a name and the first digits of the phone."),
    N_("A009 or TS014 finds a matter by the end of its number."),
    NULL
};

#define FIND_OPS .state_size = sizeof(struct find_state), .tips = tips, .open = find_open, .load = find_load, .draw = find_draw, \
                 .key = find_key, .typing = find_typing, .has_row = find_has_row, .hint = find_hint, .leave = find_leave, .close = find_close

const struct screen_ops find_screen = { .name = "find", .title = N_("Find"), .commands = commands, FIND_OPS };
const struct screen_ops customers_screen = { .name = "customers", .title = N_("Customers"), .commands = commands, FIND_OPS };
static const struct screen_ops choose_screen = { .name = "customer.choose", .title = N_("Choose a customer"), .commands = choosing_commands, FIND_OPS };

int64_t
find_choose_customer(struct app *app, const char *title)
{
    struct find_arg arg = { .title = title };

    return screen_run(app, &choose_screen, &arg) ? arg.chosen : 0;
}
