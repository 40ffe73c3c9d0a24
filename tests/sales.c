#include "tests/sales.h"

#include "data/task.h"
#include "data/viewing.h"

#include <stdlib.h>
#include <string.h>

SQL(test_display, "INSERT INTO display_item(id, project, item, shown_on, state) VALUES (?, ?, ?, ?, ?)");
SQL(test_risk, "INSERT INTO risk_check(id, project, item, reviewed_on, state) VALUES (?, ?, ?, ?, ?)");
SQL(test_promise, "INSERT INTO commitment(id, project, number, due_on, kept_on, state, source, text, made_on) VALUES (?, ?, ?, ?, ?, ?, '2', '车位图', '2026-11-01')");
SQL(test_club_line, "SELECT id FROM club_handover WHERE reception = ?");
SQL(test_urgent, "UPDATE viewing SET urgent = 1 WHERE id = ?");
SQL(test_tasks, "SELECT id FROM task WHERE kind = ? AND matter = ?");

moment
sales_at(const char *when)
{
    moment t = 0;

    assert_true(moment_parse_iso(when, ZONE_CHINA, &t));
    return t;
}

void
sales_turn(struct house *h, const char *when)
{
    office_set_now(h->o, sales_at(when));
}

/* ---- the day ------------------------------------------------------------------------------------------ */

#define SEVEN "1 2 3 4 5 6 7"
#define CALL(b, n, p, r, w, i, s) \
    .began = "2026-11-22T" b, .name = n, .phone = p, .rings = r, .wait = w, .invited = i, .next_step = s
#define VISIT(b, n, p, t) .began = "2026-11-22T" b, .name = n, .phone = p, .told = t
#define UNTIL(e) .ended = "2026-11-22T" e

/* Calls 0 to 8, visits from 9 on. */
static const struct played the_day[] = {
    { CALL("09:00", "王一", "13800000001", 3, 10, "1", "1"), UNTIL("09:05:10"), .next_at = "2026-11-22T15:00", .focus = "1", .channel = "2" },
    { CALL("09:10", "王二", "13800000002", 2, 5, "2", "2"), UNTIL("09:20:05"), .next_at = "2026-11-22T11:00", .focus = "1 2", .channel = "2" },
    { CALL("09:20", "王三", NULL, 4, 15, "3", "3"), UNTIL("09:30:16"), .focus = "2", .channel = "2" },
    { CALL("09:30", "王四", "13800000004", 1, 5, "2", "2"), UNTIL("09:32:05"), .next_at = "2026-11-22T12:00", .channel = "3", .question = "首付比例" },
    { CALL("09:40", "王五", "13800000005", 7, 40, "3", "3"), UNTIL("09:41:40"), .channel = "2", .forwarded = true },
    { CALL("09:50", "", NULL, 5, -1, NULL, NULL), UNTIL("09:51") },
    { CALL("09:55", "王七", "13800000007", 0, 12, NULL, NULL) },       /* three rings by its seconds; still open */
    { CALL("09:56", "王八", "13800000008", 2, 5, "3", "3"), UNTIL("09:57"), .channel = "2", .original = "2026-11-20" },
    { CALL("09:58", "王九", "13800000009", 5, 5, "3", "3"), UNTIL("09:59"), .channel = "2", .original = "2026-11-22" },
    { VISIT("10:00", "孙一", "13900000001", SEVEN), UNTIL("10:30"), .next_step = "3", .focus = "1 3", .channel = "1", .occupation = "2", .question = "车位" },
    { VISIT("10:10", "孙二", NULL, "1 2 3"), UNTIL("10:50"), .next_step = "3", .focus = "1", .channel = "1", .occupation = "8", .lost = "1" },
    { VISIT("11:00", "孙三", "13900000003", SEVEN) },
    { VISIT("11:10", "孙一", "13900000001", SEVEN), UNTIL("11:30"), .next_step = "3", .focus = "3", .channel = "4", .occupation = "2", .again = true,
      .question = "学区", .promised = "2026-11-22T14:00" },
};
_Static_assert(COUNT(the_day) == SALES_PLAYED, "the day in the header has as many");

static void
put(struct record *r, const char *field, const char *text)
{
    if (text)
        record_set_text(r, field, text);
}

void
sales_fill(struct reception *r, const struct played *p, bool call)
{
    struct record *rec = r->record;

    put(rec, "name", p->name);
    put(rec, "phone", p->phone);
    put(rec, "need", "2");
    put(rec, "channel", p->channel);
    put(rec, "told", p->told);
    put(rec, "focus", p->focus);
    put(rec, "occupation", p->occupation);
    put(rec, "invited", p->invited);
    put(rec, "next_step", p->next_step);
    put(rec, "lost", p->lost);
    put(rec, "result", p->lost ? "6" : NULL);
    if (p->next_at)
        record_set_num(rec, "next_at", sales_at(p->next_at));
    if (!p->phone && *p->name) {
        record_set_num(rec, "refused", 1);
        record_set_text(rec, "refused_why", "2");
    }
    if (call && p->rings)
        record_set_num(rec, "rings", p->rings);
    if (call && p->wait < 0)
        record_clear(rec, "answered_at");
    else if (call)
        record_set_num(rec, "answered_at", sales_at(p->began) + p->wait);
    if (p->forwarded)
        record_set_num(rec, "forwarded", 1);
    if (!call) {
        record_set_text(rec, "latent", "1");
        record_set_num(rec, "first", !p->again);
    }
}

void
sales_play(struct scene *s, struct played *p, bool call)
{
    struct house *h = s->h;
    struct reception *r;

    sales_turn(h, p->began);
    r = reception_new(h->o, call ? "call" : "walk_in", &h->a);
    sales_fill(r, p, call);
    if (p->original) {
        day d;

        assert_true(day_parse_iso(p->original, &d));
        record_set_num(r->record, "original_on", d);
    }
    if (p->question) {
        r->asked = arena_alloc(&h->a, sizeof *r->asked);
        r->asked[0] = (struct asked){ .text = p->question, .promised_at = p->promised ? sales_at(p->promised) : 0 };
        r->nasked = 1;
    }
    must(reception_open(h->o, r, &err));
    if (p->ended) {
        sales_turn(h, p->ended);
        must(reception_close(h->o, r, NULL, &err));
    }
    p->id = r->record->id;
    p->customer = record_num(r->record, "customer");
    p->asked = r->nasked ? r->asked[0].id : 0;
}

static int64_t
task_id(struct house *h, const char *kind, int64_t matter)
{
    struct query q = query_begin(h->o->store, &test_tasks);

    query_bind_text(&q, kind);
    query_bind_int(&q, matter);
    return query_number(&q, 0);
}

static int64_t
appoint(struct house *h, const char *name, const char *when)
{
    struct record *v = viewing_new(h->o, &h->a);

    record_set_text(v, "name", name);
    record_set_text(v, "phone", "13700000001");
    record_set_num(v, "at", sales_at(when));
    record_set_num(v, "party", 2);
    must(viewing_book(h->o, v, &h->a, &err));
    return v->id;
}

static void
move(struct house *h, int64_t viewing, const char *step, const char *why)
{
    struct record *v;

    must(reg_read(h->o, &viewing_register, viewing, &h->a, &v, &err));
    must(house_step(h, v, step, why, &err));
}

SQL(test_viewing_of, "SELECT id FROM viewing WHERE reception = ?");

static int64_t
viewing_of(struct house *h, int64_t reception)
{
    struct query q = query_begin(h->o->store, &test_viewing_of);

    query_bind_int(&q, reception);
    return query_number(&q, 0);
}

static void
appointments(struct scene *s)
{
    struct house *h = s->h;

    sales_turn(h, "2026-11-22T10:55");
    s->viewings[0] = viewing_of(h, s->day[0].id);
    s->viewings[1] = appoint(h, "赵一", "2026-11-22T16:00");
    s->viewings[2] = appoint(h, "赵二", "2026-11-22T17:00");
    s->viewings[3] = appoint(h, "赵三", "2026-11-22T13:00");
    house_leave(h);
    sales_turn(h, "2026-11-22T15:05");
    move(h, s->viewings[0], "arrive", NULL);
    move(h, s->viewings[2], "cancel", "改天再看");
}

/* Rows of registers whose own flow is tested elsewhere. */
static void
row(struct house *h, const struct sql *sql, const char *const texts[4])
{
    struct action a;
    struct query q;

    must(office_begin(h->o, &a, "test.row", 0, &err));
    q = query_begin(h->o->store, sql);
    query_bind_int(&q, store_new_id(h->o->store));
    query_bind_int(&q, h->project);
    for (int i = 0; i < 4 && texts[i]; i++)
        query_bind_text(&q, *texts[i] ? texts[i] : NULL);
    must(query_run(&q, &err));
    must(action_commit(&a, &err));
}

static void
opening_and_promises(struct house *h)
{
    static const char *const display[][4] = {
        { "01", "2026-11-20", "shown" }, { "02", "2026-11-22", "shown" }, { "03", "2026-11-25", "shown" }, { "04", "", "missing" },
        { "11", "", "dropped" },
    };
    static const char *const risks[][4] = {
        { "01", "2026-11-21", "closed" }, { "02", "", "fixed" }, { "03", "", "open" }, { "04", "", "clear" }, { "05", "", "unchecked" },
    };
    static const char *const promises[][4] = {
        { "CN1", "2026-11-10", "2026-11-09", "kept" }, { "CN2", "2026-11-21", "2026-11-22", "kept" },   /* a day late */
        { "CN3", "2026-11-22", "2026-11-22", "kept" }, { "CN4", "2026-11-20", "", "broken" },
        { "CN5", "2026-11-15", "", "withdrawn" }, { "CN6", "2026-11-25", "", "approved" }, { "CN7", "2026-10-31", "", "draft" },
    };

    for (size_t i = 0; i < COUNT(display); i++)
        row(h, &test_display, display[i]);
    for (size_t i = 0; i < COUNT(risks); i++)
        row(h, &test_risk, risks[i]);
    for (size_t i = 0; i < COUNT(promises); i++)
        row(h, &test_promise, promises[i]);
}

static void
hand_over(struct house *h, const struct played *p)
{
    struct query q = query_begin(h->o->store, &test_club_line);
    struct record *r;

    query_bind_int(&q, p->id);
    must(reg_read(h->o, reg_get("club_handover"), query_number(&q, 0), &h->a, &r, &err));
    record_set_text(r, "receiver", "客户会");
    must(house_step(h, r, "hand_over", NULL, &err));
}

static void
afterwards(struct scene *s)
{
    struct house *h = s->h;
    struct action a;
    struct query q;

    sales_turn(h, "2026-11-22T09:45");
    must(reception_answer(h->o, s->day[3].asked, "三成", &err));                     /* in 13 minutes */
    sales_turn(h, "2026-11-22T10:58");
    must(task_done(h->o, task_id(h, "next_call", s->day[1].id), "打过了", &err));    /* two minutes before it was due */
    sales_turn(h, "2026-11-22T11:30");
    must(reception_answer(h->o, s->day[9].asked, "有", &err));                       /* after an hour */
    sales_turn(h, "2026-11-22T13:30");
    must(reception_answer(h->o, s->day[12].asked, "对口", &err));                    /* before the time agreed */
    must(task_done(h->o, task_id(h, "next_call", s->day[3].id), "打过了", &err));    /* an hour and a half late */
    appointments(s);
    must(office_begin(h->o, &a, "test.urgent", 0, &err));
    q = query_begin(h->o->store, &test_urgent);
    query_bind_int(&q, s->viewings[3]);
    must(query_run(&q, &err));
    must(action_commit(&a, &err));
    opening_and_promises(h);
    hand_over(h, &s->day[9]);
    sales_turn(h, "2026-11-22T18:00");
}

int
sales_open(void **state)
{
    struct scene *s = mem_alloc(sizeof *s);

    house_open((void **)&s->h);
    memcpy(s->day, the_day, sizeof the_day);
    must(office_choose_project(s->h->o, s->h->project, &err));
    house_sit(s->h, WANG);
    for (size_t i = 0; i < SALES_PLAYED; i++)
        sales_play(s, &s->day[i], i < SALES_FIRST_VISIT);
    afterwards(s);
    *state = s;
    return 0;
}

int
sales_close(void **state)
{
    struct scene *s = *state;

    house_close((void **)&s->h);
    free(s);
    return 0;
}
