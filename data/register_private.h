/* What the files of the register engine share; nobody else includes it. */
#ifndef QT_DATA_REGISTER_PRIVATE_H
#define QT_DATA_REGISTER_PRIVATE_H

#include "data/register.h"

/* Is the word among those of a list separated by blanks? "*" is every word. */
bool reg_among(const char *words, const char *word);
/* Raise, move or end the tasks that the record's state and dates ask for. */
bool reg_reconcile(struct office *o, struct action *a, const struct record *r, struct err *err);
/* The right to edit records of this register, as permissions.csv names it. */
char *reg_edit_right(const struct reg *reg, struct arena *a);

#endif
