/* The find index: everybody by name, letters, phone, room, plate; newest first (craft: FTS5 over our own tokens). */
#ifndef QT_DATA_ENGINE_FIND_H
#define QT_DATA_ENGINE_FIND_H

#include "data/engine/store.h"

/* Inside a transaction: index these customers anew and make them the most recent.
 * action_commit calls it for every customer an action is about. */
bool find_refresh(struct store *s, const int64_t *customers, size_t count, struct err *err);
/* Note a customer whose index is to follow (imports). Inside a transaction. */
bool find_postpone(struct store *s, int64_t customer, struct err *err);
/* Index at most max postponed customers in a transaction of its own; returns how many are still to come, -1 on failure. */
int64_t find_catch_up(struct store *s, size_t max, struct err *err);
int64_t find_waiting(struct store *s);
/* One short step of putting in order what large batches left in pieces, in a transaction of its own: searches get two to
 * three times as quick. 1: there is more to do, 0: done, at once; -1 on failure. */
int find_tidy(struct store *s, struct err *err);

/* Customers that fit all of the words typed (name, pinyin, initials, phone or a tail of it, room code, plate),
 * most recent first, at most max. `before` is the rank of the last one got (0: from the newest); ranks are
 * written beside the ids. A word of no meaning for the index finds nobody. */
bool find_customers(struct store *s, const char *typed, int64_t before, int64_t *ids, int64_t *ranks,
                    size_t max, size_t *count, struct err *err);
/* The most recent customers, the same way. */
bool find_recent(struct store *s, int64_t before, int64_t *ids, int64_t *ranks, size_t max, size_t *count, struct err *err);
/* Rebuild where the token rules have changed since the index was made. */
bool find_check_rules(struct store *s, struct err *err);

#endif
