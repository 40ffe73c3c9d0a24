#include "data/engine/find.h"

#include "base/phone.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "data/engine/private.h"

#include <ctype.h>
#include <string.h>

#define FIND_RULES "1"          /* version of the token rules below: a change rebuilds the index */
#define RECENT_ENOUGH 1000      /* among the newest so many a customer's rank is left alone */
#define PARTS 4                 /* of a source: name | phones | rooms | plates */

SQL(find_source, "SELECT c.name AS name, c.merged_into AS merged,"
    " (SELECT group_concat(number, ' ') FROM (SELECT number FROM customer_phone WHERE customer = c.id ORDER BY number)) AS phones,"
    " (SELECT group_concat(code, ' ') FROM (SELECT h.code AS code FROM ownership o JOIN home h ON h.id = o.home"
    "   WHERE o.customer = c.id AND o.cancelled_on IS NULL AND o.ended_on IS NULL ORDER BY h.code)) AS rooms,"
    " (SELECT group_concat(plate, ' ') FROM (SELECT plate FROM vehicle WHERE customer = c.id AND state = 'active' ORDER BY plate)) AS plates,"
    " r.rank AS rank, r.source AS source"
    " FROM customer c LEFT JOIN find_rank r ON r.customer = c.id WHERE c.id = ?");
SQL(find_out, "INSERT INTO find(find, rowid, t) VALUES ('delete', ?, ?)");
SQL(find_in, "INSERT INTO find(rowid, t) VALUES (?, ?)");
SQL(find_rank_set, "INSERT INTO find_rank(customer, rank, source) VALUES (?, ?, ?)"
                   " ON CONFLICT(customer) DO UPDATE SET rank = excluded.rank, source = excluded.source");
SQL(find_rank_drop, "DELETE FROM find_rank WHERE customer = ?");
SQL(find_top, "SELECT max(rank) FROM find_rank");
SQL(find_bottom, "SELECT min(rank) FROM find_rank");
SQL(find_pend, "INSERT OR IGNORE INTO find_pending(customer) VALUES (?)");
SQL(find_pending_some, "SELECT customer FROM find_pending ORDER BY customer LIMIT ?");
SQL(find_pending_drop, "DELETE FROM find_pending WHERE customer = ?");
SQL(find_pending_count, "SELECT count(*) FROM find_pending");
SQL(find_ranked_count, "SELECT count(*) FROM find_rank");
SQL(find_pending_none, "SELECT NOT EXISTS (SELECT 1 FROM find_pending)");
SQL(find_match, "SELECT r.customer AS customer, find.rowid AS rank FROM find JOIN find_rank r ON r.rank = find.rowid"
                " WHERE find MATCH ? AND find.rowid < ? ORDER BY find.rowid DESC LIMIT ?");
SQL(find_newest, "SELECT customer, rank FROM find_rank WHERE rank < ? ORDER BY rank DESC LIMIT ?");
SQL(find_rules_get, "SELECT value = '" FIND_RULES "' FROM setting WHERE name = 'find.rules'");
SQL(find_rules_set, "INSERT INTO setting(name, value) VALUES ('find.rules', '" FIND_RULES "')"
                    " ON CONFLICT(name) DO UPDATE SET value = excluded.value");
SQL(find_empty, "INSERT INTO find(find) VALUES ('delete-all')");
SQL(find_rank_empty, "DELETE FROM find_rank");
SQL(find_pieces_get, "SELECT value FROM setting WHERE name = 'find.pieces'");
SQL(find_pieces_set, "INSERT INTO setting(name, value) VALUES ('find.pieces', ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value");
SQL(find_merge, "INSERT INTO find(find, rank) VALUES ('merge', ?)");
SQL(find_pend_all, "INSERT OR IGNORE INTO find_pending(customer) SELECT id FROM customer WHERE merged_into IS NULL");

/* ---- tokens: a pure function of the source ------------------------------------------------ */

static void
token(struct buf *t, const char *text)
{
    if (!*text)
        return;
    if (t->size)
        buf_putc(t, ' ');
    buf_puts(t, text);
}

/* Letters, digits and Han of a name; · and blanks inside a name are not looked for. */
static char *
bare(struct arena *a, const char *text)
{
    char *out = arena_alloc(a, strlen(text) + 1), *w = out;
    const char *end = text + strlen(text);

    while (text < end) {
        uint32_t cp;
        int n = text_decode(text, end, &cp);

        if (cp >= 0x80 ? text_is_han(cp) || (cp >= 0xC0 && cp < 0x2000) : isalnum((int)cp) != 0) {
            memcpy(w, text, (size_t)n);
            w += n;
        }
        text += n;
    }
    *w = '\0';
    return out;
}

static void
name_tokens(struct buf *t, struct arena *a, const char *name)
{
    const char *plain = bare(a, name), *end = plain + strlen(plain);
    char **letters;
    size_t n = pinyin_tokens(a, name, &letters);

    for (const char *s = plain; s < end;) {
        uint32_t cp;

        token(t, s);
        s += text_decode(s, end, &cp);
        while (s < end && cp < 0x80 && (unsigned char)*s < 0x80)    /* a Latin word is one token */
            s += text_decode(s, end, &cp);
    }
    for (size_t i = 0; i < n; i++)
        token(t, letters[i]);
}

static void
phone_tokens(struct buf *t, struct arena *a, const char *number)
{
    const char *digits = phone_digits(a, number);
    size_t n = strlen(digits);

    token(t, digits);
    if (n > 8)
        token(t, digits + n - 8);
    if (n > 4)
        token(t, digits + n - 4);
}

static void
room_tokens(struct buf *t, struct arena *a, const char *code)
{
    const char *room = strrchr(code, '-');
    char *joined = arena_alloc(a, strlen(code) + 1), *w = joined;

    for (const char *s = code; *s; s++)
        if (*s != '-')
            *w++ = *s;
    token(t, code);
    token(t, joined);
    if (room)
        token(t, room + 1);
}

static void
plate_tokens(struct buf *t, struct arena *a, const char *plate)
{
    const char *plain = bare(a, plate), *end = plain + strlen(plain);
    uint32_t cp;

    token(t, plain);
    if (*plain)
        token(t, plain + text_decode(plain, end, &cp));
    if (strlen(plain) > 5)
        token(t, end - 5);
}

static void
each_word(struct buf *t, struct arena *a, char *words, void (*put)(struct buf *, struct arena *, const char *))
{
    char *save = NULL;

    for (char *w = strtok_r(words, " ", &save); w; w = strtok_r(NULL, " ", &save))
        put(t, a, w);
}

static char *
tokens_of(struct arena *a, const char *source)
{
    char *copy = arena_strdup(a, source), *part[PARTS], *out;
    struct buf t = { 0 };

    for (int i = 0; i < PARTS; i++) {
        part[i] = copy;
        copy += strcspn(copy, "|");
        if (*copy)
            *copy++ = '\0';
    }
    name_tokens(&t, a, part[0]);
    each_word(&t, a, part[1], phone_tokens);
    each_word(&t, a, part[2], room_tokens);
    each_word(&t, a, part[3], plate_tokens);
    out = arena_strdup(a, t.text ? t.text : "");
    buf_free(&t);
    return out;
}

/* ---- writing the index ---------------------------------------------------------------------- */

struct indexed {
    char *source;           /* NULL: not to be found (merged into another) */
    char *old;              /* NULL: not in the index */
    int64_t rank;
};

static bool
read_indexed(struct store *s, int64_t customer, struct arena *a, struct indexed *out, struct err *err)
{
    struct query q = query_begin(s, &find_source);
    bool merged;

    memset(out, 0, sizeof *out);
    query_bind_int(&q, customer);
    if (query_next(&q)) {
        merged = !query_null(&q, "merged");
        out->old = query_text_or_null(&q, "source", a);
        out->rank = query_int(&q, "rank");
        if (!merged) {
            char *name = query_text(&q, "name", a);

            for (char *c = name; *c; c++)
                if (*c == '|')
                    *c = ' ';
            out->source = arena_printf(a, "%s|%s|%s|%s", name, query_text(&q, "phones", a),
                                       query_text(&q, "rooms", a), query_text(&q, "plates", a));
        }
    }
    return query_end(&q, err);
}

static bool
take_out(struct store *s, int64_t rank, const char *source, struct arena *a, struct err *err)
{
    struct query q = query_begin(s, &find_out);

    query_bind_int(&q, rank);
    query_bind_text(&q, tokens_of(a, source));
    return query_run(&q, err);
}

static bool
put_in(struct store *s, int64_t customer, int64_t rank, const char *source, struct arena *a, struct err *err)
{
    struct query q = query_begin(s, &find_in);

    query_bind_int(&q, rank);
    query_bind_text(&q, tokens_of(a, source));
    if (!query_run(&q, err))
        return false;
    q = query_begin(s, &find_rank_set);
    query_bind_int(&q, customer);
    query_bind_int(&q, rank);
    query_bind_text(&q, source);
    return query_run(&q, err);
}

static bool
drop_rank(struct store *s, int64_t customer, struct err *err)
{
    struct query q = query_begin(s, &find_rank_drop);

    query_bind_int(&q, customer);
    return query_run(&q, err);
}

static int64_t
edge(struct store *s, const struct sql *sql)
{
    struct query q = query_begin(s, sql);

    return query_number(&q, 0);
}

static bool
refresh_one(struct store *s, int64_t customer, int64_t *top, struct arena *a, struct err *err)
{
    struct indexed it;

    if (!read_indexed(s, customer, a, &it, err))
        return false;
    if (it.old && it.source && strcmp(it.old, it.source) == 0 && it.rank > *top - RECENT_ENOUGH)
        return true;
    if (it.old && !take_out(s, it.rank, it.old, a, err))
        return false;
    if (!it.source)
        return drop_rank(s, customer, err);
    return put_in(s, customer, ++*top, it.source, a, err);
}

bool
find_refresh(struct store *s, const int64_t *customers, size_t count, struct err *err)
{
    struct arena a = { 0 };
    int64_t top = edge(s, &find_top);
    bool good = true;

    if (top < 0)
        top = 0;
    for (size_t i = 0; good && i < count; i++)
        good = refresh_one(s, customers[i], &top, &a, err);
    arena_free(&a);
    return good;
}

bool
find_postpone(struct store *s, int64_t customer, struct err *err)
{
    struct query q = query_begin(s, &find_pend);

    query_bind_int(&q, customer);
    return query_run(&q, err);
}

/* Who comes by a list goes below everybody whom a desk has had to do with; ranks rise within
 * the batch, since FTS5 writes a segment at every step down. */
static bool
catch_up_one(struct store *s, int64_t customer, int64_t rank, struct arena *a, struct err *err)
{
    struct indexed it;
    struct query q;

    if (!read_indexed(s, customer, a, &it, err))
        return false;
    if (it.old && it.source && strcmp(it.old, it.source) != 0) {
        if (!take_out(s, it.rank, it.old, a, err) || !put_in(s, customer, it.rank, it.source, a, err))
            return false;
    } else if (!it.old && it.source) {
        if (!put_in(s, customer, rank, it.source, a, err))
            return false;
    }
    q = query_begin(s, &find_pending_drop);
    query_bind_int(&q, customer);
    return query_run(&q, err);
}

static size_t
pending_some(struct store *s, int64_t *ids, size_t max)
{
    struct query q = query_begin(s, &find_pending_some);
    size_t n = 0;

    query_bind_int(&q, (int64_t)max);
    while (n < max && query_next(&q))
        ids[n++] = query_int(&q, "customer");
    query_end(&q, NULL);
    return n;
}

/* What many batches leave: an index of many pieces, each of which every search must look into. */
enum pieces { PIECES_FEW, PIECES_MANY, PIECES_MERGING };
#define MANY_ROWS 1000          /* a file of so many leaves pieces */
#define MERGE_PAGES 64          /* of a step: some 10 ms in which others wait */

static bool
set_pieces(struct store *s, enum pieces pieces, struct err *err)
{
    struct query q = query_begin(s, &find_pieces_set);

    query_bind_int(&q, pieces);
    return query_run(&q, err);
}

/* Begun with a negative number of pages (all pieces into one), then carried on: begun anew each time it would never end
 * while desks write. Less than two rows written: there was nothing left to do. */
int
find_tidy(struct store *s, struct err *err)
{
    int64_t pieces = edge(s, &find_pieces_get);
    struct query q;
    int before;
    bool good;

    if (pieces == PIECES_FEW)
        return 0;
    if (!store_begin(s, err))
        return -1;
    pieces = edge(s, &find_pieces_get);
    before = sqlite3_total_changes(s->db);
    q = query_begin(s, &find_merge);
    query_bind_int(&q, pieces == PIECES_MANY ? -MERGE_PAGES : MERGE_PAGES);
    good = query_run(&q, err);
    pieces = sqlite3_total_changes(s->db) - before < 2 ? PIECES_FEW : PIECES_MERGING;
    if (good && set_pieces(s, (enum pieces)pieces, err))
        return store_commit(s, err) ? pieces != PIECES_FEW : -1;
    store_rollback(s);
    return -1;
}

/* Putting it in order costs as much as the whole index is large: for a tenth of it and more. */
static bool
note_many(struct store *s, struct err *err)
{
    int64_t waiting;

    if (edge(s, &find_pieces_get) == PIECES_MANY)
        return true;
    waiting = edge(s, &find_pending_count);
    return waiting < MANY_ROWS || waiting * 10 < edge(s, &find_ranked_count) || set_pieces(s, PIECES_MANY, err);
}

int64_t
find_catch_up(struct store *s, size_t max, struct err *err)
{
    struct arena a = { 0 };
    int64_t *ids = arena_alloc(&a, max * sizeof *ids), rank;
    struct arena row = { 0 };
    size_t n;
    bool good = true;

    if (edge(s, &find_pending_none)) {
        arena_free(&a);
        return 0;
    }
    if (!store_begin(s, err)) {
        arena_free(&a);
        return -1;
    }
    good = note_many(s, err);
    n = pending_some(s, ids, max);
    rank = edge(s, &find_bottom);
    if (rank > 0)
        rank = 0;
    rank -= (int64_t)n;
    for (size_t i = 0; good && i < n; i++) {
        good = catch_up_one(s, ids[i], rank + (int64_t)i, &row, err);
        arena_reset(&row);
    }
    if (good)
        good = store_commit(s, err);
    else
        store_rollback(s);
    arena_free(&row);
    arena_free(&a);
    return good ? find_waiting(s) : -1;
}

int64_t
find_waiting(struct store *s)
{
    return edge(s, &find_pending_count);
}

bool
find_check_rules(struct store *s, struct err *err)
{
    static const struct sql *const rebuild[] = { &find_empty, &find_rank_empty, &find_pend_all, &find_rules_set };

    if (edge(s, &find_rules_get) == 1)
        return true;
    if (!store_begin(s, err))
        return false;
    if (edge(s, &find_rules_get) == 1) {        /* another desk was first */
        store_rollback(s);
        return true;
    }
    for (size_t i = 0; i < COUNT(rebuild); i++) {
        struct query q = query_begin(s, rebuild[i]);

        if (!query_run(&q, err)) {
            store_rollback(s);
            return false;
        }
    }
    return store_commit(s, err);
}

/* ---- asking ------------------------------------------------------------------------------------ */

/* A word as a quoted prefix term; nothing typed ever reaches MATCH as syntax. */
static bool
add_term(struct buf *match, struct arena *a, const char *word)
{
    const char *term = strchr(word, '-') && word[strspn(word, "0123456789-ABCDEFGHabcdefgh")] == '\0' ? word : bare(a, word);

    if (!*term)
        return false;
    if (match->size)
        buf_puts(match, " AND ");
    buf_printf(match, "\"%s\"*", term);
    return true;
}

static bool
match_of(struct buf *match, struct arena *a, const char *typed)
{
    char *plain = text_halfwidth(a, typed), *save = NULL, *phone = NULL;
    bool any = false;

    if (phone_parse(a, plain, &phone, NULL) != PHONE_NONE && strlen(phone_digits(a, phone)) >= 8) {
        buf_printf(match, "\"%s\"*", phone_digits(a, phone));
        return true;
    }
    for (char *w = strtok_r(plain, " \t", &save); w; w = strtok_r(NULL, " \t", &save)) {
        if (!add_term(match, a, w))
            return false;
        any = true;
    }
    return any;
}

static bool
collect(struct query *q, int64_t *ids, int64_t *ranks, size_t max, size_t *count, struct err *err)
{
    for (*count = 0; *count < max && query_next(q); ++*count) {
        ids[*count] = query_int(q, "customer");
        ranks[*count] = query_int(q, "rank");
    }
    return query_end(q, err);
}

bool
find_customers(struct store *s, const char *typed, int64_t before, int64_t *ids, int64_t *ranks,
               size_t max, size_t *count, struct err *err)
{
    struct arena a = { 0 };
    struct buf match = { 0 };
    struct query q;
    bool good = true;

    *count = 0;
    if (match_of(&match, &a, typed)) {
        q = query_begin(s, &find_match);
        query_bind_text(&q, match.text);
        query_bind_int(&q, before ? before : INT64_MAX);
        query_bind_int(&q, (int64_t)max);
        good = collect(&q, ids, ranks, max, count, err);
    }
    buf_free(&match);
    arena_free(&a);
    return good;
}

bool
find_recent(struct store *s, int64_t before, int64_t *ids, int64_t *ranks, size_t max, size_t *count, struct err *err)
{
    struct query q = query_begin(s, &find_newest);

    query_bind_int(&q, before ? before : INT64_MAX);
    query_bind_int(&q, (int64_t)max);
    return collect(&q, ids, ranks, max, count, err);
}
