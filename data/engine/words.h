/* Finding in what was said: matters by words of their texts, newest first. Pairs of Han characters and runs of letters and
 * digits are indexed, so that a word of two characters is answered out of the index alone. */
#ifndef QT_DATA_ENGINE_WORDS_H
#define QT_DATA_ENGINE_WORDS_H

#include "data/engine/store.h"

/* Inside a transaction: index these matters anew where their texts changed. action_commit calls it for every complaint that an
 * action is about. */
bool words_refresh(struct store *s, const int64_t *complaints, size_t count, struct err *err);
/* Note one whose index is to follow (imports). Inside a transaction. */
bool words_postpone(struct store *s, int64_t complaint, struct err *err);
/* Index at most max postponed ones in a transaction of its own; returns how many are still to come, -1 on failure. */
int64_t words_catch_up(struct store *s, size_t max, struct err *err);
int64_t words_waiting(struct store *s);

/* Matters whose texts contain every word typed (blanks part them), newest first, behind the rank `before` (0: from the newest), at
 * most max; ranks beside the ids. Every one was looked at: nothing is given that does not contain the words. */
bool words_find(struct store *s, const char *typed, int64_t before, int64_t *ids, int64_t *ranks, size_t max, size_t *count, struct err *err);

/* As texts are compared: full-width letters and digits narrow, small letters, no zero-width blanks; every other blank is one. In the
 * arena. */
char *words_fold(struct arena *a, const char *text);
/* The tokens of a folded text, parted by blanks; of what was typed, as a query. In the arena; "" nothing that could be looked for. */
char *words_tokens(struct arena *a, const char *folded);
char *words_query(struct arena *a, const char *folded);

#endif
