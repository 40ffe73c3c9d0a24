#include "data/engine/action.h"

#include "base/json.h"
#include "base/lang.h"
#include "data/engine/chain.h"
#include "data/engine/find.h"
#include "data/engine/private.h"
#include "data/engine/words.h"

#include <stdlib.h>
#include <string.h>

/* Bookkeeping that is not a fact of the trade: neither history nor undo speak of it. */
static int
is_record(void *ctx, const char *table)
{
    static const char *const not[] = { "find", "journal_", "counter", "login_state", "sqlite_", "import_", "site", "words_" };

    (void)ctx;
    for (size_t i = 0; i < COUNT(not); i++)
        if (strncmp(table, not[i], strlen(not[i])) == 0)
            return 0;
    return 1;
}

static bool
start_session(struct action *a, struct err *err)
{
    sqlite3_session *session = NULL;
    int rc = sqlite3session_create(a->store->db, "main", &session);

    if (rc == SQLITE_OK) {
        sqlite3session_table_filter(session, is_record, NULL);
        rc = sqlite3session_attach(session, NULL);
        a->session = session;
    }
    return rc == SQLITE_OK || store_fail(a->store, rc, "session", err);
}

bool
action_begin(struct action *a, struct store *s, const char *name, const struct actor *actor,
             unsigned flags, struct err *err)
{
    memset(a, 0, sizeof *a);
    a->store = s;
    a->name = name;
    a->actor = *actor;
    a->flags = flags;
    if (!store_begin(s, err))
        return false;
    a->open = true;
    a->entry = store_new_id(s);
    if (a->entry == 0) {
        store_fail(s, sqlite3_errcode(s->db), "entry", err);
        return action_fail(a);
    }
    if (!(flags & ENTRY_BULK) && !start_session(a, err))
        return action_fail(a);
    return true;
}

bool
action_remember(struct action *a, bool on, struct err *err)
{
    if (!(a->flags & ENTRY_BULK))
        return true;
    if (on && !a->session && !start_session(a, err))
        return false;
    if (a->session)
        sqlite3session_enable(a->session, on);
    return true;
}

void
action_subject(struct action *a, const char *kind, int64_t id)
{
    if (id == 0)
        return;
    for (size_t i = 0; i < a->nsubjects; i++)
        if (a->subjects[i].id == id && strcmp(a->subjects[i].kind, kind) == 0)
            return;
    if ((a->nsubjects & (a->nsubjects - 1)) == 0)       /* full at each power of two */
        a->subjects = mem_realloc(a->subjects, (a->nsubjects ? a->nsubjects * 2 : 1) * sizeof *a->subjects);
    a->subjects[a->nsubjects].kind = arena_strdup(&a->arena, kind);
    a->subjects[a->nsubjects].id = id;
    a->nsubjects++;
}

static void
member(struct action *a, const char *key)
{
    if (a->args.size)
        buf_putc(&a->args, ',');
    json_string(&a->args, key);
    buf_putc(&a->args, ':');
}

void
action_arg(struct action *a, const char *key, const char *text)
{
    if (!text)
        return;
    member(a, key);
    json_string(&a->args, text);
}

void
action_arg_int(struct action *a, const char *key, int64_t number)
{
    member(a, key);
    buf_printf(&a->args, "%lld", (long long)number);
}

static void
finish(struct action *a)
{
    if (a->session)
        sqlite3session_delete(a->session);
    a->session = NULL;
    a->open = false;
    buf_free(&a->args);
    free(a->subjects);
    a->subjects = NULL;
    a->nsubjects = 0;
    arena_free(&a->arena);
}

bool
action_fail(struct action *a)
{
    if (!a->open)
        return false;
    if (a->session)
        sqlite3session_delete(a->session);
    a->session = NULL;
    store_rollback(a->store);
    finish(a);
    return false;
}

static size_t
subjects_of(const struct action *a, const char *kind, int64_t *ids)
{
    size_t n = 0;

    for (size_t i = 0; i < a->nsubjects; i++)
        if (strcmp(a->subjects[i].kind, kind) == 0)
            ids[n++] = a->subjects[i].id;
    return n;
}

/* Who and what is found by words follows within the same transaction. */
static bool
index_subjects(struct action *a, struct err *err)
{
    int64_t *ids = arena_alloc(&a->arena, (a->nsubjects + 1) * sizeof *ids);
    size_t n = subjects_of(a, "customer", ids);

    if (n && !find_refresh(a->store, ids, n, err))
        return false;
    n = subjects_of(a, "complaint", ids);
    return n == 0 || words_refresh(a->store, ids, n, err);
}

static bool
write_entry(struct action *a, struct err *err)
{
    struct chain_entry e = {
        .id = a->entry, .at = a->actor.now, .staff = a->actor.staff, .desk = a->actor.desk ? a->actor.desk : "",
        .action = a->name, .flags = a->flags, .subjects = a->subjects, .nsubjects = a->nsubjects,
        .summary = a->summary,
    };
    void *changes = NULL;
    int size = 0, rc;
    bool good;

    if (a->session) {
        rc = sqlite3session_changeset(a->session, &size, &changes);
        if (rc != SQLITE_OK)
            return store_fail(a->store, rc, "changeset", err);
    }
    e.changes = changes;
    e.changes_size = (size_t)size;
    e.args = a->args.size ? arena_printf(&a->arena, "{%s}", a->args.text) : "{}";
    good = chain_append(a->store, &e, err);
    sqlite3_free(changes);
    return good;
}

bool
action_commit(struct action *a, struct err *err)
{
    if (!a->open)
        return false;
    if (!index_subjects(a, err) || !write_entry(a, err))
        return action_fail(a);
    if (!store_commit(a->store, err)) {
        finish(a);
        return false;
    }
    finish(a);
    return true;
}
