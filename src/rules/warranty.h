/* How long something is under warranty, and whether a number of matters is out of the ordinary. */
#ifndef QT_RULES_WARRANTY_H
#define QT_RULES_WARRANTY_H

#include "base/date.h"

enum warranty_unit { WARRANTY_MONTHS, WARRANTY_YEARS, WARRANTY_SEASONS };

/* The heating season of a year: from its first day to its last in the following spring. */
struct season { int from_month, from_day, to_month, to_day; };

/* Last day of the warranty that began on the day of handover. Seasons: the end of the nth season that begins on that day or
 * later; one that runs already does not count as a whole one. */
day warranty_until(day handed_over, enum warranty_unit unit, int length, struct season season);

/* Is this more than usual? recent: of the last `days` days; before: of the `before_days` before those. Unusual where it is at
 * least `least`, and at least `times` times what falls on as many days ordinarily. */
struct unusual {
    int64_t recent, before;
    int days, before_days;
    int64_t ordinary_tenths;    /* matters in `days` days as a rule, in tenths, rounded */
    bool unusual;
};
struct unusual unusual_of(int64_t recent, int64_t before, int days, int before_days, int64_t least, int64_t times);

#endif
