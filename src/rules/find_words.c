#include "rules/find_words.h"

#include "base/idcard.h"
#include "base/lang.h"
#include "base/phone.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define ROOM_AT_LEAST 4     /* characters of a code written together: building, unit, room */
#define PROVINCES "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新使领警学港澳"

static bool
only(const char *s, const char *these)
{
    return *s && s[strspn(s, these)] == '\0';
}

#define DIGITS "0123456789"

static bool
is_alnum(const char *s)
{
    for (const char *c = s; *c; c++)
        if (!isalnum((unsigned char)*c))
            return false;
    return *s != '\0';
}

/* ---- one word ---------------------------------------------------------------------------------------- */

/* A province's character, a letter, and at least one more letter or digit. */
static bool
is_plate(const char *word)
{
    uint32_t cp;
    const char *end = word + strlen(word);
    int n = *word ? text_decode(word, end, &cp) : 0;
    char *first;

    if (n != 3 || !isalpha((unsigned char)word[3]) || !is_alnum(word + 3))
        return false;
    first = strndupa(word, 3);
    return strstr(PROVINCES, first) != NULL;
}

/* Letters are a reading where a vowel stands behind the first letter: zhang, ou; not zxm, ay. */
static bool
is_reading(const char *letters)
{
    for (const char *c = letters + 1; *c; c++)
        if (strchr("aeiouvAEIOUV", *c) && *c)
            return true;
    return false;
}

static bool
is_idcard(const char *word)
{
    size_t n = strlen(word);

    if (n == 15)
        return only(word, DIGITS);
    return n == 18 && strspn(word, DIGITS) >= 17 && strchr(DIGITS "xX", word[17]);
}

static bool
has_digit(const char *word)
{
    return strpbrk(word, DIGITS) != NULL;
}

static struct find_word
digits_word(struct arena *a, char *word)
{
    char *phone;

    if (strlen(word) >= 8 && phone_parse(a, word, &phone, NULL) != PHONE_NONE)
        return (struct find_word){ WORD_PHONE, phone };
    return (struct find_word){ strlen(word) == 4 ? WORD_TAIL : WORD_DIGITS, word };
}

static struct find_word
one_word(struct arena *a, char *word)
{
    char *phone;

    if (is_idcard(word)) {
        for (char *c = word; *c; c++)
            *c = (char)toupper((unsigned char)*c);
        return (struct find_word){ WORD_IDCARD, word };
    }
    if (only(word, DIGITS))
        return digits_word(a, word);
    if (is_plate(word))
        return (struct find_word){ WORD_PLATE, word };
    if (text_has_han(word) || !has_digit(word)) {
        bool letters = is_alnum(word);

        return (struct find_word){ !letters ? WORD_NAME : is_reading(word) ? WORD_PINYIN : WORD_INITIALS, word };
    }
    if (only(word, "+-()" DIGITS) && phone_parse(a, word, &phone, NULL) != PHONE_NONE)
        return (struct find_word){ WORD_PHONE, phone };
    if (isdigit((unsigned char)*word) && strchr(word, '-') && !isalpha((unsigned char)strchr(word, '-')[1]))
        return (struct find_word){ WORD_ROOM, word };
    return (struct find_word){ WORD_NUMBER, word };
}

/* ---- all of it ------------------------------------------------------------------------------------------ */

/* Digits in groups, as phones are read out, are one number: "138 0013 56". */
static char *
joined_phone(struct arena *a, const char *plain)
{
    char *out = arena_alloc(a, strlen(plain) + 1), *w = out;
    const char *s = plain;

    bool country = strncmp(s, "+86", 3) == 0 || strncmp(s, "0086", 4) == 0;

    if (!only(plain, "+- " DIGITS))
        return NULL;
    if (country)
        s += *s == '+' ? 3 : 4;
    s += strspn(s, " -");
    if (*s != '1' || s[1] < '3' || s[1] > '9' || (!country && strcspn(s, " -") < 3))
        return NULL;
    for (; *s; s++)
        if (isdigit((unsigned char)*s))
            *w++ = *s;
    *w = '\0';
    return strlen(out) > (country ? 0 : 3) && strlen(out) <= 11 ? out : NULL;
}

size_t
find_words(struct arena *a, const char *typed, struct find_word *out, size_t max)
{
    char *plain = text_trim(a, text_halfwidth(a, text_nfc(a, typed))), *save = NULL, *phone = NULL;
    size_t n = 0;

    if (max == 0 || !*plain)
        return 0;
    if (!is_idcard(plain) && phone_parse(a, plain, &phone, NULL) != PHONE_NONE && strlen(phone_digits(a, phone)) >= 8) {
        out[0] = (struct find_word){ WORD_PHONE, phone };
        return 1;
    }
    phone = joined_phone(a, plain);
    if (phone) {
        out[0] = one_word(a, phone);
        return 1;
    }
    for (char *w = strtok_r(plain, " \t\n", &save); w && n < max; w = strtok_r(NULL, " \t\n", &save))
        out[n++] = one_word(a, w);
    return n;
}

char *
find_words_text(struct arena *a, const struct find_word *words, size_t count)
{
    struct buf b = { 0 };
    char *out;

    for (size_t i = 0; i < count; i++)
        buf_printf(&b, "%s%s", i ? " " : "", words[i].text);
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}

size_t
find_room_codes(struct arena *a, const char *joined, char **out, size_t max)
{
    size_t len = strlen(joined), n = 0;

    if (len < ROOM_AT_LEAST || !is_alnum(joined) || !isdigit((unsigned char)*joined))
        return 0;
    for (size_t building = 1; building <= 3; building++)
        for (size_t unit = 1; unit <= 2 && n < max; unit++)
            if (building + unit + 2 <= len)
                out[n++] = arena_printf(a, "%.*s-%.*s-%s", (int)building, joined, (int)unit, joined + building, joined + building + unit);
    return n;
}

void
find_number_patterns(struct arena *a, const char *text, char *out[2])
{
    size_t letters = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    char *upper = arena_strdup(a, text);

    for (char *c = upper; *c; c++)
        *c = *c == '%' || *c == '_' ? '-' : (char)toupper((unsigned char)*c);
    out[1] = arena_strdup(a, "");
    if (strchr(upper, '-')) {
        out[0] = arena_printf(a, "%%%s", upper);
        return;
    }
    out[0] = arena_printf(a, "%.*s%%%s", (int)letters, upper, upper + letters);
    if (letters)
        out[1] = arena_printf(a, "%%-%s", upper);      /* letters of a site: A009 */
}

bool
find_plate_fits(const char *plate, const char *typed)
{
    size_t n = strlen(typed), len = strlen(plate);
    uint32_t cp;
    int first = len ? text_decode(plate, plate + len, &cp) : 0;

    if (n < 2 || len < 6)
        return false;
    return strncasecmp(plate, typed, n) == 0 || strncasecmp(plate + first, typed, n) == 0 ||
           strncasecmp(plate + len - 5, typed, n) == 0;
}

/* ---- told -------------------------------------------------------------------------------------------------- */

char *
find_words_told(struct arena *a, const struct find_word *words, size_t count)
{
    static const char *const names[] = {
        [WORD_NAME] = N_("name %s"), [WORD_PINYIN] = N_("pinyin %s"), [WORD_INITIALS] = N_("pinyin initials %s"),
        [WORD_PHONE] = N_("phone %s"), [WORD_TAIL] = N_("phone ending %s"), [WORD_DIGITS] = N_("number %s"),
        [WORD_ROOM] = N_("home %s"), [WORD_PLATE] = N_("plate %s"), [WORD_NUMBER] = N_("matter or plate %s"),
        [WORD_IDCARD] = N_("id card %s"),
    };
    struct buf b = { 0 };
    char *out;

    for (size_t i = 0; i < count; i++) {
        char *text = words[i].kind == WORD_IDCARD ? idcard_mask(a, words[i].text) : text_harmless(a, words[i].text);

        if (i)
            buf_puts(&b, _(", "));
        if (words[i].kind == WORD_PHONE)
            text = phone_show(a, words[i].text);
        buf_printf(&b, _(names[words[i].kind]), text);
    }
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}
