/* The one list of the screens and of the commands that work everywhere. A screen adds a line in each part that
 * concerns it: its ops here, its F-key or its menu group in menu.c, how it opens a matter in open.c. */
#ifndef QT_UI_SCREENS_SCREENS_H
#define QT_UI_SCREENS_SCREENS_H

#include "ui/kit/app.h"

/* The first screens of the F-keys. */
extern const struct screen_ops desk_home_screen;        /* F9 */

/* menu.c */
struct desk_fkey {
    int number;
    const char *label;          /* N_ on the last row */
    const struct screen_ops *screen;
    const char *right;          /* who may see it ("see screen.reception"); NULL: everybody */
};
extern const struct desk_fkey desk_fkeys[];             /* ends with number 0 */
extern const struct menu desk_menu[];
extern const struct screen_ops *const desk_find;        /* pushed by Ctrl-F; NULL: none yet */

#endif
