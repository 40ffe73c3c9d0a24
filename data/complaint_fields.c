/* What is known of a matter: the record has it all; the form of the intake is a choice among it (CMP-03). */
#include "data/complaint_private.h"

#include "base/lang.h"

#include <string.h>

#define PROJECT { .name = "project", .label = N_("Project"), .headings = "楼盘|项目|小区", .kind = FIELD_REF, .list = "project", .cols = 16, .skip = true, .keep_last = true }
#define PHONE { .name = "phone", .label = N_("Caller"), .headings = "电话|手机|来电号码|联系方式|联系电话", .kind = FIELD_PHONE, .cols = 16, .list = "customer_phone", .mask = MASK_PHONE, .group = "phone", \
                .hint = N_("The whole number, or the last four digits of somebody known.") }
#define NAME { .name = "name", .label = N_("Name"), .headings = "姓名|客户|客户姓名|投诉人|留言用户", .kind = FIELD_TEXT, .cols = 14, .limit = 40, .list = "surname", \
               .hint = N_("In letters: w offers the surnames that begin so; a digit takes one.") }
#define FORM { .name = "form", .label = N_("Form of address"), .headings = "称呼", .kind = FIELD_CHOICE, .list = "form_of_address", .cols = 8 }
#define RELATION { .name = "relation", .label = N_("Caller is"), .headings = "来电人身份|与业主关系", .kind = FIELD_CHOICE, .list = "caller_relation", .cols = 10 }
#define HOME { .name = "home", .label = N_("Home"), .headings = "房号|房源|房屋", .kind = FIELD_REF, .list = "home", .cols = 16, \
               .hint = N_("3-1-1203 or 311203; empty where it concerns no home.") }
#define BUILDING(shown) { .name = "building", .label = N_("Building"), .headings = "楼栋|栋", .kind = FIELD_REF, .list = "building", .cols = 16, .skip = true, .when = shown, \
                   .hint = N_("Where no single home is meant.") }
#define CLASS(standard) { .name = "class", .label = N_("Class"), .headings = "类别|类型|来件类别", .kind = FIELD_CHOICE, .list = "complaint_class", .cols = 8, .required = true, .preset = standard }
#define CHANNEL(standard) { .name = "channel", .label = N_("Channel"), .headings = "渠道|来件渠道|来源渠道", .kind = FIELD_CHOICE, .list = "complaint_channel", .cols = 16, .required = true, .preset = standard, .skip = true }
#define CATEGORY { .name = "category", .label = N_("Matter"), .headings = "事项|分类|关键时刻|一级分类", .kind = FIELD_CHOICE, .list = "complaint_category", .cols = 18, \
                   .hint = N_("Two digits, initials or words: 07, slyfs; 99 other.") }
#define ALSO { .name = "also", .label = N_("Also"), .headings = "副分类|副代码", .kind = FIELD_CHOICES, .list = "moment", .cols = 18, .skip = true }
#define PLACE { .name = "place", .label = N_("Place"), .headings = "部位|位置", .kind = FIELD_CHOICE, .list = "home_place", .cols = 10 }
#define SEVERITY { .name = "severity", .label = N_("Severity"), .headings = "程度|严重程度", .kind = FIELD_CHOICE, .list = "severity", .cols = 8, .skip = true }
#define SEVERITY_WHY(shown) { .name = "severity_why", .label = N_("Why so severe"), .headings = "程度说明", .kind = FIELD_TEXT, .cols = 30, .limit = 100, .when = shown, \
                       .hint = N_("Another severity than the matter's usual one: why?") }
#define URGENCY(standard) { .name = "urgency", .label = N_("Urgent"), .headings = "紧急|紧急程度", .kind = FIELD_CHOICE, .list = "urgency", .cols = 8, .required = true, .preset = standard, .skip = true }
#define EMERGENCY { .name = "emergency", .label = N_("Emergency"), .headings = "紧急类别", .kind = FIELD_CHOICE, .list = "emergency_kind", .cols = 10, .when = is_urgent }
#define MOOD(standard) { .name = "mood", .label = N_("Mood"), .headings = "情绪", .kind = FIELD_CHOICE, .list = "mood", .cols = 8, .preset = standard, .skip = true }
#define WORDS { .name = "words", .label = N_("In their words"), .headings = "原话|内容|投诉内容|留言详情|反映内容", .kind = FIELD_LONG, .cols = 40, .rows = 3, .limit = 20000, .required = true, \
                .hint = N_("As the customer said it; :: inserts a phrase.") }
#define WANTS { .name = "wants", .label = N_("Wants"), .headings = "诉求", .kind = FIELD_TEXT, .cols = 36, .limit = 300, .skip = true }
#define SUMMARY { .name = "summary", .label = N_("Summary"), .headings = "摘要|主题|留言主题|标题", .kind = FIELD_LONG, .cols = 36, .rows = 2, .limit = 2000, .skip = true, \
                  .hint = N_("Facts and what is wanted, without a judgement; the words' beginning stands for it where it is empty (CMP-29).") }
#define LOSS { .name = "loss", .label = N_("Loss"), .headings = "损失", .kind = FIELD_TEXT, .cols = 36, .limit = 300, .skip = true }
#define PROMISE { .name = "promise", .label = N_("Promised"), .headings = "承诺", .kind = FIELD_TEXT, .cols = 36, .limit = 200, .skip = true, \
                  .hint = N_("What the customer is told will happen; empty: somebody rings within the limit.") }
#define PROMISED_AT { .name = "promised_at", .label = N_("Solved by"), .headings = "承诺完成时间", .kind = FIELD_MOMENT, .cols = 16, .skip = true, .check = not_past, \
                      .hint = N_("Only where the customer was told a time at which it will be solved.") }
#define ATTACHMENTS { .name = "attachments", .label = N_("Papers and photos"), .headings = "附件|附件编号|照片编号", .kind = FIELD_TEXT, .cols = 24, .limit = 200, .skip = true }
#define MAJOR { .name = "major", .label = N_("Major complaint"), .headings = "重大|重大投诉", .kind = FIELD_BOOL, .cols = 4, .skip = true }
#define MAJOR_WHY { .name = "major_why", .label = N_("Why major"), .headings = "重大依据", .kind = FIELD_TEXT, .cols = 30, .limit = 200, .when = is_major }
#define NOTE { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true }
#define MOMENT(name_, label_, heads) { .name = name_, .label = label_, .headings = heads, .kind = FIELD_MOMENT, .cols = 16, .readonly = true }
#define PERSON(name_, label_, heads) { .name = name_, .label = label_, .headings = heads, .kind = FIELD_REF, .list = "staff", .cols = 10, .readonly = true }
#define TEXT(name_, label_, heads) { .name = name_, .label = label_, .headings = heads, .kind = FIELD_TEXT, .cols = 30, .limit = 2000, .readonly = true }
#define DAY(name_, label_, heads) { .name = name_, .label = label_, .headings = heads, .kind = FIELD_DATE, .readonly = true }
#define COUNTER(name_, label_, heads) { .name = name_, .label = label_, .headings = heads, .kind = FIELD_NUMBER, .cols = 4, .readonly = true }
#define MATTER(name_, label_, heads) { .name = name_, .label = label_, .headings = heads, .kind = FIELD_REF, .list = "complaint", .cols = 16, .readonly = true }

static bool
has_code(const struct field *fields, const struct value *v, const char *name, const char *code)
{
    int i = field_index(fields, name);

    return i >= 0 && v[i].set && v[i].text && strcmp(v[i].text, code) == 0;
}

static bool
is_urgent(const struct field *fields, const struct value *v)
{
    return has_code(fields, v, "urgency", URGENT);
}

static bool
is_major(const struct field *fields, const struct value *v)
{
    int i = field_index(fields, "major");

    return i >= 0 && v[i].set && v[i].num != 0;
}

/* Another severity than the category's. */
static bool
severity_differs(const struct field *fields, const struct value *v)
{
    int severity = field_index(fields, "severity"), category = field_index(fields, "category");
    struct arena a = { 0 };
    struct complaint_category c;
    bool differs = severity >= 0 && category >= 0 && v[severity].set && v[category].set &&
                   complaint_category(v[category].text, &a, &c) && strcmp(c.severity, v[severity].text) != 0;

    arena_free(&a);
    return differs;
}

static bool
no_home(const struct field *fields, const struct value *v)
{
    int home = field_index(fields, "home");

    return home < 0 || !v[home].set;
}

static bool
not_past(const struct field *f, const struct value *v, const struct field_env *env, struct err *err)
{
    return v->num > env->now || err_field(err, f->name, _("That time has passed."));
}

static const struct field complaint_fields[] = {
    { .name = "number", .label = N_("Number"), .headings = "编号|投诉编号|来件编号", .kind = FIELD_TEXT, .cols = 14, .readonly = true },
    PROJECT, CLASS(NULL), CHANNEL(NULL),
    MOMENT("received_at", N_("Received at"), "受理时间|留言时间|来电时间|时间"), PERSON("staff", N_("Taken up by"), "受理人"),
    { .name = "customer", .label = N_("Customer"), .headings = "客户编号", .kind = FIELD_REF, .list = "customer", .cols = 20, .skip = true },
    PHONE, NAME, FORM, RELATION, HOME, BUILDING(NULL), CATEGORY,
    { .name = "moment", .label = N_("Moment"), .kind = FIELD_CHOICE, .list = "moment", .cols = 16, .readonly = true },
    ALSO, PLACE, SEVERITY, SEVERITY_WHY(NULL), URGENCY(NULL), EMERGENCY, MOMENT("urgent_at", N_("Urgent since"), "紧急时间"), MOOD(NULL), WORDS, SUMMARY, WANTS,
    LOSS, ATTACHMENTS, PROMISE,
    { .name = "promised_at", .label = N_("Solved by"), .headings = "承诺完成时间", .kind = FIELD_MOMENT, .cols = 16, .skip = true },
    { .name = "source", .label = N_("Number elsewhere"), .headings = "留言编号|外部编号|原编号", .kind = FIELD_TEXT, .cols = 16, .limit = 60, .skip = true },
    MAJOR, PERSON("major_by", N_("Found major by"), "重大标记人"), DAY("major_on", N_("Found major on"), "重大标记日"), MAJOR_WHY,
    { .name = "important", .label = N_("Fast path"), .headings = "快速通道", .kind = FIELD_BOOL, .cols = 4, .readonly = true },
    { .name = "method", .label = N_("Handled by the method"), .headings = "处理办法", .kind = FIELD_REF, .list = "vip_method", .cols = 20, .readonly = true },
    { .name = "department", .label = N_("Department"), .headings = "责任部门", .kind = FIELD_CHOICE, .list = "role", .cols = 12, .readonly = true },
    { .name = "role", .label = N_("In charge"), .headings = "责任岗位", .kind = FIELD_CHOICE, .list = "role", .cols = 12, .readonly = true },
    PERSON("handler", N_("Handled by"), "责任人|处理人"),
    MOMENT("dispatched_at", N_("Dispatched"), "派发时间"), MOMENT("contacted_at", N_("Owner contacted"), "联系业主时间"),
    TEXT("contact_result", N_("What was said"), "联系结果"), MOMENT("responded_at", N_("First response"), "首次响应时间"),
    TEXT("response", N_("Answer given"), "答复|答复内容"), MOMENT("planned_at", N_("Plan given"), "方案时间"),
    MOMENT("agreed_at", N_("Plan agreed"), "达成时间"), MOMENT("arrived_at", N_("On site"), "到场时间"), TEXT("arrived_by", N_("Who came"), "到场人"),
    MOMENT("progress_at", N_("Last progress"), "最近进展"), MOMENT("done_at", N_("Done"), "处理完成时间"),
    { .name = "result", .label = N_("Result"), .headings = "处理结果", .kind = FIELD_CHOICE, .list = "complaint_result", .cols = 12, .readonly = true },
    TEXT("result_words", N_("Result in words"), "结果说明"), MOMENT("confirmed_at", N_("Confirmed"), "客户确认时间"),
    { .name = "confirmed_how", .label = N_("Confirmed how"), .headings = "确认方式", .kind = FIELD_CHOICE, .list = "confirm_way", .cols = 10, .readonly = true },
    TEXT("confirmed_by", N_("Confirmed by"), "确认人"), MOMENT("followed_up_at", N_("Followed up"), "回访时间"),
    MOMENT("closed_at", N_("Closed"), "关闭时间|结案时间"), PERSON("closed_by", N_("Closed by"), "关闭人"),
    COUNTER("reopened", N_("Times reopened"), "重开次数"), MOMENT("reopened_at", N_("Reopened"), "重开时间"), TEXT("reopened_why", N_("Why reopened"), "重开原因"),
    { .name = "systemic", .label = N_("Systemic"), .headings = "系统性", .kind = FIELD_CHOICE, .list = "yes_no", .cols = 6, .readonly = true },
    TEXT("systemic_why", N_("Ground of the judgement"), "判定依据"), PERSON("judged_by", N_("Judged by"), "判定人"), DAY("judged_on", N_("Judged on"), "判定日"),
    { .name = "defect", .label = N_("Defect"), .headings = "缺陷编号", .kind = FIELD_REF, .list = "defect_entry", .cols = 16, .readonly = true },
    { .name = "incident", .label = N_("Stands for many"), .headings = "群诉总案", .kind = FIELD_BOOL, .cols = 4, .readonly = true },
    MATTER("parent", N_("Part of"), "所属总案"), MATTER("same_as", N_("Same as"), "并入"),
    TEXT("goodwill", N_("Goodwill"), "善意之举"),
    { .name = "goodwill_cost", .label = N_("Its cost"), .headings = "善意费用", .kind = FIELD_MONEY, .cols = 12, .readonly = true },
    PERSON("goodwill_by", N_("Goodwill approved by"), "善意批准人"), TEXT("goodwill_reply", N_("How it was taken"), "客户反应"),
    DAY("keep_until", N_("Kept until"), "留存到期日"), NOTE,
    { 0 }
};

/* In the order in which a call tells it: who, where, what, in which words. What has an answer by itself is passed over. */
const struct field complaint_intake_fields[] = {
    PHONE, NAME, FORM, RELATION, HOME, BUILDING(no_home), CLASS("1"), CATEGORY, PLACE, SEVERITY, SEVERITY_WHY(severity_differs),
    URGENCY("1"), EMERGENCY, MOOD("1"), WORDS, WANTS, LOSS, PROMISE, PROMISED_AT, SUMMARY, ALSO, ATTACHMENTS, CHANNEL("1"), MAJOR, MAJOR_WHY, PROJECT,
    NOTE,
    { 0 }
};

static const struct reg_state complaint_states[] = {
    { "registered", N_("registered") }, { "classified", N_("classified") }, { "dispatched", N_("dispatched") },
    { "contacted", N_("owner contacted") }, { "planned", N_("plan made") }, { "agreed", N_("agreed") },
    { "in_progress", N_("in progress (stage)") }, { "done", N_("done (stage)") }, { "confirmed", N_("confirmed by the customer") },
    { "followed_up", N_("followed up") }, { "closed", N_("closed (stage)") }, { "mediation", N_("in mediation") }, { "merged", N_("merged (stage)") },
    { 0 }
};

static const char *const complaint_tips[] = {
    N_("Listen to the end before you write (CMP-04). Who rings is found by the last four digits."),
    N_("The clocks start at the reception and are never begun anew by passing the matter on (CMP-06, CMP-07)."),
    N_("Only the customer's wish for another date stops a clock; mediation does not (TIME-07, CMP-20)."),
    N_("It is closed when the plan was carried out, the customer confirmed, was rung, all is on record, and it was judged whether it is systemic (CMP-24)."),
    NULL
};

static enum reg_look
complaint_look(struct office *o, const struct record *r)
{
    (void)o;
    return record_num(r, "major") || strcmp(record_text(r, "urgency"), URGENT) == 0 ? LOOK_BAD : record_num(r, "important") ? LOOK_WARN : LOOK_PLAIN;
}

const struct reg complaint_register = {
    .name = "complaint", .one = N_("Matter"), .many = N_("Complaints and repairs"), .fields = complaint_fields, .states = complaint_states,
    .title = "number name", .columns = "number received_at class category name home handler state", .order = "-received_at", .order_set = true,
    .search = "number name words summary wants", .unique = "source", .subjects = "customer home", .screen = "screen.complaint", .hidden = true,
    .look = complaint_look, .paper = complaint_paper, .tips = complaint_tips,
};
