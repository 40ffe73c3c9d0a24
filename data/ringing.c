#include "data/ringing.h"

#include "base/lang.h"
#include "base/phone.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SETTING "calls.path"
#define LINE_MOST 64            /* bytes of a line that may be a number; longer ones are rubbish */
#define READ_MOST 65536         /* bytes looked at in one call: rubbish must not hold the desk up */

struct ringing {
    int fd;
    char path[512];
    bool fifo;
    off_t at;                   /* of a file: read so far */
    char line[LINE_MOST + 1];
    size_t size;
    bool too_long;
};

/* ---- the setting ---------------------------------------------------------------------------------------- */

char *
ringing_setting(struct office *o, struct arena *a)
{
    char *path = setting_get(o, SETTING, a);

    return path && *path ? path : NULL;
}

char *
ringing_path(struct office *o, struct arena *a)
{
    char *path = ringing_setting(o, a), *mark = path ? strstr(path, "{desk}") : NULL, *desk;

    if (!mark)
        return path;
    desk = arena_strdup(a, o->desk);
    for (char *c = desk; *c; c++)
        if (*c == '/' || (*c == '.' && (c == desk || c[1] == '.')))
            *c = '_';
    return arena_printf(a, "%.*s%s%s", (int)(mark - path), path, desk, mark + 6);
}

bool
ringing_set(struct office *o, const char *path, struct err *err)
{
    struct action a;

    if (*path && *path != '/')
        return err_set(err, ERR_INPUT, _("A whole path is needed, it begins with /: %s"), path);
    if (!office_must(o, "policy.edit", "do", err) || !office_begin(o, &a, "calls.path", 0, err))
        return false;
    a.summary = arena_printf(&a.arena, *path ? _("Numbers of callers come from %s") : _("Numbers of callers come from nowhere%s"), path);
    return setting_put(&a, SETTING, path, err) ? action_commit(&a, err) : action_fail(&a);
}

/* Digits enough to be somebody: +86, blanks and hyphens in it are no matter. */
static char *
number_of(const char *typed, struct arena *a)
{
    char *out = NULL;
    size_t digits = 0;

    for (const char *c = typed; *c; c++)
        digits += *c >= '0' && *c <= '9';
    if (digits < 3 || digits > 20 || !text_valid(typed, strlen(typed), NULL))
        return NULL;
    return phone_parse(a, typed, &out, NULL) != PHONE_NONE ? out : NULL;
}

bool
ringing_write(struct office *o, const char *number, struct err *err)
{
    struct arena a = { 0 };
    char *path = ringing_path(o, &a), *canonical = number_of(number, &a), *line;
    bool good = false;
    int fd;

    if (!canonical) {
        err_set(err, ERR_INPUT, _("%s is no telephone number."), number);
    } else if (!path) {
        err_set(err, ERR_MISSING, _("No path is set: qiantai calls path /run/qiantai/calls-{desk}."));
    } else {
        fd = open(path, O_WRONLY | O_APPEND | O_NONBLOCK | O_CLOEXEC);
        line = arena_printf(&a, "%s\n", canonical);
        good = fd >= 0 && write(fd, line, strlen(line)) == (ssize_t)strlen(line);
        if (!good)
            err_set(err, ERR_IO, errno == ENXIO ? _("Nobody listens at %s.") : _("%s cannot be written to."), path);
        if (fd >= 0)
            close(fd);
    }
    arena_free(&a);
    return good;
}

/* ---- listening ------------------------------------------------------------------------------------------------ */

struct ringing *
ringing_new(void)
{
    struct ringing *r = mem_alloc(sizeof *r);

    r->fd = -1;
    return r;
}

static void
stop(struct ringing *r)
{
    if (r->fd >= 0)
        close(r->fd);
    r->fd = -1;
    r->size = 0;
    r->too_long = false;
}

void
ringing_free(struct ringing **r)
{
    if (!*r)
        return;
    stop(*r);
    free(*r);
    *r = NULL;
}

/* A FIFO is opened for both, so that it never ends; a file is read from its end of now. Anything else is let alone. */
static bool
listen_at(struct ringing *r, const char *path)
{
    struct stat st;

    if (r->fd >= 0 && strcmp(r->path, path) == 0)
        return true;
    stop(r);
    if (strlen(path) >= sizeof r->path || stat(path, &st) != 0 || (!S_ISFIFO(st.st_mode) && !S_ISREG(st.st_mode)))
        return false;
    snprintf(r->path, sizeof r->path, "%s", path);
    r->fifo = S_ISFIFO(st.st_mode);
    r->at = st.st_size;
    r->fd = open(path, (r->fifo ? O_RDWR : O_RDONLY) | O_NONBLOCK | O_CLOEXEC);
    return r->fd >= 0;
}

/* A file that became shorter was begun anew; one that was replaced is opened again. */
static bool
follow_file(struct ringing *r)
{
    struct stat here, there;

    if (r->fifo)
        return true;
    if (fstat(r->fd, &here) != 0 || stat(r->path, &there) != 0 || here.st_ino != there.st_ino) {
        stop(r);
        return false;
    }
    if (here.st_size < r->at)
        r->at = 0;
    return true;
}

static ssize_t
read_some(struct ringing *r, char *bytes, size_t size)
{
    ssize_t n = r->fifo ? read(r->fd, bytes, size) : pread(r->fd, bytes, size, r->at);

    if (n > 0 && !r->fifo)
        r->at += n;
    return n;
}

/* One byte more; at a line's end the number in it, if it is one. */
static char *
take(struct ringing *r, char c, struct arena *a)
{
    char *number = NULL;

    if (c != '\n' && c != '\r') {
        r->too_long |= r->size == LINE_MOST;
        if (!r->too_long)
            r->line[r->size++] = c;
        return NULL;
    }
    r->line[r->size] = '\0';
    if (!r->too_long && strlen(r->line) == r->size)
        number = number_of(r->line, a);
    r->size = 0;
    r->too_long = false;
    return number;
}

char *
ringing_poll(struct ringing *r, const char *path, struct arena *a)
{
    char bytes[4096], *newest = NULL;
    size_t total = 0;
    ssize_t n;

    if (!path || !listen_at(r, path) || !follow_file(r))
        return NULL;
    while (total < READ_MOST && (n = read_some(r, bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < n; i++) {
            char *number = take(r, bytes[i], a);

            if (number)
                newest = number;
        }
        total += (size_t)n;
    }
    return newest;
}
