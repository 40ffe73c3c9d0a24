/* A growing list of sentences in an arena. */
#ifndef QT_DATA_LINES_H
#define QT_DATA_LINES_H

#include "base/mem.h"

struct said { char **text; size_t count, room; };      /* start with { 0 } */

void said_add(struct said *s, struct arena *a, char *line);     /* line lies in the arena */

#endif
