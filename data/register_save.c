#include "data/register_private.h"

#include "base/lang.h"
#include "data/engine/find.h"
#include "data/engine/journal.h"
#include "data/engine/register_sql.h"

#include <string.h>

#define MOVES_MAX 16

static bool
check_fields(struct office *o, const struct record *r, struct err *err)
{
    const struct field *fields = r->reg->fields;
    int missing = field_first_missing(fields, r->v);

    if (missing >= 0)
        return err_field(err, fields[missing].name, _("%s is still missing."), _(fields[missing].label));
    for (int i = 0; fields[i].name; i++)
        if (r->v[i].set && field_applies(fields, i, r->v) && fields[i].check &&
            !fields[i].check(&fields[i], &r->v[i], &o->env, err))
            return false;
    return !r->reg->check || r->reg->check(o, r, err);
}

/* Somebody may have written it since it was read: nobody's words are overwritten unseen. */
bool
reg_unchanged(struct office *o, const struct record *r, struct record **stored, struct arena *a, struct err *err)
{
    struct entry e;

    if (!reg_read(o, r->reg, r->id, a, stored, err))
        return false;
    if ((*stored)->entry == r->entry)
        return true;
    if (!journal_get(o->store, (*stored)->entry, a, &e, NULL))
        return err_set(err, ERR_CHANGED, _("Somebody else has changed this record meanwhile. Look at it again, then save."));
    return err_set(err, ERR_CHANGED, _("%s changed this record at %s (%s). Your text is kept as a draft: look, then save again."),
                   e.staff_name[0] ? e.staff_name : e.desk, moment_show(a, e.at, office_now(o), o->zone), e.summary);
}

/* ---- writing ----------------------------------------------------------------------------------------------- */

/* An import touches too many to name each: their index follows, their rows carry the entry's id. */
static bool
postpone_index(struct action *a, const struct record *r, struct err *err)
{
    if (strcmp(r->reg->name, "customer") == 0)
        return find_postpone(a->store, r->id, err);
    for (size_t i = 0; r->reg->fields[i].name; i++)
        if (r->reg->fields[i].kind == FIELD_REF && strcmp(r->reg->fields[i].list, "customer") == 0 && r->v[i].set &&
            !find_postpone(a->store, r->v[i].num, err))
            return false;
    return true;
}

static bool
name_subjects(struct action *a, const struct record *r, struct err *err)
{
    char *copy = arena_strdup(&a->arena, r->reg->subjects), *save = NULL;

    if (a->flags & ENTRY_BULK)
        return postpone_index(a, r, err);
    action_subject(a, r->reg->name, r->id);
    for (char *name = strtok_r(copy, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
        int i = field_index(r->reg->fields, name);

        if (i >= 0 && r->v[i].set)
            action_subject(a, r->reg->fields[i].list, r->v[i].num);
    }
    return true;
}

bool
reg_write(struct office *o, struct action *a, struct record *r, struct err *err)
{
    bool insert;

    if (r->reg->tidy)
        r->reg->tidy(o, r);
    if ((r->reg->saving && !r->reg->saving(o, a, r, err)) || !check_fields(o, r, err))
        return false;
    insert = r->id == 0;
    if (insert)
        r->id = store_new_id(o->store);
    return name_subjects(a, r, err) && register_sql_write(o, r, insert, a->entry, err) && reg_reconcile(o, a, r, err) &&
           (!r->reg->settings || office_reload(o, err)) &&
           (!r->reg->saved || r->reg->saved(o, a, r, err));
}

char *
reg_edit_right(const struct reg *reg, struct arena *a)
{
    static const char *const own[] = { "customer", "home", "project" };

    for (size_t i = 0; i < COUNT(own); i++)
        if (strcmp(reg->name, own[i]) == 0)
            return arena_printf(a, "%s.edit", own[i]);
    if (strcmp(reg->name, "building") == 0)
        return arena_strdup(a, "project.edit");
    return arena_printf(a, "register.%s.edit", reg->name);
}

bool
reg_may_see(const struct office *o, const struct reg *reg)
{
    return office_can(o, reg->screen ? reg->screen : "screen.registers", "see");
}

bool
reg_may_edit(const struct office *o, const struct reg *reg)
{
    struct arena a = { 0 };
    bool may = office_can(o, reg_edit_right(reg, &a), "do");

    arena_free(&a);
    return may;
}

/* A record as it was, to be put back when a save fails: the caller still holds what was typed. */
static struct record
as_it_was(const struct record *r, struct arena *a)
{
    size_t size = field_count(r->reg->fields) * sizeof *r->v;
    struct record copy = *r;

    copy.v = arena_alloc(a, size);
    memcpy(copy.v, r->v, size);
    return copy;
}

static bool
give_back(struct office *o, struct record *r, const struct record *was)
{
    memcpy(r->v, was->v, field_count(r->reg->fields) * sizeof *r->v);
    r->id = was->id;
    r->state = was->state;
    if (r->reg->settings)
        office_reload(o, NULL);
    return false;
}

static bool
finish_write(struct action *a, struct record *r, struct err *err)
{
    int64_t entry = a->entry;
    struct err local = { 0 };

    if (!action_commit(a, err ? err : &local))
        return false;
    r->entry = entry;
    return true;
}

/* What the next new record at this desk begins with. */
static void
keep_last(struct office *o, const struct record *r)
{
    for (size_t i = 0; r->reg->fields[i].name; i++)
        if (r->reg->fields[i].keep_last)
            office_keep(o, r->reg->name, r->reg->fields[i].name, &r->v[i]);
}

/* Corrections say what was changed, so that the timeline can be read without opening each entry. */
static const char *
save_summary(struct office *o, struct action *a, const struct record *r, const struct record *stored, const char *why)
{
    char *title = record_title(o, r, &a->arena);
    const char *changes = stored ? record_changes(o, stored, r, &a->arena) : "";

    return arena_printf(&a->arena, "%s %s%s%s%s%s", _(r->reg->one), title, *changes ? ": " : "", changes,
                        why && *why ? ", " : "", why ? why : "");
}

bool
reg_save(struct office *o, struct record *r, const char *why, struct err *err)
{
    struct action a;
    struct arena names = { 0 };
    struct record *stored = NULL, was = as_it_was(r, &names);
    bool good = office_must(o, reg_edit_right(r->reg, &names), "do", err) &&
                office_begin(o, &a, arena_printf(&names, "%s.%s", r->reg->name, r->id ? "edit" : "new"), 0, err);

    if (good) {
        action_arg(&a, "why", why);
        good = (r->id == 0 || reg_unchanged(o, r, &stored, &a.arena, err)) && reg_write(o, &a, r, err);
        if (good) {
            a.summary = save_summary(o, &a, r, stored, why);
            good = finish_write(&a, r, err);
        } else {
            action_fail(&a);
        }
        if (good)
            keep_last(o, r);
        else
            give_back(o, r, &was);
    }
    arena_free(&names);
    return good;
}

bool
move_approves(const struct move *m)
{
    return m->right && strcmp(m->right, "do") != 0;
}

size_t
reg_moves(const struct office *o, const struct record *r, const struct move **out, size_t max)
{
    struct arena a = { 0 };
    size_t n = 0;

    for (const struct move *m = r->reg->moves; m && m->id && n < max; m++) {
        bool approve = move_approves(m);
        char *what = approve ? arena_printf(&a, "%s.%s", r->reg->name, m->right) : reg_edit_right(r->reg, &a);

        if (reg_among(m->from, r->state) && strcmp(m->to, r->state) != 0 && office_can(o, what, approve ? "approve" : "do"))
            out[n++] = m;
    }
    arena_free(&a);
    return n;
}

const struct move *
reg_move_named(const struct office *o, const struct record *r, const char *id)
{
    const struct move *may[MOVES_MAX];
    size_t n = reg_moves(o, r, may, COUNT(may));

    for (size_t i = 0; i < n; i++)
        if (strcmp(may[i]->id, id) == 0)
            return may[i];
    return NULL;
}

static bool
may_move(const struct office *o, const struct record *r, const struct move *m, const char *reason, struct err *err)
{
    if (m->reason && (!reason || !*reason))
        return err_set(err, ERR_INPUT, _("%s: a reason is needed."), _(m->label));
    return reg_move_named(o, r, m->id) == m ||
           err_set(err, ERR_REFUSED, _("%s is not possible now, or not allowed to you."), _(m->label));
}

/* The move signs and dates: a signature is that of a person who has logged in. */
static bool
sign(struct office *o, struct record *r, const struct move *m, struct err *err)
{
    if (m->sign && o->staff)
        record_set_num(r, m->sign, o->staff);
    else if (m->sign && !record_value(r, m->sign)->set)
        return err_field(err, m->sign, _("%s is signed by a person: log in first."), _(m->label));
    if (m->date && !(m->keep_date && record_value(r, m->date)->set))
        record_set_num(r, m->date, office_today(o));
    return true;
}

const char *
reg_state_label(const struct reg *reg, const char *state)
{
    for (const struct reg_state *s = reg->states; s && s->id; s++)
        if (strcmp(s->id, state) == 0)
            return _(s->label);
    return state;
}

static const char *
move_summary(struct office *o, struct action *a, const struct record *r, const char *reason)
{
    return arena_printf(&a->arena, "%s %s: %s%s%s", _(r->reg->one), record_title(o, r, &a->arena),
                        reg_state_label(r->reg, r->state), reason && *reason ? ", " : "", reason ? reason : "");
}

bool
reg_move(struct office *o, struct record *r, const struct move *m, const char *reason, struct err *err)
{
    struct action a;
    struct arena names = { 0 };
    struct record *stored, was = as_it_was(r, &names);
    bool good = may_move(o, r, m, reason, err) && sign(o, r, m, err) &&
                office_begin(o, &a, arena_printf(&names, "%s.%s", r->reg->name, m->id), 0, err);

    if (good) {
        r->state = m->to;
        action_arg(&a, "reason", reason);
        good = reg_unchanged(o, r, &stored, &a.arena, err) && reg_write(o, &a, r, err);
        if (good) {
            a.summary = move_summary(o, &a, r, reason);
            good = finish_write(&a, r, err);
        } else {
            action_fail(&a);
        }
        if (!good)
            give_back(o, r, &was);
    }
    arena_free(&names);
    return good;
}
