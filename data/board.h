/* What the desk shows beside the tasks: today's receptions, appointments, birthdays, this week's follow-ups (F-804). */
#ifndef QT_DATA_BOARD_H
#define QT_DATA_BOARD_H

#include "data/office.h"

enum board_part { BOARD_RECEPTIONS, BOARD_VIEWINGS, BOARD_BIRTHDAYS, BOARD_PARTS };

/* How many today, in the project worked in. */
int64_t board_count(struct office *o, enum board_part part);

struct board_row {
    const char *about;          /* table of the matter */
    int64_t id;
    moment at;                  /* 0: no time of the day */
    char *number, *name, *phone, *text;
};
/* The rows behind the count, in the order of their times, at most max. */
bool board_rows(struct office *o, enum board_part part, struct arena *a, struct board_row *out, size_t max, size_t *count,
                struct err *err);

/* Tasks of follow-up calls: their kinds begin so. */
#define BOARD_FOLLOW_UP "survey_*"
int64_t board_follow_ups(struct office *o);     /* open, due by the seventh day or overdue, of anybody in the project */

/* What the registers miss from today on (roster gaps, checks not made), one line each. */
size_t board_gaps(struct office *o, int days, struct arena *a, char ***lines);

#endif
