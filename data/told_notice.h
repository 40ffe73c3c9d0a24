/* Signed notices beside the adverse factors: procedure, show flat, area, environment (RCP-41, RCP-49 to RCP-51). */
#ifndef QT_DATA_TOLD_NOTICE_H
#define QT_DATA_TOLD_NOTICE_H

#include "data/office.h"

/* Codes of the list notice_kind; codes never change. */
#define NOTICE_PROCEDURE "1"
#define NOTICE_SHOWROOM "2"
#define NOTICE_AREA "3"
#define NOTICE_ENVIRONMENT "4"

/* Does the customer have such a notice for this home (or one that names no home)? is_signed: only a signed one counts. */
bool notice_given(struct office *o, const char *kind, int64_t customer, int64_t home, bool is_signed);

#endif
