/* The columns of a register's list, from its declaration. */
#ifndef QT_UI_SCREENS_REGISTER_COLUMNS_H
#define QT_UI_SCREENS_REGISTER_COLUMNS_H

#include "data/register.h"
#include "ui/kit/list.h"

struct register_columns {       /* start with { 0 } */
    struct column *columns;     /* ends with a NULL heading */
    int *fields;                /* of each column: the field, -1 the state */
};

/* without: a field that has no column (the project, where only one is shown); NULL: none. */
void register_columns_make(struct register_columns *c, struct office *o, const struct reg *reg, const char *without);
void register_columns_free(struct register_columns *c);
const char *register_columns_cell(struct office *o, const struct register_columns *c, const struct record *r, int column, struct arena *a);

#endif
