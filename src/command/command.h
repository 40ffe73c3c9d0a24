/* Sub-commands: one file each, one row of the table each, one way to read options and to fail. */
#ifndef QT_COMMAND_COMMAND_H
#define QT_COMMAND_COMMAND_H

#include "base/charset.h"
#include "base/err.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* What the shell is told. */
enum command_exit {
    COMMAND_DONE,
    COMMAND_FAILED,
    COMMAND_USAGE,          /* called wrongly; nothing was done */
    COMMAND_LOOK,           /* done, but something needs a look: rejected rows, a broken chain */
};

/* What the global options and the environment say. Strings live as long as arena. */
struct command_context {
    struct arena *arena;    /* given back after the command */
    const char *program;    /* argv[0] */
    const char *db;         /* path of the database; it need not exist */
    bool db_named;          /* by --db or $QIANTAI_DB, not merely by default */
    const char *desk;       /* name of this desk, never empty */
    bool desk_named;        /* by --desk or $QIANTAI_DESK */
};

struct command_entry {
    const char *name;       /* "import" */
    const char *usage;      /* what follows the name: "KIND FILE [--dry-run]"; not translated */
    const char *help;       /* N_(): first line what it does, for the list; all of it for --help */
    /* argv[0] is the command's name; argv[argc] is NULL. Returns an enum command_exit. */
    int (*run)(struct command_context *ctx, int argc, char **argv);
};

/* All commands, ends with NULL. "desk" is what runs where none is named. */
extern const struct command_entry *const command_table[];
/* The row of that name, or NULL. */
const struct command_entry *command_entry_find(const char *name);

/* The whole command line of the program: global options, then the command. Returns the exit code. */
int command_main(int argc, char **argv);

/* ---- for the commands ------------------------------------------------------ */

struct command_list {
    size_t count;
    const char **items;
};

/* One option of a command; exactly one of the pointers is set. */
struct command_option {
    const char *name;               /* "--charset" */
    bool *flag;                     /* alone */
    const char **value;             /* takes a value: the next word, or after "=" */
    struct command_list *list;      /* the same, may be given several times; items live in the arena */
};

/* Take the options (a table that ends with a NULL name) out of argv, wherever they stand before "--".
 * What is left are the operands, argv[1] to argv[*argc - 1]. Fewer than least or more than most of
 * them, an unknown option or a missing value: ERR_INPUT. */
bool command_options(struct command_context *ctx, const struct command_option *options, int least, int most,
                     int *argc, char **argv, struct err *err);

/* Say on stderr what went wrong. Return COMMAND_FAILED; COMMAND_USAGE after the command's usage. */
int command_fail(const struct err *err);
int command_misused(const struct command_entry *entry, const struct err *err);
/* A note on stderr, with a line's end: what was taken, where something lies. */
void command_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* UTF-8 to stdout or stderr. Where that is a terminal: in its charset, control characters of the data
 * shown harmlessly, a character the charset lacks as <4DAE>. Else the bytes as they are. */
void command_print(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A word of the command line that people typed (a name, not a path), as UTF-8 in the arena. */
const char *command_typed(struct command_context *ctx, const char *word);
/* Bytes of UTF-8 as a terminal of that charset gets them, appended to out. */
void command_encode(enum charset terminal, const char *text, struct buf *out);

#endif
