/* Find anything (F-816): people by name, letters, phone, home, plate; homes by code; matters by their number. */
#ifndef QT_DATA_FIND_H
#define QT_DATA_FIND_H

#include "data/office.h"
#include "rules/stage.h"

enum hit_kind { HIT_CUSTOMER, HIT_HOME, HIT_MATTER, HIT_PLATE };

struct hit {
    enum hit_kind kind;
    const char *about;          /* table of the record it opens: "customer", "home", "reception", "viewing" */
    int64_t id;                 /* its id */
    int64_t customer;           /* who it leads to, 0: nobody */
    int64_t rank;               /* of a customer: key of the window */
    char *name;                 /* of the person, "***" where this role may not see customers; "" nobody */
    char *form;                 /* form of address, text */
    char *phone, *phones;       /* masked: the first; all, joined by blanks */
    char *homes;                /* codes of the homes of now, joined by blanks */
    enum life_stage life;
    char *code;                 /* of a home; number of a matter; plate */
    char *project;              /* name, for homes */
    char *told;                 /* one line more: state of the home, kind of the matter, home of the plate */
    moment at;                  /* when the matter was; 0 none */
};

struct findings {
    char *understood;           /* "phone ending 5678, name 王"; translated */
    struct hit *hits;
    size_t count;
    int64_t before;             /* for the next window; 0: there is no more */
};

/* The window behind `before` (0: the first, which alone has homes and matters), at most max hits. Nothing typed: the
 * people last dealt with. A few statements, whatever max is. */
bool find_anything(struct office *o, const char *typed, int64_t before, size_t max, struct arena *a,
                   struct findings *out, struct err *err);

#define FIND_WINDOW 48          /* the greatest max */

#endif
