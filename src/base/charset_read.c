/* Reading a file whose charset nobody knows: opened, looked at as a whole, then decoded in blocks. */
#include "base/charset_private.h"
#include "base/lang.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

long
reader_peek(struct charset_reader *r, long long at, char *out, size_t room)
{
    ssize_t got;

    if (r->fd < 0) {
        size_t left = (long long)r->whole.size > at ? r->whole.size - (size_t)at : 0;

        if (room > left)
            room = left;
        if (room)
            memcpy(out, r->whole.text + at, room);
        return (long)room;
    }
    do
        got = pread(r->fd, out, room, (off_t)at);
    while (got < 0 && errno == EINTR);
    return (long)got;
}

long
reader_fill(struct charset_reader *r)
{
    size_t left = r->have - r->used;
    long got;

    memmove(r->block, r->block + r->used, left);
    r->used = 0;
    r->have = left;
    got = reader_peek(r, r->at, r->block + left, sizeof r->block - left);
    if (got > 0) {
        r->have += (size_t)got;
        r->at += got;
    }
    return got;
}

void
reader_seek(struct charset_reader *r, long long at)
{
    r->at = at;
    r->have = r->used = 0;
}

size_t
reader_utf8_tail(const char *bytes, size_t size)
{
    for (size_t back = 1; back <= 3 && back <= size; back++) {
        unsigned char c = (unsigned char)bytes[size - back];

        if (c >= 0xC0)
            return (c >= 0xF0 ? 4u : c >= 0xE0 ? 3u : 2u) > back ? back : 0;
        if (c < 0x80)
            return 0;
    }
    return 0;
}

/* Standard input and pipes cannot be read twice: take all of them in. */
static bool
reader_slurp(struct charset_reader *r, struct err *err)
{
    ssize_t got;

    while ((got = read(r->fd, r->block, sizeof r->block)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_set(err, ERR_IO, _("The file cannot be read: %s."), strerror(errno));
        buf_add(&r->whole, r->block, (size_t)got);
    }
    if (r->fd != STDIN_FILENO)
        close(r->fd);
    r->fd = -1;
    r->size = (long long)r->whole.size;
    return true;
}

static bool
reader_open_source(struct charset_reader *r, const char *path, struct err *err)
{
    struct stat st;

    r->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (r->fd < 0)
        return err_set(err, errno == ENOENT ? ERR_MISSING : ERR_IO, _("%s cannot be opened: %s."), path, strerror(errno));
    if (fstat(r->fd, &st) != 0 || S_ISDIR(st.st_mode))
        return err_set(err, ERR_INPUT, _("%s is a folder, not a file."), path);
    if (r->fd == STDIN_FILENO || !S_ISREG(st.st_mode))
        return reader_slurp(r, err);
    r->size = (long long)st.st_size;
    return true;
}

bool
charset_open(struct charset_reader **out, const char *path, enum charset wish, enum charset *took, struct err *err)
{
    struct charset_reader *r = mem_alloc(sizeof *r);
    iconv_t probe = charset_to_utf8(CHARSET_GB18030);
    bool ready;

    *out = NULL;
    r->cd = (iconv_t)-1;
    r->fd = -1;
    if (probe == (iconv_t)-1) {
        free(r);
        return err_set(err, ERR_IO, _("This system cannot convert GB18030: its converters (gconv) are not installed."));
    }
    iconv_close(probe);
    ready = reader_open_source(r, path, err) && reader_detect(r, wish, err);
    if (!ready) {
        charset_close(&r);
        return false;
    }
    if (r->charset != CHARSET_UTF8)
        r->cd = charset_to_utf8(r->charset);
    if (took)
        *took = r->charset;
    *out = r;
    return true;
}

/* As charset_step, for UTF-8: checked again, for the file may have changed since. */
static enum charset_step
utf8_step(char **in, size_t *left, char **out, size_t *room, bool last)
{
    size_t take = *left < *room ? *left : *room;
    size_t bad;

    if (!last || take < *left)
        take -= reader_utf8_tail(*in, take);
    if (!text_valid(*in, take, &bad))
        return STEP_BAD;
    memcpy(*out, *in, take);
    *in += take;
    *left -= take;
    *out += take;
    *room -= take;
    return STEP_DONE;
}

long
charset_read(struct charset_reader *r, char *out, size_t room, struct err *err)
{
    const size_t whole = room;

    for (;;) {
        char *in = r->block + r->used, *end = out;
        size_t left = r->have - r->used;
        enum charset_step step;
        long got = 1;

        if (left < 4) {
            got = reader_fill(r);
            in = r->block;
            left = r->have;
        }
        if (got < 0) {
            err_set(err, ERR_IO, _("The file cannot be read: %s."), strerror(errno));
            return -1;
        }
        if (left == 0)
            return 0;
        step = r->cd == (iconv_t)-1 ? utf8_step(&in, &left, &end, &room, got == 0)
                                    : charset_step(r->cd, r->charset, &in, &left, &end, &room);
        r->used = r->have - left;
        if (step == STEP_BAD || (step == STEP_CUT && got == 0)) {
            err_set(err, ERR_IO, _("The file changed while it was read. Please try again."));
            return -1;
        }
        if (room < whole)
            return (long)(whole - room);
    }
}

bool
charset_unsure(const struct charset_reader *r)
{
    return r->guessed && r->rows > 0 && r->rows < 3;
}

void
charset_progress(const struct charset_reader *r, long long *done, long long *all)
{
    *done = r->at - (long long)(r->have - r->used);
    *all = r->size;
}

void
charset_close(struct charset_reader **r)
{
    if (!*r)
        return;
    if ((*r)->fd >= 0 && (*r)->fd != STDIN_FILENO)
        close((*r)->fd);
    if ((*r)->cd != (iconv_t)-1)
        iconv_close((*r)->cd);
    buf_free(&(*r)->whole);
    free(*r);
    *r = NULL;
}
