/* The writer: what Excel in China opens without asking. */
#include "base/csv.h"
#include "base/lang.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WRITE_BLOCK = 64 * 1024 };

struct csv_writer {
    int fd;
    char *path;             /* NULL: standard output */
    char *beside;           /* the file being written; NULL: path itself */
    enum charset charset;
    long rows;
    bool failed;
    struct buf row;         /* UTF-8 */
    struct buf out;         /* in the file's charset */
};

static bool
writer_open_file(struct csv_writer *w, const char *path, struct err *err)
{
    struct stat st;

    w->path = mem_strdup(path);
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {     /* a device or a pipe cannot be replaced */
        w->fd = open(path, O_WRONLY | O_CLOEXEC);
    } else {
        struct buf name = { 0 };

        buf_printf(&name, "%s.XXXXXX", path);
        w->beside = name.text;
        w->fd = mkostemp(w->beside, O_CLOEXEC);
        if (w->fd < 0) {
            free(w->beside);
            w->beside = NULL;
        }
    }
    return w->fd >= 0 || err_set(err, ERR_IO, _("%s cannot be written: %s."), path, strerror(errno));
}

bool
csv_create(struct csv_writer **out, const char *path, enum charset charset, struct err *err)
{
    struct csv_writer *w = mem_alloc(sizeof *w);

    *out = NULL;
    w->charset = charset == CHARSET_AUTO ? CHARSET_UTF8_BOM : charset;
    w->fd = STDOUT_FILENO;
    if (path && !writer_open_file(w, path, err)) {
        csv_abandon(&w);
        return false;
    }
    if (w->charset == CHARSET_UTF8_BOM || w->charset == CHARSET_UTF16LE || w->charset == CHARSET_UTF16BE)
        charset_encode(w->charset, "\xEF\xBB\xBF", 3, &w->out, NULL, NULL);
    *out = w;
    return true;
}

static bool
writer_flush(struct csv_writer *w, struct err *err)
{
    size_t at = 0;

    while (at < w->out.size) {
        ssize_t wrote = write(w->fd, w->out.text + at, w->out.size - at);

        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0) {
            w->failed = true;
            return err_set(err, ERR_IO, _("%s cannot be written: %s."), w->path ? w->path : "-", strerror(errno));
        }
        at += (size_t)wrote;
    }
    buf_clear(&w->out);
    return true;
}

static void
writer_add_cell(struct buf *row, const char *cell, bool text)
{
    const char *first = cell + strspn(cell, "'");
    bool guard = text && *first && strchr("=+-@\t\r", *first);

    /* At the head of the file these would be taken for its BOM and for Excel's word on the separator. */
    bool special = strncmp(cell, "\xEF\xBB\xBF", 3) == 0 || strncmp(cell, "sep=", 4) == 0;

    if (!special && !cell[strcspn(cell, ",;\t\"\r\n")]) {
        buf_puts(row, guard ? "'" : "");
        buf_puts(row, cell);
        return;
    }
    buf_puts(row, guard ? "\"'" : "\"");
    for (; *cell; cell++) {
        if (*cell == '"')
            buf_putc(row, '"');
        buf_putc(row, *cell);
    }
    buf_putc(row, '"');
}

/* Which cell holds the character that the charset lacks? */
static bool
writer_refuse(struct csv_writer *w, size_t count, const char *const *cells, struct err *err)
{
    w->failed = true;
    for (size_t i = 0; i < count; i++) {
        const char *cell = cells[i] ? cells[i] : "";
        struct buf scrap = { 0 };
        char shown[5] = "";
        uint32_t bad = 0;
        bool good = charset_encode(w->charset, cell, strlen(cell), &scrap, &bad, NULL);

        buf_free(&scrap);
        if (good)
            continue;
        text_encode(bad, shown);
        return err_set(err, ERR_INPUT, _("Row %ld, column %ld: %s does not hold the character \"%s\" (U+%04X)."), w->rows,
                       (long)i + 1, charset_name(w->charset), text_is_harmless(shown) ? shown : "?", (unsigned)bad);
    }
    return err_set(err, ERR_IO, _("This system cannot convert to %s."), charset_name(w->charset));
}

bool
csv_write(struct csv_writer *w, size_t count, const char *const *cells, uint64_t numeric, struct err *err)
{
    buf_clear(&w->row);
    w->rows++;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_putc(&w->row, ',');
        writer_add_cell(&w->row, cells[i] ? cells[i] : "", i >= 64 || !(numeric >> i & 1));
    }
    if (count == 1 && w->row.size == 0)     /* an empty line would be no row */
        buf_puts(&w->row, "\"\"");
    buf_puts(&w->row, "\r\n");
    if (!charset_encode(w->charset, w->row.text, w->row.size, &w->out, NULL, NULL))
        return writer_refuse(w, count, cells, err);
    return w->out.size < WRITE_BLOCK || writer_flush(w, err);
}

bool
csv_finish(struct csv_writer **w, struct err *err)
{
    struct csv_writer *done = *w;
    bool ok = done->failed ? err_set(err, ERR_IO, _("The file is not complete: an earlier row was refused."))
                           : writer_flush(done, err);

    if (ok && done->path) {
        ok = (!done->beside || fsync(done->fd) == 0) && close(done->fd) == 0;
        done->fd = -1;
        if (ok && done->beside)
            ok = rename(done->beside, done->path) == 0;
        if (!ok) {
            err_set(err, ERR_IO, _("%s cannot be written: %s."), done->path, strerror(errno));
        } else {
            free(done->beside);
            done->beside = NULL;
        }
    }
    csv_abandon(w);
    return ok;
}

void
csv_abandon(struct csv_writer **w)
{
    if (!*w)
        return;
    if ((*w)->path && (*w)->fd >= 0)
        close((*w)->fd);
    if ((*w)->beside)
        unlink((*w)->beside);
    free((*w)->beside);
    free((*w)->path);
    buf_free(&(*w)->row);
    buf_free(&(*w)->out);
    free(*w);
    *w = NULL;
}
