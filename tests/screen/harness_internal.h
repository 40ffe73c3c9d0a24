/* What the harness's files share. */
#ifndef QT_TESTS_SCREEN_HARNESS_INTERNAL_H
#define QT_TESTS_SCREEN_HARNESS_INTERNAL_H

#include "tests/screen/harness.h"

#include <iconv.h>
#include <sys/types.h>
#include <vterm.h>

struct screen {
    struct screen *next;        /* open screens: a failed test closes its own, and its teardown asks for it again */
    struct arena arena;
    pid_t child;
    int master;
    int over;                   /* readable when the program has ended */
    bool exited;
    int status;                 /* of waitpid, when exited */
    bool ended;                 /* the master reached its end */
    int rows, cols;
    const char *charset;
    bool silent, wide;
    VTerm *vt;
    VTermScreen *cells;
    iconv_t decode;             /* to UTF-8; (iconv_t)-1: none needed */
    struct buf tail;            /* bytes of a character cut by a read */
    struct buf escape;          /* not yet looked at: may begin ESC [5i or ESC [4i */
    bool printing;
    struct buf printed;
    int64_t sent;               /* bytes written to the program */
    int64_t heard;              /* bytes it says it has read */
    long frame;
    bool resized;               /* a change of size whose frame is still to come */
    long output;
    int beeps;
    bool cursor_shown;
};

/* Read what the program wrote, waiting at most ms for some; false: nothing came. */
bool screen_pump(struct screen *s, int ms);
/* Fail the test with a sentence, the place and the screen. */
void screen_fail(struct screen *s, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5), noreturn));
/* LOCPATH and LC_ALL for a charset, in the arena: "LOCPATH=..." or NULL, and "LC_ALL=...". */
void screen_locale(struct arena *a, const char *charset, char **locpath, char **locale);
/* The folder of objects that this test program was built into, and the one above ("build"). */
char *screen_build(struct arena *a, bool above);

#endif
