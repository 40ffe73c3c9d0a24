/* One open file of records: the only door to SQLite. */
#ifndef QT_DATA_ENGINE_STORE_H
#define QT_DATA_ENGINE_STORE_H

#include "base/err.h"
#include "base/mem.h"

#include <stdint.h>

struct store;                   /* opaque: its fields are the engine's business */
struct sqlite3_stmt;

/* ---- life ------------------------------------------------------------------ */

/* Open the file at path (UTF-8), upgrading it to this program's schema as needed.
 * On failure *out is NULL, the file is as it was, and err->code is
 *   ERR_MISSING  no such file
 *   ERR_INPUT    not a database, or not one of ours, or damaged: the text says which
 *   ERR_BUSY     another desk is upgrading it
 *   ERR_NEWER    a later release wrote it
 *   ERR_IO       read-only, on a network file system, or anything else the disk said */
bool store_open(struct store **out, const char *path, struct err *err);
/* Create a new one, mode 0600; a file that exists is refused (ERR_REFUSED). Until store_settle it stands beside its name:
 * whoever makes it fills it first, and a crash leaves no half database behind. path NULL: in memory, for tests. */
bool store_create(struct store **out, const char *path, struct err *err);
bool store_settle(struct store *s, struct err *err);
void store_close(struct store **s);                     /* *s may be NULL */
const char *store_path(const struct store *s);          /* "" in memory */

/* While a new file is filled that would simply be made anew: commits are not synced one by one. Off again: all of it is
 * on disk. */
bool store_hurry(struct store *s, bool on, struct err *err);

/* Did anybody else commit since the last call? Cheap: asked every second. */
bool store_changed(struct store *s);
/* How many transactions this desk has committed since it opened the file. */
long store_commits(const struct store *s);

/* ---- statements --------------------------------------------------------------
 * A statement is constant text with a name, prepared at its first use; a test prepares them all. */
struct sql {
    const char *name;
    const char *text;
};
#define SQL(id, text_) \
    static const struct sql id = { #id, text_ }; \
    static const struct sql *const id##_listed __attribute__((used, section("qt_sql"))) = &id
const struct sql *sql_at(size_t i);                     /* all of the program; NULL after the last */

/* A statement in use. Parameters are bound left to right, columns read by name;
 * the first failure is remembered and reported by query_end. */
struct query {
    struct store *store;
    struct sqlite3_stmt *stmt;
    const char *name;
    int bound;
    int rc;
    struct prepared *kept;      /* its place in the store's cache; NULL: finalized at the end */
};

struct query query_begin(struct store *s, const struct sql *sql);
/* For the register engine alone: text composed from compiled-in names, kept by its text. */
struct query query_compose(struct store *s, const char *text);
void query_bind_int(struct query *q, int64_t value);
void query_bind_text(struct query *q, const char *text);            /* NULL binds NULL; copied */
void query_bind_blob(struct query *q, const void *bytes, size_t size);
void query_bind_null(struct query *q);
bool query_next(struct query *q);                                   /* true: a row */
int64_t query_int(struct query *q, const char *column);             /* 0 where NULL */
bool query_null(struct query *q, const char *column);
char *query_text(struct query *q, const char *column, struct arena *a);     /* "" where NULL */
char *query_text_or_null(struct query *q, const char *column, struct arena *a);
const void *query_blob(struct query *q, const char *column, size_t *size);  /* lent until the next step */
bool query_end(struct query *q, struct err *err);
/* Step to the end and finish: for statements without rows, or to skip them. */
bool query_run(struct query *q, struct err *err);
/* The first column of the first row as a number, dflt where there is none; finishes the query. */
int64_t query_number(struct query *q, int64_t dflt);

/* ---- transactions --------------------------------------------------------------
 * Every write stands in one, begun with BEGIN IMMEDIATE. They do not nest. */
bool store_begin(struct store *s, struct err *err);     /* ERR_BUSY after 8 s of fair waiting, at once while a long import runs */
bool store_commit(struct store *s, struct err *err);    /* on failure all is rolled back */
void store_rollback(struct store *s);
bool store_in_transaction(const struct store *s);
/* A read transaction: several queries see one state. End with store_rollback. */
bool store_snapshot(struct store *s, struct err *err);

/* Inside a transaction: the next id of this site (site << 40 | counter); n of them at once, the first
 * is returned. 0 on failure, which the following insert will report. */
int64_t store_new_id(struct store *s);
int64_t store_new_ids(struct store *s, int64_t n);
int64_t store_site(struct store *s);
/* The next value of a named counter, from 1. Inside a transaction only. */
int64_t store_count(struct store *s, const char *name);

/* ---- care -----------------------------------------------------------------------*/

/* A consistent copy while others write; written beside, checked, synced, moved into place.
 * progress (may be NULL) is told 0 to 100 and cancels by returning false. */
bool store_backup(struct store *s, const char *to, bool (*progress)(void *ctx, int percent), void *ctx, struct err *err);
/* Put the backup in the place of the database at path, which no desk may have open: checked first,
 * -wal and -shm of the old one removed. What was there is kept beside it as path.before-restore. */
bool store_restore(const char *backup, const char *path, struct err *err);
/* Integrity and references: each finding is a line given to say. Returns their number, -1 on failure. */
long store_integrity(struct store *s, void (*say)(void *ctx, const char *line), void *ctx, struct err *err);

#endif
