#include "tests/support.h"

#include "base/charset.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BYTES(literal) literal, sizeof(literal) - 1

/* What is read of a file, or the words of the refusal that must be there. */
static const struct {
    const char *bytes;
    size_t size;
    enum charset wish;
    int took;               /* -1: refused */
    const char *want;       /* the text; of a refusal, what it must say */
    bool unsure;
} files[] = {
    { BYTES(""), CHARSET_AUTO, CHARSET_UTF8, "", false },
    { BYTES("a,b\r\n"), CHARSET_AUTO, CHARSET_UTF8, "a,b\r\n", false },
    { BYTES("王\n"), CHARSET_AUTO, CHARSET_UTF8, "王\n", true },
    { BYTES("王\n芳\n李"), CHARSET_AUTO, CHARSET_UTF8, "王\n芳\n李", false },
    { BYTES("\xEF\xBB\xBF王\n"), CHARSET_AUTO, CHARSET_UTF8, "王\n", false },
    { BYTES("\xEF\xBB\xBF王\n"), CHARSET_UTF8, CHARSET_UTF8, "王\n", false },
    { BYTES("\xEF\xBB\xBF王\n"), CHARSET_GBK, -1, "mark of UTF-8", false },
    { BYTES("\xFF\xFE\x8B\x73\n\0"), CHARSET_AUTO, CHARSET_UTF16LE, "王\n", false },
    { BYTES("\xFE\xFF\x73\x8B\0\n"), CHARSET_AUTO, CHARSET_UTF16BE, "王\n", false },
    { BYTES("a\0,\0\x8B\x73\n\0"), CHARSET_AUTO, CHARSET_UTF16LE, "a,王\n", false },
    { BYTES("\0a\0,\x73\x8B\0\n"), CHARSET_AUTO, CHARSET_UTF16BE, "a,王\n", false },
    { BYTES("\xFF\xFE" "a\0\n\0\x0A\x4E\x00\xD8" "b\0"), CHARSET_AUTO, -1, "line 2, character 2", false },
    { BYTES("\xCD\xF5\xB7\xBC\n"), CHARSET_AUTO, CHARSET_GB18030, "王芳\n", true },
    { BYTES("\x84\x31\x95\x33\xCD\xF5"), CHARSET_AUTO, CHARSET_GB18030, "王", false },
    { BYTES("\xCD\xF5\n\xB7\xBC\n\xC0\xEE\n"), CHARSET_AUTO, CHARSET_GB18030, "王\n芳\n李\n", false },
    { BYTES("\xCD\xF5\xFE\x9F\n"), CHARSET_GBK, CHARSET_GBK, "王䶮\n", false },
    { BYTES("\xCD\xF5\x80\n"), CHARSET_GBK, CHARSET_GBK, "王€\n", false },
    { BYTES("a\n\xCD\xF5\x80\n"), CHARSET_AUTO, -1, "Byte 4 (0x80, line 2, character 2)", false },
    { BYTES("a\r\r\nb\r\nc\rd,\xE9\n"), CHARSET_AUTO, -1, "byte 11 (0xE9) on line 4, character 3", false },
    { BYTES("a\r\rb\xE9\n"), CHARSET_AUTO, -1, "line 3, character 2", false },
    { BYTES("王芳\n王芳\xE9\n"), CHARSET_AUTO, -1, "byte 13 (0xE9) on line 2, character 3", false },
    { BYTES("王芳\na,王\xE9\n"), CHARSET_AUTO, -1, "mixes charsets: line 2 (byte 9) reads \"a,王\" as UTF-8", false },
    { BYTES("王芳\n王\xE9\n"), CHARSET_UTF8, -1, "not UTF-8: byte 10", false },
    { BYTES("王\n\xE7\x8E"), CHARSET_UTF8, -1, "byte 4 (0xE7) on line 2, character 1", false },
    /* 王芳 in UTF-8 is 鐜嬭姵 in GB18030 */
    { BYTES("\xCD\xF5\xB7\xBC,1\nx,王芳\n\xC0\xEE,2\n"), CHARSET_AUTO, -1,
      "line 2 (byte 9) reads \"x,王芳\" as UTF-8 and \"x,鐜嬭姵\" as GB18030", false },
    { BYTES("\xCD\xF5\xB7\xBC,1\nx,王芳"), CHARSET_GB18030, -1, "line 2 (byte 9)", false },
    { BYTES("\xCA\xB7\xD4\xB6\n"), CHARSET_GB18030, CHARSET_GB18030, "史远\n", false },   /* UTF-8 too, but no Han there */
    { BYTES("a,b\n1,\0\n"), CHARSET_AUTO, -1, "NUL byte on line 2 (byte 6)", false },
    { BYTES("\xCD\xF5\n1,\0\n"), CHARSET_AUTO, -1, "NUL byte on line 2", false },
    { BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest"), CHARSET_AUTO, -1, "(.xls)", false },
    { BYTES("PK\3\4rest"), CHARSET_UTF8, -1, "(.xlsx)", false },
    { BYTES("%PDF-1.4\n"), CHARSET_AUTO, -1, "PDF", false },
};

/* All of the file, read in pieces of that room. */
static bool
read_all(const char *path, enum charset wish, size_t room, enum charset *took, bool *unsure, struct buf *out, struct err *err)
{
    struct charset_reader *r;
    char *piece = mem_alloc(room);
    long got;

    buf_clear(out);
    buf_puts(out, "");
    if (!charset_open(&r, path, wish, took, err)) {
        assert_null(r);
        free(piece);
        return false;
    }
    while ((got = charset_read(r, piece, room, err)) > 0) {
        assert_true(text_valid(piece, (size_t)got, NULL));
        buf_add(out, piece, (size_t)got);
    }
    *unsure = charset_unsure(r);
    charset_close(&r);
    charset_close(&r);
    free(piece);
    return got == 0;
}

static void
files_are_recognised_or_refused(void **state)
{
    static const size_t rooms[] = { 16, 17, 4096 };
    struct arena a = { 0 };
    char *folder = support_tmpdir(&a), *path = arena_printf(&a, "%s/x.csv", folder);
    struct buf out = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(files); i++)
        for (size_t k = 0; k < COUNT(rooms); k++) {
            enum charset took = CHARSET_AUTO;
            struct err err = { 0 };
            bool unsure = false, ok;

            support_write(path, files[i].bytes, files[i].size);
            ok = read_all(path, files[i].wish, rooms[k], &took, &unsure, &out, &err);
            assert_row_int(i, ok ? (int)took : -1, files[i].took);
            assert_row_int(i, unsure, files[i].unsure);
            if (ok) {
                assert_row_string(i, out.text, files[i].want);
            } else if (!strstr(err.text, files[i].want) || err.code != ERR_INPUT) {
                fail_msg("row %zu: %s", i, err.text);
            }
        }
    buf_free(&out);
    support_rmdir(folder);
    arena_free(&a);
}

/* Characters are cut by the ends of blocks at every offset. */
static void
long_files_are_read_whole(void **state)
{
    static const enum charset charsets[] = { CHARSET_UTF8, CHARSET_GB18030, CHARSET_UTF16LE };
    struct arena a = { 0 };
    char *folder = support_tmpdir(&a), *path = arena_printf(&a, "%s/x.csv", folder);

    (void)state;
    for (int shift = 0; shift < 4; shift++)
        for (size_t c = 0; c < COUNT(charsets); c++) {
            struct buf text = { 0 }, coded = { 0 }, out = { 0 };
            enum charset took;
            struct err err;
            bool unsure;

            buf_add(&text, "abcd", (size_t)shift);
            for (int i = 0; i < 30000; i++)
                buf_puts(&text, i % 10 == 9 ? "\n" : "王\U0002CB4E芳");
            assert_true(charset_encode(charsets[c], text.text, text.size, &coded, NULL, NULL));
            support_write(path, coded.text, coded.size);
            assert_true(read_all(path, charsets[c] == CHARSET_UTF16LE ? CHARSET_UTF16LE : CHARSET_AUTO,
                                 c ? 65536 : 1000, &took, &unsure, &out, &err));
            assert_int_equal(took, charsets[c]);
            assert_int_equal(out.size, text.size);
            assert_memory_equal(out.text, text.text, text.size);
            buf_free(&text);
            buf_free(&coded);
            buf_free(&out);
        }
    support_rmdir(folder);
    arena_free(&a);
}

static void
standard_input_is_read_whole(void **state)
{
    struct arena a = { 0 };
    struct buf out = { 0 };
    int ends[2], keep = dup(STDIN_FILENO);
    enum charset took;
    struct err err;
    bool unsure;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "\xCD\xF5\n", 3), 3);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    assert_true(read_all("-", CHARSET_AUTO, 100, &took, &unsure, &out, &err));
    assert_string_equal(out.text, "王\n");
    if (keep >= 0) {
        dup2(keep, STDIN_FILENO);
        close(keep);
    }
    assert_false(read_all("/no/such/file", CHARSET_AUTO, 100, &took, &unsure, &out, &err));
    assert_int_equal(err.code, ERR_MISSING);
    assert_false(read_all("/", CHARSET_AUTO, 100, &took, &unsure, &out, &err));
    assert_int_equal(err.code, ERR_INPUT);
    buf_free(&out);
    arena_free(&a);
}

/* Files as the trade keeps them; "" is a text that must be refused. */
static const struct { const char *name; int took; const char *says; } listings[] = {
    { "resale_shanghai.gbk.csv", CHARSET_GB18030, NULL },
    { "news_embedded_newlines.gbk.csv", CHARSET_GB18030, NULL },
    { "deals_beijing.gb2312.csv", CHARSET_GB18030, NULL },
    { "rent_guangzhou.gbk.csv", CHARSET_GB18030, NULL },
    { "rent_beijing_tab.gb2312.csv", CHARSET_GB18030, NULL },
    { "resale_beijing_quoted.gb2312.csv", CHARSET_GB18030, NULL },
    { "estates_anjuke.gbk.csv", CHARSET_GB18030, NULL },
    { "resale_headerless.gb2312.csv", CHARSET_GB18030, NULL },
    { "rent_headerless.gb2312.csv", CHARSET_GB18030, NULL },
    { "movies.gb18030.csv", CHARSET_GB18030, NULL },
    { "broken_header_latin1.csv", -1, "(0xE9) on line " },
    { "cr_cr_lf.utf8.csv", CHARSET_UTF8, NULL },
    { "csv_named_xls.utf8bom.xls", CHARSET_UTF8, NULL },
    { "resale_shanghai.utf8bom.csv", CHARSET_UTF8, NULL },
    { "placenames_cr_only.utf8bom.txt", CHARSET_UTF8, NULL },
    { "words.utf16le.txt", CHARSET_UTF16LE, NULL },
    { "estate_names.dev.txt", CHARSET_UTF8, NULL },
    { "real_excel97.xls", -1, "(.xls)" },
};

static void
F021_files_of_the_trade_are_recognised(void **state)
{
    struct arena a = { 0 };
    struct buf out = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(listings); i++) {
        const char *path = support_shared(&a, arena_printf(&a, "data/listings/%s", listings[i].name));
        enum charset took = CHARSET_AUTO;
        struct err err = { 0 };
        bool unsure, ok = read_all(path, CHARSET_AUTO, 8192, &took, &unsure, &out, &err);

        if ((ok ? (int)took : -1) != listings[i].took)
            fail_msg("%s: %s, %s", listings[i].name, charset_name(took), err.text);
        if (!ok && !strstr(err.text, listings[i].says))
            fail_msg("%s: %s", listings[i].name, err.text);
    }
    buf_free(&out);
    arena_free(&a);
}

static void
F021_prose_is_the_same_in_gbk_and_utf8(void **state)
{
    struct arena a = { 0 };
    struct buf gbk = { 0 }, utf8 = { 0 };
    enum charset took;
    struct err err;
    bool unsure;

    (void)state;
    assert_true(read_all(support_shared(&a, "data/encoding/sunzi-bingfa-simplified-gbk.txt"), CHARSET_AUTO, 999, &took,
                         &unsure, &gbk, &err));
    assert_int_equal(took, CHARSET_GB18030);
    assert_true(read_all(support_shared(&a, "data/encoding/sunzi-bingfa-simplified-utf-8.txt"), CHARSET_AUTO, 999, &took,
                         &unsure, &utf8, &err));
    assert_int_equal(took, CHARSET_UTF8);
    assert_true(gbk.size > 20000);
    assert_int_equal(gbk.size, utf8.size);
    assert_memory_equal(gbk.text, utf8.text, gbk.size);
    buf_free(&gbk);
    buf_free(&utf8);
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_recognised_or_refused),
        cmocka_unit_test(long_files_are_read_whole),
        cmocka_unit_test(standard_input_is_read_whole),
        cmocka_unit_test(F021_files_of_the_trade_are_recognised),
        cmocka_unit_test(F021_prose_is_the_same_in_gbk_and_utf8),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
