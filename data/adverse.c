#include "data/adverse.h"

#include "base/lang.h"
#include "base/text.h"
#include "data/policy.h"
#include "data/registers.h"

#include <string.h>

#define FACTORS_MAX 64          /* factors of one building */

SQL(adverse_shown, "SELECT id, coalesce(buildings, '') AS buildings FROM adverse_factor WHERE project = ? AND state = 'shown' ORDER BY id");
SQL(adverse_building, "SELECT project, name FROM building WHERE id = ?");
SQL(adverse_home, "SELECT project, building FROM home WHERE id = ?");
SQL(adverse_signed, "SELECT count(*) FROM adverse_notice WHERE factor = ? AND customer = ? AND state = 'signed'");
SQL(adverse_building_named, "SELECT count(*) FROM building WHERE project = ? AND name = ?");

/* The next name in a list separated by blanks and commas of either width; NULL at its end. */
static char *
next_name(const char **at, struct arena *a)
{
    static const char *const between[] = { " ", ",", "，", "、", "\u3000" };
    const char *s = *at, *start;

    for (bool skipped = true; skipped;) {
        skipped = false;
        for (size_t i = 0; i < COUNT(between); i++)
            if (strncmp(s, between[i], strlen(between[i])) == 0) {
                s += strlen(between[i]);
                skipped = true;
            }
    }
    start = s;
    for (bool ends = false; *s && !ends;) {
        for (size_t i = 0; i < COUNT(between) && !ends; i++)
            ends = strncmp(s, between[i], strlen(between[i])) == 0;
        s += !ends;
    }
    *at = s;
    return s == start ? NULL : text_halfwidth(a, arena_strndup(a, start, (size_t)(s - start)));
}

bool
adverse_names_building(const char *names, const char *building, struct arena *a)
{
    const char *at = names;
    bool any = false;

    for (char *name; (name = next_name(&at, a)); any = true)
        if (strcmp(name, building) == 0)
            return true;
    return !any;                        /* none named: the whole project */
}

bool
adverse_buildings_exist(struct office *o, int64_t project, const char *names, struct err *err)
{
    struct arena a = { 0 };
    const char *at = names;
    bool good = true;

    for (char *name; good && (name = next_name(&at, &a));) {
        struct query q = query_begin(o->store, &adverse_building_named);

        query_bind_int(&q, project);
        query_bind_text(&q, name);
        if (query_number(&q, 0) == 0)
            good = err_field(err, "buildings", _("This project has no building %s."), name);
    }
    arena_free(&a);
    return good;
}

static bool
two_of(struct office *o, const struct sql *sql, int64_t id, const char *second, struct arena *a, int64_t *project, int64_t *number,
       char **text, struct err *err)
{
    struct query q = query_begin(o->store, sql);
    bool found;

    query_bind_int(&q, id);
    found = query_next(&q);
    if (found) {
        *project = query_int(&q, "project");
        if (number)
            *number = query_int(&q, second);
        if (text)
            *text = query_text(&q, second, a);
    }
    if (!query_end(&q, err))
        return false;
    return found || err_set(err, ERR_MISSING, _("There is no such building or home."));
}

bool
adverse_of_building(struct office *o, int64_t project, int64_t building, struct arena *a, struct record **out, size_t max,
                    size_t *count, struct err *err)
{
    struct query q;
    int64_t ids[FACTORS_MAX];
    char *name = NULL;
    size_t n = 0;

    *count = 0;
    if (building && !two_of(o, &adverse_building, building, "name", a, &project, NULL, &name, err))
        return false;
    q = query_begin(o->store, &adverse_shown);
    query_bind_int(&q, project);
    while (n < COUNT(ids) && query_next(&q))
        if (adverse_names_building(query_text(&q, "buildings", a), name ? name : "", a))
            ids[n++] = query_int(&q, "id");
    if (!query_end(&q, err))
        return false;
    for (; *count < n && *count < max; ++*count)
        if (!reg_read(o, &adverse_factor_register, ids[*count], a, &out[*count], err))
            return false;
    return true;
}

bool
adverse_of_home(struct office *o, int64_t home, struct arena *a, struct record **out, size_t max, size_t *count, struct err *err)
{
    int64_t project, building;

    *count = 0;
    return two_of(o, &adverse_home, home, "building", a, &project, &building, NULL, err) &&
           adverse_of_building(o, project, building, a, out, max, count, err);
}

static bool
has_signed(struct office *o, int64_t factor, int64_t customer)
{
    struct query q = query_begin(o->store, &adverse_signed);

    query_bind_int(&q, factor);
    query_bind_int(&q, customer);
    return query_number(&q, 0) > 0;
}

bool
adverse_unsigned(struct office *o, int64_t customer, int64_t building, struct arena *a, struct record **out, size_t max,
                 size_t *count, struct err *err)
{
    struct record *all[FACTORS_MAX];
    size_t n;

    *count = 0;
    if (!adverse_of_building(o, 0, building, a, all, COUNT(all), &n, err))
        return false;
    for (size_t i = 0; i < n && *count < max; i++)
        if (!has_signed(o, all[i]->id, customer))
            out[(*count)++] = all[i];
    return true;
}

bool
adverse_may_subscribe(struct office *o, int64_t customer, int64_t home, struct err *err)
{
    struct arena a = { 0 };
    struct record *missing[FACTORS_MAX];
    int64_t project, building;
    size_t n = 0;
    bool good = strcmp(policy_text(o, "reception.adverse_before_subscription"), "off") == 0;

    if (!good) {
        good = two_of(o, &adverse_home, home, "building", &a, &project, &building, NULL, err) &&
               adverse_unsigned(o, customer, building, &a, missing, COUNT(missing), &n, err);
        if (good && n > 0)
            good = err_set(err, ERR_REFUSED, _("Not signed yet: %s. The customer signs for each adverse factor first (RCP-32)."),
                           record_title(o, missing[0], &a));
    }
    arena_free(&a);
    return good;
}
