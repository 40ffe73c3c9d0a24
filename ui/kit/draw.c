#include "base/pinyin.h"
#include "base/text.h"
#include "base/twin.h"
#include "ui/kit/inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { GLYPH_MAX = 12 };

/* What one character becomes on this terminal. */
struct glyph {
    wchar_t text[GLYPH_MAX];
    int size;           /* wide characters in text */
    int columns;
};

#define MARK 0x3013     /* 〓: two columns everywhere, in every Chinese charset */

/* ---- from characters to what the terminal can show ---- */

static void
glyph_add(struct glyph *g, uint32_t cp, int columns)
{
    if (g->size == GLYPH_MAX)
        return;
    g->text[g->size++] = (wchar_t)cp;
    g->columns += columns;
}

static void
glyph_ascii(struct glyph *g, const char *text)
{
    for (; *text; text++)
        glyph_add(g, (unsigned char)*text, 1);
}

static void
glyph_mark(struct term *t, struct glyph *g)
{
    if (t->p->ascii)
        glyph_add(g, '?', 1);
    else
        glyph_add(g, MARK, 2);
}

/* Can the terminal's charset hold it (curses prints a blank for what it cannot), and do curses, whose columns
 * are the locale's, and the terminal agree how wide it is? The Chinese locales count more than the ambiguous
 * characters as wide: all that is neither is held against Unicode's own tables. */
static bool
glyph_possible(struct term *t, uint32_t cp, int columns)
{
    char bytes[MB_LEN_MAX];
    mbstate_t state = { 0 };
    int narrow = text_cp_columns(cp, 1), wide = text_cp_columns(cp, 2);
    size_t size;

    if (t->p->ascii || columns < 0)
        return false;
    if (narrow != wide ? !t->agrees || columns != (t->ambiguous == 2 ? wide : narrow) : columns != narrow)
        return false;
    size = wcrtomb(bytes, (wchar_t)cp, &state);
    /* A GBK terminal may be served by a GB18030 locale: its four-byte codes are not for it. */
    return size != (size_t)-1 && (t->charset != KEYS_GBK || size <= 2);
}

/* A stand-in made of what is safe, or the mark. */
static void
glyph_stand_in(struct term *t, struct glyph *g, uint32_t cp)
{
    char room[TWIN_ROOM];
    const char *twin = twin_of(cp, room);
    const char *end = twin ? twin + strlen(twin) : NULL;
    uint32_t one;

    if (!twin && t->p->ascii && key_twin(cp) < 0x80) {
        glyph_add(g, key_twin(cp), 1);
        return;
    }
    if (!twin) {
        glyph_mark(t, g);
        return;
    }
    while (twin < end) {
        twin += text_decode(twin, end, &one);
        if (one < 0x80)
            glyph_add(g, one, 1);
        else if (t->p->ascii)
            glyph_add(g, key_twin(one) < 0x80 ? key_twin(one) : '?', 1);
        else
            glyph_add(g, one, 2);
    }
}

/* A terminal without Han: the reading, its first letter large so that syllables stay apart. */
static bool
glyph_pinyin(struct glyph *g, uint32_t cp)
{
    const char *reading;

    if (!text_is_han(cp) || pinyin_readings(cp, &reading, 1) < 1)
        return false;
    glyph_ascii(g, reading);
    if (g->text[0] >= 'a' && g->text[0] <= 'z')
        g->text[0] -= 'a' - 'A';
    return true;
}

/* Controls, direction overrides, zero-width and other characters that would move or hide what stands beside them. */
static bool
glyph_harmful(struct glyph *g, uint32_t cp)
{
    char utf8[5] = "", text[GLYPH_MAX];

    if (cp == '\n' || cp == '\t') {
        glyph_add(g, ' ', 1);
        return true;
    }
    utf8[text_encode(cp, utf8)] = '\0';
    if (cp && text_is_harmless(utf8))
        return false;
    if (cp < 0x20 || cp == 0x7F)
        snprintf(text, sizeof text, "^%c", (int)(cp ^ 0x40));
    else
        snprintf(text, sizeof text, "<%02X>", (unsigned)cp);
    glyph_ascii(g, text);
    return true;
}

/* Characters that terminals melt into their neighbours, each in its own way: flags, skin tones, variants. */
static bool
glyph_melts(uint32_t cp)
{
    return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0x1F1E6 && cp <= 0x1F1FF) ||
           (cp >= 0x1F3FB && cp <= 0x1F3FF) || (cp >= 0xE0000 && cp <= 0xE0FFF);
}

/* first: nothing stands before it that a combining mark could sit on. */
static struct glyph
glyph_of(struct term *t, uint32_t cp, bool first)
{
    struct glyph g = { .size = 0 };
    int columns;

    if (cp >= 0x20 && cp < 0x7F) {
        glyph_add(&g, cp, 1);
        return g;
    }
    if (cp >= 0x4E00 && cp <= 0x9FA5 && t->p->plain_han) {
        glyph_add(&g, cp, 2);
        return g;
    }
    if (cp >= 0xFE00 && cp <= 0xFE0F)
        return g;                       /* only chooses a shape */
    if (glyph_harmful(&g, cp) || (t->p->ascii && glyph_pinyin(&g, cp)))
        return g;
    columns = wcwidth((wchar_t)cp);
    if (columns == 0 && first)
        glyph_add(&g, ' ', 1);
    if (glyph_possible(t, cp, columns) && !glyph_melts(cp))
        glyph_add(&g, cp, columns);
    else if (!t->p->ascii || text_cp_columns(cp, 1) > 0)        /* letters lose their marks in ASCII */
        glyph_stand_in(t, &g, cp);
    return g;
}

void
draw_learn(struct term *t)
{
    char bytes[MB_LEN_MAX];
    mbstate_t state = { 0 };

    t->p->plain_han = !t->p->ascii && wcrtomb(bytes, 0x4E02, &state) != (size_t)-1;
}

int
draw_columns(struct term *t, const char *utf8)
{
    const char *end = utf8 + strlen(utf8);
    int columns = 0;
    bool first = true;
    uint32_t cp;

    for (; utf8 < end; first = false) {
        utf8 += text_decode(utf8, end, &cp);
        columns += glyph_of(t, cp, first).columns;
    }
    return columns;
}

int
draw_clip(struct term *t, const char *utf8, int width)
{
    const char *start = utf8, *end = utf8 + strlen(utf8);
    int columns = 0;
    uint32_t cp;

    while (utf8 < end) {
        int size = text_decode(utf8, end, &cp);

        columns += glyph_of(t, cp, utf8 == start).columns;
        if (columns > width)
            break;
        utf8 += size;
    }
    return (int)(utf8 - start);
}

/* ---- onto the screen ---- */

static wchar_t *
cells_for(struct term *t, size_t count)
{
    struct term_private *p = t->p;

    if (count > p->cells_room) {
        p->cells = mem_realloc(p->cells, count * sizeof *p->cells);
        p->cells_room = count;
    }
    return p->cells;
}

static void
put(struct term *t, int y, int x, enum style style, const wchar_t *text, int size)
{
    const struct look *look = &t->p->looks[style];

    wattr_set(stdscr, look->attr, look->pair, NULL);
    mvwaddnwstr(stdscr, y, x, text, size);
    wattr_set(stdscr, A_NORMAL, 0, NULL);
}

/* A frame is mostly blanks: as ready cells they cost a twentieth of what they do as text. ncurses mends a wide character
 * that they cut at either end. */
static void
put_blanks(struct term *t, int y, int x, int width, enum style style)
{
    const struct look *look = &t->p->looks[style];
    cchar_t blank;

    if ((size_t)width > t->p->blanks_room) {
        t->p->blanks = mem_realloc(t->p->blanks, (size_t)width * sizeof *t->p->blanks);
        t->p->blanks_room = (size_t)width;
    }
    setcchar(&blank, L" ", look->attr, look->pair, NULL);
    for (int i = 0; i < width; i++)
        t->p->blanks[i] = blank;
    mvwadd_wchnstr(stdscr, y, x, t->p->blanks, width);
}

/* The part of width columns at (y, x) of the box that lies inside box and screen; 0: nothing. Makes y and x absolute. */
static int
room(struct term *t, struct box b, int *y, int *x, int width)
{
    if (*y < 0 || *y >= b.rows || *x < 0 || *x >= b.cols)
        return 0;
    if (width < 0 || width > b.cols - *x)
        width = b.cols - *x;
    *y += b.y;
    *x += b.x;
    if (*y < 0 || *y >= t->rows || *x < 0 || *x >= t->cols)
        return 0;
    return width < t->cols - *x ? width : t->cols - *x;
}

int
draw_text(struct term *t, struct box b, int y, int x, int width, enum style style, const char *utf8)
{
    const char *end = utf8 + strlen(utf8);
    int columns = 0;
    size_t count = 0, most = (size_t)(end - utf8) * GLYPH_MAX;
    bool first = true;
    wchar_t *cells;

    width = room(t, b, &y, &x, width);
    if (width <= 0)
        return 0;
    put_blanks(t, y, x, width, style);
    /* combining marks take no column, so the width alone does not bound the row */
    if (most > (size_t)width * GLYPH_MAX + 64)
        most = (size_t)width * GLYPH_MAX + 64;
    cells = cells_for(t, most + GLYPH_MAX);
    for (; utf8 < end && count < most; first = false) {
        uint32_t cp;
        struct glyph g;

        utf8 += text_decode(utf8, end, &cp);
        g = glyph_of(t, cp, first);
        if (columns + g.columns > width)
            break;
        wmemcpy(cells + count, g.text, (size_t)g.size);
        count += (size_t)g.size;
        columns += g.columns;
    }
    put(t, y, x, style, cells, (int)count);
    return columns;
}

int
draw_printf(struct term *t, struct box b, int y, int x, int width, enum style style, const char *format, ...)
{
    struct arena a = { 0 };
    va_list args;
    int columns;

    va_start(args, format);
    columns = draw_text(t, b, y, x, width, style, arena_vprintf(&a, format, args));
    va_end(args);
    arena_free(&a);
    return columns;
}

int
draw_right(struct term *t, struct box b, int y, int x, int width, enum style style, const char *utf8)
{
    int columns = draw_columns(t, utf8), blanks;

    if (width < 0 || width > b.cols - x)
        width = b.cols - x;
    blanks = width > columns ? width - columns : 0;
    draw_text(t, b, y, x, blanks, style, "");
    return draw_text(t, b, y, x + blanks, width - blanks, style, utf8);
}

void
draw_fill(struct term *t, struct box b, enum style style)
{
    for (int y = 0; y < b.rows; y++)
        draw_text(t, b, y, 0, -1, style, "");
}

void
draw_column(struct term *t, struct box b, int x, enum style style)
{
    for (int y = 0; y < b.rows; y++)
        draw_text(t, b, y, x, 1, style, "|");
}

void
draw_bar(struct term *t, struct box b, int y, int x, int width, int64_t value, int64_t full)
{
    int64_t filled = 0;

    if (value > 0 && full > 0 && width > 0) {
        filled = value >= full ? width : (int64_t)((double)value * width / (double)full + 0.5);
        filled = filled < 1 ? 1 : filled;       /* something is never shown as nothing */
    }
    draw_text(t, b, y, x, (int)filled, STYLE_REVERSE, "");
    draw_text(t, b, y, x + (int)filled, width - (int)filled, STYLE_PLAIN, "");
}

void
draw_caret(struct term *t, struct box b, int y, int x)
{
    t->p->caret = room(t, b, &y, &x, 1) > 0;
    t->p->caret_y = y;
    t->p->caret_x = x;
}

void
draw_clear(struct term *t)
{
    werase(stdscr);
    t->p->caret = false;
}
