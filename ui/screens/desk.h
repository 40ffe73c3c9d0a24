/* What every screen reaches through its app: the office, the drafts, the terminal. */
#ifndef QT_UI_SCREENS_DESK_H
#define QT_UI_SCREENS_DESK_H

#include "data/draft.h"
#include "data/office.h"
#include "ui/kit/app.h"

struct desk {
    struct office *office;
    struct drafts *drafts;
    struct term term;
    struct app *app;
    char ringing[24];           /* number of a caller who rang while something was being typed; "" none */
    moment rang;                /* when */
    struct desk_private *p;     /* the desk's own (desk_main.c) */
};

static inline struct desk *
desk_of(const struct screen *sc)
{
    return sc->app->ctx;
}

static inline struct office *
office_of(const struct screen *sc)
{
    return desk_of(sc)->office;
}

/* env of the office with now as it is: for form_new, dialogs, field_show. Lent from the office. */
const struct field_env *desk_env(struct desk *d);

/* The rights of commands (struct command.right, app_can): "see screen.customer", "do customer.edit",
 * "approve register.document" (permissions.csv: what, right). One word alone is "do" of it. */
bool desk_can(void *desk, const char *right);

/* Lock it now: the screens stay, who takes over starts anew. Returns when somebody is in again. */
void desk_lock(struct app *app);

#endif
