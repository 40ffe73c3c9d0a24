/* The only place where statements are composed: from the compiled-in names of a register's field table,
 * never from anything typed. */
#ifndef QT_DATA_ENGINE_REGISTER_SQL_H
#define QT_DATA_ENGINE_REGISTER_SQL_H

#include "data/register.h"

/* Run and read: rows into records of the arena. */
bool register_sql_read(struct office *o, const struct reg *reg, int64_t id, struct arena *a, struct record **out, struct err *err);
bool register_sql_window(struct office *o, const struct reg *reg, const struct reg_filter *f, const struct reg_key *from,
                         bool backwards, struct arena *a, struct record **out, size_t max, size_t *count, struct err *err);
int64_t register_sql_total(struct office *o, const struct reg *reg, const struct reg_filter *f);
/* The record with the same values in the fields named (separated by blanks), or NULL. */
bool register_sql_same(struct office *o, const struct record *r, const char *fields, struct arena *a, struct record **out, struct err *err);
/* Insert or update; the record has its id already. */
bool register_sql_write(struct office *o, const struct record *r, bool insert, int64_t entry, struct err *err);

#endif
