#include "data/register_file.h"

#include "base/csv.h"
#include "base/lang.h"

#include <string.h>

#define WINDOW 500          /* records read at once */

static bool
write_window(struct office *o, const struct reg_file *f, struct csv_writer *w, struct record *const *rows, size_t n,
             struct arena *a, struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        char **cells;
        size_t count = reg_export_row(o, rows[i], f->masked ? REG_MASKED : REG_PLAIN, a, &cells);

        if (!csv_write(w, count, (const char *const *)cells, 0, err))
            return false;
    }
    return true;
}

static bool
write_rows(struct office *o, const struct reg_file *f, struct csv_writer *w, int64_t *rows, struct err *err)
{
    struct arena one = { 0 }, other = { 0 }, *now = &one, *before = &other;
    struct reg_key key;
    size_t n = WINDOW;
    bool good = true;

    while (good && n == WINDOW) {
        struct record **window;
        struct arena *swap = before;

        before = now;           /* the key's text lives there for one window more */
        now = swap;
        arena_reset(now);
        window = arena_alloc(now, WINDOW * sizeof(struct record *));
        good = reg_window(o, f->reg, f->filter, *rows ? &key : NULL, false, now, window, WINDOW, &n, err) &&
               write_window(o, f, w, window, n, now, err);
        *rows += good ? (int64_t)n : 0;
        if (good && n)
            key = reg_key_of(window[n - 1]);
        if (good && f->progress && !f->progress(f->ctx, *rows))
            good = err_set(err, ERR_REFUSED, _("Stopped; no file was written."));
    }
    arena_free(&one);
    arena_free(&other);
    return good;
}

static bool
write_file(struct office *o, const struct reg_file *f, int64_t *rows, struct err *err)
{
    struct arena a = { 0 };
    struct csv_writer *w;
    char **head;
    size_t n = reg_export_head(o, f->reg, false, &a, &head);
    bool good;

    *rows = 0;
    good = csv_create(&w, f->path, f->charset, err);
    if (good) {
        good = csv_write(w, n, (const char *const *)head, 0, err) && write_rows(o, f, w, rows, err);
        if (good)
            good = csv_finish(&w, err);
        else
            csv_abandon(&w);
    }
    arena_free(&a);
    return good;
}

/* The entry follows the file: what it says left the house has left it. */
static bool
note(struct office *o, const struct reg_file *f, int64_t rows, struct err *err)
{
    struct arena names = { 0 };
    struct action a;
    bool good = office_begin(o, &a, arena_printf(&names, "%s.export", f->reg->name), ENTRY_LEFT, err);

    if (good) {
        action_arg(&a, "file", f->path);
        action_arg_int(&a, "rows", rows);
        action_arg(&a, "charset", charset_name(f->charset));
        action_arg(&a, "masked", f->masked ? "1" : "0");
        a.summary = arena_printf(&a.arena, _("%s exported: %lld rows to %s"), _(f->reg->many), (long long)rows, f->path);
        good = action_commit(&a, err);
    }
    arena_free(&names);
    return good;
}

bool
reg_file_write(struct office *o, const struct reg_file *f, int64_t *rows, struct err *err)
{
    return office_must(o, "export", "do", err) && (f->masked || office_must(o, "export.unmasked", "do", err)) &&
           write_file(o, f, rows, err) && note(o, f, *rows, err);
}
