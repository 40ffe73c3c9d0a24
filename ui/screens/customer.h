/* F7: one customer's page, their form, merging two who are one. */
#ifndef QT_UI_SCREENS_CUSTOMER_H
#define QT_UI_SCREENS_CUSTOMER_H

#include "data/draft.h"
#include "ui/kit/app.h"

extern const struct screen_ops customer_screen;             /* the page; arg: int64_t *, an id */
extern const struct screen_ops customer_form_screen;        /* new or edit; arg: struct customer_wish * */
extern const struct screen_ops customer_merge_screen;       /* arg: struct customer_pair * */

struct customer_wish {
    int64_t id;                 /* 0: a new one */
    const char *typed;          /* a new one: name or phone typed already; NULL: nothing */
    struct draft *draft;        /* to go on with, owned by the screen from here on; NULL: none */
};

struct customer_pair { int64_t keep, gone; const char *why; };

void customer_open(struct app *app, int64_t id);
void customer_open_new(struct screen *sc, const char *typed);
/* For open.c. */
void customer_open_matter(struct screen *sc, const char *about, int64_t id);
void customer_open_draft(struct screen *sc, struct draft *d, int64_t matter);

#endif
