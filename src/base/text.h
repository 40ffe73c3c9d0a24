/* UTF-8 text: characters, columns, cutting, wrapping, normal form, harmlessness.
 * Three numbers are never mixed: bytes, characters (code points), columns. */
#ifndef QT_BASE_TEXT_H
#define QT_BASE_TEXT_H

#include "base/mem.h"

#include <stdbool.h>
#include <stdint.h>

/* Decode one character of valid UTF-8 at s (s < end); returns its bytes.
 * At an invalid byte: *cp = 0xFFFD, returns 1. */
int text_decode(const char *s, const char *end, uint32_t *cp);
int text_encode(uint32_t cp, char out[4]);                  /* bytes written */
bool text_valid(const char *bytes, size_t size, size_t *bad_offset);    /* strict: no surrogates, no overlong */
size_t text_length(const char *s);                          /* characters */

/* Columns. ambiguous: how wide the terminal draws East Asian Ambiguous characters, 1 or 2. */
int text_cp_columns(uint32_t cp, int ambiguous);            /* 0 for combining, 1, 2 */
int text_columns(const char *s);                            /* ambiguous as 1 */
/* Bytes of the longest whole-character prefix that fits into width columns. */
size_t text_clip(const char *s, int width);
/* Cut to width and fill up with blanks to exactly width, in the arena. */
char *text_cell(struct arena *a, const char *s, int width);
/* Break into lines of at most width columns (2 at least), at LF, blanks, between Han (not before
 * closing punctuation); blanks at a line's end are cut. Every LF begins a line, so "" is one line and
 * "a\n" two. Lines are lent from the arena; returns their number, at least 1. */
size_t text_wrap(struct arena *a, const char *s, int width, char ***lines);

char *text_nfc(struct arena *a, const char *s);             /* normal form C (utf8proc) */
/* Control characters (C0, DEL, C1, bidi overrides, zero-width, lone surrogates, bytes that are no
 * UTF-8) shown as visible ASCII marks (^[ and <202E>); LF and TAB as a blank. What is stored is not touched: this is for showing. */
char *text_harmless(struct arena *a, const char *s);
bool text_is_harmless(const char *s);
/* Blanks (also U+3000, NBSP) at both ends cut, runs inside kept. */
char *text_trim(struct arena *a, const char *s);
/* Full-width ASCII (！ to ～) and U+3000 to their half-width twins: for numbers, never for prose. */
char *text_halfwidth(struct arena *a, const char *s);
bool text_has_han(const char *s);
bool text_is_han(uint32_t cp);
/* Case-insensitive (ASCII only) containment; needle "" is contained. */
bool text_contains(const char *haystack, const char *needle);

#endif
