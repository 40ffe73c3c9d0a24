#include "base/money.h"

#include "base/fold.h"

#include <string.h>

/* A decimal as typed: value is the digits without the point, decimals how many stood behind it. */
struct decimal {
    bool negative;
    int64_t value;
    int decimals;
};

/* One more digit; false: too large. */
static bool
push_digit(int64_t *value, char c)
{
    return !__builtin_mul_overflow(*value, 10, value) && !__builtin_add_overflow(*value, c - '0', value);
}

/* Digits with , between whole groups of three. */
static bool
grouped_digits(const char **s, int64_t *value)
{
    int run = 0, groups = 0;

    for (;; ++*s) {
        if (**s >= '0' && **s <= '9') {
            if (!push_digit(value, **s))
                return false;
            run++;
        } else if (**s == ',') {
            if (run == 0 || run > 3 || (groups > 0 && run != 3))
                return false;
            groups++;
            run = 0;
        } else {
            return run > 0 && (groups == 0 || run == 3);
        }
    }
}

static bool
decimal_at(const char **s, struct decimal *out)
{
    memset(out, 0, sizeof *out);
    if (**s == '-' || **s == '+')
        out->negative = *(*s)++ == '-';
    if (!grouped_digits(s, &out->value))
        return false;
    if (**s != '.')
        return true;
    ++*s;
    for (; **s >= '0' && **s <= '9'; ++*s) {
        if (!push_digit(&out->value, **s))
            return false;
        out->decimals++;
    }
    return out->decimals > 0;
}

/* The decimal times 10 to the power: false where that is no whole number or too large. */
static bool
decimal_scaled(struct decimal d, int power, int64_t *out)
{
    for (; power > d.decimals; power--)
        if (__builtin_mul_overflow(d.value, 10, &d.value))
            return false;
    for (; d.decimals > power; d.decimals--) {
        if (d.value % 10 != 0)
            return false;
        d.value /= 10;
    }
    *out = d.negative ? -d.value : d.value;
    return true;
}

static void
skip_blanks(const char **s)
{
    while (**s == ' ')
        ++*s;
}

/* Moves behind the longest of the words that stands here; its index, or -1. */
static int
unit_at(const char **s, const char *const *words)
{
    int found = -1;
    size_t longest = 0;

    skip_blanks(s);
    for (int i = 0; words[i]; i++) {
        size_t size = strlen(words[i]);

        if (size > longest && strncmp(*s, words[i], size) == 0) {
            found = i;
            longest = size;
        }
    }
    *s += longest;
    return found;
}

bool
money_typed(const char *typed, struct money *out)
{
    static const char *const signs[] = { "\xC2\xA5", "\xEF\xBF\xA5", "RMB", "rmb", NULL };  /* both yen signs */
    static const char *const units[] = { "万", "w", "W", "亿", NULL };
    static const int powers[] = { 6, 6, 6, 10 };    /* from a unit to fen */
    static const char *const yuan[] = { "元整", "元", "块", NULL };
    char room[64];
    const char *s = room;
    struct decimal d;

    if (!fold_typed(typed, room, sizeof room))
        return false;
    unit_at(&s, signs);
    skip_blanks(&s);
    if (!decimal_at(&s, &d))
        return false;
    int unit = unit_at(&s, units);

    unit_at(&s, yuan);
    return !*s && decimal_scaled(d, unit < 0 ? 2 : powers[unit], &out->fen);
}

char *
money_plain(struct arena *a, struct money m)
{
    uint64_t fen = m.fen < 0 ? -(uint64_t)m.fen : (uint64_t)m.fen;

    return arena_printf(a, "%s%llu.%02llu", m.fen < 0 ? "-" : "", (unsigned long long)(fen / 100),
                        (unsigned long long)(fen % 100));
}

char *
money_show(struct arena *a, struct money m)
{
    const char *plain = money_plain(a, m);
    size_t size = strlen(plain);
    size_t sign = *plain == '-';
    size_t whole = size - 3 - sign;             /* digits before the point */
    char *out = arena_alloc(a, size + whole / 3 + 1);
    char *to = out;

    if (sign)
        *to++ = *plain++;
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            *to++ = ',';
        *to++ = plain[i];
    }
    memcpy(to, plain + whole, 4);
    return out;
}

bool
money_add(struct money a, struct money b, struct money *out)
{
    return !__builtin_add_overflow(a.fen, b.fen, &out->fen);
}

/* a * b / divisor, halves away from zero; divisor even. */
static bool
product(int64_t a, int64_t b, int divisor, struct money *out)
{
    __int128 exact = (__int128)a * b;
    __int128 rounded = (exact + (exact < 0 ? -divisor / 2 : divisor / 2)) / divisor;

    if (rounded > INT64_MAX || rounded < INT64_MIN)
        return false;
    out->fen = (int64_t)rounded;
    return true;
}

bool
money_times_area(struct money per_square, struct area area, struct money *out)
{
    return product(per_square.fen, area.hundredths, 100, out);
}

bool
money_permille(struct money m, int permille, struct money *out)
{
    return product(m.fen, permille, 1000, out);
}

bool
area_typed(const char *typed, struct area *out)
{
    static const char *const units[] = {
        "\xE3\x8E\xA1", "平方米", "平米", "平", "m2", "M2", "m\xC2\xB2", NULL,      /* the first is the square-metre sign */
    };
    char room[64];
    const char *s = room;
    struct decimal d;
    int64_t value;

    if (!fold_typed(typed, room, sizeof room) || !decimal_at(&s, &d))
        return false;
    unit_at(&s, units);
    if (*s || d.negative || !decimal_scaled(d, 2, &value))
        return false;
    out->hundredths = value;
    return true;
}

char *
area_show(struct arena *a, struct area area)
{
    return money_plain(a, (struct money){ area.hundredths });
}

bool
number_typed(const char *typed, int64_t *out)
{
    char room[64];
    const char *s = room;
    struct decimal d;

    return fold_typed(typed, room, sizeof room) && decimal_at(&s, &d) && !*s && d.decimals == 0 &&
           decimal_scaled(d, 0, out);
}
