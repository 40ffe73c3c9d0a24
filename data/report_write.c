/* A report's table as text, CSV, JSON and HTML. */
#include "data/report.h"

#include "base/csv.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/text.h"

#define BAR 20              /* cells of a drawn bar */

const char *
report_format_name(enum report_format f)
{
    static const char *const names[] = { "text", "csv", "json", "html" };

    return (size_t)f < COUNT(names) ? names[f] : NULL;
}

static bool
begins_group(const struct report_table *t, size_t r)
{
    return r == 0 || t->rows[r].group != t->rows[r - 1].group;
}

/* What people see in a cell; a bar apart. */
static const char *
shown(const struct report_table *t, size_t r, size_t i, struct arena *a)
{
    const char *cell = t->rows[r].cells[i];

    if (cell)
        return text_harmless(a, cell);
    return t->columns[i].dash ? FIGURE_NONE : "";
}

/* ---- text ------------------------------------------------------------------------------------------- */

static void
put_cell(struct buf *b, const struct report_column *c, const char *cell, int width, bool last)
{
    int blanks = width - text_columns(cell);

    if (c->number)
        buf_printf(b, "%*s%s", blanks, "", cell);
    else
        buf_printf(b, "%s%*s", cell, last ? 0 : blanks, "");
    buf_puts(b, "  ");
}

static void
end_line(struct buf *b)
{
    while (b->size && b->text[b->size - 1] == ' ')
        b->text[--b->size] = '\0';
    buf_putc(b, '\n');
}

static const char *
drawn_bar(int permille, struct arena *a)
{
    int filled = permille < 0 ? 0 : (permille * BAR + 500) / 1000;

    return permille < 0 ? "" : arena_printf(a, "%.*s%.*s", filled, "####################", BAR - filled, "--------------------");
}

static const char *
text_of(const struct report_table *t, size_t r, size_t i, struct arena *a)
{
    return t->columns[i].bar ? drawn_bar(t->rows[r].bar, a) : shown(t, r, i, a);
}

static void
put_heads(const struct report_table *t, const int *widths, struct buf *b)
{
    for (size_t i = 0; i < t->ncolumns; i++)
        if (t->columns[i].heading)
            put_cell(b, &t->columns[i], t->columns[i].heading, widths[i], i + 1 == t->ncolumns);
    end_line(b);
}

void
report_text(const struct report_table *t, struct buf *out)
{
    struct arena a = { 0 };
    int *widths = arena_alloc(&a, t->ncolumns * sizeof *widths);

    for (size_t i = 0; i < t->ncolumns; i++) {
        widths[i] = t->columns[i].heading ? text_columns(t->columns[i].heading) : 0;
        for (size_t r = 0; r < t->nrows; r++)
            if (text_columns(text_of(t, r, i, &a)) > widths[i])
                widths[i] = text_columns(text_of(t, r, i, &a));
    }
    buf_printf(out, "%s\n", t->title);
    if (!t->nrows)
        buf_printf(out, "\n%s\n", _(REPORT_EMPTY));
    for (size_t r = 0; r < t->nrows; r++) {
        if (begins_group(t, r)) {
            buf_printf(out, "\n%s%s", t->rows[r].group ? t->rows[r].group : "", t->rows[r].group ? "\n" : "");
            put_heads(t, widths, out);
        }
        for (size_t i = 0; i < t->ncolumns; i++)
            if (t->columns[i].heading)
                put_cell(out, &t->columns[i], text_of(t, r, i, &a), widths[i], i + 1 == t->ncolumns);
        end_line(out);
    }
    for (size_t i = 0; i < t->nnotes; i++)
        buf_printf(out, "%s%s\n", i ? "" : "\n", text_harmless(&a, t->notes[i]));
    arena_free(&a);
}

/* ---- files -------------------------------------------------------------------------------------------- */

/* The columns that files get; their number. */
static size_t
filed(const struct report_table *t, size_t *at)
{
    size_t n = 0;

    for (size_t i = 0; i < t->ncolumns; i++)
        if (t->columns[i].key)
            at[n++] = i;
    return n;
}

static bool
write_rows(struct csv_writer *w, const struct report_table *t, const size_t *at, size_t n, const char **cells, struct err *err)
{
    uint64_t numeric = 0;

    for (size_t i = 0; i < n; i++) {
        cells[i] = t->columns[at[i]].key;
        numeric |= t->columns[at[i]].number ? (uint64_t)1 << i : 0;
    }
    if (!csv_write(w, n, cells, 0, err))
        return false;
    for (size_t r = 0; r < t->nrows; r++) {
        if (t->rows[r].total)
            continue;
        for (size_t i = 0; i < n; i++)
            cells[i] = t->rows[r].cells[at[i]];
        if (!csv_write(w, n, cells, numeric, err))
            return false;
    }
    return true;
}

bool
report_csv(const struct report_table *t, const char *path, enum charset charset, struct err *err)
{
    struct arena a = { 0 };
    size_t *at = arena_alloc(&a, t->ncolumns * sizeof *at), n = filed(t, at);
    struct csv_writer *w = NULL;
    bool good = csv_create(&w, path, charset, err) && write_rows(w, t, at, n, arena_alloc(&a, n * sizeof(char *)), err);

    if (good)
        good = csv_finish(&w, err);
    else if (w)
        csv_abandon(&w);
    arena_free(&a);
    return good;
}

static void
put_object(const struct report_table *t, size_t r, const size_t *at, size_t n, struct buf *b)
{
    for (size_t i = 0; i < n; i++) {
        const char *cell = t->rows[r].cells[at[i]];

        buf_puts(b, i ? "," : "");
        json_string(b, t->columns[at[i]].key);
        buf_putc(b, ':');
        if (cell && t->columns[at[i]].number)
            buf_puts(b, cell);
        else
            json_string(b, cell);
    }
    buf_putc(b, '}');
}

void
report_json(const struct report_table *t, struct buf *out)
{
    struct arena a = { 0 };
    size_t *at = arena_alloc(&a, t->ncolumns * sizeof *at), n = filed(t, at);
    bool any = false;

    for (size_t r = 0; r < t->nrows; r++) {
        if (t->rows[r].total)
            continue;
        buf_puts(out, any ? ",\n {" : "[{");
        put_object(t, r, at, n, out);
        any = true;
    }
    buf_puts(out, any ? "]\n" : "[]\n");
    arena_free(&a);
}

/* ---- HTML ------------------------------------------------------------------------------------------------ */

static void
put_html(struct buf *b, const char *text)
{
    for (const char *c = text; *c; c++) {
        switch (*c) {
        case '&': buf_puts(b, "&amp;"); break;
        case '<': buf_puts(b, "&lt;"); break;
        case '>': buf_puts(b, "&gt;"); break;
        case '"': buf_puts(b, "&quot;"); break;
        default: buf_putc(b, *c);
        }
    }
}

static void
put_element(struct buf *b, const char *tag, const char *attributes, const char *text)
{
    buf_printf(b, "<%s%s>", tag, attributes);
    put_html(b, text);
    buf_printf(b, "</%s>", tag);
}

static const char page_style[] =
    "body{font:15px/1.5 sans-serif;margin:2em;max-width:70em}table{border-collapse:collapse;margin-bottom:1.5em}"
    "th,td{padding:.2em .8em;border-bottom:1px solid #ccc;text-align:left}.n{text-align:right}.t td{font-weight:bold}"
    ".b{width:12em}.b div{background:#345;height:.9em}.b .r{background:#ddd}p{margin:.2em 0;color:#444}";

static void
html_row(const struct report_table *t, size_t r, struct buf *b, struct arena *a)
{
    buf_puts(b, t->rows[r].total ? "<tr class=\"t\">" : "<tr>");
    for (size_t i = 0; i < t->ncolumns; i++) {
        int permille = t->rows[r].bar;

        if (!t->columns[i].heading)
            continue;
        if (!t->columns[i].bar)
            put_element(b, "td", t->columns[i].number ? " class=\"n\"" : "", shown(t, r, i, a));
        else if (permille < 0)
            buf_puts(b, "<td class=\"b\"></td>");
        else
            buf_printf(b, "<td class=\"b\"><div class=\"r\"><div style=\"width:%d.%d%%\"></div></div></td>", permille / 10, permille % 10);
    }
    buf_puts(b, "</tr>\n");
}

static void
html_heads(const struct report_table *t, size_t r, struct buf *b)
{
    if (r > 0)
        buf_puts(b, "</table>\n");
    if (t->rows[r].group)
        put_element(b, "h2", "", t->rows[r].group);
    buf_puts(b, "\n<table>\n<tr>");
    for (size_t i = 0; i < t->ncolumns; i++)
        if (t->columns[i].heading)
            put_element(b, "th", t->columns[i].number ? " class=\"n\"" : "", t->columns[i].heading);
    buf_puts(b, "</tr>\n");
}

void
report_html(const struct report_table *t, struct buf *out)
{
    struct arena a = { 0 };

    buf_puts(out, "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n");
    put_element(out, "title", "", t->title);
    buf_printf(out, "\n<style>%s</style>\n</head>\n<body>\n", page_style);
    put_element(out, "h1", "", t->title);
    for (size_t r = 0; r < t->nrows; r++) {
        if (begins_group(t, r))
            html_heads(t, r, out);
        html_row(t, r, out, &a);
    }
    if (t->nrows)
        buf_puts(out, "</table>\n");
    for (size_t i = 0; i < t->nnotes; i++) {
        put_element(out, "p", "", text_harmless(&a, t->notes[i]));
        buf_putc(out, '\n');
    }
    buf_puts(out, "</body>\n</html>\n");
    arena_free(&a);
}
