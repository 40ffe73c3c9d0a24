/* What the tests of the hotline's clocks have in common. */
#ifndef QT_TESTS_CLOCKS_H
#define QT_TESTS_CLOCKS_H

#include "tests/support.h"

#include "rules/complaint.h"

/* "2026-11-22 09:40" in China; fails the test when it is no moment. */
moment clocks_at(const char *iso);
/* The working calendar that the program ships with. */
struct calendar clocks_calendar(struct arena *a);
/* The policies as they ship. */
struct complaint_policies clocks_policies(void);
/* Start and all steps are the line; every working names its start first. */
bool clocks_add_up(const struct deadline *d);

#endif
