#include "ui/kit/form_private.h"

#include "base/lang.h"

#include <stdlib.h>
#include <string.h>

/* ---- life -------------------------------------------------------------------- */

struct form *
form_new(const struct field *fields, const struct field_env *env, const struct form_ops *ops, void *ctx)
{
    static const struct form_ops none;
    struct form *f = mem_alloc(sizeof *f);
    size_t n = field_count(fields);

    f->fields = fields;
    f->count = (int)n;
    f->env = env;
    f->ops = ops ? ops : &none;
    f->ctx = ctx;
    f->values = mem_alloc((n + 1) * sizeof *f->values);
    f->cells = mem_alloc((n + 1) * sizeof *f->cells);
    f->at = -1;
    f->active = true;
    return f;
}

static void
empty(struct form *f)
{
    f->taken = 0;
    form_enter(f, -1);
    for (int i = 0; i < f->count; i++) {
        form_forgive(f, i);
        f->values[i] = (struct value) { 0 };
        f->cells[i] = (struct form_cell) { 0 };
    }
    arena_reset(&f->arena);
    f->dirty = f->stuck = false;
    f->top = 0;
}

void
form_free(struct form **form)
{
    struct form *f = *form;

    if (!f)
        return;
    empty(f);
    arena_free(&f->arena);
    arena_free(&f->live);
    arena_free(&f->offered);
    arena_free(&f->notes);
    free(f->values);
    free(f->cells);
    free(f);
    *form = NULL;
}

void
form_set_phrases(struct form *f,
                 size_t (*phrases)(void *ctx, const char *initials, struct arena *a, struct option *out, size_t max),
                 void *ctx)
{
    f->phrases = phrases;
    f->phrases_ctx = ctx;
}

/* ---- what a field is now ------------------------------------------------------- */

bool
form_is_choice(const struct field *f)
{
    return f->kind == FIELD_CHOICE || f->kind == FIELD_CHOICES || f->kind == FIELD_BOOL;
}

bool
form_visible(const struct form *f, int i)
{
    return field_applies(f->fields, i, f->values);
}

bool
form_can_focus(const struct form *f, int i)
{
    return i >= 0 && i < f->count && !f->fields[i].readonly && form_visible(f, i);
}

static bool
undecided(const struct form *f, int i)
{
    return form_can_focus(f, i) && !f->fields[i].skip && (!f->values[i].set || f->cells[i].bad);
}

void
form_forgive(struct form *f, int i)
{
    struct form_cell *c = &f->cells[i];

    free(c->bad);
    free(c->problem);
    c->bad = c->problem = NULL;
    c->warned = false;
}

void
form_problem(struct form *f, int i, const char *text)
{
    free(f->cells[i].problem);
    f->cells[i].problem = mem_strdup(text);
}

void
form_put(struct form *f, int i, const struct value *v, enum origin origin)
{
    f->values[i] = value_copy(&f->arena, v);
    f->cells[i].origin = v->set ? origin : ORIGIN_NONE;
    f->cells[i].hidden = false;
    form_forgive(f, i);
}

/* ---- filling -------------------------------------------------------------------- */

static int
first_to_decide(const struct form *f)
{
    for (int i = 0; i < f->count; i++)
        if (undecided(f, i))
            return i;
    for (int i = 0; i < f->count; i++)
        if (form_can_focus(f, i))
            return i;
    return -1;
}

int64_t
form_suggested(const struct form *f)
{
    return f->taken;
}

void
form_start(struct form *f, const struct value *kept)
{
    empty(f);
    for (int i = 0; i < f->count; i++) {
        const struct field *field = &f->fields[i];
        struct value v = { 0 };

        if (kept && field->keep_last && kept[i].set)
            form_put(f, i, &kept[i], ORIGIN_DEFAULT);
        else if (field->preset && field_parse(field, field->preset, f->env, &f->arena, &v, NULL))
            form_put(f, i, &v, ORIGIN_DEFAULT);
    }
    form_enter(f, first_to_decide(f));
}

void
form_load(struct form *f, const struct value *values)
{
    empty(f);
    for (int i = 0; i < f->count; i++) {
        form_put(f, i, &values[i], ORIGIN_RECORD);
        f->cells[i].hidden = f->fields[i].mask != MASK_NONE && values[i].set;
    }
    form_enter(f, first_to_decide(f));
}

void
form_set(struct form *f, int field, const struct value *v)
{
    form_put(f, field, v, ORIGIN_DEFAULT);
    if (f->at == field)
        form_enter(f, field);
}

/* The active field as far as it is understood. */
static const struct value *
live(struct form *f)
{
    const struct field *field = &f->fields[f->at];

    if (!f->edited || form_is_choice(field) || field->kind == FIELD_REF)
        return &f->values[f->at];
    arena_reset(&f->live);
    f->live_value = (struct value) { 0 };
    if (!field_parse(field, edit_text(f->edit), f->env, &f->live, &f->live_value, NULL))
        f->live_value = (struct value) { 0 };
    return &f->live_value;
}

const struct value *
form_get(struct form *f, int field)
{
    return field == f->at ? live(f) : &f->values[field];
}

const struct value *
form_values(struct form *f)
{
    return f->values;
}

bool
form_dirty(const struct form *f)
{
    return f->dirty;
}

void
form_clean(struct form *f)
{
    f->dirty = false;
}

const struct field *
form_fields(const struct form *f)
{
    return f->fields;
}

struct arena *
form_arena(struct form *f)
{
    return &f->arena;
}

bool
form_masked(const struct form *f, int field)
{
    return f->cells[field].hidden;
}

void
form_reveal(struct form *f, int field)
{
    f->cells[field].hidden = false;
    if (f->at == field && !f->edited)
        form_enter(f, field);
}

/* ---- entering and leaving a field ------------------------------------------------- */

static void
fill_edit(struct form *f, int i)
{
    const struct field *field = &f->fields[i];
    const struct form_cell *c = &f->cells[i];
    struct arena a = { 0 };

    if (c->bad)
        edit_set(f->edit, c->bad);
    else if (form_is_choice(field) || c->hidden)
        edit_set(f->edit, "");
    else if (field->kind == FIELD_REF)
        edit_set(f->edit, f->values[i].set ? field_show(field, &f->values[i], f->env, &a) : "");
    else
        edit_set(f->edit, f->values[i].set ? field_edit(field, &f->values[i], f->env, &a) : "");
    if (c->origin == ORIGIN_DEFAULT || (field->kind == FIELD_REF && f->values[i].set))
        edit_replaceable(f->edit);
    arena_free(&a);
}

void
form_enter(struct form *f, int i)
{
    const struct field *field = i >= 0 ? &f->fields[i] : NULL;

    form_offer_close(f);
    edit_free(&f->edit);
    f->at = i;
    f->edited = f->stuck = false;
    f->note = NULL;
    if (!field)
        return;
    f->before = f->values[i];
    f->edit = edit_new(field_limit(field), field->kind == FIELD_LONG ? (field->rows ? field->rows : 3) : 1);
    fill_edit(f, i);
}

/* What was typed does not fit: keep it, say so. */
static bool
reject(struct form *f, const char *text)
{
    struct form_cell *c = &f->cells[f->at];
    bool again = c->warned;
    char *typed = mem_strdup(edit_text(f->edit));

    form_put(f, f->at, &(struct value) { 0 }, ORIGIN_NONE);
    c->bad = typed;
    c->warned = true;
    form_problem(f, f->at, text);
    return again;               /* held once, let go the second time */
}

static bool
commit_text(struct form *f)
{
    struct arena a = { 0 };
    struct value v = { 0 };
    struct err err = { 0 };
    bool ok = field_parse(&f->fields[f->at], edit_text(f->edit), f->env, &a, &v, &err);

    if (ok)
        form_put(f, f->at, &v, ORIGIN_TYPED);
    else
        ok = reject(f, err.text);
    arena_free(&a);
    return ok;
}

static bool
commit_ref(struct form *f)
{
    if (edit_text(f->edit)[0] == '\0') {
        form_put(f, f->at, &(struct value) { 0 }, ORIGIN_NONE);
        return true;
    }
    if (f->offer != OFFER_REFS)
        form_offer_update(f);
    if (f->offer == OFFER_REFS && picker_fitting(f->picker) == 1)
        return form_offer_take(f);
    return reject(f, f->offer == OFFER_REFS ? _("Several fit: choose one with the arrows and Enter.")
                                            : _("No record fits what was typed."));
}

bool
form_commit(struct form *f)
{
    const struct field *field = &f->fields[f->at];

    if (!f->edited)
        return true;
    if (field->kind == FIELD_REF)
        return commit_ref(f);
    if (!form_is_choice(field))
        return commit_text(f);
    if (field->kind == FIELD_BOOL)
        return true;
    if (edit_text(f->edit)[0] == '\0' || form_offer_take(f))
        return true;
    return commit_text(f);      /* which says that nothing fits */
}

bool
form_leave(struct form *f)
{
    int i = f->at;
    struct value before = f->before;

    if (i < 0)
        return true;
    if (!form_commit(f))
        return false;
    if (f->at != i)             /* choosing has moved on by itself */
        return true;
    form_enter(f, -1);
    if (f->ops->leave)
        f->ops->leave(f->ctx, f, i);
    if (f->ops->change && !value_equal(&f->fields[i], &before, &f->values[i]))
        f->ops->change(f->ctx, f, i);
    return true;
}

/* ---- moving ------------------------------------------------------------------------- */

int
form_at(const struct form *f)
{
    return f->at;
}

bool
form_focus(struct form *f, int field)
{
    if (!form_can_focus(f, field))
        return false;
    if (f->at != field) {
        if (f->at >= 0)
            form_leave(f);
        form_enter(f, field);
    }
    return true;
}

void
form_refocus(struct form *f)
{
    if (f->at < 0 || form_leave(f))
        form_enter(f, first_to_decide(f));
}

void
form_set_active(struct form *f, bool active)
{
    f->active = active;
    if (!active)
        form_offer_close(f);
}

bool
form_active(const struct form *f)
{
    return f->active;
}

static int
neighbour(const struct form *f, int from, int direction, bool wrap)
{
    for (int n = 0, i = from + direction; n < f->count; n++, i += direction) {
        if (wrap)
            i = (i + f->count) % f->count;
        if (i < 0 || i >= f->count)
            return from;
        if (form_can_focus(f, i))
            return i;
    }
    return from;
}

void
form_step(struct form *f, int direction, bool wrap)
{
    int from = f->at;

    if (form_leave(f) && f->at < 0)
        form_enter(f, neighbour(f, from, direction, wrap));
}

/* The next decision after i; failing that, the first thing that saving would ask for; -1: nothing. */
static int
next_to_decide(const struct form *f, int i)
{
    for (int j = i + 1; j < f->count; j++)
        if (undecided(f, j))
            return j;
    for (int j = 0; j < i; j++)
        if (undecided(f, j) && (f->fields[j].required || f->cells[j].bad))
            return j;
    return -1;
}

void
form_advance(struct form *f)
{
    int from = f->at, next;

    if (!form_leave(f) || f->at >= 0)
        return;
    next = next_to_decide(f, from);
    form_enter(f, next >= 0 ? next : form_can_focus(f, from) ? from : first_to_decide(f));
    if (next >= 0)
        return;
    f->stuck = true;
    if (f->ops->done)
        f->ops->done(f->ctx, f);
}

/* ---- before saving --------------------------------------------------------------------- */

static bool
stop_at(struct form *f, int i, const char *problem)
{
    form_enter(f, i);
    if (i >= 0 && problem)
        form_problem(f, i, problem);
    if (i >= 0)
        f->cells[i].warned = false;
    return false;
}

static bool
missing(struct form *f, int i)
{
    struct arena a = { 0 };

    stop_at(f, form_can_focus(f, i) ? i : first_to_decide(f), arena_printf(&a, _("%s must be filled in."), _(f->fields[i].label)));
    arena_free(&a);
    return false;
}

bool
form_check(struct form *f)
{
    int at = f->at, first;

    if (at >= 0 && !form_leave(f))
        return false;
    for (int i = 0; i < f->count; i++)
        if (f->cells[i].bad && form_visible(f, i))
            return stop_at(f, i, NULL);
    /* A field that no longer applies says nothing. */
    for (int i = 0; i < f->count; i++)
        if (!form_visible(f, i) && f->values[i].set)
            form_put(f, i, &(struct value) { 0 }, ORIGIN_NONE);
    first = field_first_missing(f->fields, f->values);
    if (first >= 0)
        return missing(f, first);
    if (f->at < 0)
        form_enter(f, form_can_focus(f, at) ? at : first_to_decide(f));
    return true;
}

void
form_fail(struct form *f, const struct err *err)
{
    int i = err->field[0] ? field_index(f->fields, err->field) : -1;

    if (!form_can_focus(f, i))
        i = f->at >= 0 ? f->at : first_to_decide(f);
    if (i >= 0)
        stop_at(f, i, err->text);
}
