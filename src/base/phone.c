#include "base/phone.h"

#include "base/fold.h"
#include "base/lang.h"

#include <string.h>

/* What was typed, taken apart: digits in the groups in which they stood, and an extension. */
struct parts {
    bool plus;              /* a + in front */
    char digits[32];
    int size;
    int groups;
    int starts[8];          /* where each group begins in digits */
    char ext[8];
};

/* Bytes of the mark of an extension at s, or 0. */
static size_t
ext_mark(const char *s)
{
    static const char *const marks[] = { "转", "分机", "ext", "Ext", "EXT", "x", "#", "," };

    for (size_t i = 0; i < COUNT(marks); i++)
        if (strncmp(s, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

static bool
read_ext(const char *s, char ext[8])
{
    size_t size = 0;

    for (; *s; s++) {
        if (*s == ' ' || *s == '.' || *s == ':')
            continue;
        if (*s < '0' || *s > '9' || size == 6)
            return false;
        ext[size++] = *s;
    }
    ext[size] = '\0';
    return size > 0;
}

static bool
take_apart(const char *s, struct parts *p)
{
    bool fresh = true;
    size_t mark;

    memset(p, 0, sizeof *p);
    for (; *s; s++) {
        if (*s >= '0' && *s <= '9') {
            if (fresh && p->groups < (int)COUNT(p->starts))
                p->starts[p->groups++] = p->size;
            if (p->size + 1 >= (int)sizeof p->digits)
                return false;
            p->digits[p->size++] = *s;
            fresh = false;
        } else if (*s == '+' && p->size == 0 && !p->plus) {
            p->plus = true;
        } else if (strchr(" -().", *s)) {
            fresh = true;
        } else if (p->size > 0 && (mark = ext_mark(s)) > 0) {
            return read_ext(s + mark, p->ext);
        } else {
            return false;
        }
    }
    return true;
}

/* Drop the first count digits. */
static void
drop(struct parts *p, int count)
{
    int kept = 0;

    memmove(p->digits, p->digits + count, (size_t)(p->size - count + 1));
    p->size -= count;
    for (int i = 0; i < p->groups; i++)
        if (p->starts[i] >= count || i + 1 == p->groups || p->starts[i + 1] > count)
            p->starts[kept++] = p->starts[i] > count ? p->starts[i] - count : 0;
    p->groups = kept;
}

static bool
begins(const struct parts *p, const char *prefix)
{
    return strncmp(p->digits, prefix, strlen(prefix)) == 0;
}

static bool
is_mobile(const char *digits, int size)
{
    return size == 11 && digits[0] == '1' && digits[1] >= '3' && digits[1] <= '9';
}

static bool
is_service(const struct parts *p)
{
    if (begins(p, "400") || begins(p, "800"))
        return p->size == 10;
    if (begins(p, "95"))
        return p->size >= 5 && p->size <= 8;
    if (begins(p, "96"))
        return p->size >= 5 && p->size <= 6;
    return p->size == 5 && (begins(p, "10") || begins(p, "12"));
}

/* Digits of the area code that begins with 0: 010 and 02x have three. */
static int
area_size(const struct parts *p)
{
    if (p->size < 3 || p->digits[1] == '0')
        return 0;
    if (p->digits[1] == '1')
        return p->digits[2] == '0' ? 3 : 0;
    return p->digits[1] == '2' ? 3 : 4;
}

/* 0571-87654321-802: a last group beyond seven or eight digits is an extension; so is the one digit of 0576-8765432-8, where seven
 * stand by themselves (else that canonical form would not read back as it was written). */
static bool
split_ext(struct parts *p, int area)
{
    int local = p->size - area;
    bool seven_and_one = local == 8 && area == 4 && p->groups == 3 && p->starts[1] == area && p->starts[2] == area + 7;

    if ((local < 9 && !seven_and_one) || p->ext[0] || p->groups < 2)
        return local <= 8;
    int start = p->starts[p->groups - 1];

    if (start - area < 7 || start - area > 8 || p->size - start > 6)
        return false;
    memcpy(p->ext, p->digits + start, (size_t)(p->size - start));
    p->digits[start] = '\0';
    p->size = start;
    return true;
}

/* 95588-12: what stands apart behind a whole service number is an extension. */
static bool
split_service(struct parts *p)
{
    int size = p->size, start = p->groups < 2 ? size : p->starts[p->groups - 1];
    bool whole;

    if (p->ext[0] || start == size || size - start > 6)
        return is_service(p);
    p->size = start;
    whole = is_service(p);
    p->size = size;
    if (!whole)
        return is_service(p);
    memcpy(p->ext, p->digits + start, (size_t)(size - start));
    p->digits[start] = '\0';
    p->size = start;
    return true;
}

static char *
landline(struct arena *a, struct parts *p)
{
    int area = area_size(p);

    if (!area || !split_ext(p, area))
        return NULL;
    int local = p->size - area;
    char first = p->digits[area];

    /* Cities with a three-digit code have eight digits; some smaller ones still have seven. */
    if ((local != 8 && !(local == 7 && area == 4)) || first < '2' || first > '9')
        return NULL;
    return arena_printf(a, "%.*s-%s%s%s", area, p->digits, p->digits + area, p->ext[0] ? "-" : "", p->ext);
}

static enum phone_kind
refuse(char **out, const char **why, const char *text)
{
    *out = NULL;
    if (why)
        *why = text;
    return PHONE_NONE;
}

/* A number of another country, the digits with the country's code. */
static enum phone_kind
foreign(struct arena *a, const struct parts *p, char **out, const char **why)
{
    if (p->size < 7 || p->size > 15 || p->digits[0] == '0')
        return refuse(out, why, _("A foreign number has + , the country's code and 7 to 15 digits in all."));
    *out = arena_printf(a, "+%s", p->digits);
    return PHONE_FOREIGN;
}

static enum phone_kind
domestic(struct arena *a, struct parts *p, bool from_abroad, char **out, const char **why)
{
    if (p->size == 12 && p->digits[0] == '0' && is_mobile(p->digits + 1, 11))
        drop(p, 1);                         /* 0 in front of a mobile, an old habit */
    if (is_mobile(p->digits, p->size)) {
        if (p->ext[0])
            return refuse(out, why, _("A mobile number has 11 digits and no extension."));
        *out = arena_strdup(a, p->digits);
        return PHONE_MOBILE;
    }
    if (split_service(p)) {
        *out = arena_printf(a, "%s%s%s", p->digits, p->ext[0] ? "-" : "", p->ext);
        return PHONE_SERVICE;
    }
    if (from_abroad && p->size > 0 && p->size < 20 && p->digits[0] != '0') {
        memmove(p->digits + 1, p->digits, (size_t)p->size + 1);     /* +86 10 ... leaves the 0 out */
        p->digits[0] = '0';
        p->size++;
        for (int i = 1; i < p->groups; i++)
            p->starts[i]++;
    }
    if (p->digits[0] == '0') {
        *out = landline(a, p);
        if (*out)
            return PHONE_LANDLINE;
        return refuse(out, why, _("A landline has its area code, then 7 or 8 digits: 0571-87654321."));
    }
    if (p->digits[0] == '1')
        return refuse(out, why, _("A mobile number has 11 digits and begins with 13 to 19."));
    if (p->size == 7 || p->size == 8)
        return refuse(out, why, _("A landline needs its area code in front: 0571-87654321."));
    return refuse(out, why, _("This is no telephone number: expected are 11 digits of a mobile, or a landline with its area code."));
}

enum phone_kind
phone_parse(struct arena *a, const char *typed, char **out, const char **why)
{
    char room[96];
    struct parts p;

    if (!fold_typed(typed, room, sizeof room) || !take_apart(room, &p) || p.size == 0)
        return refuse(out, why, _("This is no telephone number: expected are 11 digits of a mobile, or a landline with its area code."));
    if (p.plus || begins(&p, "00")) {
        if (!p.plus)
            drop(&p, 2);
        if (!begins(&p, "86"))
            return foreign(a, &p, out, why);
        drop(&p, 2);
        return domestic(a, &p, true, out, why);
    }
    if (p.size == 13 && begins(&p, "86") && is_mobile(p.digits + 2, 11))
        drop(&p, 2);
    return domestic(a, &p, false, out, why);
}

/* Stars over the characters from .. to-1 that are digits. */
static void
star(char *s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (s[i] >= '0' && s[i] <= '9')
            s[i] = '*';
}

char *
phone_mask(struct arena *a, const char *canonical)
{
    char *out = arena_strdup(a, canonical);
    size_t size = strlen(out);
    char *dash = strchr(out, '-');

    if (*out == '+') {
        star(out, 4, size > 6 ? size - 2 : size);
    } else if (*out == '0' && dash) {
        size_t from = (size_t)(dash - out) + 1;
        size_t to = from + strcspn(out + from, "-");

        star(out, from, to > from + 2 ? to - 2 : to);
        star(out, to, size);
    } else if (is_mobile(out, (int)size)) {
        star(out, 3, 7);
    }
    return out;
}

char *
phone_show(struct arena *a, const char *canonical)
{
    size_t size = strlen(canonical);

    if (is_mobile(canonical, (int)size))
        return arena_printf(a, "%.3s %.4s %s", canonical, canonical + 3, canonical + 7);
    if (size == 10 && (strncmp(canonical, "400", 3) == 0 || strncmp(canonical, "800", 3) == 0))
        return arena_printf(a, "%.3s %.3s %s", canonical, canonical + 3, canonical + 6);
    return arena_strdup(a, canonical);
}

char *
phone_digits(struct arena *a, const char *canonical)
{
    char *out = arena_strdup(a, canonical);
    char *to = out;

    for (const char *s = canonical; *s; s++)
        if (*s >= '0' && *s <= '9')
            *to++ = *s;
    *to = '\0';
    return out;
}
