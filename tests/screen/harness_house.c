#include "tests/screen/harness_house.h"

#include "data/office.h"

#include <stdio.h>
#include <string.h>

#define must(call, err) do { if (!(call)) fail_msg("%s: %s", #call, (err).text); } while (0)

int64_t
house_record(struct house *h, const char *reg, ...)
{
    struct record *r = record_new(h->o, reg_get(reg), &h->arena);
    struct err err = { 0 };
    const char *name;
    va_list args;

    va_start(args, reg);
    while ((name = va_arg(args, const char *))) {
        const char *typed = va_arg(args, const char *);
        int i = field_index(r->reg->fields, name);

        assert_true(i >= 0);
        must(field_parse(&r->reg->fields[i], typed, &h->o->env, &h->arena, &r->v[i], &err), err);
    }
    va_end(args);
    must(reg_save(h->o, r, NULL, &err), err);
    return r->id;
}

struct record *
house_read(struct house *h, const char *reg, int64_t id)
{
    struct record *r;
    struct err err = { 0 };

    must(reg_read(h->o, reg_get(reg), id, &h->arena, &r, &err), err);
    return r;
}

int64_t
house_count(struct house *h, const char *reg)
{
    return reg_total(h->o, reg_get(reg), NULL);
}

void
house_make(struct house *h)
{
    static const struct { const char *name, *roles; } people[] = {
        { "李敏", "29" }, { "周颖", "13" }, { "郑岚", "09" }, { "高远", "33" }, { "唐毅", "01" },
    };
    struct err err = { 0 };
    struct record *project;

    *h = (struct house) { .dir = NULL };
    h->dir = support_tmpdir(&h->arena);
    h->path = arena_printf(&h->arena, "%s/house.db", h->dir);
    must(office_create(&h->o, h->path, "test", OFFICE_DEMO, &err), err);
    office_set_now(h->o, 1795311600);       /* HOUSE_NOW */
    for (size_t i = 0; i < COUNT(people); i++)
        h->staff[i] = house_record(h, "staff", "name", people[i].name, "roles", people[i].roles, NULL);
    h->project = house_record(h, "project", "name", "云栖花园", "sales_manager", "周颖", NULL);
    project = house_read(h, "project", h->project);
    must(reg_move(h->o, project, reg_move_named(h->o, project, "deliver"), NULL, &err), err);
    must(office_choose_project(h->o, h->project, &err), err);
}

void
house_free(struct house *h)
{
    office_close(&h->o);
    support_rmdir(h->dir);
    arena_free(&h->arena);
}

struct screen *
house_desk(struct house *h, int who, const struct screen_options *wish)
{
    struct screen_options o = *wish;
    struct screen *s;

    o.arguments = (const char *const[]) { "--db", h->path, "--desk", "前台2", NULL };
    o.environment = (const char *const[]) { "QIANTAI_NOW=" HOUSE_NOW, NULL };
    s = screen_open(&o);
    screen_wait_frame(s);
    for (int i = 0; i < who; i++)
        screen_step(s, K_DOWN);
    screen_step(s, K_ENTER);
    return s;
}

void
house_register(struct screen *s, const char *many)
{
    screen_step(s, K_F10);
    screen_type(s, "登记簿");
    screen_step(s, K_ENTER);
    screen_step(s, "/");
    screen_type(s, many);
    screen_step(s, K_ENTER);
    screen_step(s, K_ENTER);
    assert_screen_has(s, many);
}
