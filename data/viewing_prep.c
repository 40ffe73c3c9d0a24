/* The checklist before a viewing: one row an appointment, items of content/prep.csv (RCP-57, RCP-22). */
#include "data/viewing_private.h"

#include "base/lang.h"
#include "data/content.h"
#include "data/lines.h"
#include "data/task.h"

#include <string.h>

#define PREP_NEEDS "a"          /* only where there are special needs */

SQL(prep_of, "SELECT coalesce(done, '') AS done FROM viewing_prep WHERE viewing = ?");
SQL(prep_put, "INSERT INTO viewing_prep(id, viewing, done, checker, state, entry) VALUES (?, ?, ?, nullif(?, 0), ?, ?)"
              " ON CONFLICT(viewing) DO UPDATE SET done = excluded.done, checker = excluded.checker, state = excluded.state, entry = excluded.entry");
SQL(prep_again, "UPDATE viewing_prep SET done = NULL, state = 'open', entry = ? WHERE viewing = ?");
SQL(prep_wanting, "SELECT v.at, v.name, coalesce(v.needs, '') AS needs, coalesce(v.customer, 0) AS customer, coalesce(p.done, '') AS done"
                  " FROM viewing v LEFT JOIN viewing_prep p ON p.viewing = v.id WHERE v.state = 'booked' AND coalesce(v.urgent, 0) = 0"
                  " AND v.at >= ?1 AND v.at < ?2 AND (?3 = 0 OR v.project IS NULL OR v.project = ?3) ORDER BY v.at, v.id");

static bool
holds(const char *codes, const char *code)
{
    size_t n = strlen(code);

    for (const char *c = codes; *c; c += strcspn(c, " "), c += *c == ' ')
        if (strncmp(c, code, n) == 0 && (c[n] == ' ' || c[n] == '\0'))
            return true;
    return false;
}

static bool
applies(const char *code, bool needs, bool customer)
{
    if (strcmp(code, PREP_NEEDS) == 0)
        return needs;
    return strcmp(code, VIEWING_PREP_BACKGROUND) != 0 || customer;
}

size_t
viewing_prep_count(const char *done, bool needs, bool customer, size_t *all, struct arena *a)
{
    struct content_table t = content_table("prep.csv", a);
    size_t ticked = 0;

    *all = 0;
    for (size_t i = 0; i < t.rows; i++) {
        const char *code = content_cell(&t, i, "code");

        if (!applies(code, needs, customer))
            continue;
        ++*all;
        ticked += holds(done, code);
    }
    return ticked;
}

static char *
done_of(struct office *o, int64_t viewing, struct arena *a)
{
    struct query q = query_begin(o->store, &prep_of);
    char *done = "";

    query_bind_int(&q, viewing);
    if (query_next(&q))
        done = query_text(&q, "done", a);
    query_end(&q, NULL);
    return done;
}

bool
viewing_prepared(struct office *o, const struct record *v)
{
    struct arena a = { 0 };
    size_t all, ticked = viewing_prep_count(done_of(o, v->id, &a), *record_text(v, "needs") != '\0', record_num(v, "customer") != 0, &all, &a);

    arena_free(&a);
    return ticked == all;
}

bool
viewing_prep_again(struct office *o, struct action *a, int64_t viewing, struct err *err)
{
    struct query q = query_begin(o->store, &prep_again);

    query_bind_int(&q, a->entry);
    query_bind_int(&q, viewing);
    return query_run(&q, err);
}

bool
viewing_prep(struct office *o, int64_t viewing, struct arena *a, struct prep_item **out, size_t *count, struct err *err)
{
    struct content_table t = content_table("prep.csv", a);
    struct record *v;
    const char *done;

    *count = 0;
    *out = arena_alloc(a, (t.rows + 1) * sizeof **out);
    if (!reg_read(o, &viewing_register, viewing, a, &v, err))
        return false;
    done = done_of(o, viewing, a);
    for (size_t i = 0; i < t.rows; i++) {
        const char *code = content_cell(&t, i, "code");

        if (applies(code, *record_text(v, "needs") != '\0', record_num(v, "customer") != 0))
            (*out)[(*count)++] = (struct prep_item){ code, content_cell(&t, i, "name"), content_cell(&t, i, "look_at"),
                                                     content_cell(&t, i, "rule"), holds(done, code) };
    }
    return true;
}

/* ---- ticking ------------------------------------------------------------------------------------------------ */

static bool
put(struct office *o, struct action *a, int64_t viewing, const char *done, bool all, struct err *err)
{
    struct query q = query_begin(o->store, &prep_put);

    query_bind_int(&q, store_new_id(o->store));
    query_bind_int(&q, viewing);
    query_bind_text(&q, done);
    query_bind_int(&q, a->actor.staff);
    query_bind_text(&q, all ? "done" : "open");
    query_bind_int(&q, a->entry);
    return query_run(&q, err);
}

static bool
tick(struct office *o, struct action *a, const struct record *v, const char *code, bool on, struct err *err)
{
    struct prep_item *items;
    struct buf b = { 0 };
    size_t n, open = 0;
    bool good, known = false;

    if (!viewing_prep(o, v->id, &a->arena, &items, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        bool this = strcmp(items[i].code, code) == 0, done = this ? on : items[i].done;

        known |= this;
        open += !done;
        if (done)
            buf_printf(&b, "%s%s", b.size ? " " : "", items[i].code);
        if (this)
            a->summary = arena_printf(&a->arena, on ? _("%s: prepared %s") : _("%s: %s is not prepared"), record_text(v, "number"), items[i].name);
    }
    good = known ? put(o, a, v->id, b.text ? b.text : "", open == 0, err)
                 : err_set(err, ERR_MISSING, _("There is no such item on this checklist."));
    buf_free(&b);
    return good && (open ? viewing_tasks(o, a, v, err) : event_end(o, a, "viewing.prepare", "viewing", v->id, _("Prepared"), err));
}

bool
viewing_tick(struct office *o, int64_t viewing, const char *code, bool done, struct err *err)
{
    struct action a;
    struct record *v;

    if (!office_must(o, "reception.do", "do", err) || !office_begin(o, &a, "viewing.prepare", ENTRY_QUIET, err))
        return false;
    if (!reg_read(o, &viewing_register, viewing, &a.arena, &v, err))
        return action_fail(&a);
    action_subject(&a, "viewing", viewing);
    action_subject(&a, "customer", record_num(v, "customer"));
    if (strcmp(v->state, "booked") != 0) {
        err_set(err, ERR_REFUSED, _("%s: there is nothing left to prepare."), reg_state_label(&viewing_register, v->state));
        return action_fail(&a);
    }
    return tick(o, &a, v, code, done, err) ? action_commit(&a, err) : action_fail(&a);
}

/* Today's that are not prepared stand on the desk. */
size_t
viewing_gaps(struct office *o, day from, day to, struct arena *a, char ***lines)
{
    struct said said = { 0 };
    day today = office_today(o);
    struct query q;

    if (today < from || today > to)
        return 0;
    q = query_begin(o->store, &prep_wanting);
    query_bind_int(&q, moment_at(today, 0, o->zone));
    query_bind_int(&q, moment_at(today + 1, 0, o->zone));
    query_bind_int(&q, o->project);
    while (query_next(&q)) {
        struct civil at = moment_civil(query_int(&q, "at"), o->zone);
        size_t all, ticked = viewing_prep_count(query_text(&q, "done", a), *query_text(&q, "needs", a) != '\0', query_int(&q, "customer") != 0, &all, a);

        if (ticked < all)
            said_add(&said, a, arena_printf(a, _("Viewing %02d:%02d %s: %zu of %zu things not prepared"), at.hour, at.minute,
                                            query_text(&q, "name", a), all - ticked, all));
    }
    query_end(&q, NULL);
    *lines = said.text;
    return said.count;
}
