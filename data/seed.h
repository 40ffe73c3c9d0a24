/* A new database begins with the content compiled in: lists, holidays, message texts. */
#ifndef QT_DATA_SEED_H
#define QT_DATA_SEED_H

#include "data/office.h"

/* Inside the action that creates the database. Entries that exist already are left alone,
 * so that a later release adds what it brings. */
bool seed_content(struct office *o, struct action *a, struct err *err);

#endif
