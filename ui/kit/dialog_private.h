/* What dialogs, palette and progress share. */
#ifndef QT_UI_KIT_DIALOG_PRIVATE_H
#define QT_UI_KIT_DIALOG_PRIVATE_H

#include "ui/kit/dialog.h"

/* Draw a framed box in the middle of the body with room for rows x cols inside (less where the body is small) and
 * hide the caret. Returns the inside. */
struct box dialog_frame(struct term *t, struct box body, int rows, int cols, const char *title);

#endif
