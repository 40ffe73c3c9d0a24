#include "data/display.h"

#include "base/lang.h"
#include "data/content.h"
#include "data/lines.h"
#include "data/policy.h"
#include "data/registers.h"

#include <string.h>

#define ITEMS_MOST 64           /* things a hall may show */

/* What display.csv says of a thing; one that the company added is always needed, but not before opening. */
static bool
rule_says(const char *item, const char *column, const char *value)
{
    struct arena a = { 0 };
    struct content_table t = content_table("display.csv", &a);
    bool says = false;

    for (size_t i = 0; i < t.rows && !says; i++)
        says = strcmp(content_cell(&t, i, "code"), item) == 0 && strcmp(content_cell(&t, i, column), value) == 0;
    arena_free(&a);
    return says;
}

bool
display_needed(struct office *o, const char *item)
{
    return strcmp(policy_text(o, "signing.cooling_off"), "on") == 0 || !rule_says(item, "when", "cooling_off");
}

bool
display_before_opening(const char *item)
{
    return rule_says(item, "before_opening", "1");
}

SQL(display_state_of, "SELECT state FROM display_item WHERE project = ? AND item = ?");
SQL(display_id_of, "SELECT id FROM display_item WHERE project = ? AND item = ?");
SQL(display_projects, "SELECT DISTINCT project FROM display_item ORDER BY project");

static bool
hangs(struct office *o, int64_t project, const char *item)
{
    struct query q = query_begin(o->store, &display_state_of);
    struct arena a = { 0 };
    bool shown;

    query_bind_int(&q, project);
    query_bind_text(&q, item);
    shown = query_next(&q) && strcmp(query_text(&q, "state", &a), "shown") == 0;
    query_end(&q, NULL);
    arena_free(&a);
    return shown;
}

struct display_progress
display_progress(struct office *o, int64_t project)
{
    const struct option_list *items = office_list(o, "display_item");
    struct display_progress p = { 0 };

    for (size_t i = 0; items && i < items->count; i++) {
        const char *item = items->options[i].code;
        bool up, first;

        if (items->options[i].retired || !display_needed(o, item))
            continue;
        up = hangs(o, project, item);
        first = display_before_opening(item);
        p.needed++;
        p.shown += up;
        p.first_needed += first;
        p.first_shown += first && up;
    }
    return p;
}

size_t
display_missing(struct office *o, int64_t project, struct arena *a, char ***names)
{
    const struct option_list *items = office_list(o, "display_item");
    struct said said = { 0 };

    for (size_t i = 0; items && i < items->count; i++) {
        const struct option *item = &items->options[i];

        if (!item->retired && display_needed(o, item->code) && !hangs(o, project, item->code))
            said_add(&said, a, arena_strdup(a, item->text));
    }
    *names = said.text;
    return said.count;
}

/* ---- rows ---------------------------------------------------------------------------------------- */

static int64_t
row_of(struct office *o, int64_t project, const char *item)
{
    struct query q = query_begin(o->store, &display_id_of);

    query_bind_int(&q, project);
    query_bind_text(&q, item);
    return query_number(&q, 0);
}

/* The row is there, and in the list exactly while it is needed. */
static bool
settle_row(struct office *o, struct action *a, int64_t project, const char *item, bool needed, struct err *err)
{
    int64_t id = row_of(o, project, item);
    struct record *r;

    if (!id) {
        if (!needed)
            return true;
        r = record_new(o, &display_item_register, &a->arena);
        record_set_num(r, "project", project);
        record_set_text(r, "item", item);
        return reg_write(o, a, r, err);
    }
    if (!reg_read(o, &display_item_register, id, &a->arena, &r, err))
        return false;
    if (needed == (strcmp(r->state, "dropped") != 0))
        return true;
    r->state = needed ? "missing" : "dropped";
    record_clear(r, "shown_on");
    return reg_write(o, a, r, err);
}

bool
display_write(struct office *o, struct action *a, int64_t project, struct err *err)
{
    const struct option_list *items = office_list(o, "display_item");
    char *codes[ITEMS_MOST];
    size_t n = 0;

    for (; items && n < items->count && n < ITEMS_MOST; n++)    /* writing may read the lists anew */
        codes[n] = items->options[n].retired ? NULL : arena_strdup(&a->arena, items->options[n].code);
    for (size_t i = 0; i < n; i++)
        if (codes[i] && !settle_row(o, a, project, codes[i], display_needed(o, codes[i]), err))
            return false;
    return true;
}

bool
display_make(struct office *o, int64_t project, struct err *err)
{
    struct action a;
    struct record *p;

    if (!office_must(o, "register.display_item.edit", "do", err) || !office_begin(o, &a, "display.make", 0, err))
        return false;
    if (!reg_read(o, &project_register, project, &a.arena, &p, err) || !display_write(o, &a, project, err))
        return action_fail(&a);
    action_subject(&a, "project", project);
    a.summary = arena_printf(&a.arena, _("What must hang is listed: %s"), record_text(p, "name"));
    return action_commit(&a, err);
}

bool
display_follow(struct office *o, struct action *a, struct err *err)
{
    struct query q = query_begin(o->store, &display_projects);
    int64_t ids[ITEMS_MOST];
    size_t n = 0;

    while (n < COUNT(ids) && query_next(&q))
        ids[n++] = query_int(&q, "project");
    if (!query_end(&q, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!display_write(o, a, ids[i], err))
            return false;
    return true;
}
