/* Who is told of a matter: by mail and text message, confirmed on the phone (CMP-08), and again when a line is crossed (CMP-14). */
#include "data/complaint_clock.h"
#include "data/complaint_private.h"

#include "base/lang.h"
#include "data/content.h"
#include "data/duty.h"
#include "data/message.h"
#include "data/policy.h"

#include <string.h>

#define DUTY_EMERGENCY "4"      /* code of the list duty_kind */

SQL(colleague_of, "SELECT s.id AS id FROM staff s WHERE s.state = 'active' AND instr(' ' || coalesce(s.roles, '') || ' ', ' ' || ?1 || ' ')"
                  " AND (coalesce(s.projects, '') = '' OR ?2 = 0 OR instr(s.projects, (SELECT name FROM project WHERE id = ?2)))"
                  " ORDER BY (SELECT count(*) FROM complaint c WHERE c.handler = s.id AND c.state NOT IN ('closed', 'merged')), s.id LIMIT 1");
SQL(colleague_phone, "SELECT name, coalesce(phone, '') AS phone FROM staff WHERE id = ?");
/* Whoever holds two of the roles is told once; a role that nobody holds is told as such. */
SQL(notice_told, "SELECT count(*) FROM complaint_notice WHERE complaint = ?1 AND why = ?2 AND ((?4 <> 0 AND person = ?4) OR (?4 = 0 AND person IS NULL AND role = ?3)) AND confirmed_at IS NULL");
SQL(notice_left, "SELECT count(*) FROM complaint_notice WHERE complaint = ? AND confirmed_at IS NULL");
SQL(notice_insert, "INSERT INTO complaint_notice(id, complaint, role, person, phone, why, text, texted_at, message, entry)"
                   " VALUES (?, ?, ?, nullif(?, 0), ?, ?, ?, nullif(?, 0), nullif(?, 0), ?)");
#define NOTICE_ROWS \
    "SELECT n.id AS id, n.complaint AS complaint, n.role AS role, n.person AS person, n.phone AS phone, n.text AS text, n.mailed_at AS mailed," \
    " coalesce(m.sent_at, n.texted_at) AS texted, n.confirmed_at AS confirmed, n.confirmed_by AS confirmed_by, s.name AS name FROM complaint_notice n" \
    " LEFT JOIN staff s ON s.id = n.person LEFT JOIN message m ON m.id = n.message "
SQL(notices_of, NOTICE_ROWS "WHERE n.complaint = ? ORDER BY n.id LIMIT ?");
SQL(notices_waiting, NOTICE_ROWS "WHERE n.confirmed_at IS NULL ORDER BY n.id LIMIT ?");
SQL(notice_one, "SELECT complaint, coalesce(confirmed_at, 0) AS confirmed FROM complaint_notice WHERE id = ?");
SQL(notice_mail_sent, "UPDATE complaint_notice SET mailed_at = ?, entry = ? WHERE id = ? AND mailed_at IS NULL");
SQL(notice_said, "UPDATE complaint_notice SET confirmed_at = ?, confirmed_by = ?, confirmer = nullif(?, 0), state = 'confirmed', entry = ? WHERE id = ?");

int64_t
complaint_colleague(struct office *o, int64_t project, const char *role)
{
    const struct role *r = role_get(o, role);
    struct query q;

    if (!r)
        return 0;
    q = query_begin(o->store, &colleague_of);
    query_bind_text(&q, r->code);
    query_bind_int(&q, project);
    return query_number(&q, 0);
}

/* ---- one notice ---------------------------------------------------------------------------------------- */

static char *
next_line(struct office *o, const struct record *r, struct arena *a)
{
    struct complaint_clocks c;
    enum complaint_clock_name next;

    if (!complaint_clocks(o, r, a, &c, NULL) || (next = complaint_next(&c)) == COMPLAINT_CLOCKS)
        return arena_strdup(a, _("the time agreed"));
    return moment_show(a, c.clock[next].red.due, office_now(o), o->zone);
}

/* TPL-31 or TPL-34 with its places filled; what nobody wrote yet stands as it reads without. */
static struct template_value *
values_of(struct office *o, const struct record *r, const char *role_name, struct arena *a)
{
    struct template_value *v = arena_alloc(a, 9 * sizeof *v);
    char *home = record_num(r, "home") ? reg_ref_text(o, "home", record_num(r, "home"), a) : NULL, *line = next_line(o, r, a);

    v[0] = (struct template_value){ "no", record_text(r, "number") };
    v[1] = (struct template_value){ "客户", complaint_addressed(o, r, a) };
    v[2] = (struct template_value){ "房号", home ? home : "" };
    v[3] = (struct template_value){ "摘要", complaint_about(r, a) };
    v[4] = (struct template_value){ "时限", line };
    v[5] = (struct template_value){ "上级", role_name };
    v[6] = (struct template_value){ "新时限", moment_show(a, office_now(o) + policy_number(o, "complaint.third_level_hours") * 3600, office_now(o), o->zone) };
    v[7] = (struct template_value){ "责任人", role_name };
    v[8] = (struct template_value){ NULL, NULL };
    return v;
}

static bool
insert_notice(struct office *o, struct action *a, const struct record *r, int64_t id, const char *role, int64_t staff, const char *phone, const char *why,
              const char *text, int64_t message, struct err *err)
{
    struct query q = query_begin(o->store, &notice_insert);

    query_bind_int(&q, id);
    query_bind_int(&q, r->id);
    query_bind_text(&q, role);
    query_bind_int(&q, staff);
    query_bind_text(&q, phone);
    query_bind_text(&q, why);
    query_bind_text(&q, text);
    query_bind_int(&q, message ? a->actor.now : 0);
    query_bind_int(&q, message);
    query_bind_int(&q, a->entry);
    return query_run(&q, err);
}

static int64_t
not_confirmed(struct office *o, int64_t id)
{
    struct query q = query_begin(o->store, &notice_left);

    query_bind_int(&q, id);
    return query_number(&q, 0);
}

/* POL-36: whoever was told says on the phone that it arrived; one task, for all of them. */
static bool
owe_phone(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct task_wish w = complaint_wish(r);

    if (strcmp(policy_text(o, "complaint.phone_confirm"), "owner") == 0)
        return true;
    w.turn = a->actor.now;
    if (not_confirmed(o, r->id) > 1)
        return true;            /* it runs already */
    w.staff = record_num(r, "staff");
    w.role = NULL;
    w.text = arena_printf(&a->arena, _("Ring who was told of %s: did it arrive?"), record_text(r, "number"));
    return event_raise(o, a, "complaint.dispatch", "phone_confirm", &w, err);
}

static bool
already_told(struct office *o, const struct record *r, const char *role, int64_t staff, const char *why)
{
    struct query q = query_begin(o->store, &notice_told);

    query_bind_int(&q, r->id);
    query_bind_text(&q, why);
    query_bind_text(&q, role);
    query_bind_int(&q, staff);
    return query_number(&q, 0) > 0;
}

bool
complaint_notify_role(struct office *o, struct action *a, const struct record *r, const char *role, int64_t staff, const char *why, struct err *err)
{
    const struct role *to = role_get(o, role);
    const char *code = strcmp(why, NOTICE_ESCALATION) == 0 ? "TPL-34" : "TPL-31", *missing = NULL;
    char *name = NULL, *phone = arena_strdup(&a->arena, ""), *text;
    const struct template_value *values;
    struct query q;
    int64_t id, message = 0;

    if (!to)
        return true;
    if (!staff)
        staff = complaint_colleague(o, record_num(r, "project"), to->code);
    if (already_told(o, r, to->code, staff, why))
        return true;
    if (staff) {
        q = query_begin(o->store, &colleague_phone);
        query_bind_int(&q, staff);
        if (query_next(&q)) {
            name = query_text(&q, "name", &a->arena);
            phone = query_text(&q, "phone", &a->arena);
        }
        if (!query_end(&q, err))
            return false;
    }
    values = values_of(o, r, name ? name : to->name, &a->arena);
    text = template_fill(o, code, values, &a->arena, &missing);
    if (text && !missing && *phone &&
        !message_compose(o, a, &(struct message_wish){ .code = code, .values = values, .phone = phone }, &message, err))
        return false;
    id = store_new_id(o->store);
    return insert_notice(o, a, r, id, to->code, staff, phone, why, text ? text : complaint_about(r, &a->arena), message, err) && owe_phone(o, a, r, err);
}

/* ---- whom the category names -------------------------------------------------------------------------------- */

static bool
notify_words(struct office *o, struct action *a, const struct record *r, const char *roles, const char *why, struct err *err)
{
    char *copy = arena_strdup(&a->arena, roles), *save = NULL;

    for (char *word = strtok_r(copy, "|", &save); word; word = strtok_r(NULL, "|", &save))
        if (!complaint_notify_role(o, a, r, word, 0, why, err))
            return false;
    return true;
}

/* The row of escalation.csv that holds for it, or NULL: emergencies first, then important customers. */
static const char *
special(const struct record *r, const char *column, struct arena *a)
{
    struct content_table t = content_table("escalation.csv", a);
    const char *when = strcmp(record_text(r, "urgency"), URGENT) == 0 ? "emergency" : record_num(r, "important") ? "important" : NULL;

    for (size_t i = 0; when && i < t.rows; i++)
        if (strcmp(content_cell(&t, i, "when"), when) == 0)
            return content_cell(&t, i, column);
    return NULL;
}

/* Whoever has the emergency duty now. */
static bool
notify_duty(struct office *o, struct action *a, const struct record *r, const char *why, struct err *err)
{
    int64_t staff[4];
    size_t n = duty_at(o, record_num(r, "project"), DUTY_EMERGENCY, a->actor.now, staff, COUNT(staff));

    for (size_t i = 0; i < n && i < COUNT(staff); i++)
        if (!complaint_notify_role(o, a, r, "complaint_officer", staff[i], why, err))
            return false;
    return true;
}

bool
complaint_notify(struct office *o, struct action *a, const struct record *r, const char *why, struct err *err)
{
    struct complaint_category c;
    const char *more = special(r, "notify", &a->arena);

    if (complaint_class_now(r) == COMPLAINT_ENQUIRY || complaint_class_now(r) == COMPLAINT_SUGGESTION)
        return true;
    if (strcmp(record_text(r, "urgency"), URGENT) == 0 && !notify_duty(o, a, r, why, err))
        return false;
    if (!complaint_notify_role(o, a, r, record_text(r, "role"), record_num(r, "handler"), why, err))
        return false;
    if (complaint_category(record_text(r, "category"), &a->arena, &c) && !notify_words(o, a, r, c.notify, why, err))
        return false;
    return !more || notify_words(o, a, r, more, why, err);
}

/* ---- escalation (CMP-14) ------------------------------------------------------------------------------------------ */

bool
complaint_escalated(struct office *o, struct action *a, const struct task *t, int level, struct err *err)
{
    struct complaint_category c = { .escalate = "cs_dept" };
    struct record *r;
    const char *more;
    char *line;

    if (!reg_read(o, &complaint_register, t->matter, &a->arena, &r, err))
        return false;
    action_subject(a, "complaint", r->id);
    complaint_category(record_text(r, "category"), &a->arena, &c);
    line = arena_printf(&a->arena, "%s: %s", office_code_text(o, "escalation_level", level == 1 ? "1" : level == 2 ? "2" : "3"), t->text);
    if (!complaint_tell(o, a, r, PROGRESS_NOTE, line, NULL, 0, err))
        return false;
    if (level == 1)
        return true;            /* yellow on the handler's desk is the reminder */
    if (level >= 3)
        return complaint_notify_role(o, a, r, "cs_dept", 0, NOTICE_ESCALATION, err);
    more = special(r, "escalate", &a->arena);
    if (more && strncmp(more, "duty:", 5) == 0)
        return notify_duty(o, a, r, NOTICE_ESCALATION, err) && complaint_notify_role(o, a, r, "cr_center", 0, NOTICE_ESCALATION, err);
    return complaint_notify_role(o, a, r, "cr_center", 0, NOTICE_ESCALATION, err) && notify_words(o, a, r, more ? more : c.escalate, NOTICE_ESCALATION, err);
}

/* ---- looking and confirming ------------------------------------------------------------------------------------------- */

size_t
complaint_notices(struct office *o, int64_t id, struct arena *a, struct complaint_notice *out, size_t max)
{
    struct query q = query_begin(o->store, id ? &notices_of : &notices_waiting);
    size_t n = 0;

    if (id)
        query_bind_int(&q, id);
    query_bind_int(&q, (int64_t)max);
    while (n < max && query_next(&q)) {
        const struct role *role = role_get(o, query_text(&q, "role", a));

        out[n++] = (struct complaint_notice){
            .id = query_int(&q, "id"), .complaint = query_int(&q, "complaint"), .staff = query_int(&q, "person"),
            .role_name = arena_strdup(a, role ? role->name : ""), .staff_name = query_text(&q, "name", a), .phone = query_text(&q, "phone", a),
            .text = query_text(&q, "text", a), .mailed = query_int(&q, "mailed"), .texted = query_int(&q, "texted"),
            .confirmed = query_int(&q, "confirmed"), .confirmed_by = query_text(&q, "confirmed_by", a),
        };
    }
    query_end(&q, NULL);
    return n;
}

static bool
read_notice(struct office *o, int64_t notice, int64_t *complaint, bool *confirmed, struct err *err)
{
    struct query q = query_begin(o->store, &notice_one);

    *complaint = 0;
    query_bind_int(&q, notice);
    if (query_next(&q)) {
        *complaint = query_int(&q, "complaint");
        *confirmed = query_int(&q, "confirmed") != 0;
    }
    return query_end(&q, err) && (*complaint || err_set(err, ERR_MISSING, _("There is no such notice.")));
}

bool
complaint_notice_mailed(struct office *o, int64_t notice, struct err *err)
{
    struct query q;
    struct action a;
    struct record *r;
    int64_t id;
    bool confirmed;

    if (!read_notice(o, notice, &id, &confirmed, err) || !complaint_begin(o, &a, "complaint.mail", "complaint.file", id, &r, err))
        return false;
    a.summary = arena_printf(&a.arena, _("%s: mail sent"), record_text(r, "number"));
    q = query_begin(o->store, &notice_mail_sent);
    query_bind_int(&q, a.actor.now);
    query_bind_int(&q, a.entry);
    query_bind_int(&q, notice);
    return query_run(&q, err) ? action_commit(&a, err) : action_fail(&a);
}

bool
complaint_notice_confirm(struct office *o, int64_t notice, const char *by, struct err *err)
{
    struct query q;
    struct action a;
    struct record *r;
    int64_t id;
    bool confirmed;

    if (!read_notice(o, notice, &id, &confirmed, err))
        return false;
    if (confirmed)
        return err_set(err, ERR_CHANGED, _("It was confirmed already."));
    if (!complaint_begin(o, &a, "complaint.confirm_receipt", "complaint.file", id, &r, err))
        return false;
    a.summary = arena_printf(&a.arena, _("%s: arrived, says %s"), record_text(r, "number"), by && *by ? by : _("the colleague"));
    q = query_begin(o->store, &notice_said);
    query_bind_int(&q, a.actor.now);
    query_bind_text(&q, by && *by ? by : NULL);
    query_bind_int(&q, a.actor.staff);
    query_bind_int(&q, a.entry);
    query_bind_int(&q, notice);
    if (!query_run(&q, err) || (not_confirmed(o, id) == 0 && !event_end(o, &a, "complaint.confirm_receipt", "complaint", id, a.summary, err)))
        return action_fail(&a);
    return action_commit(&a, err);
}
