#include "data/draft.h"

#include "base/lang.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A file is a row of records, each: length and checksum of what follows, then when, the field's name, NUL, its text.
 * The field without a name is the title. Records are only added; what a cut left of the last one is dropped. */
enum { HEAD_SIZE = 8, WHEN_SIZE = 8, RECORD_MOST = 1 << 24 };
/* A long text put at every key grows its file: beyond this, and this many times what it holds, it is written anew. */
enum { COMPACT_FROM = 1 << 16, COMPACT_TIMES = 8 };

struct kept {
    char *name, *text;
    bool unwritten;
};

struct draft {
    struct drafts *ds;
    struct draft *next;
    char *form, *file;              /* file NULL: not made yet */
    int64_t staff, matter;
    int fd;
    off_t size;                     /* of what is whole */
    moment when;
    struct kept *fields;
    size_t count;
};

struct drafts {
    struct office *office;
    char *folder;
    struct draft *open;
};

/* ---- bytes ------------------------------------------------------------------- */

static uint32_t
checksum(const char *bytes, size_t size)
{
    uint32_t sum = 2166136261u;

    for (size_t i = 0; i < size; i++)
        sum = (sum ^ (unsigned char)bytes[i]) * 16777619u;
    return sum;
}

static void
put_number(struct buf *b, uint64_t n, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_putc(b, (char)(n >> (8 * i)));
}

static uint64_t
get_number(const char *at, int bytes)
{
    uint64_t n = 0;

    for (int i = 0; i < bytes; i++)
        n |= (uint64_t)(unsigned char)at[i] << (8 * i);
    return n;
}

static void
put_record(struct buf *out, moment when, const char *name, const char *text)
{
    struct buf body = { 0 };

    put_number(&body, (uint64_t)when, WHEN_SIZE);
    buf_add(&body, name, strlen(name) + 1);
    buf_puts(&body, text);
    put_number(out, body.size, 4);
    put_number(out, checksum(body.text, body.size), 4);
    buf_add(out, body.text, body.size);
    buf_free(&body);
}

/* ---- fields in memory ------------------------------------------------------------ */

static struct kept *
field_find(const struct draft *d, const char *name)
{
    for (size_t i = 0; i < d->count; i++)
        if (strcmp(d->fields[i].name, name) == 0)
            return &d->fields[i];
    return NULL;
}

static struct kept *
field_set(struct draft *d, const char *name, const char *text)
{
    struct kept *k = field_find(d, name);
    char *copy = mem_strdup(text);

    if (!k) {
        d->fields = mem_realloc(d->fields, (d->count + 1) * sizeof *d->fields);
        k = &d->fields[d->count++];
        *k = (struct kept) { .name = mem_strdup(name) };
    }
    free(k->text);
    k->text = copy;
    return k;
}

/* Take the records out of the bytes of a file; returns how many bytes were whole. */
static size_t
fields_read(struct draft *d, const char *bytes, size_t size)
{
    size_t at = 0;

    while (size - at >= HEAD_SIZE) {
        size_t length = (size_t)get_number(bytes + at, 4);
        const char *body = bytes + at + HEAD_SIZE, *name = body + WHEN_SIZE;
        size_t name_size;
        char *text;

        if (length <= WHEN_SIZE || length > RECORD_MOST || length > size - at - HEAD_SIZE ||
            checksum(body, length) != get_number(bytes + at + 4, 4))
            break;
        name_size = strnlen(name, length - WHEN_SIZE);
        if (name_size == length - WHEN_SIZE)
            break;
        text = mem_alloc(length - WHEN_SIZE - name_size);
        memcpy(text, name + name_size + 1, length - WHEN_SIZE - name_size - 1);
        field_set(d, name, text);
        free(text);
        d->when = (moment)get_number(body, WHEN_SIZE);
        at += HEAD_SIZE + length;
    }
    return at;
}

static bool
holds_anything(const struct draft *d)
{
    for (size_t i = 0; i < d->count; i++)
        if (*d->fields[i].name && *d->fields[i].text)
            return true;
    return false;
}

/* ---- files -------------------------------------------------------------------------- */

static bool
fail(struct err *err)
{
    return err_set(err, ERR_IO, _("The draft could not be kept: %s"), strerror(errno));
}

static char *
path_of(const struct drafts *ds, const char *file, struct arena *a)
{
    return arena_printf(a, "%s/%s", ds->folder, file);
}

static bool
write_all(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t n = write(fd, bytes, size);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        bytes += n;
        size -= (size_t)n;
    }
    return true;
}

static bool
read_all(int fd, struct buf *out)
{
    char block[16384];
    ssize_t n;

    while ((n = read(fd, block, sizeof block)) != 0) {
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            buf_add(out, block, (size_t)n);
    }
    return true;
}

/* <staff>-<form>-<matter>-<n>, n so that the name is free. */
static bool
file_make(struct draft *d, struct err *err)
{
    struct arena a = { 0 };

    if (mkdir(d->ds->folder, 0700) < 0 && errno != EEXIST)
        return fail(err);
    for (int n = 1; d->fd < 0 && n < INT_MAX; n++) {
        char *file = arena_printf(&a, "%" PRId64 "-%s-%" PRId64 "-%d", d->staff, d->form, d->matter, n);

        d->fd = open(path_of(d->ds, file, &a), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_APPEND, 0600);
        if (d->fd < 0 && errno != EEXIST)
            break;
        if (d->fd >= 0) {
            flock(d->fd, LOCK_EX);
            d->file = mem_strdup(file);
        }
    }
    arena_free(&a);
    return d->fd >= 0 || fail(err);
}

/* The same file again with the last text of each field only. Failing changes nothing. */
static void
file_compact(struct draft *d)
{
    struct arena a = { 0 };
    struct buf out = { 0 };
    char *path = path_of(d->ds, d->file, &a), *beside = arena_printf(&a, "%s.new", path);
    int fd = open(beside, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_APPEND, 0600);

    for (size_t i = 0; i < d->count; i++)
        put_record(&out, d->when, d->fields[i].name, d->fields[i].text);
    if (fd >= 0 && flock(fd, LOCK_EX) == 0 && write_all(fd, out.text, out.size) && fdatasync(fd) == 0 &&
        rename(beside, path) == 0) {
        close(d->fd);
        d->fd = fd;
        d->size = (off_t)out.size;
    } else if (fd >= 0) {
        close(fd);
        unlink(beside);
    }
    buf_free(&out);
    arena_free(&a);
}

static size_t
live_size(const struct draft *d)
{
    size_t size = 0;

    for (size_t i = 0; i < d->count; i++)
        size += HEAD_SIZE + WHEN_SIZE + strlen(d->fields[i].name) + 1 + strlen(d->fields[i].text);
    return size;
}

/* Write what is not yet written: one write, so that it is there whole or as a torn tail. */
static bool
file_add(struct draft *d, struct err *err)
{
    struct buf out = { 0 };
    bool ok;

    if (d->fd < 0 && !file_make(d, err))
        return false;
    for (size_t i = 0; i < d->count; i++)
        if (d->fields[i].unwritten)
            put_record(&out, d->when, d->fields[i].name, d->fields[i].text);
    ok = write_all(d->fd, out.text, out.size) || fail(err);
    if (ok) {
        d->size += (off_t)out.size;
        for (size_t i = 0; i < d->count; i++)
            d->fields[i].unwritten = false;
        if (d->size > COMPACT_FROM && (size_t)d->size > COMPACT_TIMES * live_size(d))
            file_compact(d);
    } else if (ftruncate(d->fd, d->size) < 0) {
        /* Half a record would hide what follows it: from here on it goes into a file of its own. */
        close(d->fd);
        d->fd = -1;
        for (size_t i = 0; i < d->count; i++)
            d->fields[i].unwritten = true;
    }
    buf_free(&out);
    return ok;
}

/* Open and lock. Another desk that is just looking holds its lock for an instant only. */
static int
file_open(const char *path)
{
    int fd = open(path, O_RDWR | O_CLOEXEC | O_APPEND);

    for (int tries = 0; fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) < 0; tries++) {
        if (tries == 20) {
            close(fd);
            return -1;
        }
        nanosleep(&(struct timespec) { .tv_nsec = 5000000 }, NULL);
    }
    return fd;
}

/* ---- life -------------------------------------------------------------------------------- */

struct drafts *
drafts_new(struct office *o, const char *folder)
{
    struct drafts *ds = mem_alloc(sizeof *ds);
    struct arena a = { 0 };

    ds->office = o;
    ds->folder = mem_strdup(folder ? folder : arena_printf(&a, "%s.drafts", store_path(o->store)));
    arena_free(&a);
    return ds;
}

static void
draft_free(struct draft *d)
{
    struct draft **at = &d->ds->open;

    while (*at != d)
        at = &(*at)->next;
    *at = d->next;
    if (d->fd >= 0)
        close(d->fd);
    for (size_t i = 0; i < d->count; i++) {
        free(d->fields[i].name);
        free(d->fields[i].text);
    }
    free(d->fields);
    free(d->form);
    free(d->file);
    free(d);
}

void
drafts_free(struct drafts **ds)
{
    if (!*ds)
        return;
    while ((*ds)->open)
        draft_free((*ds)->open);
    free((*ds)->folder);
    free(*ds);
    *ds = NULL;
}

void
drafts_sync(struct drafts *ds)
{
    for (struct draft *d = ds->open; d; d = d->next)
        draft_sync(d, NULL);
}

struct draft *
draft_new(struct drafts *ds, const char *form, int64_t matter)
{
    struct draft *d = mem_alloc(sizeof *d);

    *d = (struct draft) { .ds = ds, .next = ds->open, .form = mem_strdup(form), .staff = ds->office->staff,
                          .matter = matter, .fd = -1 };
    ds->open = d;
    return d;
}

struct draft *
draft_resume(struct drafts *ds, const struct draft_info *info, struct err *err)
{
    struct draft *d = draft_new(ds, info->form, info->matter);
    struct arena a = { 0 };
    struct buf bytes = { 0 };
    bool ok;

    d->fd = file_open(path_of(ds, info->file, &a));
    ok = d->fd >= 0 && read_all(d->fd, &bytes);
    if (ok) {
        d->file = mem_strdup(info->file);
        d->size = (off_t)fields_read(d, bytes.text ? bytes.text : "", bytes.size);
        ok = (size_t)d->size == bytes.size || ftruncate(d->fd, d->size) == 0;
    }
    buf_free(&bytes);
    arena_free(&a);
    if (ok)
        return d;
    draft_free(d);
    err_set(err, ERR_MISSING, _("This draft is open at another desk, or was finished there."));
    return NULL;
}

size_t
draft_load(const struct draft *d, struct arena *a, struct draft_field **out)
{
    size_t count = 0;

    *out = arena_alloc(a, (d->count + 1) * sizeof **out);
    for (size_t i = 0; i < d->count; i++)
        if (*d->fields[i].name && *d->fields[i].text)
            (*out)[count++] = (struct draft_field) { arena_strdup(a, d->fields[i].name), arena_strdup(a, d->fields[i].text) };
    return count;
}

const char *
draft_get(const struct draft *d, const char *field)
{
    const struct kept *k = field_find(d, field);

    return k ? k->text : "";
}

bool
draft_put(struct draft *d, const char *field, const char *text, struct err *err)
{
    struct kept *k = field_find(d, field);

    if (k ? !k->unwritten && strcmp(k->text, text) == 0 : !*text)
        return true;
    field_set(d, field, text)->unwritten = true;
    d->when = office_now(d->ds->office);
    /* A title alone is no reason to have a file. */
    return (d->fd < 0 && !holds_anything(d)) || file_add(d, err);
}

bool
draft_title(struct draft *d, const char *title, struct err *err)
{
    return draft_put(d, "", title, err);
}

bool
draft_sync(struct draft *d, struct err *err)
{
    return d->fd < 0 || fdatasync(d->fd) == 0 || fail(err);
}

void
draft_close(struct draft **d)
{
    if (!*d)
        return;
    draft_sync(*d, NULL);
    draft_free(*d);
    *d = NULL;
}

void
draft_drop(struct draft **d)
{
    struct arena a = { 0 };

    if (!*d)
        return;
    if ((*d)->file)
        unlink(path_of((*d)->ds, (*d)->file, &a));
    arena_free(&a);
    draft_free(*d);
    *d = NULL;
}

/* ---- what is there -------------------------------------------------------------------------- */

/* Split a file's name; false: not one of this colleague's. */
static bool
name_read(const char *file, int64_t staff, struct arena *a, struct draft_info *out)
{
    int64_t who;
    int n, end = -1;
    char form[64];

    if (sscanf(file, "%" SCNd64 "-%63[A-Za-z0-9_]-%" SCNd64 "-%d%n", &who, form, &out->matter, &n, &end) != 4 ||
        end < 0 || file[end] != '\0' || who != staff)
        return false;
    out->form = arena_strdup(a, form);
    out->file = arena_strdup(a, file);
    return true;
}

/* Look into it; false: open somewhere, or nothing in it. */
static bool
info_read(struct drafts *ds, struct arena *a, struct draft_info *out)
{
    struct draft *d = draft_new(ds, out->form, out->matter);
    struct buf bytes = { 0 };
    bool any = false;

    d->fd = open(path_of(ds, out->file, a), O_RDONLY | O_CLOEXEC);
    if (d->fd >= 0 && flock(d->fd, LOCK_SH | LOCK_NB) == 0 && read_all(d->fd, &bytes)) {
        fields_read(d, bytes.text ? bytes.text : "", bytes.size);
        any = holds_anything(d);
        out->title = arena_strdup(a, draft_get(d, ""));
        out->when = d->when;
    }
    buf_free(&bytes);
    draft_free(d);
    return any;
}

static int
newest_first(const void *a, const void *b)
{
    const struct draft_info *x = a, *y = b;

    return x->when != y->when ? (x->when < y->when ? 1 : -1) : strcmp(x->file, y->file);
}

bool
draft_list(struct drafts *ds, int64_t staff, struct arena *a, struct draft_info **out, size_t *count, struct err *err)
{
    DIR *dir = opendir(ds->folder);
    struct dirent *e;
    size_t room = 0;

    *out = NULL;
    *count = 0;
    if (!dir)
        return errno == ENOENT || fail(err);
    while ((e = readdir(dir))) {
        struct draft_info info = { 0 };

        if (!name_read(e->d_name, staff, a, &info) || !info_read(ds, a, &info))
            continue;
        if (*count == room) {
            struct draft_info *more = arena_alloc(a, (room = room * 2 + 8) * sizeof *more);

            if (*count)
                memcpy(more, *out, *count * sizeof *more);
            *out = more;
        }
        (*out)[(*count)++] = info;
    }
    closedir(dir);
    if (*count)
        qsort(*out, *count, sizeof **out, newest_first);
    return true;
}

bool
draft_forget(struct drafts *ds, const struct draft_info *info, struct err *err)
{
    struct draft *d = draft_resume(ds, info, err);

    if (!d)
        return false;
    draft_drop(&d);
    return true;
}
