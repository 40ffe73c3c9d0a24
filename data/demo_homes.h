/* How the demonstration is built. */
#ifndef QT_DATA_DEMO_HOMES_H
#define QT_DATA_DEMO_HOMES_H

#include "base/mem.h"

/* A unit of a building; days from today. */
struct demo_block { const char *building; int unit, floors, rooms, completed, handover; };
extern const struct demo_block demo_blocks[];
extern const size_t demo_blocks_count;

char *demo_code(const struct demo_block *b, int floor, int room, struct arena *a);

#endif
