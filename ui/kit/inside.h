/* What term.c, theme.c and draw.c share, and nobody else: the only door to curses. */
#ifndef QT_UI_KIT_INSIDE_H
#define QT_UI_KIT_INSIDE_H

#include "base/mem.h"
#include "ui/kit/draw.h"

#include <curses.h>
#include <limits.h>
#include <signal.h>
#include <termios.h>

/* Keys are decoded by key.c; the numbers that curses has for them would only hide our names. */
#undef KEY_ENTER
#undef KEY_BACKSPACE

enum { TERM_SIGNALS = 4 };

struct look { attr_t attr; short pair; };

struct term_private {
    struct key_decoder *keys;
    struct termios before;          /* the line as we found it */
    SCREEN *curses;
    int wake[2];                    /* signals arrive here as bytes, so that waiting for them and for keys is one wait */
    struct sigaction handlers[TERM_SIGNALS];        /* as we found them */
    bool ended;                     /* input is at its end: every further key is a hang-up */
    int64_t last_read;              /* ms: when the last byte came */
    int64_t consumed;               /* bytes read so far */
    int bad;                        /* bytes that were no characters */
    bool frames;                    /* report frames to a test */
    long said_frame;
    int64_t said_consumed;
    bool caret;
    int caret_y, caret_x;
    bool ascii;                     /* the terminal shows nothing but ASCII: pinyin instead of Han */
    bool plain_han;                 /* the charset has every Han character of GBK, which are nearly all there are */
    struct look looks[STYLE_COUNT];
    wchar_t *cells;                 /* room for one row while it is drawn */
    size_t cells_room;
    cchar_t *blanks;                /* the same, of blanks as ready cells */
    size_t blanks_room;
};

/* Choose LC_CTYPE by what the environment names and this machine has; sets t->charset, p->ascii and perhaps
 * t->notice. True: the environment names no charset, so only a probe tells whether UTF-8 is right. */
bool locale_choose(struct term *t);
/* Nothing but ASCII from here on; wanted names the locale that would help. */
void locale_ascii(struct term *t, const char *wanted);

/* Ask the terminal (in raw mode, before curses) how wide it draws an ambiguous character, and where guessing,
 * whether it understands UTF-8 at all. Sets t->ambiguous and t->agrees; what was typed meanwhile is appended to typed. */
void probe_terminal(struct term *t, bool guessing, struct buf *typed);

int64_t term_clock(void);                                           /* ms, monotonic */
void term_write(const void *bytes, size_t size);                    /* to the terminal, whole, past curses */

/* Look once at what never changes while drawing; after the locale is chosen. */
void draw_learn(struct term *t);

/* Attributes for every style; colours only where has_colour. */
void theme_load(struct look looks[STYLE_COUNT], bool has_colour);

#endif
