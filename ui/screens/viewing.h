/* Appointments to view: the days' list, booking one, the checklist before it. */
#ifndef QT_UI_SCREENS_VIEWING_H
#define QT_UI_SCREENS_VIEWING_H

#include "data/draft.h"
#include "ui/kit/app.h"

extern const struct screen_ops viewing_form_screen;     /* arg: struct viewing_arg, or NULL for a new one */
extern const struct screen_ops viewings_screen;         /* the days to come; arg: struct viewings_arg, or NULL for the week */
extern const struct screen_ops viewing_prep_screen;     /* arg: int64_t *, an appointment */

struct viewing_arg {
    int64_t id, customer;       /* 0: new, nobody yet */
    struct draft *draft;        /* owned by the screen from here on; NULL: none */
    bool urgent;                /* a new one: they stand here without an appointment (RCP-56) */
};

struct viewings_arg { bool today; };    /* only today */

void viewing_open_matter(struct screen *sc, const char *about, int64_t id);
void viewing_open_draft(struct screen *sc, struct draft *d, int64_t matter);
void viewing_open_urgent_draft(struct screen *sc, struct draft *d, int64_t matter);

#endif
