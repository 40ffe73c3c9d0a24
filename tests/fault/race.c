/* Many desks at once: nothing lost, nobody turned away, nobody waiting long, numbers unique, and what is to happen once
 * happens once. Two seconds in `make test`, sixty with QT_SOAK=1. */
#include "data/customer.h"
#include "data/engine/find.h"
#include "data/message.h"
#include "data/registers.h"
#include "data/task.h"
#include "tests/work.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define DESKS 16
#define HELPERS 6

struct place { struct arena arena; char *dir, *path; };

static int
make_place(void **state)
{
    struct place *p = mem_alloc(sizeof *p);

    p->dir = support_tmpdir(&p->arena);
    p->path = arena_printf(&p->arena, "%s/race.db", p->dir);
    work_place(p->path);
    *state = p;
    return 0;
}

static int
leave_place(void **state)
{
    struct place *p = *state;

    support_rmdir(p->dir);
    arena_free(&p->arena);
    free(p);
    return 0;
}

static int64_t
now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* ---- processes that begin together ------------------------------------------------------------------ */

struct crew {
    int go[2], report[2];
    pid_t pid[DESKS];
    size_t count;
};

/* work(place, number, report) runs in each once all are there; its value is the exit status. */
static void
crew_start(struct crew *c, size_t count, const struct place *p, int (*work)(const struct place *, int64_t, int))
{
    char ready;

    c->count = count;
    assert_int_equal(pipe(c->go), 0);
    assert_int_equal(pipe(c->report), 0);
    for (size_t i = 0; i < count; i++) {
        c->pid[i] = fork();
        assert_true(c->pid[i] >= 0);
        if (c->pid[i] == 0) {
            close(c->go[1]);
            close(c->report[0]);
            if (read(c->go[0], &ready, 1) < 0)
                _exit(20);
            _exit(work(p, (int64_t)i + 1, c->report[1]));
        }
    }
    close(c->go[0]);
    close(c->report[1]);
    close(c->go[1]);            /* they read the end of the line, and run */
}

static void
crew_end(struct crew *c)
{
    int status, worst = 0;

    for (size_t i = 0; i < c->count; i++) {
        waitpid(c->pid[i], &status, 0);
        if (status)
            worst = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    close(c->report[0]);
    assert_int_equal(worst, 0);
}

/* Every number that they report, added up. */
static int64_t
crew_sum(struct crew *c)
{
    int64_t n, sum = 0;

    while (read(c->report[0], &n, sizeof n) == sizeof n)
        sum += n;
    crew_end(c);
    return sum;
}

static bool
report(int fd, const void *bytes, size_t size)
{
    return write(fd, bytes, size) == (ssize_t)size;
}

static int
complain(const struct err *err)
{
    fprintf(stderr, "%s\n", err->text);
    return 9;
}

/* ---- saving -------------------------------------------------------------------------------------------- */

struct saved { struct ack ack; int64_t us; };

static int64_t
race_us(void)
{
    return (getenv("QT_SOAK") ? 60 : 2) * INT64_C(1000000);
}

static int
save_at_once(const struct place *p, int64_t number, int fd)
{
    int64_t until = now_us() + race_us();
    struct worker w;
    struct err err = { 0 };
    struct saved s;

    if (!work_begin(&w, p->path, number, &err))
        return complain(&err);
    while (now_us() < until) {
        int64_t from = now_us();

        if (!work_step(&w, &s.ack, &err))
            return complain(&err);
        s.us = now_us() - from;
        if (!report(fd, &s, sizeof s))
            return 8;
    }
    work_end(&w);
    return 0;
}

SQL(race_numbers, "SELECT count(*) AS n, count(DISTINCT number) AS different, max(CAST(substr(number, -3) AS INTEGER)) AS last FROM reception");
SQL(race_number_gaps, "SELECT count(*) FROM (SELECT CAST(substr(number, instr(number, '-') + 2) AS INTEGER) AS at, substr(number, 1, 8) AS day FROM reception) r"
                      " WHERE at > 1 AND NOT EXISTS (SELECT 1 FROM reception o WHERE o.number = r.day || '-A' || printf('%03d', r.at - 1))");

static void
expect_numbers(struct office *o)
{
    struct query q = query_begin(o->store, &race_numbers);
    struct err err = { 0 };

    assert_true(query_next(&q));
    assert_int_equal(query_int(&q, "n"), query_int(&q, "different"));
    must(query_end(&q, &err));
    q = query_begin(o->store, &race_number_gaps);
    assert_int_equal(query_number(&q, -1), 0);
}

static void
nothing_is_lost_when_sixteen_desks_save_at_once(void **state)
{
    struct place *p = *state;
    struct crew c;
    struct err err = { 0 };
    struct office *o;
    struct saved s;
    struct ack *acks = NULL;
    size_t n = 0, room = 0;
    int64_t longest = 0;

    crew_start(&c, DESKS, p, save_at_once);
    while (read(c.report[0], &s, sizeof s) == sizeof s) {
        if (n == room) {
            room = room ? room * 2 : 1024;
            acks = mem_realloc(acks, room * sizeof *acks);
        }
        acks[n++] = s.ack;
        longest = s.us > longest ? s.us : longest;
    }
    crew_end(&c);
    printf("%d desks, %zu saves, the longest took %" PRId64 " ms\n", DESKS, n, longest / 1000);
    assert_true(n >= DESKS);
    assert_true(longest < 8000000);
    must(office_open(&o, p->path, "after", &err));
    work_expect(o, acks, n);
    work_sound(o);
    expect_numbers(o);
    office_close(&o);
    free(acks);
}

/* ---- once ---------------------------------------------------------------------------------------------------- */

#define OWED 300
#define LATER 4102444800    /* 2100: whatever was owed is overdue */

static void
owe(const struct place *p)
{
    struct err err = { 0 };
    struct action a;
    struct worker w;

    must(work_begin(&w, p->path, 1, &err));
    must(office_begin(w.o, &a, "test.owe", 0, &err));
    for (int i = 1; i <= OWED; i++)
        must(task_raise(w.o, &a, &(struct task_wish){ .kind = "call_back", .about = "project", .matter = w.o->project, .turn = i,
                                                      .text = "回电", .rule = "SLA-04", .policy_red = "sla.04.red", .role = "salesperson" }, &err));
    must(action_commit(&a, &err));
    work_end(&w);
}

static int
escalate(const struct place *p, int64_t number, int fd)
{
    struct err err = { 0 };
    struct worker w;

    if (!work_begin(&w, p->path, number, &err))
        return complain(&err);
    office_set_now(w.o, LATER);
    for (int i = 0; i < 20; i++) {
        int64_t n = task_escalate(w.o, &err);

        if (n < 0)
            return complain(&err);
        if (!report(fd, &n, sizeof n))
            return 8;
    }
    work_end(&w);
    return 0;
}

SQL(race_escalated, "SELECT count(*) FROM journal_subject s JOIN journal_entry e ON e.id = s.entry WHERE e.action = 'task.escalate' AND s.kind = 'task'");

static void
each_task_is_escalated_once(void **state)
{
    struct place *p = *state;
    struct crew c;
    struct err err = { 0 };
    struct office *o;
    struct query q;

    owe(p);
    crew_start(&c, HELPERS, p, escalate);
    assert_int_equal(crew_sum(&c), OWED);
    must(office_open(&o, p->path, "after", &err));
    q = query_begin(o->store, &race_escalated);
    assert_int_equal(query_number(&q, 0), OWED);
    office_close(&o);
}

#define LETTERS 40

static void
write_letters(const struct place *p)
{
    static const struct template_value values[] = {
        { "客户", "王建国" }, { "项目", "云栖花园" }, { "房号", "3-1-1203" }, { "姓名", "周颖" },
        { "电话", "13900000000" }, { "热线", "4008001234" }, { NULL, NULL },
    };
    struct err err = { 0 };
    struct worker w;
    struct ack ack;
    struct action a;

    must(work_begin(&w, p->path, 1, &err));
    for (int i = 0; i < LETTERS; i++) {
        w.job = JOB_CUSTOMER;
        w.round = i;
        must(work_step(&w, &ack, &err));
        must(office_begin(w.o, &a, "test.write", 0, &err));
        must(message_compose(w.o, &a, &(struct message_wish){ .code = "TPL-10", .values = values, .customer = ack.id }, NULL, &err));
        must(action_commit(&a, &err));
    }
    work_end(&w);
}

/* What is run for each message: its number into a list, by one write. */
static char *
gateway(struct place *p)
{
    char *path = arena_printf(&p->arena, "%s/gateway", p->dir);
    char *text = arena_printf(&p->arena, "#!/bin/sh\ncat >/dev/null\necho \"$1\" >>'%s/list'\n", p->dir);

    support_write(path, text, strlen(text));
    assert_int_equal(chmod(path, 0700), 0);
    return path;
}

static int
hand_over(const struct place *p, int64_t number, int fd)
{
    struct arena a = { 0 };
    struct err err = { 0 };
    struct message_report r;
    struct worker w;

    if (!work_begin(&w, p->path, number, &err) ||
        !message_send(w.o, arena_printf(&a, "%s/gateway", p->dir), NULL, NULL, &r, &err))
        return complain(&err);
    work_end(&w);
    arena_free(&a);
    return r.failed || r.uncertain ? 7 : report(fd, &r.sent, sizeof r.sent) ? 0 : 8;
}

static void
each_message_leaves_once(void **state)
{
    struct place *p = *state;
    struct crew c;
    struct err err = { 0 };
    struct office *o;
    char *path = gateway(p), *list;
    int lines = 0;

    (void)path;
    write_letters(p);
    crew_start(&c, HELPERS, p, hand_over);
    assert_int_equal(crew_sum(&c), LETTERS);
    list = support_read(&p->arena, arena_printf(&p->arena, "%s/list", p->dir), NULL);
    for (char *line = list; *line; line = strchr(line, '\n') + 1, lines++)
        assert_null(strstr(strchr(line, '\n'), arena_strndup(&p->arena, line, 11)));
    assert_int_equal(lines, LETTERS);
    must(office_open(&o, p->path, "after", &err));
    assert_int_equal(message_counts(o).sent, LETTERS);
    office_close(&o);
}

#define IMPORTED 1500

static char *
imported_phone(struct arena *a, int i)
{
    return arena_printf(a, "158%08d", i);
}

static void
import(const struct place *p)
{
    struct arena arena = { 0 };
    struct err err = { 0 };
    struct action a;
    struct worker w;

    must(work_begin(&w, p->path, 1, &err));
    must(office_begin(w.o, &a, "test.import", ENTRY_BULK, &err));
    for (int i = 0; i < IMPORTED; i++) {
        struct record *c = record_new(w.o, &customer_register, &arena);
        const char *phones[] = { imported_phone(&arena, i) };

        record_set_text(c, "name", arena_printf(&arena, "名单%d", i));
        must(customer_write(w.o, &a, c, phones, 1, &err));
    }
    must(action_commit(&a, &err));
    assert_int_equal(find_waiting(w.o->store), IMPORTED);
    work_end(&w);
    arena_free(&arena);
}

static int
catch_up(const struct place *p, int64_t number, int fd)
{
    struct err err = { 0 };
    struct worker w;
    struct ack ack;
    int64_t left, turns = 0;

    if (!work_begin(&w, p->path, number, &err))
        return complain(&err);
    while ((left = find_catch_up(w.o->store, 40, &err)) > 0) {
        turns++;
        if (!work_step(&w, &ack, &err))         /* a desk goes on saving meanwhile */
            return complain(&err);
    }
    while (left == 0 && (left = find_tidy(w.o->store, &err)) > 0)
        left = 0;
    work_end(&w);
    return left < 0 ? complain(&err) : report(fd, &turns, sizeof turns) ? 0 : 8;
}

static void
each_imported_customer_is_indexed_once(void **state)
{
    struct place *p = *state;
    struct crew c;
    struct err err = { 0 };
    struct office *o;
    int64_t ids[4], ranks[4];
    size_t n;

    import(p);
    crew_start(&c, HELPERS, p, catch_up);
    assert_in_range(crew_sum(&c), IMPORTED / 40 - 1, IMPORTED / 40 + HELPERS);
    must(office_open(&o, p->path, "after", &err));
    for (int i = 0; i < IMPORTED; i += 7) {
        must(find_customers(o->store, imported_phone(&p->arena, i), 0, ids, ranks, 4, &n, &err));
        assert_int_equal(n, 1);
    }
    work_sound(o);
    office_close(&o);
}

/* The first desks after a new release that cuts other tokens: one of them sees to it. */
SQL(race_old_rules, "UPDATE setting SET value = 'old' WHERE name = 'find.rules'");

static int
open_only(const struct place *p, int64_t number, int fd)
{
    struct err err = { 0 };
    struct worker w;

    if (!work_begin(&w, p->path, number, &err))
        return complain(&err);
    work_end(&w);
    return report(fd, &number, sizeof number) ? 0 : 8;
}

static void
desks_that_open_together_after_an_upgrade_agree(void **state)
{
    struct place *p = *state;
    struct crew c;
    struct err err = { 0 };
    struct office *o;
    struct query q;

    import(p);
    must(office_open(&o, p->path, "before", &err));
    while (find_catch_up(o->store, 1000, &err) > 0)
        ;
    must(store_begin(o->store, &err));
    q = query_begin(o->store, &race_old_rules);
    must(query_run(&q, &err) && store_commit(o->store, &err));
    office_close(&o);
    crew_start(&c, DESKS, p, open_only);
    assert_int_equal(crew_sum(&c), DESKS * (DESKS + 1) / 2);
    must(office_open(&o, p->path, "after", &err));
    assert_int_equal(find_waiting(o->store), IMPORTED);
    while (find_catch_up(o->store, 1000, &err) > 0)
        ;
    work_sound(o);
    office_close(&o);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, make_place, leave_place)
        T(nothing_is_lost_when_sixteen_desks_save_at_once),
        T(each_task_is_escalated_once),
        T(each_message_leaves_once),
        T(each_imported_customer_is_indexed_once),
        T(desks_that_open_together_after_an_upgrade_agree),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
