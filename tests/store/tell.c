/* What customers are told before they decide, and what stands before they may. */
#include "tests/house.h"

#include "data/briefing.h"
#include "data/customer.h"
#include "data/engine/journal.h"
#include "data/figures.h"
#include "data/home_gate.h"
#include "data/knowledge.h"
#include "data/policy.h"
#include "data/reception.h"
#include "data/sheet.h"
#include "data/told_notice.h"

#include <string.h>

static bool
says(char **lines, size_t n, const char *what)
{
    for (size_t i = 0; i < n; i++)
        if (strstr(lines[i], what))
            return true;
    return false;
}

static size_t
gaps(struct house *h, const char *reg, char ***lines)
{
    day today = office_today(h->o);

    return reg_get(reg)->gaps(h->o, today, today + 6, &h->a, lines);
}

static struct record *
project(struct house *h)
{
    struct record *r;

    must(reg_read(h->o, reg_get("project"), h->project, &h->a, &r, &err));
    return r;
}

/* ---- what stands before subscribing ---------------------------------------------------------------- */

static struct record *
for_sale(struct house *h, const char *room)
{
    struct record *r = house_home(h, h->building, "1", room);

    record_set_num(r, "in_presale", 1);
    must(reg_save(h->o, r, NULL, &err));
    return r;
}

static struct record *
notice(struct house *h, const char *kind, int64_t customer, int64_t home, const char *text)
{
    struct record *r = house_blank(h, "told_notice");

    record_set_text(r, "kind", kind);
    record_set_num(r, "project", h->project);
    record_set_num(r, "customer", customer);
    if (home)
        record_set_num(r, "home", home);
    record_set_text(r, "text", text);
    return r;
}

static void
told(struct house *h, const char *kind, int64_t customer, int64_t home, const char *text, bool is_signed)
{
    struct record *r = notice(h, kind, customer, home, text);

    must(reg_save(h->o, r, NULL, &err));
    if (is_signed)
        must(house_step(h, r, "sign", NULL, &err));
}

static bool
hindered(struct house *h, const struct record *home, int64_t customer, const char *by)
{
    char **lines;
    size_t n = home_hindrances(h->o, home->id, customer, &h->a, &lines);

    return says(lines, n, by);
}

static void
F129_a_home_outside_the_presale_scope_says_so(void **state)
{
    struct house *h = *state;
    struct record *home = house_home(h, h->building, "1", "101");
    char **lines;

    must(reg_save(h->o, home, NULL, &err));
    assert_int_equal(home->reg->remarks(h->o, home, &h->a, &lines), 1);
    assert_true(says(lines, 1, "RCP-40"));
    assert_int_equal(home->reg->look(h->o, home), LOOK_WARN);
    record_set_num(home, "in_presale", 1);
    must(reg_save(h->o, home, NULL, &err));
    assert_int_equal(home->reg->remarks(h->o, home, &h->a, &lines), 0);
}

static void
F131_a_permit_in_procedure_must_be_told_and_the_telling_is_kept(void **state)
{
    struct house *h = *state;
    struct record *home = for_sale(h, "101"), *permit = house_blank(h, "permit"), *r;
    int64_t customer = house_customer(h, "周明", "13800135678");
    char **lines;

    refused(reg_save(h->o, notice(h, NOTICE_PROCEDURE, customer, home->id, NULL), NULL, &err), "text");
    record_set_num(permit, "project", h->project);
    record_set_text(permit, "kind", "5");
    record_set_text(permit, "buildings", "3");
    record_set_text(permit, "defect", "预计下月领证");
    must(reg_save(h->o, permit, NULL, &err));
    assert_int_equal(home->reg->remarks(h->o, home, &h->a, &lines), 1);
    assert_true(says(lines, 1, "预计下月领证"));
    r = notice(h, NOTICE_PROCEDURE, customer, home->id, NULL);
    must(reg_save(h->o, r, NULL, &err));
    assert_non_null(strstr(record_text(r, "text"), "预计下月领证"));
    must(house_step(h, r, "sign", NULL, &err));
    assert_string_equal(record_text(r, "signer"), "周明");
    record_set_text(r, "text", "没有问题");
    refused(reg_save(h->o, r, NULL, &err), "text");
    must(house_step(h, permit, "propose", NULL, &err));
    house_sit(h, CHEN);
    must(house_step(h, permit, "approve", NULL, &err));
    house_leave(h);
    assert_int_equal(home->reg->remarks(h->o, home, &h->a, &lines), 0);
    must(house_step(h, permit, "flaw", "楼层数与图纸不符", &err));
    assert_int_equal(home->reg->remarks(h->o, home, &h->a, &lines), 1);
}

static void
F131_a_renewal_beside_a_valid_permit_is_no_defect(void **state)
{
    struct house *h = *state;
    struct record *home = for_sale(h, "101"), *permit = house_blank(h, "permit");
    char **lines;

    house_permits(h);
    record_set_num(permit, "project", h->project);
    record_set_text(permit, "kind", "5");
    must(reg_save(h->o, permit, NULL, &err));
    assert_int_equal(home->reg->remarks(h->o, home, &h->a, &lines), 0);
}

static void
F138_a_show_flat_waits_for_its_signed_sheet(void **state)
{
    struct house *h = *state;
    struct record *home = for_sale(h, "101");
    int64_t customer = house_customer(h, "周明", "13800135678"), other = house_customer(h, "吴静", "13800135679");

    told(h, NOTICE_AREA, customer, 0, NULL, false);
    told(h, NOTICE_AREA, other, 0, NULL, false);
    record_set_num(home, "showroom", 1);
    must(reg_save(h->o, home, NULL, &err));
    refused(home_may_subscribe(h->o, home->id, customer, &err), "");
    refused(reg_save(h->o, notice(h, NOTICE_SHOWROOM, customer, 0, "灯光与镜面"), NULL, &err), "home");
    told(h, NOTICE_SHOWROOM, customer, home->id, "灯光与镜面是布置，交付不带。", false);
    refused(home_may_subscribe(h->o, home->id, customer, &err), "");
    told(h, NOTICE_SHOWROOM, customer, home->id, "家具比实际小一号。", true);
    must(home_may_subscribe(h->o, home->id, customer, &err));
    refused(home_may_subscribe(h->o, home->id, other, &err), "");
}

static void
F139_above_the_limit_a_home_is_locked(void **state)
{
    static const char *const marks[] = { "3", "4" };
    struct house *h = *state;
    int64_t customer = house_customer(h, "周明", "13800135678");

    told(h, NOTICE_AREA, customer, 0, NULL, false);
    for (size_t i = 0; i < COUNT(marks); i++) {
        struct record *home = for_sale(h, i ? "102" : "101");

        must(home_may_subscribe(h->o, home->id, customer, &err));
        record_set_text(home, "environment", marks[i]);
        must(reg_save(h->o, home, NULL, &err));
        assert_row_string(i, house_again(h, home)->state, "withheld");
        assert_row_int(i, home->reg->look(h->o, home), LOOK_BAD);
        told(h, NOTICE_ENVIRONMENT, customer, home->id, "靠近变电站。", true);
        refused(home_may_subscribe(h->o, home->id, customer, &err), "");     /* no signature unlocks it */
        refused(house_step(h, home, "offer", NULL, &err), "");
        record_set_text(home, "environment", "1");
        must(reg_save(h->o, home, NULL, &err));
        must(house_step(h, home, "offer", NULL, &err));
        must(home_may_subscribe(h->o, home->id, customer, &err));
    }
}

static void
F139_where_it_is_noticed_the_customer_signs_first(void **state)
{
    struct house *h = *state;
    struct record *home = for_sale(h, "101");
    int64_t customer = house_customer(h, "周明", "13800135678");

    told(h, NOTICE_AREA, customer, 0, NULL, false);
    record_set_text(home, "environment", "2");
    must(reg_save(h->o, home, NULL, &err));
    assert_string_equal(home->state, "for_sale");
    assert_true(hindered(h, home, customer, "RCP-50"));
    told(h, NOTICE_ENVIRONMENT, customer, home->id, "夜间能听到水泵。", false);
    assert_true(hindered(h, home, customer, "RCP-50"));
    told(h, NOTICE_ENVIRONMENT, customer, home->id, "夜间能听到水泵。", true);
    must(home_may_subscribe(h->o, home->id, customer, &err));
}

static void
F140_the_area_is_told_before_subscribing_and_signed_before_the_contract(void **state)
{
    struct house *h = *state;
    struct record *home = for_sale(h, "101"), *r;
    int64_t customer = house_customer(h, "周明", "13800135678");

    assert_true(hindered(h, home, customer, "RCP-51"));
    r = notice(h, NOTICE_AREA, customer, home->id, NULL);
    must(reg_save(h->o, r, NULL, &err));
    assert_true(*record_text(r, "text") != '\0');
    must(home_may_subscribe(h->o, home->id, customer, &err));
    refused(home_may_sign(h->o, home->id, customer, &err), "");
    must(house_step(h, r, "sign", NULL, &err));
    must(home_may_sign(h->o, home->id, customer, &err));
    must(house_step(h, r, "unsign", "签错人", &err));
    refused(home_may_sign(h->o, home->id, customer, &err), "");
    record_set_num(home, "completed_on", office_today(h->o) - 1);
    must(reg_save(h->o, home, NULL, &err));
    must(home_may_sign(h->o, home->id, customer, &err));        /* measured by now */
}

static void
F139_all_reasons_are_said_at_once(void **state)
{
    struct house *h = *state;
    struct record *home = house_home(h, h->building, "1", "101"), *factor = house_blank(h, "adverse_factor");
    int64_t customer = house_customer(h, "周明", "13800135678");
    struct err all = { 0 };

    record_set_num(home, "showroom", 1);
    record_set_text(home, "environment", "2");
    must(reg_save(h->o, home, NULL, &err));
    record_set_num(factor, "project", h->project);
    record_set_text(factor, "scope", "2");
    record_set_text(factor, "kind", "1");
    record_set_text(factor, "text", "东侧支路");
    record_set_text(factor, "shown_at", "大厅");
    must(reg_save(h->o, factor, NULL, &err));
    must(house_step(h, factor, "propose", NULL, &err));
    house_sit(h, CHEN);
    must(house_step(h, factor, "approve", NULL, &err));
    house_leave(h);
    assert_false(home_may_subscribe(h->o, home->id, customer, &all));
    assert_int_equal(all.code, ERR_REFUSED);
    for (int rule = 0; rule < 5; rule++) {
        static const char *const rules[] = { "RCP-32", "RCP-40", "RCP-49", "RCP-50", "RCP-51" };

        assert_non_null(strstr(all.text, rules[rule]));
    }
}

/* ---- cards, papers, recommendations -------------------------------------------------------------------- */

static int64_t
visit(struct house *h, const char *name, const char *phone)
{
    struct reception *r = reception_new(h->o, "walk_in", &h->a);

    record_set_text(r->record, "name", name);
    record_set_text(r->record, "phone", phone);
    record_set_num(r->record, "project", h->project);
    record_set_num(r->record, "staff", h->staff[WANG]);
    record_set_text(r->record, "occupation", "1");
    record_set_text(r->record, "focus", "01");
    record_set_text(r->record, "latent", "1");
    record_set_text(r->record, "next_step", "3");
    must(reception_close(h->o, r, NULL, &err));
    return r->record->id;
}

static void
F126_a_first_visitor_without_card_or_channels_is_listed(void **state)
{
    struct house *h = *state;
    int64_t first = visit(h, "周明", "13800135678"), second = visit(h, "吴静", "13800135679");
    struct record *card = house_blank(h, "service_card");
    char **lines;

    assert_int_equal(gaps(h, "service_card", &lines), 2);
    visit(h, "周明", "13800135678");                            /* the second time counts no more */
    assert_int_equal(gaps(h, "service_card", &lines), 2);
    record_set_num(card, "reception", first);
    must(reg_save(h->o, card, NULL, &err));
    assert_true(strncmp(record_text(card, "number"), "XK", 2) == 0);
    assert_int_equal(record_num(card, "staff"), h->staff[WANG]);
    assert_int_equal(gaps(h, "service_card", &lines), 1);
    assert_true(says(lines, 1, "吴静"));
    card = house_blank(h, "service_card");
    record_set_num(card, "reception", second);
    record_clear(card, "given_on");
    record_clear(card, "channels_told");
    refused(reg_save(h->o, card, NULL, &err), "given_on");
    record_set_num(card, "channels_told", 1);                   /* told by mouth */
    must(reg_save(h->o, card, NULL, &err));
    assert_int_equal(gaps(h, "service_card", &lines), 0);
}

static void
F126_the_card_names_who_received_and_where_complaints_go(void **state)
{
    struct house *h = *state;
    struct record *card = house_blank(h, "service_card"), *p = project(h);
    struct sheet_wish wish = { .kind = SHEET_RECORD, .reg = card->reg };
    struct sheet sheet;

    record_set_text(p, "hotline", "4008001234");
    must(reg_save(h->o, p, NULL, &err));
    record_set_num(card, "reception", visit(h, "周明", "13800135678"));
    must(reg_save(h->o, card, NULL, &err));
    wish.id = card->id;
    must(sheet_compose(h->o, &wish, &h->a, &sheet, &err));
    assert_non_null(strstr(sheet.text, "王强"));
    assert_non_null(strstr(sheet.text, "4008001234"));
    assert_non_null(strstr(sheet.text, record_text(card, "number")));
}

static void
F130_what_a_customer_looked_at_and_when(void **state)
{
    struct house *h = *state;
    struct record *r = house_blank(h, "consult"), *permits[1], *rows[4];
    int64_t customer = house_customer(h, "周明", "13800135678");
    struct entry entries[8];
    size_t n;

    record_set_num(r, "customer", customer);
    refused(reg_save(h->o, r, NULL, &err), "kind");
    house_permits(h);
    must(reg_window(h->o, reg_get("permit"), NULL, NULL, false, &h->a, permits, 1, &n, &err));
    record_set_num(r, "permit", permits[0]->id);
    must(reg_save(h->o, r, NULL, &err));
    assert_string_equal(record_text(r, "kind"), "1");
    r = house_blank(h, "consult");
    record_set_num(r, "customer", customer);
    record_set_text(r, "kind", "3");
    record_set_num(r, "at", NOW - 3600);
    must(reg_save(h->o, r, NULL, &err));
    must(reg_window(h->o, r->reg, &(struct reg_filter){ .field = "customer", .equals = customer }, NULL, false, &h->a, rows, 4, &n, &err));
    assert_int_equal(n, 2);
    assert_int_equal(record_num(rows[0], "at"), NOW);
    assert_int_equal(record_num(rows[1], "at"), NOW - 3600);
    must(journal_about(h->o->store, "customer", customer, 0, false, &h->a, entries, 8, &n, &err));
    assert_non_null(strstr(entries[0].summary, "银行按揭协议"));
}

static void
F118_several_homes_of_one_reception_with_what_speaks_against(void **state)
{
    struct house *h = *state;
    int64_t reception = visit(h, "周明", "13800135678");
    struct record *homes[2] = { for_sale(h, "101"), for_sale(h, "102") }, *rows[4];
    size_t n;

    for (int i = 0; i < 2; i++) {
        struct record *r = house_blank(h, "recommendation");

        record_set_num(r, "reception", reception);
        record_set_num(r, "home", homes[i]->id);
        refused(reg_save(h->o, r, NULL, &err), "reason");
        record_set_text(r, "reason", "南向三房，总价合适");
        record_set_text(r, "against", i ? "临路，有车声" : "一楼采光差些");
        must(reg_save(h->o, r, NULL, &err));
        assert_true(record_num(r, "customer") != 0);
        r->id = 0;
        refused(reg_save(h->o, r, NULL, &err), "home");         /* the same home twice */
    }
    must(reg_window(h->o, reg_get("recommendation"), &(struct reg_filter){ .field = "reception", .equals = reception }, NULL, false, &h->a,
                    rows, 4, &n, &err));
    assert_int_equal(n, 2);
    assert_string_equal(record_text(rows[0], "against"), "临路，有车声");
}

/* ---- the seven topics ---------------------------------------------------------------------------------------- */

static struct record *
wording(struct house *h, const char *topic, const char *text)
{
    struct record *r = house_blank(h, "knowledge");

    record_set_num(r, "project", h->project);
    record_set_text(r, "kind", KNOWLEDGE_BRIEFING);
    record_set_text(r, "briefing", topic);
    record_set_text(r, "answer", text);
    must(reg_save(h->o, r, NULL, &err));
    return r;
}

static void
in_force(struct house *h, struct record *r)
{
    must(house_step(h, r, "propose", NULL, &err));
    house_sit(h, CHEN);
    must(house_step(h, r, "approve", NULL, &err));
    house_leave(h);
}

static void
F121_the_wording_used_is_kept_with_its_version(void **state)
{
    struct house *h = *state;
    struct record *first = wording(h, "1", "地铁站六百米。");
    struct reception *r = reception_new(h->o, "walk_in", &h->a);
    struct briefing all[BRIEFINGS_MOST];
    size_t n;

    in_force(h, first);
    must(briefing_texts(h->o, h->project, &h->a, all, &n, &err));
    assert_int_equal(n, 7);
    assert_string_equal(all[0].text, "地铁站六百米。");
    assert_null(all[1].text);
    record_set_text(r->record, "name", "周明");
    record_set_text(r->record, "phone", "13800135678");
    record_set_num(r->record, "project", h->project);
    record_set_text(r->record, "told", "1 2");
    must(reception_open(h->o, r, &err));
    assert_int_equal(briefing_version(h->o, r->record->id, "1"), 1);
    assert_int_equal(briefing_version(h->o, r->record->id, "2"), 0);
    record_set_text(first, "answer", "地铁站六百米，步行八分钟。");
    must(reg_save(h->o, first, NULL, &err));
    in_force(h, first);
    must(reception_save(h->o, r, &err));
    assert_int_equal(briefing_version(h->o, r->record->id, "1"), 1);        /* what it began with */
    record_clear(r->record, "told");
    must(reception_save(h->o, r, &err));
    assert_int_equal(briefing_version(h->o, r->record->id, "1"), 0);
    record_set_text(r->record, "told", "1");
    must(reception_save(h->o, r, &err));
    assert_int_equal(briefing_version(h->o, r->record->id, "1"), 2);
}

static void
F121_a_first_visit_told_in_part_is_marked_and_counted(void **state)
{
    static const struct { const char *told; bool first, few; } rows[] = {
        { "", true, true }, { "1 2", true, true }, { "1 2 3 4 5 6", true, true }, { "1 2 3 4 5 6 7", true, false }, { "", false, false },
    };
    struct house *h = *state;
    struct figure_scope scope = figure_scope(h->o, SPAN_MONTH);
    struct figure figure;
    struct reception *r;
    int64_t id = visit(h, "周明", "13800135678");

    for (size_t i = 0; i < COUNT(rows); i++)
        assert_row_int(i, briefing_too_few(h->o, rows[i].first, rows[i].told), rows[i].few);
    must(reception_read(h->o, id, &h->a, &r, &err));
    assert_true(briefing_short(h->o, r->record));
    must(figure_count(h->o, figure_get("KPI-07"), &scope, &figure, &err));
    assert_int_equal(figure.good, 0);
    assert_int_equal(figure.total, 1);
    must(policy_set(h->o, "briefing.topics_required", "6", "先讲六类", &err));
    assert_false(briefing_too_few(h->o, true, "1 2 3 4 5 6"));
}

/* ---- wordings, gatherings --------------------------------------------------------------------------------- */

static void
F141_no_wording_is_used_that_nobody_approved(void **state)
{
    struct house *h = *state;
    struct record *r = house_blank(h, "ad_copy");

    record_set_text(r, "medium", "1");
    record_set_text(r, "text", "地暖入户，冬日温馨");
    record_set_num(r, "author", h->staff[ZHOU]);
    must(reg_save(h->o, r, NULL, &err));
    refused(house_step(h, r, "use", NULL, &err), "approver");
    assert_string_equal(house_again(h, r)->state, "draft");
    must(house_step(h, r, "propose", NULL, &err));
    assert_int_equal(house_tasks(h, "approve.ad_copy"), 1);
    refused(house_step(h, r, "use", NULL, &err), "approver");
    house_sit(h, ZHOU);
    assert_false(house_step(h, r, "approve", NULL, NULL));
    house_sit(h, CHEN);
    must(house_step(h, r, "approve", NULL, &err));
    house_leave(h);
    must(house_step(h, r, "use", NULL, &err));
    assert_int_equal(record_num(r, "from_on"), office_today(h->o));
    record_set_text(r, "text", "地暖入户，比邻家高五度");
    must(reg_save(h->o, r, NULL, &err));
    assert_string_equal(r->state, "draft");                     /* another wording is approved anew */
    assert_false(record_value(r, "approver")->set);
    refused(house_step(h, r, "use", NULL, &err), "approver");
}

static void
F142_who_came_and_what_was_learnt_goes_to_the_customer(void **state)
{
    struct house *h = *state;
    struct record *event = house_blank(h, "property_event"), *guest = house_blank(h, "event_guest"), *c;
    int64_t customer = house_customer(h, "周明", "13800135678");
    struct entry entries[4];
    size_t n;

    record_set_num(event, "project", h->project);
    record_set_num(event, "day", office_today(h->o) + 3);
    record_set_text(event, "topic", "1");
    must(reg_save(h->o, event, NULL, &err));
    assert_int_equal(house_tasks(h, "property_event.hold"), 1);
    must(house_step(h, event, "hold", NULL, &err));
    assert_int_equal(house_tasks(h, "property_event.hold"), 0);
    record_set_num(guest, "event", event->id);
    record_set_num(guest, "customer", customer);
    record_set_text(guest, "learnt", "家里养了两只猫");
    must(reg_save(h->o, guest, NULL, &err));
    must(reg_read(h->o, reg_get("customer"), customer, &h->a, &c, &err));
    assert_non_null(strstr(record_text(c, "note"), "插花"));
    assert_non_null(strstr(record_text(c, "note"), "家里养了两只猫"));
    record_set_text(guest, "note", "带了孩子");
    must(reg_save(h->o, guest, NULL, &err));
    assert_string_equal(record_text(house_again(h, c), "note"), record_text(c, "note"));      /* said once */
    must(journal_about(h->o->store, "customer", customer, 0, false, &h->a, entries, 4, &n, &err));
    assert_true(n >= 2);
    guest->id = 0;
    refused(reg_save(h->o, guest, NULL, &err), "customer");
}

static void
F004_of_two_who_are_one_all_that_was_told_is_kept(void **state)
{
    struct house *h = *state;
    struct record *home = for_sale(h, "101"), *r;
    int64_t keep = house_customer(h, "周明", "13800135678"), gone = house_customer(h, "周鸣", "13800135679");

    told(h, NOTICE_AREA, gone, home->id, NULL, true);
    r = house_blank(h, "consult");
    record_set_num(r, "customer", gone);
    record_set_text(r, "kind", "1");
    must(reg_save(h->o, r, NULL, &err));
    must(customer_merge(h->o, keep, gone, "同一个人", &err));
    must(home_may_sign(h->o, home->id, keep, &err));
    assert_int_equal(record_num(house_again(h, r), "customer"), keep);
}

#define T(name) cmocka_unit_test_setup_teardown(name, house_open, house_close)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(F129_a_home_outside_the_presale_scope_says_so),
        T(F131_a_permit_in_procedure_must_be_told_and_the_telling_is_kept),
        T(F131_a_renewal_beside_a_valid_permit_is_no_defect),
        T(F138_a_show_flat_waits_for_its_signed_sheet),
        T(F139_above_the_limit_a_home_is_locked),
        T(F139_where_it_is_noticed_the_customer_signs_first),
        T(F140_the_area_is_told_before_subscribing_and_signed_before_the_contract),
        T(F139_all_reasons_are_said_at_once),
        T(F126_a_first_visitor_without_card_or_channels_is_listed),
        T(F126_the_card_names_who_received_and_where_complaints_go),
        T(F130_what_a_customer_looked_at_and_when),
        T(F118_several_homes_of_one_reception_with_what_speaks_against),
        T(F141_no_wording_is_used_that_nobody_approved),
        T(F142_who_came_and_what_was_learnt_goes_to_the_customer),
        T(F004_of_two_who_are_one_all_that_was_told_is_kept),
        T(F121_the_wording_used_is_kept_with_its_version),
        T(F121_a_first_visit_told_in_part_is_marked_and_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
