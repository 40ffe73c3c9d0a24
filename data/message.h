/* The outbox of text messages: written from a text in force, kept as written, handed over at most once (SGN-11).
 *
 * waiting -> sending -> sent or failed; held: a person has to see to it, with the reason; cancelled.
 * "sending" is committed before anything leaves: what stays there after a crash, or after a program that did not
 * answer in time, is uncertain. It is listed and never sent again by itself. */
#ifndef QT_DATA_MESSAGE_H
#define QT_DATA_MESSAGE_H

#include "base/charset.h"
#include "data/office.h"
#include "data/template.h"

struct message {
    int64_t id;
    char *code;                 /* TPL-10 */
    int64_t version;            /* of the text, as it was then */
    int64_t customer, task;     /* 0: none */
    char *customer_name;        /* "" none */
    char *phone;                /* canonical; "" while held for want of one */
    char *text;
    bool mass;
    moment due, sent;           /* sent: when it was handed over last, 0 never */
    int64_t tries;
    char *error;                /* what the other side said, "" nothing */
    char *gate;                 /* why it is held: code of the list "contact_gate", "" not */
    char *why;                  /* the same in words; also why it was cancelled */
    char *state;                /* waiting, sending, sent, failed, held, cancelled */
    bool uncertain;             /* handed over, and nobody knows what became of it */
};

/* What is to be written. */
struct message_wish {
    const char *code;                       /* TPL-10 */
    const struct template_value *values;    /* ends with a NULL name */
    int64_t customer;                       /* 0: to a colleague, then phone is needed */
    const char *phone;                      /* as typed, one of the customer's; NULL: the first that takes messages */
    moment due;                             /* 0: now */
    bool mass;                              /* to many at once: kept from those who want none */
    int64_t task;                           /* the task that ends when it was sent; 0: none */
};

/* Inside an action: write one. *id may be NULL. It waits, or is held where the customer may not be written to:
 * no mobile, refused, on the stop list, no mass messages. Quiet hours move it to their end. Somebody merged is
 * who it is now. ERR_INPUT names a placeholder that stays unfilled; ERR_MISSING: no such text in force;
 * ERR_REFUSED: the text is not one for messages. */
bool message_compose(struct office *o, struct action *a, const struct message_wish *w, int64_t *id, struct err *err);

/* Inside an action: what it said no longer holds; it is not sent where that can still be helped. */
bool message_withdraw(struct office *o, struct action *a, int64_t id, const char *why, struct err *err);

/* ---- actions of a person ---- */

/* Wait again from now: of what failed, was held, cancelled, or is uncertain (then it may arrive twice, as that person
 * decided). ERR_REFUSED where it was sent, or the reason for holding it still stands. */
bool message_resend(struct office *o, int64_t id, struct err *err);
/* Will not be sent; why must be said. */
bool message_cancel(struct office *o, int64_t id, const char *why, struct err *err);
/* An uncertain one did arrive. */
bool message_arrived(struct office *o, int64_t id, struct err *err);

/* ---- handing over ---- */

struct message_report {
    int64_t sent, failed, held, moved, uncertain;       /* of this hand-over */
    int64_t left;                                       /* uncertain ones of earlier ones, not touched */
};

/* Hand over whatever is due, in batches; each batch is one action. To a command: run once for each message, the text
 * on its standard input (UTF-8, no line end), the number in the place of the word {number}, else as last argument; no
 * shell. line NULL: the setting of this database; ERR_MISSING where there is none. A command that cannot be started
 * is ERR_IO and the messages wait again. progress (may be NULL) is told what is done and cancels by false. */
bool message_send(struct office *o, const char *line, bool (*progress)(void *ctx, int64_t done, int64_t all), void *ctx,
                  struct message_report *out, struct err *err);
/* To a file for an SMS portal: phone, text, number of the message; charset as for writing. A file that exists is
 * refused. Where it cannot be written the messages wait again. */
bool message_send_file(struct office *o, const char *path, enum charset charset, struct message_report *out, struct err *err);
/* The setting: the command's line. NULL: not set. In the arena. */
char *message_command(struct office *o, struct arena *a);
/* Set it ("" takes it away). An action. */
bool message_set_command(struct office *o, const char *line, struct err *err);

/* ---- queries ---- */

/* Of one state, newest due first: behind the key (due, id), due 0 from the newest; backwards: before it, nearest first. */
bool message_window(struct office *o, const char *state, moment due, int64_t id, bool backwards,
                    struct arena *a, struct message *out, size_t max, size_t *count, struct err *err);
bool message_get(struct office *o, int64_t id, struct arena *a, struct message *out, struct err *err);

struct message_counts {
    int64_t waiting, due, sending, uncertain, sent, failed, held, cancelled;    /* due: of those waiting */
};
struct message_counts message_counts(struct office *o);

/* The six states; NULL after the last. Their names, translated. */
const char *message_state(size_t i);
const char *message_state_name(const char *state);
/* Into how many parts a network cuts it: one of 70 characters, else of 67. */
int message_parts(const char *text);

#endif
