#include "tests/support.h"

#include "base/field.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option visit_options[] = {
    { .code = "1", .text = "首次到访", .initials = "scdf" },
    { .code = "2", .text = "再次到访" },
    { .code = "3", .text = "签约" },
    { .code = "4", .text = "参观", .retired = true },
    { .code = "5", .text = "其他", .other = true },
    { .code = "6", .text = "再次签约" },
    { .code = "7", .text = "VIP tour" },
    { .code = "8", .text = "签约办证" },
};
static const struct option_list visit_list = { "visit", COUNT(visit_options), visit_options };

static const struct { int64_t id; const char *code, *text; } people[] = {
    { 7, "JD001", "王芳" }, { 8, "JD002", "王芳" }, { 9, "JD003", "李敏" }, { 10, "JD004", "李敏敏" },
};

static const struct option_list *
env_list(void *ctx, const char *name)
{
    (void)ctx;
    return strcmp(name, "visit") == 0 ? &visit_list : NULL;
}

static size_t
env_refs(void *ctx, const char *table, const char *typed, struct arena *a, struct option *out, size_t max)
{
    size_t count = 0;

    (void)ctx;
    assert_string_equal(table, "customer");
    for (size_t i = 0; i < COUNT(people) && count < max; i++)
        if (strstr(people[i].text, typed) || strcmp(people[i].code, typed) == 0)
            out[count++] = (struct option) { .id = people[i].id, .code = people[i].code,
                                             .text = arena_strdup(a, people[i].text) };
    return count;
}

static char *
env_ref_text(void *ctx, const char *table, int64_t id, struct arena *a)
{
    (void)ctx;
    (void)table;
    for (size_t i = 0; i < COUNT(people); i++)
        if (people[i].id == id)
            return arena_strdup(a, people[i].text);
    return NULL;
}

static bool
not_a_sunday(const struct field *f, const struct value *v, const struct field_env *env, struct err *err)
{
    (void)f;
    (void)env;
    return day_weekday((day)v->num) != 7 || err_set(err, ERR_REFUSED, "closed on Sundays");
}

static bool
when_second_visit(const struct field *fields, const struct value *v)
{
    int kind = field_index(fields, "visit");

    return v[kind].set && strcmp(v[kind].text, "2") == 0;
}

enum { NAME, NOTE, COUNTED, PRICE, SIZE, DUE, AT, CLOCK, PAID, PHONE, CARD, VISIT, WISHES, WHO, SECRET, FIELDS };

static const struct field fields[] = {
    [NAME] = { .name = "name", .label = "Name", .kind = FIELD_TEXT, .limit = 6, .required = true },
    [NOTE] = { .name = "note", .label = "Note", .kind = FIELD_LONG },
    [COUNTED] = { .name = "counted", .label = "People", .kind = FIELD_NUMBER, .min = -3, .max = 20 },
    [PRICE] = { .name = "price", .label = "Price", .kind = FIELD_MONEY, .min = 1, .max = 100000000000 },
    [SIZE] = { .name = "size", .label = "Area", .kind = FIELD_AREA },
    [DUE] = { .name = "due", .label = "Due", .kind = FIELD_DATE, .check = not_a_sunday },
    [AT] = { .name = "at", .label = "At", .kind = FIELD_MOMENT },
    [CLOCK] = { .name = "clock", .label = "Clock", .kind = FIELD_CLOCK, .min = 8 * 60, .max = 20 * 60 },
    [PAID] = { .name = "paid", .label = "Paid", .kind = FIELD_BOOL },
    [PHONE] = { .name = "phone", .label = "Phone", .kind = FIELD_PHONE, .mask = MASK_PHONE },
    [CARD] = { .name = "card", .label = "Card", .kind = FIELD_IDCARD, .mask = MASK_IDCARD },
    [VISIT] = { .name = "visit", .label = "Visit", .kind = FIELD_CHOICE, .list = "visit" },
    [WISHES] = { .name = "wishes", .label = "Wishes", .kind = FIELD_CHOICES, .list = "visit",
                 .when = when_second_visit, .required = true },
    [WHO] = { .name = "who", .label = "Who", .kind = FIELD_REF, .list = "customer", .cols = 9 },
    [SECRET] = { .name = "secret", .label = "Secret", .kind = FIELD_TEXT, .mask = MASK_ALL },
    [FIELDS] = { 0 },
};

/* 2026-11-25 10:20:30 in China, a Wednesday */
static struct field_env
env_now(void)
{
    day d = 0;

    assert_true(day_from_civil(2026, 11, 25, &d));
    return (struct field_env) { .now = moment_at(d, 10 * 3600 + 20 * 60 + 30, ZONE_CHINA), .zone = ZONE_CHINA,
                                .list = env_list, .refs = env_refs, .ref_text = env_ref_text };
}

/* want: as field_plain says it; NULL: refused. show: as people see it, NULL: the same as plain. */
static const struct { int field; const char *typed, *want, *show; } typed[] = {
    { NAME, "", "", NULL },
    { NAME, "　 ", "", NULL },
    { NAME, " 王芳　", "王芳", NULL },
    { NAME, "ｗａｎｇ", "ｗａｎｇ", NULL },                 /* names are not folded */
    { NAME, "e\u0301", "\u00E9", NULL },
    { NAME, "一二三四五六", "一二三四五六", NULL },
    { NAME, "一二三四五六七", NULL, NULL },
    { NAME, "王\r\n芳", "王 芳", NULL },
    { NAME, "a\xFF", NULL, NULL },
    { NOTE, "第一行\r\n第二行\r第三行\n", "第一行\n第二行\n第三行", NULL },
    { NOTE, "a\tb", "a\tb", NULL },
    { COUNTED, "12", "12", NULL },
    { COUNTED, "１２", "12", NULL },
    { COUNTED, "-3", "-3", NULL },
    { COUNTED, "0", "0", NULL },
    { COUNTED, "21", NULL, NULL },
    { COUNTED, "-4", NULL, NULL },
    { COUNTED, "1.5", NULL, NULL },
    { COUNTED, "abc", NULL, NULL },
    { PRICE, "128w", "1280000.00", "1,280,000.00" },
    { PRICE, "2,823,156.00", "2823156.00", "2,823,156.00" },
    { PRICE, "0", NULL, NULL },
    { PRICE, "20亿", NULL, NULL },
    { PRICE, "much", NULL, NULL },
    { SIZE, "118.62㎡", "118.62", NULL },
    { SIZE, "0", "0.00", NULL },
    { SIZE, "big", NULL, NULL },
    { DUE, "today", "2026-11-25", "11-25" },
    { DUE, "+3", "2026-11-28", "11-28" },
    { DUE, "1128", "2026-11-28", "11-28" },
    { DUE, "20270105", "2027-01-05", "2027-01-05" },
    { DUE, "1129", NULL, NULL },                            /* a Sunday */
    { DUE, "1131", NULL, NULL },
    { AT, "now", "2026-11-25T10:20:00+08:00", "11-25 10:20" },
    { AT, "1530", "2026-11-25T15:30:00+08:00", "11-25 15:30" },
    { AT, "+15", "2026-11-25T10:35:00+08:00", "11-25 10:35" },
    { AT, "2026-11-28 15:30:45", "2026-11-28T15:30:45+08:00", "11-28 15:30" },
    { AT, "later", NULL, NULL },
    { CLOCK, "930", "09:30", NULL },
    { CLOCK, "now", "10:20", NULL },
    { CLOCK, "0730", NULL, NULL },                          /* before the bounds */
    { CLOCK, "25", NULL, NULL },
    { PAID, "1", "yes", NULL },
    { PAID, "是", "yes", NULL },
    { PAID, "Ｎ", "no", NULL },
    { PAID, "No", "no", NULL },
    { PAID, "2", NULL, NULL },
    { PHONE, "+86 138-0013-5678", "13800135678", "138 0013 5678" },
    { PHONE, "123", NULL, NULL },
    { CARD, "11010519491231002x", "11010519491231002X", NULL },
    { CARD, "110105194912310021", NULL, NULL },
    { VISIT, "1", "首次到访", NULL },
    { VISIT, "１", "首次到访", NULL },
    { VISIT, "首次到访", "首次到访", NULL },
    { VISIT, "首", "首次到访", NULL },
    { VISIT, "sc", "首次到访", NULL },
    { VISIT, "SCDF", "首次到访", NULL },
    { VISIT, "qy", "签约", NULL },                          /* whole initials go before a beginning */
    { VISIT, "qyb", "签约办证", NULL },
    { VISIT, "qianyueban", "签约办证", NULL },
    { VISIT, "签约", "签约", NULL },
    { VISIT, "再次", NULL, NULL },                          /* two begin so */
    { VISIT, "zc", NULL, NULL },
    { VISIT, "zcq", "再次签约", NULL },
    { VISIT, "vip", "VIP tour", NULL },
    { VISIT, "4", NULL, NULL },                             /* retired: not offered */
    { VISIT, "cg", NULL, NULL },
    { VISIT, "参观", "参观", NULL },                        /* but an old record may keep it */
    { VISIT, "9", NULL, NULL },
    { WISHES, "3 1", "首次到访、签约", "首次到访, 签约" },  /* in the list's order */
    { WISHES, "1，3,1", "首次到访、签约", "首次到访, 签约" },
    { WISHES, "VIP tour 其他", "其他、VIP tour", "其他, VIP tour" },
    { WISHES, "sc、qyb", "首次到访、签约办证", "首次到访, 签约办证" },
    { WISHES, "1 9", NULL, NULL },
    { WISHES, ", ,", "", NULL },
    { WHO, "JD001", "王芳", NULL },
    { WHO, "李敏", "李敏", NULL },                          /* exactly one of two found */
    { WHO, "敏敏", "李敏敏", NULL },                        /* found alone */
    { WHO, "王芳", NULL, NULL },
    { WHO, "#8", "王芳", NULL },
    { WHO, "#11", NULL, NULL },
    { WHO, "张三", NULL, NULL },
};

static void
what_is_typed_becomes_a_value(void **state)
{
    struct arena a = { 0 };
    struct field_env env = env_now();

    (void)state;
    for (size_t i = 0; i < COUNT(typed); i++) {
        const struct field *f = &fields[typed[i].field];
        struct value v;
        struct err err = { 0 };

        if (!field_parse(f, typed[i].typed, &env, &a, &v, &err)) {
            assert_row_string(i, NULL, typed[i].want);
            assert_row_string(i, err.field, f->name);
            assert_row_int(i, err.text[0] != '\0', 1);
            assert_row_int(i, v.set, 0);
            continue;
        }
        if (!typed[i].want)
            fail_msg("row %zu: %s is taken as %s", i, typed[i].typed, field_plain(f, &v, &env, &a));
        assert_row_int(i, v.set, typed[i].want[0] != '\0');
        assert_row_string(i, field_plain(f, &v, &env, &a), typed[i].want);
        assert_row_string(i, field_show(f, &v, &env, &a), typed[i].show ? typed[i].show : typed[i].want);
    }
    arena_free(&a);
}

/* What stands in the form, typed again, and what stands in a file, read again, give the same value. */
static void
values_come_back_from_form_and_file(void **state)
{
    struct arena a = { 0 };
    struct field_env env = env_now();

    (void)state;
    for (size_t i = 0; i < COUNT(typed); i++) {
        const struct field *f = &fields[typed[i].field];
        struct value v, again;
        struct err err = { 0 };

        if (!typed[i].want)
            continue;
        assert_true(field_parse(f, typed[i].typed, &env, &a, &v, &err));
        if (!field_parse(f, field_edit(f, &v, &env, &a), &env, &a, &again, &err))
            fail_msg("row %zu: %s: %s", i, field_edit(f, &v, &env, &a), err.text);
        assert_row_int(i, value_equal(f, &v, &again), 1);
        if (f->kind == FIELD_REF && strcmp(typed[i].want, "王芳") == 0)
            continue;           /* two bear that name: a file must give their numbers */
        if (!field_read(f, field_plain(f, &v, &env, &a), &env, &a, &again, &err))
            fail_msg("row %zu: %s: %s", i, field_plain(f, &v, &env, &a), err.text);
        assert_row_int(i, value_equal(f, &v, &again), 1);
    }
    arena_free(&a);
}

static const struct { int field; const char *cell, *want; } cells[] = {
    { NAME, "王芳\n", "王芳" },
    { DUE, "2026/3/5", "2026-03-05" },
    { DUE, "2026年3月5日", "2026-03-05" },
    { DUE, "20260305", "2026-03-05" },
    { DUE, "1128", NULL },                                  /* which year? */
    { DUE, "today", NULL },
    { AT, "2026/3/5 14:30", "2026-03-05T14:30:00+08:00" },
    { AT, "2026-03-05", "2026-03-05T00:00:00+08:00" },
    { AT, "2026-03-05T14:30:00Z", "2026-03-05T22:30:00+08:00" },
    { AT, "1530", NULL },
    { AT, "2026/3/5 soon", NULL },
    { VISIT, "1", "首次到访" },
    { VISIT, "首次到访", "首次到访" },
    { VISIT, "首次", NULL },
    { VISIT, "qy", NULL },
    { VISIT, "4", "参观" },                                 /* an old record of another system */
    { WISHES, "首次到访;签约", "首次到访、签约" },
    { WISHES, "首次", NULL },
    { WHO, "JD002", "王芳" },
    { WHO, "敏敏", NULL },
    { WHO, "李敏", "李敏" },
    { WHO, "王芳", NULL },
    { PAID, "√", "yes" },
    { PRICE, "￥1,200", "1200.00" },
};

static void
cells_of_files_are_read_exactly(void **state)
{
    struct arena a = { 0 };
    struct field_env env = env_now();

    (void)state;
    for (size_t i = 0; i < COUNT(cells); i++) {
        const struct field *f = &fields[cells[i].field];
        struct value v;
        struct err err = { 0 };
        bool ok = field_read(f, cells[i].cell, &env, &a, &v, &err);

        assert_row_string(i, ok ? field_plain(f, &v, &env, &a) : NULL, cells[i].want);
    }
    arena_free(&a);
}

static const struct { int field; const char *typed, *says; } refusals[] = {
    { NAME, "一二三四五六七", "At most 6 characters go in here; these are 7." },
    { COUNTED, "21", "Expected is -3 to 20." },
    { PRICE, "20亿", "Expected is 0.01 to 1,000,000,000.00." },
    { CLOCK, "0730", "Expected is 08:00 to 20:00." },
    { VISIT, "4", "The entry \"参观\" is no longer in use." },
    { VISIT, "再次", "\"再次\" fits several entries: 再次到访, 再次签约." },
    { VISIT, "9", "\"9\" is not in the list." },
    { DUE, "1129", "closed on Sundays" },
    { WHO, "王芳", "\"王芳\" fits several records. Please say more." },
};

static void
refusals_say_what_was_expected(void **state)
{
    struct arena a = { 0 };
    struct field_env env = env_now();
    struct field lost = { .name = "lost", .kind = FIELD_CHOICE, .list = "nowhere" };
    struct value v;
    struct err err = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(refusals); i++) {
        assert_false(field_parse(&fields[refusals[i].field], refusals[i].typed, &env, &a, &v, &err));
        assert_row_string(i, err.text, refusals[i].says);
        assert_row_string(i, err.field, fields[refusals[i].field].name);
        assert_row_int(i, err.code, refusals[i].field == DUE ? ERR_REFUSED : ERR_INPUT);
    }
    assert_false(field_parse(&lost, "1", &env, &a, &v, &err));
    assert_int_equal(err.code, ERR_MISSING);
    assert_false(field_parse(&lost, "1", NULL, &a, &v, NULL));
    arena_free(&a);
}

static void
masks_hide_in_lists(void **state)
{
    struct arena a = { 0 };
    struct field_env env = env_now();
    struct value phone = { .set = true, .text = "13800135678" }, none = { 0 };
    struct value card = { .set = true, .text = "11010519491231002X" };

    (void)state;
    assert_string_equal(field_show_masked(&fields[PHONE], &phone, &env, &a), "138****5678");
    assert_null(strstr(field_show_masked(&fields[CARD], &card, &env, &a), "19491231"));
    assert_string_equal(field_show_masked(&fields[SECRET], &card, &env, &a), "****");
    assert_string_equal(field_show_masked(&fields[SECRET], &none, &env, &a), "");
    assert_string_equal(field_show_masked(&fields[NAME], &card, &env, &a), "11010519491231002X");
    arena_free(&a);
}

static void
tables_of_fields(void **state)
{
    struct arena a = { 0 };
    struct value v[FIELDS] = { 0 };
    struct value copy;
    char text[] = "2";

    (void)state;
    assert_int_equal(field_count(fields), FIELDS);
    assert_int_equal(field_index(fields, "price"), PRICE);
    assert_int_equal(field_index(fields, "nothing"), -1);
    assert_int_equal(field_cols(&fields[WHO]), 9);
    for (int i = 0; i < FIELDS; i++)
        assert_true(field_cols(&fields[i]) > 0);
    assert_int_equal(field_limit(&fields[NAME]), 6);
    assert_int_equal(field_limit(&fields[SECRET]), 200);
    assert_int_equal(field_limit(&fields[NOTE]), 4000);

    assert_int_equal(field_first_missing(fields, v), NAME);
    v[NAME] = (struct value) { .set = true, .text = "王芳" };
    assert_false(field_applies(fields, WISHES, v));
    assert_int_equal(field_first_missing(fields, v), -1);
    v[VISIT] = (struct value) { .set = true, .text = text };
    assert_true(field_applies(fields, WISHES, v));
    assert_int_equal(field_first_missing(fields, v), WISHES);

    copy = value_copy(&a, &v[VISIT]);
    assert_true(value_equal(&fields[VISIT], &copy, &v[VISIT]));
    text[0] = '3';
    assert_string_equal(copy.text, "2");
    assert_false(value_equal(&fields[VISIT], &copy, &v[VISIT]));
    assert_false(value_equal(&fields[PRICE], &(struct value) { .set = true }, &(struct value) { 0 }));
    assert_true(value_equal(&fields[PRICE], &(struct value) { .num = 1 }, &(struct value) { .num = 2 }));
    assert_false(value_equal(&fields[PRICE], &(struct value) { .set = true, .num = 1 }, &(struct value) { .set = true }));
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_typed_becomes_a_value),
        cmocka_unit_test(values_come_back_from_form_and_file),
        cmocka_unit_test(cells_of_files_are_read_exactly),
        cmocka_unit_test(refusals_say_what_was_expected),
        cmocka_unit_test(masks_hide_in_lists),
        cmocka_unit_test(tables_of_fields),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
