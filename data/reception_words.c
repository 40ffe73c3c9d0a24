/* What a reception begins with: the greeting, the introduction; and how many calls kept within the limit. */
#include "data/reception.h"

#include "data/template.h"

#include <string.h>

SQL(calls_kept, "SELECT coalesce(sum(ended_at - answered_at <= ?1), 0) AS good, count(*) AS total FROM reception"
                " WHERE kind = 'call' AND answered_at IS NOT NULL AND ended_at IS NOT NULL AND coalesce(on_paper, 0) = 0 AND began_at >= ?2 AND began_at < ?3");
SQL(intro_in_force, "SELECT id, text FROM intro WHERE project = ? AND state = 'in_force' ORDER BY version DESC LIMIT 1");

bool
reception_within_limit(struct office *o, day from, day to, int64_t *good, int64_t *all, struct err *err)
{
    struct query q = query_begin(o->store, &calls_kept);

    *good = *all = 0;
    query_bind_int(&q, reception_limits(o).call_limit_seconds);
    query_bind_int(&q, moment_at(from, 0, o->zone));
    query_bind_int(&q, moment_at(to + 1, 0, o->zone));
    if (query_next(&q)) {
        *good = query_int(&q, "good");
        *all = query_int(&q, "total");
    }
    return query_end(&q, err);
}

char *
reception_greeting(struct office *o, const char *kind, struct arena *a)
{
    const struct template_value values[] = {
        { "项目", o->project_name }, { "姓名", o->staff_name }, { NULL, NULL }
    };

    return template_fill(o, strcmp(kind, "call") == 0 ? "TPL-01" : "TPL-02", values, a, NULL);
}

char *
reception_intro(struct office *o, int64_t project, int64_t *intro, struct arena *a)
{
    struct query q = query_begin(o->store, &intro_in_force);
    char *text = NULL;

    *intro = 0;
    query_bind_int(&q, project);
    if (query_next(&q)) {
        *intro = query_int(&q, "id");
        text = query_text(&q, "text", a);
    }
    query_end(&q, NULL);
    return text;
}
