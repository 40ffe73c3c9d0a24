#include "data/office.h"

#include "base/lang.h"
#include "data/clock.h"
#include "data/engine/find.h"
#include "data/office_private.h"
#include "data/register.h"
#include "data/seed.h"
#include "data/suggest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_DESK, NAME_STAFF, NAME_ROLES, NAME_PROJECT };

SQL(setting_value, "SELECT value FROM setting WHERE name = ?");
SQL(setting_set, "INSERT INTO setting(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value");
SQL(list_entries, "SELECT list, code, text, initials, other, state FROM list_entry ORDER BY list, code");
SQL(calendar_rules, "SELECT day, work, name FROM calendar_day ORDER BY day");
SQL(company_version, "SELECT (SELECT count(*) || ' ' || coalesce(max(entry), 0) FROM policy) || ' ' ||"
                     " (SELECT count(*) || ' ' || coalesce(max(entry), 0) FROM list_entry) || ' ' ||"
                     " (SELECT count(*) || ' ' || coalesce(max(entry), 0) FROM calendar_day) AS version");
SQL(seat_staff, "SELECT name, coalesce(roles, '') AS roles FROM staff WHERE id = ? AND state = 'active'");
SQL(seat_project, "SELECT name FROM project WHERE id = ?");

/* ---- content ----------------------------------------------------------------------- */

static const char *const profile_names[PROFILE_COUNT] = {
    "receptionist", "consultant", "operator", "inspector", "engineer",
    "site_manager", "supervisor", "management", "administrator",
};

static enum profile
profile_by_name(const char *name)
{
    for (int i = 0; i < PROFILE_COUNT; i++)
        if (strcmp(profile_names[i], name) == 0)
            return (enum profile)i;
    fprintf(stderr, "qiantai: unknown profile %s\n", name);
    abort();
}

static void
load_roles(struct office_private *p)
{
    struct content_table t = content_table("roles.csv", &p->fixed);

    p->nroles = t.rows;
    p->roles = arena_alloc(&p->fixed, t.rows * sizeof *p->roles);
    for (size_t i = 0; i < t.rows; i++) {
        p->roles[i].code = content_cell(&t, i, "code");
        p->roles[i].identifier = content_cell(&t, i, "identifier");
        p->roles[i].name = content_cell(&t, i, "name");
        p->roles[i].duty = content_cell(&t, i, "duty");
        p->roles[i].profile = profile_by_name(content_cell(&t, i, "profile"));
    }
}

size_t
role_count(const struct office *o)
{
    return o->p->nroles;
}

const struct role *
role_at(const struct office *o, size_t i)
{
    return i < o->p->nroles ? &o->p->roles[i] : NULL;
}

const struct role *
role_get(const struct office *o, const char *code)
{
    for (size_t i = 0; code && i < o->p->nroles; i++)
        if (strcmp(o->p->roles[i].code, code) == 0 || strcmp(o->p->roles[i].identifier, code) == 0)
            return &o->p->roles[i];
    return NULL;
}

bool
office_has_role(const struct office *o, const char *code)
{
    return strstr(o->roles, code) != NULL;      /* codes have two digits and stand between blanks */
}

/* ---- what the company has set ---------------------------------------------------------- */

static void
role_options(struct office_private *p, struct option_list *list)
{
    struct option *options = arena_alloc(&p->set, (p->nroles + 1) * sizeof *options);

    for (size_t i = 0; i < p->nroles; i++) {
        options[i].code = p->roles[i].code;
        options[i].text = p->roles[i].name;
    }
    list->name = "role";
    list->options = options;
    list->count = p->nroles;
}

/* The lists themselves, by name: what the register of choices is sorted under. */
static void
list_options(struct office_private *p, struct option_list *list)
{
    if (!p->list_names.columns) {
        struct option *options;

        p->list_names = content_table("list_names.csv", &p->fixed);
        options = arena_alloc(&p->fixed, p->list_names.rows * sizeof *options);
        for (size_t i = 0; i < p->list_names.rows; i++) {
            options[i].code = content_cell(&p->list_names, i, "list");
            options[i].text = content_cell(&p->list_names, i, "name");
        }
        p->list_options = options;
    }
    list->name = "list";
    list->options = p->list_options;
    list->count = p->list_names.rows;
}

/* Rows come ordered by list, so each list is one run of the array. */
static bool
load_lists(struct office *o, struct err *err)
{
    struct office_private *p = o->p;
    struct query q = query_begin(o->store, &list_entries);
    struct option *options = NULL;
    const char **names = NULL;
    size_t n = 0, room = 0, lists = 2;

    while (query_next(&q)) {
        if (n == room) {
            room = room ? room * 2 : 512;
            options = mem_realloc(options, room * sizeof *options);
            names = mem_realloc(names, room * sizeof *names);
        }
        memset(&options[n], 0, sizeof options[n]);
        names[n] = query_text(&q, "list", &p->set);
        lists += n == 0 || strcmp(names[n], names[n - 1]) != 0;
        options[n].code = query_text(&q, "code", &p->set);
        options[n].text = query_text(&q, "text", &p->set);
        options[n].initials = query_text_or_null(&q, "initials", &p->set);
        options[n].other = query_int(&q, "other") != 0;
        options[n].retired = strcmp(query_text(&q, "state", &p->set), "active") != 0;
        n++;
    }
    p->lists = arena_alloc(&p->set, lists * sizeof *p->lists);
    role_options(p, &p->lists[0]);
    list_options(p, &p->lists[1]);
    p->nlists = 2;
    if (n) {
        struct option *kept = arena_alloc(&p->set, n * sizeof *kept);

        memcpy(kept, options, n * sizeof *kept);
        for (size_t i = 0; i < n; i++) {
            if (i == 0 || strcmp(names[i], names[i - 1]) != 0) {
                p->lists[p->nlists].name = names[i];
                p->lists[p->nlists++].options = &kept[i];
            }
            p->lists[p->nlists - 1].count++;
        }
    }
    free(options);
    free(names);
    return query_end(&q, err);
}

static bool
load_calendar(struct office *o, struct err *err)
{
    struct query q = query_begin(o->store, &calendar_rules);
    struct day_rule *rules = NULL;
    size_t n = 0, room = 0;
    struct calendar *c = &o->calendar;

    while (query_next(&q)) {
        if (n == room) {
            room = room ? room * 2 : 128;
            rules = mem_realloc(rules, room * sizeof *rules);
        }
        if (!day_parse_iso(query_text(&q, "day", &o->p->set), &rules[n].day))
            continue;
        rules[n].work = query_int(&q, "work") != 0;
        rules[n].name = query_text(&q, "name", &o->p->set);
        n++;
    }
    memset(c, 0, sizeof *c);
    c->zone = o->zone;
    c->rules = arena_alloc(&o->p->set, (n + 1) * sizeof *rules);
    c->nrules = n;
    if (n) {
        memcpy((void *)c->rules, rules, n * sizeof *rules);
        day_from_civil(day_civil(rules[n - 1].day).year, 12, 31, &c->known_to);
    }
    free(rules);
    if (!calendar_set_hours(c, policy_text(o, "time.business_hours")))
        calendar_set_hours(c, "09:00-18:00");
    return query_end(&q, err);
}

static int
zone_seconds(const char *text)
{
    int h = 0, m = 0;
    char sign = '+';

    if (sscanf(text, "%c%2d:%2d", &sign, &h, &m) < 2)
        return ZONE_CHINA;
    return (sign == '-' ? -1 : 1) * (h * 3600 + m * 60);
}

/* Differs when policies, lists or the calendar were changed. */
static char *
company_version_now(struct office *o, struct arena *a)
{
    struct query q = query_begin(o->store, &company_version);
    char *version = query_next(&q) ? query_text(&q, "version", a) : arena_strdup(a, "");

    query_end(&q, NULL);
    return version;
}

bool
office_reload(struct office *o, struct err *err)
{
    struct arena older = o->p->before;

    /* An open form or option list may still show what was read before. */
    o->p->before = o->p->set;
    o->p->set = older;
    arena_reset(&o->p->set);
    o->p->version = company_version_now(o, &o->p->set);
    if (!policy_load(o, err))
        return false;
    o->zone = zone_seconds(policy_text(o, "time.zone"));
    o->env.zone = o->zone;
    return load_lists(o, err) && load_calendar(o, err);
}

bool
office_changed(struct office *o)
{
    struct arena a = { 0 };

    if (!store_changed(o->store))
        return false;
    if (strcmp(company_version_now(o, &a), o->p->version) != 0)
        office_reload(o, NULL);
    arena_free(&a);
    return true;
}

const struct option_list *
office_list(const struct office *o, const char *name)
{
    for (size_t i = 0; name && i < o->p->nlists; i++)
        if (strcmp(o->p->lists[i].name, name) == 0)
            return &o->p->lists[i];
    return NULL;
}

int64_t
office_list_most(const struct office *o, const char *name)
{
    const struct content_table *t = &o->p->list_names;

    for (size_t i = 0; i < t->rows; i++)
        if (strcmp(content_cell(t, i, "list"), name) == 0)
            return atoi(content_cell(t, i, "most"));
    return 0;
}

const char *
office_code_text(const struct office *o, const char *list, const char *code)
{
    const struct option_list *l = office_list(o, list);

    for (size_t i = 0; code && l && i < l->count; i++)
        if (strcmp(l->options[i].code, code) == 0)
            return l->options[i].text;
    return code ? code : "";
}

/* ---- the field environment ----------------------------------------------------------------- */

static const struct option_list *
env_list(void *ctx, const char *name)
{
    return office_list(ctx, name);
}

static size_t
env_refs(void *ctx, const char *table, const char *typed, struct arena *a, struct option *out, size_t max)
{
    if (suggest_knows(table))
        return suggest(ctx, table, typed, a, out, max);
    return reg_refs(ctx, table, typed, a, out, max);
}

static char *
env_ref_text(void *ctx, const char *table, int64_t id, struct arena *a)
{
    return reg_ref_text(ctx, table, id, a);
}

/* ---- life --------------------------------------------------------------------------------------- */

static void
keep(struct office *o, int which, const char **place, const char *text)
{
    free(o->p->names[which]);
    o->p->names[which] = mem_strdup(text);
    *place = o->p->names[which];
}

static struct office *
office_new(const char *desk)
{
    struct office *o = mem_alloc(sizeof *o);

    o->p = mem_alloc(sizeof *o->p);
    keep(o, NAME_DESK, &o->desk, desk ? desk : "");
    keep(o, NAME_STAFF, &o->staff_name, "");
    keep(o, NAME_ROLES, &o->roles, "");
    keep(o, NAME_PROJECT, &o->project_name, "");
    o->profiles = (1u << PROFILE_COUNT) - 1;
    o->env.ctx = o;
    o->env.list = env_list;
    o->env.refs = env_refs;
    o->env.ref_text = env_ref_text;
    load_roles(o->p);
    o->p->permissions = content_table("permissions.csv", &o->p->fixed);
    return o;
}

static bool
load(struct office *o, struct err *err)
{
    struct arena a = { 0 };
    char *kind;
    bool good = find_check_rules(o->store, err) && office_reload(o, err);

    if (good) {
        kind = setting_get(o, "kind", &a);
        o->kind = !kind ? OFFICE_REAL : strcmp(kind, "demo") == 0 ? OFFICE_DEMO : OFFICE_TRAINING;
        clock_start(o->p, o->kind != OFFICE_REAL, o->zone);
        o->env.now = office_now(o);
    }
    arena_free(&a);
    return good;
}

bool
office_open(struct office **out, const char *path, const char *desk, struct err *err)
{
    struct office *o = office_new(desk);

    *out = NULL;
    if (!store_open(&o->store, path, err) || !load(o, err)) {
        office_close(&o);
        return false;
    }
    /* Nothing is worse than before where it cannot be brought in now: the next desk that opens tries again. */
    if (seed_update(o, NULL))
        office_reload(o, NULL);
    *out = o;
    return true;
}

bool
office_create(struct office **out, const char *path, const char *desk, enum office_kind kind, struct err *err)
{
    static const char *const names[] = { NULL, "demo", "training" };
    struct office *o = office_new(desk);
    struct action a;

    *out = NULL;
    if (!store_create(&o->store, path, err)) {
        office_close(&o);
        return false;
    }
    o->kind = kind;
    clock_start(o->p, kind != OFFICE_REAL, ZONE_CHINA);
    if (!office_begin(o, &a, "database.create", ENTRY_FIXED | ENTRY_BULK, err) ||
        !seed_content(o, &a, err) || (names[kind] && !setting_put(&a, "kind", names[kind], err)) ||
        !action_commit(&a, err) || !store_settle(o->store, err) || !load(o, err)) {
        action_fail(&a);
        office_close(&o);
        return false;
    }
    *out = o;
    return true;
}

void
office_close(struct office **op)
{
    struct office *o = *op;

    if (!o)
        return;
    store_close(&o->store);
    kept_free(o->p);
    arena_free(&o->p->fixed);
    arena_free(&o->p->set);
    arena_free(&o->p->before);
    for (size_t i = 0; i < COUNT(o->p->names); i++)
        free(o->p->names[i]);
    free(o->p);
    free(o);
    *op = NULL;
}

moment
office_now(struct office *o)
{
    moment now = clock_now(o->p, o->zone);

    o->env.now = now;
    return now;
}

day
office_today(struct office *o)
{
    return moment_day(office_now(o), o->zone);
}

void
office_set_now(struct office *o, moment t)
{
    o->p->clock = t ? CLOCK_STILL : CLOCK_REAL;
    o->p->clock_base = t;
    office_now(o);
}

/* ---- who sits there ------------------------------------------------------------------------------ */

static void
seat_profiles(struct office *o)
{
    char *copy = mem_strdup(o->roles), *save = NULL;

    o->profiles = 0;
    for (char *code = strtok_r(copy, " ", &save); code; code = strtok_r(NULL, " ", &save)) {
        const struct role *r = role_get(o, code);

        if (r)
            o->profiles |= 1u << r->profile;
    }
    free(copy);
}

bool
office_seat(struct office *o, int64_t staff, struct err *err)
{
    struct arena a = { 0 };
    struct query q;
    bool found;

    o->staff = 0;
    o->profiles = 0;
    keep(o, NAME_STAFF, &o->staff_name, "");
    keep(o, NAME_ROLES, &o->roles, "");
    if (staff == 0)
        return true;
    q = query_begin(o->store, &seat_staff);
    query_bind_int(&q, staff);
    found = query_next(&q);
    if (found) {
        o->staff = staff;
        keep(o, NAME_STAFF, &o->staff_name, query_text(&q, "name", &a));
        keep(o, NAME_ROLES, &o->roles, query_text(&q, "roles", &a));
        seat_profiles(o);
    }
    arena_free(&a);
    if (!query_end(&q, err))
        return false;
    return found || err_set(err, ERR_MISSING, _("This colleague does not work here any more."));
}

bool
office_choose_project(struct office *o, int64_t project, struct err *err)
{
    struct arena a = { 0 };
    struct query q;
    bool found = project == 0;

    if (project == 0)
        keep(o, NAME_PROJECT, &o->project_name, "");
    if (project != 0) {
        q = query_begin(o->store, &seat_project);
        query_bind_int(&q, project);
        found = query_next(&q);
        if (found)
            keep(o, NAME_PROJECT, &o->project_name, query_text(&q, "name", &a));
        if (!query_end(&q, err))
            found = false;
    }
    if (found)
        o->project = project;
    arena_free(&a);
    return found || err_set(err, ERR_MISSING, _("There is no such project."));
}

bool
office_can(const struct office *o, const char *what, const char *right)
{
    const struct content_table *t = &o->p->permissions;

    if (o->staff == 0 && o->profiles == (1u << PROFILE_COUNT) - 1)
        return true;                /* the command line: whoever may read the file is trusted */
    for (size_t i = 0; i < t->rows; i++) {
        const char *const *row = (const char *const *)&t->cells[i * t->columns];

        if (!(o->profiles & 1u << profile_by_name(row[0])) || strcmp(row[2], right) != 0)
            continue;
        if (strcmp(row[1], "*") == 0 || strcmp(row[1], what) == 0)
            return true;
    }
    return false;
}

bool
office_must(const struct office *o, const char *what, const char *right, struct err *err)
{
    if (office_can(o, what, right))
        return true;
    return err_set(err, ERR_REFUSED, _("%s may not do this (%s). Ask a colleague whose role allows it."),
                   o->staff_name[0] ? o->staff_name : o->desk, what);
}

bool
office_begin(struct office *o, struct action *a, const char *name, unsigned flags, struct err *err)
{
    struct actor actor = { .staff = o->staff, .desk = o->desk, .now = office_now(o) };

    return action_begin(a, o->store, name, &actor, flags, err);
}

/* ---- settings and numbers -------------------------------------------------------------------------- */

char *
setting_get(struct office *o, const char *name, struct arena *a)
{
    struct query q = query_begin(o->store, &setting_value);
    char *value = NULL;

    query_bind_text(&q, name);
    if (query_next(&q))
        value = query_text(&q, "value", a);
    query_end(&q, NULL);
    return value;
}

bool
setting_put(struct action *a, const char *name, const char *value, struct err *err)
{
    struct query q = query_begin(a->store, &setting_set);

    query_bind_text(&q, name);
    query_bind_text(&q, value);
    return query_run(&q, err);
}

/* A to Z without I and O, then AA, AB ... */
static void
site_letters(int64_t site, char out[8])
{
    static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    char back[8];
    int n = 0, w = 0;

    for (; site > 0 && n < 7; site = (site - 1) / 24)
        back[n++] = letters[(site - 1) % 24];
    while (n > 0)
        out[w++] = back[--n];
    out[w] = '\0';
}

char *
number_next(struct office *o, struct action *a, const char *prefix)
{
    struct civil c = moment_civil(a->actor.now, o->zone);
    char *stem = arena_printf(&a->arena, "%s%02d%02d%02d", prefix, c.year % 100, c.month, c.mday), letters[8];

    site_letters(store_site(o->store), letters);
    return arena_printf(&a->arena, "%s-%s%03lld", stem, letters, (long long)store_count(a->store, stem));
}
