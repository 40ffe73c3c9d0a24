#include "data/template.h"

#include <string.h>

SQL(template_in_force, "SELECT version, text FROM template WHERE code = ? AND state = 'in_force' ORDER BY version DESC LIMIT 1");

static const char *
value_of(const struct template_value *values, const char *name, size_t size)
{
    for (; values && values->name; values++)
        if (strlen(values->name) == size && memcmp(values->name, name, size) == 0)
            return values->value && *values->value ? values->value : NULL;
    return NULL;
}

static char *
fill(const char *text, const struct template_value *values, struct arena *a, const char **missing)
{
    struct buf b = { 0 };
    char *out;

    while (*text) {
        size_t plain = strcspn(text, "{"), size;
        const char *value;

        buf_add(&b, text, plain);
        text += plain;
        if (!*text)
            break;
        size = strcspn(text + 1, "}");
        value = value_of(values, text + 1, size);
        if (!value && missing && !*missing)
            *missing = arena_strndup(a, text + 1, size);
        buf_puts(&b, value ? value : "____");
        text += 1 + size + (text[1 + size] == '}');
    }
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}

char *
template_fill(struct office *o, const char *code, const struct template_value *values, struct arena *a, const char **missing)
{
    struct query q = query_begin(o->store, &template_in_force);
    char *text = NULL;

    if (missing)
        *missing = NULL;
    query_bind_text(&q, code);
    if (query_next(&q))
        text = fill(query_text(&q, "text", a), values, a, missing);
    query_end(&q, NULL);
    return text;
}

int64_t
template_version(struct office *o, const char *code)
{
    struct query q = query_begin(o->store, &template_in_force);
    int64_t version = 0;

    query_bind_text(&q, code);
    if (query_next(&q))
        version = query_int(&q, "version");
    query_end(&q, NULL);
    return version;
}
