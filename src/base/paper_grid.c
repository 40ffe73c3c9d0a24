/* Rows of cells: forms of labels and values, tables. */
#include "base/paper_private.h"

#include "base/text.h"

#include <string.h>

#define CELL_LEAST 2            /* one Chinese character */

struct cell {
    const char *text;           /* safe; NULL: to be written by hand */
    int width;
    int room;                   /* lines at least */
    bool right;
};

/* ---- lines of a row -------------------------------------------------------------- */

/* What n cells may take of the page's width: a boxed one has its blanks and a bar. */
static int
width_for_cells(const struct paper *p, enum paper_style style, size_t n)
{
    return p->size.cols - (style == PAPER_BOXED ? 3 * (int)n + 1 : 2 * ((int)n - 1));
}

/* "+----+--+": a plus wherever the row above or the one below has a bar. */
static char *
rule_between(struct paper *p, const struct cell *above, size_t nabove, const struct cell *below, size_t nbelow)
{
    char *rule = arena_alloc(p->a, (size_t)p->size.cols + 1);
    const struct cell *rows[] = { above, below };
    const size_t counts[] = { nabove, nbelow };

    for (size_t r = 0; r < COUNT(rows); r++) {
        int at = 0;

        for (size_t i = 0; i < counts[r]; i++) {
            for (int k = 0; k < rows[r][i].width + 3; k++)
                if (!rule[at + k])
                    rule[at + k] = '-';
            rule[at] = '+';
            at += rows[r][i].width + 3;
        }
        if (counts[r])
            rule[at] = '+';
    }
    return rule;
}

static char *
blank_line(struct paper *p, int width, char c)
{
    char *line = arena_alloc(p->a, (size_t)width + 1);

    memset(line, c, (size_t)width);
    return line;
}

/* The lines of each cell side by side; every line is as wide as the row. */
static char **
row_lines(struct paper *p, enum paper_style style, const struct cell *cells, size_t n, size_t *count)
{
    char **wrapped[PAPER_COLUMNS_MOST], **lines;
    size_t counts[PAPER_COLUMNS_MOST], most = 1;

    for (size_t i = 0; i < n; i++) {
        counts[i] = cells[i].text ? text_wrap(p->a, cells[i].text, cells[i].width, &wrapped[i]) : 0;
        most = counts[i] > most ? counts[i] : most;
        most = cells[i].room > 0 && (size_t)cells[i].room > most ? (size_t)cells[i].room : most;
    }
    lines = arena_alloc(p->a, most * sizeof *lines);
    for (size_t k = 0; k < most; k++) {
        char *line = arena_strdup(p->a, style == PAPER_BOXED ? "| " : "");

        for (size_t i = 0; i < n; i++) {
            bool rule = !cells[i].text && style == PAPER_PLAIN && (cells[i].room < 2 ? k == 0 : k < (size_t)cells[i].room);
            const char *text = rule ? blank_line(p, cells[i].width, '_') : k < counts[i] ? wrapped[i][k] : "";

            line = arena_printf(p->a, "%s%s%s", line, paper_cell(p->a, text, cells[i].width, cells[i].right),
                                i + 1 < n ? (style == PAPER_BOXED ? " | " : "  ") : style == PAPER_BOXED ? " |" : "");
        }
        lines[k] = line;
    }
    *count = most;
    return lines;
}

/* A row of a group; above is the row before it in the group, or NULL. */
static struct block *
add_row(struct paper *p, enum paper_style style, int group, const struct cell *above, size_t nabove,
        const struct cell *cells, size_t n)
{
    size_t nlines;
    char **lines = row_lines(p, style, cells, n, &nlines);
    struct block *b = paper_block(p);

    b->group = group;
    b->lines = lines;
    b->nlines = nlines;
    if (style == PAPER_PLAIN)
        return b;
    b->top = arena_alloc(p->a, sizeof *b->top);
    b->top[0] = rule_between(p, NULL, 0, cells, n);
    b->ntop = 1;
    b->joined = above ? rule_between(p, above, nabove, cells, n) : NULL;
    b->bottom = b->top[0];
    return b;
}

/* ---- labels and values -------------------------------------------------------------- */

/* A form while its rows are made. */
struct form {
    struct paper *p;
    enum paper_style style;
    int group, label, half;     /* widths of a label and of the value in half a row */
    struct cell above[4];
    size_t nabove;
    bool keep;                  /* the row to come stays with the one behind it */
};

static void
form_row(struct form *f, struct cell *cells, size_t n)
{
    int used = 0;

    for (size_t i = 0; i + 1 < n; i++)
        used += cells[i].width;
    cells[n - 1].width = width_for_cells(f->p, f->style, n) - used;
    add_row(f->p, f->style, f->group, f->nabove ? f->above : NULL, f->nabove, cells, n)->with_next = f->keep;
    memcpy(f->above, cells, n * sizeof *cells);
    f->nabove = n;
}

static void
form_cells(struct form *f, const struct paper_pair *pair, struct cell *cells)
{
    cells[0] = (struct cell){ .text = paper_safe(f->p->a, pair->label), .width = f->label };
    cells[1] = (struct cell){
        .text = pair->value ? paper_safe(f->p->a, pair->value) : NULL, .width = f->half, .room = pair->value ? 0 : pair->room,
    };
}

static bool
needs_whole_row(const struct form *f, const struct paper_pair *pair, const struct cell *cells)
{
    return pair->wide || pair->room > 1 ||
           (cells[1].text && (strchr(cells[1].text, '\n') || text_columns(cells[1].text) > f->half));
}

void
paper_pairs(struct paper *p, enum paper_style style, const struct paper_pair *pairs, size_t count, int columns)
{
    struct form f = { .p = p, .style = style, .group = ++p->groups };
    struct cell cells[4];
    size_t held = 0;            /* cells that wait for the right half */

    for (size_t i = 0; i < count; i++) {
        int width = text_columns(paper_safe(p->a, pairs[i].label));

        f.label = width > f.label ? width : f.label;
    }
    f.label = f.label > PAPER_LABEL_MOST ? PAPER_LABEL_MOST : f.label < CELL_LEAST ? CELL_LEAST : f.label;
    f.half = width_for_cells(p, style, 4) / 2 - f.label;
    for (size_t i = 0; i < count; i++) {
        struct cell next[2];

        form_cells(&f, &pairs[i], next);
        if (columns < 2 || needs_whole_row(&f, &pairs[i], next)) {
            if (held)
                form_row(&f, cells, held);
            held = 0;
            f.keep = pairs[i].keep;
            form_row(&f, next, 2);
            f.keep = false;
            continue;
        }
        memcpy(cells + held, next, sizeof next);
        held += 2;
        f.keep = pairs[i].keep;
        if (held == 4) {
            form_row(&f, cells, held);
            held = 0;
        }
    }
    if (held)
        form_row(&f, cells, held);
}

/* ---- tables -------------------------------------------------------------------------- */

static void
fit_widths(const struct paper *p, enum paper_style style, const struct paper_column *columns, struct cell *cells, size_t n)
{
    int room = width_for_cells(p, style, n), used = 0, open = 0;

    for (size_t i = 0; i < n; i++) {
        open += columns[i].width <= 0;
        cells[i].width = columns[i].width <= 0 ? 0 : columns[i].width < CELL_LEAST ? CELL_LEAST : columns[i].width;
        used += cells[i].width;
    }
    for (size_t i = 0; i < n; i++) {
        int share;

        if (columns[i].width > 0)
            continue;
        share = (room - used) / open--;
        cells[i].width = share < 3 * CELL_LEAST ? 3 * CELL_LEAST : share;
        used += cells[i].width;
    }
    while (used > room) {
        size_t widest = 0;

        for (size_t i = 1; i < n; i++)
            if (cells[i].width > cells[widest].width)
                widest = i;
        cells[widest].width--;
        used--;
    }
}

/* The heading's lines and the rule under them, put before the rows of each page. */
static char **
table_top(struct paper *p, enum paper_style style, struct cell *head, size_t n, size_t *ntop)
{
    size_t nlines, at = 0;
    char **lines = row_lines(p, style, head, n, &nlines), **top = arena_alloc(p->a, (nlines + 2) * sizeof *top);

    if (style == PAPER_BOXED)
        top[at++] = rule_between(p, NULL, 0, head, n);
    for (size_t i = 0; i < nlines; i++)
        top[at++] = lines[i];
    if (style == PAPER_BOXED) {
        top[at++] = rule_between(p, head, n, head, n);
    } else {
        for (size_t i = 0; i < n; i++)
            head[i].text = blank_line(p, head[i].width, '-');
        top[at++] = row_lines(p, style, head, n, &nlines)[0];
    }
    *ntop = at;
    return top;
}

void
paper_table(struct paper *p, enum paper_style style, const struct paper_column *columns, size_t ncolumns,
            const char *const *cells, size_t rows)
{
    size_t n = ncolumns < PAPER_COLUMNS_MOST ? ncolumns : PAPER_COLUMNS_MOST, ntop;
    struct cell head[PAPER_COLUMNS_MOST] = { 0 }, row[PAPER_COLUMNS_MOST] = { 0 };
    int group = ++p->groups;
    char **top;

    if (n == 0)
        return;
    fit_widths(p, style, columns, head, n);
    for (size_t i = 0; i < n; i++) {
        head[i].right = columns[i].right;
        row[i] = head[i];
        head[i].text = paper_safe(p->a, columns[i].heading);
    }
    top = table_top(p, style, head, n, &ntop);
    for (size_t r = 0; r < rows; r++) {
        struct block *b;

        for (size_t i = 0; i < n; i++) {
            const char *text = cells ? cells[r * ncolumns + i] : NULL;

            row[i].text = text ? paper_safe(p->a, text) : NULL;
        }
        b = add_row(p, style, group, r ? row : NULL, n, row, n);
        b->top = top;
        b->ntop = ntop;
    }
}
