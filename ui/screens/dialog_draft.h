/* A form in a box whose text is kept in a draft until what it asks for is done. */
#ifndef QT_UI_SCREENS_DIALOG_DRAFT_H
#define QT_UI_SCREENS_DIALOG_DRAFT_H

#include "ui/kit/screen.h"
#include "ui/screens/form_draft.h"

/* dialog_form with a draft. What this colleague left in a form of that name about that matter is filled in again. After
 * true: form_draft_saved once it is stored, or ask again. After false the text stays, and that is said. */
bool dialog_form_drafted(struct screen *sc, const char *title, const struct field *fields, struct arena *a, struct value *values, struct form_draft *fd);

#endif
