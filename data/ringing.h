/* Screen pop: the telephone exchange writes the number that rings to a FIFO or a file, a line a call; the desk reads it. */
#ifndef QT_DATA_RINGING_H
#define QT_DATA_RINGING_H

#include "data/office.h"

/* Where the numbers come in: the setting of this database with {desk} filled in; NULL: none is set. In the arena. */
char *ringing_path(struct office *o, struct arena *a);
/* The setting as it stands, or NULL. */
char *ringing_setting(struct office *o, struct arena *a);
/* Set it ("" takes it away): an absolute path; an action. */
bool ringing_set(struct office *o, const char *path, struct err *err);
/* Write a number as the exchange would. ERR_INPUT: it is no number; ERR_MISSING: nothing is set; ERR_IO: nobody listens. */
bool ringing_write(struct office *o, const char *number, struct err *err);

/* One desk's ear. */
struct ringing;
struct ringing *ringing_new(void);
void ringing_free(struct ringing **r);
/* The newest number that came in since the last call, canonical; NULL: none. Whatever is no number is passed over, however long.
 * Never waits. In the arena. */
char *ringing_poll(struct ringing *r, const char *path, struct arena *a);

#endif
