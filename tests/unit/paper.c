/* F-025: forms stand in line whatever is written in them, in every charset. */
#include "tests/support.h"

#include "base/paper.h"
#include "base/text.h"
#include "base/twin.h"

#include <string.h>

/* Lines without their ends; form feeds are cut off. */
static size_t
lines_of(struct arena *a, const char *text, char ***out)
{
    size_t n = 0, room = 0;

    *out = NULL;
    for (const char *s = text; *s; s += *s ? 1 : 0) {
        size_t size = strcspn(s, "\n"), skip = s[0] == '\f';

        *out = arena_grow(a, *out, n, &room, sizeof **out);
        (*out)[n++] = arena_strndup(a, s + skip, size - skip);
        s += size;
    }
    return n;
}

static bool
is_framed(const char *line)
{
    return line[0] == '|' || (line[0] == '+' && line[1] == '-');
}

/* However ambiguous characters are drawn. */
static int
columns_of(const char *s, int ambiguous)
{
    const char *end = s + strlen(s);
    int columns = 0;
    uint32_t cp;

    while (s < end) {
        s += text_decode(s, end, &cp);
        columns += text_cp_columns(cp, ambiguous);
    }
    return columns;
}

static uint32_t seed = 20261122;

static uint32_t
random_below(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

/* Chinese, Latin, what is wide here and narrow there, marks, controls, plane 2, emoji. */
static char *
random_text(struct arena *a)
{
    static const struct { uint32_t first, count; } kinds[] = {
        { 0x4E00, 20000 }, { 0x4E00, 2000 }, { 'a', 26 }, { '0', 10 }, { ' ', 1 }, { 0xFF01, 90 }, { 0x3001, 20 },
        { 0xA0, 0x200 }, { 0x300, 60 }, { 0x391, 60 }, { 0x2010, 0x60 }, { 0x2460, 60 }, { 0x2500, 200 }, { 0x20000, 40000 },
        { 0x1F300, 0x300 }, { 0xFE00, 16 }, { 1, 31 }, { 0x200B, 5 }, { 0xE000, 100 }, { 0x0E01, 50 },
    };
    struct buf out = { 0 };
    size_t count = random_below(60);
    char *text;

    for (size_t i = 0; i < count; i++) {
        size_t kind = random_below(COUNT(kinds));
        char utf8[4];

        buf_add(&out, utf8, (size_t)text_encode(kinds[kind].first + random_below(kinds[kind].count), utf8));
    }
    text = text_nfc(a, arena_strndup(a, out.size ? out.text : "", out.size));
    buf_free(&out);
    return text;
}

static char *
random_paper(struct arena *a, const struct paper_size *size)
{
    static const struct paper_column columns[] = { { "序号", 4, true }, { "姓名", 12, false }, { "说明·“注”", 0, false }, { "Ω", 9, false } };
    struct paper *p = paper_new(a, size);
    struct paper_pair pairs[12] = { { 0 } };
    const char *cells[4 * 20];

    for (size_t i = 0; i < COUNT(pairs); i++)
        pairs[i] = (struct paper_pair){ random_text(a), random_below(5) ? random_text(a) : NULL, random_below(6) == 0, (int)random_below(3), random_below(8) == 0 };
    for (size_t i = 0; i < COUNT(cells); i++)
        cells[i] = random_below(9) ? random_text(a) : NULL;
    paper_head(p, "云栖花园", random_text(a));
    paper_title(p, random_text(a));
    paper_pairs(p, PAPER_BOXED, pairs, COUNT(pairs), 2);
    paper_table(p, PAPER_BOXED, columns, COUNT(columns), cells, 20);
    return paper_finish(p, NULL);
}

static void
check_rows(struct arena *a, const char *text, const struct paper_size *size)
{
    char **lines;
    size_t n = lines_of(a, text, &lines), framed = 0;

    for (size_t i = 0; i < n; i++) {
        for (int ambiguous = 1; ambiguous <= 2; ambiguous++) {
            int columns = columns_of(lines[i], ambiguous);

            if (is_framed(lines[i]) ? columns != size->cols : columns > size->cols)
                fail_msg("%d columns (ambiguous %d): %s", columns, ambiguous, lines[i]);
        }
        framed += is_framed(lines[i]);
    }
    assert_true(framed > 60);
}

static void
F025_rows_are_equally_wide_whatever_is_written(void **state)
{
    struct arena a = { 0 };
    const char *const names[] = { "a4", "241" };

    (void)state;
    for (int round = 0; round < 60; round++) {
        const struct paper_size *size = paper_size_get(names[round % 2]);
        char *text = random_paper(&a, size);
        struct buf bytes = { 0 }, back = { 0 };

        check_rows(&a, text, size);
        /* The printer's bytes are the same rows. */
        assert_true(paper_encode(text, CHARSET_GB18030, &bytes, NULL));
        assert_true(charset_decode(CHARSET_GB18030, bytes.text, bytes.size, &back, NULL));
        assert_int_equal(back.size, strlen(text));
        assert_memory_equal(back.text, text, back.size);
        buf_free(&bytes);
        buf_free(&back);
        arena_reset(&a);
    }
    arena_free(&a);
}

static void
F025_mixed_text_fills_its_cells(void **state)
{
    static const struct paper_pair pairs[] = {
        { "客户", "王小明 Wang", false, 0, false }, { "电话", "13800005678", false, 0, false }, { "备注", "要朝南的三居·A座“样板间”—面积100㎡左右", true, 0, false },
        { "下一步", NULL, false, 0, false },
    };
    static const char *const want =
        "+--------+---------------------------+--------+----------------------------+\n"
        "| 客户   | 王小明 Wang               | 电话   | 13800005678                |\n"
        "+--------+---------------------------+--------+----------------------------+\n"
        "| 备注   | 要朝南的三居.A座\"样板间\"－面积100㎡左右                         |\n"
        "+--------+-----------------------------------------------------------------+\n"
        "| 下一步 |                                                                 |\n"
        "+--------+-----------------------------------------------------------------+\n";
    struct arena a = { 0 };
    struct paper *p = paper_new(&a, paper_size_get("a4"));
    char *text;

    (void)state;
    paper_pairs(p, PAPER_BOXED, pairs, COUNT(pairs), 2);
    text = paper_finish(p, NULL);
    text[strlen(want)] = '\0';
    assert_string_equal(text, want);
    arena_free(&a);
}

static void
F025_a_page_never_divides_a_row(void **state)
{
    static const struct paper_column columns[] = { { "No.", 4, true }, { "Text", 0, false } };
    const char *cells[2 * 90];
    struct arena a = { 0 };
    struct paper *p = paper_new(&a, paper_size_get("241"));
    char *text, **lines;
    size_t pages, n, on_page = 0, page = 1, rows = 0;

    (void)state;
    for (size_t i = 0; i < 90; i++) {
        cells[2 * i] = arena_printf(&a, "%zu", i + 1);
        cells[2 * i + 1] = arena_printf(&a, "first %zu\n%s\nlast %zu", i + 1, i % 3 ? "中间\n还有" : "中", i + 1);
    }
    paper_head(p, "left", "right");
    paper_table(p, PAPER_BOXED, columns, 2, cells, 90);
    text = paper_finish(p, &pages);
    n = lines_of(&a, text, &lines);
    assert_int_equal(n, pages * 62);
    for (size_t i = 0; i < n; i++, on_page++) {
        if (on_page == 62) {
            on_page = 0;
            page++;
        }
        if (on_page == 0)
            assert_non_null(strstr(lines[i], "left"));
        if (on_page == 2)               /* each page begins with a frame and the headings */
            assert_true(lines[i][0] == '+' && strstr(lines[i + 1], "Text"));
        if (on_page == 61)
            assert_non_null(strstr(lines[i], text_trim(&a, arena_printf(&a, "%zu", page))));
        if (strstr(lines[i], "first ")) {
            bool whole = false;

            rows++;
            for (size_t k = i; k < i + 4 && !whole; k++)
                whole = strstr(lines[k], "last ") != NULL && k / 62 == i / 62;
            assert_true(whole);
        }
    }
    assert_int_equal(rows, 90);
    arena_free(&a);
}

static void
F025_a_heading_stays_with_what_it_heads(void **state)
{
    struct arena a = { 0 };

    (void)state;
    for (int above = 40; above < 62; above++) {
        static const struct paper_pair pair = { "Label", "one\ntwo\nthree", true, 0, false };
        struct paper *p = paper_new(&a, paper_size_get("a4"));
        char *text, *heading;

        for (int i = 0; i < above; i++)
            paper_text(p, "filler");
        paper_heading(p, "HEAD");
        paper_pairs(p, PAPER_BOXED, &pair, 1, 1);
        text = paper_finish(p, NULL);
        heading = strstr(text, "HEAD");
        assert_non_null(heading);
        assert_true(strstr(heading, "three") != NULL);
        assert_null(memchr(heading, '\f', (size_t)(strstr(heading, "three") - heading)));
    }
    arena_free(&a);
}

static void
F025_pairs_that_belong_together_share_a_page(void **state)
{
    struct arena a = { 0 };

    (void)state;
    for (int above = 0; above < 60; above++) {
        const struct paper_pair pairs[] = { { .label = "ASKED", .wide = true, .keep = true }, { .label = "ANSWER", .value = "[ ]", .wide = true } };
        struct paper *p = paper_new(&a, paper_size_get("a4"));
        char *text, *asked, *answer;

        for (int i = 0; i < above; i++)
            paper_text(p, "filler");
        paper_pairs(p, PAPER_BOXED, pairs, COUNT(pairs), 2);
        text = paper_finish(p, NULL);
        asked = strstr(text, "ASKED");
        answer = strstr(text, "ANSWER");
        assert_true(asked && answer && asked < answer);
        assert_null(memchr(asked, '\f', (size_t)(answer - asked)));
    }
    arena_free(&a);
}

static void
F025_a_row_higher_than_a_page_goes_on_over_it(void **state)
{
    struct arena a = { 0 };
    struct buf words = { 0 };
    struct paper *p = paper_new(&a, paper_size_get("a4"));
    struct paper_pair pair = { "Long", NULL, true, 0, false };
    size_t pages, n, seen = 0;
    char **lines, *text;

    (void)state;
    for (int i = 0; i < 150; i++)
        buf_printf(&words, "%sword %d", i ? "\n" : "", i);
    pair.value = words.text;
    paper_pairs(p, PAPER_BOXED, &pair, 1, 1);
    text = paper_finish(p, &pages);
    n = lines_of(&a, text, &lines);
    assert_int_equal(pages, 3);
    assert_int_equal(n, 3 * 60);
    for (size_t i = 0; i < n; i++)
        seen += strstr(lines[i], "word ") != NULL;
    assert_int_equal(seen, 150);
    buf_free(&words);
    arena_free(&a);
}

static void
F025_gbk_refuses_by_name_what_it_lacks(void **state)
{
    struct arena a = { 0 };
    struct buf bytes = { 0 };
    struct err err = { 0 };
    struct paper *p = paper_new(&a, paper_size_get("a4"));
    char *text;

    (void)state;
    paper_text(p, "姓名");
    paper_break(p);
    paper_text(p, "第二页");
    paper_text(p, "龚䶮");
    text = paper_finish(p, NULL);
    assert_false(paper_encode(text, CHARSET_GBK, &bytes, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_int_equal(bytes.size, 0);
    assert_non_null(strstr(err.text, "䶮"));
    assert_non_null(strstr(err.text, "4DAE"));
    assert_non_null(strstr(err.text, "GBK"));
    assert_non_null(strstr(err.text, "2"));
    assert_true(paper_encode(text, CHARSET_GB18030, &bytes, &err));
    buf_free(&bytes);
    arena_free(&a);
}

static void
F025_safe_twins(void **state)
{
    static const struct { const char *text, *want; } cases[] = {
        { "王·李", "王.李" }, { "“好”—…", "\"好\"－..." }, { "①⑳⑴", "(1)(20)(1)" }, { "Ⅲ期", "III期" }, { "é ā", "e a" },
        { "Φ20", "<03A6>20" }, { "㎡", "㎡" }, { "a\tb\x1b[2J", "a b^[[2J" }, { "两\r\n行", "两\n行" }, { "䶮", "䶮" }, { "", "" },
        { "\u0301x", " \u0301x" }, { "a\u00A0b", "a b" }, { "\u200Bz", "<200B>z" },
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_row_string(i, paper_safe(&a, cases[i].text), cases[i].want);
    arena_free(&a);
}

static void
F025_empty_forms_have_room_to_write(void **state)
{
    static const struct paper_pair pairs[] = { { "姓名", NULL, false, 0, false }, { "电话", NULL, false, 0, false }, { "备注", NULL, true, 3, false } };
    static const char *const labels[] = { "客户签名", "日期" };
    struct arena a = { 0 };
    struct paper *p = paper_new(&a, paper_size_get("a4"));
    char *text, **lines;
    size_t ruled = 0, n;

    (void)state;
    paper_pairs(p, PAPER_PLAIN, pairs, COUNT(pairs), 2);
    paper_sign(p, labels, 2);
    text = paper_finish(p, NULL);
    n = lines_of(&a, text, &lines);
    for (size_t i = 0; i < n; i++)
        ruled += strstr(lines[i], "________") != NULL;
    assert_int_equal(ruled, 1 + 3 + 1);
    assert_non_null(strstr(text, "客户签名 ______"));
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(F025_rows_are_equally_wide_whatever_is_written),
        cmocka_unit_test(F025_mixed_text_fills_its_cells),
        cmocka_unit_test(F025_a_page_never_divides_a_row),
        cmocka_unit_test(F025_a_heading_stays_with_what_it_heads),
        cmocka_unit_test(F025_pairs_that_belong_together_share_a_page),
        cmocka_unit_test(F025_a_row_higher_than_a_page_goes_on_over_it),
        cmocka_unit_test(F025_gbk_refuses_by_name_what_it_lacks),
        cmocka_unit_test(F025_safe_twins),
        cmocka_unit_test(F025_empty_forms_have_room_to_write),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
