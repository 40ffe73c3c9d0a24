/* A full disk, a disk that fails: nothing is half saved, the message says what to do, and once there is room the same
 * desk goes on. With QT_SOAK=1 each call of each job fails once; in `make test` one in three. */
#include "data/draft.h"
#include "tests/work.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- a disk that fails on demand: the calls that SQLite makes, counted ------------------------------------ */

enum disk_call { CALL_WRITE, CALL_READ, CALL_SYNC };

static struct {
    int with;               /* errno to fail with; 0: all is well */
    enum disk_call call;
    long countdown;         /* until it fails */
    bool once;              /* only that call fails, not all that follow */
    bool failed;
} disk;

static bool
fails(enum disk_call call)
{
    if (disk.with == 0 || call != disk.call || --disk.countdown > 0 || (disk.once && disk.failed))
        return false;
    disk.failed = true;
    errno = disk.with;
    return true;
}

static ssize_t
disk_pwrite(int fd, const void *bytes, size_t n, off_t at)
{
    return fails(CALL_WRITE) ? -1 : pwrite(fd, bytes, n, at);
}

static ssize_t
disk_pread(int fd, void *bytes, size_t n, off_t at)
{
    return fails(CALL_READ) ? -1 : pread(fd, bytes, n, at);
}

/* Not among the calls that SQLite lets one replace: this one stands in front of the C library's. */
int
fdatasync(int fd)
{
    return fails(CALL_SYNC) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

static int
take_over(void **state)
{
    static const struct { const char *name; sqlite3_syscall_ptr ours; } calls[] = {
        { "pwrite", (sqlite3_syscall_ptr)disk_pwrite }, { "pwrite64", (sqlite3_syscall_ptr)disk_pwrite },
        { "pread", (sqlite3_syscall_ptr)disk_pread }, { "pread64", (sqlite3_syscall_ptr)disk_pread },
    };
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);

    (void)state;
    for (size_t i = 0; i < COUNT(calls); i++)
        assert_int_equal(vfs->xSetSystemCall(vfs, calls[i].name, calls[i].ours), SQLITE_OK);
    return 0;
}

static int
give_back(void **state)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);

    (void)state;
    disk.with = 0;
    vfs->xSetSystemCall(vfs, NULL, NULL);
    return 0;
}

/* The next job with its n-th call failing. False: it needs fewer calls, and is done. */
static bool
step_failing(struct worker *w, enum disk_call call, int with, long n, const char *words, struct ack *ack)
{
    struct err err = { 0 };
    bool good;

    disk.call = call;
    disk.countdown = n;
    disk.failed = false;
    disk.with = with;
    good = work_step(w, ack, &err);
    disk.with = 0;
    if (good) {
        assert_false(disk.failed);
        return false;
    }
    assert_true(disk.failed);
    if (err.code != ERR_IO || !strstr(err.text, words))
        fail_msg("call %ld: %d %s", n, err.code, err.text);
    return true;
}

struct sweep { enum disk_call call; int with; const char *words; };

/* Work in small steps, looking at the file after each failure. */

static void
sweep(const struct sweep *s)
{
    long stride = getenv("QT_SOAK") ? 1 : 3, failures = 0;
    struct arena a = { 0 };
    struct err err = { 0 };
    char *dir = support_tmpdir(&a), *path = arena_printf(&a, "%s/full.db", dir);
    struct worker w;
    struct ack acks[JOBS];

    give_back(NULL);
    work_place(path);
    take_over(NULL);
    must(work_begin(&w, path, 1, &err));
    for (int job = 0; job < JOBS; job++) {
        for (long n = 1; step_failing(&w, s->call, s->with, n, s->words, &acks[job]); n += stride, failures++)
            work_sound(w.o);
        work_sound(w.o);
    }
    work_expect(w.o, acks, JOBS);
    assert_true(failures >= JOBS);
    printf("%ld failures of the disk in %d jobs\n", failures, JOBS);
    work_end(&w);
    give_back(NULL);
    support_rmdir(dir);
    arena_free(&a);
}

static void
a_disk_full_at_any_write_leaves_nothing_half(void **state)
{
    (void)state;
    sweep(&(struct sweep){ CALL_WRITE, ENOSPC, "disk is full" });
}

static void
a_quota_reached_reads_like_a_full_disk(void **state)
{
    (void)state;
    sweep(&(struct sweep){ CALL_WRITE, EDQUOT, "disk is full" });
}

static void
a_sync_that_fails_is_not_taken_for_saved(void **state)
{
    (void)state;
    sweep(&(struct sweep){ CALL_SYNC, EIO, "disk does not answer" });
}

/* One read fails, any: no rule may take "could not be read" for "nobody is there" and make somebody known a second time.
 * (EIO would be taken by SQLite itself for damage.) A desk that comes anew each time has nothing in its cache, and while
 * another one has the file open the pages are in the log, where they are read and not mapped. */
static void
a_read_that_fails_makes_nobody_new(void **state)
{
    long failures = 0;
    struct arena a = { 0 };
    struct err err = { 0 };
    char *dir = support_tmpdir(&a), *path = arena_printf(&a, "%s/read.db", dir);
    struct worker w, other;
    struct ack ack;
    int64_t before;

    (void)state;
    work_place(path);
    must(work_begin(&other, path, 1, &err));
    for (int i = 0; i < JOBS; i++)
        must(work_step(&other, &ack, &err));
    before = work_total(other.o);
    disk.once = true;
    for (bool more = true; more; failures++) {
        must(work_begin(&w, path, 1, &err));
        w.job = JOB_OPEN;
        more = step_failing(&w, CALL_READ, ESTALE, failures + 1, "disk does not answer", &ack);
        work_sound(w.o);
        assert_int_equal(work_total(w.o), before + !more);
        work_end(&w);
    }
    disk.once = false;
    printf("%ld failures to read\n", failures);
    assert_true(failures > 3);
    work_end(&other);
    support_rmdir(dir);
    arena_free(&a);
}

/* ---- a file system of a few megabytes ------------------------------------------------------------------------ */

struct small { struct arena arena; char *dir, *path, *ballast; };

static struct small
small_disk(void)
{
    struct small s = { 0 };

    s.dir = support_tmpdir(&s.arena);
    s.path = arena_printf(&s.arena, "%s/full.db", s.dir);
    s.ballast = arena_printf(&s.arena, "%s/ballast", s.dir);
    if (work_own_mounts() && mount("none", s.dir, "tmpfs", 0, "size=8m") == 0)
        return s;
    print_message("skipped: no file system of its own may be mounted here\n");
    rmdir(s.dir);
    arena_free(&s.arena);
    skip();
    return s;
}

static void
small_end(struct small *s)
{
    assert_int_equal(umount(s->dir), 0);
    rmdir(s->dir);
    arena_free(&s->arena);
}

/* Write until nothing goes in any more. */
static void
fill(const struct small *s)
{
    char block[4096];
    int fd = open(s->ballast, O_WRONLY | O_CREAT | O_APPEND, 0600);

    memset(block, 'x', sizeof block);
    assert_true(fd >= 0);
    while (write(fd, block, sizeof block) > 0)
        ;
    assert_int_equal(errno, ENOSPC);
    close(fd);
}

static void
the_desk_goes_on_when_room_is_made(void **state)
{
    struct small s = small_disk();
    struct err err = { 0 };
    struct worker w;
    struct ack acks[2000];
    size_t n = 0;

    (void)state;
    work_place(s.path);
    must(work_begin(&w, s.path, 1, &err));
    fill(&s);
    while (n < COUNT(acks) && work_step(&w, &acks[n], &err))
        n++;
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, "disk is full"));
    work_expect(w.o, acks, n);
    work_sound(w.o);
    unlink(s.ballast);
    for (int i = 0; i < JOBS; i++)
        must(work_step(&w, &acks[n++], &err));
    work_expect(w.o, acks, n);
    work_sound(w.o);
    printf("full after %zu saves, then %d more\n", n - JOBS, JOBS);
    work_end(&w);
    small_end(&s);
}

/* A database is made whole or not at all. */
static void
no_database_is_made_on_a_full_disk(void **state)
{
    struct small s = small_disk();
    struct err err = { 0 };
    struct office *o;

    (void)state;
    fill(&s);
    assert_false(office_create(&o, s.path, "test", OFFICE_REAL, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, "disk is full"));
    assert_int_equal(access(s.path, F_OK), -1);
    unlink(s.ballast);
    must(office_create(&o, s.path, "test", OFFICE_REAL, &err));
    office_close(&o);
    small_end(&s);
}

static void
a_backup_that_does_not_fit_leaves_nothing_behind(void **state)
{
    struct small s = small_disk();
    struct err err = { 0 };
    struct worker w;
    char *to = arena_printf(&s.arena, "%s/copy.db", s.dir);

    (void)state;
    work_place(s.path);
    must(work_begin(&w, s.path, 1, &err));
    fill(&s);
    assert_false(store_backup(w.o->store, to, NULL, NULL, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_int_equal(access(to, F_OK), -1);
    assert_int_equal(access(arena_printf(&s.arena, "%s.part", to), F_OK), -1);
    unlink(s.ballast);
    must(store_backup(w.o->store, to, NULL, NULL, &err));
    work_end(&w);
    small_end(&s);
}

/* What is typed is not kept, the desk says so, what was kept before stays; with room everything is kept again. */
static void
a_draft_on_a_full_disk_says_so_and_is_kept_later(void **state)
{
    struct small s = small_disk();
    struct err err = { 0 };
    struct office *o;
    struct drafts *ds;
    struct draft *d;
    struct draft_info *info;
    char text[9000];
    size_t n;

    (void)state;
    must(office_create(&o, NULL, "test", OFFICE_REAL, &err));
    o->staff = 7;
    ds = drafts_new(o, arena_printf(&s.arena, "%s/drafts", s.dir));
    d = draft_new(ds, "walkin", 0);
    must(draft_put(d, "name", "王小明", &err));
    fill(&s);
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_false(draft_put(d, "note", text, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_true(*err.text);
    unlink(s.ballast);
    must(draft_put(d, "phone", "13800135678", &err));
    must(draft_sync(d, &err));
    drafts_free(&ds);

    ds = drafts_new(o, arena_printf(&s.arena, "%s/drafts", s.dir));
    must(draft_list(ds, 7, &s.arena, &info, &n, &err));
    assert_int_equal(n, 1);
    d = draft_resume(ds, info, &err);
    assert_non_null(d);
    assert_string_equal(draft_get(d, "name"), "王小明");
    assert_string_equal(draft_get(d, "note"), text);
    assert_string_equal(draft_get(d, "phone"), "13800135678");
    drafts_free(&ds);
    office_close(&o);
    small_end(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_disk_full_at_any_write_leaves_nothing_half, take_over, give_back),
        cmocka_unit_test_setup_teardown(a_quota_reached_reads_like_a_full_disk, take_over, give_back),
        cmocka_unit_test_setup_teardown(a_sync_that_fails_is_not_taken_for_saved, take_over, give_back),
        cmocka_unit_test_setup_teardown(a_read_that_fails_makes_nobody_new, take_over, give_back),
        cmocka_unit_test(the_desk_goes_on_when_room_is_made),
        cmocka_unit_test(no_database_is_made_on_a_full_disk),
        cmocka_unit_test(a_backup_that_does_not_fit_leaves_nothing_behind),
        cmocka_unit_test(a_draft_on_a_full_disk_says_so_and_is_kept_later),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
