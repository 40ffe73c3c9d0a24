/* A report into a file: it leaves the house, so the journal says who took it where. */
#include "data/report.h"

#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static bool
write_whole(int fd, const struct buf *b)
{
    size_t done = 0;

    while (done < b->size) {
        ssize_t n = write(fd, b->text + done, b->size - done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return true;
}

static bool
write_file(const char *path, const struct buf *b, struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool good = fd >= 0 && write_whole(fd, b);
    int why = errno;

    if (fd >= 0 && close(fd) != 0 && good) {
        good = false;
        why = errno;
    }
    return good || err_set(err, ERR_IO, "%s: %s", path, strerror(why));
}

static bool
write_as(const struct report_table *t, enum report_format format, enum charset charset, const char *path, struct err *err)
{
    struct buf b = { 0 };
    bool good;

    switch (format) {
    case REPORT_CSV:
        return report_csv(t, path, charset, err);
    case REPORT_JSON:
        report_json(t, &b);
        break;
    case REPORT_HTML:
        report_html(t, &b);
        break;
    case REPORT_TEXT:
        report_text(t, &b);
    }
    good = write_file(path, &b, err);
    buf_free(&b);
    return good;
}

bool
report_export(struct office *o, const struct report *r, const struct report_wish *w, enum report_format format, enum charset charset,
              const char *path, struct err *err)
{
    struct action a;
    struct report_table t;

    if (!office_must(o, "export", "do", err) || !office_begin(o, &a, "report.export", ENTRY_LEFT, err))
        return false;
    if (!report_make(o, r, w, &a.arena, &t, err) || !write_as(&t, format, charset, path, err))
        return action_fail(&a);
    action_arg(&a, "report", r->name);
    action_arg(&a, "format", report_format_name(format));
    action_arg(&a, "file", path);
    a.summary = arena_printf(&a.arena, _("Export: %s"), t.title);
    return action_commit(&a, err);
}
