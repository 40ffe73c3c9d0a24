/* Room to work in beside the records, and writing many rows at once: for imports. */
#ifndef QT_DATA_ENGINE_BULK_H
#define QT_DATA_ENGINE_BULK_H

#include "data/engine/store.h"

/* A scratch of temporary tables on disk, of this connection alone: writing there locks nobody.
 *   import_row(n, line, cells)     a row of a file, checked
 *   import_key(owner, key, n)      what tells that two rows, or a row and a record, may be the same
 *   import_look(n, verdict)        rows that must be compared
 *   import_said(kind, n, text)     lines for the end
 * Outside a transaction. Opening it empties it. */
bool store_scratch_open(struct store *s, struct err *err);
void store_scratch_close(struct store *s);
/* Writes to the scratch stand in a transaction that takes no lock on the records. */
bool store_scratch_begin(struct store *s, struct err *err);
bool store_scratch_commit(struct store *s, struct err *err);
/* Once all keys are in: make them searchable. */
bool store_scratch_index(struct store *s, struct err *err);

/* Inside a write transaction: drop the indexes of a table that only serve to find rows (those that keep rows
 * unique stay), and make them again: a million rows sorted once are quicker than a million places sought. */
bool store_indexes_drop(struct store *s, const char *table, struct err *err);
bool store_indexes_make(struct store *s, struct err *err);

/* BLAKE2b of a file, in hexadecimal. */
#define BULK_HASH_HEX 65
bool bulk_file_hash(const char *path, char hex[BULK_HASH_HEX], struct err *err);

/* Is the database at path open in another process? Asked before it is opened here. */
bool store_in_use(const char *path);

#endif
