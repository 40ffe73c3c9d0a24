/* The registers of the product, each declared in a file of its own. */
#ifndef QT_DATA_REGISTERS_H
#define QT_DATA_REGISTERS_H

#include "data/register.h"

extern const struct reg *const registers[];
extern const size_t registers_count;

extern const struct reg project_register, building_register, home_register, customer_register, staff_register;
extern const struct reg permit_register;

#endif
