/* Actions: one function = one transaction = one journal entry, all or nothing.
 * What an action changed is recorded as a changeset: history, corrections and undo read it. */
#ifndef QT_DATA_ENGINE_ACTION_H
#define QT_DATA_ENGINE_ACTION_H

#include "base/date.h"
#include "data/engine/store.h"

struct actor {
    int64_t staff;              /* 0: the command line */
    const char *desk;           /* "前台2", "cli:anna" */
    moment now;
};

enum {
    ENTRY_QUIET = 1 << 0,       /* no line of its own in a timeline */
    ENTRY_LEFT = 1 << 1,        /* something left the house (export, print, message): cannot be undone */
    ENTRY_BULK = 1 << 2,        /* too many rows to remember each: no changeset, rows carry the entry's id */
    ENTRY_FIXED = 1 << 3,       /* by its nature not undone (reveal, log-in) */
};

struct subject {
    const char *kind;
    int64_t id;
};

struct action {
    struct store *store;
    const char *name;           /* "customer.edit": noun.verb */
    struct actor actor;
    unsigned flags;
    int64_t entry;              /* id of the journal entry to be; the rows written carry it */
    const char *summary;        /* one line for people, set before commit; in the arena or constant; may be NULL */
    struct arena arena;
    struct buf args;            /* JSON members */
    struct subject *subjects;
    size_t nsubjects;
    void *session;
    bool open;
};

/* Begin: waits its turn, allocates the entry. False: nothing is open. */
bool action_begin(struct action *a, struct store *s, const char *name, const struct actor *actor,
                  unsigned flags, struct err *err);
/* Who or what it is about: people ("customer"), homes ("home"), matters ("reception", "permit", ...).
 * Twice is once; id 0 is nobody. */
void action_subject(struct action *a, const char *kind, int64_t id);
void action_arg(struct action *a, const char *key, const char *text);
void action_arg_int(struct action *a, const char *key, int64_t number);
/* In a bulk action: from here on (or no longer) remember what every change replaces, as other actions do
 * throughout. For the corrections among many new rows. */
bool action_remember(struct action *a, bool on, struct err *err);
/* Write the journal entry and commit durably. On failure all is rolled back. */
bool action_commit(struct action *a, struct err *err);
/* Forget all of it; false, so that failing is one line: return action_fail(&a). */
bool action_fail(struct action *a);

#endif
