/* What the rules of rules/reception.h make of a stored call or walk-in. */
#include "data/reception.h"

#include "base/lang.h"
#include "data/customer.h"
#include "data/duty.h"
#include "data/policy.h"
#include "data/reception_private.h"

#include <string.h>

SQL(reception_answered_by, "SELECT staff FROM reception WHERE id = ? AND kind = 'call' AND answered_at IS NOT NULL AND coalesce(forwarded, 0) = 0");
SQL(reception_before, "SELECT count(*) FROM reception WHERE customer = ?");

struct reception_limits
reception_limits(const struct office *o)
{
    return (struct reception_limits){
        .answer_rings = (int)policy_number(o, "sla.01.red"),
        .forward_rings = (int)policy_number(o, "sla.02.red"),
        .seconds_per_ring = (int)policy_number(o, "reception.ring_seconds"),
        .call_warn_seconds = policy_number(o, "sla.03.warn") * 60,
        .call_limit_seconds = policy_number(o, "sla.03.red") * 60,
        .call_back_seconds = policy_number(o, "sla.04.red") * 60,
    };
}

/* Codes of the choice lists are one digit from 1; the rules' enums begin at "open" or at 0. */
int
record_digit(const struct record *r, const char *field)
{
    const char *code = record_text(r, field);

    return *code >= '1' && *code <= '9' ? *code - '0' : 0;
}

static enum contact_state
contact_of(const struct record *r)
{
    if (*record_text(r, "phone"))
        return CONTACT_LEFT;
    return record_num(r, "refused") ? CONTACT_REFUSED : CONTACT_OPEN;
}

enum contact_state
reception_contact(const struct reception *r)
{
    return contact_of(r->record);
}

static struct question *
questions_for(const struct reception *r, struct arena *a)
{
    struct question *out = arena_alloc(a, (r->nasked + 1) * sizeof *out);

    for (size_t i = 0; i < r->nasked; i++)
        out[i] = (struct question){ r->asked[i].text, record_num(r->record, "began_at"), r->asked[i].answered, r->asked[i].promised_at };
    return out;
}

static unsigned
steps_done(const struct record *r)
{
    unsigned steps = 0;
    bool spoke = record_num(r, "introduced") || *record_text(r, "topics");

    steps |= record_num(r, "greeted") ? 1u << CALL_GREETED : 0;
    steps |= *record_text(r, "need") || *record_text(r, "focus") ? 1u << CALL_PURPOSE : 0;
    steps |= record_value((struct record *)r, "first")->set ? 1u << CALL_TYPED : 0;
    steps |= spoke ? 1u << CALL_INTRODUCED : 0;
    steps |= record_num(r, "more_asked") ? 1u << CALL_MORE_QUESTIONS : 0;
    steps |= record_digit(r, "invited") == 1 || record_digit(r, "invited") == 2 ? 1u << CALL_INVITED : 0;
    steps |= contact_of(r) != CONTACT_OPEN ? 1u << CALL_CONTACT : 0;
    steps |= *record_text(r, "next_step") ? 1u << CALL_FOLLOW_UP : 0;
    return steps;
}

static struct call
call_for(const struct reception *rec, struct arena *a)
{
    const struct record *r = rec->record;
    const struct value *first = record_value((struct record *)r, "first");

    return (struct call){
        .outcome = record_num(r, "forwarded") ? CALL_FORWARDED : record_num(r, "answered_at") ? CALL_ANSWERED : CALL_MISSED,
        .rings = (int)record_num(r, "rings"),
        .ringing_seconds = record_num(r, "answered_at") ? record_num(r, "answered_at") - record_num(r, "began_at") : 0,
        .answered_at = record_num(r, "answered_at"), .ended_at = record_num(r, "ended_at"),
        .type = !first->set ? CALLER_UNKNOWN : first->num ? CALLER_FIRST : CALLER_REPEAT,
        .steps = steps_done(r), .contact = contact_of(r), .refusal = record_text(r, "refused_why"),
        .invitation = (enum invitation)record_digit(r, "invited"), .next = (enum next_step)record_digit(r, "next_step"),
        .viewing_at = record_digit(r, "next_step") == NEXT_VIEWING ? record_num(r, "next_at") : 0,
        .next_call_at = record_digit(r, "next_step") != NEXT_VIEWING ? record_num(r, "next_at") : 0,
        .questions = questions_for(rec, a), .nquestions = rec->nasked,
    };
}

static size_t
count_codes(const char *codes)
{
    size_t n = 0;

    for (const char *c = codes; *c; c++)
        n += *c != ' ' && (c == codes || c[-1] == ' ');
    return n;
}

static struct walk_in
walk_in_for(const struct reception *rec, struct arena *a)
{
    const struct record *r = rec->record;

    return (struct walk_in){
        .name = record_text(r, "name"), .contact = contact_of(r), .occupation = record_text(r, "occupation"),
        .came_at = record_num(r, "began_at"), .focuses = count_codes(record_text(r, "focus")), .needs = record_text(r, "latent"),
        .first_visit = record_num(r, "first") != 0, .questions = questions_for(rec, a), .nquestions = rec->nasked,
    };
}

bool
reception_known(struct office *o, int64_t customer)
{
    struct query q = query_begin(o->store, &reception_before);

    query_bind_int(&q, customer);
    return query_number(&q, 0) > 0;
}

/* RCP-06: whoever is known by number or name has been here before; anybody else comes for the first time. */
static bool
guess_first(struct office *o, const struct reception *r)
{
    const char *phone = record_text(r->record, "phone"), *name = record_text(r->record, "name");
    int64_t id = record_num(r->record, "customer");

    if (id == 0 && *name && *phone)
        id = customer_same(o, name, phone, NULL);
    return id == 0 || !reception_known(o, id);
}

/* The rules name what is wanted in their own words; the forms name the fields. */
static const char *
form_field(const char *wanted)
{
    static const struct { const char *wanted, *field; } names[] = {
        { "caller_type", "first" }, { "needs", "latent" }, { "contact", "phone" }, { "contact_refusal", "refused_why" },
        { "invitation", "invited" }, { "next_call_at", "next_at" }, { "viewing_at", "next_at" }, { "came_at", "began_at" },
        { "next", "next_step" }, { "focuses", "focus" },
    };

    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(names[i].wanted, wanted) == 0)
            return names[i].field;
    return wanted;
}

size_t
reception_missing(struct office *o, const struct reception *r, struct lack out[LACKS_MOST])
{
    struct arena a = { 0 };
    size_t n;

    if (!record_value(r->record, "first")->set)
        record_set_num(r->record, "first", guess_first(o, r));
    if (reception_is_call(r)) {
        struct call call = call_for(r, &a);

        n = call_missing(&call, out);
    } else {
        struct walk_in visit = walk_in_for(r, &a);

        n = walk_in_missing(&visit, out);
        if (n < LACKS_MOST && !*record_text(r->record, "next_step"))
            out[n++] = (struct lack){ "next_step", _("Choose what comes next."), "RCP-16" };
        else if (n < LACKS_MOST && record_digit(r->record, "next_step") != NEXT_NO_MORE && !record_num(r->record, "next_at"))
            out[n++] = (struct lack){ "next_at", _("Say when."), "RCP-16" };
        if (n < LACKS_MOST && contact_of(r->record) == CONTACT_REFUSED && !*record_text(r->record, "refused_why"))
            out[n++] = (struct lack){ "refused_why", _("Note why no contact was left."), "RCP-10" };
        if (n < LACKS_MOST && strcmp(record_text(r->record, "result"), RECEPTION_LOST) == 0 && !*record_text(r->record, "lost"))
            out[n++] = (struct lack){ "lost", _("Choose why nothing was bought."), "RCP-64" };
    }
    for (size_t i = 0; i < n; i++)
        out[i].field = form_field(out[i].field);
    arena_free(&a);
    return n;
}

int64_t
reception_seconds(struct office *o, const struct reception *r)
{
    struct arena a = { 0 };
    struct call call = call_for(r, &a);
    int64_t seconds = call_seconds(&call, office_now(o));

    arena_free(&a);
    return seconds;
}

enum deadline_colour
reception_colour(struct office *o, const struct reception *r)
{
    struct arena a = { 0 };
    struct call call = call_for(r, &a);
    struct reception_limits limits = reception_limits(o);
    enum deadline_colour colour = call_colour(&call, office_now(o), &limits);

    arena_free(&a);
    return colour;
}

unsigned
reception_flags(struct office *o, const struct reception *r)
{
    struct arena a = { 0 };
    struct call call = call_for(r, &a);
    struct reception_limits limits = reception_limits(o);
    unsigned flags = reception_is_call(r) ? call_flags(&call, office_now(o), &limits) : 0;

    arena_free(&a);
    return flags;
}

bool
reception_forward(struct office *o, struct reception *r)
{
    struct record *rec = r->record;
    int64_t backup;

    if (!reception_is_call(r) || !(reception_flags(o, r) & CALL_OVER_FORWARD))
        return false;
    record_set_num(rec, "forwarded", 1);
    if (!record_num(rec, "backup") && duty_at(o, record_num(rec, "project") ? record_num(rec, "project") : o->project, DUTY_BACKUP,
                                              record_num(rec, "began_at"), &backup, 1))
        record_set_num(rec, "backup", backup);
    if (!record_num(rec, "answered_by") && record_num(rec, "backup") && record_num(rec, "backup") == o->staff)
        record_set_num(rec, "answered_by", o->staff);
    return true;
}

char *
reception_undone(struct office *o, const struct reception *r, struct arena *a)
{
    struct call call = call_for(r, a);
    unsigned undone = reception_is_call(r) ? call_steps_undone(&call) : 0;
    struct buf b = { 0 };
    char *out;

    (void)o;
    for (int i = 0; i < CALL_STEPS; i++)
        if (undone & 1u << i)
            buf_printf(&b, "%s%s", b.size ? " " : "", call_step_name((enum call_step)i, call.type));
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}


bool
reception_one_answers(struct office *o, const struct record *r, struct err *err)
{
    struct query q;
    int64_t staff;

    if (r->id == 0)
        return true;
    q = query_begin(o->store, &reception_answered_by);
    query_bind_int(&q, r->id);
    staff = query_number(&q, 0);
    return staff == 0 || staff == record_num(r, "staff") ||
           err_field(err, "staff", _("A call is not passed on: whoever answered stays with the customer (RCP-14)."));
}
