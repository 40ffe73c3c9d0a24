#include "tests/hotline.h"

#include "data/customer.h"

#include <stdlib.h>
#include <string.h>

SQL(hotline_owns, "INSERT INTO ownership(id, home, customer, signed_on, handover_on, entry) VALUES (?, ?, ?, '2025-03-02', '2026-08-30', ?)");
SQL(hotline_plan_in, "INSERT INTO repair_plan(id, number, complaint, text, amount, agreement, signer, signed_on, state, entry)"
                     " VALUES (?1, 'FA' || ?1, ?2, '拆开重做防水', ?3, ?4, ?4, ?4, ?5, ?6)");

moment
hotline_at(const char *iso)
{
    int minutes;
    day d;
    char date[11] = { 0 };

    memcpy(date, iso, 10);
    assert_true(day_parse_iso(date, &d) && clock_typed(iso + 11, &minutes));
    return moment_at(d, minutes * 60, ZONE_CHINA);
}

void
hotline_turn(struct hotline *l, const char *iso)
{
    office_set_now(l->o, hotline_at(iso));
}

void
hotline_sit(struct hotline *l, int who)
{
    must(office_seat(l->o, l->staff[who], &err));
}

static void
own(struct hotline *l, int64_t home, int64_t customer)
{
    struct err err = { 0 };
    struct action a;
    struct query q;

    assert_true(office_begin(l->o, &a, "test.own", 0, &err));
    action_subject(&a, "customer", customer);
    q = query_begin(l->o->store, &hotline_owns);
    query_bind_int(&q, store_new_id(l->o->store));
    query_bind_int(&q, home);
    query_bind_int(&q, customer);
    query_bind_int(&q, a.entry);
    assert_true(query_run(&q, &err) && action_commit(&a, &err));
}

static int64_t
home(struct house *h, const char *room)
{
    struct record *r = house_home(h, h->building, "1", room);

    must(reg_save(h->o, r, NULL, &err));
    return r->id;
}

int
hotline_open(void **state)
{
    static const struct { const char *name, *role, *phone; } people[HOTLINE_STAFF] = {
        { "何兰", "complaint_officer", "13500000001" }, { "马骏", "responsible_engineer", "13500000002" }, { "周颖", "customer_manager", "13500000003" },
        { "刘物", "property_manager", "13500000004" }, { "顾心", "cr_center", "13500000005" }, { "谭首", "cs_dept", "13500000006" },
    };
    static const struct { const char *room, *name, *phone; } owners[3] = {
        { "0101", "王建国", "13800135678" }, { "0102", "周婷", "13912340417" }, { "0103", "王建国", "13700001111" },
    };
    struct hotline *l = mem_alloc(sizeof *l);

    house_open((void **)&l->h);
    l->o = l->h->o;
    for (size_t i = 0; i < HOTLINE_STAFF; i++) {
        struct record *r = house_blank(l->h, "staff");

        record_set_text(r, "name", people[i].name);
        record_set_text(r, "roles", role_get(l->o, people[i].role)->code);
        record_set_text(r, "phone", people[i].phone);
        must(reg_save(l->o, r, NULL, &err));
        l->staff[i] = r->id;
    }
    for (size_t i = 0; i < 3; i++) {
        l->homes[i] = home(l->h, owners[i].room);
        l->owners[i] = house_customer(l->h, owners[i].name, owners[i].phone);
        own(l, l->homes[i], l->owners[i]);
    }
    hotline_turn(l, "2026-11-24 10:00");
    hotline_sit(l, HE_OPERATOR);
    *state = l;
    return 0;
}

int
hotline_close(void **state)
{
    struct hotline *l = *state;

    house_close((void **)&l->h);
    free(l);
    return 0;
}

struct record *
hotline_call(struct hotline *l, int owner, const char *category, const char *words)
{
    struct record *r = complaint_new(l->o, &l->h->a);

    complaint_caller(l->o, r, l->owners[owner]);
    record_set_text(r, "category", category);
    record_set_text(r, "words", words);
    return r;
}

int64_t
hotline_file(struct hotline *l, int owner, const char *category, const char *words)
{
    struct record *r = hotline_call(l, owner, category, words);

    must(complaint_file(l->o, r, &err));
    return r->id;
}

struct record *
hotline_read(struct hotline *l, int64_t id)
{
    struct record *r = NULL;

    must(reg_read(l->o, &complaint_register, id, &l->h->a, &r, &err));
    return r;
}

const char *
hotline_state(struct hotline *l, int64_t id)
{
    return hotline_read(l, id)->state;
}

static size_t
tasks_of(struct hotline *l, int64_t id, struct task *out, size_t max)
{
    struct task_filter f = { .who = TASKS_ALL, .about = "complaint", .matter = id, .done_too = true };
    size_t n = 0;

    must(task_window(l->o, &f, 0, 0, &l->h->a, out, max, &n, &err));
    return n;
}

struct task
hotline_task(struct hotline *l, int64_t id, const char *kind)
{
    struct task tasks[64], found = { 0 };
    size_t n = tasks_of(l, id, tasks, COUNT(tasks));

    for (size_t i = 0; i < n; i++)
        if (strcmp(tasks[i].kind, kind) == 0 && (!found.id || tasks[i].id > found.id))
            found = tasks[i];
    return found;
}

int64_t
hotline_open_tasks(struct hotline *l, int64_t id, const char *kind)
{
    struct task tasks[64];
    size_t n = tasks_of(l, id, tasks, COUNT(tasks));
    int64_t open = 0;

    for (size_t i = 0; i < n; i++)
        open += strcmp(tasks[i].kind, kind) == 0 && !tasks[i].done;
    return open;
}

void
hotline_plan(struct hotline *l, int64_t id, int64_t amount, bool with_signature)
{
    struct err err = { 0 };
    struct action a;
    struct query q;

    assert_true(office_begin(l->o, &a, "test.plan", 0, &err));
    q = query_begin(l->o->store, &hotline_plan_in);
    query_bind_int(&q, store_new_id(l->o->store));
    query_bind_int(&q, id);
    query_bind_int(&q, amount);
    query_bind_text(&q, with_signature ? "2026-11-24" : NULL);
    query_bind_text(&q, with_signature ? "agreed" : "offered");
    query_bind_int(&q, a.entry);
    assert_true(query_run(&q, &err) && action_commit(&a, &err));
}

void
hotline_work(struct hotline *l, int64_t id)
{
    must(complaint_contact(l->o, id, "约好明天上门", &err));
    must(complaint_step(l->o, id, STAGE_PLANNED, NULL, &err));
    hotline_plan(l, id, 0, true);
    must(complaint_step(l->o, id, STAGE_AGREED, NULL, &err));
    must(complaint_step(l->o, id, STAGE_IN_PROGRESS, NULL, &err));
    must(complaint_done(l->o, id, "1", "重做了防水", &err));
}

void
hotline_end(struct hotline *l, int64_t id)
{
    struct complaint_answers happy = { .reached = true, .solved = true, .speed = 4, .manner = 5, .quality = 4 };

    must(complaint_confirm(l->o, id, "2", "王建国", &err));
    must(complaint_follow_up(l->o, id, &happy, &err));
    must(complaint_judge(l->o, id, false, 0, "单户施工问题", &err));
    hotline_sit(l, TAN_HEAD);
    must(complaint_close(l->o, id, &err));
    hotline_sit(l, HE_OPERATOR);
}
