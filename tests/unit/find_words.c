/* What is meant by what is typed into the find box. */
#include "rules/find_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void
F816_words_are_understood(void **state)
{
    static const struct { const char *typed; enum find_word_kind kind; const char *text; } cases[] = {
        { "王", WORD_NAME, "王" }, { "zxm", WORD_INITIALS, "zxm" }, { "ａｙｍ", WORD_INITIALS, "aym" },
        { "zhang", WORD_PINYIN, "zhang" }, { "5678", WORD_TAIL, "5678" }, { "５６７８", WORD_TAIL, "5678" },
        { "138", WORD_DIGITS, "138" }, { "311203", WORD_DIGITS, "311203" },
        { "13800135678", WORD_PHONE, "13800135678" }, { "+86 138 0013 5678", WORD_PHONE, "13800135678" },
        { "1３8-0013-5678", WORD_PHONE, "13800135678" }, { "138 0013 56", WORD_DIGITS, "138001356" },
        { "+86138", WORD_DIGITS, "138" }, { "+86 1380", WORD_TAIL, "1380" },
        { "3-1-1203", WORD_ROOM, "3-1-1203" }, { "3－1－12", WORD_ROOM, "3-1-12" }, { "5A-1-0101", WORD_ROOM, "5A-1-0101" },
        { "浙A12345", WORD_PLATE, "浙A12345" }, { "浙AD12345", WORD_PLATE, "浙AD12345" },
        { "TS014", WORD_NUMBER, "TS014" }, { "A009", WORD_NUMBER, "A009" }, { "JD261122-A009", WORD_NUMBER, "JD261122-A009" },
        { "33010619800101123x", WORD_IDCARD, "33010619800101123X" }, { "川", WORD_NAME, "川" },
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct find_word w[FIND_WORDS_MAX];
        size_t n = find_words(&a, cases[i].typed, w, FIND_WORDS_MAX);

        if (n != 1 || w[0].kind != cases[i].kind || strcmp(w[0].text, cases[i].text) != 0)
            fail_msg("%s: %zu words, kind %d, %s", cases[i].typed, n, n ? (int)w[0].kind : -1, n ? w[0].text : "");
    }
    arena_free(&a);
}

static void
F816_two_words_and_none(void **state)
{
    struct arena a = { 0 };
    struct find_word w[FIND_WORDS_MAX];

    (void)state;
    assert_int_equal(find_words(&a, " 王  138 ", w, FIND_WORDS_MAX), 2);
    assert_int_equal(w[0].kind, WORD_NAME);
    assert_int_equal(w[1].kind, WORD_DIGITS);
    assert_string_equal(find_words_text(&a, w, 2), "王 138");
    assert_int_equal(find_words(&a, " \xE3\x80\x80", w, FIND_WORDS_MAX), 0);
    assert_int_equal(find_words(&a, "a b c d e f g h", w, FIND_WORDS_MAX), FIND_WORDS_MAX);
    arena_free(&a);
}

static void
F816_a_code_written_together_may_be_several_homes(void **state)
{
    static const char *const want[] = { "3-1-1203", "3-11-203", "31-1-203", "31-12-03", "311-2-03" };
    struct arena a = { 0 };
    char *codes[8];
    size_t n = find_room_codes(&a, "311203", codes, 8);

    (void)state;
    assert_int_equal(n, COUNT(want));
    for (size_t i = 0; i < n; i++)
        assert_string_equal(codes[i], want[i]);
    assert_int_equal(find_room_codes(&a, "12", codes, 8), 0);
    assert_int_equal(find_room_codes(&a, "王1203", codes, 8), 0);
    arena_free(&a);
}

static void
F816_numbers_are_found_by_their_end(void **state)
{
    static const struct { const char *text, *one, *two; } cases[] = {
        { "TS014", "TS%014", "%-TS014" }, { "a009", "A%009", "%-A009" }, { "JD261122-A009", "%JD261122-A009", "" },
        { "9%_", "%9--", "" },
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *out[2];

        find_number_patterns(&a, cases[i].text, out);
        assert_string_equal(out[0], cases[i].one);
        assert_string_equal(out[1], cases[i].two);
    }
    arena_free(&a);
}

static void
F027_plates_are_known_by_their_parts(void **state)
{
    (void)state;
    assert_true(find_plate_fits("浙A12345", "浙a12345"));
    assert_true(find_plate_fits("浙A12345", "A123"));
    assert_true(find_plate_fits("浙A12345", "12345"));
    assert_false(find_plate_fits("浙A12345", "345"));
    assert_false(find_plate_fits("", "A1"));
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(F816_words_are_understood),
        cmocka_unit_test(F816_two_words_and_none),
        cmocka_unit_test(F816_a_code_written_together_may_be_several_homes),
        cmocka_unit_test(F816_numbers_are_found_by_their_end),
        cmocka_unit_test(F027_plates_are_known_by_their_parts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
