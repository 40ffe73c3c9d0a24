#include "tests/work.h"

#include "data/customer.h"
#include "data/engine/find.h"
#include "data/engine/journal.h"
#include "data/registers.h"
#include "data/task.h"

#include <fcntl.h>
#include <inttypes.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

static const char question[] = "二期几时开盘";

SQL(work_project, "SELECT min(id) FROM project");
SQL(work_total_sql, "SELECT (SELECT count(*) FROM customer) + (SELECT count(*) FROM reception) + (SELECT count(*) FROM permit)");
SQL(work_halves, "SELECT 'customer without its phones' AS fault, id FROM customer c"
    "  WHERE (SELECT count(*) FROM customer_phone WHERE customer = c.id) NOT BETWEEN 1 AND 2"
    " UNION ALL SELECT 'reception without its question', id FROM reception r"
    "  WHERE (SELECT count(*) FROM question WHERE reception = r.id) <> 1"
    " UNION ALL SELECT 'reception without its task', id FROM reception r"
    "  WHERE NOT EXISTS (SELECT 1 FROM task WHERE kind = 'reception' AND about = 'reception' AND matter = r.id"
    "                    AND (done IS NULL) = (r.state = 'open'))"
    " UNION ALL SELECT 'closed without a call back', id FROM reception r"
    "  WHERE (state = 'closed') <> EXISTS (SELECT 1 FROM task WHERE kind = 'call_back' AND about = 'reception' AND matter = r.id)"
    " UNION ALL SELECT 'row without its entry', id FROM (SELECT id, entry FROM customer UNION ALL SELECT id, entry FROM customer_phone"
    "   UNION ALL SELECT id, entry FROM reception UNION ALL SELECT id, entry FROM question UNION ALL SELECT id, entry FROM task"
    "   UNION ALL SELECT id, entry FROM permit) WHERE entry NOT IN (SELECT id FROM journal_entry)"
    " UNION ALL SELECT 'rank without source', customer FROM find_rank WHERE source NOT LIKE '%|%'");
SQL(work_find_check, "INSERT INTO find(find) VALUES ('integrity-check')");

static char *
phone_of(struct arena *a, int64_t worker, int64_t round, int which)
{
    return arena_printf(a, "%s%08" PRId64, which ? "139" : "138", worker * 100000 + round);
}

static char *
name_of(struct arena *a, enum job job, int64_t worker, int64_t round)
{
    return arena_printf(a, "%s%" PRId64 "之%" PRId64, job == JOB_CUSTOMER ? "访客" : "来电", worker, round);
}

/* ---- working ------------------------------------------------------------------------------------ */

void
work_place(const char *path)
{
    struct arena a = { 0 };
    struct err err = { 0 };
    struct office *o;
    struct record *r;
    int64_t manager;

    must(office_create(&o, path, "test", OFFICE_REAL, &err));
    r = record_new(o, reg_get("staff"), &a);
    record_set_text(r, "name", "王强");
    record_set_text(r, "roles", "14");
    must(reg_save(o, r, NULL, &err));
    manager = r->id;
    r = record_new(o, reg_get("project"), &a);
    record_set_text(r, "name", "云栖花园");
    record_set_num(r, "sales_manager", manager);
    must(reg_save(o, r, NULL, &err));
    office_close(&o);
    arena_free(&a);
}

bool
work_begin(struct worker *w, const char *path, int64_t number, struct err *err)
{
    char desk[32];
    struct query q;

    memset(w, 0, sizeof *w);
    w->number = number;
    snprintf(desk, sizeof desk, "desk%" PRId64, number);
    if (!office_open(&w->o, path, desk, err))
        return false;
    q = query_begin(w->o->store, &work_project);
    return office_choose_project(w->o, query_number(&q, 0), err);
}

void
work_end(struct worker *w)
{
    office_close(&w->o);
    arena_free(&w->arena);
}

static bool
do_customer(struct worker *w, struct ack *out, struct err *err)
{
    struct record *c = record_new(w->o, &customer_register, &w->arena);
    const char *phones[] = { phone_of(&w->arena, w->number, w->round, 0), phone_of(&w->arena, w->number, w->round, 1) };

    record_set_text(c, "name", name_of(&w->arena, JOB_CUSTOMER, w->number, w->round));
    if (!customer_save(w->o, c, phones, 2, NULL, err))
        return false;
    out->id = c->id;
    out->entry = c->entry;
    return true;
}

static bool
do_open(struct worker *w, struct ack *out, struct err *err)
{
    struct reception *r = w->reception;

    if (!r) {
        r = w->reception = reception_new(w->o, "call", &w->arena);
        record_set_text(r->record, "name", name_of(&w->arena, JOB_OPEN, w->number, w->round));
        record_set_text(r->record, "phone", phone_of(&w->arena, w->number, w->round, 1));
        record_set_text(r->record, "need", "2");
        r->asked = arena_alloc(&w->arena, sizeof *r->asked);
        r->asked[0].text = question;
        r->nasked = 1;
    }
    if (!reception_open(w->o, r, err))
        return false;
    out->id = r->record->id;
    out->entry = r->record->entry;
    return true;
}

static bool
do_close(struct worker *w, struct ack *out, struct err *err)
{
    struct record *r = w->reception->record;

    record_set_text(r, "invited", "3");
    record_set_text(r, "next_step", "3");
    if (!reception_close(w->o, w->reception, NULL, err))
        return false;
    out->id = r->id;
    out->entry = r->entry;
    return true;
}

/* The task of one kind about a reception. */
static bool
task_about(struct office *o, int64_t reception, const char *kind, struct arena *a, struct task *out)
{
    struct task_filter f = { .who = TASKS_ALL, .kind = kind, .about = "reception", .matter = reception, .done_too = true };
    struct err err = { 0 };
    size_t n;

    must(task_window(o, &f, 0, 0, a, out, 1, &n, &err));
    return n == 1;
}

static bool
do_task(struct worker *w, struct ack *out, struct err *err)
{
    struct task t;

    assert_true(task_about(w->o, w->reception->record->id, "call_back", &w->arena, &t));
    if (!task_done(w->o, t.id, "回了电话", err))
        return false;
    out->id = t.id;
    return true;
}

static bool
do_permit(struct worker *w, struct ack *out, struct err *err)
{
    struct record *r = record_new(w->o, reg_get("permit"), &w->arena);

    record_set_text(r, "kind", "1");
    record_set_text(r, "number", name_of(&w->arena, JOB_PERMIT, w->number, w->round));
    if (!reg_save(w->o, r, NULL, err))
        return false;
    out->id = r->id;
    out->entry = r->entry;
    return true;
}

bool
work_step(struct worker *w, struct ack *out, struct err *err)
{
    static bool (*const jobs[JOBS])(struct worker *, struct ack *, struct err *) = {
        do_customer, do_open, do_close, do_task, do_permit,
    };

    *out = (struct ack){ .worker = w->number, .round = w->round, .job = w->job };
    if (!jobs[w->job](w, out, err))
        return false;
    if (++w->job == JOBS) {
        w->job = JOB_CUSTOMER;
        w->round++;
        w->reception = NULL;
        arena_reset(&w->arena);
    }
    return true;
}

/* ---- looking afterwards -------------------------------------------------------------------------- */

static bool
found_by(struct office *o, const char *typed, int64_t customer)
{
    enum { NAMESAKES = 4096 };      /* one name begins many others: w1, w12, w123 */
    static int64_t ids[NAMESAKES], ranks[NAMESAKES];
    struct err err = { 0 };
    size_t n;

    must(find_customers(o->store, typed, 0, ids, ranks, COUNT(ids), &n, &err));
    for (size_t i = 0; i < n; i++)
        if (ids[i] == customer)
            return true;
    return false;
}

static void
expect_customer(struct office *o, const struct ack *k, struct arena *a)
{
    struct err err = { 0 };
    struct record *c;
    struct customer_phone *phones;
    size_t n;

    must(reg_read(o, &customer_register, k->id, a, &c, &err));
    assert_string_equal(record_text(c, "name"), name_of(a, JOB_CUSTOMER, k->worker, k->round));
    must(customer_phones(o, k->id, a, &phones, &n, &err));
    assert_int_equal(n, 2);
    for (int i = 0; i < 2; i++) {
        assert_string_equal(phones[i].number, phone_of(a, k->worker, k->round, i));
        assert_true(found_by(o, phones[i].number, k->id));
    }
}

static void
expect_reception(struct office *o, const struct ack *k, struct arena *a)
{
    struct err err = { 0 };
    struct reception *r;
    struct task t;

    must(reception_read(o, k->id, a, &r, &err));
    assert_string_equal(record_text(r->record, "name"), name_of(a, JOB_OPEN, k->worker, k->round));
    assert_int_equal(strncmp(record_text(r->record, "number"), "JD", 2), 0);
    assert_int_equal(r->nasked, 1);
    assert_string_equal(r->asked[0].text, question);
    assert_true(found_by(o, record_text(r->record, "name"), record_num(r->record, "customer")));
    assert_true(task_about(o, k->id, "reception", a, &t));
    if (k->job == JOB_OPEN)
        return;
    assert_string_equal(r->record->state, "closed");
    assert_true(t.done > 0);
    assert_true(task_about(o, k->id, "call_back", a, &t));
    assert_non_null(strstr(t.text, question));
}

static void
expect_task(struct office *o, const struct ack *k, struct arena *a)
{
    struct err err = { 0 };
    struct task t;

    must(task_get(o, k->id, a, &t, &err));
    assert_true(t.done > 0);
    assert_string_equal(t.outcome, "回了电话");
}

static void
expect_permit(struct office *o, const struct ack *k, struct arena *a)
{
    struct err err = { 0 };
    struct record *r;

    must(reg_read(o, reg_get("permit"), k->id, a, &r, &err));
    assert_string_equal(record_text(r, "number"), name_of(a, JOB_PERMIT, k->worker, k->round));
}

void
work_expect(struct office *o, const struct ack *acks, size_t count)
{
    static void (*const expect[JOBS])(struct office *, const struct ack *, struct arena *) = {
        expect_customer, expect_reception, expect_reception, expect_task, expect_permit,
    };
    struct arena a = { 0 };
    struct err err = { 0 };
    struct entry e;

    for (size_t i = 0; i < count; i++) {
        expect[acks[i].job](o, &acks[i], &a);
        if (acks[i].entry)
            must(journal_get(o->store, acks[i].entry, &a, &e, &err));
        arena_reset(&a);
    }
    arena_free(&a);
}

static void
say(void *ctx, const char *line)
{
    (void)ctx;
    print_error("%s\n", line);
}

void
work_sound(struct office *o)
{
    struct arena a = { 0 };
    struct err err = { 0 };
    struct query q = query_begin(o->store, &work_halves);
    int halves = 0;

    for (; query_next(&q); halves++)
        print_error("%s: %" PRId64 "\n", query_text(&q, "fault", &a), query_int(&q, "id"));
    must(query_end(&q, &err));
    assert_int_equal(halves, 0);
    assert_int_equal(store_integrity(o->store, say, NULL, &err), 0);
    assert_int_equal(journal_verify(o->store, say, NULL, NULL, &err), 0);
    assert_int_equal(find_waiting(o->store), 0);
    must(store_begin(o->store, &err));
    q = query_begin(o->store, &work_find_check);
    must(query_run(&q, &err));
    store_rollback(o->store);
    arena_free(&a);
}

int64_t
work_total(struct office *o)
{
    struct query q = query_begin(o->store, &work_total_sql);

    return query_number(&q, 0);
}

/* ---- mounts of our own ------------------------------------------------------------------------------ */

static void
tell_kernel(const char *file, const char *text)
{
    int fd = open(file, O_WRONLY);

    if (fd < 0)
        return;
    if (write(fd, text, strlen(text)) < 0)
        print_message("%s: refused\n", file);
    close(fd);
}

bool
work_own_mounts(void)
{
    char uids[64], gids[64];

    snprintf(uids, sizeof uids, "0 %u 1", (unsigned)geteuid());
    snprintf(gids, sizeof gids, "0 %u 1", (unsigned)getegid());
    if (unshare(CLONE_NEWNS) != 0) {
        if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            return false;
        tell_kernel("/proc/self/setgroups", "deny");
        tell_kernel("/proc/self/uid_map", uids);
        tell_kernel("/proc/self/gid_map", gids);
    }
    return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}
