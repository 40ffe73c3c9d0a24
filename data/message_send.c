/* Handing over: claimed in one action before anything leaves, handed over outside of it, the result noted after. */
#include "base/csv.h"
#include "base/lang.h"
#include "base/process.h"
#include "data/message_private.h"
#include "data/policy.h"
#include "data/task.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define COMMAND_SETTING "message.command"

SQL(message_due,
    "SELECT id, customer, phone, text, mass, due_at, task FROM message WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, id LIMIT ?");
SQL(message_claim,
    "UPDATE message SET state = 'sending', phone = ?, sent_at = ?, tries = tries + 1, error = NULL, entry = ? WHERE id = ?");
SQL(message_hold, "UPDATE message SET state = 'held', gate = ?, why = ?, entry = ? WHERE id = ?");
SQL(message_move, "UPDATE message SET due_at = ?, entry = ? WHERE id = ?");
/* The claim's entry stands in the row until somebody touches it: then the result comes too late to count. */
SQL(message_result,
    "UPDATE message SET state = ?, error = ?, tries = tries - ?, entry = ? WHERE id = ? AND state = 'sending' AND entry = ?");
SQL(message_due_count, "SELECT count(*) FROM message WHERE state = 'waiting' AND due_at <= ?");
SQL(message_due_task, "SELECT about, matter FROM task WHERE id = ? AND done IS NULL");

struct parcel {                 /* one message on its way */
    int64_t id, customer, task;
    const char *phone, *text;
    bool mass;
    moment due;
    const char *state, *error;  /* what became of it */
};

struct batch {
    struct arena arena;
    struct parcel *parcels;
    size_t count;
    int64_t entry;              /* of the claim */
};

/* ---- claiming ---------------------------------------------------------------------------- */

static bool
read_due(struct office *o, struct batch *b, moment now, size_t max, struct err *err)
{
    struct query q = query_begin(o->store, &message_due);

    b->parcels = arena_alloc(&b->arena, (max + 1) * sizeof *b->parcels);
    b->count = 0;
    query_bind_int(&q, now);
    query_bind_int(&q, (int64_t)max);
    while (b->count < max && query_next(&q)) {
        struct parcel *p = &b->parcels[b->count++];

        p->id = query_int(&q, "id");
        p->customer = query_int(&q, "customer");
        p->task = query_int(&q, "task");
        p->phone = query_text(&q, "phone", &b->arena);
        p->text = query_text(&q, "text", &b->arena);
        p->mass = query_int(&q, "mass") != 0;
        p->due = query_int(&q, "due_at");
    }
    return query_end(&q, err);
}

/* What stood in the way after it was written does now: asked again. True in *goes: it is claimed. */
static bool
claim_one(struct office *o, struct action *a, struct parcel *p, bool *goes, struct message_report *r, struct err *err)
{
    struct message_gate g;
    struct query q;

    if (!message_gate(o, p->customer, p->phone, p->mass, a->actor.now, &a->arena, &g, err))
        return false;
    *goes = !g.code && g.due <= a->actor.now;
    if (*goes) {
        q = query_begin(o->store, &message_claim);
        query_bind_text(&q, g.phone);
        query_bind_int(&q, a->actor.now);
        p->phone = g.phone;
    } else if (g.code) {
        q = query_begin(o->store, &message_hold);
        query_bind_text(&q, g.code);
        query_bind_text(&q, g.why);
        r->held++;
    } else {
        q = query_begin(o->store, &message_move);
        query_bind_int(&q, g.due);
        r->moved++;
    }
    query_bind_int(&q, a->entry);
    query_bind_int(&q, p->id);
    action_subject(a, "message", p->id);
    return query_run(&q, err);
}

/* One action: those due become "sending"; what may not go is held or moved. b->count: those claimed. */
static bool
claim(struct office *o, const char *to, size_t max, struct batch *b, struct message_report *r, struct err *err)
{
    struct action a;
    size_t n = 0;

    if (!office_begin(o, &a, "message.hand_over", ENTRY_LEFT, err))
        return false;
    if (!read_due(o, b, a.actor.now, max, err))
        return action_fail(&a);
    if (b->count == 0) {            /* another desk was quicker */
        action_fail(&a);
        return true;
    }
    for (size_t i = 0; i < b->count; i++) {
        bool goes;

        if (!claim_one(o, &a, &b->parcels[i], &goes, r, err))
            return action_fail(&a);
        if (goes) {
            b->parcels[n] = b->parcels[i];
            b->parcels[n].phone = arena_strdup(&b->arena, b->parcels[i].phone);
            n++;
        }
    }
    action_arg(&a, "to", to);
    action_arg_int(&a, "due", (int64_t)b->count);
    action_arg_int(&a, "handed_over", (int64_t)n);
    a.summary = arena_printf(&a.arena, _("%zu text messages handed over to %s, %zu not"), n, to, b->count - n);
    b->count = n;
    b->entry = a.entry;
    return action_commit(&a, err);
}

/* ---- results ------------------------------------------------------------------------------- */

/* The task that this message was owed for is done. */
static bool
end_task(struct office *o, struct action *a, const struct parcel *p, struct err *err)
{
    struct query q = query_begin(o->store, &message_due_task);
    char *about = NULL;
    int64_t matter = 0;

    query_bind_int(&q, p->task);
    if (query_next(&q)) {
        about = query_text(&q, "about", &a->arena);
        matter = query_int(&q, "matter");
    }
    if (!query_end(&q, err))
        return false;
    return !about || event_end(o, a, "message.sent", about, matter, _("Sent"), err);
}

static bool
note_one(struct office *o, struct action *a, const struct batch *b, const struct parcel *p, struct err *err)
{
    struct query q = query_begin(o->store, &message_result);

    query_bind_text(&q, p->state);
    query_bind_text(&q, p->error);
    query_bind_int(&q, strcmp(p->state, "waiting") == 0);
    query_bind_int(&q, strcmp(p->state, "sending") == 0 ? b->entry : a->entry);
    query_bind_int(&q, p->id);
    query_bind_int(&q, b->entry);
    action_subject(a, "message", p->id);
    return query_run(&q, err) && (p->task == 0 || strcmp(p->state, "sent") != 0 || end_task(o, a, p, err));
}

/* Note what became of the parcels from..to, as one entry. */
static bool
note(struct office *o, const struct batch *b, size_t from, size_t to, struct err *err)
{
    struct action a;

    if (from == to)
        return true;
    if (!office_begin(o, &a, "message.result", ENTRY_QUIET | ENTRY_FIXED, err))
        return false;
    for (size_t i = from; i < to; i++)
        if (!note_one(o, &a, b, &b->parcels[i], err))
            return action_fail(&a);
    return action_commit(&a, err);
}

/* Nothing of these left the house: they wait again. */
static void
give_back(struct office *o, struct batch *b, size_t from)
{
    for (size_t i = from; i < b->count; i++) {
        b->parcels[i].state = "waiting";
        b->parcels[i].error = NULL;
    }
    note(o, b, from, b->count, NULL);       /* where that fails too they are listed as uncertain */
}

/* ---- to a command ------------------------------------------------------------------------------ */

char *
message_command(struct office *o, struct arena *a)
{
    char *line = setting_get(o, COMMAND_SETTING, a);

    return line && *line ? line : NULL;
}

bool
message_set_command(struct office *o, const char *line, struct err *err)
{
    struct action a;
    struct arena words = { 0 };
    bool good = !*line || process_words(line, &words, NULL);

    arena_free(&words);
    if (!good)
        return err_set(err, ERR_INPUT, _("The command's quotes do not pair up."));
    if (!office_must(o, "policy.edit", "do", err) || !office_begin(o, &a, "message.set_command", 0, err))
        return false;
    a.summary = arena_printf(&a.arena, _("Text messages are handed over to: %s"), *line ? line : "-");
    return setting_put(&a, COMMAND_SETTING, line, err) ? action_commit(&a, err) : action_fail(&a);
}

/* The command's words with the number in its place. */
static char **
arguments(char *const *words, size_t count, const char *phone, struct arena *a)
{
    char **argv = arena_alloc(a, (count + 2) * sizeof *argv);
    bool placed = false;

    for (size_t i = 0; i < count; i++) {
        bool here = strcmp(words[i], "{number}") == 0;

        argv[i] = here ? arena_strdup(a, phone) : words[i];
        placed |= here;
    }
    if (!placed)
        argv[count] = arena_strdup(a, phone);
    return argv;
}

/* False: the command cannot be started at all. */
static bool
run_one(struct office *o, char *const *words, size_t count, struct batch *b, struct parcel *p,
        struct message_report *r, struct err *err)
{
    struct err why = { 0 };
    int limit = (int)policy_number(o, "message.command_seconds");

    switch (process_run(arguments(words, count, p->phone, &b->arena), p->text, strlen(p->text), limit, &b->arena, NULL, &why)) {
    case PROCESS_NEVER_RAN:
        return err_set(err, ERR_IO, "%s", why.text);
    case PROCESS_DONE:
        p->state = "sent";
        r->sent++;
        break;
    case PROCESS_FAILED:
        p->state = "failed";
        p->error = arena_strdup(&b->arena, why.text);
        r->failed++;
        break;
    case PROCESS_TOO_LONG:
        p->state = "sending";       /* it may have sent it before it hung */
        p->error = arena_strdup(&b->arena, why.text);
        r->uncertain++;
        break;
    }
    return true;
}

struct told {
    bool (*progress)(void *ctx, int64_t done, int64_t all);
    void *ctx;
    int64_t done, all;
};

static bool
send_batch(struct office *o, char *const *words, size_t count, struct batch *b, struct told *m,
           struct message_report *r, struct err *err)
{
    for (size_t i = 0; i < b->count; i++) {
        if (m->progress && !m->progress(m->ctx, m->done++, m->all)) {
            give_back(o, b, i);
            return err_set(err, ERR_REFUSED, _("Stopped. What was not handed over waits."));
        }
        if (!run_one(o, words, count, b, &b->parcels[i], r, err)) {
            give_back(o, b, i);
            return false;
        }
        if (!note(o, b, i, i + 1, err))
            return false;
    }
    return true;
}

static int64_t
due_count(struct office *o)
{
    struct query q = query_begin(o->store, &message_due_count);

    query_bind_int(&q, office_now(o));
    return query_number(&q, 0);
}

bool
message_send(struct office *o, const char *line, bool (*progress)(void *ctx, int64_t done, int64_t all), void *ctx,
             struct message_report *out, struct err *err)
{
    struct arena a = { 0 };
    struct told m = { progress, ctx, 0, due_count(o) };
    size_t count = 0;
    char **words;
    bool good;

    memset(out, 0, sizeof *out);
    out->left = message_counts(o).uncertain;
    if (!line)
        line = message_command(o, &a);
    words = line ? process_words(line, &a, &count) : NULL;
    good = office_must(o, "message.send", "do", err) &&
           (words || err_set(err, ERR_MISSING, _("No command for text messages is set: write them to a file, or set one.")));
    while (good && due_count(o) > 0) {
        struct batch b = { .count = 0 };

        good = claim(o, words[0], (size_t)policy_number(o, "message.batch"), &b, out, err) &&
               send_batch(o, words, count, &b, &m, out, err);
        arena_free(&b.arena);
    }
    arena_free(&a);
    return good;
}

/* ---- to a file --------------------------------------------------------------------------------------- */

static bool
write_file(const struct batch *b, const char *path, enum charset charset, struct err *err)
{
    struct csv_writer *w;
    const char *head[] = { _("Phone"), _("Text"), _("Number") };
    struct arena a = { 0 };
    bool good;

    if (!csv_create(&w, path, charset, err))
        return false;
    good = csv_write(w, COUNT(head), head, 0, err);
    for (size_t i = 0; good && i < b->count; i++) {
        const struct parcel *p = &b->parcels[i];
        const char *cells[] = { p->phone, p->text, arena_printf(&a, "%lld", (long long)p->id) };

        good = csv_write(w, COUNT(cells), cells, 1 << 0 | 1 << 2, err);
    }
    arena_free(&a);
    if (good)
        return csv_finish(&w, err);
    csv_abandon(&w);
    return false;
}

bool
message_send_file(struct office *o, const char *path, enum charset charset, struct message_report *out, struct err *err)
{
    struct batch b = { .count = 0 };
    bool good;

    memset(out, 0, sizeof *out);
    out->left = message_counts(o).uncertain;
    if (!office_must(o, "message.send", "do", err))
        return false;
    if (access(path, F_OK) == 0 || errno != ENOENT)
        return err_set(err, ERR_REFUSED, _("%s is there already: it may hold messages handed over before."), path);
    good = claim(o, path, (size_t)due_count(o) + 1, &b, out, err);
    if (good && b.count > 0) {
        good = write_file(&b, path, charset, err);
        if (!good)
            give_back(o, &b, 0);
        for (size_t i = 0; good && i < b.count; i++)
            b.parcels[i].state = "sent";
        out->sent = good ? (int64_t)b.count : 0;
        good = good && note(o, &b, 0, b.count, err);
    }
    arena_free(&b.arena);
    return good;
}
