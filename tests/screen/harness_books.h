/* Registers in a small town, and desks opened on them. */
#ifndef QT_TESTS_SCREEN_HARNESS_BOOKS_H
#define QT_TESTS_SCREEN_HARNESS_BOOKS_H

#include "data/register.h"
#include "tests/screen/harness.h"
#include "tests/town.h"

enum { BOOKS_ZHENG = TOWN_STAFF /* 郑岚, supervisor */, BOOKS_GAO /* 高远, management */, BOOKS_STAFF };

struct books {
    struct town town;           /* 云栖花园 is being handed over and is the project worked in */
    struct screen *s;           /* the desk opened last; a test that is done closes it (a failed one has) */
};

void books_make(struct books *b);
void books_free(struct books *b);
/* A desk with that colleague logged in. rows 0: 24x80; charset NULL: UTF-8. The desk before is closed. */
struct screen *books_desk(struct books *b, int who, int rows, int cols, const char *charset);

/* A record saved through the engine: pairs of field and text as typed, ended by NULL. */
int64_t books_record(struct books *b, const char *reg, ...);
struct record *books_read(struct books *b, const char *reg, int64_t id);
/* The only record of that register, or the newest. */
struct record *books_last(struct books *b, const char *reg);
int64_t books_count(struct books *b, const char *reg);
void books_move(struct books *b, const char *reg, int64_t id, const char *move, const char *reason);

/* From wherever a screen is: the command of that name by the palette; a register by the list of registers. */
void books_command(struct screen *s, const char *name);
void books_register(struct screen *s, const char *name);

#endif
