/* Calls and walk-ins: opened in seconds, closed only when the rules have what they want (RCP-01 to RCP-30). */
#ifndef QT_DATA_RECEPTION_H
#define QT_DATA_RECEPTION_H

#include "data/register.h"
#include "data/viewing.h"
#include "rules/reception.h"

extern const struct reg reception_register;

/* Forms over the same record, copied by field name (record_from_form, form_from_record). */
extern const struct field reception_call_fields[];          /* while the call runs */
extern const struct field reception_walk_in_fields[];       /* a walk-in; with the hidden "ending" set, also what the rules want at its end */

struct asked {                      /* a question and what became of it (RCP-26) */
    int64_t id;
    const char *text, *topic, *answer;
    bool answered;
    moment promised_at;             /* 0: within the limit */
};

struct reception {
    struct arena *arena;            /* in which it was made: what it learns is kept there */
    struct record *record;          /* of reception_register */
    struct asked *asked;
    size_t nasked;
    int64_t proposed;           /* whom the rota proposed when the desk asked; 0: it was not asked */
};

/* A new one of kind "call" or "walk_in", begun now by whoever sits there. Nothing is stored. */
struct reception *reception_new(struct office *o, const char *kind, struct arena *a);
bool reception_read(struct office *o, int64_t id, struct arena *a, struct reception **out, struct err *err);
bool reception_is_call(const struct reception *r);
/* Copy the values of the fields that both tables have, by name. */
void reception_take(struct reception *r, const struct field *fields, const struct value *v);
void reception_give(const struct reception *r, const struct field *fields, struct value *v);

/* The same for questions: fields q1, q1_state ... of the forms (1 answered, 2 owed). */
void reception_take_asked(struct reception *r, const struct field *fields, const struct value *v);
void reception_give_asked(const struct reception *r, const struct field *fields, struct value *v);

/* Who is meant: everybody with this phone, most recent first. first 1/0 is set on the record by it (RCP-06). */
void reception_caller(struct office *o, struct reception *r, int64_t customer);

/* RCP-03: a call that rang beyond the forwarding ring. Notes that it was forwarded and, where nobody is noted, the stand-in
 * on duty; if that is who sits there, also that they took it. False: it did not ring so long, nothing is changed. Opening and
 * saving do it by themselves; a form shows it at once. */
bool reception_forward(struct office *o, struct reception *r);

/* Open it: number, customer found (same id, else name and phone) or created, the "not closed yet" task, the next call that
 * was owed to this customer is done. A call that rang without answer may be opened without a person. */
bool reception_open(struct office *o, struct reception *r, struct err *err);
/* Keep what has been entered since; the reception stays open. */
bool reception_save(struct office *o, struct reception *r, struct err *err);
/* What is missing before it may be closed; the number of them. */
size_t reception_missing(struct office *o, const struct reception *r, struct lack out[LACKS_MOST]);
/* Close it: call-backs for what was not answered, the next call or the viewing, the hand-over of a first visitor. viewing:
 * the appointment booked (its record unsaved), or NULL. ERR_INPUT with the field where something is missing. */
bool reception_close(struct office *o, struct reception *r, struct record *viewing, struct err *err);

/* An answer given later (the call back): ends the task when nothing of the reception is open any more. */
bool reception_answer(struct office *o, int64_t question, const char *answer, struct err *err);
bool question_get(struct office *o, int64_t question, struct arena *a, struct asked *out, int64_t *reception, struct err *err);

/* Seconds talked so far, its colour by the policies, its marks ("超三声" ...). */
int64_t reception_seconds(struct office *o, const struct reception *r);
enum deadline_colour reception_colour(struct office *o, const struct reception *r);
unsigned reception_flags(struct office *o, const struct reception *r);
/* Steps of the flow not done, as words; "" when all were. */
char *reception_undone(struct office *o, const struct reception *r, struct arena *a);
struct reception_limits reception_limits(const struct office *o);

/* Share of the calls of these days that kept within the limit (KPI-03): counts, not a percentage. */
bool reception_within_limit(struct office *o, day from, day to, int64_t *good, int64_t *all, struct err *err);

/* ---- words to say ---- */
/* The greeting with project and name filled in (TPL-01 call, TPL-02 walk-in). */
char *reception_greeting(struct office *o, const char *kind, struct arena *a);
/* The introduction in force for the project (RCP-07); NULL: none. *intro its id. */
char *reception_intro(struct office *o, int64_t project, int64_t *intro, struct arena *a);

#endif
