#include "base/idcard.h"

#include "base/fold.h"
#include "base/idcard_regions.h"
#include "base/lang.h"

#include <string.h>

static bool
fail(const char **why, const char *text)
{
    if (why)
        *why = text;
    return false;
}

/* The 18th character that belongs to 17 digits (GB 11643): 0 to 10, 10 standing for X. */
static int
check_index(const char *digits)
{
    static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
    static const int by_rest[] = { 1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2 };
    int sum = 0;

    for (int i = 0; i < 17; i++)
        sum += (digits[i] - '0') * weights[i];
    return by_rest[sum % 11];
}

static char
check_char(const char *digits)
{
    return "0123456789X"[check_index(digits)];
}

/* One whole sentence for each right answer, so that none is glued. */
static const char *
check_sentence(int right)
{
    static const char *const sentences[] = {
        N_("Check the number: its last character would have to be 0."),
        N_("Check the number: its last character would have to be 1."),
        N_("Check the number: its last character would have to be 2."),
        N_("Check the number: its last character would have to be 3."),
        N_("Check the number: its last character would have to be 4."),
        N_("Check the number: its last character would have to be 5."),
        N_("Check the number: its last character would have to be 6."),
        N_("Check the number: its last character would have to be 7."),
        N_("Check the number: its last character would have to be 8."),
        N_("Check the number: its last character would have to be 9."),
        N_("Check the number: its last character would have to be X."),
    };

    return _(sentences[right]);
}

static int
digits_to_int(const char *s, int size)
{
    int n = 0;

    for (int i = 0; i < size; i++)
        n = n * 10 + s[i] - '0';
    return n;
}

/* Did any code with these first four digits live at or after the year of birth? A number may be
 * given long after the birth, and registers lag a year behind a reform. */
static bool
region_known(int region, int born_year)
{
    int prefix = region / 100;

    for (size_t i = 0; i < COUNT(region_prefixes); i++)
        if (region_prefixes[i].prefix == prefix)
            return region_prefixes[i].last + 1 >= born_year;
    return false;
}

/* What was typed without blanks and dashes, x as X; false: not 15 digits or 17 and a check character. */
static bool
number_of(const char *typed, char number[19])
{
    char room[64];
    size_t size = 0;

    if (!fold_typed(typed, room, sizeof room))
        return false;
    for (const char *s = room; *s; s++) {
        char c = *s == 'x' ? 'X' : *s;

        if (c == ' ' || c == '-')
            continue;
        if (size == 18 || !((c >= '0' && c <= '9') || (c == 'X' && size == 17)))
            return false;
        number[size++] = c;
    }
    number[size] = '\0';
    return size == 15 || size == 18;
}

bool
idcard_parse(const char *typed, day today, struct idcard *out, const char **why)
{
    struct idcard card = { 0 };

    if (!number_of(typed, card.number))
        return fail(why, _("An id card number has 18 characters (17 digits, then a digit or X), an old one 15 digits."));

    bool is_long = strlen(card.number) == 18;
    const char *birth = card.number + 6;
    int year = is_long ? digits_to_int(birth, 4) : 1900 + digits_to_int(birth, 2);
    const char *behind = birth + (is_long ? 4 : 2);

    if (!day_from_civil(year, digits_to_int(behind, 2), digits_to_int(behind + 2, 2), &card.born))
        return fail(why, _("Check the number: the date of birth in it does not exist."));
    if (card.born > today || card.born < day_add_months(today, -12 * 130))
        return fail(why, _("Check the number: nobody alive was born on the date in it."));
    card.region = digits_to_int(card.number, 6);
    if (!region_known(card.region, year))
        return fail(why, _("Check the number: its first digits name no region."));
    if (is_long && check_char(card.number) != card.number[17])
        return fail(why, check_sentence(check_index(card.number)));
    card.male = (card.number[is_long ? 16 : 14] - '0') % 2 == 1;
    *out = card;
    return true;
}

char *
idcard_mask(struct arena *a, const char *number)
{
    char *out = arena_strdup(a, number);
    size_t size = strlen(out);

    for (size_t i = 0; i < size; i++)
        if (size <= 5 || (i >= 3 && i < size - 2))
            out[i] = '*';
    return out;
}

char *
idcard_long(struct arena *a, const char *number)
{
    if (strlen(number) != 15 || strspn(number, "0123456789") != 15)
        return arena_strdup(a, number);

    char *out = arena_printf(a, "%.6s19%s?", number, number + 6);

    out[17] = check_char(out);
    return out;
}
