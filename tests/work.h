/* A database in a file and somebody who works at one of its desks, job after job: what kills, races and full disks
 * are tried upon, and how to tell that nothing was lost and nothing is half there. */
#ifndef QT_TESTS_WORK_H
#define QT_TESTS_WORK_H

#include "data/reception.h"
#include "tests/support.h"

/* One round of a desk's day. Each is one action of the data layer. */
enum job { JOB_CUSTOMER, JOB_OPEN, JOB_CLOSE, JOB_TASK, JOB_PERMIT, JOBS };

/* What the data layer said is done. */
struct ack {
    int64_t worker, round;
    enum job job;
    int64_t id;                 /* of the customer, reception, task or permit */
    int64_t entry;              /* its journal entry; 0 where the action does not tell */
};

struct worker {
    struct office *o;
    int64_t number, round;      /* every worker of a database has a number of its own, below 1000 */
    enum job job;               /* the next */
    struct arena arena;
    struct reception *reception;
};

/* A new database with one project, closed again. */
void work_place(const char *path);
/* Sit down at a desk. False as office_open says. */
bool work_begin(struct worker *w, const char *path, int64_t number, struct err *err);
/* Do the next job. False: nothing was done, the same job comes again. */
bool work_step(struct worker *w, struct ack *out, struct err *err);
void work_end(struct worker *w);

/* Everything acknowledged is there, whole. */
void work_expect(struct office *o, const struct ack *acks, size_t count);
/* Nothing is half there, the file, the chain and the find index are sound. */
void work_sound(struct office *o);
/* Customers, receptions and permits there are: how much was done, acknowledged or not. */
int64_t work_total(struct office *o);

/* May this process mount what it likes, seen by nobody else? False where the system forbids it. */
bool work_own_mounts(void);

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

#endif
