/* Matters that are one: the same one taken up twice, and many of one cause under a parent that carries their clocks. */
#include "data/complaint_private.h"

#include "base/lang.h"

#include <string.h>

#define CHILDREN_MOST 500

SQL(link_losses, "UPDATE complaint_loss SET complaint = ?, entry = ? WHERE complaint = ?");
SQL(link_earliest, "UPDATE complaint_turn SET at = ?, entry = ? WHERE id = (SELECT id FROM complaint_turn WHERE complaint = ? AND round = 0 ORDER BY at, id LIMIT 1)");
SQL(link_children, "SELECT id FROM complaint WHERE parent = ? AND state NOT IN ('closed', 'merged') ORDER BY id LIMIT 500");

/* Text in the action's arena, on one line. */
static bool
take_over(struct office *o, struct action *a, struct record *keep, int64_t other, const char *why, struct err *err)
{
    struct query q = query_begin(o->store, &link_losses);
    struct record *r;

    query_bind_int(&q, keep->id);
    query_bind_int(&q, a->entry);
    query_bind_int(&q, other);
    if (!query_run(&q, err) || !reg_read(o, &complaint_register, other, &a->arena, &r, err))
        return false;
    action_subject(a, "complaint", other);
    action_subject(a, "customer", record_num(r, "customer"));
    if (other == keep->id)
        return err_set(err, ERR_INPUT, _("%s cannot be merged into itself."), record_text(r, "number"));
    if (!complaint_advance(o, a, r, STAGE_MERGED, why, err) ||
        !complaint_tell(o, a, keep, PROGRESS_NOTE, arena_printf(&a->arena, _("%s merged into this: %s"), record_text(r, "number"), record_text(r, "words")), NULL, 0, err))
        return false;
    record_set_num(r, "same_as", keep->id);
    record_set_text(r, "result", "8");
    record_clear(r, "parent");
    if (record_num(r, "received_at") < record_num(keep, "received_at")) {
        record_set_num(keep, "received_at", record_num(r, "received_at"));
        q = query_begin(o->store, &link_earliest);
        query_bind_int(&q, record_num(r, "received_at"));
        query_bind_int(&q, a->entry);
        query_bind_int(&q, keep->id);
        if (!query_run(&q, err))
            return false;
    }
    return complaint_write(o, a, r, err) && complaint_sync(o, a, r, err) && event_end(o, a, "complaint.close", "complaint", other, _("Merged"), err);
}

bool
complaint_merge(struct office *o, int64_t keep, const int64_t *others, size_t count, const char *why, struct err *err)
{
    struct action a;
    struct record *r;

    if (count == 0)
        return err_set(err, ERR_INPUT, _("Which ones are the same? Mark them first."));
    if (!complaint_begin(o, &a, "complaint.merge", "complaint.file", keep, &r, err))
        return false;
    if (!complaint_is_open(r)) {
        err_set(err, ERR_REFUSED, _("%s is not open any more: merge into one that is."), record_text(r, "number"));
        return action_fail(&a);
    }
    for (size_t i = 0; i < count; i++)
        if (!take_over(o, &a, r, others[i], why, err))
            return action_fail(&a);
    a.summary = arena_printf(&a.arena, _("%d merged into %s"), (int)count, record_text(r, "number"));
    return complaint_end(o, &a, r, err);
}

/* ---- a parent and its children --------------------------------------------------------------------- */

static bool
join(struct office *o, struct action *a, const struct record *parent, struct record *child, struct err *err)
{
    if (!complaint_is_open(child) || record_num(child, "incident"))
        return err_set(err, ERR_REFUSED, record_num(child, "incident") ? _("%s stands for many itself.") : _("%s is not open any more."), record_text(child, "number"));
    if (record_num(child, "parent") && record_num(child, "parent") != parent->id)
        return err_set(err, ERR_REFUSED, _("%s belongs to another parent already: take it out there first."), record_text(child, "number"));
    action_subject(a, "complaint", child->id);
    action_subject(a, "customer", record_num(child, "customer"));
    record_set_num(child, "parent", parent->id);
    return complaint_tell(o, a, child, PROGRESS_NOTE, arena_printf(&a->arena, _("Part of %s from now on"), record_text(parent, "number")), NULL, 0, err) &&
           complaint_write(o, a, child, err) && complaint_sync(o, a, child, err);
}

/* What all of them say, from the first; received with the earliest. */
static void
describe(struct record *parent, struct record *const *children, size_t n, const char *words)
{
    static const char *const same[] = { "project", "class", "channel", "building", "category", "place", "severity", "severity_why", "urgency", "emergency", "urgent_at" };

    for (size_t i = 0; i < COUNT(same); i++)
        *record_value(parent, same[i]) = *record_value(children[0], same[i]);
    record_set_text(parent, "words", words);
    record_set_num(parent, "incident", 1);
    for (size_t i = 0; i < n; i++) {
        if (record_num(children[i], "received_at") < record_num(parent, "received_at"))
            record_set_num(parent, "received_at", record_num(children[i], "received_at"));
        if (record_num(children[i], "important"))
            record_set_num(parent, "important", 1);
    }
}

bool
complaint_incident(struct office *o, const int64_t *children, size_t count, const char *words, int64_t *parent, struct err *err)
{
    struct action a;
    struct record *p, *rows[CHILDREN_MOST];

    if (count < 2 || count > CHILDREN_MOST)
        return err_set(err, ERR_INPUT, _("A parent stands for two matters or more, %d at most."), CHILDREN_MOST);
    if (!words || !*words)
        return err_field(err, "words", _("What has happened? One sentence that holds for all."));
    if (!office_must(o, "complaint.file", "do", err) || !office_begin(o, &a, "complaint.incident", 0, err))
        return false;
    p = complaint_new(o, &a.arena);
    for (size_t i = 0; i < count; i++)
        if (!reg_read(o, &complaint_register, children[i], &a.arena, &rows[i], err))
            return action_fail(&a);
    describe(p, rows, count, words);
    if (!complaint_file_within(o, &a, p, err))
        return action_fail(&a);
    for (size_t i = 0; i < count; i++)
        if (!join(o, &a, p, rows[i], err))
            return action_fail(&a);
    a.summary = arena_printf(&a.arena, _("%s stands for %d matters: %s"), record_text(p, "number"), (int)count, words);
    *parent = p->id;
    return action_commit(&a, err);
}

bool
complaint_join(struct office *o, int64_t parent, int64_t child, struct err *err)
{
    struct action a;
    struct record *p, *c;

    if (!complaint_begin(o, &a, "complaint.join", "complaint.file", parent, &p, err))
        return false;
    if (!record_num(p, "incident") || !complaint_is_open(p)) {
        err_set(err, ERR_REFUSED, _("%s is no open parent of several matters."), record_text(p, "number"));
        return action_fail(&a);
    }
    if (!reg_read(o, &complaint_register, child, &a.arena, &c, err) || !join(o, &a, p, c, err))
        return action_fail(&a);
    a.summary = arena_printf(&a.arena, _("%s is part of %s"), record_text(c, "number"), record_text(p, "number"));
    return complaint_end(o, &a, p, err);
}

bool
complaint_leave(struct office *o, int64_t child, const char *why, struct err *err)
{
    struct action a;
    struct record *r;

    if (!why || !*why)
        return err_field(err, "why", _("Why does it not belong there?"));
    if (!complaint_begin(o, &a, "complaint.leave", "complaint.file", child, &r, err))
        return false;
    if (!record_num(r, "parent")) {
        err_set(err, ERR_REFUSED, _("It has no parent."));
        return action_fail(&a);
    }
    record_clear(r, "parent");
    a.summary = arena_printf(&a.arena, _("%s stands alone again: %s"), record_text(r, "number"), why);
    if (!complaint_tell(o, &a, r, PROGRESS_NOTE, a.summary, NULL, 0, err))
        return action_fail(&a);
    return complaint_end(o, &a, r, err);
}

/* ---- carrying ------------------------------------------------------------------------------------------ */

static bool
follow(struct office *o, struct action *a, const struct record *p, int64_t id, struct err *err)
{
    static const char *const facts[] = { "contacted_at", "contact_result", "responded_at", "response", "planned_at", "agreed_at", "arrived_at", "arrived_by",
                                         "progress_at", "done_at", "result", "result_words" };
    enum complaint_stage to = complaint_stage_now(p);
    struct record *c;
    bool done;

    if (!reg_read(o, &complaint_register, id, &a->arena, &c, err))
        return false;
    if (complaint_stage_now(c) >= to)
        return true;
    action_subject(a, "complaint", id);
    action_subject(a, "customer", record_num(c, "customer"));
    for (size_t i = 0; i < COUNT(facts); i++)
        if (record_value((struct record *)p, facts[i])->set && !record_value(c, facts[i])->set)
            *record_value(c, facts[i]) = *record_value((struct record *)p, facts[i]);
    done = to == STAGE_DONE;
    return complaint_note_step(o, a, c, to, arena_printf(&a->arena, _("With %s"), record_text(p, "number")), err) && complaint_write(o, a, c, err) &&
           complaint_sync(o, a, c, err) && (!done || complaint_owe_ending(o, a, c, err));
}

bool
complaint_carry(struct office *o, struct action *a, const struct record *parent, struct err *err)
{
    int64_t ids[CHILDREN_MOST];
    size_t n = 0;
    struct query q;

    if (complaint_stage_now(parent) > STAGE_DONE)
        return true;
    q = query_begin(o->store, &link_children);
    query_bind_int(&q, parent->id);
    while (n < COUNT(ids) && query_next(&q))
        ids[n++] = query_int(&q, "id");
    if (!query_end(&q, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!follow(o, a, parent, ids[i], err))
            return false;
    return true;
}
