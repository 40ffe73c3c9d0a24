/* The defect library (CMP-40 to CMP-42): what comes again and again is no single case. */
#ifndef QT_DATA_DEFECT_ENTRY_H
#define QT_DATA_DEFECT_ENTRY_H

#include "data/register.h"

/* The open entry of the same moment and place, 0: none. A new one of the same becomes that one. */
int64_t defect_same(struct office *o, const char *moment_code, const char *place);
/* Two entries that are the same become one: matters, cases of `gone` belong to `keep`; one action ("defect_entry.merge"). */
bool defect_merge(struct office *o, int64_t keep, int64_t gone, const char *why, struct err *err);

#endif
