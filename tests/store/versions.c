/* What needs approval and has versions: introductions, templates, documents, permits, adverse factors. */
#include "tests/house.h"

#include "data/adverse.h"
#include "data/approval.h"
#include "data/customer.h"
#include "data/sheet.h"
#include "data/template.h"
#include "data/version.h"

#include <stdio.h>
#include <string.h>

/* ---- introductions and templates -------------------------------------------------------- */

static struct record *
new_intro(struct house *h, const char *text)
{
    struct record *r = house_blank(h, "intro");

    record_set_num(r, "project", h->project);
    record_set_text(r, "text", text);
    return r;
}

static struct record *
intro_in_force(struct house *h)
{
    struct record *r = NULL;

    must(version_in_force(h->o, reg_get("intro"), "project", h->project, NULL, &h->a, &r, &err));
    return r;
}

static void
F106_new_version_retires_the_old(void **state)
{
    struct house *h = *state;
    struct record *first = new_intro(h, "第一版"), *second = new_intro(h, "第二版");

    assert_null(intro_in_force(h));
    must(reg_save(h->o, first, NULL, &err));
    assert_int_equal(record_num(first, "version"), 1);
    refused(reg_save(h->o, second, NULL, &err), "");             /* one is being prepared already */
    must(house_step(h, first, "propose", NULL, &err));
    house_sit(h, ZHOU);
    assert_null(reg_move_named(h->o, first, "approve"));
    house_sit(h, CHEN);
    must(house_step(h, first, "approve", NULL, &err));
    assert_int_equal(record_num(first, "approver"), h->staff[CHEN]);
    assert_int_equal(record_num(first, "from_on"), office_today(h->o));
    must(reg_save(h->o, second, NULL, &err));
    assert_int_equal(record_num(second, "version"), 2);
    must(house_step(h, second, "propose", NULL, &err));
    assert_int_equal(intro_in_force(h)->id, first->id);
    must(house_step(h, second, "approve", NULL, &err));
    assert_int_equal(intro_in_force(h)->id, second->id);
    assert_string_equal(house_again(h, first)->state, "retired");
    assert_int_equal(reg_total(h->o, first->reg, &(struct reg_filter){ .state = "in_force" }), 1);
}

static void
F106_what_waits_or_is_retired_stays_as_it_was(void **state)
{
    struct house *h = *state;
    struct record *r = new_intro(h, "第一版");

    must(reg_save(h->o, r, NULL, &err));
    record_set_text(r, "text", "第一版，改过");
    must(reg_save(h->o, r, NULL, &err));
    assert_int_equal(record_num(r, "version"), 1);
    must(house_step(h, r, "propose", NULL, &err));
    record_set_text(r, "text", "偷偷改");
    refused(reg_save(h->o, r, NULL, &err), "");
    r = house_again(h, r);
    assert_string_equal(record_text(r, "text"), "第一版，改过");
    house_sit(h, CHEN);
    must(house_step(h, r, "approve", NULL, &err));
    must(house_step(h, r, "retire", "换楼盘名", &err));
    record_set_text(r, "text", "改旧版");
    refused(reg_save(h->o, r, NULL, &err), "");
}

static void
F001_sales_open_only_with_an_introduction_in_force(void **state)
{
    struct house *h = *state;
    struct record *project;

    must(reg_read(h->o, reg_get("project"), h->project, &h->a, &project, &err));
    refused(house_step(h, project, "open", NULL, &err), "");
    assert_string_equal(project->state, "preparing");
    house_open_sales(h);
    assert_string_equal(house_again(h, project)->state, "selling");
}

static void
F019_a_changed_template_is_a_new_version_and_the_old_one_is_kept(void **state)
{
    struct house *h = *state;
    struct record *r;
    const char *old;
    int64_t first;

    must(version_in_force(h->o, reg_get("template"), "code", 0, "TPL-03", &h->a, &r, &err));
    first = r->id;
    old = record_text(r, "text");
    record_set_text(r, "text", "{客户}您好，看房已约好：{日期}{时段");
    refused(reg_save(h->o, r, NULL, &err), "text");
    record_set_text(r, "text", "{客户}您好，看房已约好：{日期}{时段}。");
    must(reg_save(h->o, r, NULL, &err));
    assert_true(r->id != first);
    assert_int_equal(record_num(r, "version"), 2);
    assert_string_equal(r->state, "draft");
    assert_int_equal(template_version(h->o, "TPL-03"), 1);       /* until it is approved the old one holds */
    must(house_step(h, r, "propose", NULL, &err));
    house_sit(h, CHEN);
    must(house_step(h, r, "approve", NULL, &err));
    assert_int_equal(template_version(h->o, "TPL-03"), 2);
    must(reg_read(h->o, r->reg, first, &h->a, &r, &err));
    assert_string_equal(record_text(r, "text"), old);
    assert_string_equal(r->state, "retired");
}

/* ---- documents ------------------------------------------------------------------------------ */

static struct record *
new_document(struct house *h)
{
    struct record *r = house_blank(h, "document");

    record_set_text(r, "kind", "c");
    record_set_text(r, "number", "ZD-07");
    record_set_text(r, "title", "接待规范");
    record_set_text(r, "place", "共享盘 制度");
    record_set_text(r, "told", "12 14");
    return r;
}

static void
sign_all(struct house *h, struct record *r)
{
    house_sit(h, ZHOU);
    must(house_step(h, r, "submit", NULL, &err));
    house_sit(h, CHEN);
    must(house_step(h, r, "review", NULL, &err));
    house_sit(h, LIN);
    must(house_step(h, r, "approve", NULL, &err));
    house_leave(h);
}

static void
F026_not_in_force_before_three_signatures(void **state)
{
    struct house *h = *state;
    struct record *r = new_document(h);

    must(reg_save(h->o, r, NULL, &err));
    assert_string_equal(record_text(r, "version"), "A/0");
    assert_null(reg_move_named(h->o, r, "approve"));
    refused(house_step(h, r, "submit", NULL, &err), "author");   /* the command line is no person */
    house_sit(h, ZHOU);
    must(house_step(h, r, "submit", NULL, &err));
    assert_int_equal(record_num(r, "author"), h->staff[ZHOU]);
    assert_null(reg_move_named(h->o, r, "review"));
    house_sit(h, CHEN);
    assert_null(reg_move_named(h->o, r, "approve"));
    must(house_step(h, r, "review", NULL, &err));
    assert_null(reg_move_named(h->o, r, "approve"));             /* a reviewer does not approve */
    assert_string_equal(house_again(h, r)->state, "reviewed");
    house_sit(h, LIN);
    must(house_step(h, r, "approve", NULL, &err));
    assert_string_equal(house_again(h, r)->state, "in_force");
    assert_int_equal(record_num(r, "in_force_on"), office_today(h->o));
}

static void
F026_a_returned_document_is_signed_anew_and_nobody_signs_twice(void **state)
{
    struct house *h = *state;
    struct record *r = new_document(h);

    must(reg_save(h->o, r, NULL, &err));
    house_sit(h, CHEN);
    must(house_step(h, r, "submit", NULL, &err));
    refused(house_step(h, r, "review", NULL, &err), "reviewer");
    refused(house_step(h, r, "return", NULL, &err), "");         /* a reason is needed */
    must(house_step(h, r, "return", "第三节不全", &err));
    assert_false(record_value(house_again(h, r), "author")->set);
    sign_all(h, r);
    assert_string_equal(r->state, "in_force");
}

static void
F026_those_to_be_told_are_listed_until_the_last_is_told(void **state)
{
    struct house *h = *state;
    struct record *r = new_document(h), *notice[4];
    struct reg_filter open = { .state = "to_tell" };
    size_t n;

    must(reg_save(h->o, r, NULL, &err));
    sign_all(h, r);
    must(reg_window(h->o, reg_get("document_notice"), &open, NULL, false, &h->a, notice, 4, &n, &err));
    assert_int_equal(n, 2);                                     /* a consultant and the site manager */
    assert_int_equal(house_tasks(h, "notify_staff"), 1);
    must(house_step(h, notice[0], "tell", NULL, &err));
    assert_int_equal(house_tasks(h, "notify_staff"), 1);
    must(house_step(h, notice[1], "tell", NULL, &err));
    assert_int_equal(house_tasks(h, "notify_staff"), 0);
    assert_int_equal(record_num(house_again(h, r), "told_on"), office_today(h->o));
}

static void
F026_a_revision_counts_on_and_says_what_changed(void **state)
{
    struct house *h = *state;
    struct record *first = new_document(h), *next;

    must(reg_save(h->o, first, NULL, &err));
    sign_all(h, first);
    next = house_again(h, first);
    record_set_text(next, "place", "共享盘 制度 2026");
    must(reg_save(h->o, next, NULL, &err));
    assert_string_equal(record_text(next, "version"), "A/1");
    assert_false(record_value(next, "approver")->set);
    house_sit(h, ZHOU);
    refused(house_step(h, next, "submit", NULL, &err), "changes");
    record_set_text(next, "changes", "补充来电三声内接起");
    must(reg_save(h->o, next, NULL, &err));
    sign_all(h, next);
    assert_string_equal(house_again(h, first)->state, "retired");
    assert_string_equal(house_again(h, next)->state, "in_force");
}

/* ---- adverse factors -------------------------------------------------------------------------- */

static struct record *
new_factor(struct house *h, const char *scope, const char *text, const char *buildings)
{
    struct record *r = house_blank(h, "adverse_factor");

    record_set_num(r, "project", h->project);
    record_set_text(r, "scope", scope);
    record_set_text(r, "kind", "1");
    record_set_text(r, "text", text);
    record_set_text(r, "buildings", buildings);
    record_set_text(r, "shown_at", "大厅东墙");
    return r;
}

static int64_t
show_factor(struct house *h, const char *scope, const char *text, const char *buildings)
{
    struct record *r = new_factor(h, scope, text, buildings);

    must(reg_save(h->o, r, NULL, &err));
    must(house_step(h, r, "propose", NULL, &err));
    house_sit(h, CHEN);
    must(house_step(h, r, "approve", NULL, &err));
    house_leave(h);
    return r->id;
}

static void
F122_a_home_is_touched_by_the_factors_of_its_building(void **state)
{
    struct house *h = *state;
    int64_t five = house_building(h, "5"), six = house_building(h, "6");
    struct record *home = house_home(h, five, "1", "0301"), *hit[8], *gone;
    int64_t road = show_factor(h, "2", "东侧规划道路有车辆噪音", NULL);
    size_t n;

    must(reg_save(h->o, home, NULL, &err));
    refused(reg_save(h->o, new_factor(h, "1", "地下水泵房", "5，66"), NULL, &err), "buildings");
    show_factor(h, "1", "地下水泵房", "5，6");
    must(adverse_of_home(h->o, home->id, &h->a, hit, 8, &n, &err));
    assert_int_equal(n, 2);
    must(adverse_of_building(h->o, h->project, six, &h->a, hit, 8, &n, &err));
    assert_int_equal(n, 2);
    must(adverse_of_building(h->o, h->project, h->building, &h->a, hit, 8, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(hit[0]->id, road);
    must(reg_read(h->o, reg_get("adverse_factor"), road, &h->a, &gone, &err));
    must(house_step(h, gone, "end", "道路改线", &err));
    must(adverse_of_building(h->o, h->project, h->building, &h->a, hit, 8, &n, &err));
    assert_int_equal(n, 0);
}

static struct record *
new_notice(struct house *h, int64_t factor, int64_t customer)
{
    struct record *r = house_blank(h, "adverse_notice");

    record_set_num(r, "factor", factor);
    record_set_num(r, "customer", customer);
    return r;
}

static void
F123_a_customer_without_signed_notice_cannot_subscribe(void **state)
{
    struct house *h = *state;
    int64_t factor = show_factor(h, "2", "北面地铁高架", "3"), customer = house_customer(h, "王刚", "13812345678");
    struct record *home = house_home(h, h->building, "1", "1203"), *notice = new_notice(h, factor, customer), *open[8];
    size_t n;

    must(reg_save(h->o, home, NULL, &err));
    must(adverse_unsigned(h->o, customer, h->building, &h->a, open, 8, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(open[0]->id, factor);
    refused(adverse_may_subscribe(h->o, customer, home->id, &err), "");
    must(reg_save(h->o, notice, NULL, &err));
    refused(adverse_may_subscribe(h->o, customer, home->id, &err), "");      /* told is not signed */
    must(house_step(h, notice, "sign", NULL, &err));
    assert_string_equal(record_text(notice, "signer"), "王刚");
    must(adverse_may_subscribe(h->o, customer, home->id, &err));
    must(adverse_unsigned(h->o, customer, h->building, &h->a, open, 8, &n, &err));
    assert_int_equal(n, 0);
    must(house_step(h, notice, "unsign", "签在别人名下", &err));
    refused(adverse_may_subscribe(h->o, customer, home->id, &err), "");
    must(policy_set(h->o, "reception.adverse_before_subscription", "off", "试", &err));
    must(adverse_may_subscribe(h->o, customer, home->id, &err));
}

static void
F123_the_wife_may_sign_when_it_is_said_who_she_is(void **state)
{
    struct house *h = *state;
    int64_t factor = show_factor(h, "2", "北面地铁高架", "3"), customer = house_customer(h, "王刚", "13812345678");
    struct record *notice = new_notice(h, factor, customer), *open[8];
    size_t n;

    record_set_num(notice, "signed_on", office_today(h->o));
    record_set_text(notice, "signer", "李娜");
    refused(reg_save(h->o, notice, NULL, &err), "relation");
    record_set_text(notice, "relation", "1");
    must(reg_save(h->o, notice, NULL, &err));
    assert_string_equal(notice->state, "signed");
    must(adverse_unsigned(h->o, customer, h->building, &h->a, open, 8, &n, &err));
    assert_int_equal(n, 0);
    record_set_num(notice, "signed_on", office_today(h->o) - 1);
    refused(reg_save(h->o, notice, NULL, &err), "signed_on");
}

static void
F123_the_sheet_to_sign_says_the_factor_in_full(void **state)
{
    struct house *h = *state;
    const char *words = "北面约三十米是地铁高架，早晚车多，临高架一侧的房间关窗后仍能听见车声，夜间十一点到五点没有车";
    int64_t factor = show_factor(h, "2", words, "3"), customer = house_customer(h, "王刚", "13812345678");
    struct record *notice = new_notice(h, factor, customer);
    struct sheet sheet;
    char *plain, *w;

    must(reg_save(h->o, notice, NULL, &err));
    must(sheet_compose(h->o, &(struct sheet_wish){ .kind = SHEET_RECORD, .reg = notice->reg, .id = notice->id }, &h->a, &sheet, &err));
    plain = w = arena_strdup(&h->a, sheet.text);
    for (const char *c = sheet.text; *c; c++)       /* lines are broken where the paper ends */
        if (*c != '\n' && *c != ' ')
            *w++ = *c;
    *w = '\0';
    assert_non_null(strstr(plain, words));
    assert_non_null(strstr(sheet.text, "王刚"));
}

/* ---- approvals ----------------------------------------------------------------------------------- */

static void
F129_a_missing_or_expired_permit_is_named(void **state)
{
    struct house *h = *state;
    const struct reg *reg = reg_get("permit");
    struct record *r = house_blank(h, "permit");
    day today = office_today(h->o);
    char **lines;

    assert_int_equal(reg->gaps(h->o, today, today, &h->a, &lines), 5);
    record_set_num(r, "project", h->project);
    record_set_text(r, "kind", "5");
    record_set_num(r, "expires_on", today + 30);
    must(reg_save(h->o, r, NULL, &err));
    must(house_step(h, r, "propose", NULL, &err));
    assert_int_equal(reg->gaps(h->o, today, today, &h->a, &lines), 5);       /* in procedure is not valid */
    must(house_step(h, r, "approve", NULL, &err));
    assert_int_equal(reg->gaps(h->o, today, today, &h->a, &lines), 4);
    assert_int_equal(reg->gaps(h->o, today, today + 31, &h->a, &lines), 5);
    must(policy_set(h->o, "permit.set", "three", "旧口径", &err));
    assert_int_equal(reg->gaps(h->o, today, today, &h->a, &lines), 2);
    assert_non_null(strstr(lines[0], "国有土地使用证"));
}

static void
F129_a_permit_that_is_rejected_goes_back_with_the_reason(void **state)
{
    struct house *h = *state;
    struct record *r = house_blank(h, "permit");

    record_set_num(r, "project", h->project);
    record_set_text(r, "kind", "5");
    record_set_num(r, "issued_on", office_today(h->o));
    record_set_num(r, "expires_on", office_today(h->o) - 1);
    refused(reg_save(h->o, r, NULL, &err), "expires_on");
    record_set_num(r, "expires_on", office_today(h->o) + 365);
    must(reg_save(h->o, r, NULL, &err));
    must(house_step(h, r, "propose", NULL, &err));
    house_sit(h, CHEN);
    refused(house_step(h, r, "reject", "", &err), "");
    must(house_step(h, r, "reject", "缺复印件", &err));
    assert_string_equal(house_again(h, r)->state, "pending");
    assert_int_equal(house_tasks(h, "approve.*"), 0);
}

static void
F807_approvals_of_all_registers_stand_together_and_are_decided_with_a_comment(void **state)
{
    struct house *h = *state;
    struct record *intro = new_intro(h, "第一版"), *factor = new_factor(h, "1", "地下水泵房", NULL), *document = new_document(h);
    struct approval ap[8];
    struct entry past[4];
    size_t n;

    must(reg_save(h->o, intro, NULL, &err));
    must(house_step(h, intro, "propose", NULL, &err));
    must(reg_save(h->o, factor, NULL, &err));
    must(house_step(h, factor, "propose", NULL, &err));
    must(reg_save(h->o, document, NULL, &err));
    house_sit(h, ZHOU);
    must(house_step(h, document, "submit", NULL, &err));
    must(approval_list(h->o, false, &h->a, ap, 8, &n, &err));
    assert_int_equal(n, 3);
    must(approval_list(h->o, true, &h->a, ap, 8, &n, &err));
    assert_int_equal(n, 0);                                     /* a site manager approves none of them */
    house_sit(h, LIN);
    must(approval_list(h->o, true, &h->a, ap, 8, &n, &err));
    assert_int_equal(n, 2);                                     /* the document is reviewed first */
    assert_string_equal(ap[0].task.kind, "approve.intro");
    refused(approval_decide(h->o, &ap[0], false, "", &err), "");
    must(approval_decide(h->o, &ap[0], false, "缺交通说明", &err));
    must(approval_decide(h->o, &ap[1], true, "同意公示", &err));
    must(approval_list(h->o, true, &h->a, ap, 8, &n, &err));
    assert_int_equal(n, 0);
    assert_string_equal(house_again(h, intro)->state, "draft");
    assert_string_equal(house_again(h, factor)->state, "shown");
    must(approval_history(h->o, factor, &h->a, past, 4, &n, &err));
    assert_int_equal(n, 1);
    assert_non_null(strstr(past[0].summary, "同意公示"));
    assert_string_equal(past[0].staff_name, "林总");
    must(approval_history(h->o, intro, &h->a, past, 4, &n, &err));
    assert_non_null(strstr(past[0].summary, "缺交通说明"));
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
        T(F106_new_version_retires_the_old),
        T(F106_what_waits_or_is_retired_stays_as_it_was),
        T(F001_sales_open_only_with_an_introduction_in_force),
        T(F019_a_changed_template_is_a_new_version_and_the_old_one_is_kept),
        T(F026_not_in_force_before_three_signatures),
        T(F026_a_returned_document_is_signed_anew_and_nobody_signs_twice),
        T(F026_those_to_be_told_are_listed_until_the_last_is_told),
        T(F026_a_revision_counts_on_and_says_what_changed),
        T(F122_a_home_is_touched_by_the_factors_of_its_building),
        T(F123_a_customer_without_signed_notice_cannot_subscribe),
        T(F123_the_wife_may_sign_when_it_is_said_who_she_is),
        T(F123_the_sheet_to_sign_says_the_factor_in_full),
        T(F129_a_missing_or_expired_permit_is_named),
        T(F129_a_permit_that_is_rejected_goes_back_with_the_reason),
        T(F807_approvals_of_all_registers_stand_together_and_are_decided_with_a_comment),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
