#include "tests/support.h"

#include "base/idcard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static day
ymd(int year, int month, int mday)
{
    day d = 0;

    assert_true(day_from_civil(year, month, mday, &d));
    return d;
}

static void
numbers_are_read(void **state)
{
    static const struct { const char *typed, *want; int born[3]; bool male; int region; } cases[] = {
        { "11010519491231002X", "11010519491231002X", { 1949, 12, 31 }, false, 110105 },    /* the standard's own example */
        { "11010519491231002x", "11010519491231002X", { 1949, 12, 31 }, false, 110105 },
        { "１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X", { 1949, 12, 31 }, false, 110105 },
        { " 110105 19491231 002X ", "11010519491231002X", { 1949, 12, 31 }, false, 110105 },
        { "440524188001010014", "", { 0, 0, 0 }, false, 0 },                                /* the other example: born in 1880 */
        { "371001198010082394", "371001198010082394", { 1980, 10, 8 }, true, 371001 },
        { "431389760616601", "431389760616601", { 1976, 6, 16 }, true, 431389 },
    };
    struct idcard card;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        bool ok = idcard_parse(cases[i].typed, ymd(2026, 11, 22), &card, NULL);

        assert_row_int(i, ok, *cases[i].want != '\0');
        if (!ok)
            continue;
        assert_row_string(i, card.number, cases[i].want);
        assert_row_int(i, card.born, ymd(cases[i].born[0], cases[i].born[1], cases[i].born[2]));
        assert_row_int(i, card.male, cases[i].male);
        assert_row_int(i, card.region, cases[i].region);
    }
}

static void
F213_a_wrong_number_is_refused_and_says_what_is_wrong(void **state)
{
    static const struct { const char *typed, *word; } cases[] = {
        { "110105194912310021", "have to be X" },       /* check digit */
        { "11010519491231002", "18 characters" },
        { "", "18 characters" },
        { "1101051949123100X2", "18 characters" },
        { "110105194913310029", "date of birth" },
        { "110105194902300029", "date of birth" },
        { "110105203012310029", "nobody alive" },
        { "990105194912310029", "no region" },
        { "345955198706122245", "no region" },
        { "431389761316601", "date of birth" },
    };
    struct idcard card;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *why = "";

        assert_row_int(i, idcard_parse(cases[i].typed, ymd(2026, 11, 22), &card, &why), false);
        assert_row_int(i, strstr(why, cases[i].word) != NULL, true);
    }
}

static void
F213_one_wrong_digit_never_passes(void **state)
{
    static const char right[] = "371001198010082394";
    struct idcard card;

    (void)state;
    for (int at = 0; at < 18; at++) {
        for (char c = '0'; c <= '9'; c++) {
            char number[19];

            memcpy(number, right, sizeof number);
            number[at] = c;
            assert_int_equal(idcard_parse(number, ymd(2026, 11, 22), &card, NULL), c == right[at]);
        }
    }
}

static void
published_vectors_are_judged_alike(void **state)
{
    struct arena a = { 0 };
    char **lines;
    size_t count = support_lines(&a, "data/cn_ids/id-vectors.dev.tsv", &lines);
    struct idcard card;

    (void)state;
    assert_true(count > 1);
    for (size_t i = 1; i < count; i++) {
        char *tab = strchr(lines[i], '\t');

        *tab = '\0';
        assert_row_int(i, idcard_parse(lines[i], ymd(2026, 11, 22), &card, NULL), tab[1] == '1');
    }
    arena_free(&a);
}

/* The nth cell of a row. */
static char *
cell(struct arena *a, const char *row, int n)
{
    for (; n > 0; n--)
        row = strchr(row, ',') + 1;
    return arena_strndup(a, row, strcspn(row, ",\r"));
}

static void
every_county_code_is_accepted_in_the_years_it_was_valid(void **state)
{
    struct arena a = { 0 };
    char **lines;
    size_t count = support_lines(&a, "data/cn_ids/areacodes-history.csv", &lines);
    size_t refused = 0;

    (void)state;
    assert_true(count > 6000);
    for (size_t i = 1; i < count; i++) {
        int from = atoi(cell(&a, lines[i], 6));
        int to = *cell(&a, lines[i], 7) ? atoi(cell(&a, lines[i], 7)) : 2026;

        for (int year = from; year <= to; year += to > from ? to - from : 1) {
            char *number = idcard_long(&a, arena_printf(&a, "%.6s%02d0101123", lines[i], year % 100));
            struct idcard card;
            const char *why = "";

            if (year >= 2000) {
                /* An old number cannot say so; take the check character the refusal names. */
                char *modern = arena_printf(&a, "%.6s%d01011230", lines[i], year);

                if (!idcard_parse(modern, ymd(2026, 11, 22), &card, &why))
                    modern[17] = why[strlen(why) - 2];
                number = modern;
            }
            if (!idcard_parse(number, ymd(2026, 11, 22), &card, &why)) {
                print_error("%s %d: %s\n", number, year, why);
                refused++;
            }
        }
    }
    assert_int_equal(refused, 0);
    arena_free(&a);
}

static void
a_region_gone_before_the_birth_is_refused(void **state)
{
    struct arena a = { 0 };
    struct idcard card;

    (void)state;
    /* 442527 was given up in 1988. */
    assert_true(idcard_parse(idcard_long(&a, "442527860101123"), ymd(2026, 11, 22), &card, NULL));
    assert_false(idcard_parse(idcard_long(&a, "442527960101123"), ymd(2026, 11, 22), &card, NULL));
    arena_free(&a);
}

static void
one_person_has_one_long_number_and_a_mask(void **state)
{
    struct arena a = { 0 };
    struct idcard card;

    (void)state;
    assert_string_equal(idcard_long(&a, "110105491231002"), "11010519491231002X");
    assert_string_equal(idcard_long(&a, "11010519491231002X"), "11010519491231002X");
    assert_true(idcard_parse(idcard_long(&a, "431389760616601"), ymd(2026, 11, 22), &card, NULL));
    assert_string_equal(idcard_mask(&a, "11010519491231002X"), "110*************2X");
    assert_string_equal(idcard_mask(&a, "110105491231002"), "110**********02");
    assert_string_equal(idcard_mask(&a, "1101"), "****");
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read),
        cmocka_unit_test(F213_a_wrong_number_is_refused_and_says_what_is_wrong),
        cmocka_unit_test(F213_one_wrong_digit_never_passes),
        cmocka_unit_test(published_vectors_are_judged_alike),
        cmocka_unit_test(every_county_code_is_accepted_in_the_years_it_was_valid),
        cmocka_unit_test(a_region_gone_before_the_birth_is_refused),
        cmocka_unit_test(one_person_has_one_long_number_and_a_mask),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
