/* F9: what is owed, by whom, why; what is missing; what was left half written. */
#include "base/lang.h"
#include "data/board.h"
#include "data/turn.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"
#include "ui/screens/drafts.h"
#include "ui/screens/registers.h"
#include "ui/screens/screens.h"
#include "ui/screens/task_show.h"
#include "ui/screens/tasks.h"
#include "ui/screens/viewing.h"

#include <string.h>

enum { ROWS_MOST = 200, GAPS_SHOWN = 2, GAP_DAYS = 7, BOTTOM_MOST = 8 };

struct state {
    struct list *list;
    struct arena arena;             /* words */
    struct task_words words;
    enum task_who who;
    struct task_counts counts;
    char *bottom[BOTTOM_MOST];      /* lines under the list */
    int nbottom;
    char **gaps;
    size_t ngaps;
    struct draft_info *drafts;
    size_t ndrafts;
};

/* A line of counts: the digit opens the rows. */
enum figure_kind { FIGURE_WEEK, FIGURE_APPROVALS, FIGURE_BOARD, FIGURE_FOLLOW_UPS };

#define RIGHT_RECEPTION "see screen.reception"
#define RIGHT_FOLLOW_UP "see screen.followup"
#define RIGHT_CUSTOMER "see screen.customer"

static const struct {
    const char *label;              /* N_ */
    enum figure_kind kind;
    enum board_part part;
    const char *right;              /* of the screens that the rows belong to; NULL: everybody */
} figures[] = {
    { N_("7 days"), FIGURE_WEEK, 0, NULL },
    { N_("approvals"), FIGURE_APPROVALS, 0, NULL },
    { N_("received today"), FIGURE_BOARD, BOARD_RECEPTIONS, RIGHT_RECEPTION },
    { N_("appointments"), FIGURE_BOARD, BOARD_VIEWINGS, RIGHT_RECEPTION },
    { N_("follow-ups"), FIGURE_FOLLOW_UPS, 0, RIGHT_FOLLOW_UP },
    { N_("birthdays"), FIGURE_BOARD, BOARD_BIRTHDAYS, RIGHT_CUSTOMER },
};

static bool
home_open(struct screen *sc, void *arg, struct err *err)
{
    struct state *s = sc->state;

    (void)arg;
    (void)err;
    s->who = TASKS_MINE_AND_ROLE;
    s->words = task_words_load(&s->arena);
    s->list = list_new(task_columns, NULL, s);
    list_empty_text(s->list, _("Nothing is owed today."));
    return true;
}

static void
home_close(struct screen *sc)
{
    struct state *s = sc->state;

    list_free(&s->list);
    arena_free(&s->arena);
}

/* ---- load ----------------------------------------------------------------------------------- */

/* One group: heading and rows; an empty group is left out. */
static bool
add_group(struct screen *sc, const char *heading, moment from, moment to, struct err *err)
{
    struct state *s = sc->state;
    struct office *o = office_of(sc);
    struct task_filter f = { .who = s->who, .from = from, .to = to };
    struct task *tasks = arena_alloc(&sc->arena, ROWS_MOST * sizeof *tasks);
    moment now = office_now(o);
    size_t count;

    if (!task_window(o, &f, 0, 0, &sc->arena, tasks, ROWS_MOST, &count, err))
        return false;
    if (count == 0)
        return true;
    if (list_count(s->list) > 0)
        list_add_heading(s->list, "");
    list_add_heading(s->list, heading);
    for (size_t i = 0; i < count; i++)
        task_row(o, &s->words, &tasks[i], now, &sc->arena, list_add(s->list, tasks[i].id, NULL));
    if (count == ROWS_MOST)
        list_add_heading(s->list, _("There are more; the list of tasks (a) has them all."));
    return true;
}

static bool
load_tasks(struct screen *sc, struct err *err)
{
    struct state *s = sc->state;
    struct office *o = office_of(sc);
    moment now = office_now(o), midnight = moment_at(moment_day(now, o->zone) + 1, 0, o->zone) + 1;
    char *overdue, *today;

    s->counts = task_counts(o);
    overdue = arena_printf(&sc->arena, _("Overdue %lld"), (long long)s->counts.overdue);
    today = arena_printf(&sc->arena, _("Today %lld        mine %lld  my role's %lld"), (long long)s->counts.today,
                         (long long)s->counts.mine_today, (long long)s->counts.role_today);
    if (s->who == TASKS_MINE) {
        overdue = arena_strdup(&sc->arena, _("Overdue, only mine"));
        today = arena_strdup(&sc->arena, _("Today, only mine"));
    }
    list_clear(s->list);
    return add_group(sc, overdue, 0, now + 1, err) && add_group(sc, today, now + 1, midnight, err);
}

static int64_t
figure(struct screen *sc, size_t i)
{
    struct state *s = sc->state;

    switch (figures[i].kind) {
    case FIGURE_WEEK:
        return s->counts.week;
    case FIGURE_APPROVALS:
        return s->counts.approvals;
    case FIGURE_FOLLOW_UPS:
        return board_follow_ups(office_of(sc));
    default:
        return board_count(office_of(sc), figures[i].part);
    }
}

static void
add_bottom(struct state *s, char *line)
{
    if (s->nbottom < BOTTOM_MOST)
        s->bottom[s->nbottom++] = line;
}

static void
load_figures(struct screen *sc)
{
    struct state *s = sc->state;
    struct buf line = { 0 };

    for (size_t i = 0; i < COUNT(figures); i++)
        if (app_can(sc->app, figures[i].right))
            buf_printf(&line, "%s%zu%s %lld", line.size ? "   " : "", i + 1, _(figures[i].label), (long long)figure(sc, i));
    add_bottom(s, arena_strdup(&sc->arena, line.text));
    buf_free(&line);
}

/* Whose turn it is, where a rota was made for the day. */
static void
load_turns(struct screen *sc)
{
    char *line = app_can(sc->app, RIGHT_RECEPTION) ? turn_text(office_of(sc), office_of(sc)->project, &sc->arena) : NULL;

    if (line)
        add_bottom(sc->state, line);
}

static void
load_gaps(struct screen *sc)
{
    struct state *s = sc->state;
    size_t shown;

    s->ngaps = board_gaps(office_of(sc), GAP_DAYS, &sc->arena, &s->gaps);
    shown = s->ngaps <= GAPS_SHOWN + 1 ? s->ngaps : GAPS_SHOWN;
    for (size_t i = 0; i < shown; i++)
        add_bottom(s, s->gaps[i]);
    if (shown < s->ngaps)
        add_bottom(s, arena_printf(&sc->arena, _("Missing: %zu more within 7 days (g)"), s->ngaps - shown));
}

static bool
home_load(struct screen *sc, struct err *err)
{
    struct state *s = sc->state;
    bool good;

    s->nbottom = 0;
    s->ngaps = s->ndrafts = 0;
    good = load_tasks(sc, err);
    if (!good)
        return false;
    load_figures(sc);
    load_turns(sc);
    load_gaps(sc);
    if (draft_list(desk_of(sc)->drafts, office_of(sc)->staff, &sc->arena, &s->drafts, &s->ndrafts, NULL) && s->ndrafts)
        add_bottom(s, s->ndrafts == 1
                          ? arena_printf(&sc->arena, _("Left half written (d goes on, c throws it away): %s"), draft_words(sc, s->drafts, &sc->arena))
                          : arena_printf(&sc->arena, _("Left half written (d goes on, c throws away): %zu, the last %s"), s->ndrafts,
                                         draft_words(sc, s->drafts, &sc->arena)));
    return true;
}

static void
home_back(struct screen *sc)
{
    screen_stale(sc);           /* a draft may have been left behind */
}

static void
home_draw(struct screen *sc, struct box body)
{
    struct state *s = sc->state;
    int bottom = s->nbottom < body.rows - 3 ? s->nbottom : body.rows > 3 ? body.rows - 3 : 0;
    int rows = bottom ? body.rows - bottom - 1 : body.rows;

    list_draw(s->list, sc->term, (struct box) { body.y, body.x + 1, rows, body.cols - 1 }, true);
    for (int i = 0; i < bottom; i++)
        draw_text(sc->term, body, rows + 1 + i, 1, body.cols - 1, STYLE_PLAIN, s->bottom[i]);
}

static bool
home_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct state *)sc->state)->list, k);
}

static bool
home_has_row(const struct screen *sc)
{
    return list_row(((struct state *)sc->state)->list) != NULL;
}

/* ---- commands ---------------------------------------------------------------------------------- */

/* The task under the cursor, copied: a question about it may load the list anew. */
static void
with_task(struct screen *sc, void (*ask)(struct screen *sc, const struct task *t))
{
    const struct task *row = list_data(((struct state *)sc->state)->list);
    struct arena a = { 0 };
    struct task t;
    struct err err = { 0 };

    if (row && task_get(office_of(sc), row->id, &a, &t, &err))
        ask(sc, &t);
    else if (row)
        app_say_err(sc->app, &err);
    arena_free(&a);
}

static void do_open(struct screen *sc) { with_task(sc, task_ask_open); }
static void do_why(struct screen *sc) { with_task(sc, task_ask_why); }
static void do_done(struct screen *sc) { with_task(sc, task_ask_done); }
static void do_move(struct screen *sc) { with_task(sc, task_ask_move); }
static void do_assign(struct screen *sc) { with_task(sc, task_ask_assign); }

static void
do_mine(struct screen *sc)
{
    struct state *s = sc->state;

    s->who = s->who == TASKS_MINE ? TASKS_MINE_AND_ROLE : TASKS_MINE;
    screen_stale(sc);
    app_say(sc->app, s->who == TASKS_MINE ? _("Only yours are shown; o shows your role's again.") : _("Yours and your role's are shown."));
}

static void
do_filter(struct screen *sc)
{
    struct state *s = sc->state;
    struct arena a = { 0 };
    char *text = ask_filter(sc->app, list_filter(s->list), &a);

    if (text)
        list_set_filter(s->list, text);
    if (text && *text)
        app_say(sc->app, _("Only rows with \"%s\"; / and Enter show all."), text);
    arena_free(&a);
}

static bool
has_drafts(const struct screen *sc)
{
    return ((const struct state *)sc->state)->ndrafts > 0;
}

static void
do_draft(struct screen *sc)
{
    drafts_choose(sc);
    screen_stale(sc);
}

static void
do_forget(struct screen *sc)
{
    drafts_forget(sc);
    screen_stale(sc);
}

static void
do_all(struct screen *sc)
{
    screen_push(sc->app, &tasks_screen, NULL);
}

static bool
has_gaps(const struct screen *sc)
{
    return ((const struct state *)sc->state)->ngaps > 0;
}

static void
do_gaps(struct screen *sc)
{
    struct state *s = sc->state;
    struct buf text = { 0 };

    for (size_t i = 0; i < s->ngaps; i++)
        buf_printf(&text, "%s\n", s->gaps[i]);
    dialog_text(sc->app, _("Missing within 7 days"), text.text ? text.text : "");
    buf_free(&text);
}

static void
open_figure(struct screen *sc, size_t i)
{
    struct tasks_arg week = { TASKS_WEEK, TASKS_MINE_AND_ROLE, NULL }, follow_ups = { TASKS_SOON, TASKS_ALL, BOARD_FOLLOW_UP };
    enum board_part part = figures[i].part;

    switch (figures[i].kind) {
    case FIGURE_WEEK:
        screen_push(sc->app, &tasks_screen, &week);
        break;
    case FIGURE_APPROVALS:
        screen_push(sc->app, &approvals_screen, NULL);
        break;
    case FIGURE_FOLLOW_UPS:
        screen_push(sc->app, &tasks_screen, &follow_ups);
        break;
    default:
        if (part == BOARD_VIEWINGS)
            screen_push(sc->app, &viewings_screen, &(struct viewings_arg){ .today = true });
        else
            screen_push(sc->app, &board_screen, &part);
    }
}

static void figure_1(struct screen *sc) { open_figure(sc, 0); }
static void figure_2(struct screen *sc) { open_figure(sc, 1); }
static void figure_3(struct screen *sc) { open_figure(sc, 2); }
static void figure_4(struct screen *sc) { open_figure(sc, 3); }
static void figure_5(struct screen *sc) { open_figure(sc, 4); }
static void figure_6(struct screen *sc) { open_figure(sc, 5); }

static const struct command commands[] = {
    { "home.open", CMD_KEY(KEY_ENTER), 0, NEED_ROW, NULL, N_("open it"), N_("Open what it is about."), do_open, NULL, NULL },
    { "home.why", 'i', 0, NEED_ROW, NULL, N_("why"), N_("Why it is due when it is: rule, start, steps."), do_why, NULL, NULL },
    { "home.draft", 'd', 0, 0, NULL, N_("draft"), N_("Go on with what was left half written."), do_draft, has_drafts, NULL },
    { "home.forget", 'c', 0, CMD_OFF_BAR, NULL, N_("throw away"), N_("What was left half written is no longer wanted."), do_forget, has_drafts, NULL },
    { "home.mine", 'o', 0, 0, NULL, N_("only mine"), N_("Only what is mine, or my role's too."), do_mine, NULL, NULL },
    { "home.filter", '/', 0, 0, NULL, N_("filter"), N_("Show only rows with some text."), do_filter, NULL, NULL },
    { "home.move", 'r', 0, NEED_ROW | NEED_WRITE, "do task.reschedule", N_("reschedule"),
      N_("Another time, at the customer's wish."), do_move, NULL, NULL },
    { "home.done", 'f', 0, NEED_ROW | NEED_WRITE, "do task.done", N_("finished"), N_("It is done; say what came of it."), do_done, NULL, NULL },
    { "home.assign", 'w', 0, NEED_ROW | NEED_WRITE | CMD_OFF_BAR, "see screen.staff", N_("hand over"), N_("Give it to a colleague."),
      do_assign, NULL, NULL },
    { "home.all", 'a', 0, CMD_OFF_BAR, NULL, N_("all tasks"), N_("The whole list of tasks."), do_all, NULL, NULL },
    { "home.gaps", 'g', 0, CMD_OFF_BAR, NULL, N_("missing"), N_("Checks and shifts missing within 7 days."), do_gaps, has_gaps, NULL },
    { "home.week", '1', 0, CMD_OFF_BAR, NULL, N_("7 days"), N_("What is due within the next seven days."), figure_1, NULL, NULL },
    { "home.approvals", '2', 0, CMD_OFF_BAR, NULL, N_("approvals"), N_("What waits for approval."), figure_2, NULL, NULL },
    { "home.received", '3', 0, CMD_OFF_BAR, RIGHT_RECEPTION, N_("received today"), N_("Today's visits and calls."), figure_3, NULL, NULL },
    { "home.viewings", '4', 0, CMD_OFF_BAR, RIGHT_RECEPTION, N_("appointments"), N_("Today's appointments."), figure_4, NULL, NULL },
    { "home.followups", '5', 0, CMD_OFF_BAR, RIGHT_FOLLOW_UP, N_("follow-ups"), N_("Follow-up calls due within seven days."), figure_5, NULL, NULL },
    { "home.birthdays", '6', 0, CMD_OFF_BAR, RIGHT_CUSTOMER, N_("birthdays"), N_("Whose birthday is today."), figure_6, NULL, NULL },
    { 0 },
};

static const char *const tips[] = {
    N_("Red: past its line. Yellow: past the warning line. The word says so as well as the colour."),
    N_("The last column is the rule; i prints its arithmetic."),
    N_("Only the customer's own wish moves a line (TIME-07): r asks who agreed, and when."),
    NULL,
};

const struct screen_ops desk_home_screen = {
    .name = "home", .title = N_("Desk"), .state_size = sizeof(struct state), .commands = commands, .tips = tips,
    .open = home_open, .load = home_load, .draw = home_draw, .key = home_key, .has_row = home_has_row,
    .back = home_back, .close = home_close,
};
