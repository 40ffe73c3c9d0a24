/* Backup, restore, and the check of the whole file. */
#include "data/engine/private.h"

#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
sync_path(const char *path, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return good || err_set(err, ERR_IO, _("%s cannot be written safely: %s."), path, strerror(errno));
}

bool
store_sync_folder(const char *path, struct err *err)
{
    char *copy = mem_strdup(path);
    bool good = sync_path(dirname(copy), err);

    free(copy);
    return good;
}

/* One line of PRAGMA text, "ok" when all is well. */
static bool
quick_check(sqlite3 *db, struct err *err)
{
    sqlite3_stmt *st = NULL;
    bool good = sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &st, NULL) == SQLITE_OK &&
                sqlite3_step(st) == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(st, 0), "ok") == 0;

    if (!good)
        err_set(err, ERR_INPUT, _("The copy is damaged: %s."), sqlite3_errmsg(db));
    sqlite3_finalize(st);
    return good;
}

/* A stepped copy restarts at every foreign commit unless the source is pinned by a read transaction. */
static bool
copy_pages(struct store *s, sqlite3 *to, bool (*progress)(void *ctx, int percent), void *ctx, struct err *err)
{
    sqlite3_backup *b = sqlite3_backup_init(to, "main", s->db, "main");
    int rc;

    if (!b)
        return err_set(err, ERR_IO, _("The backup cannot be written: %s."), sqlite3_errmsg(to));
    do {
        rc = sqlite3_backup_step(b, 2000);
        if (progress && sqlite3_backup_pagecount(b) > 0) {
            int left = sqlite3_backup_remaining(b), all = sqlite3_backup_pagecount(b);

            if (!progress(ctx, (int)(100.0 * (all - left) / all))) {
                sqlite3_backup_finish(b);
                return err_set(err, ERR_REFUSED, _("The backup was cancelled; nothing was left behind."));
            }
        }
    } while (rc == SQLITE_OK);
    sqlite3_backup_finish(b);
    if (rc == SQLITE_DONE)
        return true;
    return err_set(err, ERR_IO, _("The backup cannot be written: %s."), sqlite3_errstr(rc));
}

static bool
write_copy(struct store *s, const char *part, bool (*progress)(void *ctx, int percent), void *ctx, struct err *err)
{
    sqlite3 *to = NULL;
    bool good;
    int fd = open(part, O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0600);

    if (fd < 0)
        return err_set(err, ERR_IO, _("%s cannot be created: %s."), part, strerror(errno));
    close(fd);
    good = store_snapshot(s, err);
    if (good && sqlite3_open_v2(part, &to, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        good = err_set(err, ERR_IO, _("%s cannot be created: %s."), part, sqlite3_errmsg(to));
    good = good && copy_pages(s, to, progress, ctx, err);
    store_rollback(s);
    good = good && quick_check(to, err);
    if (good)
        sqlite3_exec(to, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);   /* one file, without -wal */
    sqlite3_close(to);
    return good;
}

bool
store_backup(struct store *s, const char *to, bool (*progress)(void *ctx, int percent), void *ctx, struct err *err)
{
    struct arena a = { 0 };
    char *part = arena_printf(&a, "%s.part", to);
    bool good = write_copy(s, part, progress, ctx, err) && sync_path(part, err);

    if (good && rename(part, to) != 0)
        good = err_set(err, ERR_IO, _("%s cannot be put in place: %s."), to, strerror(errno));
    if (good)
        good = store_sync_folder(to, err);
    else
        unlink(part);
    arena_free(&a);
    return good;
}

static bool
check_copy(const char *path, struct err *err)
{
    struct store *s = NULL;
    bool good = store_open(&s, path, err) && quick_check(s->db, err);

    store_close(&s);
    return good;
}

static bool
copy_file(const char *from, const char *to, struct err *err)
{
    char block[1 << 16];
    int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    ssize_t n = -1;
    bool good = in >= 0 && out >= 0;

    while (good && (n = read(in, block, sizeof block)) > 0)
        good = write(out, block, (size_t)n) == n;
    good = good && n == 0 && fsync(out) == 0;
    if (!good)
        err_set(err, ERR_IO, _("%s cannot be copied to %s: %s."), from, to, strerror(errno));
    if (in >= 0)
        close(in);
    if (out >= 0)
        close(out);
    return good;
}

static void
remove_side_files(struct arena *a, const char *path)
{
    unlink(arena_printf(a, "%s-wal", path));
    unlink(arena_printf(a, "%s-shm", path));
}

/* Nobody may have the old file open: an exclusive lock tells. */
static bool
nobody_there(const char *path, struct err *err)
{
    sqlite3 *db = NULL;
    int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);

    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE; COMMIT",
                          NULL, NULL, NULL);
    sqlite3_close(db);
    if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
        return err_set(err, ERR_BUSY, _("A desk is still open on %s. Close all desks, then restore."), path);
    return true;
}

bool
store_restore(const char *backup, const char *path, struct err *err)
{
    struct arena a = { 0 };
    char *part = arena_printf(&a, "%s.part", path), *kept = arena_printf(&a, "%s.before-restore", path);
    bool good = copy_file(backup, part, err) && check_copy(part, err);

    remove_side_files(&a, part);
    if (good && access(path, F_OK) == 0)
        good = nobody_there(path, err);
    if (good && access(path, F_OK) == 0 && rename(path, kept) != 0)
        good = err_set(err, ERR_IO, _("%s cannot be kept as %s: %s."), path, kept, strerror(errno));
    if (good) {
        remove_side_files(&a, path);
        if (rename(part, path) != 0)
            good = err_set(err, ERR_IO, _("%s cannot be put in place: %s."), path, strerror(errno));
    }
    if (good)
        good = store_sync_folder(path, err);
    else
        unlink(part);
    arena_free(&a);
    return good;
}

/* ---- the whole file ------------------------------------------------------------------ */

static long
findings(struct store *s, const char *text, const char *what, void (*say)(void *ctx, const char *line), void *ctx)
{
    sqlite3_stmt *st = NULL;
    struct arena a = { 0 };
    long n = 0;

    if (sqlite3_prepare_v2(s->db, text, -1, &st, NULL) != SQLITE_OK) {
        say(ctx, sqlite3_errmsg(s->db));
        return 1;
    }
    while (sqlite3_step(st) == SQLITE_ROW) {
        const char *line = (const char *)sqlite3_column_text(st, 0);

        if (line && strcmp(line, "ok") == 0)
            continue;
        n++;
        say(ctx, arena_printf(&a, "%s: %s %s", what, line ? line : "", (const char *)sqlite3_column_text(st, sqlite3_column_count(st) - 1)));
    }
    sqlite3_finalize(st);
    arena_free(&a);
    return n;
}

long
store_integrity(struct store *s, void (*say)(void *ctx, const char *line), void *ctx, struct err *err)
{
    long n = 0;

    (void)err;
    n += findings(s, "PRAGMA integrity_check(100)", _("Damage"), say, ctx);
    n += findings(s, "PRAGMA foreign_key_check", _("Reference to a missing record"), say, ctx);
    n += findings(s, "SELECT kind || ' ' || about, matter FROM task WHERE warn > due OR (done IS NOT NULL AND done < started)",
                  _("Task with impossible times"), say, ctx);
    n += findings(s, "SELECT 'customer', customer FROM find_rank WHERE customer NOT IN (SELECT id FROM customer)",
                  _("Find index names a missing customer"), say, ctx);
    n += findings(s, "SELECT 'customer', id FROM customer WHERE merged_into IS NULL"
                     " AND id NOT IN (SELECT customer FROM find_rank) AND id NOT IN (SELECT customer FROM find_pending)",
                  _("Customer missing from the find index"), say, ctx);
    return n;
}
