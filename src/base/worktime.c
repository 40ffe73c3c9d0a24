#include "base/worktime.h"

#include "base/fold.h"

#include <string.h>

/* The hours that hold where none were set (TIME-05). */
static const struct hours usual_hours[] = { { 9 * 60, 18 * 60 } };

static const struct hours *
hours_of(const struct calendar *c, int *count)
{
    *count = c->nhours > 0 ? c->nhours : (int)COUNT(usual_hours);
    return c->nhours > 0 ? c->hours : usual_hours;
}

const struct day_rule *
calendar_rule(const struct calendar *c, day d)
{
    size_t low = 0, high = c->nrules;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (c->rules[middle].day < d)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->nrules && c->rules[low].day == d ? &c->rules[low] : NULL;
}

bool
calendar_is_workday(const struct calendar *c, day d)
{
    const struct day_rule *rule = calendar_rule(c, d);

    return rule ? rule->work : day_weekday(d) <= 5;
}

day
calendar_workday_after(const struct calendar *c, day d, int n)
{
    while (n > 0)
        if (calendar_is_workday(c, ++d))
            n--;
    return d;
}

day
calendar_workday_before(const struct calendar *c, day d, int n)
{
    while (n > 0)
        if (calendar_is_workday(c, --d))
            n--;
    return d;
}

moment
calendar_close(const struct calendar *c, day d)
{
    int count;
    const struct hours *h = hours_of(c, &count);

    return moment_at(d, h[count - 1].to * 60, c->zone);
}

bool
calendar_is_open(const struct calendar *c, moment t)
{
    int count, second = moment_second(t, c->zone);
    const struct hours *h = hours_of(c, &count);

    for (int i = 0; i < count; i++)
        if (second >= h[i].from * 60 && second < h[i].to * 60)
            return true;
    return false;
}

/* Business seconds of a day before the given second of it. */
static int64_t
open_until(const struct calendar *c, int second)
{
    int count;
    const struct hours *h = hours_of(c, &count);
    int64_t sum = 0;

    for (int i = 0; i < count; i++) {
        int from = h[i].from * 60, to = h[i].to * 60;

        if (second > from)
            sum += (second < to ? second : to) - from;
    }
    return sum;
}

/* Business seconds since day 0. */
static int64_t
open_since_epoch(const struct calendar *c, moment t)
{
    return moment_day(t, c->zone) * open_until(c, DAY_SECONDS) +
           open_until(c, moment_second(t, c->zone));
}

moment
calendar_add_open(const struct calendar *c, moment t, int64_t minutes)
{
    int count;
    const struct hours *h = hours_of(c, &count);
    int64_t left = minutes * 60, whole = open_until(c, DAY_SECONDS);
    day d = moment_day(t, c->zone);

    if (left <= 0)
        return t;
    left += open_until(c, moment_second(t, c->zone));
    /* A time that ends with the day's last business second ends on that day, not at the next opening. */
    d += (day)((left - 1) / whole);
    left = (left - 1) % whole + 1;
    for (int i = 0; i < count; i++) {
        int64_t length = (int64_t)(h[i].to - h[i].from) * 60;

        if (left <= length)
            return moment_at(d, h[i].from * 60 + (int)left, c->zone);
        left -= length;
    }
    return calendar_close(c, d);
}

moment
calendar_sub_open(const struct calendar *c, moment t, int64_t minutes)
{
    int count;
    const struct hours *h = hours_of(c, &count);
    int64_t whole = open_until(c, DAY_SECONDS);
    int64_t left = minutes * 60;
    day d = moment_day(t, c->zone);

    if (left <= 0)
        return t;
    /* The mirror of adding: count from the end of the day, stop at an opening, not at the closing before it. */
    left += whole - open_until(c, moment_second(t, c->zone));
    d -= (day)((left - 1) / whole);
    left = (left - 1) % whole + 1;
    for (int i = count - 1; i >= 0; i--) {
        int64_t length = (int64_t)(h[i].to - h[i].from) * 60;

        if (left <= length)
            return moment_at(d, h[i].to * 60 - (int)left, c->zone);
        left -= length;
    }
    return moment_at(d, h[0].from * 60, c->zone);
}

int64_t
calendar_open_between(const struct calendar *c, moment a, moment b)
{
    return (open_since_epoch(c, b) - open_since_epoch(c, a)) / 60;
}

/* "9:00" or "09:00" at *s, minutes of the day up to 24:00. */
static bool
clock_at(const char **s, int *out)
{
    int part[2] = { 0, 0 };

    for (int i = 0; i < 2; i++) {
        int count = 0;

        while (**s >= '0' && **s <= '9' && count < 2) {
            part[i] = part[i] * 10 + *(*s)++ - '0';
            count++;
        }
        if (count == 0 || (i == 1 && count != 2) || (i == 0 && *(*s)++ != ':'))
            return false;
    }
    *out = part[0] * 60 + part[1];
    return part[1] <= 59 && *out <= 1440;
}

static void
skip_blanks(const char **s)
{
    while (**s == ' ')
        ++*s;
}

bool
calendar_set_hours(struct calendar *c, const char *text)
{
    char room[128];
    const char *s = room;
    struct hours read[COUNT(c->hours)];
    int count = 0;

    if (!fold_typed(text, room, sizeof room))
        return false;
    for (;;) {
        struct hours h;

        skip_blanks(&s);
        if (!clock_at(&s, &h.from) || *s++ != '-' || !clock_at(&s, &h.to) || h.to <= h.from)
            return false;
        if (count == (int)COUNT(read) || (count > 0 && h.from < read[count - 1].to))
            return false;
        read[count++] = h;
        skip_blanks(&s);
        if (!*s)
            break;
        if (*s++ != ',')
            return false;
    }
    for (int i = 0; i < count; i++)
        c->hours[i] = read[i];
    c->nhours = count;
    return true;
}

/* One row "2026-02-14,1,春节,..."; line is NUL-terminated. */
static bool
read_rule(struct arena *a, const char *line, struct day_rule *out)
{
    char iso[11];
    const char *name = line + 13;

    if (strlen(line) < 14 || line[10] != ',' || (line[11] != '0' && line[11] != '1') || line[12] != ',')
        return false;
    memcpy(iso, line, 10);
    iso[10] = '\0';
    out->work = line[11] == '1';
    out->name = arena_strndup(a, name, strcspn(name, ",\r"));
    return day_parse_iso(iso, &out->day);
}

bool
calendar_set_rules(struct calendar *c, struct arena *a, const char *csv)
{
    size_t rows = 0, count = 0;

    for (const char *s = csv; (s = strchr(s, '\n')) != NULL; s++)
        rows++;

    struct day_rule *rules = arena_alloc(a, (rows + 1) * sizeof *rules);
    const char *s = strchr(csv, '\n');

    while (s && *++s) {
        size_t size = strcspn(s, "\n");

        if (!read_rule(a, arena_strndup(a, s, size), &rules[count]) ||
            (count > 0 && rules[count].day <= rules[count - 1].day))
            return false;
        count++;
        s = strchr(s, '\n');
    }
    if (count == 0)
        return false;
    c->rules = rules;
    c->nrules = count;
    day_from_civil(day_civil(rules[count - 1].day).year, 12, 31, &c->known_to);
    return true;
}
