/* Lists out of the records into files: what import reads back, and what a spreadsheet or a script wants. */
#ifndef QT_DATA_EXPORT_H
#define QT_DATA_EXPORT_H

#include "base/charset.h"
#include "data/office.h"

struct reg_filter;

struct export_wish {
    const char *kind;           /* homes, customers, owners, tasks, policies, or a register's name */
    const char *path;           /* NULL: standard output */
    enum charset charset;       /* CHARSET_AUTO: UTF-8, to a file with BOM */
    bool json;                  /* one array of objects; else CSV */
    const struct reg_filter *filter;    /* of a register: only these records; NULL: all */
    bool masked;                /* phones and id cards as in lists */
    bool (*progress)(void *ctx, int64_t done);      /* may be NULL; false cancels, nothing is left behind */
    void *ctx;
};

/* One state of the records, streamed in windows; journalled with its counts. ERR_INPUT: a character that the charset
 * lacks, with row, column and code point; nothing is written then. ERR_REFUSED: not masked, and the person may not. */
bool export_run(struct office *o, const struct export_wish *wish, int64_t *rows, struct err *err);
/* All kinds, separated by blanks. In the arena. */
char *export_kinds(struct arena *a);

#endif
