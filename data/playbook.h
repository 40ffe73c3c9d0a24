/* What to do, and what to watch beforehand, at each of the 30 critical moments (content/playbooks.csv). */
#ifndef QT_DATA_PLAYBOOK_H
#define QT_DATA_PLAYBOOK_H

#include "base/mem.h"

struct playbook_line {
    int place;                  /* from 1 */
    const char *text;
    const char *rule;           /* rules that say more, "" none */
};

/* moment: code of the list moment ("07"); any other: the frame that all have in common. kind: "step" or "prevent".
 * In the arena, in order; returns their number. */
size_t playbook_steps(const char *moment, const char *kind, struct arena *a, struct playbook_line **out);
/* "MOM-07" of "07", "MOM-00" where it is no moment: the name of its playbook. In the arena. */
char *playbook_name(const char *moment, struct arena *a);

#endif
