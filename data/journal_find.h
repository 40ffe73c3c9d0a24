/* The journal of the whole house, newest first, in windows. */
#ifndef QT_DATA_JOURNAL_FIND_H
#define QT_DATA_JOURNAL_FIND_H

#include "data/engine/journal.h"
#include "data/office.h"

struct journal_filter {
    int64_t staff;              /* who; 0: all */
    const char *action;         /* begins so: "permit." is all about permits; NULL or "": all */
    const char *text;           /* within the summary, the desk's or the colleague's name; NULL or "": all */
    moment from, to;            /* within [from, to); 0: open on that side */
};

/* Entries older (backwards: newer) than the one given, NULL: from the newest (the oldest); at most max, in the order
 * in which they are met. Quiet ones are among them. */
bool journal_find(struct office *o, const struct journal_filter *f, const struct entry *from, bool backwards,
                  struct arena *a, struct entry *out, size_t max, size_t *count, struct err *err);

#endif
