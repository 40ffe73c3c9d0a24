/* The registers beside the complaints: F-401, F-417 to F-419, F-424 to F-426, F-430, F-431, F-436 to F-441, F-444. */
#include "tests/hotline.h"

#include "data/complaint_private.h"
#include "data/complaint_score.h"
#include "data/construction_notice.h"
#include "data/defect_entry.h"
#include "data/fee_arrears.h"
#include "data/home_gate.h"
#include "data/prevention_check.h"
#include "data/registers.h"
#include "data/service_channel.h"
#include "data/vip_method.h"

#include <string.h>

static struct record *
blank(struct hotline *l, const char *reg)
{
    return record_new(l->o, reg_get(reg), &l->h->a);
}

static void
step(struct hotline *l, struct record *r, const char *move, const char *reason)
{
    must(reg_move(l->o, r, reg_move_named(l->o, r, move), reason, &err));
}

static size_t
remarks(struct hotline *l, struct record *r, char ***lines)
{
    return r->reg->remarks(l->o, r, &l->h->a, lines);
}

static size_t
gaps(struct hotline *l, const char *reg, char ***lines)
{
    return reg_get(reg)->gaps(l->o, office_today(l->o), office_today(l->o), &l->h->a, lines);
}

/* The head of customer service, who may do everything here. */
static void
alone(struct hotline *l)
{
    hotline_sit(l, TAN_HEAD);
    l->o->profiles = (1u << PROFILE_COUNT) - 1;
    must(office_choose_project(l->o, l->h->project, &err));
}

static void
F401_eight_channels_are_there_and_one_that_is_not_answered_alarms(void **state)
{
    struct hotline *l = *state;
    struct reg_filter f = { .field = "channel", .equals_text = "1" };
    struct record *rows[20];
    char **lines;
    size_t n;

    alone(l);
    assert_true(gaps(l, "service_channel", &lines) >= 8);
    must(service_channels_make(l->o, l->h->project, &err));
    must(service_channels_make(l->o, l->h->project, &err));
    must(reg_window(l->o, &service_channel_register, NULL, NULL, false, &l->h->a, rows, 20, &n, &err));
    assert_int_equal(n, 8);
    assert_int_equal(gaps(l, "service_channel", &lines), 2);        /* two telephones, not tested yet */
    must(reg_window(l->o, &service_channel_register, &f, NULL, false, &l->h->a, rows, 20, &n, &err));
    assert_int_equal(n, 1);
    record_set_num(rows[0], "tested_on", office_today(l->o));
    record_set_num(rows[0], "works", 0);
    must(reg_save(l->o, rows[0], NULL, &err));
    assert_int_equal(house_tasks(l->h, "device_repair"), 1);
    record_set_num(rows[0], "works", 1);
    must(reg_save(l->o, rows[0], NULL, &err));
    assert_int_equal(house_tasks(l->h, "device_repair"), 0);
    assert_int_equal(gaps(l, "service_channel", &lines), 1);
}

static void
F417_losses_are_noted_piece_by_piece_and_summed(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "地板泡了");
    struct record *r;
    char **lines;

    alone(l);
    for (int i = 0; i < 2; i++) {
        r = blank(l, "complaint_loss");
        record_set_num(r, "complaint", id);
        record_set_text(r, "item", i ? "地板" : "书柜");
        record_set_num(r, "estimate", i ? 320000 : 150000);
        record_set_text(r, "liable", i ? "2" : "7");
        record_set_text(r, "liable_why", "管根没封");
        must(reg_save(l->o, r, NULL, &err));
    }
    assert_int_equal(complaint_losses(l->o, id), 470000);
    assert_int_equal(remarks(l, r, &lines), 1);
    assert_non_null(strstr(lines[0], "4,700.00"));
    assert_string_equal(record_text(r, "liable"), "2");
}

static struct record *
plan(struct hotline *l, int64_t id, int64_t amount)
{
    struct record *r = blank(l, "repair_plan");

    record_set_num(r, "complaint", id);
    record_set_text(r, "text", "铲除旧防水重做");
    record_set_num(r, "amount", amount);
    record_set_num(r, "end_on", office_today(l->o) + 7);
    must(reg_save(l->o, r, NULL, &err));
    return r;
}

static struct record *
order(struct hotline *l, int64_t id)
{
    struct record *r = blank(l, "repair_order");

    record_set_num(r, "complaint", id);
    record_set_text(r, "team", "防水班组");
    record_set_text(r, "text", "重做防水");
    return r;
}

static void
F418_plan_agreement_order_in_this_order(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "06", "墙裂了"), paid;
    struct record *p, *w;

    must(complaint_contact(l->o, id, "看过了", &err));
    alone(l);
    p = plan(l, id, 0);
    assert_string_equal(hotline_state(l, id), "contacted");
    step(l, p, "propose", NULL);
    step(l, p, "approve", NULL);
    refuses(reg_save(l->o, order(l, id), NULL, &err), ERR_REFUSED);
    step(l, p, "offer", NULL);
    assert_string_equal(hotline_state(l, id), "planned");
    assert_int_equal(hotline_open_tasks(l, id, "solution_plan"), 0);
    w = order(l, id);
    refuses(reg_save(l->o, w, NULL, &err), ERR_REFUSED);       /* no agreement: a crack, though nothing is paid */
    refused(reg_move(l->o, p, reg_move_named(l->o, p, "sign"), NULL, &err), "signer");
    record_set_text(p, "signer", "刘芳");
    record_set_text(p, "signer_relation", "1");                 /* the wife signs */
    step(l, p, "sign", NULL);
    assert_string_equal(hotline_state(l, id), "agreed");
    must(reg_save(l->o, order(l, id), NULL, &err));
    assert_string_equal(hotline_state(l, id), "in_progress");
    record_set_text(p, "text", "另一种做法");
    refused(reg_save(l->o, p, NULL, &err), "text");
    hotline_sit(l, HE_OPERATOR);
    paid = hotline_file(l, 1, "11", "暖气不热");
    must(complaint_contact(l->o, paid, "看过了", &err));
    alone(l);
    p = plan(l, paid, 50000);
    step(l, p, "propose", NULL);
    step(l, p, "approve", NULL);
    step(l, p, "offer", NULL);
    refuses(reg_save(l->o, order(l, paid), NULL, &err), ERR_REFUSED);      /* money is paid */
}

static void
F419_a_mediation_has_body_day_and_conclusion(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水");
    struct record *r;
    moment due;

    must(complaint_contact(l->o, id, "谈不拢", &err));
    due = hotline_task(l, id, "solution_plan").due;
    alone(l);
    r = blank(l, "mediation");
    record_set_num(r, "complaint", id);
    record_set_text(r, "body", "街道调解委员会");
    record_set_num(r, "accepted_on", office_today(l->o));
    must(reg_save(l->o, r, NULL, &err));
    assert_string_equal(hotline_state(l, id), "mediation");
    assert_int_equal(hotline_task(l, id, "solution_plan").due, due);
    refused(reg_move(l->o, r, reg_move_named(l->o, r, "agree"), NULL, &err), "conclusion");
    record_set_text(r, "conclusion", "公司免费重做，赔偿五百元");
    step(l, r, "agree", NULL);
    assert_string_equal(hotline_state(l, id), "agreed");
}

static void
F424_from_a_matter_into_the_defect_library_and_bettered(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水"), other;
    struct record *d = blank(l, "defect_entry"), *twin = blank(l, "defect_entry"), *more = blank(l, "defect_entry");

    alone(l);
    record_set_num(d, "complaint", id);
    record_set_text(d, "name", "管根渗漏");
    must(reg_save(l->o, d, NULL, &err));
    assert_string_equal(record_text(d, "moment"), "07");
    assert_int_equal(record_num(hotline_read(l, id), "defect"), d->id);
    record_set_text(twin, "moment", "07");
    record_set_text(twin, "name", "管根渗漏");
    refused(reg_save(l->o, twin, NULL, &err), "name");
    record_clear(d, "role");
    refused(reg_move(l->o, d, reg_move_named(l->o, d, "begin"), NULL, &err), "measure");
    record_set_text(d, "measure", "管根加止水环");
    record_set_text(d, "role", role_get(l->o, "project_dept")->code);
    record_set_num(d, "due_on", office_today(l->o) + 30);
    must(reg_save(l->o, d, NULL, &err));
    assert_int_equal(house_tasks(l->h, "defect_improvement"), 1);
    step(l, d, "finish", NULL);
    refused(reg_move(l->o, d, reg_move_named(l->o, d, "verify"), NULL, &err), "verified_how");
    record_set_text(d, "verified_how", "三号楼闭水试验");
    step(l, d, "verify", NULL);
    assert_int_equal(house_tasks(l->h, "defect_improvement"), 0);
    record_set_text(more, "moment", "08");
    record_set_text(more, "name", "窗扇下垂");
    record_set_num(more, "homes", 4);
    must(reg_save(l->o, more, NULL, &err));
    other = more->id;
    refused(defect_merge(l->o, d->id, other, "", &err), "why");
    must(defect_merge(l->o, d->id, other, "同一施工队", &err));
    assert_int_equal(record_num(house_again(l->h, d), "homes"), 5);
    assert_string_equal(house_again(l->h, more)->state, "merged");
}

static void
F426_a_case_tells_story_cause_lesson_and_phase(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水");
    struct record *r = blank(l, "case_study"), *rows[4];
    struct reg_filter f = { .text = "止水环" };
    size_t n;

    alone(l);
    record_set_num(r, "complaint", id);
    record_set_text(r, "title", "管根渗漏三次返修");
    record_set_text(r, "story", "业主三次报修");
    record_set_text(r, "cause", "没有止水环");
    record_set_text(r, "lesson", "隐蔽部位先验收");
    must(reg_save(l->o, r, NULL, &err));
    assert_string_equal(record_text(r, "moment"), "07");
    assert_string_equal(record_text(r, "phase"), "2");
    must(reg_window(l->o, r->reg, &f, NULL, false, &l->h->a, rows, 4, &n, &err));
    assert_int_equal(n, 1);
}

static void
F430_every_moment_has_a_check_list_for_phases_and_trainings(void **state)
{
    struct hotline *l = *state;
    struct reg_filter f = { .field = "moment", .equals_text = "07" };
    struct record *rows[20];
    size_t n;
    int made;

    alone(l);
    refused(prevention_make(l->o, 0, NULL, "开盘前", &made, &err), "project");
    refused(prevention_make(l->o, l->h->project, NULL, "", &made, &err), "round");
    must(prevention_make(l->o, l->h->project, NULL, "开盘前", &made, &err));
    assert_int_equal(made, 155);
    must(prevention_make(l->o, l->h->project, NULL, "开盘前", &made, &err));
    assert_int_equal(made, 0);
    must(prevention_make(l->o, l->h->project, "07", "新人培训", &made, &err));
    assert_int_equal(made, 5);
    must(reg_window(l->o, &prevention_check_register, &f, NULL, false, &l->h->a, rows, 20, &n, &err));
    assert_int_equal(n, 10);
    record_set_text(rows[0], "result", "2");
    refused(reg_save(l->o, rows[0], NULL, &err), "finding");
    record_set_text(rows[0], "finding", "没有资质");
    record_set_text(rows[0], "role", role_get(l->o, "project_dept")->code);
    record_set_num(rows[0], "due_on", office_today(l->o) + 3);
    must(reg_save(l->o, rows[0], NULL, &err));
    assert_string_equal(rows[0]->state, "open");
    assert_int_equal(house_tasks(l->h, "prevention.mend"), 1);
    step(l, rows[0], "mend", NULL);
    assert_int_equal(house_tasks(l->h, "prevention.mend"), 0);
}

static void
F431_samples_are_drawn_scored_and_summed_by_colleague(void **state)
{
    struct hotline *l = *state;
    struct complaint_score_row rows[4];
    struct record *s[4];
    size_t n;
    int drawn;

    hotline_file(l, 0, "07", "一");
    hotline_file(l, 1, "07", "二");
    hotline_file(l, 2, "07", "三");
    alone(l);
    must(complaint_score_draw(l->o, office_today(l->o), 2, &drawn, &err));
    assert_int_equal(drawn, 2);
    must(complaint_score_draw(l->o, office_today(l->o), 2, &drawn, &err));
    assert_int_equal(drawn, 0);
    must(reg_window(l->o, &complaint_score_register, NULL, NULL, false, &l->h->a, s, 4, &n, &err));
    assert_int_equal(n, 2);
    record_set_num(s[0], "polite", 5);
    refused(reg_save(l->o, s[0], NULL, &err), "patient");
    record_set_num(s[0], "patient", 4);
    record_set_num(s[0], "plain", 3);
    record_set_num(s[0], "responsible", 5);
    must(reg_save(l->o, s[0], NULL, &err));
    assert_int_equal(complaint_score_means(l->o, office_today(l->o), &l->h->a, rows, 4), 1);
    assert_string_equal(rows[0].name, "马骏");
    assert_int_equal(rows[0].scored, 1);
    assert_int_equal(rows[0].sum[3], 5);
    must(office_seat(l->o, l->staff[MA_ENGINEER], &err));
    l->o->profiles = (1u << PROFILE_COUNT) - 1;
    record_set_num(s[1], "polite", 5);
    record_set_num(s[1], "patient", 5);
    record_set_num(s[1], "plain", 5);
    record_set_num(s[1], "responsible", 5);
    refused(reg_save(l->o, s[1], NULL, &err), "complaint");
}

static struct record *
test(struct hotline *l, const char *kind, int64_t value, int64_t limit, bool heard)
{
    struct record *r = blank(l, "environment_test");

    record_set_num(r, "home", l->homes[0]);
    record_set_text(r, "kind", kind);
    record_set_num(r, "at", office_now(l->o));
    record_set_num(r, "value", value);
    record_set_num(r, "allowed", limit);
    record_set_num(r, "heard", heard);
    must(reg_save(l->o, r, NULL, &err));
    return r;
}

static const char *
mark(struct hotline *l)
{
    struct record *h;

    must(reg_read(l->o, reg_get("home"), l->homes[0], &l->h->a, &h, &err));
    return record_text(h, "environment");
}

static void
F436_values_give_a_grade_and_mark_the_home(void **state)
{
    struct hotline *l = *state;
    struct record *r;
    char **lines;

    alone(l);
    r = test(l, "1", 4200, 5500, false);
    assert_string_equal(record_text(r, "grade"), "1");
    assert_string_equal(mark(l), "1");
    hotline_turn(l, "2026-11-24 22:30");
    r = test(l, "2", 4400, 4500, true);
    assert_string_equal(record_text(r, "grade"), "2");
    assert_string_equal(mark(l), "2");
    r = test(l, "3", 9, 7, false);          /* 0.09 where 0.07 is allowed */
    assert_string_equal(record_text(r, "grade"), "4");
    assert_string_equal(mark(l), "4");
    assert_int_equal(remarks(l, r, &lines), 1);
    record_set_num(r, "value", 6);          /* measured again after treatment: the same entry put right */
    must(reg_save(l->o, r, NULL, &err));
    assert_string_equal(mark(l), "2");
}

static void
F437_what_was_left_undone_needs_its_matter_and_is_talked_over_again(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "漏水没修好，物业费不交");
    struct record *r;

    hotline_work(l, id);
    alone(l);
    r = blank(l, "fee_arrears");
    record_set_num(r, "customer", l->owners[0]);
    record_set_num(r, "home", l->homes[0]);
    record_set_text(r, "period", "2026-07 至 2026-09");
    record_set_text(r, "reason", "1");
    refused(reg_save(l->o, r, NULL, &err), "complaint");
    record_set_num(r, "complaint", id);
    record_set_text(r, "talks", "11-20 王建国：修好就交");
    record_set_num(r, "law_told_on", office_today(l->o));
    must(reg_save(l->o, r, NULL, &err));
    assert_int_equal(house_tasks(l->h, "arrears_talk"), 0);
    hotline_sit(l, HE_OPERATOR);
    hotline_end(l, id);
    assert_int_equal(house_tasks(l->h, "arrears_talk"), 1);
    alone(l);
    r = house_again(l->h, r);
    step(l, r, "pay", NULL);
    assert_int_equal(house_tasks(l->h, "arrears_talk"), 0);
}

static void
F438_a_month_that_was_not_published_is_missed(void **state)
{
    struct hotline *l = *state;
    struct record *r;
    char **lines;

    alone(l);
    r = blank(l, "property_account");
    record_set_num(r, "project", l->h->project);
    record_set_text(r, "period", "2026-09");
    must(reg_save(l->o, r, NULL, &err));
    assert_int_equal(gaps(l, "property_account", &lines), 2);       /* September and October; November runs */
    refused(reg_move(l->o, r, reg_move_named(l->o, r, "publish"), NULL, &err), "place");
    record_set_text(r, "place", "三号楼大堂");
    record_set_num(r, "income", 12345600);
    record_set_num(r, "expense", 11000000);
    record_set_text(r, "talk", "讲解费用构成");
    record_set_num(r, "talk_on", office_today(l->o));
    step(l, r, "publish", NULL);
    assert_int_equal(gaps(l, "property_account", &lines), 1);
    assert_non_null(strstr(lines[0], "2026-10"));
    assert_int_equal(house_tasks(l->h, "property_accounts"), 1);    /* October's */
    assert_int_equal(record_num(house_again(l->h, r), "published_on"), office_today(l->o));
}

static void
F439_an_incident_has_four_parts_and_talks_are_counted(void **state)
{
    struct hotline *l = *state;
    struct record *r, *t;
    char **lines;

    alone(l);
    r = blank(l, "security_incident");
    record_set_num(r, "project", l->h->project);
    record_set_num(r, "at", office_now(l->o));
    record_set_text(r, "text", "电动车被盗");
    must(reg_save(l->o, r, NULL, &err));
    assert_int_equal(house_tasks(l->h, "security_review"), 1);
    assert_int_equal(remarks(l, r, &lines), 4);
    record_set_num(r, "police_at", office_now(l->o));
    record_set_text(r, "comfort", "上门安抚");
    record_set_text(r, "devices", "三号摄像头不亮");
    refused(reg_move(l->o, r, reg_move_named(l->o, r, "review"), NULL, &err), "review");
    record_set_text(r, "review", "巡更漏了一次");
    step(l, r, "review", NULL);
    assert_int_equal(house_tasks(l->h, "security_review"), 0);
    refused(reg_move(l->o, r, reg_move_named(l->o, r, "close"), NULL, &err), "measure");
    for (int i = 0; i < 3; i++) {
        t = blank(l, "security_talk");
        record_set_num(t, "project", l->h->project);
        record_set_text(t, "kind", i == 2 ? "2" : "1");
        record_set_num(t, "day", office_today(l->o) - i);
        record_set_text(t, "topic", "防盗");
        must(reg_save(l->o, t, NULL, &err));
    }
    assert_int_equal(remarks(l, t, &lines), 4);
    assert_non_null(strstr(lines[0], ": 2") ? lines[0] : strstr(lines[0], "2"));
}

static void
F440_who_is_disturbed_is_listed_and_visited(void **state)
{
    struct hotline *l = *state;
    struct record *r, *rows[8];
    char **lines;
    size_t n;
    int made;

    alone(l);
    r = blank(l, "construction_notice");
    record_set_num(r, "project", l->h->project);
    record_set_text(r, "phase", "二期");
    record_set_num(r, "begin_on", office_today(l->o) + 20);
    must(reg_save(l->o, r, NULL, &err));
    assert_int_equal(remarks(l, r, &lines), 5);         /* notice, sign, approval, training, no homes */
    assert_int_equal(house_tasks(l->h, "construction_ready"), 1);
    must(construction_list_homes(l->o, r->id, &l->h->building, 1, &made, &err));
    assert_int_equal(made, 3);
    must(construction_list_homes(l->o, r->id, &l->h->building, 1, &made, &err));
    assert_int_equal(made, 0);
    must(reg_window(l->o, &disturbed_home_register, NULL, NULL, false, &l->h->a, rows, 8, &n, &err));
    assert_int_equal(n, 3);
    refused(reg_move(l->o, rows[0], reg_move_named(l->o, rows[0], "visit"), NULL, &err), "measure");
    for (size_t i = 0; i < n; i++) {
        assert_true(record_num(rows[i], "customer") != 0);
        record_set_text(rows[i], "measure", "中午不施工");
        record_set_num(rows[i], "move_in_later", i == 0);
        step(l, rows[i], "visit", NULL);
    }
    record_set_num(r, "posted_on", office_today(l->o));
    record_set_num(r, "land_sign_on", office_today(l->o));
    record_set_text(r, "plan_approval", "环审 2026-18");
    record_set_num(r, "trained_on", office_today(l->o));
    must(reg_save(l->o, r, NULL, &err));
    assert_int_equal(remarks(l, r, &lines), 1);         /* one moves in later */
    assert_int_equal(r->reg->look(l->o, r), LOOK_WARN);
}

static void
F441_a_report_of_the_cause_for_the_owner(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "06", "墙裂了");
    struct record *r;

    alone(l);
    r = blank(l, "cause_report");
    record_set_num(r, "complaint", id);
    record_set_text(r, "photos", "0011 0012");
    record_set_text(r, "found", "窗角斜裂缝，长 40 厘米");
    record_set_text(r, "cause", "砌体与梁交接处没挂网");
    must(reg_save(l->o, r, NULL, &err));
    assert_non_null(reg_move_named(l->o, r, "approve"));
    assert_null(reg_move_named(l->o, r, "give"));
    step(l, r, "approve", NULL);
    step(l, r, "give", NULL);
    assert_int_equal(record_num(r, "told_on"), office_today(l->o));
    assert_non_null(r->reg->paper);
}

static void
F444_a_method_has_versions_and_is_shown_and_ticked(void **state)
{
    struct hotline *l = *state;
    struct record *m = blank(l, "vip_method"), *c;
    struct complaint_ticked t[4];
    char **steps;
    int64_t id, complaint;
    size_t n;

    alone(l);
    assert_false(vip_method_in_force(l->o, l->h->project, &l->h->a, &id, &steps, &n));
    record_set_text(m, "title", "重要客户投诉处理办法");
    record_set_text(m, "steps", "一小时内专属处理人去电\n当天上门\n次日回报");
    record_clear(m, "project");
    must(reg_save(l->o, m, NULL, &err));
    step(l, m, "propose", NULL);
    step(l, m, "approve", NULL);
    assert_int_equal(record_num(m, "from_on"), office_today(l->o));
    assert_true(vip_method_in_force(l->o, l->h->project, &l->h->a, &id, &steps, &n));
    assert_int_equal(n, 3);
    must(reg_read(l->o, reg_get("customer"), l->owners[0], &l->h->a, &c, &err));
    record_set_text(c, "importance", "1");
    must(reg_save(l->o, c, NULL, &err));
    hotline_sit(l, HE_OPERATOR);
    complaint = hotline_file(l, 0, "07", "漏水");
    assert_int_equal(record_num(hotline_read(l, complaint), "method"), m->id);
    must(complaint_tick(l->o, complaint, "VIP", 1, true, &err));
    assert_int_equal(complaint_ticks(l->o, complaint, "VIP", &l->h->a, t, 4), 1);
    refuses(complaint_tick(l->o, complaint, "VIP", 4, true, &err), ERR_MISSING);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, hotline_open, hotline_close)
        T(F401_eight_channels_are_there_and_one_that_is_not_answered_alarms), T(F417_losses_are_noted_piece_by_piece_and_summed),
        T(F418_plan_agreement_order_in_this_order), T(F419_a_mediation_has_body_day_and_conclusion),
        T(F424_from_a_matter_into_the_defect_library_and_bettered), T(F426_a_case_tells_story_cause_lesson_and_phase),
        T(F430_every_moment_has_a_check_list_for_phases_and_trainings), T(F431_samples_are_drawn_scored_and_summed_by_colleague),
        T(F436_values_give_a_grade_and_mark_the_home), T(F437_what_was_left_undone_needs_its_matter_and_is_talked_over_again),
        T(F438_a_month_that_was_not_published_is_missed), T(F439_an_incident_has_four_parts_and_talks_are_counted),
        T(F440_who_is_disturbed_is_listed_and_visited), T(F441_a_report_of_the_cause_for_the_owner), T(F444_a_method_has_versions_and_is_shown_and_ticked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
