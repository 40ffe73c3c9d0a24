/* What may be said and what was promised, beside a reception and from the menu: answers, cases, words; promises; samples of
 * calls; the club's list. */
#ifndef QT_UI_SCREENS_KNOW_H
#define QT_UI_SCREENS_KNOW_H

#include "data/reception.h"
#include "ui/kit/app.h"

extern const struct screen_ops knowledge_screen;    /* arg: struct know_arg *; NULL: answers of the project worked in */
extern const struct screen_ops quality_screen;      /* samples of a month */
extern const struct screen_ops club_screen;         /* first visitors of a day */
extern const struct command know_menu[];

/* Answers used in a reception that is not stored yet: noted when it is. Lives in the reception's screen. */
enum { KNOW_USED_MOST = 32 };
struct know_used { int64_t ids[KNOW_USED_MOST]; size_t count; };

enum know_what { KNOW_ANSWERS, KNOW_CASES, KNOW_WORDS };
struct know_arg {
    enum know_what what;
    int64_t project;
    const char *focus;          /* codes; copied */
    int64_t reception;          /* 0: not stored yet */
    struct know_used *used;     /* where its uses wait; NULL: nobody is being received */
};

/* ---- for the reception's form ---- */
void know_from_reception(struct screen *sc, const struct reception *r, enum know_what what, int64_t customer, struct know_used *used);
/* Note the uses that waited. */
void know_stored(struct screen *sc, const struct reception *r, struct know_used *used);
/* Ask what was promised and note it; the reception is stored. */
void know_promise(struct screen *sc, const struct reception *r, int64_t customer);
/* False: somebody wants to look at an open promise first. */
bool know_may_end(struct screen *sc, const struct reception *r, int64_t customer);

#endif
