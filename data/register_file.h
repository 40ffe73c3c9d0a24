/* A register written whole into a CSV file, as one action that tells what left the house. */
#ifndef QT_DATA_REGISTER_FILE_H
#define QT_DATA_REGISTER_FILE_H

#include "base/charset.h"
#include "data/register_io.h"

struct reg_file {
    const struct reg *reg;
    const struct reg_filter *filter;    /* NULL: all records */
    const char *path;           /* a file that exists is replaced */
    enum charset charset;       /* a character that it lacks is ERR_INPUT with row, column, character; nothing is left */
    bool masked;                /* else as stored, where the right "export.unmasked" is held */
    /* Told after each window how many rows are written; false stops it (ERR_REFUSED, nothing is left). May be NULL. */
    bool (*progress)(void *ctx, int64_t rows);
    void *ctx;
};

/* Needs the right "export", and "export.unmasked" unless masked. *rows: records written. The journal has the entry
 * "<register>.export" with the file's name and the number of rows; it cannot be taken back. */
bool reg_file_write(struct office *o, const struct reg_file *f, int64_t *rows, struct err *err);

#endif
