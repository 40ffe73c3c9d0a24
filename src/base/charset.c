#include "base/charset.h"
#include "base/charset_private.h"
#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

static const struct {
    const char *name;       /* lower case, letters and digits alone */
    enum charset charset;
} charset_names[] = {
    { "auto", CHARSET_AUTO },
    { "utf8", CHARSET_UTF8 },
    { "utf8bom", CHARSET_UTF8_BOM },
    { "utf8sig", CHARSET_UTF8_BOM },
    { "gb18030", CHARSET_GB18030 },
    { "gbk", CHARSET_GBK },
    { "cp936", CHARSET_GBK },
    { "ms936", CHARSET_GBK },
    { "gb2312", CHARSET_GBK },
    { "euccn", CHARSET_GBK },
    { "utf16le", CHARSET_UTF16LE },
    { "utf16be", CHARSET_UTF16BE },
    { "ascii", CHARSET_ASCII },
    { "usascii", CHARSET_ASCII },
    { "ansix3.41968", CHARSET_ASCII },      /* what nl_langinfo says in locale C */
};

bool
charset_by_name(const char *name, enum charset *out)
{
    char plain[24];
    size_t size = 0;

    for (; *name; name++) {
        if (*name == '-' || *name == '_')
            continue;
        if (size + 1 >= sizeof plain)
            return false;
        plain[size++] = (char)tolower((unsigned char)*name);
    }
    plain[size] = '\0';
    for (size_t i = 0; i < COUNT(charset_names); i++)
        if (strcmp(plain, charset_names[i].name) == 0) {
            *out = charset_names[i].charset;
            return true;
        }
    return false;
}

const char *
charset_name(enum charset c)
{
    static const char *const names[] = {
        [CHARSET_AUTO] = "auto",       [CHARSET_UTF8] = "UTF-8",       [CHARSET_UTF8_BOM] = "UTF-8-BOM",
        [CHARSET_GB18030] = "GB18030", [CHARSET_GBK] = "GBK",          [CHARSET_UTF16LE] = "UTF-16LE",
        [CHARSET_UTF16BE] = "UTF-16BE", [CHARSET_ASCII] = "ASCII",
    };

    return names[c];
}

iconv_t
charset_to_utf8(enum charset source)
{
    static const char *const names[] = {
        [CHARSET_AUTO] = "UTF-8",      [CHARSET_UTF8] = "UTF-8",  [CHARSET_UTF8_BOM] = "UTF-8",
        [CHARSET_GB18030] = "GB18030", [CHARSET_GBK] = "GB18030", [CHARSET_UTF16LE] = "UTF-16LE",
        [CHARSET_UTF16BE] = "UTF-16BE", [CHARSET_ASCII] = "ASCII",
    };

    return iconv_open("UTF-8", names[source]);
}

enum charset_step
charset_step(iconv_t cd, enum charset source, char **in, size_t *in_size, char **out, size_t *room)
{
    static const char euro[] = "\xE2\x82\xAC";

    while (iconv(cd, in, in_size, out, room) == (size_t)-1) {
        if (errno == E2BIG)
            return STEP_FULL;
        if (errno == EINVAL)
            return STEP_CUT;
        if (source != CHARSET_GBK || *in_size == 0 || (unsigned char)**in != 0x80)
            return STEP_BAD;
        if (*room < 3)
            return STEP_FULL;
        memcpy(*out, euro, 3);
        *out += 3;
        *room -= 3;
        (*in)++;
        (*in_size)--;
    }
    return STEP_DONE;
}

static bool
is_utf8(enum charset c)
{
    return c == CHARSET_UTF8 || c == CHARSET_UTF8_BOM;
}

/* Runs all of bytes through cd into out; false: *bad_at, and out is as it was. */
static bool
charset_run(iconv_t cd, enum charset source, const char *bytes, size_t size, struct buf *out, size_t *bad_at)
{
    const size_t before = out->size;
    char *in = (char *)bytes;
    char block[4096];

    for (;;) {
        char *end = block;
        size_t room = sizeof block;
        enum charset_step step = charset_step(cd, source, &in, &size, &end, &room);

        buf_add(out, block, (size_t)(end - block));
        if (step == STEP_DONE)
            return true;
        if (step != STEP_FULL)
            break;
    }
    *bad_at = (size_t)(in - bytes);
    out->size = before;
    out->text[before] = '\0';
    return false;
}

/* Where iconv would drop a character without a word: glibc takes the tag characters U+E0000 to
 * U+E007F for nothing when the target lacks them. size: there is none. */
static size_t
charset_find_tag(const char *s, size_t size)
{
    const char *p = s;

    while ((p = memchr(p, 0xF3, size - (size_t)(p - s))) != NULL) {
        size_t left = size - (size_t)(p - s);

        if (left >= 4 && (unsigned char)p[1] == 0xA0 && ((unsigned char)p[2] & 0xFE) == 0x80)
            return (size_t)(p - s);
        p++;
    }
    return size;
}

static bool
charset_lacks(const char *s, size_t size, size_t at, uint32_t *bad, size_t *bad_at)
{
    uint32_t cp;

    text_decode(s + at, s + size, &cp);
    if (bad)
        *bad = cp;
    if (bad_at)
        *bad_at = at;
    return false;
}

bool
charset_encode(enum charset target, const char *s, size_t size, struct buf *out, uint32_t *bad, size_t *bad_at)
{
    const size_t before = out->size;
    size_t at = 0, tag;
    bool done = false;
    iconv_t cd;

    while (at < size && (unsigned char)s[at] < 0x80)
        at++;
    if (is_utf8(target) || (at == size && target != CHARSET_UTF16LE && target != CHARSET_UTF16BE)) {
        if (!text_valid(s, size, &at))
            return charset_lacks(s, size, at, bad, bad_at);
        buf_add(out, s, size);
        return true;
    }
    tag = target == CHARSET_GBK || target == CHARSET_ASCII ? charset_find_tag(s, size) : size;
    at = 0;
    cd = iconv_open(target == CHARSET_AUTO ? "UTF-8" : charset_name(target), "UTF-8");
    if (cd != (iconv_t)-1) {
        done = charset_run(cd, CHARSET_UTF8, s, tag, out, &at);
        iconv_close(cd);
        if (done && tag < size) {
            out->size = before;
            out->text[before] = '\0';
            at = tag;
            done = false;
        }
    }
    return done || charset_lacks(s, size, at, bad, bad_at);
}

bool
charset_decode(enum charset source, const char *bytes, size_t size, struct buf *out, size_t *bad_at)
{
    size_t at = 0;
    bool done;
    iconv_t cd;

    if (is_utf8(source)) {
        done = text_valid(bytes, size, &at);
        if (done)
            buf_add(out, bytes, size);
    } else {
        cd = charset_to_utf8(source);
        done = cd != (iconv_t)-1 && charset_run(cd, source, bytes, size, out, &at);
        if (cd != (iconv_t)-1)
            iconv_close(cd);
    }
    if (!done && bad_at)
        *bad_at = at;
    return done;
}

/* One bit for each character of the first plane that the charset holds. */
static void
charset_fill(enum charset c, unsigned char bits[8192])
{
    iconv_t cd = iconv_open(charset_name(c), "UTF-8");

    if (cd == (iconv_t)-1)
        return;
    for (uint32_t cp = 0; cp < 0x10000; cp++) {
        char bytes[4], back[8], *in = bytes, *out = back;
        size_t size = (size_t)text_encode(cp, bytes), room = sizeof back;

        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        if (iconv(cd, &in, &size, &out, &room) == 0 && out > back)
            bits[cp / 8] |= (unsigned char)(1u << cp % 8);
    }
    iconv_close(cd);
}

bool
charset_has(enum charset c, uint32_t cp)
{
    /* A cache of what iconv says, the same for everybody: not state. */
    static unsigned char bits[2][8192];
    const int which = c == CHARSET_GBK;

    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return false;
    if (cp < 0x80)
        return true;
    if (c == CHARSET_ASCII)
        return false;
    if (c != CHARSET_GBK && c != CHARSET_GB18030)
        return true;
    if (cp > 0xFFFF)
        return c == CHARSET_GB18030;
    if (!(bits[which]['A' / 8] & 1u << 'A' % 8))
        charset_fill(c, bits[which]);
    return bits[which][cp / 8] & 1u << cp % 8;
}
