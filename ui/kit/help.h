/* The help of a screen, made from its key table. */
#ifndef QT_UI_KIT_HELP_H
#define QT_UI_KIT_HELP_H

#include "ui/kit/app.h"

/* Every key and command this colleague has on the screen, its tips, then what works everywhere. Translated, in lines. */
char *help_text(struct arena *a, const struct screen *sc);

#endif
