/* The open records together with who sits there, when it is, and what the company has set:
 * handed to every query and action of the data layer. */
#ifndef QT_DATA_OFFICE_H
#define QT_DATA_OFFICE_H

#include "base/field.h"
#include "base/worktime.h"
#include "data/engine/action.h"

struct policy;

enum office_kind { OFFICE_REAL, OFFICE_DEMO, OFFICE_TRAINING };

enum profile {
    PROFILE_RECEPTIONIST, PROFILE_CONSULTANT, PROFILE_OPERATOR, PROFILE_INSPECTOR, PROFILE_ENGINEER,
    PROFILE_SITE_MANAGER, PROFILE_SUPERVISOR, PROFILE_MANAGEMENT, PROFILE_ADMINISTRATOR, PROFILE_COUNT
};

struct role { const char *code, *identifier, *name, *duty; enum profile profile; };

struct office {
    struct store *store;
    enum office_kind kind;
    int64_t staff;                  /* who sits there; 0: nobody yet, or the command line */
    const char *staff_name;         /* "" for nobody */
    const char *roles;              /* codes joined by blanks */
    unsigned profiles;              /* bits 1 << enum profile; the command line has all */
    const char *desk;
    int64_t project;                /* the project worked in; 0: all */
    const char *project_name;
    int zone;                       /* seconds east of UTC */
    struct calendar calendar;
    struct field_env env;           /* for forms, imports, lists: its lists and references are ours */
    struct office_private *p;
};

/* Open the database and load what the company has set. desk is copied. Nobody sits there yet. */
bool office_open(struct office **out, const char *path, const char *desk, struct err *err);
/* Create one: empty, with content seeded (lists, calendar, templates). path NULL: in memory. */
bool office_create(struct office **out, const char *path, const char *desk, enum office_kind kind, struct err *err);
void office_close(struct office **o);

/* Now. QIANTAI_NOW turns the clock of demonstration and training databases: "2026-11-22T09:00" stands still,
 * with + behind it runs on, "@FILE" is read again at every call. */
moment office_now(struct office *o);
day office_today(struct office *o);
/* For tests and generators: from here on it is t (stands still); 0: the real clock again. */
void office_set_now(struct office *o, moment t);

/* Who sits there now (after the log-in). staff 0: nobody. */
bool office_seat(struct office *o, int64_t staff, struct err *err);
bool office_choose_project(struct office *o, int64_t project, struct err *err);
/* Did others write? Then what the company has set is read again where it changed. */
bool office_changed(struct office *o);
/* Read policies, lists and calendar again (called by the actions that change them). */
bool office_reload(struct office *o, struct err *err);

/* May this person? right is "see", "do" or "approve"; what as in permissions.csv. */
bool office_can(const struct office *o, const char *what, const char *right);
/* The same, as a refusal with words. */
bool office_must(const struct office *o, const char *what, const char *right, struct err *err);

/* The 50 roles. */
size_t role_count(const struct office *o);
const struct role *role_at(const struct office *o, size_t i);
const struct role *role_get(const struct office *o, const char *code);      /* by code or identifier; NULL: none */
bool office_has_role(const struct office *o, const char *code);

/* The choice list of that name, or NULL. Lent until the office reloads. */
const struct option_list *office_list(const struct office *o, const char *name);
/* How many entries a list may have that are offered (it stands in a key budget); 0: no such limit. */
int64_t office_list_most(const struct office *o, const char *name);
/* Text of a code, the code itself where the list has none; "" for NULL. */
const char *office_code_text(const struct office *o, const char *list, const char *code);

/* What this desk saved last in a field that keeps it, or NULL; and remembering it (copied). Lasts as long as the office. */
const struct value *office_kept(const struct office *o, const char *record, const char *field);
void office_keep(struct office *o, const char *record, const char *field, const struct value *v);

/* Begin an action as the person who sits there. */
bool office_begin(struct office *o, struct action *a, const char *name, unsigned flags, struct err *err);

/* A setting of this database (not a number of the trade: those are policies). NULL: not set. In the arena. */
char *setting_get(struct office *o, const char *name, struct arena *a);
bool setting_put(struct action *a, const char *name, const char *value, struct err *err);

/* The next number for people, inside an action: number_next(a, "JD") -> "JD261122-A009". In a's arena. */
char *number_next(struct office *o, struct action *a, const char *prefix);

#endif
