#include "data/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static moment
real_now(void)
{
    return (moment)time(NULL);
}

void
clock_start(struct office_private *p, bool obey, int zone)
{
    const char *text = getenv("QIANTAI_NOW");
    struct arena a = { 0 };
    char *copy;
    size_t n;

    p->clock = CLOCK_REAL;
    if (!obey || !text || !*text)
        return;
    if (*text == '@') {
        p->clock = CLOCK_FILE;
        p->clock_file = arena_strdup(&p->fixed, text + 1);
        return;
    }
    copy = arena_strdup(&a, text);
    n = strlen(copy);
    p->clock = CLOCK_STILL;
    if (copy[n - 1] == '+') {
        copy[n - 1] = '\0';
        p->clock = CLOCK_RUNNING;
    }
    p->clock_real = real_now();
    if (!moment_parse_iso(copy, zone, &p->clock_base))
        p->clock = CLOCK_REAL;
    arena_free(&a);
}

static moment
file_now(const char *path, int zone)
{
    char line[64] = "";
    FILE *f = fopen(path, "r");
    moment t = real_now();

    if (!f)
        return t;
    if (fgets(line, sizeof line, f)) {
        line[strcspn(line, "\r\n")] = '\0';
        if (!moment_parse_iso(line, zone, &t))
            t = real_now();
    }
    fclose(f);
    return t;
}

moment
clock_now(const struct office_private *p, int zone)
{
    switch (p->clock) {
    case CLOCK_STILL:
        return p->clock_base;
    case CLOCK_RUNNING:
        return p->clock_base + (real_now() - p->clock_real);
    case CLOCK_FILE:
        return file_now(p->clock_file, zone);
    case CLOCK_REAL:
        break;
    }
    return real_now();
}
