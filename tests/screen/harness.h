/* A program in a pseudo-terminal, seen through a terminal emulator's cells. Nothing here sleeps: the program says
 * (QIANTAI_FRAMES) when it has read, dealt with and shown all that was sent, and every wait has a hard limit
 * that fails the test and prints the screen. */
#ifndef QT_TESTS_SCREEN_HARNESS_H
#define QT_TESTS_SCREEN_HARNESS_H

#include "tests/support.h"

#include <stdbool.h>
#include <stdint.h>

struct screen;

struct screen_options {
    int rows, cols;                 /* 0: 24, 80 */
    const char *charset;            /* "UTF-8" (also for NULL), "GB18030", "GBK"; "" for a terminal whose locale is C */
    const char *term;               /* NULL: xterm-256color */
    const char *const *arguments;   /* after the program's name, ends with NULL; may be NULL */
    const char *const *environment; /* "NAME=value", ends with NULL; may be NULL. Nothing else is inherited but PATH
                                     * and what the sanitizers want; "LC_ALL=..." here wins over charset */
    const char *program;            /* NULL: the real binary; else a path (screen_tool) */
    bool silent;                    /* the emulator answers no questions */
    bool wide;                      /* the emulator answers that an ambiguous character takes two columns */
};

/* Start the program. The test is failed when that does not work. */
struct screen *screen_open(const struct screen_options *o);
void screen_close(struct screen **s);               /* kills what still runs; NULL is fine */
/* The path of a program built beside the tests ("kit_demo"), and of the real binary; lent for good. */
const char *screen_tool(const char *name);
const char *screen_binary(void);

/* ---- keys ---- */
void screen_send(struct screen *s, const char *bytes);                      /* as they are */
void screen_send_bytes(struct screen *s, const void *bytes, size_t size);
void screen_type(struct screen *s, const char *utf8);                       /* in the terminal's charset */
void screen_paste(struct screen *s, const char *utf8);                      /* bracketed */
#define K_CTRL(letter) ((const char[]){ (letter) & 0x1F, '\0' })
#define K_ENTER "\r"
#define K_TAB "\t"
#define K_BACKTAB "\033[Z"
#define K_ESC "\033"
#define K_BACKSPACE "\177"
#define K_DELETE "\033[3~"
#define K_UP "\033[A"
#define K_DOWN "\033[B"
#define K_RIGHT "\033[C"
#define K_LEFT "\033[D"
#define K_HOME "\033[H"
#define K_END "\033[F"
#define K_PGUP "\033[5~"
#define K_PGDN "\033[6~"
#define K_F1 "\033OP"
#define K_F2 "\033OQ"
#define K_F3 "\033OR"
#define K_F4 "\033OS"
#define K_F5 "\033[15~"
#define K_F6 "\033[17~"
#define K_F7 "\033[18~"
#define K_F8 "\033[19~"
#define K_F9 "\033[20~"
#define K_F10 "\033[21~"

/* ---- waiting: each fails the test after its limit ---- */
#define screen_wait_frame(s) screen_wait_frame_at((s), __FILE__, __LINE__)  /* all sent bytes read and shown */
#define screen_wait_text(s, utf8) screen_wait_text_at((s), (utf8), true, __FILE__, __LINE__)
#define screen_wait_gone(s, utf8) screen_wait_text_at((s), (utf8), false, __FILE__, __LINE__)
#define screen_wait_exit(s) screen_wait_exit_at((s), __FILE__, __LINE__)    /* exit status; 128 + signal */
void screen_wait_frame_at(struct screen *s, const char *file, int line);
void screen_wait_text_at(struct screen *s, const char *utf8, bool shown, const char *file, int line);
int screen_wait_exit_at(struct screen *s, const char *file, int line);
/* Send and wait for the frame: the usual step of a test. */
#define screen_step(s, bytes) do { screen_send((s), (bytes)); screen_wait_frame(s); } while (0)

/* ---- what is shown; strings are lent until screen_close ---- */
struct screen_cell {
    char text[32];              /* UTF-8, " " for a blank, "" for the second half of a wide character */
    int width;                  /* 1, 2; 0 for a second half */
    bool bold, underline, reverse;
    int fore, back;             /* index of the palette, -1: the terminal's own */
};

struct screen_cell screen_cell(struct screen *s, int y, int x);
const char *screen_row(struct screen *s, int y);            /* without the blanks at its end */
const char *screen_text(struct screen *s);                  /* rows ended by LF */
const char *screen_cells(struct screen *s);                 /* every cell with width and attributes: for comparing */
bool screen_has(struct screen *s, const char *utf8);        /* within one row */
int screen_find_row(struct screen *s, const char *utf8);    /* first row with it, -1 */
bool screen_cursor(struct screen *s, int *y, int *x);       /* false: hidden */
long screen_frame(struct screen *s);                        /* frames shown so far, as the program counts */
long screen_output(struct screen *s);                       /* bytes the program wrote since the last call */
const char *screen_printed(struct screen *s, size_t *size); /* bytes sent to the printer so far (ESC [5i) */
int screen_beeps(struct screen *s);                         /* since the last call */

#define assert_screen_row(s, y, want) screen_assert_row((s), (y), (want), __FILE__, __LINE__)
#define assert_screen_has(s, text) screen_assert_has((s), (text), true, __FILE__, __LINE__)
#define assert_screen_lacks(s, text) screen_assert_has((s), (text), false, __FILE__, __LINE__)
void screen_assert_row(struct screen *s, int y, const char *want, const char *file, int line);
void screen_assert_has(struct screen *s, const char *utf8, bool shown, const char *file, int line);
/* Every row whole: no wide character cut at the edge, no torn half; the cursor, if shown, inside and not on the last row. */
#define assert_screen_whole(s) screen_assert_whole((s), __FILE__, __LINE__)
void screen_assert_whole(struct screen *s, const char *file, int line);
/* The screen is the stored picture tests/screen/pictures/NAME.txt; QT_PICTURES=1 (or PICTURES=1) writes it anew. */
#define screen_expect_picture(s, name) screen_expect_picture_at((s), (name), __FILE__, __LINE__)
void screen_expect_picture_at(struct screen *s, const char *name, const char *file, int line);

/* ---- the world around it ---- */
void screen_resize(struct screen *s, int rows, int cols);   /* wait for the frame afterwards */
void screen_signal(struct screen *s, int signal);
void screen_hangup(struct screen *s);                       /* the line is gone: SIGHUP and end of input */
int screen_pid(struct screen *s);

#endif
