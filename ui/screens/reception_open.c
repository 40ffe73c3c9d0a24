/* Ways into one call or walk-in. */
#include "ui/screens/reception.h"

void
reception_open_matter(struct screen *sc, const char *about, int64_t id)
{
    struct reception_arg arg = { .id = id };

    (void)about;
    screen_push(sc->app, &reception_form_screen, &arg);
}

void
reception_open_call_draft(struct screen *sc, struct draft *d, int64_t matter)
{
    struct reception_arg arg = { .id = matter, .draft = d, .kind = "call" };

    screen_push(sc->app, &reception_form_screen, &arg);
}

void
reception_open_walk_in_draft(struct screen *sc, struct draft *d, int64_t matter)
{
    struct reception_arg arg = { .id = matter, .draft = d, .kind = "walk_in" };

    screen_push(sc->app, &reception_form_screen, &arg);
}
