/* Files that are not what they should be: each is answered in words, none is written to, none brings the program down. */
#include "data/engine/journal.h"
#include "data/engine/private.h"
#include "tests/work.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct place {
    struct arena arena;
    char *dir, *path;
    char *bytes;                /* of a sound database */
    size_t size;
};

/* Made once; every test has a copy. */
static int
make_sound(void **state)
{
    struct place *p = mem_alloc(sizeof *p);
    char *dir = support_tmpdir(&p->arena), *path = arena_printf(&p->arena, "%s/sound.db", dir);
    struct err err = { 0 };
    struct worker w;
    struct ack ack;

    work_place(path);
    must(work_begin(&w, path, 1, &err));
    for (int i = 0; i < 12 * JOBS; i++)
        must(work_step(&w, &ack, &err));
    work_end(&w);
    p->bytes = support_read(&p->arena, path, &p->size);
    support_rmdir(dir);
    *state = p;
    return 0;
}

static int
drop_sound(void **state)
{
    struct place *p = *state;

    arena_free(&p->arena);
    free(p);
    return 0;
}

static int
make_place(void **state)
{
    struct place *p = *state;

    p->dir = support_tmpdir(&p->arena);
    p->path = arena_printf(&p->arena, "%s/bad.db", p->dir);
    support_write(p->path, p->bytes, p->size);
    return 0;
}

static int
leave_place(void **state)
{
    struct place *p = *state;

    support_rmdir(p->dir);
    return 0;
}

static void
refused(const char *path, enum err_code code, const char *words)
{
    struct err err = { 0 };
    struct office *o;

    assert_false(office_open(&o, path, "test", &err));
    assert_null(o);
    if (err.code != code || !strstr(err.text, words) || !*words)
        fail_msg("%d, not %d \"%s\": %s", err.code, code, words, err.text);
}

/* ---- not a database of ours ------------------------------------------------------------------------------- */

static void
put_number(char *bytes, size_t at, unsigned n)
{
    for (int i = 0; i < 4; i++)
        bytes[at + (size_t)i] = (char)(n >> (24 - 8 * i));
}

static void as_it_is(char *bytes, size_t size) { (void)bytes, (void)size; }
static void another_program(char *bytes, size_t size) { (void)size; put_number(bytes, 68, 0x12345678); }
static void a_later_release(char *bytes, size_t size) { (void)size; put_number(bytes, 60, 999); }
static void a_text(char *bytes, size_t size) { memset(bytes, 'x', size); }
static void no_page_size(char *bytes, size_t size) { (void)size; bytes[16] = bytes[17] = 7; }
static void no_schema(char *bytes, size_t size) { (void)size; memset(bytes + 100, 0xFF, 300); }
static void zeros(char *bytes, size_t size) { memset(bytes, 0, size); }

static void
a_file_that_is_none_of_ours_is_named_and_left_alone(void **state)
{
    static const struct {
        void (*spoil)(char *, size_t);
        size_t keep;            /* bytes of the file, 0: all */
        enum err_code code;
        const char *words;
    } cases[] = {
        { another_program, 0, ERR_INPUT, "not one of qiantai's" },
        { a_later_release, 0, ERR_NEWER, "newer release" },
        { a_text, 0, ERR_INPUT, "is not a database" },
        { a_text, 5, ERR_INPUT, "is not a database" },
        { zeros, 0, ERR_INPUT, "is not a database" },
        { no_page_size, 0, ERR_INPUT, "is not a database" },
        { no_schema, 0, ERR_INPUT, "damaged" },
        { as_it_is, 20, ERR_INPUT, "is not a database" },
        { as_it_is, 4096, ERR_INPUT, "damaged" },
        { as_it_is, 40960, ERR_INPUT, "damaged" },
    };
    struct place *p = *state;
    char *bytes = arena_alloc(&p->arena, p->size), *now;

    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t size = cases[i].keep ? cases[i].keep : p->size, after;

        memcpy(bytes, p->bytes, p->size);
        cases[i].spoil(bytes, size);
        support_write(p->path, bytes, size);
        refused(p->path, cases[i].code, cases[i].words);
        now = support_read(&p->arena, p->path, &after);
        assert_row_int(i, after, size);
        assert_row_int(i, memcmp(now, bytes, size), 0);
    }
}

static void
an_empty_file_a_folder_and_nothing_at_all(void **state)
{
    struct place *p = *state;
    struct err err = { 0 };
    struct office *o;
    char *nowhere = arena_printf(&p->arena, "%s/no/such/folder.db", p->dir);

    support_write(p->path, "", 0);
    refused(p->path, ERR_INPUT, "is not a database");
    refused(p->dir, ERR_IO, "cannot be read");
    refused(arena_printf(&p->arena, "%s/none.db", p->dir), ERR_MISSING, "no database at");
    refused(nowhere, ERR_MISSING, "no database at");
    assert_false(office_create(&o, nowhere, "test", OFFICE_REAL, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, "cannot be created"));
    assert_false(office_create(&o, p->path, "test", OFFICE_REAL, &err));
    assert_int_equal(err.code, ERR_REFUSED);
    assert_non_null(strstr(err.text, "exists already"));
}

/* ---- damage inside -------------------------------------------------------------------------------------------- */

static void
count_line(void *ctx, const char *line)
{
    (void)line;
    ++*(long *)ctx;
}

/* Damage somewhere: refused at the door, or named by a save, or found by verify; never passed over, never a crash. */
static bool
damage_is_seen(const char *path)
{
    struct err err = { 0 };
    struct worker w;
    struct ack ack;
    long lines = 0;
    bool seen = !work_begin(&w, path, 2, &err);

    for (int i = 0; !seen && i < JOBS; i++)
        seen = !work_step(&w, &ack, &err) && err.code == ERR_INPUT;
    if (!seen)
        seen = store_integrity(w.o->store, count_line, &lines, &err) != 0 ||
               journal_verify(w.o->store, count_line, &lines, NULL, &err) != 0;
    work_end(&w);
    return seen;
}

static void
damage_in_the_middle_is_always_seen(void **state)
{
    struct place *p = *state;
    size_t stride = getenv("QT_SOAK") ? 1 : 17, pages = p->size / 4096, seen = 0, tried = 0;
    char *bytes = arena_alloc(&p->arena, p->size);

    for (size_t page = 1; page < pages; page += stride, tried++) {
        memcpy(bytes, p->bytes, p->size);
        memset(bytes + page * 4096, 0xA5, 4096);
        support_write(p->path, bytes, p->size);
        seen += damage_is_seen(p->path);
        unlink(arena_printf(&p->arena, "%s-wal", p->path));
        unlink(arena_printf(&p->arena, "%s-shm", p->path));
    }
    printf("%zu pages overwritten, %zu seen\n", tried, seen);
    assert_int_equal(seen, tried);
}

static void
a_restore_from_a_bad_backup_changes_nothing(void **state)
{
    struct place *p = *state;
    struct err err = { 0 };
    char *bad = arena_printf(&p->arena, "%s/backup.db", p->dir), *now;
    size_t size;

    support_write(bad, p->bytes, 40960);
    assert_false(store_restore(bad, p->path, &err));
    assert_int_equal(err.code, ERR_INPUT);
    now = support_read(&p->arena, p->path, &size);
    assert_int_equal(size, p->size);
    assert_int_equal(memcmp(now, p->bytes, size), 0);
    assert_int_equal(access(arena_printf(&p->arena, "%s.part", p->path), F_OK), -1);
}

/* ---- read-only -------------------------------------------------------------------------------------------------- */

/* In a process of its own that gave up being root: what opening says. */
static char *
said_as_nobody(struct place *p)
{
    int fds[2], status;
    char *text = arena_alloc(&p->arena, 600);
    pid_t pid;

    assert_int_equal(pipe(fds), 0);
    pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        struct err err = { 0 };
        struct office *o;

        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(9);
        if (office_open(&o, p->path, "test", &err))
            snprintf(err.text, sizeof err.text, "opened");
        if (write(fds[1], err.text, strlen(err.text)) < 0)
            _exit(8);
        _exit(0);
    }
    close(fds[1]);
    assert_true(read(fds[0], text, 599) > 0);
    close(fds[0]);
    waitpid(pid, &status, 0);
    assert_int_equal(status, 0);
    return text;
}

static void
a_file_or_folder_of_others_is_said_so(void **state)
{
    struct place *p = *state;

    assert_int_equal(chmod(p->dir, 0755), 0);
    assert_int_equal(chmod(p->path, 0444), 0);
    assert_non_null(strstr(said_as_nobody(p), "may only be read by this account"));
    assert_int_equal(chmod(p->path, 0000), 0);
    assert_non_null(strstr(said_as_nobody(p), "cannot be opened"));
    assert_int_equal(chmod(p->path, 0666), 0);
    assert_int_equal(chmod(p->dir, 0555), 0);
    assert_non_null(strstr(said_as_nobody(p), "folder must be readable and writable"));
    assert_int_equal(chmod(p->dir, 0700), 0);
}

static void
a_disk_mounted_read_only_is_said_so(void **state)
{
    struct place *p = *state;

    if (!work_own_mounts() || mount(p->dir, p->dir, NULL, MS_BIND, NULL) != 0 ||
        mount(NULL, p->dir, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL) != 0) {
        print_message("skipped: nothing may be mounted here\n");
        skip();
    }
    refused(p->path, ERR_IO, "may only be read");
    assert_int_equal(umount(p->dir), 0);
}

static void
a_network_file_system_is_refused_by_its_number(void **state)
{
    static const struct { unsigned long type; const char *name; } cases[] = {
        { 0x6969, "NFS" }, { 0xFF534D42, "CIFS" }, { 0xFFFFFFFFFF534D42ul, "CIFS" }, { 0xFE534D42, "SMB2" }, { 0x65735546, "FUSE" },
        { 0xEF53, NULL }, { 0x58465342, NULL }, { 0x9123683E, NULL }, { 0x01021994, NULL }, { 0x794C7630, NULL },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_row_string(i, store_remote(cases[i].type), cases[i].name);
}

/* ---- locked by another ---------------------------------------------------------------------------------------------- */

/* Somebody who holds the file for so long; returns once it is held. */
static pid_t
hold(const char *path, long ms)
{
    int fds[2];
    char ready;
    pid_t pid;

    assert_int_equal(pipe(fds), 0);
    pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        struct store *s;

        if (!store_open(&s, path, NULL) || !store_begin(s, NULL) || write(fds[1], "h", 1) != 1)
            _exit(9);
        nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
        _exit(0);
    }
    close(fds[1]);
    assert_int_equal(read(fds[0], &ready, 1), 1);
    close(fds[0]);
    return pid;
}

/* Save while it is held; how long that took. */
static long
save_ms(const char *path, bool *good, struct err *err)
{
    struct timespec from, to;
    struct worker w;
    struct ack ack;

    if (!work_begin(&w, path, 3, err))
        fail_msg("%s", err->text);
    clock_gettime(CLOCK_MONOTONIC, &from);
    *good = work_step(&w, &ack, err);
    clock_gettime(CLOCK_MONOTONIC, &to);
    if (*good)
        work_expect(w.o, &ack, 1);
    work_end(&w);
    return (to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000;
}

static void
a_lock_released_in_time_is_waited_for(void **state)
{
    struct place *p = *state;
    struct err err = { 0 };
    pid_t pid = hold(p->path, 500);
    bool good;
    long ms = save_ms(p->path, &good, &err);

    if (!good)
        fail_msg("%s", err.text);
    assert_in_range(ms, 100, 5000);
    waitpid(pid, NULL, 0);
}

static void
a_lock_held_for_too_long_is_said_and_nothing_is_lost(void **state)
{
    struct place *p = *state;
    struct err err = { 0 };
    pid_t pid;
    bool good;
    long ms;

    if (!getenv("QT_SOAK")) {
        print_message("skipped: takes 8 s, shown by make soak\n");
        skip();
    }
    pid = hold(p->path, 20000);
    ms = save_ms(p->path, &good, &err);
    assert_false(good);
    assert_int_equal(err.code, ERR_BUSY);
    assert_non_null(strstr(err.text, "Another desk is writing"));
    assert_in_range(ms, 7900, 9500);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    save_ms(p->path, &good, &err);
    assert_true(good);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, make_place, leave_place)
        T(a_file_that_is_none_of_ours_is_named_and_left_alone),
        T(an_empty_file_a_folder_and_nothing_at_all),
        T(damage_in_the_middle_is_always_seen),
        T(a_restore_from_a_bad_backup_changes_nothing),
        T(a_file_or_folder_of_others_is_said_so),
        T(a_disk_mounted_read_only_is_said_so),
        T(a_network_file_system_is_refused_by_its_number),
        T(a_lock_released_in_time_is_waited_for),
        T(a_lock_held_for_too_long_is_said_and_nothing_is_lost),
    };

    return cmocka_run_group_tests(tests, make_sound, drop_sound);
}
