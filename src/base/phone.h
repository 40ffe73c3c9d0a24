/* Chinese telephone numbers. */
#ifndef QT_BASE_PHONE_H
#define QT_BASE_PHONE_H

#include "base/mem.h"

#include <stdbool.h>

enum phone_kind { PHONE_NONE, PHONE_MOBILE, PHONE_LANDLINE, PHONE_SERVICE /* 400, 95xxx, 12345 */, PHONE_FOREIGN };

/* What was typed (blanks, -, +86, 0086, full-width digits, (010)) to canonical form: 13800135678,
 * 010-62345678, 0571-87654321-802, 4008001234, +85212345678. PHONE_NONE: not a number, *out NULL;
 * *why (may be NULL) then says in one translated sentence what was expected. */
enum phone_kind phone_parse(struct arena *a, const char *typed, char **out, const char **why);
/* 138****5678; a landline keeps area code and last two. */
char *phone_mask(struct arena *a, const char *canonical);
/* For the eye: 138 0013 5678. */
char *phone_show(struct arena *a, const char *canonical);
/* Digits only, for searching by tails. */
char *phone_digits(struct arena *a, const char *canonical);

#endif
