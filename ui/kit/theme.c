#include "ui/kit/inside.h"

/* On black and on white backgrounds alike: the terminal's own colours wherever possible, a background of our
 * own where the foreground alone would vanish (yellow on white). Without colour the same things still stand out. */
struct theme_row {
    attr_t mono, colour;
    short fore, back;           /* -1, -1: the terminal's own */
};

static const struct theme_row rows[STYLE_COUNT] = {
    [STYLE_PLAIN]   = { A_NORMAL,               A_NORMAL,       -1, -1 },
    [STYLE_TITLE]   = { A_REVERSE | A_BOLD,     A_REVERSE,      -1, -1 },
    [STYLE_BAR]     = { A_REVERSE,              A_REVERSE,      -1, -1 },
    [STYLE_LABEL]   = { A_NORMAL,               A_NORMAL,       -1, -1 },
    [STYLE_FIELD]   = { A_UNDERLINE | A_BOLD,   A_UNDERLINE,    -1, -1 },
    [STYLE_CURSOR]  = { A_REVERSE,              A_REVERSE,      -1, -1 },
    [STYLE_DIM]     = { A_DIM,                  A_DIM,          -1, -1 },
    [STYLE_STRONG]  = { A_BOLD,                 A_BOLD,         -1, -1 },
    [STYLE_GOOD]    = { A_BOLD,                 A_NORMAL,       COLOR_GREEN, -1 },
    [STYLE_WARN]    = { A_UNDERLINE,            A_NORMAL,       COLOR_BLACK, COLOR_YELLOW },
    [STYLE_BAD]     = { A_REVERSE | A_BOLD,     A_BOLD,         COLOR_WHITE, COLOR_RED },
    [STYLE_REVERSE] = { A_REVERSE,              A_REVERSE,      -1, -1 },
};

void
theme_load(struct look looks[STYLE_COUNT], bool has_colour)
{
    for (int i = 0; i < STYLE_COUNT; i++) {
        const struct theme_row *row = &rows[i];
        bool own = row->fore != -1 || row->back != -1;

        looks[i] = (struct look){ has_colour ? row->colour : row->mono, 0 };
        if (has_colour && own && init_pair((short)(i + 1), row->fore, row->back) != ERR)
            looks[i].pair = (short)(i + 1);
    }
}
