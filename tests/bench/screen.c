/* screen DATABASE: the real program in a pseudo-terminal, on a demonstration database with a colleague to log in as. From
 * a key sent to the last byte of the frame that shows it, the terminal emulator's work included. */
#include "base/pinyin.h"
#include "data/office.h"
#include "tests/bench/bench.h"
#include "tests/screen/harness.h"

#include <string.h>

#define KEYS 1000
#define STARTS 15

SQL(screen_people, "SELECT c.name AS name, p.number AS phone FROM customer c JOIN customer_phone p ON p.customer = c.id AND p.place = 1"
                   " WHERE c.id % 9973 = 11 LIMIT 100");

struct bench {
    const char *database;
    struct screen *s;
    struct arena arena;
    char *typed[300];
    size_t ntyped;
};

/* Names in Han, their pinyin, tails of phones, and a name with a tail. */
static void
draw_typed(struct bench *b)
{
    struct office *o;
    struct err err = { 0 };
    struct query q;

    if (!office_open(&o, b->database, "bench", &err)) {
        fprintf(stderr, "screen: %s\n", err.text);
        exit(1);
    }
    q = query_begin(o->store, &screen_people);
    while (b->ntyped + 4 <= COUNT(b->typed) && query_next(&q)) {
        char *name = query_text(&q, "name", &b->arena), *phone = query_text(&q, "phone", &b->arena), **token;
        size_t n = pinyin_tokens(&b->arena, name, &token);

        b->typed[b->ntyped++] = name;
        b->typed[b->ntyped++] = phone + strlen(phone) - 4;
        if (n)
            b->typed[b->ntyped++] = token[0];
        b->typed[b->ntyped++] = arena_printf(&b->arena, "%.3s %s", name, phone + strlen(phone) - 4);
    }
    query_end(&q, NULL);
    office_close(&o);
}

static void
open_desk(struct bench *b)
{
    const char *const arguments[] = { "--db", b->database, "--desk", "bench", NULL };

    b->s = screen_open(&(struct screen_options){ .rows = 24, .cols = 80, .arguments = arguments });
}

static long
status_kb(struct bench *b, const char *what)
{
    char path[64], line[200];
    long kb = 0;
    FILE *in;

    snprintf(path, sizeof path, "/proc/%d/status", screen_pid(b->s));
    in = fopen(path, "r");
    while (in && fgets(line, sizeof line, in))
        if (strncmp(line, what, strlen(what)) == 0)
            kb = strtol(line + strlen(what) + 1, NULL, 10);
    if (in)
        fclose(in);
    return kb;
}

static void
measure_start(struct bench *b)
{
    double ms[STARTS];

    for (int i = 0; i < STARTS; i++) {
        double from = bench_ms();

        open_desk(b);
        screen_wait_frame(b->s);
        ms[i] = bench_ms() - from;
        if (i < STARTS - 1)
            screen_close(&b->s);
    }
    bench_row("start to the first frame", ms, STARTS);
}

/* One key; what its frame took and how many bytes. */
struct strokes { double ms[KEYS]; size_t n; long bytes; };

static void
stroke(struct bench *b, struct strokes *k, const char *key)
{
    double from;

    screen_output(b->s);
    from = bench_ms();
    screen_send(b->s, key);
    screen_wait_frame(b->s);
    if (k->n < KEYS)
        k->ms[k->n++] = bench_ms() - from;
    k->bytes += screen_output(b->s);
}

static void
tell(const char *what, struct strokes *k)
{
    bench_row(what, k->ms, k->n);
    printf("%-44s %ld bytes per frame\n", "", k->bytes / (long)k->n);
}

static void
type_one(struct bench *b, struct strokes *k, const char *text)
{
    char key[8];

    for (size_t size; *text && k->n < KEYS; text += size) {
        for (size = 1; ((unsigned char)text[size] & 0xC0) == 0x80; size++)
            ;
        snprintf(key, sizeof key, "%.*s", (int)size, text);
        stroke(b, k, key);
    }
}

static void
measure_find(struct bench *b)
{
    static struct strokes warm, keys, moves;

    screen_send(b->s, K_CTRL('F'));
    screen_wait_frame(b->s);
    for (size_t i = 0; keys.n < KEYS; i = (i + 1) % b->ntyped) {
        type_one(b, i < 20 && warm.n < 100 ? &warm : &keys, b->typed[i]);
        screen_step(b->s, K_CTRL('U'));
    }
    tell("a key typed into the find box", &keys);
    screen_type(b->s, "王");
    screen_wait_frame(b->s);
    for (size_t i = 0; i < 400; i++)
        stroke(b, &moves, i % 40 < 30 ? K_DOWN : K_UP);
    tell("a step in what was found", &moves);
    screen_step(b->s, K_ESC);
    screen_step(b->s, K_ESC);
}

static void
measure_list(struct bench *b)
{
    static struct strokes steps, pages;

    screen_send(b->s, K_F9);
    screen_wait_frame(b->s);
    for (size_t i = 0; i < 500; i++)
        stroke(b, &steps, K_DOWN);
    tell("a step in the desk's to-do list", &steps);
    for (size_t i = 0; i < 200; i++)
        stroke(b, &pages, K_PGDN);
    tell("a page of it", &pages);
}

int
main(int argc, char **argv)
{
    struct bench b = { 0 };

    if (argc != 2) {
        fprintf(stderr, "usage: screen DATABASE\n");
        return 2;
    }
    b.database = argv[1];
    draw_typed(&b);
    measure_start(&b);
    screen_wait_text(b.s, "登录");
    screen_send(b.s, K_ENTER);
    screen_wait_text(b.s, "工作台");
    screen_wait_frame(b.s);
    measure_find(&b);
    measure_list(&b);
    printf("%-44s %ld KB of its own, %ld KB with mapped pages of the file\n", "resident memory", status_kb(&b, "RssAnon:"),
           status_kb(&b, "VmRSS:"));
    screen_close(&b.s);
    arena_free(&b.arena);
    return 0;
}
