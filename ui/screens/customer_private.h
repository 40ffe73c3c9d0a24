/* What the files of the customer's page share: customer.c (the page), customer_lines.c (identity), customer_panes.c
 * (what stands in the two lists), customer_do.c (what one does from it). */
#ifndef QT_UI_SCREENS_CUSTOMER_PRIVATE_H
#define QT_UI_SCREENS_CUSTOMER_PRIVATE_H

#include "data/customer.h"
#include "data/timeline.h"
#include "ui/kit/list.h"
#include "ui/screens/customer.h"
#include "ui/screens/desk.h"

#define STORY_LACKING STORY_COUNT       /* behind the groups: what lacks one of the four elements */

/* "label text", drawn one behind the other. */
struct pair {
    const char *label, *text;           /* label "": none */
    enum style style;                   /* of the text */
};

#define PAIRS_MOST 40

struct page {
    struct screen *sc;
    int64_t id;
    struct arena kept;                  /* what was revealed: until the screen is left */
    char *plain_phones, *plain_idcard;
    struct record *record;              /* in sc->arena, like the rest; NULL: could not be read */
    struct pair pairs[PAIRS_MOST];
    size_t npairs;
    struct list *left, *right;          /* homes, household, vehicles, tasks; what happened */
    bool on_right;                      /* which of the two has the keys */
    enum story_group group;
    int windows;                        /* of the timeline, loaded */
    const void *last;                   /* the last row's data */
    bool more, further;                 /* there are further rows; load them only */
};

/* customer_lines.c */
void page_pairs(struct page *s, const struct customer_phone *phones, size_t nphones, enum life_stage life);
/* Draw them into so many rows at most; returns the rows used. *all false: some did not fit. */
int pairs_draw(struct term *t, struct box b, const struct pair *pairs, size_t count, int rows, bool *all);
char *pairs_text(const struct pair *pairs, size_t count, struct arena *a);      /* one line each */

/* customer_panes.c */
bool page_load_left(struct page *s, enum life_stage *oldest, struct err *err);
bool page_load_right(struct page *s, struct err *err);

/* customer_do.c */
extern const struct command customer_commands[];
void page_show_entry(struct page *s);

#endif
