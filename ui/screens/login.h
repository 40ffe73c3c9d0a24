/* The screens that run alone: log-in, lock, the first administrator, passwords. */
#ifndef QT_UI_SCREENS_LOGIN_H
#define QT_UI_SCREENS_LOGIN_H

#include "ui/kit/app.h"

enum login_mode {
    LOGIN_IN,           /* who sits down? */
    LOGIN_LOCKED,       /* the same, whoever sat there offered first; another colleague may take over */
    LOGIN_FIRST,        /* no staff yet: the administrator's name and password */
    LOGIN_CHANGE,       /* one's own password */
    LOGIN_SET,          /* a colleague's */
};

struct login_arg {
    enum login_mode mode;
    int64_t staff;      /* LOGIN_SET: whose */
    bool done;          /* set when it was not given up */
};

/* Show it and come back. False: given up (Esc, the program ends). */
bool login_run(struct app *app, enum login_mode mode, int64_t staff);

extern const struct screen_ops login_screen;

/* Commands of the menu: lock, change the password, set a colleague's, another project, leave. */
extern const struct command session_menu[];

#endif
