/* Policies: every number and switch of the trade, by name; the company's own values over the defaults compiled in. */
#ifndef QT_DATA_POLICY_H
#define QT_DATA_POLICY_H

#include "base/err.h"
#include "data/office.h"

struct policy {
    const char *name, *rule, *unit, *dflt, *choices, *text, *basis;     /* lent, last as long as the office */
    const char *value;          /* the company's own, else dflt */
    const char *why;            /* why it was changed; NULL: never was */
};

size_t policy_count(const struct office *o);
const struct policy *policy_at(const struct office *o, size_t i);
const struct policy *policy_get(const struct office *o, const char *name);      /* NULL: no such policy */
/* Value as a number or text; an unknown name is a mistake in the program and stops it. */
int64_t policy_number(const struct office *o, const char *name);
const char *policy_text(const struct office *o, const char *name);
/* Its unit in words, translated. */
const char *policy_unit(const struct policy *p);
/* Would this value do? False: what was expected. */
bool policy_check(const struct policy *p, const char *value, struct err *err);

/* What a change would do (F-813): open tasks counted by it, how many would become overdue, how many move. */
struct policy_effect {
    int64_t tasks, moved, newly_red, no_longer_red;
};
bool policy_preview(struct office *o, const char *name, const char *value, struct policy_effect *out, struct err *err);
/* Action policy.edit: sets it and recounts the open tasks that it rules (F-014). value NULL: back to the default. */
bool policy_set(struct office *o, const char *name, const char *value, const char *why, struct err *err);
/* The same inside an action of somebody else (imports): no rights, no entry of its own. */
bool policy_write(struct office *o, struct action *a, const char *name, const char *value, const char *why, struct err *err);

/* Read the company's values from the store into the office (called by it). */
bool policy_load(struct office *o, struct err *err);

#endif
