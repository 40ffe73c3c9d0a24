/* kill -9 while desks save: whatever was acknowledged is there whole, nothing else is half there, and the next desk
 * opens at once. Some kills in `make test`, 200 with QT_SOAK=1. */
#include "tests/work.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ACKS 20000

static void
save_for_ever(const char *path, int64_t number, int acknowledge)
{
    struct worker w;
    struct err err = { 0 };
    struct ack ack;

    if (!work_begin(&w, path, number, &err))
        _exit(9);
    while (work_step(&w, &ack, &err))
        if (write(acknowledge, &ack, sizeof ack) != sizeof ack)
            _exit(7);
    _exit(8);
}

static long
left_us(const struct timespec *from, long us)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return us - ((now.tv_sec - from->tv_sec) * 1000000 + (now.tv_nsec - from->tv_nsec) / 1000);
}

/* Collect what comes for so long, until the line ends where us < 0. */
static size_t
listen_for(int fd, long us, struct ack *acks)
{
    struct timespec from;
    size_t n = 0;

    clock_gettime(CLOCK_MONOTONIC, &from);
    while (n < ACKS) {
        long left = us < 0 ? 1000000 : left_us(&from, us);
        struct timespec wait = { left / 1000000, left % 1000000 * 1000 };
        struct pollfd p = { .fd = fd, .events = POLLIN };

        if (left <= 0)
            break;
        if (ppoll(&p, 1, &wait, NULL) > 0 && read(fd, &acks[n], sizeof *acks) != sizeof *acks)
            break;
        n += (p.revents & POLLIN) != 0;
    }
    return n;
}

/* Let `desks` of them save, kill all after so long; what they acknowledged. */
static size_t
kill_after(const char *path, int64_t first, int desks, long us, struct ack *acks)
{
    int fds[2], status;
    pid_t pid[8];
    size_t n;

    assert_int_equal(pipe(fds), 0);
    for (int i = 0; i < desks; i++) {
        pid[i] = fork();
        assert_true(pid[i] >= 0);
        if (pid[i] == 0) {
            close(fds[0]);
            save_for_ever(path, first + i, fds[1]);
        }
    }
    close(fds[1]);
    n = listen_for(fds[0], us, acks);
    for (int i = 0; i < desks; i++)
        kill(pid[i], SIGKILL);
    n += listen_for(fds[0], -1, acks + n);
    close(fds[0]);
    for (int i = 0; i < desks; i++) {
        waitpid(pid[i], &status, 0);
        if (!WIFSIGNALED(status))
            fail_msg("a desk stopped by itself: %d", WEXITSTATUS(status));
    }
    return n;
}

static void
nothing_acknowledged_is_lost(void **state)
{
    int kills = getenv("QT_SOAK") ? 200 : 10;
    struct arena a = { 0 };
    struct err err = { 0 };
    char *dir = support_tmpdir(&a), *path = arena_printf(&a, "%s/kill.db", dir);
    struct ack *acks = mem_alloc(ACKS * sizeof *acks);
    unsigned seed = 20261122;
    size_t all = 0;

    (void)state;
    for (int i = 0; i < kills; i++) {
        int desks = i % 4 == 3 ? 3 : 1;
        struct office *o;
        size_t n;

        /* A file of its own now and then, so that looking at it all stays quick. */
        if (i % 20 == 0) {
            support_rmdir(dir);
            dir = support_tmpdir(&a);
            path = arena_printf(&a, "%s/kill.db", dir);
            work_place(path);
        }
        n = kill_after(path, i % 20 * 4, desks, 20000 + rand_r(&seed) % 300000, acks);
        must(office_open(&o, path, "after", &err));
        work_expect(o, acks, n);
        work_sound(o);
        office_close(&o);
        all += n;
    }
    printf("%d kills, %zu saves acknowledged, all whole\n", kills, all);
    assert_true(all > (size_t)kills);
    free(acks);
    support_rmdir(dir);
    arena_free(&a);
}

/* A database is there whole or not at all, however its making ends. */
static void
no_half_made_database_is_left(void **state)
{
    int kills = getenv("QT_SOAK") ? 100 : 12, made = 0, status;
    struct arena a = { 0 };
    struct err err = { 0 };
    unsigned seed = 20261122;

    (void)state;
    for (int i = 0; i < kills; i++) {
        char *dir = support_tmpdir(&a), *path = arena_printf(&a, "%s/new.db", dir);
        struct office *o;
        pid_t pid = fork();

        assert_true(pid >= 0);
        if (pid == 0)
            _exit(!office_create(&o, path, "test", OFFICE_REAL, &err));
        nanosleep(&(struct timespec){ 0, rand_r(&seed) % 1000 * (i % 3 ? i % 3 == 1 ? 400000L : 900000L : 60000L) }, NULL);
        kill(pid, SIGKILL);
        waitpid(pid, &status, 0);
        if (access(path, F_OK) == 0 || !WIFSIGNALED(status)) {
            must(office_open(&o, path, "after", &err));
            assert_non_null(office_list(o, "need"));
            work_sound(o);
            made++;
        } else {
            must(office_create(&o, path, "test", OFFICE_REAL, &err));
        }
        office_close(&o);
        support_rmdir(dir);
    }
    printf("%d kills while a database was made: %d were there whole\n", kills, made);
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_acknowledged_is_lost),
        cmocka_unit_test(no_half_made_database_is_left),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
