/* Appointments to view: booking one. The list is the register "viewing". */
#ifndef QT_UI_SCREENS_VIEWING_H
#define QT_UI_SCREENS_VIEWING_H

#include "data/draft.h"
#include "ui/kit/app.h"

extern const struct screen_ops viewing_form_screen;     /* arg: struct viewing_arg, or NULL for a new one */

struct viewing_arg {
    int64_t id, customer;       /* 0: new, nobody yet */
    struct draft *draft;        /* owned by the screen from here on; NULL: none */
};

void viewing_open_matter(struct screen *sc, const char *about, int64_t id);
void viewing_open_draft(struct screen *sc, struct draft *d, int64_t matter);

#endif
