/* The list of any register: read in windows by key, whatever its size. */
#include "ui/screens/register.h"

#include "base/lang.h"
#include "ui/screens/desk.h"
#include "ui/screens/open.h"
#include "ui/screens/print.h"
#include "ui/screens/register_columns.h"
#include "ui/screens/register_filter.h"
#include "ui/screens/shown.h"

struct register_list {
    const struct reg *reg;
    struct list *list;
    struct register_columns columns;
    struct register_filter filter;
    int64_t total;              /* -1: not counted */
    char **gaps;
    size_t ngaps;
};

/* ---- windows ------------------------------------------------------------------------------------ */

static struct reg_filter
filter_of(const struct screen *sc)
{
    return register_filter_of(&((const struct register_list *)sc->state)->filter, office_of(sc));
}

static void
add_row(struct screen *sc, struct list *list, const struct record *r)
{
    struct register_list *l = sc->state;
    struct arena *a = list_arena(list);
    struct reg_key *key = arena_alloc(a, sizeof *key);
    struct row *row = list_add(list, r->id, NULL);

    *key = reg_key_of(r);
    key->text = arena_strdup(a, key->text);
    row->data = key;
    row->style = shown_look(office_of(sc), r);
    for (int i = 0; l->columns.columns[i].heading; i++)
        row->cells[i] = register_columns_cell(office_of(sc), &l->columns, r, i, a);
}

/* A key just before the anchor's own row, so that the row itself is read again. */
static struct reg_key
before_anchor(const struct reg *reg, struct reg_key key)
{
    int64_t step = reg->order && reg->order[0] == '-' ? 1 : -1;
    const char *order = reg->order ? reg->order + (reg->order[0] == '-') : "id";

    key.id += step;
    if (field_index(reg->fields, order) < 0)
        key.num = key.id;
    return key;
}

static bool
fetch_rows(void *ctx, struct list *list, enum list_from from, const struct row *anchor, int n, struct err *err)
{
    struct screen *sc = ctx;
    struct register_list *l = sc->state;
    struct arena a = { 0 };
    struct record **rows = arena_alloc(&a, (size_t)n * sizeof *rows);
    bool backwards = from == LIST_LAST || from == LIST_BEFORE;
    struct reg_filter f = filter_of(sc);
    struct reg_key key;
    size_t count = 0;
    bool good;

    if (anchor)
        key = from == LIST_FROM ? before_anchor(l->reg, *(const struct reg_key *)anchor->data) : *(const struct reg_key *)anchor->data;
    good = reg_window(office_of(sc), l->reg, &f, anchor ? &key : NULL, backwards, &a, rows, (size_t)n, &count, err);
    for (size_t i = 0; good && i < count; i++)
        add_row(sc, list, rows[backwards ? count - 1 - i : i]);
    arena_free(&a);
    return good;
}

static const struct list_ops list_ops = { .fetch = fetch_rows };

static void
make_list(struct screen *sc)
{
    struct register_list *l = sc->state;

    list_free(&l->list);
    register_columns_make(&l->columns, office_of(sc), l->reg, register_filter_by_project(&l->filter, office_of(sc)) ? l->filter.project : NULL);
    l->list = list_new(l->columns.columns, &list_ops, sc);
    list_empty_text(l->list, _("Nothing here yet; n makes the first."));
}

/* ---- life ---------------------------------------------------------------------------------------- */

static bool
register_start(struct screen *sc, void *arg, struct err *err)
{
    struct register_list *l = sc->state;

    l->reg = arg;
    if (!reg_may_see(office_of(sc), l->reg))
        return err_set(err, ERR_REFUSED, _("Your role may not see this register."));
    register_filter_start(&l->filter, l->reg);
    screen_title(sc, "%s", _(l->reg->many));
    sc->tips = l->reg->tips;
    make_list(sc);
    return true;
}

static void
register_end(struct screen *sc)
{
    struct register_list *l = sc->state;

    list_free(&l->list);
    register_columns_free(&l->columns);
    register_filter_free(&l->filter);
}

static bool
register_load(struct screen *sc, struct err *err)
{
    struct register_list *l = sc->state;
    struct office *o = office_of(sc);
    struct reg_filter f = filter_of(sc);
    day today = office_today(o);

    /* Looking through texts has no end in a long register: only what an index can count is counted. */
    l->total = l->filter.text.size ? -1 : reg_total(o, l->reg, &f);
    l->gaps = NULL;
    l->ngaps = l->reg->gaps ? l->reg->gaps(o, today, today + REGISTER_GAP_DAYS - 1, &sc->arena, &l->gaps) : 0;
    return list_load(l->list, err);
}

static void
register_draw(struct screen *sc, struct box body)
{
    struct register_list *l = sc->state;
    struct arena a = { 0 };
    int top = 0;

    if (l->ngaps)
        draw_printf(sc->term, body, top++, 1, body.cols - 2, STYLE_WARN, _("Missing in the next %d days: %zu. %s"), REGISTER_GAP_DAYS, l->ngaps,
                    l->gaps[0]);
    draw_text(sc->term, body, top++, 1, body.cols - 2, STYLE_DIM, register_filter_line(&l->filter, office_of(sc), l->total, &a));
    arena_free(&a);
    if (top < body.rows)
        list_draw(l->list, sc->term, (struct box) { body.y + top, body.x, body.rows - top, body.cols }, true);
}

static bool
register_key(struct screen *sc, const struct key *k)
{
    struct register_list *l = sc->state;

    return list_key(l->list, k);
}

static bool
register_has_row(const struct screen *sc)
{
    return list_row(((struct register_list *)sc->state)->list) != NULL;
}

static const char *
register_hint(struct screen *sc, bool *warn)
{
    struct register_list *l = sc->state;
    const char *problem = list_problem(l->list);

    *warn = *problem != '\0';
    return *problem ? problem : NULL;
}

/* Esc first takes the filters away. */
static bool
register_leave(struct screen *sc)
{
    struct register_list *l = sc->state;

    if (!register_filter_any(&l->filter))
        return true;
    register_filter_clear(&l->filter);
    make_list(sc);
    screen_stale(sc);
    return false;
}

/* ---- commands --------------------------------------------------------------------------------------- */

static bool
may_edit(const struct screen *sc)
{
    return reg_may_edit(office_of(sc), ((struct register_list *)sc->state)->reg);
}

static void
run_open(struct screen *sc)
{
    struct register_list *l = sc->state;

    open_matter(sc, l->reg->name, list_id(l->list));     /* some have a screen of their own */
}

static void
run_timeline(struct screen *sc)
{
    struct register_list *l = sc->state;
    struct register_wish wish = { .reg = l->reg, .id = list_id(l->list), .timeline = true };

    screen_push(sc->app, &register_record_screen, &wish);
}

static void
run_new(struct screen *sc)
{
    register_open_form(sc, ((struct register_list *)sc->state)->reg, 0);
}

static void
run_edit(struct screen *sc)
{
    struct register_list *l = sc->state;

    register_open_form(sc, l->reg, list_id(l->list));
}

static void
run_move(struct screen *sc)
{
    struct register_list *l = sc->state;
    struct err err = { 0 };
    struct record *r;

    if (!reg_read(office_of(sc), l->reg, list_id(l->list), &sc->arena, &r, &err))
        app_say_err(sc->app, &err);
    else
        register_choose_move(sc, r);
}

static void
run_filter(struct screen *sc)
{
    struct register_list *l = sc->state;

    if (!register_filter_ask(sc, &l->filter))
        return;
    make_list(sc);
    screen_stale(sc);
}

static bool
has_states(const struct screen *sc)
{
    return ((struct register_list *)sc->state)->reg->states != NULL;
}

static void
run_state(struct screen *sc)
{
    struct register_list *l = sc->state;

    register_filter_next_state(&l->filter);
    make_list(sc);
    screen_stale(sc);
    app_say(sc->app, _("Shown: %s"), l->filter.state ? _(l->filter.state->label) : _("all states"));
}

static bool
has_projects(const struct screen *sc)
{
    return ((struct register_list *)sc->state)->filter.project && office_of(sc)->project != 0;
}

static void
run_projects(struct screen *sc)
{
    struct register_list *l = sc->state;

    l->filter.all_projects = !l->filter.all_projects;
    make_list(sc);
    screen_stale(sc);
}

static bool
has_gaps(const struct screen *sc)
{
    return ((struct register_list *)sc->state)->ngaps > 0;
}

static void
run_gaps(struct screen *sc)
{
    register_show_gaps(sc, ((struct register_list *)sc->state)->reg);
}

static void
run_explain(struct screen *sc)
{
    struct register_list *l = sc->state;

    register_explain(sc, l->reg, list_id(l->list));
}

static void
run_export(struct screen *sc)
{
    struct reg_filter f = filter_of(sc);

    register_export(sc, ((struct register_list *)sc->state)->reg, &f);
}

static void
run_print(struct screen *sc)
{
    struct register_list *l = sc->state;
    struct reg_filter f = filter_of(sc);

    print_register(sc, l->reg, list_id(l->list), &f);
}

static const struct command register_commands[] = {
    { .id = "register.new", .key = 'n', .need = NEED_WRITE, .bar = N_("New"), .help = N_("A new record."), .run = run_new, .when = may_edit },
    { .id = "register.edit", .key = 'e', .need = NEED_ROW | NEED_WRITE, .bar = N_("Edit"), .help = N_("Change the record."),
      .run = run_edit, .when = may_edit },
    { .id = "register.open", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = N_("Open"),
      .help = N_("The record with its state, its tasks and its timeline."), .run = run_open },
    { .id = "register.move", .key = 'm', .need = NEED_ROW | NEED_WRITE, .bar = N_("Move on"),
      .help = N_("To another state: submit, approve, void and the like."), .run = run_move, .when = has_states },
    { .id = "register.filter", .key = '/', .bar = N_("Filter"), .help = N_("Show only records of a kind, or that contain a text."), .run = run_filter },
    { .id = "register.state", .key = 's', .bar = N_("State"), .help = N_("Show one state after the other, then all again."),
      .run = run_state, .when = has_states },
    { .id = "register.gaps", .key = 'g', .bar = N_("Missing"), .help = N_("What is missing in the days to come."), .run = run_gaps, .when = has_gaps },
    { .id = "register.explain", .key = 'i', .need = NEED_ROW, .bar = N_("why"), .help = N_("Why its tasks are due when they are."),
      .run = run_explain },
    { .id = "register.timeline", .key = 't', .need = NEED_ROW | CMD_OFF_BAR, .bar = N_("Timeline"),
      .help = N_("What happened to the record, newest first."), .run = run_timeline },
    { .id = "register.projects", .key = 'a', .need = CMD_OFF_BAR, .bar = N_("All projects"),
      .help = N_("Records of all projects, or of this one again."), .run = run_projects, .when = has_projects },
    { .id = "register.print", .key = 'p', .bar = N_("Print"), .help = N_("The record, the list or an empty form on paper."), .run = run_print },
    { .id = "register.export", .key = 'x', .right = "do export", .bar = N_("Export"), .help = N_("Write what is shown to a CSV file."),
      .run = run_export },
    { 0 }
};

const struct screen_ops register_screen = {
    .name = "register", .title = N_("Register"), .state_size = sizeof(struct register_list), .commands = register_commands,
    .open = register_start, .load = register_load, .draw = register_draw, .key = register_key,
    .has_row = register_has_row, .hint = register_hint, .leave = register_leave, .close = register_end,
};
