#include "data/task.h"

#include "base/lang.h"
#include "data/claim.h"
#include "data/complaint.h"
#include "data/complaint_clock.h"
#include "data/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TASK_COLUMNS \
    "t.id AS id, t.kind AS kind, t.about AS about, t.matter AS matter, t.turn AS turn, t.customer AS customer, t.home AS home," \
    " t.project AS project, t.role AS role, t.staff AS staff, t.text AS text, t.rule AS rule, t.policy_warn AS policy_warn," \
    " t.policy_red AS policy_red, t.anchor AS anchor, t.started AS started, t.warn AS warn, t.due AS due, t.plan AS plan, t.done AS done," \
    " t.done_by AS done_by, t.outcome AS outcome, t.level AS level, c.name AS customer_name, h.code AS home_code," \
    " s.name AS staff_name, (SELECT number FROM customer_phone p WHERE p.customer = t.customer ORDER BY place LIMIT 1) AS phone"
#define TASK_TABLES " FROM task t LEFT JOIN customer c ON c.id = t.customer LEFT JOIN home h ON h.id = t.home LEFT JOIN staff s ON s.id = t.staff"

/* Parameters of every filtered statement, by number:
 * 1 all, 2 me, 3 ' roles ' of mine, 4 who hears of escalations, 5 role, 6 kind, 7 done too, 8 text, 9 customer, 10 home,
 * 11 about, 12 matter, 13 from, 14 to, 15 project, 16 mine counts, 17 role counts. Codes of roles have two digits each.
 * What PLAIN looks at stands in the index of the open ones: counting reads nothing else. A window's key bounds 13 and 14
 * too, so that it begins where it begins. */
#define PLAIN \
    " AND (?1 OR (?16 AND t.staff = ?2) OR (?17 AND t.staff IS NULL AND t.role IS NOT NULL AND instr(?3, t.role))" \
    "      OR (?17 AND ?4 AND t.level >= 2))" \
    " AND (?5 IS NULL OR t.role = ?5) AND (?6 IS NULL OR t.kind = ?6 OR (substr(?6, -1) = '*' AND instr(t.kind, rtrim(?6, '*')) = 1))" \
    " AND t.due >= ?13 AND t.due < ?14 AND (?15 = 0 OR t.project IS NULL OR t.project = ?15)"
#define NARROW PLAIN \
    " AND (?9 = 0 OR t.customer = ?9) AND (?10 = 0 OR t.home = ?10) AND (?11 IS NULL OR (t.about = ?11 AND t.matter = ?12))" \
    " AND (?8 IS NULL OR instr(t.text, ?8) OR instr(coalesce((SELECT name FROM customer WHERE id = t.customer), ''), ?8)" \
    "      OR instr(coalesce((SELECT code FROM home WHERE id = t.home), ''), ?8))"
#define OPEN_OR_DONE_TOO " AND (?7 OR t.done IS NULL)"
#define BEHIND " AND (t.due > ?18 OR t.id > ?19) ORDER BY t.due, t.id LIMIT ?20"
#define BEFORE " AND (t.due < ?18 OR t.id < ?19) ORDER BY t.due DESC, t.id DESC LIMIT ?20"

/* By which index the rows are come by: the open ones by due, all, or those of somebody or something. */
#define WAY(way, condition) \
    SQL(task_window_##way, "SELECT " TASK_COLUMNS TASK_TABLES " WHERE " condition NARROW BEHIND); \
    SQL(task_back_##way, "SELECT " TASK_COLUMNS TASK_TABLES " WHERE " condition NARROW BEFORE); \
    SQL(task_total_##way, "SELECT count(*) FROM task t WHERE " condition NARROW)
WAY(open, "t.done IS NULL");
WAY(all, "1");
WAY(customer, "t.customer = ?9" OPEN_OR_DONE_TOO);
WAY(home, "t.home = ?10" OPEN_OR_DONE_TOO);
WAY(matter, "t.about = ?11 AND t.matter = ?12" OPEN_OR_DONE_TOO);
SQL(task_total_plain, "SELECT count(*) FROM task t WHERE t.done IS NULL" PLAIN);
static const struct way {
    const struct sql *window, *back, *total;
} by_open = { &task_window_open, &task_back_open, &task_total_open }, by_all = { &task_window_all, &task_back_all, &task_total_all },
  by_customer = { &task_window_customer, &task_back_customer, &task_total_customer },
  by_home = { &task_window_home, &task_back_home, &task_total_home },
  by_matter = { &task_window_matter, &task_back_matter, &task_total_matter };

SQL(task_one, "SELECT " TASK_COLUMNS TASK_TABLES " WHERE t.id = ?");
SQL(task_same, "SELECT id, done, started FROM task WHERE kind = ? AND about = ? AND matter = ? AND turn = ?");
SQL(task_insert, "INSERT INTO task(id, kind, about, matter, turn, customer, home, project, role, staff, text, rule, policy_warn,"
                 " policy_red, started, anchor, warn, due, plan, entry)"
                 " VALUES (?, ?, ?, ?, ?, nullif(?, 0), nullif(?, 0), nullif(?, 0), ?, nullif(?, 0), ?, ?, ?, ?, ?, nullif(?, 0), ?, ?, ?, ?)");
SQL(task_follow, "UPDATE task SET role = ?, staff = nullif(?, 0), text = ?, policy_warn = ?, policy_red = ?, anchor = nullif(?, 0), warn = ?, due = ?,"
                 " entry = ? WHERE id = ?");
SQL(task_end_kind, "UPDATE task SET done = max(started, ?), done_by = nullif(?, 0), outcome = ?, entry = ?"
                   " WHERE kind = ? AND about = ? AND matter = ? AND done IS NULL");
SQL(task_finish, "UPDATE task SET done = max(started, ?), done_by = nullif(?, 0), outcome = ?, entry = ? WHERE id = ? AND done IS NULL");
SQL(task_lines, "UPDATE task SET warn = ?, due = ?, entry = ? WHERE id = ?");
SQL(task_give, "UPDATE task SET staff = ?, entry = ? WHERE id = ?");
SQL(task_pause_in, "INSERT INTO task_pause(id, task, from_at, to_at, confirmed_by, confirmed_at, why, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
SQL(task_crossed, "SELECT " TASK_COLUMNS TASK_TABLES " WHERE t.done IS NULL AND t.level < 3 AND t.warn <= ?1"
                  " AND (t.level < 1 OR (t.level < 2 AND t.due <= ?1 AND t.plan = 0)"
                  "      OR (t.level = 2 AND t.policy_red = '" CLOCK_OF_COMPLAINT "' AND t.due <= ?1 - ?2)) LIMIT 500");
SQL(task_level, "UPDATE task SET level = ?, entry = ? WHERE id = ?");
SQL(task_by_policy, "SELECT " TASK_COLUMNS TASK_TABLES " WHERE t.done IS NULL AND (?2 OR instr(coalesce(t.policy_warn, ''), ?1)"
                    " OR instr(coalesce(t.policy_red, ''), ?1) OR (?3 AND t.policy_red = '" CLOCK_OF_COMPLAINT "')) AND (t.policy_warn IS NOT NULL OR t.policy_red IS NOT NULL)");
SQL(task_counts_sql, "SELECT coalesce(sum(t.due <= ?18), 0) AS overdue, coalesce(sum(t.due > ?18 AND t.due < ?19), 0) AS today,"
    " coalesce(sum(t.due >= ?19), 0) AS week, coalesce(sum(t.due > ?18 AND t.due < ?19 AND t.staff = ?2), 0) AS mine"
    " FROM task t WHERE t.done IS NULL" PLAIN);
SQL(task_approvals, "SELECT count(*) FROM task t WHERE t.done IS NULL AND (t.kind = 'approval' OR (t.kind >= 'approve.' AND t.kind < 'approve/'))" PLAIN);

/* ---- lines ------------------------------------------------------------------------------- */

/* Fill in the lines that were not set by hand. */
static void
count_lines(struct office *o, struct task_wish *w)
{
    struct arena a = { 0 };
    moment anchor = w->anchor ? w->anchor : w->due;

    if (w->policy_red && *w->policy_red == '@')     /* its matter has counted them */
        return;
    if (w->policy_red)
        w->due = line_of(o, w->policy_red, true, w->start, anchor, &a).due;
    else if (w->due == 0)
        w->due = w->start;
    if (w->policy_warn && w->warn == 0)
        w->warn = line_of(o, w->policy_warn, false, w->start, anchor ? anchor : w->due, &a).due;
    else
        w->policy_warn = NULL;
    if (w->warn == 0 || w->warn > w->due)
        w->warn = w->due;
    w->anchor = anchor;
    arena_free(&a);
}

/* ---- raising and ending --------------------------------------------------------------------- */

static const char *
role_code(const struct office *o, const char *role)
{
    const struct role *r = role_get(o, role);

    if (role && *role && !r) {
        fprintf(stderr, "qiantai: no role %s\n", role);
        abort();
    }
    return r ? r->code : NULL;
}

static bool
insert_task(struct office *o, struct action *a, const struct task_wish *w, struct err *err)
{
    struct query q = query_begin(o->store, &task_insert);

    query_bind_int(&q, store_new_id(o->store));
    query_bind_text(&q, w->kind);
    query_bind_text(&q, w->about);
    query_bind_int(&q, w->matter);
    query_bind_int(&q, w->turn);
    query_bind_int(&q, w->customer);
    query_bind_int(&q, w->home);
    query_bind_int(&q, w->project);
    query_bind_text(&q, role_code(o, w->role));
    query_bind_int(&q, w->staff);
    query_bind_text(&q, w->text ? w->text : "");
    query_bind_text(&q, w->rule ? w->rule : "");
    query_bind_text(&q, w->policy_warn);
    query_bind_text(&q, w->policy_red);
    query_bind_int(&q, w->start);
    query_bind_int(&q, w->anchor);
    query_bind_int(&q, w->warn);
    query_bind_int(&q, w->due);
    query_bind_int(&q, w->plan);
    query_bind_int(&q, a->entry);
    return query_run(&q, err);
}

static bool
follow_task(struct office *o, struct action *a, int64_t id, const struct task_wish *w, struct err *err)
{
    struct query q = query_begin(o->store, &task_follow);

    query_bind_text(&q, role_code(o, w->role));
    query_bind_int(&q, w->staff);
    query_bind_text(&q, w->text ? w->text : "");
    query_bind_text(&q, w->policy_warn);
    query_bind_text(&q, w->policy_red);
    query_bind_int(&q, w->anchor);
    query_bind_int(&q, w->warn);
    query_bind_int(&q, w->due);
    query_bind_int(&q, a->entry);
    query_bind_int(&q, id);
    return query_run(&q, err);
}

bool
task_raise(struct office *o, struct action *a, const struct task_wish *wish, struct err *err)
{
    struct task_wish w = *wish;
    struct query q = query_begin(o->store, &task_same);
    int64_t id = 0;
    bool done = false;
    moment started = 0;

    query_bind_text(&q, w.kind);
    query_bind_text(&q, w.about);
    query_bind_int(&q, w.matter);
    query_bind_int(&q, w.turn);
    if (query_next(&q)) {
        id = query_int(&q, "id");
        done = !query_null(&q, "done");
        started = query_int(&q, "started");
    }
    if (!query_end(&q, err))
        return false;
    if (done)
        return true;
    if (w.start == 0)
        w.start = started ? started : a->actor.now;
    if (w.project == 0)
        w.project = o->project;
    count_lines(o, &w);
    return id ? follow_task(o, a, id, &w, err) : insert_task(o, a, &w, err);
}

bool
task_end(struct office *o, struct action *a, const char *kind, const char *about, int64_t matter,
         const char *outcome, struct err *err)
{
    struct query q = query_begin(o->store, &task_end_kind);

    query_bind_int(&q, a->actor.now);
    query_bind_int(&q, a->actor.staff);
    query_bind_text(&q, outcome);
    query_bind_int(&q, a->entry);
    query_bind_text(&q, kind);
    query_bind_text(&q, about);
    query_bind_int(&q, matter);
    return query_run(&q, err);
}

/* ---- reading --------------------------------------------------------------------------------------- */

static void
read_task(struct query *q, struct arena *a, struct task *t)
{
    t->id = query_int(q, "id");
    t->kind = query_text(q, "kind", a);
    t->about = query_text(q, "about", a);
    t->matter = query_int(q, "matter");
    t->turn = query_int(q, "turn");
    t->customer = query_int(q, "customer");
    t->home = query_int(q, "home");
    t->project = query_int(q, "project");
    t->staff = query_int(q, "staff");
    t->role = query_text(q, "role", a);
    t->text = query_text(q, "text", a);
    t->rule = query_text(q, "rule", a);
    t->policy_warn = query_text_or_null(q, "policy_warn", a);
    t->policy_red = query_text_or_null(q, "policy_red", a);
    t->started = query_int(q, "started");
    t->anchor = query_int(q, "anchor");
    t->warn = query_int(q, "warn");
    t->due = query_int(q, "due");
    t->plan = query_int(q, "plan") != 0;
    t->done = query_int(q, "done");
    t->done_by = query_int(q, "done_by");
    t->outcome = query_text(q, "outcome", a);
    t->level = (int)query_int(q, "level");
    t->customer_name = query_text(q, "customer_name", a);
    t->phone = query_text(q, "phone", a);
    t->home_code = query_text(q, "home_code", a);
    t->staff_name = query_text(q, "staff_name", a);
}

bool
task_get(struct office *o, int64_t id, struct arena *a, struct task *out, struct err *err)
{
    struct query q = query_begin(o->store, &task_one);
    bool found;

    query_bind_int(&q, id);
    found = query_next(&q);
    if (found)
        read_task(&q, a, out);
    if (!query_end(&q, err))
        return false;
    return found || err_set(err, ERR_MISSING, _("There is no such task."));
}

static bool
hears_escalations(const struct office *o)
{
    return (o->profiles & (1u << PROFILE_SUPERVISOR | 1u << PROFILE_SITE_MANAGER)) != 0;
}

/* from, to: rows due in [from, to) alone, within the filter's own. */
static void
bind_filter(struct office *o, struct query *q, const struct task_filter *f, moment from, moment to)
{
    struct arena a = { 0 };

    query_bind_int(q, f->who == TASKS_ALL);
    query_bind_int(q, o->staff);
    query_bind_text(q, arena_printf(&a, " %s ", o->roles));
    query_bind_int(q, hears_escalations(o));
    query_bind_text(q, f->role);
    query_bind_text(q, f->kind);
    query_bind_int(q, f->done_too);
    query_bind_text(q, f->text && *f->text ? f->text : NULL);
    query_bind_int(q, f->customer);
    query_bind_int(q, f->home);
    query_bind_text(q, f->about);
    query_bind_int(q, f->matter);
    query_bind_int(q, f->from && f->from > from ? f->from : from);
    query_bind_int(q, f->to && f->to < to ? f->to : to);
    query_bind_int(q, o->project);
    query_bind_int(q, f->who != TASKS_ROLE);
    query_bind_int(q, f->who != TASKS_MINE);
    arena_free(&a);
}

static const struct way *
way_of(const struct task_filter *f)
{
    return f->about ? &by_matter : f->customer ? &by_customer : f->home ? &by_home : f->done_too ? &by_all : &by_open;
}

bool
task_window(struct office *o, const struct task_filter *f, moment after_due, int64_t after_id,
            struct arena *a, struct task *out, size_t max, size_t *count, struct err *err)
{
    struct query q = query_begin(o->store, way_of(f)->window);

    if (!after_id)
        after_due = INT64_MIN;
    bind_filter(o, &q, f, after_due, INT64_MAX);
    query_bind_int(&q, after_due);
    query_bind_int(&q, after_id);
    query_bind_int(&q, (int64_t)max);
    for (*count = 0; *count < max && query_next(&q); ++*count)
        read_task(&q, a, &out[*count]);
    return query_end(&q, err);
}

bool
task_window_back(struct office *o, const struct task_filter *f, moment before_due, int64_t before_id,
                 struct arena *a, struct task *out, size_t max, size_t *count, struct err *err)
{
    struct query q = query_begin(o->store, way_of(f)->back);

    if (!before_id)
        before_due = INT64_MAX - 1;
    bind_filter(o, &q, f, INT64_MIN, before_due + 1);
    query_bind_int(&q, before_due);
    query_bind_int(&q, before_id ? before_id : INT64_MAX);
    query_bind_int(&q, (int64_t)max);
    for (*count = 0; *count < max && query_next(&q); ++*count)
        read_task(&q, a, &out[*count]);
    return query_end(&q, err);
}

int64_t
task_total(struct office *o, const struct task_filter *f)
{
    bool plain = way_of(f) == &by_open && !(f->text && *f->text);
    struct query q = query_begin(o->store, plain ? &task_total_plain : way_of(f)->total);

    bind_filter(o, &q, f, INT64_MIN, INT64_MAX);
    return query_number(&q, 0);
}

struct task_counts
task_counts(struct office *o)
{
    struct task_filter f = { .who = TASKS_MINE_AND_ROLE };
    /* What is due by 24:00 is today's (TIME-04). */
    moment now = office_now(o), midnight = moment_at(moment_day(now, o->zone) + 1, 0, o->zone) + 1;
    struct query q = query_begin(o->store, &task_counts_sql);
    struct task_counts c = { 0 };

    bind_filter(o, &q, &f, INT64_MIN, midnight + 7 * DAY_SECONDS);
    query_bind_int(&q, now);
    query_bind_int(&q, midnight);
    if (query_next(&q)) {
        c.overdue = query_int(&q, "overdue");
        c.today = query_int(&q, "today");
        c.week = query_int(&q, "week");
        c.mine_today = query_int(&q, "mine");
        c.role_today = c.today - c.mine_today;
    }
    query_end(&q, NULL);
    q = query_begin(o->store, &task_approvals);
    bind_filter(o, &q, &f, INT64_MIN, INT64_MAX);
    c.approvals = query_number(&q, 0);
    return c;
}

/* ---- actions ------------------------------------------------------------------------------------------ */

static void
about_task(struct action *a, const struct task *t)
{
    action_subject(a, t->about, t->matter);
    action_subject(a, "customer", t->customer);
    action_subject(a, "home", t->home);
    action_arg_int(a, "task", t->id);
    action_arg(a, "kind", t->kind);
}

static bool
begin_on(struct office *o, struct action *a, const char *name, const char *right, int64_t id, unsigned flags,
         struct task *t, struct err *err)
{
    if (!office_must(o, right, "do", err) || !office_begin(o, a, name, flags, err))
        return false;
    if (!task_get(o, id, &a->arena, t, err))
        return action_fail(a);
    if (t->done) {
        err_set(err, ERR_CHANGED, _("It is done already: %s"), t->outcome);
        return action_fail(a);
    }
    about_task(a, t);
    return true;
}

/* Done by speaking with the customer. */
static bool
was_follow_up(const struct task *t)
{
    return strcmp(t->kind, "next_call") == 0 || strcmp(t->kind, "call_back") == 0;
}

bool
task_done(struct office *o, int64_t id, const char *outcome, struct err *err)
{
    struct action a;
    struct task t;
    struct query q;

    if (!begin_on(o, &a, "task.done", "task.done", id, 0, &t, err))
        return false;
    a.summary = arena_printf(&a.arena, _("Done: %s. %s"), t.text, outcome ? outcome : "");
    q = query_begin(o->store, &task_finish);
    query_bind_int(&q, a.actor.now);
    query_bind_int(&q, a.actor.staff);
    query_bind_text(&q, outcome);
    query_bind_int(&q, a.entry);
    query_bind_int(&q, id);
    if (!query_run(&q, err) || (was_follow_up(&t) && !claim_note_follow_up(o, &a, t.project, t.customer, err)))
        return action_fail(&a);
    return action_commit(&a, err);
}

static bool
write_lines(struct office *o, struct action *a, int64_t id, moment warn, moment due, struct err *err)
{
    struct query q = query_begin(o->store, &task_lines);

    query_bind_int(&q, warn);
    query_bind_int(&q, due);
    query_bind_int(&q, a->entry);
    query_bind_int(&q, id);
    return query_run(&q, err);
}

static bool
write_pause(struct office *o, struct action *a, int64_t task, moment length, const char *confirmed_by,
            moment confirmed_at, const char *why, struct err *err)
{
    struct query q = query_begin(o->store, &task_pause_in);

    query_bind_int(&q, store_new_id(o->store));
    query_bind_int(&q, task);
    query_bind_int(&q, a->actor.now);
    query_bind_int(&q, a->actor.now + length);
    query_bind_text(&q, confirmed_by);
    query_bind_int(&q, confirmed_at);
    query_bind_text(&q, why);
    query_bind_int(&q, a->entry);
    return query_run(&q, err);
}

bool
task_reschedule(struct office *o, int64_t id, moment due, const char *confirmed_by, moment confirmed_at,
                const char *why, struct err *err)
{
    struct action a;
    struct task t;
    moment length;

    if (!confirmed_by || !*confirmed_by)
        return err_field(err, "confirmed_by", _("Only the customer's wish moves a deadline: who confirmed it?"));
    if (!begin_on(o, &a, "task.reschedule", "task.reschedule", id, 0, &t, err))
        return false;
    length = due - t.due;
    if (length <= 0 || confirmed_at > a.actor.now) {
        err_field(err, length <= 0 ? "due" : "confirmed_at",
                  length <= 0 ? _("The new time must be later than the one agreed before.") : _("The confirmation cannot lie in the future."));
        return action_fail(&a);
    }
    a.summary = arena_printf(&a.arena, _("Moved to %s at the customer's wish, confirmed by %s: %s"),
                             moment_show(&a.arena, due, a.actor.now, o->zone), confirmed_by, t.text);
    if (complaint_carries(&t)) {        /* it stands still until then, and goes on from there */
        if (!complaint_pause_within(o, &a, t.matter, id, due, confirmed_by, confirmed_at, why, err))
            return action_fail(&a);
    } else if (!write_pause(o, &a, id, length, confirmed_by, confirmed_at, why, err) || !write_lines(o, &a, id, t.warn + length, due, err)) {
        return action_fail(&a);
    }
    return action_commit(&a, err);
}

bool
task_assign(struct office *o, int64_t id, int64_t staff, struct err *err)
{
    struct action a;
    struct task t;
    struct query q;

    if (!begin_on(o, &a, "task.assign", "task.done", id, ENTRY_QUIET, &t, err))
        return false;
    q = query_begin(o->store, &task_give);
    query_bind_int(&q, staff);
    query_bind_int(&q, a.entry);
    query_bind_int(&q, id);
    return query_run(&q, err) ? action_commit(&a, err) : action_fail(&a);
}

static size_t
crossed(struct office *o, struct arena *a, struct task *out, size_t max)
{
    struct query q = query_begin(o->store, &task_crossed);
    size_t n = 0;

    query_bind_int(&q, office_now(o));
    query_bind_int(&q, complaint_grace(o));
    while (n < max && query_next(&q))
        read_task(&q, a, &out[n++]);
    query_end(&q, NULL);
    return n;
}

/* One level after another, each told once (CMP-14). */
static bool
raise_level(struct office *o, struct action *a, const struct task *t, struct err *err)
{
    struct query q = query_begin(o->store, &task_level);
    bool carries = complaint_carries(t);
    int to = t->due <= a->actor.now && !t->plan ? 2 : 1;

    if (carries && to == 2 && t->due + complaint_grace(o) <= a->actor.now)
        to = 3;
    query_bind_int(&q, to);
    query_bind_int(&q, a->entry);
    query_bind_int(&q, t->id);
    if (!query_run(&q, err))
        return false;
    for (int level = t->level + 1; carries && level <= to; level++)
        if (!complaint_escalated(o, a, t, level, err))
            return false;
    return true;
}

long
task_escalate(struct office *o, struct err *err)
{
    struct arena arena = { 0 };
    struct task *tasks = arena_alloc(&arena, 500 * sizeof *tasks);
    struct action a;
    size_t n = crossed(o, &arena, tasks, 500);
    bool good;

    if (n == 0 || !office_begin(o, &a, "task.escalate", ENTRY_QUIET | ENTRY_FIXED, err)) {
        arena_free(&arena);
        return n == 0 ? 0 : -1;
    }
    n = crossed(o, &arena, tasks, 500);         /* another desk may have been first */
    good = true;
    for (size_t i = 0; good && i < n; i++) {
        action_subject(&a, "task", tasks[i].id);
        good = raise_level(o, &a, &tasks[i], err);
    }
    good = good && n > 0 ? action_commit(&a, err) : action_fail(&a);
    arena_free(&arena);
    return good ? (long)n : n == 0 ? 0 : -1;
}

/* ---- counting anew ------------------------------------------------------------------ */

static bool
recount_one(struct office *o, struct action *a, const struct task *t, struct policy_effect *effect, struct err *err)
{
    struct arena arena = { 0 };
    moment warn = t->policy_warn ? task_working(o, t, false, &arena).due : t->warn;
    moment due = t->policy_red ? task_working(o, t, true, &arena).due : t->due;
    bool was_red = t->due <= a->actor.now, is_red = due <= a->actor.now;

    arena_free(&arena);
    if (warn > due)
        warn = due;
    effect->tasks++;
    effect->moved += warn != t->warn || due != t->due;
    effect->newly_red += !was_red && is_red;
    effect->no_longer_red += was_red && !is_red;
    return (warn == t->warn && due == t->due) || write_lines(o, a, t->id, warn, due, err);
}

bool
task_recount(struct office *o, struct action *a, const char *policy, struct policy_effect *effect, struct err *err)
{
    struct query q = query_begin(o->store, &task_by_policy);
    struct task *tasks = NULL;
    size_t n = 0, room = 0;
    bool good = true, by_calendar = strncmp(policy, "time.", 5) == 0;

    query_bind_text(&q, policy);
    query_bind_int(&q, by_calendar);
    query_bind_int(&q, complaint_ruled_by(policy));
    while (query_next(&q)) {
        if (n == room) {
            room = room ? room * 2 : 64;
            tasks = mem_realloc(tasks, room * sizeof *tasks);
        }
        read_task(&q, &a->arena, &tasks[n]);
        if (by_calendar || complaint_carries(&tasks[n]) || line_names(tasks[n].policy_warn, policy) || line_names(tasks[n].policy_red, policy))
            n++;
    }
    good = query_end(&q, err);
    for (size_t i = 0; good && i < n; i++)
        good = recount_one(o, a, &tasks[i], effect, err);
    free(tasks);
    return good;
}
