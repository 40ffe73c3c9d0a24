#include "tests/support.h"

#include "base/csv.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BYTES(literal) literal, sizeof(literal) - 1

/* A whole file as "1:a|b / 2:c": each row with its line; a failure as its words. */
static char *
read_plainly(struct arena *a, const char *path, size_t *rows)
{
    struct csv_reader *r;
    struct csv_row row;
    struct err err = { 0 };
    struct buf all = { 0 };
    char *text;
    int got;

    *rows = 0;
    if (!csv_open(&r, path, CHARSET_AUTO, &err)) {
        assert_null(r);
        return arena_strdup(a, err.text);
    }
    buf_puts(&all, "");
    while ((got = csv_next(r, &row, &err)) > 0) {
        buf_printf(&all, "%s%ld:", ++*rows > 1 ? " / " : "", row.line);
        for (size_t i = 0; i < row.count; i++)
            buf_printf(&all, "%s%s", i ? "|" : "", row.cells[i]);
    }
    if (got < 0)
        buf_printf(&all, "! %s", err.text);
    else
        assert_int_equal(csv_next(r, &row, &err), 0);
    csv_close(&r);
    text = arena_strndup(a, all.text, all.size);
    buf_free(&all);
    return text;
}

static const struct { const char *bytes; size_t size; const char *want; } cases[] = {
    { BYTES(""), "" },
    { BYTES("\n\n\r\n"), "" },
    { BYTES("a"), "1:a" },
    { BYTES("a,b\nc,d"), "1:a|b / 2:c|d" },
    { BYTES("a,b,\n,\n"), "1:a|b| / 2:|" },
    { BYTES("a,b\r\nc,d\r\n"), "1:a|b / 2:c|d" },
    { BYTES("a,b\rc,d\r\re,f"), "1:a|b / 2:c|d / 4:e|f" },
    { BYTES("a,b\r\r\nc,d\r\r\n"), "1:a|b / 2:c|d" },
    { BYTES("\r\n\na,b\n\nc,d\n"), "3:a|b / 5:c|d" },
    { BYTES("\"a,b\",\"c\"\"d\"\n"), "1:a,b|c\"d" },
    { BYTES("\"a\nb\",c\n\"d\r\ne\rf\",g\nh,i\n"), "1:a\nb|c / 3:d\r\ne\rf|g / 6:h|i" },
    { BYTES("\"\"\n\"\",\"\"\n"), "1: / 2:|" },
    { BYTES("a\"b,c\"\n"), "1:a\"b|c\"" },          /* a quote inside is a quote */
    { BYTES("\"a\"b,\"c\" \n"), "1:ab|c " },        /* what follows a quoted part belongs to the cell */
    { BYTES(" a , b \n"), "1: a | b " },
    { BYTES("a,b\n1,\"x\ny\n"), "1:a|b! The quote opened on line 2 is never closed." },
    { BYTES("a\r\nb\r\n\"c"), "1:a / 2:b! The quote opened on line 3 is never closed." },
    { BYTES("a;b\n1,5;2\n"), "1:a|b / 2:1,5|2" },
    { BYTES("a,b\n1,\"\n;b\na;b\n1;\"\n"), "1:a|b / 2:1|\n;b\na;b\n1;" },
    { BYTES("a\tb,c\n1\t2\n"), "1:a|b,c / 2:1|2" },
    { BYTES("姓名,\"手机;电话\"\n王芳,138;139\n"), "1:姓名|手机;电话 / 2:王芳|138;139" },
    { BYTES("sep=;\r\na,x;b\r\n"), "2:a,x|b" },
    { BYTES("sep=\t\na,x\tb\n"), "2:a,x|b" },
    { BYTES("sep=|\na|b\n"), "1:sep=| / 2:a|b" },
    { BYTES("'=1+1,'+86,'-,'@x,'a,',''=2,-5\n"), "1:=1+1|+86|-|@x|'a|'|'=2|-5" },
    { BYTES("\xCD\xF5,\xB7\xBC\n"), "1:王|芳" },
    { BYTES("\xEF\xBB\xBF\"a\",b\n"), "1:a|b" },
    { BYTES("\xFF\xFE" "a\0\t\0\x8B\x73\r\0\n\0"), "1:a|王" },
};

static void
rows_and_lines(void **state)
{
    struct arena a = { 0 };
    char *folder = support_tmpdir(&a), *path = arena_printf(&a, "%s/x.csv", folder);
    size_t rows;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        support_write(path, cases[i].bytes, cases[i].size);
        assert_row_string(i, read_plainly(&a, path, &rows), cases[i].want);
    }
    support_rmdir(folder);
    arena_free(&a);
}

/* Cells, quotes and line ends are cut by the ends of blocks at every offset. */
static void
blocks_do_not_show(void **state)
{
    struct arena a = { 0 };
    char *folder = support_tmpdir(&a), *path = arena_printf(&a, "%s/x.csv", folder);

    (void)state;
    for (size_t shift = 0; shift < 24; shift++) {
        struct buf file = { 0 };
        struct csv_reader *r;
        struct csv_row row;
        struct err err;
        long rows = 0;

        for (size_t i = 0; i < shift; i++)
            buf_putc(&file, '\n');
        for (int i = 0; i < 9000; i++)
            buf_puts(&file, "\"a\"\"\r\nb\",王芳,\"\"\r\r\n");
        support_write(path, file.text, file.size);
        assert_true(csv_open(&r, path, CHARSET_AUTO, &err));
        while (csv_next(r, &row, &err) > 0) {
            assert_int_equal(row.line, (long)shift + 1 + 2 * rows);
            assert_int_equal(row.count, 3);
            assert_string_equal(row.cells[0], "a\"\r\nb");
            assert_string_equal(row.cells[1], "王芳");
            assert_string_equal(row.cells[2], "");
            rows++;
        }
        assert_int_equal(rows, 9000);
        csv_close(&r);
        buf_free(&file);
    }
    support_rmdir(folder);
    arena_free(&a);
}

static void
an_unclosed_quote_does_not_eat_the_memory(void **state)
{
    struct arena a = { 0 };
    char *folder = support_tmpdir(&a), *path = arena_printf(&a, "%s/x.csv", folder);
    struct buf file = { 0 };
    struct csv_reader *r;
    struct csv_row row;
    struct err err;

    (void)state;
    buf_puts(&file, "a,b\nc,\"d\n");
    for (int i = 0; i < 700000; i++)
        buf_puts(&file, "1,2,3,4,5\n");
    support_write(path, file.text, file.size);
    assert_true(csv_open(&r, path, CHARSET_AUTO, &err));
    assert_int_equal(csv_next(r, &row, &err), 1);
    assert_int_equal(csv_next(r, &row, &err), -1);
    assert_non_null(strstr(err.text, "line 2 "));
    csv_close(&r);
    buf_free(&file);
    support_rmdir(folder);
    arena_free(&a);
}

/* The next string of the JSON of csv-spectrum (objects of strings), unescaped; NULL: no more. */
static char *
json_string(struct arena *a, const char **at)
{
    const char *p = strchr(*at, '"');
    struct buf text = { 0 };
    char *got;

    if (!p)
        return NULL;
    for (p++; *p && *p != '"'; p++) {
        if (*p != '\\')
            buf_putc(&text, *p);
        else if (*++p == 'n')
            buf_putc(&text, '\n');
        else if (*p == 'r')
            buf_putc(&text, '\r');
        else
            buf_putc(&text, *p);
    }
    *at = p + 1;
    got = arena_strndup(a, text.text ? text.text : "", text.size);
    buf_free(&text);
    return got;
}

static void
drop_cr(char *text)
{
    char *out = text;

    for (; *text; text++)
        if (*text != '\r')
            *out++ = *text;
    *out = '\0';
}

/* Each data row against the next object: its keys are the head row. */
static void
check_spectrum(struct arena *a, const char *name)
{
    const char *json = support_read(a, support_shared(a, arena_printf(a, "data/csv/spectrum-%s.json", name)), NULL);
    struct csv_reader *r;
    struct csv_row row;
    struct err err;
    char *heads[16], *want;
    size_t count, objects = 0;

    if (!csv_open(&r, support_shared(a, arena_printf(a, "data/csv/spectrum-%s.csv", name)), CHARSET_AUTO, &err))
        fail_msg("%s: %s", name, err.text);
    assert_int_equal(csv_next(r, &row, &err), 1);
    count = row.count;
    for (size_t i = 0; i < count; i++)
        heads[i] = arena_strdup(a, row.cells[i]);
    while (csv_next(r, &row, &err) > 0) {
        objects++;
        assert_int_equal(row.count, count);
        for (size_t i = 0; i < count; i++) {
            assert_row_string(objects, heads[i], json_string(a, &json));
            want = json_string(a, &json);
            /* The CSV of this pair is stored with LF alone, what it should read to with CRLF. */
            if (strcmp(name, "newlines_crlf") == 0)
                drop_cr(want);
            /* In one of the files this number was masked, in its twin not. */
            if (strcmp(heads[i], "Contact Phone Number") != 0)
                assert_row_string(objects, row.cells[i], want);
        }
    }
    assert_true(objects > 0);
    assert_null(json_string(a, &json));
    csv_close(&r);
}

static void
spectrum_is_read_as_expected(void **state)
{
    static const char *const spectrum[] = {
        "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates", "newlines",
        "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8",
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(spectrum); i++)
        check_spectrum(&a, spectrum[i]);
    arena_free(&a);
}

/* Files of other projects: rows, and how the last one reads; rows 0: refused with those words. */
static const struct { const char *name; size_t rows; const char *end; } others[] = {
    { "csvkit-bad.csv", 4, "4:0|mixed types.... uh oh|17" },
    { "csvkit-bad_skip_lines.csv", 4, "7:0|mixed types.... uh oh|17" },
    { "csvkit-blanks.csv", 2, "2:|NA|N/A|NONE|NULL|." },
    { "csvkit-date_like_number.csv", 2, "2:4.5" },
    { "csvkit-dummy_col_shuffled_ragged.csv", 2, "2:2|3|1|4" },
    { "csvkit-mac_newlines.csv", 3, "3:Once upon\ra time|5|6" },
    { "csvkit-no_header_row.csv", 1, "1:1|2|3" },
    { "csvkit-null_byte.csv", 0, "NUL byte on line 2" },
    { "csvkit-optional_quote_characters.csv", 2, "2:1|2|3" },
    { "csvkit-sniff_limit.csv", 2, "2:1|2|3" },
    { "csvkit-sort_ints_nulls.csv", 4, "4:5|1|7" },
    { "csvkit-test_empty_columns.csv", 4, "4:||||" },
    { "csvkit-test_empty_columns_long_row.csv", 2, "2:|||" },
    { "csvkit-test_empty_columns_short_row.csv", 2, "2:|" },
    { "csvkit-test_extra_header.csv", 2, "2:1|2|3" },
    { "csvkit-test_header_newline.csv", 2, "|e|f" },
    { "csvkit-test_ignore_case.csv", 6, "6:3|2009-01-01|d" },
    { "csvkit-test_join_short_rows.csv", 4, "4:3|b|c" },
    { "csvkit-test_latin1.csv", 0, "(0xA9) on line 3" },        /* Latin-1 is no charset of ours */
    { "csvkit-test_locale.csv", 2, "2:1,7|200.000.000|" },
    { "csvkit-test_numeric_date_format.csv", 3, "3:20121231" },
    { "csvkit-test_skip_lines.csv", 2, "5:1|2|3" },
    { "csvkit-test_utf16_big.csv", 3, "3:4|5|ʤ" },
    { "csvkit-test_utf16_little.csv", 3, "3:4|5|ʤ" },
    { "csvkit-test_utf8.csv", 3, "3:4|5|ʤ" },
    { "csvkit-test_utf8_bom.csv", 3, "3:4|5|ʤ" },
    { "csvkit-testxls_unicode_converted.csv", 2, "2:1.0|2.0|3.0" },
    { "rustcsv-smallpop.csv", 11, "Concord|NH|United States|42605" },
    { "rustcsv-smallpop-no-headers.csv", 10, "Concord|NH|United States|42605" },
    /* A colon is no separator here: times and ratios would be cut. */
    { "rustcsv-smallpop-colon.csv", 11, "Concord:NH:United States:42605" },
    /* A backslash quotes nothing in RFC 4180. */
    { "rustcsv-strange.csv", 7, "7:Jake \\The Snake\\\" Roberts\"|1986" },
    { "rustcsv-uspop.csv", 101, "101:Cody|WY|9161|44.5263889|-109.0558333" },
    { "rustcsv-uspop-null.csv", 101, "101:Cody|WY|9161|44.5263889|-109.0558333" },
};

static void
files_of_others_are_read(void **state)
{
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(others); i++) {
        size_t rows, want = strlen(others[i].end);
        char *got = read_plainly(&a, support_shared(&a, arena_printf(&a, "data/csv/%s", others[i].name)), &rows);
        bool ends = others[i].rows ? strlen(got) >= want && strcmp(got + strlen(got) - want, others[i].end) == 0
                                   : strstr(got, others[i].end) != NULL;

        if (rows != others[i].rows || !ends)
            fail_msg("%s: %zu rows, %s", others[i].name, rows, got);
    }
    arena_free(&a);
}

/* As an RFC 4180 reader counts them. */
static const struct { const char *name; long rows; size_t columns; long last_line, with_lf; } listings[] = {
    { "resale_shanghai.gbk.csv", 28202, 8, 28202, 0 },
    { "news_embedded_newlines.gbk.csv", 928, 16, -1, 779 },
    { "deals_beijing.gb2312.csv", 2754, 30, 2755, 0 },
    { "rent_guangzhou.gbk.csv", 10279, 6, 10279, 0 },
    { "rent_beijing_tab.gb2312.csv", 397, 9, 397, 0 },
    { "resale_beijing_quoted.gb2312.csv", 4651, 13, 4651, 0 },
    { "estates_anjuke.gbk.csv", 4109, 14, 4109, 0 },
    { "resale_headerless.gb2312.csv", 210, 7, 210, 0 },
    { "rent_headerless.gb2312.csv", 778, 4, 778, 0 },
    { "movies.gb18030.csv", 201, 6, 201, 0 },
    { "cr_cr_lf.utf8.csv", 3001, 7, 3001, 0 },
    { "csv_named_xls.utf8bom.xls", 31, 13, 31, 0 },
    { "resale_shanghai.utf8bom.csv", 1474, 37, 1474, 0 },
    { "placenames_cr_only.utf8bom.txt", 44804, 2, 44805, 0 },       /* line 3063 is empty */
};

static void
F021_listings_of_the_trade_are_read(void **state)
{
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(listings); i++) {
        const char *path = support_shared(&a, arena_printf(&a, "data/listings/%s", listings[i].name));
        struct csv_reader *r;
        struct csv_row row = { 0 };
        struct err err;
        long rows = 0, odd = 0, with_lf = 0;
        long long done, all;

        if (!csv_open(&r, path, CHARSET_AUTO, &err))
            fail_msg("%s: %s", listings[i].name, err.text);
        assert_false(csv_unsure(r));
        while (csv_next(r, &row, &err) > 0) {
            rows++;
            odd += row.count != listings[i].columns;
            for (size_t k = 0; k < row.count; k++) {
                assert_true(text_valid(row.cells[k], strlen(row.cells[k]), NULL));
                with_lf += strchr(row.cells[k], '\n') != NULL;
            }
        }
        csv_progress(r, &done, &all);
        assert_row_int(i, done, all);
        assert_row_int(i, rows, listings[i].rows);
        assert_row_int(i, odd, 0);
        assert_row_int(i, with_lf, listings[i].with_lf);
        if (listings[i].last_line > 0)
            assert_row_int(i, row.line, listings[i].last_line);
        csv_close(&r);
    }
    arena_free(&a);
}

static const struct { const char *cells[4]; size_t count; uint64_t numeric; const char *want; } written[] = {
    { { "a", "b" }, 2, 0, "a,b\r\n" },
    { { "" }, 1, 0, "\"\"\r\n" },
    { { NULL, "" }, 2, 0, ",\r\n" },
    { { "a,b", "c\"d", "e\nf", "g\rh" }, 4, 0, "\"a,b\",\"c\"\"d\",\"e\nf\",\"g\rh\"\r\n" },
    { { "=1+1", "+86", "-5", "@x" }, 4, 0, "'=1+1,'+86,'-5,'@x\r\n" },
    { { "-5", "+5", "-5", "=1" }, 4, 1 | 4, "-5,'+5,-5,'=1\r\n" },
    { { "\tx", "\rx", "'=x", "'x" }, 4, 0, "\"'\tx\",\"'\rx\",''=x,'x\r\n" },
    { { "sep=", "" }, 2, 0, "\"sep=\",\r\n" },
    { { "\uFEFF", "sep=;" }, 2, 0, "\"\uFEFF\",\"sep=;\"\r\n" },
    { { "=cmd|' /C calc'!A0", "王;芳" }, 2, 0, "'=cmd|' /C calc'!A0,\"王;芳\"\r\n" },
};

static void
cells_are_written(void **state)
{
    struct arena a = { 0 };
    char *folder = support_tmpdir(&a), *path = arena_printf(&a, "%s/x.csv", folder);
    struct err err;

    (void)state;
    for (size_t i = 0; i < COUNT(written); i++) {
        struct csv_writer *w;
        struct csv_reader *r;
        struct csv_row row;

        assert_true(csv_create(&w, path, CHARSET_UTF8, &err));
        assert_true(csv_write(w, written[i].count, written[i].cells, written[i].numeric, &err));
        assert_true(csv_finish(&w, &err));
        assert_null(w);
        assert_row_string(i, support_read(&a, path, NULL), written[i].want);
        assert_true(csv_open(&r, path, CHARSET_AUTO, &err));
        assert_int_equal(csv_next(r, &row, &err), 1);
        for (size_t k = 0; k < row.count; k++)
            assert_row_string(i, row.cells[k], written[i].cells[k] ? written[i].cells[k] : "");
        csv_close(&r);
    }
    support_rmdir(folder);
    arena_free(&a);
}

/* Every hostile line, as a cell of its own, comes back byte for byte. */
static void
F021_hostile_cells_come_back(void **state)
{
    static const char *const files[] = { "data/bad_input/blns.txt", "data/bad_input/csv-formula-injection.txt" };
    static const enum charset charsets[] = { CHARSET_UTF8, CHARSET_UTF8_BOM, CHARSET_GB18030, CHARSET_UTF16LE };
    struct arena a = { 0 };
    char *folder = support_tmpdir(&a), *path = arena_printf(&a, "%s/x.csv", folder);

    (void)state;
    for (size_t f = 0; f < COUNT(files); f++) {
        char **lines;
        size_t count = support_lines(&a, files[f], &lines);

        for (size_t c = 0; c < COUNT(charsets); c++) {
            struct csv_writer *w;
            struct csv_reader *r;
            struct csv_row row;
            struct err err;
            size_t i = 0;

            assert_true(csv_create(&w, path, charsets[c], &err));
            for (size_t k = 0; k < count; k++)
                if (!csv_write(w, 3, (const char *const[]) { "王芳", lines[k], "芳" }, 0, &err))
                    fail_msg("%zu: %s", k, err.text);
            assert_true(csv_finish(&w, &err));
            if (!csv_open(&r, path, charsets[c], &err))
                fail_msg("%s", err.text);
            for (; csv_next(r, &row, &err) > 0; i++) {
                assert_int_equal(row.count, 3);
                assert_row_string(i, row.cells[1], lines[i]);
            }
            assert_int_equal(i, count);
            csv_close(&r);
        }
    }
    support_rmdir(folder);
    arena_free(&a);
}

static void
F021_what_gbk_lacks_is_named(void **state)
{
    struct arena a = { 0 };
    char *folder = support_tmpdir(&a), *path = arena_printf(&a, "%s/x.csv", folder);
    struct csv_writer *w;
    struct err err = { 0 };

    (void)state;
    support_write(path, "old", 3);
    assert_true(csv_create(&w, path, CHARSET_GBK, &err));
    assert_true(csv_write(w, 2, (const char *const[]) { "房号", "姓名" }, 0, &err));
    assert_false(csv_write(w, 2, (const char *const[]) { "12-301", "王䶮" }, 0, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(err.text, "Row 2, column 2: GBK does not hold the character \"䶮\" (U+4DAE).");
    assert_false(csv_finish(&w, &err));
    assert_null(w);
    assert_string_equal(support_read(&a, path, NULL), "old");       /* nothing half-written in its place */
    assert_int_equal(rmdir(folder), -1);
    assert_int_equal(unlink(path), 0);
    assert_true(csv_create(&w, path, CHARSET_GB18030, &err));
    assert_true(csv_write(w, 2, (const char *const[]) { "12-301", "王䶮" }, 0, &err));
    csv_abandon(&w);
    csv_abandon(&w);
    assert_int_equal(rmdir(folder), 0);                             /* and nothing left beside it */
    assert_false(csv_create(&w, path, CHARSET_UTF8, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_null(w);
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_lines),
        cmocka_unit_test(blocks_do_not_show),
        cmocka_unit_test(an_unclosed_quote_does_not_eat_the_memory),
        cmocka_unit_test(spectrum_is_read_as_expected),
        cmocka_unit_test(files_of_others_are_read),
        cmocka_unit_test(F021_listings_of_the_trade_are_read),
        cmocka_unit_test(cells_are_written),
        cmocka_unit_test(F021_hostile_cells_come_back),
        cmocka_unit_test(F021_what_gbk_lacks_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
