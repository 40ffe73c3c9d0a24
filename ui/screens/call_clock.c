#include "ui/screens/call_clock.h"

#include "base/lang.h"
#include "ui/screens/desk.h"

void
call_clock_draw(struct screen *sc, struct box b, int y, const struct reception *call)
{
    struct office *o = office_of(sc);
    enum deadline_colour colour = reception_colour(o, call);
    int64_t seconds = reception_seconds(o, call);
    struct reception_limits limits = reception_limits(o);
    const char *word = colour == COLOUR_RED ? _("red: over the limit, invite to the site")
                     : colour == COLOUR_YELLOW ? _("yellow: come to an end") : "";

    draw_printf(sc->term, b, y, 1, -1, colour == COLOUR_RED ? STYLE_BAD : colour == COLOUR_YELLOW ? STYLE_WARN : STYLE_STRONG,
                _("Talking %02d:%02d %s"), (int)(seconds / 60), (int)(seconds % 60), word);
    draw_bar(sc->term, b, y, b.cols - 21, 20, seconds, limits.call_limit_seconds);
}
