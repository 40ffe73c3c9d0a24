/* Rosters into the records and out again: what sales offices' files are really like. */
#include "tests/support.h"

#include "base/csv.h"
#include "data/customer.h"
#include "data/engine/find.h"
#include "data/engine/journal.h"
#include "data/export.h"
#include "data/import.h"
#include "data/task.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NOW 1795312800      /* 2026-11-22 09:20 in China, a Sunday */

struct desk {
    struct office *o;
    struct arena a;
    char *folder;
    struct buf said[IMPORT_SAID_CODED + 1];
    struct import_result r;
    struct err err;
};

static int
open_desk(void **state)
{
    struct desk *d = mem_alloc(sizeof *d);

    d->folder = support_tmpdir(&d->a);
    if (!office_create(&d->o, NULL, "test", OFFICE_REAL, &d->err))
        fail_msg("%s", d->err.text);
    office_set_now(d->o, NOW);
    *state = d;
    return 0;
}

static int
close_desk(void **state)
{
    struct desk *d = *state;

    office_close(&d->o);
    support_rmdir(d->folder);
    for (size_t i = 0; i < COUNT(d->said); i++)
        buf_free(&d->said[i]);
    arena_free(&d->a);
    free(d);
    return 0;
}

static char *
path_of(struct desk *d, const char *name)
{
    return arena_printf(&d->a, "%s/%s", d->folder, name);
}

static void
keep_line(void *ctx, enum import_said what, const char *line)
{
    struct desk *d = ctx;

    buf_printf(&d->said[what], "%s\n", line);
}

static const char *
said(const struct desk *d, enum import_said what)
{
    return d->said[what].text ? d->said[what].text : "";
}

/* Import what stands at path; the wish's other fields are the test's. */
static bool
import_path(struct desk *d, struct import_wish w, const char *path)
{
    w.path = path;
    w.say = keep_line;
    w.ctx = d;
    for (size_t i = 0; i < COUNT(d->said); i++)
        buf_clear(&d->said[i]);
    memset(&d->err, 0, sizeof d->err);
    return import_run(d->o, &w, &d->r, &d->err);
}

static bool
import_bytes(struct desk *d, struct import_wish w, const void *bytes, size_t size)
{
    char *path = path_of(d, "list.csv");

    support_write(path, bytes, size);
    return import_path(d, w, path);
}

static bool
import_text(struct desk *d, const char *kind, const char *text)
{
    return import_bytes(d, (struct import_wish){ .kind = kind }, text, strlen(text));
}

static bool
import_gbk(struct desk *d, const char *kind, const char *text)
{
    struct buf bytes = { 0 };
    bool good;

    assert_true(charset_encode(CHARSET_GBK, text, strlen(text), &bytes, NULL, NULL));
    good = import_bytes(d, (struct import_wish){ .kind = kind }, bytes.text, bytes.size);
    buf_free(&bytes);
    return good;
}

#define must(call) do { if (!(call)) fail_msg("%s: %s %s", #call, d->err.text, said(d, IMPORT_SAID_BAD)); } while (0)
#define refused(call, words) \
    do { \
        assert_false(call); \
        if (!strstr(d->err.text, words) && !strstr(said(d, IMPORT_SAID_BAD), words)) \
            fail_msg("\"%s\" was expected in: %s / %s", words, d->err.text, said(d, IMPORT_SAID_BAD)); \
    } while (0)
#define assert_counts(rows_, added_, changed_, same_, differ_) \
    do { \
        assert_int_equal(d->r.rows, rows_); \
        assert_int_equal(d->r.added, added_); \
        assert_int_equal(d->r.changed, changed_); \
        assert_int_equal(d->r.same, same_); \
        assert_int_equal(d->r.differ, differ_); \
    } while (0)

static int64_t
customers(struct desk *d)
{
    return reg_total(d->o, reg_get("customer"), NULL);
}

/* The one customer with that phone and name. */
static struct record *
customer(struct desk *d, const char *name, const char *phone)
{
    int64_t id = customer_same(d->o, name, phone, NULL);
    struct record *r;

    if (!id)
        fail_msg("%s %s is not there", name, phone);
    must(reg_read(d->o, reg_get("customer"), id, &d->a, &r, &d->err));
    return r;
}

static int64_t
entries(struct desk *d)
{
    struct entry e;
    struct actor me = { .desk = "test", .now = NOW };

    return journal_last(d->o->store, &me, &d->a, &e, NULL) ? e.id : 0;
}

/* ---- people ------------------------------------------------------------------------------------ */

#define PEOPLE "姓名,手机,证件号,性别,职业,来源渠道,备注\r\n" \
    "王芳,13800135678,110105195403270028,女,教师,抖音,\"他说\"\"好\"\",\r\n再来\"\r\n" \
    "张伟,13900001111,,男,退休,来电,\r\n"

static void
F815_a_gbk_roster_is_read_with_quotes_and_line_breaks(void **state)
{
    struct desk *d = *state;
    struct record *r;

    must(import_gbk(d, "customers", PEOPLE));
    assert_counts(2, 2, 0, 0, 0);
    assert_int_equal(d->r.charset, CHARSET_GB18030);
    r = customer(d, "王芳", "13800135678");
    assert_string_equal(record_text(r, "note"), "他说\"好\",\n再来");
    assert_string_equal(record_text(r, "sex"), "2");
    assert_string_equal(record_text(customer(d, "张伟", "13900001111"), "channel"), "2");
}

static void
F815_a_value_the_list_lacks_is_kept_as_other_in_its_own_words(void **state)
{
    struct desk *d = *state;
    struct record *r;

    must(import_gbk(d, "customers", PEOPLE));
    r = customer(d, "王芳", "13800135678");
    assert_string_equal(office_code_text(d->o, "channel", record_text(r, "channel")), "其他");
    assert_string_equal(record_text(r, "channel_words"), "抖音");
    assert_non_null(strstr(said(d, IMPORT_SAID_CODED), "抖音"));
    assert_int_equal(d->r.coded, 2);
}

static void
F815_the_same_file_twice_adds_nothing(void **state)
{
    struct desk *d = *state;
    int64_t before;

    must(import_gbk(d, "customers", PEOPLE));
    before = entries(d);
    must(import_gbk(d, "customers", PEOPLE));
    assert_counts(2, 0, 0, 2, 0);
    assert_int_equal(customers(d), 2);
    assert_int_equal(entries(d), before);
    must(import_text(d, "customers", PEOPLE));      /* the same in UTF-8 */
    assert_counts(2, 0, 0, 2, 0);
}

static void
F815_corrected_rows_are_listed_and_change_only_with_update(void **state)
{
    static const char corrected[] = "姓名,手机,职业\n王芳,13800135678,医生\n张伟,13900001111,退休\n";
    struct desk *d = *state;
    struct change *changes;
    struct record *r;
    size_t n, found = 0;

    must(import_gbk(d, "customers", PEOPLE));
    must(import_text(d, "customers", corrected));
    assert_counts(2, 0, 0, 1, 1);
    assert_non_null(strstr(said(d, IMPORT_SAID_DIFFERS), "教师 -> 医生"));
    assert_string_equal(record_text(customer(d, "王芳", "13800135678"), "occupation_words"), "教师");
    must(import_bytes(d, (struct import_wish){ .kind = "customers", .update = true }, corrected, strlen(corrected)));
    assert_counts(2, 0, 1, 1, 0);
    r = customer(d, "王芳", "13800135678");
    assert_string_equal(record_text(r, "occupation_words"), "医生");
    /* F-022: the old value is in the journal. */
    must(journal_changes(d->o->store, r->entry, &d->a, &changes, &n, &d->err));
    for (size_t i = 0; i < n; i++)
        found += changes[i].old && strcmp(changes[i].old, "教师") == 0 && strcmp(changes[i].now, "医生") == 0;
    assert_int_equal(found, 1);
}

/* An empty cell says nothing; it does not erase. */
static void
an_empty_cell_leaves_what_is_stored(void **state)
{
    struct desk *d = *state;

    must(import_gbk(d, "customers", PEOPLE));
    must(import_bytes(d, (struct import_wish){ .kind = "customers", .update = true }, "姓名,手机,备注\n王芳,13800135678,\n",
                      strlen("姓名,手机,备注\n王芳,13800135678,\n")));
    assert_counts(1, 0, 0, 1, 0);
}

static void
F815_two_people_with_one_name_and_one_phone_for_two_people(void **state)
{
    struct desk *d = *state;
    struct relative *family;
    size_t n;

    must(import_text(d, "customers", "姓名,手机\n王芳,13800135678\n王芳,13900002222\n李强,13800135678\n"));
    assert_counts(3, 3, 0, 0, 0);
    assert_int_equal(d->r.family, 1);
    assert_non_null(strstr(said(d, IMPORT_SAID_FAMILY), "李强"));
    must(customer_household(d->o, customer(d, "李强", "13800135678")->id, &d->a, &family, &n, &d->err));
    assert_int_equal(n, 1);
    assert_string_equal(family[0].name, "王芳");
}

static void
F815_the_same_id_card_is_one_person_whatever_the_name(void **state)
{
    struct desk *d = *state;

    must(import_text(d, "customers", "姓名,证件号\n王芳,110105195403270028\n"));
    must(import_text(d, "customers", "姓名,证件号\n王芬,110105540327002\n"));      /* the same card, as it was before 1999 */
    assert_int_equal(d->r.added, 0);
    assert_int_equal(d->r.differ, 1);
    assert_int_equal(customers(d), 1);
}

static void
F815_who_left_no_contact_is_not_doubled(void **state)
{
    static const char file[] = "姓名,手机,拒留\n王先生,,是\n王先生,,是\n李女士,,是\n";
    struct desk *d = *state;

    must(import_text(d, "customers", file));
    assert_counts(3, 2, 0, 1, 0);
    must(import_text(d, "customers", file));
    assert_counts(3, 0, 0, 3, 0);
    assert_int_equal(customers(d), 2);
}

static void
F815_a_phone_is_one_however_it_is_typed(void **state)
{
    static const char *const typed[] = {
        "138 0013 5678", "+86 13800135678", "0086-138-0013-5678", "１３８００１３５６７８", "138-0013-5678", "13800135678\t",
    };
    struct desk *d = *state;

    for (size_t i = 0; i < COUNT(typed); i++) {
        must(import_text(d, "customers", arena_printf(&d->a, "姓名,手机\n王芳,%s\n", typed[i])));
        assert_row_int(i, customers(d), 1);
    }
    must(import_text(d, "customers", "姓名,手机\n赵云,13700001111/0571-87654321、13700002222\n"));
    assert_int_equal(customer(d, "赵云", "13700002222")->id, customer(d, "赵云", "0571-87654321")->id);
}

static void
F815_names_are_kept_as_they_are(void **state)
{
    static const char *const names[] = {
        "䶮㛃𬭎", "阿不都热依木·买买提艾力江", "欧阳娜娜", "John Smith", "小明😀", "👨‍👩‍👧", "O'Brien", "=1+1", "王 芳",
    };
    struct desk *d = *state;
    struct buf file = { 0 };

    buf_puts(&file, "姓名,手机\n");
    for (size_t i = 0; i < COUNT(names); i++)
        buf_printf(&file, "%s,1390000%04zu\n", names[i], i);
    must(import_text(d, "customers", file.text));
    buf_free(&file);
    for (size_t i = 0; i < COUNT(names); i++)
        assert_row_string(i, record_text(customer(d, names[i], arena_printf(&d->a, "1390000%04zu", i)), "name"), names[i]);
}

static void
F815_control_characters_are_refused_with_their_place(void **state)
{
    static const struct { const char *name, *want; } cases[] = {
        { "王\033[31m红", "U+001B" }, { "王\xC2\x9B红", "U+009B" }, { "王\xE2\x80\xAE红", "U+202E" }, { "王\xE2\x80\x8B红", "U+200B" },
        { "王\x7F", "U+007F" },
    };
    struct desk *d = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        refused(import_text(d, "customers", arena_printf(&d->a, "姓名,手机\n%s,13900000001\n", cases[i].name)), cases[i].want);
        assert_null(strchr(said(d, IMPORT_SAID_BAD), '\033'));
    }
    assert_int_equal(customers(d), 0);
}

static void
F816_imported_people_are_found(void **state)
{
    struct desk *d = *state;
    int64_t ids[8], ranks[8];
    size_t n;

    must(import_gbk(d, "customers", PEOPLE));
    assert_int_equal(find_waiting(d->o->store), 0);
    must(find_customers(d->o->store, "wf", 0, ids, ranks, 8, &n, &d->err));
    assert_int_equal(n, 1);
    must(find_customers(d->o->store, "5678", 0, ids, ranks, 8, &n, &d->err));
    assert_int_equal(n, 1);
}

/* ---- what is refused ------------------------------------------------------------------------------- */

static void
F815_errors_name_file_line_column_value_and_what_was_expected(void **state)
{
    struct desk *d = *state;
    const char *words;

    refused(import_text(d, "customers", "姓名,手机,证件号\n王芳,13800135678,\n李四,1380013,\n,13900000001,\n赵六,,\n孙七,,110105195403270027\n"), "4");
    words = said(d, IMPORT_SAID_BAD);
    assert_non_null(strstr(words, "list.csv"));
    assert_non_null(strstr(words, "手机 \"1380013\""));
    assert_non_null(strstr(words, "line 3"));
    assert_non_null(strstr(words, "line 6"));
    assert_int_equal(d->r.bad, 4);
    assert_int_equal(customers(d), 0);
}

static void
F815_rejects_take_the_good_rows_and_give_the_others_back(void **state)
{
    struct desk *d = *state;
    struct csv_reader *r;
    struct csv_row row;
    char *rejects = path_of(d, "rejects.csv");
    const char *file = "姓名,手机\n王芳,13800135678\n李四,1380013\n";

    must(import_bytes(d, (struct import_wish){ .kind = "customers", .rejects = rejects }, file, strlen(file)));
    assert_int_equal(d->r.added, 1);
    assert_int_equal(d->r.bad, 1);
    must(csv_open(&r, rejects, CHARSET_AUTO, &d->err));
    assert_int_equal(csv_next(r, &row, &d->err), 1);
    assert_int_equal(row.count, 3);
    assert_int_equal(csv_next(r, &row, &d->err), 1);
    assert_string_equal(row.cells[0], "李四");
    assert_non_null(strstr(row.cells[2], "line 3"));
    csv_close(&r);
    /* Corrected by hand it goes in as it is. */
    support_write(rejects, "姓名,手机,Reason of refusal\n李四,13800130000,x\n", strlen("姓名,手机,Reason of refusal\n李四,13800130000,x\n"));
    must(import_path(d, (struct import_wish){ .kind = "customers" }, rejects));
    assert_string_equal(said(d, IMPORT_SAID_NOTE), "");
    assert_int_equal(customers(d), 2);
}

static void
F815_a_dry_run_says_what_would_happen_and_writes_nothing(void **state)
{
    struct desk *d = *state;
    const char *file = "姓名,手机\n王芳,13800135678\n王芳,13800135678\n李强,13800135678\n张伟,13900001111\n";
    int64_t before;

    must(import_text(d, "customers", "姓名,手机,职业\n张伟,13900001111,退休\n"));
    before = entries(d);
    must(import_bytes(d, (struct import_wish){ .kind = "customers", .dry_run = true }, file, strlen(file)));
    assert_counts(4, 2, 0, 2, 0);
    assert_int_equal(customers(d), 1);
    assert_int_equal(entries(d), before);
}

static void
F815_headings_in_any_order_and_language_unknown_ones_named(void **state)
{
    struct desk *d = *state;

    must(import_text(d, "customers", "* 联系电话（必填）,车型, 姓 名 ,Occupation\n13800135678,轿车,王芳,退休\n"));
    assert_int_equal(d->r.added, 1);
    assert_non_null(strstr(said(d, IMPORT_SAID_NOTE), "车型"));
    assert_string_equal(record_text(customer(d, "王芳", "13800135678"), "occupation"), "a");
    refused(import_text(d, "customers", "姓名,备注\n王芳,x\n"), "手机/证件号");
    assert_non_null(strstr(d->err.text, "备注"));
    refused(import_text(d, "customers", "王芳,13800135678\n李四,13800135679\n"), "王芳, 13800135678");
    refused(import_text(d, "customers", ""), "list.csv");
    refused(import_text(d, "staff", "姓名,手机\n李敏,13800000001\n"), "手机");
}

static void
F815_map_names_columns_otherwise(void **state)
{
    static const char *const maps[] = { "谁=name", "2=手机" };
    static const char *const wrong[] = { "谁=colour" };
    struct desk *d = *state;
    const char *file = "谁,号\n王芳,13800135678\n";

    must(import_bytes(d, (struct import_wish){ .kind = "customers", .maps = maps, .nmaps = 2 }, file, strlen(file)));
    assert_int_equal(d->r.added, 1);
    refused(import_bytes(d, (struct import_wish){ .kind = "customers", .maps = wrong, .nmaps = 1 }, file, strlen(file)), "colour");
    refused(import_text(d, "colours", file), "customers");
}

/* ---- encodings ------------------------------------------------------------------------------------------ */

static void
F021_a_file_half_and_half_is_refused_with_line_and_byte(void **state)
{
    struct desk *d = *state;
    struct buf bytes = { 0 };
    const char *first = "姓名,手机\n王小芳,13800135678\n", *second = "李小强,13900001111\n";

    assert_true(charset_encode(CHARSET_GBK, first, strlen(first), &bytes, NULL, NULL));
    buf_puts(&bytes, second);
    refused(import_bytes(d, (struct import_wish){ .kind = "customers" }, bytes.text, bytes.size), "3");
    assert_int_equal(customers(d), 0);
    buf_clear(&bytes);
    buf_puts(&bytes, first);
    assert_true(charset_encode(CHARSET_GBK, second, strlen(second), &bytes, NULL, NULL));
    buf_puts(&bytes, "\xFF\xFF\n");
    refused(import_bytes(d, (struct import_wish){ .kind = "customers" }, bytes.text, bytes.size), "3");
    buf_free(&bytes);
}

static void
F021_bom_and_line_ends_of_every_kind(void **state)
{
    static const char *const files[] = {
        "\xEF\xBB\xBF" "姓名,手机\r\n王芳,13800135678\r\n", "姓名,手机\r王芳,13800135678\r", "姓名;手机\n王芳;13800135678",
        "姓名\t手机\r\r\n王芳\t13800135678\r\r\n", "sep=;\r\n姓名;手机\r\n王芳;13800135678\r\n", "\n\n姓名,手机,\n王芳,13800135678,\n,,\n",
    };
    struct desk *d = *state;

    for (size_t i = 0; i < COUNT(files); i++) {
        must(import_text(d, "customers", files[i]));
        assert_row_int(i, d->r.rows, 1);
        assert_row_int(i, d->r.bad, 0);
        assert_row_int(i, customers(d), 1);
    }
}

static void
F021_a_workbook_is_told_from_a_table(void **state)
{
    static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0\0\0\0\0 and so on";
    struct desk *d = *state;

    refused(import_bytes(d, (struct import_wish){ .kind = "customers" }, ole, sizeof ole), "xls");
}

static void
F021_real_listings_are_told_apart(void **state)
{
    static const struct { const char *file, *want; } cases[] = {
        { "real_excel97.xls", "xls" }, { "broken_header_latin1.csv", "" }, { "rent_headerless.gb2312.csv", "headings" },
        { "resale_shanghai.gbk.csv", "姓名" }, { "csv_named_xls.utf8bom.xls", "姓名" },
    };
    struct desk *d = *state;

    for (size_t i = 0; i < COUNT(cases); i++)
        refused(import_path(d, (struct import_wish){ .kind = "customers" },
                            support_shared(&d->a, arena_printf(&d->a, "data/listings/%s", cases[i].file))), cases[i].want);
    assert_int_equal(customers(d), 0);
}

/* ---- homes and owners --------------------------------------------------------------------------------------- */

#define HOMES "楼盘,楼栋,单元,房号,户型,建筑面积,单价,装修\n" \
    "云栖花园,3栋,1单元,1203室,三房,118.62㎡,\"23,800元/平\",精装\n" \
    "云栖花园,3,1,1204,两房,89.5,23800,简装\n" \
    "云栖花园,A座,２,0101,,,,毛坯\n"

static struct record *
home(struct desk *d, const char *code)
{
    struct record *rows[2];
    size_t n;

    must(reg_window(d->o, reg_get("home"), &(struct reg_filter){ .field = "code", .equals_text = code }, NULL, false, &d->a, rows, 2, &n, &d->err));
    if (n != 1)
        fail_msg("%s is there %zu times", code, n);
    return rows[0];
}

static void
F815_homes_make_their_projects_and_buildings(void **state)
{
    struct desk *d = *state;
    struct record *h;

    must(import_gbk(d, "homes", "楼盘,楼栋,单元,房号,户型,建筑面积,单价,装修\n云栖花园,3栋,1单元,1203室,三房,118.62,23800,精装\n"));
    must(import_text(d, "homes", HOMES));
    assert_counts(3, 2, 0, 1, 0);
    assert_int_equal(reg_total(d->o, reg_get("project"), NULL), 1);
    assert_int_equal(reg_total(d->o, reg_get("building"), NULL), 2);
    h = home(d, "3-1-1203");
    assert_int_equal(record_num(h, "area_contract"), 11862);
    assert_int_equal(record_num(h, "price_unit"), 2380000);
    assert_string_equal(record_text(home(d, "3-1-1204"), "note"), "装修: 简装");
    assert_string_equal(record_text(home(d, "A-2-0101"), "delivery_kind"), "2");
    must(import_text(d, "homes", HOMES));
    assert_counts(3, 0, 0, 3, 0);
}

static void
F815_a_room_alone_means_building_unit_room(void **state)
{
    static const char *const rooms[] = { "3-1-1203", "３－１－１２０３", "3栋1单元1203室", "3号楼1单元1203", "03-1-1203" };
    struct desk *d = *state;

    for (size_t i = 0; i < COUNT(rooms); i++) {
        const char *file = arena_printf(&d->a, "房号\n%s\n", rooms[i]);

        must(import_bytes(d, (struct import_wish){ .kind = "homes", .project = "云栖花园" }, file, strlen(file)));
        assert_row_int(i, reg_total(d->o, reg_get("home"), NULL), 1);
    }
    must(import_text(d, "homes", "房号\n3-1-1204\n"));      /* the only project */
    refused(import_text(d, "homes", "房号\n1205\n"), "楼栋");
    must(import_text(d, "homes", "楼盘,房号\n滨江一号,3-1-1203\n"));
    assert_int_equal(reg_total(d->o, reg_get("home"), NULL), 3);
    refused(import_text(d, "homes", "房号\n3-1-1206\n"), "project");
}

#define OWNERS "房号,姓名,手机,签约日,交付日\n3-1-1203,王芳,13800135678,2024-03-05,2026/5/1\n3-1-1203,张伟,13800135678,2024-03-05,2026/5/1\n" \
    "3-1-1204,赵六,13911112222,,\n"

static void
F815_owners_bind_homes_and_people(void **state)
{
    struct desk *d = *state;
    struct owned *owned;
    size_t n;

    must(import_text(d, "homes", HOMES));
    must(import_text(d, "customers", "姓名,手机\n赵六,13911112222\n"));
    must(import_text(d, "owners", OWNERS));
    assert_counts(3, 3, 0, 0, 0);
    assert_int_equal(customers(d), 3);
    must(customer_homes(d->o, customer(d, "张伟", "13800135678")->id, &d->a, &owned, &n, &d->err));
    assert_int_equal(n, 1);
    assert_string_equal(owned[0].code, "3-1-1203");
    assert_string_equal(home(d, "3-1-1203")->state, "signed");
    must(import_text(d, "owners", OWNERS));
    assert_counts(3, 0, 0, 3, 0);
    refused(import_text(d, "owners", "房号,姓名\n9-9-0909,王芳\n"), "9-9-0909");
}

static void
F815_a_home_with_another_owner_is_listed_never_overwritten(void **state)
{
    struct desk *d = *state;
    const char *sold = "房号,姓名,手机\n3-1-1204,钱七,13955556666\n";

    must(import_text(d, "homes", HOMES));
    must(import_text(d, "owners", OWNERS));
    must(import_bytes(d, (struct import_wish){ .kind = "owners", .update = true }, sold, strlen(sold)));
    assert_int_equal(d->r.kept, 1);
    assert_int_equal(d->r.added, 0);
    assert_non_null(strstr(said(d, IMPORT_SAID_KEPT), "赵六"));
    assert_int_equal(customers(d), 3);
}

/* ---- settings and registers ------------------------------------------------------------------------------------ */

static void
F012_imported_holidays_count_at_once(void **state)
{
    struct desk *d = *state;
    struct action a;
    struct task t;
    size_t n;
    struct task_wish w = { .kind = "call", .about = "project", .matter = 1, .text = "x", .rule = "SLA-04", .role = "salesperson",
                           .policy_red = "sla.04.red" };

    must(office_begin(d->o, &a, "test", 0, &d->err));
    must(task_raise(d->o, &a, &w, &d->err));
    must(action_commit(&a, &d->err));
    must(import_text(d, "holidays", "日期,上班,名称,依据\n2027-01-01,否,元旦,国办发明电〔2026〕9号\n"));
    assert_counts(1, 1, 0, 0, 0);
    assert_false(calendar_is_workday(&d->o->calendar, moment_day(NOW, ZONE_CHINA) + 40));     /* 2027-01-01 */
    must(task_window(d->o, &(struct task_filter){ .who = TASKS_ALL }, 0, 0, &d->a, &t, 1, &n, &d->err));
    assert_int_equal(n, 1);
}

static void
F814_imported_policies_are_checked_and_in_force(void **state)
{
    struct desk *d = *state;

    refused(import_text(d, "policies", "名称,值\nsla.04.red,10\nno.such,3\n"), "no.such");
    assert_string_equal(policy_text(d->o, "sla.04.red"), "15");
    must(import_text(d, "policies", "名称,值,原因\nsla.04.red,10,试行\n"));
    assert_string_equal(policy_text(d->o, "sla.04.red"), "10");
    must(import_text(d, "policies", "名称,值\nsla.04.red,12\n"));
    assert_int_equal(d->r.differ, 1);
    assert_string_equal(policy_text(d->o, "sla.04.red"), "10");
}

static void
registers_are_imported_by_their_names(void **state)
{
    struct desk *d = *state;

    must(import_text(d, "staff", "姓名,岗位,手机\n李敏,01,13800000001\n王强,02,13800000002\n"));
    assert_counts(2, 2, 0, 0, 0);
    must(import_text(d, "staff", "姓名,岗位,手机\n李敏,01,13800000001\n"));
    assert_counts(1, 0, 0, 1, 0);
    refused(import_text(d, "staff", "姓名,岗位,手机\n李敏,皇帝,13800000001\n"), "皇帝");
}

/* ---- the journal, the lock ------------------------------------------------------------------------------------------ */

static void
F022_an_import_is_one_entry_with_file_hash_and_counts(void **state)
{
    struct desk *d = *state;
    struct record *r;
    struct entry e;
    long findings;

    must(import_gbk(d, "customers", PEOPLE));
    r = customer(d, "王芳", "13800135678");
    assert_int_equal(r->entry, customer(d, "张伟", "13900001111")->entry);
    must(journal_get(d->o->store, r->entry, &d->a, &e, &d->err));
    assert_string_equal(e.action, "import.customers");
    assert_non_null(strstr(e.summary, "list.csv"));
    findings = journal_verify(d->o->store, (void (*)(void *, const char *))print_error, NULL, NULL, &d->err);
    assert_int_equal(findings, 0);
}

static bool
stop_at_writing(void *ctx, enum import_phase phase, int64_t done, int64_t total)
{
    (void)ctx;
    (void)done;
    (void)total;
    return phase != IMPORT_WRITING;
}

static void
F815_cancelled_while_writing_leaves_nothing(void **state)
{
    struct desk *d = *state;

    assert_false(import_bytes(d, (struct import_wish){ .kind = "customers", .progress = stop_at_writing }, PEOPLE, strlen(PEOPLE)));
    assert_int_equal(d->err.code, ERR_REFUSED);
    assert_int_equal(customers(d), 0);
    must(import_text(d, "customers", PEOPLE));
    assert_int_equal(customers(d), 2);
}

static void
F815_a_receptionist_may_not_import(void **state)
{
    struct desk *d = *state;
    struct record *r = record_new(d->o, reg_get("staff"), &d->a);

    record_set_text(r, "name", "李敏");
    record_set_text(r, "roles", "15");
    must(reg_save(d->o, r, NULL, &d->err));
    must(office_seat(d->o, r->id, &d->err));
    assert_false(import_text(d, "customers", PEOPLE));
    assert_int_equal(d->err.code, ERR_REFUSED);
}

SQL(test_import_until, "INSERT INTO setting(name, value) VALUES ('import.until', CAST(unixepoch() + ? AS TEXT))"
                       " ON CONFLICT(name) DO UPDATE SET value = excluded.value");

/* What the import announces before it takes the lock. */
static void
announced(struct desk *d, int64_t seconds)
{
    struct query q = query_begin(d->o->store, &test_import_until);

    query_bind_int(&q, seconds);
    must(query_run(&q, &d->err));
}

static void
F815_a_desk_is_told_how_long_an_import_takes(void **state)
{
    struct desk *d = *state;
    struct action a;

    announced(d, 40);
    assert_in_range(import_seconds_left(d->o), 38, 41);     /* the two clocks may differ by a tick */
    assert_false(office_begin(d->o, &a, "test", 0, &d->err));
    assert_int_equal(d->err.code, ERR_BUSY);
    assert_non_null(strstr(d->err.text, "import"));
    announced(d, -1);       /* one that died */
    assert_int_equal(import_seconds_left(d->o), 0);
    must(office_begin(d->o, &a, "test", 0, &d->err));
    action_fail(&a);
}

/* Many rows: indexes made anew, nothing doubled, everything consistent. */
static void
F815_many_rows_at_once(void **state)
{
    enum { MANY = 60000 };
    struct desk *d = *state;
    struct buf file = { 0 };
    int64_t ids[4], ranks[4];
    size_t n;

    buf_puts(&file, "姓名,手机\n");
    for (int i = 0; i < MANY; i++)
        buf_printf(&file, "客户%05d,13%09d\n", i, i % 50000);
    must(import_bytes(d, (struct import_wish){ .kind = "customers", .alone = true }, file.text, file.size));
    buf_free(&file);
    assert_int_equal(d->r.added, MANY);
    assert_int_equal(d->r.family, MANY - 50000);
    assert_int_equal(customers(d), MANY);
    assert_int_equal(store_integrity(d->o->store, (void (*)(void *, const char *))print_error, NULL, &d->err), 0);
    must(find_customers(d->o->store, "13000049999", 0, ids, ranks, 4, &n, &d->err));
    assert_int_equal(n, 1);
    must(customer_by_phone(d->o, "13000000007", ids, 4, &n, &d->err));
    assert_int_equal(n, 2);
}

/* ---- out again ---------------------------------------------------------------------------------------------------------- */

static bool
export_to(struct desk *d, struct export_wish w, const char *path, int64_t *rows)
{
    w.path = path;
    memset(&d->err, 0, sizeof d->err);
    return export_run(d->o, &w, rows, &d->err);
}

static void
F021_exports_in_every_charset_come_back_the_same(void **state)
{
    static const enum charset charsets[] = { CHARSET_AUTO, CHARSET_UTF8, CHARSET_GB18030, CHARSET_UTF16LE };
    struct desk *d = *state;
    char *path = path_of(d, "out.csv");
    int64_t rows;
    size_t size;

    must(import_text(d, "customers", "姓名,手机,备注\n䶮㛃𬭎,13800135678,=1+1\n小明😀,13900000001,\"两行\n\"\"引号\"\"\"\n"));
    for (size_t i = 0; i < COUNT(charsets); i++) {
        must(export_to(d, (struct export_wish){ .kind = "customers", .charset = charsets[i] }, path, &rows));
        assert_int_equal(rows, 2);
        must(import_path(d, (struct import_wish){ .kind = "customers" }, path));
        assert_row_int(i, d->r.same, 2);
        assert_row_string(i, said(d, IMPORT_SAID_NOTE), "");
    }
    must(export_to(d, (struct export_wish){ .kind = "customers" }, path, &rows));
    assert_memory_equal(support_read(&d->a, path, &size), "\xEF\xBB\xBF", 3);
    assert_non_null(strstr(support_read(&d->a, path, &size), ",'=1+1"));
}

static void
F021_a_character_gbk_lacks_is_named_and_nothing_is_written(void **state)
{
    struct desk *d = *state;
    char *path = path_of(d, "out.csv");
    int64_t rows;

    must(import_text(d, "customers", "姓名,手机\n䶮,13800135678\n王芳,13900000001\n"));
    assert_false(export_to(d, (struct export_wish){ .kind = "customers", .charset = CHARSET_GBK }, path, &rows));
    assert_non_null(strstr(d->err.text, "U+4DAE"));
    assert_int_equal(access(path, F_OK), -1);
    assert_false(export_to(d, (struct export_wish){ .kind = "customers", .charset = CHARSET_GBK, .json = true }, path, &rows));
    assert_int_equal(access(path, F_OK), -1);
}

static void
F815_homes_and_owners_come_back_from_their_exports(void **state)
{
    struct desk *d = *state;
    char *homes = path_of(d, "homes.csv"), *owners = path_of(d, "owners.csv");
    int64_t rows;

    must(import_text(d, "homes", HOMES));
    must(import_text(d, "owners", OWNERS));
    must(export_to(d, (struct export_wish){ .kind = "homes" }, homes, &rows));
    must(export_to(d, (struct export_wish){ .kind = "owners" }, owners, &rows));
    must(import_path(d, (struct import_wish){ .kind = "homes" }, homes));
    assert_counts(3, 0, 0, 3, 0);
    must(import_path(d, (struct import_wish){ .kind = "owners" }, owners));
    assert_counts(3, 0, 0, 3, 0);
}

static void
json_has_the_field_names_and_typed_values(void **state)
{
    struct desk *d = *state;
    char *path = path_of(d, "out.json"), *text;
    int64_t rows;

    must(import_text(d, "homes", HOMES));
    must(import_text(d, "customers", "姓名,手机\n王芳,13800135678/13900000001\n"));
    must(export_to(d, (struct export_wish){ .kind = "customers", .json = true }, path, &rows));
    text = support_read(&d->a, path, NULL);
    assert_non_null(strstr(text, "\"name\": \"王芳\", \"phone\": \"13800135678\", \"phones\": [\"13800135678\", \"13900000001\"]"));
    must(export_to(d, (struct export_wish){ .kind = "homes", .json = true }, path, &rows));
    text = support_read(&d->a, path, NULL);
    assert_non_null(strstr(text, "\"area_contract\": \"118.62\""));
    assert_non_null(strstr(text, "\"price_unit\": \"23800.00\""));
    must(export_to(d, (struct export_wish){ .kind = "vehicle", .json = true }, path, &rows));
    assert_string_equal(support_read(&d->a, path, NULL), "[]\n");
}

static void
F802_what_leaves_masked_or_not_is_journalled(void **state)
{
    struct desk *d = *state;
    char *path = path_of(d, "out.csv"), *text;
    struct record *r = record_new(d->o, reg_get("staff"), &d->a);
    int64_t rows;

    must(import_gbk(d, "customers", PEOPLE));
    must(export_to(d, (struct export_wish){ .kind = "customers", .masked = true }, path, &rows));
    text = support_read(&d->a, path, NULL);
    assert_null(strstr(text, "13800135678"));
    assert_null(strstr(text, "110105195403270028"));
    assert_non_null(strstr(text, "138****5678"));
    record_set_text(r, "name", "李敏");
    record_set_text(r, "roles", "15");
    must(reg_save(d->o, r, NULL, &d->err));
    must(office_seat(d->o, r->id, &d->err));
    assert_false(export_to(d, (struct export_wish){ .kind = "customers" }, path, &rows));
    assert_int_equal(d->err.code, ERR_REFUSED);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_desk, close_desk)
        T(F815_a_gbk_roster_is_read_with_quotes_and_line_breaks),
        T(F815_a_value_the_list_lacks_is_kept_as_other_in_its_own_words),
        T(F815_the_same_file_twice_adds_nothing),
        T(F815_corrected_rows_are_listed_and_change_only_with_update),
        T(an_empty_cell_leaves_what_is_stored),
        T(F815_two_people_with_one_name_and_one_phone_for_two_people),
        T(F815_the_same_id_card_is_one_person_whatever_the_name),
        T(F815_who_left_no_contact_is_not_doubled),
        T(F815_a_phone_is_one_however_it_is_typed),
        T(F815_names_are_kept_as_they_are),
        T(F815_control_characters_are_refused_with_their_place),
        T(F816_imported_people_are_found),
        T(F815_errors_name_file_line_column_value_and_what_was_expected),
        T(F815_rejects_take_the_good_rows_and_give_the_others_back),
        T(F815_a_dry_run_says_what_would_happen_and_writes_nothing),
        T(F815_headings_in_any_order_and_language_unknown_ones_named),
        T(F815_map_names_columns_otherwise),
        T(F021_a_file_half_and_half_is_refused_with_line_and_byte),
        T(F021_bom_and_line_ends_of_every_kind),
        T(F021_a_workbook_is_told_from_a_table),
        T(F021_real_listings_are_told_apart),
        T(F815_homes_make_their_projects_and_buildings),
        T(F815_a_room_alone_means_building_unit_room),
        T(F815_owners_bind_homes_and_people),
        T(F815_a_home_with_another_owner_is_listed_never_overwritten),
        T(F012_imported_holidays_count_at_once),
        T(F814_imported_policies_are_checked_and_in_force),
        T(registers_are_imported_by_their_names),
        T(F022_an_import_is_one_entry_with_file_hash_and_counts),
        T(F815_cancelled_while_writing_leaves_nothing),
        T(F815_a_receptionist_may_not_import),
        T(F815_a_desk_is_told_how_long_an_import_takes),
        T(F815_many_rows_at_once),
        T(F021_exports_in_every_charset_come_back_the_same),
        T(F021_a_character_gbk_lacks_is_named_and_nothing_is_written),
        T(F815_homes_and_owners_come_back_from_their_exports),
        T(json_has_the_field_names_and_typed_values),
        T(F802_what_leaves_masked_or_not_is_journalled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
