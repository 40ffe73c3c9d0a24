/* Records, changes, tasks and entries as lines for people: the same words on every screen. All in the arena given. */
#ifndef QT_UI_SCREENS_SHOWN_H
#define QT_UI_SCREENS_SHOWN_H

#include "data/engine/journal.h"
#include "data/register.h"
#include "data/task.h"
#include "ui/kit/draw.h"

/* A field's value, masked as lists are; what this person's role may not see is only said to be there. */
char *shown_field(struct office *o, const struct record *r, int field, struct arena *a);
/* How a record's row is drawn. */
enum style shown_look(struct office *o, const struct record *r);

/* Everything about an entry, for reading: when, who, where, what, changes old to new. */
char *shown_entry(struct office *o, const struct entry *e, struct arena *a);
const char *shown_who(const struct entry *e);           /* colleague, else the desk */

/* "red 11-22 09:12": how a task stands now. */
char *shown_due(struct office *o, const struct task *t, struct arena *a);
/* Why each of the tasks is due when it is, for reading. */
char *shown_reasons(struct office *o, const struct task *tasks, size_t count, struct arena *a);

#endif
