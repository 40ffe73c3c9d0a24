/* What the files of the engine room share; nobody else includes it. */
#ifndef QT_DATA_ENGINE_PRIVATE_H
#define QT_DATA_ENGINE_PRIVATE_H

#include "data/engine/store.h"

#include <sqlite3.h>
#include <time.h>

#define STORE_APPLICATION 0x51544149    /* "QTAI" */
#define SITE_SHIFT 40

struct prepared {
    const char *text;
    sqlite3_stmt *stmt;
    bool used;
    struct prepared *next;
};

struct reg;
enum composed_kind { COMPOSED_INSERT, COMPOSED_UPDATE, COMPOSED_READ };

struct composed {
    const struct reg *reg;
    enum composed_kind kind;
    const char *text;
    struct composed *next;
};

#define PREPARED_BUCKETS 256

struct store {
    sqlite3 *db;
    char *path;
    char *part;                     /* where it is being made; NULL: it stands at path */
    int64_t site;
    int64_t data_version;
    struct timespec wait_start;
    struct prepared *kept[PREPARED_BUCKETS];
    struct arena texts;             /* texts of composed statements */
    struct composed *composed;      /* those of registers that are run for every row of a list */
    struct buf dropped;             /* what makes the dropped indexes again */
    bool writing;
    bool importing;                 /* has the scratch open: the announced import is this one */
    long commits;
    int spoiled;                    /* why the open transaction can only be rolled back; SQLITE_OK: it is whole so far */
};

/* Say what the last failing call means for the person at the desk. */
bool store_fail(struct store *s, int rc, const char *what, struct err *err);
/* Run statements without parameters or rows. */
bool store_exec(struct store *s, const char *text, struct err *err);
/* The network file system that statfs calls by this number; NULL: a disk of this machine. */
const char *store_remote(unsigned long type);
/* Make a name of the folder in which path lies durable. */
bool store_sync_folder(const char *path, struct err *err);
void store_forget_statements(struct store *s);

#endif
