/* What is judged about a matter (CMP-15, CMP-25, CMP-31), and the steps of its playbook that were done (F-429). */
#include "data/complaint_private.h"

#include "base/lang.h"
#include "data/policy.h"
#include "data/playbook.h"

#include <string.h>

SQL(alike_count, "SELECT count(*) FROM complaint WHERE moment = ?1 AND received_at > ?2 AND received_at <= ?3 AND (?4 = 0 OR project = ?4) AND state <> 'merged'");
SQL(judgement_open, "SELECT count(*) FROM task t JOIN complaint c ON c.id = t.matter WHERE t.about = 'complaint' AND t.kind = 'systemic_judge' AND t.done IS NULL"
                    " AND c.moment = ?1 AND (?2 = 0 OR c.project = ?2)");
SQL(tick_insert, "INSERT INTO complaint_tick(id, complaint, playbook, place, text, at, staff, entry) VALUES (?, ?, ?, ?, ?, ?, nullif(?, 0), ?)"
                 " ON CONFLICT (complaint, playbook, place) DO NOTHING");
SQL(tick_delete, "DELETE FROM complaint_tick WHERE complaint = ? AND playbook = ? AND place = ?");
SQL(ticks_of, "SELECT t.place AS place, t.at AS at, coalesce(s.name, '') AS name FROM complaint_tick t LEFT JOIN staff s ON s.id = t.staff"
              " WHERE t.complaint = ? AND t.playbook = ? ORDER BY t.place LIMIT ?");
SQL(method_steps, "SELECT steps FROM vip_method WHERE id = ?");

bool
complaint_mark_major(struct office *o, int64_t id, bool on, const char *why, struct err *err)
{
    struct action a;
    struct record *r;

    if (!why || !*why)
        return err_field(err, "why", _("On what ground? (CMP-15)"));
    if (!complaint_begin(o, &a, "complaint.major", "complaint.file", id, &r, err))
        return false;
    record_set_num(r, "major", on);
    record_set_text(r, "major_why", on ? why : NULL);
    if (on)
        record_set_num(r, "major_on", moment_day(a.actor.now, o->zone));
    else
        record_clear(r, "major_on");
    if (on && a.actor.staff)
        record_set_num(r, "major_by", a.actor.staff);
    else
        record_clear(r, "major_by");
    a.summary = arena_printf(&a.arena, on ? _("%s is a major complaint: %s") : _("%s is no major complaint: %s"), record_text(r, "number"), why);
    if (!complaint_tell(o, &a, r, PROGRESS_NOTE, a.summary, NULL, 0, err))
        return action_fail(&a);
    return complaint_end(o, &a, r, err);
}

bool
complaint_note_repeat(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    int64_t days = policy_number(o, "complaint.systemic_days"), count;
    struct task_wish w = complaint_wish(r);
    struct query q;

    if (!*record_text(r, "moment"))
        return true;
    q = query_begin(o->store, &alike_count);
    query_bind_text(&q, record_text(r, "moment"));
    query_bind_int(&q, record_num(r, "received_at") - days * DAY_SECONDS);
    query_bind_int(&q, record_num(r, "received_at"));
    query_bind_int(&q, record_num(r, "project"));
    count = query_number(&q, 0);
    if (count < policy_number(o, "complaint.systemic_count"))
        return true;
    q = query_begin(o->store, &judgement_open);
    query_bind_text(&q, record_text(r, "moment"));
    query_bind_int(&q, record_num(r, "project"));
    if (query_number(&q, 0) > 0)
        return true;
    w.staff = 0;
    w.role = NULL;
    w.text = arena_printf(&a->arena, _("%s came %d times within %d days: is it systemic?"), office_code_text(o, "moment", record_text(r, "moment")),
                          (int)count, (int)days);
    return event_raise(o, a, "complaint.repeat", "systemic_judge", &w, err);
}

bool
complaint_judge(struct office *o, int64_t id, bool systemic, int64_t defect, const char *why, struct err *err)
{
    struct action a;
    struct record *r;

    if (!why || !*why)
        return err_field(err, "why", _("On what ground?"));
    if (!complaint_begin(o, &a, "complaint.judge", "complaint.judge", id, &r, err))
        return false;
    record_set_text(r, "systemic", systemic ? "1" : "2");
    record_set_text(r, "systemic_why", why);
    record_set_num(r, "judged_on", moment_day(a.actor.now, o->zone));
    if (a.actor.staff)
        record_set_num(r, "judged_by", a.actor.staff);
    if (systemic && defect)
        record_set_num(r, "defect", defect);
    a.summary = arena_printf(&a.arena, systemic ? _("%s is systemic: %s") : _("%s is not systemic: %s"), record_text(r, "number"), why);
    if (!event_end(o, &a, "complaint.judge", "complaint", id, a.summary, err))
        return action_fail(&a);
    return complaint_end(o, &a, r, err);
}

bool
complaint_goodwill(struct office *o, int64_t id, const char *what, int64_t cost, int64_t approver, const char *reply, struct err *err)
{
    struct action a;
    struct record *r;

    if (!what || !*what)
        return err_field(err, "what", _("What was done for the customer?"));
    if (cost < 0)
        return err_field(err, "cost", _("What did it cost? 0 where nothing."));
    if (!complaint_begin(o, &a, "complaint.goodwill", "complaint.do", id, &r, err))
        return false;
    record_set_text(r, "goodwill", what);
    record_set_num(r, "goodwill_cost", cost);
    if (approver)
        record_set_num(r, "goodwill_by", approver);
    record_set_text(r, "goodwill_reply", reply && *reply ? reply : NULL);
    a.summary = arena_printf(&a.arena, _("%s goodwill: %s"), record_text(r, "number"), what);
    if (!complaint_tell(o, &a, r, PROGRESS_NOTE, a.summary, NULL, 0, err))
        return action_fail(&a);
    return complaint_end(o, &a, r, err);
}

/* ---- steps of the playbook -------------------------------------------------------------------------------- */

/* The nth line of the method that it began with. */
static char *
method_step(struct office *o, const struct record *r, int place, struct arena *a)
{
    struct query q = query_begin(o->store, &method_steps);
    char *steps = NULL, *save = NULL, *line = NULL;

    query_bind_int(&q, record_num(r, "method"));
    if (query_next(&q))
        steps = query_text(&q, "steps", a);
    query_end(&q, NULL);
    for (int i = 0; steps && i < place; i++)
        line = strtok_r(i ? NULL : steps, "\n", &save);
    return line;
}

static const char *
step_text(struct office *o, const struct record *r, const char *playbook, int place, struct arena *a)
{
    struct playbook_line *lines;
    size_t n;

    if (strcmp(playbook, "VIP") == 0)
        return method_step(o, r, place, a);
    n = playbook_steps(strncmp(playbook, "MOM-", 4) == 0 ? playbook + 4 : playbook, "step", a, &lines);
    for (size_t i = 0; i < n; i++)
        if (lines[i].place == place)
            return lines[i].text;
    return NULL;
}

static bool
write_tick(struct office *o, struct action *a, const struct record *r, const char *playbook, int place, const char *text, struct err *err)
{
    struct query q = query_begin(o->store, &tick_insert);

    query_bind_int(&q, store_new_id(o->store));
    query_bind_int(&q, r->id);
    query_bind_text(&q, playbook);
    query_bind_int(&q, place);
    query_bind_text(&q, text);
    query_bind_int(&q, a->actor.now);
    query_bind_int(&q, a->actor.staff);
    query_bind_int(&q, a->entry);
    return query_run(&q, err);
}

bool
complaint_tick(struct office *o, int64_t id, const char *playbook, int place, bool on, struct err *err)
{
    struct action a;
    struct record *r;
    struct query q;
    const char *text;

    if (!complaint_begin(o, &a, on ? "complaint.tick" : "complaint.untick", "complaint.do", id, &r, err))
        return false;
    a.flags |= ENTRY_QUIET;
    text = step_text(o, r, playbook, place, &a.arena);
    if (!text) {
        err_set(err, ERR_MISSING, _("The playbook has no such step."));
        return action_fail(&a);
    }
    a.summary = arena_printf(&a.arena, on ? _("%s step %d done: %s") : _("%s step %d taken back: %s"), record_text(r, "number"), place, text);
    if (on)
        return write_tick(o, &a, r, playbook, place, text, err) ? action_commit(&a, err) : action_fail(&a);
    q = query_begin(o->store, &tick_delete);
    query_bind_int(&q, id);
    query_bind_text(&q, playbook);
    query_bind_int(&q, place);
    return query_run(&q, err) ? action_commit(&a, err) : action_fail(&a);
}

size_t
complaint_ticks(struct office *o, int64_t id, const char *playbook, struct arena *a, struct complaint_ticked *out, size_t max)
{
    struct query q = query_begin(o->store, &ticks_of);
    size_t n = 0;

    query_bind_int(&q, id);
    query_bind_text(&q, playbook);
    query_bind_int(&q, (int64_t)max);
    while (n < max && query_next(&q))
        out[n++] = (struct complaint_ticked){ (int)query_int(&q, "place"), query_int(&q, "at"), query_text(&q, "name", a) };
    query_end(&q, NULL);
    return n;
}
