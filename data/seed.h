/* A new database begins with the content compiled in: lists, holidays, message texts. */
#ifndef QT_DATA_SEED_H
#define QT_DATA_SEED_H

#include "data/office.h"

/* Inside the action that creates the database. Entries that exist already are left alone,
 * so that a later release adds what it brings. */
bool seed_content(struct office *o, struct action *a, struct err *err);

/* A database of an earlier release: bring in the list entries, days and texts that it lacks; what the company changed or retired
 * stays. One action, once; quick where there is nothing to do. */
bool seed_update(struct office *o, struct err *err);

#endif
