#include "base/paper_private.h"

#include "base/text.h"
#include "base/twin.h"

#include <string.h>

/* 82 columns of A4 less the edges that no printer reaches; fan-fold has 80 between its holes, 66 lines. */
static const struct paper_size sizes[] = { { "a4", 76, 60 }, { "241", 80, 62 } };

const struct paper_size *
paper_size_get(const char *name)
{
    for (size_t i = 0; name && i < COUNT(sizes); i++)
        if (strcmp(sizes[i].name, name) == 0)
            return &sizes[i];
    return name ? NULL : &sizes[0];
}

/* ---- what may stand on paper ------------------------------------------------ */

/* Characters that choose another's shape and take no room of their own: dropped. */
static bool
only_shapes(uint32_t cp)
{
    return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF);
}

/* Characters that melt into their neighbours on some printers: flags, skin tones. */
static bool
melts(uint32_t cp)
{
    return (cp >= 0x1F1E6 && cp <= 0x1F1FF) || (cp >= 0x1F3FB && cp <= 0x1F3FF);
}

/* As wide in every charset: a printer with a Chinese font draws all that has two bytes in GBK two columns wide. */
static bool
width_is_certain(uint32_t cp)
{
    int columns = text_cp_columns(cp, 1);

    if (cp < 0x80)
        return true;
    if (melts(cp) || columns != text_cp_columns(cp, 2))
        return false;
    return columns == 2 || !charset_has(CHARSET_GBK, cp);
}

static void
safe_cp(struct buf *out, const char *bytes, int size, uint32_t cp, bool first)
{
    char room[TWIN_ROOM];
    const char *twin;

    if (only_shapes(cp))
        return;
    if (cp == 0xA0) {
        buf_putc(out, ' ');
    } else if (width_is_certain(cp)) {
        if (first && text_cp_columns(cp, 1) == 0)
            buf_putc(out, ' ');             /* a mark sits on what stands before it */
        buf_add(out, bytes, (size_t)size);
    } else if ((twin = twin_of(cp, room)) != NULL) {
        buf_puts(out, twin);
    } else {
        buf_printf(out, "<%04X>", (unsigned)cp);
    }
}

static void
safe_line(struct arena *a, struct buf *out, const char *line)
{
    const char *s = text_harmless(a, line), *end = s + strlen(s);
    size_t start = out->size;

    while (s < end) {
        uint32_t cp;
        int size = text_decode(s, end, &cp);

        safe_cp(out, s, size, cp, out->size == start);
        s += size;
    }
}

char *
paper_safe(struct arena *a, const char *text)
{
    struct arena scratch = { 0 };
    struct buf out = { 0 };
    char *safe;

    for (const char *s = text;;) {
        size_t size = strcspn(s, "\n");
        size_t shown = size > 0 && s[size] == '\n' && s[size - 1] == '\r' ? size - 1 : size;

        safe_line(&scratch, &out, arena_strndup(&scratch, s, shown));
        if (!s[size])
            break;
        buf_putc(&out, '\n');
        s += size + 1;
    }
    safe = arena_strndup(a, out.size ? out.text : "", out.size);
    buf_free(&out);
    arena_free(&scratch);
    return safe;
}

char *
paper_cell(struct arena *a, const char *text, int width, bool right)
{
    int columns = text_columns(text);

    if (!right || columns >= width)
        return text_cell(a, text, width);
    return arena_printf(a, "%*s%s", width - columns, "", text);
}

/* ---- blocks ------------------------------------------------------------------ */

struct paper *
paper_new(struct arena *a, const struct paper_size *size)
{
    struct paper *p = arena_alloc(a, sizeof *p);

    p->a = a;
    p->size = *size;
    return p;
}

struct block *
paper_block(struct paper *p)
{
    p->blocks = arena_grow(p->a, p->blocks, p->nblocks, &p->room, sizeof *p->blocks);
    memset(&p->blocks[p->nblocks], 0, sizeof *p->blocks);
    return &p->blocks[p->nblocks++];
}

void
paper_head(struct paper *p, const char *left, const char *right)
{
    p->left = paper_safe(p->a, left);
    p->right = paper_safe(p->a, right);
}

void
paper_foot(struct paper *p, const char *left)
{
    p->foot = paper_safe(p->a, left);
}

/* Each line of its own, so that a long text may go on over the page. */
static void
add_lines(struct paper *p, const char *text, bool middle, bool with_next)
{
    char **lines;
    size_t n = text_wrap(p->a, paper_safe(p->a, text), p->size.cols, &lines);

    for (size_t i = 0; i < n; i++) {
        struct block *b = paper_block(p);
        int blanks = middle ? (p->size.cols - text_columns(lines[i])) / 2 : 0;

        b->lines = arena_alloc(p->a, sizeof *b->lines);
        b->lines[0] = arena_printf(p->a, "%*s%s", blanks, "", lines[i]);
        b->nlines = 1;
        b->with_next = with_next;
    }
}

void
paper_title(struct paper *p, const char *text)
{
    add_lines(p, text, true, true);
    paper_gap(p);
}

void
paper_heading(struct paper *p, const char *text)
{
    paper_gap(p);
    add_lines(p, text, false, true);
}

void
paper_text(struct paper *p, const char *text)
{
    add_lines(p, text, false, false);
}

void
paper_gap(struct paper *p)
{
    struct block *b = paper_block(p);

    b->lines = arena_alloc(p->a, sizeof *b->lines);
    b->lines[0] = arena_strdup(p->a, "");
    b->nlines = 1;
    b->gap = true;
    /* Between a title and what it is the title of nothing may come, not even a page's end. */
    b->with_next = p->nblocks > 1 && b[-1].with_next;
}

void
paper_break(struct paper *p)
{
    paper_block(p)->page = true;
}

/* ---- lines to sign on ---------------------------------------------------------- */

#define SIGN_LEAST 24           /* columns for a label and a name written by hand */

void
paper_sign(struct paper *p, const char *const *labels, size_t count)
{
    size_t across = count ? count : 1;
    int width;
    struct block *b;

    while (across > 1 && p->size.cols / (int)across < SIGN_LEAST)
        across--;
    width = p->size.cols / (int)across;
    paper_gap(p);
    b = paper_block(p);
    b->lines = arena_alloc(p->a, (2 * count + 1) * sizeof *b->lines);
    for (size_t i = 0; i < count; i += across) {
        char *line = arena_strdup(p->a, "");

        for (size_t k = i; k < i + across && k < count; k++) {
            char *label = paper_safe(p->a, labels[k]);
            int blank = width - 3 - text_columns(label);
            char *rule;

            if (blank < 8) {
                label = arena_strndup(p->a, label, text_clip(label, width - 11));
                blank = width - 3 - text_columns(label);
            }
            rule = arena_alloc(p->a, (size_t)blank + 1);
            memset(rule, '_', (size_t)blank);
            line = arena_printf(p->a, "%s%s %s%s", line, label, rule, k + 1 < i + across && k + 1 < count ? "  " : "");
        }
        b->lines[b->nlines++] = arena_strdup(p->a, "");
        b->lines[b->nlines++] = line;
    }
}
