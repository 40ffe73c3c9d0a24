/* Finding an answer while somebody waits. */
#include "data/knowledge.h"

#include "base/lang.h"
#include "base/pinyin.h"
#include "data/content.h"

#include <stdlib.h>
#include <string.h>

#define RANK_NONE 99

SQL(knowledge_in_force, "SELECT id, kind, coalesce(topic, '') AS topic, coalesce(briefing, '') AS briefing, question, answer, version FROM knowledge"
                        " WHERE (?1 = 0 OR project = ?1) AND state = 'in_force' AND (to_on IS NULL OR to_on >= ?2) ORDER BY kind, topic, briefing, id");
SQL(knowledge_promises, "SELECT id, text, coalesce(condition, '') AS condition FROM commitment WHERE (?1 = 0 OR project IS NULL OR project = ?1)"
                        " AND in_handbook = 1 AND state IN ('approved', 'kept') ORDER BY id");
SQL(knowledge_cases, "SELECT id, title, story, coalesce(lesson, '') AS lesson, coalesce(moment, '') AS moment FROM case_study"
                     " WHERE (?1 = 0 OR project IS NULL OR project = ?1) AND state = 'active' ORDER BY id DESC");
SQL(knowledge_focus_of, "SELECT focus FROM reception WHERE customer = ? AND focus IS NOT NULL AND focus <> '' ORDER BY began_at DESC LIMIT 1");
SQL(knowledge_use_add, "INSERT INTO knowledge_use(reception, knowledge, version, at, entry) VALUES (?, ?, ?, ?, ?)"
                       " ON CONFLICT (reception, knowledge) DO NOTHING");
SQL(knowledge_use_is, "SELECT count(*) FROM knowledge_use WHERE reception = ? AND knowledge = ?");
SQL(knowledge_use_of, "SELECT k.id AS id, k.kind AS kind, k.question AS question, k.answer AS answer, u.version AS version FROM knowledge_use u"
                      " JOIN knowledge k ON k.id = u.knowledge WHERE u.reception = ? ORDER BY u.at, k.id");
SQL(knowledge_waiting, "SELECT id FROM knowledge WHERE project = ? AND state = ? ORDER BY kind DESC, id");

const char *
knowledge_group_name(enum knowledge_group g)
{
    static const char *const names[KNOW_GROUPS] = {
        [KNOW_INTERIM] = N_("Wording before the handbook"), [KNOW_TOPIC] = N_("Topics"), [KNOW_BRIEFING] = N_("Told at the first visit"),
        [KNOW_QUESTION] = N_("Hundred questions"), [KNOW_PROMISE] = N_("Promises approved"), [KNOW_CASE] = N_("Cases"),
    };

    return _(names[g]);
}

static enum knowledge_group
group_of(const char *kind)
{
    switch (*kind) {
    case '1':
        return KNOW_TOPIC;
    case '2':
        return KNOW_BRIEFING;
    case '3':
        return KNOW_QUESTION;
    default:
        return KNOW_INTERIM;
    }
}

/* ---- order ------------------------------------------------------------------------------------ */

/* The place of a topic among what the customer cares about. */
static int
rank_of(const struct content_table *map, const char *focus, const char *column, const char *code)
{
    int place = 0;

    for (const char *f = focus; *code && *f; f += strcspn(f, " "), f += *f == ' ', place++)
        for (size_t i = 0; i < map->rows; i++)
            if (content_cell(map, i, "focus")[0] == *f && strcmp(content_cell(map, i, column), code) == 0)
                return place;
    return RANK_NONE;
}

static int
by_place(const void *x, const void *y)
{
    const struct knowledge_item *a = x, *b = y;

    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->group == KNOW_CASE ? (a->id > b->id ? -1 : 1) : a->id < b->id ? -1 : 1;
}

/* ---- finding -------------------------------------------------------------------------------------- */

struct search {
    struct office *o;
    const struct knowledge_wish *wish;
    struct content_table map;
    struct arena *a;
    struct knowledge_item *out;
    size_t count, max;
};

static bool
fits(const struct knowledge_item *it, const char *text)
{
    return !text || !*text || strstr(it->title, text) || strstr(it->answer, text) || strstr(it->topic, text) ||
           pinyin_match(it->title, text) || pinyin_match(it->topic, text);
}

static bool
wanted(const struct search *s, enum knowledge_group g)
{
    return s->wish->groups == 0 || s->wish->groups & 1u << g;
}

static void
take(struct search *s, struct knowledge_item it)
{
    if (s->count < s->max && wanted(s, it.group) && fits(&it, s->wish->text))
        s->out[s->count++] = it;
}

static bool
find_answers(struct search *s, struct err *err)
{
    struct query q = query_begin(s->o->store, &knowledge_in_force);
    const char *focus = s->wish->focus ? s->wish->focus : "";

    query_bind_int(&q, s->wish->project);
    query_bind_text(&q, day_iso(s->a, office_today(s->o)));
    while (query_next(&q)) {
        const char *topic = query_text(&q, "topic", s->a), *briefing = query_text(&q, "briefing", s->a);

        take(s, (struct knowledge_item){
            .group = group_of(query_text(&q, "kind", s->a)), .id = query_int(&q, "id"), .title = query_text(&q, "question", s->a),
            .answer = query_text(&q, "answer", s->a), .version = query_int(&q, "version"),
            .topic = *topic ? office_code_text(s->o, "enquiry_topic", topic) : office_code_text(s->o, "briefing_topic", briefing),
            .rank = *topic ? rank_of(&s->map, focus, "topic", topic) : rank_of(&s->map, focus, "briefing", briefing),
        });
    }
    return query_end(&q, err);
}

static bool
find_promises(struct search *s, struct err *err)
{
    struct query q = query_begin(s->o->store, &knowledge_promises);

    query_bind_int(&q, s->wish->project);
    while (query_next(&q)) {
        const char *condition = query_text(&q, "condition", s->a), *text = query_text(&q, "text", s->a);

        take(s, (struct knowledge_item){
            .group = KNOW_PROMISE, .id = query_int(&q, "id"), .title = text, .topic = "", .rank = RANK_NONE,
            .answer = *condition ? arena_printf(s->a, "%s\n\n%s: %s", text, _("Condition"), condition) : text,
        });
    }
    return query_end(&q, err);
}

static bool
find_cases(struct search *s, struct err *err)
{
    struct query q = query_begin(s->o->store, &knowledge_cases);

    query_bind_int(&q, s->wish->project);
    while (query_next(&q))
        take(s, (struct knowledge_item){
            .group = KNOW_CASE, .id = query_int(&q, "id"), .title = query_text(&q, "title", s->a), .rank = RANK_NONE,
            .answer = arena_printf(s->a, "%s\n\n%s: %s", query_text(&q, "story", s->a), _("Lesson"), query_text(&q, "lesson", s->a)),
            .topic = office_code_text(s->o, "moment", query_text(&q, "moment", s->a)),
        });
    return query_end(&q, err);
}

bool
knowledge_find(struct office *o, const struct knowledge_wish *w, struct arena *a, struct knowledge_item *out, size_t max,
               size_t *count, struct err *err)
{
    struct search s = { .o = o, .wish = w, .map = content_table("focus_topics.csv", a), .a = a, .out = out, .max = max };

    *count = 0;
    if (!find_answers(&s, err) || (wanted(&s, KNOW_PROMISE) && !find_promises(&s, err)) ||
        (wanted(&s, KNOW_CASE) && !find_cases(&s, err)))
        return false;
    qsort(out, s.count, sizeof *out, by_place);
    *count = s.count;
    return true;
}

char *
knowledge_focus(struct office *o, int64_t customer, struct arena *a)
{
    struct query q = query_begin(o->store, &knowledge_focus_of);
    char *focus = arena_strdup(a, "");

    query_bind_int(&q, customer);
    if (customer && query_next(&q))
        focus = query_text(&q, "focus", a);
    query_end(&q, NULL);
    return focus;
}

/* ---- use --------------------------------------------------------------------------------------------- */

static bool
write_use(struct office *o, struct action *a, const struct record *reception, const struct record *k, struct err *err)
{
    struct query q = query_begin(o->store, &knowledge_use_add);

    query_bind_int(&q, reception->id);
    query_bind_int(&q, k->id);
    query_bind_int(&q, record_num(k, "version"));
    query_bind_int(&q, a->actor.now);
    query_bind_int(&q, a->entry);
    if (!query_run(&q, err))
        return false;
    action_subject(a, "reception", reception->id);
    action_subject(a, "knowledge", k->id);
    action_subject(a, "customer", record_num(reception, "customer"));
    a->summary = arena_printf(&a->arena, _("Answer used: %s (version %d)"), record_text(k, "question"), (int)record_num(k, "version"));
    return true;
}

bool
knowledge_use(struct office *o, int64_t reception, int64_t knowledge, struct err *err)
{
    struct action a;
    struct record *r, *k;
    struct query q;

    if (!office_must(o, "reception.do", "do", err))
        return false;
    q = query_begin(o->store, &knowledge_use_is);
    query_bind_int(&q, reception);
    query_bind_int(&q, knowledge);
    if (query_number(&q, 0) > 0)
        return true;
    if (!office_begin(o, &a, "knowledge.use", ENTRY_QUIET, err))
        return false;
    if (!reg_read(o, reg_get("reception"), reception, &a.arena, &r, err) ||
        !reg_read(o, reg_get("knowledge"), knowledge, &a.arena, &k, err))
        return action_fail(&a);
    if (strcmp(k->state, "in_force") != 0) {
        err_set(err, ERR_REFUSED, _("%s is not in force: it is not to be used."), record_title(o, k, &a.arena));
        return action_fail(&a);
    }
    return write_use(o, &a, r, k, err) ? action_commit(&a, err) : action_fail(&a);
}

bool
knowledge_used(struct office *o, int64_t reception, struct arena *a, struct knowledge_item *out, size_t max, size_t *count,
               struct err *err)
{
    struct query q = query_begin(o->store, &knowledge_use_of);

    *count = 0;
    query_bind_int(&q, reception);
    while (*count < max && query_next(&q))
        out[(*count)++] = (struct knowledge_item){
            .group = group_of(query_text(&q, "kind", a)), .id = query_int(&q, "id"), .title = query_text(&q, "question", a),
            .answer = query_text(&q, "answer", a), .topic = "", .version = query_int(&q, "version"), .rank = RANK_NONE,
        };
    return query_end(&q, err);
}

/* ---- a handbook as a whole ------------------------------------------------------------------------------ */

static bool
move_one(struct office *o, struct action *a, int64_t id, const struct move *m, struct err *err)
{
    struct record *r;

    if (!reg_read(o, reg_get("knowledge"), id, &a->arena, &r, err))
        return false;
    r->state = m->to;
    if (m->sign && !o->staff)
        return err_field(err, m->sign, _("%s is signed by a person: log in first."), _(m->label));
    if (m->sign)
        record_set_num(r, m->sign, o->staff);
    if (m->date)
        record_set_num(r, m->date, office_today(o));
    return reg_write(o, a, r, err);
}

static bool
waiting(struct office *o, int64_t project, const char *state, struct action *a, int64_t **ids, size_t *n, struct err *err)
{
    struct query q = query_begin(o->store, &knowledge_waiting);
    size_t room = 0;

    *n = 0;
    query_bind_int(&q, project);
    query_bind_text(&q, state);
    while (query_next(&q)) {
        *ids = arena_grow(&a->arena, *ids, *n, &room, sizeof **ids);
        (*ids)[(*n)++] = query_int(&q, "id");
    }
    return query_end(&q, err);
}

bool
knowledge_move_all(struct office *o, int64_t project, const char *move, int64_t *count, struct err *err)
{
    bool approve = strcmp(move, "approve") == 0;
    const struct move *m = reg_get("knowledge")->moves;
    struct action a;
    int64_t *ids = NULL;
    size_t n;

    *count = 0;
    while (m->id && strcmp(m->id, move) != 0)
        m++;
    if (!m->id || !office_must(o, approve ? "knowledge.approve" : "register.knowledge.edit", approve ? "approve" : "do", err) ||
        !office_begin(o, &a, approve ? "knowledge.approve_all" : "knowledge.propose_all", 0, err))
        return false;
    if (!waiting(o, project, m->from, &a, &ids, &n, err))
        return action_fail(&a);
    for (size_t i = 0; i < n; i++)
        if (!move_one(o, &a, ids[i], m, err))
            return action_fail(&a);
    if (n == 0) {
        err_set(err, ERR_MISSING, _("Nothing waits for that."));
        return action_fail(&a);
    }
    a.summary = arena_printf(&a.arena, _("Handbook: %zu answers, %s"), n, _(m->label));
    *count = (int64_t)n;
    return action_commit(&a, err);
}
