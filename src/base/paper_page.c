/* Blocks onto pages, pages into a charset. */
#include "base/paper_private.h"

#include "base/lang.h"
#include "base/text.h"

#include <string.h>

#define LINES_AROUND 2          /* a head or foot and the empty line that sets it apart */

/* Pages while they are filled. */
struct press {
    struct paper *p;
    size_t body;                /* lines of a page without head and foot */
    char **lines;               /* of all pages, one behind the other */
    size_t nlines, room;
    size_t *starts;             /* the first line of each page */
    size_t npages, pages_room;
    const struct block *open;   /* its group is not closed yet: a line is kept for it */
};

static size_t
used(const struct press *r)
{
    return r->nlines - r->starts[r->npages - 1];
}

static void
put(struct press *r, char *line)
{
    r->lines = arena_grow(r->p->a, r->lines, r->nlines, &r->room, sizeof *r->lines);
    r->lines[r->nlines++] = line;
}

static void
close_group(struct press *r)
{
    if (r->open && r->open->bottom)
        put(r, r->open->bottom);
    r->open = NULL;
}

static void
new_page(struct press *r)
{
    close_group(r);
    r->starts = arena_grow(r->p->a, r->starts, r->npages, &r->pages_room, sizeof *r->starts);
    r->starts[r->npages++] = r->nlines;
}

static bool
continues(const struct press *r, const struct block *b)
{
    return r->open && b->group && r->open->group == b->group;
}

/* Lines it takes from where the page is filled to. */
static size_t
height(const struct press *r, const struct block *b)
{
    size_t above = continues(r, b) ? (b->joined != NULL) : b->ntop + (r->open && r->open->bottom);

    return above + b->nlines + (b->bottom != NULL);
}

/* What must stand on the same page: headings take what follows them along. */
static size_t
height_together(const struct press *r, size_t at)
{
    size_t sum = height(r, &r->p->blocks[at]);

    while (r->p->blocks[at].with_next && at + 1 < r->p->nblocks) {
        const struct block *b = &r->p->blocks[++at];

        sum += b->ntop + b->nlines + (b->bottom != NULL);
    }
    return sum;
}

static void
put_block(struct press *r, const struct block *b)
{
    if (continues(r, b)) {
        if (b->joined)
            put(r, b->joined);
    } else {
        close_group(r);
        for (size_t i = 0; i < b->ntop; i++)
            put(r, b->top[i]);
    }
    r->open = b->group ? b : NULL;
    for (size_t i = 0; i < b->nlines; i++) {
        if (used(r) + (b->bottom != NULL) >= r->body) {     /* higher than a page */
            new_page(r);
            for (size_t k = 0; k < b->ntop && b->ntop + 2 < r->body; k++)
                put(r, b->top[k]);
            r->open = b->group ? b : NULL;
        }
        put(r, b->lines[i]);
    }
}

static void
fill_pages(struct press *r)
{
    new_page(r);
    for (size_t i = 0; i < r->p->nblocks; i++) {
        const struct block *b = &r->p->blocks[i];

        if (b->page) {
            if (used(r) > 0)
                new_page(r);
            continue;
        }
        if (used(r) > 0 && used(r) + height_together(r, i) > r->body && (!b->gap || b->with_next))
            new_page(r);
        if (b->gap && (used(r) == 0 || used(r) + height(r, b) > r->body))
            continue;
        put_block(r, b);
    }
    close_group(r);
    if (r->npages > 1 && used(r) == 0)
        r->npages--;
}

/* Left and right in one line; the right one is what must be read. */
static char *
edge_line(struct paper *p, const char *left, const char *right)
{
    int width = p->size.cols - text_columns(right) - 1;

    if (width < 1)
        return arena_strndup(p->a, right, text_clip(right, p->size.cols));
    return arena_printf(p->a, "%s%s%s", text_cell(p->a, left, width), *right ? " " : "", right);
}

static void
write_line(struct buf *out, const char *line)
{
    size_t size = strlen(line);

    while (size > 0 && line[size - 1] == ' ')
        size--;
    buf_add(out, line, size);
    buf_putc(out, '\n');
}

static void
write_page(const struct press *r, size_t page, struct buf *out)
{
    struct paper *p = r->p;
    size_t first = r->starts[page], end = page + 1 < r->npages ? r->starts[page + 1] : r->nlines;

    if (page > 0)
        buf_putc(out, '\f');
    if (p->left) {
        write_line(out, edge_line(p, p->left, p->right));
        write_line(out, "");
    }
    for (size_t i = first; i < end; i++)
        write_line(out, r->lines[i]);
    for (size_t i = end - first; i < r->body + 1; i++)
        write_line(out, "");
    write_line(out, edge_line(p, p->foot ? p->foot : "",
                              paper_safe(p->a, arena_printf(p->a, _("page %zu of %zu"), page + 1, r->npages))));
}

char *
paper_finish(struct paper *p, size_t *pages)
{
    struct press r = { .p = p };
    struct buf out = { 0 };
    char *text;

    r.body = (size_t)p->size.rows - LINES_AROUND - (p->left ? LINES_AROUND : 0);
    fill_pages(&r);
    for (size_t i = 0; i < r.npages; i++)
        write_page(&r, i, &out);
    text = arena_strndup(p->a, out.text, out.size);
    buf_free(&out);
    if (pages)
        *pages = r.npages;
    return text;
}

/* ---- into a charset ------------------------------------------------------------------ */

bool
paper_encode(const char *text, enum charset target, struct buf *out, struct err *err)
{
    uint32_t bad;
    size_t bad_at, page = 1, line = 1;
    char utf8[5] = "";

    if (charset_encode(target, text, strlen(text), out, &bad, &bad_at))
        return true;
    for (size_t i = 0; i < bad_at; i++) {
        line += text[i] == '\n';
        if (text[i] == '\f') {
            page++;
            line = 1;
        }
    }
    utf8[text_encode(bad, utf8)] = '\0';
    return err_set(err, ERR_INPUT, _("Page %zu, line %zu: %s (U+%04X) cannot be written in %s; GB18030 has it."),
                   page, line, utf8, (unsigned)bad, charset_name(target));
}
