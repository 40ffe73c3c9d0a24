#include "data/seed.h"

#include "data/content.h"

#include <stdlib.h>
#include <string.h>

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

bool
seed_content(struct office *o, struct action *a, struct err *err)
{
    (void)o;
    return seed_lists(a, err) && seed_categories(a, err) && seed_calendar(a, err) && seed_templates(a, err);
}
