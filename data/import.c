/* Imports: the way of a file through checking, comparing, writing and indexing. */
#include "data/import.h"

#include "base/lang.h"
#include "base/text.h"
#include "data/engine/bulk.h"
#include "data/engine/find.h"
#include "data/engine/words.h"
#include "data/import_private.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define SCRATCH_ROWS 20000      /* rows of the file between two commits of the scratch */
#define BULK_ROWS 50000         /* from so many new rows on the indexes are made anew */
#define ROWS_A_SECOND 25000     /* written, on a slow machine: for telling desks how long */
#define WAIT_SECONDS 5          /* longer than this needs --now or a quiet hour */
#define INDEX_ROWS 2000         /* customers whose find index is made in one go while desks want to write */
#define INDEX_ROWS_ALONE 25000  /* and while none does: fewer and longer pieces of index */
#define PROGRESS_ROWS 500

SQL(import_entry_head, "SELECT coalesce(max(id), 0) FROM journal_entry");
SQL(import_look_twins, "INSERT OR IGNORE INTO import_look(n, verdict) SELECT k.n, 0 FROM import_key k"
                       " WHERE EXISTS (SELECT 1 FROM import_key o WHERE o.owner = k.owner AND o.key = k.key AND o.n < k.n)");
SQL(import_look_all, "INSERT OR IGNORE INTO import_look(n, verdict) SELECT n, 0 FROM import_row");
SQL(import_look_count, "SELECT count(*) FROM import_look");
SQL(import_row_count, "SELECT count(*) FROM import_row");
SQL(import_open_count, "SELECT count(*) FROM import_look WHERE verdict = 0");
SQL(import_looked, "SELECT l.n AS n, r.line AS line, r.cells AS cells FROM import_look l JOIN import_row r ON r.n = l.n"
                   " WHERE l.verdict = 0 ORDER BY l.n");
SQL(import_unlooked, "SELECT r.n AS n, r.line AS line, r.cells AS cells FROM import_row r"
                     " WHERE NOT EXISTS (SELECT 1 FROM import_look l WHERE l.n = r.n) ORDER BY r.n");
SQL(import_look_done, "UPDATE import_look SET verdict = ? WHERE n = ?");
SQL(import_earlier, "SELECT r.n AS n, r.line AS line, r.cells AS cells FROM import_key k JOIN import_key o ON o.owner = k.owner"
                    " AND o.key = k.key AND o.n < k.n JOIN import_row r ON r.n = o.n WHERE k.n = ? ORDER BY o.n");
SQL(import_until_set, "INSERT INTO setting(name, value) VALUES ('import.until', ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value");
SQL(import_until_end, "DELETE FROM setting WHERE name = 'import.until'");

/* ---- small things -------------------------------------------------------------------------- */

static bool
go_on(struct import *im, enum import_phase phase, int64_t done, int64_t total, struct err *err)
{
    if (!im->wish->progress || im->wish->progress(im->wish->ctx, phase, done, total))
        return true;
    return err_set(err, ERR_REFUSED, _("The import was cancelled; nothing was written."));
}

static bool
run_one(struct import *im, const struct sql *sql, struct err *err)
{
    struct query q = query_begin(im->o->store, sql);

    return query_run(&q, err);
}

static int64_t
count_of(struct import *im, const struct sql *sql)
{
    struct query q = query_begin(im->o->store, sql);

    return query_number(&q, 0);
}

static void
next_row(struct query *q, struct import *im, struct import_row *row)
{
    size_t size;
    const void *cells = query_blob(q, "cells", &size);

    arena_reset(&im->row_arena);
    memset(row, 0, sizeof *row);
    row->n = query_int(q, "n");
    row->line = (long)query_int(q, "line");
    import_unpack(im, cells, size, row);
}

/* ---- checking: the file into the scratch ------------------------------------------------------- */

/* The row as it stands in the file, with what is wrong about it. */
static bool
reject(struct import *im, const struct csv_row *cells, const char *why, struct err *err)
{
    const char **out = arena_alloc(&im->row_arena, (cells->count + im->nhead + 2) * sizeof *out);
    size_t n = im->nhead > cells->count ? im->nhead : cells->count;

    for (size_t i = 0; i < n; i++)
        out[i] = i < cells->count ? cells->cells[i] : "";
    out[n] = why;
    return csv_write(im->rejects, n + 1, out, 0, err);
}

static bool
start_rejects(struct import *im, struct err *err)
{
    const char **head = arena_alloc(&im->row_arena, (im->nhead + 1) * sizeof *head);
    enum charset c = im->result->charset == CHARSET_GB18030 || im->result->charset == CHARSET_GBK ? CHARSET_GB18030 : CHARSET_UTF8_BOM;

    memcpy(head, im->head, im->nhead * sizeof *head);
    head[im->nhead] = _("Reason of refusal");
    return csv_create(&im->rejects, im->wish->rejects, c, err) && csv_write(im->rejects, im->nhead + 1, head, 0, err);
}

static bool
bad_row(struct import *im, const struct csv_row *cells, const struct err *why, struct err *err)
{
    char *line = import_complaint(im, cells, why);

    im->result->bad++;
    im->wish->say(im->wish->ctx, IMPORT_SAID_BAD, line);
    if (!im->wish->rejects)
        return true;
    return (im->rejects || start_rejects(im, err)) && reject(im, cells, line, err);
}

static bool
is_blank(const struct csv_row *cells)
{
    for (size_t i = 0; i < cells->count; i++)
        if (cells->cells[i][strspn(cells->cells[i], " \t\r\n")])
            return false;
    return true;
}

static bool
take_row(struct import *im, const struct csv_row *cells, struct err *err)
{
    struct import_row row = { .line = cells->line };
    struct err why = { 0 };

    arena_reset(&im->row_arena);
    if (is_blank(cells))
        return true;
    row.n = ++im->last;
    im->result->rows++;
    if (import_read_row(im, cells, &row, &why) && im->kind->check(im, &row, &why))
        return import_keep_row(im, &row, err);
    if (why.code == ERR_INPUT || why.code == ERR_MISSING)
        return bad_row(im, cells, &why, err);
    if (err)
        *err = why;
    return false;
}

static bool
take_rows(struct import *im, struct csv_reader *r, struct err *err)
{
    struct csv_row row;
    int got = 0;
    bool good = true;

    while (good && (got = csv_next(r, &row, err)) > 0) {
        long long done, all;

        good = take_row(im, &row, err);
        if (good && im->last % PROGRESS_ROWS == 0) {
            csv_progress(r, &done, &all);
            good = go_on(im, IMPORT_CHECKING, done, all, err);
        }
        if (good && im->last % SCRATCH_ROWS == 0)
            good = store_scratch_commit(im->o->store, err) && store_scratch_begin(im->o->store, err);
    }
    return good && got == 0;
}

static bool
read_file(struct import *im, struct err *err)
{
    struct csv_reader *r = NULL;
    struct csv_row row;
    int got;
    bool good = csv_open(&r, im->wish->path, im->wish->charset, err);

    if (!good)
        return false;
    im->result->charset = csv_charset(r);
    im->result->unsure = csv_unsure(r);
    got = csv_next(r, &row, err);
    if (got == 0)
        err_set(err, ERR_INPUT, _("%s is empty."), im->file);
    good = got > 0 && store_scratch_begin(im->o->store, err) && import_read_head(im, &row, err) &&
           (!im->kind->start || im->kind->start(im, err)) && take_rows(im, r, err) && store_scratch_commit(im->o->store, err);
    csv_close(&r);
    if (!good)
        store_rollback(im->o->store);
    return good;
}

/* ---- comparing, without a lock ---------------------------------------------------------------------- */

static bool
mark_suspects(struct import *im, struct err *err)
{
    if (!im->kind->suspects)
        return run_one(im, &import_look_all, err);
    return run_one(im, &import_look_twins, err) && run_one(im, im->kind->suspects, err);
}

static bool
done_looking(struct import *im, const struct import_row *row, enum import_verdict verdict, struct err *err)
{
    struct query q = query_begin(im->o->store, &import_look_done);

    query_bind_int(&q, verdict);
    query_bind_int(&q, row->n);
    return query_run(&q, err);
}

/* A dry run writes nothing that a later row of the file could be compared with. */
static enum import_verdict
compare_with_earlier(struct import *im, struct import_row *row)
{
    struct query q = query_begin(im->o->store, &import_earlier);
    enum import_verdict verdict = VERDICT_NEW;

    query_bind_int(&q, row->n);
    while (verdict == VERDICT_NEW && query_next(&q)) {
        struct import_row other = { .n = query_int(&q, "n") };
        size_t size;
        const void *cells = query_blob(&q, "cells", &size);
        bool same = true;

        import_unpack(im, cells, size, &other);
        if (im->kind->twins && !im->kind->twins(im, row, &other))
            continue;
        for (size_t i = 0; i < im->nfields && same; i++)
            same = !row->v[i].set || value_equal(&im->fields[i], &row->v[i], &other.v[i]);
        verdict = same ? VERDICT_SAME : VERDICT_DIFFERS;
    }
    query_end(&q, NULL);
    return verdict;
}

/* Count and list what is settled without writing. */
static bool
settle(struct import *im, struct import_row *row, enum import_verdict verdict, struct err *err)
{
    const char *words = row->words ? row->words : "";

    switch (verdict) {
    case VERDICT_SAME:
        im->result->same++;
        return true;
    case VERDICT_KEPT:
        im->result->kept++;
        return import_said(im, IMPORT_SAID_KEPT, row, words, err);
    case VERDICT_DIFFERS:
        if (im->wish->update)
            im->result->changed++;
        else
            im->result->differ++;
        return import_said(im, IMPORT_SAID_DIFFERS, row, words, err);
    case VERDICT_NEW:
        im->result->added++;
        im->result->family += row->relative != 0;
        return true;
    default:
        return false;
    }
}

static bool
compare_row(struct import *im, struct import_row *row, struct err *err)
{
    enum import_verdict verdict = im->kind->compare(im, row, err);
    bool open = verdict == VERDICT_NEW || (verdict == VERDICT_DIFFERS && im->wish->update);

    if (verdict == VERDICT_FAILED)
        return false;
    if (verdict == VERDICT_NEW && im->wish->dry_run && im->kind->suspects)
        verdict = compare_with_earlier(im, row);
    if (open && !im->wish->dry_run)
        return true;
    return settle(im, row, verdict, err) && done_looking(im, row, verdict, err);
}

static bool
compare_all(struct import *im, struct err *err)
{
    int64_t total, done = 0;
    struct query q;
    struct import_row row;
    bool good = store_scratch_begin(im->o->store, err) && store_scratch_index(im->o->store, err) && mark_suspects(im, err);

    total = count_of(im, &import_look_count);
    if (good && im->wish->dry_run)
        im->result->added += im->last - im->result->bad - total;
    q = query_begin(im->o->store, &import_looked);
    while (good && query_next(&q)) {
        next_row(&q, im, &row);
        good = compare_row(im, &row, err) && (done++ % PROGRESS_ROWS || go_on(im, IMPORT_COMPARING, done, total, err));
    }
    good = query_end(&q, good ? err : NULL) && good;
    if (good)
        return store_scratch_commit(im->o->store, err);
    store_rollback(im->o->store);
    return false;
}

/* ---- writing ------------------------------------------------------------------------------------------- */

static bool
write_new(struct import *im, struct import_row *row, struct err *err)
{
    if (!im->kind->write(im, row, err))
        return false;
    im->result->added++;
    if (row->relative)
        im->result->family++;
    return true;
}

/* Rows that nothing resembles, indexes made anew behind them where they are many. */
static bool
write_unlooked(struct import *im, int64_t count, int64_t total, struct err *err)
{
    bool bulk = count >= BULK_ROWS && im->kind->tables, good = true;
    struct query q;
    struct import_row row;
    int64_t done = 0;

    for (size_t i = 0; bulk && good && im->kind->tables[i]; i++)
        good = store_indexes_drop(im->o->store, im->kind->tables[i], err);
    q = query_begin(im->o->store, &import_unlooked);
    while (good && query_next(&q)) {
        next_row(&q, im, &row);
        good = write_new(im, &row, err) && (done++ % PROGRESS_ROWS || go_on(im, IMPORT_WRITING, done, total, err));
    }
    good = query_end(&q, good ? err : NULL) && good;
    return good && (!bulk || store_indexes_make(im->o->store, err));
}

static bool
write_looked_row(struct import *im, struct import_row *row, struct err *err)
{
    enum import_verdict verdict = im->kind->compare(im, row, err);

    if (verdict == VERDICT_NEW)
        return write_new(im, row, err);
    if (verdict == VERDICT_FAILED)
        return false;
    if (verdict == VERDICT_DIFFERS && im->wish->update)
        return action_remember(im->act, true, err) && im->kind->write(im, row, err) && action_remember(im->act, false, err) &&
               settle(im, row, verdict, err);
    return settle(im, row, verdict, err);
}

static bool
write_looked(struct import *im, int64_t done, int64_t total, struct err *err)
{
    struct query q = query_begin(im->o->store, &import_looked);
    struct import_row row;
    bool good = true;

    while (good && query_next(&q)) {
        next_row(&q, im, &row);
        good = write_looked_row(im, &row, err) && (done++ % PROGRESS_ROWS || go_on(im, IMPORT_WRITING, done, total, err));
    }
    return query_end(&q, good ? err : NULL) && good;
}

/* Did anybody write since the comparison? Then what the records know is asked again. */
static bool
look_again(struct import *im, int64_t head, struct err *err)
{
    if (count_of(im, &import_entry_head) == head)
        return true;
    return !im->kind->suspects || run_one(im, im->kind->suspects, err);
}

static bool
write_rows(struct import *im, int64_t head, struct err *err)
{
    int64_t unlooked, total;

    if (!look_again(im, head, err))
        return false;
    unlooked = count_of(im, &import_row_count) - count_of(im, &import_look_count);
    total = unlooked + count_of(im, &import_open_count);
    if (im->kind->ids)
        im->base = store_new_ids(im->o->store, (im->last + 1) * im->kind->ids);
    return (!im->kind->begin || im->kind->begin(im, err)) && write_unlooked(im, unlooked, total, err) && write_looked(im, unlooked, total, err) &&
           (!im->kind->finish || im->kind->finish(im, err));
}

static void
describe(struct import *im, const char *hash)
{
    struct import_result *r = im->result;

    action_arg(im->act, "kind", im->wish->kind);
    action_arg(im->act, "file", im->file);
    action_arg(im->act, "blake2b", *hash ? hash : NULL);
    action_arg_int(im->act, "rows", r->rows);
    action_arg_int(im->act, "added", r->added);
    action_arg_int(im->act, "changed", r->changed);
    action_arg_int(im->act, "rejected", r->bad);
    im->act->summary = arena_printf(&im->act->arena, _("Import of %s: %lld new, %lld changed"), im->file, (long long)r->added, (long long)r->changed);
}

/* Desks that wait for us read it: a note of its own transaction, gone with ours. */
static bool
announce(struct import *im, int64_t seconds, struct err *err)
{
    struct query q;
    char *until = arena_printf(&im->arena, "%lld", (long long)(time(NULL) + seconds));

    if (seconds < 1)
        return true;
    if (!store_begin(im->o->store, err))
        return false;
    q = query_begin(im->o->store, &import_until_set);
    query_bind_text(&q, until);
    if (query_run(&q, err))
        return store_commit(im->o->store, err);
    store_rollback(im->o->store);
    return false;
}

/* What was written came to nothing, and with it the note's end. */
static void
withdraw(struct import *im, int64_t seconds)
{
    if (seconds < 1 || !store_begin(im->o->store, NULL))
        return;
    if (run_one(im, &import_until_end, NULL))
        store_commit(im->o->store, NULL);
    else
        store_rollback(im->o->store);
}

static bool
write_all(struct import *im, int64_t head, const char *hash, struct err *err)
{
    struct action act;
    struct arena names = { 0 };
    bool good = office_begin(im->o, &act, arena_printf(&names, "import.%s", im->kind->name), ENTRY_BULK, err);

    if (good) {
        im->act = &act;
        good = run_one(im, &import_until_end, err) && write_rows(im, head, err);
        if (good) {
            describe(im, hash);
            good = action_commit(&act, err);
        } else {
            action_fail(&act);
        }
        im->act = NULL;
    }
    arena_free(&names);
    return good;
}

static bool
is_quiet_hour(struct office *o)
{
    return !calendar_is_open(&o->calendar, office_now(o));
}

static bool
may_wait(struct import *im, int64_t seconds, struct err *err)
{
    const struct import_wish *w = im->wish;

    if (w->alone || w->now || seconds <= WAIT_SECONDS || is_quiet_hour(im->o))
        return true;
    return err_set(err, ERR_REFUSED, _("Other desks are open and could not save for about %lld seconds. Import outside the "
                                       "business hours, or now with --now."), (long long)seconds);
}

static bool
write_if_any(struct import *im, int64_t head, const char *hash, struct err *err)
{
    int64_t todo = count_of(im, &import_row_count) - count_of(im, &import_look_count) + count_of(im, &import_open_count);
    int64_t seconds = todo / ROWS_A_SECOND;

    if (todo == 0)
        return true;
    if (!may_wait(im, seconds, err) || !announce(im, seconds, err))
        return false;
    if (write_all(im, head, hash, err))
        return true;
    withdraw(im, seconds);
    return false;
}

/* ---- the find index ---------------------------------------------------------------------------------------- */

/* People first, then what was said. Returns how many are still to come, -1 on failure. */
static int64_t
index_some(struct store *s, size_t rows, struct err *err)
{
    int64_t people = find_waiting(s) > 0 ? find_catch_up(s, rows, err) : 0, words;

    if (people != 0)
        return people < 0 ? -1 : people + words_waiting(s);
    words = words_catch_up(s, rows, err);
    return words;
}

/* The rows are in: cancelling leaves the rest of the index to the desks. */
static bool
catch_up(struct import *im, struct err *err)
{
    const struct timespec pause = { 0, im->wish->alone ? 0 : 3000000 };
    int64_t total = find_waiting(im->o->store) + words_waiting(im->o->store), left = total, more = total > 0;

    while (left > 0 || more > 0) {
        if (im->wish->progress && !im->wish->progress(im->wish->ctx, IMPORT_INDEXING, total - left, total))
            break;
        if (left > 0)
            left = index_some(im->o->store, im->wish->alone ? INDEX_ROWS_ALONE : INDEX_ROWS, err);
        else
            more = find_tidy(im->o->store, err);
        if (pause.tv_nsec)
            nanosleep(&pause, NULL);            /* let a desk in */
        if (left < 0 || more < 0)
            return false;
    }
    im->result->waiting = left;
    return true;
}

/* ---- all of it ------------------------------------------------------------------------------------------------ */

static bool
refuse_bad(struct import *im, struct err *err)
{
    const struct import_result *r = im->result;

    if (r->bad == 0 || im->wish->rejects)
        return true;
    return err_set(err, ERR_INPUT, _("%s: %lld of %lld rows are wrong, so nothing was imported. Correct them, or take the good rows with --rejects FILE."),
                   im->file, (long long)r->bad, (long long)r->rows);
}

static bool
finish_rejects(struct import *im, bool good, struct err *err)
{
    if (!im->rejects)
        return good;
    if (good)
        return csv_finish(&im->rejects, err);
    csv_abandon(&im->rejects);
    return false;
}

/* The rows that were refused must not take the place of the list itself. */
static bool
rejects_apart(const struct import_wish *w, struct err *err)
{
    struct stat list, rejects;

    if (!w->rejects || stat(w->path, &list) != 0 || stat(w->rejects, &rejects) != 0 || list.st_dev != rejects.st_dev ||
        list.st_ino != rejects.st_ino)
        return true;
    return err_set(err, ERR_INPUT, _("--rejects names the list itself: give another file."));
}

static bool
run(struct import *im, struct err *err)
{
    char hash[BULK_HASH_HEX] = "";
    int64_t head;
    bool good = rejects_apart(im->wish, err) && (strcmp(im->wish->path, "-") == 0 || bulk_file_hash(im->wish->path, hash, err)) &&
                store_scratch_open(im->o->store, err) && read_file(im, err) && refuse_bad(im, err);

    if (good) {
        head = count_of(im, &import_entry_head);
        good = compare_all(im, err) && (im->wish->dry_run || write_if_any(im, head, hash, err));
    }
    good = finish_rejects(im, good, err) && good;
    if (good)
        good = import_say_coded(im, err) && import_say_all(im, err);
    good = good && (im->wish->dry_run || catch_up(im, err));
    store_scratch_close(im->o->store);
    return good;
}

static const char *
file_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    if (strcmp(path, "-") == 0)
        return _("standard input");
    return slash ? slash + 1 : path;
}

static void
end(struct import *im)
{
    import_read_free(im);
    arena_free(&im->row_arena);
    arena_free(&im->arena);
}

bool
import_run(struct office *o, const struct import_wish *wish, struct import_result *result, struct err *err)
{
    struct import im = { .o = o, .wish = wish, .result = result, .file = file_name(wish->path) };
    bool good;

    memset(result, 0, sizeof *result);
    good = office_must(o, "import", "do", err) && import_choose_kind(&im, wish->kind, err) && run(&im, err);
    end(&im);
    office_reload(o, NULL);
    return good;
}

int64_t
import_seconds_left(struct office *o)
{
    struct arena a = { 0 };
    char *until = setting_get(o, "import.until", &a);
    int64_t left = until ? strtoll(until, NULL, 10) - (int64_t)time(NULL) : 0;

    arena_free(&a);
    return left > 0 ? left : 0;
}
