/* What the files of the register engine share; nobody else includes it. */
#ifndef QT_DATA_REGISTER_PRIVATE_H
#define QT_DATA_REGISTER_PRIVATE_H

#include "data/register.h"

/* Is the word among those of a list separated by blanks? "*" is every word. */
bool reg_among(const char *words, const char *word);
/* A new record; by_hand: with what this desk saved last. */
struct record *record_begin(struct office *o, const struct reg *reg, bool by_hand, struct arena *a);
/* The stored record that agrees in these fields (separated by blanks), or NULL in *out. */
bool reg_agreeing(struct office *o, const struct record *r, const char *fields, struct arena *a, struct record **out, struct err *err);
/* Raise, move or end the tasks that the record's state and dates ask for. */
bool reg_reconcile(struct office *o, struct action *a, const struct record *r, struct err *err);
/* The right to edit records of this register, as permissions.csv names it. */
char *reg_edit_right(const struct reg *reg, struct arena *a);

#endif
