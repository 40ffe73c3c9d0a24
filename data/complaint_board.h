/* The hotline at one glance, by department (CMP-13, KPI-72), as of now. */
#ifndef QT_DATA_COMPLAINT_BOARD_H
#define QT_DATA_COMPLAINT_BOARD_H

#include "data/office.h"

struct board_row {
    const char *department;     /* code of the role, "" none */
    char *name;
    int64_t open, overdue, yellow, today;       /* matters; today: a line falls due until 24:00 */
    int64_t urgent, important, reopened;
    int64_t closed, closed_seconds;             /* of this month: how many, and how long they took together */
};
struct board_sum {
    int64_t received_today, closed_today, unconfirmed;      /* unconfirmed: notices that nobody said arrived */
    int64_t kept, due;                          /* promised times of this month: kept, and fallen due */
};

/* Departments with something open or closed this month, most overdue first; the last row sums them up. At most max. */
size_t complaint_board(struct office *o, struct arena *a, struct board_row *out, size_t max, struct board_sum *sum);

#endif
