#include "command/meter.h"

#include "command/command.h"
#include "ui/kit/progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define METER_EVERY_MS 200

/* A signal reaches no argument: the one place where it can leave word. */
static volatile sig_atomic_t interrupted;

static void
on_interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

static int64_t
now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
meter_start(struct meter *p, const char *what)
{
    struct sigaction action = { .sa_handler = on_interrupt };

    *p = (struct meter){ .what = what, .shown = isatty(STDERR_FILENO), .started_ms = now_ms() };
    p->drawn_ms = p->started_ms;
    interrupted = 0;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &p->before);
}

bool
meter_step(struct meter *p, int64_t done, int64_t total)
{
    struct arena a = { 0 };
    int64_t now;

    if (interrupted)
        return false;
    if (!p->shown)
        return true;
    now = now_ms();
    if (now - p->drawn_ms < METER_EVERY_MS)
        return true;
    p->drawn_ms = now;
    fputs("\r\033[K", stderr);
    command_print(stderr, "%s   %s", p->what, progress_text(&a, done, total, now - p->started_ms));
    arena_free(&a);
    return true;
}

void
meter_end(struct meter *p)
{
    if (p->shown)
        fputs("\r\033[K", stderr);
    sigaction(SIGINT, &p->before, NULL);
}
