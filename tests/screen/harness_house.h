/* A small house in a file, made through the actions, and desks opened on it. */
#ifndef QT_TESTS_SCREEN_HARNESS_HOUSE_H
#define QT_TESTS_SCREEN_HARNESS_HOUSE_H

#include "data/register.h"
#include "tests/screen/harness.h"

#define HOUSE_NOW "2026-11-22T09:40"        /* stands still */

/* In the order of the log-in's list. */
enum { LI_MIN /* receptionist */, ZHOU_YING /* site manager */, ZHENG_LAN /* supervisor */, GAO_YUAN /* management */, TANG_YI /* administrator */ };

struct house {
    struct arena arena;
    char *dir, *path;
    struct office *o;           /* for looking into the records beside the desks; the command line's rights */
    int64_t staff[5];
    int64_t project;            /* 云栖花园, being handed over */
};

void house_make(struct house *h);
void house_free(struct house *h);
/* A desk with that colleague logged in, at the first screen. */
struct screen *house_desk(struct house *h, int who, const struct screen_options *o);
/* A record saved through the engine: pairs of field and text as typed, ended by NULL. */
int64_t house_record(struct house *h, const char *reg, ...);
struct record *house_read(struct house *h, const char *reg, int64_t id);
int64_t house_count(struct house *h, const char *reg);
/* Open a register by the menu and the list of registers. */
void house_register(struct screen *s, const char *many);

#endif
