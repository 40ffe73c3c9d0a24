/* How the complaint of an important customer is handled (CMP-17, SGN-52): by version, approved before it holds. */
#ifndef QT_DATA_VIP_METHOD_H
#define QT_DATA_VIP_METHOD_H

#include "data/register.h"

/* The steps in force for the project, else for all of them, one text each; false: there are none. In the arena. */
bool vip_method_in_force(struct office *o, int64_t project, struct arena *a, int64_t *id, char ***steps, size_t *n);

#endif
