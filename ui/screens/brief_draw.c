#include "ui/screens/brief_draw.h"

#include "base/text.h"

static enum style
brief_style(const struct brief_line *line)
{
    if (line->late)
        return STYLE_BAD;
    switch (line->kind) {
    case BRIEF_WHO:
        return STYLE_STRONG;
    case BRIEF_PROMISE:
    case BRIEF_OWED:
    case BRIEF_AVOID:
        return STYLE_WARN;
    case BRIEF_HEADING:
        return STYLE_LABEL;
    default:
        return STYLE_PLAIN;
    }
}

void
brief_draw(struct term *t, struct box b, const struct brief_line *lines, size_t count, int at, struct arena *a)
{
    int y = 0;

    for (size_t i = 0; i < count && y < b.rows; i++) {
        enum style style = (int)i == at ? STYLE_CURSOR : brief_style(&lines[i]);
        char **parts;
        size_t n = text_wrap(a, lines[i].text, b.cols, &parts);
        size_t most = lines[i].kind == BRIEF_PAST ? 1 : lines[i].kind == BRIEF_OWNER ? 3 : 2;

        for (size_t k = 0; k < n && k < most && y < b.rows; k++)
            draw_text(t, b, y++, 0, -1, style, parts[k]);
    }
}
