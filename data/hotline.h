/* Test calls of the hotline (RCP-34): when the next is due, and the repair when nobody answers. */
#ifndef QT_DATA_HOTLINE_H
#define QT_DATA_HOTLINE_H

#include "data/office.h"

/* Inside an action: a project on sale whose hotline was never tested owes its first test. */
bool hotline_first(struct office *o, struct action *a, int64_t project, struct err *err);

#endif
