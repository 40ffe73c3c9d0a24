/* Whose a home is: from the subscription over the contract to the handover. */
#ifndef QT_DATA_OWNERSHIP_H
#define QT_DATA_OWNERSHIP_H

#include "data/office.h"
#include "rules/stage.h"

struct ownership {
    int64_t home, customer;
    const char *kind;                           /* code of the list "ownership"; NULL: as it was */
    day subscribed, signed_on, handover;        /* NO_DAY: as it was */
};

/* Inside an action: note it, or add to what is noted of this home and customer. The home becomes subscribed or signed
 * with it; its handover date is not touched. Both are subjects of the action. */
bool ownership_put(struct office *o, struct action *a, const struct ownership *w, struct err *err);

#endif
