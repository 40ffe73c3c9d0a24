/* The hash chain of the journal: appending to it and computing it again. */
#ifndef QT_DATA_ENGINE_CHAIN_H
#define QT_DATA_ENGINE_CHAIN_H

#include "data/engine/action.h"

#define CHAIN_HASH 32       /* bytes of a BLAKE2b hash or digest */

struct chain_entry {
    int64_t id;
    int64_t seq;            /* filled in when appended */
    moment at;
    int64_t staff;
    const char *desk, *action;
    unsigned flags;
    const struct subject *subjects;
    size_t nsubjects;
    const char *summary, *args;         /* summary may be NULL */
    const void *changes;
    size_t changes_size;
};

/* Append to the chain of this site, inside a transaction. */
bool chain_append(struct store *s, struct chain_entry *e, struct err *err);
/* Digest of a payload; hash of an entry over its predecessor's hash (zeros before the first). */
void chain_digest(const char *summary, const char *args, const void *changes, size_t size, unsigned char out[CHAIN_HASH]);
void chain_hash(const unsigned char before[CHAIN_HASH], int64_t id, int64_t site, int64_t seq, moment at, int64_t staff,
                const char *desk, const char *action, unsigned flags, const char *subjects,
                const unsigned char digest[CHAIN_HASH], unsigned char out[CHAIN_HASH]);

#endif
