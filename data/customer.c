#include "data/customer.h"

#include "base/lang.h"
#include "data/registers.h"

static const struct field customer_fields[] = {
    { .name = "name", .label = N_("Name"), .headings = "姓名|客户姓名|名字|客户", .kind = FIELD_TEXT, .cols = 14, .limit = 40, .required = true },
    { .name = "form", .label = N_("Form of address"), .headings = "称呼", .kind = FIELD_CHOICE, .list = "form_of_address" },
    { .name = "sex", .label = N_("Sex"), .headings = "性别", .kind = FIELD_CHOICE, .list = "sex", .skip = true },
    { .name = "idcard", .label = N_("Id card"), .headings = "证件号|身份证|身份证号|证件号码", .kind = FIELD_IDCARD, .cols = 20, .mask = MASK_IDCARD, .group = "idcard", .skip = true },
    { .name = "born_on", .label = N_("Born"), .headings = "生日|出生日期", .kind = FIELD_DATE, .skip = true },
    { .name = "occupation", .label = N_("Occupation"), .headings = "职业", .kind = FIELD_CHOICE, .list = "occupation" },
    { .name = "occupation_words", .label = N_("Occupation in words"), .kind = FIELD_TEXT, .cols = 16, .skip = true },
    { .name = "channel", .label = N_("Came by"), .headings = "来源渠道|来源|渠道", .kind = FIELD_CHOICE, .list = "channel" },
    { .name = "channel_words", .label = N_("Came by, in words"), .kind = FIELD_TEXT, .cols = 16, .skip = true },
    { .name = "project", .label = N_("Project"), .headings = "意向楼盘", .kind = FIELD_REF, .list = "project", .cols = 16, .skip = true },
    { .name = "consultant", .label = N_("Consultant"), .headings = "顾问|销售顾问|置业顾问", .kind = FIELD_REF, .list = "staff", .cols = 10, .skip = true },
    { .name = "importance", .label = N_("Importance"), .headings = "重要级别", .kind = FIELD_CHOICE, .list = "importance", .skip = true },
    { .name = "star", .label = N_("Stars"), .headings = "星级", .kind = FIELD_NUMBER, .cols = 2, .max = 5, .skip = true },
    { .name = "consent", .label = N_("Agreed to use for"), .headings = "同意用途", .kind = FIELD_CHOICES, .list = "consent_purpose", .cols = 24, .skip = true },
    { .name = "consent_on", .label = N_("Agreed on"), .kind = FIELD_DATE, .skip = true },
    { .name = "refused", .label = N_("Leaves no contact"), .headings = "拒留", .kind = FIELD_BOOL, .skip = true },
    { .name = "refused_why", .label = N_("Why not"), .kind = FIELD_TEXT, .cols = 24, .skip = true },
    { .name = "no_messages", .label = N_("No mass messages"), .headings = "不发群发", .kind = FIELD_BOOL, .skip = true },
    { .name = "quiet_from", .label = N_("Do not ring from"), .headings = "勿扰起", .kind = FIELD_CLOCK, .skip = true },
    { .name = "quiet_to", .label = N_("until"), .headings = "勿扰止", .kind = FIELD_CLOCK, .skip = true },
    { .name = "likes", .label = N_("Likes"), .headings = "喜好", .kind = FIELD_TEXT, .cols = 30, .skip = true },
    { .name = "avoid", .label = N_("To avoid"), .headings = "忌讳", .kind = FIELD_TEXT, .cols = 30, .skip = true },
    { .name = "family", .label = N_("Family"), .headings = "家庭", .kind = FIELD_TEXT, .cols = 30, .group = "household", .skip = true },
    { .name = "age", .label = N_("Age"), .headings = "年龄段", .kind = FIELD_CHOICE, .list = "age_band", .skip = true },
    { .name = "needs", .label = N_("Needs"), .headings = "潜在需求", .kind = FIELD_TEXT, .cols = 30, .skip = true },
    { .name = "health", .label = N_("Health, pregnancy, hardship"), .headings = "健康", .kind = FIELD_TEXT, .cols = 30, .group = "health", .skip = true },
    { .name = "character", .label = N_("Character"), .headings = "性格", .kind = FIELD_TEXT, .cols = 30, .group = "character", .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

const struct reg customer_register = {
    .name = "customer", .one = N_("Customer record"), .many = N_("Customers"), .fields = customer_fields,
    .title = "name", .columns = "name form occupation channel consultant", .order = "-id", .search = "name",
    .unique = "name idcard", .screen = "screen.customer", .hidden = true,
};
