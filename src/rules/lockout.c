#include "rules/lockout.h"

int64_t
lockout_delay(int failures, const struct lockout_limits *limits)
{
    int64_t delay = limits->first_seconds;

    if (failures <= limits->free_tries)
        return 0;
    for (int i = limits->free_tries + 1; i < failures && delay < limits->most_seconds; i++)
        delay = delay > limits->most_seconds / 2 ? limits->most_seconds : delay * 2;
    return delay < limits->most_seconds ? delay : limits->most_seconds;
}

moment
lockout_until(int failures, moment last, const struct lockout_limits *limits)
{
    return last + lockout_delay(failures, limits);
}
