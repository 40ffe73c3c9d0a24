/* One person twice in the file: everything of the one becomes the other's. And showing what is masked. */
#include "data/customer.h"

#include "base/lang.h"
#include "base/text.h"

#include <string.h>

#define MERGE_HOPS 32       /* of pointers from one to the next; a merge leaves one */

SQL(now_customer, "SELECT merged_into FROM customer WHERE id = ? AND merged_into IS NOT NULL");
SQL(point_to, "UPDATE customer SET merged_into = ?1, entry = ?3 WHERE id = ?2 OR merged_into = ?2");
SQL(number_of, "SELECT idcard FROM customer WHERE id = ?");

SQL(sums_of, "SELECT (SELECT count(*) FROM ownership WHERE customer = ?1) AS homes,"
             " (SELECT count(*) FROM reception WHERE customer = ?1) AS receptions,"
             " (SELECT count(*) FROM task WHERE customer = ?1 AND done IS NULL) AS tasks,"
             " (SELECT count(*) FROM relation WHERE customer = ?1 OR other = ?1) AS relatives");

/* What moves, in this order: ?1 keep, ?2 gone, ?3 the entry. Where both have the same (a phone, a relative, a home),
 * keep's row takes what it lacks and gone's goes: undo brings it back from the entry. (?1 <> ?3 is always so; it gives
 * every statement the same three parameters.) */
SQL(merge_phones, "UPDATE customer_phone SET customer = ?1, entry = ?3,"
                  " place = place + coalesce((SELECT max(k.place) FROM customer_phone k WHERE k.customer = ?1), 0)"
                  " WHERE customer = ?2 AND number NOT IN (SELECT k.number FROM customer_phone k WHERE k.customer = ?1)");
SQL(merge_phones_left, "DELETE FROM customer_phone WHERE customer = ?2 AND ?1 <> ?3");
SQL(merge_relation_self, "DELETE FROM relation WHERE ((customer = ?1 AND other = ?2) OR (customer = ?2 AND other = ?1)) AND ?1 <> ?3");
SQL(merge_relation_from, "UPDATE relation SET customer = ?1, entry = ?3 WHERE customer = ?2"
                         " AND other NOT IN (SELECT k.other FROM relation k WHERE k.customer = ?1"
                         " UNION SELECT k.customer FROM relation k WHERE k.other = ?1)");
SQL(merge_relation_to, "UPDATE relation SET other = ?1, entry = ?3 WHERE other = ?2"
                       " AND customer NOT IN (SELECT k.other FROM relation k WHERE k.customer = ?1"
                       " UNION SELECT k.customer FROM relation k WHERE k.other = ?1)");
SQL(merge_relation_left, "DELETE FROM relation WHERE (customer = ?2 OR other = ?2) AND ?1 <> ?3");
SQL(merge_home_fill, "UPDATE ownership AS k SET kind = coalesce(k.kind, g.kind), subscribed_on = coalesce(k.subscribed_on, g.subscribed_on),"
                     " signed_on = coalesce(k.signed_on, g.signed_on), handover_on = coalesce(k.handover_on, g.handover_on),"
                     " cancelled_on = CASE WHEN g.cancelled_on IS NULL THEN NULL ELSE k.cancelled_on END,"
                     " ended_on = CASE WHEN g.ended_on IS NULL THEN NULL ELSE k.ended_on END,"
                     " note = coalesce(k.note, g.note), entry = ?3"
                     " FROM ownership g WHERE k.customer = ?1 AND g.customer = ?2 AND g.home = k.home");
SQL(merge_home_left, "DELETE FROM ownership WHERE customer = ?2 AND ?1 <> ?3"
                     " AND home IN (SELECT k.home FROM ownership k WHERE k.customer = ?1)");
SQL(merge_homes, "UPDATE ownership SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_vehicles, "UPDATE vehicle SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_receptions, "UPDATE reception SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_viewings, "UPDATE viewing SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_matters, "UPDATE task SET matter = ?1, entry = ?3 WHERE about = 'customer' AND matter = ?2 AND NOT EXISTS"
                   " (SELECT 1 FROM task k WHERE k.kind = task.kind AND k.about = 'customer' AND k.matter = ?1 AND k.turn = task.turn)");
SQL(merge_tasks, "UPDATE task SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_messages, "UPDATE message SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_notices, "UPDATE adverse_notice SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_attachments, "UPDATE attachment SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_stops, "UPDATE stop_list SET customer = ?1, entry = ?3 WHERE customer = ?2");

SQL(merge_complaints, "UPDATE complaint SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_arrears, "UPDATE fee_arrears SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_incidents, "UPDATE security_incident SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_disturbed, "UPDATE disturbed_home SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_told, "UPDATE told_notice SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_consults, "UPDATE consult SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_cards, "UPDATE service_card SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_recommended, "UPDATE recommendation SET customer = ?1, entry = ?3 WHERE customer = ?2");
SQL(merge_guests_left, "DELETE FROM event_guest WHERE customer = ?2 AND ?1 <> ?3"
                       " AND event IN (SELECT k.event FROM event_guest k WHERE k.customer = ?1)");
SQL(merge_guests, "UPDATE event_guest SET customer = ?1, entry = ?3 WHERE customer = ?2");

static const struct sql *const moves_over[] = {
    &merge_phones, &merge_phones_left, &merge_relation_self, &merge_relation_from, &merge_relation_to, &merge_relation_left,
    &merge_home_fill, &merge_home_left, &merge_homes, &merge_vehicles, &merge_receptions, &merge_viewings,
    &merge_matters, &merge_tasks, &merge_messages, &merge_notices, &merge_attachments, &merge_stops,
    &merge_complaints, &merge_arrears, &merge_incidents, &merge_disturbed, &merge_told, &merge_consults, &merge_cards, &merge_recommended, &merge_guests_left, &merge_guests,
};

int64_t
customer_now(struct office *o, int64_t customer)
{
    for (int hop = 0; customer && hop < MERGE_HOPS; hop++) {
        struct query q = query_begin(o->store, &now_customer);
        int64_t next;

        query_bind_int(&q, customer);
        next = query_number(&q, 0);
        if (!next)
            break;
        customer = next;
    }
    return customer;
}

bool
customer_sums(struct office *o, int64_t customer, struct customer_sum *out, struct err *err)
{
    struct query q = query_begin(o->store, &sums_of);

    query_bind_int(&q, customer);
    if (query_next(&q))
        *out = (struct customer_sum){
            .homes = query_int(&q, "homes"), .receptions = query_int(&q, "receptions"),
            .tasks = query_int(&q, "tasks"), .relatives = query_int(&q, "relatives"),
        };
    return query_end(&q, err);
}

static bool
move_over(struct office *o, struct action *a, int64_t keep, int64_t gone, struct err *err)
{
    for (size_t i = 0; i < COUNT(moves_over); i++) {
        struct query q = query_begin(o->store, moves_over[i]);

        query_bind_int(&q, keep);
        query_bind_int(&q, gone);
        query_bind_int(&q, a->entry);
        if (!query_run(&q, err))
            return false;
    }
    return true;
}

/* Words that both have are put together, as long as they fit: nobody's remark is lost. */
static void
join_words(const struct field *f, struct value *keep, const struct value *gone, struct arena *a)
{
    char *both;

    if (strstr(keep->text, gone->text))
        return;
    both = arena_printf(a, "%s%s%s", keep->text, f->kind == FIELD_LONG ? "\n" : "；", gone->text);
    if (text_length(both) <= (size_t)field_limit(f))
        keep->text = both;
}

static void
fill(struct record *keep, const struct record *gone, struct arena *a)
{
    static const char *const words[] = { "likes", "avoid", "family", "needs", "health", "character", "note" };

    for (int i = 0; keep->reg->fields[i].name; i++)
        if (!keep->v[i].set && gone->v[i].set)
            keep->v[i] = value_copy(a, &gone->v[i]);
    for (size_t i = 0; i < COUNT(words); i++) {
        int f = field_index(keep->reg->fields, words[i]);

        if (keep->v[f].set && gone->v[f].set)
            join_words(&keep->reg->fields[f], &keep->v[f], &gone->v[f], a);
    }
    if (record_num(gone, "no_messages"))
        record_set_num(keep, "no_messages", 1);     /* once refused, refused */
}

static bool
read_both(struct office *o, struct action *a, int64_t keep, int64_t gone, struct record **k, struct record **g, struct err *err)
{
    const struct reg *reg = reg_get("customer");

    if (keep == gone)
        return err_set(err, ERR_INPUT, _("These are one record already."));
    if (customer_now(o, keep) != keep || customer_now(o, gone) != gone)
        return err_set(err, ERR_REFUSED, _("One of the two has been merged meanwhile. Look at the customer again."));
    if (!reg_read(o, reg, keep, &a->arena, k, err) || !reg_read(o, reg, gone, &a->arena, g, err))
        return false;
    return true;
}

static bool
left_contact(struct office *o, int64_t customer, struct arena *a)
{
    struct customer_phone *phones;
    size_t n;

    return customer_phones(o, customer, a, &phones, &n, NULL) && n > 0;
}

static bool
merge_into(struct office *o, struct action *a, struct record *keep, struct record *gone, struct err *err)
{
    struct query q;

    if (!move_over(o, a, keep->id, gone->id, err))
        return false;
    fill(keep, gone, &a->arena);
    if (left_contact(o, keep->id, &a->arena)) {
        record_clear(keep, "refused");
        record_clear(keep, "refused_why");
    }
    if (!reg_write(o, a, keep, err))
        return false;
    q = query_begin(o->store, &point_to);
    query_bind_int(&q, keep->id);
    query_bind_int(&q, gone->id);
    query_bind_int(&q, a->entry);
    action_subject(a, "customer", gone->id);
    return query_run(&q, err);
}

bool
customer_merge(struct office *o, int64_t keep, int64_t gone, const char *why, struct err *err)
{
    struct action a;
    struct record *k, *g;

    if (!office_must(o, "customer.merge", "do", err))
        return false;
    if (!why || !*why)
        return err_field(err, "why", _("Say why these two are one person."));
    if (!office_begin(o, &a, "customer.merge", 0, err))
        return false;
    action_arg(&a, "why", why);
    action_arg_int(&a, "keep", keep);
    action_arg_int(&a, "gone", gone);
    if (!read_both(o, &a, keep, gone, &k, &g, err))
        return action_fail(&a);
    a.summary = arena_printf(&a.arena, _("Merged into one: %s and %s (%s)"), record_text(k, "name"), record_text(g, "name"), why);
    if (!merge_into(o, &a, k, g, err))
        return action_fail(&a);
    return action_commit(&a, err);
}

/* ---- showing what is masked ------------------------------------------------------------------------------ */

static char *
plain_phones(struct office *o, int64_t customer, struct arena *a)
{
    struct customer_phone *phones;
    struct buf b = { 0 };
    size_t n;
    char *out;

    if (!customer_phones(o, customer, a, &phones, &n, NULL))
        return NULL;
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s%s", i ? " " : "", phones[i].number);
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}

static char *
plain_idcard(struct office *o, int64_t customer, struct arena *a)
{
    struct query q = query_begin(o->store, &number_of);
    char *out = NULL;

    query_bind_int(&q, customer);
    if (query_next(&q))
        out = query_text(&q, "idcard", a);
    query_end(&q, NULL);
    return out;
}

static bool
known_purpose(struct office *o, const char *purpose, struct err *err)
{
    const struct option_list *list = office_list(o, "reveal_purpose");

    for (size_t i = 0; purpose && list && i < list->count; i++)
        if (strcmp(list->options[i].code, purpose) == 0)
            return true;
    return err_field(err, "purpose", _("Say what it is needed for."));
}

char *
customer_reveal(struct office *o, int64_t customer, const char *what, const char *purpose, struct arena *a, struct err *err)
{
    struct action act;
    bool phone = strcmp(what, "phone") == 0;
    char *plain;

    if (!office_must(o, phone ? "phone" : "idcard", "see", err) || !known_purpose(o, purpose, err))
        return NULL;
    plain = phone ? plain_phones(o, customer, a) : plain_idcard(o, customer, a);
    if (!plain) {
        err_set(err, ERR_MISSING, _("There is no such customer."));
        return NULL;
    }
    if (!office_begin(o, &act, "customer.reveal", ENTRY_FIXED, err))
        return NULL;
    action_subject(&act, "customer", customer);
    action_arg(&act, "what", phone ? "phone" : "idcard");
    action_arg(&act, "purpose", purpose);
    act.summary = arena_printf(&act.arena, phone ? _("Phone shown: %s") : _("Id card shown: %s"),
                               office_code_text(o, "reveal_purpose", purpose));
    return action_commit(&act, err) ? plain : NULL;
}
