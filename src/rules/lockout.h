/* How long a log-in must wait after wrong passwords: longer each time. */
#ifndef QT_RULES_LOCKOUT_H
#define QT_RULES_LOCKOUT_H

#include "base/date.h"

struct lockout_limits {
    int free_tries;             /* wrong passwords in a row that cost nothing */
    int64_t first_seconds;      /* the wait after the next one; doubled with each further */
    int64_t most_seconds;       /* never longer than this */
};

/* Seconds to wait after so many failures in a row, 0 where there is no wait. */
int64_t lockout_delay(int failures, const struct lockout_limits *limits);
/* The moment from which the next try is heard, the last failure having been at last; a success starts anew. */
moment lockout_until(int failures, moment last, const struct lockout_limits *limits);

#endif
