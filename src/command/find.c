/* qiantai find: the same search as Ctrl-F. */
#include "base/json.h"
#include "base/lang.h"
#include "base/text.h"
#include "command/find.h"
#include "command/records.h"
#include "data/find.h"

#include <stdlib.h>
#include <string.h>

#define LIMIT_DEFAULT 20
#define LIMIT_MOST 100000

struct output {
    struct office *o;
    bool json;
    size_t told;
};

static void
member(struct buf *b, const char *key, const char *text)
{
    if (!text || !*text)
        return;
    buf_printf(b, ",\"%s\":", key);
    json_string(b, text);
}

/* Words joined by blanks as an array. */
static void
words(struct buf *b, const char *key, const char *joined, struct arena *a)
{
    char *copy = arena_strdup(a, joined), *save = NULL;
    bool first = true;

    buf_printf(b, ",\"%s\":[", key);
    for (char *w = strtok_r(copy, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
        if (!first)
            buf_putc(b, ',');
        json_string(b, w);
        first = false;
    }
    buf_putc(b, ']');
}

static const char *
kind_word(const struct hit *h)
{
    return h->kind == HIT_PLATE ? "vehicle" : h->about;
}

static void
print_json(struct output *out, const struct hit *h, struct arena *a)
{
    struct buf b = { 0 };
    bool person = h->kind == HIT_CUSTOMER || h->kind == HIT_PLATE;

    buf_printf(&b, "%s{\"kind\":\"%s\",\"id\":%lld", out->told ? ",\n " : "[", kind_word(h), (long long)h->id);
    if (h->kind == HIT_CUSTOMER)
        member(&b, "name", h->name);
    else if (h->customer)
        buf_printf(&b, ",\"customer\":%lld", (long long)h->customer);
    if (h->kind != HIT_CUSTOMER)
        member(&b, "customer_name", h->name);
    member(&b, h->kind == HIT_MATTER ? "number" : h->kind == HIT_PLATE ? "plate" : "code", h->code);
    member(&b, "project_name", h->project);
    if (person) {
        member(&b, "form", h->form);
        member(&b, "phone", h->phone);
        words(&b, "phones", h->phones, a);
        words(&b, "homes", h->homes, a);
        member(&b, "stage", life_name(h->life));
    }
    member(&b, h->kind == HIT_HOME ? "state" : "type", h->told);
    if (h->at)
        member(&b, "at", moment_iso(a, h->at, out->o->zone));
    command_print(stdout, "%s}", b.text);
    buf_free(&b);
}

static void
print_line(struct output *out, const struct hit *h, struct arena *a)
{
    moment now = office_now(out->o);

    switch (h->kind) {
    case HIT_HOME:
        command_print(stdout, "%s %s  %s  %s\n", text_cell(a, h->code, 12), text_cell(a, h->project, 12), text_cell(a, h->told, 6), h->name);
        break;
    case HIT_MATTER:
        command_print(stdout, "%s %s  %s  %s\n", text_cell(a, h->code, 14), moment_show(a, h->at, now, out->o->zone), h->told, h->name);
        break;
    default:
        command_print(stdout, "%s %s  %s  %s%s%s\n", text_cell(a, h->name, 12), text_cell(a, h->phone, 14),
                      life_name(h->life), h->homes, *h->code ? "  " : "", h->code);
    }
}

static bool
print_hits(struct output *out, const char *typed, size_t limit, struct err *err)
{
    struct arena a = { 0 };
    int64_t before = 0;
    bool good = true;

    do {
        struct findings f;
        size_t want = limit - out->told < FIND_WINDOW ? limit - out->told : FIND_WINDOW;

        arena_reset(&a);
        good = find_anything(out->o, typed, before, want, &a, &f, err);
        if (!good)
            break;
        if (out->told == 0 && !out->json)
            command_note("%s", f.understood);
        for (size_t i = 0; i < f.count; i++, out->told++)
            (out->json ? print_json : print_line)(out, &f.hits[i], &a);
        before = f.before;
    } while (before && out->told < limit);
    if (out->json)
        command_print(stdout, out->told ? "]\n" : "[]\n");
    arena_free(&a);
    return good;
}

static bool
read_limit(const char *text, size_t *limit, struct err *err)
{
    char *end;
    long n = text ? strtol(text, &end, 10) : LIMIT_DEFAULT;

    if (text && (*end || n < 1 || n > LIMIT_MOST))
        return err_set(err, ERR_INPUT, _("--limit wants a number from 1 to %d."), LIMIT_MOST);
    *limit = (size_t)n;
    return true;
}

static int
find_run(struct command_context *ctx, int argc, char **argv)
{
    struct output out = { 0 };
    const char *limit_text = NULL;
    size_t limit = LIMIT_DEFAULT;
    struct command_option options[] = {
        { .name = "--json", .flag = &out.json }, { .name = "--limit", .value = &limit_text }, { 0 },
    };
    struct err err = { 0 };
    const char *typed = "";
    bool good;

    if (!command_options(ctx, options, 1, 16, &argc, argv, &err) || !read_limit(limit_text, &limit, &err))
        return command_misused(&find_command, &err);
    for (int i = 1; i < argc; i++)
        typed = arena_printf(ctx->arena, "%s%s%s", typed, i > 1 ? " " : "", command_typed(ctx, argv[i]));
    if (!command_open(ctx, &out.o, &err))
        return command_fail(&err);
    good = print_hits(&out, typed, limit, &err);
    office_close(&out.o);
    return good ? COMMAND_DONE : command_fail(&err);
}

const struct command_entry find_command = {
    .name = "find", .usage = "TEXT [--json] [--limit N]", .run = find_run,
    .help = N_("find people, homes and matters\nTEXT is what one types into the find box: a name, pinyin or initials, a phone or its tail, "
               "a home (3-1-1203 or 311203), a plate, the end of a number (A009). Phones are masked."),
};
