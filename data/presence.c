#include "data/presence.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINE_MAX_BYTES 200
#define ENTER_TRIES 3           /* a desk that looks may take a file for a dead one before its lock is there */

struct presence { int fd; char *path; };

static char *
folder(const struct office *o, struct arena *a)
{
    return arena_printf(a, "%s.drafts/open", store_path(o->store));
}

static bool
make_folder(const struct office *o, struct arena *a)
{
    char *path = folder(o, a), *slash = strrchr(path, '/');

    *slash = '\0';
    mkdir(path, 0700);
    *slash = '/';
    mkdir(path, 0700);
    return access(path, W_OK) == 0;
}

/* A file that carries our lock and still has its name. */
static int
held_file(const char *path, const char *line)
{
    for (int i = 0; i < ENTER_TRIES; i++) {
        int fd = open(path, O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0600);
        struct stat st;

        if (fd < 0)
            return -1;
        if (flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &st) == 0 && st.st_nlink == 1 && write(fd, line, strlen(line)) == (ssize_t)strlen(line))
            return fd;
        close(fd);
    }
    return -1;
}

struct presence *
presence_enter(struct office *o, const char *about, int64_t id)
{
    static unsigned turn;
    struct arena a = { 0 };
    struct presence *p = NULL;

    if (store_path(o->store)[0] == '/' || access(store_path(o->store), F_OK) == 0) {
        char *path = arena_printf(&a, "%s/%s.%" PRId64 ".%ld.%u", folder(o, &a), about, id, (long)getpid(), turn++);
        int fd = make_folder(o, &a) ? held_file(path, arena_printf(&a, "%.80s %.80s", o->staff_name ? o->staff_name : "", o->desk)) : -1;

        if (fd >= 0) {
            p = mem_alloc(sizeof *p);
            *p = (struct presence){ fd, mem_strdup(path) };
        }
    }
    arena_free(&a);
    return p;
}

void
presence_leave(struct presence **p)
{
    if (!*p)
        return;
    unlink((*p)->path);
    close((*p)->fd);
    free((*p)->path);
    free(*p);
    *p = NULL;
}

/* Who holds it; NULL: nobody any more, and the file is gone then. */
static char *
holder(const char *path, struct arena *a)
{
    char line[LINE_MAX_BYTES + 1];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = 0;

    if (fd < 0)
        return NULL;
    if (flock(fd, LOCK_SH | LOCK_NB) == 0)
        unlink(path);
    else
        n = read(fd, line, LINE_MAX_BYTES);
    close(fd);
    return n > 0 ? arena_strndup(a, line, (size_t)n) : NULL;
}

char *
presence_others(struct office *o, const char *about, int64_t id, struct arena *a)
{
    char *in = folder(o, a), *prefix = arena_printf(a, "%s.%" PRId64 ".", about, id), *own = arena_printf(a, "%s%ld.", prefix, (long)getpid()), *out = NULL;
    DIR *dir = opendir(in);
    struct dirent *e;

    while (dir && (e = readdir(dir))) {
        char *who;

        if (strncmp(e->d_name, prefix, strlen(prefix)) != 0 || strncmp(e->d_name, own, strlen(own)) == 0)
            continue;
        who = holder(arena_printf(a, "%s/%s", in, e->d_name), a);
        if (who)
            out = out ? arena_printf(a, "%s, %s", out, who) : who;
    }
    if (dir)
        closedir(dir);
    return out;
}

int64_t
presence_stamp(struct office *o)
{
    struct arena a = { 0 };
    struct stat st;
    int64_t stamp = stat(folder(o, &a), &st) == 0 ? (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec : 0;

    arena_free(&a);
    return stamp;
}
