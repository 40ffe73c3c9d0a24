/* Resident id cards (GB 11643), 18 and 15 digits. */
#ifndef QT_BASE_IDCARD_H
#define QT_BASE_IDCARD_H

#include "base/date.h"

struct idcard {
    char number[19];        /* canonical: 18 digits, X capital; a 15-digit one is kept as it is */
    day born;
    bool male;
    int region;             /* first six digits */
};

/* Check what was typed (blanks, full-width digits, x). False: *why (may be NULL) says in one translated
 * sentence what is wrong: length, region, date of birth, check digit (and which would be right). */
bool idcard_parse(const char *typed, day today, struct idcard *out, const char **why);
char *idcard_mask(struct arena *a, const char *number);     /* first 3 and last 2 stay */
/* The 18-digit form of a 15-digit number, else a copy: one person has one. */
char *idcard_long(struct arena *a, const char *number);

#endif
