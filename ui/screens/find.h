/* Find anything while typing (Ctrl-F), the same as the customers' first screen (F7), and choosing somebody. */
#ifndef QT_UI_SCREENS_FIND_H
#define QT_UI_SCREENS_FIND_H

#include "ui/kit/app.h"

extern const struct screen_ops find_screen;         /* Ctrl-F: Enter opens what was found */
extern const struct screen_ops customers_screen;    /* F7: the same, kept as it was left */

/* Choose a customer by finding them; 0: none was chosen. title is translated. */
int64_t find_choose_customer(struct app *app, const char *title);

#endif
