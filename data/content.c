#include "data/content.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct content_file *
content_find(const char *name)
{
    for (const struct content_file *f = content_files; f->name; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}

static void
broken(const char *name, const char *what, size_t row)
{
    fprintf(stderr, "qiantai: content %s: %s (row %zu)\n", name, what, row);
    abort();
}

/* Cut the cell at *p out of text that may be written to; returns the separator after it. */
static char
take_cell(char **p, char **cell)
{
    char *r = *p, *w = r, sep;

    *cell = w;
    if (*r == '"') {
        for (r++; *r && !(r[0] == '"' && r[1] != '"'); r++) {
            if (*r == '"')
                r++;
            *w++ = *r;
        }
        if (*r)
            r++;
    } else {
        while (*r && *r != ',' && *r != '\n')
            *w++ = *r++;
    }
    sep = *r;
    *p = sep ? r + 1 : r;
    *w = '\0';
    return sep;
}

static size_t
count_cells(const char *text)
{
    size_t n = 1;

    for (; *text && *text != '\n'; text++)
        n += *text == ',';
    return n;
}

struct content_table
content_table(const char *name, struct arena *a)
{
    struct content_table t = { 0 };
    char path[80], *text, *p;
    const struct content_file *f;
    size_t lines = 0, n = 0;

    snprintf(path, sizeof path, "content/%s", name);
    f = content_find(path);
    if (!f)
        broken(name, "missing", 0);
    text = p = arena_strndup(a, f->text, f->size);
    for (const char *c = text; *c; c++)
        lines += *c == '\n';
    t.columns = count_cells(text);
    t.head = arena_alloc(a, t.columns * (lines + 2) * sizeof *t.head);
    while (*p) {
        for (size_t i = 0; i < t.columns; i++) {
            char sep = take_cell(&p, &t.head[n++]);

            if ((sep == ',') != (i + 1 < t.columns))
                broken(name, "ragged row", n / t.columns + 1);
        }
    }
    t.cells = t.head + t.columns;
    t.rows = n / t.columns - 1;
    return t;
}

const char *
content_cell(const struct content_table *t, size_t row, const char *column)
{
    for (size_t i = 0; i < t->columns; i++)
        if (strcmp(t->head[i], column) == 0)
            return t->cells[row * t->columns + i];
    broken(column, "no such column", row);
    return "";
}
