/* Which action raises which task, and which ends it: data/content/events.csv. */
#include "data/task.h"

#include "data/content.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *
or_null(const char *text)
{
    return *text ? text : NULL;
}

static bool
raise_row(struct office *o, struct action *a, const struct content_table *t, size_t row, const struct task_wish *wish, struct err *err)
{
    struct task_wish w = *wish;

    w.kind = content_cell(t, row, "task");
    if (!w.rule)
        w.rule = content_cell(t, row, "rule");
    if (!w.text)
        w.text = content_cell(t, row, "text");
    if (!w.role)
        w.role = content_cell(t, row, "role");
    /* A time agreed by hand stands; lines counted back take it as their anchor. */
    if (!w.policy_warn && (!w.due || *content_cell(t, row, "policy_warn") == '-'))
        w.policy_warn = or_null(content_cell(t, row, "policy_warn"));
    if (!w.policy_red && (!w.due || *content_cell(t, row, "policy_red") == '-'))
        w.policy_red = or_null(content_cell(t, row, "policy_red"));
    return task_raise(o, a, &w, err);
}

bool
event_raise(struct office *o, struct action *a, const char *event, const char *task,
            const struct task_wish *w, struct err *err)
{
    struct content_table t = content_table("events.csv", &a->arena);

    for (size_t i = 0; i < t.rows; i++)
        if (strcmp(content_cell(&t, i, "event"), event) == 0 && strcmp(content_cell(&t, i, "task"), task) == 0)
            return raise_row(o, a, &t, i, w, err);
    fprintf(stderr, "qiantai: events.csv has no %s for %s\n", task, event);
    abort();
}

bool
event_raise_all(struct office *o, struct action *a, const char *event, const struct task_wish *w, struct err *err)
{
    struct content_table t = content_table("events.csv", &a->arena);

    for (size_t i = 0; i < t.rows; i++)
        if (strcmp(content_cell(&t, i, "event"), event) == 0 && !raise_row(o, a, &t, i, w, err))
            return false;
    return true;
}

bool
event_end(struct office *o, struct action *a, const char *event, const char *about, int64_t matter,
          const char *outcome, struct err *err)
{
    struct content_table t = content_table("events.csv", &a->arena);

    for (size_t i = 0; i < t.rows; i++)
        if (strcmp(content_cell(&t, i, "ended_by"), event) == 0 &&
            !task_end(o, a, content_cell(&t, i, "task"), about, matter, outcome, err))
            return false;
    return true;
}
