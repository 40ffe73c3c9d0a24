#include "data/demo_age.h"

#include <stdlib.h>
#include <string.h>

SQL(demo_worked, "SELECT count(*) FROM journal_entry WHERE id > ? AND staff <> 0 AND flags & ? = 0");

bool
demo_seal(struct office *o, struct err *err)
{
    struct action a;

    if (!office_begin(o, &a, "demo.made", ENTRY_FIXED | ENTRY_BULK, err))
        return false;
    if (setting_put(&a, "demo.day", day_iso(&a.arena, office_today(o)), err) &&
        setting_put(&a, "demo.entry", arena_printf(&a.arena, "%lld", (long long)a.entry), err))
        return action_commit(&a, err);
    return action_fail(&a);
}

bool
demo_is_stale(struct office *o)
{
    struct arena a = { 0 };
    const char *made = setting_get(o, "demo.day", &a), *last = setting_get(o, "demo.entry", &a);
    struct query q = query_begin(o->store, &demo_worked);
    int64_t worked;
    bool stale;

    query_bind_int(&q, last ? strtoll(last, NULL, 10) : 0);
    query_bind_int(&q, ENTRY_FIXED);
    worked = query_number(&q, 1);
    stale = o->kind != OFFICE_REAL && made && last && worked == 0 && strcmp(made, day_iso(&a, office_today(o))) != 0;
    arena_free(&a);
    return stale;
}
