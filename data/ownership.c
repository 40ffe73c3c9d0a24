#include "data/ownership.h"

#include "data/engine/find.h"

#include <string.h>

SQL(ownership_upsert,
    "INSERT INTO ownership(id, home, customer, kind, subscribed_on, signed_on, handover_on, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT(home, customer) DO UPDATE SET kind = coalesce(excluded.kind, kind),"
    " subscribed_on = coalesce(excluded.subscribed_on, subscribed_on), signed_on = coalesce(excluded.signed_on, signed_on),"
    " handover_on = coalesce(excluded.handover_on, handover_on), entry = excluded.entry");
SQL(ownership_home_state,
    "UPDATE home SET state = ?, entry = ? WHERE id = ? AND state <> ? AND NOT (state = 'signed' AND ? = 'subscribed')");

static void
bind_day(struct query *q, day d, struct arena *a)
{
    if (d == NO_DAY)
        query_bind_null(q);
    else
        query_bind_text(q, day_iso(a, d));
}

/* A handover or a contract makes it signed; a contract signed is never a subscription again. */
static bool
follow(struct office *o, struct action *a, const struct ownership *w, struct err *err)
{
    const char *state = w->signed_on != NO_DAY || w->handover != NO_DAY ? "signed" : "subscribed";
    struct query q = query_begin(o->store, &ownership_home_state);

    query_bind_text(&q, state);
    query_bind_int(&q, a->entry);
    query_bind_int(&q, w->home);
    query_bind_text(&q, state);
    query_bind_text(&q, state);
    return query_run(&q, err);
}

bool
ownership_put(struct office *o, struct action *a, const struct ownership *w, struct err *err)
{
    struct query q = query_begin(o->store, &ownership_upsert);

    query_bind_int(&q, store_new_id(o->store));
    query_bind_int(&q, w->home);
    query_bind_int(&q, w->customer);
    query_bind_text(&q, w->kind);
    bind_day(&q, w->subscribed, &a->arena);
    bind_day(&q, w->signed_on, &a->arena);
    bind_day(&q, w->handover, &a->arena);
    query_bind_int(&q, a->entry);
    if (!query_run(&q, err))
        return false;
    if (a->flags & ENTRY_BULK) {
        if (!find_postpone(o->store, w->customer, err))
            return false;
    } else {
        action_subject(a, "customer", w->customer);
        action_subject(a, "home", w->home);
    }
    return follow(o, a, w, err);
}
