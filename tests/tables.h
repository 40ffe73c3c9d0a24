/* The content compiled in, as tables of text. A test that asks for what is not there fails. */
#ifndef QT_TESTS_TABLES_H
#define QT_TESTS_TABLES_H

#include "tests/support.h"
#include "data/content.h"

#include <stdbool.h>

struct table {
    size_t rows, columns;
    char ***cells;              /* [row][column], the header left out */
    char **header;
};

/* The file compiled in under that name ("content/given.txt"). */
const struct content_file *table_file(const char *name);
/* content/NAME.csv, read by the reader that the product uses. */
struct table table_load(struct arena *a, const char *name);
const char *table_cell(const struct table *t, size_t row, const char *column);
/* The first row whose column holds text, or -1. */
long table_row_of(const struct table *t, const char *column, const char *text);
/* No two rows agree in these columns; second and third may be NULL. */
void table_assert_unique(const struct table *t, const char *first, const char *second, const char *third);

bool word_in(const char *text, const char *const *words, size_t count);
/* Whether word stands in text among words parted by sep. */
bool word_among(const char *text, const char *word, char sep);

#endif
