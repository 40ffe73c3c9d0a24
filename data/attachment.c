#include "data/registers.h"

#include "base/lang.h"

/* F-811: papers, photographs and files about a matter: their number, and where they lie. */
static const struct field attachment_fields[] = {
    { .name = "kind", .label = N_("Kind"), .headings = "类型|附件类型", .kind = FIELD_CHOICE, .list = "attachment_kind", .required = true, .keep_last = true },
    { .name = "number", .label = N_("Number"), .headings = "编号|附件编号", .kind = FIELD_TEXT, .cols = 20, .limit = 60 },
    { .name = "title", .label = N_("Title"), .headings = "名称|标题|附件名称", .kind = FIELD_TEXT, .cols = 30, .limit = 60, .required = true },
    { .name = "place", .label = N_("Kept at"), .headings = "位置|存放位置", .kind = FIELD_TEXT, .cols = 30, .required = true, .keep_last = true,
      .hint = N_("Cabinet and folder, or the file's path: whoever looks for it goes there.") },
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .keep_last = true },
    { .name = "customer", .label = N_("Customer"), .headings = "客户|客户姓名", .kind = FIELD_REF, .list = "customer", .cols = 20, .skip = true },
    { .name = "home", .label = N_("Home"), .headings = "房号|房源", .kind = FIELD_REF, .list = "home", .cols = 14, .skip = true },
    { .name = "received_on", .label = N_("Received"), .headings = "收到日|登记日期", .kind = FIELD_DATE, .preset = "today" },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const char *const attachment_tips[] = {
    N_("The paper itself stays where it is; here it is found by number, title, customer or home (F-811)."),
    NULL
};

const struct reg attachment_register = {
    .name = "attachment", .one = N_("Attachment"), .many = N_("Attachments"), .fields = attachment_fields,
    .title = "title number", .columns = "kind number title place customer home received_on", .order = "-id",
    .search = "number title place note", .unique = "number title place customer home", .subjects = "customer home",
    .tips = attachment_tips,
};
