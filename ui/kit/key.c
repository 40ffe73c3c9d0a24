#include "ui/kit/key.h"
#include "base/mem.h"
#include "base/text.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

enum {
    WAIT_ESC = 25,              /* ms: a lone Esc is an Esc */
    WAIT_REST = 50,             /* ms: the rest of a character or of a sequence */
    WAIT_PASTE = 2000,          /* ms: a stalled line in the middle of a paste */
    CSI_MAX = 64,               /* longer is not a control sequence */
    OSC_MAX = 4096,
    PASTE_END_SIZE = 6,
};

#define PASTE_END "\033[201~"

struct key_decoder {
    enum key_charset charset;
    iconv_t to_utf8;            /* (iconv_t)-1: none needed, or this machine lacks the converter */
    struct buf in;              /* bytes not yet decoded from at on */
    size_t at;
    bool pasting;
    size_t searched;            /* bytes of a paste already searched for its end */
    struct buf pastes[2];       /* the one lent out, and the one being made */
    int lent;
    struct key ahead;           /* a key found by looking whether there is one */
    bool has_ahead;
    int bad;
};

/* What one attempt to read a key came to. */
enum outcome { GOT_KEY, GOT_DROP, GOT_MORE };

struct key_decoder *
key_decoder_new(enum key_charset charset)
{
    struct key_decoder *d = mem_alloc(sizeof *d);

    d->charset = charset;
    d->to_utf8 = (iconv_t)-1;
    /* No two-byte code of GBK means something else in GB18030, so one converter serves both. */
    if (charset == KEYS_GBK || charset == KEYS_GB18030)
        d->to_utf8 = iconv_open("UTF-8", "GB18030");
    return d;
}

void
key_decoder_free(struct key_decoder **d)
{
    if (!*d)
        return;
    if ((*d)->to_utf8 != (iconv_t)-1)
        iconv_close((*d)->to_utf8);
    buf_free(&(*d)->in);
    buf_free(&(*d)->pastes[0]);
    buf_free(&(*d)->pastes[1]);
    free(*d);
    *d = NULL;
}

void
key_decoder_feed(struct key_decoder *d, const void *bytes, int size)
{
    if (d->at == d->in.size) {
        buf_clear(&d->in);
        d->at = 0;
    }
    if (size > 0)
        buf_add(&d->in, bytes, (size_t)size);
}

int
key_decoder_bad(struct key_decoder *d)
{
    int bad = d->bad;

    d->bad = 0;
    return bad;
}

/* ---- characters ---- */

static int
utf8_state(const unsigned char *b, int n)
{
    unsigned c = b[0];
    int whole = c >= 0xF0 && c < 0xF5 ? 4 : c >= 0xE0 && c < 0xF0 ? 3 : c >= 0xC2 && c < 0xE0 ? 2 : 0;

    if (!whole)
        return -1;
    for (int i = 1; i < n; i++)
        if ((b[i] & 0xC0) != 0x80)
            return -1;
    return n < whole;
}

/* 0 a complete character, 1 more bytes needed, -1 not a character, of b[0..n-1]. */
static int
char_state(enum key_charset charset, const unsigned char *b, int n)
{
    unsigned c = b[0];

    if (c < 0x80)
        return 0;
    if (charset == KEYS_UTF8)
        return utf8_state(b, n);
    if (charset == KEYS_GBK && c == 0x80)
        return 0;                       /* the euro sign of CP936 */
    if (charset == KEYS_ASCII || c == 0x80 || c == 0xFF)
        return -1;
    if (n == 1)
        return 1;
    if (b[1] >= 0x40 && b[1] != 0x7F && b[1] != 0xFF)
        return 0;
    if (charset == KEYS_GB18030 && b[1] >= 0x30 && b[1] <= 0x39) {
        if (n > 2 && (b[2] < 0x81 || b[2] == 0xFF))
            return -1;
        if (n > 3 && (b[3] < 0x30 || b[3] > 0x39))
            return -1;
        return n < 4;
    }
    return -1;
}

/* Code point of a complete character; 0: no such character after all. */
static uint32_t
char_value(struct key_decoder *d, const unsigned char *b, int n)
{
    char utf8[16], *out = utf8, *in = (char *)b;
    size_t in_left = (size_t)n, out_left = sizeof utf8;
    uint32_t cp = 0;

    if (b[0] < 0x80)
        return b[0];
    if (d->charset == KEYS_GBK && b[0] == 0x80)
        return 0x20AC;
    if (d->charset == KEYS_UTF8) {
        int used = text_decode((const char *)b, (const char *)b + n, &cp);

        return used == n ? cp : 0;
    }
    if (d->to_utf8 == (iconv_t)-1)
        return 0;
    iconv(d->to_utf8, NULL, NULL, NULL, NULL);
    if (iconv(d->to_utf8, &in, &in_left, &out, &out_left) == (size_t)-1 || in_left)
        return 0;
    text_decode(utf8, out, &cp);
    return cp;
}

/* Read one character of the first n bytes at b; *used its bytes, or the bad ones to drop. */
static enum outcome
char_read(struct key_decoder *d, const unsigned char *b, size_t n, bool final, size_t *used, uint32_t *cp)
{
    for (size_t i = 1; i <= n; i++) {
        int state = char_state(d->charset, b, (int)i);

        if (state > 0)
            continue;
        if (state == 0 && (*cp = char_value(d, b, (int)i)) != 0) {
            *used = i;
            return GOT_KEY;
        }
        /* The byte that broke the character may begin the next one: only those before it go. */
        *used = state == 0 || i == 1 ? i : i - 1;
        d->bad += (int)*used;
        return GOT_DROP;
    }
    if (!final)
        return GOT_MORE;
    *used = 1;                  /* the next may be a digit that a person typed after a stray byte */
    d->bad++;
    return GOT_DROP;
}

/* ---- escape sequences ---- */

static enum outcome
give(struct key *out, enum key_kind kind)
{
    out->kind = kind;
    return GOT_KEY;
}

static enum outcome
give_fn(struct key *out, int number)
{
    out->number = number;
    return give(out, KEY_FN);
}

static enum outcome
give_char(struct key *out, uint32_t cp)
{
    out->cp = cp;
    return give(out, KEY_CHAR);
}

/* The cursor keys by their final letter, the same after ESC [ and ESC O. */
static enum outcome
letter_key(unsigned char final, struct key *out)
{
    switch (final) {
    case 'A': return give(out, KEY_UP_);
    case 'B': return give(out, KEY_DOWN_);
    case 'C': return give(out, KEY_RIGHT_);
    case 'D': return give(out, KEY_LEFT_);
    case 'H': return give(out, KEY_HOME_);
    case 'F': return give(out, KEY_END_);
    }
    return GOT_DROP;
}

/* rxvt: shifted and controlled arrows come in small letters; they are arrows all the same. */
static enum outcome
rxvt_arrow(unsigned char final, struct key *out)
{
    return final >= 'a' && final <= 'd' ? letter_key((unsigned char)(final - 'a' + 'A'), out) : GOT_DROP;
}

/* ESC [ number ~ */
static enum outcome
number_key(int number, bool modified, struct key *out)
{
    static const unsigned char fn[] = {
        [11] = 1, [12] = 2, [13] = 3, [14] = 4, [15] = 5, [17] = 6, [18] = 7,
        [19] = 8, [20] = 9, [21] = 10, [23] = 11, [24] = 12,
    };

    switch (number) {
    case 1: case 7: return give(out, KEY_HOME_);
    case 4: case 8: return give(out, KEY_END_);
    case 5: return give(out, KEY_PGUP);
    case 6: return give(out, KEY_PGDN);
    }
    /* Shift-F2 is not F2, and Shift-Insert or Ctrl-Delete mean something else too: nothing rather than a surprise. */
    if (modified)
        return GOT_DROP;
    if (number == 2)
        return give(out, KEY_INSERT);
    if (number == 3)
        return give(out, KEY_DELETE);
    if (number > 0 && number < (int)COUNT(fn) && fn[number])
        return give_fn(out, fn[number]);
    return GOT_DROP;
}

/* A whole ESC [ ... sequence; body is what stands between, without the final byte. */
static enum outcome
csi_key(struct key_decoder *d, const unsigned char *body, size_t size, unsigned char final, struct key *out)
{
    int number = 0;
    bool modified = memchr(body, ';', size) != NULL;
    size_t i = 0;

    for (; i < size && body[i] >= '0' && body[i] <= '9' && number < 10000; i++)
        number = number * 10 + (body[i] - '0');
    if (i < size && body[i] != ';')
        return GOT_DROP;                /* private: an answer of the terminal, not a key */
    if (final == '~' && number == 200 && !modified) {
        d->pasting = true;
        d->searched = 0;
        return GOT_DROP;
    }
    if (final == '~' || final == '$' || final == '^' || final == '@')
        return number_key(number, modified || final != '~', out);
    if (final == 'Z')
        return give(out, KEY_BACKTAB);
    if (size == 0 && final >= 'P' && final <= 'S' && final != 'R')
        return give_fn(out, final - 'P' + 1);
    if (size == 0 && final >= 'a')
        return rxvt_arrow(final, out);
    return letter_key(final, out);
}

static enum outcome
csi_read(struct key_decoder *d, const unsigned char *b, size_t n, bool final, size_t *used, struct key *out)
{
    size_t i = 2;

    if (n > 2 && b[2] == '[') {         /* Linux console: ESC [ [ A to E are F1 to F5 */
        *used = n > 3 ? 4 : 3;
        if (n < 4)
            return final ? GOT_DROP : GOT_MORE;
        return b[3] >= 'A' && b[3] <= 'E' ? give_fn(out, b[3] - 'A' + 1) : GOT_DROP;
    }
    for (; i < n && i < CSI_MAX && b[i] >= 0x20 && b[i] < 0x40; i++)
        /* rxvt ends shifted keys with $, which elsewhere only stands before a final byte of private answers */
        if (b[i] == '$' && i > 2 && b[2] >= '0' && b[2] <= '9')
            break;
    *used = i;
    if (i == n && i < CSI_MAX)
        return final ? GOT_DROP : GOT_MORE;
    if (i == CSI_MAX || b[i] < 0x20 || b[i] > 0x7E)
        return GOT_DROP;                /* broken off: the byte stands for itself */
    *used = i + 1;
    return csi_key(d, b + 2, i - 2, b[i], out);
}

/* ESC O ...: cursor keys, F1 to F4, and the number pad in application mode. */
static enum outcome
ss3_read(const unsigned char *b, size_t n, bool final, size_t *used, struct key *out)
{
    static const char pad[] = "*+,-./0123456789";
    size_t i = 2;

    for (; i < n && i < CSI_MAX && ((b[i] >= '0' && b[i] <= '9') || b[i] == ';'); i++)
        ;
    if (i == n) {
        *used = 1;                      /* a person's Esc, then the letter O */
        if (final && n == 2)
            return give(out, KEY_ESC);
        *used = n;
        return final ? GOT_DROP : GOT_MORE;
    }
    *used = i;
    if (b[i] < 0x20 || b[i] > 0x7E)
        return GOT_DROP;
    *used = i + 1;
    if (i > 2)                          /* with a modifier: arrows stay arrows, the rest is dropped */
        return letter_key(b[i], out);
    if (b[i] >= 'j' && b[i] <= 'y')
        return give_char(out, (unsigned char)pad[b[i] - 'j']);
    if (b[i] >= 'P' && b[i] <= 'S')
        return give_fn(out, b[i] - 'P' + 1);
    switch (b[i]) {
    case 'M': return give(out, KEY_ENTER);
    case 'I': return give(out, KEY_TAB);
    case 'X': return give_char(out, '=');
    case ' ': return give_char(out, ' ');
    }
    return b[i] >= 'a' ? rxvt_arrow(b[i], out) : letter_key(b[i], out);
}

/* ESC ] digits ; ... BEL or ESC \: an answer of the terminal, dropped whole. */
static enum outcome
osc_read(const unsigned char *b, size_t n, bool final, size_t *used, struct key *out)
{
    size_t i = 2;

    *used = 1;
    if (n > 2 && (b[2] < '0' || b[2] > '9'))
        return give(out, KEY_ESC);      /* a person's Esc, then a bracket */
    for (; i < n && i < OSC_MAX && b[i] != '\a'; i++)
        if (b[i] == 0x1B) {
            if (i + 1 == n && !final)
                return GOT_MORE;
            *used = i + 1 < n && b[i + 1] == '\\' ? i + 2 : i;
            return GOT_DROP;
        }
    if (i == n && i < OSC_MAX) {
        if (final && n == 2)
            return give(out, KEY_ESC);
        *used = n;
        return final ? GOT_DROP : GOT_MORE;
    }
    *used = i == OSC_MAX ? i : i + 1;
    return GOT_DROP;
}

static enum outcome
escape_read(struct key_decoder *d, const unsigned char *b, size_t n, bool final, size_t *used, struct key *out)
{
    if (n > 1 && b[1] == '[')
        return csi_read(d, b, n, final, used, out);
    if (n > 1 && b[1] == 'O')
        return ss3_read(b, n, final, used, out);
    if (n > 1 && b[1] == ']')
        return osc_read(b, n, final, used, out);
    *used = 1;
    return n > 1 || final ? give(out, KEY_ESC) : GOT_MORE;
}

/* ---- pastes ---- */

/* Append what stands in b to the paste: line ends as LF, other control characters out. */
static void
paste_take(struct key_decoder *d, struct buf *paste, const unsigned char *b, size_t n)
{
    size_t used;
    uint32_t cp;

    for (size_t i = 0; i < n; i += used) {
        char utf8[4];

        if (char_read(d, b + i, n - i, true, &used, &cp) != GOT_KEY)
            continue;
        if (cp == '\r' && i + used < n && b[i + used] == '\n')
            continue;
        if (cp == '\r')
            cp = '\n';
        if ((cp < 0x20 && cp != '\n' && cp != '\t') || cp == 0x7F)
            continue;
        buf_add(paste, utf8, (size_t)text_encode(cp, utf8));
    }
}

static enum outcome
paste_read(struct key_decoder *d, const unsigned char *b, size_t n, bool final, size_t *used, struct key *out)
{
    size_t from = d->searched > PASTE_END_SIZE ? d->searched - PASTE_END_SIZE : 0;
    const unsigned char *end = memmem(b + from, n - from, PASTE_END, PASTE_END_SIZE);

    struct buf *paste = &d->pastes[!d->lent];

    d->searched = n;
    if (!end && !final)
        return GOT_MORE;
    buf_clear(paste);
    *used = end ? (size_t)(end - b) : n;
    paste_take(d, paste, b, *used);
    *used += end ? PASTE_END_SIZE : 0;
    d->pasting = false;
    d->lent = !d->lent;
    out->paste = paste->size ? paste->text : "";
    return give(out, KEY_PASTE);
}

/* ---- keys ---- */

static enum outcome
control_key(unsigned char c, struct key *out)
{
    switch (c) {
    case '\r': return give(out, KEY_ENTER);
    case '\t': return give(out, KEY_TAB);
    case '\b': case 0x7F: return give(out, KEY_BACKSPACE);
    }
    if (c < 1 || c > 26)
        return GOT_DROP;                /* Ctrl-Space, Ctrl-\ and the like mean nothing here */
    out->cp = (uint32_t)c + 'a' - 1;
    return give(out, KEY_CTRL);
}

static enum outcome
key_read(struct key_decoder *d, const unsigned char *b, size_t n, bool final, size_t *used, struct key *out)
{
    enum outcome got;

    if (d->pasting)
        return paste_read(d, b, n, final, used, out);
    *used = 1;
    if (b[0] == 0x1B)
        return escape_read(d, b, n, final, used, out);
    if (b[0] < 0x20 || b[0] == 0x7F)
        return control_key(b[0], out);
    got = char_read(d, b, n, final, used, &out->cp);
    if (got == GOT_KEY)
        out->kind = KEY_CHAR;
    return got;
}

static bool
key_find(struct key_decoder *d, bool final, struct key *out)
{
    while (d->at < d->in.size || (d->pasting && final)) {
        const unsigned char *b = (const unsigned char *)(d->in.text ? d->in.text : "") + d->at;
        size_t used = 0;
        enum outcome got;

        *out = (struct key){ 0 };
        got = key_read(d, b, d->in.size - d->at, final, &used, out);
        if (got == GOT_MORE)
            break;
        d->at += used;
        if (got == GOT_KEY)
            return true;
    }
    *out = (struct key){ 0 };
    return false;
}

bool
key_decoder_ready(struct key_decoder *d)
{
    if (!d->has_ahead)
        d->has_ahead = key_find(d, false, &d->ahead);
    return d->has_ahead;
}

bool
key_decoder_next(struct key_decoder *d, bool final, struct key *out)
{
    if (!d->has_ahead)
        return key_find(d, final, out);
    *out = d->ahead;
    d->has_ahead = false;
    return true;
}

int
key_decoder_wait(const struct key_decoder *d)
{
    size_t left = d->in.size - d->at;

    if (d->pasting)
        return WAIT_PASTE;
    if (left == 0)
        return 0;
    return left == 1 && d->in.text[d->at] == 0x1B ? WAIT_ESC : WAIT_REST;
}

/* ---- twins ---- */

uint32_t
key_twin(uint32_t cp)
{
    static const struct { uint32_t from; char to; } twins[] = {
        { 0x3000, ' ' }, { 0x3001, '/' }, { 0x3002, '.' }, { 0x2018, '\'' }, { 0x2019, '\'' },
        { 0x201C, '"' }, { 0x201D, '"' }, { 0x3010, '[' }, { 0x3011, ']' }, { 0x300A, '<' },
        { 0x300B, '>' }, { 0x300C, '{' }, { 0x300D, '}' }, { 0x300E, '{' }, { 0x300F, '}' },
        { 0xFFE5, '$' }, { 0x00A5, '$' }, { 0x00B7, '`' }, { 0x2026, '^' }, { 0x2014, '_' },
        { 0x00D7, '*' },
    };

    if (cp >= 0xFF01 && cp <= 0xFF5E)
        return cp - 0xFEE0;
    for (size_t i = 0; i < COUNT(twins); i++)
        if (twins[i].from == cp)
            return (uint32_t)(unsigned char)twins[i].to;
    return cp;
}
