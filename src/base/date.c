/* Civil days and moments, and how they are written. What people type is date_typed.c. */
#include "base/date.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

static int
month_days(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

bool
day_from_civil(int year, int month, int mday, day *out)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || mday < 1 || mday > month_days(year, month))
        return false;

    /* Years that begin in March put the leap day last; eras of 400 years repeat. */
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + mday - 1;

    *out = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
    return true;
}

struct civil
day_civil(day d)
{
    int64_t z = (int64_t)d + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int of_era = (int)(z - era * 146097);
    int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * of_year + 2) / 153;
    struct civil c = { 0 };

    c.mday = of_year - (153 * shifted + 2) / 5 + 1;
    c.month = shifted < 10 ? shifted + 3 : shifted - 9;
    c.year = (int)(year_of_era + era * 400) + (c.month <= 2);
    return c;
}

int
day_weekday(day d)
{
    int w = (int)(((int64_t)d + 3) % 7);        /* day 0 was a Thursday */

    return (w < 0 ? w + 7 : w) + 1;
}

const char *
day_weekday_name(day d)
{
    static const char *const names[] = {
        N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
    };

    return _(names[day_weekday(d) - 1]);
}

day
day_add_months(day d, int months)
{
    struct civil c = day_civil(d);
    int64_t count = (int64_t)c.year * 12 + c.month - 1 + months;
    day out = d;

    /* Past the ends of the calendar it stays at the end. */
    if (count < 12)
        count = 12;
    if (count > 9999 * 12 + 11)
        count = 9999 * 12 + 11;
    int year = (int)(count / 12), month = (int)(count % 12) + 1;
    int last = month_days(year, month);

    day_from_civil(year, month, c.mday < last ? c.mday : last, &out);
    return out;
}

/* The day and the second in it of a moment. */
static day
moment_split(moment t, int zone, int *second)
{
    int64_t local = t + zone;
    int64_t d = local / DAY_SECONDS;
    int64_t s = local % DAY_SECONDS;

    if (s < 0) {
        s += DAY_SECONDS;
        d--;
    }
    *second = (int)s;
    return (day)d;
}

day
moment_day(moment t, int zone)
{
    int second;

    return moment_split(t, zone, &second);
}

int
moment_second(moment t, int zone)
{
    int second;

    moment_split(t, zone, &second);
    return second;
}

moment
moment_at(day d, int second, int zone)
{
    return (moment)d * DAY_SECONDS + second - zone;
}

struct civil
moment_civil(moment t, int zone)
{
    int second;
    struct civil c = day_civil(moment_split(t, zone, &second));

    c.hour = second / 3600;
    c.minute = second / 60 % 60;
    c.second = second % 60;
    return c;
}

char *
day_iso(struct arena *a, day d)
{
    struct civil c = day_civil(d);

    return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.mday);
}

/* Exactly size digits at *s; moves *s behind them. */
static bool
digits(const char **s, int size, int *out)
{
    int n = 0;

    for (int i = 0; i < size; i++) {
        char c = (*s)[i];

        if (c < '0' || c > '9')
            return false;
        n = n * 10 + (c - '0');
    }
    *s += size;
    *out = n;
    return true;
}

static bool
letter(const char **s, char c)
{
    if (**s != c)
        return false;
    ++*s;
    return true;
}

static bool
iso_day_at(const char **s, day *out)
{
    int year, month, mday;

    return digits(s, 4, &year) && letter(s, '-') && digits(s, 2, &month) && letter(s, '-') &&
           digits(s, 2, &mday) && day_from_civil(year, month, mday, out);
}

bool
day_parse_iso(const char *text, day *out)
{
    day d;

    if (!iso_day_at(&text, &d) || *text)
        return false;
    *out = d;
    return true;
}

char *
moment_iso(struct arena *a, moment t, int zone)
{
    struct civil c = moment_civil(t, zone);
    int off = zone < 0 ? -zone : zone;

    return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", c.year, c.month, c.mday,
                        c.hour, c.minute, c.second, zone < 0 ? '-' : '+', off / 3600, off / 60 % 60);
}

/* "Z", "+08:00", "+0800", "+08" or nothing. */
static bool
zone_at(const char *s, int *zone)
{
    int hours, minutes = 0;
    int sign = *s == '-' ? -1 : 1;

    if (!*s)
        return true;
    if (strcmp(s, "Z") == 0) {
        *zone = 0;
        return true;
    }
    if (*s != '+' && *s != '-')
        return false;
    s++;
    if (!digits(&s, 2, &hours))
        return false;
    if (*s) {
        letter(&s, ':');
        if (!digits(&s, 2, &minutes) || *s)
            return false;
    }
    if (hours > 14 || minutes > 59)
        return false;
    *zone = sign * (hours * 3600 + minutes * 60);
    return true;
}

bool
moment_parse_iso(const char *text, int zone, moment *out)
{
    day d;
    int hour, minute, second = 0;

    if (!iso_day_at(&text, &d) || (!letter(&text, 'T') && !letter(&text, ' ')) ||
        !digits(&text, 2, &hour) || !letter(&text, ':') || !digits(&text, 2, &minute))
        return false;
    if (letter(&text, ':') && !digits(&text, 2, &second))
        return false;
    if (hour > 23 || minute > 59 || second > 59 || !zone_at(text, &zone))
        return false;
    *out = moment_at(d, hour * 3600 + minute * 60 + second, zone);
    return true;
}

char *
day_show(struct arena *a, day d, day today)
{
    struct civil c = day_civil(d);

    if (c.year != day_civil(today).year)
        return day_iso(a, d);
    return arena_printf(a, "%02d-%02d", c.month, c.mday);
}

char *
moment_show(struct arena *a, moment t, moment now, int zone)
{
    struct civil c = moment_civil(t, zone);

    return arena_printf(a, "%s %02d:%02d", day_show(a, moment_day(t, zone), moment_day(now, zone)),
                        c.hour, c.minute);
}

char *
span_show(struct arena *a, int64_t seconds)
{
    const char *sign = seconds < 0 ? "-" : "";
    long long s = seconds < 0 ? -seconds : seconds;
    long long days = s / 86400, hours = s / 3600 % 24, minutes = s / 60 % 60;

    /* The sign, then two units at most: 1d 4h becomes 1天4时. */
    if (days && hours)
        return arena_printf(a, _("%s%lldd %lldh"), sign, days, hours);
    if (days)
        return arena_printf(a, _("%s%lldd"), sign, days);
    if (hours && minutes)
        return arena_printf(a, _("%s%lldh %lldmin"), sign, hours, minutes);
    if (hours)
        return arena_printf(a, _("%s%lldh"), sign, hours);
    if (minutes)
        return arena_printf(a, _("%s%lldmin"), sign, minutes);
    return arena_printf(a, _("%s%llds"), sign, s);
}
