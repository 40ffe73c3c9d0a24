/* Queues of matters, and what a caller is told who asks how it stands (CMP-30). */
#include "data/complaint_private.h"

#include "base/lang.h"
#include "base/phone.h"

#include <string.h>

/* The clock that is due next: its own, or that of its parent. */
#define NEXT_CLOCK(column) \
    "(SELECT t." column " FROM task t WHERE t.about = 'complaint' AND t.matter = coalesce(c.parent, c.id) AND t.done IS NULL AND t.kind <> 'phone_confirm' ORDER BY t.due, t.id LIMIT 1)"
#define ROWS \
    "SELECT c.id AS id, c.number AS number, c.class AS class, c.category AS category, c.customer AS customer, coalesce(u.name, c.name) AS name, c.form AS form," \
    " c.phone AS phone, c.home AS home, h.code AS home_code, c.summary AS summary, substr(c.words, 1, 200) AS words, c.handler AS handler, s.name AS handler_name," \
    " c.department AS department, c.state AS state, c.received_at AS received_at, coalesce(c.important, 0) AS important, c.urgency AS urgency," \
    " coalesce(c.major, 0) AS major, coalesce(c.incident, 0) AS incident, c.reopened AS reopened, " NEXT_CLOCK("id") " AS task"
#define FROM \
    " FROM complaint c LEFT JOIN customer u ON u.id = c.customer LEFT JOIN home h ON h.id = c.home LEFT JOIN staff s ON s.id = c.handler"
/* 1 mine, 2 me, 3 role, 4 ' roles ' of mine, 5 overdue, 6 now, 7 class, 8 category, 9 department, 10 customer, 11 home, 12 building, 13 parent, 14 phone, 15 project */
#define NARROW \
    " AND (NOT ?1 OR c.handler = ?2 OR (c.handler IS NULL AND c.staff = ?2)) AND (NOT ?3 OR instr(?4, coalesce(c.role, '--')) OR instr(?4, coalesce(c.department, '--')))" \
    " AND (NOT ?5 OR EXISTS (SELECT 1 FROM task t WHERE t.about = 'complaint' AND t.matter = coalesce(c.parent, c.id) AND t.done IS NULL AND t.kind <> 'phone_confirm' AND t.due <= ?6))" \
    " AND (?7 IS NULL OR c.class = ?7) AND (?8 IS NULL OR c.category = ?8) AND (?9 IS NULL OR c.department = ?9)" \
    " AND (?10 = 0 OR c.customer = ?10) AND (?11 = 0 OR c.home = ?11) AND (?12 = 0 OR c.building = ?12) AND (?13 = 0 OR c.parent = ?13)" \
    " AND (?14 IS NULL OR c.phone = ?14) AND (?15 = 0 OR c.project IS NULL OR c.project = ?15)"
#define OPEN_ONES " WHERE c.state NOT IN ('closed', 'merged')"
/* Where nobody is yet in an emergency, life and home wait; then important customers (CMP-17); then what is due. */
#define BY_URGENCY " ORDER BY c.urgency = '2' AND c.arrived_at IS NULL DESC, coalesce(c.important, 0) DESC, c.urgency = '2' DESC, coalesce(" NEXT_CLOCK("due") ", 9e15), c.received_at, c.id LIMIT ?16"
SQL(complaint_queue, ROWS FROM OPEN_ONES NARROW BY_URGENCY);
SQL(complaint_of_customer, ROWS FROM " WHERE c.customer = ?10" NARROW " ORDER BY c.received_at DESC, c.id DESC LIMIT ?16");
SQL(complaint_of_home, ROWS FROM " WHERE c.home = ?11" NARROW " ORDER BY c.received_at DESC, c.id DESC LIMIT ?16");
SQL(complaint_of_building, ROWS FROM " WHERE c.building = ?12" NARROW " ORDER BY c.received_at DESC, c.id DESC LIMIT ?16");
SQL(complaint_of_parent, ROWS FROM " WHERE c.parent = ?13" NARROW " ORDER BY c.received_at DESC, c.id DESC LIMIT ?16");
SQL(complaint_of_phone, ROWS FROM " WHERE c.phone = ?14" NARROW " ORDER BY c.received_at DESC, c.id DESC LIMIT ?16");
SQL(complaint_newest, ROWS FROM " WHERE 1" NARROW " ORDER BY c.received_at DESC, c.id DESC LIMIT ?16");
SQL(complaint_open_total, "SELECT count(*)" FROM OPEN_ONES NARROW);
SQL(complaint_all_total, "SELECT count(*)" FROM " WHERE 1" NARROW);

static void
bind(struct office *o, struct query *q, const struct complaint_filter *f)
{
    struct arena a = { 0 };

    query_bind_int(q, f->view == VIEW_MINE);
    query_bind_int(q, o->staff);
    query_bind_int(q, f->view == VIEW_ROLE);
    query_bind_text(q, arena_printf(&a, " %s ", o->roles ? o->roles : ""));
    query_bind_int(q, f->view == VIEW_OVERDUE);
    query_bind_int(q, office_now(o));
    query_bind_text(q, f->class);
    query_bind_text(q, f->category);
    query_bind_text(q, f->department);
    query_bind_int(q, f->customer);
    query_bind_int(q, f->home);
    query_bind_int(q, f->building);
    query_bind_int(q, f->parent);
    query_bind_text(q, f->phone);
    query_bind_int(q, o->project);
    arena_free(&a);
}

static const struct sql *
way_of(const struct complaint_filter *f)
{
    if (f->view != VIEW_ALL)
        return &complaint_queue;
    return f->customer ? &complaint_of_customer : f->home ? &complaint_of_home : f->parent ? &complaint_of_parent : f->building ? &complaint_of_building
           : f->phone ? &complaint_of_phone : &complaint_newest;
}

static void
read_row(struct office *o, struct query *q, struct arena *a, struct complaint_row *out, int64_t *task)
{
    struct record r = { .reg = &complaint_register, .arena = a };
    const char *urgency = query_text(q, "urgency", a);
    char *phone = query_text(q, "phone", a), *summary = query_text(q, "summary", a);

    r.v = arena_alloc(a, field_count(complaint_register.fields) * sizeof *r.v);
    record_set_text(&r, "summary", summary);
    record_set_text(&r, "words", query_text(q, "words", a));
    *out = (struct complaint_row){
        .id = query_int(q, "id"), .customer = query_int(q, "customer"), .home = query_int(q, "home"), .handler = query_int(q, "handler"),
        .number = query_text(q, "number", a), .class = query_text(q, "class", a), .category = query_text(q, "category", a), .name = query_text(q, "name", a),
        .phone = *phone ? phone_mask(a, phone) : phone, .home_code = query_text(q, "home_code", a), .handler_name = query_text(q, "handler_name", a),
        .department = query_text(q, "department", a), .stage = complaint_stage_of(query_text(q, "state", a)), .received = query_int(q, "received_at"),
        .important = query_int(q, "important") != 0, .urgent = strcmp(urgency, URGENT) == 0, .major = query_int(q, "major") != 0,
        .incident = query_int(q, "incident") != 0, .reopened = query_int(q, "reopened"), .clock_text = arena_strdup(a, ""),
        .summary = complaint_about(&r, a),
    };
    *task = query_int(q, "task");
    (void)o;
}

/* A clock by its name in the language of whoever reads it; other tasks by the words before the colon. */
static char *
task_title(const struct task *t, struct arena *a)
{
    const char *wide = strstr(t->text, "\xEF\xBC\x9A");
    size_t narrow = strcspn(t->text, ":");

    for (int i = 0; i < COMPLAINT_CLOCKS; i++)
        if (strcmp(complaint_clock_kind((enum complaint_clock_name)i), t->kind) == 0)
            return arena_strdup(a, complaint_clock_title((enum complaint_clock_name)i));
    return arena_strndup(a, t->text, wide && (size_t)(wide - t->text) < narrow ? (size_t)(wide - t->text) : narrow);
}

bool
complaint_list(struct office *o, const struct complaint_filter *f, struct arena *a, struct complaint_row *out, size_t max, size_t *count, struct err *err)
{
    struct query q = query_begin(o->store, way_of(f));
    int64_t *tasks = arena_alloc(a, (max + 1) * sizeof *tasks);

    *count = 0;
    bind(o, &q, f);
    query_bind_int(&q, (int64_t)max);
    while (*count < max && query_next(&q)) {
        read_row(o, &q, a, &out[*count], &tasks[*count]);
        ++*count;
    }
    if (!query_end(&q, err))
        return false;
    for (size_t i = 0; i < *count; i++) {
        struct task t;

        if (!tasks[i] || !task_get(o, tasks[i], a, &t, NULL))
            continue;
        out[i].warn = t.warn;
        out[i].due = t.due;
        out[i].level = t.level;
        out[i].clock_text = task_title(&t, a);
    }
    return true;
}

int64_t
complaint_total(struct office *o, const struct complaint_filter *f)
{
    struct query q = query_begin(o->store, f->view == VIEW_ALL ? &complaint_all_total : &complaint_open_total);

    bind(o, &q, f);
    return query_number(&q, 0);
}

/* ---- its story ------------------------------------------------------------------------------------------ */

SQL(complaint_story_rows, "SELECT p.at AS at, p.kind AS kind, coalesce(s.name, '') AS who, p.text AS text, coalesce(p.next, '') AS next, coalesce(p.told_at, 0) AS told, p.id AS id"
                          " FROM complaint_progress p LEFT JOIN staff s ON s.id = p.staff WHERE p.complaint = ?1"
                          " UNION ALL SELECT t.at, '', coalesce(s.name, ''), t.new, coalesce(t.why, ''), 0, t.id FROM complaint_step t"
                          " LEFT JOIN staff s ON s.id = t.staff WHERE t.complaint = ?1 ORDER BY at DESC, id DESC LIMIT ?2");

size_t
complaint_story(struct office *o, int64_t id, struct arena *a, struct complaint_story *out, size_t max)
{
    struct query q = query_begin(o->store, &complaint_story_rows);
    size_t n = 0;

    query_bind_int(&q, id);
    query_bind_int(&q, (int64_t)max);
    while (n < max && query_next(&q)) {
        struct complaint_story *s = &out[n++];

        *s = (struct complaint_story){ .at = query_int(&q, "at"), .kind = query_text(&q, "kind", a), .who = query_text(&q, "who", a),
                                       .text = query_text(&q, "text", a), .next = query_text(&q, "next", a), .told = query_int(&q, "told") };
        if (!*s->kind && complaint_stage_of(s->text) != COMPLAINT_STAGES)
            s->text = arena_strdup(a, complaint_stage_name(complaint_stage_of(s->text)));
    }
    query_end(&q, NULL);
    return n;
}

/* ---- how it stands -------------------------------------------------------------------------------------- */

static struct record *
who_carries(struct office *o, struct record *r, struct arena *a)
{
    struct record *other;
    int64_t id = record_num(r, "same_as") ? record_num(r, "same_as") : record_num(r, "parent");

    return id && reg_read(o, &complaint_register, id, a, &other, NULL) ? other : r;
}

static char *
sentence(struct office *o, const struct record *r, const struct complaint_status *s, const char *told, struct arena *a)
{
    moment now = office_now(o);
    const char *who = *s->handler ? s->handler : _("our colleague on duty");
    char *since = moment_show(a, record_num(r, "received_at"), now, o->zone);

    if (s->due > now)
        return arena_printf(a, _("%s, about %s of %s: %s In charge is %s; by %s: %s."), complaint_addressed(o, r, a), s->about, since,
                            complaint_stage_told(s->stage), who, moment_show(a, s->due, now, o->zone), told);
    if (s->due)
        return arena_printf(a, _("%s, about %s of %s: %s We are late with it, and I am sorry. I ask %s at once and ring you back."), complaint_addressed(o, r, a),
                            s->about, since, complaint_stage_told(s->stage), who);
    return arena_printf(a, _("%s, about %s of %s: %s"), complaint_addressed(o, r, a), s->about, since, complaint_stage_told(s->stage));
}

bool
complaint_status(struct office *o, int64_t id, struct arena *a, struct complaint_status *out, struct err *err)
{
    struct record *r, *carrier;
    struct complaint_clocks c;
    enum complaint_clock_name next;
    const char *told = "";

    memset(out, 0, sizeof *out);
    if (!reg_read(o, &complaint_register, id, a, &r, err))
        return false;
    carrier = who_carries(o, r, a);
    if (!complaint_clocks(o, carrier, a, &c, err))
        return false;
    out->stage = complaint_stage_now(carrier);
    out->number = arena_strdup(a, record_text(r, "number"));
    out->about = complaint_about(r, a);
    out->handler = record_num(carrier, "handler") ? reg_ref_text(o, "staff", record_num(carrier, "handler"), a) : NULL;
    if (!out->handler)
        out->handler = arena_strdup(a, "");
    out->next = arena_strdup(a, "");
    next = complaint_is_open(carrier) ? complaint_next(&c) : COMPLAINT_CLOCKS;
    if (next != COMPLAINT_CLOCKS) {
        out->due = c.clock[next].red.due;
        out->next = arena_strdup(a, complaint_clock_title(next));
        told = complaint_clock_told(next);
    }
    out->sentence = sentence(o, r, out, told, a);
    return true;
}

bool
complaint_asked(struct office *o, int64_t id, struct err *err)
{
    struct action a;
    struct record *r;
    struct complaint_status s;

    if (!complaint_begin(o, &a, "complaint.asked", "complaint.file", id, &r, err))
        return false;
    if (!complaint_status(o, id, &a.arena, &s, err))
        return action_fail(&a);
    a.summary = arena_printf(&a.arena, _("%s asked about, told: %s"), record_text(r, "number"), complaint_stage_name(s.stage));
    if (!complaint_tell(o, &a, r, PROGRESS_ASKED, s.sentence, NULL, a.actor.now, err))
        return action_fail(&a);
    return action_commit(&a, err);
}
