/* The terminal: charset and width found at start, bytes in, frames out. The only user of curses besides draw.c. */
#ifndef QT_UI_KIT_TERM_H
#define QT_UI_KIT_TERM_H

#include "base/err.h"
#include "ui/kit/key.h"

struct term {
    int rows, cols;
    enum key_charset charset;
    bool agrees;            /* probe: the terminal draws ambiguous characters as wide as we count them */
    int ambiguous;          /* how wide, 1 or 2 */
    bool colour;            /* false: NO_COLOR or monochrome */
    long frame;             /* frames shown so far */
    char notice[200];       /* one translated line to show (missing locale, terminal of another charset), "" if none;
                             * may come later too: whoever showed it empties it */
    struct term_private *p;
};

/* Start in the order of craft.md section 1: locale, fall-backs, probe, curses. False: err says why
 * (inside tmux with a charset other than UTF-8; not a terminal; unknown TERM). */
bool term_open(struct term *t, struct err *err);
void term_close(struct term *t);
/* The next key, waiting at most wait_ms (-1: for ever; KEY_NOTHING comes all the same when there is a new notice).
 * All signals arrive as keys.
 * Never loses input; input typed ahead stays queued. */
struct key term_key(struct term *t, int wait_ms);
/* Would term_key give a key at once? Then drawing can wait. */
bool term_pending(struct term *t);
/* Show what was drawn (doupdate) with the hardware cursor at the caret. With QIANTAI_FRAMES=1 term_key says
 * ESC ] 7770 ; frames ; bytes read BEL before it sleeps: all that was typed has been read, dealt with and shown. */
void term_show(struct term *t);
void term_redraw(struct term *t);                   /* forget what the terminal shows, draw all anew (Ctrl-L) */
void term_beep(struct term *t);
/* Send bytes to the printer beside the clerk (ESC [5i ... ESC [4i); bytes are already in its charset. */
void term_print(struct term *t, const void *bytes, int size);
/* Leave the screen to another program or to a plain prompt, and come back. */
void term_suspend(struct term *t);
void term_resume(struct term *t);

#endif
