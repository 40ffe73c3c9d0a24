/* How long a call has lasted, against its limit (RCP-13). */
#ifndef QT_UI_SCREENS_CALL_CLOCK_H
#define QT_UI_SCREENS_CALL_CLOCK_H

#include "data/reception.h"
#include "ui/kit/app.h"

void call_clock_draw(struct screen *sc, struct box b, int y, const struct reception *call);

#endif
