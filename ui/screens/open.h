/* From a matter to the screen that shows it: tasks, drafts and found things lead there. */
#ifndef QT_UI_SCREENS_OPEN_H
#define QT_UI_SCREENS_OPEN_H

#include "data/draft.h"
#include "ui/kit/app.h"

/* about is the matter's table ("reception", "customer", "home", a register's name). False: nothing shows such a
 * matter (said on the message line). */
bool open_matter(struct screen *sc, const char *about, int64_t id);
/* Go on with a draft in the screen that wrote it: the screen's open() gets the draft resumed. False: said why. */
bool open_draft(struct screen *sc, const struct draft_info *info);

/* One row of the table in open.c: rows are added there. */
struct opener {
    const char *about;          /* "*": any register */
    void (*open)(struct screen *sc, const char *about, int64_t id);
};
struct draft_opener {
    const char *form;           /* name of the draft's form */
    /* Owns the draft from here on (draft_close or draft_drop it). */
    void (*open)(struct screen *sc, struct draft *d, int64_t matter);
    /* Instead of open: leads to the question whose dialog takes the draft up by itself (dialog_draft.h). */
    void (*ask)(struct screen *sc, const char *form, int64_t matter);
};

#endif
