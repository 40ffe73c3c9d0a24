/* Promises, knowledge, samples, the club's list. */
#include "tests/house.h"

#include "data/brief.h"
#include "data/club.h"
#include "data/commitment.h"
#include "data/engine/journal.h"
#include "data/knowledge.h"
#include "data/policy.h"
#include "data/quality.h"
#include "data/reception.h"
#include "data/register_io.h"
#include "data/report.h"
#include "data/task.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DAY(h, n) (office_today((h)->o) + (n))

/* ---- receptions ------------------------------------------------------------------------------- */

static struct reception *
visit(struct house *h, const char *name, const char *phone)
{
    struct reception *r = reception_new(h->o, "walk_in", &h->a);

    record_set_text(r->record, "name", name);
    record_set_text(r->record, "phone", phone);
    record_set_text(r->record, "form", "1");
    record_set_text(r->record, "need", "1");
    record_set_num(r->record, "project", h->project);
    return r;
}

static void
close_visit(struct house *h, struct reception *r)
{
    record_set_text(r->record, "occupation", "1");
    record_set_text(r->record, "focus", "1 5");
    record_set_text(r->record, "latent", "1");
    record_set_text(r->record, "next_step", "3");
    must(reception_close(h->o, r, NULL, &err));
}

static struct reception *
call(struct house *h, const char *name, const char *phone, int rings)
{
    struct reception *r = reception_new(h->o, "call", &h->a);

    record_set_text(r->record, "name", name);
    record_set_text(r->record, "phone", phone);
    record_set_text(r->record, "need", "2");
    record_set_num(r->record, "rings", rings);
    record_set_num(r->record, "project", h->project);
    return r;
}

static void
close_call(struct house *h, struct reception *r)
{
    record_set_text(r->record, "invited", "3");
    record_set_text(r->record, "next_step", "3");
    must(reception_close(h->o, r, NULL, &err));
}

/* ---- promises --------------------------------------------------------------------------------------- */

static struct record *
promise(struct house *h, const char *text, int days)
{
    struct record *r = house_blank(h, "commitment");

    record_set_num(r, "project", h->project);
    record_set_text(r, "source", "1");
    record_set_text(r, "text", text);
    record_set_text(r, "role", "11");
    record_set_num(r, "due_on", DAY(h, days));
    must(reg_save(h->o, r, NULL, &err));
    return r;
}

static void
F135_a_promise_is_approved_before_it_enters_the_handbook(void **state)
{
    struct house *h = *state;
    struct record *r = promise(h, "学校二〇二八年九月开学", 300);
    struct knowledge_item found[4];
    struct knowledge_wish w = { .project = h->project, .text = "开学" };
    size_t n;

    assert_true(strncmp(record_text(r, "number"), "CN261122-A", 10) == 0);
    record_set_num(r, "in_handbook", 1);
    must(reg_save(h->o, r, NULL, &err));
    assert_int_equal(record_num(house_again(h, r), "in_handbook"), 0);
    house_sit(h, WANG);
    must(house_step(h, r, "propose", NULL, &err));
    assert_int_equal(house_tasks(h, "approve.commitment"), 1);
    assert_null(reg_move_named(h->o, r, "approve"));
    house_sit(h, LIN);
    record_set_text(r, "risk", "1");
    must(reg_save(h->o, r, NULL, &err));
    must(house_step(h, r, "approve", NULL, &err));
    assert_int_equal(house_tasks(h, "approve.commitment"), 0);
    assert_int_equal(record_num(r, "approver"), h->staff[LIN]);
    must(knowledge_find(h->o, &w, &h->a, found, 4, &n, &err));
    assert_int_equal(n, 0);
    record_set_num(r, "in_handbook", 1);
    must(reg_save(h->o, r, NULL, &err));
    must(knowledge_find(h->o, &w, &h->a, found, 4, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(found[0].group, KNOW_PROMISE);
    record_set_text(r, "text", "学校二〇二七年九月开学");      /* other words are another promise */
    must(reg_save(h->o, r, NULL, &err));
    assert_string_equal(r->state, "proposed");
    assert_false(record_value(r, "approver")->set);
    must(knowledge_find(h->o, &w, &h->a, found, 4, &n, &err));
    assert_int_equal(n, 0);
}

static void
F135_the_role_in_charge_is_reminded_before_the_day(void **state)
{
    struct house *h = *state;
    struct record *r = promise(h, "车位图送到", 30);
    struct task t;
    size_t n;

    must(task_window(h->o, &(struct task_filter){ .who = TASKS_ALL, .kind = "commitment" }, 0, 0, &h->a, &t, 1, &n, &err));
    assert_int_equal(n, 1);
    assert_string_equal(t.role, "11");
    assert_int_equal(t.due, moment_at(DAY(h, 31), 0, h->o->zone));
    assert_int_equal(moment_day(t.due - 1, h->o->zone) - moment_day(t.warn, h->o->zone), policy_number(h->o, "commitment.remind_days") - 1);
    record_set_num(r, "due_on", DAY(h, 10));
    must(reg_save(h->o, r, NULL, &err));
    must(task_window(h->o, &(struct task_filter){ .who = TASKS_ALL, .kind = "commitment" }, 0, 0, &h->a, &t, 1, &n, &err));
    assert_int_equal(house_tasks(h, "commitment"), 1);
    assert_int_equal(t.due, moment_at(DAY(h, 11), 0, h->o->zone));
    refused(house_step(h, r, "keep", NULL, &err), "proof");
    record_set_text(r, "proof", "照片 A-12，王建国签收");
    must(reg_save(h->o, r, NULL, &err));
    must(house_step(h, r, "keep", NULL, &err));
    assert_int_equal(house_tasks(h, "commitment"), 0);
}

static void
F135_a_remark_of_the_customers_representative_gets_its_answer(void **state)
{
    struct house *h = *state;
    struct record *r = promise(h, "中庭做无障碍坡道", 60);

    record_set_text(r, "watch_reply", "已改");
    refused(reg_save(h->o, r, NULL, &err), "watch");
    record_clear(r, "watch_reply");
    record_set_text(r, "watch", "坡道图纸还没有标");
    must(reg_save(h->o, r, NULL, &err));
    assert_int_equal(house_tasks(h, "notify_staff"), 1);
    must(reg_save(h->o, r, NULL, &err));
    assert_int_equal(house_tasks(h, "notify_staff"), 1);
    record_set_text(r, "watch_reply", "图纸十二月一日前补标");
    must(reg_save(h->o, r, NULL, &err));
    assert_int_equal(house_tasks(h, "notify_staff"), 0);
}

static void
F135_the_next_contact_opens_with_what_was_promised(void **state)
{
    struct house *h = *state;
    struct reception *r = visit(h, "王建国", "13812345678");
    struct commitment_made made = { .text = "周五前给车位图", .due = DAY(h, 2), .role = "14" };
    struct commitment_open open[4];
    struct brief_line lines[20];
    const char *number;
    size_t n, first = 99, i;

    house_sit(h, WANG);
    must(reception_open(h->o, r, &err));
    made.customer = record_num(r->record, "customer");
    made.reception = r->record->id;
    must(commitment_make(h->o, &made, &h->a, &number, &err));
    assert_true(strncmp(number, "CN", 2) == 0);
    assert_int_equal(commitment_unseen(h->o, r->record->id, made.customer, &h->a, open, 4), 1);
    assert_string_equal(open[0].text, "周五前给车位图");
    assert_false(open[0].late);
    assert_int_equal(commitment_unseen(h->o, 0, made.customer, &h->a, open, 4), 0);     /* another reception, not due yet */
    n = customer_brief(h->o, made.customer, &h->a, lines, COUNT(lines));
    for (i = 0; i < n && first == 99; i++)
        if (lines[i].kind == BRIEF_PROMISE || lines[i].kind == BRIEF_OPEN)
            first = i;
    assert_true(first < n && lines[first].kind == BRIEF_PROMISE);
    assert_non_null(strstr(lines[first].text, "周五前给车位图"));
    assert_string_equal(lines[first].about, "commitment");
    office_set_now(h->o, NOW + 4 * DAY_SECONDS);
    assert_int_equal(commitment_unseen(h->o, 0, made.customer, &h->a, open, 4), 1);     /* overdue: no desk closes over it */
    assert_true(open[0].late);
}

static void
F135_kept_in_time_of_those_that_fell_due(void **state)
{
    struct house *h = *state;
    struct record *in_time = promise(h, "一", 5), *late = promise(h, "二", 6), *gone = promise(h, "三", 7);
    int64_t kept, due;

    promise(h, "四", 8);
    promise(h, "五", 200);
    record_set_text(in_time, "proof", "签收单");
    must(reg_save(h->o, in_time, NULL, &err));
    must(house_step(h, in_time, "keep", NULL, &err));
    must(house_step(h, gone, "withdraw", "没有对外", &err));
    office_set_now(h->o, NOW + 10 * DAY_SECONDS);
    record_set_text(late, "proof", "签收单");
    must(reg_save(h->o, late, NULL, &err));
    must(house_step(h, late, "keep", NULL, &err));
    must(commitment_kept_rate(h->o, moment_day(NOW, h->o->zone), DAY(h, 0), &kept, &due, &err));
    assert_int_equal(kept, 1);
    assert_int_equal(due, 3);
}

static void
F136_a_high_risk_is_not_approved_without_a_condition(void **state)
{
    static const struct { const char *risk, *condition, *field; } rows[] = {
        { NULL, NULL, "risk" }, { "3", NULL, "condition" }, { "3", "以政府规划批准为准", "" }, { "2", NULL, "" }, { "1", NULL, "" },
    };
    struct house *h = *state;

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct record *r = promise(h, arena_printf(&h->a, "承诺 %zu", i), 40);
        struct err why = { 0 };

        record_set_text(r, "risk", rows[i].risk);
        record_set_text(r, "condition", rows[i].condition);
        must(reg_save(h->o, r, NULL, &err));
        must(house_step(h, r, "propose", NULL, &err));
        house_sit(h, LIN);
        assert_int_equal(house_step(h, r, "approve", NULL, &why), !*rows[i].field);
        assert_string_equal(why.field, rows[i].field);
        house_leave(h);
    }
}

static void
F136_not_kept_needs_the_cause_and_its_evidence(void **state)
{
    struct house *h = *state;
    struct record *r = promise(h, "十二月通燃气", 20);

    refused(house_step(h, r, "break", NULL, &err), "broken_why");
    record_set_text(r, "broken_why", "燃气公司延期");
    must(reg_save(h->o, r, NULL, &err));
    refused(house_step(h, r, "break", NULL, &err), "evidence");
    record_set_text(r, "evidence", "燃气公司 2026-11-20 通知原件");
    must(reg_save(h->o, r, NULL, &err));
    must(house_step(h, r, "break", NULL, &err));
    assert_int_equal(house_tasks(h, "commitment"), 0);
}

/* ---- knowledge ---------------------------------------------------------------------------------------- */

static struct record *
answer(struct house *h, const char *kind, const char *topic, const char *question, const char *text)
{
    struct record *r = house_blank(h, "knowledge");

    record_set_num(r, "project", h->project);
    record_set_text(r, "kind", kind);
    record_set_text(r, strcmp(kind, KNOWLEDGE_BRIEFING) == 0 ? "briefing" : "topic", topic);
    record_set_text(r, "question", question);
    record_set_text(r, "answer", text);
    must(reg_save(h->o, r, NULL, &err));
    return r;
}

static void
put_in_force(struct house *h, struct record *r)
{
    house_sit(h, CHEN);
    must(house_step(h, r, "propose", NULL, &err));
    must(house_step(h, r, "approve", NULL, &err));
    house_leave(h);
}

static size_t
found(struct house *h, const char *text, const char *focus, unsigned groups, struct knowledge_item *out, size_t max)
{
    struct knowledge_wish w = { .project = h->project, .text = text, .focus = focus, .groups = groups };
    size_t n = 0;

    must(knowledge_find(h->o, &w, &h->a, out, max, &n, &err));
    return n;
}

static void
F133_answers_are_found_by_two_characters_and_by_pinyin(void **state)
{
    struct house *h = *state;
    struct knowledge_item out[8];
    static const struct { const char *text; size_t n; } rows[] = {
        { "车位", 1 }, { "物业费", 1 }, { "地下", 1 }, { "cwdsq", 1 }, { "wyf", 1 }, { "政策", 1 }, { "电梯", 0 }, { "", 2 }, { NULL, 2 },
    };

    put_in_force(h, answer(h, KNOWLEDGE_QUESTION, "1", "车位多少钱", "地下一层每个十二万起，以公示价为准。"));
    put_in_force(h, answer(h, KNOWLEDGE_QUESTION, "5", "物业费怎么收", "每月每平方米二元八，交房当月起。"));
    answer(h, KNOWLEDGE_QUESTION, "2", "电梯几部", "两部。");                 /* a draft is not an answer */
    for (size_t i = 0; i < COUNT(rows); i++)
        if (found(h, rows[i].text, NULL, 1u << KNOW_QUESTION, out, 8) != rows[i].n)
            fail_msg("row %zu: %s", i, rows[i].text ? rows[i].text : "NULL");
}

static void
F133_the_reception_notes_which_answer_and_version_it_used(void **state)
{
    struct house *h = *state;
    struct record *k = answer(h, KNOWLEDGE_QUESTION, "1", "车位多少钱", "十二万起。"), *again;
    struct reception *r = visit(h, "王建国", "13812345678");
    struct knowledge_item used[4];
    struct entry e[8];
    size_t n, quiet = 0;

    must(reception_open(h->o, r, &err));
    refused(knowledge_use(h->o, r->record->id, k->id, &err), "");
    put_in_force(h, k);
    must(knowledge_use(h->o, r->record->id, k->id, &err));
    must(knowledge_use(h->o, r->record->id, k->id, &err));
    again = house_again(h, k);
    record_set_text(again, "answer", "十三万起。");
    must(reg_save(h->o, again, NULL, &err));
    put_in_force(h, again);
    must(knowledge_used(h->o, r->record->id, &h->a, used, 4, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(used[0].version, 1);
    assert_string_equal(used[0].answer, "十二万起。");
    assert_string_equal(house_again(h, k)->state, "retired");
    must(knowledge_use(h->o, r->record->id, again->id, &err));
    must(knowledge_used(h->o, r->record->id, &h->a, used, 4, &n, &err));
    assert_int_equal(n, 2);
    assert_int_equal(used[1].version, 2);
    must(journal_about(h->o->store, "reception", r->record->id, 0, true, &h->a, e, COUNT(e), &n, &err));
    for (size_t i = 0; i < n; i++)
        quiet += strcmp(e[i].action, "knowledge.use") == 0 && e[i].flags & ENTRY_QUIET;
    assert_int_equal(quiet, 2);
}

static void
F133_a_handbook_comes_in_as_a_file_and_waits_for_approval(void **state)
{
    static const char *const head[] = { "楼盘", "类别", "主题", "问题", "答案" };
    static const char *const rows[][5] = {
        { "云栖花园", "百问", "价格", "车位怎么卖", "每个十二万起。" },
        { "云栖花园", "百问", "户型", "得房率多少", "约百分之七十八。" },
    };
    struct house *h = *state;
    struct reg_columns c;
    struct knowledge_item out[4];
    int64_t count;

    must(reg_import_columns(h->o, reg_get("knowledge"), head, COUNT(head), NULL, 0, &h->a, &c, &err));
    for (size_t twice = 0; twice < 2; twice++)
        for (size_t i = 0; i < COUNT(rows); i++) {
            struct record *r = NULL;
            struct action a;
            struct err why = { 0 };
            char *differs = NULL;

            assert_int_equal(reg_import_row(h->o, &c, rows[i], 5, &h->a, &r, &differs, &why), twice ? REG_ROW_SAME : REG_ROW_NEW);
            if (twice)
                continue;
            must(office_begin(h->o, &a, "import", 0, &err));
            must(reg_import_write(h->o, &a, r, &err));
            must(action_commit(&a, &err));
        }
    assert_int_equal(found(h, NULL, NULL, 0, out, 4), 0);
    house_sit(h, CHEN);
    must(knowledge_move_all(h->o, h->project, "propose", &count, &err));
    must(knowledge_move_all(h->o, h->project, "approve", &count, &err));
    assert_int_equal(found(h, "dflds", NULL, 0, out, 4), 1);
}

static void
F134_wording_before_the_handbook_ends_when_the_handbook_begins(void **state)
{
    struct house *h = *state;
    struct record *wording = answer(h, KNOWLEDGE_INTERIM, NULL, "认筹怎么排号", "按到场先后，一户一号。"), *other, *short_lived;
    struct knowledge_item out[4];
    int64_t count;

    put_in_force(h, wording);
    short_lived = answer(h, KNOWLEDGE_INTERIM, NULL, "认筹金能退吗", "能退，七天内到账。");
    record_set_num(short_lived, "to_on", DAY(h, 3));
    must(reg_save(h->o, short_lived, NULL, &err));
    put_in_force(h, short_lived);
    assert_int_equal(found(h, NULL, NULL, 1u << KNOW_INTERIM, out, 4), 2);
    office_set_now(h->o, NOW + 4 * DAY_SECONDS);
    assert_int_equal(found(h, NULL, NULL, 1u << KNOW_INTERIM, out, 4), 1);
    answer(h, KNOWLEDGE_QUESTION, "5", "怎么排号", "按公示的顺序。");
    answer(h, KNOWLEDGE_QUESTION, "5", "定金能退吗", "没签合同可以退。");
    house_sit(h, CHEN);
    must(knowledge_move_all(h->o, h->project, "propose", &count, &err));
    assert_int_equal(count, 2);
    assert_int_equal(found(h, NULL, NULL, 1u << KNOW_INTERIM, out, 4), 1);
    must(knowledge_move_all(h->o, h->project, "approve", &count, &err));
    assert_int_equal(count, 2);
    refused(knowledge_move_all(h->o, h->project, "approve", &count, &err), "");
    house_leave(h);
    assert_int_equal(found(h, NULL, NULL, 1u << KNOW_INTERIM, out, 4), 0);
    assert_int_equal(found(h, NULL, NULL, 1u << KNOW_QUESTION, out, 4), 2);
    assert_string_equal(house_again(h, wording)->state, "retired");
    assert_int_equal(record_num(house_again(h, wording), "to_on"), DAY(h, 0));
    other = answer(h, KNOWLEDGE_INTERIM, NULL, "认筹几天", "三天。");
    house_sit(h, CHEN);
    must(house_step(h, other, "propose", NULL, &err));
    refused(house_step(h, other, "approve", NULL, &err), "kind");
}

static void
F153_an_empty_topic_is_among_what_is_missing(void **state)
{
    struct house *h = *state;
    const struct reg *reg = reg_get("knowledge");
    char **lines;
    static const char *const topics[] = { "1", "2", "3", "4", "5" };

    assert_int_equal(reg->gaps(h->o, DAY(h, 0), DAY(h, 6), &h->a, &lines), 5);
    for (size_t i = 0; i < COUNT(topics); i++) {
        size_t left;

        put_in_force(h, answer(h, KNOWLEDGE_TOPIC, topics[i], NULL, "照实说的话。"));
        left = reg->gaps(h->o, DAY(h, 0), DAY(h, 6), &h->a, &lines);
        assert_int_equal(left, COUNT(topics) - 1 - i);
    }
    refused(reg_save(h->o, house_blank(h, "knowledge"), NULL, &err), "topic");      /* the kind saved last begins it */
}

static void
F153_topics_stand_in_the_order_of_what_the_customer_cares_about(void **state)
{
    static const struct { const char *focus, *first; } rows[] = {
        { NULL, "价格" }, { "", "价格" }, { "5", "配套" }, { "7", "位置" }, { "2 1", "户型" }, { "1 5", "价格" }, { "b", "政策" },
    };
    static const char *const topics[] = { "1", "2", "3", "4", "5" };
    struct house *h = *state;
    struct knowledge_item out[8];

    for (size_t i = 0; i < COUNT(topics); i++)
        put_in_force(h, answer(h, KNOWLEDGE_TOPIC, topics[i], NULL, "照实说的话。"));
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(found(h, NULL, rows[i].focus, 1u << KNOW_TOPIC, out, 8), 5);
        if (strcmp(out[0].title, rows[i].first) != 0)
            fail_msg("row %zu: %s comes first", i, out[0].title);
    }
}

static void
F137_cases_are_found_beside_the_answers(void **state)
{
    struct house *h = *state;
    struct record *r = house_blank(h, "case_study");
    struct knowledge_item out[4];

    record_set_text(r, "moment", "13");
    record_set_text(r, "title", "沙盘上的湖没有建");
    record_set_text(r, "story", "沙盘画了湖，合同没写，交房时客户拿录音来问。");
    record_set_text(r, "lesson", "沙盘也是承诺，没批的不摆。");
    must(reg_save(h->o, r, NULL, &err));
    assert_int_equal(found(h, "录音", NULL, 0, out, 4), 1);
    assert_int_equal(out[0].group, KNOW_CASE);
    assert_int_equal(found(h, "spsdh", NULL, 1u << KNOW_CASE, out, 4), 1);
    assert_int_equal(found(h, "销售承诺", NULL, 0, out, 4), 1);
    must(house_step(h, r, "retire", "过时", &err));
    assert_int_equal(found(h, "录音", NULL, 0, out, 4), 0);
}

static void
F113_wording_and_terms_are_found_by_text_and_letters(void **state)
{
    struct house *h = *state;
    struct knowledge_item out[99];

    assert_true(wording_find(NULL, false, &h->a, out, 99) >= 25);
    assert_int_equal(wording_find("不知道", false, &h->a, out, 99), 1);
    assert_string_equal(out[0].topic, "不知道。");
    assert_int_equal(wording_find("rjl", true, &h->a, out, 99), 1);
    assert_string_equal(out[0].title, "容积率");
    assert_int_equal(wording_find("没有这个词", true, &h->a, out, 99), 0);
}

/* ---- calls forwarded, introductions, samples, the club ---------------------------------------------------- */

static void
on_duty(struct house *h, int who)
{
    struct record *r = house_blank(h, "duty");

    record_set_num(r, "project", h->project);
    record_set_num(r, "day", DAY(h, 0));
    record_set_text(r, "kind", "2");
    record_set_num(r, "from_min", 8 * 60);
    record_set_num(r, "to_min", 18 * 60);
    record_set_num(r, "staff", h->staff[who]);
    must(reg_save(h->o, r, NULL, &err));
}

static void
F103_after_six_rings_the_stand_in_on_duty_is_noted_and_told(void **state)
{
    struct house *h = *state;
    struct reception *short_one = call(h, "赵敏", "13800000001", 6), *r = call(h, "孙丽", "13800000002", 7);
    struct task t;
    size_t n;

    on_duty(h, ZHOU);
    house_sit(h, WANG);
    must(reception_open(h->o, short_one, &err));
    assert_false(record_value(short_one->record, "forwarded")->set);
    assert_int_equal(house_tasks(h, "notify_staff"), 0);
    must(reception_open(h->o, r, &err));
    assert_int_equal(record_num(r->record, "forwarded"), 1);
    assert_int_equal(record_num(r->record, "backup"), h->staff[ZHOU]);
    assert_false(record_value(r->record, "answered_by")->set);
    must(task_window(h->o, &(struct task_filter){ .who = TASKS_ALL, .kind = "notify_staff" }, 0, 0, &h->a, &t, 1, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(t.staff, h->staff[ZHOU]);
    record_set_num(r->record, "answered_by", h->staff[CHEN]);          /* who took it in the end */
    must(reception_save(h->o, r, &err));
    assert_int_equal(house_tasks(h, "notify_staff"), 1);
    close_call(h, r);
    assert_int_equal(house_tasks(h, "notify_staff"), 0);
    assert_int_equal(record_num(house_again(h, r->record), "answered_by"), h->staff[CHEN]);
    house_sit(h, ZHOU);                                                 /* the stand-in writes it down */
    r = call(h, "李雷", "13800000003", 9);
    must(reception_open(h->o, r, &err));
    assert_int_equal(record_num(r->record, "answered_by"), h->staff[ZHOU]);
}

static void
F106_a_new_version_retires_the_old_and_calls_keep_theirs(void **state)
{
    struct house *h = *state;
    struct record *first = house_blank(h, "intro"), *second;
    struct reception *r;
    int64_t id;

    record_set_num(first, "project", h->project);
    record_set_text(first, "text", "云栖花园在城西。");
    must(reg_save(h->o, first, NULL, &err));
    put_in_force(h, first);
    assert_non_null(reception_intro(h->o, h->project, &id, &h->a));
    assert_int_equal(id, first->id);
    r = call(h, "孙丽", "13800000002", 1);
    record_set_num(r->record, "intro", id);
    must(reception_open(h->o, r, &err));
    second = house_again(h, first);
    record_set_text(second, "text", "云栖花园在城西，五号楼在售。");
    must(reg_save(h->o, second, NULL, &err));
    put_in_force(h, second);
    assert_string_equal(house_again(h, first)->state, "retired");
    assert_string_equal(reception_intro(h->o, h->project, &id, &h->a), "云栖花园在城西，五号楼在售。");
    assert_int_equal(id, second->id);
    assert_int_equal(record_num(house_again(h, r->record), "intro"), first->id);
}

static void
F112_samples_are_drawn_by_lot_and_scored_with_three_digits(void **state)
{
    struct house *h = *state;
    struct quality_sample s[40];
    int64_t drawn, most = policy_number(h->o, "quality.samples");
    size_t n;

    house_sit(h, WANG);
    for (int i = 0; i < 6; i++)
        close_call(h, call(h, arena_printf(&h->a, "客户%d", i), arena_printf(&h->a, "1380000010%d", i), 1));
    refused(quality_draw(h->o, DAY(h, 0), &drawn, &err), "");
    house_sit(h, CHEN);
    must(quality_draw(h->o, DAY(h, 0), &drawn, &err));
    assert_int_equal(drawn, most);
    must(quality_draw(h->o, DAY(h, 0), &drawn, &err));
    assert_int_equal(drawn, 0);
    must(quality_samples(h->o, DAY(h, 0), &h->a, s, COUNT(s), &n, &err));
    assert_int_equal(n, most);
    assert_int_equal(s[0].staff, h->staff[WANG]);
    assert_false(s[0].scored);
    must(quality_score(h->o, s[0].id, (int[]){ 5, 4, 3 }, &err));
    refused(quality_score(h->o, s[1].id, (int[]){ 5, 6, 3 }, &err), "patient");
    must(quality_samples(h->o, DAY(h, 0), &h->a, s, COUNT(s), &n, &err));
    assert_true(s[0].scored && s[0].score[0] == 5 && s[0].score[1] == 4 && s[0].score[2] == 3);
    assert_string_equal(s[0].judge, "陈静");
    must(quality_samples(h->o, DAY(h, -40), &h->a, s, COUNT(s), &n, &err));
    assert_int_equal(n, 0);
}

static void
F112_nobody_scores_their_own_calls(void **state)
{
    struct house *h = *state;
    struct quality_sample s[4];
    int64_t drawn;
    size_t n;

    house_sit(h, ZHOU);
    close_call(h, call(h, "孙丽", "13800000002", 1));
    must(quality_draw(h->o, DAY(h, 0), &drawn, &err));
    must(quality_samples(h->o, DAY(h, 0), &h->a, s, COUNT(s), &n, &err));
    assert_int_equal(n, 1);
    refused(quality_score(h->o, s[0].id, (int[]){ 5, 5, 5 }, &err), "reception");
    house_sit(h, CHEN);
    must(quality_score(h->o, s[0].id, (int[]){ 5, 5, 5 }, &err));
}

static void
F154_scores_by_colleague_and_month(void **state)
{
    struct house *h = *state;
    struct report_wish w = { .from = moment_day(NOW, h->o->zone) - 21, .to = moment_day(NOW, h->o->zone), .as_at = NO_DAY };
    struct report_table t;
    struct quality_sample s[8];
    int64_t drawn;
    size_t n;

    house_sit(h, WANG);
    for (int i = 0; i < 3; i++)
        close_call(h, call(h, arena_printf(&h->a, "客户%d", i), arena_printf(&h->a, "1380000010%d", i), 1));
    house_sit(h, CHEN);
    must(quality_draw(h->o, DAY(h, 0), &drawn, &err));
    must(quality_samples(h->o, DAY(h, 0), &h->a, s, COUNT(s), &n, &err));
    assert_int_equal(n, 3);
    must(quality_score(h->o, s[0].id, (int[]){ 5, 4, 3 }, &err));
    must(quality_score(h->o, s[1].id, (int[]){ 4, 4, 5 }, &err));
    must(report_make(h->o, report_get("quality"), &w, &h->a, &t, &err));
    assert_int_equal(t.nrows, 1);
    assert_string_equal(t.rows[0].cells[0], "2026-11");
    assert_string_equal(t.rows[0].cells[1], "王强");
    assert_string_equal(t.rows[0].cells[2], "3");
    assert_string_equal(t.rows[0].cells[3], "2");
    assert_string_equal(t.rows[0].cells[4], "4.50");
    assert_string_equal(t.rows[0].cells[5], "4.00");
    assert_string_equal(t.rows[0].cells[6], "4.00");
    assert_string_equal(t.rows[0].cells[7], "4.17");
    w.to = w.from;
    must(report_make(h->o, report_get("quality"), &w, &h->a, &t, &err));
    assert_int_equal(t.nrows, 0);
}

static void
F120_first_visitors_of_a_day_are_listed_and_handed_over(void **state)
{
    struct house *h = *state;
    struct club_line lines[8];
    struct reception *again;
    char path[64], text[2000] = "";
    int64_t count, handed, all;
    size_t n;
    FILE *f;

    snprintf(path, sizeof path, "know-club-%ld.csv", (long)getpid());
    house_sit(h, WANG);
    close_visit(h, visit(h, "王建国", "13812345678"));
    close_visit(h, visit(h, "孙丽", "13800000002"));
    again = visit(h, "王建国", "13812345678");
    close_visit(h, again);
    must(club_list(h->o, DAY(h, 0), &h->a, lines, COUNT(lines), &n, &err));
    assert_int_equal(n, 2);
    assert_string_equal(lines[0].name, "王建国 先生");
    assert_int_equal(house_tasks(h, "club_handover"), 2);
    refused(club_hand_over(h->o, DAY(h, 0), "", NULL, &count, &err), "receiver");
    refused(club_hand_over(h->o, DAY(h, -1), "周小云", NULL, &count, &err), "");
    refused(club_hand_over(h->o, DAY(h, 0), "周小云", path, &count, &err), "");     /* a consultant takes no file out */
    house_sit(h, CHEN);
    must(club_rate(h->o, DAY(h, 0), DAY(h, 0), &handed, &all, &err));
    assert_int_equal(handed, 0);
    assert_int_equal(all, 2);
    must(club_hand_over(h->o, DAY(h, 0), "周小云", path, &count, &err));
    assert_int_equal(count, 2);
    assert_int_equal(house_tasks(h, "club_handover"), 0);
    must(club_list(h->o, DAY(h, 0), &h->a, lines, COUNT(lines), &n, &err));
    assert_true(lines[0].handed && lines[1].handed && lines[0].handed_on == DAY(h, 0));
    assert_string_equal(lines[1].receiver, "周小云");
    must(club_rate(h->o, DAY(h, 0), DAY(h, 0), &handed, &all, &err));
    assert_int_equal(handed, 2);
    f = fopen(path, "r");
    assert_non_null(f);
    text[fread(text, 1, sizeof text - 1, f)] = '\0';
    fclose(f);
    unlink(path);
    assert_non_null(strstr(text, "13812345678"));
    assert_non_null(strstr(text, "孙丽"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(F135_a_promise_is_approved_before_it_enters_the_handbook),
        TEST(F135_the_role_in_charge_is_reminded_before_the_day),
        TEST(F135_a_remark_of_the_customers_representative_gets_its_answer),
        TEST(F135_the_next_contact_opens_with_what_was_promised),
        TEST(F135_kept_in_time_of_those_that_fell_due),
        TEST(F136_a_high_risk_is_not_approved_without_a_condition),
        TEST(F136_not_kept_needs_the_cause_and_its_evidence),
        TEST(F133_answers_are_found_by_two_characters_and_by_pinyin),
        TEST(F133_the_reception_notes_which_answer_and_version_it_used),
        TEST(F133_a_handbook_comes_in_as_a_file_and_waits_for_approval),
        TEST(F134_wording_before_the_handbook_ends_when_the_handbook_begins),
        TEST(F153_an_empty_topic_is_among_what_is_missing),
        TEST(F153_topics_stand_in_the_order_of_what_the_customer_cares_about),
        TEST(F137_cases_are_found_beside_the_answers),
        TEST(F113_wording_and_terms_are_found_by_text_and_letters),
        TEST(F103_after_six_rings_the_stand_in_on_duty_is_noted_and_told),
        TEST(F106_a_new_version_retires_the_old_and_calls_keep_theirs),
        TEST(F112_samples_are_drawn_by_lot_and_scored_with_three_digits),
        TEST(F112_nobody_scores_their_own_calls),
        TEST(F154_scores_by_colleague_and_month),
        TEST(F120_first_visitors_of_a_day_are_listed_and_handed_over),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
