/* Shared by the files of the reception. */
#ifndef QT_DATA_RECEPTION_PRIVATE_H
#define QT_DATA_RECEPTION_PRIVATE_H

#include "data/reception.h"

#define RECEPTION_LOST "6"      /* code of reception_result: nothing was bought; codes never change */

/* A choice of one digit as a number: 0 where not set. The lists' codes count from 1, as the rules' enums do. */
int record_digit(const struct record *r, const char *field);
enum contact_state reception_contact(const struct reception *r);
bool reception_known(struct office *o, int64_t customer);      /* was here or rang before */

#endif
