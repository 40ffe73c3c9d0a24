/* The one list of the screens and of the commands that work everywhere. A screen adds a line in each part that
 * concerns it: its ops here, its F-key or its menu group in menu.c, how it opens a matter in open.c. */
#ifndef QT_UI_SCREENS_SCREENS_H
#define QT_UI_SCREENS_SCREENS_H

#include "ui/kit/app.h"

/* The first screens of the F-keys. */
extern const struct screen_ops desk_home_screen;        /* F9 */

/* menu.c */
extern const struct fkey desk_fkeys[];
extern const struct menu desk_menu[];

#endif
