#include "tests/screen/harness_books.h"

#include <string.h>

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

int64_t
books_record(struct books *b, const char *reg, ...)
{
    struct office *o = b->town.o;
    struct record *r = record_new(o, reg_get(reg), &b->town.a);
    struct err err = { 0 };
    const char *name;
    va_list args;

    va_start(args, reg);
    while ((name = va_arg(args, const char *))) {
        const char *typed = va_arg(args, const char *);
        int i = field_index(r->reg->fields, name);

        assert_true(i >= 0);
        must(field_parse(&r->reg->fields[i], typed, &o->env, &b->town.a, &r->v[i], &err));
    }
    va_end(args);
    must(reg_save(o, r, NULL, &err));
    return r->id;
}

struct record *
books_read(struct books *b, const char *reg, int64_t id)
{
    struct record *r;
    struct err err = { 0 };

    must(reg_read(b->town.o, reg_get(reg), id, &b->town.a, &r, &err));
    return r;
}

struct record *
books_last(struct books *b, const char *reg)
{
    struct record *rows[200], *last = NULL;
    struct err err = { 0 };
    size_t n;

    must(reg_window(b->town.o, reg_get(reg), NULL, NULL, false, &b->town.a, rows, COUNT(rows), &n, &err));
    for (size_t i = 0; i < n; i++)
        last = !last || rows[i]->id > last->id ? rows[i] : last;
    assert_non_null(last);
    return last;
}

int64_t
books_count(struct books *b, const char *reg)
{
    return reg_total(b->town.o, reg_get(reg), NULL);
}

void
books_move(struct books *b, const char *reg, int64_t id, const char *move, const char *reason)
{
    struct record *r = books_read(b, reg, id);
    struct err err = { 0 };

    must(reg_move(b->town.o, r, reg_move_named(b->town.o, r, move), reason, &err));
}

void
books_make(struct books *b)
{
    struct err err = { 0 };

    b->s = NULL;
    town_make(&b->town, OFFICE_DEMO);
    books_record(b, "staff", "name", "郑岚", "roles", "09", NULL);
    books_record(b, "staff", "name", "高远", "roles", "33", NULL);
    books_move(b, "project", b->town.projects[0], "deliver", NULL);
    must(office_choose_project(b->town.o, b->town.projects[0], &err));
}

void
books_free(struct books *b)
{
    town_free(&b->town);
}

struct screen *
books_desk(struct books *b, int who, int rows, int cols, const char *charset)
{
    static const char *const arguments[] = { "--desk", "前台2", NULL };

    screen_close(&b->s);
    b->s = screen_open(&(struct screen_options) { .rows = rows, .cols = cols, .charset = charset, .arguments = arguments,
                                                  .environment = b->town.environment });
    screen_wait_text(b->s, "登录");
    for (int i = 0; i < who; i++)
        screen_step(b->s, K_DOWN);
    screen_step(b->s, K_ENTER);
    return b->s;
}

void
books_command(struct screen *s, const char *name)
{
    screen_step(s, K_F10);
    screen_type(s, name);
    screen_step(s, K_ENTER);
}

void
books_register(struct screen *s, const char *name)
{
    books_command(s, "登记簿");
    screen_step(s, "/");
    screen_type(s, name);
    screen_step(s, K_ENTER);
    screen_step(s, K_ENTER);
}
