/* The list of tasks: overdue, today, seven days, all; mine, my role's. And what the desk counts beside them. */
#ifndef QT_UI_SCREENS_TASKS_H
#define QT_UI_SCREENS_TASKS_H

#include "data/board.h"
#include "data/task.h"
#include "ui/kit/app.h"

enum tasks_span { TASKS_OVERDUE, TASKS_TODAY, TASKS_WEEK, TASKS_ANY, TASKS_SOON /* within seven days, overdue too */ };

struct tasks_arg {
    enum tasks_span span;
    enum task_who who;
    const char *kind;           /* as task_filter.kind; NULL: all. Constant text */
};

extern const struct screen_ops tasks_screen;            /* arg: struct tasks_arg, or NULL for all of mine and my role's */
extern const struct screen_ops board_screen;            /* arg: enum board_part */

#endif
