/* Runs LLVMFuzzerTestOneInput without libFuzzer: seeds, changed at random, for some seconds.
 *
 *   csv_fuzz [--seconds N] [--seed S] [seed files]
 *
 * The seed is printed; the same seed gives the same inputs in the same order. An input under
 * which the program dies is written to fuzz-<name>.bin. Built with -DQT_LIBFUZZER (make fuzzers)
 * nothing of this is compiled and clang's own driver looks for paths by coverage. */
#ifndef QT_TESTS_FUZZ_DRIVER_H
#define QT_TESTS_FUZZ_DRIVER_H

#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold, in builds of any kind. */
#define FUZZ_CHECK(condition) \
    do { \
        if (!(condition)) { \
            fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition); \
            abort(); \
        } \
    } while (0)

/* A file in memory with those bytes: its path in out. Close the descriptor that is returned. */
static inline int
fuzz_file(const uint8_t *data, size_t size, char out[64])
{
    int fd = memfd_create("fuzz", MFD_CLOEXEC);

    FUZZ_CHECK(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    snprintf(out, 64, "/proc/self/fd/%d", fd);
    return fd;
}

#ifndef QT_LIBFUZZER

#include <signal.h>
#include <time.h>

struct fuzz_seed {
    const char *bytes;
    size_t size;
};

#define FUZZ_SEED(literal) { literal, sizeof(literal) - 1 }

/* Ends with NULL bytes; each program has its own. */
static const struct fuzz_seed fuzz_seeds[];

/* The input now running, for the handler of the program's death. */
static struct buf fuzz_input;
static const char *fuzz_name;

extern void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

static void
fuzz_died(void)
{
    char path[128];
    FILE *out;

    snprintf(path, sizeof path, "fuzz-%s.bin", fuzz_name);
    out = fopen(path, "wb");
    if (out) {
        fwrite(fuzz_input.text, 1, fuzz_input.size, out);
        fclose(out);
        fprintf(stderr, "the input is in %s\n", path);
    }
}

static void
fuzz_aborted(int number)
{
    fuzz_died();
    signal(number, SIG_DFL);
    raise(number);
}

/* xorshift64* */
static uint32_t
fuzz_random(uint64_t *state, uint32_t below)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return below ? (uint32_t)(*state * 0x2545F4914F6CDD1Du >> 32) % below : 0;
}

/* One change of the input at a random place. */
static void
fuzz_mutate(uint64_t *random, const struct fuzz_seed *other)
{
    static const char telling[] = "\",;\t\r\n'=\0\x80\xFF\x81\x30\xEF\xBB\xBF\xFE\xE4\xB8\xA1 ";
    struct buf *b = &fuzz_input;
    size_t at = fuzz_random(random, (uint32_t)b->size + 1), left = b->size - at;
    size_t piece = fuzz_random(random, left < 24 ? (uint32_t)left + 1 : 24);
    char c = telling[fuzz_random(random, sizeof telling - 1)];
    char *tail = mem_alloc(left + 1);

    if (left)
        memcpy(tail, b->text + at, left);
    switch (fuzz_random(random, 8)) {
    case 0:
        if (left)
            b->text[at] = (char)(b->text[at] ^ 1 << fuzz_random(random, 8));
        break;
    case 1:
        if (left)
            b->text[at] = c;
        break;
    case 2:                                         /* a byte more */
        b->size = at;
        buf_putc(b, c);
        buf_add(b, tail, left);
        break;
    case 3:                                         /* some bytes less */
        b->size = at;
        buf_add(b, tail + piece, left - piece);
        break;
    case 4:                                         /* a piece twice */
        buf_add(b, tail, piece);
        break;
    case 5:                                         /* a piece of another seed */
        b->size = at;
        buf_add(b, other->bytes, fuzz_random(random, (uint32_t)other->size + 1));
        buf_add(b, tail, left);
        break;
    case 6:
        b->size = fuzz_random(random, 4) ? b->size : at;
        break;
    default:                                        /* beyond the end of a block, now and then */
        for (size_t n = fuzz_random(random, 60) ? 0 : 70000; left && n >= left; n -= left)
            buf_add(b, tail, left);
    }
    free(tail);
}

static struct fuzz_seed *
fuzz_collect(struct arena *a, int argc, char **argv, int first, size_t *count)
{
    struct fuzz_seed *seeds = arena_alloc(a, sizeof *seeds * 1024);

    *count = 0;
    for (size_t i = 0; fuzz_seeds[i].bytes && *count < 1000; i++)
        seeds[(*count)++] = fuzz_seeds[i];
    for (int i = first; i < argc && *count < 1000; i++) {
        FILE *in = fopen(argv[i], "rb");
        char *bytes = arena_alloc(a, 100000);

        if (!in) {
            perror(argv[i]);
            exit(2);
        }
        seeds[*count].size = fread(bytes, 1, 100000, in);
        seeds[(*count)++].bytes = bytes;
        fclose(in);
    }
    return seeds;
}

int
main(int argc, char **argv)
{
    long seconds = getenv("QT_SOAK") ? 120 : 3;
    uint64_t seed = 20261122, random;
    unsigned long long runs = 0;
    struct fuzz_seed *seeds;
    struct arena a = { 0 };
    size_t count;
    time_t end;
    int i = 1;

    for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2) {
        if (strcmp(argv[i], "--seconds") == 0)
            seconds = strtol(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--seed") == 0)
            seed = strtoull(argv[i + 1], NULL, 10);
    }
    fuzz_name = strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argv[0];
    seeds = fuzz_collect(&a, argc, argv, i, &count);
    random = seed ? seed : 1;
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(fuzz_died);
    signal(SIGABRT, fuzz_aborted);
    printf("[ RUN      ] %s --seed %llu\n", fuzz_name, (unsigned long long)seed);
    fflush(stdout);
    for (end = time(NULL) + seconds; time(NULL) < end; runs++) {
        const struct fuzz_seed *start = &seeds[runs < count ? runs : fuzz_random(&random, (uint32_t)count)];

        buf_clear(&fuzz_input);
        buf_add(&fuzz_input, start->bytes, start->size);
        for (uint32_t n = runs < count ? 0 : 1 + fuzz_random(&random, 8); n > 0; n--)
            fuzz_mutate(&random, &seeds[fuzz_random(&random, (uint32_t)count)]);
        LLVMFuzzerTestOneInput((const uint8_t *)fuzz_input.text, fuzz_input.size);
    }
    buf_free(&fuzz_input);
    printf("%llu inputs in %ld seconds\n[       OK ] %s\n", runs, seconds, fuzz_name);
    arena_free(&a);
    return 0;
}

#endif
#endif
