/* Drawing: one door for every text. Clips by columns, never splits a wide character, clears a row's
 * cells before it writes them, shows control characters harmlessly and what the terminal cannot show as 〓,
 * and maps ambiguous characters to safe twins where terminal and program would disagree. */
#ifndef QT_UI_KIT_DRAW_H
#define QT_UI_KIT_DRAW_H

#include "ui/kit/term.h"

struct box { int y, x, rows, cols; };       /* a part of the screen */

enum style {
    STYLE_PLAIN,
    STYLE_TITLE,        /* title row: reverse */
    STYLE_BAR,          /* key bars */
    STYLE_LABEL,        /* field labels, headings */
    STYLE_FIELD,        /* the field being edited */
    STYLE_CURSOR,       /* the chosen row */
    STYLE_DIM,
    STYLE_STRONG,
    STYLE_GOOD,
    STYLE_WARN,         /* yellow: a word says so too */
    STYLE_BAD,          /* red: a word says so too */
    STYLE_REVERSE,      /* frames and bars of figures */
    STYLE_COUNT
};

/* Text at row y, column x of the box, in at most width columns (negative: to the box's edge); the rest of
 * the width is filled with blanks in the same style. Returns the columns the text took. */
int draw_text(struct term *t, struct box b, int y, int x, int width, enum style style, const char *utf8);
int draw_printf(struct term *t, struct box b, int y, int x, int width, enum style style, const char *format, ...)
    __attribute__((format(printf, 7, 8)));
/* Right-aligned in width columns. */
int draw_right(struct term *t, struct box b, int y, int x, int width, enum style style, const char *utf8);
void draw_fill(struct term *t, struct box b, enum style style);             /* the whole box in blanks */
void draw_column(struct term *t, struct box b, int x, enum style style);    /* a vertical line of | at column x */
/* A bar of a figure: filled of width cells, value of full. */
void draw_bar(struct term *t, struct box b, int y, int x, int width, int64_t value, int64_t full);
/* Columns a text takes as it will be drawn (after safe twins and marks). */
int draw_columns(struct term *t, const char *utf8);
/* Bytes of the prefix of utf8 that fit into width drawn columns. */
int draw_clip(struct term *t, const char *utf8, int width);
/* Where the hardware cursor stands after the next term_show; hidden when never called for a frame. */
void draw_caret(struct term *t, struct box b, int y, int x);
void draw_clear(struct term *t);            /* start a frame: everything blank, caret hidden */

#endif
