/* F2: who is here and who rang today; opening, going on with and closing a call or a walk-in. */
#ifndef QT_UI_SCREENS_RECEPTION_H
#define QT_UI_SCREENS_RECEPTION_H

#include "data/draft.h"
#include "ui/kit/app.h"

extern const struct screen_ops reception_screen;            /* the day's list */
extern const struct screen_ops reception_form_screen;       /* one of them; arg is a struct reception_arg */

extern const struct command reception_menu[];               /* opening one from anywhere */

struct reception_arg {
    const char *kind;           /* "call" or "walk_in", for a new one */
    int64_t id;                 /* an existing one; 0: new */
    int64_t customer;           /* a new one with this customer; 0: not known yet */
    struct draft *draft;        /* to go on with; owned by the screen from here on; NULL: none */
};

void reception_open_matter(struct screen *sc, const char *about, int64_t id);
void reception_open_call_draft(struct screen *sc, struct draft *d, int64_t matter);
void reception_open_walk_in_draft(struct screen *sc, struct draft *d, int64_t matter);

#endif
