/* A small database for tests of screens and commands: two projects, five colleagues, three customers. */
#ifndef QT_TESTS_TOWN_H
#define QT_TESTS_TOWN_H

#include "data/office.h"

/* 2026-11-22 09:40 in China, a Sunday: what the clock says unless town_clock turns it. */
#define TOWN_NOW 1795311600

enum { TOWN_LIMIN, TOWN_WANGQIANG, TOWN_MAJUN, TOWN_ZHOUYING, TOWN_ADMIN, TOWN_STAFF };   /* in the order of the log-in */
enum { TOWN_WANG, TOWN_ZHOU, TOWN_CHEN, TOWN_CUSTOMERS };

struct town {
    struct arena a;
    char *dir, *db, *clock;         /* the clock is a file that QIANTAI_NOW=@ names */
    struct office *o;               /* open beside the program under test: writes as another desk would */
    int64_t projects[2];            /* 云栖花园, 望湖里 */
    int64_t staff[TOWN_STAFF];      /* 李敏 receptionist, 王强 consultant, 马骏 inspector, 周颖 site manager, 方正 administrator */
    int64_t customers[TOWN_CUSTOMERS];      /* 王建国 13800135678, 周婷 13912340417, 陈思远 13700001111 */
    int64_t home;                   /* 3-1-1102 */
    const char *environment[3];     /* for screen_open: clock and database */
};

void town_make(struct town *t, enum office_kind kind);
void town_free(struct town *t);
/* Turn the clock, for the program and for t->o. */
void town_clock(struct town *t, moment now);

struct town_task {
    const char *kind, *text, *rule, *role;      /* role: identifier; NULL with staff */
    int64_t staff, customer, home, project;
    int minutes;                    /* due, from TOWN_NOW; may be negative */
    int warn;                       /* yellow so many minutes before; 0: an hour */
};
int64_t town_task(struct town *t, const struct town_task *w);
/* One number out of the database. */
int64_t town_number(struct town *t, const char *sql);

#endif
