/* The seven things that a first visitor is told, in the wording in force (RCP-31). */
#ifndef QT_DATA_BRIEFING_H
#define QT_DATA_BRIEFING_H

#include "data/register.h"

enum { BRIEFINGS_MOST = 16 };

struct briefing {
    const char *topic, *name;   /* code of the list briefing_topic, and its text; lent by the office */
    char *text;                 /* the wording in force; NULL: none */
    int64_t knowledge, version;
};
/* One for each topic, in the list's order. */
bool briefing_texts(struct office *o, int64_t project, struct arena *a, struct briefing out[BRIEFINGS_MOST], size_t *count, struct err *err);

/* Of told, codes joined by blanks: how many they are; and whether that is too few for a first visit. */
size_t briefing_told(const char *told);
bool briefing_too_few(const struct office *o, bool first_visit, const char *told);
/* A record of reception_register: a first visit that did not hear all. */
bool briefing_short(const struct office *o, const struct record *reception);

/* Inside an action, when the reception was written: which wordings it used. The version it began with stays. */
bool briefing_note(struct office *o, struct action *a, const struct record *reception, struct err *err);
/* The version of a topic that this reception used; 0: none. */
int64_t briefing_version(struct office *o, int64_t reception, const char *topic);

#endif
