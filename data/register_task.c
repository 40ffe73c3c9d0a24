#include "data/register_private.h"

#include "base/lang.h"
#include "data/task.h"

SQL(raise_open, "SELECT turn FROM task WHERE kind = ? AND about = ? AND matter = ? AND done IS NULL ORDER BY turn DESC LIMIT 1");
SQL(raise_others, "UPDATE task SET done = max(started, ?), outcome = ?, entry = ? WHERE kind = ? AND about = ? AND matter = ?"
                  " AND turn <> ? AND done IS NULL");

static int64_t
turn_of(struct office *o, struct action *a, const struct record *r, const struct reg_raise *raise)
{
    struct query q;

    if (raise->date)
        return record_num(r, raise->date);      /* a new date is a new duty */
    q = query_begin(o->store, &raise_open);
    query_bind_text(&q, raise->task);
    query_bind_text(&q, r->reg->name);
    query_bind_int(&q, r->id);
    return query_number(&q, a->entry);
}

static bool
end_other_turns(struct office *o, struct action *a, const struct record *r, const struct reg_raise *raise, int64_t turn, struct err *err)
{
    struct query q = query_begin(o->store, &raise_others);

    query_bind_int(&q, a->actor.now);
    query_bind_text(&q, _("Replaced by a new date"));
    query_bind_int(&q, a->entry);
    query_bind_text(&q, raise->task);
    query_bind_text(&q, r->reg->name);
    query_bind_int(&q, r->id);
    query_bind_int(&q, turn);
    return query_run(&q, err);
}

static int64_t
ref_value(const struct record *r, const char *name)
{
    int i = field_index(r->reg->fields, name);

    return i >= 0 && r->v[i].set && r->reg->fields[i].kind == FIELD_REF ? r->v[i].num : 0;
}

/* Whose it is: the role that the record names, else the declaration's. */
static const char *
role_for(const struct record *r, const struct reg_raise *raise)
{
    return raise->role_of && *record_text(r, raise->role_of) ? record_text(r, raise->role_of) : raise->role;
}

static bool
raise_for(struct office *o, struct action *a, const struct record *r, const struct reg_raise *raise, struct err *err)
{
    bool wanted = (!raise->states || reg_among(raise->states, r->state)) &&
                  (!raise->date || record_value((struct record *)r, raise->date)->set);
    struct task_wish w = {
        .kind = raise->task, .about = r->reg->name, .matter = r->id, .rule = raise->rule, .role = role_for(r, raise),
        .policy_warn = raise->warn, .policy_red = raise->red, .plan = raise->plan,
        .customer = ref_value(r, "customer"), .home = ref_value(r, "home"), .project = ref_value(r, "project"),
        .staff = raise->person ? ref_value(r, raise->person) : 0,
    };

    if (!wanted)
        return task_end(o, a, raise->task, r->reg->name, r->id, _("No longer due"), err);
    if (raise->date) {
        w.anchor = moment_at((day)record_num(r, raise->date), 0, o->zone);
        w.due = moment_at((day)record_num(r, raise->date) + 1, 0, o->zone);    /* until 24:00 of that day (TIME-04) */
    }
    w.turn = turn_of(o, a, r, raise);
    w.text = arena_printf(&a->arena, "%s: %s", _(raise->text), record_title(o, r, &a->arena));
    return end_other_turns(o, a, r, raise, w.turn, err) && task_raise(o, a, &w, err);
}

bool
reg_reconcile(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    for (const struct reg_raise *raise = r->reg->raises; raise && raise->task; raise++)
        if (!raise_for(o, a, r, raise, err))
            return false;
    return true;
}

