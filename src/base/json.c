#include "base/json.h"

void
json_string(struct buf *b, const char *text)
{
    if (!text) {
        buf_puts(b, "null");
        return;
    }
    buf_putc(b, '"');
    for (const unsigned char *s = (const unsigned char *)text; *s; s++) {
        if (*s == '"' || *s == '\\')
            buf_printf(b, "\\%c", *s);
        else if (*s == '\n')
            buf_puts(b, "\\n");
        else if (*s < 0x20 || *s == 0x7f)
            buf_printf(b, "\\u%04x", *s);
        else
            buf_putc(b, (char)*s);
    }
    buf_putc(b, '"');
}
