/* Two desks changed one record: whoever saves second sees both and decides field by field; nothing is overwritten unseen. */
#ifndef QT_UI_SCREENS_MEETING_H
#define QT_UI_SCREENS_MEETING_H

#include "base/field.h"
#include "ui/kit/app.h"
#include "ui/kit/form.h"

struct meeting {
    const struct field *fields;
    const struct value *base;   /* as it was when mine began; NULL: not known any more (a draft of an older version) */
    const struct value *theirs; /* as stored now */
    const struct value *mine;
};

enum meeting_end {
    MEETING_LEFT,               /* nothing is to be done now */
    MEETING_JOINED,             /* put together by hand: look at it, then save */
    MEETING_CLEAR,              /* they changed none of these fields: save at once */
};

/* Offers to look at both, to put mine on the newest, or to leave it. Where both sides changed one field: theirs, mine, or (texts)
 * both. Unless left, out[] (one per field, in the arena) is what the form is to show now; nothing is stored yet.
 * why: what the refused save said. */
enum meeting_end meeting_settle(struct screen *sc, const char *why, const struct meeting *m, struct arena *a, struct value *out);
/* For load(): the line that says who else has the record open for change, in the screen's arena; NULL: nobody. */
const char *meeting_others(struct screen *sc, const char *about, int64_t id);
/* The hint of a form: its note where that says what is wrong, else who else changes the record, else its note. */
const char *meeting_note(struct form *f, const char *others, bool *warn);

#endif
