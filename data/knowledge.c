#include "data/knowledge.h"

#include "base/lang.h"
#include "data/lines.h"
#include "data/registers.h"
#include "data/version.h"

#include <string.h>

static bool
is_kind(const struct value *v, const char *kinds)
{
    return v->set && v->text && strchr(kinds, *v->text);
}

static bool
has_topic(const struct field *fields, const struct value *v)
{
    return is_kind(&v[field_index(fields, "kind")], KNOWLEDGE_TOPIC KNOWLEDGE_QUESTION KNOWLEDGE_INTERIM);
}

static bool
has_briefing(const struct field *fields, const struct value *v)
{
    return is_kind(&v[field_index(fields, "kind")], KNOWLEDGE_BRIEFING);
}

static bool
has_question(const struct field *fields, const struct value *v)
{
    return is_kind(&v[field_index(fields, "kind")], KNOWLEDGE_QUESTION KNOWLEDGE_INTERIM);
}

static const struct field knowledge_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "kind", .label = N_("Kind"), .headings = "类别|知识类别", .kind = FIELD_CHOICE, .list = "knowledge_kind", .required = true, .keep_last = true },
    { .name = "topic", .label = N_("Enquiry topic"), .headings = "主题|分类", .kind = FIELD_CHOICE, .list = "enquiry_topic", .when = has_topic },
    { .name = "briefing", .label = N_("Told at the first visit"), .headings = "首访要点", .kind = FIELD_CHOICE, .list = "briefing_topic", .when = has_briefing },
    { .name = "question", .label = N_("Question"), .headings = "问题|问|客户问", .kind = FIELD_TEXT, .cols = 40, .limit = 120, .when = has_question,
      .hint = N_("As a customer asks it.") },
    { .name = "answer", .label = N_("Answer"), .headings = "答案|答|说法|口径", .kind = FIELD_LONG, .rows = 6, .limit = 2000, .required = true,
      .hint = N_("As it is spoken: true today, in words that a customer understands.") },
    { .name = "version", .label = N_("Version"), .headings = "版本|版本号", .kind = FIELD_NUMBER, .cols = 4, .min = 1, .max = 9999, .readonly = true },
    { .name = "from_on", .label = N_("In force since"), .headings = "启用日|启用日期", .kind = FIELD_DATE, .readonly = true },
    { .name = "to_on", .label = N_("Until"), .headings = "有效期至|失效日", .kind = FIELD_DATE, .skip = true,
      .hint = N_("Wording before the handbook ends by itself when the first answers of the handbook are in force.") },
    { .name = "approver", .label = N_("Approved by"), .headings = "审批人", .kind = FIELD_REF, .list = "staff", .cols = 12, .readonly = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state knowledge_states[] = {
    { "draft", N_("draft") }, { "proposed", N_("to be approved") }, { "in_force", N_("in force") }, { "retired", N_("retired") }, { 0 }
};

static const struct move knowledge_moves[] = {
    { .id = "propose", .label = N_("Submit"), .from = "draft", .to = "proposed" },
    { .id = "approve", .label = N_("Approve"), .from = "proposed", .to = "in_force", .right = "approve", .sign = "approver", .date = "from_on" },
    { .id = "reject", .label = N_("Reject"), .from = "proposed", .to = "draft", .right = "approve", .reason = true },
    { .id = "retire", .label = N_("Retire"), .from = "in_force", .to = "retired", .reason = true },
    { 0 }
};

static const struct reg_raise knowledge_raises[] = {
    { .task = "approve.knowledge", .text = N_("Approve the answer"), .states = "proposed", .warn = "approval.warn",
      .red = "approval.red", .rule = "RCP-44", .role = "marketing_dept", .approval = true },
    { 0 }
};

static const char *const knowledge_tips[] = {
    N_("Five topics must be answered for every project; an empty one stands red in the list of what is missing (RCP-19)."),
    N_("Hundred questions come in by import (x brings them out): question, answer, topic. Nothing is used before approval."),
    N_("Wording before the handbook ends by itself when answers of the handbook come into force (RCP-45)."),
    N_("Changing what is in force begins its next version; receptions note which version they used."),
    NULL
};

static const struct version_rule knowledge_versions = {
    .names = "question project kind", .body = "question answer topic briefing kind", .fresh = "version from_on approver",
};

SQL(knowledge_end_interim, "SELECT id FROM knowledge WHERE project = ? AND kind = '4' AND state = 'in_force'");
SQL(knowledge_handbook, "SELECT count(*) FROM knowledge WHERE project = ? AND kind = '3' AND state = 'in_force'");
SQL(knowledge_has_topic, "SELECT count(*) FROM knowledge WHERE project = ? AND kind = '1' AND topic = ? AND state = 'in_force'"
                         " AND (to_on IS NULL OR to_on >= ?)");
SQL(knowledge_projects, "SELECT id, name FROM project WHERE state NOT IN ('closed', 'sold_out', 'occupied') AND (?1 = 0 OR id = ?1) ORDER BY id");

/* What has no question is named by its topic: the price, the location. */
static void
name_by_topic(struct office *o, struct record *r)
{
    const char *kind = record_text(r, "kind");

    if (strcmp(kind, KNOWLEDGE_TOPIC) == 0)
        record_set_text(r, "question", office_code_text(o, "enquiry_topic", record_text(r, "topic")));
    else if (strcmp(kind, KNOWLEDGE_BRIEFING) == 0)
        record_set_text(r, "question", office_code_text(o, "briefing_topic", record_text(r, "briefing")));
    if (strcmp(kind, KNOWLEDGE_BRIEFING) == 0)
        record_clear(r, "topic");
    else
        record_clear(r, "briefing");
}

static bool
check_kind(const struct record *r, struct err *err)
{
    const char *kind = record_text(r, "kind");

    if (strcmp(kind, KNOWLEDGE_TOPIC) == 0 && !*record_text(r, "topic"))
        return err_field(err, "topic", _("Which of the five topics?"));
    if (strcmp(kind, KNOWLEDGE_BRIEFING) == 0 && !*record_text(r, "briefing"))
        return err_field(err, "briefing", _("Which of the seven things told at the first visit?"));
    return *record_text(r, "question") || err_field(err, "question", _("Write the question as a customer asks it."));
}

static bool
knowledge_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    (void)a;
    name_by_topic(o, r);
    return check_kind(r, err) && version_saving(o, r, &knowledge_versions, err);
}

static bool
knowledge_check(struct office *o, const struct record *r, struct err *err)
{
    bool interim = strcmp(record_text(r, "kind"), KNOWLEDGE_INTERIM) == 0;
    struct query q;

    if (strcmp(r->state, "in_force") != 0)
        return true;
    if (!record_value((struct record *)r, "approver")->set)
        return err_field(err, "approver", _("Nothing comes into force that nobody approved."));
    if (!interim)
        return true;
    q = query_begin(o->store, &knowledge_handbook);
    query_bind_int(&q, record_num(r, "project"));
    return query_number(&q, 0) == 0 ||
           err_field(err, "kind", _("The handbook is in force: its answers are used, no wording beside it (RCP-45)."));
}

/* RCP-45: the handbook has come, the wording before it has done its service. */
static bool
end_interim(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    int64_t ids[256];
    struct query q = query_begin(o->store, &knowledge_end_interim);
    struct record *old;
    size_t n = 0;

    query_bind_int(&q, record_num(r, "project"));
    while (n < COUNT(ids) && query_next(&q))
        ids[n++] = query_int(&q, "id");
    if (!query_end(&q, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!reg_read(o, r->reg, ids[i], &a->arena, &old, err))
            return false;
        old->state = "retired";
        record_set_num(old, "to_on", office_today(o));
        if (!reg_write(o, a, old, err))
            return false;
    }
    return true;
}

static bool
knowledge_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    if (!version_saved(o, a, r, &knowledge_versions, err))
        return false;
    return strcmp(record_text(r, "kind"), KNOWLEDGE_QUESTION) != 0 || strcmp(r->state, "in_force") != 0 || end_interim(o, a, r, err);
}

static bool
has_answer(struct office *o, int64_t project, const char *topic, struct arena *a)
{
    struct query q = query_begin(o->store, &knowledge_has_topic);

    query_bind_int(&q, project);
    query_bind_text(&q, topic);
    query_bind_text(&q, day_iso(a, office_today(o)));
    return query_number(&q, 0) > 0;
}

/* RCP-19: each of the topics that a project must be able to answer. */
static size_t
knowledge_gaps(struct office *o, day from, day to, struct arena *a, char ***lines)
{
    const struct option_list *topics = office_list(o, "enquiry_topic");
    struct query q = query_begin(o->store, &knowledge_projects);
    struct said said = { 0 };

    (void)from;
    (void)to;
    query_bind_int(&q, o->project);
    while (query_next(&q))
        for (size_t i = 0; i < topics->count; i++)
            if (!topics->options[i].retired && !has_answer(o, query_int(&q, "id"), topics->options[i].code, a))
                said_add(&said, a, arena_printf(a, _("%s: nothing in force on the topic %s (RCP-19)"), query_text(&q, "name", a),
                                                topics->options[i].text));
    query_end(&q, NULL);
    *lines = said.text;
    return said.count;
}

const struct reg knowledge_register = {
    .name = "knowledge", .one = N_("Answer ready"), .many = N_("Knowledge"), .fields = knowledge_fields,
    .states = knowledge_states, .moves = knowledge_moves, .raises = knowledge_raises,
    .title = "kind question version", .columns = "kind question topic version from_on state", .order = "kind", .order_set = true,
    .search = "question answer note", .unique = "project kind topic briefing question", .saving = knowledge_saving,
    .check = knowledge_check, .saved = knowledge_saved, .gaps = knowledge_gaps, .tips = knowledge_tips,
};
