/* Ready values while typing: surnames by letters, known people by the tail of their phone. */
#ifndef QT_DATA_SUGGEST_H
#define QT_DATA_SUGGEST_H

#include "data/office.h"

/* For field_env.refs: is this the name of a list of suggestions? Then its options, .code is the value filled in.
 * "surname": the commonest surnames whose letters begin so. "customer_phone": customers whose number ends or begins so,
 * .id the customer. */
bool suggest_knows(const char *list);
size_t suggest(struct office *o, const char *list, const char *typed, struct arena *a, struct option *out, size_t max);

#endif
