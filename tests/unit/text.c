#include "tests/support.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct { const char *bytes; size_t size; int bad; } utf8[] = {
    { "", 0, -1 },
    { "abc", 3, -1 },
    { "云栖花园", 12, -1 },
    { "\U0002B36F", 4, -1 },                /* a name of four bytes */
    { "\xF4\x8F\xBF\xBF", 4, -1 },
    { "a\xC0\x80", 3, 1 },                  /* overlong NUL */
    { "\xE0\x80\xAF", 3, 0 },               /* overlong slash */
    { "\xED\xA0\x80", 3, 0 },               /* lone surrogate */
    { "\xF4\x90\x80\x80", 4, 0 },           /* behind the last plane */
    { "\xF0\x8F\xBF\xBF", 4, 0 },
    { "ab\xE4\xBA", 4, 2 },                 /* cut */
    { "\x80", 1, 0 },
    { "\xFF", 1, 0 },
    { "\xC4\xE3\xBA\xC3", 4, 0 },           /* GBK */
};

static void
utf8_is_checked_strictly(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(utf8); i++) {
        size_t bad = 0;
        bool ok = text_valid(utf8[i].bytes, utf8[i].size, &bad);

        assert_row_int(i, ok ? -1 : (int)bad, utf8[i].bad);
    }
}

static void
every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        char bytes[4];
        uint32_t back;
        int size = text_encode(cp, bytes);

        assert_int_equal(text_decode(bytes, bytes + size, &back), size);
        assert_int_equal(back, cp >= 0xD800 && cp <= 0xDFFF ? 0xFFFD : cp);
    }
}

static const struct { const char *in; int width; const char *want; } cells[] = {
    { "南山区",  6, "南山区" },
    { "南山区",  5, "南山 "  },     /* no room for half a character */
    { "A座1201", 4, "A座1"   },
    { "A座1201", 2, "A " },
    { "", 3, "   " },
    { "王", 0, "" },
    { "王", 1, " " },
    { "𬭎", 3, "𬭎 " },             /* outside the first plane */
    { "e\xCC\x81" "a", 1, "e\xCC\x81" },    /* what combines stays with its base */
    { "（东）", 7, "（东） " },
};

static void
F025_cells_fill_their_column(void **state)
{
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(cells); i++) {
        char *got = text_cell(&a, cells[i].in, cells[i].width);

        assert_row_string(i, got, cells[i].want);
        assert_row_int(i, text_columns(got), cells[i].width);
    }
    arena_free(&a);
}

static void
F025_prose_of_the_world_ends_in_one_column(void **state)
{
    static const char *const files[] = {
        "data/width/udhr_cmn_hans.txt", "data/width/udhr_cmn_hant.txt",
        "data/width/udhr_jpn.txt", "data/width/udhr_eng.txt",
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t f = 0; f < COUNT(files); f++) {
        char **lines, **wrapped;
        size_t count = support_lines(&a, files[f], &lines);

        assert_true(count > 100);
        for (size_t i = 0; i < count; i++)
            for (int width = 7; width < 40; width += 8) {
                size_t parts = text_wrap(&a, lines[i], width, &wrapped);

                assert_row_int(i, text_columns(text_cell(&a, lines[i], width)), width);
                for (size_t k = 0; k < parts; k++)
                    assert_true(text_columns(wrapped[k]) <= width);
            }
    }
    arena_free(&a);
}

/* Wide in Unicode 17 but not for us: what combines with the character before it
 * takes no column, and what was assigned or became wide after Unicode 15, the
 * newest that Debian 12 and its terminals know. */
static const struct { uint32_t first, last; int columns; const char *why; } width_deviations[] = {
    { 0x2630, 0x2637, 1, "trigrams, wide since 16" },
    { 0x268A, 0x268F, 1, "monograms and digrams, wide since 16" },
    { 0x302A, 0x302D, 0, "combining tone marks" },
    { 0x3099, 0x309A, 0, "combining voice marks" },
    { 0x31E4, 0x31E5, 1, "strokes, new in 16" },
    { 0x31EF, 0x31EF, 1, "ideographic subtraction, new in 15.1" },
    { 0x2FFC, 0x2FFF, 1, "ideographic description, new in 15.1" },
    { 0x4DC0, 0x4DFF, 1, "hexagrams, wide since 16" },
    { 0x16FE4, 0x16FE4, 0, "Khitan filler, combining" },
    { 0x16FF2, 0x16FF6, 1, "new in 17" },
    { 0x187F8, 0x187FF, 1, "Tangut, new in 17" },
    { 0x18CFF, 0x18CFF, 1, "Khitan, new in 16" },
    { 0x18D09, 0x18D1E, 1, "Tangut, new in 17" },
    { 0x18D80, 0x18DF2, 1, "Tangut components, new in 17" },
    { 0x1D300, 0x1D376, 1, "Tai Xuan Jing and rods, wide since 16" },
    { 0x1F6D8, 0x1F6D8, 1, "new in 17" },
    { 0x1FA89, 0x1FA8A, 1, "new in 16 and 17" },
    { 0x1FA8E, 0x1FA8F, 1, "new in 16 and 17" },
    { 0x1FABE, 0x1FABE, 1, "new in 16" },
    { 0x1FAC6, 0x1FACD, 1, "new in 16 and 17" },
    { 0x1FADC, 0x1FADF, 1, "new in 16" },
    { 0x1FAE9, 0x1FAEF, 1, "new in 16 and 17" },
};

static int
width_wanted(uint32_t cp)
{
    for (size_t i = 0; i < COUNT(width_deviations); i++)
        if (cp >= width_deviations[i].first && cp <= width_deviations[i].last)
            return width_deviations[i].columns;
    return 2;
}

static void
widths_agree_with_unicode(void **state)
{
    struct arena a = { 0 };
    char **lines;
    size_t count = support_lines(&a, "data/width/EastAsianWidth-17.0.0.txt", &lines);
    size_t wide = 0, failed = 0;

    (void)state;
    for (size_t i = 0; i < count; i++) {
        char *rest, *class = strchr(lines[i], ';');
        uint32_t first, last;

        if (lines[i][0] == '#' || !class)
            continue;
        first = last = (uint32_t)strtoul(lines[i], &rest, 16);
        if (rest[0] == '.')
            last = (uint32_t)strtoul(rest + 2, NULL, 16);
        class += 1 + strspn(class + 1, " ");
        for (uint32_t cp = first; cp <= last; cp++) {
            if ((class[0] != 'W' && class[0] != 'F') || strspn(class, "WF") != 1)
                continue;
            wide++;
            if (text_cp_columns(cp, 1) == width_wanted(cp))
                continue;
            print_error("U+%04X: %d columns\n", cp, text_cp_columns(cp, 1));
            failed++;
        }
    }
    assert_true(wide > 180000);
    assert_int_equal(failed, 0);
    arena_free(&a);
}

static const struct { uint32_t cp; int narrow, wide; } columns[] = {
    { 'a', 1, 1 }, { '\n', 0, 0 }, { 0x7F, 0, 0 }, { 0x9B, 0, 0 }, { 0xA0, 1, 1 }, { 0xAD, 1, 2 },
    { 0xB7, 1, 2 }, { 0x201C, 1, 2 }, { 0x2026, 1, 2 }, { 0x2460, 1, 2 }, { 0x2500, 1, 2 },
    { 0x301, 0, 0 }, { 0x200B, 0, 0 }, { 0x200D, 0, 0 }, { 0xFE0F, 0, 0 }, { 0xFEFF, 0, 0 },
    { 0x3000, 2, 2 }, { 0xFF0C, 2, 2 }, { 0xFF61, 1, 1 }, { 0x4DAE, 2, 2 }, { 0x2CB4E, 2, 2 },
    { 0x1F600, 2, 2 }, { 0x1100, 2, 2 }, { 0x1161, 0, 0 }, { 0xAC00, 2, 2 }, { 0xE000, 1, 2 }, { 0x600, 1, 1 },
};

static void
columns_of_characters(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(columns); i++) {
        assert_row_int(i, text_cp_columns(columns[i].cp, 1), columns[i].narrow);
        assert_row_int(i, text_cp_columns(columns[i].cp, 2), columns[i].wide);
    }
    assert_int_equal(text_length("e\xCC\x81王a"), 4);
    assert_int_equal(text_clip("王芳", 3), 3);
    assert_int_equal(text_clip("王芳", 4), 6);
}

static const struct { const char *in; int width; const char *want; } wraps[] = {
    { "", 10, "" },
    { "a\n", 10, "a|" },
    { "a\r\n\r\nb", 10, "a||b" },
    { "厨房墙面有水渍", 6, "厨房墙|面有水|渍" },
    { "厨房墙，面", 6, "厨房|墙，面" },             /* no line begins with a comma */
    { "看（房）", 4, "看|（房|）" },                /* the bracket would not fit behind */
    { "please call back", 11, "please call|back" },
    { "please call  back", 12, "please call|back" },
    { "abcdefgh", 3, "abc|def|gh" },
    { "业主 13800138000 来电", 13, "业主|13800138000|来电" },
    { "业主13800138000来电", 12, "业主|13800138000|来电" },
    { "12座1单元", 5, "12座1|单元" },
    { "王", 1, "王" },
    { "“好”的", 3, "“好|”的" },
};

static void
text_wraps(void **state)
{
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(wraps); i++) {
        char **lines;
        size_t count = text_wrap(&a, wraps[i].in, wraps[i].width, &lines);
        struct buf got = { 0 };

        for (size_t k = 0; k < count; k++)
            buf_printf(&got, "%s%s", k ? "|" : "", lines[k]);
        assert_row_string(i, got.text, wraps[i].want);
        buf_free(&got);
    }
    arena_free(&a);
}

static const struct { const char *in, *want; } shown[] = {
    { "王芳", "王芳" },
    { "a\nb\tc", "a b c" },
    { "\x1B[31m", "^[[31m" },
    { "\x7F", "^?" },
    { "\xC2\x9B" "31m", "<9B>31m" },
    { "\xE2\x80\xAE" "evil", "<202E>evil" },
    { "a\xE2\x80\x8B" "b", "a<200B>b" },
    { "\xED\xA0\x80", "<D800>" },
    { "\xFF\xC4", "<FF><C4>" },
    { "\xEF\xBB\xBF" "a", "<FEFF>a" },
};

static void
text_is_shown_harmlessly(void **state)
{
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(shown); i++) {
        assert_row_string(i, text_harmless(&a, shown[i].in), shown[i].want);
        assert_row_int(i, text_is_harmless(shown[i].in), strcmp(shown[i].in, shown[i].want) == 0);
    }
    arena_free(&a);
}

static void
hostile_text_does_no_harm(void **state)
{
    static const char *const files[] = {
        "data/bad_input/blns.txt", "data/bad_input/terminal-escape-codes.txt", "data/bad_input/kuhn-UTF-8-test.txt",
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t f = 0; f < COUNT(files); f++) {
        char **lines;
        size_t count = support_lines(&a, files[f], &lines);

        for (size_t i = 0; i < count; i++) {
            char *safe = text_harmless(&a, lines[i]);
            uint32_t cp;

            assert_true(text_is_harmless(safe));
            assert_true(text_valid(safe, strlen(safe), NULL));
            for (const char *p = safe, *end = p + strlen(p); p < end;) {
                p += text_decode(p, end, &cp);
                assert_true(cp >= 0x20 && (cp < 0x7F || cp > 0x9F));
            }
            assert_row_int(i, text_columns(text_cell(&a, safe, 20)), 20);
            text_nfc(&a, lines[i]);
            text_trim(&a, lines[i]);
        }
        arena_reset(&a);
    }
    arena_free(&a);
}

static const struct { const char *in, *nfc, *trim, *half; } forms[] = {
    { "王芳", "王芳", "王芳", "王芳" },
    { " \t王 芳\u3000\u00A0\n", " \t王 芳\u3000\u00A0\n", "王 芳", " \t王 芳 \u00A0\n" },
    { "e\u0301", "\u00E9", "e\u0301", "e\u0301" },
    { "\u304B\u3099", "\u304C", "\u304B\u3099", "\u304B\u3099" },
    { "１３８－Ａ～！", "１３８－Ａ～！", "１３８－Ａ～！", "138-A~!" },
    { "\u212B", "\u00C5", "\u212B", "\u212B" },
    { "\uFF65", "\uFF65", "\uFF65", "\uFF65" },     /* compatibility forms stay */
    { "", "", "", "" },
    { "\u3000 ", "\u3000 ", "", "  " },
};

static void
text_forms(void **state)
{
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(forms); i++) {
        assert_row_string(i, text_nfc(&a, forms[i].in), forms[i].nfc);
        assert_row_string(i, text_trim(&a, forms[i].in), forms[i].trim);
        assert_row_string(i, text_halfwidth(&a, forms[i].in), forms[i].half);
    }
    arena_free(&a);
}

static void
text_finds(void **state)
{
    (void)state;
    assert_true(text_contains("云栖花园A座", "a座"));
    assert_true(text_contains("abc", ""));
    assert_true(text_contains("", ""));
    assert_false(text_contains("", "a"));
    assert_false(text_contains("ab", "abc"));
    assert_true(text_has_han("a王"));
    assert_true(text_has_han("\U0002CB4E"));
    assert_false(text_has_han("abc，。ー"));
    assert_true(text_is_han(0x3007));
    assert_false(text_is_han(0x3042));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_checked_strictly),
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(F025_cells_fill_their_column),
        cmocka_unit_test(F025_prose_of_the_world_ends_in_one_column),
        cmocka_unit_test(widths_agree_with_unicode),
        cmocka_unit_test(columns_of_characters),
        cmocka_unit_test(text_wraps),
        cmocka_unit_test(text_is_shown_harmlessly),
        cmocka_unit_test(hostile_text_does_no_harm),
        cmocka_unit_test(text_forms),
        cmocka_unit_test(text_finds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
