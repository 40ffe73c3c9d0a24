/* F5: the queue of the hotline. Important ones stand first, then by the line that comes next. */
#include "ui/screens/complaint.h"

#include "base/lang.h"
#include "data/complaint.h"
#include "data/complaint_find.h"
#include "data/registers.h"
#include "ui/kit/dialog.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"
#include "ui/screens/open.h"
#include "ui/screens/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_READ 300           /* open ones shown at once; narrower views show the rest */

struct complaints {
    struct list *list;
    struct complaint_filter filter;
    char department[8];         /* code, "" all */
    char *said;                 /* looked for in what was said; NULL: not. Owned */
    char line[200];
};

static const struct column columns[] = {
    { N_("Due"), 8, ALIGN_LEFT, 0 },
    { N_("What is next"), 8, ALIGN_LEFT, 1 },
    { N_("Number"), 13, ALIGN_LEFT, 0 },
    { N_("Caller"), 6, ALIGN_LEFT, 0 },
    { N_("Home"), 9, ALIGN_LEFT, 2 },
    { N_("About"), 0, ALIGN_LEFT, 0 },
    { N_("Handled by"), 6, ALIGN_LEFT, 3 },
    { 0 }
};

static const char *
view_name(enum complaint_view view)
{
    static const char *const names[] = {
        [VIEW_MINE] = N_("mine (queue)"), [VIEW_ROLE] = N_("my role's (queue)"), [VIEW_OVERDUE] = N_("overdue (queue)"),
        [VIEW_OPEN] = N_("all open (queue)"), [VIEW_ALL] = N_("newest (queue)"),
    };

    return _(names[view]);
}

static bool
queue_open(struct screen *sc, void *arg, struct err *err)
{
    struct complaints *s = sc->state;

    (void)err;
    s->filter.view = VIEW_OPEN;
    if (arg) {
        snprintf(s->department, sizeof s->department, "%s", (const char *)arg);
        s->filter.department = s->department;
    }
    s->list = list_new(columns, NULL, NULL);
    list_empty_text(s->list, _("Nothing here. n takes up a call, a digit shows another view."));
    return true;
}

/* The time where it is today, else the day. */
static char *
short_time(struct office *o, moment t, struct arena *a)
{
    struct civil c = moment_civil(t, o->zone);

    return moment_day(t, o->zone) == office_today(o) ? arena_printf(a, "%02d:%02d", c.hour, c.minute) : arena_printf(a, "%02d-%02d", c.month, c.mday);
}

static void
fill_row(struct screen *sc, struct complaints *s, const struct complaint_row *r)
{
    struct office *o = office_of(sc);
    struct arena *a = list_arena(s->list);
    struct row *row = list_add(s->list, r->id, NULL);
    moment now = office_now(o);
    bool red = r->due && r->due <= now, yellow = r->due && r->warn <= now;
    const char *mark = r->important ? _("VIP") : r->urgent ? _("urgent") : r->incident ? _("many") : "";

    row->cells[0] = !r->due ? "" : arena_printf(a, "%s %s", red ? _("red") : yellow ? _("yellow") : "  ", short_time(o, r->due, a));
    row->cells[1] = *r->clock_text ? arena_strdup(a, r->clock_text) : complaint_stage_name(r->stage);
    row->cells[2] = arena_strdup(a, r->number);
    row->cells[3] = arena_strdup(a, r->name);
    row->cells[4] = arena_strdup(a, r->home_code);
    row->cells[5] = arena_printf(a, "%s%s%s %s", mark, *mark ? " " : "", office_code_text(o, "complaint_class", r->class), r->summary);
    row->cells[6] = arena_printf(a, "%s%s", r->handler_name, r->reopened ? arena_printf(a, _(" again %d"), (int)r->reopened) : "");
    row->style = red ? STYLE_BAD : yellow ? STYLE_WARN : r->important || r->urgent ? STYLE_STRONG : STYLE_PLAIN;
}

/* Matters in which the words were said, newest first, closed ones too. */
static bool
load_said(struct screen *sc, struct complaints *s, struct err *err)
{
    struct office *o = office_of(sc);
    struct complaint_hit *hits = arena_alloc(&sc->arena, ROWS_READ * sizeof *hits);
    struct arena *a = list_arena(s->list);
    size_t n;

    if (!complaint_search(o, s->said, 0, &sc->arena, hits, ROWS_READ, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct row *row = list_add(s->list, hits[i].id, NULL);

        row->cells[0] = short_time(o, hits[i].received, a);
        row->cells[2] = arena_strdup(a, hits[i].number);
        row->cells[3] = arena_strdup(a, hits[i].name);
        row->cells[4] = arena_strdup(a, hits[i].home_code);
        row->cells[5] = arena_strdup(a, hits[i].snippet);
        row->cells[1] = complaint_stage_name(complaint_stage_of(hits[i].state));
    }
    snprintf(s->line, sizeof s->line, n == ROWS_READ ? _("Said: %s   the newest %zu") : _("Said: %s   %zu"), s->said, n);
    return true;
}

static bool
queue_load(struct screen *sc, struct err *err)
{
    struct complaints *s = sc->state;
    struct office *o = office_of(sc);
    struct complaint_row *rows = arena_alloc(&sc->arena, ROWS_READ * sizeof *rows);
    struct complaint_filter all = { .view = VIEW_OPEN }, late = { .view = VIEW_OVERDUE }, mine = { .view = VIEW_MINE };
    size_t n;

    list_clear(s->list);
    if (s->said)
        return load_said(sc, s, err);
    if (!complaint_list(o, &s->filter, &sc->arena, rows, ROWS_READ, &n, err))
        return false;
    for (size_t i = 0; i < n; i++)
        fill_row(sc, s, &rows[i]);
    snprintf(s->line, sizeof s->line, _("%s %zu   open %d   overdue %d   mine %d"), view_name(s->filter.view), n, (int)complaint_total(o, &all),
             (int)complaint_total(o, &late), (int)complaint_total(o, &mine));
    if (n == ROWS_READ)
        snprintf(s->line + strlen(s->line), sizeof s->line - strlen(s->line), "   %s", _("only the first are listed"));
    if (s->filter.building || s->filter.category || s->filter.class || s->filter.department)
        snprintf(s->line + strlen(s->line), sizeof s->line - strlen(s->line), "   %s%s%s %s",
                 s->filter.department ? office_code_text(o, "role", s->filter.department) : "",
                 s->filter.building ? reg_ref_text(o, "building", s->filter.building, &sc->arena) : "",
                 s->filter.class ? office_code_text(o, "complaint_class", s->filter.class) : "",
                 s->filter.category ? office_code_text(o, "complaint_category", s->filter.category) : "");
    return true;
}

static void
queue_draw(struct screen *sc, struct box body)
{
    struct complaints *s = sc->state;

    draw_text(sc->term, body, 0, 1, -1, STYLE_PLAIN, s->line);
    list_draw(s->list, sc->term, (struct box){ body.y + 1, body.x, body.rows - 1, body.cols }, true);
}

static bool
queue_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct complaints *)sc->state)->list, k);
}

static bool
has_row(const struct screen *sc)
{
    return list_row(((struct complaints *)sc->state)->list) != NULL;
}

static void
queue_close(struct screen *sc)
{
    struct complaints *s = sc->state;

    list_free(&s->list);
    free(s->said);
}

/* ---- commands ------------------------------------------------------------------------------------------ */

static void
take_up(struct screen *sc)
{
    screen_push(sc->app, &complaint_form_screen, NULL);
}

static void
open_row(struct screen *sc)
{
    int64_t id = list_id(((struct complaints *)sc->state)->list);

    screen_push(sc->app, &complaint_page_screen, &id);
}

static void
show(struct screen *sc, enum complaint_view view)
{
    struct complaints *s = sc->state;

    s->filter = (struct complaint_filter){ .view = view };
    free(s->said);
    s->said = NULL;
    list_set_filter(s->list, "");
    list_go_first(s->list);
    screen_stale(sc);
}

static void show_mine(struct screen *sc) { show(sc, VIEW_MINE); }
static void show_role(struct screen *sc) { show(sc, VIEW_ROLE); }
static void show_overdue(struct screen *sc) { show(sc, VIEW_OVERDUE); }
static void show_open(struct screen *sc) { show(sc, VIEW_OPEN); }
static void show_newest(struct screen *sc) { show(sc, VIEW_ALL); }

static void
by_building(struct screen *sc)
{
    static const struct field building = { .name = "building", .label = N_("Building"), .kind = FIELD_REF, .list = "building", .cols = 20 };
    struct complaints *s = sc->state;
    struct value v = { 0 };

    if (!dialog_line(sc->app, _("Open matters of which building?"), &building, desk_env(desk_of(sc)), &sc->arena, &v) || !v.set)
        return;
    show(sc, VIEW_OPEN);
    s->filter.building = v.num;
}

static void
by_category(struct screen *sc)
{
    static const struct field category = { .name = "category", .label = N_("Matter"), .kind = FIELD_CHOICE, .list = "complaint_category", .cols = 20 };
    struct complaints *s = sc->state;
    const struct option_list *list = office_list(office_of(sc), "complaint_category");
    struct value v = { 0 };

    if (!dialog_line(sc->app, _("Open matters about what?"), &category, desk_env(desk_of(sc)), &sc->arena, &v) || !v.set)
        return;
    show(sc, VIEW_OPEN);
    for (size_t i = 0; list && i < list->count; i++)
        if (strcmp(list->options[i].code, v.text) == 0)
            s->filter.category = list->options[i].code;
}

static void
find_said(struct screen *sc)
{
    static const struct field text = { .name = "text", .label = N_("Words"), .kind = FIELD_TEXT, .cols = 30, .hint = N_("Two characters are enough; several words are all looked for.") };
    struct complaints *s = sc->state;
    struct value v = { .set = s->said != NULL, .text = s->said };

    if (!dialog_line(sc->app, _("In what was said"), &text, desk_env(desk_of(sc)), &sc->arena, &v))
        return;
    show(sc, VIEW_OPEN);
    s->said = v.set ? mem_strdup(v.text) : NULL;
}

static void
filter(struct screen *sc)
{
    static const struct field text = { .name = "text", .label = N_("Contains"), .kind = FIELD_TEXT, .cols = 20 };
    struct complaints *s = sc->state;
    struct value v = { .set = *list_filter(s->list) != '\0', .text = list_filter(s->list) };

    if (dialog_line(sc->app, _("Show only rows with"), &text, desk_env(desk_of(sc)), &sc->arena, &v))
        list_set_filter(s->list, v.set ? v.text : "");
}

static void
explain(struct screen *sc)
{
    struct arena a = { 0 };
    struct record *r;
    char **lines;
    size_t n;
    struct buf b = { 0 };
    struct err err = { 0 };

    if (reg_read(office_of(sc), &complaint_register, list_id(((struct complaints *)sc->state)->list), &a, &r, &err) &&
        complaint_explain(office_of(sc), r, &a, &lines, &n, &err)) {
        for (size_t i = 0; i < n; i++)
            buf_printf(&b, "%s\n", lines[i]);
        dialog_text(sc->app, _("Why it is due when it is"), b.text ? b.text : "");
    } else {
        app_say_err(sc->app, &err);
    }
    buf_free(&b);
    arena_free(&a);
}

static void
answer(struct screen *sc)
{
    complaint_tell_status(sc, list_id(((struct complaints *)sc->state)->list));
}

static void
board(struct screen *sc)
{
    screen_push(sc->app, &complaint_board_screen, NULL);
}

static void
print_row(struct screen *sc)
{
    print_record(sc, &complaint_register, list_id(((struct complaints *)sc->state)->list));
}

static const struct command commands[] = {
    { "complaints.new", 'n', 0, 0, "complaint.file", N_("Take up"), N_("Somebody rings or stands here: take it up."), take_up, NULL, NULL },
    { "complaints.open", CMD_KEY(KEY_ENTER), 0, NEED_ROW, NULL, N_("Open"), N_("The matter with its steps and its story."), open_row, NULL, NULL },
    { "complaints.answer", 'a', 0, NEED_ROW, NULL, N_("How it stands"), N_("Tell the caller: stage, person, next time; noted as asked."), answer, NULL, NULL },
    { "complaints.explain", 'i', 0, NEED_ROW, NULL, N_("Why"), N_("The arithmetic of its clocks, line by line."), explain, NULL, NULL },
    { "complaints.mine", '1', 0, 0, NULL, N_("Mine"), N_("What I handle."), show_mine, NULL, NULL },
    { "complaints.role", '2', 0, 0, NULL, N_("Role"), N_("What my role answers for."), show_role, NULL, NULL },
    { "complaints.overdue", '3', 0, 0, NULL, N_("Overdue"), N_("What has crossed a red line."), show_overdue, NULL, NULL },
    { "complaints.all", '4', 0, 0, NULL, N_("Open ones"), N_("Everything that is open."), show_open, NULL, NULL },
    { "complaints.building", '5', 0, 0, NULL, N_("Building"), N_("What is open in one building."), by_building, NULL, NULL },
    { "complaints.category", '6', 0, CMD_OFF_BAR, NULL, N_("Matter"), N_("What is open about one thing."), by_category, NULL, NULL },
    { "complaints.newest", '7', 0, CMD_OFF_BAR, NULL, N_("Newest"), N_("The newest ones, closed ones too."), show_newest, NULL, NULL },
    { "complaints.board", 'b', 0, 0, "see screen.complaint", N_("Board"), N_("All departments at one glance, by the minute."), board, NULL, NULL },
    { "complaints.said", 'w', 0, 0, NULL, N_("Said"), N_("Find in what callers said, by two characters."), find_said, NULL, NULL },
    { "complaints.filter", '/', 0, CMD_OFF_BAR, NULL, N_("Filter"), N_("Show only rows that contain a text or its initials."), filter, NULL, NULL },
    { "complaints.print", 'p', 0, NEED_ROW | CMD_OFF_BAR, NULL, N_("Print"), N_("The sheet of this matter on paper."), print_row, NULL, NULL },
    { 0 }
};

const struct command complaint_menu[] = {
    { .id = "menu.complaint", .right = "complaint.file", .bar = N_("New complaint or repair"), .help = N_("Somebody rings or stands here: take it up."), .run = take_up },
    { .id = "menu.complaint_board", .right = "see screen.complaint", .bar = N_("Hotline board"), .help = N_("All departments at one glance, by the minute."), .run = board },
    { 0 }
};

static const char *const tips[] = {
    N_("Important customers stand first, emergencies next, then whatever is due soonest (CMP-17)."),
    N_("A caller who asks how it stands: a says it in one sentence and notes that it was asked (CMP-30)."),
    N_("Red has crossed its line and was told one level higher; yellow reminds whoever handles it (CMP-14)."),
    NULL
};

const struct screen_ops complaints_screen = {
    .name = "complaints", .title = N_("Complaints"), .state_size = sizeof(struct complaints), .commands = commands, .tips = tips,
    .open = queue_open, .load = queue_load, .draw = queue_draw, .key = queue_key, .has_row = has_row, .close = queue_close,
};
