/* Registers in and out of files: headings, rows, what is the same, what differs, what an export shows. */
#include "tests/house.h"

#include "data/register_io.h"

#include <stdio.h>
#include <string.h>

static struct reg_columns
columns_of(struct house *h, const char *reg, const char *const *head, size_t n)
{
    struct reg_columns c;

    must(reg_import_columns(h->o, reg_get(reg), head, n, NULL, 0, &h->a, &c, &err));
    return c;
}

static enum reg_row
row(struct house *h, const struct reg_columns *c, const char *const *cells, size_t n, struct record **out, char **differs, struct err *err)
{
    return reg_import_row(h->o, c, cells, n, &h->a, out, differs, err);
}

static void
take(struct house *h, struct record *r)
{
    struct action a;

    must(office_begin(h->o, &a, "import", 0, &err));
    must(reg_import_write(h->o, &a, r, &err));
    must(action_commit(&a, &err));
}

static void
headings_are_recognised_however_they_are_written(void **state)
{
    static const char *const head[] = { "项目", " 车牌号 ", "证照 名称*", "ISSUED_ON", "有效期", "说明" };
    struct house *h = *state;
    struct reg_columns c = columns_of(h, "permit", head, COUNT(head));
    const struct field *f = reg_get("permit")->fields;

    assert_int_equal(c.column[field_index(f, "project")], 0);
    assert_int_equal(c.column[field_index(f, "kind")], 2);
    assert_int_equal(c.column[field_index(f, "issued_on")], 3);
    assert_int_equal(c.column[field_index(f, "expires_on")], 4);
    assert_int_equal(c.column[field_index(f, "number")], -1);
    assert_int_equal(c.nunknown, 2);
    assert_string_equal(c.unknown[1], "说明");
}

static void
what_a_file_lacks_or_says_twice_is_refused(void **state)
{
    static const char *const twice[] = { "项目", "证照", "类型" }, *const lacks[] = { "项目", "证号" }, *const none[] = { "甲", "乙" };
    static const char *const given[] = { "乙=kind", "1=项目" }, *const wrong[] = { "丙=kind" };
    struct house *h = *state;
    const struct reg *reg = reg_get("permit");
    struct reg_columns c;

    refused(reg_import_columns(h->o, reg, twice, 3, NULL, 0, &h->a, &c, &err), "");
    refused(reg_import_columns(h->o, reg, lacks, 2, NULL, 0, &h->a, &c, &err), "kind");
    refused(reg_import_columns(h->o, reg, none, 2, NULL, 0, &h->a, &c, &err), "project");
    refused(reg_import_columns(h->o, reg, none, 2, wrong, 1, &h->a, &c, &err), "");
    must(reg_import_columns(h->o, reg, none, 2, given, 2, &h->a, &c, &err));
    assert_int_equal(c.column[field_index(reg->fields, "kind")], 1);
    assert_int_equal(c.column[field_index(reg->fields, "project")], 0);
}

static void
the_same_file_twice_adds_nothing_and_a_difference_is_listed(void **state)
{
    static const char *const head[] = { "项目", "证照", "证号", "有效期", "状态" };
    static const char *const cells[] = { "云栖花园", "规划用地许可证", "地字 2024-6", "2027/3/5", "有效" };
    static const char *const later[] = { "云栖花园", "规划用地许可证", "地字 2024-6", "2028/3/5", "" };
    struct house *h = *state;
    struct reg_columns c = columns_of(h, "permit", head, COUNT(head));
    struct record *r;
    char *differs;
    struct err why = { 0 };

    c.state = -1;
    assert_int_equal(row(h, &c, cells, 5, &r, &differs, &why), REG_ROW_NEW);
    assert_int_equal(r->id, 0);
    take(h, r);
    assert_int_equal(row(h, &c, cells, 5, &r, &differs, &why), REG_ROW_SAME);
    assert_int_equal(row(h, &c, later, 5, &r, &differs, &why), REG_ROW_DIFFERS);
    assert_non_null(strstr(differs, "2028"));
    assert_int_equal(reg_total(h->o, r->reg, NULL), 1);
    take(h, r);
    assert_int_equal(reg_total(h->o, r->reg, NULL), 1);
    assert_int_equal(row(h, &c, later, 5, &r, &differs, &why), REG_ROW_SAME);
    assert_int_equal(row(h, &c, later, 3, &r, &differs, &why), REG_ROW_SAME);        /* empty cells change nothing */
}

static void
a_home_is_found_in_its_project_and_a_missing_building_is_refused(void **state)
{
    static const char *const head[] = { "楼盘", "楼栋", "单元", "房号", "面积", "总价" };
    static const char *const good[] = { "云栖花园", "3", "1", "1203", "118.50", "2800000" };
    static const char *const lost[] = { "云栖花园", "9", "1", "1203", "118.50", "2800000" };
    static const char *const ragged[] = { "云栖花园", "3", "1", "1204", "一百", "2800000" };
    struct house *h = *state;
    struct reg_columns c = columns_of(h, "home", head, COUNT(head));
    struct record *r, *other = house_blank(h, "project");
    struct err why = { 0 };

    record_set_text(other, "name", "柳溪苑");
    record_set_num(other, "sales_manager", h->staff[ZHOU]);
    must(reg_save(h->o, other, NULL, &err));
    h->project = other->id;
    house_building(h, "3");                                     /* another building of that name elsewhere */
    assert_int_equal(row(h, &c, lost, 6, &r, NULL, &why), REG_ROW_BAD);
    assert_string_equal(why.field, "building");
    assert_null(r);
    assert_int_equal(row(h, &c, ragged, 6, &r, NULL, &why), REG_ROW_BAD);
    assert_string_equal(why.field, "area_contract");
    assert_int_equal(row(h, &c, good, 6, &r, NULL, &why), REG_ROW_NEW);
    take(h, r);
    assert_string_equal(record_text(house_again(h, r), "code"), "3-1-1203");
    assert_int_equal(record_num(r, "building"), h->building);
    assert_int_equal(row(h, &c, good, 6, &r, NULL, &why), REG_ROW_SAME);
    assert_int_equal(h->o->project, 0);
}

static void
a_row_that_cannot_be_written_leaves_the_others(void **state)
{
    static const char *const head[] = { "业主姓名", "车牌" };
    static const char *const one[] = { "王芳 13812345678", "浙A·12345" }, *const same_plate[] = { "赵敏", "浙a12345" };
    static const char *const nobody[] = { "钱七", "浙A99999" };
    struct house *h = *state;
    struct reg_columns c = columns_of(h, "vehicle", head, 2);
    struct record *r;
    struct action a;
    struct err why = { 0 };

    house_customer(h, "王芳", "13812345678");
    house_customer(h, "王芳", "13812345679");
    house_customer(h, "赵敏", "13900000001");
    must(office_begin(h->o, &a, "import", 0, &err));
    assert_int_equal(row(h, &c, one, 2, &r, NULL, &why), REG_ROW_NEW);
    must(reg_import_write(h->o, &a, r, &err));
    assert_int_equal(row(h, &c, one, 2, &r, NULL, &why), REG_ROW_SAME);
    assert_int_equal(row(h, &c, same_plate, 2, &r, NULL, &why), REG_ROW_NEW);
    refused(reg_import_write(h->o, &a, r, &err), "plate");
    assert_int_equal(row(h, &c, nobody, 2, &r, NULL, &why), REG_ROW_BAD);
    assert_string_equal(why.field, "customer");
    must(action_commit(&a, &err));
    assert_int_equal(reg_total(h->o, c.reg, NULL), 1);
}

/* A signature is given by a person, never by a file. */
static void
signatures_are_not_imported(void **state)
{
    static const char *const head[] = { "文件类别", "文件编号", "文件名称", "存放位置", "通知对象", "编制人", "审核人", "批准人", "状态" };
    static const char *const cells[] = { "制度与流程", "ZD-07", "接待规范", "共享盘", "销售顾问", "王强", "陈静", "林总", "in_force" };
    struct house *h = *state;
    struct reg_columns c = columns_of(h, "document", head, COUNT(head));
    struct record *r;
    struct action a;
    struct err why = { 0 };

    assert_int_equal(row(h, &c, cells, COUNT(head), &r, NULL, &why), REG_ROW_NEW);
    assert_string_equal(r->state, "in_force");
    must(office_begin(h->o, &a, "import", 0, &err));
    refused(reg_import_write(h->o, &a, r, &err), "author");
    action_fail(&a);
    assert_int_equal(reg_total(h->o, c.reg, NULL), 0);
}

/* What an export writes an import reads back: the same record, nothing to do. */
static void
an_export_read_again_changes_nothing(void **state)
{
    struct house *h = *state;
    struct record *r = house_blank(h, "vehicle"), *back;
    char **head, **cells;
    size_t n;
    struct reg_columns c;
    struct err why = { 0 };

    record_set_num(r, "customer", house_customer(h, "王芳", "13812345678"));
    record_set_text(r, "plate", "浙A12345");
    record_set_text(r, "note", "白色\n两厢");
    must(reg_save(h->o, r, NULL, &err));
    n = reg_export_head(h->o, r->reg, false, &h->a, &head);
    assert_int_equal(reg_export_row(h->o, r, REG_PLAIN, &h->a, &cells), n);
    must(reg_import_columns(h->o, r->reg, (const char *const *)head, n, NULL, 0, &h->a, &c, &err));
    assert_int_equal(c.nunknown, 0);
    assert_int_equal(row(h, &c, (const char *const *)cells, n, &back, NULL, &why), REG_ROW_SAME);
    assert_int_equal(back->id, r->id);
}

static void
an_export_shows_no_more_than_its_maker_may_see(void **state)
{
    struct house *h = *state;
    struct record *r = house_blank(h, "stop_list");
    char **head, **cells;
    size_t n;

    record_set_text(r, "phone", "13812345678");
    record_set_text(r, "reason", "2");
    must(reg_save(h->o, r, NULL, &err));
    n = reg_export_head(h->o, r->reg, true, &h->a, &head);
    assert_string_equal(head[1], "phone");
    assert_string_equal(head[n - 1], "state");
    reg_export_row(h->o, r, REG_PLAIN, &h->a, &cells);
    assert_string_equal(cells[1], "13812345678");
    reg_export_row(h->o, r, REG_MASKED, &h->a, &cells);
    assert_string_equal(cells[1], "138****5678");
    house_sit(h, LIN);                                          /* management sees no phones */
    reg_export_row(h->o, r, REG_PLAIN, &h->a, &cells);
    assert_string_equal(cells[1], "138****5678");
}

static void
every_register_explains_its_columns(void **state)
{
    struct house *h = *state;

    for (size_t i = 0; reg_at(i); i++) {
        struct reg_heading *heads;
        size_t n = reg_import_headings(h->o, reg_at(i), &h->a, &heads);

        assert_int_equal(n, field_count(reg_at(i)->fields));
        for (size_t f = 0; f < n; f++)
            assert_true(*heads[f].label && *heads[f].meaning);
    }
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)
        T(headings_are_recognised_however_they_are_written),
        T(what_a_file_lacks_or_says_twice_is_refused),
        T(the_same_file_twice_adds_nothing_and_a_difference_is_listed),
        T(a_home_is_found_in_its_project_and_a_missing_building_is_refused),
        T(a_row_that_cannot_be_written_leaves_the_others),
        T(signatures_are_not_imported),
        T(an_export_read_again_changes_nothing),
        T(an_export_shows_no_more_than_its_maker_may_see),
        T(every_register_explains_its_columns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
