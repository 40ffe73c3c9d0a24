/* A hotline in memory: a house of three homes, its colleagues by role, matters taken up at any time. */
#ifndef QT_TESTS_HOTLINE_H
#define QT_TESTS_HOTLINE_H

#include "data/complaint.h"
#include "tests/house.h"

enum { HE_OPERATOR, MA_ENGINEER, ZHOU_MANAGER, LIU_PROPERTY, GU_CENTER, TAN_HEAD, HOTLINE_STAFF };

struct hotline {
    struct house *h;
    struct office *o;
    int64_t staff[HOTLINE_STAFF];       /* 何兰 05, 马骏 responsible engineer, 周颖 customer manager, 刘物 property manager, 顾心, 谭首 */
    int64_t homes[3], owners[3];        /* 3-1-0101 王建国 13800135678, 3-1-0102 周婷 13912340417, 3-1-0103 王建国 13700001111 */
};

/* It must fail with that code. */
#define refuses(call, code_) do { struct err err = { 0 }; assert_false(call); assert_int_equal(err.code, code_); } while (0)

/* Set up and tear down: it is 2026-11-24 10:00, a Tuesday; the operator sits there. */
int hotline_open(void **state);
int hotline_close(void **state);

moment hotline_at(const char *iso);                 /* "2026-11-24 10:00" in China */
void hotline_turn(struct hotline *l, const char *iso);
void hotline_sit(struct hotline *l, int who);
/* Owner n rings about his home: not filed yet. */
struct record *hotline_call(struct hotline *l, int owner, const char *category, const char *words);
/* The same, filed; its id. */
int64_t hotline_file(struct hotline *l, int owner, const char *category, const char *words);
struct record *hotline_read(struct hotline *l, int64_t id);
const char *hotline_state(struct hotline *l, int64_t id);
/* The newest task of that kind about the matter, done or not; id 0: none. */
struct task hotline_task(struct hotline *l, int64_t id, const char *kind);
int64_t hotline_open_tasks(struct hotline *l, int64_t id, const char *kind);
/* Through to done, each step by itself: a repair with plan, agreement (where one is due) and work. */
void hotline_work(struct hotline *l, int64_t id);
/* And on: confirmed, rung, judged, closed. */
void hotline_end(struct hotline *l, int64_t id);
/* A signed plan that pays so many fen. */
void hotline_plan(struct hotline *l, int64_t id, int64_t amount, bool with_signature);

#endif
