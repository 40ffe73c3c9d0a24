#include "base/lang.h"
#include "ui/kit/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { BAD_TOLD = 8 };          /* bytes that are no characters before we speak of the charset */

/* Bracketed paste; cursor keys and number pad as plain keys, whatever a program before us left. */
#define MODES_ON "\033[?2004h\033[?1l\033>"
#define MODES_OFF "\033[?2004l"

static const int signals[TERM_SIGNALS] = { SIGWINCH, SIGHUP, SIGTERM, SIGINT };

/* A signal handler is given nothing but its number: the one thing it must reach stands here. */
static volatile sig_atomic_t wake_end = -1;

static void
on_signal(int number)
{
    int keep = errno;
    unsigned char byte = (unsigned char)number;

    if (wake_end >= 0 && write((int)wake_end, &byte, 1) < 0)
        errno = keep;           /* full: the same news is waiting already */
    errno = keep;
}

int64_t
term_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
term_write(const void *bytes, size_t size)
{
    const char *at = bytes;

    while (size > 0) {
        ssize_t wrote = write(STDOUT_FILENO, at, size);

        if (wrote < 0 && errno == EAGAIN) {
            struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };

            poll(&out, 1, 1000);
        } else if (wrote < 0 && errno != EINTR) {
            return;             /* the terminal is gone: input will say so */
        }
        if (wrote > 0) {
            at += wrote;
            size -= (size_t)wrote;
        }
    }
}

static void
term_puts(const char *text)
{
    term_write(text, strlen(text));
}

/* ---- open and close ---- */

static void
signals_take(struct term_private *p)
{
    struct sigaction ours = { .sa_handler = on_signal, .sa_flags = SA_RESTART };

    if (pipe2(p->wake, O_CLOEXEC | O_NONBLOCK) != 0)
        p->wake[0] = p->wake[1] = -1;
    wake_end = p->wake[1];
    sigemptyset(&ours.sa_mask);
    for (int i = 0; i < TERM_SIGNALS; i++)
        sigaction(signals[i], &ours, &p->handlers[i]);
}

static void
signals_leave(struct term_private *p)
{
    for (int i = 0; i < TERM_SIGNALS; i++)
        sigaction(signals[i], &p->handlers[i], NULL);
    wake_end = -1;
    if (p->wake[0] >= 0) {
        close(p->wake[0]);
        close(p->wake[1]);
    }
}

static void
line_raw(struct term_private *p)
{
    struct termios raw = p->before;

    raw.c_iflag &= ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
    raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    raw.c_cflag |= CS8;
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);     /* never the flushing kind: keys typed ahead stay */
}

/* The size as the line knows it; what curses thinks where it does not. */
static void
size_read(struct term *t)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        resize_term(size.ws_row, size.ws_col);
    t->rows = LINES;
    t->cols = COLS;
}

/* Curses draws runs of blanks in Chinese charsets as "repeat the last character" (REP), which PuTTY before 0.71 and
 * others that call themselves xterm do not know, and at the last column emulators differ. In UTF-8 it never
 * does; it looks at the locale only once, here, and converts by the real one later. */
static SCREEN *
curses_new(void)
{
    char *real = mem_strdup(setlocale(LC_CTYPE, NULL));
    SCREEN *screen;

    setlocale(LC_CTYPE, "C.UTF-8");
    screen = newterm(NULL, stdout, stdin);
    setlocale(LC_CTYPE, real);
    free(real);
    return screen;
}

static bool
curses_start(struct term *t, struct err *err)
{
    const char *no_colour = getenv("NO_COLOR"), *name = getenv("TERM");
    const char *move_cursor;

    set_escdelay(25);
    t->p->curses = curses_new();
    move_cursor = t->p->curses ? tigetstr("cup") : NULL;
    if (!move_cursor || move_cursor == (char *)-1)
        return err_set(err, ERR_INPUT, _("This terminal cannot show screens (TERM is %s)."),
                       name && *name ? name : "?");
    raw();
    noecho();
    nonl();
    typeahead(-1);              /* a frame is shown whole or not at all; we look for input ourselves */
    leaveok(stdscr, FALSE);
    t->colour = !(no_colour && *no_colour) && has_colors() && start_color() != ERR && use_default_colors() != ERR;
    theme_load(t->p->looks, t->colour);
    draw_learn(t);
    size_read(t);
    term_puts(MODES_ON);
    return true;
}

bool
term_open(struct term *t, struct err *err)
{
    struct buf typed = { 0 };
    const char *frames = getenv("QIANTAI_FRAMES"), *tmux = getenv("TMUX");
    bool guessing;

    *t = (struct term){ .ambiguous = 1 };
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return err_set(err, ERR_INPUT, _("The desk needs a terminal for its input and output."));
    t->p = mem_alloc(sizeof *t->p);
    t->p->frames = frames && *frames && strcmp(frames, "0") != 0;
    guessing = locale_choose(t);
    if (tmux && *tmux && t->charset != KEYS_UTF8 && t->charset != KEYS_ASCII) {
        free(t->p);
        t->p = NULL;
        return err_set(err, ERR_INPUT, _("tmux speaks UTF-8 only: set LANG=zh_CN.UTF-8 inside it."));
    }
    tcgetattr(STDIN_FILENO, &t->p->before);
    signals_take(t->p);
    line_raw(t->p);
    probe_terminal(t, guessing, &typed);
    t->p->keys = key_decoder_new(t->charset);
    key_decoder_feed(t->p->keys, typed.text ? typed.text : "", (int)typed.size);
    t->p->last_read = term_clock();
    buf_free(&typed);
    if (curses_start(t, err))
        return true;
    term_close(t);
    return false;
}

void
term_close(struct term *t)
{
    struct term_private *p = t->p;

    if (!p)
        return;
    if (p->curses) {
        term_suspend(t);
        delscreen(p->curses);
    } else {
        tcsetattr(STDIN_FILENO, TCSADRAIN, &p->before);
    }
    signals_leave(p);
    key_decoder_free(&p->keys);
    free(p->cells);
    free(p->blanks);
    free(p);
    t->p = NULL;
}

void
term_suspend(struct term *t)
{
    term_puts(MODES_OFF);
    curs_set(1);
    endwin();
    tcsetattr(STDIN_FILENO, TCSADRAIN, &t->p->before);
}

void
term_resume(struct term *t)
{
    line_raw(t->p);
    size_read(t);
    term_redraw(t);
    term_puts(MODES_ON);        /* after the first refresh: that is what undoes them */
}

/* ---- keys ---- */

static struct key
key_plain(enum key_kind kind)
{
    return (struct key){ .kind = kind };
}

/* News from signals, if any: several changes of size are one. */
static bool
signal_key(struct term *t, struct key *out)
{
    unsigned char bytes[64];
    bool resized = false, hangup = false;
    ssize_t size;

    while (t->p->wake[0] >= 0 && (size = read(t->p->wake[0], bytes, sizeof bytes)) > 0)
        for (ssize_t i = 0; i < size; i++) {
            resized |= bytes[i] == SIGWINCH;
            hangup |= bytes[i] != SIGWINCH;
        }
    if (!resized && !hangup)
        return false;
    if (resized) {
        size_read(t);
        clearok(curscr, TRUE);  /* terminals reflow what they show, each in its own way */
    }
    *out = key_plain(hangup ? KEY_HANGUP : KEY_RESIZED);
    return true;
}

static void
input_read(struct term *t)
{
    char bytes[4096];
    ssize_t size = read(STDIN_FILENO, bytes, sizeof bytes);

    if (size < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (size <= 0) {
        t->p->ended = true;
        return;
    }
    t->p->consumed += size;
    t->p->last_read = term_clock();
    key_decoder_feed(t->p->keys, bytes, (int)size);
}

/* Count what was no character: a beep at the first, a word when it goes on; true: there is such a word now. */
static bool
bad_bytes(struct term *t)
{
    int before = t->p->bad;

    t->p->bad += key_decoder_bad(t->p->keys);
    if (t->p->bad > 0 && before == 0)
        beep();
    if (t->p->bad < BAD_TOLD || before >= BAD_TOLD)
        return false;
    snprintf(t->notice, sizeof t->notice, "%s",
             _("The terminal sends another charset than the locale names: set both to UTF-8."));
    return true;
}

/* Tell a test that all it sent was read and shown: frame; bytes read. */
static void
frame_say(struct term *t)
{
    struct term_private *p = t->p;
    char text[64];

    if (!p->frames || (p->said_frame == t->frame && p->said_consumed == p->consumed))
        return;
    p->said_frame = t->frame;
    p->said_consumed = p->consumed;
    snprintf(text, sizeof text, "\033]7770;%ld;%lld\a", t->frame, (long long)p->consumed);
    term_puts(text);
}

/* Wait at most ms (-1: for ever) for keys or signals. */
static bool
input_wait(struct term *t, int ms)
{
    struct pollfd in[2] = {
        { .fd = STDIN_FILENO, .events = POLLIN }, { .fd = t->p->wake[0], .events = POLLIN },
    };

    if (poll(in, 2, ms) <= 0)
        return false;
    if (!in[1].revents && in[0].revents)
        input_read(t);
    return true;
}

struct key
term_key(struct term *t, int wait_ms)
{
    struct term_private *p = t->p;
    int64_t until = wait_ms < 0 ? INT64_MAX : term_clock() + wait_ms;
    struct key key;

    for (;;) {
        int rest;
        int64_t now, limit;

        if (signal_key(t, &key) || key_decoder_next(p->keys, p->ended, &key))
            return key;
        if (p->ended)
            return key_plain(KEY_HANGUP);
        if (input_wait(t, 0))
            continue;
        now = term_clock();
        rest = key_decoder_wait(p->keys);
        if (rest && now >= p->last_read + rest) {
            if (key_decoder_next(p->keys, true, &key))
                return key;
            continue;
        }
        if (bad_bytes(t) || now >= until)
            return key_plain(KEY_NOTHING);
        if (!rest)
            frame_say(t);
        limit = until - now;
        if (rest && p->last_read + rest - now < limit)
            limit = p->last_read + rest - now;
        input_wait(t, until == INT64_MAX && !rest ? -1 : limit > INT_MAX ? INT_MAX : (int)limit);
    }
}

/* Bytes alone do not count: they may be no key, and whoever then waited for one would wait with an old screen. */
bool
term_pending(struct term *t)
{
    struct pollfd in[2] = {
        { .fd = STDIN_FILENO, .events = POLLIN }, { .fd = t->p->wake[0], .events = POLLIN },
    };

    while (!key_decoder_ready(t->p->keys)) {
        if (t->p->ended || poll(in, 2, 0) <= 0)
            return false;
        if (in[1].revents)
            return true;
        input_read(t);
    }
    return true;
}

/* ---- frames ---- */

void
term_show(struct term *t)
{
    curs_set(t->p->caret ? 1 : 0);
    wmove(stdscr, t->p->caret_y, t->p->caret_x);
    wnoutrefresh(stdscr);
    doupdate();
    t->frame++;
}

void
term_redraw(struct term *t)
{
    clearok(curscr, TRUE);
    term_show(t);
}

void
term_beep(struct term *t)
{
    (void)t;
    beep();
}

void
term_print(struct term *t, const void *bytes, int size)
{
    (void)t;
    if (size <= 0)
        return;
    term_puts("\033[5i");
    term_write(bytes, (size_t)size);
    term_puts("\033[4i");
}
