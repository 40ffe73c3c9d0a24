/* Appointments to view (RCP-54 to RCP-61): booking, what follows from it, the day itself, its result.
 *
 * booked -> arrived, missed, cancelled; missed -> booked again when it is moved. Whoever writes the record, the same
 * follows within that action: number, customer found or made, tasks (viewing, viewing_prep, viewing_security,
 * viewing_missed, notify_staff), the confirmation message. Bulk actions write no messages and raise no tasks. */
#ifndef QT_DATA_VIEWING_H
#define QT_DATA_VIEWING_H

#include "data/register.h"

extern const struct reg viewing_register;
extern const struct field viewing_form_fields[];            /* an appointment, copied by field name */
extern const struct field viewing_result_fields[];          /* what came of it (RCP-59) */

/* ---- booking ---- */

struct record *viewing_new(struct office *o, struct arena *a);
/* Somebody stands here without an appointment and wants to view now (RCP-56). */
struct record *viewing_new_urgent(struct office *o, struct arena *a);
/* Book it, or save the changes to it: name, contact or its refusal, party, time in the future (RCP-54). A changed time
 * needs moved_why. Its number is kept in arena. On failure the record is as it was. ERR_CHANGED as reg_save. */
bool viewing_book(struct office *o, struct record *viewing, struct arena *arena, struct err *err);
/* The same inside somebody else's action. */
bool viewing_write(struct office *o, struct action *a, struct record *viewing, struct err *err);

/* Others at that time of the same consultant, or in the same show flat (homes by code, or the word 样板间), in words;
 * NULL: none. It warns and forbids nothing (RCP-61). */
char *viewing_clash(struct office *o, const struct record *viewing, struct arena *a);
/* What the needs want prepared: "轮椅:备坡道与无障碍路线 停车位:留好车位"; "" none. */
char *viewing_needs(struct office *o, const char *codes, struct arena *a);
/* How it stands with the confirmation message, in words; "" where none was written. */
char *viewing_message_words(struct office *o, int64_t viewing, struct arena *a);

/* ---- who is free, and when ---- */

struct viewing_consultant {
    int64_t staff;
    char *name;
    char *busy;                 /* with what, in words; NULL: free */
    bool duty;                  /* on the roster then; true for all where the roster says nothing */
    int64_t received;           /* today */
    int place;                  /* in the order of the day's rota, the next one 1; 0: not on it, or it is not about now */
};
/* The project's consultants from `from` to `to`, whose turn it is first: free, on duty,
 * by the rota of the day, else fewest received. An
 * appointment `except` does not count; now: open receptions and absences do. At most max; returns their number. */
size_t viewing_consultants(struct office *o, int64_t project, moment from, moment to, int64_t except, bool now, struct arena *a,
                           struct viewing_consultant *out, size_t max);

struct viewing_slot { moment at; int64_t consultant; char *names; };      /* who is free, first whose turn it is */
/* Free slots from the day on, of viewing.slot_minutes within the business hours, in the future, at most
 * viewing.show_days on; of the record's consultant where one is set. */
size_t viewing_slots(struct office *o, const struct record *viewing, day from, struct arena *a, struct viewing_slot *out, size_t max);

/* ---- the day ---- */

struct viewing_row {
    int64_t id, customer, visit;
    moment at;
    char *number, *name, *phone, *homes, *consultant, *state;      /* "" where none */
    char *needs;                /* in words, with what they want */
    char *focus;                /* what the customer cared about last time, in words (RCP-22) */
    int64_t party;
    bool urgent, security;
    size_t prepared, to_prepare;
};
/* Of the project worked in, from..to (moments), in order of time, at most max. */
bool viewing_list(struct office *o, moment from, moment to, struct arena *a, struct viewing_row *out, size_t max, size_t *count,
                  struct err *err);

/* Each is one action; ERR_REFUSED where the state does not allow it. */
/* They are here: a walk-in is opened with all that is known, *reception its id; the appointment's tasks end. */
bool viewing_arrive(struct office *o, int64_t id, int64_t *reception, struct err *err);
bool viewing_move(struct office *o, int64_t id, moment at, const char *why, struct err *err);
bool viewing_miss(struct office *o, int64_t id, struct err *err);
bool viewing_cancel(struct office *o, int64_t id, const char *why, struct err *err);
bool viewing_assign(struct office *o, int64_t id, int64_t staff, struct err *err);
/* Save seen, escort, feedback, result, as changed on the record (RCP-59). */
bool viewing_finish(struct office *o, struct record *viewing, struct err *err);
/* Whoever is viewing.miss_minutes late did not come: missed, with a task to call. Quick when there is nobody, once by
 * several desks. Returns how many, -1 on failure. */
long viewing_sweep(struct office *o, struct err *err);

/* ---- the checklist before it (RCP-57, RCP-22) ---- */

#define VIEWING_PREP_BACKGROUND "8"     /* item of content/prep.csv: has read who comes */
struct prep_item { const char *code, *name, *look_at, *rule; bool done; };
/* Items that apply to the appointment (needs only where there are some, the background where somebody is known). */
bool viewing_prep(struct office *o, int64_t viewing, struct arena *a, struct prep_item **out, size_t *count, struct err *err);
/* Tick or untick one. All ticked ends the task; unticking raises it again. */
bool viewing_tick(struct office *o, int64_t viewing, const char *code, bool done, struct err *err);
/* Of stored values: how many of how many are done. */
size_t viewing_prep_count(const char *done, bool needs, bool customer, size_t *all, struct arena *a);

/* Its paper: the register's .paper. */
bool viewing_slip(struct sheet_pairs *s, struct paper *p, const struct record *r, struct err *err);

#endif
