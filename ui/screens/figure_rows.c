/* The rows behind a number: one line each, Enter opens the matter. */
#include "base/lang.h"
#include "data/register.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"
#include "ui/screens/open.h"
#include "ui/screens/report.h"

#include <string.h>

struct rows {
    struct list *list;
    struct figure_rows_arg arg;
    struct arena kept;
};

static const struct column rows_columns[] = {
    { N_("When"), 12, ALIGN_LEFT, 0 }, { N_("Number"), 14, ALIGN_LEFT, 0 }, { N_("Who or what"), 0, ALIGN_LEFT, 0 },
    { N_("Detail"), 14, ALIGN_LEFT, 0 }, { N_("Colleague"), 10, ALIGN_LEFT, 2 }, { N_("Counts"), 6, ALIGN_LEFT, 0 }, { 0 }
};

/* ---- windows ---------------------------------------------------------------------------------------- */

static void
add_row(struct screen *sc, struct list *l, const struct figure_row *r)
{
    struct rows *s = sc->state;
    struct office *o = office_of(sc);
    struct arena *a = list_arena(l);
    struct figure_row *key = arena_alloc(a, sizeof *key);
    struct row *row = list_add(l, r->id, NULL);
    bool bad = s->arg.figure && r->good == s->arg.figure->falling_good;
    char *who = r->staff > 0 ? reg_ref_text(o, "staff", r->staff, a) : NULL;

    *key = *r;
    key->about = arena_strdup(a, r->about);
    row->data = key;
    row->cells[0] = r->at ? moment_show(a, r->at, office_now(o), o->zone) : "";
    row->cells[1] = arena_strdup(a, r->number);
    row->cells[2] = arena_strdup(a, r->name);
    row->cells[3] = arena_strdup(a, r->detail);
    row->cells[4] = who ? who : "";
    row->cells[5] = !s->arg.figure ? "" : r->good ? _("in") : _("not in");
    row->style = bad ? STYLE_WARN : STYLE_PLAIN;
}

static bool
read_rows(struct screen *sc, const struct figure_row *after, bool backwards, struct arena *a, struct figure_row *out, size_t max,
          size_t *count, struct err *err)
{
    const struct figure_rows_arg *arg = &((struct rows *)sc->state)->arg;
    struct office *o = office_of(sc);

    return arg->figure ? figure_rows(o, arg->figure, &arg->scope, arg->which, after, backwards, a, out, max, count, err)
                       : need_rows(o, arg->point, &arg->scope, arg->code, after, backwards, a, out, max, count, err);
}

static bool
fetch(void *ctx, struct list *l, enum list_from from, const struct row *anchor, int n, struct err *err)
{
    struct screen *sc = ctx;
    struct arena a = { 0 };
    struct figure_row *rows = arena_alloc(&a, (size_t)n * sizeof *rows), key = { 0 };
    size_t count = 0;
    bool good;

    if (anchor) {
        key = *(const struct figure_row *)anchor->data;
        key.id -= from == LIST_FROM;        /* the row itself is read again */
    }
    good = read_rows(sc, anchor ? &key : NULL, from == LIST_LAST || from == LIST_BEFORE, &a, rows, (size_t)n, &count, err);
    for (size_t i = 0; good && i < count; i++)
        add_row(sc, l, &rows[i]);
    arena_free(&a);
    return good;
}

static const struct list_ops list_ops = { .fetch = fetch };

/* ---- life --------------------------------------------------------------------------------------------- */

static void
name_it(struct screen *sc)
{
    static const char *const which[] = { N_("all"), N_("those not in the numerator"), N_("those in the numerator") };
    struct rows *s = sc->state;

    if (s->arg.figure)
        screen_title(sc, "%s: %s", s->arg.title, _(which[s->arg.which + 1]));
    else
        screen_title(sc, "%s: %s", _(s->arg.point->name), s->arg.title);
}

static void
make_list(struct screen *sc)
{
    struct rows *s = sc->state;

    list_free(&s->list);
    s->list = list_new(rows_columns, &list_ops, sc);
    list_empty_text(s->list, _("None of this kind."));
    name_it(sc);
    screen_stale(sc);
}

static bool
rows_open(struct screen *sc, void *arg, struct err *err)
{
    struct rows *s = sc->state;

    (void)err;
    s->arg = *(const struct figure_rows_arg *)arg;
    s->arg.title = arena_strdup(&s->kept, s->arg.title);
    s->arg.code = s->arg.code ? arena_strdup(&s->kept, s->arg.code) : NULL;
    s->arg.scope.channel = s->arg.scope.channel ? arena_strdup(&s->kept, s->arg.scope.channel) : NULL;
    make_list(sc);
    return true;
}

static void
rows_close(struct screen *sc)
{
    struct rows *s = sc->state;

    list_free(&s->list);
    arena_free(&s->kept);
}

static bool
rows_load(struct screen *sc, struct err *err)
{
    return list_load(((struct rows *)sc->state)->list, err);
}

static void
rows_draw(struct screen *sc, struct box body)
{
    list_draw(((struct rows *)sc->state)->list, sc->term, body, true);
}

static bool
rows_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct rows *)sc->state)->list, k);
}

static bool
rows_has_row(const struct screen *sc)
{
    return list_row(((struct rows *)sc->state)->list) != NULL;
}

static const char *
rows_hint(struct screen *sc, bool *warn)
{
    const char *problem = list_problem(((struct rows *)sc->state)->list);

    *warn = *problem != '\0';
    return *problem ? problem : NULL;
}

/* ---- commands ------------------------------------------------------------------------------------------- */

static void
open_one(struct screen *sc)
{
    const struct figure_row *r = list_data(((struct rows *)sc->state)->list);

    open_matter(sc, r->about, r->matter);
}

/* All, those not in the numerator, those in it. */
static void
next_which(struct screen *sc)
{
    struct rows *s = sc->state;

    s->arg.which = s->arg.which == ROWS_GOOD ? ROWS_ALL : (enum figure_which)(s->arg.which + 1);
    make_list(sc);
}

static bool
when_figure(const struct screen *sc)
{
    return ((const struct rows *)sc->state)->arg.figure != NULL;
}

static const struct command rows_commands[] = {
    { .id = "figure_rows.open", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = N_("Open"), .help = N_("Opens the matter."), .run = open_one },
    { .id = "figure_rows.which", .key = 'o', .bar = N_("Only some"), .help = N_("All rows, those not in the numerator, those in it."),
      .run = next_which, .when = when_figure },
    { 0 }
};

const struct screen_ops figure_rows_screen = {
    .name = "figure_rows", .title = N_("Rows"), .state_size = sizeof(struct rows), .commands = rows_commands,
    .open = rows_open, .load = rows_load, .draw = rows_draw, .key = rows_key, .has_row = rows_has_row, .hint = rows_hint, .close = rows_close,
};
