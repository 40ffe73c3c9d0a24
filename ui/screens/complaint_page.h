/* One matter on one page, in two files: what is shown (complaint_page.c), what may be done (complaint_page_do.c). */
#ifndef QT_UI_SCREENS_COMPLAINT_PAGE_H
#define QT_UI_SCREENS_COMPLAINT_PAGE_H

#include "data/complaint.h"
#include "data/playbook.h"
#include "ui/kit/list.h"
#include "ui/screens/complaint.h"

#define TICKS_MAX 16

struct complaint_page {
    int64_t id;
    struct screen *sc;
    struct record *rec;             /* as read last; in the screen's arena */
    struct list *story;
    struct complaint_clocks clocks;
    struct playbook_line *steps;
    size_t nsteps;
    struct complaint_ticked ticked[TICKS_MAX];
    size_t nticked;
    char *playbook;                 /* "MOM-07" */
    size_t notices_waiting;
    const char *others;             /* who changes it at another desk */
};

/* The commands of the page. */
extern const struct command complaint_page_commands[];
/* When step `place` was ticked, NULL: not. */
const struct complaint_ticked *complaint_page_ticked(const struct complaint_page *s, int place);

#endif
