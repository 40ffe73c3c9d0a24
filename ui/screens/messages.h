/* The outbox of text messages: what waits, what left, what a person has to see to. */
#ifndef QT_UI_SCREENS_MESSAGES_H
#define QT_UI_SCREENS_MESSAGES_H

#include "ui/kit/screen.h"

extern const struct screen_ops messages_screen;
extern const struct command messages_menu[];

/* From elsewhere to the message, in the list of its state. */
void messages_open_matter(struct screen *sc, const char *about, int64_t id);

#endif
