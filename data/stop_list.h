/* Whom no mass message may reach (F-803, RCP-10). */
#ifndef QT_DATA_STOP_LIST_H
#define QT_DATA_STOP_LIST_H

#include "data/office.h"

/* Why a mass message must not go to this number of this customer (0: nobody known): a code of the list contact_gate,
 * constant; NULL: it may. phone is canonical, may be NULL. */
const char *stop_list_gate(struct office *o, int64_t customer, const char *phone);

#endif
