/* Where printed sheets go. */
#ifndef QT_UI_SCREENS_PRINT_OUT_H
#define QT_UI_SCREENS_PRINT_OUT_H

#include "base/mem.h"
#include "ui/kit/app.h"

/* To the printer beside the clerk, through the terminal: lines end as printers want them, the last page is ejected. */
void print_beside(struct term *t, const struct buf *bytes);
/* To the host's printing system, without a shell; queue "": its own choice. */
bool print_lp(const struct buf *bytes, const char *queue, const char *title, struct err *err);
/* Into a file, 0600, in place of what was there. */
bool print_file(const struct buf *bytes, const char *path, struct err *err);

#endif
