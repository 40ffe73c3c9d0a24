/* kill -9 while somebody types: whatever the draft had acknowledged is offered again. Some kills in `make test`,
 * 200 with QT_SOAK=1. */
#include "data/draft.h"
#include "tests/support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What the typist puts as its n-th key. */
static void
nth_text(int n, char *out, size_t size)
{
    snprintf(out, size, "%d:%.*s", n, n % 900, "二期几时开盘车位还有没有");
    if (n % 3 == 0)
        snprintf(out, size, "%d", n);
}

static void
type_for_ever(const char *folder, int acknowledge)
{
    struct office *o;
    struct err err = { 0 };
    struct drafts *ds;
    struct draft *d;
    char text[1200], field[32];

    if (!office_create(&o, NULL, "test", OFFICE_REAL, &err))
        _exit(9);
    o->staff = 7;
    ds = drafts_new(o, folder);
    d = draft_new(ds, "walkin", 0);
    for (int n = 0;; n++) {
        nth_text(n, text, sizeof text);
        snprintf(field, sizeof field, "field.%d", n % 5);
        if (!draft_put(d, field, text, &err) || (n % 7 == 0 && !draft_sync(d, &err)))
            _exit(8);
        if (write(acknowledge, &n, sizeof n) != sizeof n)
            _exit(7);
    }
}

/* The last number the typist acknowledged before it died. */
static int
kill_after(const char *folder, long microseconds)
{
    int fds[2], n, last = -1, status;
    pid_t pid;

    assert_int_equal(pipe(fds), 0);
    pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        close(fds[0]);
        type_for_ever(folder, fds[1]);
    }
    close(fds[1]);
    /* The first acknowledgement shows that it types; from there the time runs. */
    assert_int_equal(read(fds[0], &last, sizeof last), sizeof last);
    for (struct timespec from, now = { 0 };;) {
        clock_gettime(CLOCK_MONOTONIC, &from);
        do {
            if (read(fds[0], &n, sizeof n) == sizeof n)
                last = n;
            clock_gettime(CLOCK_MONOTONIC, &now);
        } while ((now.tv_sec - from.tv_sec) * 1000000 + (now.tv_nsec - from.tv_nsec) / 1000 < microseconds);
        break;
    }
    kill(pid, SIGKILL);
    while (read(fds[0], &n, sizeof n) == sizeof n)
        last = n;
    close(fds[0]);
    waitpid(pid, &status, 0);
    assert_true(WIFSIGNALED(status));
    return last;
}

static void
check(struct office *o, const char *folder, int last)
{
    struct drafts *ds = drafts_new(o, folder);
    struct draft_info *info;
    struct arena a = { 0 };
    struct err err = { 0 };
    size_t count;
    struct draft *d;

    assert_true(draft_list(ds, 7, &a, &info, &count, &err));
    assert_int_equal(count, 1);
    d = draft_resume(ds, info, &err);
    assert_non_null(d);
    for (int n = last; n >= 0 && n > last - 5; n--) {
        char *field = arena_printf(&a, "field.%d", n % 5), want[1200], next[1200];

        /* The one key that was on its way may be there too. */
        nth_text(n, want, sizeof want);
        nth_text(n + 5, next, sizeof next);
        if (n + 5 != last + 1 || strcmp(draft_get(d, field), next) != 0)
            assert_string_equal(draft_get(d, field), want);
    }
    draft_drop(&d);
    drafts_free(&ds);
    arena_free(&a);
}

static void
nothing_typed_is_lost(void **state)
{
    int kills = getenv("QT_SOAK") ? 200 : 8;
    struct arena a = { 0 };
    struct office *o;
    struct err err = { 0 };
    char *dir = support_tmpdir(&a);
    unsigned seed = 20261122;
    long keys = 0;

    (void)state;
    if (!office_create(&o, NULL, "test", OFFICE_REAL, &err))
        fail_msg("%s", err.text);
    for (int i = 0; i < kills; i++) {
        int last = kill_after(dir, 2000 + rand_r(&seed) % 60000);

        keys += last + 1;
        check(o, dir, last);
    }
    printf("%d kills, %ld keys acknowledged, all found again\n", kills, keys);
    office_close(&o);
    support_rmdir(dir);
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(nothing_typed_is_lost) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
