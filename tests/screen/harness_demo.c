#include "tests/screen/harness_demo.h"

#include <stdio.h>
#include <string.h>

const char desk_rows[] = "#逾期 2\n回电 王建国\n回访 周婷\n#\n#今日 3\n看房 陈思远\n接待 孙立\n承诺 车位图\n";

struct screen *
desk_open(struct desk *d, int rows, int cols, const char *charset)
{
    *d = (struct desk) { .dir = NULL };
    d->dir = support_tmpdir(&d->arena);
    d->path = arena_printf(&d->arena, "%s/tasks", d->dir);
    support_write(d->path, desk_rows, strlen(desk_rows));
    d->s = screen_open(&(struct screen_options) {
        .rows = rows, .cols = cols, .charset = charset, .program = screen_tool("screen/frame_demo"),
        .arguments = (const char *const[]) { d->path, NULL },
    });
    screen_wait_frame(d->s);
    return d->s;
}

void
desk_close(struct desk *d)
{
    screen_close(&d->s);
    support_rmdir(d->dir);
    arena_free(&d->arena);
}

void
desk_append(struct desk *d, const char *line)
{
    FILE *out = fopen(d->path, "a");

    assert_non_null(out);
    fputs(line, out);
    fclose(out);
}
