/* What a register's list shows: by project, state, kind and text. */
#ifndef QT_UI_SCREENS_REGISTER_FILTER_H
#define QT_UI_SCREENS_REGISTER_FILTER_H

#include "data/register.h"
#include "ui/kit/app.h"

struct register_filter {        /* start with { 0 } and register_filter_start */
    const struct reg *reg;
    const char *project;        /* field of the project, where it is always set; NULL: none */
    int choice;                 /* the first choice among the columns, -1: none */
    bool all_projects;
    const struct reg_state *state;      /* NULL: all */
    struct buf text, code;      /* code: of the choice */
};

void register_filter_start(struct register_filter *f, const struct reg *reg);
void register_filter_free(struct register_filter *f);
/* For the queries; lent from f. */
struct reg_filter register_filter_of(const struct register_filter *f, const struct office *o);
/* Is only the project worked in shown? */
bool register_filter_by_project(const struct register_filter *f, const struct office *o);
/* Was anything asked for beyond the project? */
bool register_filter_any(const struct register_filter *f);
void register_filter_clear(struct register_filter *f);
/* One state after the other, then all again. */
void register_filter_next_state(struct register_filter *f);
/* `/`: asks for kind and text. False: Esc. */
bool register_filter_ask(struct screen *sc, struct register_filter *f);
/* "this project, valid, 12 in all"; total -1: not counted. In the arena. */
char *register_filter_line(const struct register_filter *f, struct office *o, int64_t total, struct arena *a);

#endif
