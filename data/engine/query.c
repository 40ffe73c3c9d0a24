#include "data/engine/private.h"

#include "base/lang.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const struct sql *const __start_qt_sql[], *const __stop_qt_sql[];

const struct sql *
sql_at(size_t i)
{
    return i < (size_t)(__stop_qt_sql - __start_qt_sql) ? __start_qt_sql[i] : NULL;
}

/* ---- the cache ------------------------------------------------------------------- */

/* By length, head and tail: hashing a long statement whole costs as much as running a short one. */
static unsigned
bucket(const char *text)
{
    size_t size = strlen(text), part = size < 32 ? size : 32;
    unsigned h = 2166136261u ^ (unsigned)size;

    for (size_t i = 0; i < part; i++)
        h = ((h ^ (unsigned char)text[i]) * 16777619u ^ (unsigned char)text[size - 1 - i]) * 16777619u;
    return h % PREPARED_BUCKETS;
}

static struct prepared *
kept_statement(struct store *s, const char *text, bool lasting)
{
    struct prepared **place = &s->kept[bucket(text)], *p;

    for (p = *place; p; p = p->next)
        if (p->text == text || strcmp(p->text, text) == 0)
            return p;
    p = mem_alloc(sizeof *p);
    p->text = lasting ? text : arena_strdup(&s->texts, text);
    p->next = *place;
    *place = p;
    return p;
}

void
store_forget_statements(struct store *s)
{
    for (int i = 0; i < PREPARED_BUCKETS; i++) {
        while (s->kept[i]) {
            struct prepared *p = s->kept[i];

            s->kept[i] = p->next;
            sqlite3_finalize(p->stmt);
            free(p);
        }
    }
}

static struct query
begin(struct store *s, const char *name, const char *text, bool lasting)
{
    struct query q = { .store = s, .name = name, .rc = SQLITE_OK };
    struct prepared *p = kept_statement(s, text, lasting);

    if (p->used) {              /* the same statement within itself: a copy of its own */
        q.rc = sqlite3_prepare_v2(s->db, text, -1, &q.stmt, NULL);
        return q;
    }
    if (!p->stmt)
        q.rc = sqlite3_prepare_v3(s->db, text, -1, SQLITE_PREPARE_PERSISTENT, &p->stmt, NULL);
    q.stmt = p->stmt;
    if (q.rc == SQLITE_OK) {
        p->used = true;
        q.kept = p;
    }
    return q;
}

struct query
query_begin(struct store *s, const struct sql *sql)
{
    return begin(s, sql->name, sql->text, true);
}

struct query
query_compose(struct store *s, const char *text)
{
    return begin(s, "composed", text, false);
}

/* ---- binding ------------------------------------------------------------------------ */

static void
bound(struct query *q, int rc)
{
    if (q->rc == SQLITE_OK && rc != SQLITE_OK)
        q->rc = rc;
}

void
query_bind_int(struct query *q, int64_t value)
{
    bound(q, sqlite3_bind_int64(q->stmt, ++q->bound, value));
}

void
query_bind_text(struct query *q, const char *text)
{
    if (!text)
        query_bind_null(q);
    else
        bound(q, sqlite3_bind_text(q->stmt, ++q->bound, text, -1, SQLITE_TRANSIENT));
}

void
query_bind_blob(struct query *q, const void *bytes, size_t size)
{
    if (!bytes)
        query_bind_null(q);
    else
        bound(q, sqlite3_bind_blob64(q->stmt, ++q->bound, bytes, size, SQLITE_TRANSIENT));
}

void
query_bind_null(struct query *q)
{
    bound(q, sqlite3_bind_null(q->stmt, ++q->bound));
}

/* ---- stepping and reading -------------------------------------------------------------- */

bool
query_next(struct query *q)
{
    /* After a failure SQLite may have rolled back by itself: what followed would be saved alone. */
    if (q->store->writing && q->store->spoiled != SQLITE_OK)
        q->rc = q->store->spoiled;
    if (q->rc != SQLITE_OK && q->rc != SQLITE_ROW)
        return false;
    if (q->rc == SQLITE_OK && q->bound != sqlite3_bind_parameter_count(q->stmt)) {
        q->rc = SQLITE_MISUSE;
        return false;
    }
    q->rc = sqlite3_step(q->stmt);
    return q->rc == SQLITE_ROW;
}

static int
column(struct query *q, const char *name)
{
    int n = sqlite3_column_count(q->stmt);

    for (int i = 0; i < n; i++)
        if (strcmp(sqlite3_column_name(q->stmt, i), name) == 0)
            return i;
    fprintf(stderr, "qiantai: statement %s has no column %s\n", q->name, name);
    abort();
}

int64_t
query_int(struct query *q, const char *name)
{
    return sqlite3_column_int64(q->stmt, column(q, name));
}

bool
query_null(struct query *q, const char *name)
{
    return sqlite3_column_type(q->stmt, column(q, name)) == SQLITE_NULL;
}

char *
query_text(struct query *q, const char *name, struct arena *a)
{
    return arena_strdup(a, (const char *)sqlite3_column_text(q->stmt, column(q, name)));
}

char *
query_text_or_null(struct query *q, const char *name, struct arena *a)
{
    const char *text = (const char *)sqlite3_column_text(q->stmt, column(q, name));

    return text ? arena_strdup(a, text) : NULL;
}

const void *
query_blob(struct query *q, const char *name, size_t *size)
{
    int i = column(q, name);
    const void *bytes = sqlite3_column_blob(q->stmt, i);

    *size = (size_t)sqlite3_column_bytes(q->stmt, i);
    return bytes;
}

/* ---- the end ---------------------------------------------------------------------------- */

static void
release(struct query *q)
{
    if (!q->stmt)
        return;
    if (q->kept) {
        sqlite3_reset(q->stmt);
        sqlite3_clear_bindings(q->stmt);
        q->kept->used = false;
    } else {
        sqlite3_finalize(q->stmt);
    }
    q->stmt = NULL;
    q->kept = NULL;
}

bool
query_end(struct query *q, struct err *err)
{
    bool good = q->rc == SQLITE_OK || q->rc == SQLITE_ROW || q->rc == SQLITE_DONE;

    if (!good) {
        store_fail(q->store, q->rc, q->name, err);
        /* A refused row is an answer; anything else leaves the transaction with a hole, whether the caller looks or not. */
        if (q->store->writing && q->store->spoiled == SQLITE_OK && (q->rc & 0xff) != SQLITE_CONSTRAINT)
            q->store->spoiled = q->rc;
    }
    release(q);
    return good;
}

bool
query_run(struct query *q, struct err *err)
{
    while (query_next(q))
        ;
    return query_end(q, err);
}

int64_t
query_number(struct query *q, int64_t dflt)
{
    int64_t value = dflt;

    if (query_next(q) && sqlite3_column_type(q->stmt, 0) != SQLITE_NULL)
        value = sqlite3_column_int64(q->stmt, 0);
    while (query_next(q))
        ;
    query_end(q, NULL);
    return value;
}
