/* Moments, days, and what people type for them. The company's zone is passed
 * in as seconds east of UTC; the host's zone is never asked. */
#ifndef QT_BASE_DATE_H
#define QT_BASE_DATE_H

#include "base/mem.h"

#include <stdbool.h>
#include <stdint.h>

typedef int64_t moment;         /* UTC seconds since 1970-01-01 */
typedef int32_t day;            /* civil days since 1970-01-01 */

#define DAY_SECONDS 86400
#define ZONE_CHINA (8 * 3600)

struct civil {
    int year, month, mday;      /* month and mday from 1 */
    int hour, minute, second;
};

bool day_from_civil(int year, int month, int mday, day *out);       /* false: no such day */
struct civil day_civil(day d);
int day_weekday(day d);                     /* 1 Monday ... 7 Sunday */
const char *day_weekday_name(day d);        /* translated, short: 周日 */
day day_add_months(day d, int months);      /* the same day of the month, else its last (TIME-03) */

day moment_day(moment t, int zone);
int moment_second(moment t, int zone);      /* second of the civil day, 0 to 86399 */
moment moment_at(day d, int second, int zone);
struct civil moment_civil(moment t, int zone);

/* 2026-11-22, and back; strict: exactly that form and a real day. */
char *day_iso(struct arena *a, day d);
bool day_parse_iso(const char *text, day *out);
/* 2026-11-22T09:40:00+08:00, and back; reading takes also a blank for T, no seconds, Z, no zone (then zone). */
char *moment_iso(struct arena *a, moment t, int zone);
bool moment_parse_iso(const char *text, int zone, moment *out);

/* For people: "11-22 09:40", with the year in front where it is not now's year. */
char *moment_show(struct arena *a, moment t, moment now, int zone);
char *day_show(struct arena *a, day d, day today);
/* A length for people: "20分", "4时", "2天", two units at most. */
char *span_show(struct arena *a, int64_t seconds);

/* What a person types for a day, relative to today: 28, 1128, 20261128, 2026-11-28,
 * 11-28, 11/28, 11月28日, +3, -1, w5 (the coming Friday, today included), 今 明 后天 大后天 昨,
 * 周五, 下周五. Without a year: the day of this year. 28 alone: the coming 28th.
 * Full-width digits are folded. False: not understood. */
bool day_typed(const char *typed, day today, day *out);
/* The same for a file: all common ways of writing a full date (2026/3/5, 2026.3.5, 2026年3月5日, 20260305). */
bool day_read(const char *text, day *out);
/* A time of day: 9, 930, 0930, 9:30, 9点半, 15:05, 下午3点. Minutes of the day. */
bool clock_typed(const char *typed, int *minutes);
/* A moment: "1530" (today, or tomorrow when past), "明 10", "1128 1530", "2026-11-28 15:30",
 * "+15" (minutes from now), "+2h", and a day alone (09:00 then). */
bool moment_typed(const char *typed, moment now, int zone, moment *out);

#endif
