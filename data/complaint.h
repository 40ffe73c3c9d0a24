/* What customers bring to the hotline: taken up in one action with its clocks, worked on step by step, never lost
 * (CMP-01 to CMP-36). The record is one of complaint_register; every function that changes it is one action. */
#ifndef QT_DATA_COMPLAINT_H
#define QT_DATA_COMPLAINT_H

#include "data/register.h"
#include "data/task.h"
#include "rules/complaint_flow.h"

extern const struct reg complaint_register;
/* The form of the intake (F5); copied from and to the record by field name. */
extern const struct field complaint_intake_fields[];

/* ---- categories (content/categories.csv) ------------------------------------------------------------------ */

struct complaint_category {
    const char *code, *parent, *moment;         /* moment: "07"; "00" for what belongs to none */
    const char *name, *severity, *warranty;     /* severity: code; warranty: item of warranty.csv, "" none */
    const char *playbook;                       /* "MOM-07" */
    const char *first, *notify, *department, *escalate;     /* identifiers of roles, joined by | */
};
/* False: no such code. Texts in the arena. */
bool complaint_category(const char *code, struct arena *a, struct complaint_category *out);

/* ---- taking it up ------------------------------------------------------------------------------------------- */

/* A new one, received now by whoever sits there. Nothing is stored. */
struct record *complaint_new(struct office *o, struct arena *a);
/* Copy the values of the fields that both tables have, by name. */
void complaint_take(struct record *r, const struct field *fields, const struct value *v);
void complaint_give(const struct record *r, const struct field *fields, struct value *v);
/* Who rings: name, form of address, home (where there is one only), what they are to it, importance. 0: nobody known. */
void complaint_caller(struct office *o, struct record *r, int64_t customer);
/* What follows from what was entered so far: moment, severity where nobody chose one, building, department, role and
 * handler, importance. Filing does it by itself; a form does it at each change, to show it. */
void complaint_settle(struct office *o, struct record *r);
/* Number, caller (found: same name and phone; else made), clocks, dispatch to whoever the playbook names, notices: one
 * action "complaint.file". ERR_INPUT with the field where something is missing (CMP-03). */
bool complaint_file(struct office *o, struct record *r, struct err *err);
/* The same inside somebody else's action (imports): no rights, no dispatch, no notices where received_at lies in the past. */
bool complaint_file_within(struct office *o, struct action *a, struct record *r, struct err *err);
/* Changes of what was entered. A change of class, severity or urgency is a turn: the clocks are counted anew and why is kept.
 * ERR_CHANGED as reg_save. */
bool complaint_edit(struct office *o, struct record *r, const char *why, struct err *err);
/* CMP-06: to another class, with number and clocks kept. class: code. */
bool complaint_convert(struct office *o, int64_t id, const char *class, const char *why, struct err *err);

/* ---- the work ------------------------------------------------------------------------------------------------ */

/* CMP-07: to another department or person (role: code; staff 0: the role's own). A reason is needed once it was
 * dispatched. The customer's clock is not begun anew. Whoever gets it is told (complaint_notice). */
bool complaint_dispatch(struct office *o, int64_t id, const char *role, int64_t staff, const char *why, struct err *err);
/* CMP-09: the owner was spoken to. */
bool complaint_contact(struct office *o, int64_t id, const char *result, struct err *err);
bool complaint_respond(struct office *o, int64_t id, const char *words, struct err *err);       /* CMP-11, the first answer */
bool complaint_arrive(struct office *o, int64_t id, const char *who, struct err *err);          /* CMP-12 */
/* CMP-10: kind is a code of the list progress_kind; told: the owner was told by phone just now. */
bool complaint_progress(struct office *o, int64_t id, const char *kind, const char *text, const char *next, bool told,
                        struct err *err);
/* One step of the way (rules/complaint_flow.h): planned, agreed, in_progress, mediation. why may be NULL. */
bool complaint_step(struct office *o, int64_t id, enum complaint_stage to, const char *why, struct err *err);
/* The same inside somebody else's action (a plan was offered, an agreement signed): nothing happens where it is there or further. */
bool complaint_step_within(struct office *o, struct action *a, int64_t id, enum complaint_stage to, const char *why, struct err *err);
bool complaint_done(struct office *o, int64_t id, const char *result, const char *words, struct err *err);
bool complaint_confirm(struct office *o, int64_t id, const char *how, const char *by, struct err *err);      /* CMP-21 */
/* CMP-22: the closing call. Not solved, or unhappy: it is reopened in the same action. */
struct complaint_answers {
    bool reached;
    bool solved;
    int speed, manner, quality;     /* 1 to 5; 0: not answered */
    const char *left_over;          /* NULL or "": nothing */
    bool reopen;                    /* the customer is not satisfied: back to work (CMP-23) */
};
bool complaint_follow_up(struct office *o, int64_t id, const struct complaint_answers *f, struct err *err);
bool complaint_reopen(struct office *o, int64_t id, const char *why, struct err *err);          /* CMP-23 */
/* CMP-24: what is missing, bits of CLOSE_LACKS_*, and reminders that do not hinder (CMP-31), one line each. */
unsigned complaint_close_lacking(struct office *o, int64_t id, struct arena *a, char ***lines, size_t *count);
bool complaint_close(struct office *o, int64_t id, struct err *err);
/* TIME-07: the customer wants it later. The clocks that run (not that of progress) stand still until then. */
bool complaint_pause(struct office *o, int64_t id, moment until, const char *confirmed_by, moment confirmed_at, const char *why,
                     struct err *err);
/* CMP-14: the customer wants somebody higher: one level more for the clock that is due next. */
bool complaint_escalate(struct office *o, int64_t id, const char *why, struct err *err);
/* CMP-15. on false takes it back. */
bool complaint_mark_major(struct office *o, int64_t id, bool on, const char *why, struct err *err);
/* CMP-25: yes with the defect that it is an example of (0: decided later), or no; why is kept. */
bool complaint_judge(struct office *o, int64_t id, bool systemic, int64_t defect, const char *why, struct err *err);
/* CMP-31. cost in fen; approver 0: none yet. */
bool complaint_goodwill(struct office *o, int64_t id, const char *what, int64_t cost, int64_t approver, const char *reply, struct err *err);
/* F-429: a step of the playbook ("MOM-07", "VIP") done, by whom and when; off takes it back. place from 1. */
bool complaint_tick(struct office *o, int64_t id, const char *playbook, int place, bool on, struct err *err);
struct complaint_ticked { int place; moment at; char *staff_name; };
size_t complaint_ticks(struct office *o, int64_t id, const char *playbook, struct arena *a, struct complaint_ticked *out, size_t max);

/* ---- notices (CMP-08) ------------------------------------------------------------------------------------------- */

struct complaint_notice {
    int64_t id, complaint, staff;
    char *role_name, *staff_name, *phone, *text;
    moment mailed, texted, confirmed;           /* 0: not */
    char *confirmed_by;
};
/* Of one matter, or (0) all that nobody confirmed yet. */
size_t complaint_notices(struct office *o, int64_t id, struct arena *a, struct complaint_notice *out, size_t max);
/* The mail was sent from the desk's own mail program just now: the time is noted. Text messages go by the outbox. */
bool complaint_notice_mailed(struct office *o, int64_t notice, struct err *err);
/* Told on the phone that it arrived; by: who said so ("" the person itself). */
bool complaint_notice_confirm(struct office *o, int64_t notice, const char *by, struct err *err);

/* ---- several that are one -------------------------------------------------------------------------------------------- */

/* The others are the same matter as keep: their words, progress and losses are read there from now on; one action. */
bool complaint_merge(struct office *o, int64_t keep, const int64_t *others, size_t count, const char *why, struct err *err);
/* A parent for matters of one cause (a whole building): a new record that carries the clocks for its children. The first
 * child gives it category, place, building and the earliest reception. *parent: its id. */
bool complaint_incident(struct office *o, const int64_t *children, size_t count, const char *words, int64_t *parent, struct err *err);
bool complaint_join(struct office *o, int64_t parent, int64_t child, struct err *err);
bool complaint_leave(struct office *o, int64_t child, const char *why, struct err *err);      /* its own clocks run again */

/* ---- clocks -------------------------------------------------------------------------------------------------------------- */

/* Kind of the task that carries the clock: "contact_owner" ... */
const char *complaint_clock_kind(enum complaint_clock_name clock);
/* All clocks of a stored matter, or of one that is only entered (id 0: as if it were filed now). */
bool complaint_clocks(struct office *o, const struct record *r, struct arena *a, struct complaint_clocks *out, struct err *err);
/* The working of all clocks, line by line: `i`. */
bool complaint_explain(struct office *o, const struct record *r, struct arena *a, char ***lines, size_t *count, struct err *err);

/* What it is about in a few words: the summary, else the beginning of the words. */
char *complaint_about(const struct record *r, struct arena *a);
/* How the customer is addressed: 王先生. */
char *complaint_addressed(struct office *o, const struct record *r, struct arena *a);

/* ---- queries ---------------------------------------------------------------------------------------------------------------- */

/* One row of a queue. */
struct complaint_row {
    int64_t id, customer, home, handler;
    char *number, *class, *category, *name, *phone /* masked */, *home_code, *summary, *handler_name, *department;
    enum complaint_stage stage;
    moment received, warn, due;         /* of the clock that is due next; 0: none runs */
    char *clock_text;                   /* what is due next, "" nothing */
    int level;                          /* escalations of that clock */
    bool important, urgent, major, incident;
    int64_t reopened;
};
enum complaint_view { VIEW_MINE, VIEW_ROLE, VIEW_OVERDUE, VIEW_OPEN, VIEW_ALL };
struct complaint_filter {
    enum complaint_view view;
    const char *class, *category;       /* codes; NULL: all */
    const char *department;
    int64_t customer, home, building, parent;       /* 0: all */
    const char *phone;
};
/* Emergencies that nobody has reached, important ones, then by the red line that comes next (VIEW_ALL: newest first). At most max. */
bool complaint_list(struct office *o, const struct complaint_filter *f, struct arena *a, struct complaint_row *out, size_t max,
                    size_t *count, struct err *err);
int64_t complaint_total(struct office *o, const struct complaint_filter *f);

/* REC-31: everything that was noted of it, newest first: progress, what the owner was told, every step of the way. */
struct complaint_story {
    moment at;
    const char *kind;                   /* code of the list progress_kind; "" a step of the way */
    char *who, *text, *next;            /* next: "" none */
    moment told;                        /* when the owner was told; 0: was not */
};
size_t complaint_story(struct office *o, int64_t id, struct arena *a, struct complaint_story *out, size_t max);

/* CMP-30: what a caller is told: stage, person, next time; and a sentence to say. */
struct complaint_status {
    enum complaint_stage stage;
    char *number, *about, *handler, *next, *sentence;
    moment due;                         /* 0: nothing is due */
};
bool complaint_status(struct office *o, int64_t id, struct arena *a, struct complaint_status *out, struct err *err);
/* That it was told is noted (one line of the matter's story). */
bool complaint_asked(struct office *o, int64_t id, struct err *err);

#endif
