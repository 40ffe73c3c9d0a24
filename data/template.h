/* Message and script texts by version: what is in force, filled with what it speaks of (F-019, F-817). */
#ifndef QT_DATA_TEMPLATE_H
#define QT_DATA_TEMPLATE_H

#include "data/office.h"

struct template_value { const char *name, *value; };        /* 项目 -> 云栖花园; a table ends with a NULL name */

/* The text in force of TPL-xx with {placeholders} filled. missing not NULL: it is told the first placeholder that stays
 * unfilled (else NULL), and such a text must not be sent. Unfilled ones stand as ____ . NULL: no such text in force. */
char *template_fill(struct office *o, const char *code, const struct template_value *values, struct arena *a, const char **missing);
/* Version of the text in force; 0: none. */
int64_t template_version(struct office *o, const char *code);

#endif
