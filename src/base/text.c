#include "base/text.h"
#include "base/width_table.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Bytes of the valid character at s, 0 where there is none. */
static int
text_sequence(const unsigned char *s, size_t size, uint32_t *cp)
{
    if (s[0] < 0x80) {
        *cp = s[0];
        return 1;
    }
    if (s[0] >= 0xC2 && s[0] < 0xE0 && size >= 2 && (s[1] & 0xC0) == 0x80) {
        *cp = (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
        return 2;
    }
    if (s[0] >= 0xE0 && s[0] < 0xF0 && size >= 3 && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80) {
        *cp = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
        return *cp >= 0x800 && (*cp < 0xD800 || *cp > 0xDFFF) ? 3 : 0;
    }
    if (s[0] >= 0xF0 && s[0] < 0xF5 && size >= 4 && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80 &&
        (s[3] & 0xC0) == 0x80) {
        *cp = (s[0] & 0x07u) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
        return *cp >= 0x10000 && *cp <= 0x10FFFF ? 4 : 0;
    }
    return 0;
}

int
text_decode(const char *s, const char *end, uint32_t *cp)
{
    int size = text_sequence((const unsigned char *)s, (size_t)(end - s), cp);

    if (size)
        return size;
    *cp = 0xFFFD;
    return 1;
}

int
text_encode(uint32_t cp, char out[4])
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = 0xFFFD;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

bool
text_valid(const char *bytes, size_t size, size_t *bad_offset)
{
    size_t at = 0;
    uint32_t cp;

    while (at < size) {
        uint64_t eight;
        int step;

        if (size - at >= sizeof eight) {
            memcpy(&eight, bytes + at, sizeof eight);
            if (!(eight & 0x8080808080808080u)) {       /* files are ASCII for the most part */
                at += sizeof eight;
                continue;
            }
        }
        step = text_sequence((const unsigned char *)bytes + at, size - at, &cp);
        if (!step) {
            if (bad_offset)
                *bad_offset = at;
            return false;
        }
        at += (size_t)step;
    }
    return true;
}

size_t
text_length(const char *s)
{
    const char *end = s + strlen(s);
    size_t count = 0;
    uint32_t cp;

    for (; s < end; count++)
        s += text_decode(s, end, &cp);
    return count;
}

static int
range_compare(const void *key, const void *element)
{
    uint32_t cp = *(const uint32_t *)key;
    const struct width_range *range = element;

    return cp < range->first ? -1 : cp > range->last;
}

int
text_cp_columns(uint32_t cp, int ambiguous)
{
    const struct width_range *range;

    if (cp < 0x7F)
        return cp >= 0x20;
    if (cp < 0xA0)
        return 0;
    if (cp >= 0x4E00 && cp <= 0x9FFF)
        return 2;
    range = bsearch(&cp, width_ranges, COUNT(width_ranges), sizeof width_ranges[0], range_compare);
    if (!range)
        return 1;
    return range->columns == 3 ? (ambiguous == 2 ? 2 : 1) : range->columns;
}

int
text_columns(const char *s)
{
    const char *end = s + strlen(s);
    int columns = 0;
    uint32_t cp;

    while (s < end) {
        s += text_decode(s, end, &cp);
        columns += text_cp_columns(cp, 1);
    }
    return columns;
}

/* As text_clip; *columns says how many are taken. */
static size_t
text_fit(const char *s, int width, int *columns)
{
    const char *start = s, *end = s + strlen(s);

    *columns = 0;
    while (s < end) {
        uint32_t cp;
        int step = text_decode(s, end, &cp);
        int more = text_cp_columns(cp, 1);

        if (*columns + more > width)
            break;
        *columns += more;
        s += step;
    }
    return (size_t)(s - start);
}

size_t
text_clip(const char *s, int width)
{
    int columns;

    return text_fit(s, width, &columns);
}

char *
text_cell(struct arena *a, const char *s, int width)
{
    int columns;
    size_t size = text_fit(s, width, &columns);
    size_t blanks = width > columns ? (size_t)(width - columns) : 0;
    char *cell = arena_alloc(a, size + blanks + 1);

    memcpy(cell, s, size);
    memset(cell + size, ' ', blanks);
    return cell;
}

static bool
cp_is_in(uint32_t cp, const char *set)
{
    const char *end = set + strlen(set);

    while (set < end) {
        uint32_t one;

        set += text_decode(set, end, &one);
        if (one == cp)
            return true;
    }
    return false;
}

/* May a line be broken between these two? */
static bool
text_may_break(uint32_t before, uint32_t after)
{
    if (before == ' ')
        return after != ' ';
    if (text_cp_columns(before, 1) < 2 && text_cp_columns(after, 1) < 2)
        return false;
    if (text_cp_columns(after, 1) == 0)
        return false;
    return !cp_is_in(after, "，。、；：？！）】》〉」』〕］｝％～…—·”’)]},.;:?!%℃㎡々ー") &&
           !cp_is_in(before, "（【《〈「『〔［｛“‘([{¥￥＃#");
}

/* One line, its trailing blanks cut, is put at the end of the list. */
static void
text_add_line(struct arena *a, char ***lines, size_t *count, size_t *room, const char *s, size_t size)
{
    if (*count == *room) {
        char **old = *lines;

        *room = *room ? *room * 2 : 8;
        *lines = arena_alloc(a, *room * sizeof **lines);
        if (*count)
            memcpy(*lines, old, *count * sizeof *old);
    }
    while (size > 0 && (s[size - 1] == ' ' || s[size - 1] == '\r'))
        size--;
    (*lines)[(*count)++] = arena_strndup(a, s, size);
}

/* Bytes of the next line of the paragraph s to end, with the blanks at its end. */
static size_t
text_line(const char *s, const char *end, int width)
{
    const char *p = s, *last_break = NULL;
    uint32_t before = 0;
    int columns = 0;

    while (p < end) {
        uint32_t cp;
        int step = text_decode(p, end, &cp);
        int more = text_cp_columns(cp, 1);

        if (p > s && text_may_break(before, cp))
            last_break = p;
        if (columns + more > width && cp != ' ' && p > s) {
            if (last_break)
                p = last_break;
            break;
        }
        columns += more;
        before = cp;
        p += step;
    }
    return (size_t)(p - s);
}

size_t
text_wrap(struct arena *a, const char *s, int width, char ***lines)
{
    size_t count = 0, room = 0;

    *lines = NULL;
    if (width < 2)
        width = 2;
    for (;;) {
        const char *end = strchr(s, '\n');

        if (!end)
            end = s + strlen(s);
        do {
            size_t size = text_line(s, end, width);

            text_add_line(a, lines, &count, &room, s, size);
            s += size;
        } while (s < end);
        if (!*end)
            return count;
        s = end + 1;
    }
}

/* Is the text in normal form C at a glance: nothing that combines, nothing with a canonical twin? */
static bool
text_is_plainly_nfc(const char *s)
{
    const char *end = s + strlen(s);

    while (s < end) {
        uint32_t cp;

        s += text_decode(s, end, &cp);
        if (!(cp < 0x300 || (cp >= 0x3000 && cp < 0x302A) || (cp >= 0x3030 && cp < 0x3099) ||
              (cp >= 0x309B && cp < 0xA000) || (cp >= 0xFF00 && cp < 0xFFF0)))
            return false;
    }
    return true;
}

char *
text_nfc(struct arena *a, const char *s)
{
    utf8proc_uint8_t *composed = NULL;
    char *copy;

    if (text_is_plainly_nfc(s))
        return arena_strdup(a, s);
    if (utf8proc_map((const utf8proc_uint8_t *)s, 0, &composed,
                     UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE) < 0)
        return arena_strdup(a, s);      /* not UTF-8: the border should have refused it */
    copy = arena_strdup(a, (char *)composed);
    free(composed);
    return copy;
}

/* Characters that steer the terminal or hide: they are shown by their number. */
static bool
cp_is_harmful(uint32_t cp)
{
    static const uint32_t ranges[][2] = {
        { 0x00, 0x1F }, { 0x7F, 0x9F }, { 0xAD, 0xAD }, { 0x034F, 0x034F }, { 0x061C, 0x061C },
        { 0x180E, 0x180E }, { 0x200B, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x206F },
        { 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFB }, { 0x1BCA0, 0x1BCA3 }, { 0x1D173, 0x1D17A },
        { 0xE0000, 0xE007F },
    };

    for (size_t i = 0; i < COUNT(ranges); i++)
        if (cp >= ranges[i][0] && cp <= ranges[i][1])
            return true;
    return false;
}

/* The next character of possibly broken text: its bytes; *bad where it is no character. */
static int
text_step(const char *s, const char *end, uint32_t *cp, bool *bad)
{
    const unsigned char *u = (const unsigned char *)s;
    int size = text_sequence(u, (size_t)(end - s), cp);

    *bad = size == 0;
    if (size)
        return size;
    *cp = u[0];
    if (end - s >= 3 && u[0] == 0xED && u[1] >= 0xA0 && u[1] <= 0xBF && (u[2] & 0xC0) == 0x80) {
        *cp = 0xD000 | (u[1] & 0x3Fu) << 6 | (u[2] & 0x3Fu);
        return 3;
    }
    return 1;
}

char *
text_harmless(struct arena *a, const char *s)
{
    const char *end = s + strlen(s);
    struct buf out = { 0 };
    char *shown;

    if (text_is_harmless(s))
        return arena_strdup(a, s);
    while (s < end) {
        uint32_t cp;
        bool bad;
        int size = text_step(s, end, &cp, &bad);

        if (cp == '\n' || cp == '\t')
            buf_putc(&out, ' ');
        else if (cp < 0x20 || cp == 0x7F)
            buf_printf(&out, "^%c", (int)(cp ^ 0x40));
        else if (bad || cp_is_harmful(cp))
            buf_printf(&out, "<%02X>", (unsigned)cp);
        else
            buf_add(&out, s, (size_t)size);
        s += size;
    }
    shown = arena_strndup(a, out.text, out.size);
    buf_free(&out);
    return shown;
}

bool
text_is_harmless(const char *s)
{
    const char *end = s + strlen(s);

    while (s < end) {
        uint32_t cp;
        bool bad;

        s += text_step(s, end, &cp, &bad);
        if (bad || cp_is_harmful(cp))
            return false;
    }
    return true;
}

static bool
cp_is_blank(uint32_t cp)
{
    return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xA0 || cp == 0x3000 || cp == 0xFEFF ||
           (cp >= 0x2000 && cp <= 0x200B) || cp == 0x202F || cp == 0x205F;
}

char *
text_trim(struct arena *a, const char *s)
{
    const char *end = s + strlen(s), *first = NULL, *behind = s;

    for (const char *p = s; p < end;) {
        uint32_t cp;
        int size = text_decode(p, end, &cp);

        if (!cp_is_blank(cp)) {
            if (!first)
                first = p;
            behind = p + size;
        }
        p += size;
    }
    return first ? arena_strndup(a, first, (size_t)(behind - first)) : arena_strdup(a, "");
}

char *
text_halfwidth(struct arena *a, const char *s)
{
    const char *end = s + strlen(s);
    char *folded = arena_alloc(a, (size_t)(end - s) + 1), *out = folded;

    while (s < end) {
        uint32_t cp;
        int size = text_decode(s, end, &cp);

        if (cp >= 0xFF01 && cp <= 0xFF5E) {
            *out++ = (char)(cp - 0xFF01 + '!');
        } else if (cp == 0x3000) {
            *out++ = ' ';
        } else {
            memcpy(out, s, (size_t)size);
            out += size;
        }
        s += size;
    }
    return folded;
}

bool
text_is_han(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3005 || cp == 0x3007 ||
           (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x3FFFD);
}

bool
text_has_han(const char *s)
{
    const char *end = s + strlen(s);

    while (s < end) {
        uint32_t cp;

        s += text_decode(s, end, &cp);
        if (text_is_han(cp))
            return true;
    }
    return false;
}

static unsigned char
ascii_lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

bool
text_contains(const char *haystack, const char *needle)
{
    if (!*needle)
        return true;
    for (; *haystack; haystack++) {
        size_t i = 0;

        while (needle[i] && ascii_lower(haystack[i]) == ascii_lower(needle[i]))
            i++;
        if (!needle[i])
            return true;
    }
    return false;
}
