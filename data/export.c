/* Exports: the way of the rows into a file, as CSV or JSON. */
#include "data/export_private.h"

#include "base/csv.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/phone.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PROGRESS_ROWS 500

/* ---- columns and rows ---------------------------------------------------------------------- */

void
export_column(struct export *ex, const char *key, const char *heading, enum export_type type)
{
    enum { ROOM = 64 };         /* as many as the mask of csv_write has bits */

    if (!ex->columns)
        ex->columns = arena_alloc(&ex->arena, ROOM * sizeof *ex->columns);
    if (ex->ncolumns < ROOM)
        ex->columns[ex->ncolumns++] = (struct export_column){ key, heading, type };
}

bool
export_row(struct export *ex, const char *const *cells, struct err *err)
{
    const struct export_wish *w = ex->wish;

    if (!ex->put(ex, cells, err))
        return false;
    arena_reset(&ex->row_arena);
    if (++ex->rows % PROGRESS_ROWS || !w->progress || w->progress(w->ctx, ex->rows))
        return true;
    return err_set(err, ERR_REFUSED, _("The export was cancelled; nothing was left behind."));
}

char *
export_phone(struct export *ex, const char *number)
{
    if (ex->wish->masked || !office_can(ex->o, "phone", "see"))
        return phone_mask(&ex->row_arena, number);
    return arena_strdup(&ex->row_arena, number);
}

static enum charset
charset_wanted(const struct export_wish *w)
{
    if (w->charset != CHARSET_AUTO)
        return w->charset;
    return w->path && !w->json ? CHARSET_UTF8_BOM : CHARSET_UTF8;
}

/* ---- CSV --------------------------------------------------------------------------------------- */

static uint64_t
never_formulas(const struct export *ex)
{
    uint64_t mask = 0;

    for (size_t i = 0; i < ex->ncolumns; i++)
        if (ex->columns[i].type == EXPORT_CODE || ex->columns[i].type == EXPORT_NUMBER)
            mask |= (uint64_t)1 << i;
    return mask;
}

static bool
put_csv(struct export *ex, const char *const *cells, struct err *err)
{
    return csv_write(ex->out, ex->ncolumns, cells, never_formulas(ex), err);
}

static bool
put_csv_head(struct export *ex, struct err *err)
{
    const char **head = arena_alloc(&ex->arena, ex->ncolumns * sizeof *head);

    for (size_t i = 0; i < ex->ncolumns; i++)
        head[i] = ex->columns[i].heading;
    return csv_write(ex->out, ex->ncolumns, head, 0, err);
}

static void
refuse_character(struct export *ex, size_t column, const char *cell, uint32_t bad, struct err *err)
{
    char shown[5] = "";

    text_encode(bad, shown);
    err_set(err, ERR_INPUT, _("Row %lld, %s \"%s\": %s does not hold \"%s\" (U+%04X). Use gb18030 or utf-8."), (long long)ex->rows + 1,
            ex->columns[column].heading, text_harmless(&ex->row_arena, cell), charset_name(charset_wanted(ex->wish)),
            text_harmless(&ex->row_arena, shown), (unsigned)bad);
}

/* To standard output what is written is gone: the characters are looked at beforehand. */
static bool
put_nowhere(struct export *ex, const char *const *cells, struct err *err)
{
    struct buf scrap = { 0 };
    uint32_t bad = 0;
    bool good = true;

    for (size_t i = 0; good && i < ex->ncolumns; i++) {
        good = charset_encode(charset_wanted(ex->wish), cells[i], strlen(cells[i]), &scrap, &bad, NULL);
        buf_clear(&scrap);
        if (!good)
            refuse_character(ex, i, cells[i], bad, err);
    }
    buf_free(&scrap);
    return good;
}

static bool
look_beforehand(struct export *ex, struct err *err)
{
    bool good;

    ex->put = put_nowhere;
    good = ex->kind->stream(ex, err);
    ex->rows = 0;
    return good;
}

static bool
holds_all(enum charset c)
{
    return c == CHARSET_UTF8 || c == CHARSET_UTF8_BOM || c == CHARSET_GB18030 || c == CHARSET_UTF16LE || c == CHARSET_UTF16BE;
}

/* ---- JSON ---------------------------------------------------------------------------------------- */

struct json_out { FILE *file; char *beside; };

static void
put_list(struct buf *b, const char *cell)
{
    buf_putc(b, '[');
    for (const char *s = cell; *s;) {
        size_t n = strcspn(s, "/");
        struct arena a = { 0 };

        if (s != cell)
            buf_puts(b, ", ");
        json_string(b, arena_strndup(&a, s, n));
        arena_free(&a);
        s += n + (s[n] == '/');
    }
    buf_putc(b, ']');
}

static void
put_member(struct buf *b, const struct export_column *c, const char *cell)
{
    json_string(b, c->key);
    buf_puts(b, ": ");
    if (c->type == EXPORT_LIST)
        put_list(b, cell);
    else if (!*cell)
        buf_puts(b, "null");
    else if (c->type == EXPORT_NUMBER)
        buf_puts(b, cell);
    else if (c->type == EXPORT_BOOL)
        buf_puts(b, strcmp(cell, _("yes")) == 0 ? "true" : "false");
    else
        json_string(b, cell);
}

static bool
put_json(struct export *ex, const char *const *cells, struct err *err)
{
    struct json_out *out = ex->out;
    struct buf b = { 0 }, bytes = { 0 };
    bool good;

    buf_puts(&b, ex->rows ? ",\n {" : "[\n {");
    for (size_t i = 0; i < ex->ncolumns; i++) {
        if (i)
            buf_puts(&b, ", ");
        put_member(&b, &ex->columns[i], cells[i]);
    }
    buf_putc(&b, '}');
    good = charset_encode(charset_wanted(ex->wish), b.text, b.size, &bytes, NULL, NULL) || put_nowhere(ex, cells, err);
    good = good && (fwrite(bytes.text, 1, bytes.size, out->file) == bytes.size ||
                    err_set(err, ERR_IO, _("%s cannot be written: %s."), ex->wish->path ? ex->wish->path : "-", strerror(errno)));
    buf_free(&b);
    buf_free(&bytes);
    return good;
}

static bool
json_open(struct export *ex, struct json_out *out, struct err *err)
{
    int fd;

    out->file = stdout;
    if (!ex->wish->path)
        return true;
    out->beside = arena_printf(&ex->arena, "%s.part", ex->wish->path);
    fd = open(out->beside, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    out->file = fd >= 0 ? fdopen(fd, "w") : NULL;
    return out->file || err_set(err, ERR_IO, _("%s cannot be written: %s."), ex->wish->path, strerror(errno));
}

static bool
json_close(struct export *ex, struct json_out *out, bool good, struct err *err)
{
    if (good)
        fputs(ex->rows ? "\n]\n" : "[]\n", out->file);
    if (!out->beside)
        return good;
    if (!out->file)
        return false;
    if (good)
        good = (fflush(out->file) == 0 && fsync(fileno(out->file)) == 0) || err_set(err, ERR_IO, _("%s cannot be written: %s."), ex->wish->path, strerror(errno));
    fclose(out->file);
    if (good)
        good = rename(out->beside, ex->wish->path) == 0 || err_set(err, ERR_IO, _("%s cannot be written: %s."), ex->wish->path, strerror(errno));
    if (!good)
        unlink(out->beside);
    return good;
}

/* ---- all of it ---------------------------------------------------------------------------------------- */

/* What leaves is in the journal before it is in the file's place. */
static bool
note_it(struct export *ex, struct err *err)
{
    struct action a;
    const struct export_wish *w = ex->wish;

    if (!office_begin(ex->o, &a, "export", ENTRY_LEFT | ENTRY_BULK, err))
        return false;
    action_arg(&a, "kind", w->kind);
    action_arg(&a, "file", w->path ? w->path : "-");
    action_arg(&a, "masked", w->masked ? "yes" : "no");
    action_arg_int(&a, "rows", ex->rows);
    a.summary = arena_printf(&a.arena, w->masked ? _("Export of %s, masked: %lld rows") : _("Export of %s: %lld rows"), w->kind, (long long)ex->rows);
    return action_commit(&a, err);
}

/* All rows come from one state of the records. */
static bool
stream(struct export *ex, bool beforehand, bool (*put)(struct export *ex, const char *const *cells, struct err *err), struct err *err)
{
    bool good = store_snapshot(ex->o->store, err) && (!beforehand || look_beforehand(ex, err));

    ex->put = put;
    good = good && (put != put_csv || put_csv_head(ex, err)) && ex->kind->stream(ex, err);
    store_rollback(ex->o->store);
    return good && note_it(ex, err);
}

static bool
write_csv(struct export *ex, struct err *err)
{
    struct csv_writer *w = NULL;
    enum charset c = charset_wanted(ex->wish);

    if (!csv_create(&w, ex->wish->path, c, err))
        return false;
    ex->out = w;
    if (stream(ex, !holds_all(c), put_csv, err))
        return csv_finish(&w, err);
    csv_abandon(&w);
    return false;
}

static bool
write_json(struct export *ex, struct err *err)
{
    struct json_out out = { 0 };
    bool good = json_open(ex, &out, err);

    ex->out = &out;
    good = good && stream(ex, !holds_all(charset_wanted(ex->wish)), put_json, err);
    return json_close(ex, &out, good, err);
}

/* ---- kinds ------------------------------------------------------------------------------------------------ */

static const struct export_kind *const kinds[] = { &export_homes, &export_customers, &export_owners, &export_tasks, &export_policies };
static const struct { const char *name, *reg; } aliases[] = {
    { "holidays", "calendar_day" }, { "content", "list_entry" }, { "receptions", "reception" }, { "complaints", "complaint" } };

char *
export_kinds(struct arena *a)
{
    struct buf b = { 0 };
    char *out;

    for (size_t i = 0; i < COUNT(kinds); i++)
        buf_printf(&b, "%s%s", i ? " " : "", kinds[i]->name);
    for (size_t i = 0; i < COUNT(aliases); i++)
        buf_printf(&b, " %s", aliases[i].name);
    for (size_t i = 0; reg_at(i); i++)
        if (strcmp(reg_at(i)->name, "home") != 0 && strcmp(reg_at(i)->name, "customer") != 0)
            buf_printf(&b, " %s", reg_at(i)->name);
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}

static bool
choose_kind(struct export *ex, const char *typed, struct err *err)
{
    for (size_t i = 0; i < COUNT(aliases); i++)
        if (strcmp(aliases[i].name, typed) == 0)
            typed = aliases[i].reg;
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i]->name, typed) == 0 || (kinds[i]->reg && strcmp(kinds[i]->reg, typed) == 0)) {
            ex->kind = kinds[i];
            ex->reg = kinds[i]->reg ? reg_get(kinds[i]->reg) : NULL;
            return true;
        }
    ex->reg = reg_get(typed);
    ex->kind = &export_register;
    return ex->reg || err_set(err, ERR_MISSING, _("There is nothing named \"%s\" to export. There are: %s."), typed, export_kinds(&ex->arena));
}

bool
export_run(struct office *o, const struct export_wish *wish, int64_t *rows, struct err *err)
{
    struct export ex = { .o = o, .wish = wish };
    bool good = office_must(o, "export", "do", err) && (wish->masked || office_must(o, "export.unmasked", "do", err)) &&
                choose_kind(&ex, wish->kind, err) && ex.kind->columns(&ex, err) && (wish->json ? write_json : write_csv)(&ex, err);

    *rows = ex.rows;
    arena_free(&ex.row_arena);
    arena_free(&ex.arena);
    return good;
}
