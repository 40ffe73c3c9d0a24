/* Shared by the files of the reception. */
#ifndef QT_DATA_RECEPTION_PRIVATE_H
#define QT_DATA_RECEPTION_PRIVATE_H

#include "data/reception.h"

#define RECEPTION_LOST "6"      /* code of reception_result: nothing was bought; codes never change */

/* A choice of one digit as a number: 0 where not set. The lists' codes count from 1, as the rules' enums do. */
int record_digit(const struct record *r, const char *field);
enum contact_state reception_contact(const struct reception *r);
/* Open a new one inside somebody else's action. */
bool reception_open_within(struct office *o, struct action *a, struct reception *r, struct err *err);
bool reception_known(struct office *o, int64_t customer);      /* was here or rang before */
/* RCP-14: whoever answered a call stays with it; only one that rang out goes to the stand-in. */
bool reception_one_answers(struct office *o, const struct record *r, struct err *err);

#endif
