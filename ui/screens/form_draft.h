/* A kit form kept in a draft: what is typed is put before the repaint, synced when a field is left. */
#ifndef QT_UI_SCREENS_FORM_DRAFT_H
#define QT_UI_SCREENS_FORM_DRAFT_H

#include "data/draft.h"
#include "ui/kit/form.h"

/* What a screen keeps beside its form; start with { 0 }. Use: give form_draft_write as form_ops.draft and
 * form_draft_leave as .leave with ctx = this, or call them from the screen's own. */
struct form_draft {
    struct drafts *drafts;
    const char *name;           /* of the form: "walkin" */
    int64_t matter;
    struct draft *draft;        /* NULL until something is typed */
    const char *title_fields;   /* fields whose texts name the draft, separated by blanks: "phone name"; may be NULL */
    const char *about;          /* stands before them: "TS261124-A001"; may be NULL */
    struct err err;             /* the last write that failed; code ERR_NONE: none */
};

/* form_ops.draft and form_ops.leave; ctx is a struct form_draft. */
void form_draft_write(void *ctx, struct form *f);
void form_draft_leave(void *ctx, struct form *f, int field);
/* A further field beside the form's own ("question.3.text"): list rows, choices of the screen. */
void form_draft_put(struct form_draft *fd, const char *field, const char *text);
/* Take over a draft that was resumed and show it in the form. False: nothing in it fits. */
bool form_draft_restore(struct form_draft *fd, struct draft *d, struct form *f);
void form_draft_saved(struct form_draft *fd);           /* the record is stored: the draft goes */
/* The screen is left: true where a draft stays behind (say so). */
bool form_draft_close(struct form_draft *fd);

#endif
