#include "data/registers.h"

/* In the order in which they stand in the menu. */
const struct reg *const registers[] = {
    &project_register, &building_register, &home_register, &customer_register, &staff_register,
    &permit_register,
};
const size_t registers_count = COUNT(registers);
