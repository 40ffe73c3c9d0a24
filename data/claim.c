#include "data/claim.h"

#include "base/lang.h"
#include "data/customer.h"
#include "data/policy.h"
#include "data/registers.h"

#include <stdlib.h>
#include <string.h>

/* One customer: the person, who was merged into them, and the family (codes 1 to 6 of the list "relation": tenants,
 * agents and helpers are customers of their own). kin 1: found through a relation. */
#define GROUP "WITH RECURSIVE g(id, kin) AS (SELECT ?1, 0" \
              " UNION SELECT r.other, 1 FROM g JOIN relation r ON r.customer = g.id WHERE r.kind IN ('1', '2', '3', '4', '5', '6')" \
              " UNION SELECT r.customer, 1 FROM g JOIN relation r ON r.other = g.id WHERE r.kind IN ('1', '2', '3', '4', '5', '6')" \
              " UNION SELECT c.id, g.kin FROM g JOIN customer c ON c.merged_into = g.id)," \
              " one(id, kin) AS (SELECT id, min(kin) FROM g GROUP BY id) "

SQL(claim_contacts, GROUP "SELECT f.id AS id, f.kind AS kind, f.at AS at, f.consultant AS staff, f.agency AS agency, f.named AS named,"
                    " coalesce(f.refused, 0) AS refused, f.number AS number, one.kin AS kin"
                    " FROM one JOIN first_contact f ON f.customer = one.id AND f.project = ?2"
                    " UNION ALL SELECT c.id, '5', c.decided_at, c.holder, NULL, NULL, 0, c.number, one.kin"
                    " FROM one JOIN claim c ON c.customer = one.id AND c.project = ?2 WHERE c.overrules IS NOT NULL ORDER BY at, number");
SQL(claim_subscribed, GROUP "SELECT min(coalesce(w.subscribed_on, w.signed_on)) AS day FROM one JOIN ownership w ON w.customer = one.id"
                      " JOIN home h ON h.id = w.home WHERE h.project = ?2 AND one.kin <= ?3 AND w.cancelled_on IS NULL AND w.ended_on IS NULL");
SQL(claim_people, "SELECT s.id AS id, s.name AS name, CASE WHEN s.state = 'active' THEN 0 ELSE"
                  " coalesce((SELECT max(e.at) FROM journal_subject js JOIN journal_entry e ON e.id = js.entry"
                  " WHERE js.kind = 'staff' AND js.subject = s.id AND e.action = 'staff.leave'), 1) END AS left_at"
                  " FROM staff s WHERE s.id = ?");
SQL(claim_roles, "SELECT coalesce(roles, '') AS roles FROM staff WHERE id = ?");
SQL(claim_noted, "SELECT count(*) AS n, coalesce(sum(consultant = ?), 0) AS mine, coalesce(sum(consultant IS NOT NULL), 0) AS taken"
                 " FROM first_contact WHERE reception = ?");

struct claim_limits
claim_limits(const struct office *o)
{
    return (struct claim_limits){
        .protection_days = (int)policy_number(o, "reception.protection_days"),
        .channel_days = (int)policy_number(o, "claim.channel_days"),
        .channel_lead_minutes = (int)policy_number(o, "claim.channel_lead_minutes"),
        .renew_by_follow_up = strcmp(policy_text(o, "claim.renew_by_follow_up"), "on") == 0,
        .household = strcmp(policy_text(o, "claim.household"), "on") == 0,
        .call_counts = strcmp(policy_text(o, "claim.call_counts"), "on") == 0,
    };
}

/* ---- what is on record ------------------------------------------------------------------------------- */

static bool
read_touches(struct office *o, int64_t project, int64_t customer, struct arena *a, struct claim_case *c, struct err *err)
{
    struct query q = query_begin(o->store, &claim_contacts);
    struct touch *t = NULL;
    size_t room = 0;

    query_bind_int(&q, customer);
    query_bind_int(&q, project);
    while (query_next(&q)) {
        t = arena_grow(a, t, c->ntouches, &room, sizeof *t);
        t[c->ntouches++] = (struct touch){
            .kind = (enum touch_kind)(*query_text(&q, "kind", a) - '0'), .at = query_int(&q, "at"), .staff = query_int(&q, "staff"),
            .agency = query_text_or_null(&q, "agency", a), .named = query_int(&q, "named"), .relative = query_int(&q, "kin") != 0,
            .refused = query_int(&q, "refused") != 0, .id = query_int(&q, "id"), .number = query_text(&q, "number", a),
        };
    }
    c->touches = t;
    return query_end(&q, err);
}

static bool
add_person(struct office *o, int64_t staff, struct claim_person *people, size_t *n, struct arena *a, struct err *err)
{
    struct query q;

    for (size_t i = 0; i < *n; i++)
        if (people[i].staff == staff)
            return true;
    if (!staff)
        return true;
    q = query_begin(o->store, &claim_people);
    query_bind_int(&q, staff);
    if (query_next(&q))
        people[(*n)++] = (struct claim_person){ staff, query_text(&q, "name", a), query_int(&q, "left_at") };
    return query_end(&q, err);
}

static bool
read_people(struct office *o, struct arena *a, struct claim_case *c, struct err *err)
{
    struct claim_person *people = arena_alloc(a, (2 * c->ntouches + 1) * sizeof *people);

    for (size_t i = 0; i < c->ntouches; i++)
        if (!add_person(o, c->touches[i].staff, people, &c->npeople, a, err) || !add_person(o, c->touches[i].named, people, &c->npeople, a, err))
            return false;
    c->people = people;
    return add_person(o, c->claimant, people, &c->npeople, a, err);
}

/* A subscription counts from the end of its day: who received them that day comes before it. */
static bool
read_subscribed(struct office *o, int64_t project, int64_t customer, bool household, struct claim_case *c, struct err *err)
{
    struct query q = query_begin(o->store, &claim_subscribed);
    struct arena a = { 0 };
    day on;

    query_bind_int(&q, customer);
    query_bind_int(&q, project);
    query_bind_int(&q, household);
    if (query_next(&q) && day_parse_iso(query_text(&q, "day", &a), &on)) {
        c->subscribed_at = moment_at(on + 1, 0, o->zone) - 1;
        if (c->subscribed_at > c->now && on <= moment_day(c->now, o->zone))
            c->subscribed_at = c->now;
    }
    arena_free(&a);
    return query_end(&q, err);
}

bool
claim_of(struct office *o, int64_t project, int64_t customer, int64_t claimant, struct arena *a, struct claim_found *out, struct err *err)
{
    struct claim_limits limits = claim_limits(o);

    *out = (struct claim_found){ .c = { .claimant = claimant, .now = office_now(o), .zone = o->zone } };
    customer = customer_now(o, customer);
    if (!read_touches(o, project, customer, a, &out->c, err) || !read_people(o, a, &out->c, err) ||
        !read_subscribed(o, project, customer, limits.household, &out->c, err))
        return false;
    claim_decide(&out->c, &limits, a, &out->verdict);
    return true;
}

char *
claim_text(struct office *o, int64_t project, int64_t customer, struct arena *a)
{
    struct claim_found f;

    if (!project || !customer || !claim_of(o, project, customer, 0, a, &f, NULL) || f.c.ntouches == 0)
        return NULL;
    return claim_sentence(&f.c, &f.verdict, a);
}

int64_t
claim_owner(struct office *o, int64_t project, int64_t customer)
{
    struct arena a = { 0 };
    struct claim_found f = { 0 };
    int64_t owner = 0;

    if (project && customer && claim_of(o, project, customer, 0, &a, &f, NULL))
        owner = f.verdict.staff;
    arena_free(&a);
    return owner;
}

int64_t
claim_project(struct office *o, const struct record *customer)
{
    return o->project ? o->project : record_num(customer, "project");
}

bool
staff_consults(struct office *o, int64_t staff)
{
    struct arena a = { 0 };
    struct query q = query_begin(o->store, &claim_roles);
    char *save = NULL, *roles = NULL;
    bool consults = false;

    query_bind_int(&q, staff);
    if (query_next(&q))
        roles = query_text(&q, "roles", &a);
    query_end(&q, NULL);
    for (char *code = roles ? strtok_r(roles, " ", &save) : NULL; code; code = strtok_r(NULL, " ", &save)) {
        const struct role *r = role_get(o, code);

        consults |= r && r->profile == PROFILE_CONSULTANT;
    }
    arena_free(&a);
    return consults;
}

SQL(claim_staff, "SELECT id, name FROM staff WHERE state = 'active' ORDER BY id");

size_t
claim_consultants(struct office *o, struct arena *a, struct option *out, size_t max)
{
    struct query q = query_begin(o->store, &claim_staff);
    size_t n = 0;

    while (n < max && query_next(&q)) {
        int64_t id = query_int(&q, "id");

        if (staff_consults(o, id))
            out[n++] = (struct option){ .id = id, .text = query_text(&q, "name", a) };
    }
    query_end(&q, NULL);
    return n;
}

/* ---- noting contacts -------------------------------------------------------------------------------------- */

static struct record *
new_contact(struct office *o, struct action *a, const char *kind, int64_t project, int64_t customer, int64_t consultant)
{
    struct record *r = record_new(o, &first_contact_register, &a->arena);

    for (int i = 0; r->reg->fields[i].name; i++)        /* what the desk kept for its registrations says nothing here */
        r->v[i] = (struct value){ 0 };
    record_set_text(r, "kind", kind);
    record_set_num(r, "project", project);
    record_set_num(r, "customer", customer);
    record_set_num(r, "at", a->actor.now);
    if (consultant)
        record_set_num(r, "consultant", consultant);
    return r;
}

/* How this reception was noted before. */
struct noted { int64_t rows, mine, taken; };

static bool
read_noted(struct office *o, int64_t reception, int64_t consultant, struct noted *out, struct err *err)
{
    struct query q = query_begin(o->store, &claim_noted);

    query_bind_int(&q, consultant);
    query_bind_int(&q, reception);
    if (query_next(&q))
        *out = (struct noted){ query_int(&q, "n"), query_int(&q, "mine"), query_int(&q, "taken") };
    return query_end(&q, err);
}

/* Would another row say anything? Not of a day on which the holder has been noted already, nor of somebody who has been
 * set aside before. */
static bool
says_something(const struct claim_found *f, int64_t consultant)
{
    const struct verdict *v = &f->verdict;

    if (v->holder == HOLDER_NOBODY || (v->holder == HOLDER_AGENCY && !v->staff))
        return true;
    if (v->staff == consultant)
        return moment_day(v->last_at, f->c.zone) != moment_day(f->c.now, f->c.zone);
    for (size_t i = 0; consultant && i < f->c.ntouches; i++)
        if (f->c.touches[i].staff == consultant && f->c.touches[i].at >= v->first_at)
            return false;
    return true;
}

/* The consultant who spoke: the one noted, else who took it, if they are one. */
static int64_t
speaker(struct office *o, const struct record *r)
{
    int64_t staff = record_num(r, "consultant");

    if (!staff && staff_consults(o, record_num(r, "staff")))
        staff = record_num(r, "staff");
    return staff;
}

/* The row of a reception. What is entered on another day, or of another consultant, counts from its entering. */
static struct record *
contact_of(struct office *o, struct action *a, const struct record *r, int64_t staff, bool further)
{
    bool call = strcmp(record_text(r, "kind"), "call") == 0, paper = record_value((struct record *)r, "original_on")->set;
    moment began = record_num(r, "began_at");
    struct record *c = new_contact(o, a, call ? "2" : "1", record_num(r, "project"), record_num(r, "customer"), staff);

    if (!further && !paper && moment_day(began, o->zone) == moment_day(a->actor.now, o->zone))
        record_set_num(c, "at", began);
    record_set_num(c, "reception", r->id);
    record_set_text(c, "name", record_text(r, "name"));
    record_set_text(c, "phone", record_text(r, "phone"));
    if (record_num(r, "refused") && !*record_text(r, "phone"))
        record_set_num(c, "refused", 1);
    if (staff && strcmp(record_text(r, "override_why"), "1") == 0)
        record_set_num(c, "named", staff);
    return c;
}

bool
claim_note_reception(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    int64_t project = record_num(r, "project"), customer = record_num(r, "customer"), staff = speaker(o, r);
    struct claim_found f;
    struct noted noted = { 0 };

    if (!project || !customer || (a->flags & ENTRY_BULK))
        return true;
    if (!read_noted(o, r->id, staff, &noted, err))
        return false;
    if (noted.rows && (noted.mine || !staff))
        return true;
    if (!claim_of(o, project, customer, 0, &a->arena, &f, err))
        return false;
    return !says_something(&f, staff) || reg_write(o, a, contact_of(o, a, r, staff, noted.taken > 0), err);
}

bool
claim_note_follow_up(struct office *o, struct action *a, int64_t project, int64_t customer, struct err *err)
{
    struct claim_found f;

    if (!project || !customer || !o->staff || !claim_limits(o).renew_by_follow_up)
        return true;
    if (!claim_of(o, project, customer, 0, &a->arena, &f, err))
        return false;
    if (f.verdict.holder == HOLDER_NOBODY || f.verdict.staff != o->staff || f.verdict.final || !says_something(&f, o->staff))
        return true;
    return reg_write(o, a, new_contact(o, a, "4", project, customer, o->staff), err);
}

/* ---- disputes ---------------------------------------------------------------------------------------------- */

static char *
working_text(struct office *o, const struct verdict *v, struct arena *a)
{
    struct buf b = { 0 };
    char *out;

    for (size_t i = 0; i < v->nlines; i++)
        buf_printf(&b, "%s%s%s%s", i ? "\n" : "", v->lines[i].at ? arena_strndup(a, moment_iso(a, v->lines[i].at, o->zone), 10) : "",
                   v->lines[i].at ? " " : "", arena_printf(a, _("%s (rule %d)"), v->lines[i].text, v->lines[i].rule));
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}

static struct record *
new_claim(struct office *o, struct action *a, int64_t project, int64_t customer, int64_t claimant)
{
    struct record *r = record_new(o, &claim_register, &a->arena);

    record_set_num(r, "project", project);
    record_set_num(r, "customer", customer);
    record_set_num(r, "claimant", claimant);
    record_set_num(r, "decided_at", a->actor.now);
    if (o->staff)
        record_set_num(r, "decided_by", o->staff);
    return r;
}

static bool
known_ground(struct office *o, const char *grounds, struct err *err)
{
    const struct option_list *list = office_list(o, "claim_ground");

    for (size_t i = 0; grounds && list && i < list->count; i++)
        if (strcmp(list->options[i].code, grounds) == 0)
            return true;
    return err_field(err, "grounds", _("On what grounds?"));
}

bool
claim_file(struct office *o, int64_t project, int64_t customer, int64_t claimant, const char *grounds, int64_t *id, struct err *err)
{
    struct action a;
    struct claim_found f;
    struct record *r;

    if (!claimant)
        return err_field(err, "claimant", _("Who says the customer is theirs?"));
    if (!known_ground(o, grounds, err) || !office_must(o, "claim.decide", "do", err) || !office_begin(o, &a, "claim.decide", ENTRY_FIXED, err))
        return false;
    customer = customer_now(o, customer);
    if (!claim_of(o, project, customer, claimant, &a.arena, &f, err))
        return action_fail(&a);
    r = new_claim(o, &a, project, customer, claimant);
    record_set_text(r, "grounds", grounds);
    if (f.verdict.staff)
        record_set_num(r, "holder", f.verdict.staff);
    record_set_text(r, "agency", f.verdict.agency);
    record_set_num(r, "rule", f.verdict.rule);
    record_set_text(r, "reasons", working_text(o, &f.verdict, &a.arena));
    if (!reg_write(o, &a, r, err))
        return action_fail(&a);
    a.summary = arena_printf(&a.arena, _("%s claimed: %s"), record_text(r, "number"), claim_sentence(&f.c, &f.verdict, &a.arena));
    *id = r->id;
    return action_commit(&a, err);
}

bool
claim_overrule(struct office *o, int64_t claim, int64_t holder, const char *why, int64_t *id, struct err *err)
{
    struct action a;
    struct record *first, *r;

    if (!why || !*why)
        return err_field(err, "why", _("Say why the verdict is overruled."));
    if (!office_must(o, "claim.overrule", "approve", err) || !office_begin(o, &a, "claim.overrule", ENTRY_FIXED, err))
        return false;
    if (!reg_read(o, &claim_register, claim, &a.arena, &first, err))
        return action_fail(&a);
    r = new_claim(o, &a, record_num(first, "project"), record_num(first, "customer"), record_num(first, "claimant"));
    r->state = "ruled";
    record_set_text(r, "grounds", record_text(first, "grounds"));
    if (holder)
        record_set_num(r, "holder", holder);
    record_set_num(r, "rule", CLAIM_RULED);
    record_set_num(r, "overrules", claim);
    record_set_text(r, "overruled_why", why);
    record_set_text(r, "reasons", arena_printf(&a.arena, _("%s overruled: %s"), record_text(first, "number"), why));
    if (!reg_write(o, &a, r, err))
        return action_fail(&a);
    a.summary = arena_printf(&a.arena, _("%s overrules %s: %s"), record_text(r, "number"), record_text(first, "number"), why);
    *id = r->id;
    return action_commit(&a, err);
}
