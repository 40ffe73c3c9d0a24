#include "data/complaint_find.h"

#include "base/text.h"
#include "data/engine/words.h"

#include <string.h>

#define AROUND 8                /* characters before the first word that are shown with it */
#define SNIPPET_COLUMNS 60

SQL(complaint_hit_row, "SELECT c.number AS number, c.customer AS customer, coalesce(u.name, c.name) AS name, h.code AS home_code, c.state AS state, c.received_at AS received_at,"
                       " coalesce(c.summary, '') || ' ' || c.words || ' ' || coalesce(c.wants, '') AS text FROM complaint c"
                       " LEFT JOIN customer u ON u.id = c.customer LEFT JOIN home h ON h.id = c.home WHERE c.id = ?");

/* Where the first word begins, some characters earlier. */
static char *
snippet_of(struct arena *a, const char *text, const char *typed)
{
    char *folded = words_fold(a, text), *word = words_fold(a, typed);
    const char *at, *s;

    word[strcspn(word, " ")] = '\0';
    at = *word ? strstr(folded, word) : NULL;
    s = at ? at : folded;
    for (int back = 0; s > folded && back < AROUND; back++) {
        do
            s--;
        while (s > folded && ((unsigned char)*s & 0xC0) == 0x80);
    }
    return arena_printf(a, "%s%s", s > folded ? "..." : "", arena_strndup(a, s, text_clip(s, SNIPPET_COLUMNS)));
}

bool
complaint_search(struct office *o, const char *typed, int64_t before, struct arena *a, struct complaint_hit *out, size_t max, size_t *count, struct err *err)
{
    int64_t *ids = arena_alloc(a, (max + 1) * sizeof *ids), *ranks = arena_alloc(a, (max + 1) * sizeof *ranks);
    bool names = office_can(o, "screen.customer", "see");
    size_t n = 0;

    *count = 0;
    if (!words_find(o->store, typed, before, ids, ranks, max, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct query q = query_begin(o->store, &complaint_hit_row);

        query_bind_int(&q, ids[i]);
        if (query_next(&q)) {
            char *name = query_text(&q, "name", a);

            out[(*count)++] = (struct complaint_hit){
                .id = ids[i], .rank = ranks[i], .customer = query_int(&q, "customer"), .number = query_text(&q, "number", a),
                .name = names ? name : arena_strdup(a, *name ? "***" : ""), .home_code = query_text(&q, "home_code", a), .state = query_text(&q, "state", a),
                .received = query_int(&q, "received_at"), .snippet = snippet_of(a, query_text(&q, "text", a), typed),
            };
        }
        if (!query_end(&q, err))
            return false;
    }
    return true;
}
