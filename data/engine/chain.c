#include "data/engine/chain.h"

#include "data/engine/private.h"

#include <sodium.h>
#include <string.h>

SQL(chain_last, "SELECT seq, hash FROM journal_entry WHERE site = ? ORDER BY seq DESC LIMIT 1");
SQL(chain_insert, "INSERT INTO journal_entry(id, site, seq, at, staff, desk, action, flags, subjects, digest, hash)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
SQL(chain_payload, "INSERT INTO journal_payload(entry, summary, args, changes) VALUES (?, ?, ?, ?)");
SQL(chain_subject, "INSERT OR IGNORE INTO journal_subject(kind, subject, entry) VALUES (?, ?, ?)");

/* Each part with its length in front, so that no two payloads read alike. */
static void
update(crypto_generichash_state *h, const void *bytes, size_t size)
{
    uint64_t n = size;
    unsigned char head[8];

    for (int i = 0; i < 8; i++)
        head[i] = (unsigned char)(n >> (8 * i));
    crypto_generichash_update(h, head, sizeof head);
    if (size)
        crypto_generichash_update(h, bytes, size);
}

static void
update_text(crypto_generichash_state *h, const char *text)
{
    update(h, text ? text : "", text ? strlen(text) : 0);
}

static void
update_number(crypto_generichash_state *h, int64_t number)
{
    unsigned char bytes[8];

    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
    update(h, bytes, sizeof bytes);
}

void
chain_digest(const char *summary, const char *args, const void *changes, size_t size, unsigned char out[CHAIN_HASH])
{
    crypto_generichash_state h;

    crypto_generichash_init(&h, NULL, 0, CHAIN_HASH);
    update_text(&h, summary);
    update_text(&h, args);
    update(&h, changes, size);
    crypto_generichash_final(&h, out, CHAIN_HASH);
}

void
chain_hash(const unsigned char before[CHAIN_HASH], int64_t id, int64_t site, int64_t seq, moment at, int64_t staff,
           const char *desk, const char *action, unsigned flags, const char *subjects,
           const unsigned char digest[CHAIN_HASH], unsigned char out[CHAIN_HASH])
{
    crypto_generichash_state h;

    crypto_generichash_init(&h, NULL, 0, CHAIN_HASH);
    update(&h, before, CHAIN_HASH);
    update_number(&h, id);
    update_number(&h, site);
    update_number(&h, seq);
    update_number(&h, at);
    update_number(&h, staff);
    update_text(&h, desk);
    update_text(&h, action);
    update_number(&h, flags);
    update_text(&h, subjects);
    update(&h, digest, CHAIN_HASH);
    crypto_generichash_final(&h, out, CHAIN_HASH);
}

static void
last_of_chain(struct store *s, int64_t *seq, unsigned char hash[CHAIN_HASH])
{
    struct query q = query_begin(s, &chain_last);

    *seq = 0;
    memset(hash, 0, CHAIN_HASH);
    query_bind_int(&q, s->site);
    if (query_next(&q)) {
        size_t size;
        const void *bytes = query_blob(&q, "hash", &size);

        *seq = query_int(&q, "seq");
        if (size == CHAIN_HASH)
            memcpy(hash, bytes, CHAIN_HASH);
    }
    query_end(&q, NULL);
}

static bool
insert_entry(struct store *s, const struct chain_entry *e, const char *subjects,
             const unsigned char *digest, const unsigned char *hash, struct err *err)
{
    struct query q = query_begin(s, &chain_insert);

    query_bind_int(&q, e->id);
    query_bind_int(&q, s->site);
    query_bind_int(&q, e->seq);
    query_bind_int(&q, e->at);
    query_bind_int(&q, e->staff);
    query_bind_text(&q, e->desk);
    query_bind_text(&q, e->action);
    query_bind_int(&q, e->flags);
    query_bind_text(&q, subjects);
    query_bind_blob(&q, digest, CHAIN_HASH);
    query_bind_blob(&q, hash, CHAIN_HASH);
    return query_run(&q, err);
}

static bool
insert_payload(struct store *s, const struct chain_entry *e, struct err *err)
{
    struct query q = query_begin(s, &chain_payload);

    query_bind_int(&q, e->id);
    query_bind_text(&q, e->summary);
    query_bind_text(&q, e->args);
    query_bind_blob(&q, e->changes_size ? e->changes : NULL, e->changes_size);
    return query_run(&q, err);
}

static bool
insert_subjects(struct store *s, const struct chain_entry *e, struct err *err)
{
    for (size_t i = 0; i < e->nsubjects; i++) {
        struct query q = query_begin(s, &chain_subject);

        query_bind_text(&q, e->subjects[i].kind);
        query_bind_int(&q, e->subjects[i].id);
        query_bind_int(&q, e->id);
        if (!query_run(&q, err))
            return false;
    }
    return true;
}

bool
chain_append(struct store *s, struct chain_entry *e, struct err *err)
{
    unsigned char before[CHAIN_HASH], digest[CHAIN_HASH], hash[CHAIN_HASH];
    struct buf subjects = { 0 };
    bool good;

    last_of_chain(s, &e->seq, before);
    e->seq++;
    for (size_t i = 0; i < e->nsubjects; i++)
        buf_printf(&subjects, "%s%s:%lld", i ? " " : "", e->subjects[i].kind, (long long)e->subjects[i].id);
    if (!subjects.text)
        buf_puts(&subjects, "");
    chain_digest(e->summary, e->args, e->changes, e->changes_size, digest);
    chain_hash(before, e->id, s->site, e->seq, e->at, e->staff, e->desk, e->action, e->flags,
               subjects.text ? subjects.text : "", digest, hash);
    good = insert_entry(s, e, subjects.text ? subjects.text : "", digest, hash, err) &&
           insert_payload(s, e, err) && insert_subjects(s, e, err);
    buf_free(&subjects);
    return good;
}
