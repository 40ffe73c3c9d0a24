/* Progress of long work, on stderr and only where that is a terminal: how much, how fast, how long yet.
 * Ctrl-C asks the work to stop; the work decides where it can stop cleanly. */
#ifndef QT_COMMAND_METER_H
#define QT_COMMAND_METER_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

struct meter {
    const char *what;           /* translated, "Importing"; lent */
    bool shown;                 /* stderr is a terminal */
    int64_t started_ms, drawn_ms;
    struct sigaction before;    /* what Ctrl-C did before */
};

void meter_start(struct meter *p, const char *what);
/* done of total units are through (total 0: unknown). Cheap enough for every row. False: Ctrl-C was
 * pressed since the start; the caller stops and takes back what is half done. */
bool meter_step(struct meter *p, int64_t done, int64_t total);
/* Clear the line; Ctrl-C does again what it did before. */
void meter_end(struct meter *p);

#endif
