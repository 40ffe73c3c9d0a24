/* A form over a field table: layout, moving, editing, choices, references, checks, drafts. */
#ifndef QT_UI_KIT_FORM_H
#define QT_UI_KIT_FORM_H

#include "base/field.h"
#include "ui/kit/draw.h"
#include "ui/kit/key.h"

struct form;

struct form_ops {
    /* A field was left with another value: look things up, form_set others. */
    void (*change)(void *ctx, struct form *f, int field);
    void (*draft)(void *ctx, struct form *f);           /* after every edit, before the repaint */
    void (*leave)(void *ctx, struct form *f, int field);        /* a field was left: sync the draft */
    void (*done)(void *ctx, struct form *f);            /* Enter, and nothing is left to decide */
};                                                      /* any may be NULL */

/* fields, env and ops are lent and outlive the form; env is read anew at every use. ops may be NULL.
 * Every value not set. */
struct form *form_new(const struct field *fields, const struct field_env *env, const struct form_ops *ops, void *ctx);
void form_free(struct form **f);
/* "::" in text fields. */
void form_set_phrases(struct form *f,
                      size_t (*phrases)(void *ctx, const char *initials, struct arena *a, struct option *out, size_t max),
                      void *ctx);

/* Empty all, then give presets and kept values (kept may be NULL, else one value per field; only fields with
 * .keep_last take theirs). They are defaults: typing replaces them. The cursor goes to the first field to decide. */
void form_start(struct form *f, const struct value *kept);
/* Show a stored record: values are copied; masked fields stay masked until form_reveal. Not dirty. */
void form_load(struct form *f, const struct value *values);
/* Offer a value for a field, as a default. Calls no ops. */
void form_set(struct form *f, int field, const struct value *v);
/* The value as last left; the active field as far as it is understood. Lent until the form changes. */
const struct value *form_get(struct form *f, int field);
const struct value *form_values(struct form *f);        /* all, one per field */
bool form_dirty(const struct form *f);                  /* something was typed since start or load */
void form_clean(struct form *f);                        /* it was saved */
const struct field *form_fields(const struct form *f);
struct arena *form_arena(struct form *f);               /* lives until the next form_start or form_load */

int form_at(const struct form *f);                      /* index of the active field, -1: none */
bool form_focus(struct form *f, int field);             /* false: hidden or read-only */
void form_refocus(struct form *f);                      /* to the first field to decide (after form_set of several) */
/* Does the form get the keys (true after form_new)? Inactive it shows no caret and takes no key. */
void form_set_active(struct form *f, bool active);
bool form_active(const struct form *f);
void form_reveal(struct form *f, int field);            /* show a masked value in full */
bool form_masked(const struct form *f, int field);      /* is it hidden now? */

/* True: taken. Enter, Tab, arrows, characters, pastes; Esc only while an option list is open. */
bool form_key(struct form *f, const struct key *k);
/* Fits itself into the box in one or two columns; scrolls. Draw it last: option lists hang over its neighbours. */
void form_draw(struct form *f, struct term *t, struct box b);
/* For the message line: the error, else what was understood, else the field's hint; NULL: nothing. *warn: an error. */
const char *form_note(struct form *f, bool *warn);

/* Before saving: the first missing or wrong field gets the cursor and form_note says what is wrong. True: all is well. */
bool form_check(struct form *f);
/* An action refused: the cursor goes to err->field where there is one, form_note says err->text. */
void form_fail(struct form *f, const struct err *err);

/* The typed state as text for the draft file, and back (unknown names are passed over): a line for each field that
 * holds something, its name, then "=" and a value, "~" and a default, or "?" and text that is no value yet; LF in it
 * is \\n, a backslash doubled. */
void form_write_draft(struct form *f, struct buf *out);
bool form_read_draft(struct form *f, const char *text);         /* false: nothing in it fits the form */
/* A text or phone field with .list is helped by env->refs(list): letters typed in a text, four digits or more of a
 * phone offer ready values (option.code is what is filled in, .text what is shown); Enter takes the marked one, in a
 * text a digit takes it by its place. The id of the one last taken, until the next form_start or form_load. */
int64_t form_suggested(const struct form *f);
/* What is typed in a field now, wrong or not. In the arena. */
char *form_typed(struct form *f, int field, struct arena *a);

#endif
