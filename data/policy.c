#include "data/policy.h"

#include "base/lang.h"
#include "base/money.h"
#include "data/display.h"
#include "data/office_private.h"
#include "data/task.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

SQL(policy_values, "SELECT name, value, why FROM policy");
SQL(policy_put, "INSERT INTO policy(name, value, why, entry) VALUES (?, ?, ?, ?)"
                " ON CONFLICT(name) DO UPDATE SET value = excluded.value, why = excluded.why, entry = excluded.entry");
SQL(policy_drop, "DELETE FROM policy WHERE name = ?");

static void
load_defaults(struct office_private *p)
{
    struct content_table t = content_table("policies.csv", &p->fixed);

    p->npolicies = t.rows;
    p->policies = arena_alloc(&p->fixed, t.rows * sizeof *p->policies);
    for (size_t i = 0; i < t.rows; i++) {
        struct policy *one = &p->policies[i];

        one->name = content_cell(&t, i, "name");
        one->rule = content_cell(&t, i, "rule");
        one->unit = content_cell(&t, i, "unit");
        one->dflt = content_cell(&t, i, "value");
        one->choices = content_cell(&t, i, "choices");
        one->text = content_cell(&t, i, "text");
        one->basis = content_cell(&t, i, "basis");
    }
}

static struct policy *
find(const struct office *o, const char *name)
{
    for (size_t i = 0; i < o->p->npolicies; i++)
        if (strcmp(o->p->policies[i].name, name) == 0)
            return &o->p->policies[i];
    return NULL;
}

bool
policy_load(struct office *o, struct err *err)
{
    struct query q;

    if (!o->p->policies)
        load_defaults(o->p);
    for (size_t i = 0; i < o->p->npolicies; i++) {
        o->p->policies[i].value = o->p->policies[i].dflt;
        o->p->policies[i].why = NULL;
    }
    q = query_begin(o->store, &policy_values);
    while (query_next(&q)) {
        struct policy *p = find(o, query_text(&q, "name", &o->p->set));

        if (p) {
            p->value = query_text(&q, "value", &o->p->set);
            p->why = query_text(&q, "why", &o->p->set);
        }
    }
    return query_end(&q, err);
}

size_t
policy_count(const struct office *o)
{
    return o->p->npolicies;
}

const struct policy *
policy_at(const struct office *o, size_t i)
{
    return i < o->p->npolicies ? &o->p->policies[i] : NULL;
}

const struct policy *
policy_get(const struct office *o, const char *name)
{
    return find(o, name);
}

const char *
policy_text(const struct office *o, const char *name)
{
    const struct policy *p = find(o, name);

    if (!p) {
        fprintf(stderr, "qiantai: no policy named %s\n", name);
        abort();
    }
    return p->value;
}

int64_t
policy_number(const struct office *o, const char *name)
{
    return strtoll(policy_text(o, name), NULL, 10);
}

static const struct { const char *unit, *label; } unit_words[] = {
    { "count", N_("times") }, { "percent", "%" }, { "permille", N_("permille") }, { "seconds", N_("seconds") }, { "minutes", N_("minutes") },
    { "business_minutes", N_("open minutes") }, { "hours", N_("hours") }, { "days", N_("days") }, { "workdays", N_("workdays") },
    { "months", N_("months") }, { "years", N_("years") }, { "points", N_("points") }, { "clock", N_("clock") }, { "code", N_("choice") },
    { "text", N_("text") },
};

const char *
policy_unit(const struct policy *p)
{
    for (size_t i = 0; i < COUNT(unit_words); i++)
        if (strcmp(unit_words[i].unit, p->unit) == 0)
            return _(unit_words[i].label);
    return p->unit;
}

/* ---- changing ------------------------------------------------------------------------- */

static bool
among(const char *choices, const char *value)
{
    size_t n = strlen(value);

    for (const char *c = choices; *c;) {
        size_t len = strcspn(c, "|");

        if (len == n && strncmp(c, value, n) == 0)
            return true;
        c += len + (c[len] == '|');
    }
    return false;
}

static bool
is_number_unit(const char *unit)
{
    static const char *const units[] = { "count", "percent", "permille", "seconds", "minutes", "hours", "days", "workdays",
                                         "months", "years", "points", "business_minutes" };

    for (size_t i = 0; i < COUNT(units); i++)
        if (strcmp(unit, units[i]) == 0)
            return true;
    return false;
}

bool
policy_check(const struct policy *p, const char *value, struct err *err)
{
    int64_t n;
    struct calendar c = { 0 };

    if (*p->choices)
        return among(p->choices, value) ||
               err_field(err, p->name, _("%s is none of the values that may stand here: %s."), value, p->choices);
    if (is_number_unit(p->unit))
        return (number_typed(value, &n) && n >= 0 && n <= 1000000) ||
               err_field(err, p->name, _("%s is not a number (%s, 0 to 1,000,000)."), value, p->unit);
    if (strcmp(p->name, "time.business_hours") == 0)
        return calendar_set_hours(&c, value) ||
               err_field(err, p->name, _("Business hours are written 09:00-12:00,13:30-18:00."));
    return *value || err_field(err, p->name, _("A value is needed."));
}

static bool
write_value(struct action *a, const char *name, const char *value, const char *why, struct err *err)
{
    struct query q = query_begin(a->store, value ? &policy_put : &policy_drop);

    query_bind_text(&q, name);
    if (value) {
        query_bind_text(&q, value);
        query_bind_text(&q, why);
        query_bind_int(&q, a->entry);
    }
    return query_run(&q, err);
}

/* Try the change inside a transaction that is thrown away: what is counted is what would happen. */
bool
policy_preview(struct office *o, const char *name, const char *value, struct policy_effect *out, struct err *err)
{
    const struct policy *p = find(o, name);
    struct action a;
    bool good;

    memset(out, 0, sizeof *out);
    if (!p)
        return err_set(err, ERR_MISSING, _("There is no policy named %s."), name);
    if (value && !policy_check(p, value, err))
        return false;
    if (!office_begin(o, &a, "policy.edit", 0, err))
        return false;
    good = write_value(&a, name, value, NULL, err) && office_reload(o, err) && task_recount(o, &a, name, out, err);
    action_fail(&a);
    return office_reload(o, err) && good;
}

bool
policy_write(struct office *o, struct action *a, const char *name, const char *value, const char *why, struct err *err)
{
    struct policy_effect effect = { 0 };
    const struct policy *p = find(o, name);

    if (!p)
        return err_set(err, ERR_MISSING, _("There is no policy named %s."), name);
    return (!value || policy_check(p, value, err)) && write_value(a, name, value, why, err) && office_reload(o, err) &&
           task_recount(o, a, name, &effect, err) && (strcmp(name, "signing.cooling_off") != 0 || display_follow(o, a, err));
}

bool
policy_set(struct office *o, const char *name, const char *value, const char *why, struct err *err)
{
    const struct policy *p = find(o, name);
    struct action a;

    if (!p)
        return err_set(err, ERR_MISSING, _("There is no policy named %s."), name);
    if (!office_must(o, "policy.edit", "do", err) || (value && !policy_check(p, value, err)))
        return false;
    if (!office_begin(o, &a, "policy.edit", 0, err))
        return false;
    action_arg(&a, "policy", name);
    action_arg(&a, "old", p->value);
    action_arg(&a, "now", value ? value : p->dflt);
    action_arg(&a, "why", why);
    a.summary = arena_printf(&a.arena, "%s %s: %s -> %s", p->rule, p->text, p->value, value ? value : p->dflt);
    if (!policy_write(o, &a, name, value, why, err)) {
        action_fail(&a);
        office_reload(o, NULL);
        return false;
    }
    return action_commit(&a, err);
}
