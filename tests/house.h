/* An office in memory with a project and four colleagues, for tests of records. */
#ifndef QT_TESTS_HOUSE_H
#define QT_TESTS_HOUSE_H

#include "data/register.h"
#include "tests/support.h"

#define NOW 1795312800      /* 2026-11-22 10:00 in China, a Sunday */

enum { WANG, ZHOU, CHEN, LIN, PEOPLE };     /* consultant, site manager, supervisor, management */

struct house { struct office *o; struct arena a; int64_t staff[PEOPLE], project, building; };

/* An expression that fills err: it must succeed, or fail about that field ("" for none). */
#define must(call) do { struct err err = { 0 }; if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)
#define refused(call, of) do { struct err err = { 0 }; \
        if (call) fail_msg("%s was allowed", #call); \
        assert_string_equal(err.field, of); } while (0)

/* Set up and tear down: the project, its building 3; the command line sits there. */
int house_open(void **state);
int house_close(void **state);

struct record *house_blank(struct house *h, const char *reg);
struct record *house_again(struct house *h, const struct record *r);      /* as it is stored */
int64_t house_staff(struct house *h, const char *name, const char *roles);
int64_t house_building(struct house *h, const char *name);
struct record *house_home(struct house *h, int64_t building, const char *unit, const char *room);     /* not saved */
int64_t house_customer(struct house *h, const char *name, const char *phone);

void house_sit(struct house *h, int who);
void house_leave(struct house *h);                /* the command line sits there again */
bool house_step(struct house *h, struct record *r, const char *move, const char *reason, struct err *err);
void house_introduce(struct house *h);            /* an introduction in force */
void house_permits(struct house *h);              /* five valid ones */
void house_open_sales(struct house *h);           /* with both */
int64_t house_tasks(struct house *h, const char *kind);       /* open ones */

#endif
