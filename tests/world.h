/* A small world for fields: lists, people, phrases. Used where the kit is tested without any trade behind it. */
#ifndef QT_TESTS_WORLD_H
#define QT_TESTS_WORLD_H

#include "base/field.h"

/* Choice lists "title" (1 先生 2 女士), "need" (1 户型 2 价格 3 贷款), "matter" (01 裂缝 02 门窗 07 防水 08 防火, 09 retired,
 * 12 噪声); references to 1 王强, 2 陈静, 3 王小明, 4 何兰; now is 2026-11-22 09:40 in China. */
struct field_env world_env(void);
extern const struct option_list world_matters;
/* Phrases for "::": sl gives two. */
size_t world_phrases(void *ctx, const char *initials, struct arena *a, struct option *out, size_t max);

#endif
