/* What is told, shown and handed to a customer, from wherever they stand before us (RCP-30 to RCP-51). */
#ifndef QT_UI_SCREENS_TELL_H
#define QT_UI_SCREENS_TELL_H

#include "data/brief.h"
#include "ui/kit/app.h"

/* Asks which: the service card, papers looked at, a recommendation, a notice to sign, may they subscribe.
 * reception 0: outside one. */
void tell_ask(struct screen *sc, int64_t customer, int64_t reception);

/* Reads the seven topics out, each in the wording in force. told: codes joined by blanks; returns those told afterwards,
 * in the arena. */
const char *tell_topics(struct screen *sc, int64_t project, const char *told, struct arena *a);

/* Draws at the right end of the first row how many of them were told, where the form is that of a first visit. Returns the
 * columns taken. */
int tell_draw(struct screen *sc, struct box b, const struct field *fields, const struct value *v);

/* What everybody must be told of the project's permits now, for the side of a reception; at most max. */
size_t tell_brief(struct office *o, int64_t project, struct arena *a, struct brief_line *out, size_t max);

#endif
