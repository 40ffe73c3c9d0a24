/* The first job by keyboard: walk-in, call, appointment, with their key budgets (design, section 5). */
#include "tests/screen/harness.h"

#include "base/mem.h"
#include "data/customer.h"
#include "data/office.h"
#include "data/reception.h"
#include "data/task.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#define NOW 1795311600      /* 2026-11-22 09:40 in China, a Sunday */

struct house {
    char *folder, db[300], clock[300], now[320];
    struct screen *s;
    struct office *o;       /* opened to look at what was stored */
    struct arena a;
    int keys;
};

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

static int64_t
person(struct office *o, struct arena *a, const char *name, const char *roles)
{
    struct err err = { 0 };
    struct record *r = record_new(o, reg_get("staff"), a);

    record_set_text(r, "name", name);
    record_set_text(r, "roles", roles);
    must(reg_save(o, r, NULL, &err));
    return r->id;
}

static void
furnish(struct house *h)
{
    struct office *o;
    struct err err = { 0 };
    struct record *r;
    const char *phone = "13800135678";
    int64_t wang;

    must(office_create(&o, h->db, "setup", OFFICE_TRAINING, &err));
    office_set_now(o, NOW);
    person(o, &h->a, "李敏", "29");
    wang = person(o, &h->a, "王强", "14");
    r = record_new(o, reg_get("project"), &h->a);
    record_set_text(r, "name", "云栖花园");
    record_set_num(r, "sales_manager", wang);
    must(reg_save(o, r, NULL, &err));
    r = record_new(o, reg_get("customer"), &h->a);
    record_set_text(r, "name", "王建国");
    record_set_text(r, "form", "1");
    record_set_text(r, "avoid", "勿在午休打电话");
    must(customer_save(o, r, &phone, 1, NULL, &err));
    office_close(&o);
}

static void
set_clock(struct house *h, const char *text)
{
    FILE *f = fopen(h->clock, "w");

    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void
start_desk(struct house *h, int rows, int cols, const char *charset)
{
    const char *arguments[] = { "--db", h->db, "--desk", "前台2", NULL };
    const char *environment[] = { h->now, NULL };
    struct screen_options o = { .rows = rows, .cols = cols, .charset = charset, .arguments = arguments, .environment = environment };

    h->s = screen_open(&o);
    screen_wait_text(h->s, "登录");
    screen_step(h->s, K_ENTER);
    screen_wait_text(h->s, "工作台");
    screen_step(h->s, K_F2);
    screen_wait_text(h->s, "接待");
}

static int
open_house(void **state)
{
    struct house *h = mem_alloc(sizeof *h);

    h->folder = support_tmpdir(&h->a);
    snprintf(h->db, sizeof h->db, "%s/t.db", h->folder);
    snprintf(h->clock, sizeof h->clock, "%s/now", h->folder);
    snprintf(h->now, sizeof h->now, "QIANTAI_NOW=@%s", h->clock);
    set_clock(h, "2026-11-22T09:40");
    furnish(h);
    *state = h;
    return 0;
}

static int
close_house(void **state)
{
    struct house *h = *state;

    screen_close(&h->s);
    office_close(&h->o);
    arena_free(&h->a);
    support_rmdir(h->folder);
    free(h);
    return 0;
}

/* One key each: what is counted. */
static void
press(struct house *h, const char *keys)
{
    for (; *keys; keys++) {
        char one[2] = { *keys, '\0' };

        screen_step(h->s, one);
        h->keys++;
    }
}

static void
press_one(struct house *h, const char *key)
{
    screen_step(h->s, key);
    h->keys++;
}

static struct reception *
stored(struct house *h)
{
    struct err err = { 0 };
    struct record *rows[1];
    struct reception *r;
    size_t n;

    if (!h->o)
        must(office_open(&h->o, h->db, "look", &err));
    must(reg_window(h->o, &reception_register, NULL, NULL, false, &h->a, rows, 1, &n, &err));
    assert_int_equal(n, 1);
    must(reception_read(h->o, rows[0]->id, &h->a, &r, &err));
    return r;
}

static void
F116_a_new_walk_in_in_21_keys_and_closed_in_8_more(void **state)
{
    struct house *h = *state;
    struct reception *r;

    start_desk(h, 24, 80, "UTF-8");
    screen_step(h->s, "1");
    screen_wait_text(h->s, "电话");
    press(h, "13900001234");
    press_one(h, K_ENTER);
    press(h, "w");
    screen_wait_text(h->s, "1王");
    press_one(h, K_ENTER);
    press(h, "12");
    press_one(h, K_CTRL('s'));
    screen_wait_text(h->s, "已开 JD261122-A001");
    assert_true(h->keys <= 21);
    r = stored(h);
    assert_string_equal(record_text(r->record, "name"), "王");
    assert_string_equal(record_text(r->record, "phone"), "13900001234");
    assert_string_equal(record_text(r->record, "form"), "1");
    assert_string_equal(record_text(r->record, "need"), "2");
    h->keys = 0;
    press_one(h, K_CTRL('e'));
    screen_wait_text(h->s, "还差");
    press(h, "81");
    press_one(h, K_ENTER);
    press(h, "1");
    press_one(h, K_ENTER);
    press(h, "3");
    press_one(h, K_CTRL('e'));
    screen_wait_text(h->s, "已结束");
    assert_true(h->keys <= 8);
    r = stored(h);
    assert_string_equal(r->record->state, "closed");
    assert_string_equal(record_text(r->record, "occupation"), "8");
    assert_string_equal(record_text(r->record, "focus"), "1");
    assert_string_equal(record_text(r->record, "latent"), "1");
    assert_string_equal(record_text(r->record, "next_step"), "3");
}

static void
F116_a_returning_visitor_in_7_keys(void **state)
{
    struct house *h = *state;
    struct reception *r;

    start_desk(h, 24, 80, "UTF-8");
    screen_step(h->s, "1");
    press(h, "5678");
    screen_wait_text(h->s, "王建国 138****5678");
    press_one(h, K_ENTER);
    screen_wait_text(h->s, "忌: 勿在午休打电话");
    press(h, "2");
    press_one(h, K_CTRL('s'));
    screen_wait_text(h->s, "已开 JD");
    assert_true(h->keys <= 7);
    r = stored(h);
    assert_string_equal(record_text(r->record, "name"), "王建国");
    assert_string_equal(record_text(r->record, "phone"), "13800135678");
    assert_int_equal(record_num(r->record, "first"), 0);
    assert_true(record_num(r->record, "customer") != 0);
}

static void
F107_an_appointment_for_a_known_customer_in_12_keys(void **state)
{
    struct house *h = *state;
    struct err err = { 0 };
    struct record *v[1];
    size_t n;

    start_desk(h, 24, 80, "UTF-8");
    screen_step(h->s, "3");
    press(h, "5678");
    press_one(h, K_ENTER);
    press(h, "w6 10");
    press_one(h, K_CTRL('s'));
    screen_wait_text(h->s, "已约 YY261122-A001");
    assert_true(h->keys <= 12);
    must(office_open(&h->o, h->db, "look", &err));
    must(reg_window(h->o, &viewing_register, NULL, NULL, false, &h->a, v, 1, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(record_num(v[0], "at"), moment_at(moment_day(NOW, ZONE_CHINA) + 6, 10 * 3600, ZONE_CHINA));
}

static void
keys_typed_ahead_give_the_same_record(void **state)
{
    struct house *h = *state;
    struct reception *r;

    start_desk(h, 24, 80, "UTF-8");
    screen_step(h->s, "113900001234\rw\r12\023");
    screen_wait_text(h->s, "已开 JD261122-A001");
    r = stored(h);
    assert_string_equal(record_text(r->record, "name"), "王");
    assert_string_equal(record_text(r->record, "need"), "2");
}

static void
F102_the_call_clock_says_yellow_and_red(void **state)
{
    struct house *h = *state;

    start_desk(h, 24, 80, "UTF-8");
    screen_step(h->s, "2");
    screen_wait_text(h->s, "通话 00:00");
    set_clock(h, "2026-11-22T09:48:30");
    screen_wait_text(h->s, "通话 08:30 黄");
    set_clock(h, "2026-11-22T09:51:20");
    screen_wait_text(h->s, "通话 11:20 红");
}

static void
F104_the_greeting_stands_above_the_call(void **state)
{
    struct house *h = *state;

    start_desk(h, 24, 80, "UTF-8");
    screen_step(h->s, "2");
    screen_wait_text(h->s, "云栖花园，我是李敏");
}

static void
F101_a_call_left_by_kill_is_offered_again(void **state)
{
    struct house *h = *state;

    start_desk(h, 24, 80, "UTF-8");
    screen_step(h->s, "2");
    screen_type(h->s, "13700007777\rz");
    screen_step(h->s, K_ENTER);
    screen_wait_text(h->s, "张");
    screen_signal(h->s, SIGKILL);
    screen_wait_exit(h->s);
    screen_close(&h->s);
    start_desk(h, 24, 80, "UTF-8");
    screen_step(h->s, K_F9);
    screen_step(h->s, "d");
    screen_step(h->s, K_ENTER);
    screen_wait_text(h->s, "张");
    assert_screen_has(h->s, "777");
}

static void
F108_a_refused_contact_needs_its_reason_to_end(void **state)
{
    struct house *h = *state;

    start_desk(h, 24, 80, "UTF-8");
    screen_step(h->s, "2");
    screen_step(h->s, K_CTRL('e'));
    screen_wait_text(h->s, "RCP-");
    assert_screen_whole(h->s);
}

static void
the_same_screen_in_gb18030_and_larger(void **state)
{
    struct house *h = *state;

    start_desk(h, 40, 120, "GB18030");
    screen_step(h->s, "1");
    screen_type(h->s, "5678");
    screen_step(h->s, K_ENTER);
    screen_wait_text(h->s, "王建国");
    assert_screen_whole(h->s);
    screen_resize(h->s, 23, 79);
    screen_wait_frame(h->s);
    assert_screen_whole(h->s);
    screen_resize(h->s, 24, 80);
    screen_wait_frame(h->s);
    screen_type(h->s, "2");
    screen_step(h->s, K_CTRL('s'));
    screen_wait_text(h->s, "已开 JD");
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_house, close_house)
        T(F116_a_new_walk_in_in_21_keys_and_closed_in_8_more),
        T(F116_a_returning_visitor_in_7_keys),
        T(F107_an_appointment_for_a_known_customer_in_12_keys),
        T(keys_typed_ahead_give_the_same_record),
        T(F102_the_call_clock_says_yellow_and_red),
        T(F104_the_greeting_stands_above_the_call),
        T(F101_a_call_left_by_kill_is_offered_again),
        T(F108_a_refused_contact_needs_its_reason_to_end),
        T(the_same_screen_in_gb18030_and_larger),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
