/* All registers at a glance, and the commands that lead to the screens of the registers. */
#ifndef QT_UI_SCREENS_REGISTERS_H
#define QT_UI_SCREENS_REGISTERS_H

#include "ui/kit/app.h"

extern const struct screen_ops registers_screen;
extern const struct screen_ops approvals_screen;
extern const struct screen_ops policies_screen;
extern const struct screen_ops journal_screen;

/* for menu.c: the screens above; each register by its name (a new register adds its row) */
extern const struct command registers_menu[];
extern const struct command registers_go[];

#endif
