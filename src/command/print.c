/* Words between the program and the terminal it was started from. */
#include "command/command.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the environment says of the terminal's charset; UTF-8 where it says nothing. */
static enum charset
terminal_charset(void)
{
    static const char *const variables[] = { "LC_ALL", "LC_CTYPE", "LANG" };
    const char *value = NULL, *dot;
    enum charset found;

    for (size_t i = 0; i < COUNT(variables) && (!value || !*value); i++)
        value = getenv(variables[i]);
    dot = value ? strchr(value, '.') : NULL;
    return dot && charset_by_name(dot + 1, &found) && found != CHARSET_AUTO ? found : CHARSET_UTF8;
}

void
command_encode(enum charset terminal, const char *text, struct buf *out)
{
    size_t size = strlen(text), bad_at;
    uint32_t bad;

    while (size > 0 && !charset_encode(terminal, text, size, out, &bad, &bad_at)) {
        uint32_t cp;
        size_t taken;

        if (bad_at > 0 && !charset_encode(terminal, text, bad_at, out, &bad, &taken))
            return;
        buf_printf(out, "<%04X>", (unsigned)bad);
        taken = bad_at + (size_t)text_decode(text + bad_at, text + size, &cp);
        text += taken;
        size -= taken;
    }
}

/* Lines keep their ends, everything else that could steer the terminal is made visible. */
static void
print_to_terminal(FILE *out, struct arena *a, const char *text)
{
    struct buf bytes = { 0 };

    for (const char *line = text; *line;) {
        size_t size = strcspn(line, "\n");

        command_encode(terminal_charset(), text_harmless(a, arena_strndup(a, line, size)), &bytes);
        if (line[size] == '\n')
            buf_putc(&bytes, line[size++]);
        line += size;
    }
    fwrite(bytes.text, 1, bytes.size, out);
    buf_free(&bytes);
}

static void
print_arguments(FILE *out, const char *format, va_list args, const char *end)
{
    struct arena a = { 0 };
    char *text = arena_printf(&a, "%s%s", arena_vprintf(&a, format, args), end);

    if (isatty(fileno(out)))
        print_to_terminal(out, &a, text);
    else
        fputs(text, out);
    arena_free(&a);
}

void
command_print(FILE *out, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    print_arguments(out, format, args, "");
    va_end(args);
}

void
command_note(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    print_arguments(stderr, format, args, "\n");
    va_end(args);
}

const char *
command_typed(struct command_context *ctx, const char *word)
{
    enum charset charset = terminal_charset();
    struct buf text = { 0 };
    size_t bad_at;
    const char *typed = word;

    if (charset != CHARSET_UTF8 && charset_decode(charset, word, strlen(word), &text, &bad_at))
        typed = arena_strndup(ctx->arena, text.text ? text.text : "", text.size);
    buf_free(&text);
    return text_nfc(ctx->arena, typed);
}
