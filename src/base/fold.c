#include "base/fold.h"

#include <string.h>

/* The half-width twin of the character at s, its length in *size; 0 where it has none. */
static char
twin_of(const unsigned char *s, size_t *size)
{
    *size = 3;
    if (s[0] == 0xE3 && s[1] == 0x80 && s[2] == 0x80)
        return ' ';                                         /* U+3000 */
    if (s[0] == 0xEF && s[1] == 0xBC && s[2] >= 0x81 && s[2] <= 0xBF)
        return (char)(s[2] - 0x81 + '!');                   /* U+FF01 to U+FF3F */
    if (s[0] == 0xEF && s[1] == 0xBD && s[2] >= 0x80 && s[2] <= 0x9E)
        return (char)(s[2] - 0x80 + '`');                   /* U+FF40 to U+FF5E */
    *size = 2;
    if (s[0] == 0xC2 && s[1] == 0xA0)
        return ' ';                                         /* no-break blank */
    *size = 1;
    return s[0] == '\t' ? ' ' : 0;
}

bool
fold_typed(const char *typed, char *out, size_t size)
{
    const unsigned char *s = (const unsigned char *)typed;
    size_t used = 0;

    while (*s) {
        size_t taken;
        char twin = twin_of(s, &taken);
        char c = twin ? twin : (char)*s;

        s += twin ? taken : 1;
        if (c == ' ' && used == 0)
            continue;
        if (used + 1 >= size) {
            /* Blanks at the end do not count, however many. */
            if (c == ' ')
                continue;
            out[0] = '\0';
            return false;
        }
        out[used++] = c;
    }
    while (used > 0 && out[used - 1] == ' ')
        used--;
    out[used] = '\0';
    return true;
}
