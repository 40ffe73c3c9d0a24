/* Working days and business hours: holidays, 调休, split hours (TIME-02, TIME-05). */
#ifndef QT_BASE_WORKTIME_H
#define QT_BASE_WORKTIME_H

#include "base/date.h"

struct hours { int from, to; };             /* minutes of the day; to > from, to <= 1440 */

struct day_rule {                           /* one day ruled otherwise than its weekday */
    day day;
    bool work;                              /* true: 调休, worked; false: a holiday */
    const char *name;                       /* 春节; lent */
};

struct calendar {
    int zone;
    struct hours hours[4];                  /* business hours, in order, not overlapping; 9:00-18:00 unless set */
    int nhours;
    const struct day_rule *rules;           /* sorted by day; lent */
    size_t nrules;
    day known_to;                           /* last day of the last year whose notice is known */
};

/* The rule for d, or NULL. */
const struct day_rule *calendar_rule(const struct calendar *c, day d);
/* Monday to Friday and not a holiday, or a 调休 day. */
bool calendar_is_workday(const struct calendar *c, day d);
/* The nth working day after d (d itself is not counted); n >= 1. */
day calendar_workday_after(const struct calendar *c, day d, int n);
/* The nth working day before d. */
day calendar_workday_before(const struct calendar *c, day d, int n);
/* End of business on a day, as a moment. */
moment calendar_close(const struct calendar *c, day d);
/* Is t within business hours? They run on all seven days (TIME-05). */
bool calendar_is_open(const struct calendar *c, moment t);
/* The moment when n business minutes have passed since t. */
moment calendar_add_open(const struct calendar *c, moment t, int64_t minutes);
/* The latest moment from which n business minutes pass until t: as add_open, counted back. */
moment calendar_sub_open(const struct calendar *c, moment t, int64_t minutes);
/* Business minutes between a and b, a <= b. */
int64_t calendar_open_between(const struct calendar *c, moment a, moment b);
/* Take the rules from text in the form of content/holidays.csv: a heading, then rows "day,work,name,..."
 * in order of day, work 1 for a 调休 day, 0 for a holiday. The rules live in the arena. known_to becomes
 * the last day of the last year ruled. False: no such text; c is as it was. */
bool calendar_set_rules(struct calendar *c, struct arena *a, const char *csv);
/* "09:00-12:00,13:30-18:00" into c->hours; false: not understood or overlapping. */
bool calendar_set_hours(struct calendar *c, const char *text);

#endif
