#include "data/suggest.h"

#include "base/phone.h"
#include "base/pinyin.h"
#include "data/content.h"
#include "data/engine/find.h"

#include <stdlib.h>
#include <string.h>

SQL(suggest_phone, "SELECT c.name AS name, p.number AS number FROM customer_phone p JOIN customer c ON c.id = p.customer"
                   " WHERE p.customer = ? AND (p.number = ?2 OR substr(p.number, -length(?2)) = ?2 OR substr(p.number, 1, length(?2)) = ?2)"
                   " ORDER BY p.place LIMIT 1");

bool
suggest_knows(const char *list)
{
    return strcmp(list, "surname") == 0 || strcmp(list, "customer_phone") == 0;
}

/* surnames.txt: surname TAB weight, the commonest first. */
static size_t
surnames(const char *typed, struct arena *a, struct option *out, size_t max)
{
    const struct content_file *f = content_find("content/surnames.txt");
    size_t n = 0;

    for (const char *line = f ? f->text : ""; *line && n < max;) {
        size_t size = strcspn(line, "\t\n");
        char *name = arena_strndup(a, line, size);

        if (*name != '#' && pinyin_match(name, typed))
            out[n++] = (struct option){ .code = name, .text = name };
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    return n;
}

static size_t
known_people(struct office *o, const char *typed, struct arena *a, struct option *out, size_t max)
{
    int64_t ids[32], ranks[32];
    size_t found, n = 0;

    if (!find_customers(o->store, typed, 0, ids, ranks, max < COUNT(ids) ? max : COUNT(ids), &found, NULL))
        return 0;
    for (size_t i = 0; i < found; i++) {
        struct query q = query_begin(o->store, &suggest_phone);

        query_bind_int(&q, ids[i]);
        query_bind_text(&q, typed);
        if (query_next(&q)) {
            char *number = query_text(&q, "number", a);

            out[n++] = (struct option){ .id = ids[i], .code = number,
                                        .text = arena_printf(a, "%s %s", query_text(&q, "name", a), phone_mask(a, number)) };
        }
        query_end(&q, NULL);
    }
    return n;
}

size_t
suggest(struct office *o, const char *list, const char *typed, struct arena *a, struct option *out, size_t max)
{
    if (strcmp(list, "surname") == 0)
        return surnames(typed, a, out, max);
    return known_people(o, typed, a, out, max);
}
