#include "data/reception.h"
#include "data/registers.h"

/* In the order in which they stand in the menu. */
const struct reg *const registers[] = {
    &project_register, &building_register, &home_register, &customer_register, &staff_register,
    &reception_register, &viewing_register, &permit_register,
};
const size_t registers_count = COUNT(registers);
