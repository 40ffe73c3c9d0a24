#include "data/registers.h"

#include "base/lang.h"
#include "data/task.h"

#include <string.h>

/* REC-41: who is to be told of a document in force, and since when they have been. */
static const struct field notice_fields[] = {
    { .name = "document", .label = N_("Document"), .headings = "文件|文件名称", .kind = FIELD_REF, .list = "document", .cols = 36, .required = true },
    { .name = "staff", .label = N_("Colleague"), .headings = "通知人员|人员|姓名", .kind = FIELD_REF, .list = "staff", .cols = 12, .required = true },
    { .name = "told_on", .label = N_("Told on"), .headings = "通知日|通知日期", .kind = FIELD_DATE },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state notice_states[] = { { "to_tell", N_("to be told") }, { "told", N_("told") }, { 0 } };

static const struct move notice_moves[] = {
    { .id = "tell", .label = N_("Told"), .from = "to_tell", .to = "told", .date = "told_on", .keep_date = true },
    { 0 }
};

static const char *const notice_tips[] = {
    N_("The list is made when a document comes into force; who is not told yet stands first."),
    NULL
};

SQL(notice_open, "SELECT count(*) FROM document_notice WHERE document = ? AND state = 'to_tell'");

static bool
notice_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    (void)o;
    (void)a;
    (void)err;
    if (record_value(r, "told_on")->set)
        r->state = "told";
    return true;
}

/* When the last one was told, the document says so and its task ends. */
static bool
notice_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct query q = query_begin(o->store, &notice_open);
    struct record *document;

    query_bind_int(&q, record_num(r, "document"));
    if (strcmp(r->state, "told") != 0 || query_number(&q, 1) > 0)
        return query_end(&q, err);
    if (!reg_read(o, &document_register, record_num(r, "document"), &a->arena, &document, err))
        return false;
    record_set_num(document, "told_on", record_num(r, "told_on"));
    return reg_write(o, a, document, err) &&
           event_end(o, a, "document.tell", "document", document->id, _("All are told"), err);
}

const struct reg document_notice_register = {
    .name = "document_notice", .one = N_("Notice of a document"), .many = N_("Notices of documents"), .fields = notice_fields,
    .states = notice_states, .moves = notice_moves,
    .title = "document staff", .columns = "document staff told_on state", .order = "told_on", .search = "note",
    .unique = "document staff", .subjects = "document staff", .saving = notice_saving, .saved = notice_saved, .tips = notice_tips,
};
