#include "tests/screen/harness_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LIMIT_MS = 20000 };

static int64_t
now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct screen *open_screens;

static bool
open_still(const struct screen *wanted, bool forget)
{
    for (struct screen **s = &open_screens; *s; s = &(*s)->next)
        if (*s == wanted) {
            if (forget)
                *s = (*s)->next;
            return true;
        }
    return false;
}

void
screen_fail(struct screen *s, const char *file, int line, const char *format, ...)
{
    va_list args;
    int y, x;
    bool shown = screen_cursor(s, &y, &x);

    va_start(args, format);
    vprint_error(format, args);
    va_end(args);
    print_error("\n%d x %d %s, frame %ld, %lld bytes sent, %lld read, cursor %s %d,%d%s\n", s->rows, s->cols,
                s->charset, s->frame, (long long)s->sent, (long long)s->heard, shown ? "at" : "hidden at", y, x,
                s->exited ? ", the program has ended" : "");
    for (int row = 0; row < s->rows; row++)
        print_error("%3d|%s\n", row, screen_row(s, row));
    screen_close(&s);
    _fail(file, line);
    abort();                    /* _fail does not return */
}

/* ---- the emulator's side ---- */

static void
master_write(struct screen *s, const char *bytes, size_t size)
{
    while (size > 0 && !s->ended) {
        ssize_t wrote = write(s->master, bytes, size);

        if (wrote > 0) {
            bytes += wrote;
            size -= (size_t)wrote;
            s->sent += wrote;
        } else if (wrote < 0 && errno == EAGAIN) {
            screen_pump(s, 10); /* its input is full: let it write, so that it may read */
        } else if (wrote < 0 && errno != EINTR) {
            return;
        }
    }
}

/* Answers of the emulator; an ambiguous character counts two columns where the test wants that. */
static void
on_answer(const char *bytes, size_t size, void *user)
{
    struct screen *s = user;
    char wide[16];

    if (s->silent)
        return;
    if (s->wide && size == 6 && memcmp(bytes + 3, ";2R", 3) == 0) {
        snprintf(wide, sizeof wide, "%.3s;3R", bytes);
        bytes = wide;
    }
    master_write(s, bytes, size);
}

static int
on_osc(const char *command, size_t size, void *user)
{
    struct screen *s = user;
    char text[64];
    long frame;
    long long heard;

    if (size < 6 || size >= sizeof text || memcmp(command, "7770;", 5) != 0)
        return 0;
    memcpy(text, command, size);
    text[size] = '\0';
    if (sscanf(text, "7770;%ld;%lld", &frame, &heard) != 2)
        return 0;
    if (frame > s->frame)
        s->resized = false;
    s->frame = frame;
    s->heard = heard;
    return 1;
}

static int
on_property(VTermProp property, VTermValue *value, void *user)
{
    struct screen *s = user;

    if (property == VTERM_PROP_CURSORVISIBLE)
        s->cursor_shown = value->boolean;
    return 1;
}

static int
on_bell(void *user)
{
    ((struct screen *)user)->beeps++;
    return 1;
}

static void
emulator_start(struct screen *s)
{
    static const VTermScreenCallbacks callbacks = { .settermprop = on_property, .bell = on_bell };
    static const VTermParserCallbacks unknown = { .osc = on_osc };

    s->vt = vterm_new(s->rows, s->cols);
    vterm_set_utf8(s->vt, 1);
    vterm_output_set_callback(s->vt, on_answer, s);
    s->cells = vterm_obtain_screen(s->vt);
    vterm_screen_set_callbacks(s->cells, &callbacks, s);
    vterm_screen_set_unrecognised_fallbacks(s->cells, &unknown, s);
    vterm_screen_enable_altscreen(s->cells, 1);
    s->cursor_shown = true;
    vterm_screen_reset(s->cells, 1);
}

/* Bytes in the terminal's charset to the emulator, which takes UTF-8. */
static void
emulator_write(struct screen *s, const char *bytes, size_t size)
{
    char out[8192], *in, *to;
    size_t left, room;

    if (s->decode == (iconv_t)-1) {
        vterm_input_write(s->vt, bytes, size);
        return;
    }
    buf_add(&s->tail, bytes, size);
    in = s->tail.text;
    left = s->tail.size;
    while (left > 0) {
        size_t done;
        int why;

        to = out;
        room = sizeof out;
        done = iconv(s->decode, &in, &left, &to, &room);
        why = errno;
        vterm_input_write(s->vt, out, (size_t)(to - out));
        if (done != (size_t)-1 || why == E2BIG)
            continue;
        if (why == EINVAL)
            break;              /* the rest comes with the next read */
        vterm_input_write(s->vt, "\xEF\xBF\xBD", 3);
        in++;
        left--;
    }
    memmove(s->tail.text, in, left);
    s->tail.size = left;
}

static void
output_put(struct screen *s, const char *bytes, size_t size)
{
    if (s->printing)
        buf_add(&s->printed, bytes, size);
    else
        emulator_write(s, bytes, size);
}

/* What the program wrote: to the screen, or to the printer between ESC [5i and ESC [4i. A read may end inside such a mark. */
static void
output_take(struct screen *s, const char *bytes, size_t size)
{
    struct buf *e = &s->escape;
    size_t done = 0;

    buf_add(e, bytes, size);
    for (;;) {
        const char *mark = s->printing ? "\033[4i" : "\033[5i";
        char *at = memchr(e->text + done, '\033', e->size - done);
        size_t run = at ? (size_t)(at - e->text) - done : e->size - done, left;

        if (run > 0)
            output_put(s, e->text + done, run);
        done += run;
        left = e->size - done;
        if (left == 0 || (left < 4 && memcmp(e->text + done, mark, left) == 0))
            break;
        if (left >= 4 && memcmp(e->text + done, mark, 4) == 0) {
            s->printing = !s->printing;
            done += 4;
        } else {
            output_put(s, e->text + done, 1);
            done++;
        }
    }
    memmove(e->text, e->text + done, e->size - done);
    e->size -= done;
}

bool
screen_pump(struct screen *s, int ms)
{
    struct pollfd in = { .fd = s->master, .events = POLLIN };
    char bytes[16384];
    ssize_t size;

    if (s->ended || poll(&in, 1, ms) <= 0)
        return false;
    size = read(s->master, bytes, sizeof bytes);
    if (size < 0 && (errno == EINTR || errno == EAGAIN))
        return false;
    if (size <= 0) {
        s->ended = true;        /* EIO: the last descriptor of the other side is closed */
        return false;
    }
    s->output += size;
    output_take(s, bytes, (size_t)size);
    return true;
}

/* ---- start and end ---- */

static char **
environment_make(struct screen *s, const struct screen_options *o)
{
    static const char *const kept[] = { "PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS" };
    char **all = arena_alloc(&s->arena, 64 * sizeof *all), *locpath, *locale;
    int count = 0;

    screen_locale(&s->arena, s->charset, &locpath, &locale);
    for (size_t i = 0; i < COUNT(kept); i++)
        if (getenv(kept[i]))
            all[count++] = arena_printf(&s->arena, "%s=%s", kept[i], getenv(kept[i]));
    all[count++] = arena_printf(&s->arena, "TERM=%s", o->term ? o->term : "xterm-256color");
    all[count++] = "QIANTAI_FRAMES=1";
    for (int i = 0; o->environment && o->environment[i] && count < 60; i++) {
        all[count++] = (char *)o->environment[i];
        if (strncmp(o->environment[i], "LC_ALL=", 7) == 0)
            locale = NULL;
        if (strncmp(o->environment[i], "LOCPATH=", 8) == 0)
            locpath = NULL;
    }
    if (locale)
        all[count++] = locale;
    if (locpath)
        all[count++] = locpath;
    return all;
}

static char **
arguments_make(struct screen *s, const struct screen_options *o, const char *program)
{
    int count = 0;
    char **all;

    while (o->arguments && o->arguments[count])
        count++;
    all = arena_alloc(&s->arena, ((size_t)count + 2) * sizeof *all);
    all[0] = (char *)program;
    for (int i = 0; i < count; i++)
        all[i + 1] = (char *)o->arguments[i];
    return all;
}

struct screen *
screen_open(const struct screen_options *o)
{
    struct screen *s = mem_alloc(sizeof *s);
    const char *program = o->program ? o->program : screen_binary();
    struct winsize size;
    char **arguments, **environment;

    s->next = open_screens;
    open_screens = s;
    s->rows = o->rows ? o->rows : 24;
    s->cols = o->cols ? o->cols : 80;
    s->charset = o->charset ? o->charset : "UTF-8";
    s->silent = o->silent;
    s->wide = o->wide;
    s->decode = strncmp(s->charset, "GB", 2) == 0 ? iconv_open("UTF-8", "GB18030") : (iconv_t)-1;
    arguments = arguments_make(s, o, program);
    environment = environment_make(s, o);
    if (access(program, X_OK) != 0) {
        screen_close(&s);
        fail_msg("%s is not built", program);
    }
    emulator_start(s);
    size = (struct winsize){ .ws_row = (unsigned short)s->rows, .ws_col = (unsigned short)s->cols };
    s->child = forkpty(&s->master, NULL, NULL, &size);
    if (s->child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);       /* a failed test leaves nothing running */
        execve(program, arguments, environment);
        _exit(127);
    }
    assert_true(s->child > 0);
    s->over = (int)syscall(SYS_pidfd_open, s->child, 0);
    fcntl(s->master, F_SETFL, O_NONBLOCK);
    fcntl(s->master, F_SETFD, FD_CLOEXEC);
    return s;
}

void
screen_close(struct screen **s)
{
    struct screen *old = *s;

    *s = NULL;
    if (!old || !open_still(old, true))
        return;
    if (old->child > 0 && !old->exited) {
        kill(old->child, SIGKILL);
        waitpid(old->child, NULL, 0);
    }
    if (old->child > 0) {
        close(old->master);
        close(old->over);
    }
    if (old->decode != (iconv_t)-1)
        iconv_close(old->decode);
    if (old->vt)
        vterm_free(old->vt);
    buf_free(&old->tail);
    buf_free(&old->escape);
    buf_free(&old->printed);
    arena_free(&old->arena);
    free(old);
}

/* ---- keys ---- */

void
screen_send_bytes(struct screen *s, const void *bytes, size_t size)
{
    master_write(s, bytes, size);
}

void
screen_send(struct screen *s, const char *bytes)
{
    master_write(s, bytes, strlen(bytes));
}

void
screen_type(struct screen *s, const char *utf8)
{
    char *in = (char *)utf8, *out;
    size_t left = strlen(utf8), room = left * 2 + 16;
    iconv_t encode;
    char *bytes;

    if (s->decode == (iconv_t)-1) {
        screen_send(s, utf8);
        return;
    }
    encode = iconv_open(s->charset, "UTF-8");
    assert_true(encode != (iconv_t)-1);
    out = bytes = mem_alloc(room);
    if (iconv(encode, &in, &left, &out, &room) == (size_t)-1)
        screen_fail(s, __FILE__, __LINE__, "%s cannot hold: %s", s->charset, utf8);
    iconv_close(encode);
    master_write(s, bytes, (size_t)(out - bytes));
    free(bytes);
}

void
screen_paste(struct screen *s, const char *utf8)
{
    screen_send(s, "\033[200~");
    screen_type(s, utf8);
    screen_send(s, "\033[201~");
}

/* ---- waiting ---- */

static bool
reap(struct screen *s)
{
    if (!s->exited && waitpid(s->child, &s->status, WNOHANG) == s->child)
        s->exited = true;
    return s->exited;
}

void
screen_wait_frame_at(struct screen *s, const char *file, int line)
{
    int64_t until = now_ms() + LIMIT_MS;

    while (s->frame == 0 || s->heard < s->sent || s->resized) {
        if (s->ended && reap(s))
            screen_fail(s, file, line, "the program ended instead of showing a frame");
        if (now_ms() > until)
            screen_fail(s, file, line, "no frame within %d ms", LIMIT_MS);
        screen_pump(s, 100);
    }
    while (screen_pump(s, 0))
        ;
}

void
screen_wait_text_at(struct screen *s, const char *utf8, bool shown, const char *file, int line)
{
    int64_t until = now_ms() + LIMIT_MS;

    while (screen_has(s, utf8) != shown) {
        if (s->ended && reap(s))
            screen_fail(s, file, line, "the program ended, waiting for: %s", utf8);
        if (now_ms() > until)
            screen_fail(s, file, line, "%s after %d ms: %s", shown ? "not shown" : "still shown", LIMIT_MS, utf8);
        screen_pump(s, 100);
    }
}

int
screen_wait_exit_at(struct screen *s, const char *file, int line)
{
    int64_t until = now_ms() + LIMIT_MS;

    while (!reap(s)) {
        struct pollfd news[2] = {
            { .fd = s->over, .events = POLLIN }, { .fd = s->ended ? -1 : s->master, .events = POLLIN },
        };

        if (now_ms() > until)
            screen_fail(s, file, line, "still running after %d ms", LIMIT_MS);
        poll(news, 2, 1000);
        while (screen_pump(s, 0))
            ;
    }
    while (screen_pump(s, 0))
        ;
    return WIFEXITED(s->status) ? WEXITSTATUS(s->status) : 128 + WTERMSIG(s->status);
}

/* ---- the world around it ---- */

void
screen_resize(struct screen *s, int rows, int cols)
{
    struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

    while (screen_pump(s, 0))
        ;
    vterm_set_size(s->vt, rows, cols);
    s->resized = rows != s->rows || cols != s->cols;
    s->rows = rows;
    s->cols = cols;
    ioctl(s->master, TIOCSWINSZ, &size);
}

void
screen_signal(struct screen *s, int number)
{
    kill(s->child, number);
}

void
screen_hangup(struct screen *s)
{
    close(s->master);
    s->master = -1;
    s->ended = true;
}

int
screen_pid(struct screen *s)
{
    return (int)s->child;
}
