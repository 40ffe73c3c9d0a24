/* All registers at a glance, and the commands that lead to the screens of the registers. */
#ifndef QT_UI_SCREENS_REGISTERS_H
#define QT_UI_SCREENS_REGISTERS_H

#include "ui/kit/app.h"

extern const struct screen_ops registers_screen;
extern const struct screen_ops approvals_screen;
extern const struct screen_ops policies_screen;
extern const struct screen_ops journal_screen;

extern const struct command registers_menu[];       /* for menu.c */

#endif
