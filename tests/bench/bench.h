/* What the measuring programs share: a clock, percentiles, a row of the table. */
#ifndef QT_TESTS_BENCH_BENCH_H
#define QT_TESTS_BENCH_BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* BENCH_CPU=1 counts the processor's time of this process: for profiling on a machine with other work to do. */
static inline double
bench_ms(void)
{
    static int cpu = -1;
    struct timespec t;

    if (cpu < 0)
        cpu = getenv("BENCH_CPU") != NULL;
    clock_gettime(cpu ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static inline uint64_t
bench_random(uint64_t *state, uint64_t below)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (z ^ (z >> 31)) % below;
}

static inline int
bench_compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Sorts them. share 0.5 is the median. */
static inline double
bench_at(double *ms, size_t n, double share)
{
    size_t at = (size_t)(share * (double)n);

    qsort(ms, n, sizeof *ms, bench_compare);
    return n ? ms[at < n ? at : n - 1] : 0;
}

static inline void
bench_row(const char *what, double *ms, size_t n)
{
    printf("%-44s %6zu  p50 %8.3f ms  p99 %8.3f ms  most %8.3f ms\n", what, n, bench_at(ms, n, 0.5), bench_at(ms, n, 0.99),
           bench_at(ms, n, 1));
}

#endif
