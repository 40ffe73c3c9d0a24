/* The frame: title row, body, message line, key row, F-key row. The parts that need no terminal. */
#ifndef QT_UI_KIT_FRAME_H
#define QT_UI_KIT_FRAME_H

#include "ui/kit/app.h"

/* Rows of the frame on a terminal of so many rows: what does not fit goes, the body last. -1: not shown. */
struct frame_rows {
    int title, message, keys, fkeys;
    int body, body_rows;
};
struct frame_rows frame_rows(int rows);

/* Where the four parts of the title row begin, given their columns and the width; -1: no room. The clock is the last to
 * go, the left part is never left out. */
struct frame_title { int left, who, counts, clock; };
struct frame_title frame_title(int width, int left, int who, int counts, int clock);

/* "11-22 周日 09:40" */
char *frame_clock(struct arena *a, moment now, int zone);
/* " 1帮助 2接待 ... 0菜单   ^F查找" */
char *frame_fkeys(struct arena *a, const struct fkey *fkeys, bool find);

#endif
