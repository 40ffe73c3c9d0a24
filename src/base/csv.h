/* CSV in a stream: RFC 4180 and what Excel really writes. */
#ifndef QT_BASE_CSV_H
#define QT_BASE_CSV_H

#include "base/charset.h"

struct csv_row {
    long line;              /* line of the file on which the row begins, from 1 */
    size_t count;           /* cells */
    char **cells;           /* UTF-8, lent until the next row */
};

struct csv_reader;

/* Read path as charset wish. Separator , ; or TAB: found from the first rows, or named by Excel's line
 * "sep=;". Line ends LF, CRLF, CR, CR CR LF. Quotes, doubled quotes, line breaks inside quotes (kept as they
 * are); an unclosed quote is ERR_INPUT naming the line where it opened. Empty lines are skipped. A leading '
 * before = + - @ TAB CR is removed. Rows are as long as they are in the file. */
bool csv_open(struct csv_reader **out, const char *path, enum charset wish, struct err *err);
enum charset csv_charset(const struct csv_reader *r);
bool csv_unsure(const struct csv_reader *r);
/* 1: a row; 0: the end; -1: an error. */
int csv_next(struct csv_reader *r, struct csv_row *row, struct err *err);
/* Bytes of the file consumed and in all (0 unknown), for progress. */
void csv_progress(const struct csv_reader *r, long long *done, long long *all);
void csv_close(struct csv_reader **r);

/* Writing: CRLF, quotes where needed, BOM for CHARSET_UTF8_BOM and UTF-16; text cells that begin with
 * = + - @ TAB CR (or with ' before one of these, so that reading gives back the same) get a leading '.
 * A character that the charset lacks ends with ERR_INPUT naming row, column, character, code point. */
struct csv_writer;
bool csv_create(struct csv_writer **out, const char *path, enum charset charset, struct err *err);    /* NULL path: stdout */
/* numeric: bit i set means cell i is a number, never prefixed. A cell that is NULL is empty. After a failure
 * the writer is only good for csv_abandon. */
bool csv_write(struct csv_writer *w, size_t count, const char *const *cells, uint64_t numeric, struct err *err);
/* To a file: written beside it (0600) and moved into place here; nothing is left behind on failure. Closes
 * in any case. */
bool csv_finish(struct csv_writer **w, struct err *err);
void csv_abandon(struct csv_writer **w);

#endif
