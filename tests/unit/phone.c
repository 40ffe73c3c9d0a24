#include "tests/support.h"

#include "base/phone.h"

#include <stdio.h>
#include <string.h>

static const struct { const char *typed; enum phone_kind kind; const char *want; } good[] = {
    { "13800135678", PHONE_MOBILE, "13800135678" },
    { "138 0013 5678", PHONE_MOBILE, "13800135678" },
    { "138-0013-5678", PHONE_MOBILE, "13800135678" },
    { "1 3 8 0 0 1 3 5 6 7 8", PHONE_MOBILE, "13800135678" },
    { "+86 138 0013 5678", PHONE_MOBILE, "13800135678" },
    { "(+86)13800135678", PHONE_MOBILE, "13800135678" },
    { "+8613800135678", PHONE_MOBILE, "13800135678" },
    { "0086-13800135678", PHONE_MOBILE, "13800135678" },
    { "8613800135678", PHONE_MOBILE, "13800135678" },
    { "013800135678", PHONE_MOBILE, "13800135678" },
    { "１３８００１３５６７８", PHONE_MOBILE, "13800135678" },
    { "（０１０）６２３４５６７８", PHONE_LANDLINE, "010-62345678" },
    { "(010)62345678", PHONE_LANDLINE, "010-62345678" },
    { "01062345678", PHONE_LANDLINE, "010-62345678" },
    { "010-6234 5678", PHONE_LANDLINE, "010-62345678" },
    { "+86 10 62345678", PHONE_LANDLINE, "010-62345678" },
    { "0571-87654321-802", PHONE_LANDLINE, "0571-87654321-802" },
    { "95588-12", PHONE_SERVICE, "95588-12" },
    { "400-800-1234转5", PHONE_SERVICE, "4008001234-5" },
    { "4008001234-5", PHONE_SERVICE, "4008001234-5" },
    { "0576-8765432转8", PHONE_LANDLINE, "0576-8765432-8" },
    { "0576-8765432-8", PHONE_LANDLINE, "0576-8765432-8" },
    { "010-6234567-8", PHONE_LANDLINE, "010-62345678" },
    { "0571 87654321转802", PHONE_LANDLINE, "0571-87654321-802" },
    { "0571-87654321 分机 802", PHONE_LANDLINE, "0571-87654321-802" },
    { "0914-2345678", PHONE_LANDLINE, "0914-2345678" },
    { "021-87654321", PHONE_LANDLINE, "021-87654321" },
    { "400-800-1234", PHONE_SERVICE, "4008001234" },
    { "8008201234", PHONE_SERVICE, "8008201234" },
    { "95588", PHONE_SERVICE, "95588" },
    { "12345", PHONE_SERVICE, "12345" },
    { "+852 1234 5678", PHONE_FOREIGN, "+85212345678" },
    { "00852-12345678", PHONE_FOREIGN, "+85212345678" },
    { "+1 (415) 555-0100", PHONE_FOREIGN, "+14155550100" },
};

static void
numbers_take_their_canonical_form(void **state)
{
    struct arena a = { 0 };
    char *out;

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        assert_row_int(i, phone_parse(&a, good[i].typed, &out, NULL), good[i].kind);
        assert_row_string(i, out, good[i].want);
        /* What is canonical stays as it is. */
        if (out) {
            assert_row_int(i, phone_parse(&a, good[i].want, &out, NULL), good[i].kind);
            assert_row_string(i, out, good[i].want);
        }
    }
    arena_free(&a);
}

static void
what_is_no_number_is_refused_with_a_reason(void **state)
{
    static const char *const bad[] = {
        "", "   ", "abc", "1380013567", "138001356789", "12800135678", "10012345678", "11012345678", "62345678", "8765432",
        "010-6234567", "0571-876543", "0571-876543210", "010-12345678", "00", "+", "+12", "+1234567890123456", "13800135678转1",
        "138O0135678", "0000000000", "13800135678 13900135678", "99999999999999999999999999999999999999999", "转802", "0571-87654321转",
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        char *out = "x";
        const char *why = NULL;

        assert_row_int(i, phone_parse(&a, bad[i], &out, &why), PHONE_NONE);
        assert_row_string(i, out, NULL);
        assert_row_int(i, why && *why, true);
    }
    arena_free(&a);
}

/* A prefix of the list as the first and last number of its range: "134-0~8", "174-06~12", "1410X", "135". */
static void
check_prefix(struct arena *a, size_t row, const char *prefix)
{
    char first[32], last[32];
    const char *dash = strchr(prefix, '-'), *tilde = strchr(prefix, '~');
    char *out;

    snprintf(first, sizeof first, "%.*s%.*s", (int)strcspn(prefix, "-"), prefix,
             dash ? (int)strcspn(dash + 1, "~") : 0, dash ? dash + 1 : "");
    snprintf(last, sizeof last, "%.*s%s", (int)strcspn(prefix, "-"), prefix, tilde ? tilde + 1 : dash ? dash + 1 : "");
    for (char *s = first; *s; s++)
        *s = *s == 'X' ? '0' : *s;
    for (char *s = last; *s; s++)
        *s = *s == 'X' ? '9' : *s;
    strcat(first, "00000000000");
    strcat(last, "99999999999");
    first[11] = last[11] = '\0';
    assert_row_int(row, phone_parse(a, first, &out, NULL), PHONE_MOBILE);
    assert_row_int(row, phone_parse(a, last, &out, NULL), PHONE_MOBILE);
}

static void
every_mobile_prefix_is_accepted(void **state)
{
    struct arena a = { 0 };
    char **lines;
    size_t count = support_lines(&a, "data/cn_ids/mobile-prefixes.tsv", &lines);

    (void)state;
    assert_true(count > 60);
    for (size_t i = 1; i < count; i++) {
        char *prefix = strrchr(lines[i], '\t') + 1;

        prefix[strcspn(prefix, "\r")] = '\0';
        check_prefix(&a, i, prefix);
    }
    arena_free(&a);
}

static void
numbers_that_begin_with_10_to_12_are_no_mobiles(void **state)
{
    struct arena a = { 0 };
    char *out;

    (void)state;
    for (int i = 100; i < 130; i++)
        assert_row_int((size_t)i, phone_parse(&a, arena_printf(&a, "%d12345678", i), &out, NULL), PHONE_NONE);
    arena_free(&a);
}

static void
numbers_are_masked_shown_and_searched(void **state)
{
    static const struct { const char *canonical, *mask, *show, *digits; } cases[] = {
        { "13800135678", "138****5678", "138 0013 5678", "13800135678" },
        { "010-62345678", "010-******78", "010-62345678", "01062345678" },
        { "0571-87654321-802", "0571-******21-***", "0571-87654321-802", "057187654321802" },
        { "4008001234", "4008001234", "400 800 1234", "4008001234" },
        { "+85212345678", "+852******78", "+85212345678", "85212345678" },
        { "95588", "95588", "95588", "95588" },
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_row_string(i, phone_mask(&a, cases[i].canonical), cases[i].mask);
        assert_row_string(i, phone_show(&a, cases[i].canonical), cases[i].show);
        assert_row_string(i, phone_digits(&a, cases[i].canonical), cases[i].digits);
    }
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_take_their_canonical_form),
        cmocka_unit_test(what_is_no_number_is_refused_with_a_reason),
        cmocka_unit_test(every_mobile_prefix_is_accepted),
        cmocka_unit_test(numbers_that_begin_with_10_to_12_are_no_mobiles),
        cmocka_unit_test(numbers_are_masked_shown_and_searched),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
