/* Who sits there: the log-in of colleagues. Passwords are kept as Argon2id; wrong ones cost a growing wait
 * (policies login.*). Every try is a journal entry without a line in timelines. */
#ifndef QT_DATA_LOGIN_H
#define QT_DATA_LOGIN_H

#include "data/office.h"

struct colleague {
    int64_t id;
    char *name;
    char *roles;                /* names of the roles, joined by blanks */
    bool secret;                /* a password is set */
    moment locked_until;        /* 0: no wait */
};

/* Everybody in service, in the order in which they were entered. */
bool login_colleagues(struct office *o, struct arena *a, struct colleague **out, size_t *count, struct err *err);
/* Nobody is in service yet: the first desk asks for the administrator. */
bool login_nobody(struct office *o);

/* Is it this colleague? Then the office is seated with them and the project they last worked in is chosen. Where no password is set, a
 * demonstration or training database asks for none; a real one refuses.
 * ERR_INPUT: wrong password; ERR_REFUSED: wait, or no password set; the text says until when. */
bool login_try(struct office *o, int64_t staff, const char *password, struct err *err);
/* Would login_try ask for a password? */
bool login_asks(const struct office *o, const struct colleague *c);

/* The first administrator of a database without staff; seated afterwards. */
bool login_first(struct office *o, const char *name, const char *password, struct err *err);
/* One's own password; old is what it was ("" where none was set). */
bool login_change(struct office *o, const char *old, const char *password, struct err *err);
/* A colleague's, by whoever may edit staff records. Ends a wait. */
bool login_set(struct office *o, int64_t staff, const char *password, struct err *err);

/* Work in this project from now on (0: all); the same again at the next log-in. */
bool login_project(struct office *o, int64_t project, struct err *err);

#endif
