#include "data/commitment.h"

#include "base/lang.h"
#include "data/registers.h"
#include "data/task.h"

#include <string.h>

#define HIGH_RISK "3"           /* code of the list risk_level */

static const struct field commitment_fields[] = {
    { .name = "number", .label = N_("Number"), .headings = "编号|承诺编号", .kind = FIELD_TEXT, .cols = 14, .readonly = true },
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .keep_last = true },
    { .name = "source", .label = N_("Source"), .headings = "来源|来源类别", .kind = FIELD_CHOICE, .list = "commitment_source", .required = true },
    { .name = "text", .label = N_("Promise"), .headings = "承诺|承诺文字|承诺内容", .kind = FIELD_LONG, .rows = 3, .limit = 1000, .required = true,
      .hint = N_("In the very words in which it is given: one thing has one wording only.") },
    { .name = "customer", .label = N_("Customer"), .headings = "客户|承诺对象", .kind = FIELD_REF, .list = "customer", .cols = 20,
      .hint = N_("Empty: given to everybody, as an advertisement is.") },
    { .name = "home", .label = N_("Home"), .headings = "房号|房源", .kind = FIELD_REF, .list = "home", .cols = 16, .skip = true },
    { .name = "reception", .label = N_("Reception"), .headings = "接待编号", .kind = FIELD_REF, .list = "reception", .cols = 16, .readonly = true },
    { .name = "made_on", .label = N_("Promised on"), .headings = "承诺日|承诺日期", .kind = FIELD_DATE, .preset = "today", .required = true, .skip = true },
    { .name = "made_by", .label = N_("Promised by"), .headings = "承诺人", .kind = FIELD_REF, .list = "staff", .cols = 12, .preset = "me", .skip = true },
    { .name = "role", .label = N_("Kept by"), .headings = "责任部门|责任角色", .kind = FIELD_CHOICE, .list = "role", .cols = 16, .required = true },
    { .name = "due_on", .label = N_("To be kept by"), .headings = "兑现期限|期限|到期日", .kind = FIELD_DATE },
    { .name = "risk", .label = N_("Risk"), .headings = "风险|风险等级", .kind = FIELD_CHOICE, .list = "risk_level" },
    { .name = "condition", .label = N_("Condition"), .headings = "附加条件", .kind = FIELD_LONG, .rows = 2, .limit = 400,
      .hint = N_("Under what condition it is given; a high risk is never promised without one.") },
    { .name = "approver", .label = N_("Approved by"), .headings = "审批人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "approved_on", .label = N_("Approved on"), .headings = "审批日", .kind = FIELD_DATE, .readonly = true },
    { .name = "in_handbook", .label = N_("In the handbook"), .headings = "进手册|销售手册", .kind = FIELD_BOOL, .cols = 4, .skip = true },
    { .name = "watch", .label = N_("Representative's remark"), .headings = "客户代表意见|监督意见", .kind = FIELD_LONG, .rows = 2, .limit = 400, .skip = true },
    { .name = "watch_reply", .label = N_("Answer to it"), .headings = "意见答复|回音", .kind = FIELD_LONG, .rows = 2, .limit = 400, .skip = true },
    { .name = "proof", .label = N_("Proof"), .headings = "兑现证明|证明", .kind = FIELD_LONG, .rows = 2, .limit = 400, .skip = true,
      .hint = N_("What shows that it was kept: a photo's number, a receipt, who saw it.") },
    { .name = "kept_on", .label = N_("Kept on"), .headings = "兑现日", .kind = FIELD_DATE, .readonly = true },
    { .name = "broken_why", .label = N_("Why it was not kept"), .headings = "未兑现原因", .kind = FIELD_LONG, .rows = 2, .limit = 400, .skip = true },
    { .name = "evidence", .label = N_("Evidence"), .headings = "证据|证据清单", .kind = FIELD_LONG, .rows = 2, .limit = 400, .skip = true,
      .hint = N_("What can be shown to the customer for the cause (RCP-48).") },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static bool
not_past(const struct field *f, const struct value *v, const struct field_env *env, struct err *err)
{
    return v->num >= moment_day(env->now, env->zone) || err_field(err, f->name, _("That day has passed."));
}

const struct field commitment_desk_fields[] = {
    { .name = "text", .label = N_("Promise"), .kind = FIELD_TEXT, .cols = 44, .limit = 200, .required = true,
      .hint = N_("In the very words in which it is given: one thing has one wording only.") },
    { .name = "due_on", .label = N_("To be kept by"), .kind = FIELD_DATE, .cols = 12, .required = true, .check = not_past,
      .hint = N_("28, +3, w5, 1128.") },
    { .name = "role", .label = N_("Kept by"), .kind = FIELD_CHOICE, .list = "role", .cols = 16, .preset = "14", .required = true },
    { 0 }
};

static const struct reg_state commitment_states[] = {
    { "draft", N_("draft") }, { "proposed", N_("to be approved") }, { "approved", N_("approved") },
    { "kept", N_("kept") }, { "broken", N_("not kept") }, { "withdrawn", N_("withdrawn") }, { 0 }
};

static const struct move commitment_moves[] = {
    { .id = "propose", .label = N_("Submit"), .from = "draft", .to = "proposed" },
    { .id = "approve", .label = N_("Approve"), .from = "proposed", .to = "approved", .right = "approve", .sign = "approver", .date = "approved_on" },
    { .id = "reject", .label = N_("Reject"), .from = "proposed", .to = "draft", .right = "approve", .reason = true },
    { .id = "keep", .label = N_("Kept"), .from = "draft proposed approved", .to = "kept", .date = "kept_on" },
    { .id = "break", .label = N_("Not kept"), .from = "draft proposed approved", .to = "broken" },
    { .id = "withdraw", .label = N_("Withdraw"), .from = "draft proposed approved", .to = "withdrawn", .reason = true },
    { 0 }
};

static const struct reg_raise commitment_raises[] = {
    { .task = "approve.commitment", .text = N_("Approve the promise"), .states = "proposed", .warn = "approval.warn",
      .red = "approval.red", .rule = "RCP-46", .role = "legal_counsel", .approval = true },
    { 0 }
};

static const char *const commitment_tips[] = {
    N_("An advertisement that is specific, a leaflet, a model, a spoken word, a clause: all of it is a promise (RCP-46)."),
    N_("First approved, then spread: nothing enters the handbook before."),
    N_("A high risk is approved with a condition only; what others prevented is shown by evidence (RCP-48)."),
    N_("The next contact of the customer opens with it; keep it with proof."),
    NULL
};

SQL(commitment_unseen_rows, "SELECT id, number, text, coalesce(due_on, '') AS due FROM commitment WHERE state IN ('draft', 'proposed', 'approved')"
                            " AND (reception = ?1 OR (customer = ?2 AND due_on < ?3)) ORDER BY due_on IS NULL, due_on, id");
SQL(commitment_rate, "SELECT count(*) AS due, coalesce(sum(state = 'kept' AND kept_on <= due_on), 0) AS kept FROM commitment"
                     " WHERE due_on >= ?1 AND due_on <= ?2 AND state <> 'withdrawn' AND (?3 = 0 OR project = ?3)");

static bool
is_open(const struct record *r)
{
    return strcmp(r->state, "draft") == 0 || strcmp(r->state, "proposed") == 0 || strcmp(r->state, "approved") == 0;
}

static bool
same_words(const struct record *x, const struct record *y)
{
    static const char *const bound[] = { "source", "text", "condition", "risk", "customer", "due_on" };

    for (size_t i = 0; i < COUNT(bound); i++) {
        int at = field_index(commitment_fields, bound[i]);

        if (!value_equal(&commitment_fields[at], &x->v[at], &y->v[at]))
            return false;
    }
    return true;
}

/* What was approved holds word by word; other words wait for approval again. */
static bool
commitment_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    struct record *stored;

    if (r->id == 0) {
        record_set_text(r, "number", arena_strdup(r->arena, number_next(o, a, "CN")));
        return true;
    }
    if (!reg_read(o, r->reg, r->id, r->arena, &stored, err))
        return false;
    if (strcmp(stored->state, "approved") == 0 && strcmp(r->state, "approved") == 0 && !same_words(stored, r))
        r->state = "proposed";
    if (strcmp(r->state, "approved") != 0 && is_open(r)) {
        record_clear(r, "approver");
        record_clear(r, "approved_on");
        record_clear(r, "in_handbook");
    }
    if (!is_open(r) && strcmp(r->state, "kept") != 0)
        record_clear(r, "in_handbook");
    return true;
}

static bool
missing(const struct record *r, const char *field)
{
    return !record_value((struct record *)r, field)->set;
}

static bool
check_end(const struct record *r, struct err *err)
{
    if (strcmp(r->state, "kept") == 0 && missing(r, "proof"))
        return err_field(err, "proof", _("Say what proves that it was kept."));
    if (strcmp(r->state, "broken") != 0)
        return true;
    if (missing(r, "broken_why"))
        return err_field(err, "broken_why", _("Say why it was not kept."));
    return !missing(r, "evidence") || err_field(err, "evidence", _("Note the evidence that the customer is shown (RCP-48)."));
}

static bool
commitment_check(struct office *o, const struct record *r, struct err *err)
{
    bool approved = strcmp(r->state, "approved") == 0;

    (void)o;
    if (!missing(r, "customer") && missing(r, "due_on") && is_open(r))
        return err_field(err, "due_on", _("By when is it kept? A customer is told a day."));
    if (!missing(r, "due_on") && record_num(r, "due_on") < record_num(r, "made_on"))
        return err_field(err, "due_on", _("That is before it was given."));
    if (approved && missing(r, "risk"))
        return err_field(err, "risk", _("Judge the risk before it is approved (RCP-48)."));
    if (approved && strcmp(record_text(r, "risk"), HIGH_RISK) == 0 && missing(r, "condition"))
        return err_field(err, "condition", _("A high risk is not promised without a condition: write it down first (RCP-48)."));
    if (record_num(r, "in_handbook") && missing(r, "approver"))
        return err_field(err, "in_handbook", _("Nothing enters the handbook that nobody approved (RCP-46)."));
    if (!missing(r, "watch_reply") && missing(r, "watch"))
        return err_field(err, "watch", _("There is no remark to answer."));
    return check_end(r, err);
}

/* The role in charge is reminded; the representative's remark waits for its answer. */
static bool
commitment_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    const char *role = record_text(r, "role");
    struct task_wish w = {
        .about = r->reg->name, .matter = r->id, .customer = record_num(r, "customer"), .home = record_num(r, "home"),
        .project = record_num(r, "project"), .role = *role ? role : NULL,
    };
    struct task_wish remark = w;

    if (!is_open(r) || missing(r, "due_on")) {
        if (!event_end(o, a, "commitment.keep", r->reg->name, r->id, _("No longer due"), err))
            return false;
    } else {
        w.text = record_text(r, "text");
        w.anchor = moment_at((day)record_num(r, "due_on"), 0, o->zone);
        w.due = moment_at((day)record_num(r, "due_on") + 1, 0, o->zone);      /* until 24:00 of that day (TIME-04) */
        if (!event_raise(o, a, "commitment.make", "commitment", &w, err))
            return false;
    }
    if (missing(r, "watch") || !missing(r, "watch_reply"))
        return event_end(o, a, "commitment.answer", r->reg->name, r->id, _("Answered"), err);
    remark.text = arena_printf(&a->arena, "%s: %s", _("Answer the customers' representative"), record_text(r, "watch"));
    return event_raise(o, a, "commitment.watch", "notify_staff", &remark, err);
}

const struct reg commitment_register = {
    .name = "commitment", .one = N_("Promise"), .many = N_("Promises"), .fields = commitment_fields,
    .states = commitment_states, .moves = commitment_moves, .raises = commitment_raises,
    .title = "number text", .columns = "number text customer role due_on risk state", .order = "-number", .order_set = true,
    .search = "number text condition watch proof", .unique = "project text customer", .subjects = "customer home",
    .saving = commitment_saving, .check = commitment_check, .saved = commitment_saved, .tips = commitment_tips,
};

bool
commitment_make(struct office *o, const struct commitment_made *m, struct arena *a, const char **number, struct err *err)
{
    struct record *r = record_new(o, &commitment_register, a);
    struct { const char *field; int64_t id; } refs[] = {
        { "project", m->project ? m->project : o->project }, { "customer", m->customer }, { "home", m->home },
        { "reception", m->reception }, { "made_by", o->staff },
    };

    for (size_t i = 0; i < COUNT(refs); i++)
        if (refs[i].id)
            record_set_num(r, refs[i].field, refs[i].id);
    record_set_text(r, "source", "2");
    record_set_text(r, "text", m->text);
    record_set_text(r, "role", m->role);
    record_set_num(r, "made_on", office_today(o));
    if (m->due != NO_DAY)
        record_set_num(r, "due_on", m->due);
    r->state = "proposed";
    if (!reg_save(o, r, NULL, err))
        return false;
    *number = record_text(r, "number");
    return true;
}

size_t
commitment_unseen(struct office *o, int64_t reception, int64_t customer, struct arena *a, struct commitment_open *out, size_t max)
{
    struct query q = query_begin(o->store, &commitment_unseen_rows);
    day today = office_today(o);
    size_t n = 0;

    query_bind_int(&q, reception);
    query_bind_int(&q, customer);
    query_bind_text(&q, day_iso(a, today));
    while (query_next(&q)) {
        struct commitment_open c = { query_int(&q, "id"), query_text(&q, "number", a), query_text(&q, "text", a), NO_DAY, false };

        if (!day_parse_iso(query_text(&q, "due", a), &c.due))
            c.due = NO_DAY;
        c.late = c.due != NO_DAY && c.due < today;
        if (n < max)
            out[n] = c;
        n++;
    }
    query_end(&q, NULL);
    return n;
}

bool
commitment_kept_rate(struct office *o, day from, day to, int64_t *kept, int64_t *due, struct err *err)
{
    struct arena a = { 0 };
    struct query q = query_begin(o->store, &commitment_rate);

    *kept = *due = 0;
    query_bind_text(&q, day_iso(&a, from));
    query_bind_text(&q, day_iso(&a, to));
    query_bind_int(&q, o->project);
    if (query_next(&q)) {
        *kept = query_int(&q, "kept");
        *due = query_int(&q, "due");
    }
    arena_free(&a);
    return query_end(&q, err);
}
