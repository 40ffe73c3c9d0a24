#include "ui/screens/opening.h"

#include "base/lang.h"
#include "data/opening.h"
#include "data/registers.h"
#include "ui/kit/dialog.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"
#include "ui/screens/print.h"
#include "ui/screens/register.h"
#include "ui/screens/shown.h"

#include <string.h>

#define ROWS_READ 64        /* of each of the two lists */
#define REASONS_SHOWN 4     /* above them; all of them by i */

struct opening_page {
    int64_t project;
    struct opening opening;     /* in sc->arena */
    bool known;                 /* it could be read */
    struct list *list;
};

static const struct column page_columns[] = {
    { N_("Item"), 0, ALIGN_LEFT, 0 }, { N_("State"), 8, ALIGN_LEFT, 0 }, { N_("Where, by when"), 22, ALIGN_LEFT, 0 }, { 0 }
};

/* ---- rows ------------------------------------------------------------------------------------------ */

static const char *
remark_of(struct office *o, const struct record *r, struct arena *a)
{
    day today = office_today(o);

    if (r->reg == &display_item_register)
        return record_value((struct record *)r, "shown_on")->set
            ? arena_printf(a, "%s %s", day_show(a, (day)record_num(r, "shown_on"), today), record_text(r, "place")) : "";
    if (!record_value((struct record *)r, "due_on")->set)
        return record_text(r, "finding");
    return arena_printf(a, "%s %s", day_show(a, (day)record_num(r, "due_on"), today), office_code_text(o, "role", record_text(r, "role")));
}

static bool
add_rows(struct screen *sc, const struct reg *reg, const char *list_name, struct err *err)
{
    struct opening_page *s = sc->state;
    struct office *o = office_of(sc);
    struct reg_filter f = { .field = "project", .equals = s->project };
    struct record *rows[ROWS_READ];
    size_t n = 0;

    if (!reg_window(o, reg, &f, NULL, false, &sc->arena, rows, ROWS_READ, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct arena *a = list_arena(s->list);
        struct row *row = list_add(s->list, rows[i]->id, reg->name);

        row->cells[0] = arena_strdup(a, office_code_text(o, list_name, record_text(rows[i], "item")));
        row->cells[1] = reg_state_label(reg, rows[i]->state);
        row->cells[2] = arena_strdup(a, remark_of(o, rows[i], a));
        row->style = shown_look(o, rows[i]);
        row->data = reg;
    }
    return true;
}

static bool
opening_load(struct screen *sc, struct err *err)
{
    struct opening_page *s = sc->state;
    struct arena *a = list_arena(s->list);

    list_clear(s->list);
    s->known = opening_read(office_of(sc), s->project, &sc->arena, &s->opening, err);
    if (!s->known)
        return false;
    if (office_of(sc)->project != s->project)
        screen_title(sc, _("Opening of %s"), record_text(s->opening.project, "name"));
    list_add_heading(s->list, arena_printf(a, _("On display %zu/%zu, before opening %zu/%zu"), s->opening.display.shown, s->opening.display.needed,
                                           s->opening.display.first_shown, s->opening.display.first_needed));
    if (!add_rows(sc, &display_item_register, "display_item", err))
        return false;
    list_add_heading(s->list, arena_printf(a, _("Risk check: %zu of %zu looked at, %zu open, %zu of them high"), s->opening.risk.looked_at,
                                           s->opening.risk.items, s->opening.risk.open, s->opening.risk.high_open));
    return add_rows(sc, &risk_check_register, "risk_item", err);
}

/* ---- life --------------------------------------------------------------------------------------------- */

static bool
opening_start(struct screen *sc, void *arg, struct err *err)
{
    struct opening_page *s = sc->state;

    s->project = *(const int64_t *)arg;
    s->list = list_new(page_columns, NULL, NULL);
    return office_must(office_of(sc), "screen.registers", "see", err);
}

static void
opening_end(struct screen *sc)
{
    list_free(&((struct opening_page *)sc->state)->list);
}

static int
draw_state(struct screen *sc, struct box b)
{
    struct opening_page *s = sc->state;
    struct office *o = office_of(sc);
    const struct opening *op = &s->opening;
    const struct value *on = record_value(op->project, "opens_on");
    int y = 1;

    draw_printf(sc->term, b, 0, 1, b.cols - 2, op->red ? STYLE_BAD : STYLE_GOOD, _("%s: %s  opens %s  risk check until %s"),
                reg_state_label(&project_register, op->project->state), op->red ? _("red") : _("nothing in the way"),
                on->set ? day_show(&sc->arena, (day)on->num, office_today(o)) : "-",
                op->check_until ? moment_show(&sc->arena, op->check_until, office_now(o), o->zone) : "-");
    for (size_t i = 0; i < op->nreasons && i < REASONS_SHOWN; i++)
        draw_text(sc->term, b, y++, 1, b.cols - 2, STYLE_BAD, op->reasons[i]);
    return y;
}

static void
opening_draw(struct screen *sc, struct box body)
{
    struct opening_page *s = sc->state;
    int top = s->known ? draw_state(sc, body) : 0;

    if (top < body.rows)
        list_draw(s->list, sc->term, (struct box) { body.y + top, body.x, body.rows - top, body.cols }, true);
}

static bool
opening_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct opening_page *)sc->state)->list, k);
}

static bool
opening_has_row(const struct screen *sc)
{
    return list_row(((struct opening_page *)sc->state)->list) != NULL;
}

/* ---- commands -------------------------------------------------------------------------------------------- */

static void
run_open(struct screen *sc)
{
    struct opening_page *s = sc->state;

    register_open_record(sc->app, list_data(s->list), list_id(s->list));
}

static void
run_edit(struct screen *sc)
{
    struct opening_page *s = sc->state;

    register_open_form(sc, list_data(s->list), list_id(s->list));
}

static void
run_move(struct screen *sc)
{
    struct opening_page *s = sc->state;
    struct err err = { 0 };
    struct record *r;

    if (!reg_read(office_of(sc), list_data(s->list), list_id(s->list), &sc->arena, &r, &err))
        app_say_err(sc->app, &err);
    else
        register_choose_move(sc, r);
}

static void
run_make(struct screen *sc)
{
    struct opening_page *s = sc->state;
    struct err err = { 0 };

    if (display_make(office_of(sc), s->project, &err) && risk_make(office_of(sc), s->project, &err))
        app_say(sc->app, "%s", _("Both lists are complete."));
    else
        app_say_err(sc->app, &err);
}

static void
run_project(struct screen *sc)
{
    register_open_record(sc->app, &project_register, ((struct opening_page *)sc->state)->project);
}

static void
run_explain(struct screen *sc)
{
    struct opening_page *s = sc->state;
    struct buf b = { 0 };

    for (size_t i = 0; i < s->opening.nreasons; i++)
        buf_printf(&b, "%s\n", s->opening.reasons[i]);
    for (size_t i = 0; i < s->opening.nmissing; i++)
        buf_printf(&b, _("Does not hang: %s\n"), s->opening.missing[i]);
    dialog_text(sc->app, _("What is missing before sales open"), b.text ? b.text : _("Nothing is in the way."));
    buf_free(&b);
}

/* What does not hang, or all of one list; or the page under the cursor, to hang up. */
static void
run_print(struct screen *sc)
{
    struct opening_page *s = sc->state;
    const struct option options[] = {
        { .code = "1", .text = _("What does not hang yet") }, { .code = "2", .text = _("The risk check") }, { .code = "3", .text = _("The page under the cursor") },
    };
    struct reg_filter all = { .field = "project", .equals = s->project }, missing = all;
    int chosen = dialog_choose(sc->app, _("Print"), options, COUNT(options), 0);

    missing.state = "missing";
    if (chosen == 0)
        print_list(sc, &display_item_register, &missing);
    else if (chosen == 1)
        print_list(sc, &risk_check_register, &all);
    else if (chosen == 2 && list_row(s->list))
        print_record(sc, list_data(s->list), list_id(s->list));
}

static const struct command opening_commands[] = {
    { .id = "opening.row", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = N_("Open"), .help = N_("The record with its state and its tasks."),
      .run = run_open },
    { .id = "opening.edit", .key = 'e', .need = NEED_ROW | NEED_WRITE, .bar = N_("Edit"), .help = N_("Write where it hangs, or what was found."),
      .run = run_edit },
    { .id = "opening.move", .key = 'm', .need = NEED_ROW | NEED_WRITE, .bar = N_("Move on"),
      .help = N_("It hangs; in order, found, mended, reviewed."), .run = run_move },
    { .id = "opening.reasons", .key = 'i', .bar = N_("why"), .help = N_("All that is missing before sales open."), .run = run_explain },
    { .id = "opening.project", .key = 'o', .bar = N_("Project"), .help = N_("The project's record: its day of opening, and the move that opens sales."),
      .run = run_project },
    { .id = "opening.make", .key = 'n', .need = NEED_WRITE, .right = "do register.risk_check.edit", .bar = N_("Make lists"),
      .help = N_("Makes the rows of both lists where they are missing."), .run = run_make },
    { .id = "opening.print", .key = 'p', .bar = N_("Print"), .help = N_("What does not hang yet, the risk check, or a page to hang up."),
      .run = run_print },
    { 0 }
};

static const char *const opening_tips[] = {
    N_("Things that do not hang are a warning; a missing permit, a high risk, no introduction keep sales closed."),
    N_("The risk check is settled when all fourteen were looked at and nothing is open, by 24:00 seven days before (SLA-13)."),
    NULL
};

const struct screen_ops opening_screen = {
    .name = "opening", .title = N_("Opening of sales"), .state_size = sizeof(struct opening_page), .commands = opening_commands, .tips = opening_tips,
    .open = opening_start, .load = opening_load, .draw = opening_draw, .key = opening_key, .has_row = opening_has_row, .close = opening_end,
};

/* ---- from everywhere ---------------------------------------------------------------------------------------- */

static void
show_opening(struct screen *sc)
{
    struct office *o = office_of(sc);
    struct option projects[20];
    struct arena a = { 0 };
    int64_t id = o->project;
    size_t n = id ? 0 : reg_refs(o, "project", "", &a, projects, COUNT(projects));
    int chosen;

    for (size_t i = 0; i < n; i++)
        projects[i].code = arena_printf(&a, "%02zu", i + 1);
    if (n) {
        chosen = n == 1 ? 0 : dialog_choose(sc->app, _("Which project?"), projects, n, 0);
        id = chosen >= 0 ? projects[chosen].id : 0;
    }
    if (id)
        screen_push(sc->app, &opening_screen, &id);
    arena_free(&a);
}

const struct command opening_menu[] = {
    { .id = "open.opening", .right = "see screen.registers", .bar = N_("Opening of sales"),
      .help = N_("What must hang, the risk check, what keeps the opening red."), .run = show_opening },
    { 0 }
};
