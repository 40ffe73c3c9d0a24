#include "data/engine/bulk.h"

#include "base/lang.h"
#include "data/engine/chain.h"
#include "data/engine/private.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the scratch ------------------------------------------------------------------------ */

/* On disk, whatever the setting of the connection: a roster of any size must not fill the memory. */
bool
store_scratch_open(struct store *s, struct err *err)
{
    s->importing = true;
    return store_exec(s, "PRAGMA mmap_size=0; PRAGMA temp_store=FILE;"
                         "CREATE TEMP TABLE import_row(n INTEGER PRIMARY KEY, line INTEGER NOT NULL, cells BLOB NOT NULL);"
                         "CREATE TEMP TABLE import_key(owner INTEGER NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL);"
                         "CREATE TEMP TABLE import_look(n INTEGER PRIMARY KEY, verdict INTEGER NOT NULL);"
                         "CREATE TEMP TABLE import_said(kind INTEGER NOT NULL, n INTEGER NOT NULL, text TEXT NOT NULL);",
                      err);
}

/* A change of temp_store drops every temporary table. */
void
store_scratch_close(struct store *s)
{
    s->importing = false;
    store_forget_statements(s);
    sqlite3_exec(s->db, "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456", NULL, NULL, NULL);
}

bool
store_scratch_begin(struct store *s, struct err *err)
{
    return store_exec(s, "BEGIN", err);
}

bool
store_scratch_commit(struct store *s, struct err *err)
{
    return store_exec(s, "COMMIT", err);
}

bool
store_scratch_index(struct store *s, struct err *err)
{
    return store_exec(s, "CREATE INDEX temp.import_key_by ON import_key(owner, key, n);"
                         "CREATE INDEX temp.import_key_of ON import_key(n)", err);
}

/* ---- indexes --------------------------------------------------------------------------------- */

bool
store_indexes_drop(struct store *s, const char *table, struct err *err)
{
    sqlite3_stmt *st = NULL;
    struct buf drop = { 0 };
    bool good;
    int rc = sqlite3_prepare_v2(s->db, "SELECT name, sql FROM main.sqlite_schema WHERE type = 'index' AND tbl_name = ?"
                                       " AND sql LIKE 'CREATE INDEX %'", -1, &st, NULL);

    if (rc == SQLITE_OK)
        sqlite3_bind_text(st, 1, table, -1, SQLITE_STATIC);
    while (rc == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW) {
        buf_printf(&drop, "DROP INDEX main.\"%s\";", (const char *)sqlite3_column_text(st, 0));
        buf_printf(&s->dropped, "%s;", (const char *)sqlite3_column_text(st, 1));
    }
    sqlite3_finalize(st);
    good = rc == SQLITE_OK ? !drop.size || store_exec(s, drop.text, err) : store_fail(s, rc, "indexes", err);
    buf_free(&drop);
    return good;
}

bool
store_indexes_make(struct store *s, struct err *err)
{
    bool good = !s->dropped.size || store_exec(s, s->dropped.text, err);

    buf_free(&s->dropped);
    return good;
}

/* ---- files --------------------------------------------------------------------------------------- */

bool
bulk_file_hash(const char *path, char hex[BULK_HASH_HEX], struct err *err)
{
    crypto_generichash_state state;
    unsigned char hash[CHAIN_HASH];
    unsigned char block[1 << 16];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = -1;

    if (fd >= 0 && sodium_init() >= 0) {
        crypto_generichash_init(&state, NULL, 0, sizeof hash);
        while ((n = read(fd, block, sizeof block)) > 0)
            crypto_generichash_update(&state, block, (unsigned long long)n);
        crypto_generichash_final(&state, hash, sizeof hash);
        sodium_bin2hex(hex, BULK_HASH_HEX, hash, sizeof hash);
    }
    if (n < 0 && errno == ENOENT)
        err_set(err, ERR_MISSING, _("There is no file %s."), path);
    else if (n < 0)
        err_set(err, ERR_IO, _("%s cannot be read: %s."), path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return n == 0;
}

/* ---- others -------------------------------------------------------------------------------------- */

/* Every connection to a file in WAL mode holds a shared lock on one byte of its -shm: asking who holds it is
 * only right while this process has none itself, since closing any descriptor would give ours up. */
bool
store_in_use(const char *path)
{
    enum { DEAD_MAN_SWITCH = 128 };
    struct arena a = { 0 };
    struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = DEAD_MAN_SWITCH, .l_len = 1 };
    int fd = open(arena_printf(&a, "%s-shm", path), O_RDWR | O_CLOEXEC);
    bool used = fd >= 0 && fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;

    if (fd >= 0)
        close(fd);
    arena_free(&a);
    return used;
}
