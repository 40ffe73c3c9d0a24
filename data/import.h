/* Lists of people, homes, owners and of every register, from files into the records.
 * An import is one action and one journal entry. The whole file is checked into a scratch first, without a lock;
 * then it is written in one transaction; the find index follows in batches. */
#ifndef QT_DATA_IMPORT_H
#define QT_DATA_IMPORT_H

#include "base/charset.h"
#include "data/office.h"
#include "data/register_io.h"

enum import_phase { IMPORT_CHECKING, IMPORT_COMPARING, IMPORT_WRITING, IMPORT_INDEXING };

/* What the lines of a report are about. BAD comes while the file is read, the others at the end. */
enum import_said {
    IMPORT_SAID_BAD,        /* a row that is wrong: file, line, heading, value, what was expected */
    IMPORT_SAID_NOTE,       /* about the whole file: columns left out, projects made */
    IMPORT_SAID_DIFFERS,    /* a row that differs from what is stored, and how */
    IMPORT_SAID_KEPT,       /* a home that has another owner already */
    IMPORT_SAID_FAMILY,     /* the phone is another person's too */
    IMPORT_SAID_CODED,      /* a value that the list lacks, kept in its own words; with the number of rows */
};

struct import_wish {
    const char *kind;               /* homes, customers, owners, holidays, policies, content, or a register's name */
    const char *path;               /* "-": standard input */
    const char *project;            /* of rows that name none; NULL: the one worked in, or the only one */
    enum charset charset;
    bool dry_run;                   /* check and compare, write nothing */
    bool update;                    /* rows that differ change what is stored */
    bool now;                       /* although desks would wait long */
    bool alone;                     /* nobody else has the database open (store_in_use) */
    const char *rejects;            /* take the good rows, write the others here; NULL: all or nothing */
    const char *const *maps;        /* "COL=FIELD" */
    size_t nmaps;
    /* May be NULL. False cancels: nothing is written (while indexing: the rest of the index follows later). */
    bool (*progress)(void *ctx, enum import_phase phase, int64_t done, int64_t total);
    void (*say)(void *ctx, enum import_said what, const char *line);
    void *ctx;
};

struct import_result {
    int64_t rows, added, changed, same, differ, kept, bad, family, coded;
    int64_t waiting;                /* customers whose find index is still to come */
    enum charset charset;           /* in which the file was read */
    bool unsure;                    /* guessed from very little: deserves a look */
};

/* False: nothing was written; err says why. ERR_REFUSED where desks would wait longer than 5 seconds and neither
 * .now nor .alone is set and it is working time. */
bool import_run(struct office *o, const struct import_wish *wish, struct import_result *result, struct err *err);

/* The columns of a kind, for help. ERR_MISSING: there is no such kind. */
bool import_headings(struct office *o, const char *kind, struct arena *a, struct reg_heading **out, size_t *count, struct err *err);
/* All kinds, separated by blanks. In the arena. */
char *import_kinds(struct arena *a);

/* For a desk that cannot write just now: seconds until a running import will be through, 0 where none runs. */
int64_t import_seconds_left(struct office *o);

#endif
