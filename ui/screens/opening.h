/* Opening of sales: what hangs, the risk check, what keeps it red (RCP-38, RCP-43). */
#ifndef QT_UI_SCREENS_OPENING_H
#define QT_UI_SCREENS_OPENING_H

#include "ui/kit/app.h"

extern const struct screen_ops opening_screen;      /* arg: id of the project, int64_t * */
extern const struct command opening_menu[];         /* from everywhere: that of the project worked in, else one chosen */

#endif
