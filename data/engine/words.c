#include "data/engine/words.h"

#include "base/text.h"
#include "data/engine/private.h"

#include <ctype.h>
#include <string.h>

#define LOOKED_AT 64            /* candidates read at once */

SQL(words_source, "SELECT c.number || ' ' || coalesce(c.source, '') || ' ' || c.words || ' ' || coalesce(c.summary, '') || ' ' || coalesce(c.wants, '') || ' ' ||"
                  " coalesce(c.loss, '') || ' ' || coalesce(c.response, '') || ' ' || coalesce(c.result_words, '') AS text, r.digest AS digest, r.rank AS rank"
                  " FROM complaint c LEFT JOIN words_rank r ON r.complaint = c.id WHERE c.id = ?");
SQL(words_in, "INSERT INTO words_find(rowid, t) VALUES (?, ?)");
SQL(words_rank_set, "INSERT INTO words_rank(complaint, rank, digest) VALUES (?, ?, ?) ON CONFLICT(complaint) DO UPDATE SET rank = excluded.rank, digest = excluded.digest");
SQL(words_top, "SELECT max(rank) FROM words_rank");
SQL(words_pend, "INSERT OR IGNORE INTO words_pending(complaint) VALUES (?)");
SQL(words_pending_some, "SELECT complaint FROM words_pending ORDER BY complaint LIMIT ?");
SQL(words_pending_drop, "DELETE FROM words_pending WHERE complaint = ?");
SQL(words_pending_count, "SELECT count(*) FROM words_pending");
SQL(words_match, "SELECT r.complaint AS complaint, f.rowid AS rank FROM words_find f JOIN words_rank r ON r.rank = f.rowid"
                 " WHERE words_find MATCH ? AND f.rowid < ? ORDER BY f.rowid DESC LIMIT ?");

/* ---- text: pure functions ------------------------------------------------------------------------------- */

static bool
is_blank(uint32_t cp)
{
    return cp <= ' ' || cp == 0xA0 || cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200A);
}

static bool
is_nothing(uint32_t cp)
{
    return (cp >= 0x200B && cp <= 0x200F) || cp == 0xFEFF || cp == 0xFFFD;
}

char *
words_fold(struct arena *a, const char *text)
{
    const char *narrow = text_halfwidth(a, text), *end = narrow + strlen(narrow);
    char *out = arena_alloc(a, strlen(narrow) + 1), *w = out;

    while (narrow < end) {
        uint32_t cp;
        int n = text_decode(narrow, end, &cp);

        if (is_blank(cp)) {
            if (w > out && w[-1] != ' ')
                *w++ = ' ';
        } else if (!is_nothing(cp)) {
            for (int i = 0; i < n; i++)
                *w++ = cp < 0x80 ? (char)tolower((int)cp) : narrow[i];
        }
        narrow += n;
    }
    *w = '\0';
    return out;
}

static void
put(struct buf *b, const char *between, const char *text, size_t size, const char *after)
{
    if (b->size)
        buf_puts(b, between);
    buf_add(b, text, size);
    buf_puts(b, after);
}

/* Cut a folded text: pairs of Han, the last Han of a run alone, runs of letters and digits. as_query: quoted, a single character
 * and a run of letters as a beginning, joined by AND. */
static char *
cut(struct arena *a, const char *s, bool as_query)
{
    const char *end = s + strlen(s), *between = as_query ? " AND " : " ", *before = NULL;
    struct buf b = { 0 };
    size_t last = 0;
    bool paired = false;
    char *out;

    while (s <= end) {
        uint32_t cp = 0;
        int n = s < end ? text_decode(s, end, &cp) : 1;
        bool han = s < end && text_is_han(cp);

        if (han && before) {
            put(&b, between, before, last + (size_t)n, "");
            paired = true;
        }
        if (!han && before && (!as_query || !paired))
            put(&b, between, before, last, as_query ? "*" : "");
        if (!han)
            paired = false;
        before = han ? s : NULL;
        last = (size_t)n;
        if (!han && s < end && cp < 0x80 && isalnum((int)cp)) {
            size_t run = 0;

            while (s + run < end && isalnum((unsigned char)s[run]))
                run++;
            put(&b, between, s, run, as_query ? "*" : "");
            n = (int)run;
        }
        s += n;
    }
    out = arena_strdup(a, b.text ? b.text : "");
    buf_free(&b);
    return out;
}

char *
words_tokens(struct arena *a, const char *folded)
{
    return cut(a, folded, false);
}

char *
words_query(struct arena *a, const char *folded)
{
    return cut(a, folded, true);
}

/* FNV-1a: only tells whether a text changed. */
static int64_t
digest(const char *s)
{
    uint64_t h = 0xcbf29ce484222325u;

    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 0x100000001b3u;
    return (int64_t)(h >> 1);
}

/* ---- writing ----------------------------------------------------------------------------------------------- */

/* A rank is never given twice: the highest one is always that of a matter that is there. */
static int64_t
next_rank(struct store *s)
{
    struct query q = query_begin(s, &words_top);

    return query_number(&q, 0) + 1;
}

static bool
index_one(struct store *s, int64_t complaint, int64_t *rank, struct err *err)
{
    struct arena a = { 0 };
    struct query q = query_begin(s, &words_source);
    char *folded = NULL;
    int64_t now = 0, was = 0;
    bool known = false, good;

    query_bind_int(&q, complaint);
    if (query_next(&q)) {
        folded = words_fold(&a, query_text(&q, "text", &a));
        known = !query_null(&q, "rank");
        was = query_int(&q, "digest");
        now = digest(folded);
    }
    good = query_end(&q, err);
    if (good && folded && (!known || was != now)) {
        q = query_begin(s, &words_in);
        query_bind_int(&q, *rank);
        query_bind_text(&q, words_tokens(&a, folded));
        good = query_run(&q, err);
        q = query_begin(s, &words_rank_set);
        query_bind_int(&q, complaint);
        query_bind_int(&q, *rank);
        query_bind_int(&q, now);
        good = query_run(&q, good ? err : NULL) && good;
        ++*rank;
    }
    arena_free(&a);
    return good;
}

bool
words_refresh(struct store *s, const int64_t *complaints, size_t count, struct err *err)
{
    int64_t rank = next_rank(s);

    for (size_t i = 0; i < count; i++)
        if (!index_one(s, complaints[i], &rank, err))
            return false;
    return true;
}

bool
words_postpone(struct store *s, int64_t complaint, struct err *err)
{
    struct query q = query_begin(s, &words_pend);

    query_bind_int(&q, complaint);
    return query_run(&q, err);
}

int64_t
words_waiting(struct store *s)
{
    struct query q = query_begin(s, &words_pending_count);

    return query_number(&q, 0);
}

static bool
catch_up(struct store *s, size_t max, struct err *err)
{
    struct arena a = { 0 };
    int64_t *ids = arena_alloc(&a, max * sizeof *ids);
    struct query q = query_begin(s, &words_pending_some);
    size_t n = 0;
    bool good;

    query_bind_int(&q, (int64_t)max);
    while (n < max && query_next(&q))
        ids[n++] = query_int(&q, "complaint");
    good = query_end(&q, err) && words_refresh(s, ids, n, err);
    for (size_t i = 0; good && i < n; i++) {
        q = query_begin(s, &words_pending_drop);
        query_bind_int(&q, ids[i]);
        good = query_run(&q, err);
    }
    arena_free(&a);
    return good;
}

int64_t
words_catch_up(struct store *s, size_t max, struct err *err)
{
    if (words_waiting(s) == 0)
        return 0;
    if (!store_begin(s, err))
        return -1;
    if (!catch_up(s, max, err)) {
        store_rollback(s);
        return -1;
    }
    return store_commit(s, err) ? words_waiting(s) : -1;
}

/* ---- finding ------------------------------------------------------------------------------------------------- */

/* Every part of what was typed stands in the text as it was typed. */
static bool
contains(const char *folded, const char *typed, struct arena *a)
{
    char *copy = arena_strdup(a, typed), *save = NULL;

    for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save))
        if (!strstr(folded, word))
            return false;
    return true;
}

static bool
text_contains_all(struct store *s, int64_t complaint, const char *typed, struct err *err)
{
    struct query q = query_begin(s, &words_source);
    struct arena a = { 0 };
    bool fits = false;

    query_bind_int(&q, complaint);
    if (query_next(&q))
        fits = contains(words_fold(&a, query_text(&q, "text", &a)), typed, &a);
    query_end(&q, err);
    arena_free(&a);
    return fits;
}

static bool
candidates(struct store *s, const char *query, int64_t before, int64_t *ids, int64_t *ranks, size_t max, size_t *n, struct err *err)
{
    struct query q = query_begin(s, &words_match);

    *n = 0;
    query_bind_text(&q, query);
    query_bind_int(&q, before);
    query_bind_int(&q, (int64_t)max);
    while (*n < max && query_next(&q)) {
        ids[*n] = query_int(&q, "complaint");
        ranks[(*n)++] = query_int(&q, "rank");
    }
    return query_end(&q, err);
}

bool
words_find(struct store *s, const char *typed, int64_t before, int64_t *ids, int64_t *ranks, size_t max, size_t *count, struct err *err)
{
    struct arena a = { 0 };
    const char *folded = words_fold(&a, typed), *query = words_query(&a, folded);
    int64_t some[LOOKED_AT], at[LOOKED_AT];
    size_t n = LOOKED_AT;
    bool good = true;

    *count = 0;
    if (before == 0)
        before = INT64_MAX;
    while (good && *query && n == LOOKED_AT && *count < max) {
        good = candidates(s, query, before, some, at, LOOKED_AT, &n, err);
        for (size_t i = 0; good && i < n && *count < max; i++) {
            before = at[i];
            if (text_contains_all(s, some[i], folded, err)) {
                ids[*count] = some[i];
                ranks[(*count)++] = at[i];
            }
        }
    }
    arena_free(&a);
    return good;
}
