/* What list.c (rows, cursor, keys), list_window.c (fetching) and list_draw.c share. */
#ifndef QT_UI_KIT_LIST_PRIVATE_H
#define QT_UI_KIT_LIST_PRIVATE_H

#include "ui/kit/list.h"

struct list {
    const struct column *columns;
    int ncols;
    const struct list_ops *ops;
    void *ctx;
    const char *empty;
    bool headings;

    struct arena arena;         /* keys, cells, and what fetch copies */
    struct row *rows;
    size_t count, room;
    size_t added;               /* since the arena was emptied */
    bool at_first, at_last;     /* the window reaches the list's ends (always so without fetch) */

    size_t *shown;              /* rows that pass the filter */
    size_t nshown;
    size_t at, top;             /* indices into shown */
    size_t page;                /* rows drawn last */
    bool settled;               /* shown, at and top fit the rows */
    int64_t want_id;            /* where the cursor wants to be when settled */
    char *want_key;
    bool wanted;

    struct buf filter, problem;
};

/* list.c */
void list_settle(struct list *l);           /* make shown, at and top fit the rows */
void list_follow(struct list *l);           /* make top such that the cursor is on the page */
void list_remember(struct list *l);         /* where the cursor is, before the rows change */

/* list_window.c: have rows down to this index of shown, or so many above the cursor, or the list's end. */
void list_grow_down(struct list *l, size_t index);
void list_grow_up(struct list *l, size_t wanted);
void list_jump(struct list *l, enum list_from from);

#endif
