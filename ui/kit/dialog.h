/* Questions asked over the body: each reads keys itself and returns when answered. Esc, hang-up and a change of
 * colleague are "no". Keys typed ahead are read like all others. */
#ifndef QT_UI_KIT_DIALOG_H
#define QT_UI_KIT_DIALOG_H

#include "ui/kit/app.h"
#include "ui/kit/form.h"

/* For what cannot be undone: Ctrl-Y says yes, any other key no. */
bool dialog_confirm(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* One of the options (codes are the keys; without codes they are numbered 1 to 9, from ten on 01 ...). Typing letters
 * searches. start: index under the cursor first. Returns the index, -1: none. title is translated. */
int dialog_choose(struct app *app, const char *title, const struct option *options, size_t count, int start);
/* Several of them: on[i] says which; Space ticks, Enter accepts. False: Esc, on[] as it was. */
bool dialog_tick(struct app *app, const char *title, const struct option *options, size_t count, bool *on);
/* One field. *value is the default and the result (text from the arena). False: Esc. */
bool dialog_line(struct app *app, const char *title, const struct field *field, const struct field_env *env,
                 struct arena *a, struct value *value);
/* A form in a box; values is one per field, default and result. Enter after the last field or Ctrl-S accepts. */
bool dialog_form(struct app *app, const char *title, const struct field *fields, const struct field_env *env,
                 struct arena *a, struct value *values);
/* Keeps what is typed in a form while it is open; form.h's draft and leave. begin comes first and may fill the form with
 * what was left. */
struct dialog_keeper {
    void (*begin)(void *ctx, struct form *f);
    void (*draft)(void *ctx, struct form *f);
    void (*leave)(void *ctx, struct form *f, int field);
    void *ctx;
};
/* The same as dialog_form; keeper may be NULL. */
bool dialog_form_kept(struct app *app, const char *title, const struct field *fields, const struct field_env *env,
                      struct arena *a, struct value *values, const struct dialog_keeper *keeper);
/* Text to read: scrolls, / searches, Esc closes. Lines are broken to the width. */
void dialog_text(struct app *app, const char *title, const char *text);

#endif
