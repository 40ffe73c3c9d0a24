/* First contacts as they are written down, and what a dispute makes of them. */
#include "tests/house.h"

#include "base/text.h"
#include "data/brief.h"
#include "data/claim.h"
#include "data/customer.h"
#include "data/engine/journal.h"
#include "data/import.h"
#include "data/ownership.h"
#include "data/policy.h"
#include "data/reception.h"
#include "data/registers.h"
#include "data/sheet.h"
#include "data/task.h"

#include <stdio.h>
#include <string.h>

#define DAYS(n) ((n) * 86400)

/* A second consultant beside 王强, who works in the project chosen. */
static int64_t
second(struct house *h)
{
    must(office_choose_project(h->o, h->project, &err));
    return house_staff(h, "李强", "14");
}

/* A call or visit received by that consultant now; the customer's id. */
static int64_t
receive(struct house *h, const char *kind, int64_t consultant, const char *name, const char *phone)
{
    struct reception *r = reception_new(h->o, kind, &h->a);

    record_set_text(r->record, "name", name);
    if (phone)
        record_set_text(r->record, "phone", phone);
    else
        record_set_num(r->record, "refused", 1);
    if (consultant)
        record_set_num(r->record, "consultant", consultant);
    must(reception_open(h->o, r, &err));
    return record_num(r->record, "customer");
}

static struct verdict
judge(struct house *h, int64_t customer, int64_t claimant)
{
    struct claim_found f;

    must(claim_of(h->o, h->project, customer, claimant, &h->a, &f, &err));
    return f.verdict;
}

static int64_t
contacts(struct house *h)
{
    return reg_total(h->o, &first_contact_register, NULL);
}

static void
claim_first_contact_is_written_with_the_reception(void **state)
{
    struct house *h = *state;
    int64_t wang = h->staff[WANG], li = second(h), customer;
    struct record *rows[4];
    size_t n;
    struct verdict v;

    customer = receive(h, "walk_in", wang, "赵一", "13800000001");
    office_set_now(h->o, NOW + 3600);
    assert_int_equal(receive(h, "call", li, "赵一", "13800000001"), customer);
    must(reg_window(h->o, &first_contact_register, NULL, NULL, false, &h->a, rows, 4, &n, &err));
    assert_int_equal(n, 2);
    assert_string_equal(record_text(rows[1], "number"), "SK261122-A001");
    assert_string_equal(record_text(rows[1], "kind"), "1");
    assert_int_equal(record_num(rows[1], "consultant"), wang);
    assert_int_equal(record_num(rows[1], "at"), NOW);
    assert_string_equal(record_text(rows[0], "kind"), "2");
    v = judge(h, customer, li);
    assert_int_equal(v.holder, HOLDER_STAFF);
    assert_int_equal(v.staff, wang);
    assert_int_equal(v.rule, CLAIM_FIRST);
    /* The same one again on the same day, and the rival again, say nothing new. */
    receive(h, "walk_in", wang, "赵一", "13800000001");
    receive(h, "walk_in", li, "赵一", "13800000001");
    assert_int_equal(contacts(h), 2);
}

static void
claim_first_contact_stays(void **state)
{
    struct house *h = *state;
    int64_t wang = h->staff[WANG];
    struct record *rows[1];
    struct entry e;
    struct err why = { 0 };
    size_t n;

    second(h);
    receive(h, "walk_in", wang, "赵一", "13800000001");
    must(reg_window(h->o, &first_contact_register, NULL, NULL, false, &h->a, rows, 1, &n, &err));
    record_set_text(rows[0], "name", "钱二");
    assert_false(reg_save(h->o, rows[0], "wrong", &why));
    assert_int_equal(why.code, ERR_REFUSED);
    must(journal_get(h->o->store, rows[0]->entry, &h->a, &e, &err));
    assert_true(e.flags & ENTRY_FIXED);
    assert_false(journal_undo(h->o->store, &(struct actor){ .desk = "test", .now = NOW }, rows[0]->entry, &why));
    assert_int_equal(contacts(h), 1);
}

static void
claim_household_counts_as_one_customer(void **state)
{
    struct house *h = *state;
    int64_t wang = h->staff[WANG], li = second(h), wife, man;

    wife = receive(h, "walk_in", wang, "孙三", "13800000002");
    man = house_customer(h, "周四", "13800000003");
    must(customer_bind(h->o, wife, man, "1", &err));
    office_set_now(h->o, NOW + DAYS(3));
    receive(h, "walk_in", li, "周四", "13800000003");
    assert_int_equal(judge(h, man, li).staff, wang);
    must(policy_set(h->o, "claim.household", "off", "分开算", &err));
    assert_int_equal(judge(h, man, li).staff, li);
    assert_int_equal(judge(h, wife, li).staff, wang);
}

static void
claim_of_a_tenant_is_not_that_of_the_landlord(void **state)
{
    struct house *h = *state;
    int64_t li = second(h), owner, tenant;

    owner = receive(h, "walk_in", h->staff[WANG], "孙三", "13800000002");
    tenant = house_customer(h, "周四", "13800000003");
    must(customer_bind(h->o, owner, tenant, "7", &err));
    receive(h, "walk_in", li, "周四", "13800000003");
    assert_int_equal(judge(h, tenant, 0).staff, li);
}

static void
claim_follows_a_merge(void **state)
{
    struct house *h = *state;
    int64_t li = second(h), one, two;

    one = receive(h, "walk_in", h->staff[WANG], "孙三", "13800000002");
    office_set_now(h->o, NOW + DAYS(1));
    two = receive(h, "walk_in", li, "孙三儿", "13800000003");
    assert_int_equal(judge(h, two, 0).staff, li);
    must(customer_merge(h->o, two, one, "同一人", &err));
    assert_int_equal(judge(h, two, li).staff, h->staff[WANG]);
    assert_int_equal(judge(h, one, li).rule, CLAIM_FIRST);
}

static void
claim_of_a_registration_wants_its_lead(void **state)
{
    static const struct { int minutes; enum holder holder; } cases[] = { { 29, HOLDER_STAFF }, { 30, HOLDER_AGENCY } };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct house *h = *state;
        struct record *r;
        struct verdict v;
        char phone[16];

        second(h);
        office_set_now(h->o, NOW);
        snprintf(phone, sizeof phone, "1380000010%zu", i);
        r = house_blank(h, "first_contact");
        record_set_text(r, "name", "吴五");
        record_set_text(r, "phone", phone);
        record_clear(r, "agency");
        refused(reg_save(h->o, r, NULL, &err), "agency");
        record_set_text(r, "agency", "安居渠道");
        must(reg_save(h->o, r, NULL, &err));
        assert_string_equal(record_text(r, "kind"), "3");
        office_set_now(h->o, NOW + cases[i].minutes * 60);
        assert_int_equal(receive(h, "walk_in", h->staff[WANG], "吴五", phone), record_num(r, "customer"));
        v = judge(h, record_num(r, "customer"), 0);
        assert_row_int(i, v.holder, cases[i].holder);
        assert_row_int(i, v.staff, h->staff[WANG]);
        assert_row_int(i, v.rule, CLAIM_CHANNEL);
    }
}

static void
claim_registrations_come_from_a_file(void **state)
{
    struct house *h = *state;
    struct import_result result;
    char *dir = support_tmpdir(&h->a), *path = arena_printf(&h->a, "%s/r.csv", dir);
    const char *text = "渠道公司,电话,姓名,报备时间\n安居渠道,13800000004,郑六,2026-11-22 09:00\n"
                       "安居渠道,13800000005,王七,2026-11-22 09:05\n";
    struct import_wish w = { .kind = "first_contact", .path = path, .charset = CHARSET_AUTO, .now = true, .alone = true };
    int64_t customer;

    second(h);
    support_write(path, text, strlen(text));
    must(import_run(h->o, &w, &result, &err));
    assert_int_equal(result.added, 2);
    must(import_run(h->o, &w, &result, &err));          /* twice is once */
    assert_int_equal(result.added, 0);
    assert_int_equal(result.same, 2);
    customer = receive(h, "walk_in", h->staff[WANG], "郑六", "13800000004");
    assert_int_equal(judge(h, customer, 0).holder, HOLDER_AGENCY);
    assert_string_equal(judge(h, customer, 0).agency, "安居渠道");
    assert_int_equal(claim_verify(h->o->store, NULL, NULL, NULL), 0);
    support_rmdir(dir);
}

static void
claim_nothing_left_is_no_contact(void **state)
{
    struct house *h = *state;
    int64_t li = second(h), customer;
    struct verdict v;

    customer = receive(h, "walk_in", h->staff[WANG], "冯八", NULL);
    assert_int_equal(judge(h, customer, 0).holder, HOLDER_NOBODY);
    office_set_now(h->o, NOW + 3600);
    customer = receive(h, "walk_in", li, "冯八", "13800000006");
    v = judge(h, customer, h->staff[WANG]);
    assert_int_equal(v.staff, li);
}

static void
claim_is_renewed_by_a_follow_up(void **state)
{
    struct house *h = *state;
    int64_t customer, at = NOW + DAYS(60);
    struct reception *r;

    second(h);
    house_sit(h, WANG);
    r = reception_new(h->o, "call", &h->a);
    record_set_text(r->record, "name", "陈九");
    record_set_text(r->record, "phone", "13800000007");
    record_set_num(r->record, "consultant", h->staff[WANG]);
    r->asked = arena_alloc(&h->a, sizeof *r->asked);
    r->asked[0].text = "学区怎么划";
    r->nasked = 1;
    must(reception_open(h->o, r, &err));
    customer = record_num(r->record, "customer");
    office_set_now(h->o, at);
    must(reception_answer(h->o, r->asked[0].id, "已核实", &err));
    assert_int_equal(contacts(h), 2);
    assert_int_equal(judge(h, customer, 0).last_at, at);
    office_set_now(h->o, at + DAYS(90));
    assert_int_equal(judge(h, customer, 0).holder, HOLDER_STAFF);
    office_set_now(h->o, at + DAYS(91));
    assert_int_equal(judge(h, customer, 0).rule, CLAIM_LAPSED);
}

static void
claim_ends_when_the_holder_leaves(void **state)
{
    struct house *h = *state;
    int64_t customer, li = second(h);
    struct record *wang;

    customer = receive(h, "walk_in", h->staff[WANG], "褚十", "13800000008");
    office_set_now(h->o, NOW + DAYS(1));
    must(reg_read(h->o, &staff_register, h->staff[WANG], &h->a, &wang, &err));
    must(house_step(h, wang, "leave", "离职", &err));
    assert_int_equal(judge(h, customer, 0).rule, CLAIM_LEFT);
    office_set_now(h->o, NOW + DAYS(2));
    receive(h, "walk_in", li, "褚十", "13800000008");
    assert_int_equal(judge(h, customer, 0).staff, li);
}

static void
claim_verdict_is_kept_and_overruled_by_a_further_one(void **state)
{
    struct house *h = *state;
    int64_t li = second(h), customer, id, ruling;
    struct record *first, *again, *r;
    struct err no = { 0 };

    customer = receive(h, "walk_in", h->staff[WANG], "卫一", "13800000009");
    office_set_now(h->o, NOW + 3600);
    receive(h, "walk_in", li, "卫一", "13800000009");
    house_sit(h, WANG);
    refused(claim_file(h->o, h->project, customer, li, "x", &id, &err), "grounds");
    must(claim_file(h->o, h->project, customer, li, "1", &id, &err));
    must(reg_read(h->o, &claim_register, id, &h->a, &first, &err));
    assert_string_equal(record_text(first, "number"), "PK261122-A001");
    assert_int_equal(record_num(first, "holder"), h->staff[WANG]);
    assert_int_equal(record_num(first, "rule"), CLAIM_FIRST);
    assert_non_null(strstr(record_text(first, "reasons"), "SK261122-A002"));
    assert_false(claim_overrule(h->o, id, li, "客户确认", &ruling, &no));      /* a consultant may not */
    assert_int_equal(no.code, ERR_REFUSED);
    house_sit(h, ZHOU);
    refused(claim_overrule(h->o, id, li, "", &ruling, &err), "why");
    must(claim_overrule(h->o, id, li, "客户确认由李强接待", &ruling, &err));
    must(reg_read(h->o, &claim_register, id, &h->a, &again, &err));
    assert_int_equal(again->entry, first->entry);
    must(reg_read(h->o, &claim_register, ruling, &h->a, &r, &err));
    assert_int_equal(record_num(r, "overrules"), id);
    assert_string_equal(r->state, "ruled");
    assert_int_equal(judge(h, customer, 0).staff, li);
    assert_int_equal(judge(h, customer, 0).rule, CLAIM_RULED);
    house_leave(h);
}

static void
claim_subscribed_is_final(void **state)
{
    struct house *h = *state;
    int64_t li = second(h), customer;
    struct record *home = house_home(h, h->building, "1", "1203");
    struct verdict v;

    customer = receive(h, "walk_in", h->staff[WANG], "蒋二", "13800000010");
    must(reg_save(h->o, home, NULL, &err));
    {
        struct action a;

        must(office_begin(h->o, &a, "test.own", 0, &err));
        must(ownership_put(h->o, &a, &(struct ownership){ .home = home->id, .customer = customer, .subscribed = office_today(h->o),
                                                           .signed_on = NO_DAY, .handover = NO_DAY }, &err));
        must(action_commit(&a, &err));
    }
    office_set_now(h->o, NOW + DAYS(200));
    receive(h, "walk_in", li, "蒋二", "13800000010");
    v = judge(h, customer, li);
    assert_int_equal(v.staff, h->staff[WANG]);
    assert_true(v.final);
    assert_int_equal(v.rule, CLAIM_SUBSCRIBED);
}

/* ---- one altered letter ---------------------------------------------------------------------------- */

SQL(test_alter_name, "UPDATE first_contact SET name = '钱一' WHERE name = '沈三'");
SQL(test_alter_time, "UPDATE first_contact SET at = at - 60");
SQL(test_alter_null, "UPDATE first_contact SET named = consultant");
SQL(test_alter_rule, "UPDATE claim SET holder = NULL");
SQL(test_lose_contact, "DELETE FROM first_contact");
SQL(test_alter_payload, "UPDATE journal_payload SET changes = CAST(changes || x'00' AS BLOB) WHERE entry = (SELECT max(entry) FROM first_contact)");

static void
count_line(void *ctx, const char *line)
{
    assert_true(*line);
    ++*(long *)ctx;
}

static void
claim_verify_finds_one_altered_letter(void **state)
{
    static const struct sql *const cuts[] = { &test_alter_name, &test_alter_time, &test_alter_null, &test_alter_rule, &test_lose_contact };
    struct house *h = *state;
    int64_t customer, id;
    long said = 0;

    second(h);
    customer = receive(h, "walk_in", h->staff[WANG], "沈三", "13800000011");
    must(claim_file(h->o, h->project, customer, h->staff[WANG], "1", &id, &err));
    assert_int_equal(claim_verify(h->o->store, count_line, &said, NULL), 0);
    assert_int_equal(said, 0);
    for (size_t i = 0; i < COUNT(cuts); i++) {
        struct query q;

        must(store_begin(h->o->store, &err));
        q = query_begin(h->o->store, cuts[i]);
        must(query_run(&q, &err));
        said = 0;
        assert_row_int(i, claim_verify(h->o->store, count_line, &said, NULL) > 0, true);
        assert_row_int(i, said > 0, true);
        store_rollback(h->o->store);
    }
    {
        struct query q = query_begin(h->o->store, &test_alter_payload);

        must(query_run(&q, &err));
    }
    assert_true(journal_verify(h->o->store, count_line, &said, NULL, NULL) > 0);
}

static void
claim_stands_where_the_customer_is_looked_at(void **state)
{
    struct house *h = *state;
    int64_t customer;
    struct brief_line lines[24];
    size_t n;
    bool found = false;

    second(h);
    customer = receive(h, "walk_in", h->staff[WANG], "韩四", "13800000012");
    n = customer_brief(h->o, customer, &h->a, lines, COUNT(lines));
    for (size_t i = 0; i < n; i++)
        if (lines[i].kind == BRIEF_OWNER) {
            found = true;
            assert_non_null(strstr(lines[i].text, "王强"));
            assert_non_null(strstr(lines[i].text, "2026-11-22"));
            assert_int_equal(lines[i].matter, customer);
        }
    assert_true(found);
    assert_null(claim_text(h->o, h->project, house_customer(h, "杨五", "13800000013"), &h->a));
}

/* On both papers, in a Chinese office's printer's charset, every framed row as wide as the page. */
static void
claim_slip_of_a_first_contact(void **state)
{
    static const char *const sizes[] = { "a4", "241" };
    struct house *h = *state;
    struct sheet_wish w;
    struct sheet sheet;

    second(h);
    receive(h, "walk_in", h->staff[WANG], "许七", "13800000015");
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct buf bytes = { 0 };
        char line[1024];
        size_t framed = 0;

        must(sheet_named(h->o, "first_contact", "SK261122-A001", &h->a, &w, &err));
        w.size = paper_size_get(sizes[i]);
        must(sheet_compose(h->o, &w, &h->a, &sheet, &err));
        assert_non_null(strstr(sheet.text, "许七"));
        assert_non_null(strstr(sheet.text, "王强"));
        assert_non_null(strstr(sheet.text, "138****0015"));
        assert_non_null(strstr(sheet.text, "2027-02-20"));
        for (const char *p = sheet.text; *p; p += strcspn(p, "\n") + 1) {
            snprintf(line, sizeof line, "%.*s", (int)strcspn(p, "\n"), p);
            if (*line != '|' && *line != '+')
                continue;
            assert_row_int(i, text_columns(line), w.size->cols);
            framed++;
        }
        assert_true(framed > 4);
        must(paper_encode(sheet.text, CHARSET_GB18030, &bytes, &err));
        buf_free(&bytes);
    }
}

/* Entered afterwards from paper: who came first in the program is first. */
static void
claim_paper_counts_from_its_typing(void **state)
{
    struct house *h = *state;
    int64_t li = second(h), customer;
    struct reception *r;

    customer = receive(h, "walk_in", h->staff[WANG], "朱六", "13800000014");
    office_set_now(h->o, NOW + 3600);
    r = reception_new(h->o, "walk_in", &h->a);
    record_set_text(r->record, "name", "朱六");
    record_set_text(r->record, "phone", "13800000014");
    record_set_num(r->record, "consultant", li);
    record_set_num(r->record, "original_on", office_today(h->o) - 2);
    must(reception_open(h->o, r, &err));
    assert_int_equal(judge(h, customer, li).staff, h->staff[WANG]);
}

#define T(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(claim_first_contact_is_written_with_the_reception),
        T(claim_first_contact_stays),
        T(claim_household_counts_as_one_customer),
        T(claim_of_a_tenant_is_not_that_of_the_landlord),
        T(claim_follows_a_merge),
        T(claim_of_a_registration_wants_its_lead),
        T(claim_registrations_come_from_a_file),
        T(claim_nothing_left_is_no_contact),
        T(claim_is_renewed_by_a_follow_up),
        T(claim_ends_when_the_holder_leaves),
        T(claim_verdict_is_kept_and_overruled_by_a_further_one),
        T(claim_subscribed_is_final),
        T(claim_verify_finds_one_altered_letter),
        T(claim_stands_where_the_customer_is_looked_at),
        T(claim_slip_of_a_first_contact),
        T(claim_paper_counts_from_its_typing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
