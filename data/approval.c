#include "data/approval.h"

#include "base/lang.h"

#include <string.h>

#define TASKS_READ 200          /* open approvals looked through */
#define ENTRIES_READ 200        /* entries of a record's journal looked through */

static void
may_decide(const struct office *o, struct approval *ap)
{
    const struct move *all[16];
    size_t n = reg_moves(o, ap->record, all, COUNT(all));

    ap->nmay = 0;
    for (size_t i = 0; i < n && ap->nmay < COUNT(ap->may); i++)
        if (move_approves(all[i]))
            ap->may[ap->nmay++] = all[i];
}

bool
approval_list(struct office *o, bool mine, struct arena *a, struct approval *out, size_t max, size_t *count, struct err *err)
{
    struct task_filter f = { .who = TASKS_ALL, .kind = "approve.*" };
    struct task *tasks = arena_alloc(a, TASKS_READ * sizeof *tasks);
    size_t n;

    *count = 0;
    if (!task_window(o, &f, 0, 0, a, tasks, TASKS_READ, &n, err))
        return false;
    for (size_t i = 0; i < n && *count < max; i++) {
        struct approval *ap = &out[*count];
        const struct reg *reg = reg_get(tasks[i].about);

        *ap = (struct approval){ .task = tasks[i] };
        if (!reg)
            continue;
        if (!reg_read(o, reg, tasks[i].matter, a, &ap->record, err))
            return false;
        may_decide(o, ap);
        *count += !mine || ap->nmay > 0;
    }
    return true;
}

const struct move *
approval_move(const struct approval *ap, bool yes)
{
    for (size_t i = 0; i < ap->nmay; i++)
        if (ap->may[i]->reason != yes)          /* a no always says why */
            return ap->may[i];
    return NULL;
}

bool
approval_decide(struct office *o, struct approval *ap, bool yes, const char *comment, struct err *err)
{
    const struct move *m = approval_move(ap, yes);

    if (!m)
        return err_set(err, ERR_REFUSED, _("This is not yours to decide: it waits for somebody else."));
    return reg_move(o, ap->record, m, comment, err);
}

static bool
is_decision(const struct reg *reg, const char *action)
{
    size_t n = strlen(reg->name);

    if (strncmp(action, reg->name, n) != 0 || action[n] != '.')
        return false;
    for (const struct move *m = reg->moves; m && m->id; m++)
        if (move_approves(m) && strcmp(m->id, action + n + 1) == 0)
            return true;
    return false;
}

bool
approval_history(struct office *o, const struct record *r, struct arena *a, struct entry *out, size_t max, size_t *count,
                 struct err *err)
{
    struct entry *all = arena_alloc(a, ENTRIES_READ * sizeof *all);
    size_t n;

    *count = 0;
    if (!journal_about(o->store, r->reg->name, r->id, 0, true, a, all, ENTRIES_READ, &n, err))
        return false;
    for (size_t i = 0; i < n && *count < max; i++)
        if (is_decision(r->reg, all[i].action))
            out[(*count)++] = all[i];
    return true;
}
