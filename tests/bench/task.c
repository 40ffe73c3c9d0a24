/* task DATABASE: 100,000 open tasks are raised in it (once; and a colleague to log in as), then what desks ask of them at
 * every turn, and what the page of a customer asks. */
#include "data/customer.h"
#include "data/register.h"
#include "data/task.h"
#include "tests/bench/bench.h"


#define TASKS 100000
#define TIMES 200

SQL(bench_some_customer, "SELECT id FROM customer WHERE id >= ? ORDER BY id LIMIT 1");
SQL(bench_customers, "SELECT min(id) AS low, max(id) AS high, (SELECT min(id) FROM project) AS project FROM customer");
SQL(bench_tasks, "SELECT count(*) FROM task");

#define must(call) do { if (!(call)) { fprintf(stderr, "task: %s\n", err.text); exit(1); } } while (0)

struct bench { struct office *o; uint64_t random; int64_t low, high; };

static int64_t
some_customer(struct bench *b)
{
    struct query q = query_begin(b->o->store, &bench_some_customer);

    query_bind_int(&q, b->low + (int64_t)bench_random(&b->random, (uint64_t)(b->high - b->low + 1)));
    return query_number(&q, b->low);
}

static int64_t
a_colleague(struct office *o)
{
    struct arena a = { 0 };
    struct err err = { 0 };
    struct record *r = record_new(o, reg_get("staff"), &a);
    int64_t id;

    record_set_text(r, "name", "李敏");
    record_set_text(r, "roles", "14");
    must(reg_save(o, r, NULL, &err));
    id = r->id;
    arena_free(&a);
    return id;
}

/* Most of them due in the weeks to come, a tenth overdue; a third this colleague's, a third of the role. */
static void
raise_tasks(struct bench *b, int64_t me)
{
    struct err err = { 0 };
    struct action a;

    must(office_begin(b->o, &a, "bench.raise", ENTRY_BULK, &err));
    must(setting_put(&a, "kind", "demo", &err));
    for (int i = 1; i <= TASKS; i++) {
        moment due = a.actor.now + (int64_t)bench_random(&b->random, 50 * DAY_SECONDS) - 5 * DAY_SECONDS;

        must(task_raise(b->o, &a, &(struct task_wish){ .kind = "call_back", .about = "project", .matter = b->o->project, .turn = i,
                        .customer = some_customer(b), .text = "二期几时开盘, 核实后回电", .rule = "SLA-04", .start = due - DAY_SECONDS,
                        .due = due, .warn = due - 3600, .staff = i % 3 ? 0 : me, .role = i % 3 == 1 ? "salesperson" : "call_center" }, &err));
    }
    must(action_commit(&a, &err));
}

/* ---- what is asked ------------------------------------------------------------------------------------- */

static void
ask_counts(struct bench *b, struct arena *a)
{
    (void)a;
    task_counts(b->o);
}

static void
window_from(struct bench *b, struct arena *a, moment due)
{
    struct task t[50];
    struct err err = { 0 };
    size_t n;

    must(task_window(b->o, &(struct task_filter){ .who = TASKS_MINE_AND_ROLE }, due, 1, a, t, COUNT(t), &n, &err));
}

static void ask_first(struct bench *b, struct arena *a) { window_from(b, a, 0); }
static void ask_deep(struct bench *b, struct arena *a) { window_from(b, a, office_now(b->o) + (int64_t)bench_random(&b->random, 40 * DAY_SECONDS)); }

static void
ask_total(struct bench *b, struct arena *a)
{
    (void)a;
    task_total(b->o, &(struct task_filter){ .who = TASKS_MINE_AND_ROLE });
}

static void
ask_crossed(struct bench *b, struct arena *a)
{
    struct err err = { 0 };

    (void)a;
    must(task_escalate(b->o, &err) >= 0);
}

static void
ask_page(struct bench *b, struct arena *a)
{
    int64_t id = some_customer(b);
    struct customer_phone *phones;
    struct relative *relatives;
    struct owned *homes;
    struct record *r;
    struct task t[20];
    struct err err = { 0 };
    size_t n;

    must(reg_read(b->o, reg_get("customer"), id, a, &r, &err));
    must(customer_phones(b->o, id, a, &phones, &n, &err));
    must(customer_household(b->o, id, a, &relatives, &n, &err));
    must(customer_homes(b->o, id, a, &homes, &n, &err));
    customer_life(b->o, id);
    must(task_window(b->o, &(struct task_filter){ .who = TASKS_ALL, .customer = id }, 0, 0, a, t, COUNT(t), &n, &err));
}

static void
measure(struct bench *b, const char *what, void (*ask)(struct bench *, struct arena *))
{
    static double ms[TIMES];

    for (int i = 0; i < TIMES; i++) {
        struct arena a = { 0 };
        double from = bench_ms();

        ask(b, &a);
        ms[i] = bench_ms() - from;
        arena_free(&a);
    }
    bench_row(what, ms, TIMES);
}

int
main(int argc, char **argv)
{
    struct bench b = { .random = 20261122 };
    struct err err = { 0 };
    struct query q;
    int64_t me;

    if (argc != 2 || !office_open(&b.o, argv[1], "bench", &err)) {
        fprintf(stderr, "usage: task DATABASE  %s\n", err.text);
        return 2;
    }
    q = query_begin(b.o->store, &bench_customers);
    if (query_next(&q)) {
        b.low = query_int(&q, "low");
        b.high = query_int(&q, "high");
        b.o->project = query_int(&q, "project");
    }
    must(query_end(&q, &err));
    me = a_colleague(b.o);
    raise_tasks(&b, me);
    while (task_escalate(b.o, &err) > 0)
        ;
    must(office_seat(b.o, me, &err));
    q = query_begin(b.o->store, &bench_tasks);
    printf("%lld tasks\n", (long long)query_number(&q, 0));
    measure(&b, "counts of the title row", ask_counts);
    measure(&b, "first window of the to-do list", ask_first);
    measure(&b, "a window deep in it", ask_deep);
    measure(&b, "their total", ask_total);
    measure(&b, "whether a line was crossed", ask_crossed);
    measure(&b, "page of a customer", ask_page);
    office_close(&b.o);
    return 0;
}
