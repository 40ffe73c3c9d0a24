#include "data/login.h"

#include "base/lang.h"
#include "base/text.h"
#include "data/policy.h"
#include "data/register.h"
#include "rules/lockout.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

SQL(login_in_service, "SELECT s.id, s.name, coalesce(s.roles, '') AS roles, l.secret IS NOT NULL AS secret,"
                      " coalesce(l.locked_until, 0) AS locked_until"
                      " FROM staff s LEFT JOIN login_state l ON l.staff = s.id WHERE s.state = 'active' ORDER BY s.id");
SQL(login_anybody, "SELECT count(*) FROM staff WHERE state = 'active'");
SQL(login_read, "SELECT s.name, l.secret, coalesce(l.failures, 0) AS failures, coalesce(l.locked_until, 0) AS locked_until"
                " FROM staff s LEFT JOIN login_state l ON l.staff = s.id WHERE s.id = ? AND s.state = 'active'");
SQL(login_failed, "INSERT INTO login_state(staff, failures, locked_until) VALUES (?1, 1, ?2)"
                  " ON CONFLICT(staff) DO UPDATE SET failures = failures + 1, locked_until = excluded.locked_until");
SQL(login_passed, "INSERT INTO login_state(staff, last_at) VALUES (?1, ?2)"
                  " ON CONFLICT(staff) DO UPDATE SET failures = 0, locked_until = 0, last_at = excluded.last_at");
SQL(login_secret, "INSERT INTO login_state(staff, secret) VALUES (?1, ?2)"
                  " ON CONFLICT(staff) DO UPDATE SET secret = excluded.secret, failures = 0, locked_until = 0");
SQL(login_a_project, "SELECT min(id) FROM project");

struct login {
    char *name, *secret;        /* secret NULL: none set */
    int64_t failures;
    moment locked_until;
};

/* ---- who there is ------------------------------------------------------------------ */

static char *
role_names(const struct office *o, const char *codes, struct arena *a)
{
    struct buf out = { 0 };
    char *rest = arena_strdup(a, codes), *code, *text;

    while ((code = strtok_r(rest, " ", &rest))) {
        const struct role *r = role_get(o, code);

        buf_printf(&out, "%s%s", out.size ? " " : "", r ? r->name : code);
    }
    text = arena_strdup(a, out.text ? out.text : "");
    buf_free(&out);
    return text;
}

bool
login_colleagues(struct office *o, struct arena *a, struct colleague **out, size_t *count, struct err *err)
{
    struct query q = query_begin(o->store, &login_anybody);
    size_t room = (size_t)query_number(&q, 0);

    *out = arena_alloc(a, (room + 1) * sizeof **out);
    *count = 0;
    q = query_begin(o->store, &login_in_service);
    while (*count < room && query_next(&q))
        (*out)[(*count)++] = (struct colleague) {
            .id = query_int(&q, "id"), .name = query_text(&q, "name", a),
            .roles = role_names(o, query_text(&q, "roles", a), a),
            .secret = query_int(&q, "secret") != 0, .locked_until = query_int(&q, "locked_until"),
        };
    return query_end(&q, err);
}

bool
login_nobody(struct office *o)
{
    struct query q = query_begin(o->store, &login_anybody);

    return query_number(&q, 1) == 0;
}

bool
login_asks(const struct office *o, const struct colleague *c)
{
    return c->secret || o->kind == OFFICE_REAL;
}

static bool
login_get(struct office *o, int64_t staff, struct arena *a, struct login *out, struct err *err)
{
    struct query q = query_begin(o->store, &login_read);
    bool found;

    query_bind_int(&q, staff);
    found = query_next(&q);
    if (found)
        *out = (struct login) { query_text(&q, "name", a), query_text_or_null(&q, "secret", a), query_int(&q, "failures"),
                                query_int(&q, "locked_until") };
    if (!query_end(&q, err))
        return false;
    return found || err_set(err, ERR_MISSING, _("This colleague does not work here any more."));
}

/* ---- secrets ------------------------------------------------------------------------- */

static bool
secret_make(const char *password, char out[crypto_pwhash_STRBYTES], struct err *err)
{
    if (sodium_init() < 0 ||
        crypto_pwhash_str(out, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return err_set(err, ERR_IO, _("There is not enough memory to keep the password."));
    return true;
}

static bool
secret_is(const char *secret, const char *password)
{
    return sodium_init() >= 0 && crypto_pwhash_str_verify(secret, password, strlen(password)) == 0;
}

static bool
password_good(struct office *o, const char *password, struct err *err)
{
    int64_t least = policy_number(o, "login.password_min");

    if ((int64_t)text_length(password) < least)
        return err_set(err, ERR_INPUT, _("A password needs at least %" PRId64 " characters."), least);
    return true;
}

static bool
secret_store(struct action *a, int64_t staff, const char *password, struct err *err)
{
    char secret[crypto_pwhash_STRBYTES];
    struct query q;

    if (!secret_make(password, secret, err))
        return false;
    q = query_begin(a->store, &login_secret);
    query_bind_int(&q, staff);
    query_bind_text(&q, secret);
    return query_run(&q, err);
}

/* ---- trying ---------------------------------------------------------------------------- */

/* The entry of a try is the colleague's own, whoever sat there before. A secret in a changeset would be undone and
 * kept for ever: these entries are bulk and fixed. */
static bool
begin_as(struct office *o, struct action *a, const char *name, int64_t staff, struct err *err)
{
    struct actor actor = { .staff = staff, .desk = o->desk, .now = office_now(o) };

    if (!action_begin(a, o->store, name, &actor, ENTRY_FIXED | ENTRY_QUIET | ENTRY_BULK, err))
        return false;
    action_subject(a, "staff", staff);
    return true;
}

static struct lockout_limits
limits_of(const struct office *o)
{
    return (struct lockout_limits) {
        .free_tries = (int)policy_number(o, "login.free_tries"),
        .first_seconds = policy_number(o, "login.delay_seconds"),
        .most_seconds = policy_number(o, "login.delay_max_minutes") * 60,
    };
}

static bool
say_wait(struct office *o, moment until, struct err *err)
{
    struct arena a = { 0 };

    err_set(err, ERR_REFUSED, _("Too many wrong passwords: wait %s, then try again."), span_show(&a, until - office_now(o)));
    arena_free(&a);
    return false;
}

static bool
note_failure(struct office *o, int64_t staff, const struct login *l, struct err *err)
{
    struct lockout_limits limits = limits_of(o);
    moment now = office_now(o), until = lockout_until((int)l->failures + 1, now, &limits);
    struct action a;
    struct query q;

    if (!begin_as(o, &a, "login.bad", staff, err))
        return false;
    q = query_begin(o->store, &login_failed);
    query_bind_int(&q, staff);
    query_bind_int(&q, until > now ? until : 0);
    a.summary = arena_printf(&a.arena, _("Wrong password for %s"), l->name);
    if (!query_run(&q, err))
        return action_fail(&a);
    if (!action_commit(&a, err))
        return false;
    if (until > now)
        return say_wait(o, until, err);
    return err_set(err, ERR_INPUT, _("This is not the password."));
}

static bool
note_success(struct office *o, int64_t staff, const struct login *l, struct err *err)
{
    struct action a;
    struct query q;

    if (!begin_as(o, &a, "login.good", staff, err))
        return false;
    q = query_begin(o->store, &login_passed);
    query_bind_int(&q, staff);
    query_bind_int(&q, office_now(o));
    a.summary = arena_printf(&a.arena, _("%s logged in"), l->name);
    return query_run(&q, err) ? action_commit(&a, err) : action_fail(&a);
}

/* Wrong, and the wait that follows, are noted; so is right. */
static bool
check_password(struct office *o, int64_t staff, const struct login *l, const char *password, struct err *err)
{
    if (l->locked_until > office_now(o))
        return say_wait(o, l->locked_until, err);
    if (!l->secret && o->kind == OFFICE_REAL)
        return err_set(err, ERR_REFUSED, _("%s has no password yet: ask the administrator to set one."), l->name);
    return !l->secret || secret_is(l->secret, password) || note_failure(o, staff, l, err);
}

/* ---- the project worked in ----------------------------------------------------------------- */

static char *
project_setting(const struct office *o, struct arena *a)
{
    return arena_printf(a, "staff.%" PRId64 ".project", o->staff);
}

/* The one last worked in, else the only or first one. */
static void
choose_project(struct office *o)
{
    struct arena a = { 0 };
    struct query q = query_begin(o->store, &login_a_project);
    int64_t first = query_number(&q, 0);
    char *last = setting_get(o, project_setting(o, &a), &a);

    if (!last || !office_choose_project(o, strtoll(last, NULL, 10), NULL))
        office_choose_project(o, first, NULL);
    arena_free(&a);
}

bool
login_project(struct office *o, int64_t project, struct err *err)
{
    struct action a;

    if (!office_choose_project(o, project, err))
        return false;
    if (!office_begin(o, &a, "desk.project", ENTRY_FIXED | ENTRY_QUIET, err))
        return false;
    a.summary = arena_printf(&a.arena, _("Works in %s"), project ? o->project_name : _("all projects"));
    return setting_put(&a, project_setting(o, &a.arena), arena_printf(&a.arena, "%" PRId64, project), err)
               ? action_commit(&a, err)
               : action_fail(&a);
}

bool
login_try(struct office *o, int64_t staff, const char *password, struct err *err)
{
    struct arena a = { 0 };
    struct login l;
    bool good = login_get(o, staff, &a, &l, err) && check_password(o, staff, &l, password, err) &&
                note_success(o, staff, &l, err) && office_seat(o, staff, err);

    if (good)
        choose_project(o);
    arena_free(&a);
    return good;
}

/* ---- setting passwords ---------------------------------------------------------------------- */

static const char *
administrator_role(const struct office *o)
{
    for (size_t i = 0; i < role_count(o); i++)
        if (role_at(o, i)->profile == PROFILE_ADMINISTRATOR)
            return role_at(o, i)->code;
    return "";
}

bool
login_first(struct office *o, const char *name, const char *password, struct err *err)
{
    struct action a;
    struct record *r;
    int64_t id;

    if (!login_nobody(o))
        return err_set(err, ERR_REFUSED, _("This database has staff already: log in."));
    if (!*name)
        return err_set(err, ERR_INPUT, _("Who are you? The name is missing."));
    if (!password_good(o, password, err))
        return false;
    if (!office_begin(o, &a, "staff.first", ENTRY_FIXED | ENTRY_BULK, err))
        return false;
    r = record_new(o, reg_get("staff"), &a.arena);
    record_set_text(r, "name", name);
    record_set_text(r, "roles", administrator_role(o));
    a.summary = arena_printf(&a.arena, _("%s is the first administrator"), name);
    if (!reg_write(o, &a, r, err) || !secret_store(&a, r->id, password, err))
        return action_fail(&a);
    id = r->id;
    action_subject(&a, "staff", id);
    if (!action_commit(&a, err) || !office_seat(o, id, err))
        return false;
    choose_project(o);
    return true;
}

static bool
store_password(struct office *o, int64_t staff, const char *name, const char *password, struct err *err)
{
    struct action a;

    if (!password_good(o, password, err) ||
        !office_begin(o, &a, "login.password", ENTRY_FIXED | ENTRY_QUIET | ENTRY_BULK, err))
        return false;
    action_subject(&a, "staff", staff);
    a.summary = arena_printf(&a.arena, _("New password for %s"), name);
    return secret_store(&a, staff, password, err) ? action_commit(&a, err) : action_fail(&a);
}

bool
login_change(struct office *o, const char *old, const char *password, struct err *err)
{
    struct arena a = { 0 };
    struct login l;
    bool good = login_get(o, o->staff, &a, &l, err) && check_password(o, o->staff, &l, old, err) &&
                store_password(o, o->staff, l.name, password, err);

    arena_free(&a);
    return good;
}

bool
login_set(struct office *o, int64_t staff, const char *password, struct err *err)
{
    struct arena a = { 0 };
    struct login l;
    bool good = office_must(o, "register.staff.edit", "do", err) && login_get(o, staff, &a, &l, err) &&
                store_password(o, staff, l.name, password, err);

    arena_free(&a);
    return good;
}
