/* A small day of a sales office, 2026-11-22: seven calls and two from paper, four visits, four appointments, an opening
 * and seven promises. What its figures are is worked out in tests/store/figures.c. */
#ifndef QT_TESTS_SALES_H
#define QT_TESTS_SALES_H

#include "data/reception.h"
#include "tests/house.h"

/* A call or visit as it is played. */
struct played {
    const char *began, *ended;          /* ended NULL: still open */
    const char *name, *phone;           /* phone NULL: refused */
    int rings, wait;                    /* wait: seconds until it was answered; -1: nobody did */
    const char *invited, *next_step, *next_at;
    const char *told, *focus, *channel, *occupation, *lost;
    const char *question, *promised;    /* an open one; when it was promised */
    const char *original;               /* entered from paper: of this day */
    bool forwarded, again;
    int64_t id, customer, asked;        /* filled in */
};

enum { SALES_PLAYED = 13, SALES_FIRST_VISIT = 9 };        /* calls before, visits from there */

struct scene { struct house *h; struct played day[SALES_PLAYED]; int64_t viewings[4]; };

/* Set up and tear down: it is 18:00 that day, the command line sits there. */
int sales_open(void **state);
int sales_close(void **state);

moment sales_at(const char *when);                  /* 2026-11-22T09:00 in China */
void sales_turn(struct house *h, const char *when); /* the clock */
void sales_fill(struct reception *r, const struct played *p, bool call);
void sales_play(struct scene *s, struct played *p, bool call);      /* opened and closed; ids are filled in */

#endif
