#include "data/turn.h"

#include "base/lang.h"
#include "data/claim.h"
#include "data/duty.h"
#include "data/registers.h"

#include <string.h>

#define TURNS_MOST 64

SQL(turns_of_day, "SELECT t.id AS id, t.staff AS staff, s.name AS name, t.place AS place, t.received AS received, t.lost AS lost,"
                  " t.skipped AS skipped, coalesce(t.absent, '') AS absent, EXISTS (SELECT 1 FROM reception r WHERE r.state = 'open'"
                  " AND r.kind = 'walk_in' AND r.consultant = t.staff AND r.began_at >= ?3) AS busy"
                  " FROM turn t JOIN staff s ON s.id = t.staff WHERE t.project = ?1 AND t.day = ?2 ORDER BY t.place");
SQL(turn_last_day, "SELECT max(day) AS day FROM turn WHERE project = ? AND day < ?");
SQL(turn_on_duty, "SELECT d.staff AS staff, min(d.from_min) AS from_min FROM duty d JOIN staff s ON s.id = d.staff WHERE d.project = ?"
                  " AND d.day = ? AND d.kind IN ('" DUTY_DESK "', '" DUTY_BACKUP "') AND s.state = 'active' GROUP BY d.staff ORDER BY from_min, d.staff");
SQL(turn_insert, "INSERT INTO turn(id, project, day, staff, place, lost, late, entry) VALUES (?, ?, ?, ?, ?, ?, nullif(?, 0), ?)");
SQL(turn_update, "UPDATE turn SET received = ?, lost = ?, skipped = ?, absent = ?, entry = ? WHERE id = ?");

/* ---- reading ------------------------------------------------------------------------------------------- */

static enum rota_state
state_of(const char *absent)
{
    return !*absent ? ROTA_HERE : strcmp(absent, TURN_LEAVE) == 0 ? ROTA_LEAVE : ROTA_AWAY;
}

bool
turns_read(struct office *o, int64_t project, day on, struct arena *a, struct turns *out, struct err *err)
{
    struct query q = query_begin(o->store, &turns_of_day);

    *out = (struct turns){
        arena_alloc(a, TURNS_MOST * sizeof *out->t), arena_alloc(a, TURNS_MOST * sizeof *out->names),
        arena_alloc(a, TURNS_MOST * sizeof *out->ids), 0,
    };
    query_bind_int(&q, project);
    query_bind_text(&q, day_iso(a, on));
    query_bind_int(&q, moment_at(on, 0, o->zone));
    while (out->n < TURNS_MOST && query_next(&q)) {
        out->ids[out->n] = query_int(&q, "id");
        out->names[out->n] = query_text(&q, "name", a);
        out->t[out->n++] = (struct rota_turn){
            .staff = query_int(&q, "staff"), .place = (int)query_int(&q, "place"), .received = (int)query_int(&q, "received"),
            .lost = (int)query_int(&q, "lost"), .skipped = query_int(&q, "skipped") != 0, .busy = query_int(&q, "busy") != 0,
            .state = state_of(query_text(&q, "absent", a)),
        };
    }
    return query_end(&q, err);
}

int64_t
turn_next(struct office *o, int64_t project)
{
    struct arena a = { 0 };
    struct turns t;
    int next = -1;
    int64_t staff;

    if (turns_read(o, project, office_today(o), &a, &t, NULL))
        next = rota_next(t.t, t.n);
    staff = next < 0 ? 0 : t.t[next].staff;
    arena_free(&a);
    return staff;
}

static const char *
how(const struct rota_turn *t)
{
    if (t->state == ROTA_LEAVE)
        return _("on leave");
    if (t->state == ROTA_AWAY)
        return _("left the floor");
    if (t->busy)
        return _("busy");
    return t->skipped ? _("skipped") : "";
}

char *
turn_text(struct office *o, int64_t project, struct arena *a)
{
    struct turns t;
    int next;
    char *out;

    if (!project || !turns_read(o, project, office_today(o), a, &t, NULL) || t.n == 0)
        return NULL;
    next = rota_next(t.t, t.n);
    out = arena_printf(a, _("Next in turn: %s"), next < 0 ? _("nobody is free") : t.names[next]);
    for (size_t i = 0; i < t.n; i++)
        out = arena_printf(a, "%s  %s%d%s", out, t.names[i], t.t[i].received, how(&t.t[i]));
    return out;
}

/* ---- writing --------------------------------------------------------------------------------------------- */

static const char *
absence_of(enum rota_state state)
{
    return state == ROTA_LEAVE ? TURN_LEAVE : state == ROTA_AWAY ? TURN_AWAY : NULL;
}

/* All rows of the day: a handful. */
static bool
write_turns(struct office *o, struct action *a, const struct turns *t, struct err *err)
{
    for (size_t i = 0; i < t->n; i++) {
        struct query q = query_begin(o->store, &turn_update);

        query_bind_int(&q, t->t[i].received);
        query_bind_int(&q, t->t[i].lost);
        query_bind_int(&q, t->t[i].skipped);
        query_bind_text(&q, absence_of(t->t[i].state));
        query_bind_int(&q, a->entry);
        query_bind_int(&q, t->ids[i]);
        if (!query_run(&q, err))
            return false;
    }
    return true;
}

/* One step of somebody on the rota, as an action. */
enum step { STEP_SKIP, STEP_LEAVE, STEP_AWAY, STEP_BACK };

static bool
step_within(struct office *o, struct action *a, int64_t project, int64_t staff, enum step step, const char *said, struct err *err)
{
    struct turns t;
    size_t i = 0;

    if (!turns_read(o, project, office_today(o), &a->arena, &t, err))
        return false;
    while (i < t.n && t.t[i].staff != staff)
        i++;
    if (i == t.n)
        return err_set(err, ERR_MISSING, _("Not on today's rota."));
    if (step == STEP_SKIP)
        t.t[i].skipped = true;
    else if (step == STEP_BACK)
        rota_back(t.t, t.n, staff);
    else
        t.t[i].state = step == STEP_LEAVE ? ROTA_LEAVE : ROTA_AWAY;
    action_subject(a, "turn", t.ids[i]);
    a->summary = arena_printf(&a->arena, _("Rota: %s %s"), t.names[i], said);
    return write_turns(o, a, &t, err);
}

static bool
step_action(struct office *o, const char *name, int64_t project, int64_t staff, enum step step, const char *said, struct err *err)
{
    struct action a;

    if (!office_must(o, "turn.run", "do", err) || !office_begin(o, &a, name, 0, err))
        return false;
    return step_within(o, &a, project, staff, step, said, err) ? action_commit(&a, err) : action_fail(&a);
}

bool
turn_skip(struct office *o, int64_t project, int64_t staff, struct err *err)
{
    return step_action(o, "turn.skip", project, staff, STEP_SKIP, _("skipped, keeps the turn"), err);
}

bool
turn_absent(struct office *o, int64_t project, int64_t staff, const char *absence, struct err *err)
{
    bool leave = absence && strcmp(absence, TURN_LEAVE) == 0;

    if (!leave && (!absence || strcmp(absence, TURN_AWAY) != 0))
        return err_field(err, "absent", _("With leave or without?"));
    return step_action(o, "turn.absent", project, staff, leave ? STEP_LEAVE : STEP_AWAY,
                       leave ? _("on leave, to be made up for") : _("away without leave"), err);
}

bool
turn_back(struct office *o, int64_t project, int64_t staff, struct err *err)
{
    return step_action(o, "turn.back", project, staff, STEP_BACK, _("back"), err);
}

/* ---- the day --------------------------------------------------------------------------------------------------- */

static bool
read_on_duty(struct office *o, int64_t project, day on, struct arena *a, int64_t *staff, size_t *n, struct err *err)
{
    struct query q = query_begin(o->store, &turn_on_duty);
    size_t kept = 0;

    *n = 0;
    query_bind_int(&q, project);
    query_bind_text(&q, day_iso(a, on));
    while (*n < TURNS_MOST && query_next(&q))
        staff[(*n)++] = query_int(&q, "staff");
    if (!query_end(&q, err))
        return false;
    for (size_t i = 0; i < *n; i++)
        if (staff_consults(o, staff[i]))
            staff[kept++] = staff[i];
    *n = kept;
    return true;
}

static bool
read_last_day(struct office *o, int64_t project, day on, struct arena *a, struct turns *out, struct err *err)
{
    struct query q = query_begin(o->store, &turn_last_day);
    day last = on;
    bool found;

    query_bind_int(&q, project);
    query_bind_text(&q, day_iso(a, on));
    found = query_next(&q) && day_parse_iso(query_text(&q, "day", a), &last);
    *out = (struct turns){ 0 };
    return query_end(&q, err) && (!found || turns_read(o, project, last, a, out, err));
}

static bool
insert_turn(struct office *o, struct action *a, int64_t project, day on, const struct rota_turn *t, bool late, struct err *err)
{
    struct query q = query_begin(o->store, &turn_insert);
    int64_t id = store_new_id(o->store);

    query_bind_int(&q, id);
    query_bind_int(&q, project);
    query_bind_text(&q, day_iso(&a->arena, on));
    query_bind_int(&q, t->staff);
    query_bind_int(&q, t->place);
    query_bind_int(&q, t->lost);
    query_bind_int(&q, late);
    query_bind_int(&q, a->entry);
    action_subject(a, "turn", id);
    return query_run(&q, err);
}

static bool
is_on(const struct turns *t, int64_t staff)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->t[i].staff == staff)
            return true;
    return false;
}

/* Those not on it yet, in order; whoever comes to a day that has begun takes no turns of the others. */
static bool
add_turns(struct office *o, struct action *a, int64_t project, day on, struct turns *now, const int64_t *order, size_t n, struct err *err)
{
    bool late = now->n > 0;

    for (size_t i = 0; i < n && now->n < TURNS_MOST; i++) {
        struct rota_turn *t = &now->t[now->n];

        if (is_on(now, order[i]))
            continue;
        *t = (struct rota_turn){ .staff = order[i], .place = (int)now->n + 1, .state = ROTA_AWAY };
        now->n++;
        if (late)
            rota_back(now->t, now->n, t->staff);
        t->state = ROTA_HERE;
        if (!insert_turn(o, a, project, on, t, late, err))
            return false;
    }
    return true;
}

static bool
make_within(struct office *o, struct action *a, int64_t project, struct err *err)
{
    day on = office_today(o);
    int64_t staff[TURNS_MOST], order[TURNS_MOST];
    struct turns now, last;
    size_t n;

    if (!turns_read(o, project, on, &a->arena, &now, err) || !read_on_duty(o, project, on, &a->arena, staff, &n, err) ||
        !read_last_day(o, project, on, &a->arena, &last, err))
        return false;
    if (n == 0)
        return err_set(err, ERR_MISSING, _("No consultant is on today's duty roster: enter it first."));
    rota_order(staff, n, last.t, last.n, order);
    a->summary = arena_printf(&a->arena, _("Rota of %s: %zu consultants"), day_iso(&a->arena, on), n);
    return add_turns(o, a, project, on, &now, order, n, err);
}

bool
turn_make_day(struct office *o, int64_t project, struct err *err)
{
    struct action a;

    if (!project)
        return err_set(err, ERR_INPUT, _("Choose a project first."));
    if (!office_must(o, "turn.run", "do", err) || !office_begin(o, &a, "turn.make_day", 0, err))
        return false;
    return make_within(o, &a, project, err) ? action_commit(&a, err) : action_fail(&a);
}

/* ---- at the door -------------------------------------------------------------------------------------------------- */

bool
turn_take(struct office *o, struct action *a, struct reception *r, int64_t known, struct err *err)
{
    int64_t project = record_num(r->record, "project"), chosen = record_num(r->record, "consultant"), owner;
    struct turns t;
    int next;

    if (reception_is_call(r) || !project || record_value(r->record, "original_on")->set || (a->flags & ENTRY_BULK))
        return true;
    if (!turns_read(o, project, office_today(o), &a->arena, &t, err))
        return false;
    if (t.n == 0)
        return true;
    owner = claim_owner(o, project, known);
    if (owner) {
        if (!chosen || chosen == r->proposed)
            record_set_num(r->record, "consultant", owner);
        return true;
    }
    next = rota_next(t.t, t.n);
    if (next >= 0 && (!chosen || chosen == r->proposed) && !*record_text(r->record, "override_why"))
        record_set_num(r->record, "consultant", chosen = t.t[next].staff);
    if (next >= 0 && chosen != t.t[next].staff && !*record_text(r->record, "override_why"))
        return err_field(err, "override_why", _("%s is next in turn: why another?"), t.names[next]);
    if (chosen && !is_on(&t, chosen))
        return true;
    rota_take(t.t, t.n, chosen);
    return write_turns(o, a, &t, err);
}

/* ---- the register ---------------------------------------------------------------------------------------------------- */

static const struct field turn_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 16, .required = true },
    { .name = "day", .label = N_("Day"), .headings = "日期", .kind = FIELD_DATE, .preset = "today", .required = true },
    { .name = "place", .label = N_("Order of the day"), .headings = "轮序", .kind = FIELD_NUMBER, .cols = 4, .min = 1, .max = 99, .required = true },
    { .name = "staff", .label = N_("Consultant"), .headings = "顾问", .kind = FIELD_REF, .list = "staff", .cols = 12, .required = true },
    { .name = "received", .label = N_("Turns taken"), .headings = "已接", .kind = FIELD_NUMBER, .cols = 6, .preset = "0", .required = true },
    { .name = "lost", .label = N_("Turns lost"), .headings = "作废", .kind = FIELD_NUMBER, .cols = 6, .preset = "0", .required = true },
    { .name = "absent", .label = N_("Absent"), .headings = "缺席", .kind = FIELD_CHOICE, .list = "turn_absence", .cols = 8 },
    { .name = "late", .label = N_("Came late"), .headings = "晚到", .kind = FIELD_BOOL, .cols = 4 },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

const struct reg turn_register = {
    .name = "turn", .one = N_("Turn"), .many = N_("Rota"), .fields = turn_fields, .title = "day staff",
    .columns = "day place staff received lost absent", .order = "-day", .search = "note", .unique = "project day staff",
    .subjects = "staff", .screen = "screen.reception",
};
