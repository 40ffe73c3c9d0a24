/* The work on a matter, step by step, from dispatching it to closing it. */
#include "data/complaint_private.h"

#include "base/lang.h"
#include "data/complaint_clock.h"
#include "data/fee_arrears.h"
#include "data/policy.h"

#include <string.h>

SQL(complaint_loss_sum, "SELECT coalesce(sum(estimate), 0) AS sum FROM complaint_loss WHERE complaint = ?");
SQL(complaint_plan_facts, "SELECT coalesce(max(amount), 0) AS amount, coalesce(max(signed_on IS NOT NULL), 0) AS signed FROM repair_plan"
                          " WHERE complaint = ? AND state NOT IN ('draft', 'withdrawn')");
SQL(complaint_answer_in, "INSERT INTO complaint_followup(id, complaint, round, at, staff, closing, reached, solved, speed, manner, quality, left_over, entry)"
                         " VALUES (?, ?, ?, ?, nullif(?, 0), ?, ?, ?, nullif(?, 0), nullif(?, 0), nullif(?, 0), ?, ?)");
SQL(complaint_pause_in, "INSERT INTO task_pause(id, task, from_at, to_at, confirmed_by, confirmed_at, why, entry) SELECT ?, id, ?, ?, ?, ?, ?, ? FROM task WHERE id = ?");
SQL(complaint_running, "SELECT id FROM task WHERE about = 'complaint' AND matter = ? AND done IS NULL AND policy_red = '@complaint' AND kind <> 'progress_report'");
SQL(complaint_next_task, "SELECT id FROM task WHERE about = 'complaint' AND matter = ? AND done IS NULL AND policy_red = '@complaint' ORDER BY due LIMIT 1");
SQL(complaint_level, "UPDATE task SET level = ?, entry = ? WHERE id = ?");
SQL(home_handed, "SELECT handover_on FROM home WHERE id = ?");

int64_t
complaint_losses(struct office *o, int64_t id)
{
    struct query q = query_begin(o->store, &complaint_loss_sum);

    query_bind_int(&q, id);
    return query_number(&q, 0);
}

struct complaint_facts
complaint_facts_now(struct office *o, const struct record *r)
{
    struct complaint_facts f = { .class = complaint_class_now(r) };
    struct query q = query_begin(o->store, &complaint_plan_facts);
    int64_t amount = 0;

    query_bind_int(&q, r->id);
    if (query_next(&q)) {
        amount = query_int(&q, "amount");
        f.agreement_signed = query_int(&q, "signed") != 0;
    }
    query_end(&q, NULL);
    f.agreement_due = complaint_agreement_due(record_text(r, "moment"), amount, complaint_losses(o, r->id));
    return f;
}

static bool
must_say(const char *text, const char *field, const char *what, struct err *err)
{
    return (text && *text) || err_field(err, field, "%s", what);
}

/* ---- dispatching (CMP-07) --------------------------------------------------------------------------- */

bool
complaint_dispatch(struct office *o, int64_t id, const char *role, int64_t staff, const char *why, struct err *err)
{
    struct action a;
    struct record *r;
    const struct role *to = role_get(o, role);
    bool again;

    if (!to)
        return err_field(err, "role", _("Which department? Choose one."));
    if (!complaint_begin(o, &a, "complaint.dispatch", "complaint.file", id, &r, err))
        return false;
    again = complaint_stage_now(r) != STAGE_CLASSIFIED;
    if (!complaint_still_open(r, err) || (again && !must_say(why, "why", _("Passing it on needs a reason (CMP-07)."), err)))
        return action_fail(&a);
    if (!staff)
        staff = complaint_colleague(o, record_num(r, "project"), to->code);
    record_set_text(r, "role", to->code);
    if (staff)
        record_set_num(r, "handler", staff);
    else
        record_clear(r, "handler");
    if (!again)
        record_set_text(r, "department", to->code);
    record_set_num(r, "dispatched_at", a.actor.now);
    a.summary = arena_printf(&a.arena, _("%s dispatched to %s%s%s"), record_text(r, "number"), to->name, again ? ": " : "", again ? why : "");
    if ((!again && !complaint_advance(o, &a, r, STAGE_DISPATCHED, NULL, err)) ||
        (again && !complaint_tell(o, &a, r, PROGRESS_NOTE, a.summary, NULL, 0, err)) ||
        !complaint_notify_role(o, &a, r, to->code, staff, NOTICE_DISPATCH, err))
        return action_fail(&a);
    return complaint_end(o, &a, r, err);
}

/* ---- contact, response, arrival, progress ------------------------------------------------------------------ */

/* What it was dispatched for by itself where nobody had done it: whoever speaks with the owner has it. */
static bool
has_it(struct office *o, struct action *a, struct record *r, struct err *err)
{
    if (complaint_stage_now(r) != STAGE_CLASSIFIED)
        return true;
    record_set_num(r, "dispatched_at", a->actor.now);
    if (!record_num(r, "handler") && a->actor.staff)
        record_set_num(r, "handler", a->actor.staff);
    return complaint_advance(o, a, r, STAGE_DISPATCHED, NULL, err);
}

bool
complaint_contact(struct office *o, int64_t id, const char *result, struct err *err)
{
    struct action a;
    struct record *r;

    if (!must_say(result, "result", _("What was said with the owner?"), err) || !complaint_begin(o, &a, "complaint.contact", "complaint.do", id, &r, err))
        return false;
    a.summary = arena_printf(&a.arena, _("%s owner contacted: %s"), record_text(r, "number"), result);
    if (!complaint_still_open(r, err) || !has_it(o, &a, r, err))
        return action_fail(&a);
    if (!record_num(r, "contacted_at")) {
        record_set_num(r, "contacted_at", a.actor.now);
        record_set_text(r, "contact_result", result);
    }
    if ((complaint_stage_now(r) == STAGE_DISPATCHED && !complaint_advance(o, &a, r, STAGE_CONTACTED, result, err)) ||
        !complaint_tell(o, &a, r, PROGRESS_TOLD, result, NULL, a.actor.now, err))
        return action_fail(&a);
    record_set_num(r, "progress_at", a.actor.now);
    return complaint_end(o, &a, r, err);
}

bool
complaint_respond(struct office *o, int64_t id, const char *words, struct err *err)
{
    struct action a;
    struct record *r;

    if (!must_say(words, "words", _("What was answered?"), err) || !complaint_begin(o, &a, "complaint.respond", "complaint.do", id, &r, err))
        return false;
    a.summary = arena_printf(&a.arena, _("%s answered: %s"), record_text(r, "number"), words);
    if (!complaint_still_open(r, err))
        return action_fail(&a);
    if (!record_num(r, "responded_at")) {
        record_set_num(r, "responded_at", a.actor.now);
        record_set_text(r, "response", words);
    }
    if (!complaint_tell(o, &a, r, PROGRESS_TOLD, words, NULL, a.actor.now, err))
        return action_fail(&a);
    record_set_num(r, "progress_at", a.actor.now);
    return complaint_end(o, &a, r, err);
}

bool
complaint_arrive(struct office *o, int64_t id, const char *who, struct err *err)
{
    struct action a;
    struct record *r;

    if (!must_say(who, "who", _("Who is there?"), err) || !complaint_begin(o, &a, "complaint.arrive", "complaint.do", id, &r, err))
        return false;
    a.summary = arena_printf(&a.arena, _("%s on site: %s"), record_text(r, "number"), who);
    if (!complaint_still_open(r, err))
        return action_fail(&a);
    if (!record_num(r, "arrived_at")) {
        record_set_num(r, "arrived_at", a.actor.now);
        record_set_text(r, "arrived_by", who);
    }
    if (!complaint_tell(o, &a, r, PROGRESS_WORK, a.summary, NULL, 0, err))
        return action_fail(&a);
    record_set_num(r, "progress_at", a.actor.now);
    return complaint_end(o, &a, r, err);
}

bool
complaint_progress(struct office *o, int64_t id, const char *kind, const char *text, const char *next, bool told, struct err *err)
{
    struct action a;
    struct record *r;
    bool counts = strcmp(kind, PROGRESS_WORK) == 0 || strcmp(kind, PROGRESS_TOLD) == 0;

    if (!must_say(text, "text", _("How does it go?"), err) || !complaint_begin(o, &a, "complaint.progress", "complaint.do", id, &r, err))
        return false;
    a.summary = arena_printf(&a.arena, "%s %s: %s", record_text(r, "number"), office_code_text(o, "progress_kind", kind), text);
    if ((counts && !complaint_still_open(r, err)) || !complaint_tell(o, &a, r, kind, text, next, told || strcmp(kind, PROGRESS_TOLD) == 0 ? a.actor.now : 0, err))
        return action_fail(&a);
    if (counts)
        record_set_num(r, "progress_at", a.actor.now);
    return complaint_end(o, &a, r, err);
}

/* ---- steps --------------------------------------------------------------------------------------------------- */

static void
stamp_step(struct record *r, enum complaint_stage to, moment now)
{
    if (to == STAGE_PLANNED && !record_num(r, "planned_at"))
        record_set_num(r, "planned_at", now);
    if (to == STAGE_AGREED)
        record_set_num(r, "agreed_at", now);
}

bool
complaint_step(struct office *o, int64_t id, enum complaint_stage to, const char *why, struct err *err)
{
    struct action a;
    struct record *r;

    if (!complaint_begin(o, &a, "complaint.step", "complaint.do", id, &r, err))
        return false;
    if (!complaint_advance(o, &a, r, to, why, err))
        return action_fail(&a);
    stamp_step(r, to, a.actor.now);
    record_set_num(r, "progress_at", a.actor.now);
    a.summary = arena_printf(&a.arena, "%s %s%s%s", record_text(r, "number"), complaint_stage_name(to), why && *why ? ": " : "", why ? why : "");
    return complaint_end(o, &a, r, err);
}

bool
complaint_step_within(struct office *o, struct action *a, int64_t id, enum complaint_stage to, const char *why, struct err *err)
{
    struct record *r;
    enum complaint_stage now;

    if (!reg_read(o, &complaint_register, id, &a->arena, &r, err))
        return false;
    now = complaint_stage_now(r);
    action_subject(a, "complaint", id);
    action_subject(a, "customer", record_num(r, "customer"));
    if (now == to || (now < STAGE_MEDIATION && to < STAGE_MEDIATION && now > to))
        return true;
    if (!complaint_advance(o, a, r, to, why, err))
        return false;
    stamp_step(r, to, a->actor.now);
    record_set_num(r, "progress_at", a->actor.now);
    return complaint_write(o, a, r, err) && complaint_sync(o, a, r, err);
}

static bool
owe_confirmation(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct task_wish w = complaint_wish(r);

    w.turn = record_num(r, "reopened");
    w.text = arena_printf(&a->arena, _("The customer confirms: %s"), complaint_about(r, &a->arena));
    return event_raise(o, a, "complaint.finish", "customer_confirm", &w, err);
}

static bool
owe_closing_call(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct task_wish w = complaint_wish(r);

    w.turn = record_num(r, "reopened");
    w.staff = 0;
    w.role = NULL;
    w.text = arena_printf(&a->arena, _("Closing call: %s"), complaint_about(r, &a->arena));
    return event_raise(o, a, "complaint.finish", "survey_complaint", &w, err);
}

bool
complaint_owe_ending(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    enum complaint_class class = complaint_class_now(r);

    /* An answer is confirmed by having been given; a parent has no customer, its children have. */
    return class == COMPLAINT_ENQUIRY || class == COMPLAINT_SUGGESTION || record_num(r, "incident") ||
           (owe_confirmation(o, a, r, err) && owe_closing_call(o, a, r, err));
}

bool
complaint_done(struct office *o, int64_t id, const char *result, const char *words, struct err *err)
{
    struct action a;
    struct record *r;

    if (!must_say(result, "result", _("With which result?"), err) || !complaint_begin(o, &a, "complaint.finish", "complaint.do", id, &r, err))
        return false;
    if (!complaint_advance(o, &a, r, STAGE_DONE, words, err))
        return action_fail(&a);
    record_set_num(r, "done_at", a.actor.now);
    record_set_text(r, "result", result);
    record_set_text(r, "result_words", words);
    a.summary = arena_printf(&a.arena, _("%s done, %s%s%s"), record_text(r, "number"), office_code_text(o, "complaint_result", result),
                             words && *words ? ": " : "", words ? words : "");
    if (!complaint_tell(o, &a, r, PROGRESS_WORK, a.summary, NULL, 0, err) ||
        !complaint_owe_ending(o, &a, r, err))
        return action_fail(&a);
    return complaint_end(o, &a, r, err);
}

bool
complaint_confirm(struct office *o, int64_t id, const char *how, const char *by, struct err *err)
{
    struct action a;
    struct record *r;

    if (!must_say(how, "how", _("How was it confirmed?"), err) || !must_say(by, "by", _("Who confirmed it?"), err) ||
        !complaint_begin(o, &a, "complaint.customer_confirm", "complaint.do", id, &r, err))
        return false;
    if (!complaint_advance(o, &a, r, STAGE_CONFIRMED, by, err))
        return action_fail(&a);
    record_set_num(r, "confirmed_at", a.actor.now);
    record_set_text(r, "confirmed_how", how);
    record_set_text(r, "confirmed_by", by);
    a.summary = arena_printf(&a.arena, _("%s confirmed by %s"), record_text(r, "number"), by);
    if (!event_end(o, &a, "complaint.customer_confirm", "complaint", id, by, err))
        return action_fail(&a);
    return complaint_end(o, &a, r, err);
}

/* ---- the closing call and reopening (CMP-22, CMP-23) --------------------------------------------------------------------- */

static bool
write_answers(struct office *o, struct action *a, const struct record *r, const struct complaint_answers *f, bool closing, struct err *err)
{
    struct query q = query_begin(o->store, &complaint_answer_in);

    query_bind_int(&q, store_new_id(o->store));
    query_bind_int(&q, r->id);
    query_bind_int(&q, record_num(r, "reopened"));
    query_bind_int(&q, a->actor.now);
    query_bind_int(&q, a->actor.staff);
    query_bind_int(&q, closing);
    query_bind_int(&q, f->reached);
    if (f->reached)
        query_bind_int(&q, f->solved);
    else
        query_bind_null(&q);
    query_bind_int(&q, f->speed);
    query_bind_int(&q, f->manner);
    query_bind_int(&q, f->quality);
    query_bind_text(&q, f->left_over && *f->left_over ? f->left_over : NULL);
    query_bind_int(&q, a->entry);
    return query_run(&q, err);
}

/* Back to work: the round begins anew, the number stays; clocks are counted from now on. */
static bool
reopen(struct office *o, struct action *a, struct record *r, const char *why, struct err *err)
{
    static const char *const again[] = { "contacted_at", "contact_result", "responded_at", "response", "planned_at", "agreed_at", "arrived_at",
                                         "arrived_by", "done_at", "result", "result_words", "confirmed_at", "confirmed_how", "confirmed_by",
                                         "followed_up_at", "closed_at", "closed_by", "promised_at", "progress_at" };
    int64_t times = record_num(r, "reopened") + 1;

    if (!complaint_advance(o, a, r, STAGE_DISPATCHED, why, err))
        return false;
    for (size_t i = 0; i < COUNT(again); i++)
        record_clear(r, again[i]);
    record_set_num(r, "reopened", times);
    record_set_num(r, "reopened_at", a->actor.now);
    record_set_text(r, "reopened_why", why);
    if (!complaint_turn(o, a, r, a->actor.now, why, err) || !complaint_tell(o, a, r, PROGRESS_NOTE, arena_printf(&a->arena, _("Reopened: %s"), why), NULL, 0, err))
        return false;
    if (!event_end(o, a, "complaint.customer_confirm", "complaint", r->id, _("Reopened"), err) ||
        !event_end(o, a, "survey.complete", "complaint", r->id, _("Reopened"), err))
        return false;
    if (times < policy_number(o, "complaint.reopen_escalate"))
        return true;
    return complaint_notify_role(o, a, r, "cr_center", 0, NOTICE_ESCALATION, err);
}

bool
complaint_reopen(struct office *o, int64_t id, const char *why, struct err *err)
{
    struct action a;
    struct record *r;

    if (!must_say(why, "why", _("Why is it reopened?"), err) || !complaint_begin(o, &a, "complaint.reopen", "complaint.file", id, &r, err))
        return false;
    if (!reopen(o, &a, r, why, err))
        return action_fail(&a);
    a.summary = arena_printf(&a.arena, _("%s reopened (%d): %s"), record_text(r, "number"), (int)record_num(r, "reopened"), why);
    return complaint_end(o, &a, r, err);
}

static bool
check_answers(const struct complaint_answers *f, struct err *err)
{
    const struct { const char *name; int score; } scores[] = { { "speed", f->speed }, { "manner", f->manner }, { "quality", f->quality } };

    for (size_t i = 0; i < COUNT(scores); i++)
        if (scores[i].score < 0 || scores[i].score > 5)
            return err_field(err, scores[i].name, _("1 to 5, or empty."));
    return true;
}

/* What the call ends in: back to work, one step further, or only noted. */
static bool
conclude(struct office *o, struct action *a, struct record *r, const struct complaint_answers *f, struct err *err)
{
    const char *why = f->left_over && *f->left_over ? f->left_over : _("The customer is not satisfied");

    if (f->reopen || !f->solved)
        return reopen(o, a, r, why, err);
    if (!complaint_advance(o, a, r, STAGE_FOLLOWED_UP, NULL, err))
        return false;
    record_set_num(r, "followed_up_at", a->actor.now);
    return event_end(o, a, "survey.complete", "complaint", r->id, _("Rung"), err);
}

bool
complaint_follow_up(struct office *o, int64_t id, const struct complaint_answers *f, struct err *err)
{
    struct action a;
    struct record *r;
    bool closing;

    if (!check_answers(f, err) || !complaint_begin(o, &a, "survey.complete", "complaint.file", id, &r, err))
        return false;
    closing = complaint_stage_now(r) >= STAGE_DONE && complaint_stage_now(r) <= STAGE_FOLLOWED_UP;
    a.summary = arena_printf(&a.arena, f->reached ? closing ? _("%s closing call") : _("%s call about an open matter") : _("%s rung, nobody answered"), record_text(r, "number"));
    if (!write_answers(o, &a, r, f, closing, err) || !complaint_tell(o, &a, r, f->reached ? PROGRESS_TOLD : PROGRESS_NOTE, a.summary, NULL, f->reached ? a.actor.now : 0, err) ||
        (f->reached && closing && !conclude(o, &a, r, f, err)))
        return action_fail(&a);
    return complaint_end(o, &a, r, err);
}

/* ---- closing (CMP-24) ----------------------------------------------------------------------------------------------------- */

static unsigned
lacking(struct office *o, const struct record *r)
{
    struct complaint_closing c = {
        .class = complaint_class_now(r), .done = record_num(r, "done_at") != 0, .confirmed = record_num(r, "confirmed_at") != 0,
        .followed_up = record_num(r, "followed_up_at") != 0, .judged = *record_text(r, "systemic") != 0,
        .recorded = *record_text(r, "category") && *record_text(r, "result") && *record_text(r, "words") && record_num(r, "customer"),
    };

    (void)o;
    return complaint_close_lacks(&c);
}

unsigned
complaint_close_lacking(struct office *o, int64_t id, struct arena *a, char ***lines, size_t *count)
{
    static const char *const texts[] = {
        N_("It is not done yet."), N_("The customer has not confirmed it yet (CMP-21)."), N_("The closing call was not made yet (CMP-22)."),
        N_("The record is not complete: matter, result, customer (CMP-16)."), N_("Nobody has judged whether it is systemic (CMP-25)."),
    };
    struct record *r;
    unsigned lacks;
    const char *mom;

    *count = 0;
    *lines = arena_alloc(a, (COUNT(texts) + 1) * sizeof **lines);
    if (!reg_read(o, &complaint_register, id, a, &r, NULL))
        return CLOSE_LACKS_ALL;
    lacks = lacking(o, r);
    for (size_t i = 0; i < COUNT(texts); i++)
        if (lacks & 1u << i)
            (*lines)[(*count)++] = arena_strdup(a, _(texts[i]));
    mom = record_text(r, "moment");
    if ((strcmp(mom, "05") == 0 || strcmp(mom, "15") == 0) && !*record_text(r, "goodwill"))
        (*lines)[(*count)++] = arena_strdup(a, _("Nothing was done yet to make up for it: think of a gesture of goodwill (CMP-31)."));
    return lacks;
}

/* REC-40: three years from the handover of the home, else from now. */
static void
keep(struct office *o, struct record *r, moment now)
{
    struct query q;
    struct arena a = { 0 };
    day from = moment_day(now, o->zone), handed;

    if (record_num(r, "home")) {
        q = query_begin(o->store, &home_handed);
        query_bind_int(&q, record_num(r, "home"));
        if (query_next(&q) && day_parse_iso(query_text(&q, "handover_on", &a), &handed) && handed > from)
            from = handed;
        query_end(&q, NULL);
    }
    arena_free(&a);
    record_set_num(r, "keep_until", day_add_months(from, (int)policy_number(o, "sla.31.warn") * 12));
}

bool
complaint_close(struct office *o, int64_t id, struct err *err)
{
    struct action a;
    struct record *r;
    char **lines;
    size_t n;

    if (!complaint_begin(o, &a, "complaint.close", "complaint.close", id, &r, err))
        return false;
    if (complaint_close_lacking(o, id, &a.arena, &lines, &n)) {
        err_set(err, ERR_REFUSED, _("%s cannot be closed yet. %s"), record_text(r, "number"), lines[0]);
        return action_fail(&a);
    }
    /* What needs neither consent nor a closing call goes from done to closed. */
    if (complaint_stage_now(r) != STAGE_DONE || complaint_class_now(r) == COMPLAINT_COMPLAINT || complaint_class_now(r) == COMPLAINT_REPAIR) {
        if (!complaint_advance(o, &a, r, STAGE_CLOSED, NULL, err))
            return action_fail(&a);
    } else if (!complaint_note_step(o, &a, r, STAGE_CLOSED, NULL, err)) {
        return action_fail(&a);
    }
    record_set_num(r, "closed_at", a.actor.now);
    if (a.actor.staff)
        record_set_num(r, "closed_by", a.actor.staff);
    keep(o, r, a.actor.now);
    a.summary = arena_printf(&a.arena, _("%s closed, %s"), record_text(r, "number"), office_code_text(o, "complaint_result", record_text(r, "result")));
    if (!event_end(o, &a, "complaint.close", "complaint", id, _("Closed"), err) ||
        !event_end(o, &a, "complaint.confirm_receipt", "complaint", id, _("Closed"), err) || !fee_arrears_note_closed(o, &a, id, err))
        return action_fail(&a);
    return complaint_end(o, &a, r, err);
}

/* ---- clocks stopped and levels raised by people ------------------------------------------------------------------------------ */

static bool
pause_one(struct office *o, struct action *a, int64_t task, moment until, const char *by, moment confirmed_at, const char *why, struct err *err)
{
    struct query q = query_begin(o->store, &complaint_pause_in);

    query_bind_int(&q, store_new_id(o->store));
    query_bind_int(&q, a->actor.now);
    query_bind_int(&q, until);
    query_bind_text(&q, by);
    query_bind_int(&q, confirmed_at);
    query_bind_text(&q, why);
    query_bind_int(&q, a->entry);
    query_bind_int(&q, task);
    return query_run(&q, err);
}

bool
complaint_pause_within(struct office *o, struct action *a, int64_t id, int64_t task, moment until, const char *by, moment confirmed_at,
                       const char *why, struct err *err)
{
    int64_t ids[COMPLAINT_CLOCKS];
    size_t n = 0;
    struct record *r;
    struct query q;

    if (task) {
        ids[n++] = task;
    } else {
        q = query_begin(o->store, &complaint_running);
        query_bind_int(&q, id);
        while (n < COUNT(ids) && query_next(&q))
            ids[n++] = query_int(&q, "id");
        if (!query_end(&q, err))
            return false;
    }
    if (n == 0)
        return err_set(err, ERR_REFUSED, _("No clock is running."));
    for (size_t i = 0; i < n; i++)
        if (!pause_one(o, a, ids[i], until, by, confirmed_at, why, err))
            return false;
    return reg_read(o, &complaint_register, id, &a->arena, &r, err) && complaint_sync(o, a, r, err);
}

bool
complaint_pause(struct office *o, int64_t id, moment until, const char *confirmed_by, moment confirmed_at, const char *why, struct err *err)
{
    struct action a;
    struct record *r;

    if (!must_say(confirmed_by, "confirmed_by", _("Only the customer's wish moves a deadline: who confirmed it?"), err) ||
        !complaint_begin(o, &a, "complaint.pause", "complaint.do", id, &r, err))
        return false;
    if (until <= a.actor.now || confirmed_at > a.actor.now) {
        if (until <= a.actor.now)
            err_field(err, "until", _("The clocks stand still until a time to come."));
        else
            err_field(err, "confirmed_at", _("The confirmation cannot lie in the future."));
        return action_fail(&a);
    }
    a.summary = arena_printf(&a.arena, _("%s moved to %s at the customer's wish, confirmed by %s"), record_text(r, "number"),
                             moment_show(&a.arena, until, a.actor.now, o->zone), confirmed_by);
    if (!complaint_pause_within(o, &a, id, 0, until, confirmed_by, confirmed_at, why, err) ||
        !complaint_tell(o, &a, r, PROGRESS_NOTE, a.summary, NULL, 0, err))
        return action_fail(&a);
    return complaint_end(o, &a, r, err);
}

bool
complaint_escalate(struct office *o, int64_t id, const char *why, struct err *err)
{
    struct action a;
    struct record *r;
    struct task t = { 0 };
    struct query q;
    int64_t task;

    if (!must_say(why, "why", _("What does the customer say?"), err) || !complaint_begin(o, &a, "complaint.escalate", "complaint.file", id, &r, err))
        return false;
    q = query_begin(o->store, &complaint_next_task);
    query_bind_int(&q, id);
    task = query_number(&q, 0);
    if (!task || !task_get(o, task, &a.arena, &t, err)) {
        err_set(err, ERR_REFUSED, _("No clock is running."));
        return action_fail(&a);
    }
    if (t.level >= 3) {
        err_set(err, ERR_REFUSED, _("The head of customer service knows of it already: there is nobody higher."));
        return action_fail(&a);
    }
    a.summary = arena_printf(&a.arena, _("%s escalated at the customer's wish: %s"), record_text(r, "number"), why);
    q = query_begin(o->store, &complaint_level);
    query_bind_int(&q, t.level + 1);
    query_bind_int(&q, a.entry);
    query_bind_int(&q, task);
    if (!query_run(&q, err) || !complaint_tell(o, &a, r, PROGRESS_NOTE, a.summary, NULL, 0, err) ||
        !complaint_escalated(o, &a, &t, t.level + 1, err))
        return action_fail(&a);
    return complaint_end(o, &a, r, err);
}
