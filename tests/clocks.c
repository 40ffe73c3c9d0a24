#include "tests/clocks.h"

moment
clocks_at(const char *iso)
{
    moment t = 0;

    if (!moment_parse_iso(iso, ZONE_CHINA, &t))
        fail_msg("%s is no moment", iso);
    return t;
}

struct calendar
clocks_calendar(struct arena *a)
{
    struct calendar c = { .zone = ZONE_CHINA };

    assert_true(calendar_set_rules(&c, a, support_read(a, "data/content/holidays.csv", NULL)));
    return c;
}

static struct span
hours(int64_t n)
{
    return (struct span){ SPAN_HOURS, n, false };
}

static struct span
workdays(int64_t n)
{
    return (struct span){ SPAN_WORKDAYS, n, false };
}

struct complaint_policies
clocks_policies(void)
{
    struct span quarter = { SPAN_MINUTES, 15, false };

    return (struct complaint_policies){
        .answer = { quarter, quarter }, .contact_open = { hours(2), hours(2) }, .contact_closed = { hours(24), hours(24) },
        .first_response = { hours(24), hours(48) }, .plan_hours = hours(72), .plan_workdays = workdays(3),
        .emergency = { hours(2), hours(2) }, .progress = { SPAN_DAYS, 2, false },
        .solution = { { workdays(12), workdays(15) }, { workdays(8), workdays(10) }, { workdays(5), workdays(7) } },
        .fast_percent = 50, .fast_workdays = workdays(2), .grace = 24 * 3600,
    };
}

bool
clocks_add_up(const struct deadline *d)
{
    moment t = d->start;

    for (size_t i = 0; i < d->count; i++)
        t += d->steps[i].seconds;
    return t == d->due && d->count > 1 && d->steps[0].has_at && d->steps[0].at == d->start;
}
