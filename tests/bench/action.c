/* action DATABASE BARE [SECONDS]: durable saves through the data layer, beside single-row transactions in a bare SQLite
 * file (BARE, made anew) with the same durability; alone, then sixteen at once. */
#include "data/task.h"
#include "tests/bench/bench.h"
#include "tests/work.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ALONE 400           /* saves of each kind */
#define DESKS 16
#define SAMPLES 200000

static double
save_alone(const char *path)
{
    static double ms[JOBS][ALONE], all[JOBS * ALONE];
    static const char *const names[JOBS] = { "new customer, 2 phones", "open a call", "close it", "task done", "new permit" };
    struct err err = { 0 };
    struct worker w;
    struct ack ack;

    if (!work_begin(&w, path, 900, &err))
        return fprintf(stderr, "action: %s\n", err.text), exit(1), 0;
    for (int i = 0; i < ALONE * JOBS; i++) {
        int job = (int)w.job;
        double from = bench_ms();

        if (!work_step(&w, &ack, &err))
            return fprintf(stderr, "action: %s\n", err.text), exit(1), 0;
        all[i] = ms[job][i / JOBS] = bench_ms() - from;
    }
    work_end(&w);
    for (int i = 0; i < JOBS; i++)
        bench_row(names[i], ms[i], ALONE);
    return bench_at(all, JOBS * ALONE, 0.5);
}

static sqlite3 *
bare_open(const char *path)
{
    sqlite3 *db;

    if (sqlite3_open(path, &db) != SQLITE_OK || sqlite3_busy_timeout(db, 8000) != SQLITE_OK ||
        sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                         "CREATE TABLE IF NOT EXISTS bare(id INTEGER PRIMARY KEY, name TEXT, phone TEXT)", NULL, NULL, NULL) != SQLITE_OK) {
        fprintf(stderr, "action: %s\n", sqlite3_errmsg(db));
        exit(1);
    }
    return db;
}

static bool
bare_save(sqlite3 *db)
{
    return sqlite3_exec(db, "BEGIN IMMEDIATE; INSERT INTO bare(name, phone) VALUES ('王小明', '13800135678'); COMMIT", NULL, NULL, NULL) == SQLITE_OK ||
           (sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL), false);
}

static double
bare_alone(const char *path)
{
    static double ms[ALONE];
    sqlite3 *db = bare_open(path);

    for (int i = 0; i < ALONE; i++) {
        double from = bench_ms();

        bare_save(db);
        ms[i] = bench_ms() - from;
    }
    sqlite3_close(db);
    bench_row("bare single-row transaction", ms, ALONE);
    return bench_at(ms, ALONE, 0.5);
}

/* ---- sixteen at once ------------------------------------------------------------------------------------- */

struct saved { double ms; bool failed; };

static void
desk_saves(const char *path, int number, double until, int out)
{
    struct err err = { 0 };
    struct worker w;
    struct ack ack;

    if (!work_begin(&w, path, number, &err))
        _exit(1);
    while (bench_ms() < until) {
        double from = bench_ms();
        struct saved s = { .failed = !work_step(&w, &ack, &err) };

        s.ms = bench_ms() - from;
        if (write(out, &s, sizeof s) != sizeof s)
            _exit(1);
    }
    _exit(0);
}

static void
bare_saves(const char *path, int number, double until, int out)
{
    sqlite3 *db = bare_open(path);

    (void)number;
    while (bench_ms() < until) {
        double from = bench_ms();
        struct saved s = { .failed = !bare_save(db) };

        s.ms = bench_ms() - from;
        if (write(out, &s, sizeof s) != sizeof s)
            _exit(1);
    }
    _exit(0);
}

static double
at_once(const char *what, const char *path, double seconds, void (*saves)(const char *, int, double, int))
{
    static double ms[SAMPLES];
    size_t n = 0, failures = 0;
    double until = bench_ms() + seconds * 1000;
    struct saved s;
    int fds[2];

    if (pipe(fds) != 0)
        exit(1);
    for (int i = 0; i < DESKS; i++)
        if (fork() == 0)
            saves(path, 100 + i, until, fds[1]);
    close(fds[1]);
    while (read(fds[0], &s, sizeof s) == sizeof s && n < SAMPLES) {
        ms[n++] = s.ms;
        failures += s.failed;
    }
    close(fds[0]);
    while (wait(NULL) > 0)
        ;
    bench_row(what, ms, n);
    printf("%-44s %.0f per second, %zu failures\n", "", (double)n / seconds, failures);
    return (double)n / seconds;
}

int
main(int argc, char **argv)
{
    double seconds = argc > 3 ? atof(argv[3]) : 10, ours, bare;

    if (argc < 3) {
        fprintf(stderr, "usage: action DATABASE BARE [SECONDS]\n");
        return 2;
    }
    unlink(argv[2]);
    ours = save_alone(argv[1]);
    bare = bare_alone(argv[2]);
    printf("%-44s %.1f times as long as a bare one\n", "a durable save, with journal, index, tasks", ours / bare);
    ours = at_once("16 desks saving at once", argv[1], seconds, desk_saves);
    bare = at_once("16 bare writers at once", argv[2], seconds, bare_saves);
    printf("%-44s %.0f%% of the bare writers'\n", "throughput of the desks", 100 * ours / bare);
    unlink(argv[2]);
    return 0;
}
