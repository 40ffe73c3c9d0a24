#include "tests/house.h"

#include "data/customer.h"
#include "data/task.h"

#include <stdlib.h>
#include <string.h>

struct record *
house_blank(struct house *h, const char *reg)
{
    return record_new(h->o, reg_get(reg), &h->a);
}

struct record *
house_again(struct house *h, const struct record *r)
{
    struct record *out = NULL;

    must(reg_read(h->o, r->reg, r->id, &h->a, &out, &err));
    return out;
}

int64_t
house_staff(struct house *h, const char *name, const char *roles)
{
    struct record *r = house_blank(h, "staff");

    record_set_text(r, "name", name);
    record_set_text(r, "roles", roles);
    must(reg_save(h->o, r, NULL, &err));
    return r->id;
}

int64_t
house_building(struct house *h, const char *name)
{
    struct record *r = house_blank(h, "building");

    record_set_num(r, "project", h->project);
    record_set_text(r, "name", name);
    must(reg_save(h->o, r, NULL, &err));
    return r->id;
}

struct record *
house_home(struct house *h, int64_t building, const char *unit, const char *room)
{
    struct record *r = house_blank(h, "home");

    record_set_num(r, "project", h->project);
    record_set_num(r, "building", building);
    record_set_text(r, "unit", unit);
    record_set_text(r, "room", room);
    return r;
}

int64_t
house_customer(struct house *h, const char *name, const char *phone)
{
    struct record *r = house_blank(h, "customer");

    record_set_text(r, "name", name);
    must(customer_save(h->o, r, &phone, 1, NULL, &err));
    return r->id;
}

void
house_sit(struct house *h, int who)
{
    must(office_seat(h->o, h->staff[who], &err));
}

void
house_leave(struct house *h)
{
    must(office_seat(h->o, 0, &err));
    h->o->profiles = (1u << PROFILE_COUNT) - 1;
}

bool
house_step(struct house *h, struct record *r, const char *move, const char *reason, struct err *err)
{
    const struct move *m = reg_move_named(h->o, r, move);

    return m && reg_move(h->o, r, m, reason, err);
}

int
house_open(void **state)
{
    static const char *const people[PEOPLE][2] = { { "王强", "14" }, { "周颖", "12 13" }, { "陈静", "09" }, { "林总", "33" } };
    struct house *h = mem_alloc(sizeof *h);
    struct record *r;

    must(office_create(&h->o, NULL, "test", OFFICE_REAL, &err));
    office_set_now(h->o, NOW);
    for (int i = 0; i < PEOPLE; i++)
        h->staff[i] = house_staff(h, people[i][0], people[i][1]);
    r = house_blank(h, "project");
    record_set_text(r, "name", "云栖花园");
    record_set_num(r, "sales_manager", h->staff[ZHOU]);
    must(reg_save(h->o, r, NULL, &err));
    h->project = r->id;
    h->building = house_building(h, "3");
    *state = h;
    return 0;
}

int
house_close(void **state)
{
    struct house *h = *state;

    office_close(&h->o);
    arena_free(&h->a);
    free(h);
    return 0;
}

void
house_permits(struct house *h)
{
    static const char *const kinds[] = { "1", "2", "3", "4", "5" };

    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct record *r = house_blank(h, "permit");

        record_set_num(r, "project", h->project);
        record_set_text(r, "kind", kinds[i]);
        record_set_text(r, "number", kinds[i]);
        must(reg_save(h->o, r, NULL, &err));
        must(house_step(h, r, "propose", NULL, &err));
        house_sit(h, CHEN);
        must(house_step(h, r, "approve", NULL, &err));
        house_leave(h);
    }
}

void
house_introduce(struct house *h)
{
    struct record *intro = house_blank(h, "intro");

    record_set_num(intro, "project", h->project);
    record_set_text(intro, "text", "云栖花园在城西。");
    must(reg_save(h->o, intro, NULL, &err));
    must(house_step(h, intro, "propose", NULL, &err));
    house_sit(h, CHEN);
    must(house_step(h, intro, "approve", NULL, &err));
    house_leave(h);
}

void
house_open_sales(struct house *h)
{
    struct record *project;

    house_introduce(h);
    house_permits(h);
    must(reg_read(h->o, reg_get("project"), h->project, &h->a, &project, &err));
    must(house_step(h, project, "open", NULL, &err));
}

int64_t
house_tasks(struct house *h, const char *kind)
{
    return task_total(h->o, &(struct task_filter){ .who = TASKS_ALL, .kind = kind });
}
