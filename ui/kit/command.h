/* A command is a row: key, name, conditions, words and function side by side. Dispatch, the key row, the
 * help, the palette and the check that no key is given twice all come from the one table. */
#ifndef QT_UI_KIT_COMMAND_H
#define QT_UI_KIT_COMMAND_H

#include "base/err.h"
#include "base/mem.h"
#include "ui/kit/key.h"

#include <stdint.h>

struct app;
struct screen;

/* Keys of commands: 'n' (its full-width twin and, where free, its capital are the same key), or one of these. */
#define CMD_CTRL(letter)  (0x200000 + (letter))     /* CMD_CTRL('s') */
#define CMD_FN(number)    (0x210000 + (number))     /* CMD_FN(11); F1 to F10 are the frame's */
#define CMD_KEY(kind)     (0x220000 + (kind))       /* CMD_KEY(KEY_ENTER), CMD_KEY(KEY_BACKSPACE) ...; the blank is ' ' */

/* Tested in one place before run(); each has its sentence for the message line. */
enum need {
    NEED_ROW    = 1u << 0,      /* a row is selected: screen_ops.has_row says so */
    NEED_WRITE  = 1u << 1,      /* changes records: app_ops.may_write agrees; afterwards every screen is loaded anew */
    CMD_OFF_BAR = 1u << 2,      /* not on the key row, only in help and palette */
};

struct command {
    const char *id;             /* "walkin.new", English, unique in the program */
    int key;                    /* 0: none, reached by the palette */
    int also;                   /* a second key, 0: none */
    unsigned need;
    const char *right;          /* asked of app_ops.can; NULL: everybody. Who may not does not see the command */
    const char *bar;            /* N_ one short word for the key row and the palette */
    const char *help;           /* N_ one sentence */
    void (*run)(struct screen *sc);     /* NULL: only words, as for keys a widget takes ("digits" answer) */
    bool (*when)(const struct screen *sc);      /* applies now? NULL: always */
    const char *show;           /* N_ how the key is named instead ("digits", "Space/1"); NULL: by its name */
};                              /* a table ends with a NULL id */

/* A group of commands reachable everywhere: by their keys, by the numbered menu, by the palette. */
struct menu {
    const char *label;          /* N_ */
    const struct command *commands;
};                              /* a table ends with a NULL label */

/* Does the key, as typed, mean this command key? Full-width twins are folded. */
bool command_key_is(int command_key, const struct key *k);
/* The command of the table that the key means and that applies, or NULL. sc may be NULL (then .when is not asked).
 * A capital means the small letter where the table has no such capital. */
const struct command *command_find(const struct command *table, const struct screen *sc, const struct key *k);
const struct command *command_by_id(const struct command *table, const char *id);
/* "n", "^S", "F11", "Enter", the blank by its name; translated, in the arena. */
char *command_key_name(struct arena *a, const struct command *c);
/* Does it apply and may this person use it? */
bool command_offered(const struct command *c, const struct screen *sc);
/* Check conditions, run, load again what may have changed; a refusal is said on the message line. */
bool command_run(const struct command *c, struct screen *sc);
/* The key row: as many commands, in order, as fit into width columns. */
char *command_bar(struct arena *a, const struct command *table, const struct screen *sc, int width);

/* For tests: no key twice in the table or against the menu's, no key of the frame, no help empty, ids unique and
 * well-formed. menu may be NULL. False: err names the row. */
bool commands_check(const struct command *table, const struct menu *menu, struct err *err);
/* The same for all screens of a program (the list ends with NULL), and no id on two of them. */
struct screen_ops;
bool commands_check_screens(const struct screen_ops *const *screens, const struct menu *menu, struct err *err);

#endif
