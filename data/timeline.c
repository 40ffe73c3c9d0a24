#include "data/timeline.h"

#include "base/lang.h"
#include "base/phone.h"
#include "data/register.h"

#include <stdlib.h>
#include <string.h>

#define ALL_OF_THEM "WITH who(id) AS (SELECT ?1 UNION SELECT id FROM customer WHERE merged_into = ?1)," \
    " mine(entry) AS (SELECT entry FROM journal_subject WHERE kind = 'customer' AND subject IN (SELECT id FROM who)" \
    " UNION SELECT entry FROM customer WHERE id IN (SELECT id FROM who)" \
    " UNION SELECT entry FROM customer_phone WHERE customer = ?1 UNION SELECT entry FROM ownership WHERE customer = ?1)"

SQL(timeline_rows, ALL_OF_THEM
    " SELECT e.id AS id, e.at AS at, e.staff AS staff, coalesce(s.name, '') AS staff_name, e.desk AS desk, e.action AS action,"
    " e.flags AS flags, e.subjects AS subjects, coalesce(p.summary, '') AS summary,"
    " (SELECT r.kind FROM journal_subject js JOIN reception r ON r.id = js.subject"
    "   WHERE js.entry = e.id AND js.kind = 'reception' AND e.action LIKE 'reception.%') AS reception_kind"
    " FROM mine JOIN journal_entry e ON e.id = mine.entry LEFT JOIN staff s ON s.id = e.staff"
    " LEFT JOIN journal_payload p ON p.entry = e.id"
    " WHERE (e.at, e.id) < (?2, ?3) AND (e.flags & 1) = 0 ORDER BY e.at DESC, e.id DESC");

#define HAS_PHONE "EXISTS (SELECT 1 FROM customer_phone p WHERE p.customer = m.customer)"
#define MISSING(column) "(m." column " IS NULL OR m." column " = '')"
SQL(lacking_rows, "SELECT * FROM ("
    "SELECT 'reception' AS about, m.id AS matter, m.customer AS customer, m.began_at AS at, m.number AS number,"
    " coalesce(m.name, c.name, '') AS name,"
    " (" MISSING("name") " AND coalesce(c.name, '') = '')"
    " + 2 * (" MISSING("phone") " AND NOT " HAS_PHONE " AND coalesce(m.refused, 0) = 0 AND coalesce(c.refused, 0) = 0)"
    " + 4 * (" MISSING("need") " AND " MISSING("topics") " AND " MISSING("focus") " AND " MISSING("note")
    "   AND NOT EXISTS (SELECT 1 FROM question q WHERE q.reception = m.id))"
    " + 8 * (" MISSING("result") " AND " MISSING("next_step") ") AS lacks"
    " FROM reception m LEFT JOIN customer c ON c.id = m.customer WHERE (?1 = 0 OR m.customer = ?1) AND m.began_at < ?2"
    " UNION ALL SELECT 'viewing', m.id, m.customer, m.at, m.number, coalesce(m.name, c.name, ''),"
    " (" MISSING("name") " AND coalesce(c.name, '') = '')"
    " + 2 * (" MISSING("phone") " AND NOT " HAS_PHONE " AND coalesce(m.refused, 0) = 0 AND coalesce(c.refused, 0) = 0)"
    " + 4 * (" MISSING("homes") " AND " MISSING("needs") " AND " MISSING("note") ")"
    " + 8 * " MISSING("result")
    " FROM viewing m LEFT JOIN customer c ON c.id = m.customer WHERE (?1 = 0 OR m.customer = ?1) AND m.at < ?2)"
    " WHERE lacks > 0 ORDER BY at DESC, matter DESC LIMIT ?3");

/* ---- groups ------------------------------------------------------------------------------------------ */

static const char *const group_names[STORY_COUNT] = {
    N_("All"), N_("Calls"), N_("Visits"), N_("Signing"), N_("Inspection"), N_("Complaints"), N_("Follow-up"), N_("Care"),
    N_("Tasks"), N_("Messages"), N_("Corrections"),
};

/* By the noun of the action; the rest are corrections of the record. */
static const struct { const char *noun; enum story_group group; } nouns[] = {
    { "reception", STORY_VISIT }, { "call", STORY_CALL }, { "walkin", STORY_VISIT }, { "viewing", STORY_VISIT },
    { "subscription", STORY_SIGNING }, { "contract", STORY_SIGNING }, { "deal", STORY_SIGNING }, { "signing", STORY_SIGNING },
    { "payment", STORY_SIGNING }, { "ownership", STORY_SIGNING }, { "adverse_notice", STORY_SIGNING },
    { "inspection", STORY_INSPECTION }, { "handover", STORY_INSPECTION },
    { "complaint", STORY_COMPLAINT }, { "repair", STORY_COMPLAINT },
    { "followup", STORY_FOLLOWUP }, { "survey", STORY_FOLLOWUP }, { "care", STORY_CARE }, { "gift", STORY_CARE },
    { "task", STORY_TASK }, { "message", STORY_MESSAGE },
};

const char *
story_group_name(enum story_group group)
{
    return _(group_names[group]);
}

static enum story_group
group_of(const char *action, const char *reception_kind)
{
    size_t n = strcspn(action, ".");

    if (*reception_kind)
        return strcmp(reception_kind, "call") == 0 ? STORY_CALL : STORY_VISIT;
    for (size_t i = 0; i < COUNT(nouns); i++)
        if (strlen(nouns[i].noun) == n && strncmp(nouns[i].noun, action, n) == 0)
            return nouns[i].group;
    return STORY_RECORD;
}

/* The matter of an entry: its first subject that is no person, home or entry. */
static void
matter_of(const char *subjects, struct arena *a, struct story *out)
{
    static const char *const not[] = { "customer", "home", "entry", "project", "staff" };
    char *copy = arena_strdup(a, subjects), *save = NULL;

    out->about = "";
    for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
        char *colon = strchr(word, ':');
        bool matter = colon != NULL;

        if (colon)
            *colon = '\0';
        for (size_t i = 0; i < COUNT(not); i++)
            matter &= strcmp(word, not[i]) != 0;
        if (!matter)
            continue;
        out->about = word;
        out->matter = strtoll(colon + 1, NULL, 10);
        return;
    }
}

static void
read_story(struct query *q, struct arena *a, struct story *out)
{
    struct entry *e = &out->entry;

    memset(out, 0, sizeof *out);
    e->id = query_int(q, "id");
    e->at = query_int(q, "at");
    e->staff = query_int(q, "staff");
    e->flags = (unsigned)query_int(q, "flags");
    e->staff_name = query_text(q, "staff_name", a);
    e->desk = query_text(q, "desk", a);
    e->action = query_text(q, "action", a);
    e->summary = query_text(q, "summary", a);
    matter_of(query_text(q, "subjects", a), a, out);
    out->group = group_of(e->action, query_text(q, "reception_kind", a));
}

bool
timeline_window(struct office *o, int64_t customer, enum story_group group, const struct story *behind,
                struct arena *a, struct story *out, size_t max, size_t *count, struct err *err)
{
    struct query q = query_begin(o->store, &timeline_rows);

    query_bind_int(&q, customer);
    query_bind_int(&q, behind ? behind->entry.at : INT64_MAX);
    query_bind_int(&q, behind ? behind->entry.id : INT64_MAX);
    *count = 0;
    while (*count < max && query_next(&q)) {
        read_story(&q, a, &out[*count]);
        *count += group == STORY_ALL || out[*count].group == group;
    }
    return query_end(&q, err);
}

/* ---- changes --------------------------------------------------------------------------------------------- */

/* Columns of tables that are no register. */
static const struct { const char *table; struct field field; } others[] = {
    { "customer_phone", { .name = "number", .label = N_("Phone"), .kind = FIELD_PHONE, .mask = MASK_PHONE } },
    { "customer_phone", { .name = "place", .label = N_("Order of phones"), .kind = FIELD_NUMBER } },
    { "customer", { .name = "merged_into", .label = N_("Merged into"), .kind = FIELD_REF, .list = "customer" } },
    { "relation", { .name = "other", .label = N_("Household"), .kind = FIELD_REF, .list = "customer", .group = "household" } },
    { "relation", { .name = "kind", .label = N_("Relation"), .kind = FIELD_CHOICE, .list = "relation", .group = "household" } },
    { "ownership", { .name = "customer", .label = N_("Owner"), .kind = FIELD_REF, .list = "customer" } },
    { "ownership", { .name = "home", .label = N_("Home"), .kind = FIELD_REF, .list = "home" } },
    { "ownership", { .name = "kind", .label = N_("Ownership"), .kind = FIELD_CHOICE, .list = "ownership" } },
    { "ownership", { .name = "subscribed_on", .label = N_("Subscribed"), .kind = FIELD_DATE } },
    { "ownership", { .name = "signed_on", .label = N_("Signed"), .kind = FIELD_DATE } },
    { "ownership", { .name = "handover_on", .label = N_("Handover"), .kind = FIELD_DATE } },
    { "ownership", { .name = "cancelled_on", .label = N_("Cancelled"), .kind = FIELD_DATE } },
    { "ownership", { .name = "ended_on", .label = N_("Resold"), .kind = FIELD_DATE } },
    { "policy", { .name = "value", .label = N_("Value"), .kind = FIELD_TEXT } },
    { "policy", { .name = "why", .label = N_("Reason"), .kind = FIELD_TEXT } },
    { "vehicle", { .name = "plate", .label = N_("Plate"), .kind = FIELD_TEXT } },
    { "task", { .name = "text", .label = N_("Task"), .kind = FIELD_TEXT } },
    { "task", { .name = "due", .label = N_("Due"), .kind = FIELD_MOMENT } },
    { "task", { .name = "done", .label = N_("Done"), .kind = FIELD_MOMENT } },
    { "task", { .name = "outcome", .label = N_("Outcome"), .kind = FIELD_TEXT } },
    { "question", { .name = "text", .label = N_("Question"), .kind = FIELD_TEXT } },
    { "question", { .name = "answer", .label = N_("Answer"), .kind = FIELD_TEXT } },
    { "reception", { .name = "result", .label = N_("Result"), .kind = FIELD_TEXT } },
    { "reception", { .name = "phone", .label = N_("Phone"), .kind = FIELD_PHONE, .mask = MASK_PHONE } },
    { "reception", { .name = "name", .label = N_("Name"), .kind = FIELD_TEXT } },
    { "reception", { .name = "note", .label = N_("Note"), .kind = FIELD_LONG } },
};

static const struct field *
field_of(const char *table, const char *column)
{
    const struct reg *reg = reg_get(table);
    int i = reg ? field_index(reg->fields, column) : -1;

    if (i >= 0)
        return &reg->fields[i];
    for (size_t k = 0; k < COUNT(others); k++)
        if (strcmp(others[k].table, table) == 0 && strcmp(others[k].field.name, column) == 0)
            return &others[k].field;
    return NULL;
}

/* A stored value, as text, for the eye. */
static char *
told(struct office *o, const struct field *f, const char *stored, struct arena *a)
{
    struct value v = { .set = stored && *stored };
    day d;

    if (!v.set)
        return arena_strdup(a, "");
    switch (f->kind) {
    case FIELD_DATE:
        v.set = day_parse_iso(stored, &d);
        v.num = v.set ? d : 0;
        break;
    case FIELD_NUMBER: case FIELD_MONEY: case FIELD_AREA: case FIELD_MOMENT: case FIELD_CLOCK: case FIELD_BOOL: case FIELD_REF:
        v.num = strtoll(stored, NULL, 10);
        break;
    default:
        v.text = stored;
    }
    return field_show_masked(f, &v, &o->env, a);
}

bool
office_sees_group(const struct office *o, const char *group)
{
    return !group || office_can(o, group, "see");
}

/* The state of a register's record is no field of its table of fields. */
static bool
tell_state(const struct change *c, struct told_change *out)
{
    const struct reg *reg = strcmp(c->column, "state") == 0 ? reg_get(c->table) : NULL;

    if (!reg || !reg->states)
        return false;
    *out = (struct told_change){ _("State"), c->old ? reg_state_label(reg, c->old) : "", c->now ? reg_state_label(reg, c->now) : "" };
    return true;
}

bool
timeline_changes(struct office *o, int64_t entry, struct arena *a, struct told_change **out, size_t *count, struct err *err)
{
    struct change *changes;
    size_t n;

    *count = 0;
    if (!journal_changes(o->store, entry, a, &changes, &n, err))
        return false;
    *out = arena_alloc(a, (n + 1) * sizeof **out);
    office_now(o);
    for (size_t i = 0; i < n; i++) {
        const struct field *f = field_of(changes[i].table, changes[i].column);
        struct told_change *t = &(*out)[*count];

        if (tell_state(&changes[i], t)) {
            ++*count;
            continue;
        }
        /* Phones and id cards are masked; what else has a group is hidden without its right. */
        if (!f || (f->group && f->mask == MASK_NONE && !office_sees_group(o, f->group)))
            continue;
        *t = (struct told_change){ _(f->label), told(o, f, changes[i].old, a), told(o, f, changes[i].now, a) };
        *count += *t->old || *t->now;
    }
    return true;
}

/* ---- what is missing (F-005) ----------------------------------------------------------------------------- */

bool
timeline_lacking(struct office *o, int64_t customer, moment before, struct arena *a, struct lacking *out, size_t max,
                 size_t *count, struct err *err)
{
    struct query q = query_begin(o->store, &lacking_rows);

    query_bind_int(&q, customer);
    query_bind_int(&q, before ? before : INT64_MAX);
    query_bind_int(&q, (int64_t)max);
    for (*count = 0; *count < max && query_next(&q); ++*count)
        out[*count] = (struct lacking){
            .about = query_text(&q, "about", a), .matter = query_int(&q, "matter"), .customer = query_int(&q, "customer"),
            .at = query_int(&q, "at"), .number = query_text(&q, "number", a), .name = query_text(&q, "name", a),
            .lacks = (unsigned)query_int(&q, "lacks"),
        };
    return query_end(&q, err);
}

char *
lacks_text(struct arena *a, unsigned lacks)
{
    static const char *const names[] = { N_("name"), N_("contact"), N_("content"), N_("result") };
    char *out = arena_strdup(a, "");

    for (size_t i = 0; i < COUNT(names); i++)
        if (lacks & 1u << i)
            out = arena_printf(a, "%s%s%s", out, *out ? ", " : "", _(names[i]));
    return arena_printf(a, _("lacks %s"), out);
}
