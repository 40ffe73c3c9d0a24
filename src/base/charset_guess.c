/* Which charset a file is in: all of it is looked at, then one is taken or the file refused. */
#include "base/charset_private.h"
#include "base/lang.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The rows of a file under scrutiny: does one of them, read as UTF-8, hold Han? */
struct row_scan {
    long long row_at;           /* offset of the row's first byte */
    bool foreign;               /* a non-ASCII byte was in it */
    bool utf8;                  /* it may still be UTF-8 as Chinese write it */
    bool han;
    int more;                   /* continuation bytes expected */
    uint32_t cp, least;
    long rows;                  /* rows with non-ASCII bytes */
    long long mixed_at;         /* offset of the first row that is UTF-8 with Han, -1: none */
};

/* What a look at the whole file found. */
struct verdict {
    bool good;
    long long bad_at;           /* where not good */
    long long nul_at;           /* -1: none */
};

static void
row_begin(struct row_scan *scan, long long at)
{
    scan->row_at = at;
    scan->foreign = scan->han = false;
    scan->utf8 = true;
    scan->more = 0;
}

static void
row_end(struct row_scan *scan, long long next_at)
{
    if (scan->foreign)
        scan->rows++;
    if (scan->foreign && scan->utf8 && scan->han && scan->more == 0 && scan->mixed_at < 0)
        scan->mixed_at = scan->row_at;
    row_begin(scan, next_at);
}

/* The characters between which Han stand in a Chinese text. */
static bool
cp_is_chinese_company(uint32_t cp)
{
    return (cp >= 0xA0 && cp <= 0xFF) || (cp >= 0x2010 && cp <= 0x27BF) || (cp >= 0x3000 && cp <= 0x33FF) ||
           (cp >= 0xFF00 && cp <= 0xFFEF) || cp == 0xFEFF;
}

static void
row_byte(struct row_scan *scan, unsigned char c)
{
    scan->foreign = true;
    if (!scan->utf8)
        return;
    if (scan->more > 0) {
        scan->utf8 = (c & 0xC0) == 0x80;
        scan->cp = scan->cp << 6 | (c & 0x3F);
        if (--scan->more > 0 || !scan->utf8)
            return;
        if (text_is_han(scan->cp))
            scan->han = true;
        else
            scan->utf8 = cp_is_chinese_company(scan->cp);
        scan->utf8 = scan->utf8 && scan->cp >= scan->least;
        return;
    }
    scan->more = c >= 0xF0 && c < 0xF5 ? 3 : c >= 0xE0 && c < 0xF0 ? 2 : c >= 0xC2 && c < 0xE0 ? 1 : 0;
    scan->least = scan->more == 3 ? 0x10000 : scan->more == 2 ? 0x800 : 0x80;
    scan->cp = c & (0x3Fu >> scan->more);
    scan->utf8 = scan->more > 0;
}

/* Line ends are never part of a character in UTF-8 or GB18030. */
static void
row_scan_bytes(struct row_scan *scan, const char *bytes, size_t size, long long at)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)bytes[i];

        if (c >= 0x80)
            row_byte(scan, c);
        else if (c == '\n' || c == '\r')
            row_end(scan, at + (long long)i + 1);
        else if (scan->more > 0)
            scan->utf8 = false;
    }
}

static void
find_nul(struct verdict *v, const char *bytes, size_t size, long long at)
{
    const char *nul = v->nul_at < 0 ? memchr(bytes, 0, size) : NULL;

    if (nul)
        v->nul_at = at + (nul - bytes);
}

/* Is the file from the offset on UTF-8, all of it? */
static struct verdict
verdict_utf8(struct charset_reader *r, long long from, struct row_scan *scan)
{
    struct verdict v = { .good = true, .nul_at = -1 };
    long got;

    reader_seek(r, from);
    row_begin(scan, from);
    do {
        long long start;
        size_t take, bad = 0;

        got = reader_fill(r);
        start = r->at - (long long)r->have;
        take = got > 0 ? r->have - reader_utf8_tail(r->block, r->have) : r->have;
        v.good = got >= 0 && text_valid(r->block, take, &bad);
        v.bad_at = start + (long long)bad;
        find_nul(&v, r->block, take, start);
        if (scan->rows < 3)
            row_scan_bytes(scan, r->block, take, start);
        r->used = take;
    } while (got > 0 && v.good);
    row_end(scan, r->at);
    return v;
}

/* Is the file from the offset on of that charset, as iconv knows it? */
static struct verdict
verdict_iconv(struct charset_reader *r, enum charset charset, long long from, struct row_scan *scan)
{
    const bool wide = charset == CHARSET_UTF16LE || charset == CHARSET_UTF16BE;
    struct verdict v = { .good = true, .nul_at = -1 };
    iconv_t cd = charset_to_utf8(charset);
    char *scrap = mem_alloc(READER_BLOCK);
    enum charset_step step = STEP_DONE;
    long got;

    reader_seek(r, from);
    row_begin(scan, from);
    do {
        long long start;
        char *in = r->block;
        size_t left;

        got = reader_fill(r);
        start = r->at - (long long)r->have;
        left = r->have;
        do {
            char *out = scrap, *piece = in;
            size_t room = READER_BLOCK;

            step = charset_step(cd, charset, &in, &left, &out, &room);
            if (wide)
                find_nul(&v, scrap, (size_t)(out - scrap), start + (piece - r->block));
        } while (step == STEP_FULL);
        r->used = r->have - left;
        if (!wide) {
            find_nul(&v, r->block, r->used, start);
            row_scan_bytes(scan, r->block, r->used, start);
        }
        v.good = got >= 0 && step != STEP_BAD;
        v.bad_at = start + (long long)r->used;
    } while (got > 0 && v.good);
    row_end(scan, r->at);
    v.good = v.good && step != STEP_CUT;
    free(scrap);
    iconv_close(cd);
    return v;
}

/* Characters in bytes, where a charset's leading bytes say how long each is. */
static long
count_characters(enum charset charset, const char *bytes, size_t size)
{
    const bool gb = charset == CHARSET_GB18030 || charset == CHARSET_GBK;
    const bool wide = charset == CHARSET_UTF16LE || charset == CHARSET_UTF16BE;
    long count = 0;

    for (size_t at = 0; at < size; count++) {
        unsigned char c = (unsigned char)bytes[at];
        uint32_t cp;

        if (wide)
            at += 2;
        else if (gb && c > 0x80 && c < 0xFF)
            at += at + 1 < size && bytes[at + 1] >= '0' && bytes[at + 1] <= '9' ? 4 : 2;
        else if (gb)
            at++;
        else
            at += (size_t)text_decode(bytes + at, bytes + size, &cp);
    }
    return count;
}

/* Counts the line ends before the offset, block by block. CR CR LF ends one line. */
struct line_count {
    long line;
    long long line_at;          /* offset of its first byte */
    long pending;               /* CRs of which it is not yet known whether an LF follows */
};

static void
count_line(struct line_count *n, char c, long long at, int unit)
{
    if (c == '\r') {
        n->pending++;
        return;
    }
    if (n->pending || c == '\n') {
        n->line += c == '\n' ? 1 : n->pending;
        n->line_at = c == '\n' ? at + unit : at;
        n->pending = 0;
    }
}

struct position {
    long line, column;          /* the line and the character in it, both from 1 */
    long long line_at;          /* offset of the line's first byte */
};

/* What stands at the offset. */
static struct position
reader_position(struct charset_reader *r, enum charset charset, long long offset)
{
    const int unit = charset == CHARSET_UTF16LE || charset == CHARSET_UTF16BE ? 2 : 1;
    const int low = charset == CHARSET_UTF16BE;         /* which byte of two holds the ASCII */
    struct line_count n = { .line = 1 };
    long long size;
    long got = 1;

    for (long long at = 0; at < offset && got > 0; at += got) {
        got = reader_peek(r, at, r->block, sizeof r->block);
        for (long i = 0; i + unit <= got && at + i < offset; i += unit) {
            bool other = unit == 2 && r->block[i + !low] != 0;

            count_line(&n, other ? ' ' : r->block[i + (unit == 2 ? low : 0)], at + i, unit);
        }
    }
    count_line(&n, ' ', offset, unit);
    size = offset - n.line_at > READER_BLOCK ? READER_BLOCK : offset - n.line_at;
    got = reader_peek(r, n.line_at, r->block, (size_t)size);
    return (struct position) {
        .line = n.line,
        .column = 1 + count_characters(charset, r->block, got > 0 ? (size_t)got : 0),
        .line_at = n.line_at,
    };
}

static bool
refuse_bad(struct charset_reader *r, enum charset charset, bool guessed, long long at, struct err *err)
{
    struct position p = reader_position(r, charset, at);
    char c = 0;

    reader_peek(r, at, &c, 1);
    if ((unsigned char)c == 0x80 && charset == CHARSET_GB18030)
        return err_set(err, ERR_INPUT, _("Byte %lld (0x80, line %ld, character %ld) is no GB18030. Windows writes the "
                                         "euro sign so: if it is one, read the file as GBK."), at, p.line, p.column);
    if (guessed)
        return err_set(err, ERR_INPUT, _("The file is neither UTF-8 nor GB18030: byte %lld (0x%02X) on line %ld, "
                                         "character %ld fits neither."), at, (unsigned char)c, p.line, p.column);
    return err_set(err, ERR_INPUT, _("The file is not %s: byte %lld (0x%02X) on line %ld, character %ld does not fit."),
                   charset_name(charset), at, (unsigned char)c, p.line, p.column);
}

static bool
refuse_nul(struct charset_reader *r, enum charset charset, long long at, struct err *err)
{
    struct position p = reader_position(r, charset, at);

    return err_set(err, ERR_INPUT, _("This is not a text: there is a NUL byte on line %ld (byte %lld). "
                                     "Open it in the program that wrote it and save it as CSV."), p.line, at);
}

/* How the first characters of a row read in a charset, harmless and short. */
static char *
reading_of(struct arena *a, enum charset charset, const char *bytes, size_t size)
{
    struct buf text = { 0 };
    size_t good = 0;
    char *shown;

    if (!charset_decode(charset, bytes, size, &text, &good))
        charset_decode(charset, bytes, good, &text, &good);
    shown = text_harmless(a, text.text ? text.text : "");
    buf_free(&text);
    return arena_strndup(a, shown, text_clip(shown, 32));
}

/* The row at the offset deviates from the others: both readings are shown. */
static bool
refuse_mixed(struct charset_reader *r, long long at, struct err *err)
{
    struct position p = reader_position(r, CHARSET_GB18030, at);
    struct arena a = { 0 };
    char row[160];
    long got = reader_peek(r, p.line_at, row, sizeof row), size = 0, foreign = -1;

    for (; size < got && row[size] != '\n' && row[size] != '\r'; size++)
        if (foreign < 0 && (unsigned char)row[size] >= 0x80)
            foreign = size;
    err_set(err, ERR_INPUT, _("The file mixes charsets: line %ld (byte %lld) reads \"%s\" as UTF-8 and \"%s\" as GB18030."),
            p.line, p.line_at + (foreign > 0 ? foreign : 0), reading_of(&a, CHARSET_UTF8, row, (size_t)size),
            reading_of(&a, CHARSET_GB18030, row, (size_t)size));
    arena_free(&a);
    return false;
}

/* Files that are no text at all, by their first bytes. */
static bool
check_is_text(const char *head, size_t size, struct err *err)
{
    if (size >= 8 && memcmp(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0)
        return err_set(err, ERR_INPUT, _("This is an Excel workbook (.xls), not a text. Open it in Excel and save it as CSV."));
    if (size >= 4 && memcmp(head, "PK\3\4", 4) == 0)
        return err_set(err, ERR_INPUT, _("This is an Excel workbook (.xlsx) or another zip file, not a text. "
                                         "Open it in Excel and save it as CSV."));
    if (size >= 5 && memcmp(head, "%PDF-", 5) == 0)
        return err_set(err, ERR_INPUT, _("This is a PDF file, not a table. Ask for the table as CSV."));
    return true;
}

/* Bytes of the byte order mark, 0: none. */
static size_t
find_bom(const char *head, size_t size, enum charset *charset)
{
    static const struct {
        const char *bytes;
        size_t size;
        enum charset charset;
    } boms[] = {
        { "\xEF\xBB\xBF", 3, CHARSET_UTF8 },
        { "\xFF\xFE", 2, CHARSET_UTF16LE },
        { "\xFE\xFF", 2, CHARSET_UTF16BE },
        { "\x84\x31\x95\x33", 4, CHARSET_GB18030 },
    };

    for (size_t i = 0; i < COUNT(boms); i++)
        if (size >= boms[i].size && memcmp(head, boms[i].bytes, boms[i].size) == 0) {
            *charset = boms[i].charset;
            return boms[i].size;
        }
    return 0;
}

/* UTF-16 without a mark: zeros in a good part of the even or of the odd bytes, never in both. */
static bool
find_utf16(const char *head, size_t size, enum charset *charset)
{
    size_t zeros[2] = { 0, 0 };

    for (size_t i = 0; i < size; i++)
        zeros[i % 2] += head[i] == 0;
    *charset = zeros[1] ? CHARSET_UTF16LE : CHARSET_UTF16BE;
    return (zeros[0] == 0) != (zeros[1] == 0) && zeros[0] + zeros[1] >= 2 && (zeros[0] + zeros[1]) * 6 > size;
}

/* The file as the charset that was wished or that its mark names. */
static bool
reader_take(struct charset_reader *r, enum charset charset, long long from, struct err *err)
{
    struct row_scan scan = { .mixed_at = -1 };
    const bool gb = charset == CHARSET_GB18030 || charset == CHARSET_GBK;
    struct verdict v = charset == CHARSET_UTF8 ? verdict_utf8(r, from, &scan) : verdict_iconv(r, charset, from, &scan);

    r->charset = charset;
    if (v.nul_at >= 0)
        return refuse_nul(r, charset, v.nul_at, err);
    if (!v.good)
        return refuse_bad(r, charset, false, v.bad_at, err);
    if (gb && scan.mixed_at >= 0)
        return refuse_mixed(r, scan.mixed_at, err);
    return true;
}

/* No mark and no wish: UTF-8 if all of it is, else GB18030 if all of it is. */
static bool
reader_guess(struct charset_reader *r, struct err *err)
{
    struct row_scan scan = { .mixed_at = -1 }, gb_scan = { .mixed_at = -1 };
    struct verdict utf8 = verdict_utf8(r, 0, &scan), gb = utf8;

    r->charset = CHARSET_UTF8;
    r->guessed = true;
    r->rows = scan.rows;
    if (utf8.good && utf8.nul_at < 0)
        return true;
    if (!utf8.good) {
        gb = verdict_iconv(r, CHARSET_GB18030, 0, &gb_scan);
        r->charset = CHARSET_GB18030;
        r->rows = gb_scan.rows;
    }
    if (utf8.nul_at >= 0 || gb.nul_at >= 0)
        return refuse_nul(r, CHARSET_GB18030, gb.nul_at >= 0 ? gb.nul_at : utf8.nul_at, err);
    if (!gb.good)       /* the charset that came further is what most of the file is in */
        return utf8.bad_at >= gb.bad_at ? refuse_bad(r, CHARSET_UTF8, true, utf8.bad_at, err)
                                       : refuse_bad(r, CHARSET_GB18030, true, gb.bad_at, err);
    if (gb_scan.mixed_at < 0)
        return true;
    /* Where it was UTF-8 up to there, the row that is not UTF-8 is the odd one. */
    return refuse_mixed(r, utf8.bad_at > gb_scan.mixed_at ? utf8.bad_at : gb_scan.mixed_at, err);
}

bool
reader_detect(struct charset_reader *r, enum charset wish, struct err *err)
{
    long got = reader_peek(r, 0, r->block, sizeof r->block);
    size_t size = got > 0 ? (size_t)got : 0, bom;
    enum charset named = CHARSET_AUTO;
    long long from;

    if (got < 0)
        return err_set(err, ERR_IO, _("The file cannot be read: %s."), strerror(errno));
    if (!check_is_text(r->block, size, err))
        return false;
    if (wish == CHARSET_UTF8_BOM)
        wish = CHARSET_UTF8;
    bom = find_bom(r->block, size, &named);
    if (bom && wish != CHARSET_AUTO && wish != named && !(wish == CHARSET_GBK && named == CHARSET_GB18030))
        return err_set(err, ERR_INPUT, _("The file begins with the mark of %s: it is not %s."),
                       charset_name(named), charset_name(wish));
    if (wish == CHARSET_AUTO && !bom && !find_utf16(r->block, size, &named)) {
        from = 0;
        if (!reader_guess(r, err))
            return false;
    } else {
        from = (long long)bom;
        if (!reader_take(r, wish == CHARSET_AUTO ? named : wish, from, err))
            return false;
    }
    reader_seek(r, from);
    return true;
}
