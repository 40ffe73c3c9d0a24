/* The kit's demonstration program (frame_demo) on a terminal, with a file of rows of its own. */
#ifndef QT_TESTS_SCREEN_HARNESS_DEMO_H
#define QT_TESTS_SCREEN_HARNESS_DEMO_H

#include "tests/screen/harness.h"

/* as K_CTRL, but to be joined with other keys in one literal */
#define C_S "\023"
#define C_U "\025"

struct desk {
    struct arena arena;
    char *dir, *path;           /* its rows; who appends to them is another desk */
    struct screen *s;
};

extern const char desk_rows[];
struct screen *desk_open(struct desk *d, int rows, int cols, const char *charset);
void desk_close(struct desk *d);
void desk_append(struct desk *d, const char *line);

#endif
