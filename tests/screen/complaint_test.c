/* The hotline by keyboard: intake, screen pop, page, queue, board, with their key budgets (design, section 5). */
#include "tests/screen/harness.h"

#include "data/complaint.h"
#include "data/customer.h"
#include "data/ringing.h"
#include "data/registers.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOW 1795486800      /* 2026-11-24 10:20 in China, a Tuesday */

struct line {
    char *folder, db[300], clock[300], now[320], fifo[320];
    struct screen *s;
    struct office *o;       /* beside the program: looks at what was stored */
    struct arena a;
    int64_t owner, home;
    int keys, ear;          /* ear: the FIFO held open, so that whoever writes to it never waits for the desk */
};

#define must(call) do { struct err err = { 0 }; if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

static int64_t
save(struct line *l, const char *reg, const char *const *pairs)
{
    struct record *r = record_new(l->o, reg_get(reg), &l->a);
    struct value v;

    for (; *pairs; pairs += 2) {
        const struct field *f = &r->reg->fields[field_index(r->reg->fields, pairs[0])];

        must(field_parse(f, pairs[1], &l->o->env, &l->a, &v, &err));
        r->v[field_index(r->reg->fields, pairs[0])] = v;
    }
    must(reg_save(l->o, r, NULL, &err));
    return r->id;
}

#define SAVE(reg, ...) save(l, reg, (const char *const[]){ __VA_ARGS__, NULL })

SQL(complaint_test_owns, "INSERT INTO ownership(id, home, customer, signed_on, handover_on, entry) VALUES (?, ?, ?, '2025-03-02', '2026-08-30', ?)");

static void
furnish(struct line *l)
{
    const char *phone = "13800135678";
    struct action a;
    struct record *r;
    struct query q;

    must(office_create(&l->o, l->db, "setup", OFFICE_TRAINING, &err));
    office_set_now(l->o, NOW);
    SAVE("staff", "name", "何兰", "roles", "05", "phone", "13900010004");
    SAVE("staff", "name", "马骏", "roles", "17", "phone", "13900010005");
    SAVE("staff", "name", "沈洁", "roles", "09", "phone", "13900010008");
    SAVE("project", "name", "云栖花园", "sales_manager", "沈洁");
    SAVE("building", "project", "云栖花园", "name", "3");
    l->home = SAVE("home", "project", "云栖花园", "building", "3", "unit", "1", "room", "1203");
    r = record_new(l->o, reg_get("customer"), &l->a);
    record_set_text(r, "name", "王建国");
    record_set_text(r, "form", "1");
    must(customer_save(l->o, r, &phone, 1, NULL, &err));
    l->owner = r->id;
    must(office_begin(l->o, &a, "test.own", 0, &err));
    action_subject(&a, "customer", l->owner);
    q = query_begin(l->o->store, &complaint_test_owns);
    query_bind_int(&q, store_new_id(l->o->store));
    query_bind_int(&q, l->home);
    query_bind_int(&q, l->owner);
    query_bind_int(&q, a.entry);
    must(query_run(&q, &err) && action_commit(&a, &err));
    assert_int_equal(mkfifo(l->fifo, 0600), 0);
    l->ear = open(l->fifo, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    assert_true(l->ear >= 0);
    must(ringing_set(l->o, l->fifo, &err));
}

static void
set_clock(struct line *l, const char *text)
{
    FILE *f = fopen(l->clock, "w");

    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void
sit_down(struct line *l, int rows, int cols, const char *charset, const char *who)
{
    const char *arguments[] = { "--db", l->db, "--desk", "热线1", NULL };
    const char *environment[] = { l->now, NULL };
    struct screen_options o = { .rows = rows, .cols = cols, .charset = charset, .arguments = arguments, .environment = environment };

    l->s = screen_open(&o);
    screen_wait_text(l->s, "登录");
    if (who)
        screen_type(l->s, who);
    screen_step(l->s, K_ENTER);
    screen_wait_text(l->s, "工作台");
    screen_step(l->s, K_F5);
    screen_wait_text(l->s, "投诉");
}

static void
start(struct line *l, int rows, int cols, const char *charset)
{
    sit_down(l, rows, cols, charset, NULL);
}

static void
start_as(struct line *l, const char *who)
{
    sit_down(l, 24, 80, "UTF-8", who);
}

static void
empty_intake(struct line *l)
{
    start(l, 24, 80, "UTF-8");
    screen_step(l->s, "n");
    screen_wait_text(l->s, "投诉受理");
    screen_wait_text(l->s, "先听客户说完");        /* CMP-04: to listen comes first */
}

static int
open_line(void **state)
{
    struct line *l = mem_alloc(sizeof *l);

    l->folder = support_tmpdir(&l->a);
    snprintf(l->db, sizeof l->db, "%s/t.db", l->folder);
    snprintf(l->clock, sizeof l->clock, "%s/now", l->folder);
    snprintf(l->fifo, sizeof l->fifo, "%s/calls", l->folder);
    snprintf(l->now, sizeof l->now, "QIANTAI_NOW=@%s", l->clock);
    set_clock(l, "2026-11-24T10:20");
    furnish(l);
    *state = l;
    return 0;
}

static int
close_line(void **state)
{
    struct line *l = *state;

    screen_close(&l->s);
    office_close(&l->o);
    close(l->ear);
    arena_free(&l->a);
    support_rmdir(l->folder);
    free(l);
    return 0;
}

/* One key each: what is counted. */
static void
press(struct line *l, const char *keys)
{
    for (; *keys; keys++) {
        char one[2] = { *keys, '\0' };

        screen_step(l->s, one);
        l->keys++;
    }
}

static void
press_one(struct line *l, const char *key)
{
    screen_step(l->s, key);
    l->keys++;
}

static struct record *
newest(struct line *l)
{
    struct record *rows[1];
    size_t n;

    must(reg_window(l->o, &complaint_register, NULL, NULL, false, &l->a, rows, 1, &n, &err));
    assert_int_equal(n, 1);
    return rows[0];
}

static int64_t
how_many(struct line *l)
{
    return reg_total(l->o, &complaint_register, NULL);
}

static void
F402_a_known_callers_complaint_in_16_keys(void **state)
{
    struct line *l = *state;
    struct record *r;

    empty_intake(l);
    press(l, "5678");
    screen_wait_text(l->s, "王建国 138****5678");
    press_one(l, K_ENTER);
    screen_wait_text(l->s, "3-1-1203");
    press(l, "074");
    screen_wait_text(l->s, "在保到");
    screen_wait_text(l->s, "请对客户说");
    press(l, "::khyq");
    press_one(l, K_ENTER);
    press_one(l, K_CTRL('s'));
    screen_wait_text(l->s, "TS261124-A001 已受理");
    assert_true(l->keys <= 16);
    assert_screen_has(l->s, "编号 TS261124-A001，马骏会在 11-24 12:20");
    r = newest(l);
    assert_int_equal(record_num(r, "customer"), l->owner);
    assert_int_equal(record_num(r, "home"), l->home);
    assert_string_equal(record_text(r, "class"), "1");
    assert_string_equal(record_text(r, "category"), "07");
    assert_string_equal(record_text(r, "place"), "4");
    assert_string_equal(record_text(r, "severity"), "2");
    assert_string_equal(record_text(r, "words"), "客户要求当天有人上门看。");
    assert_string_equal(r->state, "dispatched");
}

static void
F402_an_unknown_callers_complaint_in_39_keys(void **state)
{
    struct line *l = *state;
    struct record *r;

    empty_intake(l);
    press(l, "13655556666");
    press_one(l, K_ENTER);
    press(l, "w");
    screen_wait_text(l->s, "1王");
    press_one(l, K_ENTER);
    press(l, "25");                         /* a lady, who rents there */
    press(l, "311203");
    press_one(l, K_ENTER);
    press(l, "074");
    press(l, "::khyq");
    press_one(l, K_ENTER);
    press_one(l, K_CTRL('s'));
    screen_wait_text(l->s, "TS261124-A001 已受理");
    assert_true(l->keys <= 39);
    r = newest(l);
    assert_string_equal(record_text(r, "name"), "王");
    assert_string_equal(record_text(r, "phone"), "13655556666");
    assert_string_equal(record_text(r, "form"), "2");
    assert_string_equal(record_text(r, "relation"), "5");
    assert_int_equal(record_num(r, "home"), l->home);
    assert_true(record_num(r, "customer") != 0 && record_num(r, "customer") != l->owner);
}

static int64_t
file_one(struct line *l, const char *words)
{
    struct record *r = complaint_new(l->o, &l->a);

    complaint_caller(l->o, r, l->owner);
    record_set_text(r, "phone", "13800135678");
    record_set_text(r, "category", "07");
    record_set_text(r, "words", words);
    must(complaint_file(l->o, r, &err));
    return r->id;
}

SQL(complaint_test_asked, "SELECT count(*) FROM complaint_progress WHERE complaint = ? AND kind = '3'");

static void
F428_the_same_caller_again_is_answered_in_3_keys(void **state)
{
    struct line *l = *state;
    int64_t id = file_one(l, "卫生间漏水");
    struct query q;

    start(l, 24, 80, "UTF-8");
    must(ringing_write(l->o, "13800135678", &err));
    screen_wait_text(l->s, "未结 TS261124-A001");
    press_one(l, K_CTRL('r'));
    press_one(l, "1");
    screen_wait_text(l->s, "王建国先生您好");
    assert_true(l->keys <= 3);
    assert_screen_has(l->s, "已派发");
    assert_screen_has(l->s, "马骏");
    assert_screen_has(l->s, "11-24 12:20");
    q = query_begin(l->o->store, &complaint_test_asked);
    query_bind_int(&q, id);
    assert_int_equal(query_number(&q, 0), 1);
}

static void
rubbish_from_the_exchange_does_no_harm_and_nobodys_typing_is_pushed_aside(void **state)
{
    struct line *l = *state;
    char rubbish[6000];
    unsigned seed = 20261124;
    int fd;

    start(l, 24, 80, "UTF-8");
    fd = open(l->fifo, O_WRONLY | O_NONBLOCK);
    assert_true(fd >= 0);
    for (size_t i = 0; i < sizeof rubbish; i++)
        rubbish[i] = (char)(rand_r(&seed) % 256);
    rubbish[sizeof rubbish - 1] = '\n';
    assert_int_equal(write(fd, rubbish, sizeof rubbish), (ssize_t)sizeof rubbish);
    assert_int_equal(write(fd, "\033]0;evil\007\nno number\n", 20), 20);
    screen_step(l->s, "n");
    screen_wait_text(l->s, "投诉受理");
    screen_step(l->s, "137");
    assert_int_equal(write(fd, "+86 138 0013-5678\r\n", 19), 19);
    close(fd);
    screen_wait_text(l->s, "13800135678 来电");
    assert_screen_has(l->s, "137");
    screen_step(l->s, K_CTRL('u'));
    screen_step(l->s, K_ESC);
    screen_step(l->s, "n");
    screen_wait_text(l->s, "王建国");
}

static void
F404_a_category_by_code_initials_and_words(void **state)
{
    struct line *l = *state;

    empty_intake(l);
    screen_step(l->s, "5678" K_ENTER);
    screen_step(l->s, "slyfs" K_ENTER);
    screen_wait_text(l->s, "07渗漏与防水");
    screen_step(l->s, K_BACKTAB);
    screen_type(l->s, "裂缝");
    screen_step(l->s, K_ENTER);
    screen_wait_text(l->s, "06墙面裂缝");
}

static void
F442_more_than_200_characters_are_hinted_at_and_kept(void **state)
{
    struct line *l = *state;
    struct buf b = { 0 };

    for (int i = 0; i < 70; i++)
        buf_puts(&b, "又漏水");
    empty_intake(l);
    screen_step(l->s, "5678" K_ENTER);
    screen_step(l->s, "074");
    screen_paste(l->s, b.text);
    screen_step(l->s, K_TAB);
    screen_wait_text(l->s, "210 字");
    screen_step(l->s, K_CTRL('s'));
    screen_wait_text(l->s, "已受理");
    assert_string_equal(record_text(newest(l), "words"), b.text);
    buf_free(&b);
}

static void
F411_an_emergency_names_who_is_on_duty(void **state)
{
    struct line *l = *state;

    SAVE("duty", "project", "云栖花园", "day", "2026-11-24", "kind", "4", "from_min", "0000", "to_min", "2359", "staff", "马骏");
    empty_intake(l);
    screen_step(l->s, "5678" K_ENTER);
    screen_step(l->s, "094");
    screen_step(l->s, K_BACKTAB K_BACKTAB);
    screen_step(l->s, "2");
    screen_wait_text(l->s, "马上打给马骏 13900010005");
}

static void
a_draft_of_the_intake_outlives_a_kill(void **state)
{
    struct line *l = *state;

    empty_intake(l);
    screen_step(l->s, "5678" K_ENTER);
    screen_step(l->s, "074");
    screen_type(l->s, "卫生间又滴水了");
    screen_wait_text(l->s, "卫生间又滴水了");
    kill(screen_pid(l->s), SIGKILL);
    screen_wait_exit(l->s);
    screen_close(&l->s);
    start(l, 24, 80, "UTF-8");
    screen_step(l->s, K_F9);
    screen_step(l->s, "d");
    screen_wait_text(l->s, "卫生间又滴水了");
    screen_step(l->s, K_CTRL('s'));
    screen_wait_text(l->s, "TS261124-A001 已受理");
    assert_int_equal(how_many(l), 1);
    assert_int_equal(record_num(newest(l), "customer"), l->owner);
}

static void
keys_typed_ahead_give_the_same_record(void **state)
{
    struct line *l = *state;
    struct record *r;

    empty_intake(l);
    screen_step(l->s, "5678" K_ENTER "074::khyq" K_ENTER "\023");
    screen_wait_text(l->s, "TS261124-A001 已受理");
    r = newest(l);
    assert_string_equal(record_text(r, "words"), "客户要求当天有人上门看。");
    assert_int_equal(record_num(r, "home"), l->home);
}

static void
a_matter_is_worked_on_from_its_page(void **state)
{
    struct line *l = *state;
    int64_t id = file_one(l, "卫生间漏水");
    struct record *r;

    start(l, 24, 80, "UTF-8");
    screen_wait_text(l->s, "TS261124-A001");
    screen_step(l->s, K_ENTER);
    screen_wait_text(l->s, "先做 0/8");
    screen_step(l->s, K_ENTER "1");
    screen_wait_text(l->s, "联系结果");
    screen_type(l->s, "约好明早上门");
    screen_step(l->s, K_CTRL('s'));
    screen_wait_text(l->s, "按时");
    screen_step(l->s, "k");
    screen_wait_text(l->s, "处置步骤");
    screen_step(l->s, " " K_ENTER);
    screen_wait_text(l->s, "先做 1/8");
    screen_step(l->s, "i");
    screen_wait_text(l->s, "SLA-08");
    screen_step(l->s, K_ESC);
    must(reg_read(l->o, &complaint_register, id, &l->a, &r, &err));
    assert_string_equal(r->state, "contacted");
    assert_string_equal(record_text(r, "contact_result"), "约好明早上门");
}

static void
what_is_typed_into_a_step_outlives_esc_and_kill(void **state)
{
    struct line *l = *state;
    int64_t id = file_one(l, "卫生间漏水");
    struct record *r;

    start(l, 24, 80, "UTF-8");
    screen_step(l->s, K_ENTER);
    screen_wait_text(l->s, "先做 0/8");
    screen_step(l->s, K_ENTER "1");
    screen_wait_text(l->s, "联系结果");
    screen_type(l->s, "业主说晚上八点后在家");
    screen_step(l->s, K_ESC);
    screen_wait_text(l->s, "再选同一项");
    screen_step(l->s, K_ENTER "1");
    screen_wait_text(l->s, "业主说晚上八点后在家");
    screen_type(l->s, "，带狗");
    screen_wait_text(l->s, "在家，带狗");
    kill(screen_pid(l->s), SIGKILL);
    screen_wait_exit(l->s);
    screen_close(&l->s);
    start(l, 24, 80, "UTF-8");
    screen_step(l->s, K_F9);
    screen_wait_text(l->s, "TS261124-A001 业主说晚上");
    screen_step(l->s, "d");
    screen_wait_text(l->s, "在家，带狗");
    screen_step(l->s, K_CTRL('s'));
    screen_wait_text(l->s, "按时");
    must(reg_read(l->o, &complaint_register, id, &l->a, &r, &err));
    assert_string_equal(record_text(r, "contact_result"), "业主说晚上八点后在家，带狗");
    screen_step(l->s, "f");
    screen_wait_text(l->s, "已电话告知业主");
    screen_type(l->s, "记错了");
    screen_step(l->s, K_ESC);
    screen_wait_text(l->s, "在工作台按 c");
    screen_step(l->s, K_ESC);
    screen_wait_text(l->s, "工作台");
    assert_screen_lacks(l->s, "业主说晚上");
    screen_wait_text(l->s, "TS261124-A001 记错了");
    screen_step(l->s, "c");
    screen_wait_text(l->s, "彻底不要了");
    screen_step(l->s, " ");                                 /* not Ctrl-Y: it stays */
    screen_wait_text(l->s, "TS261124-A001 记错了");
    screen_step(l->s, "c\031");                              /* Ctrl-Y */
    screen_wait_text(l->s, "已扔掉");
    assert_screen_lacks(l->s, "记错了");
}

static void
F413_the_board_and_the_queue_follow_what_others_write(void **state)
{
    struct line *l = *state;

    start(l, 24, 80, "UTF-8");
    screen_wait_text(l->s, "这里没有");
    file_one(l, "卫生间漏水");
    screen_wait_text(l->s, "卫生间漏水");
    screen_step(l->s, "b");
    screen_wait_text(l->s, "项目部");
    screen_wait_text(l->s, "今天受理 1");
    set_clock(l, "2026-11-24T12:21");
    screen_step(l->s, K_UP);
    file_one(l, "又漏了");
    screen_wait_text(l->s, "今天受理 2");
    screen_step(l->s, K_HOME K_ENTER);                      /* the matters of that department */
    screen_wait_text(l->s, "全部在办 2   在办 2   逾期 2   我的 0   项目部");
    screen_wait_text(l->s, "又漏了");
    screen_step(l->s, K_ENTER);
    screen_wait_text(l->s, "先做 0/8");
    screen_step(l->s, K_ENTER);
    screen_wait_text(l->s, ">1 联系业主");                /* what is usually next is under the cursor */
}

static void
whole_in_both_charsets_and_wider(void **state)
{
    static const struct { const char *charset; int rows, cols; } worlds[] = { { "GB18030", 24, 80 }, { "UTF-8", 40, 120 }, { "GBK", 24, 80 } };
    struct line *l = *state;

    file_one(l, "卫生间漏水，\t隔行\n再说一遍：漏得厉害！");
    for (size_t i = 0; i < COUNT(worlds); i++) {
        start(l, worlds[i].rows, worlds[i].cols, worlds[i].charset);
        screen_wait_text(l->s, "卫生间漏水");
        assert_screen_whole(l->s);
        screen_step(l->s, "n");
        screen_step(l->s, "5678" K_ENTER);
        screen_step(l->s, "074");
        screen_wait_text(l->s, "在保到");
        assert_screen_whole(l->s);
        screen_step(l->s, K_ESC);
        screen_step(l->s, K_ENTER);
        screen_wait_text(l->s, "先做 0/8");
        assert_screen_whole(l->s);
        screen_close(&l->s);
    }
}

static void
what_was_said_is_found_by_two_characters(void **state)
{
    struct line *l = *state;

    file_one(l, "半夜水泵噪音很大，孩子睡不着");
    file_one(l, "卫生间漏水");
    start(l, 24, 80, "UTF-8");
    screen_step(l->s, "w");
    screen_type(l->s, "噪音");
    screen_step(l->s, K_ENTER);
    screen_wait_text(l->s, "说到 噪音   1 件");
    assert_screen_lacks(l->s, "卫生间漏水");
    screen_step(l->s, K_CTRL('f'));
    screen_type(l->s, "噪音");
    screen_wait_text(l->s, "水泵噪音");
}

/* One desk more, on the matter's page. */
static struct screen *
second_desk(struct line *l)
{
    const char *arguments[] = { "--db", l->db, "--desk", "热线2", NULL };
    const char *environment[] = { l->now, NULL };
    struct screen_options o = { .arguments = arguments, .environment = environment };
    struct screen *other = screen_open(&o);

    screen_wait_text(other, "登录");
    screen_step(other, K_ENTER);
    screen_wait_text(other, "工作台");
    screen_step(other, K_F5);
    screen_wait_text(other, "TS261124-A001");
    screen_step(other, K_ENTER);
    screen_wait_text(other, "先做");
    return other;
}

static void
change_words(struct screen *s, const char *words)
{
    screen_step(s, K_DOWN K_DOWN K_DOWN K_DOWN);
    screen_type(s, words);
    screen_wait_text(s, words);
}

static void
two_desks_change_one_matter_and_see_each_other(void **state)
{
    struct line *l = *state;
    struct screen *other;
    int64_t id = file_one(l, "卫生间漏水");
    struct record *r;

    start(l, 24, 80, "UTF-8");
    screen_wait_text(l->s, "TS261124-A001");
    screen_step(l->s, K_ENTER);
    screen_wait_text(l->s, "先做");
    screen_step(l->s, "e");
    screen_wait_text(l->s, "请对客户说");
    other = second_desk(l);
    screen_wait_text(other, "何兰 热线1 也在改这条");
    screen_step(other, "e");
    screen_wait_text(other, "请对客户说");
    screen_wait_text(l->s, "热线2 也在改这条");
    change_words(l->s, "滴到楼下了");
    screen_step(l->s, K_CTRL('s'));
    screen_wait_text(l->s, "已修改");
    change_words(other, "要求今晚来人");
    screen_step(other, K_CTRL('s'));
    screen_wait_text(other, "对照两边的内容");
    screen_step(other, "2");
    screen_wait_text(other, "两边都改过");
    screen_step(other, "3");
    screen_wait_text(other, "最新内容");
    screen_step(other, K_CTRL('s'));
    screen_wait_text(other, "已修改");
    must(reg_read(l->o, &complaint_register, id, &l->a, &r, &err));
    assert_non_null(strstr(record_text(r, "words"), "滴到楼下了"));
    assert_non_null(strstr(record_text(r, "words"), "要求今晚来人"));
    kill(screen_pid(other), SIGKILL);               /* a desk that dies is not there any more */
    screen_close(&other);
    screen_step(l->s, K_ESC);
    screen_wait_text(l->s, "先做");
    assert_screen_lacks(l->s, "也在改这条");
}

static void
from_menu(struct screen *s, const char *words)
{
    screen_step(s, K_F10);
    screen_type(s, words);
    screen_wait_frame(s);
    screen_step(s, K_ENTER);
}

static void
the_books_are_filled_from_the_menu(void **state)
{
    struct line *l = *state;

    file_one(l, "卫生间漏水");
    SAVE("staff", "name", "谭首", "roles", role_get(l->o, "cs_dept")->code, "phone", "13900010009");
    SAVE("construction_notice", "project", "云栖花园", "phase", "三期", "begin_on", "2026-12-10", "text", "十二月十日开挖");
    start_as(l, "谭首");
    from_menu(l->s, "建服务渠道");
    screen_wait_text(l->s, "每个渠道都有一行了");
    assert_true(reg_total(l->o, reg_get("service_channel"), NULL) >= 8);
    from_menu(l->s, "新列预防检查表");
    screen_wait_text(l->s, "列一张预防检查表");
    screen_step(l->s, "07");
    screen_type(l->s, "三期交付前");
    screen_step(l->s, K_CTRL('s'));
    screen_wait_text(l->s, "表上有");
    assert_true(reg_total(l->o, reg_get("prevention_check"), NULL) > 0);
    from_menu(l->s, "受施工影响的房屋");
    screen_wait_text(l->s, "施工公告");
    screen_type(l->s, "三期");
    screen_step(l->s, K_ENTER);
    screen_wait_text(l->s, "哪几栋楼");
    screen_step(l->s, " " K_ENTER);
    screen_wait_text(l->s, "有 1 户要上门走访");
    from_menu(l->s, "投诉处理抽样");
    screen_wait_text(l->s, "抽到 1 件");
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_line, close_line)
        T(F402_a_known_callers_complaint_in_16_keys), T(F402_an_unknown_callers_complaint_in_39_keys),
        T(F428_the_same_caller_again_is_answered_in_3_keys), T(rubbish_from_the_exchange_does_no_harm_and_nobodys_typing_is_pushed_aside),
        T(F404_a_category_by_code_initials_and_words), T(F442_more_than_200_characters_are_hinted_at_and_kept),
        T(F411_an_emergency_names_who_is_on_duty), T(a_draft_of_the_intake_outlives_a_kill), T(keys_typed_ahead_give_the_same_record),
        T(a_matter_is_worked_on_from_its_page), T(F413_the_board_and_the_queue_follow_what_others_write), T(whole_in_both_charsets_and_wider),
        T(what_was_said_is_found_by_two_characters), T(two_desks_change_one_matter_and_see_each_other),
        T(the_books_are_filled_from_the_menu), T(what_is_typed_into_a_step_outlives_esc_and_kill),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
