#include "base/process.h"

#include "base/lang.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SAID_MOST 400           /* bytes kept of what it said */
#define EXEC_FAILED 127

struct child {
    pid_t pid;
    int in;                     /* we write; a socket, so that a reader gone is an error and no signal; -1: closed */
    int out;                    /* we read */
    int started;                /* says an errno where exec failed, else just ends */
    char said[SAID_MOST];
    size_t nsaid;
};

static int64_t
milliseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* In the child: a process group of its own, so that all of it can be ended; files of ours do not go along. */
static void
become(char *const argv[], int in, int out, int started)
{
    sigset_t none;
    int error;

    setpgid(0, 0);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    if (dup2(in, 0) >= 0 && dup2(out, 1) >= 0 && dup2(out, 2) >= 0)
        execvp(argv[0], argv);
    error = errno;
    if (write(started, &error, sizeof error) < 0)
        _exit(EXEC_FAILED);
    _exit(EXEC_FAILED);
}

static void
shut(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static bool
start(struct child *c, char *const argv[])
{
    int in[2] = { -1, -1 }, out[2] = { -1, -1 }, began[2] = { -1, -1 };
    bool good = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in) == 0 && pipe2(out, O_CLOEXEC) == 0 &&
                pipe2(began, O_CLOEXEC) == 0;

    c->pid = good ? fork() : -1;
    if (c->pid == 0)
        become(argv, in[1], out[1], began[1]);
    shut(&in[1]);
    shut(&out[1]);
    shut(&began[1]);
    c->in = in[0];
    c->out = out[0];
    c->started = began[0];
    if (c->pid > 0)
        setpgid(c->pid, c->pid);        /* on both sides: whoever comes first */
    return c->pid > 0;
}

/* Did exec fail? Waits only as long as exec takes. */
static int
exec_error(struct child *c)
{
    int error = 0;
    ssize_t n;

    while ((n = read(c->started, &error, sizeof error)) < 0 && errno == EINTR)
        ;
    shut(&c->started);
    return n == (ssize_t)sizeof error ? error : 0;
}

static void
feed(struct child *c, const char *input, size_t size, size_t *at)
{
    ssize_t n = send(c->in, input + *at, size - *at, MSG_NOSIGNAL | MSG_DONTWAIT);

    if (n > 0)
        *at += (size_t)n;
    if (*at == size || (n < 0 && errno != EAGAIN && errno != EINTR))
        shut(&c->in);
}

/* False: it closed its output. */
static bool
listen_to(struct child *c)
{
    char bytes[1024];
    ssize_t n = read(c->out, bytes, sizeof bytes);
    size_t room = SAID_MOST - c->nsaid;

    if (n <= 0)
        return n < 0 && errno == EINTR;
    room = (size_t)n < room ? (size_t)n : room;
    memcpy(c->said + c->nsaid, bytes, room);
    c->nsaid += room;
    return true;
}

/* Feed and listen until it ends or the time is up. True: it ended, *status as of waitpid. A program that leaves a
 * child behind which holds its output open is not waited for. */
static bool
attend(struct child *c, const char *input, size_t size, int64_t until, int *status)
{
    size_t fed = 0;
    bool talks = true;

    if (size == 0)
        shut(&c->in);
    for (;;) {
        struct pollfd p[2] = { { .fd = c->in, .events = POLLOUT }, { .fd = talks ? c->out : -1, .events = POLLIN } };
        pid_t ended = waitpid(c->pid, status, WNOHANG);

        if (ended == c->pid) {
            fcntl(c->out, F_SETFL, O_NONBLOCK);
            while (talks && listen_to(c))
                ;
            return true;
        }
        if (milliseconds() >= until)
            return false;
        if (poll(p, 2, 10) > 0) {
            if (p[0].revents)
                feed(c, input, size, &fed);
            if (p[1].revents)
                talks = listen_to(c);
        }
    }
}

static char *
words_said(const struct child *c, struct arena *a)
{
    size_t n = 0;

    while (n < c->nsaid) {              /* whole characters; another charset's bytes are shown as such */
        uint32_t cp;
        int size = text_decode(c->said + n, c->said + c->nsaid, &cp);

        if (cp == 0xFFFD && c->nsaid == SAID_MOST && c->nsaid - n < 4)
            break;
        n += (size_t)size;
    }
    return text_harmless(a, text_trim(a, arena_strndup(a, c->said, n)));
}

/* What it said itself comes first: that is what the person at the desk can act on. */
static enum process_end
judge(const char *path, int status, const char *said, struct err *err)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *gap = *said ? " " : "";

    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return PROCESS_DONE;
    if (WIFSIGNALED(status))
        err_set(err, ERR_IO, _("%s%s(%s was ended by signal %d)"), said, gap, name, WTERMSIG(status));
    else
        err_set(err, ERR_IO, _("%s%s(%s failed with code %d)"), said, gap, name, WEXITSTATUS(status));
    return PROCESS_FAILED;
}

enum process_end
process_run(char *const argv[], const char *input, size_t size, int seconds, struct arena *a, char **said, struct err *err)
{
    struct child c = { .in = -1, .out = -1, .started = -1 };
    enum process_end end = PROCESS_NEVER_RAN;
    int status = 0, error = errno;
    char *words;

    if (!start(&c, argv) || (error = exec_error(&c)) != 0) {
        error = error ? error : errno;
        err_set(err, ERR_IO, _("%s cannot be started: %s"), argv[0], strerror(error));
        if (c.pid > 0)
            waitpid(c.pid, &status, 0);
    } else if (attend(&c, input, size, milliseconds() + (int64_t)seconds * 1000, &status)) {
        words = words_said(&c, a);
        end = judge(argv[0], status, words, err);
        if (said)
            *said = words;
    } else {
        kill(-c.pid, SIGKILL);
        waitpid(c.pid, &status, 0);
        err_set(err, ERR_IO, _("%s took longer than %d seconds and was ended."), argv[0], seconds);
        end = PROCESS_TOO_LONG;
    }
    shut(&c.in);
    shut(&c.out);
    shut(&c.started);
    return end;
}

/* ---- words of a line ------------------------------------------------------------- */

char **
process_words(const char *line, struct arena *a, size_t *count)
{
    char **words = arena_alloc(a, (strlen(line) / 2 + 2) * sizeof *words);
    size_t n = 0;

    for (;;) {
        char *word, *to;
        bool quoted = false;

        line += strspn(line, " \t");
        if (!*line)
            break;
        word = to = arena_alloc(a, strlen(line) + 1);
        for (; *line && (quoted || !strchr(" \t", *line)); line++) {
            if (*line == '"')
                quoted = !quoted;
            else
                *to++ = *line;
        }
        if (quoted)
            return NULL;
        words[n++] = word;
    }
    if (count)
        *count = n;
    return n ? words : NULL;
}
