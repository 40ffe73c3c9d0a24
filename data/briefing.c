#include "data/briefing.h"

#include "data/knowledge.h"
#include "data/policy.h"
#include "rules/reception.h"

#include <string.h>

SQL(briefing_in_force, "SELECT id, version, answer FROM knowledge WHERE kind = '" KNOWLEDGE_BRIEFING "' AND briefing = ? AND (project = ? OR project IS NULL)"
                       " AND state = 'in_force' AND (to_on IS NULL OR to_on >= ?) ORDER BY project IS NULL, version DESC LIMIT 1");
SQL(briefing_used, "SELECT u.version AS version FROM knowledge_use u JOIN knowledge k ON k.id = u.knowledge"
                   " WHERE u.reception = ? AND k.kind = '" KNOWLEDGE_BRIEFING "' AND k.briefing = ?");
SQL(briefing_add, "INSERT INTO knowledge_use(reception, knowledge, version, at, entry) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
SQL(briefing_untold, "DELETE FROM knowledge_use WHERE reception = ?1 AND knowledge IN (SELECT id FROM knowledge"
                     " WHERE kind = '" KNOWLEDGE_BRIEFING "' AND instr(?2, briefing) = 0)");
static bool
in_force(struct office *o, int64_t project, const char *topic, struct arena *a, struct briefing *out, struct err *err)
{
    struct query q = query_begin(o->store, &briefing_in_force);

    query_bind_text(&q, topic);
    query_bind_int(&q, project);
    query_bind_text(&q, day_iso(a, office_today(o)));
    if (query_next(&q)) {
        out->knowledge = query_int(&q, "id");
        out->version = query_int(&q, "version");
        out->text = query_text(&q, "answer", a);
    }
    return query_end(&q, err);
}

bool
briefing_texts(struct office *o, int64_t project, struct arena *a, struct briefing out[BRIEFINGS_MOST], size_t *count, struct err *err)
{
    const struct option_list *topics = office_list(o, "briefing_topic");

    *count = 0;
    for (size_t i = 0; topics && i < topics->count && *count < BRIEFINGS_MOST; i++) {
        struct briefing *b = &out[*count];

        if (topics->options[i].retired)
            continue;
        *b = (struct briefing){ .topic = topics->options[i].code, .name = topics->options[i].text };
        if (!in_force(o, project, b->topic, a, b, err))
            return false;
        ++*count;
    }
    return true;
}

/* Codes of briefing_topic have one character. */
size_t
briefing_told(const char *told)
{
    size_t n = 0;

    for (const char *c = told; *c; c++)
        n += *c != ' ';
    return n;
}

bool
briefing_too_few(const struct office *o, bool first_visit, const char *told)
{
    struct walk_in visit = { .first_visit = first_visit };

    for (const char *c = told; *c; c++)
        if (*c >= '1' && *c <= '9')
            visit.topics |= 1u << (*c - '1');
    return walk_in_briefed_in_part(&visit, (int)policy_number(o, "briefing.topics_required"));
}

bool
briefing_short(const struct office *o, const struct record *reception)
{
    return strcmp(record_text(reception, "kind"), "walk_in") == 0 &&
           briefing_too_few(o, record_num(reception, "first") != 0, record_text(reception, "told"));
}

int64_t
briefing_version(struct office *o, int64_t reception, const char *topic)
{
    struct query q = query_begin(o->store, &briefing_used);

    query_bind_int(&q, reception);
    query_bind_text(&q, topic);
    return query_number(&q, 0);
}

static bool
note_one(struct office *o, struct action *a, int64_t reception, const struct briefing *b, struct err *err)
{
    struct query q;

    if (!b->knowledge || briefing_version(o, reception, b->topic))
        return true;
    q = query_begin(o->store, &briefing_add);
    query_bind_int(&q, reception);
    query_bind_int(&q, b->knowledge);
    query_bind_int(&q, b->version);
    query_bind_int(&q, a->actor.now);
    query_bind_int(&q, a->entry);
    return query_run(&q, err);
}

bool
briefing_note(struct office *o, struct action *a, const struct record *reception, struct err *err)
{
    const char *told = record_text(reception, "told");
    int64_t project = record_num(reception, "project");
    struct briefing all[BRIEFINGS_MOST];
    struct query q;
    size_t n;

    if (strcmp(record_text(reception, "kind"), "walk_in") != 0)
        return true;
    q = query_begin(o->store, &briefing_untold);
    query_bind_int(&q, reception->id);
    query_bind_text(&q, told);
    if (!query_run(&q, err) || !briefing_texts(o, project ? project : o->project, &a->arena, all, &n, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if (strstr(told, all[i].topic) && !note_one(o, a, reception->id, &all[i], err))
            return false;
    return true;
}
