#include "tests/world.h"

#include "base/text.h"

#include <string.h>

static const struct option titles[] = { { .code = "1", .text = "先生" }, { .code = "2", .text = "女士" } };
static const struct option needs[] = {
    { .code = "1", .text = "户型" }, { .code = "2", .text = "价格" }, { .code = "3", .text = "贷款" },
};
static const struct option matters[] = {
    { .code = "01", .text = "裂缝" }, { .code = "02", .text = "门窗" }, { .code = "07", .text = "防水" },
    { .code = "08", .text = "防火" }, { .code = "09", .text = "旧项", .retired = true }, { .code = "12", .text = "噪声" },
};
const struct option_list world_matters = { "matter", COUNT(matters), matters };
static const struct option_list others[] = { { "title", COUNT(titles), titles }, { "need", COUNT(needs), needs } };
static const char *const people[] = { "王强", "陈静", "王小明", "何兰" };

static const struct option_list *
world_list(void *ctx, const char *name)
{
    (void)ctx;
    for (size_t i = 0; i < COUNT(others); i++)
        if (strcmp(others[i].name, name) == 0)
            return &others[i];
    return strcmp(name, "matter") == 0 ? &world_matters : NULL;
}

static size_t
world_refs(void *ctx, const char *table, const char *typed, struct arena *a, struct option *out, size_t max)
{
    size_t n = 0;

    (void)ctx, (void)table, (void)a;
    for (size_t i = 0; i < COUNT(people) && n < max; i++)
        if (text_contains(people[i], typed))
            out[n++] = (struct option) { .text = people[i], .id = (int64_t)i + 1 };
    return n;
}

static char *
world_ref_text(void *ctx, const char *table, int64_t id, struct arena *a)
{
    (void)ctx, (void)table;
    return id >= 1 && id <= (int64_t)COUNT(people) ? arena_strdup(a, people[id - 1]) : NULL;
}

size_t
world_phrases(void *ctx, const char *initials, struct arena *a, struct option *out, size_t max)
{
    (void)ctx, (void)a;
    if (strcmp(initials, "sl") != 0 || max < 2)
        return 0;
    out[0] = (struct option) { .text = "上门查看漏水点" };
    out[1] = (struct option) { .text = "申领钥匙" };
    return 2;
}

struct field_env
world_env(void)
{
    struct field_env env = { .zone = ZONE_CHINA, .list = world_list, .refs = world_refs, .ref_text = world_ref_text };

    moment_parse_iso("2026-11-22T09:40", ZONE_CHINA, &env.now);
    return env;
}
