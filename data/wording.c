/* Words to use and to avoid, terms in plain words: content, found like the answers (RCP-15). */
#include "data/knowledge.h"

#include "base/lang.h"
#include "base/pinyin.h"
#include "data/content.h"

#include <string.h>

static bool
fits(const char *text, const char *const *cells, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!text || !*text || strstr(cells[i], text) || pinyin_match(cells[i], text))
            return true;
    return false;
}

size_t
wording_find(const char *text, bool terms, struct arena *a, struct knowledge_item *out, size_t max)
{
    struct content_table t = content_table(terms ? "terms.csv" : "wording.csv", a);
    size_t n = 0;

    for (size_t i = 0; i < t.rows && n < max; i++) {
        const char *title = content_cell(&t, i, terms ? "term" : "prefer");
        const char *avoid = terms ? "" : content_cell(&t, i, "avoid"), *why = content_cell(&t, i, terms ? "plain" : "why");
        const char *cells[] = { title, why, avoid };

        if (fits(text, cells, terms ? 2 : 3))
            out[n++] = (struct knowledge_item){ .id = (int64_t)i + 1, .title = title, .topic = avoid, .answer = why };
    }
    return n;
}
