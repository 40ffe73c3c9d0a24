/* The page of one record: fields, state, tasks, timeline, one line each; Enter goes on from a line. */
#include "ui/screens/register.h"

#include "base/lang.h"
#include "base/text.h"
#include "ui/kit/dialog.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"
#include "ui/screens/meeting.h"
#include "ui/screens/open.h"
#include "ui/screens/print.h"
#include "ui/screens/shown.h"

#include <string.h>

#define TASKS_SHOWN 40
#define ENTRIES_SHOWN 60
#define LABEL_COLS 19

struct register_page {
    const struct reg *reg;
    int64_t id;
    struct record *r;           /* in sc->arena; NULL: could not be read */
    struct list *list;
    char *moves;                /* the line of moves */
    const char *others;         /* who changes it at another desk */
    bool timeline;              /* the cursor goes there when it is read */
};

/* What a line stands for, by its key. */
#define LINE_FIELD "field"      /* id: index of the field, from 1 */
#define LINE_TASK "task"
#define LINE_ENTRY "entry"
#define LINE_STATE "state"
#define LINE_REMARK "remark"

static const struct column page_columns[] = { { "", LABEL_COLS, ALIGN_LEFT, 0 }, { "", 0, ALIGN_LEFT, 0 }, { 0 } };

/* ---- lines ---------------------------------------------------------------------------------------- */

static struct row *
add_line(struct register_page *p, const char *key, int64_t id, const char *label, const char *text, enum style style)
{
    struct row *row = list_add(p->list, id, key);

    row->cells[0] = arena_strdup(list_arena(p->list), label);
    row->cells[1] = arena_strdup(list_arena(p->list), text);
    row->style = style;
    return row;
}

/* Text longer than the line goes on below its label. */
static void
add_wrapped(struct screen *sc, const char *key, int64_t id, const char *label, const char *text, enum style style)
{
    struct register_page *p = sc->state;
    int width = sc->term->cols - LABEL_COLS - 4;
    char **lines;
    size_t n = text_wrap(list_arena(p->list), text, width > 10 ? width : 10, &lines);

    for (size_t i = 0; i < n; i++)
        add_line(p, i ? arena_printf(list_arena(p->list), "%s.%zu", key, i) : key, id, i ? "" : label, lines[i], style);
}

/* What must be said of it comes first. */
static void
add_remarks(struct screen *sc)
{
    struct register_page *p = sc->state;
    char **lines = NULL;
    size_t n = p->reg->remarks ? p->reg->remarks(office_of(sc), p->r, &sc->arena, &lines) : 0;

    for (size_t i = 0; i < n; i++)
        add_wrapped(sc, arena_printf(&sc->arena, LINE_REMARK "%zu", i), 0, i ? "" : _("Mind"), lines[i], STYLE_WARN);
}

static void
add_fields(struct screen *sc)
{
    struct register_page *p = sc->state;
    struct office *o = office_of(sc);

    if (p->reg->states)
        add_line(p, LINE_STATE, 0, _("State"), reg_state_label(p->reg, p->r->state), STYLE_STRONG);
    for (int i = 0; p->reg->fields[i].name; i++)
        if (p->r->v[i].set || field_applies(p->reg->fields, i, p->r->v))
            add_wrapped(sc, LINE_FIELD, i + 1, _(p->reg->fields[i].label), shown_field(o, p->r, i, &sc->arena), STYLE_PLAIN);
}

static bool
add_tasks(struct screen *sc, struct err *err)
{
    struct register_page *p = sc->state;
    struct office *o = office_of(sc);
    struct task *tasks = arena_alloc(&sc->arena, TASKS_SHOWN * sizeof *tasks);
    struct task_filter f = { .who = TASKS_ALL, .about = p->reg->name, .matter = p->id, .done_too = true };
    size_t n = 0;

    if (!task_window(o, &f, 0, 0, &sc->arena, tasks, TASKS_SHOWN, &n, err))
        return false;
    if (n) {
        list_add_heading(p->list, "");
        list_add_heading(p->list, _("Tasks"));
    }
    for (size_t i = 0; i < n; i++) {
        const struct task *t = &tasks[i];
        enum style style = t->done ? STYLE_DIM : t->due <= office_now(o) ? STYLE_BAD : t->warn <= office_now(o) ? STYLE_WARN : STYLE_PLAIN;

        add_line(p, LINE_TASK, t->id, shown_due(o, t, &sc->arena),
                 arena_printf(&sc->arena, "%s  %s%s%s", t->text, t->rule, t->outcome && *t->outcome ? "  " : "", t->outcome ? t->outcome : ""), style);
    }
    return true;
}

static bool
add_timeline(struct screen *sc, struct err *err)
{
    struct register_page *p = sc->state;
    struct office *o = office_of(sc);
    struct entry *entries = arena_alloc(&sc->arena, ENTRIES_SHOWN * sizeof *entries);
    size_t n = 0;

    if (!journal_about(o->store, p->reg->name, p->id, 0, true, &sc->arena, entries, ENTRIES_SHOWN, &n, err))
        return false;
    list_add_heading(p->list, "");
    list_add_heading(p->list, _("Timeline"));
    for (size_t i = 0; i < n; i++)
        add_wrapped(sc, LINE_ENTRY, entries[i].id, moment_show(&sc->arena, entries[i].at, office_now(o), o->zone),
                    arena_printf(&sc->arena, "%s  %s", shown_who(&entries[i]), *entries[i].summary ? entries[i].summary : entries[i].action),
                    STYLE_PLAIN);
    if (p->timeline && n)
        list_go(p->list, entries[0].id, LINE_ENTRY);
    p->timeline = false;
    return true;
}

/* ---- life ------------------------------------------------------------------------------------------- */

static bool
page_start(struct screen *sc, void *arg, struct err *err)
{
    const struct register_wish *wish = arg;
    struct register_page *p = sc->state;

    p->reg = wish->reg;
    p->id = wish->id;
    p->timeline = wish->timeline;
    if (!reg_may_see(office_of(sc), p->reg))
        return err_set(err, ERR_REFUSED, _("Your role may not see this register."));
    p->list = list_new(page_columns, NULL, NULL);
    sc->tips = p->reg->tips;
    return true;
}

static void
page_end(struct screen *sc)
{
    struct register_page *p = sc->state;

    list_free(&p->list);
}

static bool
page_load(struct screen *sc, struct err *err)
{
    struct register_page *p = sc->state;
    struct office *o = office_of(sc);

    list_clear(p->list);
    p->moves = "";
    if (!reg_read(o, p->reg, p->id, &sc->arena, &p->r, err)) {
        p->r = NULL;
        return false;
    }
    screen_title(sc, "%s %s", _(p->reg->one), record_title(o, p->r, &sc->arena));
    p->moves = register_moves_line(o, p->r, &sc->arena);
    p->others = meeting_others(sc, p->reg->name, p->id);
    add_remarks(sc);
    add_fields(sc);
    return add_tasks(sc, err) && add_timeline(sc, err);
}

static void
page_draw(struct screen *sc, struct box body)
{
    struct register_page *p = sc->state;
    int bottom = *p->moves && body.rows > 3 ? 1 : 0;

    list_draw(p->list, sc->term, (struct box) { body.y, body.x, body.rows - bottom, body.cols }, true);
    if (bottom)
        draw_text(sc->term, body, body.rows - 1, 1, body.cols - 2, STYLE_STRONG, p->moves);
}

static bool
page_key(struct screen *sc, const struct key *k)
{
    struct register_page *p = sc->state;
    const struct move *m = p->r ? register_move_of_key(office_of(sc), p->r, k) : NULL;

    if (!m)
        return list_key(p->list, k);
    register_make_move(sc, p->r, m);
    return true;
}

static bool
page_has_row(const struct screen *sc)
{
    return list_row(((struct register_page *)sc->state)->list) != NULL;
}

static const char *
page_hint(struct screen *sc, bool *warn)
{
    struct register_page *p = sc->state;

    *warn = false;
    if (p->others)
        return p->others;
    if (!reg_may_edit(office_of(sc), p->reg))
        return _("Read only: your role may not change this register.");
    return NULL;
}

/* ---- commands ----------------------------------------------------------------------------------------- */

static bool
may_edit(const struct screen *sc)
{
    return reg_may_edit(office_of(sc), ((struct register_page *)sc->state)->reg);
}

static void
run_edit(struct screen *sc)
{
    struct register_page *p = sc->state;

    register_open_form(sc, p->reg, p->id);
}

static void
run_new(struct screen *sc)
{
    register_open_form(sc, ((struct register_page *)sc->state)->reg, 0);
}

static bool
has_moves(const struct screen *sc)
{
    return *((struct register_page *)sc->state)->moves != '\0';
}

static void
run_move(struct screen *sc)
{
    struct register_page *p = sc->state;

    if (p->r)
        register_choose_move(sc, p->r);
}

static void
open_field(struct screen *sc, int field)
{
    struct register_page *p = sc->state;
    const struct field *f = &p->reg->fields[field];

    if (f->kind == FIELD_REF && p->r && p->r->v[field].set)
        open_matter(sc, f->list, p->r->v[field].num);
    else
        app_say(sc->app, _("Enter goes on from a reference, a task or an entry of the timeline."));
}

static void
open_entry(struct screen *sc, int64_t id)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct entry e;
    struct err err = { 0 };

    if (journal_get(o->store, id, &a, &e, &err))
        dialog_text(sc->app, _("Entry"), shown_entry(o, &e, &a));
    else
        app_say_err(sc->app, &err);
    arena_free(&a);
}

static void
run_open(struct screen *sc)
{
    struct register_page *p = sc->state;
    const struct row *row = list_row(p->list);

    if (strncmp(row->key, LINE_TASK, strlen(LINE_TASK)) == 0)
        register_explain_task(sc, row->id);
    else if (strncmp(row->key, LINE_ENTRY, strlen(LINE_ENTRY)) == 0)
        open_entry(sc, row->id);
    else if (strncmp(row->key, LINE_FIELD, strlen(LINE_FIELD)) == 0)
        open_field(sc, (int)row->id - 1);
}

static void
run_timeline(struct screen *sc)
{
    ((struct register_page *)sc->state)->timeline = true;
    screen_stale(sc);
}

static void
run_explain(struct screen *sc)
{
    struct register_page *p = sc->state;

    register_explain(sc, p->reg, p->id);
}

static void
run_print(struct screen *sc)
{
    struct register_page *p = sc->state;

    print_record(sc, p->reg, p->id);
}

static const struct command page_commands[] = {
    { .id = "record.moves", .bar = N_("Move on"), .help = N_("Make the move of that number on the last line."), .show = N_("digits"), .when = has_moves },
    { .id = "record.move", .key = 'm', .need = NEED_WRITE | CMD_OFF_BAR, .bar = N_("Move on"),
      .help = N_("To another state: submit, approve, void and the like."), .run = run_move, .when = has_moves },
    { .id = "record.edit", .key = 'e', .need = NEED_WRITE, .bar = N_("Edit"), .help = N_("Change the record."), .run = run_edit, .when = may_edit },
    { .id = "record.new", .key = 'n', .need = NEED_WRITE, .bar = N_("New"), .help = N_("A new record."), .run = run_new, .when = may_edit },
    { .id = "record.open", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = N_("Open"),
      .help = N_("What the line stands for: the record referred to, the reckoning of a task, all of an entry."), .run = run_open },
    { .id = "record.explain", .key = 'i', .bar = N_("why"), .help = N_("Why its tasks are due when they are."), .run = run_explain },
    { .id = "record.timeline", .key = 't', .bar = N_("Timeline"), .help = N_("To what happened to the record, newest first."), .run = run_timeline },
    { .id = "record.print", .key = 'p', .bar = N_("Print"), .help = N_("The record on paper."), .run = run_print },
    { 0 }
};

const struct screen_ops register_record_screen = {
    .name = "register_record", .title = N_("Record"), .state_size = sizeof(struct register_page), .commands = page_commands,
    .open = page_start, .load = page_load, .draw = page_draw, .key = page_key,
    .has_row = page_has_row, .hint = page_hint, .close = page_end,
};
