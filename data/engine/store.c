#include "data/engine/private.h"

#include "base/lang.h"
#include "data/content.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define WAIT_LIMIT_MS 8000
#define IMPORT_PATIENCE 2     /* seconds that a desk waits for an import without a word */

/* ---- errors ------------------------------------------------------------------ */

bool
store_fail(struct store *s, int rc, const char *what, struct err *err)
{
    const char *detail = s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc);
    int system = errno;

    /* For the person at the desk a quota is a full disk, and a folder without -wal and -shm a matter of the folder. */
    if (rc == SQLITE_READONLY_DIRECTORY || rc == SQLITE_READONLY_CANTINIT)
        rc = SQLITE_CANTOPEN;
    if (rc == SQLITE_IOERR_WRITE && (system == ENOSPC || system == EDQUOT || system == EFBIG))
        rc = SQLITE_FULL;
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(err, ERR_BUSY, _("Another desk is writing just now. Nothing was lost: try again in a moment."));
    case SQLITE_FULL:
        return err_set(err, ERR_IO, _("The disk is full: nothing was saved. Make room, then save again."));
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return err_set(err, ERR_IO, _("The database may only be read: nothing was saved (%s)."), s->path);
    case SQLITE_CANTOPEN:
        return err_set(err, ERR_IO, _("%s cannot be opened: the file and its folder must be readable and writable for this account."), s->path);
    case SQLITE_IOERR:
        return err_set(err, ERR_IO, _("The disk does not answer as it should: nothing was saved (%s)."), detail);
    case SQLITE_CORRUPT:
        return err_set(err, ERR_INPUT, _("The database is damaged (%s). Restore the last backup: qiantai restore FILE."), detail);
    case SQLITE_NOTADB:
        return err_set(err, ERR_INPUT, _("%s is not a database."), s->path);
    case SQLITE_CONSTRAINT:
        return err_set(err, ERR_INPUT, _("The records refuse this: %s (%s)."), detail, what);
    default:
        return err_set(err, ERR_IO, _("The database answered: %s (%s)."), detail, what);
    }
}

bool
store_exec(struct store *s, const char *text, struct err *err)
{
    int rc;

    errno = 0;
    rc = sqlite3_exec(s->db, text, NULL, NULL, NULL);

    return rc == SQLITE_OK || store_fail(s, rc, "exec", err);
}

/* ---- waiting fairly ------------------------------------------------------------ */

static long
waited_ms(const struct timespec *since)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec - since->tv_sec) * 1000 + (now.tv_nsec - since->tv_nsec) / 1000000;
}

/* SQLite's own handler sleeps ever longer and lets late comers overtake; ours asks often. */
static int
on_busy(void *ctx, int n)
{
    struct store *s = ctx;
    long us = n < 4 ? 200 : n < 20 ? 1000 : 3000;
    unsigned char dice;

    if (n == 0)
        clock_gettime(CLOCK_MONOTONIC, &s->wait_start);
    if (waited_ms(&s->wait_start) > WAIT_LIMIT_MS)
        return 0;
    sqlite3_randomness(1, &dice);
    us += dice * 2;
    nanosleep(&(struct timespec){ 0, us * 1000 }, NULL);
    return 1;
}

/* ---- opening --------------------------------------------------------------------- */

const char *
store_remote(unsigned long type)
{
    static const struct { unsigned long type; const char *name; } remote[] = {
        { 0x6969, "NFS" }, { 0x517B, "SMB" }, { 0xFF534D42, "CIFS" }, { 0xFE534D42, "SMB2" },
        { 0x65735546, "FUSE" }, { 0x01021997, "9p" }, { 0x6a656a63, "virtiofs" },
    };

    for (size_t i = 0; i < COUNT(remote); i++)
        if ((type & 0xFFFFFFFFul) == remote[i].type)
            return remote[i].name;
    return NULL;
}

/* WAL needs shared memory, which network file systems do not give. */
static bool
local_disk(const char *path, struct err *err)
{
    struct statfs fs;
    const char *name = statfs(path, &fs) == 0 ? store_remote((unsigned long)fs.f_type) : NULL;

    return !name || err_set(err, ERR_IO, _("%s lies on a network file system (%s). Keep the database on a disk of this machine."),
                            path, name);
}

static bool
looks_like_database(const char *path, struct err *err)
{
    char head[16] = { 0 };
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n;

    if (fd < 0) {
        if (errno == ENOENT)
            return err_set(err, ERR_MISSING, _("There is no database at %s."), path);
        return err_set(err, ERR_IO, _("%s cannot be opened: %s."), path, strerror(errno));
    }
    n = read(fd, head, sizeof head);
    close(fd);
    if (n < 0)
        return err_set(err, ERR_IO, _("%s cannot be read: %s."), path, strerror(errno));
    if (n != (ssize_t)sizeof head || memcmp(head, "SQLite format 3", 16) != 0)
        return err_set(err, ERR_INPUT, _("%s is not a database."), path);
    return true;
}

static bool
connect(struct store *s, const char *path, int flags, struct err *err)
{
    static const char settings[] =
        "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF;"
        "PRAGMA recursive_triggers=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384;"
        "PRAGMA journal_size_limit=67108864; PRAGMA mmap_size=1073741824;";
    int rc = sqlite3_open_v2(path, &s->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

    if (rc != SQLITE_OK)
        return store_fail(s, rc, "open", err);
    sqlite3_busy_handler(s->db, on_busy, s);
    return store_exec(s, settings, err);
}

static int64_t
pragma(struct store *s, const char *text, int *rc)
{
    sqlite3_stmt *st = NULL;
    int64_t value = 0;

    *rc = sqlite3_prepare_v2(s->db, text, -1, &st, NULL);
    if (*rc == SQLITE_OK) {
        *rc = sqlite3_step(st);
        if (*rc == SQLITE_ROW) {
            value = sqlite3_column_int64(st, 0);
            *rc = SQLITE_OK;
        }
    }
    sqlite3_finalize(st);
    return value;
}

/* ---- schema --------------------------------------------------------------------- */

static int
schema_steps(void)
{
    int n = 0;

    for (const struct content_file *f = content_files; f->name; f++)
        n += strncmp(f->name, "schema/", 7) == 0;
    return n;
}

static const char *
schema_step(int n)
{
    for (const struct content_file *f = content_files; f->name; f++)
        if (strncmp(f->name, "schema/", 7) == 0 && atoi(f->name + 7) == n)
            return f->text;
    return NULL;
}

static bool
run_steps(struct store *s, int from, struct err *err)
{
    char text[96];

    for (int i = from + 1; i <= schema_steps(); i++) {
        const char *step = schema_step(i);

        if (!step || !store_exec(s, step, err))
            return step ? false : err_set(err, ERR_INPUT, _("Schema step %d is missing from this program."), i);
    }
    snprintf(text, sizeof text, "PRAGMA application_id=%d; PRAGMA user_version=%d;", STORE_APPLICATION, schema_steps());
    return store_exec(s, text, err);
}

static bool
migrate(struct store *s, struct err *err)
{
    int rc, have = (int)pragma(s, "PRAGMA user_version", &rc);

    if (rc != SQLITE_OK)
        return store_fail(s, rc, "version", err);
    if (have > schema_steps())
        return err_set(err, ERR_NEWER, _("%s was written by a newer release (schema %d, this program knows %d). Update qiantai."),
                       s->path, have, schema_steps());
    if (have == schema_steps())
        return true;
    if (!store_exec(s, "BEGIN EXCLUSIVE", err))
        return false;
    have = (int)pragma(s, "PRAGMA user_version", &rc);      /* another desk may have been first */
    if (have < schema_steps() && !run_steps(s, have, err)) {
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
        return false;
    }
    return store_exec(s, "COMMIT", err);
}

static bool
finish_open(struct store *s, struct err *err)
{
    int rc;
    int64_t id = pragma(s, "PRAGMA application_id", &rc);

    if (rc != SQLITE_OK)
        return store_fail(s, rc, "header", err);
    if (id != STORE_APPLICATION)
        return err_set(err, ERR_INPUT, _("%s is a database, but not one of qiantai's."), s->path);
    if (sqlite3_db_readonly(s->db, "main") == 1)
        return store_fail(s, SQLITE_READONLY, "open", err);
    if (!store_exec(s, "PRAGMA journal_mode=WAL", err) || !migrate(s, err))
        return false;
    s->site = pragma(s, "SELECT number FROM site WHERE here=1", &rc);
    if (rc != SQLITE_OK)
        return store_fail(s, rc, "site", err);
    s->data_version = pragma(s, "PRAGMA data_version", &rc);
    return true;
}

static struct store *
store_new(const char *path)
{
    struct store *s = mem_alloc(sizeof *s);

    s->path = mem_strdup(path);
    return s;
}

bool
store_open(struct store **out, const char *path, struct err *err)
{
    struct store *s;

    *out = NULL;
    if (!looks_like_database(path, err) || !local_disk(path, err))
        return false;
    if (access(path, W_OK) != 0)
        return err_set(err, ERR_IO, _("%s may only be read by this account: the desk needs to write to it."), path);
    s = store_new(path);
    if (!connect(s, path, SQLITE_OPEN_READWRITE, err) || !finish_open(s, err)) {
        store_close(&s);
        return false;
    }
    *out = s;
    return true;
}

static bool
first_rows(struct store *s, struct err *err)
{
    return store_exec(s, "INSERT INTO site(number, name, here) VALUES (1, 'A', 1)", err);
}

static bool
create_file(const char *path, const char *called, struct err *err)
{
    int fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

    if (fd < 0) {
        if (errno == EEXIST)
            return err_set(err, ERR_REFUSED, _("%s exists already. Choose another name, or open it."), called);
        return err_set(err, ERR_IO, _("%s cannot be created: %s."), called, strerror(errno));
    }
    close(fd);
    if (local_disk(path, err))
        return true;
    unlink(path);
    return false;
}

static bool
make_schema(struct store *s, const char *path, struct err *err)
{
    return connect(s, path, SQLITE_OPEN_READWRITE, err) && store_exec(s, "PRAGMA journal_mode=WAL; BEGIN IMMEDIATE", err) &&
           run_steps(s, 0, err) && first_rows(s, err) && store_exec(s, "COMMIT", err) && finish_open(s, err);
}

bool
store_create(struct store **out, const char *path, struct err *err)
{
    struct store *s = store_new(path ? path : "");

    *out = NULL;
    if (path) {
        struct arena a = { 0 };

        s->part = mem_strdup(arena_printf(&a, "%s.new-%ld", path, (long)getpid()));
        arena_free(&a);
    }
    if ((path && access(path, F_OK) == 0 && !create_file(path, path, err)) || (path && !create_file(s->part, path, err)) ||
        !make_schema(s, path ? s->part : ":memory:", err)) {
        store_close(&s);
        return false;
    }
    *out = s;
    return true;
}

static void
disconnect(struct store *s)
{
    store_forget_statements(s);
    sqlite3_close_v2(s->db);
    s->db = NULL;
}

/* In one step, so that it stands there whole or not at all, and of two who create it one is refused. A file system that
 * cannot rename so can link so. */
static bool
take_name(const char *part, const char *path, struct err *err)
{
    if (renameat2(AT_FDCWD, part, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return true;
    if (errno == EINVAL && link(part, path) == 0) {
        unlink(part);
        return true;
    }
    if (errno == EEXIST)
        return err_set(err, ERR_REFUSED, _("%s exists already. Choose another name, or open it."), path);
    return err_set(err, ERR_IO, _("%s cannot be created: %s."), path, strerror(errno));
}

bool
store_settle(struct store *s, struct err *err)
{
    if (!s->part)
        return true;
    disconnect(s);
    if (!take_name(s->part, s->path, err))
        return false;
    free(s->part);
    s->part = NULL;
    return store_sync_folder(s->path, err) && connect(s, s->path, SQLITE_OPEN_READWRITE, err) && finish_open(s, err);
}

void
store_close(struct store **sp)
{
    static const char *const ends[] = { "", "-wal", "-shm" };
    struct store *s = *sp;
    struct arena a = { 0 };

    if (!s)
        return;
    disconnect(s);
    for (size_t i = 0; s->part && i < COUNT(ends); i++)
        unlink(arena_printf(&a, "%s%s", s->part, ends[i]));
    arena_free(&a);
    arena_free(&s->texts);
    buf_free(&s->dropped);
    free(s->part);
    free(s->path);
    free(s);
    *sp = NULL;
}

const char *
store_path(const struct store *s)
{
    return s->path;
}

bool
store_hurry(struct store *s, bool on, struct err *err)
{
    if (on)
        return store_exec(s, "PRAGMA synchronous=OFF", err);
    return store_exec(s, "PRAGMA synchronous=FULL; PRAGMA wal_checkpoint(TRUNCATE);", err);
}

bool
store_changed(struct store *s)
{
    int rc;
    int64_t now = pragma(s, "PRAGMA data_version", &rc);
    bool changed = rc == SQLITE_OK && now != s->data_version;

    if (changed)
        s->data_version = now;
    return changed;
}

/* ---- transactions ------------------------------------------------------------------ */

SQL(store_import_until, "SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'import.until'");

/* A long import has said when it will be through (data/import.h): waiting in silence would be worse than a word. */
static bool
import_runs(struct store *s, struct err *err)
{
    struct query q;
    int64_t left;

    if (s->importing)
        return false;
    q = query_begin(s, &store_import_until);
    left = query_number(&q, 0) - (int64_t)time(NULL);
    if (left <= IMPORT_PATIENCE)
        return false;
    err_set(err, ERR_BUSY, _("An import is running, about %lld seconds more. What you typed is kept: save again then."), (long long)left);
    return true;
}

bool
store_begin(struct store *s, struct err *err)
{
    if (s->writing || !sqlite3_get_autocommit(s->db))
        return err_set(err, ERR_IO, _("Programming mistake: a transaction is open already."));
    if (import_runs(s, err))
        return false;
    if (!store_exec(s, "BEGIN IMMEDIATE", err))
        return false;
    s->writing = true;
    s->spoiled = SQLITE_OK;
    return true;
}

long
store_commits(const struct store *s)
{
    return s->commits;
}

bool
store_commit(struct store *s, struct err *err)
{
    bool good = s->spoiled == SQLITE_OK ? store_exec(s, "COMMIT", err) : store_fail(s, s->spoiled, "commit", err);

    if (!good)
        store_rollback(s);
    s->writing = false;
    s->commits += good;
    return good;
}

void
store_rollback(struct store *s)
{
    s->writing = false;
    buf_free(&s->dropped);
    if (!sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

bool
store_in_transaction(const struct store *s)
{
    return s->writing;
}

bool
store_snapshot(struct store *s, struct err *err)
{
    int rc;

    if (!store_exec(s, "BEGIN", err))
        return false;
    pragma(s, "SELECT count(*) FROM site", &rc);        /* the first read pins it */
    return rc == SQLITE_OK || store_fail(s, rc, "snapshot", err);
}

/* ---- numbers ------------------------------------------------------------------------- */

SQL(count_up, "INSERT INTO counter(name, value) VALUES (?, ?) "
              "ON CONFLICT(name) DO UPDATE SET value = value + excluded.value RETURNING value");

static int64_t
count_by(struct store *s, const char *name, int64_t n)
{
    struct query q = query_begin(s, &count_up);

    query_bind_text(&q, name);
    query_bind_int(&q, n);
    return query_number(&q, 0);
}

int64_t
store_count(struct store *s, const char *name)
{
    return count_by(s, name, 1);
}

int64_t
store_new_ids(struct store *s, int64_t n)
{
    int64_t last = count_by(s, "id", n);

    return last ? (s->site << SITE_SHIFT | (last - n + 1)) : 0;
}

int64_t
store_new_id(struct store *s)
{
    return store_new_ids(s, 1);
}

int64_t
store_site(struct store *s)
{
    return s->site;
}
