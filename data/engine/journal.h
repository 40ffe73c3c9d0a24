/* The journal: append-only, one hash chain per site. Reading it, undoing, erasing, verifying. */
#ifndef QT_DATA_ENGINE_JOURNAL_H
#define QT_DATA_ENGINE_JOURNAL_H

#include "data/engine/action.h"

struct entry {
    int64_t id;
    moment at;
    int64_t staff;
    char *staff_name;           /* "" for the command line */
    char *desk, *action, *summary;
    unsigned flags;
};

/* Entries about a subject, newest first, older than entry `before` (0: from the newest), at most max. */
bool journal_about(struct store *s, const char *kind, int64_t id, int64_t before, bool with_quiet,
                   struct arena *arena, struct entry *out, size_t max, size_t *count, struct err *err);
bool journal_get(struct store *s, int64_t entry, struct arena *arena, struct entry *out, struct err *err);

/* One changed field of an entry. old/now are NULL for a row that was new or deleted, or a NULL value. */
struct change {
    const char *table, *column;
    int64_t row;
    const char *old, *now;
};
/* What an entry changed, field by field; none where it was bulk or erased. */
bool journal_changes(struct store *s, int64_t entry, struct arena *arena, struct change **out, size_t *count, struct err *err);

/* The last entry of this colleague at this desk that could be undone (ERR_MISSING: none). */
bool journal_last(struct store *s, const struct actor *actor, struct arena *arena, struct entry *out, struct err *err);
/* Take an entry back, as an entry of its own ("undo"). ERR_REFUSED, with the reason, when a later entry
 * touched the same fields or something left the house. */
bool journal_undo(struct store *s, const struct actor *actor, int64_t entry, struct err *err);

/* Retention: blot out the payload of an entry; its digest stays, the chain holds. Inside an action. */
bool journal_erase(struct action *a, int64_t entry, struct err *err);
/* Walk all chains; findings to say: altered, missing; erased payloads are told by erased (may be NULL).
 * Returns the number of findings, -1 on failure. */
long journal_verify(struct store *s, void (*say)(void *ctx, const char *line), void *ctx, long *erased, struct err *err);

#endif
