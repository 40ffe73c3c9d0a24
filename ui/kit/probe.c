#include "base/lang.h"
#include "ui/kit/inside.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

enum { PROBE_MS = 300 };

#define ASK "\033[6n"
#define AMBIGUOUS L'\u2460'     /* the circled one */

/* Cut the first answer ESC [ row ; column R out of got; 0: none there yet. */
static int
probe_answer(struct buf *got)
{
    for (size_t i = 0; i + 1 < got->size; i++) {
        int row, column, used = 0;

        if (got->text[i] != '\033' || got->text[i + 1] != '[')
            continue;
        if (sscanf(got->text + i, "\033[%d;%d%n", &row, &column, &used) != 2 || used <= 0 ||
            got->text[i + (size_t)used] != 'R')
            continue;
        memmove(got->text + i, got->text + i + used + 1, got->size - i - (size_t)used);
        got->size -= (size_t)used + 1;
        return column;
    }
    return 0;
}

/* Wait for so many answers, at most PROBE_MS; the number that came. */
static int
probe_wait(struct term *t, struct buf *got, int columns[], int wanted)
{
    int64_t until = term_clock() + PROBE_MS;
    int count = 0;

    while (count < wanted) {
        struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
        int64_t left = until - term_clock();
        char bytes[256];
        ssize_t size;

        if (left <= 0 || poll(&in, 1, (int)left) == 0)
            break;
        if (!(in.revents & (POLLIN | POLLHUP)))
            continue;
        size = read(STDIN_FILENO, bytes, sizeof bytes);
        if (size <= 0)
            break;
        t->p->consumed += size;
        buf_add(got, bytes, (size_t)size);
        while (count < wanted && (columns[count] = probe_answer(got)) > 0)
            count++;
    }
    return count;
}

void
probe_terminal(struct term *t, bool guessing, struct buf *typed)
{
    /* The NUL keeps a terminal of two-byte characters from taking the Esc for the second half of one. */
    static const char han[] = "\r\xE4\xB8\xAD\0" ASK;
    struct buf out = { 0 };
    char one[MB_LEN_MAX];
    mbstate_t state = { 0 };
    size_t size = wcrtomb(one, AMBIGUOUS, &state);
    int columns[2] = { 0, 0 }, asked = 0, answered, wide = wcwidth(AMBIGUOUS);

    if (t->p->ascii)
        return;
    if (guessing) {
        buf_add(&out, han, sizeof han - 1);
        asked++;
    }
    if (size != (size_t)-1) {
        buf_puts(&out, "\r");
        buf_add(&out, one, size);
        buf_puts(&out, ASK);
        asked++;
    }
    buf_puts(&out, "\r\033[K");
    term_write(out.text, out.size);
    buf_free(&out);
    answered = probe_wait(t, typed, columns, asked);
    if (guessing && answered > 0 && columns[0] != 3) {
        locale_ascii(t, "zh_CN.UTF-8");
        return;
    }
    if (guessing && answered == 0)
        snprintf(t->notice, sizeof t->notice, "%s",
                 _("No locale is set. If this looks wrong: LANG=zh_CN.UTF-8 or LANG=zh_CN.GB18030."));
    if (size != (size_t)-1 && asked > 0 && answered == asked) {
        t->ambiguous = columns[asked - 1] == 3 ? 2 : 1;
        t->agrees = columns[asked - 1] - 1 == wide;
    }
}
