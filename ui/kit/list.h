/* A list: rows of texts in columns with a cursor that stays on its row when others change the list.
 * Two ways to fill it: list_add row by row in the screen's load (the common case), or a fetch function that reads
 * windows by key, for lists that may be long. */
#ifndef QT_UI_KIT_LIST_H
#define QT_UI_KIT_LIST_H

#include "base/err.h"
#include "base/mem.h"
#include "ui/kit/draw.h"
#include "ui/kit/key.h"

enum align { ALIGN_LEFT, ALIGN_RIGHT };

struct column {
    const char *heading;        /* N_; "" for none */
    int width;                  /* columns; 0: shares what the others leave */
    enum align align;
    int drop;                   /* 0: never dropped; else the highest number goes first when it is narrow */
};                              /* a table ends with a NULL heading */

struct row {
    int64_t id;                 /* id and key together tell rows apart, also after a reload */
    const char *key;            /* may be NULL */
    const char **cells;         /* one text for each column, NULL as ""; lent */
    enum style style;
    const void *data;           /* the screen's own; lent */
    bool heading;               /* cells[0] over the whole width, never under the cursor */
};

enum list_from {
    LIST_FIRST,                 /* the first rows; anchor is NULL */
    LIST_LAST,                  /* the last rows, the very last one first; anchor is NULL */
    LIST_FROM,                  /* rows from the anchor on, itself included if it still exists */
    LIST_AFTER,                 /* rows after the anchor */
    LIST_BEFORE,                /* rows before the anchor, the nearest first */
};

struct list;

struct list_ops {
    /* Add at most n rows with list_add (copying texts into list_arena), in the order that `from` says.
     * anchor is a row given earlier, whole; no headings. False: err says why, and what is shown stays. */
    bool (*fetch)(void *ctx, struct list *l, enum list_from from, const struct row *anchor, int n, struct err *err);
    /* How many there are in all, -1 if that is not known cheaply; shown in the heading row. May be NULL. */
    int64_t (*total)(void *ctx);
};

/* ops NULL: filled by list_add. columns are lent. */
struct list *list_new(const struct column *columns, const struct list_ops *ops, void *ctx);
void list_free(struct list **l);
/* What is shown where there are no rows: a translated sentence; lent. NULL: nothing. */
void list_empty_text(struct list *l, const char *text);
void list_show_headings(struct list *l, bool on);       /* default: on where a heading is not "" */

/* Start filling anew (in load): the cursor goes back to its row, or to the one that took its place. */
void list_clear(struct list *l);
/* A row at the end; set its cells[] and style. The pointer is good until the next list_add. */
struct row *list_add(struct list *l, int64_t id, const char *key);
/* A heading or an empty line between rows. */
void list_add_heading(struct list *l, const char *text);
struct arena *list_arena(struct list *l);               /* for texts that live as long as the rows */
/* Read the window again (a list with fetch; call it in load). */
bool list_load(struct list *l, struct err *err);

/* Arrows, PgUp, PgDn, Home, End. True: taken. */
bool list_key(struct list *l, const struct key *k);
/* active false: the cursor is shown weakly, keys go elsewhere. */
void list_draw(struct list *l, struct term *t, struct box b, bool active);
const struct row *list_row(struct list *l);             /* under the cursor, or NULL */
const void *list_data(struct list *l);                  /* its data, or NULL */
int64_t list_id(struct list *l);                        /* its id, or 0 */
bool list_go(struct list *l, int64_t id, const char *key);      /* put the cursor there; false: not in the window */
void list_go_first(struct list *l);                     /* to the top: the rows are others than before */
int list_count(const struct list *l);                   /* rows in the window, headings not counted */
/* A failed fetch while moving: translated, "" if none; for the message line. */
const char *list_problem(const struct list *l);

/* Show only rows one of whose cells contains the text or matches it by pinyin; "" shows all. A list with fetch is
 * read anew and its fetch asks list_filter itself. */
void list_set_filter(struct list *l, const char *text);
const char *list_filter(const struct list *l);          /* "" if none */

/* Columns of each of n columns of the table in width (one blank between them); 0: dropped. Pure. */
void list_fit(const struct column *columns, int n, int width, int *out);

#endif
