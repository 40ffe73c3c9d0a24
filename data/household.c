/* Who belongs to whom, which homes are theirs, and where that puts them. */
#include "data/customer.h"

#include "base/lang.h"
#include "data/policy.h"

#include <string.h>

SQL(relatives_of, "SELECT r.id AS id, c.id AS customer, c.name AS name, r.kind AS kind, r.mine AS mine,"
                  " coalesce((SELECT number FROM customer_phone p WHERE p.customer = c.id ORDER BY place, p.id LIMIT 1), '') AS phone"
                  " FROM (SELECT id, other AS who, kind, 1 AS mine FROM relation WHERE customer = ?1"
                  " UNION ALL SELECT id, customer, kind, 0 FROM relation WHERE other = ?1) r"
                  " JOIN customer c ON c.id = r.who ORDER BY r.kind, r.id");
SQL(relation_between, "SELECT id FROM relation WHERE (customer = ?1 AND other = ?2) OR (customer = ?2 AND other = ?1)");
SQL(relation_add, "INSERT INTO relation(id, customer, other, kind, entry) VALUES (?, ?, ?, ?, ?)");
SQL(relation_set, "UPDATE relation SET customer = ?1, other = ?2, kind = ?3, entry = ?4 WHERE id = ?5"
                  " AND (customer <> ?1 OR other <> ?2 OR kind <> ?3)");
SQL(relation_drop, "DELETE FROM relation WHERE (customer = ?1 AND other = ?2) OR (customer = ?2 AND other = ?1)");
SQL(owned_by, "SELECT o.id AS ownership, h.id AS home, h.project AS project, h.code AS code, p.name AS project_name, o.kind AS kind,"
              " o.subscribed_on AS subscribed, o.signed_on AS signed, coalesce(o.handover_on, h.handover_on) AS delivered,"
              " CASE WHEN o.cancelled_on IS NULL THEN o.ended_on ELSE o.cancelled_on END AS over,"
              " h.moved_in_on AS moved_in, p.first_handover_on AS first"
              " FROM ownership o JOIN home h ON h.id = o.home JOIN project p ON p.id = h.project"
              " WHERE o.customer = ? ORDER BY coalesce(o.cancelled_on, o.ended_on) IS NOT NULL, o.signed_on IS NULL, o.signed_on, o.id");

/* ---- household ------------------------------------------------------------------------------------- */

/* The codes of the list "relation" that have another side: what the first is to the second. */
static const struct { const char *kind, *back, *word; } backwards[] = {
    { "2", "3", NULL }, { "3", "2", NULL }, { "4", "5", NULL }, { "5", "4", NULL },
    { "7", NULL, N_("landlord") }, { "8", NULL, N_("principal") }, { "a", NULL, N_("employer") },
};

static char *
relation_text(struct office *o, const char *kind, bool mine, struct arena *a)
{
    for (size_t i = 0; !mine && i < COUNT(backwards); i++) {
        if (strcmp(backwards[i].kind, kind) != 0)
            continue;
        if (!backwards[i].back)
            return arena_strdup(a, _(backwards[i].word));
        kind = backwards[i].back;
        break;
    }
    return arena_strdup(a, office_code_text(o, "relation", kind));
}

bool
customer_household(struct office *o, int64_t customer, struct arena *a, struct relative **out, size_t *count, struct err *err)
{
    struct query q = query_begin(o->store, &relatives_of);
    size_t room = 0;

    *out = NULL;
    *count = 0;
    query_bind_int(&q, customer);
    while (query_next(&q)) {
        *out = arena_grow(a, *out, *count, &room, sizeof **out);
        (*out)[(*count)++] = (struct relative){
            .id = query_int(&q, "id"), .customer = query_int(&q, "customer"), .name = query_text(&q, "name", a),
            .kind = relation_text(o, query_text(&q, "kind", a), query_int(&q, "mine") != 0, a),
            .phone = query_text(&q, "phone", a),
        };
    }
    return query_end(&q, err);
}

static bool
known_kind(struct office *o, const char *kind, struct err *err)
{
    const struct option_list *list = office_list(o, "relation");

    for (size_t i = 0; kind && list && i < list->count; i++)
        if (strcmp(list->options[i].code, kind) == 0)
            return true;
    return err_field(err, "kind", _("Say how the two belong together."));
}

bool
customer_relate(struct office *o, struct action *a, int64_t customer, int64_t other, const char *kind, struct err *err)
{
    struct query q;
    int64_t had;

    if (customer == other)
        return err_set(err, ERR_INPUT, _("Nobody belongs to their own household twice."));
    if (!known_kind(o, kind, err))
        return false;
    q = query_begin(o->store, &relation_between);
    query_bind_int(&q, customer);
    query_bind_int(&q, other);
    had = query_number(&q, 0);
    q = query_begin(o->store, had ? &relation_set : &relation_add);
    if (!had)
        query_bind_int(&q, store_new_id(o->store));
    query_bind_int(&q, customer);
    query_bind_int(&q, other);
    query_bind_text(&q, kind);
    query_bind_int(&q, a->entry);
    if (had)
        query_bind_int(&q, had);
    if (!(a->flags & ENTRY_BULK)) {
        action_subject(a, "customer", customer);
        action_subject(a, "customer", other);
    }
    return query_run(&q, err);
}

bool
customer_bind(struct office *o, int64_t customer, int64_t other, const char *kind, struct err *err)
{
    struct action a;

    if (!office_must(o, "customer.edit", "do", err) || !office_begin(o, &a, "customer.relate", 0, err))
        return false;
    if (!customer_relate(o, &a, customer, other, kind, err))
        return action_fail(&a);
    a.summary = _("Household written down");    /* who and how is told to those who may see it, by the changes */
    return action_commit(&a, err);
}

bool
customer_unbind(struct office *o, int64_t customer, int64_t other, struct err *err)
{
    struct action a;
    struct query q;

    if (!office_must(o, "customer.edit", "do", err) || !office_begin(o, &a, "customer.unrelate", 0, err))
        return false;
    q = query_begin(o->store, &relation_drop);
    query_bind_int(&q, customer);
    query_bind_int(&q, other);
    if (!query_run(&q, err))
        return action_fail(&a);
    action_subject(&a, "customer", customer);
    action_subject(&a, "customer", other);
    a.summary = _("No longer one household");
    return action_commit(&a, err);
}

/* ---- homes -------------------------------------------------------------------------------------------- */

static day
day_column(struct query *q, const char *column, struct arena *a)
{
    day d;

    return day_parse_iso(query_text(q, column, a), &d) ? d : NO_DAY;
}

bool
customer_homes(struct office *o, int64_t customer, struct arena *a, struct owned **out, size_t *count, struct err *err)
{
    struct query q = query_begin(o->store, &owned_by);
    size_t room = 0;

    *out = NULL;
    *count = 0;
    query_bind_int(&q, customer);
    while (query_next(&q)) {
        *out = arena_grow(a, *out, *count, &room, sizeof **out);
        (*out)[(*count)++] = (struct owned){
            .ownership = query_int(&q, "ownership"), .home = query_int(&q, "home"), .project = query_int(&q, "project"),
            .code = query_text(&q, "code", a), .project_name = query_text(&q, "project_name", a),
            .kind = arena_strdup(a, office_code_text(o, "ownership", query_text(&q, "kind", a))),
            .dates = {
                .subscribed = day_column(&q, "subscribed", a), .signed_on = day_column(&q, "signed", a),
                .cancelled = day_column(&q, "over", a), .delivered = day_column(&q, "delivered", a),
                .moved_in = day_column(&q, "moved_in", a), .warranty_until = NO_DAY,
                .first_delivery = day_column(&q, "first", a),
            },
        };
    }
    return query_end(&q, err);
}

struct stage_limits
customer_limits(struct office *o)
{
    return (struct stage_limits){
        .settling_months = (int)policy_number(o, "life.settling_months"),
        .stable_months = 12 * (int)policy_number(o, "life.stable_years"),
        .warranty_months = (int)policy_number(o, "stage.warranty_months"),
        .renewal_months = 12 * (int)policy_number(o, "stage.renewal_years"),
    };
}

enum life_stage
customer_life(struct office *o, int64_t customer)
{
    struct arena a = { 0 };
    struct stage_limits limits = customer_limits(o);
    struct owned *homes;
    enum life_stage oldest = LIFE_PROSPECT;
    size_t n;

    if (customer_homes(o, customer, &a, &homes, &n, NULL)) {
        struct home_dates *dates = arena_alloc(&a, (n + 1) * sizeof *dates);

        for (size_t i = 0; i < n; i++)
            dates[i] = homes[i].dates;
        oldest = life_of_customer(dates, n, office_today(o), &limits);
    }
    arena_free(&a);
    return oldest;
}
