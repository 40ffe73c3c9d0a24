#include "data/engine/journal.h"

#include "base/lang.h"
#include "data/engine/chain.h"
#include "data/engine/private.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading ------------------------------------------------------------------------ */

#define ENTRY_COLUMNS "e.id AS id, e.at AS at, e.staff AS staff, coalesce(s.name, '') AS staff_name, e.desk AS desk," \
                      " e.action AS action, e.flags AS flags, coalesce(p.summary, '') AS summary"
#define ENTRY_TABLES " FROM journal_entry e LEFT JOIN staff s ON s.id = e.staff LEFT JOIN journal_payload p ON p.entry = e.id"

SQL(entries_about, "SELECT " ENTRY_COLUMNS " FROM journal_subject js JOIN journal_entry e ON e.id = js.entry"
                   " LEFT JOIN staff s ON s.id = e.staff LEFT JOIN journal_payload p ON p.entry = e.id"
                   " WHERE js.kind = ? AND js.subject = ? AND js.entry < ? AND (e.flags & 1) <= ?"
                   " ORDER BY js.entry DESC LIMIT ?");
SQL(entry_get, "SELECT " ENTRY_COLUMNS ENTRY_TABLES " WHERE e.id = ?");
SQL(entry_last, "SELECT " ENTRY_COLUMNS ENTRY_TABLES
                " WHERE e.staff = ? AND e.desk = ? AND (e.flags & 8) = 0 AND e.action <> 'undo'"
                " AND NOT EXISTS (SELECT 1 FROM journal_subject u WHERE u.kind = 'entry' AND u.subject = e.id)"
                " ORDER BY e.id DESC LIMIT 1");
SQL(payload_changes, "SELECT changes FROM journal_payload WHERE entry = ? AND erased = 0");
SQL(entry_subject_text, "SELECT subjects FROM journal_entry WHERE id = ?");
SQL(entry_undone, "SELECT count(*) FROM journal_subject WHERE kind = 'entry' AND subject = ?");
SQL(entry_after, "SELECT " ENTRY_COLUMNS " FROM journal_subject js JOIN journal_entry e ON e.id = js.entry"
                 " LEFT JOIN staff s ON s.id = e.staff LEFT JOIN journal_payload p ON p.entry = e.id"
                 " WHERE js.kind = ? AND js.subject = ? AND js.entry > ? AND (e.flags & 1) = 0 ORDER BY js.entry LIMIT 1");
SQL(payload_erase, "UPDATE journal_payload SET summary = NULL, args = NULL, changes = NULL, erased = 1 WHERE entry = ?");
SQL(chain_walk, "SELECT e.id AS id, e.site AS site, e.seq AS seq, e.at AS at, e.staff AS staff, e.desk AS desk,"
                " e.action AS action, e.flags AS flags, e.subjects AS subjects, e.digest AS digest, e.hash AS hash,"
                " p.entry AS payload, p.erased AS erased, p.summary AS summary, p.args AS args, p.changes AS changes"
                " FROM journal_entry e LEFT JOIN journal_payload p ON p.entry = e.id ORDER BY e.site, e.seq");

static void
read_entry(struct query *q, struct arena *arena, struct entry *out)
{
    out->id = query_int(q, "id");
    out->at = query_int(q, "at");
    out->staff = query_int(q, "staff");
    out->flags = (unsigned)query_int(q, "flags");
    out->staff_name = query_text(q, "staff_name", arena);
    out->desk = query_text(q, "desk", arena);
    out->action = query_text(q, "action", arena);
    out->summary = query_text(q, "summary", arena);
}

bool
journal_about(struct store *s, const char *kind, int64_t id, int64_t before, bool with_quiet,
              struct arena *arena, struct entry *out, size_t max, size_t *count, struct err *err)
{
    struct query q = query_begin(s, &entries_about);

    query_bind_text(&q, kind);
    query_bind_int(&q, id);
    query_bind_int(&q, before ? before : INT64_MAX);
    query_bind_int(&q, with_quiet);
    query_bind_int(&q, (int64_t)max);
    for (*count = 0; *count < max && query_next(&q); ++*count)
        read_entry(&q, arena, &out[*count]);
    return query_end(&q, err);
}

static bool
read_one(struct query *q, struct arena *arena, struct entry *out, const char *none, struct err *err)
{
    bool found = query_next(q);

    if (found)
        read_entry(q, arena, out);
    if (!query_end(q, err))
        return false;
    return found || err_set(err, ERR_MISSING, "%s", none);
}

bool
journal_get(struct store *s, int64_t entry, struct arena *arena, struct entry *out, struct err *err)
{
    struct query q = query_begin(s, &entry_get);

    query_bind_int(&q, entry);
    return read_one(&q, arena, out, _("There is no such entry."), err);
}

bool
journal_last(struct store *s, const struct actor *actor, struct arena *arena, struct entry *out, struct err *err)
{
    struct query q = query_begin(s, &entry_last);

    query_bind_int(&q, actor->staff);
    query_bind_text(&q, actor->desk);
    return read_one(&q, arena, out, _("You have done nothing at this desk that could be taken back."), err);
}

/* ---- changes -------------------------------------------------------------------------- */

static void *
payload(struct store *s, int64_t entry, int *size)
{
    struct query q = query_begin(s, &payload_changes);
    void *copy = NULL;

    *size = 0;
    query_bind_int(&q, entry);
    if (query_next(&q)) {
        size_t n;
        const void *bytes = query_blob(&q, "changes", &n);

        if (n) {
            copy = mem_alloc(n);
            memcpy(copy, bytes, n);
            *size = (int)n;
        }
    }
    query_end(&q, NULL);
    return copy;
}

static const char *
value_text(sqlite3_value *v, struct arena *arena)
{
    if (!v || sqlite3_value_type(v) == SQLITE_NULL)
        return NULL;
    return arena_strdup(arena, (const char *)sqlite3_value_text(v));
}

struct column_names {
    const char *table;
    char *names[64];
    int count, key;
};

static void
table_columns(struct store *s, const char *table, struct arena *arena, struct column_names *out)
{
    char *text = arena_printf(arena, "SELECT name, pk FROM pragma_table_info('%s') ORDER BY cid", table);
    struct query q = query_compose(s, text);

    out->table = arena_strdup(arena, table);
    out->count = 0;
    out->key = 0;
    while (out->count < (int)COUNT(out->names) && query_next(&q)) {
        if (query_int(&q, "pk") == 1)
            out->key = out->count;
        out->names[out->count++] = query_text(&q, "name", arena);
    }
    query_end(&q, NULL);
}

struct change_list {
    struct change *rows;
    size_t count, room;
};

static struct change *
add_change(struct change_list *l)
{
    if (l->count == l->room) {
        l->room = l->room ? l->room * 2 : 16;
        l->rows = mem_realloc(l->rows, l->room * sizeof *l->rows);
    }
    return &l->rows[l->count++];
}

static void
row_changes(sqlite3_changeset_iter *it, const struct column_names *names, struct arena *arena, struct change_list *l)
{
    const char *table;
    int columns, op, indirect;
    sqlite3_value *key = NULL;

    sqlite3changeset_op(it, &table, &columns, &op, &indirect);
    if (op == SQLITE_INSERT)
        sqlite3changeset_new(it, names->key, &key);
    else
        sqlite3changeset_old(it, names->key, &key);
    for (int i = 0; i < columns && i < names->count; i++) {
        sqlite3_value *before = NULL, *after = NULL;
        struct change *c;

        if (op != SQLITE_INSERT)
            sqlite3changeset_old(it, i, &before);
        if (op != SQLITE_DELETE)
            sqlite3changeset_new(it, i, &after);
        if (i == names->key || (!before && !after) || strcmp(names->names[i], "entry") == 0)
            continue;
        if (op == SQLITE_UPDATE && !after)
            continue;
        c = add_change(l);
        c->table = names->table;
        c->column = names->names[i];
        c->row = key ? sqlite3_value_int64(key) : 0;
        c->old = value_text(before, arena);
        c->now = value_text(after, arena);
        if (!c->old && !c->now)
            l->count--;
    }
}

bool
journal_changes(struct store *s, int64_t entry, struct arena *arena, struct change **out, size_t *count, struct err *err)
{
    struct change_list l = { 0 };
    struct column_names names = { 0 };
    sqlite3_changeset_iter *it = NULL;
    int size, rc;
    void *bytes = payload(s, entry, &size);

    (void)err;
    *out = NULL;
    *count = 0;
    if (!bytes)
        return true;
    rc = sqlite3changeset_start(&it, size, bytes);
    while (rc == SQLITE_OK && sqlite3changeset_next(it) == SQLITE_ROW) {
        const char *table;
        int columns, op, indirect;

        sqlite3changeset_op(it, &table, &columns, &op, &indirect);
        if (!names.table || strcmp(names.table, table) != 0)
            table_columns(s, table, arena, &names);
        row_changes(it, &names, arena, &l);
    }
    sqlite3changeset_finalize(it);
    free(bytes);
    *out = arena_alloc(arena, (l.count + 1) * sizeof **out);
    if (l.count)
        memcpy(*out, l.rows, l.count * sizeof **out);
    *count = l.count;
    free(l.rows);
    return true;
}

/* ---- undo --------------------------------------------------------------------------------- */

static int
on_conflict(void *ctx, int why, sqlite3_changeset_iter *it)
{
    int *conflict = ctx;

    (void)it;
    *conflict = why;
    return SQLITE_CHANGESET_ABORT;
}

/* The subjects of an entry, as they were hashed: "customer:5 home:7". */
static void
copy_subjects(struct action *a, int64_t entry)
{
    struct query q = query_begin(a->store, &entry_subject_text);
    char *text = NULL, *save = NULL;

    query_bind_int(&q, entry);
    if (query_next(&q))
        text = query_text(&q, "subjects", &a->arena);
    query_end(&q, NULL);
    for (char *word = text ? strtok_r(text, " ", &save) : NULL; word; word = strtok_r(NULL, " ", &save)) {
        char *colon = strchr(word, ':');

        if (!colon)
            continue;
        *colon = '\0';
        action_subject(a, word, strtoll(colon + 1, NULL, 10));
    }
}

static bool
refuse_later(struct action *a, int64_t entry, struct err *err)
{
    struct entry later;

    for (size_t i = 0; i < a->nsubjects; i++) {
        struct query q = query_begin(a->store, &entry_after);

        query_bind_text(&q, a->subjects[i].kind);
        query_bind_int(&q, a->subjects[i].id);
        query_bind_int(&q, entry);
        if (read_one(&q, &a->arena, &later, "", NULL))
            return err_set(err, ERR_REFUSED, _("It cannot be taken back: %s has since done \"%s\" on the same record. Correct it by hand."),
                           later.staff_name[0] ? later.staff_name : later.desk,
                           later.summary[0] ? later.summary : later.action);
    }
    return err_set(err, ERR_REFUSED, _("It cannot be taken back: the record has changed since. Correct it by hand."));
}

static bool
may_undo(struct store *s, const struct entry *e, struct err *err)
{
    struct query q = query_begin(s, &entry_undone);

    query_bind_int(&q, e->id);
    if (query_number(&q, 0))
        return err_set(err, ERR_REFUSED, _("It has been taken back already."));
    if (e->flags & ENTRY_LEFT)
        return err_set(err, ERR_REFUSED, _("It cannot be taken back: something has left the house (sent, printed or exported)."));
    if (e->flags & ENTRY_BULK)
        return err_set(err, ERR_REFUSED, _("An import is not taken back as a whole. Import the corrected file with --update."));
    if (e->flags & ENTRY_FIXED)
        return err_set(err, ERR_REFUSED, _("This kind of entry stays."));
    return true;
}

static bool
apply_inverse(struct action *a, int64_t entry, struct err *err)
{
    int size, back_size = 0, conflict = 0, rc;
    void *bytes = payload(a->store, entry, &size), *back = NULL;

    if (!bytes)
        return err_set(err, ERR_REFUSED, _("This entry changed nothing that could be taken back."));
    rc = sqlite3changeset_invert(size, bytes, &back_size, &back);
    if (rc == SQLITE_OK)
        rc = sqlite3changeset_apply(a->store->db, back_size, back, NULL, on_conflict, &conflict);
    sqlite3_free(back);
    free(bytes);
    if (rc == SQLITE_OK)
        return true;
    return conflict ? refuse_later(a, entry, err) : store_fail(a->store, rc, "undo", err);
}

bool
journal_undo(struct store *s, const struct actor *actor, int64_t entry, struct err *err)
{
    struct action a;
    struct entry e;

    if (!action_begin(&a, s, "undo", actor, ENTRY_FIXED, err))
        return false;
    if (!journal_get(s, entry, &a.arena, &e, err) || !may_undo(s, &e, err))
        return action_fail(&a);
    copy_subjects(&a, entry);
    if (!apply_inverse(&a, entry, err))
        return action_fail(&a);
    action_subject(&a, "entry", entry);
    action_arg(&a, "action", e.action);
    a.summary = arena_printf(&a.arena, _("Taken back: %s"), e.summary[0] ? e.summary : e.action);
    return action_commit(&a, err);
}

/* ---- erasing and verifying ------------------------------------------------------------------- */

bool
journal_erase(struct action *a, int64_t entry, struct err *err)
{
    struct query q = query_begin(a->store, &payload_erase);

    query_bind_int(&q, entry);
    return query_run(&q, err);
}

struct walk {
    int64_t site, seq;
    unsigned char before[CHAIN_HASH];
    long findings, erased;
    struct arena arena;
};

static const unsigned char *
hash_blob(struct query *q, const char *column, unsigned char out[CHAIN_HASH])
{
    size_t size;
    const void *bytes = query_blob(q, column, &size);

    memset(out, 0, CHAIN_HASH);
    if (size == CHAIN_HASH)
        memcpy(out, bytes, CHAIN_HASH);
    return out;
}

static const char *
payload_fault(struct query *q, struct walk *w, const unsigned char *digest)
{
    unsigned char now[CHAIN_HASH];
    size_t size;
    const void *changes = query_blob(q, "changes", &size);

    if (query_null(q, "payload"))
        return _("its payload is missing");
    if (query_int(q, "erased")) {
        w->erased++;
        return NULL;
    }
    chain_digest(query_text_or_null(q, "summary", &w->arena), query_text_or_null(q, "args", &w->arena), changes, size, now);
    return memcmp(now, digest, CHAIN_HASH) ? _("its payload was altered") : NULL;
}

static const char *
entry_fault(struct query *q, struct walk *w)
{
    unsigned char digest[CHAIN_HASH], stored[CHAIN_HASH], now[CHAIN_HASH];
    const char *fault = NULL;

    if (query_int(q, "site") != w->site) {
        w->site = query_int(q, "site");
        w->seq = 0;
        memset(w->before, 0, CHAIN_HASH);
    }
    if (query_int(q, "seq") != w->seq + 1)
        fault = _("an entry before it is missing");
    w->seq = query_int(q, "seq");
    hash_blob(q, "digest", digest);
    chain_hash(w->before, query_int(q, "id"), w->site, w->seq, query_int(q, "at"), query_int(q, "staff"),
               query_text(q, "desk", &w->arena), query_text(q, "action", &w->arena), (unsigned)query_int(q, "flags"),
               query_text(q, "subjects", &w->arena), digest, now);
    if (!fault && memcmp(now, hash_blob(q, "hash", stored), CHAIN_HASH) != 0)
        fault = _("it was altered");
    memcpy(w->before, hash_blob(q, "hash", stored), CHAIN_HASH);
    return fault ? fault : payload_fault(q, w, digest);
}

long
journal_verify(struct store *s, void (*say)(void *ctx, const char *line), void *ctx, long *erased, struct err *err)
{
    struct query q = query_begin(s, &chain_walk);
    struct walk w = { .site = -1 };

    while (query_next(&q)) {
        const char *fault = entry_fault(&q, &w);

        if (fault) {
            w.findings++;
            say(ctx, arena_printf(&w.arena, _("Journal of site %lld, entry %lld: %s."), (long long)w.site, (long long)w.seq, fault));
        }
        arena_reset(&w.arena);
    }
    arena_free(&w.arena);
    if (erased)
        *erased = w.erased;
    return query_end(&q, err) ? w.findings : -1;
}
