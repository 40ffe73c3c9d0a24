#include "data/registers.h"

#include "base/lang.h"
#include "data/task.h"
#include "data/version.h"

#include <string.h>

/* REC-41: rules, scripts, question sheets, forms. Written, reviewed, approved by three people; in force from the day
 * it is published, and then told to those concerned. */
static const struct field document_fields[] = {
    { .name = "kind", .label = N_("Kind"), .headings = "类别|文件类别", .kind = FIELD_CHOICE, .list = "document_kind", .required = true, .keep_last = true },
    { .name = "number", .label = N_("Number"), .headings = "编号|文件编号", .kind = FIELD_TEXT, .cols = 16, .limit = 30, .required = true },
    { .name = "title", .label = N_("Title"), .headings = "名称|文件名称", .kind = FIELD_TEXT, .cols = 30, .limit = 60, .required = true },
    { .name = "version", .label = N_("Version"), .headings = "版本|版本号", .kind = FIELD_TEXT, .cols = 6, .limit = 8, .skip = true,
      .hint = N_("Empty: A/0 for the first, then counted on.") },
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .skip = true },
    { .name = "place", .label = N_("Kept at"), .headings = "存放位置|位置", .kind = FIELD_TEXT, .cols = 30, .required = true, .keep_last = true },
    { .name = "changes", .label = N_("What changed"), .headings = "修订内容", .kind = FIELD_LONG, .rows = 2 },
    { .name = "told", .label = N_("To be told"), .headings = "通知对象|须通知角色", .kind = FIELD_CHOICES, .list = "role", .cols = 30,
      .hint = N_("Roles; everybody who holds one is listed when it comes into force.") },
    { .name = "author", .label = N_("Written by"), .headings = "编制人|编制", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "authored_on", .label = N_("Written on"), .headings = "编制日", .kind = FIELD_DATE, .readonly = true },
    { .name = "reviewer", .label = N_("Reviewed by"), .headings = "审核人|审核", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "reviewed_on", .label = N_("Reviewed on"), .headings = "审核日", .kind = FIELD_DATE, .readonly = true },
    { .name = "approver", .label = N_("Approved by"), .headings = "批准人|批准", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "in_force_on", .label = N_("In force since"), .headings = "发布日|生效日", .kind = FIELD_DATE, .readonly = true },
    { .name = "told_on", .label = N_("All told on"), .headings = "通知日", .kind = FIELD_DATE, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state document_states[] = {
    { "draft", N_("draft") }, { "written", N_("to be reviewed") }, { "reviewed", N_("to be approved") },
    { "in_force", N_("in force") }, { "retired", N_("retired") }, { 0 }
};

static const struct move document_moves[] = {
    { .id = "submit", .label = N_("Sign as author"), .from = "draft", .to = "written", .sign = "author", .date = "authored_on" },
    { .id = "review", .label = N_("Sign the review"), .from = "written", .to = "reviewed", .right = "review", .sign = "reviewer", .date = "reviewed_on" },
    { .id = "return", .label = N_("Return"), .from = "written", .to = "draft", .right = "review", .reason = true },
    { .id = "approve", .label = N_("Approve"), .from = "reviewed", .to = "in_force", .right = "approve", .sign = "approver", .date = "in_force_on" },
    { .id = "reject", .label = N_("Reject"), .from = "reviewed", .to = "draft", .right = "approve", .reason = true },
    { .id = "retire", .label = N_("Retire"), .from = "in_force", .to = "retired", .reason = true },
    { 0 }
};

static const struct reg_raise document_raises[] = {
    { .task = "approve.document.review", .text = N_("Review the document"), .states = "written", .warn = "approval.warn",
      .red = "approval.red", .rule = "REC-41", .role = "cs_dept", .approval = true },
    { .task = "approve.document", .text = N_("Approve the document"), .states = "reviewed", .warn = "approval.warn",
      .red = "approval.red", .rule = "REC-41", .role = "management", .approval = true },
    { 0 }
};

static const char *const document_tips[] = {
    N_("Three people sign: who wrote it, who reviewed it, who approves it. Before the third nothing is in force (REC-41)."),
    N_("It is in force from the day it is published. Everybody to be told is listed then; mark each when told."),
    N_("Changing a document that is in force begins the next version; until that is approved the old one holds."),
    NULL
};

static const struct version_rule document_versions = {
    .names = "number", .body = "kind title place changes project",
    .fresh = "version author authored_on reviewer reviewed_on approver in_force_on told_on",
};

SQL(document_people, "SELECT id, coalesce(roles, '') AS roles FROM staff WHERE state = 'active' ORDER BY id");
SQL(document_notice_is, "SELECT count(*) FROM document_notice WHERE document = ? AND staff = ?");

static bool
document_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    static const char *const signatures[] = { "author", "authored_on", "reviewer", "reviewed_on", "approver", "in_force_on" };

    (void)a;
    for (size_t i = 0; strcmp(r->state, "draft") == 0 && i < COUNT(signatures); i++)
        record_clear(r, signatures[i]);             /* what is changed is signed anew */
    return version_saving(o, r, &document_versions, err);
}

static bool
signed_by(const struct record *r, const char *who, const char *other, struct err *err)
{
    const struct field *f = &r->reg->fields[field_index(r->reg->fields, who)];

    if (!record_value((struct record *)r, who)->set)
        return err_field(err, who, _("%s: the signature is missing. It needs all three."), _(f->label));
    return !other || record_num(r, who) != record_num(r, other) ||
           err_field(err, who, _("%s: nobody signs twice. Ask another colleague."), _(f->label));
}

static bool
document_check(struct office *o, const struct record *r, struct err *err)
{
    const char *version = record_text(r, "version");
    bool first = strcmp(version, "A/0") == 0, held = strcmp(r->state, "in_force") == 0;

    (void)o;
    if (strcmp(r->state, "draft") == 0 || strcmp(r->state, "retired") == 0)
        return true;
    if (!first && !record_value((struct record *)r, "changes")->set)
        return err_field(err, "changes", _("Version %s: say what changed."), version);
    if (!record_value((struct record *)r, "told")->set)
        return err_field(err, "told", _("Say which roles must be told of it."));
    if (!signed_by(r, "author", NULL, err))
        return false;
    if ((held || strcmp(r->state, "reviewed") == 0) && !signed_by(r, "reviewer", "author", err))
        return false;
    return !held || (signed_by(r, "approver", "author", err) && signed_by(r, "approver", "reviewer", err));
}

static bool
share_role(const char *roles, const char *told)
{
    for (const char *t = told; *t; t += strcspn(t, " "), t += *t == ' ')
        for (const char *s = roles; *s; s += strcspn(s, " "), s += *s == ' ')
            if (strcspn(s, " ") == strcspn(t, " ") && strncmp(s, t, strcspn(t, " ")) == 0)
                return true;
    return false;
}

static bool
list_reader(struct office *o, struct action *a, int64_t document, int64_t staff, struct err *err)
{
    struct query q = query_begin(o->store, &document_notice_is);
    struct record *notice;

    query_bind_int(&q, document);
    query_bind_int(&q, staff);
    if (query_number(&q, 0) > 0)
        return true;
    notice = record_new(o, &document_notice_register, &a->arena);
    record_set_num(notice, "document", document);
    record_set_num(notice, "staff", staff);
    return reg_write(o, a, notice, err);
}

/* Everybody who holds a role that must be told, each with a line of their own. */
static bool
list_readers(struct office *o, struct action *a, const struct record *r, size_t *count, struct err *err)
{
    int64_t ids[512];
    struct query q = query_begin(o->store, &document_people);

    *count = 0;
    while (*count < COUNT(ids) && query_next(&q))
        if (share_role(query_text(&q, "roles", &a->arena), record_text(r, "told")))
            ids[(*count)++] = query_int(&q, "id");
    if (!query_end(&q, err))
        return false;
    for (size_t i = 0; i < *count; i++)
        if (!list_reader(o, a, r->id, ids[i], err))
            return false;
    return true;
}

static bool
document_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct task_wish w = {
        .about = r->reg->name, .matter = r->id, .project = record_num(r, "project"),
        .due = moment_at(office_today(o) + 1, 0, o->zone),
        .text = arena_printf(&a->arena, "%s: %s", _("Tell those concerned"), record_title(o, r, &a->arena)),
    };
    size_t readers;

    if (!version_saved(o, a, r, &document_versions, err))
        return false;
    if (strcmp(r->state, "in_force") != 0)
        return event_end(o, a, "document.tell", r->reg->name, r->id, _("No longer due"), err);
    if (record_value((struct record *)r, "told_on")->set)
        return true;
    return list_readers(o, a, r, &readers, err) &&
           (readers == 0 || event_raise(o, a, "document.approve", "notify_staff", &w, err));
}

const struct reg document_register = {
    .name = "document", .one = N_("Document"), .many = N_("Documents"), .fields = document_fields,
    .states = document_states, .moves = document_moves, .raises = document_raises,
    .title = "number title version", .columns = "number title version kind in_force_on told_on state", .order = "number",
    .search = "number title place", .unique = "number title place", .saving = document_saving, .check = document_check,
    .saved = document_saved, .tips = document_tips,
};
