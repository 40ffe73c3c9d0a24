/* The outbox of text messages: what waits, what left, what a person has to see to. */
#ifndef QT_UI_SCREENS_MESSAGES_H
#define QT_UI_SCREENS_MESSAGES_H

#include "ui/kit/screen.h"

extern const struct screen_ops messages_screen;

#endif
