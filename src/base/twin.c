#include "base/twin.h"

#include "base/mem.h"

#include <stdio.h>

/* Circled and bracketed numbers, Roman numerals. */
static const char *
twin_number(uint32_t cp, char room[TWIN_ROOM])
{
    static const char *const roman[] = {
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    };

    if (cp >= 0x2160 && cp <= 0x216B)
        return roman[cp - 0x2160];
    if (cp >= 0x2460 && cp <= 0x2473)
        snprintf(room, TWIN_ROOM, "(%d)", (int)(cp - 0x2460 + 1));
    else if (cp >= 0x2474 && cp <= 0x2487)
        snprintf(room, TWIN_ROOM, "(%d)", (int)(cp - 0x2474 + 1));
    else if (cp >= 0x2488 && cp <= 0x249B)
        snprintf(room, TWIN_ROOM, "%d.", (int)(cp - 0x2488 + 1));
    else
        return NULL;
    return room;
}

/* Latin letters with marks: the letter without. */
static const char *
twin_letter(uint32_t cp, char room[TWIN_ROOM])
{
    static const struct { uint32_t first; const char *letters; } runs[] = {
        { 0x00C0, "AAAAAA\0CEEEEIIIIDNOOOOO\0OUUUUY\0\0aaaaaa\0ceeeeiiiidnooooo\0ouuuuy\0y" },
        { 0x0100, "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi\0\0JjKk\0LlLlLlLlLlNnNnNn\0\0\0OoOoOo\0\0"
                  "RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZz" },
        { 0x01CD, "AaIiOoUuUuUuUuUu" },
    };
    static const int sizes[] = { 64, 127, 16 };

    for (size_t i = 0; i < COUNT(runs); i++) {
        if (cp < runs[i].first || cp >= runs[i].first + (uint32_t)sizes[i] || !runs[i].letters[cp - runs[i].first])
            continue;
        room[0] = runs[i].letters[cp - runs[i].first];
        room[1] = '\0';
        return room;
    }
    return NULL;
}

static const char *
twin_sign(uint32_t cp)
{
    static const struct { uint32_t cp; const char *twin; } twins[] = {
        { 0x00B7, "." }, { 0x2022, "." }, { 0x2027, "." }, { 0x2018, "'" }, { 0x2019, "'" },
        { 0x201C, "\"" }, { 0x201D, "\"" }, { 0x2010, "-" }, { 0x2013, "-" }, { 0x2014, "\uFF0D" },
        { 0x2015, "\uFF0D" }, { 0x2016, "||" }, { 0x2025, ".." }, { 0x2026, "..." }, { 0x00D7, "x" },
        { 0x00F7, "/" }, { 0x00B0, "\u5EA6" }, { 0x00B1, "+-" }, { 0x00A7, "\uFF03" }, { 0x2032, "'" },
        { 0x2033, "\"" }, { 0x203B, "*" }, { 0x2103, "\u5EA6" }, { 0x2116, "No." }, { 0x00B2, "2" },
        { 0x00B3, "3" }, { 0x00B9, "1" }, { 0x2605, "*" }, { 0x2606, "*" }, { 0x25CF, "*" }, { 0x25CB, "o" },
        { 0x25CE, "o" }, { 0x25C6, "*" }, { 0x25C7, "o" }, { 0x25A0, "#" }, { 0x25A1, "[]" }, { 0x25B2, "^" },
        { 0x25B3, "^" }, { 0x2190, "<-" }, { 0x2191, "^" }, { 0x2192, "->" }, { 0x2193, "v" }, { 0x2264, "<=" },
        { 0x2265, ">=" }, { 0x2260, "!=" }, { 0x2248, "~" }, { 0x221A, "v" }, { 0x2500, "-" }, { 0x2502, "|" },
        { 0x3001, "," }, { 0x3002, "." }, { 0x300A, "<" }, { 0x300B, ">" }, { 0x300C, "\"" }, { 0x300D, "\"" },
        { 0x00AE, "(R)" }, { 0x2122, "TM" }, { 0x00A8, "\"" }, { 0x00B4, "'" }, { 0x00E6, "ae" }, { 0x00DF, "ss" },
    };

    for (size_t i = 0; i < COUNT(twins); i++)
        if (twins[i].cp == cp)
            return twins[i].twin;
    return NULL;
}

const char *
twin_of(uint32_t cp, char room[TWIN_ROOM])
{
    const char *twin = twin_number(cp, room);

    if (!twin)
        twin = twin_letter(cp, room);
    return twin ? twin : twin_sign(cp);
}
