/* Paper: plain text laid out by columns for printers with a fixed pitch. Rows stand in line whatever the mixture of
 * Chinese and Latin, in UTF-8 as in the Chinese charsets: everything put on paper goes through paper_safe first. */
#ifndef QT_BASE_PAPER_H
#define QT_BASE_PAPER_H

#include "base/charset.h"
#include "base/err.h"
#include "base/mem.h"

#include <stdbool.h>

/* What fits on a page at 10 characters and 6 lines an inch, head and foot included. */
struct paper_size {
    const char *name;           /* "a4"; "241": fan-fold of 241 mm with holes, 11 inches high */
    int cols, rows;
};
const struct paper_size *paper_size_get(const char *name);     /* NULL: none of that name; name NULL: a4 */

enum paper_style {
    PAPER_BOXED,                /* framed by + - and | */
    PAPER_PLAIN,                /* columns set apart by blanks */
};

struct paper;                   /* being composed; lives in the arena it was made in */

/* Texts given are UTF-8 and copied; those that users wrote may contain anything. */
struct paper *paper_new(struct arena *a, const struct paper_size *size);
/* On every page: a line at the top, a line at the bottom to which "page 1 of 3" is added. */
void paper_head(struct paper *p, const char *left, const char *right);
void paper_foot(struct paper *p, const char *left);

void paper_title(struct paper *p, const char *text);            /* in the middle */
void paper_heading(struct paper *p, const char *text);          /* stays with what follows */
void paper_text(struct paper *p, const char *text);             /* wrapped; LF breaks lines */
void paper_gap(struct paper *p);                                /* an empty line, not at the top of a page */
void paper_break(struct paper *p);                              /* what follows begins a page */

/* A label and what belongs to it. */
struct paper_pair {
    const char *label;
    const char *value;          /* NULL: empty, to be written by hand: room in a box, else a line to write on */
    bool wide;                  /* takes the whole row; so does what would not fit into half of it */
    int room;                   /* lines to write in where value is NULL; 0: 1 */
    bool keep;                  /* no page ends between it and the next */
};
/* One pair or two in a row. Longer labels than this are wrapped. */
enum { PAPER_LABEL_MOST = 15 };
void paper_pairs(struct paper *p, enum paper_style style, const struct paper_pair *pairs, size_t count, int columns);

struct paper_column {
    const char *heading;
    int width;                  /* columns; 0: shares what the others leave */
    bool right;                 /* figures */
};
enum { PAPER_COLUMNS_MOST = 12 };
/* A table; headings are repeated on each page. cells[row * columns + column]; cells NULL: empty rows. What is too
 * long is wrapped inside its cell; too wide a table is made narrower, the widest column first. */
void paper_table(struct paper *p, enum paper_style style, const struct paper_column *columns, size_t ncolumns,
                 const char *const *cells, size_t rows);
/* Lines to sign on, side by side. */
void paper_sign(struct paper *p, const char *const *labels, size_t count);

/* The pages: UTF-8, lines end with LF, a form feed between pages. A row is never divided by a page's end, unless
 * it is higher than a page. pages may be NULL. The paper cannot be added to afterwards. */
char *paper_finish(struct paper *p, size_t *pages);

/* What goes on paper for a text: controls shown harmlessly, safe twins for characters of uncertain width, <03A6> for
 * those without a twin. Every character left is ASCII, or as wide in every charset. LF stays. */
char *paper_safe(struct arena *a, const char *text);

/* Into the printer's or file's charset, appended. ERR_INPUT at the first character that it lacks: page, line,
 * the character and its number; nothing is appended then. */
bool paper_encode(const char *text, enum charset target, struct buf *out, struct err *err);

#endif
