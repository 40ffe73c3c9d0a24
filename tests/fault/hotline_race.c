/* Sixteen operators save at once: nothing lost, no clock missing, no number twice, the file sound. */
#include "tests/support.h"

#include "data/complaint.h"
#include "data/complaint_verify.h"
#include "data/customer.h"
#include "data/engine/journal.h"
#include "data/registers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define OPERATORS 16
#define HOMES 6

#define must(call) do { struct err err = { 0 }; if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

struct place { int64_t owners[HOMES], homes[HOMES]; };

/* What an operator reports at the end: so many were filed, so many steps were made, so many refusals were seen. */
struct told { int64_t filed, steps, failures; };

SQL(race_owns, "INSERT INTO ownership(id, home, customer, signed_on, handover_on, entry) VALUES (?, ?, ?, '2025-03-02', '2026-08-30', ?)");
SQL(race_filed, "SELECT count(*) FROM complaint");
SQL(race_numbers, "SELECT count(DISTINCT number) FROM complaint");
SQL(race_contacts, "SELECT count(*) FROM complaint_progress WHERE kind IN ('1', '2')");
SQL(race_words, "SELECT count(*) FROM complaint c WHERE NOT EXISTS (SELECT 1 FROM words_rank r WHERE r.complaint = c.id)");

static int64_t
number(struct office *o, const struct sql *sql)
{
    struct query q = query_begin(o->store, sql);

    return query_number(&q, -1);
}

static int64_t
save(struct office *o, struct arena *a, const char *reg, const char *const *pairs)
{
    struct record *r = record_new(o, reg_get(reg), a);
    struct value v;

    for (; *pairs; pairs += 2) {
        int at = field_index(r->reg->fields, pairs[0]);

        must(field_parse(&r->reg->fields[at], pairs[1], &o->env, a, &v, &err));
        r->v[at] = v;
    }
    must(reg_save(o, r, NULL, &err));
    return r->id;
}

#define SAVE(reg, ...) save(o, a, reg, (const char *const[]){ __VA_ARGS__, NULL })

static void
furnish(const char *path, struct place *p, struct arena *a)
{
    struct office *o;
    struct action act;

    must(office_create(&o, path, "setup", OFFICE_REAL, &err));
    for (int i = 0; i < OPERATORS; i++)
        SAVE("staff", "name", arena_printf(a, "坐席%02d", i + 1), "roles", "05");
    SAVE("staff", "name", "马骏", "roles", "17");
    SAVE("project", "name", "云栖花园", "sales_manager", "马骏");
    SAVE("building", "project", "云栖花园", "name", "3");
    for (int i = 0; i < HOMES; i++) {
        const char *phone = arena_printf(a, "1380013%04d", i + 1000);
        struct record *r = record_new(o, reg_get("customer"), a);

        p->homes[i] = SAVE("home", "project", "云栖花园", "building", "3", "unit", "1", "room", arena_printf(a, "%02d01", i + 1));
        record_set_text(r, "name", arena_printf(a, "业主%d", i));
        must(customer_save(o, r, &phone, 1, NULL, &err));
        p->owners[i] = r->id;
    }
    must(office_begin(o, &act, "test.own", 0, &err));
    for (int i = 0; i < HOMES; i++) {
        struct query q = query_begin(o->store, &race_owns);

        query_bind_int(&q, store_new_id(o->store));
        query_bind_int(&q, p->homes[i]);
        query_bind_int(&q, p->owners[i]);
        query_bind_int(&q, act.entry);
        must(query_run(&q, &err));
    }
    must(action_commit(&act, &err));
    office_close(&o);
}

static int64_t
file_one(struct office *o, const struct place *p, unsigned *seed, struct arena *a, struct err *err)
{
    static const char *const categories[] = { "07", "06", "33", "47", "30", "99", "18" };
    struct record *r = complaint_new(o, a);

    complaint_caller(o, r, p->owners[rand_r(seed) % HOMES]);
    record_set_text(r, "class", arena_printf(a, "%d", 1 + rand_r(seed) % 4));
    record_set_text(r, "category", categories[rand_r(seed) % COUNT(categories)]);
    record_set_text(r, "words", arena_printf(a, "来电人说的话 %u", rand_r(seed)));
    return complaint_file(o, r, err) ? r->id : 0;
}

/* Files, contacts, tells, until the time is up. What answers busy or changed is tried with the next one. */
static struct told
operate(const char *path, const struct place *p, int number_of, time_t until)
{
    struct told t = { 0 };
    struct office *o;
    struct err err = { 0 };
    unsigned seed = 20261124u + (unsigned)number_of;
    int64_t mine[64] = { 0 };
    size_t n = 0;

    if (!office_open(&o, path, "desk", &err) || !office_seat(o, 0, &err)) {
        t.failures = 1;
        return t;
    }
    o->profiles = (1u << PROFILE_COUNT) - 1;
    while (time(NULL) < until) {
        struct arena a = { 0 };
        int64_t id;

        memset(&err, 0, sizeof err);
        if (n < 4 || rand_r(&seed) % 3 == 0) {
            id = file_one(o, p, &seed, &a, &err);
            t.filed += id != 0;
            t.failures += id == 0;
            if (id)
                mine[n++ % COUNT(mine)] = id;
        } else {
            id = mine[rand_r(&seed) % (n < COUNT(mine) ? n : COUNT(mine))];
            if (complaint_progress(o, id, rand_r(&seed) % 2 ? "1" : "2", "有进展", NULL, false, &err))
                t.steps++;
            else
                t.failures++;
        }
        arena_free(&a);
    }
    office_close(&o);
    return t;
}

static void
say(void *ctx, const char *line)
{
    (void)ctx;
    fprintf(stderr, "%s\n", line);
}

static void
sixteen_operators_save_at_once_and_nothing_is_lost(void **state)
{
    int seconds = getenv("QT_SOAK") ? 60 : 4, reports[2], status;
    struct arena a = { 0 };
    char *dir = support_tmpdir(&a), *path = arena_printf(&a, "%s/race.db", dir);
    time_t until = time(NULL) + seconds + 1;
    struct told sum = { 0 }, one;
    struct place p;
    struct office *o;

    (void)state;
    furnish(path, &p, &a);
    assert_int_equal(pipe(reports), 0);
    for (int i = 0; i < OPERATORS; i++) {
        pid_t pid = fork();

        assert_true(pid >= 0);
        if (pid == 0) {
            one = operate(path, &p, i, until);
            _exit(write(reports[1], &one, sizeof one) != (ssize_t)sizeof one);
        }
    }
    for (int i = 0; i < OPERATORS; i++) {
        assert_int_equal(read(reports[0], &one, sizeof one), (ssize_t)sizeof one);
        sum.filed += one.filed;
        sum.steps += one.steps;
        sum.failures += one.failures;
        assert_true(one.filed > 0);
        assert_true(wait(&status) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    close(reports[0]);
    close(reports[1]);
    printf("%d operators, %d s: %lld filed, %lld steps, %lld refused\n", OPERATORS, seconds, (long long)sum.filed, (long long)sum.steps, (long long)sum.failures);
    must(office_open(&o, path, "after", &err));
    assert_int_equal(sum.failures, 0);
    assert_int_equal(number(o, &race_filed), sum.filed);
    assert_int_equal(number(o, &race_numbers), sum.filed);
    assert_int_equal(number(o, &race_contacts), sum.steps);
    assert_int_equal(number(o, &race_words), 0);
    assert_int_equal(complaint_verify(o, say, NULL, NULL), 0);
    assert_int_equal(store_integrity(o->store, say, NULL, NULL), 0);
    assert_int_equal(journal_verify(o->store, say, NULL, NULL, NULL), 0);
    office_close(&o);
    support_rmdir(dir);
    arena_free(&a);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = { cmocka_unit_test(sixteen_operators_save_at_once_and_nothing_is_lost) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
