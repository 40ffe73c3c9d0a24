/* The demonstration is planned whole, then played in order of time: every step is an action of somebody at a moment. */
#ifndef QT_DATA_DEMO_PRIVATE_H
#define QT_DATA_DEMO_PRIVATE_H

#include "data/demo.h"
#include "data/register.h"
#include "rules/stage.h"

struct demo;
struct demo_step;

struct demo {
    struct office *o;
    struct arena a;             /* lives as long as the making */
    uint64_t random;
    moment now;                 /* whole minutes */
    day today;
    const char *desk;           /* of the office, before it became the demonstration's */
    struct demo_step *steps;
    size_t nsteps, room;
    struct demo_person *crowd;  /* those of no name: for visits and cars */
    size_t ncrowd;
};

struct demo_person { int64_t id; const char *name, *phone, *form; bool owner; };

/* Run inside the play; with is what was planned. */
typedef bool (*demo_run)(struct demo *d, void *with, struct err *err);
/* who: name of a colleague, NULL: the command line. Steps of one moment run as they were planned. */
void demo_plan(struct demo *d, moment at, const char *who, demo_run run, void *with);

/* A number below n, the same in every making. */
uint64_t demo_draw(struct demo *d, uint64_t n);
/* "-28": minutes from now; "-640d 10:20", "0d 18:00": days from today, 09:00 where no time is said. "" is 0. */
moment demo_when(struct demo *d, const char *text);
/* Days from today, "-84"; NO_DAY for "". */
day demo_day(struct demo *d, const char *text);
/* By name; 0 for "". A name that nobody has is a mistake in the content: it stops the program. */
int64_t demo_staff(struct demo *d, const char *name);
int64_t demo_customer(struct demo *d, const char *name);
int64_t demo_home(struct demo *d, const char *code);
int64_t demo_project(struct demo *d);

/* Each adds its steps. */
void demo_plan_records(struct demo *d);         /* content/demo_records.csv */
void demo_plan_people(struct demo *d);          /* content/demo_people.csv */
void demo_plan_visits(struct demo *d);          /* content/demo_visits.csv */
void demo_plan_owed(struct demo *d);            /* content/demo_owed.csv: tasks and messages */
void demo_plan_homes(struct demo *d);
void demo_plan_crowd(struct demo *d);
void demo_plan_roster(struct demo *d);
void demo_plan_viewings(struct demo *d);        /* content/demo_viewings.csv */
void demo_plan_cards(struct demo *d);           /* of first visitors */
void demo_plan_quality(struct demo *d);
void demo_plan_complaints(struct demo *d);     /* content/demo_complaints.csv */
void demo_plan_sales(struct demo *d, struct demo_person *buyers);      /* seven of them buy these days */

/* A call or walk-in; all but kind and name may be NULL. */
struct demo_visit {
    const char *kind, *name, *form, *phone, *need, *channel, *party, *consultant, *occupation, *focus, *latent, *told, *topics;
    const char *asked;          /* "text=1|text=2|text=2@+50": answered, owed, owed at a time agreed */
    const char *invited, *next_step, *result, *lost, *refused_why, *note;
    const char *view_needs, *view_homes;
    moment next_at;
    int minutes;                /* how long it took, until the step's moment */
    bool open;                  /* not closed yet */
    int64_t reception;          /* made */
    int64_t questions[6];
    size_t nquestions;
};
bool demo_visit(struct demo *d, void *visit, struct err *err);
/* Of an earlier day: what it left owed is done soon after. */
void demo_settle_visit(struct demo *d, struct demo_visit *v, moment at, const char *who);

#endif
