/* Money in fen and areas in 1/100 m2: types of their own, nothing floating. */
#ifndef QT_BASE_MONEY_H
#define QT_BASE_MONEY_H

#include "base/mem.h"

#include <stdbool.h>
#include <stdint.h>

struct money { int64_t fen; };
struct area { int64_t hundredths; };

bool money_typed(const char *typed, struct money *out);     /* 128w, 128万, 1.5亿, 2,823,156.00, ¥12.5, 200元; full-width folded */
char *money_show(struct arena *a, struct money m);          /* 2,823,156.00 */
char *money_plain(struct arena *a, struct money m);         /* 2823156.00, for files */
bool money_add(struct money a, struct money b, struct money *out);      /* false: overflow */
bool money_times_area(struct money per_square, struct area area, struct money *out);    /* rounded half up to fen */
bool money_permille(struct money m, int permille, struct money *out);   /* rounded half up */

bool area_typed(const char *typed, struct area *out);       /* 118.62, 118.62㎡, 118平 */
char *area_show(struct arena *a, struct area area);         /* 118.62 */

/* Whole number with , and full-width digits allowed; false: not one or too large. */
bool number_typed(const char *typed, int64_t *out);

#endif
