/* Between composing a paper and dividing it into pages. */
#ifndef QT_BASE_PAPER_PRIVATE_H
#define QT_BASE_PAPER_PRIVATE_H

#include "base/paper.h"

/* Lines that stay together. */
struct block {
    int group;                  /* blocks of one box or table; 0: stands alone */
    char **top;                 /* lines above it where the group begins on a page */
    size_t ntop;
    char *joined;               /* the line between it and the block before it; NULL: none */
    char **lines;
    size_t nlines;
    char *bottom;               /* closes the group, at its end and at a page's; NULL: none */
    bool with_next, gap, page;
};

struct paper {
    struct arena *a;
    struct paper_size size;
    char *left, *right, *foot;
    struct block *blocks;
    size_t nblocks, room;
    int groups;
};

/* A new block at the end; the pointer is good until the next. */
struct block *paper_block(struct paper *p);
/* Text to exactly width columns. */
char *paper_cell(struct arena *a, const char *text, int width, bool right);

#endif
