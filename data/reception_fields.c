/* The fields of calls and walk-ins. The record has them all; the forms are choices among them. */
#include "data/reception_private.h"

#include "base/lang.h"
#include "data/viewing_private.h"

#define PROJECT { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 16, .skip = true, .keep_last = true }
#define PHONE { .name = "phone", .label = N_("Phone"), .headings = "手机|电话|联系方式", .kind = FIELD_PHONE, .cols = 16, .list = "customer_phone", .mask = MASK_PHONE, .group = "phone", \
                .hint = N_("The whole number, or the last four digits of somebody known.") }
#define NAME { .name = "name", .label = N_("Name"), .headings = "姓名", .kind = FIELD_TEXT, .cols = 14, .limit = 40, .list = "surname", \
               .hint = N_("In letters: w offers the surnames that begin so; a digit takes one.") }
#define FORM { .name = "form", .label = N_("Form of address"), .headings = "称呼", .kind = FIELD_CHOICE, .list = "form_of_address", .cols = 8 }
#define NEED { .name = "need", .label = N_("Need"), .headings = "来意", .kind = FIELD_CHOICE, .list = "need", .cols = 12 }
#define CHANNEL(standard) { .name = "channel", .label = N_("Channel"), .headings = "来源渠道|渠道", .kind = FIELD_CHOICE, .list = "channel", .cols = 12, .preset = standard }
#define PARTY { .name = "party", .label = N_("People"), .headings = "人数", .kind = FIELD_NUMBER, .cols = 3, .min = 1, .max = 99, .preset = "1", .skip = true }
#define CONSULTANT { .name = "consultant", .label = N_("Consultant"), .headings = "顾问", .kind = FIELD_REF, .list = "staff", .cols = 10, .skip = true }
#define OVERRIDE(shown) { .name = "override_why", .label = N_("Why not in turn"), .headings = "不按轮序原因", .kind = FIELD_CHOICE, .list = "turn_override", .cols = 12, .when = shown }
/* Whom the rota proposed when the form was opened. */
#define TURN { .name = "turn", .label = N_("Next in turn"), .kind = FIELD_REF, .list = "staff", .cols = 10, .readonly = true, .when = has_turn }
#define RINGS { .name = "rings", .label = N_("Rings"), .headings = "响铃声数", .kind = FIELD_NUMBER, .cols = 3, .min = 0, .max = 60, .preset = "1", .skip = true }
/* Set where it rang beyond the forwarding ring: who stands in, and who took it in the end (RCP-03). */
#define FORWARDED(shown) { .name = "forwarded", .label = N_("Forwarded"), .headings = "转后备", .kind = FIELD_BOOL, .cols = 4, .skip = true, .when = shown }
#define BACKUP(shown) { .name = "backup", .label = N_("Stand-in"), .headings = "后备人员", .kind = FIELD_REF, .list = "staff", .cols = 10, .skip = true, .when = shown }
#define ANSWERED_BY(shown) { .name = "answered_by", .label = N_("Taken in the end by"), .headings = "接起人", .kind = FIELD_REF, .list = "staff", .cols = 10, .skip = true, .when = shown, \
                             .hint = N_("Empty: nobody has taken it yet, it is to be rung back.") }
#define FIRST { .name = "first", .label = N_("First time"), .headings = "首访|首次", .kind = FIELD_BOOL, .cols = 4, .skip = true }
#define FOCUS(shown) { .name = "focus", .label = N_("Cares about"), .headings = "关注点", .kind = FIELD_CHOICES, .list = "focus", .cols = 20, .when = shown }
#define LATENT(shown) { .name = "latent", .label = N_("May also need"), .headings = "潜在需求", .kind = FIELD_CHOICES, .list = "latent_need", .cols = 16, .when = shown }
#define TOPICS { .name = "topics", .label = N_("Talked about"), .headings = "已谈主题", .kind = FIELD_CHOICES, .list = "enquiry_topic", .cols = 16, .skip = true }
#define TOLD { .name = "told", .label = N_("Told"), .headings = "告知", .kind = FIELD_CHOICES, .list = "briefing_topic", .cols = 20, .skip = true }
#define OCCUPATION(shown) { .name = "occupation", .label = N_("Occupation"), .headings = "职业", .kind = FIELD_CHOICE, .list = "occupation", .cols = 12, .when = shown }
#define GREETED { .name = "greeted", .label = N_("Greeted"), .kind = FIELD_BOOL, .cols = 4, .preset = "1", .skip = true }
#define INTRODUCED { .name = "introduced", .label = N_("Introduced"), .kind = FIELD_BOOL, .cols = 4, .skip = true }
#define MORE { .name = "more_asked", .label = N_("Doubts asked"), .kind = FIELD_BOOL, .cols = 4, .skip = true }
#define INVITED { .name = "invited", .label = N_("Invitation"), .headings = "邀约", .kind = FIELD_CHOICE, .list = "invitation", .cols = 10 }
#define REFUSED { .name = "refused", .label = N_("No contact"), .headings = "拒留", .kind = FIELD_BOOL, .cols = 4, .skip = true }
#define REFUSED_WHY { .name = "refused_why", .label = N_("Why not"), .headings = "拒留说明", .kind = FIELD_CHOICE, .list = "refusal_reason", .cols = 12, .when = was_refused }
#define NEXT_STEP(shown) { .name = "next_step", .label = N_("Next step"), .headings = "下一步", .kind = FIELD_CHOICE, .list = "next_step", .cols = 12, .when = shown }
#define NEXT_AT(shown) { .name = "next_at", .label = N_("When"), .headings = "下次时间", .kind = FIELD_MOMENT, .cols = 16, .when = shown, \
                  .hint = N_("1530, +30 minutes, tomorrow 10, 1128 1500.") }
#define RESULT(shown) { .name = "result", .label = N_("Result"), .headings = "结果", .kind = FIELD_CHOICE, .list = "reception_result", .cols = 12, .skip = true, .when = shown }
#define LOST(shown) { .name = "lost", .label = N_("Why not bought"), .headings = "未成交原因", .kind = FIELD_CHOICE, .list = "unsold_reason", .cols = 14, .when = shown }
/* Set while the walk-in is being ended: what the rules still want appears below it, in one form with one draft. */
#define ENDING { .name = "ending", .label = N_("To end it"), .kind = FIELD_BOOL, .cols = 4, .readonly = true, .when = is_ending }
#define ORIGINAL { .name = "original_on", .label = N_("Original date"), .headings = "原始日期", .kind = FIELD_DATE, .cols = 12, .skip = true, .check = not_future, \
                   .hint = N_("Only when it is entered afterwards from paper: the day on the sheet.") }
#define SECURITY { .name = "security", .label = N_("Security"), .headings = "安保", .kind = FIELD_BOOL, .cols = 4, .skip = true, \
                   .hint = N_("Ticked: security is told an hour before and stays until they are here (RCP-60).") }
#define NOTICE_TOLD { .name = "notice_told", .label = N_("Notice told"), .headings = "须知已告知", .kind = FIELD_BOOL, .cols = 4, .skip = true }
#define SEEN { .name = "seen", .label = N_("Homes seen"), .headings = "看过的房源", .kind = FIELD_TEXT, .cols = 30, .limit = 200 }
#define ESCORT { .name = "escort", .label = N_("Accompanied by"), .headings = "陪同人", .kind = FIELD_REF, .list = "staff", .cols = 10 }
#define FEEDBACK { .name = "feedback", .label = N_("Feedback"), .headings = "客户反馈", .kind = FIELD_LONG, .cols = 40, .rows = 3 }
#define OUTCOME { .name = "result", .label = N_("Result"), .headings = "结果", .kind = FIELD_TEXT, .cols = 24, .skip = true }
#define NOTE { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true }

/* The nth question appears when the one before it was written. */
#define QUESTION(n, words, shown) \
    { .name = "q" #n, .label = words, .kind = FIELD_TEXT, .cols = 24, .limit = 200, .skip = true, .when = shown }, \
    { .name = "q" #n "_state", .label = N_("Answer"), .kind = FIELD_CHOICE, .list = "answer_state", .cols = 8, .preset = "1", .skip = true, .when = has_q##n }
#define QUESTIONS QUESTION(1, N_("Question 1"), NULL), QUESTION(2, N_("Question 2"), has_q1), QUESTION(3, N_("Question 3"), has_q2), QUESTION(4, N_("Question 4"), has_q3), QUESTION(5, N_("Question 5"), has_q4), QUESTION(6, N_("Question 6"), has_q5)

static bool
written(const struct field *fields, const struct value *v, const char *name)
{
    int i = field_index(fields, name);

    return i >= 0 && v[i].set && v[i].text && *v[i].text;
}

#define HAS(n) \
    static bool has_q##n(const struct field *fields, const struct value *v) { return written(fields, v, "q" #n); }
HAS(1) HAS(2) HAS(3) HAS(4) HAS(5) HAS(6)

static bool
not_future(const struct field *f, const struct value *v, const struct field_env *env, struct err *err)
{
    return v->num <= moment_day(env->now, env->zone) || err_field(err, f->name, _("The sheet cannot be of a day to come."));
}

static bool
flag(const struct field *fields, const struct value *v, const char *name)
{
    int i = field_index(fields, name);

    return i >= 0 && v[i].set && v[i].num != 0;
}

static bool
was_forwarded(const struct field *fields, const struct value *v)
{
    return flag(fields, v, "forwarded");
}

static bool
was_refused(const struct field *fields, const struct value *v)
{
    return flag(fields, v, "refused");
}

static bool
is_code(const struct field *fields, const struct value *v, const char *name, char code)
{
    int i = field_index(fields, name);

    return i >= 0 && v[i].set && v[i].text && v[i].text[0] == code;
}

static int64_t
number(const struct field *fields, const struct value *v, const char *name)
{
    int i = field_index(fields, name);

    return i >= 0 && v[i].set ? v[i].num : 0;
}

static bool
has_turn(const struct field *fields, const struct value *v)
{
    return number(fields, v, "turn") != 0;
}

static bool
out_of_turn(const struct field *fields, const struct value *v)
{
    int64_t chosen = number(fields, v, "consultant");

    return has_turn(fields, v) && chosen && chosen != number(fields, v, "turn");
}

/* A time is asked for a viewing, for a call agreed, and whenever an invitation was left open (RCP-11). */
static bool
has_next(const struct field *fields, const struct value *v)
{
    return is_code(fields, v, "next_step", '1') || is_code(fields, v, "next_step", '2') || is_code(fields, v, "invited", '2');
}

const struct field reception_call_fields[] = {
    PHONE, NAME, FORM, NEED, RINGS, FORWARDED(was_forwarded), BACKUP(was_forwarded), ANSWERED_BY(was_forwarded), FIRST, CHANNEL("2"), PROJECT, FOCUS(NULL), TOPICS, GREETED, INTRODUCED, MORE,
    INVITED, REFUSED, REFUSED_WHY, NEXT_STEP(NULL), NEXT_AT(has_next), QUESTIONS, ORIGINAL, NOTE, { 0 }
};

static bool
is_ending(const struct field *fields, const struct value *v)
{
    return flag(fields, v, "ending");
}

static bool
ending_with_next(const struct field *fields, const struct value *v)
{
    return is_ending(fields, v) && has_next(fields, v);
}

/* RCP-64: whoever left without buying for good is asked why. */
static bool
ending_lost(const struct field *fields, const struct value *v)
{
    return is_ending(fields, v) && is_code(fields, v, "result", RECEPTION_LOST[0]);
}

const struct field reception_walk_in_fields[] = {
    PHONE, NAME, FORM, NEED, CHANNEL("1"), PARTY, CONSULTANT, TURN, OVERRIDE(out_of_turn), PROJECT, FIRST, REFUSED,
    REFUSED_WHY, TOLD, QUESTIONS, ENDING,
    OCCUPATION(is_ending), FOCUS(is_ending), LATENT(is_ending), NEXT_STEP(is_ending), NEXT_AT(ending_with_next), RESULT(is_ending), LOST(ending_lost),
    ORIGINAL, NOTE, { 0 }
};

static const struct field all_fields[] = {
    { .name = "number", .label = N_("Number"), .headings = "编号", .kind = FIELD_TEXT, .cols = 14, .readonly = true },
    { .name = "kind", .label = N_("Kind"), .kind = FIELD_TEXT, .cols = 8, .readonly = true },
    PROJECT,
    { .name = "customer", .label = N_("Customer"), .kind = FIELD_REF, .list = "customer", .cols = 14 },
    PHONE, NAME, FORM,
    { .name = "staff", .label = N_("Taken by"), .headings = "接待人", .kind = FIELD_REF, .list = "staff", .cols = 10 },
    CONSULTANT, OVERRIDE(NULL),
    { .name = "began_at", .label = N_("Came"), .headings = "来询时间", .kind = FIELD_MOMENT, .cols = 16 },
    { .name = "answered_at", .label = N_("Answered"), .kind = FIELD_MOMENT, .cols = 16 },
    { .name = "ended_at", .label = N_("Ended"), .kind = FIELD_MOMENT, .cols = 16 },
    RINGS,
    FORWARDED(NULL), BACKUP(NULL), ANSWERED_BY(NULL),
    FIRST, NEED, CHANNEL(NULL),
    { .name = "channel_words", .label = N_("Channel in words"), .kind = FIELD_TEXT },
    PARTY, FOCUS(NULL), LATENT(NULL), TOPICS, TOLD, OCCUPATION(NULL), GREETED, INTRODUCED, MORE,
    { .name = "intro", .label = N_("Introduction"), .kind = FIELD_NUMBER },
    INVITED, REFUSED, REFUSED_WHY, NEXT_STEP(NULL), NEXT_AT(NULL), RESULT(NULL), LOST(NULL),
    { .name = "on_paper", .label = N_("From paper"), .kind = FIELD_BOOL },
    ORIGINAL,
    NOTE,
    { 0 }
};

static const struct reg_state states[] = { { "open", N_("open") }, { "closed", N_("closed") }, { 0 } };

const struct reg reception_register = {
    .name = "reception", .one = N_("Reception record"), .many = N_("Receptions"), .fields = all_fields, .states = states,
    .title = "number name", .columns = "number began_at name need next_step staff state", .order = "-began_at",
    .search = "number name phone", .unique = "number", .subjects = "customer", .screen = "screen.reception", .hidden = true,
    .check = reception_one_answers,
};

static const struct field viewing_fields[] = {
    { .name = "number", .label = N_("Number"), .headings = "编号", .kind = FIELD_TEXT, .cols = 14, .readonly = true },
    PROJECT,
    { .name = "customer", .label = N_("Customer"), .headings = "客户", .kind = FIELD_REF, .list = "customer", .cols = 24 },
    { .name = "name", .label = N_("Name"), .headings = "姓名", .kind = FIELD_TEXT, .cols = 14, .required = true },
    { .name = "phone", .label = N_("Phone"), .headings = "手机|电话", .kind = FIELD_PHONE, .cols = 16, .mask = MASK_PHONE, .group = "phone" },
    FORM, REFUSED, REFUSED_WHY,
    { .name = "at", .label = N_("When"), .headings = "时间|预约时间", .kind = FIELD_MOMENT, .cols = 16, .required = true },
    { .name = "minutes", .label = N_("Minutes"), .headings = "时长", .kind = FIELD_NUMBER, .cols = 4, .min = 5, .max = 600, .preset = "60", .skip = true },
    { .name = "party", .label = N_("People"), .headings = "人数", .kind = FIELD_NUMBER, .cols = 3, .min = 1, .max = 99, .preset = "1", .required = true },
    { .name = "homes", .label = N_("Homes"), .headings = "房源", .kind = FIELD_TEXT, .cols = 20, .skip = true },
    { .name = "needs", .label = N_("Special needs"), .headings = "特殊需求", .kind = FIELD_CHOICES, .list = "special_need", .cols = 16, .skip = true },
    CONSULTANT, SECURITY, NOTICE_TOLD,
    { .name = "urgent", .label = N_("Unannounced"), .headings = "临时看房", .kind = FIELD_BOOL, .cols = 4, .skip = true },
    { .name = "moved_why", .label = N_("Why moved"), .headings = "改期原因", .kind = FIELD_TEXT, .cols = 24, .limit = 100, .skip = true },
    { .name = "reception", .label = N_("Reception"), .kind = FIELD_REF, .list = "reception", .readonly = true },
    { .name = "visit", .label = N_("Visit"), .kind = FIELD_REF, .list = "reception", .readonly = true },
    CHANNEL(NULL),
    SEEN, ESCORT, FEEDBACK, OUTCOME,
    NOTE,
    { 0 }
};

const struct field viewing_form_fields[] = {
    PHONE, NAME, FORM,
    { .name = "at", .label = N_("When"), .headings = "时间|预约时间", .kind = FIELD_MOMENT, .cols = 16, .required = true,
      .hint = N_("w6 10 is Saturday at ten; 1128 1500, tomorrow 10.") },
    { .name = "party", .label = N_("People"), .headings = "人数", .kind = FIELD_NUMBER, .cols = 3, .min = 1, .max = 99, .preset = "1", .required = true, .skip = true },
    { .name = "needs", .label = N_("Special needs"), .headings = "特殊需求", .kind = FIELD_CHOICES, .list = "special_need", .cols = 16, .skip = true },
    CONSULTANT, PROJECT,
    { .name = "homes", .label = N_("Homes"), .headings = "房源", .kind = FIELD_TEXT, .cols = 20, .skip = true },
    { .name = "minutes", .label = N_("Minutes"), .headings = "时长", .kind = FIELD_NUMBER, .cols = 4, .min = 5, .max = 600, .preset = "60", .skip = true },
    SECURITY, NOTICE_TOLD, REFUSED, REFUSED_WHY, NOTE, { 0 }
};

const struct field viewing_result_fields[] = { SEEN, ESCORT, FEEDBACK, OUTCOME, { 0 } };

static const struct reg_state viewing_states[] = {
    { "booked", N_("booked") }, { "arrived", N_("has come") }, { "missed", N_("did not come") }, { "cancelled", N_("cancelled") }, { 0 }
};

static const struct move viewing_moves[] = {
    { .id = "arrive", .label = N_("Has come"), .from = "booked missed", .to = "arrived" },
    { .id = "miss", .label = N_("Did not come"), .from = "booked", .to = "missed" },
    { .id = "cancel", .label = N_("Cancel"), .from = "booked", .to = "cancelled", .reason = true },
    { 0 }
};

const struct reg viewing_register = {
    .name = "viewing", .one = N_("Viewing record"), .many = N_("Viewings"), .fields = viewing_fields, .states = viewing_states,
    .moves = viewing_moves, .title = "number name", .columns = "at name party needs consultant homes state", .order = "at",
    .search = "number name phone homes", .unique = "number", .subjects = "customer", .screen = "screen.reception",
    .saving = viewing_saving, .check = viewing_check, .saved = viewing_saved, .gaps = viewing_gaps, .paper = viewing_slip,
};
