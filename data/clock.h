/* The clock of an office: real, or turned by QIANTAI_NOW where the database is not a real one. */
#ifndef QT_DATA_CLOCK_H
#define QT_DATA_CLOCK_H

#include "data/office_private.h"

/* obey: the database is a demonstration or for training, so QIANTAI_NOW counts. */
void clock_start(struct office_private *p, bool obey, int zone);
moment clock_now(const struct office_private *p, int zone);

#endif
