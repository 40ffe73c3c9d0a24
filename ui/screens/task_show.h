/* How a task stands in a line, and what can be done with it: shared by the desk and the list of tasks. */
#ifndef QT_UI_SCREENS_TASK_SHOW_H
#define QT_UI_SCREENS_TASK_SHOW_H

#include "data/task.h"
#include "ui/kit/app.h"
#include "ui/kit/list.h"

/* state, time, kind, who, what, left, rule */
extern const struct column task_columns[];

/* A short word for each kind of task (the list task_kind); read once, in open. */
struct task_words {
    size_t count;
    const char **kinds, **words;
};
struct task_words task_words_load(struct arena *a);
const char *task_word(const struct task_words *w, const char *kind);

/* "13分", "7时", "1天": one unit, as a glance takes it. */
char *task_span(struct arena *a, int64_t seconds);
/* Fill the row of a list with these columns; t stays the row's data and must live as long. */
void task_row(struct office *o, const struct task_words *w, const struct task *t, moment now, struct arena *a, struct row *out);
/* "王建国 138****5678", "周婷 3-1-1102", "3-1-1102", "". */
char *task_who(struct arena *a, const struct task *t);

/* Commands on a task; each asks what it needs and says on the message line what came of it. */
void task_ask_open(struct screen *sc, const struct task *t);
void task_ask_why(struct screen *sc, const struct task *t);         /* the arithmetic of its lines */
void task_ask_done(struct screen *sc, const struct task *t);
void task_ask_move(struct screen *sc, const struct task *t);        /* TIME-07 */
void task_ask_assign(struct screen *sc, const struct task *t);

/* Ask for the text of a filter; NULL: Esc. In the arena. */
char *ask_filter(struct app *app, const char *before, struct arena *a);

#endif
