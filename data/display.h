/* What hangs in the sales hall (RCP-33, RCP-37, RCP-38): twelve things, some of them before sales open. */
#ifndef QT_DATA_DISPLAY_H
#define QT_DATA_DISPLAY_H

#include "data/register.h"

/* Must this thing hang now? Item 11 only while three days' withdrawal is offered (POL-08). */
bool display_needed(struct office *o, const char *item);
bool display_before_opening(const char *item);

struct display_progress { size_t shown, needed, first_shown, first_needed; };      /* first: before sales open */
struct display_progress display_progress(struct office *o, int64_t project);
/* Names of the things that are needed and do not hang, in the arena. */
size_t display_missing(struct office *o, int64_t project, struct arena *a, char ***names);

/* Action display.make: a row for each thing that must hang; twice makes nothing new. */
bool display_make(struct office *o, int64_t project, struct err *err);
/* The same inside somebody else's action: what is no longer needed goes from the list. */
bool display_write(struct office *o, struct action *a, int64_t project, struct err *err);
/* Inside an action: a policy that says what must hang has changed; the lists of all projects follow. */
bool display_follow(struct office *o, struct action *a, struct err *err);

#endif
