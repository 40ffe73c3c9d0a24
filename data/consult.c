#include "data/registers.h"

#include "base/lang.h"

/* RCP-40: which papers a customer has looked at, and when. */
static const struct field consult_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .keep_last = true, .skip = true },
    { .name = "customer", .label = N_("Customer"), .headings = "客户|客户姓名", .kind = FIELD_REF, .list = "customer", .cols = 20, .required = true },
    { .name = "kind", .label = N_("What was looked at"), .headings = "文件|文件类型", .kind = FIELD_CHOICE, .list = "document_kind", .cols = 16, .keep_last = true,
      .hint = N_("Empty where a permit or a document below says it.") },
    { .name = "permit", .label = N_("Permit"), .headings = "证照", .kind = FIELD_REF, .list = "permit", .cols = 24, .skip = true },
    { .name = "document", .label = N_("Document"), .headings = "文件编号", .kind = FIELD_REF, .list = "document", .cols = 24, .skip = true },
    { .name = "at", .label = N_("When"), .headings = "时间|查阅时间", .kind = FIELD_MOMENT, .cols = 16, .preset = "now", .required = true },
    { .name = "staff", .label = N_("Shown by"), .headings = "出示人", .kind = FIELD_REF, .list = "staff", .cols = 12, .preset = "me", .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const char *const consult_tips[] = {
    N_("Five permits, the business licence, the mortgage agreement, the presale scope: whoever asks sees them, and it is noted (RCP-40)."),
    NULL
};

#define KIND_PERMITS "1"        /* of document_kind; codes never change */

static bool
consult_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    struct record *document;

    (void)a;
    if (record_num(r, "permit"))
        record_set_text(r, "kind", KIND_PERMITS);
    if (!record_num(r, "document"))
        return true;
    if (!reg_read(o, &document_register, record_num(r, "document"), r->arena, &document, err))
        return false;
    record_set_text(r, "kind", record_text(document, "kind"));
    return true;
}

static bool
consult_check(struct office *o, const struct record *r, struct err *err)
{
    if (!record_value((struct record *)r, "kind")->set)
        return err_field(err, "kind", _("Say what was looked at."));
    return record_num(r, "at") <= office_now(o) || err_field(err, "at", _("It cannot be noted ahead."));
}

const struct reg consult_register = {
    .name = "consult", .one = N_("Look at papers"), .many = N_("Papers looked at"), .fields = consult_fields,
    .title = "kind at", .columns = "at customer kind permit document staff", .order = "-at", .search = "note",
    .unique = "customer kind permit document at", .subjects = "customer", .saving = consult_saving, .check = consult_check, .tips = consult_tips,
};
