#include "rules/abc.h"

void
abc_of(struct abc *rows, size_t n, int64_t a, int64_t b)
{
    int64_t total = 0, so_far = 0;

    for (size_t i = 0; i < n; i++)
        total += rows[i].count;
    for (size_t i = 0; i < n; i++) {
        so_far += rows[i].count;
        rows[i].cumulated = so_far;
        rows[i].class = i == 0 || so_far * 100 <= a * total ? 'A' : so_far * 100 <= b * total ? 'B' : 'C';
    }
}
