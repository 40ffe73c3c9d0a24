/* What the emulator shows. */
#include "tests/screen/harness_internal.h"
#include "base/text.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int
colour_index(const VTermColor *c, bool fore)
{
    if (fore ? VTERM_COLOR_IS_DEFAULT_FG(c) : VTERM_COLOR_IS_DEFAULT_BG(c))
        return -1;
    return VTERM_COLOR_IS_INDEXED(c) ? c->indexed.idx : -2;
}

struct screen_cell
screen_cell(struct screen *s, int y, int x)
{
    VTermScreenCell cell = { 0 };
    struct screen_cell out = { .width = 1, .fore = -1, .back = -1 };
    int size = 0;

    if (!vterm_screen_get_cell(s->cells, (VTermPos){ y, x }, &cell))
        return out;
    out.bold = cell.attrs.bold;
    out.underline = cell.attrs.underline != 0;
    out.reverse = cell.attrs.reverse;
    out.fore = colour_index(&cell.fg, true);
    out.back = colour_index(&cell.bg, false);
    if (cell.chars[0] == (uint32_t)-1) {
        out.width = 0;
        return out;
    }
    out.width = cell.width;
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
        size += text_encode(cell.chars[i], out.text + size);
    out.text[size] = '\0';
    if (size == 0)
        strcpy(out.text, " ");
    return out;
}

static void
row_add(struct screen *s, struct buf *out, int y)
{
    size_t start = out->size;

    for (int x = 0; x < s->cols; x++)
        buf_puts(out, screen_cell(s, y, x).text);
    while (out->size > start && out->text[out->size - 1] == ' ')
        out->text[--out->size] = '\0';
}

static const char *
keep(struct screen *s, struct buf *text)
{
    const char *kept = arena_strndup(&s->arena, text->text ? text->text : "", text->size);

    buf_free(text);
    return kept;
}

const char *
screen_row(struct screen *s, int y)
{
    struct buf out = { 0 };

    row_add(s, &out, y);
    return keep(s, &out);
}

const char *
screen_text(struct screen *s)
{
    struct buf out = { 0 };

    for (int y = 0; y < s->rows; y++) {
        row_add(s, &out, y);
        buf_putc(&out, '\n');
    }
    return keep(s, &out);
}

const char *
screen_cells(struct screen *s)
{
    struct buf out = { 0 };

    for (int y = 0; y < s->rows; y++)
        for (int x = 0; x < s->cols; x++) {
            struct screen_cell c = screen_cell(s, y, x);

            if (c.width == 0)       /* its look is that of the first half, whatever the emulator remembers */
                continue;
            buf_printf(&out, "%d,%d %s %d%c%c%c %d %d\n", y, x, c.text, c.width, c.bold ? 'b' : '-',
                       c.underline ? 'u' : '-', c.reverse ? 'r' : '-', c.fore, c.back);
        }
    return keep(s, &out);
}

int
screen_find_row(struct screen *s, const char *utf8)
{
    struct buf row = { 0 };
    int found = -1;

    for (int y = 0; y < s->rows && found < 0; y++) {
        buf_clear(&row);
        buf_puts(&row, "");
        row_add(s, &row, y);
        if (strstr(row.text, utf8))
            found = y;
    }
    buf_free(&row);
    return found;
}

bool
screen_has(struct screen *s, const char *utf8)
{
    return screen_find_row(s, utf8) >= 0;
}

bool
screen_cursor(struct screen *s, int *y, int *x)
{
    VTermPos at;

    vterm_state_get_cursorpos(vterm_obtain_state(s->vt), &at);
    *y = at.row;
    *x = at.col;
    return s->cursor_shown;
}

long
screen_frame(struct screen *s)
{
    return s->frame;
}

long
screen_output(struct screen *s)
{
    long output = s->output;

    s->output = 0;
    return output;
}

const char *
screen_printed(struct screen *s, size_t *size)
{
    if (size)
        *size = s->printed.size;
    return arena_strndup(&s->arena, s->printed.text ? s->printed.text : "", s->printed.size);
}

int
screen_beeps(struct screen *s)
{
    int beeps = s->beeps;

    s->beeps = 0;
    return beeps;
}

/* ---- claims ---- */

void
screen_assert_row(struct screen *s, int y, const char *want, const char *file, int line)
{
    if (strcmp(screen_row(s, y), want) != 0)
        screen_fail(s, file, line, "row %d is not: %s", y, want);
}

void
screen_assert_has(struct screen *s, const char *utf8, bool shown, const char *file, int line)
{
    if (screen_has(s, utf8) != shown)
        screen_fail(s, file, line, "%s: %s", shown ? "not shown" : "shown", utf8);
}

void
screen_assert_whole(struct screen *s, const char *file, int line)
{
    int y, x;

    for (y = 0; y < s->rows; y++)
        for (x = 0; x < s->cols; x++) {
            struct screen_cell cell = screen_cell(s, y, x);
            bool half = x + 1 < s->cols && screen_cell(s, y, x + 1).width == 0;

            if (cell.width == 2 && !half)
                screen_fail(s, file, line, "torn at %d,%d: %s", y, x, cell.text);
            if (cell.width != 2 && half)
                screen_fail(s, file, line, "half a character at %d,%d", y, x + 1);
        }
    if (!screen_cursor(s, &y, &x))
        return;
    if (y < 0 || x < 0 || x >= s->cols || y >= s->rows - 1)
        screen_fail(s, file, line, "the cursor is outside");
    if (screen_cell(s, y, x).width == 0)
        screen_fail(s, file, line, "the cursor is inside a character");
}

/* tests/screen/pictures, from the checkout that the build folder stands in. */
static char *
picture_path(struct screen *s, const char *name)
{
    char *inside = arena_printf(&s->arena, "tests/screen/pictures/%s.txt", name);

    if (access("tests/screen", W_OK) == 0)
        return inside;
    return arena_printf(&s->arena, "%s/../%s", screen_build(&s->arena, true), inside);
}

static bool
picture_wanted(const char *variable)
{
    const char *value = getenv(variable);

    return value && *value && strcmp(value, "0") != 0;
}

void
screen_expect_picture_at(struct screen *s, const char *name, const char *file, int line)
{
    char *path = picture_path(s, name);
    const char *text = screen_text(s), *stored;

    if (picture_wanted("QT_PICTURES") || picture_wanted("PICTURES")) {
        mkdir(dirname(arena_strdup(&s->arena, path)), 0755);
        support_write(path, text, strlen(text));
        return;
    }
    if (access(path, R_OK) != 0)
        screen_fail(s, file, line, "no picture %s: `make pictures` writes it", name);
    stored = support_read(&s->arena, path, NULL);
    if (strcmp(stored, text) == 0)
        return;
    for (const char *a = stored, *b = text; *a && *b; a += strcspn(a, "\n") + 1, b += strcspn(b, "\n") + 1) {
        size_t one = strcspn(a, "\n"), two = strcspn(b, "\n");

        if (one != two || memcmp(a, b, one) != 0)
            print_error("want |%.*s\ngot  |%.*s\n", (int)one, a, (int)two, b);
        if (!a[one] || !b[two])
            break;
    }
    screen_fail(s, file, line, "the screen is not as in picture %s (`make pictures` writes it anew)", name);
}
