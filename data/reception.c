#include "data/reception.h"

#include "base/lang.h"
#include "data/briefing.h"
#include "data/claim.h"
#include "data/club.h"
#include "data/customer.h"
#include "data/policy.h"
#include "data/reception_private.h"
#include "data/registers.h"
#include "data/task.h"
#include "data/turn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

SQL(question_insert, "INSERT INTO question(id, reception, place, text, topic, answered, answer, promised_at, entry) VALUES (?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?)");
SQL(question_update, "UPDATE question SET place = ?, text = ?, topic = ?, answered = ?, answer = ?, promised_at = nullif(?, 0), entry = ? WHERE id = ?");
SQL(questions_of, "SELECT id, text, topic, answered, answer, promised_at FROM question WHERE reception = ? ORDER BY place, id");
SQL(question_one, "SELECT id, reception, text, topic, answered, answer, promised_at FROM question WHERE id = ?");
SQL(question_answered, "UPDATE question SET answered = 1, answer = ?, entry = ? WHERE id = ?");
SQL(next_call_done, "UPDATE task SET done = max(started, ?), done_by = nullif(?, 0), outcome = ?, entry = ?"
                    " WHERE kind = 'next_call' AND customer = ? AND done IS NULL");

/* ---- reading and copying --------------------------------------------------------------------- */

struct reception *
reception_new(struct office *o, const char *kind, struct arena *a)
{
    struct reception *r = arena_alloc(a, sizeof *r);

    r->arena = a;
    r->record = record_new(o, &reception_register, a);
    record_set_text(r->record, "kind", kind);
    record_set_num(r->record, "began_at", office_now(o));
    if (strcmp(kind, "call") == 0)
        record_set_num(r->record, "answered_at", office_now(o));
    if (o->staff)
        record_set_num(r->record, "staff", o->staff);
    record_clear(r->record, "party");
    record_clear(r->record, "rings");
    return r;
}

static void
read_asked(struct query *q, struct arena *a, struct asked *out)
{
    out->id = query_int(q, "id");
    out->text = query_text(q, "text", a);
    out->topic = query_text_or_null(q, "topic", a);
    out->answer = query_text_or_null(q, "answer", a);
    out->answered = query_int(q, "answered") != 0;
    out->promised_at = query_int(q, "promised_at");
}

bool
reception_read(struct office *o, int64_t id, struct arena *a, struct reception **out, struct err *err)
{
    struct reception *r = arena_alloc(a, sizeof *r);
    struct query q;
    size_t room = 8;

    *out = NULL;
    r->arena = a;
    if (!reg_read(o, &reception_register, id, a, &r->record, err))
        return false;
    r->asked = arena_alloc(a, room * sizeof *r->asked);
    q = query_begin(o->store, &questions_of);
    query_bind_int(&q, id);
    while (query_next(&q)) {
        if (r->nasked == room) {
            struct asked *more = arena_alloc(a, 2 * room * sizeof *more);

            memcpy(more, r->asked, room * sizeof *more);
            r->asked = more;
            room *= 2;
        }
        read_asked(&q, a, &r->asked[r->nasked++]);
    }
    *out = r;
    return query_end(&q, err);
}

bool
reception_is_call(const struct reception *r)
{
    return strcmp(record_text(r->record, "kind"), "call") == 0;
}

void
reception_take(struct reception *r, const struct field *fields, const struct value *v)
{
    for (int i = 0; fields[i].name; i++) {
        int at = field_index(reception_register.fields, fields[i].name);

        if (at >= 0 && !fields[i].readonly)
            r->record->v[at] = v[i];
    }
}

void
reception_give(const struct reception *r, const struct field *fields, struct value *v)
{
    for (int i = 0; fields[i].name; i++) {
        int at = field_index(reception_register.fields, fields[i].name);

        if (at >= 0)
            v[i] = r->record->v[at];
    }
}

#define FORM_QUESTIONS 6

static const struct value *
numbered(const struct field *fields, const struct value *v, int n, const char *tail)
{
    char name[16];
    int i;

    snprintf(name, sizeof name, "q%d%s", n, tail);
    i = field_index(fields, name);
    return i < 0 ? NULL : &v[i];
}

/* Questions beyond those of the form stay as they are. */
void
reception_take_asked(struct reception *r, const struct field *fields, const struct value *v)
{
    size_t room = r->nasked + FORM_QUESTIONS, n = 0;
    struct asked *out = arena_alloc(r->arena, room * sizeof *out);

    for (int i = 1; i <= FORM_QUESTIONS; i++) {
        const struct value *text = numbered(fields, v, i, ""), *state = numbered(fields, v, i, "_state");

        if (!text || !text->set)
            continue;
        if ((size_t)i <= r->nasked)
            out[n] = r->asked[i - 1];
        out[n].text = arena_strdup(r->arena, text->text);
        out[n++].answered = !(state && state->set && strcmp(state->text, "2") == 0);
    }
    for (size_t i = FORM_QUESTIONS; i < r->nasked; i++)
        out[n++] = r->asked[i];
    r->asked = out;
    r->nasked = n;
}

void
reception_give_asked(const struct reception *r, const struct field *fields, struct value *v)
{
    for (int i = 1; i <= FORM_QUESTIONS && (size_t)i <= r->nasked; i++) {
        struct value *text = (struct value *)numbered(fields, v, i, ""), *state = (struct value *)numbered(fields, v, i, "_state");

        if (!text || !state)
            return;
        *text = (struct value){ .set = true, .text = r->asked[i - 1].text };
        *state = (struct value){ .set = true, .text = r->asked[i - 1].answered ? "1" : "2" };
    }
}

/* ---- who it is ---------------------------------------------------------------------------------------- */

void
reception_caller(struct office *o, struct reception *r, int64_t customer)
{
    if (customer == 0) {
        record_clear(r->record, "customer");
        record_set_num(r->record, "first", 1);
        return;
    }
    record_set_num(r->record, "customer", customer);
    record_set_num(r->record, "first", 0);
    (void)o;
}

/* Who the record speaks of, 0: somebody new. */
static int64_t
known_customer(struct office *o, const struct reception *r)
{
    const char *phone = record_text(r->record, "phone"), *name = record_text(r->record, "name");
    int64_t id = record_num(r->record, "customer");

    if (id == 0 && *name)
        id = customer_same(o, name, *phone ? phone : NULL, NULL);
    return id;
}

/* Inside the action: the customer of the record, found or made (RCP-27, RCP-10). */
static bool
settle_customer(struct office *o, struct action *a, struct reception *r, struct err *err)
{
    struct record *c;
    const char *phone = record_text(r->record, "phone"), *name = record_text(r->record, "name");
    int64_t id = known_customer(o, r);
    const char *phones[1] = { phone };

    if (id) {
        record_set_num(r->record, "customer", customer_now(o, id));
        if (!record_value(r->record, "first")->set)
            record_set_num(r->record, "first", !reception_known(o, id));
        action_subject(a, "customer", id);
        return true;
    }
    if (!*name)
        return true;
    c = record_new(o, &customer_register, &a->arena);
    record_set_text(c, "name", name);
    record_set_text(c, "form", record_text(r->record, "form"));
    record_set_text(c, "channel", record_text(r->record, "channel"));
    if (record_num(r->record, "consultant"))
        record_set_num(c, "consultant", record_num(r->record, "consultant"));
    if (record_num(r->record, "project"))
        record_set_num(c, "project", record_num(r->record, "project"));
    if (!*phone)
        record_set_num(c, "refused", 1);
    if (!customer_write(o, a, c, phones, *phone ? 1 : 0, err))
        return false;
    record_set_num(r->record, "customer", c->id);
    if (!record_value(r->record, "first")->set)
        record_set_num(r->record, "first", 1);
    return true;
}

/* ---- writing ---------------------------------------------------------------------------------------------- */

static bool
write_asked(struct office *o, struct action *a, struct reception *r, size_t i, struct err *err)
{
    struct asked *it = &r->asked[i];
    struct query q = query_begin(o->store, it->id ? &question_update : &question_insert);
    bool insert = it->id == 0;

    if (insert) {
        it->id = store_new_id(o->store);
        query_bind_int(&q, it->id);
        query_bind_int(&q, r->record->id);
    }
    query_bind_int(&q, (int64_t)i + 1);
    query_bind_text(&q, it->text);
    query_bind_text(&q, it->topic);
    query_bind_int(&q, it->answered);
    query_bind_text(&q, it->answer);
    query_bind_int(&q, it->promised_at);
    query_bind_int(&q, a->entry);
    if (!insert)
        query_bind_int(&q, it->id);
    return query_run(&q, err);
}

/* Entered afterwards (RCP-28): it happened on the day of the sheet, whenever it was typed; its clock says nothing. */
static void
settle_original(struct office *o, struct record *r)
{
    day on = (day)record_num(r, "original_on");

    if (!record_value(r, "original_on")->set)
        return;
    record_set_num(r, "on_paper", 1);
    if (moment_day(record_num(r, "began_at"), o->zone) == on)
        return;
    record_set_num(r, "began_at", moment_at(on, 12 * 3600, o->zone));
    if (record_num(r, "answered_at"))
        record_set_num(r, "answered_at", record_num(r, "began_at"));
    record_set_num(r, "ended_at", record_num(r, "began_at"));
}

static struct task_wish
wish_for(const struct reception *r)
{
    return (struct task_wish){
        .about = "reception", .matter = r->record->id, .customer = record_num(r->record, "customer"),
        .project = record_num(r->record, "project"),
        .staff = record_num(r->record, "consultant") ? record_num(r->record, "consultant") : record_num(r->record, "staff"),
    };
}

/* The stand-in is told, until the call is closed. */
static bool
tell_backup(struct office *o, struct action *a, const struct reception *r, struct err *err)
{
    struct task_wish w = wish_for(r);

    if (!record_num(r->record, "forwarded") || strcmp(r->record->state, "open") != 0)
        return true;
    w.staff = record_num(r->record, "backup");
    return event_raise(o, a, "call.forward", "notify_staff", &w, err);
}

static bool
write_all(struct office *o, struct action *a, struct reception *r, struct err *err)
{
    settle_original(o, r->record);
    reception_forward(o, r);
    if (r->record->id == 0 && !turn_take(o, a, r, known_customer(o, r), err))
        return false;
    if (!settle_customer(o, a, r, err) || !reg_write(o, a, r->record, err))
        return false;
    for (size_t i = 0; i < r->nasked; i++)
        if (!write_asked(o, a, r, i, err))
            return false;
    return claim_note_reception(o, a, r->record, err) && tell_backup(o, a, r, err) && briefing_note(o, a, r->record, err);
}

/* What somebody reads in the timeline: kind, need, points asked, what comes next. */
static const char *
summary_of(struct office *o, const struct reception *r, struct arena *a)
{
    const struct record *rec = r->record;
    struct buf b = { 0 };
    char *out;

    buf_puts(&b, reception_is_call(r) ? _("Call") : _("Visit"));
    if (record_value((struct record *)rec, "first")->set)
        buf_printf(&b, " %s", record_num(rec, "first") ? _("first") : _("again"));
    if (*record_text(rec, "need"))
        buf_printf(&b, " %s", office_code_text(o, "need", record_text(rec, "need")));
    for (size_t i = 0; i < r->nasked && i < 3; i++)
        buf_printf(&b, "%s%s", i ? ", " : " ", r->asked[i].text);
    if (*record_text(rec, "next_step"))
        buf_printf(&b, " > %s", office_code_text(o, "next_step", record_text(rec, "next_step")));
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}

static const char *
event_name(const struct reception *r, const char *verb, struct arena *a)
{
    return arena_printf(a, "%s.%s", record_text(r->record, "kind"), verb);
}

static bool
end_next_call(struct office *o, struct action *a, int64_t customer, struct err *err)
{
    struct query q;

    if (customer == 0)
        return true;
    q = query_begin(o->store, &next_call_done);
    query_bind_int(&q, a->actor.now);
    query_bind_int(&q, a->actor.staff);
    query_bind_text(&q, _("Spoken with again"));
    query_bind_int(&q, a->entry);
    query_bind_int(&q, customer);
    return query_run(&q, err);
}

bool
reception_open_within(struct office *o, struct action *a, struct reception *r, struct err *err)
{
    struct task_wish w;

    record_set_text(r->record, "number", arena_strdup(r->arena, number_next(o, a, "JD")));
    if (!write_all(o, a, r, err) || !end_next_call(o, a, record_num(r->record, "customer"), err))
        return false;
    w = wish_for(r);
    w.staff = record_num(r->record, "staff");
    return event_raise(o, a, event_name(r, "open", &a->arena), "reception", &w, err);
}

static bool
has_person(const struct reception *r, struct err *err)
{
    if (reception_is_call(r) || record_num(r->record, "customer"))
        return true;
    if (!*record_text(r->record, "name"))
        return err_field(err, "name", _("What is the visitor called? The surname is enough."));
    if (reception_contact(r) == CONTACT_OPEN)
        return err_field(err, "phone", _("Ask for a phone number, or note that none is left (RCP-10)."));
    return true;
}

/* Commit what `within` writes; on failure the record is as it was before, so that the desk can try again. */
static bool
run(struct office *o, struct reception *r, const char *verb, struct record *viewing,
    bool (*within)(struct office *, struct action *, struct reception *, struct record *, struct err *), struct err *err)
{
    struct action a;
    struct record *rec = r->record;
    int64_t id = rec->id, customer = record_num(rec, "customer"), entry;
    const char *number = record_text(rec, "number"), *state = rec->state;
    struct value ended = *record_value(rec, "ended_at"), consultant = *record_value(rec, "consultant");

    if (!office_must(o, "reception.do", "do", err) || !office_begin(o, &a, event_name(r, verb, r->arena), 0, err))
        return false;
    entry = a.entry;
    if (within(o, &a, r, viewing, err)) {
        a.summary = arena_printf(&a.arena, "%s %s", record_text(rec, "number"), summary_of(o, r, &a.arena));
        if (action_commit(&a, err)) {
            rec->entry = entry;
            return true;
        }
    }
    action_fail(&a);
    rec->id = id;
    rec->state = state;
    record_set_text(rec, "number", number);
    *record_value(rec, "customer") = (struct value){ .set = customer != 0, .num = customer };
    *record_value(rec, "ended_at") = ended;
    *record_value(rec, "consultant") = consultant;
    for (size_t i = 0; id == 0 && i < r->nasked; i++)
        r->asked[i].id = 0;
    return false;
}

static bool
within_open(struct office *o, struct action *a, struct reception *r, struct record *viewing, struct err *err)
{
    (void)viewing;
    return reception_open_within(o, a, r, err);
}

bool
reception_open(struct office *o, struct reception *r, struct err *err)
{
    return has_person(r, err) && run(o, r, "open", NULL, within_open, err);
}

/* Two desks may have the same reception before them: what the other one wrote is not lost. */
static bool
not_changed(struct office *o, struct action *a, const struct reception *r, struct err *err)
{
    struct record *stored;

    if (!reg_read(o, &reception_register, r->record->id, &a->arena, &stored, err))
        return false;
    if (strcmp(stored->state, "closed") == 0)
        return err_set(err, ERR_CHANGED, _("%s is closed already."), record_text(stored, "number"));
    return stored->entry == r->record->entry ||
           err_set(err, ERR_CHANGED, _("Another desk has written to %s meanwhile. Your text is kept as a draft: look, then save again."),
                   record_text(stored, "number"));
}

static bool
within_save(struct office *o, struct action *a, struct reception *r, struct record *viewing, struct err *err)
{
    (void)viewing;
    return not_changed(o, a, r, err) && write_all(o, a, r, err);
}

bool
reception_save(struct office *o, struct reception *r, struct err *err)
{
    if (r->record->id == 0)
        return reception_open(o, r, err);
    return run(o, r, "edit", NULL, within_save, err);
}

/* ---- closing ---------------------------------------------------------------------------------------------------- */

static bool
owe_answers(struct office *o, struct action *a, struct reception *r, const char *event, struct err *err)
{
    for (size_t i = 0; i < r->nasked; i++) {
        struct task_wish w = wish_for(r);

        if (r->asked[i].answered)
            continue;
        w.turn = r->asked[i].id;
        w.due = w.warn = r->asked[i].promised_at;
        w.text = arena_printf(&a->arena, _("Call back: %s"), r->asked[i].text);
        if (!event_raise(o, a, event, "call_back", &w, err))
            return false;
    }
    return true;
}

static bool
owe_next_call(struct office *o, struct action *a, struct reception *r, const char *event, struct err *err)
{
    struct task_wish w = wish_for(r);
    int next = record_digit(r->record, "next_step");

    if (next == NEXT_VIEWING || !record_num(r->record, "next_at") ||
        (next == NEXT_NO_MORE && record_digit(r->record, "invited") != INVITATION_NOT_FIXED))
        return true;
    w.due = w.warn = record_num(r->record, "next_at");
    w.text = arena_printf(&a->arena, _("Call: last time %s"), summary_of(o, r, &a->arena));
    return event_raise(o, a, event, "next_call", &w, err);
}

static bool
hand_over_first(struct office *o, struct action *a, struct reception *r, const char *event, struct err *err)
{
    struct task_wish w = wish_for(r);

    if (reception_is_call(r) || !record_num(r->record, "first") || !w.customer)
        return true;
    return club_due(o, a, r->record, err) && event_raise(o, a, event, "club_handover", &w, err);
}

static bool
book(struct office *o, struct action *a, struct reception *r, struct record *viewing, struct err *err)
{
    if (record_digit(r->record, "next_step") != NEXT_VIEWING || !record_num(r->record, "next_at"))
        return true;
    if (!viewing) {
        viewing = viewing_new(o, &a->arena);
        record_set_text(viewing, "name", record_text(r->record, "name"));
        record_set_text(viewing, "phone", record_text(r->record, "phone"));
        if (record_num(r->record, "party"))
            record_set_num(viewing, "party", record_num(r->record, "party"));
    }
    record_set_num(viewing, "at", record_num(r->record, "next_at"));
    record_set_num(viewing, "customer", record_num(r->record, "customer"));
    record_set_num(viewing, "reception", r->record->id);
    if (record_num(r->record, "project"))
        record_set_num(viewing, "project", record_num(r->record, "project"));
    if (!record_num(viewing, "consultant") && wish_for(r).staff)
        record_set_num(viewing, "consultant", wish_for(r).staff);
    if (record_num(r->record, "refused"))
        record_set_num(viewing, "refused", 1);
    return viewing_write(o, a, viewing, err);
}

/* What was learnt of the person goes to the person, where nothing is known yet. */
static bool
teach_customer(struct office *o, struct action *a, const struct reception *r, struct err *err)
{
    static const char *const fields[] = { "occupation", "channel", "form" };
    struct record *c;
    int64_t id = record_num(r->record, "customer");
    bool learnt = false;

    if (id == 0)
        return true;
    if (!reg_read(o, &customer_register, id, &a->arena, &c, err))
        return false;
    for (size_t i = 0; i < COUNT(fields); i++) {
        if (record_value(c, fields[i])->set || !*record_text(r->record, fields[i]))
            continue;
        record_set_text(c, fields[i], record_text(r->record, fields[i]));
        learnt = true;
    }
    if (!record_value(c, "consultant")->set && record_num(r->record, "consultant")) {
        record_set_num(c, "consultant", record_num(r->record, "consultant"));
        learnt = true;
    }
    return !learnt || customer_write(o, a, c, NULL, 0, err);
}

static bool
within_close(struct office *o, struct action *a, struct reception *r, struct record *viewing, struct err *err)
{
    const char *event = event_name(r, "close", &a->arena);

    if (r->record->id == 0) {
        if (!reception_open_within(o, a, r, err))
            return false;
    } else if (!not_changed(o, a, r, err)) {
        return false;
    }
    r->record->state = "closed";
    if (!record_num(r->record, "ended_at"))
        record_set_num(r->record, "ended_at", a->actor.now);
    return write_all(o, a, r, err) && teach_customer(o, a, r, err) &&
           event_end(o, a, event, "reception", r->record->id, _("Closed"), err) &&
           owe_answers(o, a, r, event, err) && owe_next_call(o, a, r, event, err) &&
           hand_over_first(o, a, r, event, err) && book(o, a, r, viewing, err);
}

bool
reception_close(struct office *o, struct reception *r, struct record *viewing, struct err *err)
{
    struct lack lacks[LACKS_MOST];

    if (reception_missing(o, r, lacks) > 0)
        return err_field(err, lacks[0].field, "%s (%s)", lacks[0].text, lacks[0].rule);
    return run(o, r, "close", viewing, within_close, err);
}

/* ---- answers ------------------------------------------------------------------------------------------------------ */

bool
question_get(struct office *o, int64_t question, struct arena *a, struct asked *out, int64_t *reception, struct err *err)
{
    struct query q = query_begin(o->store, &question_one);
    bool found;

    query_bind_int(&q, question);
    found = query_next(&q);
    if (found) {
        read_asked(&q, a, out);
        *reception = query_int(&q, "reception");
    }
    if (!query_end(&q, err))
        return false;
    return found || err_set(err, ERR_MISSING, _("There is no such question."));
}

SQL(call_back_done, "UPDATE task SET done = max(started, ?), done_by = nullif(?, 0), outcome = ?, entry = ?"
                    " WHERE kind = 'call_back' AND about = 'reception' AND matter = ? AND turn = ? AND done IS NULL");

static bool
write_answer(struct office *o, struct action *a, int64_t question, int64_t reception, const char *answer, struct err *err)
{
    struct query q = query_begin(o->store, &question_answered);

    query_bind_text(&q, answer);
    query_bind_int(&q, a->entry);
    query_bind_int(&q, question);
    if (!query_run(&q, err))
        return false;
    q = query_begin(o->store, &call_back_done);
    query_bind_int(&q, a->actor.now);
    query_bind_int(&q, a->actor.staff);
    query_bind_text(&q, answer);
    query_bind_int(&q, a->entry);
    query_bind_int(&q, reception);
    query_bind_int(&q, question);
    return query_run(&q, err);
}

bool
reception_answer(struct office *o, int64_t question, const char *answer, struct err *err)
{
    struct action a;
    struct asked it;
    struct record *r;
    int64_t reception;

    if (!answer || !*answer)
        return err_field(err, "answer", _("What was answered?"));
    if (!office_must(o, "reception.do", "do", err) || !office_begin(o, &a, "question.answer", 0, err))
        return false;
    if (!question_get(o, question, &a.arena, &it, &reception, err) ||
        !reg_read(o, &reception_register, reception, &a.arena, &r, err) ||
        !write_answer(o, &a, question, reception, answer, err) ||
        !claim_note_follow_up(o, &a, record_num(r, "project"), record_num(r, "customer"), err))
        return action_fail(&a);
    action_subject(&a, "reception", reception);
    action_subject(&a, "customer", record_num(r, "customer"));
    a.summary = arena_printf(&a.arena, _("Called back: %s: %s"), it.text, answer);
    return action_commit(&a, err);
}
