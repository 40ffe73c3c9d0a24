/* Content compiled in: schema steps, policies, lists, templates, scripts. */
#ifndef QT_DATA_CONTENT_H
#define QT_DATA_CONTENT_H

#include "base/mem.h"

struct content_file {
    const char *name;       /* "content/policies.csv", "schema/001-start.sql" */
    const char *text;       /* NUL-terminated */
    size_t size;
};

extern const struct content_file content_files[];       /* ends with a NULL name */

/* The file of that name, or NULL. */
const struct content_file *content_find(const char *name);

/* A CSV of ours, in the arena. Every row has `columns` cells. */
struct content_table {
    size_t columns, rows;
    char **head;            /* column names */
    char **cells;           /* row by row */
};

/* Read "content/NAME"; a file that is missing or has a ragged row is a mistake in the program: it stops. */
struct content_table content_table(const char *name, struct arena *a);
/* Cell of a row by column name; stops at an unknown name. */
const char *content_cell(const struct content_table *t, size_t row, const char *column);

#endif
