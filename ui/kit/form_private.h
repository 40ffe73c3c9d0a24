/* What the form's files share: form.c (values and focus), form_edit.c (keys), form_offer.c (option lists),
 * form_draft.c (text for the draft file), form_draw.c and form_layout.c. */
#ifndef QT_UI_KIT_FORM_PRIVATE_H
#define QT_UI_KIT_FORM_PRIVATE_H

#include "ui/kit/edit.h"
#include "ui/kit/form.h"
#include "ui/kit/picker.h"

enum origin {
    ORIGIN_NONE,
    ORIGIN_DEFAULT,             /* preset, kept, or offered by the screen: typing replaces it */
    ORIGIN_RECORD,              /* as stored */
    ORIGIN_TYPED,
};

enum offer {                    /* what the open option list is for */
    OFFER_NONE,
    OFFER_LIST,                 /* all options, opened by Space */
    OFFER_FIT,                  /* options that fit the letters typed in a choice */
    OFFER_REFS,                 /* records that fit what is typed */
    OFFER_SUGGEST,              /* ready texts for a text or phone field with a list */
    OFFER_PHRASES,
};

struct form_place {             /* rows and columns inside the form */
    int row, label_x, label, x, width, rows;
};

struct form_cell {              /* one for each field */
    enum origin origin;
    char *bad;                  /* typed and not understood; NULL: the value holds */
    char *problem;              /* what is wrong, for the message line */
    bool warned;                /* the cursor was held here once for that */
    bool hidden;                /* masked until revealed or typed anew */
    struct form_place place;
};

struct form {
    const struct field *fields;
    int count;
    const struct field_env *env;
    const struct form_ops *ops;
    void *ctx;
    size_t (*phrases)(void *ctx, const char *initials, struct arena *a, struct option *out, size_t max);
    void *phrases_ctx;

    struct arena arena;         /* texts of the values */
    struct value *values;
    struct form_cell *cells;
    int at;                     /* active field, -1: none */
    bool active, dirty, stuck;  /* stuck: Enter found nothing left to decide */

    struct edit *edit;          /* of the active field; of a choice: the letters typed to choose */
    bool edited;                /* something was typed since the field was entered */
    struct value before;        /* its value when it was entered */
    struct arena live;          /* what the active field means so far */
    struct value live_value;
    const char *note;           /* from the editor, lent until its next key */

    enum offer offer;
    struct picker *picker;
    const struct option *options;       /* what the picker shows: in offered, or lent by the env */
    const struct option *suggested;     /* what suggestions stand for, beside options */
    int64_t taken;              /* id of the suggestion last taken, 0: none */
    struct arena offered;
    struct arena notes;         /* text of form_note */
    int top;                    /* first row drawn */
};

/* form.c */
bool form_is_choice(const struct field *f);                 /* edited by choosing, not by typing */
bool form_visible(const struct form *f, int i);
bool form_can_focus(const struct form *f, int i);
void form_enter(struct form *f, int i);                     /* make it the active field; -1: none */
/* Take what was typed. False: it is wrong and the cursor should stay (once). */
bool form_commit(struct form *f);
/* Leave the active field, calling the ops. False: stays. After true the form has no active field, unless an op
 * focused one. */
bool form_leave(struct form *f);
void form_put(struct form *f, int i, const struct value *v, enum origin origin);
void form_step(struct form *f, int direction, bool wrap);   /* Tab and arrows */
void form_advance(struct form *f);                          /* Enter: to the next decision */
void form_problem(struct form *f, int i, const char *text);
void form_forgive(struct form *f, int i);                   /* forget what was wrong */
void form_touch(struct form *f);                            /* something was typed: dirty, draft */
char *form_understood(struct form *f, struct arena *a);     /* what the typed date, sum ... means; NULL: nothing to say */

/* form_offer.c */
const struct option_list *form_list(const struct form *f, int i);
void form_offer_open(struct form *f);                       /* the whole list of a choice, or of a reference */
void form_offer_update(struct form *f);                     /* after typing */
void form_offer_close(struct form *f);
bool form_offer_key(struct form *f, const struct key *k);   /* true: taken */
/* Take the option under the list's cursor, or the best for the letters typed. False: none fits, or it was refused. */
bool form_offer_take(struct form *f);
bool form_choose(struct form *f, const char *code);         /* a code: taken, or of several toggled. False: refused */
char *form_choice_text(struct form *f, int i, struct arena *a);     /* as shown: "1先生", "1户型 3价格", "[x]" */

/* form_layout.c: places for all items with label >= 0 (label -1: hidden) in so many columns; in two columns where one
 * is taller than rows and there is room. Returns the rows used. Pure. */
struct form_item { int label, cols, rows; };
int form_layout(const struct form_item *items, int count, int cols, int rows, struct form_place *out);

#endif
