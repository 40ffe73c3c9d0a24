/* What its writer left half written, offered again. */
#ifndef QT_UI_SCREENS_DRAFTS_H
#define QT_UI_SCREENS_DRAFTS_H

#include "data/draft.h"
#include "ui/kit/app.h"

/* "11-22 09:40 call 13800135678": when, what, whose. */
char *draft_words(struct screen *sc, const struct draft_info *d, struct arena *a);
/* Go on with the only one, or with the one chosen. */
void drafts_choose(struct screen *sc);
/* Throw one away, after asking. */
void drafts_forget(struct screen *sc);

#endif
