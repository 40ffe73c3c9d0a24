/* Registers: more than a third of the product is something noted down, with fields, states, a date that
 * matters, somebody who approves. Such a thing is declared here as a table; one engine lists, edits, finds,
 * imports, exports, reminds, approves and journals it. */
#ifndef QT_DATA_REGISTER_H
#define QT_DATA_REGISTER_H

#include "data/office.h"

struct record;
struct sheet_pairs;
struct paper;

struct reg_state { const char *id; const char *label; };    /* N_; a table ends with a NULL id */

/* A step from one state to another, made by hand. */
struct move {
    const char *id;             /* "accept": the action is journalled as "<register>.accept" */
    const char *label;          /* N_ */
    const char *from;           /* states it may be made from, separated by blanks; "*": any */
    const char *to;
    const char *right;          /* NULL or "do": the right to edit; any other word W: the right "<register>.W" to approve */
    bool reason;                /* a reason must be given */
    const char *sign;           /* reference to staff that takes who made the move; NULL: none */
    const char *date;           /* day that becomes today; NULL: none */
    bool keep_date;             /* a day that is set already stays */
};

/* A task that a record raises by itself while it is in one of the states. Reconciled at every save:
 * it is raised, moved with its date, or ended; never doubled. */
struct reg_raise {
    const char *task;           /* kind of the task: "permit.renew" */
    const char *text;           /* N_ what is to be done */
    const char *states;         /* separated by blanks; NULL: any */
    const char *date;           /* field whose day is the red line (until 24:00); NULL: now */
    const char *warn;           /* policy: how long before (with date) or after (without) the line turns yellow */
    const char *red;            /* policy: how long after now it turns red; only without date */
    const char *rule;           /* RCP-39 */
    const char *role;           /* identifier of a role */
    const char *role_of;        /* field that holds a role's code: whose it is instead, where set; NULL: none */
    const char *person;         /* reference to staff: whose it is, where set; NULL: nobody in particular */
    bool plan;                  /* a planning limit: reminded, never escalated */
    bool approval;              /* ends when an approving move is made: shown in the approvals */
};

/* How a record stands in lists; its page says why (remarks). */
enum reg_look { LOOK_PLAIN, LOOK_WARN, LOOK_BAD };

struct reg {
    const char *name;           /* table, and KIND on the command line */
    const char *one, *many;     /* N_ "permit", "Permits" */
    const struct field *fields;
    const struct reg_state *states;     /* the first is that of a new record; NULL: this register has none */
    const struct move *moves;           /* may be NULL; ends with a NULL id */
    const struct reg_raise *raises;     /* may be NULL; ends with a NULL task */
    const char *title;          /* fields that name a record, separated by blanks */
    const char *columns;        /* fields shown in the list, separated by blanks; "state" may be among them */
    const char *order;          /* field by which the list is ordered; "-" in front: newest first */
    bool order_set;             /* its column is never NULL though the field is not required: an index on it serves */
    const char *search;         /* fields that the filter looks into */
    const char *unique;         /* fields that make two records the same for an import; NULL: all fields */
    const char *subjects;       /* reference fields whose people and homes the entry is about: "customer home" */
    const char *screen;         /* right to see it; NULL: "screen.registers" */
    bool hidden;                /* has a screen of its own: not in the list of registers */
    bool settings;              /* what the office knows by heart (lists, calendar): read again after each write */
    /* One way of writing what may be typed in several (plates): before it is compared or saved. May be NULL. */
    void (*tidy)(struct office *o, struct record *r);
    /* Within the action, before the checks: fills what follows from other fields, or turns an edit into a new record
     * (r->id = 0). Text that it sets lasts in r->arena. May be NULL. */
    bool (*saving)(struct office *o, struct action *a, struct record *r, struct err *err);
    /* A check across fields and records, before a save. May be NULL. */
    bool (*check)(struct office *o, const struct record *r, struct err *err);
    /* Within the same action, after the record was written (a new version in force retires the old one). May be NULL. */
    bool (*saved)(struct office *o, struct action *a, const struct record *r, struct err *err);
    /* What is missing in the days from..to (gaps of a roster, checks not made), one line each. May be NULL. */
    size_t (*gaps)(struct office *o, day from, day to, struct arena *a, char ***lines);
    /* May be NULL: all are plain. */
    enum reg_look (*look)(struct office *o, const struct record *r);
    /* What must be said wherever the record is shown, one line each: what hinders it, what customers must be told. May be NULL. */
    size_t (*remarks)(struct office *o, const struct record *r, struct arena *a, char ***lines);
    /* Its paper where that is more than its fields, title and signatures included (data/sheet_private.h). May be NULL. */
    bool (*paper)(struct sheet_pairs *s, struct paper *p, const struct record *r, struct err *err);
    /* A state whose records lists leave out unless that state is asked for; NULL: none. */
    const char *gone;
    /* What each figure, hint or rule of the help should say; ends with NULL; may be NULL. */
    const char *const *tips;
};

struct record {
    const struct reg *reg;
    int64_t id;                 /* 0: not stored yet */
    const char *state;          /* "" without states */
    int64_t entry;              /* the journal entry that last wrote it, as it was read */
    struct value *v;            /* one for each field, in the arena */
    struct arena *arena;        /* that it was made or read in */
};

/* All registers, in the order of the menu; NULL after the last. */
const struct reg *reg_at(size_t i);
const struct reg *reg_get(const char *name);            /* NULL: none of that name */

/* A new record: the project worked in, what keep_last remembers of this desk, else the fields' defaults. */
struct record *record_new(struct office *o, const struct reg *reg, struct arena *a);
struct value *record_value(struct record *r, const char *field);        /* stops at an unknown name */
const char *record_text(const struct record *r, const char *field);     /* "" where not set */
int64_t record_num(const struct record *r, const char *field);          /* 0 where not set */
void record_set_text(struct record *r, const char *field, const char *text);    /* lent; NULL or "": not set */
void record_set_num(struct record *r, const char *field, int64_t num);
void record_clear(struct record *r, const char *field);
/* How it is named: its title fields shown, joined by blanks. */
char *record_title(struct office *o, const struct record *r, struct arena *a);

bool reg_read(struct office *o, const struct reg *reg, int64_t id, struct arena *a, struct record **out, struct err *err);

/* A window of the list by key. */
struct reg_filter {
    const char *text;           /* looked for in the search fields; NULL or "": all */
    const char *state;          /* NULL: all */
    const char *field;          /* a field that must have this value ... */
    int64_t equals;             /* ... (references, numbers, days) */
    const char *equals_text;    /* ... or this text */
    const char *and_field;      /* and a field of text that must be ... */
    const char *and_text;       /* ... this */
};
struct reg_key { const char *text; int64_t num; int64_t id; };     /* order value and id of a row */
/* Rows behind (or, backwards, before) the key `from` (NULL: from the end concerned), at most max.
 * They come in list order in both directions. */
bool reg_window(struct office *o, const struct reg *reg, const struct reg_filter *f, const struct reg_key *from, bool backwards,
                struct arena *a, struct record **out, size_t max, size_t *count, struct err *err);
struct reg_key reg_key_of(const struct record *r);
int64_t reg_total(struct office *o, const struct reg *reg, const struct reg_filter *f);

/* Save: a new record ("<name>.new") or the changes to one ("<name>.edit"). Checks rights, every field, what is
 * required, .check. ERR_CHANGED: somebody wrote it since it was read; err says who and what, nothing is saved.
 * r->id, r->entry are updated. why: reason of a correction, may be NULL. */
bool reg_save(struct office *o, struct record *r, const char *why, struct err *err);
/* The same inside an action of somebody else (imports, special screens): no rights, no journal entry of its own.
 * Where a register of settings was written and the action fails, the caller calls office_reload.
 * In a bulk action nobody becomes a subject; the find index of customers follows (find_postpone). */
bool reg_write(struct office *o, struct action *a, struct record *r, struct err *err);
/* Is the stored record still the one that was read? Else ERR_CHANGED says who wrote it, when, and what. */
bool reg_unchanged(struct office *o, const struct record *r, struct record **stored, struct arena *a, struct err *err);
/* Moves that may be made from the record's state by this person; returns their number. */
size_t reg_moves(const struct office *o, const struct record *r, const struct move **out, size_t max);
bool reg_move(struct office *o, struct record *r, const struct move *m, const char *reason, struct err *err);
/* The move of that id, if it may be made now; else NULL. */
const struct move *reg_move_named(const struct office *o, const struct record *r, const char *id);
const char *reg_state_label(const struct reg *reg, const char *state);      /* translated */
bool move_approves(const struct move *m);               /* needs a right to approve */
bool reg_may_see(const struct office *o, const struct reg *reg);
bool reg_may_edit(const struct office *o, const struct reg *reg);       /* new records and changes */

/* What changed between two records of one register, "label: old -> new, ..." masked as lists are; "" nothing. */
char *record_changes(struct office *o, const struct record *old, const struct record *now, struct arena *a);

/* The stored record that is the same by .unique, or NULL in *out. */
bool reg_same(struct office *o, const struct record *r, struct arena *a, struct record **out, struct err *err);
/* For .check: no other record is the same by .unique; else an error at that field names it. */
bool reg_alone(struct office *o, const struct record *r, const char *field, struct err *err);

/* For reference fields: records of a table that fit what was typed; how one is named. */
size_t reg_refs(struct office *o, const char *table, const char *typed, struct arena *a, struct option *out, size_t max);
char *reg_ref_text(struct office *o, const char *table, int64_t id, struct arena *a);

/* For tests: every declaration agrees with its table, its lists, its policies and its rights. */
bool reg_check_all(struct office *o, struct err *err);

#endif
