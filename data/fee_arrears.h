/* Property fees that were not paid: first why (CMP-33, MOM-27). */
#ifndef QT_DATA_FEE_ARREARS_H
#define QT_DATA_FEE_ARREARS_H

#include "data/register.h"

/* Within the closing of a matter: whoever did not pay because of it is talked to again. */
bool fee_arrears_note_closed(struct office *o, struct action *a, int64_t complaint, struct err *err);

#endif
