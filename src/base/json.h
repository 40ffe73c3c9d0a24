/* JSON, written by hand into a buffer: strings escaped, never invalid. */
#ifndef QT_BASE_JSON_H
#define QT_BASE_JSON_H

#include "base/mem.h"

/* Append text (UTF-8) as a JSON string with its quotes; NULL becomes null. */
void json_string(struct buf *b, const char *text);

#endif
