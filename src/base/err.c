#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Takes an incomplete UTF-8 character off the end of a text that was cut. */
static void
err_cut(char *text)
{
    size_t size = strlen(text), start = size;
    unsigned char lead;
    size_t want;

    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    lead = (unsigned char)text[--start];
    want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (size - start < want)
        text[start] = '\0';
}

static void
err_fill(struct err *err, enum err_code code, const char *field, const char *format, va_list args)
{
    char text[sizeof err->text];        /* an argument may be err->text itself */
    char name[sizeof err->field];
    int size;

    if (!err)
        return;
    size = vsnprintf(text, sizeof text, format, args);
    if (size >= (int)sizeof text)
        err_cut(text);
    snprintf(name, sizeof name, "%s", field);
    err->code = code;
    memcpy(err->text, text, sizeof text);
    memcpy(err->field, name, sizeof name);
}

bool
err_set(struct err *err, enum err_code code, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    err_fill(err, code, "", format, args);
    va_end(args);
    return false;
}

bool
err_field(struct err *err, const char *field, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    err_fill(err, ERR_INPUT, field ? field : "", format, args);
    va_end(args);
    return false;
}
