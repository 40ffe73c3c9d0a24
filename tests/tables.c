#include "tests/tables.h"

#include "base/csv.h"

#include <string.h>

bool
word_in(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], text) == 0)
            return true;
    return false;
}

const struct content_file *
table_file(const char *name)
{
    for (const struct content_file *f = content_files; f->name; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    fail_msg("%s is not compiled in", name);
    return NULL;
}

static char **
copy_cells(struct arena *a, const struct csv_row *row)
{
    char **cells = arena_alloc(a, row->count * sizeof *cells);

    for (size_t i = 0; i < row->count; i++)
        cells[i] = arena_strdup(a, row->cells[i]);
    return cells;
}

struct table
table_load(struct arena *a, const char *name)
{
    const struct content_file *file = table_file(arena_printf(a, "content/%s.csv", name));
    char *folder = support_tmpdir(a), *path = arena_printf(a, "%s/content.csv", folder);
    struct table t = { 0 };
    struct csv_reader *reader;
    struct csv_row row;
    struct err err = { 0 };
    int got;

    support_write(path, file->text, file->size);
    if (!csv_open(&reader, path, CHARSET_UTF8, &err))
        fail_msg("%s: %s", name, err.text);
    while ((got = csv_next(reader, &row, &err)) == 1) {
        if (!t.header) {
            t.columns = row.count;
            t.header = copy_cells(a, &row);
            t.cells = arena_alloc(a, file->size * sizeof *t.cells);
            continue;
        }
        if (row.count != t.columns)
            fail_msg("%s line %ld: %zu cells, not %zu", name, row.line, row.count, t.columns);
        t.cells[t.rows++] = copy_cells(a, &row);
    }
    if (got < 0)
        fail_msg("%s: %s", name, err.text);
    csv_close(&reader);
    support_rmdir(folder);
    return t;
}

const char *
table_cell(const struct table *t, size_t row, const char *column)
{
    for (size_t i = 0; i < t->columns; i++)
        if (strcmp(t->header[i], column) == 0)
            return t->cells[row][i];
    fail_msg("no column %s", column);
    return NULL;
}

long
table_row_of(const struct table *t, const char *column, const char *text)
{
    for (size_t i = 0; i < t->rows; i++)
        if (strcmp(table_cell(t, i, column), text) == 0)
            return (long)i;
    return -1;
}

static bool
agree(const struct table *t, size_t one, size_t other, const char *column)
{
    return !column || strcmp(table_cell(t, one, column), table_cell(t, other, column)) == 0;
}

void
table_assert_unique(const struct table *t, const char *first, const char *second, const char *third)
{
    for (size_t i = 0; i < t->rows; i++)
        for (size_t j = i + 1; j < t->rows; j++)
            if (agree(t, i, j, first) && agree(t, i, j, second) && agree(t, i, j, third))
                fail_msg("rows %zu and %zu: %s %s", i + 1, j + 1, first, table_cell(t, i, first));
}

bool
word_among(const char *text, const char *word, char sep)
{
    size_t size = strlen(word);

    for (const char *p = text; (p = strstr(p, word)); p += size)
        if ((p == text || p[-1] == sep) && (p[size] == sep || p[size] == '\0'))
            return true;
    return false;
}
