/* Another program, run without a shell: a text goes in, what it says comes back, a time limit holds. */
#ifndef QT_BASE_PROCESS_H
#define QT_BASE_PROCESS_H

#include "base/err.h"
#include "base/mem.h"

#include <stddef.h>

enum process_end {
    PROCESS_DONE,               /* it ended with 0 */
    PROCESS_FAILED,             /* it ran and said no: another exit code, or a signal */
    PROCESS_NEVER_RAN,          /* it could not be started at all: nothing happened */
    PROCESS_TOO_LONG,           /* killed, with all that it started, when the limit was reached */
};

/* Run argv[0] (looked for in PATH where it has no /) with argv, which ends with NULL. input goes to its standard
 * input, which is then closed. The first bytes of what it writes to stdout and stderr come back in *said (arena,
 * may be NULL), in whole characters of UTF-8. seconds: how long it may take. *err (may be NULL) gets the words
 * where the answer is not PROCESS_DONE. */
enum process_end process_run(char *const argv[], const char *input, size_t size, int seconds,
                             struct arena *a, char **said, struct err *err);

/* "gammu-smsd-inject TEXT {number} -unicode" cut at blanks ("..." keeps them together) into an argv that ends with
 * NULL; NULL for an empty line or an open quote. */
char **process_words(const char *line, struct arena *a, size_t *count);

#endif
