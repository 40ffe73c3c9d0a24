/* qiantai report: figures as text, CSV or JSON. */
#include "command/report.h"

#include "base/csv.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/text.h"
#include "command/records.h"
#include "data/report.h"
#include "rules/stage.h"

#include <string.h>

enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON };

static bool
read_day(const char *option, const char *text, day *out, struct err *err)
{
    *out = NO_DAY;
    return !text || day_read(text, out) || err_set(err, ERR_INPUT, _("%s wants a day, like 2026-11-22."), option);
}

static bool
read_format(const char *text, enum format *out, struct err *err)
{
    static const char *const names[] = { "text", "csv", "json" };

    for (size_t i = 0; i < COUNT(names); i++)
        if (!text || strcmp(text, names[i]) == 0) {
            *out = (enum format)i;
            return true;
        }
    return err_set(err, ERR_INPUT, _("--format takes text, csv or json."));
}

/* ---- writing ---------------------------------------------------------------------------- */

static void
put_text_row(const struct report_table *t, const char *const *cells, const int *widths, struct buf *b, struct arena *a)
{
    for (size_t i = 0; i < t->ncolumns; i++) {
        const char *cell = cells[i] ? text_harmless(a, cells[i]) : "";
        int blanks = widths[i] - text_columns(cell);

        if (!t->columns[i].heading)
            continue;
        if (t->columns[i].number)
            buf_printf(b, "%*s%s", blanks, "", cell);
        else
            buf_printf(b, "%s%*s", cell, i + 1 < t->ncolumns ? blanks : 0, "");
        buf_puts(b, "  ");
    }
    while (b->size && b->text[b->size - 1] == ' ')
        b->size--;
    buf_putc(b, '\n');
}

static void
write_text(const struct report_table *t, struct arena *a)
{
    int *widths = arena_alloc(a, t->ncolumns * sizeof *widths);
    const char **heads = arena_alloc(a, t->ncolumns * sizeof *heads);
    struct buf b = { 0 };

    for (size_t i = 0; i < t->ncolumns; i++) {
        heads[i] = t->columns[i].heading;
        widths[i] = heads[i] ? text_columns(heads[i]) : 0;
        for (size_t r = 0; r < t->nrows; r++)
            if (t->rows[r].cells[i] && text_columns(t->rows[r].cells[i]) > widths[i])
                widths[i] = text_columns(t->rows[r].cells[i]);
    }
    buf_printf(&b, "%s\n", t->title);
    for (size_t r = 0; r < t->nrows; r++) {
        const char *group = t->rows[r].group;

        if (r == 0 || group != t->rows[r - 1].group) {
            buf_printf(&b, "\n%s%s", group ? group : "", group ? "\n" : "");
            put_text_row(t, heads, widths, &b, a);
        }
        put_text_row(t, t->rows[r].cells, widths, &b, a);
    }
    command_print(stdout, "%s", b.text);
    buf_free(&b);
}

static bool
write_csv(const struct report_table *t, struct arena *a, struct err *err)
{
    const char **heads = arena_alloc(a, t->ncolumns * sizeof *heads);
    struct csv_writer *w;
    uint64_t numeric = 0;

    for (size_t i = 0; i < t->ncolumns; i++) {
        heads[i] = t->columns[i].key;
        numeric |= t->columns[i].number ? (uint64_t)1 << i : 0;
    }
    if (!csv_create(&w, NULL, CHARSET_UTF8, err))
        return false;
    if (csv_write(w, t->ncolumns, heads, 0, err)) {
        size_t r = 0;

        while (r < t->nrows && (t->rows[r].total || csv_write(w, t->ncolumns, t->rows[r].cells, numeric, err)))
            r++;
        if (r == t->nrows)
            return csv_finish(&w, err);
    }
    csv_abandon(&w);
    return false;
}

static void
write_json(const struct report_table *t)
{
    struct buf b = { 0 };

    for (size_t r = 0; r < t->nrows; r++) {
        if (t->rows[r].total)
            continue;
        buf_puts(&b, b.size ? ",\n {" : "[{");
        for (size_t i = 0; i < t->ncolumns; i++) {
            const char *cell = t->rows[r].cells[i];

            buf_puts(&b, i ? "," : "");
            json_string(&b, t->columns[i].key);
            buf_putc(&b, ':');
            if (cell && t->columns[i].number)
                buf_puts(&b, cell);
            else
                json_string(&b, cell);
        }
        buf_putc(&b, '}');
    }
    command_print(stdout, "%s]\n", b.size ? b.text : "[");
    buf_free(&b);
}

/* ---- the command -------------------------------------------------------------------------- */

static const struct report *
named(const char *name, struct arena *a, struct err *err)
{
    const struct report *r = report_get(name);
    char *names = arena_strdup(a, "");

    for (size_t i = 0; report_at(i); i++)
        names = arena_printf(a, "%s%s%s (%s)", names, i ? ", " : "", report_at(i)->name, _(report_at(i)->help));
    if (!r)
        err_set(err, ERR_INPUT, _("There is no report %s. There are: %s."), name, names);
    return r;
}

static bool
make_report(struct command_context *ctx, const struct report *r, const struct report_wish *w, enum format format, struct err *err)
{
    struct office *o;
    struct report_table t;
    bool good;

    if (!command_open(ctx, &o, err))
        return false;
    good = report_make(o, r, w, ctx->arena, &t, err);
    office_close(&o);
    if (!good)
        return false;
    switch (format) {
    case FORMAT_CSV:
        return write_csv(&t, ctx->arena, err);
    case FORMAT_JSON:
        write_json(&t);
        break;
    case FORMAT_TEXT:
        write_text(&t, ctx->arena);
    }
    return (fflush(stdout) == 0 && !ferror(stdout)) || err_set(err, ERR_IO, _("The report could not be written whole."));
}

static int
report_run(struct command_context *ctx, int argc, char **argv)
{
    const char *from = NULL, *to = NULL, *as_at = NULL, *format_text = NULL;
    struct report_wish w = { 0 };
    const struct command_option options[] = {
        { .name = "--from", .value = &from }, { .name = "--to", .value = &to }, { .name = "--as-at", .value = &as_at },
        { .name = "--framework", .value = &w.framework }, { .name = "--format", .value = &format_text }, { 0 },
    };
    const struct report *r;
    enum format format = FORMAT_TEXT;
    struct err err = { 0 };

    if (!command_options(ctx, options, 1, 1, &argc, argv, &err) || !read_format(format_text, &format, &err) ||
        !read_day("--from", from, &w.from, &err) || !read_day("--to", to, &w.to, &err) || !read_day("--as-at", as_at, &w.as_at, &err) ||
        (r = named(argv[1], ctx->arena, &err)) == NULL)
        return command_misused(&report_command, &err);
    return make_report(ctx, r, &w, format, &err) ? COMMAND_DONE : command_fail(&err);
}

const struct command_entry report_command = {
    .name = "report", .run = report_run,
    .usage = "NAME [--framework six_plus_two|five_plus_one|property_five|all] [--as-at DAY] [--format text|csv|json]",
    .help = N_("figures out of the records\n"
               "report stages counts customers and homes by life stage and by service stage; every one is counted once, so the\n"
               "sums agree whichever way steps are counted (default: the policy stage.framework). \"Homes where it runs\" counts\n"
               "a home in each stage that runs today. CSV and JSON carry no sums."),
};
