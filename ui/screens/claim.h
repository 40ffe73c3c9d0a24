/* Who owns a customer: contacts, verdicts, the working; claims by colleagues, overruled by the site manager. */
#ifndef QT_UI_SCREENS_CLAIM_H
#define QT_UI_SCREENS_CLAIM_H

#include "ui/kit/app.h"

extern const struct screen_ops claim_screen;                /* arg: the customer's id, int64_t */
extern const struct screen_ops rota_screen;                 /* today's turns; no arg */

extern const struct command claim_menu[];                   /* both from anywhere */

void claim_open_matter(struct screen *sc, const char *about, int64_t customer);

#endif
