#include "rules/warranty.h"

static day
season_end(day handed_over, int length, struct season s)
{
    struct civil c = day_civil(handed_over);
    day first, end;
    int year = c.year;

    day_from_civil(year, s.from_month, s.from_day, &first);
    if (first < handed_over)
        year++;
    year += length - 1;
    /* A season that ends earlier in the year than it begins ends in the next one. */
    if (s.to_month < s.from_month)
        year++;
    day_from_civil(year, s.to_month, s.to_day, &end);
    return end;
}

day
warranty_until(day handed_over, enum warranty_unit unit, int length, struct season season)
{
    if (unit == WARRANTY_SEASONS)
        return season_end(handed_over, length, season);
    return day_add_months(handed_over, unit == WARRANTY_YEARS ? length * 12 : length);
}

struct unusual
unusual_of(int64_t recent, int64_t before, int days, int before_days, int64_t least, int64_t times)
{
    struct unusual u = { .recent = recent, .before = before, .days = days, .before_days = before_days };

    u.ordinary_tenths = before_days > 0 ? (before * days * 20 + before_days) / (2 * before_days) : 0;
    u.unusual = recent >= least && recent * before_days >= times * before * days;
    return u;
}
