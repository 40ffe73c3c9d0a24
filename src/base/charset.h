/* Charsets at the borders: files and terminals. Conversion is strict, nothing becomes "?". */
#ifndef QT_BASE_CHARSET_H
#define QT_BASE_CHARSET_H

#include "base/err.h"
#include "base/mem.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum charset {
    CHARSET_AUTO,           /* only as a wish */
    CHARSET_UTF8,
    CHARSET_UTF8_BOM,       /* writing: with BOM */
    CHARSET_GB18030,        /* reading: GB2312, GBK, CP936 too */
    CHARSET_GBK,            /* writing: refuses what GBK lacks; reading: GB18030 with byte 0x80 as the euro sign */
    CHARSET_UTF16LE,
    CHARSET_UTF16BE,
    CHARSET_ASCII,          /* a terminal without Han */
};

/* A name as typed or from a locale (utf8, UTF-8, gbk, cp936, gb2312, euccn, gb18030, auto, utf16le, utf16be,
 * utf8bom, ascii), in any case, with or without - and _; false: unknown. */
bool charset_by_name(const char *name, enum charset *out);
const char *charset_name(enum charset c);

/* A file being read as UTF-8, in a stream of 64 KB blocks. */
struct charset_reader;

/* Open path ("-" is standard input, read whole). wish CHARSET_AUTO: BOM, UTF-16, strict UTF-8 over
 * the whole file, strict GB18030 over the whole file, else ERR_INPUT naming the first bad byte's offset,
 * line and column. A file read as GB18030 in which a row with non-ASCII bytes is also valid UTF-8
 * reading as Han is mixed: ERR_INPUT with line, byte and both readings. Not a text at all (a real .xls,
 * .xlsx, zip, NUL bytes): ERR_INPUT saying what it is and to save as CSV.
 * *took says which charset was taken. On failure *out is NULL. */
bool charset_open(struct charset_reader **out, const char *path, enum charset wish, enum charset *took, struct err *err);
/* Next bytes of UTF-8 (BOM removed), whole characters: their number, 0 at the end, -1 on error.
 * room is 16 at least. */
long charset_read(struct charset_reader *r, char *out, size_t room, struct err *err);
/* true when the charset was guessed, without BOM, from one or two rows with non-ASCII characters: the
 * guess deserves a look. */
bool charset_unsure(const struct charset_reader *r);
/* Bytes of the file read and in all. */
void charset_progress(const struct charset_reader *r, long long *done, long long *all);
void charset_close(struct charset_reader **r);

/* UTF-8 to target, appended to out, never with a BOM. False at the first character the target lacks: *bad
 * its code point (U+FFFD: s is no UTF-8 there), *bad_at its byte offset in s (both may be NULL); nothing is
 * appended then. */
bool charset_encode(enum charset target, const char *s, size_t size, struct buf *out, uint32_t *bad, size_t *bad_at);
/* Bytes of a charset to UTF-8, appended, a BOM included; false at the first byte that is none of it, *bad_at
 * (may be NULL) its offset; nothing is appended then. source is not CHARSET_AUTO. */
bool charset_decode(enum charset source, const char *bytes, size_t size, struct buf *out, size_t *bad_at);
/* Does the charset hold this character? */
bool charset_has(enum charset c, uint32_t cp);

#endif
