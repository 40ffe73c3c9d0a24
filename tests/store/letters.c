/* Real letters of complaint: imported as they are, found by words of two characters as a plain scan finds them. */
#include "tests/hotline.h"

#include "data/engine/words.h"
#include "data/import.h"

#include <stdlib.h>
#include <string.h>

struct said { struct buf lines; };

static void
keep_line(void *ctx, enum import_said what, const char *line)
{
    (void)what;
    buf_printf(&((struct said *)ctx)->lines, "%s\n", line);
}

static bool
import(struct hotline *l, const char *path, const char *const *maps, size_t n, struct import_result *r, struct said *s)
{
    struct err err = { 0 };
    struct import_wish w = { .kind = "complaints", .path = path, .maps = maps, .nmaps = n, .say = keep_line, .ctx = s };
    bool good;

    house_leave(l->h);
    buf_clear(&s->lines);
    memset(r, 0, sizeof *r);
    good = import_run(l->o, &w, r, &err);
    if (!good)
        buf_puts(&s->lines, err.text);
    return good;
}

static struct import_result
letters(struct hotline *l, const char *name)
{
    static const char *const maps[] = { "留言编号=source", "留言主题=summary", "留言时间=received_at", "留言详情=words" };
    struct import_result r;
    struct said s = { 0 };

    if (!import(l, support_shared(&l->h->a, name), maps, COUNT(maps), &r, &s))
        fail_msg("%s", s.lines.text);
    buf_free(&s.lines);
    return r;
}

static struct import_result
write_and_import(struct hotline *l, const char *text, bool good, const char *expected)
{
    char *folder = support_tmpdir(&l->h->a), *path = arena_printf(&l->h->a, "%s/l.csv", folder);
    struct import_result r;
    struct said s = { 0 };

    support_write(path, text, strlen(text));
    if (import(l, path, NULL, 0, &r, &s) != good || (expected && (!s.lines.text || !strstr(s.lines.text, expected))))
        fail_msg("expected %s in: %s", expected ? expected : "success", s.lines.text ? s.lines.text : "");
    buf_free(&s.lines);
    support_rmdir(folder);
    return r;
}

static int64_t
filed(struct hotline *l)
{
    return reg_total(l->o, &complaint_register, NULL);
}

SQL(letters_all, "SELECT words || char(10) || coalesce(summary, '') || char(10) || coalesce(wants, '') AS text FROM complaint");

/* How many say it: read one by one. */
static size_t
scanned(struct hotline *l, const char *word)
{
    struct query q = query_begin(l->o->store, &letters_all);
    struct arena a = { 0 };
    size_t n = 0;

    while (query_next(&q)) {
        n += strstr(words_fold(&a, query_text(&q, "text", &a)), word) != NULL;
        arena_reset(&a);
    }
    must(query_end(&q, &err));
    arena_free(&a);
    return n;
}

static size_t
found(struct hotline *l, const char *word)
{
    enum { PAGE = 50 };
    int64_t ids[PAGE], ranks[PAGE], before = 0;
    size_t n, all = 0;

    do {
        must(words_find(l->o->store, word, before, ids, ranks, PAGE, &n, &err));
        all += n;
        before = n ? ranks[n - 1] : 0;
    } while (n == PAGE);
    return all;
}

static void
real_letters_are_imported_once_and_unharmed(void **state)
{
    struct hotline *l = *state;
    struct import_result first = letters(l, "data/complaints/complaints_votes.dev.csv"), again;
    int64_t count = filed(l);
    struct record *rows[1];
    struct reg_filter f = { .field = "source", .equals_text = "188006" };
    size_t n;

    assert_int_equal(first.added, first.rows);
    assert_int_equal(count, first.rows);
    again = letters(l, "data/complaints/complaints_votes.dev.csv");
    assert_int_equal(again.same, again.rows);
    assert_int_equal(filed(l), count);
    must(reg_window(l->o, &complaint_register, &f, NULL, false, &l->h->a, rows, 1, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(record_num(rows[0], "received_at"), hotline_at("2019-02-28 11:25") + 5);
    assert_non_null(strstr(record_text(rows[0], "words"), "座落在A市A3区联丰路米兰春天G2栋320"));
}

static void
two_characters_find_what_a_plain_scan_finds(void **state)
{
    static const char *const words[] = { "渗漏", "噪音", "物业", "漏水", "扰民", "开发商", "违建", "装修", "电梯", "a3区", "g2", "施工 扰民" };
    struct hotline *l = *state;
    size_t some = 0;

    letters(l, "data/complaints/complaints_votes.dev.csv");
    letters(l, "data/complaints/complaints_labelled_sample.csv");
    while (words_waiting(l->o->store) > 0)
        assert_true(words_catch_up(l->o->store, 1000, NULL) >= 0);
    for (size_t i = 0; i + 1 < COUNT(words); i++) {
        assert_int_equal(found(l, words[i]), scanned(l, words[i]));
        some += found(l, words[i]);
    }
    assert_true(some > 500);
    assert_true(found(l, "施工 扰民") > 0 && found(l, "施工 扰民") <= found(l, "扰民"));
    assert_int_equal(found(l, "不存在的说法"), 0);
}

static void
a_changed_text_is_found_by_its_new_words_alone(void **state)
{
    struct hotline *l = *state;
    int64_t id = hotline_file(l, 0, "07", "阳台渗漏");
    struct record *r;

    assert_int_equal(found(l, "渗漏"), 1);
    r = hotline_read(l, id);
    record_set_text(r, "words", "阳台返碱");
    must(complaint_edit(l->o, r, NULL, &err));
    assert_int_equal(found(l, "渗漏"), 0);
    assert_int_equal(found(l, "返碱"), 1);
}

static void
tabs_line_breaks_and_odd_spaces_stay(void **state)
{
    struct hotline *l = *state;
    struct record *rows[1];
    size_t n;

    write_and_import(l, "编号,受理时间,原话\nX1,2026-11-01 09:00,\"第一行\n\t缩进的，带\xc2\xa0空格 和\xe2\x80\x8b零宽\"\n", true, NULL);
    must(reg_window(l->o, &complaint_register, NULL, NULL, false, &l->h->a, rows, 1, &n, &err));
    assert_int_equal(n, 1);
    assert_non_null(strstr(record_text(rows[0], "words"), "第一行\n\t缩进的"));
    assert_non_null(strstr(record_text(rows[0], "words"), "和零宽"));
}

static void
a_bad_line_is_named_and_nothing_is_written(void **state)
{
    struct hotline *l = *state;
    int64_t before = filed(l);

    write_and_import(l, "编号,受理时间,原话\nX1,2026-11-01 09:00,漏水\nX2,昨天下午,又漏\n", false, "3");
    write_and_import(l, "编号,受理时间,原话\nX1,2026-11-01 09:00,\n", false, "said");
    write_and_import(l, "编号,受理时间,原话\nX1,2027-11-01 09:00,漏水\n", false, "come");
    assert_int_equal(filed(l), before);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, hotline_open, hotline_close)
    const struct CMUnitTest tests[] = {
        T(real_letters_are_imported_once_and_unharmed), T(two_characters_find_what_a_plain_scan_finds), T(a_changed_text_is_found_by_its_new_words_alone),
        T(tabs_line_breaks_and_odd_spaces_stay), T(a_bad_line_is_named_and_nothing_is_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
