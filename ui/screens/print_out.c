#include "ui/screens/print_out.h"

#include "base/lang.h"
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define LP_SECONDS 20           /* it only takes the job; paper may take longer */

void
print_beside(struct term *t, const struct buf *bytes)
{
    struct buf out = { 0 };

    /* Bytes of GB18030's second and later places are never below 0x30: an LF is a line's end. */
    for (size_t i = 0; i < bytes->size; i++) {
        if (bytes->text[i] == '\n')
            buf_putc(&out, '\r');
        buf_putc(&out, bytes->text[i]);
    }
    buf_putc(&out, '\f');
    term_print(t, out.text, (int)out.size);
    buf_free(&out);
}

bool
print_lp(const struct buf *bytes, const char *queue, const char *title, struct err *err)
{
    char *argv[12] = { "lp", "-t", (char *)title, "-o", "cpi=10", "-o", "lpi=6" };
    size_t n = 7;
    struct arena a = { 0 };
    char *said = NULL;
    enum process_end end;

    if (*queue) {
        argv[n++] = "-d";
        argv[n++] = (char *)queue;
    }
    end = process_run(argv, bytes->text, bytes->size, LP_SECONDS, &a, &said, err);
    if (end != PROCESS_DONE && said && *said)
        err_set(err, ERR_IO, _("lp did not take it: %s"), said);
    arena_free(&a);
    return end == PROCESS_DONE;
}

static bool
write_whole(int fd, const struct buf *bytes)
{
    size_t done = 0;

    while (done < bytes->size) {
        ssize_t n = write(fd, bytes->text + done, bytes->size - done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return fsync(fd) == 0 || errno == EINVAL || errno == EROFS;
}

bool
print_file(const struct buf *bytes, const char *path, struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool good = fd >= 0 && write_whole(fd, bytes);
    int why = errno;

    if (fd >= 0 && close(fd) != 0 && good) {
        good = false;
        why = errno;
    }
    return good || err_set(err, ERR_IO, "%s: %s", path, strerror(why));
}
