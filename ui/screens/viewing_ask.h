/* Questions about one appointment, asked wherever it is shown: each ends in one action and says what came of it. */
#ifndef QT_UI_SCREENS_VIEWING_ASK_H
#define QT_UI_SCREENS_VIEWING_ASK_H

#include "data/viewing.h"
#include "ui/kit/app.h"

/* Who is free now, whose turn it is first: a digit gives it to them (RCP-56). */
void viewing_ask_assign(struct screen *sc, int64_t viewing);
void viewing_ask_move(struct screen *sc, int64_t viewing);
void viewing_ask_cancel(struct screen *sc, int64_t viewing);
void viewing_ask_result(struct screen *sc, int64_t viewing);
/* A free slot from the day on, for what is entered; false: none was taken. */
bool viewing_ask_slot(struct screen *sc, const struct record *viewing, day from, struct viewing_slot *out);
/* Why it is moved; in the arena, NULL: not said. */
char *viewing_ask_why(struct screen *sc, const char *title, struct arena *a);

#endif
