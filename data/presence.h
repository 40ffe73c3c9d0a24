/* Who has a record open for change at another desk. Small files in <database>.drafts/open, each held by its desk's lock:
 * what a dead desk left behind is noticed and removed. Advice only: that nobody's text is lost is the save's own work. */
#ifndef QT_DATA_PRESENCE_H
#define QT_DATA_PRESENCE_H

#include "data/office.h"

struct presence;

/* This desk changes the record from now on. NULL where it cannot be told to others (a database in memory, a full disk). */
struct presence *presence_enter(struct office *o, const char *about, int64_t id);
/* No longer. *p may be NULL. */
void presence_leave(struct presence **p);
/* Other desks that change this record, for a line on the screen: "何兰 前台2, 沈洁 前台1"; NULL: nobody. */
char *presence_others(struct office *o, const char *about, int64_t id, struct arena *a);
/* Another number whenever somebody came or left. */
int64_t presence_stamp(struct office *o);

#endif
