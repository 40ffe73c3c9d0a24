#include "data/seed.h"

#include "base/lang.h"
#include "data/content.h"

#include <stdlib.h>
#include <string.h>

#define CONTENT_SETTING "content.digest"

SQL(seed_list, "INSERT OR IGNORE INTO list_entry(id, list, code, text, initials, other, note, entry) VALUES (?, ?, ?, ?, nullif(?, ''), ?, nullif(?, ''), ?)");
SQL(seed_day, "INSERT OR IGNORE INTO calendar_day(id, day, work, name, notice, entry) VALUES (?, ?, ?, ?, ?, ?)");
SQL(seed_template, "INSERT OR IGNORE INTO template(id, code, version, name, channel, text, state, entry) VALUES (?, ?, 1, ?,"
                   " (SELECT code FROM list_entry WHERE list = 'template_channel' AND note = ?), ?, 'in_force', ?)");

static bool
seed_lists(struct action *a, struct err *err)
{
    struct content_table t = content_table("lists.csv", &a->arena);

    for (size_t i = 0; i < t.rows; i++) {
        struct query q = query_begin(a->store, &seed_list);

        query_bind_int(&q, store_new_id(a->store));
        query_bind_text(&q, content_cell(&t, i, "list"));
        query_bind_text(&q, content_cell(&t, i, "code"));
        query_bind_text(&q, content_cell(&t, i, "text"));
        query_bind_text(&q, content_cell(&t, i, "initials"));
        query_bind_int(&q, atoi(content_cell(&t, i, "other")));
        query_bind_text(&q, content_cell(&t, i, "note"));
        query_bind_int(&q, a->entry);
        if (!query_run(&q, err))
            return false;
    }
    return true;
}

/* What a complaint is about has a table of its own; its codes and names are a list like the others. */
static bool
seed_categories(struct action *a, struct err *err)
{
    struct content_table t = content_table("categories.csv", &a->arena);

    for (size_t i = 0; i < t.rows; i++) {
        struct query q = query_begin(a->store, &seed_list);

        query_bind_int(&q, store_new_id(a->store));
        query_bind_text(&q, "complaint_category");
        query_bind_text(&q, content_cell(&t, i, "code"));
        query_bind_text(&q, content_cell(&t, i, "name"));
        query_bind_text(&q, content_cell(&t, i, "initials"));
        query_bind_int(&q, strcmp(content_cell(&t, i, "code"), "99") == 0);
        query_bind_text(&q, content_cell(&t, i, "playbook"));
        query_bind_int(&q, a->entry);
        if (!query_run(&q, err))
            return false;
    }
    return true;
}

static bool
seed_calendar(struct action *a, struct err *err)
{
    struct content_table t = content_table("holidays.csv", &a->arena);

    for (size_t i = 0; i < t.rows; i++) {
        struct query q = query_begin(a->store, &seed_day);

        query_bind_int(&q, store_new_id(a->store));
        query_bind_text(&q, content_cell(&t, i, "day"));
        query_bind_int(&q, atoi(content_cell(&t, i, "work")));
        query_bind_text(&q, content_cell(&t, i, "name"));
        query_bind_text(&q, content_cell(&t, i, "notice"));
        query_bind_int(&q, a->entry);
        if (!query_run(&q, err))
            return false;
    }
    return true;
}

static bool
seed_templates(struct action *a, struct err *err)
{
    struct content_table t = content_table("templates.csv", &a->arena);

    for (size_t i = 0; i < t.rows; i++) {
        struct query q = query_begin(a->store, &seed_template);

        query_bind_int(&q, store_new_id(a->store));
        query_bind_text(&q, content_cell(&t, i, "code"));
        query_bind_text(&q, content_cell(&t, i, "name"));
        query_bind_text(&q, content_cell(&t, i, "channel"));
        query_bind_text(&q, content_cell(&t, i, "text"));
        query_bind_int(&q, a->entry);
        if (!query_run(&q, err))
            return false;
    }
    return true;
}

/* FNV-1a over what is brought in: only tells whether this release has other content than the last one. */
static char *
content_digest(struct arena *a)
{
    static const char *const files[] = { "content/lists.csv", "content/categories.csv", "content/holidays.csv", "content/templates.csv" };
    uint64_t h = 0xcbf29ce484222325u;

    for (size_t i = 0; i < COUNT(files); i++)
        for (const char *c = content_find(files[i])->text; *c; c++)
            h = (h ^ (unsigned char)*c) * 0x100000001b3u;
    return arena_printf(a, "%016llx", (unsigned long long)h);
}

static bool
bring_in(struct action *a, struct err *err)
{
    return seed_lists(a, err) && seed_categories(a, err) && seed_calendar(a, err) && seed_templates(a, err) &&
           setting_put(a, CONTENT_SETTING, content_digest(&a->arena), err);
}

bool
seed_content(struct office *o, struct action *a, struct err *err)
{
    (void)o;
    return bring_in(a, err);
}

static bool
is_of_this_release(struct office *o)
{
    struct arena a = { 0 };
    char *was = setting_get(o, CONTENT_SETTING, &a);
    bool same = was && strcmp(was, content_digest(&a)) == 0;

    arena_free(&a);
    return same;
}

bool
seed_update(struct office *o, struct err *err)
{
    struct action a;

    if (is_of_this_release(o))
        return true;
    if (!office_begin(o, &a, "content.update", ENTRY_FIXED | ENTRY_BULK | ENTRY_QUIET, err))
        return false;
    if (is_of_this_release(o)) {        /* another desk was first */
        action_fail(&a);
        return true;
    }
    a.summary = _("The lists and texts of this release: what was missing");
    return bring_in(&a, err) ? action_commit(&a, err) : action_fail(&a);
}
