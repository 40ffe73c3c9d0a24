/* Appointments to view (RCP-54 to RCP-61), and the words a reception begins with. */
#include "data/reception.h"

#include "base/lang.h"
#include "data/policy.h"
#include "data/task.h"
#include "data/template.h"

#include <string.h>

SQL(viewing_overlap, "SELECT number, name, at FROM viewing WHERE state = 'booked' AND consultant = ?1 AND id <> ?2"
                     " AND at < ?3 + ?4 * 60 AND at + minutes * 60 > ?3 ORDER BY at LIMIT 1");
SQL(calls_kept, "SELECT coalesce(sum(ended_at - answered_at <= ?1), 0) AS good, count(*) AS total FROM reception"
                " WHERE kind = 'call' AND answered_at IS NOT NULL AND ended_at IS NOT NULL AND coalesce(on_paper, 0) = 0 AND began_at >= ?2 AND began_at < ?3");
SQL(intro_in_force, "SELECT id, text FROM intro WHERE project = ? AND state = 'in_force' ORDER BY version DESC LIMIT 1");

/* ---- figures and words ----------------------------------------------------------------------------------------------- */

bool
reception_within_limit(struct office *o, day from, day to, int64_t *good, int64_t *all, struct err *err)
{
    struct query q = query_begin(o->store, &calls_kept);

    *good = *all = 0;
    query_bind_int(&q, reception_limits(o).call_limit_seconds);
    query_bind_int(&q, moment_at(from, 0, o->zone));
    query_bind_int(&q, moment_at(to + 1, 0, o->zone));
    if (query_next(&q)) {
        *good = query_int(&q, "good");
        *all = query_int(&q, "total");
    }
    return query_end(&q, err);
}

char *
reception_greeting(struct office *o, const char *kind, struct arena *a)
{
    const struct template_value values[] = {
        { "项目", o->project_name }, { "姓名", o->staff_name }, { NULL, NULL }
    };

    return template_fill(o, strcmp(kind, "call") == 0 ? "TPL-01" : "TPL-02", values, a, NULL);
}

char *
reception_intro(struct office *o, int64_t project, int64_t *intro, struct arena *a)
{
    struct query q = query_begin(o->store, &intro_in_force);
    char *text = NULL;

    *intro = 0;
    query_bind_int(&q, project);
    if (query_next(&q)) {
        *intro = query_int(&q, "id");
        text = query_text(&q, "text", a);
    }
    query_end(&q, NULL);
    return text;
}

/* ---- appointments -------------------------------------------------------------------------------------------------------- */

struct record *
viewing_new(struct office *o, struct arena *a)
{
    struct record *v = record_new(o, &viewing_register, a);

    record_set_num(v, "minutes", policy_number(o, "viewing.slot_minutes"));
    return v;
}

char *
viewing_clash(struct office *o, const struct record *v, struct arena *a)
{
    struct query q = query_begin(o->store, &viewing_overlap);
    char *clash = NULL;

    query_bind_int(&q, record_num(v, "consultant"));
    query_bind_int(&q, v->id);
    query_bind_int(&q, record_num(v, "at"));
    query_bind_int(&q, record_num(v, "minutes"));
    if (record_num(v, "consultant") && query_next(&q))
        clash = arena_printf(a, "%s %s %s", query_text(&q, "number", a), query_text(&q, "name", a),
                             moment_show(a, query_int(&q, "at"), office_now(o), o->zone));
    query_end(&q, NULL);
    return clash;
}

/* RCP-54: name, contact (or its refusal), party, time. */
static bool
viewing_complete(const struct record *v, moment now, struct err *err)
{
    if (!*record_text(v, "phone") && !record_num(v, "refused"))
        return err_field(err, "phone", _("How can the customer be reached? Or note that no contact is left (RCP-54)."));
    if (record_num(v, "at") <= now && v->id == 0)
        return err_field(err, "at", _("An appointment lies in the future."));
    return true;
}

bool
viewing_write(struct office *o, struct action *a, struct record *v, struct err *err)
{
    struct task_wish w = { .about = "viewing" };

    if (!viewing_complete(v, a->actor.now, err))
        return false;
    if (v->id == 0)
        record_set_text(v, "number", number_next(o, a, "YY"));
    if (!reg_write(o, a, v, err))
        return false;
    w.matter = v->id;
    w.customer = record_num(v, "customer");
    w.project = record_num(v, "project");
    w.staff = record_num(v, "consultant");
    w.due = record_num(v, "at");
    return event_raise(o, a, "viewing.book", "viewing", &w, err);
}

bool
viewing_book(struct office *o, struct record *v, struct arena *arena, struct err *err)
{
    struct action a;
    int64_t before = v->id;

    if (!office_must(o, "reception.do", "do", err) || !office_begin(o, &a, before ? "viewing.edit" : "viewing.book", 0, err))
        return false;
    if (!viewing_write(o, &a, v, err)) {
        v->id = before;
        return action_fail(&a);
    }
    a.summary = arena_printf(&a.arena, "%s %s %s", record_text(v, "number"), record_text(v, "name"),
                             moment_show(&a.arena, record_num(v, "at"), a.actor.now, o->zone));
    record_set_text(v, "number", arena_strdup(arena, record_text(v, "number")));
    return action_commit(&a, err);
}
