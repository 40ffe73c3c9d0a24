/* `p` on a screen: a record, a blank form or a list goes on paper. Asks where (the printer beside the clerk, lp, a
 * file; what was taken last at this desk stands first), shows it before on request, and notes every print in the
 * journal. Does its own talking on the message line; rights are those of the register's screen. */
#ifndef QT_UI_SCREENS_PRINT_H
#define QT_UI_SCREENS_PRINT_H

#include "data/register.h"
#include "data/report.h"
#include "ui/kit/app.h"

/* The paper of one stored record. Receptions get the sheet of their kind. */
void print_record(struct screen *sc, const struct reg *reg, int64_t id);
/* An empty form to be filled in by hand. name: a register's, "call" or "walk_in". */
void print_blank(struct screen *sc, const char *name);
/* The register's list as it is filtered (NULL: all). */
void print_list(struct screen *sc, const struct reg *reg, const struct reg_filter *filter);
/* A report as it is shown. */
void print_report(struct screen *sc, const struct report *report, const struct report_wish *report_wish);
/* `p` on a register's list: asks which of the three. id 0: no row is under the cursor. */
void print_register(struct screen *sc, const struct reg *reg, int64_t id, const struct reg_filter *filter);

#endif
