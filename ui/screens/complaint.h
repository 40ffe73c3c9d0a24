/* F5: the hotline desk. What callers bring is taken up beside what is known of it, worked on, and seen as a queue. */
#ifndef QT_UI_SCREENS_COMPLAINT_H
#define QT_UI_SCREENS_COMPLAINT_H

#include "data/draft.h"
#include "ui/kit/app.h"

extern const struct screen_ops complaints_screen;           /* the queue; arg is const char *, the code of a department, or NULL */
extern const struct screen_ops complaint_form_screen;       /* the intake; arg is a struct complaint_arg */
extern const struct screen_ops complaint_page_screen;       /* one matter; arg is its id (int64_t *) */
extern const struct screen_ops complaint_board_screen;      /* the supervisor's board */

extern const struct command complaint_menu[];
extern const struct command complaint_books_menu[];         /* what fills the books beside the complaints */

struct complaint_arg {
    int64_t id;                 /* an existing one, to be changed; 0: new */
    const char *phone;          /* who rings (canonical or as the exchange gives it); NULL: nobody yet */
    int64_t customer, home;     /* a new one of this customer, about this home; 0: not known */
    struct draft *draft;        /* to go on with; owned by the screen from here on; NULL: none */
};

void complaint_open_matter(struct screen *sc, const char *about, int64_t id);
void complaint_open_draft(struct screen *sc, struct draft *d, int64_t matter);
/* A caller is ringing (screen pop): the intake opens with the number filled in; on a form that is being typed only a line
 * says so. */
void complaint_pop(struct app *app, const char *number);

/* A matter's story in one screen of text, and the sentence to say; noted as asked. For `a` and the three keys. */
void complaint_tell_status(struct screen *sc, int64_t id);

/* A draft of something that may be done with a matter ("act_progress"): its word, NULL where it is none; and its form on
 * the matter's page. */
const char *complaint_act_word(const char *form);
void complaint_open_act(struct screen *sc, const char *form, int64_t matter);

#endif
