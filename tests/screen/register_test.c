/* The screens of the register engine, on registers of every kind. */
#include "base/charset.h"
#include "data/engine/find.h"
#include "tests/screen/harness_books.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define C_D "\004"
#define C_E "\005"
#define C_S "\023"
#define C_U "\025"
#define C_Y "\031"
#define C_Z "\032"

static int
set_up(void **state)
{
    struct books *b = mem_alloc(sizeof *b);

    books_make(b);
    *state = b;
    return 0;
}

static int
tear_down(void **state)
{
    books_free(*state);
    free(*state);
    return 0;
}

/* ---- new, moves, approval ---------------------------------------------------------------------- */

static void
F129_a_permit_is_entered_by_digits_and_approved_by_another(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);
    struct record *r;

    books_register(s, "五证");
    screen_step(s, "n");
    screen_step(s, "5");                        /* the pre-sale permit */
    screen_step(s, "20260311" K_ENTER K_ENTER); /* its number; issuer none */
    screen_step(s, "20260310" K_ENTER "20271231" K_ENTER C_S);
    assert_screen_has(s, "已保存");
    assert_screen_has(s, "办理中");
    r = books_last(b, "permit");
    assert_string_equal(record_text(r, "kind"), "5");
    assert_string_equal(record_text(r, "number"), "20260311");
    assert_true(record_num(r, "expires_on") > 0);
    screen_step(s, "1");
    assert_screen_has(s, "待批");
    assert_screen_lacks(s, "1 批准");           /* not by the one who may only submit */
    assert_string_equal(books_last(b, "permit")->state, "proposed");

    s = books_desk(b, BOOKS_ZHENG, 0, 0, NULL);
    books_register(s, "五证");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "1 批准");
    screen_step(s, "1");
    screen_type(s, "原件已看");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "原件已看");
    assert_string_equal(books_last(b, "permit")->state, "valid");
    assert_screen_has(s, "换证");               /* what it owes from now on */
    screen_close(&b->s);
}

static void
F129_what_expires_is_owed_and_explained(void **state)
{
    struct books *b = *state;
    int64_t id = books_record(b, "permit", "kind", "5", "number", "京房售证0311", "expires_on", "20261222", NULL);
    struct screen *s;

    books_move(b, "permit", id, "propose", NULL);
    books_move(b, "permit", id, "approve", NULL);
    s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);
    books_register(s, "五证");
    assert_screen_has(s, "12-22");
    screen_step(s, "i");
    assert_screen_has(s, "RCP-39");
    screen_step(s, K_ESC);
    screen_step(s, K_ENTER);
    assert_screen_has(s, "任务");
    screen_close(&b->s);
}

static void
a_move_wants_its_reason_and_Esc_leaves_all_as_it_is(void **state)
{
    struct books *b = *state;
    int64_t id = books_record(b, "permit", "kind", "1", "number", "A1", NULL);
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);

    books_register(s, "五证");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "2 标为有瑕疵");
    screen_step(s, "2");
    screen_step(s, K_ENTER);                    /* no reason: it stays open */
    screen_step(s, K_ESC);
    assert_screen_has(s, "没有改动");
    assert_string_equal(books_read(b, "permit", id)->state, "pending");
    screen_step(s, "m");
    screen_step(s, "2");
    screen_type(s, "缺规划附图");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "缺规划附图");
    assert_string_equal(books_read(b, "permit", id)->state, "flawed");
    screen_step(s, C_Z C_Y);
    assert_string_equal(books_read(b, "permit", id)->state, "pending");
    screen_close(&b->s);
}

/* ---- many kinds of registers, one mechanism --------------------------------------------------------- */

static void
F011_gaps_of_the_roster_are_shown_until_it_is_filled(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);
    int row;

    books_command(s, "登记簿");
    row = screen_find_row(s, "值班表");
    assert_true(row > 0);
    assert_non_null(strstr(screen_row(s, row), "处："));
    screen_step(s, "/");
    screen_type(s, "zbb");
    screen_step(s, K_ENTER K_ENTER);
    assert_screen_has(s, "今后 7 天缺 14 处");
    screen_step(s, "g");
    assert_screen_has(s, "没有指定后备");
    screen_step(s, K_ESC "n");
    screen_step(s, "2");                        /* the backup */
    screen_step(s, "8" K_ENTER "8" K_ENTER);    /* round the clock */
    screen_step(s, "wq" K_ENTER C_S);           /* 王强, by his initials */
    assert_screen_has(s, "已保存");
    screen_step(s, K_ESC);
    assert_screen_has(s, "今后 7 天缺 13 处");
    assert_screen_has(s, "后备接待");
    assert_int_equal(record_num(books_last(b, "duty"), "staff"), b->town.staff[TOWN_WANGQIANG]);
    screen_close(&b->s);
}

static void
F122_an_adverse_factor_is_noted_and_approved(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);
    struct record *r;

    books_register(s, "不利因素登记");
    screen_step(s, "n" "2" "5");                /* outside the red line, roads and rails */
    screen_type(s, "东侧 80 米是高架路");
    screen_step(s, K_ENTER);
    screen_step(s, "3" K_ENTER);                /* building 3 */
    screen_type(s, "案场公示栏");
    screen_step(s, K_ENTER C_S);
    assert_screen_has(s, "已保存");
    screen_step(s, "1");
    assert_screen_has(s, "待批");
    s = books_desk(b, BOOKS_ZHENG, 0, 0, NULL);
    books_register(s, "不利因素登记");
    screen_step(s, K_ENTER);
    screen_step(s, "1" K_ENTER);
    r = books_last(b, "adverse_factor");
    assert_string_equal(r->state, "shown");
    assert_true(record_num(r, "approver") != 0);
    screen_step(s, K_ESC);
    assert_screen_has(s, "东侧 80 米是高架路");
    screen_close(&b->s);
}

static void
F020_choices_are_added_and_retired_never_deleted(void **state)
{
    struct books *b = *state;
    int64_t before = books_count(b, "list_entry");
    struct screen *s = books_desk(b, BOOKS_ZHENG, 0, 0, NULL);

    books_register(s, "字典");
    screen_step(s, "n");
    screen_type(s, "年龄段");
    screen_step(s, K_ENTER);
    screen_type(s, "18岁以下");
    screen_step(s, C_S);
    assert_screen_has(s, "已保存");
    assert_screen_has(s, "18岁以下");
    assert_int_equal(books_count(b, "list_entry"), before + 1);
    screen_step(s, "1");
    assert_screen_has(s, "现为「停用」");
    assert_int_equal(books_count(b, "list_entry"), before + 1);
    screen_close(&b->s);
}

static void
F009_a_colleague_gets_several_roles(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_ADMIN, 0, 0, NULL);

    books_register(s, "人员");
    screen_step(s, "n");
    screen_type(s, "何兰");
    screen_step(s, K_ENTER "13900002222" K_ENTER "02 34" K_ENTER C_S);
    assert_screen_has(s, "已保存");
    assert_screen_has(s, "139 0000 2222");
    assert_string_equal(record_text(books_last(b, "staff"), "roles"), "02 34");
    screen_step(s, K_ESC);
    assert_screen_has(s, "呼叫中心");
    screen_close(&b->s);
}

static void
the_venue_is_checked_by_digits_alone(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_LIMIN, 0, 0, NULL);
    struct record *r;

    books_register(s, "场地检查");
    assert_screen_has(s, "今后 7 天缺 1 处");
    screen_step(s, "n" "123456" K_ENTER "7" K_ENTER);
    screen_type(s, "名片用完");
    screen_step(s, K_ENTER C_S);
    assert_screen_has(s, "已保存");
    r = books_last(b, "venue_check");
    assert_string_equal(record_text(r, "passed"), "1 2 3 4 5 6");
    assert_string_equal(record_text(r, "faulty"), "7");
    screen_step(s, K_ESC);
    assert_screen_lacks(s, "今后 7 天缺");
    screen_close(&b->s);
}

/* ---- finding one's way ---------------------------------------------------------------------------------- */

static void
lists_are_filtered_by_text_and_by_state(void **state)
{
    struct books *b = *state;
    int64_t id = books_record(b, "permit", "kind", "1", "number", "国用2024", NULL);
    struct screen *s;

    books_record(b, "permit", "kind", "2", "number", "规地2025", NULL);
    books_move(b, "permit", id, "void", "换新证");
    s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);
    books_register(s, "五证");
    assert_screen_has(s, "国用2024");
    assert_screen_has(s, "共 2 条");
    screen_step(s, "/");
    screen_type(s, "规地");
    screen_step(s, K_ENTER);
    assert_screen_lacks(s, "国用2024");
    assert_screen_has(s, "规地2025");
    assert_screen_has(s, "含「规地」");
    screen_step(s, K_ESC);                      /* takes the filter away, goes nowhere */
    assert_screen_has(s, "国用2024");
    screen_step(s, "s");
    assert_screen_has(s, "规地2025");
    assert_screen_lacks(s, "国用2024");
    for (int i = 0; i < 4; i++)
        screen_step(s, "s");
    assert_screen_has(s, "国用2024");
    assert_screen_lacks(s, "规地2025");
    screen_step(s, "s");
    assert_screen_has(s, "共 2 条");
    screen_close(&b->s);
}

static void
F020_one_list_of_choices_is_looked_at_alone(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, BOOKS_ZHENG, 0, 0, NULL);

    books_register(s, "字典");
    assert_screen_has(s, "噪音");
    screen_step(s, "/" K_TAB);
    screen_type(s, "年龄段");
    screen_step(s, K_ENTER C_S);
    assert_screen_lacks(s, "噪音");
    assert_screen_has(s, "25岁以下");
    assert_screen_has(s, "年龄段，共 6 条");
    screen_step(s, K_ESC);
    assert_screen_has(s, "噪音");
    screen_close(&b->s);
}

static void
references_lead_to_their_records(void **state)
{
    struct books *b = *state;
    struct screen *s;

    books_record(b, "permit", "kind", "1", "number", "A1", NULL);
    s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);
    books_register(s, "五证");
    screen_step(s, K_ENTER K_DOWN K_ENTER);     /* the project */
    assert_screen_has(s, "销售经理");
    screen_step(s, K_ESC);
    assert_screen_has(s, "A1");
    screen_step(s, "t" K_ENTER);
    assert_screen_has(s, "permit.new");
    screen_close(&b->s);
}

static void
F010_who_may_not_change_is_told_so(void **state)
{
    struct books *b = *state;
    struct screen *s;

    books_record(b, "permit", "kind", "1", "number", "A1", NULL);
    s = books_desk(b, TOWN_LIMIN, 0, 0, NULL);
    books_register(s, "五证");
    assert_screen_lacks(s, "n新建");
    screen_step(s, "n");
    assert_int_equal(books_count(b, "permit"), 1);
    screen_step(s, K_ENTER);
    assert_screen_has(s, "只读");
    assert_screen_lacks(s, "1 提交");
    screen_step(s, "1e");
    assert_string_equal(books_last(b, "permit")->state, "pending");
    screen_step(s, K_ESC K_ESC);
    books_command(s, "登记簿");
    assert_int_equal(screen_find_row(s, "人员"), -1);
    screen_close(&b->s);
}

/* ---- editing, drafts, colleagues ------------------------------------------------------------------------------ */

static void
F022_a_correction_says_why_and_keeps_the_old_value(void **state)
{
    struct books *b = *state;
    int64_t id = books_record(b, "permit", "kind", "1", "number", "A1", NULL);
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);

    books_register(s, "五证");
    screen_step(s, "e" K_BACKTAB K_END "2" C_E);
    screen_type(s, "抄错一位");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "已保存");
    assert_screen_has(s, "抄错一位");
    assert_screen_has(s, "A1 -> A12");
    assert_string_equal(record_text(books_read(b, "permit", id), "number"), "A12");
    screen_close(&b->s);
}

static void
Esc_in_the_middle_leaves_a_draft_that_is_offered_again(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);

    books_register(s, "五证");
    screen_step(s, "n" "4");
    screen_type(s, "施许2026");
    screen_step(s, K_ESC);
    assert_screen_has(s, "草稿留着");
    assert_int_equal(books_count(b, "permit"), 0);
    screen_step(s, "n");
    assert_screen_has(s, "上次没写完");
    assert_screen_has(s, "施许2026");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "4建设开工许可证");
    screen_step(s, C_S);
    assert_screen_has(s, "已保存");
    assert_string_equal(record_text(books_last(b, "permit"), "number"), "施许2026");
    screen_step(s, K_ESC "n");
    assert_screen_lacks(s, "上次没写完");
    screen_close(&b->s);
}

static void
a_draft_outlives_the_program(void **state)
{
    struct books *b = *state;
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);

    books_register(s, "五证");
    screen_step(s, "n" "3");
    screen_type(s, "建规2026");
    screen_wait_frame(s);
    s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);       /* the one before was killed */
    books_register(s, "五证");
    screen_step(s, "n" K_ENTER);
    assert_screen_has(s, "建规2026");
    screen_step(s, C_D C_Y);
    assert_screen_has(s, "已丢掉");
    screen_step(s, "n");
    assert_screen_lacks(s, "建规2026");
    screen_close(&b->s);
}

static void
F022_a_colleagues_version_is_met_field_by_field(void **state)
{
    struct books *b = *state;
    int64_t id = books_record(b, "permit", "kind", "1", "number", "A1", NULL);
    struct screen *s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);
    struct record *theirs = books_read(b, "permit", id);
    struct err err = { 0 };

    books_register(s, "五证");
    screen_step(s, "e");
    screen_type(s, "国土局");                   /* the first field to decide: who issued it */
    screen_wait_frame(s);
    record_set_text(theirs, "buildings", "3");
    if (!reg_save(b->town.o, theirs, NULL, &err))
        fail_msg("%s", err.text);
    screen_step(s, C_S);
    assert_screen_has(s, "对照两边的内容");
    screen_step(s, "1");
    assert_screen_has(s, "您写的");
    screen_step(s, K_ESC "2");
    assert_screen_has(s, "最新内容");
    screen_step(s, C_S);
    assert_screen_has(s, "已保存");
    theirs = books_read(b, "permit", id);
    assert_string_equal(record_text(theirs, "buildings"), "3");
    assert_string_equal(record_text(theirs, "issuer"), "国土局");
    screen_close(&b->s);
}

/* ---- export, sizes, lengths ------------------------------------------------------------------------------------- */

static void
what_is_shown_goes_into_a_file(void **state)
{
    static const struct { const char *key; enum charset charset; } rows[] = { { "1", CHARSET_UTF8_BOM }, { "2", CHARSET_GB18030 }, { "3", CHARSET_UTF8 } };
    struct books *b = *state;
    struct screen *s;

    books_record(b, "permit", "kind", "1", "number", "国用2024", NULL);
    books_record(b, "permit", "kind", "2", "number", "规地2025", NULL);
    s = books_desk(b, BOOKS_ZHENG, 0, 0, NULL);
    books_register(s, "五证");
    screen_step(s, "/");
    screen_type(s, "国用");
    screen_step(s, K_ENTER);
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *path = arena_printf(&b->town.a, "%s/out%zu.csv", b->town.dir, i), *bytes;
        struct buf text = { 0 };
        size_t size;

        screen_step(s, "x");
        screen_step(s, C_U);
        screen_type(s, path);
        screen_step(s, K_ENTER);
        screen_step(s, rows[i].key);
        if (screen_has(s, "遮住"))
            screen_step(s, "1");
        assert_screen_has(s, "已写 1 行");
        bytes = support_read(&b->town.a, path, &size);
        assert_true(charset_decode(rows[i].charset, bytes, size, &text, NULL));
        assert_non_null(strstr(text.text, "国用2024"));
        assert_null(strstr(text.text, "规地2025"));
        buf_free(&text);
    }
    screen_step(s, "x" C_U);
    screen_type(s, arena_printf(&b->town.a, "%s/out0.csv", b->town.dir));
    screen_step(s, K_ENTER);
    assert_screen_has(s, "已存在");
    screen_step(s, K_ESC);
    screen_close(&b->s);
}

static void
every_size_and_charset_shows_whole_rows(void **state)
{
    static const struct { int rows, cols; const char *charset; } sizes[] = {
        { 24, 80, "UTF-8" }, { 40, 120, "UTF-8" }, { 24, 80, "GB18030" }, { 40, 120, "GBK" }, { 20, 60, "UTF-8" },
    };
    struct books *b = *state;

    books_record(b, "permit", "kind", "1", "number", "国用“2024”—①", "note", "很长的备注，一行写不下，要折到下一行去，看看折行以后还整不整齐，会不会在中间断开半个字。", NULL);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct screen *s = books_desk(b, TOWN_ZHOUYING, sizes[i].rows, sizes[i].cols, sizes[i].charset);

        books_register(s, "五证");
        assert_screen_whole(s);
        assert_screen_has(s, "国有土地使用证");
        screen_step(s, K_ENTER);
        assert_screen_whole(s);
        assert_screen_has(s, "办理中");
        screen_step(s, "e");
        assert_screen_whole(s);
        screen_step(s, K_ESC K_ESC "n");
        assert_screen_whole(s);
        screen_step(s, "1");
        screen_type(s, "号");
        screen_wait_frame(s);
        assert_screen_whole(s);
        screen_step(s, C_D C_Y);
    }
    screen_close(&b->s);
}

/* Three thousand homes in one action, as an import writes them. */
static void
many_homes(struct books *b)
{
    struct office *o = b->town.o;
    struct err err = { 0 };
    struct action a;
    struct arena scratch = { 0 };

    if (!office_begin(o, &a, "home.import", ENTRY_BULK, &err))
        fail_msg("%s", err.text);
    for (int i = 0; i < 3000; i++) {
        struct record *r;

        arena_reset(&scratch);
        r = record_new(o, reg_get("home"), &scratch);
        record_set_num(r, "building", record_num(books_read(b, "home", b->town.home), "building"));
        record_set_text(r, "unit", "2");
        record_set_text(r, "room", arena_printf(&scratch, "%04d", i + 101));
        if (!reg_write(o, &a, r, &err))
            fail_msg("%s", err.text);
    }
    if (!action_commit(&a, &err))
        fail_msg("%s", err.text);
    arena_free(&scratch);
}

static void
a_long_register_is_read_in_windows(void **state)
{
    struct books *b = *state;
    struct screen *s;

    many_homes(b);
    s = books_desk(b, TOWN_ZHOUYING, 0, 0, NULL);
    books_register(s, "房源");
    assert_screen_has(s, "共 3001 条");
    assert_screen_has(s, "3-1-1102");
    screen_step(s, K_END);
    assert_screen_has(s, "3-2-3100");
    screen_step(s, K_PGUP K_PGUP K_PGDN K_PGDN);
    assert_screen_has(s, "3-2-3100");
    screen_step(s, K_HOME);
    assert_screen_has(s, "3-1-1102");
    for (int i = 0; i < 10; i++)
        screen_step(s, K_PGDN);
    screen_step(s, "/");
    screen_type(s, "2-2999");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "3-2-2999");
    screen_step(s, K_ENTER);
    assert_screen_has(s, "2999");
    assert_screen_whole(s);
    screen_close(&b->s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(F129_a_permit_is_entered_by_digits_and_approved_by_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F129_what_expires_is_owed_and_explained, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_move_wants_its_reason_and_Esc_leaves_all_as_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F011_gaps_of_the_roster_are_shown_until_it_is_filled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F122_an_adverse_factor_is_noted_and_approved, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F020_choices_are_added_and_retired_never_deleted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F009_a_colleague_gets_several_roles, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_venue_is_checked_by_digits_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lists_are_filtered_by_text_and_by_state, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F020_one_list_of_choices_is_looked_at_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(references_lead_to_their_records, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F010_who_may_not_change_is_told_so, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F022_a_correction_says_why_and_keeps_the_old_value, set_up, tear_down),
        cmocka_unit_test_setup_teardown(Esc_in_the_middle_leaves_a_draft_that_is_offered_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_draft_outlives_the_program, set_up, tear_down),
        cmocka_unit_test_setup_teardown(F022_a_colleagues_version_is_met_field_by_field, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_shown_goes_into_a_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_size_and_charset_shows_whole_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_long_register_is_read_in_windows, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
