/* The screens of the register engine: any register's list, record page and form. */
#ifndef QT_UI_SCREENS_REGISTER_H
#define QT_UI_SCREENS_REGISTER_H

#include "data/draft.h"
#include "data/register.h"
#include "ui/kit/app.h"

extern const struct screen_ops register_screen;             /* a list; arg: const struct reg * */
extern const struct screen_ops register_record_screen;      /* a record's page; arg: struct register_wish * */
extern const struct screen_ops register_form_screen;        /* new or edit; arg: struct register_wish * */

struct register_wish {
    const struct reg *reg;
    int64_t id;                 /* 0: a new record */
    struct draft *draft;        /* a form to go on with, owned from here on; NULL: none */
    const char *preset_field;   /* a new record starts with this reference; NULL: none */
    int64_t preset;
    bool timeline;              /* a page: begin at its timeline */
};

/* Open the list; a record's page; the form (offering a draft of the same that was left). */
void register_open(struct app *app, const struct reg *reg);
void register_open_record(struct app *app, const struct reg *reg, int64_t id);
void register_open_form(struct screen *sc, const struct reg *reg, int64_t id);
/* For open.c: any register's record by its table, and a draft of any register's form. */
void register_open_matter(struct screen *sc, const char *about, int64_t id);
void register_open_draft(struct screen *sc, struct draft *d, int64_t matter);

/* Moves of the record shown by digits: asks for the reason or the comment where one is wanted, then makes it.
 * True: it was made. */
bool register_make_move(struct screen *sc, struct record *r, const struct move *m);
/* Choose one of them; true: it was made. */
bool register_choose_move(struct screen *sc, struct record *r);
/* The move that this digit key means, or NULL. */
const struct move *register_move_of_key(struct office *o, const struct record *r, const struct key *k);
/* "1 Approve  2 Reject", "" where there is none. */
char *register_moves_line(struct office *o, const struct record *r, struct arena *a);
/* Why the open tasks of a record are due when they are; says so where there are none. */
void register_explain(struct screen *sc, const struct reg *reg, int64_t id);
void register_explain_task(struct screen *sc, int64_t task);
/* What is missing in a register today and in the days to come, all of it. */
#define REGISTER_GAP_DAYS 7
void register_show_gaps(struct screen *sc, const struct reg *reg);
/* Ask where to and in which charset, then write what the filter shows. */
void register_export(struct screen *sc, const struct reg *reg, const struct reg_filter *f);

#endif
