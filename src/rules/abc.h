/* ABC: what most of the matters are about (CMP-27). */
#ifndef QT_RULES_ABC_H
#define QT_RULES_ABC_H

#include <stddef.h>
#include <stdint.h>

struct abc {
    int64_t count;              /* given; in falling order */
    int64_t cumulated;          /* filled in: with all before it */
    char class;                 /* 'A', 'B', 'C' */
};

/* Cumulated share up to `a` percent is A, up to `b` B, the rest C; the largest is always A. */
void abc_of(struct abc *rows, size_t n, int64_t a, int64_t b);

#endif
