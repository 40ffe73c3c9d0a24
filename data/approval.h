/* The approvals (F-807): what waits for a yes or no across all registers, and saying it with a comment. */
#ifndef QT_DATA_APPROVAL_H
#define QT_DATA_APPROVAL_H

#include "data/engine/journal.h"
#include "data/register.h"
#include "data/task.h"

#define APPROVAL_MOVES 4

struct approval {
    struct task task;                           /* kind "approve. ...", its lines and whose it is */
    struct record *record;                      /* what waits, as it is stored now */
    const struct move *may[APPROVAL_MOVES];     /* approving moves that the person who sits there may make now */
    size_t nmay;                                /* 0: it waits for somebody else */
};

/* What waits, the most urgent first, at most max. mine: only what this person may decide. */
bool approval_list(struct office *o, bool mine, struct arena *a, struct approval *out, size_t max, size_t *count, struct err *err);

/* Say yes or no. The comment is kept in the journal and shown in the history; a no needs one. ERR_REFUSED: not yours to decide. */
bool approval_decide(struct office *o, struct approval *ap, bool yes, const char *comment, struct err *err);
/* The move that a yes or a no makes, NULL where it is not this person's. */
const struct move *approval_move(const struct approval *ap, bool yes);

/* What was decided about a record so far, newest first: who, when, and the comment in the summary. */
bool approval_history(struct office *o, const struct record *r, struct arena *a, struct entry *out, size_t max, size_t *count,
                      struct err *err);

#endif
