/* Why a record's tasks are due when they are, and what is missing in a register. */
#include "ui/screens/register.h"

#include "base/lang.h"
#include "data/task.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"
#include "ui/screens/shown.h"

#define TASKS_EXPLAINED 20

void
register_explain(struct screen *sc, const struct reg *reg, int64_t id)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct task *tasks = arena_alloc(&a, TASKS_EXPLAINED * sizeof *tasks);
    struct task_filter f = { .who = TASKS_ALL, .about = reg->name, .matter = id };
    struct err err = { 0 };
    size_t n = 0;

    if (!task_window(o, &f, 0, 0, &a, tasks, TASKS_EXPLAINED, &n, &err))
        app_say_err(sc->app, &err);
    else if (n == 0)
        app_say(sc->app, _("Nothing is owed about this record."));
    else
        dialog_text(sc->app, _("Why it is due then"), shown_reasons(o, tasks, n, &a));
    arena_free(&a);
}

void
register_explain_task(struct screen *sc, int64_t task)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct task t;
    struct err err = { 0 };

    if (task_get(o, task, &a, &t, &err))
        dialog_text(sc->app, _("Why it is due then"), shown_reasons(o, &t, 1, &a));
    else
        app_say_err(sc->app, &err);
    arena_free(&a);
}

void
register_show_gaps(struct screen *sc, const struct reg *reg)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct buf text = { 0 };
    char **lines = NULL;
    day today = office_today(o);
    size_t n = reg->gaps ? reg->gaps(o, today, today + REGISTER_GAP_DAYS - 1, &a, &lines) : 0;

    for (size_t i = 0; i < n; i++)
        buf_printf(&text, "%s\n", lines[i]);
    if (n)
        dialog_text(sc->app, _("What is missing"), text.text);
    else
        app_say(sc->app, _("Nothing is missing in this register."));
    buf_free(&text);
    arena_free(&a);
}
