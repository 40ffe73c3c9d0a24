#include "data/version.h"

#include "base/lang.h"
#include "data/register_private.h"

#include <stdlib.h>
#include <string.h>

#define VERSIONS_READ 200       /* versions of one thing looked through */

static const struct field *
field_of(const struct record *r, const char *name, int *at)
{
    *at = field_index(r->reg->fields, name);
    return *at < 0 ? NULL : &r->reg->fields[*at];
}

/* Do both records agree in these fields? */
static bool
agree(const struct record *x, const struct record *y, const char *names)
{
    for (int i = 0; x->reg->fields[i].name; i++)
        if (reg_among(names, x->reg->fields[i].name) && !value_equal(&x->reg->fields[i], &x->v[i], &y->v[i]))
            return false;
    return true;
}

/* All stored versions of the same thing but the record itself. */
static bool
read_others(struct office *o, const struct record *r, const char *names, struct arena *a, struct record ***out, size_t *count,
            struct err *err)
{
    struct reg_filter f = { .field = arena_strndup(a, names, strcspn(names, " ")) };
    struct record **all = arena_alloc(a, VERSIONS_READ * sizeof *all);
    size_t n = 0;

    f.equals = record_num(r, f.field);
    f.equals_text = record_value((struct record *)r, f.field)->text;
    *count = 0;
    *out = all;
    if (!reg_window(o, r->reg, &f, NULL, false, a, all, VERSIONS_READ, &n, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if (all[i]->id != r->id && agree(all[i], r, names))
            all[(*count)++] = all[i];
    return true;
}

/* The number of a version: 2 of "2", 1 of "A/1". */
static int64_t
version_count(const struct record *r)
{
    int at;
    const struct field *f = field_of(r, "version", &at);
    const char *slash;

    if (f->kind == FIELD_NUMBER)
        return r->v[at].num;
    slash = strrchr(record_text(r, "version"), '/');
    return slash ? strtoll(slash + 1, NULL, 10) : 0;
}

/* One more than the highest of the others; the first is 1, or A/0 (REC-41). */
static void
take_next(struct record *r, struct record *const *others, size_t count)
{
    const struct record *highest = NULL;
    const char *last, *slash;
    int at;

    for (size_t i = 0; i < count; i++)
        if (!highest || version_count(others[i]) > version_count(highest))
            highest = others[i];
    if (field_of(r, "version", &at)->kind == FIELD_NUMBER) {
        record_set_num(r, "version", highest ? version_count(highest) + 1 : 1);
        return;
    }
    if (!highest) {
        if (!r->v[at].set)
            record_set_text(r, "version", "A/0");
        return;
    }
    last = record_text(highest, "version");
    slash = strrchr(last, '/');
    record_set_text(r, "version", arena_printf(r->arena, "%.*s/%lld", slash ? (int)(slash - last) : 1, slash ? last : "A",
                                               (long long)version_count(highest) + 1));
}

static bool
is_draft(const struct record *r)
{
    return strcmp(r->state, "in_force") != 0 && strcmp(r->state, "retired") != 0;
}

static bool
begin_version(struct office *o, struct record *r, const struct version_rule *rule, struct err *err)
{
    struct record **others;
    size_t count;

    if (!read_others(o, r, rule->names, r->arena, &others, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (is_draft(r) && is_draft(others[i]))
            return err_set(err, ERR_REFUSED, _("A new version is being prepared already: %s. Change that one."),
                           record_title(o, others[i], r->arena));
    take_next(r, others, count);
    return true;
}

/* The edit of what is in force: a record of its own, unsigned. */
static bool
next_version(struct office *o, struct record *r, const struct version_rule *rule, struct err *err)
{
    r->id = 0;
    r->state = r->reg->states[0].id;
    for (int i = 0; r->reg->fields[i].name; i++)
        if (reg_among(rule->fresh, r->reg->fields[i].name))
            r->v[i] = (struct value){ 0 };
    return begin_version(o, r, rule, err);
}

bool
version_saving(struct office *o, struct record *r, const struct version_rule *rule, struct err *err)
{
    struct record *stored;

    if (r->id == 0)
        return begin_version(o, r, rule, err);
    if (!reg_read(o, r->reg, r->id, r->arena, &stored, err))
        return false;
    if (strcmp(stored->state, r->state) != 0 || agree(stored, r, rule->body))
        return true;                        /* a move, or nothing that a version fixes */
    if (strcmp(stored->state, "in_force") == 0)
        return next_version(o, r, rule, err);
    if (strcmp(stored->state, "draft") == 0)
        return true;
    return err_set(err, ERR_REFUSED, strcmp(stored->state, "retired") == 0
                   ? _("This version is no longer in force: it stays as it was.")
                   : _("It waits for approval: have it returned first, then change it."));
}

bool
version_saved(struct office *o, struct action *a, const struct record *r, const struct version_rule *rule, struct err *err)
{
    struct record **others;
    size_t count;

    if (strcmp(r->state, "in_force") != 0)
        return true;
    if (!read_others(o, r, rule->names, &a->arena, &others, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(others[i]->state, "in_force") != 0)
            continue;
        others[i]->state = "retired";
        if (!reg_write(o, a, others[i], err))
            return false;
    }
    return true;
}

bool
version_in_force(struct office *o, const struct reg *reg, const char *field, int64_t id, const char *text,
                 struct arena *a, struct record **out, struct err *err)
{
    struct reg_filter f = { .field = field, .equals = id, .equals_text = text, .state = "in_force" };
    size_t n = 0;

    *out = NULL;
    return reg_window(o, reg, &f, NULL, false, a, out, 1, &n, err);
}
