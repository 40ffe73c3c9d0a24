/* Short typed text, made ready for parsing. */
#ifndef QT_BASE_FOLD_H
#define QT_BASE_FOLD_H

#include <stdbool.h>
#include <stddef.h>

/* typed without blanks at both ends and with full-width ASCII, U+3000 and no-break blanks as their
 * half-width twins, into out (size bytes with the NUL). False: it does not fit; out is "" then.
 * For numbers, dates, phones and ids, which are short; never for names or prose. */
bool fold_typed(const char *typed, char *out, size_t size);

#endif
