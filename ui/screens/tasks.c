#include "ui/screens/tasks.h"

#include "base/lang.h"
#include "ui/screens/desk.h"
#include "ui/screens/task_show.h"

struct state {
    struct screen *sc;
    struct list *list;
    struct tasks_arg arg;
    bool done_too;
    struct arena arena;             /* words */
    struct task_words words;
    int64_t total;
};

static const char *const span_names[] = { N_("overdue"), N_("today"), N_("within 7 days"), N_("all"), N_("by the 7th day") };
static const char *const who_names[] = {
    [TASKS_MINE] = N_("only mine"), [TASKS_ROLE] = N_("my role's"), [TASKS_MINE_AND_ROLE] = N_("mine and my role's"),
    [TASKS_ALL] = N_("everybody's"),
};

/* ---- the window ----------------------------------------------------------------------- */

static struct task_filter
filter_of(const struct state *s)
{
    struct office *o = office_of(s->sc);
    moment now = office_now(o), midnight = moment_at(moment_day(now, o->zone) + 1, 0, o->zone) + 1;
    struct task_filter f = { .who = s->arg.who, .kind = s->arg.kind, .done_too = s->done_too, .text = list_filter(s->list) };

    switch (s->arg.span) {
    case TASKS_OVERDUE:
        f.to = now + 1;
        break;
    case TASKS_TODAY:
        f.from = now + 1;
        f.to = midnight;
        break;
    case TASKS_WEEK:
        f.from = midnight;
        f.to = midnight + 7 * DAY_SECONDS;
        break;
    case TASKS_SOON:
        f.to = midnight + 7 * DAY_SECONDS;
        break;
    case TASKS_ANY:
        break;
    }
    return f;
}

static bool
fetch(void *ctx, struct list *l, enum list_from from, const struct row *anchor, int n, struct err *err)
{
    struct state *s = ctx;
    struct office *o = office_of(s->sc);
    struct task_filter f = filter_of(s);
    const struct task *at = anchor ? anchor->data : NULL;
    struct arena *a = list_arena(l);
    struct task *tasks = arena_alloc(a, (size_t)n * sizeof *tasks);
    size_t count;
    bool good;

    if (from == LIST_LAST || from == LIST_BEFORE)
        good = task_window_back(o, &f, at ? at->due : 0, at ? at->id : 0, a, tasks, (size_t)n, &count, err);
    else
        good = task_window(o, &f, at ? at->due : 0, at ? (from == LIST_FROM ? at->id - 1 : at->id) : 0, a, tasks, (size_t)n, &count, err);
    for (size_t i = 0; good && i < count; i++)
        task_row(o, &s->words, &tasks[i], office_now(o), a, list_add(l, tasks[i].id, NULL));
    return good;
}

static const struct list_ops list_ops = { .fetch = fetch };

/* ---- the screen --------------------------------------------------------------------------- */

static void
name_it(struct screen *sc)
{
    struct state *s = sc->state;

    screen_title(sc, _("Tasks: %s"), _(span_names[s->arg.span]));
}

static bool
tasks_open(struct screen *sc, void *arg, struct err *err)
{
    struct state *s = sc->state;

    (void)err;
    s->sc = sc;
    s->arg = arg ? *(struct tasks_arg *)arg : (struct tasks_arg) { TASKS_ANY, TASKS_MINE_AND_ROLE, NULL };
    s->words = task_words_load(&s->arena);
    s->list = list_new(task_columns, &list_ops, s);
    list_empty_text(s->list, _("Nothing is owed here."));
    name_it(sc);
    return true;
}

static bool
tasks_load(struct screen *sc, struct err *err)
{
    struct state *s = sc->state;

    struct task_filter f = filter_of(s);

    s->total = task_total(office_of(sc), &f);
    return list_load(s->list, err);
}

static void
tasks_draw(struct screen *sc, struct box body)
{
    struct state *s = sc->state;

    draw_printf(sc->term, body, 0, 1, -1, STYLE_LABEL, "%s, %s%s  %lld", _(span_names[s->arg.span]), _(who_names[s->arg.who]),
                s->done_too ? _(", done ones too") : "", (long long)s->total);
    list_draw(s->list, sc->term, (struct box) { body.y + 1, body.x + 1, body.rows - 1, body.cols - 1 }, true);
}

static bool
tasks_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct state *)sc->state)->list, k);
}

static bool
tasks_has_row(const struct screen *sc)
{
    return list_row(((struct state *)sc->state)->list) != NULL;
}

static void
tasks_close(struct screen *sc)
{
    struct state *s = sc->state;

    list_free(&s->list);
    arena_free(&s->arena);
}

/* ---- commands --------------------------------------------------------------------------------- */

static void
with_task(struct screen *sc, void (*ask)(struct screen *sc, const struct task *t))
{
    int64_t id = list_id(((struct state *)sc->state)->list);
    struct arena a = { 0 };
    struct task t;
    struct err err = { 0 };

    if (task_get(office_of(sc), id, &a, &t, &err))
        ask(sc, &t);
    else
        app_say_err(sc->app, &err);
    arena_free(&a);
}

static void do_open(struct screen *sc) { with_task(sc, task_ask_open); }
static void do_why(struct screen *sc) { with_task(sc, task_ask_why); }
static void do_done(struct screen *sc) { with_task(sc, task_ask_done); }
static void do_move(struct screen *sc) { with_task(sc, task_ask_move); }
static void do_assign(struct screen *sc) { with_task(sc, task_ask_assign); }

static void
anew(struct screen *sc)
{
    struct state *s = sc->state;

    name_it(sc);
    list_set_filter(s->list, list_filter(s->list));     /* from its first row */
    screen_stale(sc);
}

static void
show_span(struct screen *sc, enum tasks_span span)
{
    ((struct state *)sc->state)->arg.span = span;
    anew(sc);
}

static void do_overdue(struct screen *sc) { show_span(sc, TASKS_OVERDUE); }
static void do_today(struct screen *sc) { show_span(sc, TASKS_TODAY); }
static void do_week(struct screen *sc) { show_span(sc, TASKS_WEEK); }
static void do_any(struct screen *sc) { show_span(sc, TASKS_ANY); }

/* Mine and my role's, mine, my role's; everybody's for those who look after others. */
static void
do_who(struct screen *sc)
{
    struct state *s = sc->state;

    switch (s->arg.who) {
    case TASKS_MINE_AND_ROLE:
        s->arg.who = TASKS_MINE;
        break;
    case TASKS_MINE:
        s->arg.who = TASKS_ROLE;
        break;
    case TASKS_ROLE:
        s->arg.who = app_can(sc->app, "see screen.report") ? TASKS_ALL : TASKS_MINE_AND_ROLE;
        break;
    case TASKS_ALL:
        s->arg.who = TASKS_MINE_AND_ROLE;
        break;
    }
    anew(sc);
}

static void
do_done_too(struct screen *sc)
{
    struct state *s = sc->state;

    s->done_too = !s->done_too;
    anew(sc);
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

static const struct command commands[] = {
    { "tasks.open", CMD_KEY(KEY_ENTER), 0, NEED_ROW, NULL, N_("open it"), N_("Open what it is about."), do_open, NULL, NULL },
    { "tasks.why", 'i', 0, NEED_ROW, NULL, N_("why"), N_("Why it is due when it is: rule, start, steps."), do_why, NULL, NULL },
    { "tasks.done", 'f', 0, NEED_ROW | NEED_WRITE, "do task.done", N_("finished"), N_("It is done; say what came of it."), do_done, NULL, NULL },
    { "tasks.move", 'r', 0, NEED_ROW | NEED_WRITE, "do task.reschedule", N_("reschedule"),
      N_("Another time, at the customer's wish."), do_move, NULL, NULL },
    { "tasks.who", 'o', 0, 0, NULL, N_("whose"), N_("Mine, my role's, both, everybody's."), do_who, NULL, NULL },
    { "tasks.filter", '/', 0, 0, NULL, N_("filter"), N_("Show only rows with some text."), do_filter, NULL, NULL },
    { "tasks.overdue", '1', 0, CMD_OFF_BAR, NULL, N_("overdue"), N_("Only what is overdue."), do_overdue, NULL, NULL },
    { "tasks.today", '2', 0, CMD_OFF_BAR, NULL, N_("today"), N_("Only what is due later today."), do_today, NULL, NULL },
    { "tasks.week", '3', 0, CMD_OFF_BAR, NULL, N_("within 7 days"), N_("What is due within the next seven days."), do_week, NULL, NULL },
    { "tasks.any", '4', 0, CMD_OFF_BAR, NULL, N_("all"), N_("All that is open."), do_any, NULL, NULL },
    { "tasks.done_too", 'z', 0, CMD_OFF_BAR, NULL, N_("done ones"), N_("Show done tasks too, or not."), do_done_too, NULL, NULL },
    { "tasks.assign", 'w', 0, NEED_ROW | NEED_WRITE | CMD_OFF_BAR, "see screen.staff", N_("hand over"), N_("Give it to a colleague."),
      do_assign, NULL, NULL },
    { 0 },
};

const struct screen_ops tasks_screen = {
    .name = "tasks", .title = N_("Tasks"), .state_size = sizeof(struct state), .commands = commands,
    .open = tasks_open, .load = tasks_load, .draw = tasks_draw, .key = tasks_key, .has_row = tasks_has_row, .close = tasks_close,
};
