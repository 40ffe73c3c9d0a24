/* A later phase is built beside people who live there already (CMP-36, MOM-10). */
#ifndef QT_DATA_CONSTRUCTION_NOTICE_H
#define QT_DATA_CONSTRUCTION_NOTICE_H

#include "data/register.h"

/* Action construction_notice.list: every home of these buildings (ids) with its owner of now is to be visited; twice makes
 * nothing new. *made: how many. */
bool construction_list_homes(struct office *o, int64_t notice, const int64_t *buildings, size_t count, int *made, struct err *err);

#endif
