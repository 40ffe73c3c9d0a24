/* Taking a matter up, changing it, and what every action on one shares. */
#include "data/complaint_private.h"

#include "base/lang.h"
#include "base/text.h"
#include "data/content.h"
#include "data/customer.h"
#include "data/engine/words.h"
#include "data/policy.h"
#include "data/registers.h"
#include "data/vip_method.h"

#include <string.h>

#define ABOUT_COLUMNS 40        /* of the summary or the words: so much names a task */

SQL(turn_insert, "INSERT INTO complaint_turn(id, complaint, at, class, severity, urgent, important, round, staff, why, entry)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?)");
SQL(step_insert, "INSERT INTO complaint_step(id, complaint, at, old, new, staff, why, entry) VALUES (?, ?, ?, ?, ?, nullif(?, 0), ?, ?)");
SQL(progress_insert, "INSERT INTO complaint_progress(id, complaint, at, kind, staff, text, next, told_at, entry) VALUES (?, ?, ?, ?, nullif(?, 0), ?, ?, nullif(?, 0), ?)");
SQL(caller_homes, "SELECT o.home AS home, h.building AS building, h.project AS project FROM ownership o JOIN home h ON h.id = o.home"
                  " WHERE o.customer = ? AND o.ended_on IS NULL AND o.cancelled_on IS NULL ORDER BY o.id LIMIT 2");
SQL(home_facts, "SELECT building, project FROM home WHERE id = ?");
SQL(is_owner, "SELECT count(*) FROM ownership WHERE home = ? AND customer = ? AND ended_on IS NULL AND cancelled_on IS NULL");
SQL(caller_facts, "SELECT importance, method_handler FROM customer WHERE id = ?");

/* ---- categories -------------------------------------------------------------------------------------- */

bool
complaint_category(const char *code, struct arena *a, struct complaint_category *out)
{
    struct content_table t = content_table("categories.csv", a);

    for (size_t i = 0; code && i < t.rows; i++) {
        const char *mom = content_cell(&t, i, "moment");

        if (strcmp(content_cell(&t, i, "code"), code) != 0)
            continue;
        *out = (struct complaint_category){
            .code = content_cell(&t, i, "code"), .parent = content_cell(&t, i, "parent"), .moment = *mom ? mom + 4 : "00",
            .name = content_cell(&t, i, "name"), .severity = content_cell(&t, i, "severity"), .warranty = content_cell(&t, i, "warranty"),
            .playbook = content_cell(&t, i, "playbook"), .first = content_cell(&t, i, "first"), .notify = content_cell(&t, i, "notify"),
            .department = content_cell(&t, i, "department"), .escalate = content_cell(&t, i, "escalate"),
        };
        return true;
    }
    return false;
}

/* ---- the record as others see it ------------------------------------------------------------------------ */

enum complaint_stage
complaint_stage_now(const struct record *r)
{
    return complaint_stage_of(r->state);
}

enum complaint_class
complaint_class_now(const struct record *r)
{
    const char *class = record_text(r, "class");

    return *class >= '1' && *class <= '4' ? (enum complaint_class)(*class - '0') : COMPLAINT_COMPLAINT;
}

bool
complaint_is_open(const struct record *r)
{
    return complaint_stage_open(complaint_stage_now(r));
}

/* The beginning on one line: what people paste has line breaks, tabs and runs of blanks. */
char *
complaint_about(const struct record *r, struct arena *a)
{
    const char *s = *record_text(r, "summary") ? record_text(r, "summary") : record_text(r, "words"), *end = s + strlen(s);
    struct buf b = { 0 };
    char *out;

    while (s < end && text_columns(b.text ? b.text : "") < ABOUT_COLUMNS) {
        uint32_t cp;
        int n = text_decode(s, end, &cp);
        bool blank = cp <= ' ' || cp == 0xA0 || cp == 0x3000 || cp == 0x200B;

        if (!blank)
            buf_add(&b, s, (size_t)n);
        else if (b.size && b.text[b.size - 1] != ' ')
            buf_puts(&b, " ");
        s += n;
    }
    out = text_trim(a, b.text ? b.text : "");
    buf_free(&b);
    return out;
}

char *
complaint_addressed(struct office *o, const struct record *r, struct arena *a)
{
    const char *name = record_text(r, "name"), *form = record_text(r, "form");

    return arena_printf(a, "%s%s", name, *form && *form != '9' ? office_code_text(o, "form_of_address", form) : "");
}

/* ---- beginning ------------------------------------------------------------------------------------------- */

struct record *
complaint_new(struct office *o, struct arena *a)
{
    struct record *r = record_new(o, &complaint_register, a);

    record_set_text(r, "class", "1");
    record_set_text(r, "channel", "1");
    record_set_text(r, "urgency", "1");
    record_set_text(r, "mood", "1");
    record_set_num(r, "received_at", office_now(o));
    record_set_num(r, "reopened", 0);
    if (o->staff)
        record_set_num(r, "staff", o->staff);
    return r;
}

void
complaint_take(struct record *r, const struct field *fields, const struct value *v)
{
    for (int i = 0; fields[i].name; i++) {
        int at = field_index(complaint_register.fields, fields[i].name);

        if (at >= 0 && !fields[i].readonly)
            r->v[at] = v[i];
    }
}

void
complaint_give(const struct record *r, const struct field *fields, struct value *v)
{
    for (int i = 0; fields[i].name; i++) {
        int at = field_index(complaint_register.fields, fields[i].name);

        if (at >= 0)
            v[i] = r->v[at];
    }
}

static void
set_home(struct record *r, int64_t home, int64_t building, int64_t project)
{
    record_set_num(r, "home", home);
    if (building)
        record_set_num(r, "building", building);
    if (project)
        record_set_num(r, "project", project);
}

static void
only_home(struct office *o, struct record *r, int64_t customer)
{
    struct query q = query_begin(o->store, &caller_homes);
    int64_t home = 0, building = 0, project = 0;
    int n = 0;

    query_bind_int(&q, customer);
    while (query_next(&q)) {
        if (n++)
            continue;
        home = query_int(&q, "home");
        building = query_int(&q, "building");
        project = query_int(&q, "project");
    }
    query_end(&q, NULL);
    if (n != 1)
        return;
    set_home(r, home, building, project);
    record_set_text(r, "relation", RELATION_OWNER);
}

void
complaint_caller(struct office *o, struct record *r, int64_t customer)
{
    struct record *c;

    record_clear(r, "customer");
    if (!customer || !reg_read(o, &customer_register, customer_now(o, customer), r->arena, &c, NULL))
        return;
    record_set_num(r, "customer", c->id);
    record_set_text(r, "name", record_text(c, "name"));
    if (*record_text(c, "form"))
        record_set_text(r, "form", record_text(c, "form"));
    if (!record_num(r, "home"))
        only_home(o, r, c->id);
    complaint_settle(o, r);
}

/* ---- what follows ------------------------------------------------------------------------------------------- */

static bool
is_important(const struct office *o, const char *importance)
{
    return importance && *importance && strchr(policy_text(o, "complaint.fast_importance"), *importance) != NULL;
}

/* CMP-17, POL-20: the fast path looks at the importance, never at the stars. */
static void
settle_importance(struct office *o, struct record *r, int64_t *handler)
{
    struct query q;

    if (!record_num(r, "customer"))
        return;
    q = query_begin(o->store, &caller_facts);
    query_bind_int(&q, record_num(r, "customer"));
    if (query_next(&q)) {
        record_set_num(r, "important", is_important(o, query_text(&q, "importance", r->arena)));
        *handler = record_num(r, "important") ? query_int(&q, "method_handler") : 0;
    }
    query_end(&q, NULL);
}

static void
settle_place(struct office *o, struct record *r)
{
    struct query q;

    if (!record_num(r, "home"))
        return;
    q = query_begin(o->store, &home_facts);
    query_bind_int(&q, record_num(r, "home"));
    if (query_next(&q)) {
        record_set_num(r, "building", query_int(&q, "building"));
        record_set_num(r, "project", query_int(&q, "project"));
    }
    query_end(&q, NULL);
    if (*record_text(r, "relation") || !record_num(r, "customer"))
        return;
    q = query_begin(o->store, &is_owner);
    query_bind_int(&q, record_num(r, "home"));
    query_bind_int(&q, record_num(r, "customer"));
    if (query_number(&q, 0))
        record_set_text(r, "relation", RELATION_OWNER);
}

static const char *
role_code_of(struct office *o, const char *identifier)
{
    const struct role *role = role_get(o, identifier);

    return role ? role->code : NULL;
}

static char *
first_word(struct arena *a, const char *words)
{
    return arena_strndup(a, words, strcspn(words, "|"));
}

void
complaint_settle(struct office *o, struct record *r)
{
    struct complaint_category c;
    int64_t handler = 0;
    bool stays = r->id != 0;    /* whoever has it keeps it: it is passed on by dispatching alone */

    settle_place(o, r);
    settle_importance(o, r, &handler);
    if (strcmp(record_text(r, "urgency"), URGENT) != 0) {
        record_clear(r, "urgent_at");
        record_clear(r, "emergency");
    }
    if (!*record_text(r, "category") || !complaint_category(record_text(r, "category"), r->arena, &c)) {
        record_clear(r, "moment");
        return;
    }
    record_set_text(r, "moment", strcmp(c.moment, "00") == 0 ? NULL : c.moment);
    if (!*record_text(r, "severity"))
        record_set_text(r, "severity", c.severity);
    if (stays)
        return;
    record_set_text(r, "department", role_code_of(o, first_word(r->arena, c.department)));
    record_set_text(r, "role", role_code_of(o, first_word(r->arena, c.first)));
    if (!handler)
        handler = complaint_colleague(o, record_num(r, "project"), record_text(r, "role"));
    if (handler)
        record_set_num(r, "handler", handler);
    else
        record_clear(r, "handler");
}

/* ---- notes beside the record ------------------------------------------------------------------------------------ */

bool
complaint_turn(struct office *o, struct action *a, const struct record *r, moment at, const char *why, struct err *err)
{
    struct query q = query_begin(o->store, &turn_insert);

    query_bind_int(&q, store_new_id(o->store));
    query_bind_int(&q, r->id);
    query_bind_int(&q, at);
    query_bind_text(&q, record_text(r, "class"));
    query_bind_text(&q, *record_text(r, "severity") ? record_text(r, "severity") : NULL);
    query_bind_int(&q, strcmp(record_text(r, "urgency"), URGENT) == 0);
    query_bind_int(&q, record_num(r, "important"));
    query_bind_int(&q, record_num(r, "reopened"));
    query_bind_int(&q, a->actor.staff);
    query_bind_text(&q, why);
    query_bind_int(&q, a->entry);
    return query_run(&q, err);
}

bool
complaint_note_step(struct office *o, struct action *a, struct record *r, enum complaint_stage to, const char *why, struct err *err)
{
    struct query q = query_begin(o->store, &step_insert);

    query_bind_int(&q, store_new_id(o->store));
    query_bind_int(&q, r->id);
    query_bind_int(&q, a->actor.now);
    query_bind_text(&q, *r->state ? r->state : NULL);
    query_bind_text(&q, complaint_stage_id(to));
    query_bind_int(&q, a->actor.staff);
    query_bind_text(&q, why);
    query_bind_int(&q, a->entry);
    r->state = complaint_stage_id(to);
    return query_run(&q, err);
}

bool
complaint_advance(struct office *o, struct action *a, struct record *r, enum complaint_stage to, const char *why, struct err *err)
{
    struct complaint_facts f = complaint_facts_now(o, r);
    const char *first = "";

    if (!complaint_may(complaint_stage_now(r), to, &f, &first))
        return err_set(err, ERR_REFUSED, _("%s is %s. %s"), record_text(r, "number"), complaint_stage_name(complaint_stage_now(r)), first);
    return complaint_note_step(o, a, r, to, why, err);
}

bool
complaint_tell(struct office *o, struct action *a, const struct record *r, const char *kind, const char *text, const char *next,
               moment told, struct err *err)
{
    struct query q = query_begin(o->store, &progress_insert);

    query_bind_int(&q, store_new_id(o->store));
    query_bind_int(&q, r->id);
    query_bind_int(&q, a->actor.now);
    query_bind_text(&q, kind);
    query_bind_int(&q, a->actor.staff);
    query_bind_text(&q, text);
    query_bind_text(&q, next && *next ? next : NULL);
    query_bind_int(&q, told);
    query_bind_int(&q, a->entry);
    return query_run(&q, err);
}

/* ---- actions ---------------------------------------------------------------------------------------------------------- */

static const char *
what_happened(struct office *o, const struct record *r, struct arena *a)
{
    return arena_printf(a, "%s %s %s %s", record_text(r, "number"), office_code_text(o, "complaint_class", record_text(r, "class")),
                        office_code_text(o, "complaint_category", record_text(r, "category")), complaint_about(r, a));
}

bool
complaint_begin(struct office *o, struct action *a, const char *verb, const char *right, int64_t id, struct record **out, struct err *err)
{
    if (!office_must(o, right, "do", err) || !office_begin(o, a, verb, 0, err))
        return false;
    if (!reg_read(o, &complaint_register, id, &a->arena, out, err))
        return action_fail(a);
    action_subject(a, "complaint", id);
    action_subject(a, "customer", record_num(*out, "customer"));
    action_subject(a, "home", record_num(*out, "home"));
    return true;
}

bool
complaint_still_open(const struct record *r, struct err *err)
{
    enum complaint_stage now = complaint_stage_now(r);

    if (complaint_stage_open(now))
        return true;
    return err_set(err, ERR_REFUSED, now == STAGE_MERGED ? _("It was merged into another matter: go on there.") : _("It is closed. Reopen it first (CMP-23)."));
}

bool
complaint_write(struct office *o, struct action *a, struct record *r, struct err *err)
{
    return reg_write(o, a, r, err);
}

bool
complaint_end(struct office *o, struct action *a, struct record *r, struct err *err)
{
    if (!complaint_write(o, a, r, err) || !complaint_sync(o, a, r, err) || (record_num(r, "incident") && !complaint_carry(o, a, r, err)))
        return action_fail(a);
    if (!a->summary)
        a->summary = what_happened(o, r, &a->arena);
    return action_commit(a, err);
}

/* ---- filing --------------------------------------------------------------------------------------------------------------- */

/* CMP-03: what must be known. */
static bool
is_whole(const struct record *r, struct err *err)
{
    if (!*record_text(r, "words"))
        return err_field(err, "words", _("What does the customer say? Write it in their own words."));
    if (!record_num(r, "customer") && !*record_text(r, "name"))
        return err_field(err, "name", _("Who is it? The surname is enough."));
    if (!record_num(r, "customer") && !*record_text(r, "phone"))
        return err_field(err, "phone", _("How can they be rung back? Ask for the number."));
    if (!*record_text(r, "category"))
        return err_field(err, "category", _("What is it about? 99 where nothing fits."));
    if (strcmp(record_text(r, "urgency"), URGENT) == 0 && !*record_text(r, "emergency"))
        return err_field(err, "emergency", _("What kind of emergency is it?"));
    if (record_num(r, "major") && !*record_text(r, "major_why"))
        return err_field(err, "major_why", _("On what ground is it a major complaint? (CMP-15)"));
    return true;
}

static bool
severity_is_explained(const struct record *r, struct err *err)
{
    struct complaint_category c;

    return !complaint_category(record_text(r, "category"), r->arena, &c) || strcmp(c.severity, record_text(r, "severity")) == 0 ||
           *record_text(r, "severity_why") || err_field(err, "severity_why", _("Another severity than the usual one needs a reason."));
}

/* The caller: the one chosen, else the same name and phone, else somebody new. */
static bool
settle_customer(struct office *o, struct action *a, struct record *r, struct err *err)
{
    const char *phone = record_text(r, "phone"), *name = record_text(r, "name");
    const char *phones[1] = { phone };
    int64_t id = record_num(r, "customer");
    struct record *c;

    if (!id)
        id = customer_same(o, name, *phone ? phone : NULL, NULL);
    if (id) {
        record_set_num(r, "customer", customer_now(o, id));
        return true;
    }
    c = record_new(o, &customer_register, &a->arena);
    record_set_text(c, "name", name);
    record_set_text(c, "form", record_text(r, "form"));
    if (record_num(r, "project"))
        record_set_num(c, "project", record_num(r, "project"));
    if (!customer_write(o, a, c, phones, *phone ? 1 : 0, err))
        return false;
    record_set_num(r, "customer", c->id);
    return true;
}

static void
stamp(struct office *o, struct action *a, struct record *r)
{
    if (strcmp(record_text(r, "urgency"), URGENT) == 0 && !record_num(r, "urgent_at"))
        record_set_num(r, "urgent_at", r->id ? a->actor.now : record_num(r, "received_at"));
    if (record_num(r, "major") && !record_num(r, "major_on")) {
        record_set_num(r, "major_on", moment_day(a->actor.now, o->zone));
        if (a->actor.staff)
            record_set_num(r, "major_by", a->actor.staff);
    }
}

/* F-444: the method in force when it was filed is the one that holds for it. */
static void
settle_method(struct office *o, struct record *r)
{
    char **steps;
    int64_t id;
    size_t n;

    if (record_num(r, "important") && vip_method_in_force(o, record_num(r, "project"), r->arena, &id, &steps, &n))
        record_set_num(r, "method", id);
}

static bool
send_on(struct office *o, struct action *a, struct record *r, struct err *err)
{
    enum complaint_class class = complaint_class_now(r);

    if (class == COMPLAINT_ENQUIRY && record_num(r, "responded_at"))
        return true;
    if (!*record_text(r, "department"))
        return true;
    record_set_num(r, "dispatched_at", a->actor.now);
    return complaint_note_step(o, a, r, STAGE_DISPATCHED, NULL, err);
}

bool
complaint_file_within(struct office *o, struct action *a, struct record *r, struct err *err)
{
    bool live = !(a->flags & ENTRY_BULK);

    complaint_settle(o, r);
    if (!record_num(r, "incident") && (live || *record_text(r, "phone")) && !settle_customer(o, a, r, err))
        return false;
    complaint_settle(o, r);
    settle_method(o, r);
    stamp(o, a, r);
    record_set_text(r, "number", arena_strdup(r->arena, number_next(o, a, "TS")));
    r->state = "registered";
    if (!complaint_write(o, a, r, err) || !complaint_turn(o, a, r, record_num(r, "received_at"), NULL, err))
        return false;
    action_subject(a, "complaint", live ? r->id : 0);
    action_subject(a, "customer", live ? record_num(r, "customer") : 0);
    action_subject(a, "home", live ? record_num(r, "home") : 0);
    r->state = "";
    if (!complaint_note_step(o, a, r, STAGE_REGISTERED, NULL, err) ||
        (*record_text(r, "category") && !complaint_note_step(o, a, r, STAGE_CLASSIFIED, NULL, err)))
        return false;
    if (live && (!send_on(o, a, r, err) || !complaint_notify(o, a, r, NOTICE_DISPATCH, err) || !complaint_note_repeat(o, a, r, err)))
        return false;
    if (!live)                  /* what is imported waits for somebody to take it up: its clocks run from then on */
        return complaint_write(o, a, r, err) && words_postpone(o->store, r->id, err);
    return complaint_write(o, a, r, err) && complaint_sync(o, a, r, err);
}

bool
complaint_file(struct office *o, struct record *r, struct err *err)
{
    struct action a;
    struct value *before;
    size_t size = field_count(complaint_register.fields) * sizeof *before;

    complaint_settle(o, r);
    if (!is_whole(r, err) || !severity_is_explained(r, err) || !office_must(o, "complaint.file", "do", err) ||
        !office_begin(o, &a, "complaint.file", 0, err))
        return false;
    before = arena_alloc(r->arena, size);
    memcpy(before, r->v, size);
    if (complaint_file_within(o, &a, r, err)) {
        a.summary = what_happened(o, r, &a.arena);
        r->entry = a.entry;
        if (action_commit(&a, err))
            return true;
    }
    action_fail(&a);
    memcpy(r->v, before, size);
    r->id = r->entry = 0;
    r->state = "registered";
    return false;
}

/* ---- changing ------------------------------------------------------------------------------------------------------------------ */

static bool
differs(const struct record *x, const struct record *y, const char *field)
{
    int at = field_index(complaint_register.fields, field);

    return !value_equal(&complaint_register.fields[at], &x->v[at], &y->v[at]);
}

/* Does it count the clocks otherwise? */
static bool
turns(const struct record *was, const struct record *now)
{
    static const char *const fields[] = { "class", "severity", "urgency", "important" };

    for (size_t i = 0; i < COUNT(fields); i++)
        if (differs(was, now, fields[i]))
            return true;
    return false;
}

bool
complaint_edit(struct office *o, struct record *r, const char *why, struct err *err)
{
    struct record *was;
    struct action a;
    struct arena arena = { 0 };
    bool turned, good;

    complaint_settle(o, r);
    if (!is_whole(r, err) || !severity_is_explained(r, err) || !reg_unchanged(o, r, &was, &arena, err)) {
        arena_free(&arena);
        return false;
    }
    turned = turns(was, r);
    good = (!turned || (why && *why) || err_field(err, "why", _("Class, severity and urgency count the clocks anew: why?"))) &&
           complaint_begin(o, &a, "complaint.edit", "complaint.file", r->id, &was, err);
    if (good) {
        char *changes = record_changes(o, was, r, &a.arena);

        stamp(o, &a, r);
        a.summary = arena_printf(&a.arena, "%s %s%s%s", record_text(r, "number"), changes, why && *why ? ": " : "", why ? why : "");
        good = was->entry == r->entry || err_set(err, ERR_CHANGED, _("Another desk has written to %s meanwhile. Your text is kept as a draft: look, then save again."), record_text(r, "number"));
        good = (good && (!turned || complaint_turn(o, &a, r, a.actor.now, why, err))) || action_fail(&a);
        if (good) {
            r->entry = a.entry;
            good = complaint_end(o, &a, r, err);
        }
        if (!good)
            r->entry = was->entry;
    }
    arena_free(&arena);
    return good;
}

bool
complaint_convert(struct office *o, int64_t id, const char *class, const char *why, struct err *err)
{
    struct action a;
    struct record *r;

    if (!why || !*why)
        return err_field(err, "why", _("Why is it of another class?"));
    if (!complaint_begin(o, &a, "complaint.convert", "complaint.file", id, &r, err))
        return false;
    if (!complaint_still_open(r, err))
        return action_fail(&a);
    if (strcmp(record_text(r, "class"), class) == 0) {
        err_field(err, "class", _("It is of that class already."));
        return action_fail(&a);
    }
    a.summary = arena_printf(&a.arena, _("%s: %s, no longer %s: %s"), record_text(r, "number"), office_code_text(o, "complaint_class", class),
                             office_code_text(o, "complaint_class", record_text(r, "class")), why);
    record_set_text(r, "class", class);
    if (!complaint_turn(o, &a, r, a.actor.now, why, err))
        return action_fail(&a);
    return complaint_end(o, &a, r, err);
}
