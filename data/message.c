#include "data/message.h"

#include "base/lang.h"
#include "base/phone.h"
#include "base/text.h"
#include "data/message_private.h"
#include "data/policy.h"

#include <string.h>

/* Codes of the list contact_gate. */
#define GATE_REFUSED "1"
#define GATE_UNSUBSCRIBED "2"
#define GATE_NO_MOBILE "a"
#define CHANNEL_MESSAGE "1"      /* of the list template_channel */

#define COLUMNS \
    "m.id, m.template, m.version, m.customer, m.task, c.name AS customer_name, m.phone, m.text, m.mass, m.due_at, m.sent_at, " \
    "m.tries, m.error, m.gate, m.why, m.state FROM message m LEFT JOIN customer c ON c.id = m.customer "

SQL(message_channel, "SELECT channel FROM template WHERE code = ? AND version = ?");
SQL(message_customer_now,
    "WITH RECURSIVE chain(id) AS (SELECT ? UNION SELECT merged_into FROM customer JOIN chain USING (id) WHERE merged_into IS NOT NULL) "
    "SELECT id, name, refused, no_messages, quiet_from, quiet_to FROM customer JOIN chain USING (id) WHERE merged_into IS NULL");
SQL(message_phones, "SELECT number FROM customer_phone WHERE customer = ? ORDER BY place, id");
SQL(message_stopped,
    "SELECT count(*) AS n FROM stop_list WHERE state = 'active' AND (customer = ? OR phone IN "
    "(SELECT number FROM customer_phone WHERE customer = ?))");
SQL(message_insert,
    "INSERT INTO message(id, template, version, customer, phone, text, task, mass, due_at, gate, why, state, entry) "
    "VALUES (?, ?, ?, nullif(?, 0), ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?)");
SQL(message_again,
    "UPDATE message SET state = 'waiting', due_at = ?, phone = ?, gate = NULL, why = NULL, error = NULL, entry = ? WHERE id = ?");
SQL(message_stop, "UPDATE message SET state = 'cancelled', why = ?, entry = ? WHERE id = ?");
SQL(message_withdrawn, "UPDATE message SET state = 'cancelled', why = ?, entry = ? WHERE id = ? AND state IN ('waiting', 'failed', 'held')");
SQL(message_was_sent, "UPDATE message SET state = 'sent', error = NULL, entry = ? WHERE id = ?");
SQL(message_one, "SELECT " COLUMNS "WHERE m.id = ?");
SQL(message_older, "SELECT " COLUMNS
    "WHERE m.state = ? AND (m.due_at, m.id) < (?, ?) ORDER BY m.due_at DESC, m.id DESC LIMIT ?");
SQL(message_newer, "SELECT " COLUMNS
    "WHERE m.state = ? AND (m.due_at, m.id) > (?, ?) ORDER BY m.due_at, m.id LIMIT ?");
SQL(message_count_states,
    "SELECT state, count(*) AS n, sum(due_at <= ?) AS due, sum(error IS NOT NULL OR sent_at < ?) AS uncertain FROM message GROUP BY state");

/* ---- states --------------------------------------------------------------------------- */

static const struct { const char *state, *name; } states[] = {
    { "waiting", N_("Waiting") }, { "sending", N_("Being sent") }, { "sent", N_("Sent") },
    { "failed", N_("Failed") }, { "held", N_("Held") }, { "cancelled", N_("Not to be sent") },
};

const char *
message_state(size_t i)
{
    return i < COUNT(states) ? states[i].state : NULL;
}

const char *
message_state_name(const char *state)
{
    for (size_t i = 0; i < COUNT(states); i++)
        if (strcmp(states[i].state, state) == 0)
            return _(states[i].name);
    return state;
}

int
message_parts(const char *text)
{
    int units = 0;

    for (const char *p = text, *end = text + strlen(text); p < end;) {
        uint32_t cp;

        p += text_decode(p, end, &cp);
        units += cp > 0xFFFF ? 2 : 1;
    }
    return units <= 70 ? 1 : (units + 66) / 67;
}

moment
message_uncertain_before(struct office *o)
{
    return office_now(o) - policy_number(o, "message.uncertain_minutes") * 60;
}

/* ---- who may be written to --------------------------------------------------------------- */

static bool
takes_messages(enum phone_kind kind)
{
    return kind == PHONE_MOBILE || kind == PHONE_FOREIGN;
}

/* The wanted number where it is (still) one of the customer's, else the first that takes messages; "" none.
 * *any: was there a number at all? */
static const char *
choose_phone(struct office *o, int64_t customer, const char *wanted, bool *any, struct arena *a, struct err *err)
{
    struct query q = query_begin(o->store, &message_phones);
    const char *found = "";

    *any = false;
    query_bind_int(&q, customer);
    while (query_next(&q)) {
        char *number = query_text(&q, "number", a), *canonical;

        *any = true;
        if (!takes_messages(phone_parse(a, number, &canonical, NULL)))
            continue;
        if (!*found || (wanted && strcmp(canonical, wanted) == 0))
            found = canonical;
    }
    return query_end(&q, err) ? found : NULL;
}

/* The end of the quiet hours that due falls into, else due. They may run past midnight. */
static moment
after_quiet(struct office *o, moment due, int from, int to)
{
    int minute = moment_second(due, o->zone) / 60;
    bool inside = from <= to ? minute >= from && minute < to : minute >= from || minute < to;
    day d = moment_day(due, o->zone);

    if (!inside)
        return due;
    return moment_at(from > to && minute >= from ? d + 1 : d, to * 60, o->zone);
}

struct person {
    int64_t id;                 /* 0: not found */
    const char *name;
    bool refused, no_messages;
    int quiet_from, quiet_to;   /* -1: none */
};

static bool
read_person(struct office *o, int64_t customer, struct person *p, struct arena *a, struct err *err)
{
    struct query q = query_begin(o->store, &message_customer_now);

    memset(p, 0, sizeof *p);
    query_bind_int(&q, customer);
    if (query_next(&q)) {
        bool quiet = !query_null(&q, "quiet_from") && !query_null(&q, "quiet_to");

        p->id = query_int(&q, "id");
        p->name = query_text(&q, "name", a);
        p->refused = query_int(&q, "refused") != 0;
        p->no_messages = query_int(&q, "no_messages") != 0;
        p->quiet_from = quiet ? (int)query_int(&q, "quiet_from") : -1;
        p->quiet_to = quiet ? (int)query_int(&q, "quiet_to") : -1;
    }
    return query_end(&q, err) && (p->id || err_set(err, ERR_MISSING, _("There is no such customer.")));
}

static const char *
hold(struct message_gate *g, const char *code, const char *why)
{
    g->code = code;
    return g->why = why;
}

bool
message_gate(struct office *o, int64_t customer, const char *phone, bool mass, moment due, struct arena *a,
             struct message_gate *out, struct err *err)
{
    struct person p;
    struct query q;
    bool any = true;

    memset(out, 0, sizeof *out);
    out->due = due;
    out->phone = phone ? phone : "";
    if (customer == 0)
        return true;
    if (!read_person(o, customer, &p, a, err))
        return false;
    if (!(out->phone = choose_phone(o, p.id, phone, &any, a, err)))
        return false;
    q = query_begin(o->store, &message_stopped);
    query_bind_int(&q, p.id);
    query_bind_int(&q, p.id);
    if (p.refused)
        hold(out, GATE_REFUSED, arena_printf(a, _("%s does not want to leave a contact."), p.name));
    if (query_number(&q, 0) > 0)
        hold(out, GATE_UNSUBSCRIBED, arena_printf(a, _("%s is on the list of those who want no messages."), p.name));
    else if (!p.refused && mass && p.no_messages)
        hold(out, GATE_UNSUBSCRIBED, arena_printf(a, _("%s wants no mass messages."), p.name));
    else if (!p.refused && !any)
        hold(out, GATE_NO_MOBILE, arena_printf(a, _("There is no phone of %s."), p.name));
    else if (!p.refused && !*out->phone)
        hold(out, GATE_NO_MOBILE, arena_printf(a, _("There is only a landline of %s."), p.name));
    if (p.quiet_from >= 0)
        out->due = after_quiet(o, due, p.quiet_from, p.quiet_to);
    return true;
}

/* ---- writing one ------------------------------------------------------------------------------ */

/* The text, filled whole, and its version. */
static char *
filled(struct office *o, struct action *a, const struct message_wish *w, int64_t *version, struct err *err)
{
    const char *missing, *channel = "";
    char *text = template_fill(o, w->code, w->values, &a->arena, &missing);
    struct query q;

    *version = template_version(o, w->code);
    if (!text || *version == 0) {
        err_set(err, ERR_MISSING, _("No version of the text %s is in force."), w->code);
        return NULL;
    }
    if (missing) {
        err_field(err, missing, _("The text %s cannot be sent: {%s} is not filled in."), w->code, missing);
        return NULL;
    }
    q = query_begin(o->store, &message_channel);
    query_bind_text(&q, w->code);
    query_bind_int(&q, *version);
    if (query_next(&q))
        channel = query_text(&q, "channel", &a->arena);
    if (!query_end(&q, err))
        return NULL;
    if (strcmp(channel, CHANNEL_MESSAGE) != 0) {
        err_set(err, ERR_REFUSED, _("The text %s is to be said or posted, not to be sent as a message."), w->code);
        return NULL;
    }
    return text;
}

/* The number given by the wish, canonical; NULL where none is. */
static bool
given_phone(struct action *a, const struct message_wish *w, char **out, struct err *err)
{
    const char *why;
    enum phone_kind kind;

    *out = NULL;
    if (!w->phone || !*w->phone)
        return w->customer != 0 || err_field(err, "phone", _("A message to a colleague needs a number."));
    kind = phone_parse(&a->arena, w->phone, out, &why);
    if (kind == PHONE_NONE)
        return err_field(err, "phone", "%s", why);
    return takes_messages(kind) || err_field(err, "phone", _("%s takes no text messages."), *out);
}

bool
message_compose(struct office *o, struct action *a, const struct message_wish *w, int64_t *id, struct err *err)
{
    struct message_gate g;
    struct person p = { .id = 0 };
    int64_t version, new_id;
    char *phone, *text = filled(o, a, w, &version, err);
    struct query q;

    if (!text || !given_phone(a, w, &phone, err) ||
        (w->customer && !read_person(o, w->customer, &p, &a->arena, err)) ||
        !message_gate(o, p.id, phone, w->mass, w->due ? w->due : a->actor.now, &a->arena, &g, err))
        return false;
    new_id = store_new_id(o->store);
    q = query_begin(o->store, &message_insert);
    query_bind_int(&q, new_id);
    query_bind_text(&q, w->code);
    query_bind_int(&q, version);
    query_bind_int(&q, p.id);
    query_bind_text(&q, g.phone);
    query_bind_text(&q, text);
    query_bind_int(&q, w->task);
    query_bind_int(&q, w->mass);
    query_bind_int(&q, g.due);
    query_bind_text(&q, g.code);
    query_bind_text(&q, g.why);
    query_bind_text(&q, g.code ? "held" : "waiting");
    query_bind_int(&q, a->entry);
    action_subject(a, "message", new_id);
    action_subject(a, "customer", p.id);
    if (id)
        *id = new_id;
    return query_run(&q, err);
}

bool
message_withdraw(struct office *o, struct action *a, int64_t id, const char *why, struct err *err)
{
    struct query q = query_begin(o->store, &message_withdrawn);

    query_bind_text(&q, why);
    query_bind_int(&q, a->entry);
    query_bind_int(&q, id);
    action_subject(a, "message", id);
    return query_run(&q, err);
}

/* ---- reading ------------------------------------------------------------------------------------ */

static void
read_row(struct office *o, struct query *q, struct arena *a, struct message *m)
{
    memset(m, 0, sizeof *m);
    m->id = query_int(q, "id");
    m->code = query_text(q, "template", a);
    m->version = query_int(q, "version");
    m->customer = query_int(q, "customer");
    m->task = query_int(q, "task");
    m->customer_name = query_text(q, "customer_name", a);
    m->phone = query_text(q, "phone", a);
    m->text = query_text(q, "text", a);
    m->mass = query_int(q, "mass") != 0;
    m->due = query_int(q, "due_at");
    m->sent = query_int(q, "sent_at");
    m->tries = query_int(q, "tries");
    m->error = query_text(q, "error", a);
    m->gate = query_text(q, "gate", a);
    m->why = query_text(q, "why", a);
    m->state = query_text(q, "state", a);
    m->uncertain = strcmp(m->state, "sending") == 0 && (*m->error || m->sent < message_uncertain_before(o));
}

bool
message_window(struct office *o, const char *state, moment due, int64_t id, bool backwards,
               struct arena *a, struct message *out, size_t max, size_t *count, struct err *err)
{
    struct query q = query_begin(o->store, backwards ? &message_newer : &message_older);
    bool edge = due == 0 && id == 0;

    *count = 0;
    query_bind_text(&q, state);
    query_bind_int(&q, edge ? (backwards ? INT64_MIN : INT64_MAX) : due);
    query_bind_int(&q, id);
    query_bind_int(&q, (int64_t)max);
    while (*count < max && query_next(&q))
        read_row(o, &q, a, &out[(*count)++]);
    return query_end(&q, err);
}

bool
message_get(struct office *o, int64_t id, struct arena *a, struct message *out, struct err *err)
{
    struct query q = query_begin(o->store, &message_one);
    bool found;

    query_bind_int(&q, id);
    found = query_next(&q);
    if (found)
        read_row(o, &q, a, out);
    return query_end(&q, err) && (found || err_set(err, ERR_MISSING, _("There is no such message.")));
}

struct message_counts
message_counts(struct office *o)
{
    struct message_counts n = { 0 };
    struct arena a = { 0 };
    struct query q = query_begin(o->store, &message_count_states);

    query_bind_int(&q, office_now(o));
    query_bind_int(&q, message_uncertain_before(o));
    while (query_next(&q)) {
        int64_t *const places[] = { &n.waiting, &n.sending, &n.sent, &n.failed, &n.held, &n.cancelled };
        const char *state = query_text(&q, "state", &a);

        for (size_t i = 0; i < COUNT(states); i++)
            if (strcmp(states[i].state, state) == 0)
                *places[i] = query_int(&q, "n");
        if (strcmp(state, "waiting") == 0)
            n.due = query_int(&q, "due");
        if (strcmp(state, "sending") == 0)
            n.uncertain = query_int(&q, "uncertain");
    }
    query_end(&q, NULL);
    arena_free(&a);
    return n;
}

/* ---- what a person decides --------------------------------------------------------------------------- */

/* Begin the action and read the message inside it, so that nobody changes it in between. */
static bool
begin_on(struct office *o, struct action *a, const char *name, int64_t id, struct message *m, struct err *err)
{
    if (!office_must(o, "message.send", "do", err) || !office_begin(o, a, name, 0, err))
        return false;
    if (!message_get(o, id, &a->arena, m, err))
        return action_fail(a);
    action_subject(a, "message", id);
    action_subject(a, "customer", m->customer);
    return true;
}

static bool
among(const char *state, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(*list, state) == 0)
            return true;
    return false;
}

bool
message_resend(struct office *o, int64_t id, struct err *err)
{
    static const char *const from[] = { "failed", "held", "cancelled", NULL };
    struct action a;
    struct message m;
    struct message_gate g;
    struct query q;

    if (!begin_on(o, &a, "message.resend", id, &m, err))
        return false;
    if (!among(m.state, from) && !m.uncertain) {
        err_set(err, ERR_REFUSED, _("It is %s: there is nothing to send again."), message_state_name(m.state));
        return action_fail(&a);
    }
    if (!message_gate(o, m.customer, m.phone, m.mass, a.actor.now, &a.arena, &g, err))
        return action_fail(&a);
    if (g.code) {
        err_set(err, ERR_REFUSED, "%s", g.why);
        return action_fail(&a);
    }
    q = query_begin(o->store, &message_again);
    query_bind_int(&q, g.due);
    query_bind_text(&q, g.phone);
    query_bind_int(&q, a.entry);
    query_bind_int(&q, id);
    a.summary = arena_printf(&a.arena, _("Message to %s waits again"), *m.customer_name ? m.customer_name : m.phone);
    return query_run(&q, err) ? action_commit(&a, err) : action_fail(&a);
}

bool
message_cancel(struct office *o, int64_t id, const char *why, struct err *err)
{
    static const char *const from[] = { "waiting", "failed", "held", NULL };
    struct action a;
    struct message m;
    struct query q;

    if (!why || !*why)
        return err_field(err, "why", _("Say why it is not to be sent."));
    if (!begin_on(o, &a, "message.cancel", id, &m, err))
        return false;
    if (!among(m.state, from)) {
        err_set(err, ERR_REFUSED, _("It is %s: too late to stop it."), message_state_name(m.state));
        return action_fail(&a);
    }
    q = query_begin(o->store, &message_stop);
    query_bind_text(&q, why);
    query_bind_int(&q, a.entry);
    query_bind_int(&q, id);
    a.summary = arena_printf(&a.arena, _("Message to %s is not sent: %s"), *m.customer_name ? m.customer_name : m.phone, why);
    return query_run(&q, err) ? action_commit(&a, err) : action_fail(&a);
}

bool
message_arrived(struct office *o, int64_t id, struct err *err)
{
    struct action a;
    struct message m;
    struct query q;

    if (!begin_on(o, &a, "message.arrived", id, &m, err))
        return false;
    if (!m.uncertain) {
        err_set(err, ERR_REFUSED, _("It is %s: nothing about it is uncertain."), message_state_name(m.state));
        return action_fail(&a);
    }
    q = query_begin(o->store, &message_was_sent);
    query_bind_int(&q, a.entry);
    query_bind_int(&q, id);
    a.summary = arena_printf(&a.arena, _("Message to %s did arrive"), *m.customer_name ? m.customer_name : m.phone);
    return query_run(&q, err) ? action_commit(&a, err) : action_fail(&a);
}
