/* What the rooms of charset share: one step of strict conversion, and the reader from inside. */
#ifndef QT_BASE_CHARSET_PRIVATE_H
#define QT_BASE_CHARSET_PRIVATE_H

#include "base/charset.h"

#include <iconv.h>
#include <stdbool.h>

/* (iconv_t)-1 where the system lacks the converter. Reading asks for GB18030 where GBK is meant. */
iconv_t charset_to_utf8(enum charset source);

enum charset_step {
    STEP_DONE,          /* all of in is converted */
    STEP_FULL,          /* out has no room for the next character */
    STEP_CUT,           /* in ends inside a character */
    STEP_BAD,           /* *in stands at bytes that are no character */
};

/* Converts as far as it goes; all four are moved on. */
enum charset_step charset_step(iconv_t cd, enum charset source, char **in, size_t *in_size, char **out, size_t *room);

enum { READER_BLOCK = 64 * 1024 };

struct charset_reader {
    int fd;                     /* -1: the bytes are in whole */
    struct buf whole;
    long long size;             /* bytes of the file */
    long long at;               /* offset of the next byte to fetch */
    enum charset charset;
    iconv_t cd;                 /* (iconv_t)-1: none needed */
    bool guessed;
    long rows;                  /* with non-ASCII bytes; counted to 3 at most */
    size_t have, used;          /* bytes in block, and those of them converted */
    char block[READER_BLOCK];
};

/* Bytes of the file from the offset on, wherever reading stands: their number, 0 at the end, -1 on error. */
long reader_peek(struct charset_reader *r, long long at, char *out, size_t room);
/* Puts the next bytes of the file behind those of the block not used yet; answers like reader_peek. */
long reader_fill(struct charset_reader *r);
void reader_seek(struct charset_reader *r, long long at);
/* Bytes at the end that may begin a character of UTF-8 which goes on behind them. */
size_t reader_utf8_tail(const char *bytes, size_t size);

/* Decides on the charset and stands at the first byte behind the mark; false: refused. */
bool reader_detect(struct charset_reader *r, enum charset wish, struct err *err);

#endif
