/* The intake in two files: the form and its commands (complaint_form.c), what stands beside and below it (complaint_beside.c). */
#ifndef QT_UI_SCREENS_COMPLAINT_PRIVATE_H
#define QT_UI_SCREENS_COMPLAINT_PRIVATE_H

#include "data/complaint.h"
#include "data/complaint_side.h"
#include "ui/kit/form.h"
#include "ui/screens/complaint.h"
#include "ui/screens/form_draft.h"

#define SIDE_MAX 24
#define SAME_PHONE_MAX 8
#define NOTIFY_MAX 8

struct complaint_form {
    struct record *rec;             /* as stored, or to be; the form's values are taken into it at each change */
    struct arena kept;
    struct form *form;
    struct form_draft draft;
    struct screen *sc;
    int64_t customer;
    int64_t same[SAME_PHONE_MAX];   /* everybody with this phone */
    size_t nsame;
    struct arena known;             /* of what stands beside */
    struct side_line side[SIDE_MAX];
    size_t nside;
    int side_at;                    /* line under the cursor, -1: the form has the keys */
    struct complaint_clocks clocks;
    char *notify, *say;
    struct value *base;             /* an existing one's fields as they were read; NULL: a new one */
    bool old_draft;                 /* a draft of an older version: what that held is not known any more */
    struct presence *here;
    const char *others;             /* who else changes it */
    bool severity_typed;            /* chosen by hand: another category does not change it */
};

/* What was typed so far into the record. */
void complaint_form_collect(struct complaint_form *s);
/* Read anew what stands beside and below. */
void complaint_form_learn(struct complaint_form *s);
void complaint_form_draw_side(struct complaint_form *s, struct box b);
/* Clocks, who is told, the sentence to say. Returns the rows it took, counted from the box's end. */
int complaint_form_draw_below(struct complaint_form *s, struct box b);
/* Keys of the right side. True: taken. */
bool complaint_form_side_key(struct complaint_form *s, const struct key *k);
/* The open matter under the cursor, else the first one; 0: none. */
int64_t complaint_form_matter(const struct complaint_form *s);

#endif
