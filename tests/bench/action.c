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

/* Turn by turn, so that both find the same disk. */
static void
alone(const char *path, const char *bare_path)
{
    static double ms[JOBS][ALONE], all[JOBS * ALONE], bare_ms[JOBS * ALONE];
    static const char *const names[JOBS] = { "new customer, 2 phones", "open a call", "close it", "task done", "new permit" };
    sqlite3 *bare = bare_open(bare_path);
    struct err err = { 0 };
    struct worker w;
    struct ack ack;

    if (!work_begin(&w, path, 900, &err)) {
        fprintf(stderr, "action: %s\n", err.text);
        exit(1);
    }
    for (int i = 0; i < ALONE * JOBS; i++) {
        int job = (int)w.job;
        double from = bench_ms();

        if (!work_step(&w, &ack, &err)) {
            fprintf(stderr, "action: %s\n", err.text);
            exit(1);
        }
        all[i] = ms[job][i / JOBS] = bench_ms() - from;
        from = bench_ms();
        bare_save(bare);
        bare_ms[i] = bench_ms() - from;
    }
    work_end(&w);
    sqlite3_close(bare);
    for (int i = 0; i < JOBS; i++)
        bench_row(names[i], ms[i], ALONE);
    bench_row("bare single-row transaction", bare_ms, ALONE * JOBS);
    printf("%-44s %.1f times as long as a bare one\n", "a durable save, with journal, index, tasks",
           bench_at(all, ALONE * JOBS, 0.5) / bench_at(bare_ms, ALONE * JOBS, 0.5));
}

/* ---- sixteen at once ------------------------------------------------------------------------------------- */

struct saved { double ms; bool failed; };

static void
desk_saves(const char *path, int number, time_t until, int out)
{
    struct err err = { 0 };
    struct worker w;
    struct ack ack;

    if (!work_begin(&w, path, number, &err))
        _exit(1);
    while (time(NULL) < until) {
        double from = bench_ms();
        struct saved s = { .failed = !work_step(&w, &ack, &err) };

        s.ms = bench_ms() - from;
        if (write(out, &s, sizeof s) != sizeof s)
            _exit(1);
    }
    _exit(0);
}

static void
bare_saves(const char *path, int number, time_t until, int out)
{
    sqlite3 *db = bare_open(path);

    (void)number;
    while (time(NULL) < until) {
        double from = bench_ms();
        struct saved s = { .failed = !bare_save(db) };

        s.ms = bench_ms() - from;
        if (write(out, &s, sizeof s) != sizeof s)
            _exit(1);
    }
    _exit(0);
}

static double
at_once(const char *what, const char *path, int seconds, void (*saves)(const char *, int, time_t, int))
{
    static double ms[SAMPLES];
    size_t n = 0, failures = 0;
    time_t until = time(NULL) + seconds;
    struct saved s;
    int fds[2];

    if (pipe(fds) != 0)
        exit(1);
    fflush(stdout);
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
    int seconds = argc > 3 ? atoi(argv[3]) : 10;
    double ours, bare;

    if (argc < 3) {
        fprintf(stderr, "usage: action DATABASE BARE [SECONDS]\n");
        return 2;
    }
    unlink(argv[2]);
    alone(argv[1], argv[2]);
    ours = at_once("16 desks saving at once", argv[1], seconds, desk_saves);
    bare = at_once("16 bare writers at once", argv[2], seconds, bare_saves);
    printf("%-44s %.0f%% of the bare writers'\n", "throughput of the desks", 100 * ours / bare);
    unlink(argv[2]);
    return 0;
}
