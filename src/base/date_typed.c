/* What people type for days and times. */
#include "base/date.h"

#include "base/fold.h"

#include <stdlib.h>
#include <string.h>

enum { TYPED_ROOM = 64 };

/* Reads a word at *s and moves behind it. */
static bool
word(const char **s, const char *w)
{
    size_t size = strlen(w);

    if (strncmp(*s, w, size) != 0)
        return false;
    *s += size;
    return true;
}

/* Reads 1 to most digits at *s; returns how many, 0 for none or too many. */
static int
number(const char **s, int most, int *out)
{
    int n = 0, count = 0;

    while (**s >= '0' && **s <= '9') {
        if (++count > most)
            return 0;
        n = n * 10 + (**s - '0');
        ++*s;
    }
    *out = n;
    return count;
}

static bool
separator(const char **s)
{
    return word(s, "-") || word(s, "/") || word(s, ".");
}

/* 2026-11-28 with any separator, 2026年11月28日, 20261128. */
static bool
full_date(const char *s, day *out)
{
    const char *at = s;
    int year, month, mday;

    if (strlen(s) == 8 && number(&at, 8, &year) == 8)
        return day_from_civil(year / 10000, year / 100 % 100, year % 100, out);
    at = s;
    if (number(&at, 4, &year) != 4)
        return false;
    if (separator(&at)) {
        char used = at[-1];

        return number(&at, 2, &month) && *at++ == used && number(&at, 2, &mday) && !*at &&
               day_from_civil(year, month, mday, out);
    }
    if (!word(&at, "年") || !number(&at, 2, &month) || !word(&at, "月") || !number(&at, 2, &mday))
        return false;
    if (!word(&at, "日"))
        word(&at, "号");
    return !*at && day_from_civil(year, month, mday, out);
}

bool
day_read(const char *text, day *out)
{
    char s[TYPED_ROOM];
    day d;

    if (!fold_typed(text, s, sizeof s))
        return false;
    /* Spreadsheets write a midnight behind a date. */
    char *blank = strchr(s, ' ');

    if (blank && (strcmp(blank, " 00:00:00") == 0 || strcmp(blank, " 00:00") == 0 ||
                  strcmp(blank, " 0:00:00") == 0 || strcmp(blank, " 0:00") == 0))
        *blank = '\0';
    if (!full_date(s, &d))
        return false;
    *out = d;
    return true;
}

/* The first day from today on whose day of the month is mday. */
static bool
coming_mday(int mday, day today, day *out)
{
    struct civil c = day_civil(today);
    int month = c.month, year = c.year;

    /* Not every month has a 31st, but no three in a row lack one. */
    for (int i = 0; i < 4; i++) {
        day d;

        if (day_from_civil(year, month, mday, &d) && d >= today) {
            *out = d;
            return true;
        }
        if (++month > 12) {
            month = 1;
            year++;
        }
    }
    return false;
}

/* 28, 28日, 1128, 11-28, 11月28日. */
static bool
short_date(const char *s, day today, day *out)
{
    int first, mday, year = day_civil(today).year;
    const char *at = s;
    int count = number(&at, 4, &first);

    if (!count)
        return false;
    if (!*at)
        return count == 4 ? day_from_civil(year, first / 100, first % 100, out) :
               count <= 2 && coming_mday(first, today, out);
    if (count > 2)
        return false;
    if (strcmp(at, "日") == 0 || strcmp(at, "号") == 0)
        return coming_mday(first, today, out);
    if (separator(&at))
        return number(&at, 2, &mday) && !*at && day_from_civil(year, first, mday, out);
    if (!word(&at, "月") || !number(&at, 2, &mday))
        return false;
    if (!word(&at, "日"))
        word(&at, "号");
    return !*at && day_from_civil(year, first, mday, out);
}

static bool
named_day(const char *s, day today, day *out)
{
    static const struct { const char *word; int off; } names[] = {
        { "今", 0 }, { "今天", 0 }, { "明", 1 }, { "明天", 1 }, { "后", 2 }, { "后天", 2 },
        { "大后天", 3 }, { "昨", -1 }, { "昨天", -1 }, { "前天", -2 },
    };

    for (size_t i = 0; i < COUNT(names); i++) {
        if (strcmp(s, names[i].word) == 0) {
            *out = today + names[i].off;
            return true;
        }
    }
    return false;
}

/* 1 to 7 for 一 to 六, 日, 天 or a digit that ends the text; else 0. */
static int
weekday_word(const char *s)
{
    static const char *const words[] = { "一", "二", "三", "四", "五", "六", "日" };

    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(s, words[i]) == 0)
            return (int)i + 1;
    if (strcmp(s, "天") == 0)
        return 7;
    return s[0] >= '1' && s[0] <= '7' && !s[1] ? s[0] - '0' : 0;
}

/* w5, 周五, 星期五: the coming one, today included; 本周五, 下周五: of that week. */
static bool
weekday_date(const char *s, day today, day *out)
{
    int week = -1;

    if (word(&s, "下下"))
        week = 2;
    else if (word(&s, "下"))
        week = 1;
    else if (word(&s, "本") || word(&s, "这"))
        week = 0;
    if (!word(&s, "周") && !word(&s, "星期") && !word(&s, "礼拜") &&
        (week >= 0 || (!word(&s, "w") && !word(&s, "W"))))
        return false;

    int wanted = weekday_word(s), now = day_weekday(today);

    if (!wanted)
        return false;
    if (week >= 0)
        *out = today - now + wanted + 7 * week;
    else
        *out = today + (wanted - now + 7) % 7;
    return true;
}

/* +3, -1 */
static bool
offset_date(const char *s, day today, day *out)
{
    int n, sign = *s == '-' ? -1 : 1;

    if (*s != '+' && *s != '-')
        return false;
    s++;
    if (!number(&s, 5, &n) || *s)
        return false;
    *out = today + sign * n;
    return true;
}

bool
day_typed(const char *typed, day today, day *out)
{
    char s[TYPED_ROOM];
    day d;

    if (!fold_typed(typed, s, sizeof s))
        return false;
    if (!full_date(s, &d) && !short_date(s, today, &d) && !offset_date(s, today, &d) &&
        !weekday_date(s, today, &d) && !named_day(s, today, &d))
        return false;
    *out = d;
    return true;
}

/* The part of the day in front of an hour: 0 none, 1 morning, 2 afternoon or evening, 3 noon. */
static int
part_of_day(const char **s)
{
    if (word(s, "上午") || word(s, "早上") || word(s, "早") || word(s, "凌晨"))
        return 1;
    if (word(s, "下午") || word(s, "晚上") || word(s, "傍晚") || word(s, "晚"))
        return 2;
    return word(s, "中午") ? 3 : 0;
}

/* The minutes behind the hour and its mark: "", "半", "一刻", "三刻", "05", "5分". */
static bool
minutes_behind(const char *s, int *minute)
{
    static const struct { const char *word; int minutes; } words[] = {
        { "", 0 }, { "整", 0 }, { "半", 30 }, { "一刻", 15 }, { "三刻", 45 },
    };

    for (size_t i = 0; i < COUNT(words); i++) {
        if (strcmp(s, words[i].word) == 0) {
            *minute = words[i].minutes;
            return true;
        }
    }
    if (!number(&s, 2, minute))
        return false;
    word(&s, "分");
    return !*s;
}

bool
clock_typed(const char *typed, int *minutes)
{
    char room[TYPED_ROOM];
    const char *s = room;
    int hour, minute = 0;

    if (!fold_typed(typed, room, sizeof room))
        return false;
    int part = part_of_day(&s);
    int count = number(&s, 4, &hour);

    if (!count)
        return false;
    if (count > 2) {
        minute = hour % 100;
        hour /= 100;
        if (*s)
            return false;
    } else if (word(&s, "点") || word(&s, "时")) {
        if (!minutes_behind(s, &minute))
            return false;
    } else if (word(&s, ":")) {
        if (number(&s, 2, &minute) != 2)
            return false;
        word(&s, ":00");                /* seconds of a spreadsheet */
        if (*s)
            return false;
    } else if (*s) {
        return false;
    }
    if (part == 1 && hour == 12)
        hour = 0;
    else if ((part == 2 && hour < 12) || (part == 3 && hour < 3))
        hour += 12;
    if (hour > 23 || minute > 59)
        return false;
    *minutes = hour * 60 + minute;
    return true;
}

/* +15, +2h, +2时, +1d */
static bool
offset_moment(const char *s, moment now, moment *out)
{
    int n;
    int64_t unit = 60;

    if (*s++ != '+' || !number(&s, 5, &n))
        return false;
    if (word(&s, "h") || word(&s, "小时") || word(&s, "时"))
        unit = 3600;
    else if (word(&s, "d") || word(&s, "天"))
        unit = DAY_SECONDS;
    else if (!word(&s, "min") && !word(&s, "m") && !word(&s, "分钟"))
        word(&s, "分");
    if (*s)
        return false;
    *out = now + n * unit;
    return true;
}

/* A day and a time of day, the first part being size bytes of s. */
static bool
day_and_clock(const char *s, size_t size, day today, int zone, moment *out)
{
    char first[TYPED_ROOM];
    day d;
    int minutes;

    memcpy(first, s, size);
    first[size] = '\0';
    if (!day_typed(first, today, &d) || !clock_typed(s + size, &minutes))
        return false;
    *out = moment_at(d, minutes * 60, zone);
    return true;
}

bool
moment_typed(const char *typed, moment now, int zone, moment *out)
{
    char s[TYPED_ROOM];
    day today = moment_day(now, zone), d;
    int minutes;

    if (!fold_typed(typed, s, sizeof s))
        return false;
    if (offset_moment(s, now, out) || moment_parse_iso(s, zone, out))
        return true;
    if (clock_typed(s, &minutes)) {
        *out = moment_at(today, minutes * 60, zone);
        if (*out < now)
            *out += DAY_SECONDS;
        return true;
    }
    if (day_typed(s, today, &d)) {
        *out = moment_at(d, 9 * 3600, zone);
        return true;
    }
    const char *blank = strchr(s, ' ');

    if (blank)
        return day_and_clock(s, (size_t)(blank - s), today, zone, out);
    /* 明天下午3点, 11月28日15:30: the day ends with a Han character. */
    for (size_t i = 1; s[i]; i++)
        if ((unsigned char)s[i - 1] >= 0x80 && ((unsigned char)s[i] & 0xC0) != 0x80 &&
            day_and_clock(s, i, today, zone, out))
            return true;
    return false;
}
