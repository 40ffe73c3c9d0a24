#include "tests/town.h"

#include "data/customer.h"
#include "data/task.h"
#include "tests/support.h"

#include <stdlib.h>
#include <string.h>

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

static struct record *
blank(struct town *t, const char *reg)
{
    return record_new(t->o, reg_get(reg), &t->a);
}

static int64_t
save(struct town *t, struct record *r)
{
    struct err err = { 0 };

    must(reg_save(t->o, r, NULL, &err));
    return r->id;
}

static void
make_staff(struct town *t)
{
    static const char *const names[TOWN_STAFF] = { "李敏", "王强", "马骏", "周颖", "方正" };
    static const char *const roles[TOWN_STAFF] = { "29 15", "14", "18", "13", "01" };

    for (int i = 0; i < TOWN_STAFF; i++) {
        struct record *r = blank(t, "staff");

        record_set_text(r, "name", names[i]);
        record_set_text(r, "roles", roles[i]);
        t->staff[i] = save(t, r);
    }
}

static void
make_places(struct town *t)
{
    static const char *const names[] = { "云栖花园", "望湖里" };
    struct record *r;
    int64_t building;

    for (size_t i = 0; i < COUNT(names); i++) {
        r = blank(t, "project");
        record_set_text(r, "name", names[i]);
        record_set_num(r, "sales_manager", t->staff[TOWN_ZHOUYING]);
        t->projects[i] = save(t, r);
    }
    r = blank(t, "building");
    record_set_num(r, "project", t->projects[0]);
    record_set_text(r, "name", "3");
    building = save(t, r);
    r = blank(t, "home");
    record_set_num(r, "project", t->projects[0]);
    record_set_num(r, "building", building);
    record_set_text(r, "unit", "1");
    record_set_text(r, "room", "1102");
    t->home = save(t, r);
}

static void
make_customers(struct town *t)
{
    static const char *const names[TOWN_CUSTOMERS] = { "王建国", "周婷", "陈思远" };
    static const char *const phones[TOWN_CUSTOMERS] = { "13800135678", "13912340417", "13700001111" };
    struct err err = { 0 };

    for (int i = 0; i < TOWN_CUSTOMERS; i++) {
        struct record *r = blank(t, "customer");

        record_set_text(r, "name", names[i]);
        must(customer_save(t->o, r, &phones[i], 1, NULL, &err));
        t->customers[i] = r->id;
    }
}

void
town_clock(struct town *t, moment now)
{
    struct arena a = { 0 };
    char *text = moment_iso(&a, now, ZONE_CHINA);

    support_write(t->clock, text, strlen(text));
    office_set_now(t->o, now);
    arena_free(&a);
}

void
town_make(struct town *t, enum office_kind kind)
{
    struct err err = { 0 };

    *t = (struct town) { 0 };
    t->dir = support_tmpdir(&t->a);
    t->db = arena_printf(&t->a, "%s/q.db", t->dir);
    t->clock = arena_printf(&t->a, "%s/clock", t->dir);
    must(office_create(&t->o, t->db, "town", kind, &err));
    town_clock(t, TOWN_NOW);
    make_staff(t);
    make_places(t);
    make_customers(t);
    t->environment[0] = arena_printf(&t->a, "QIANTAI_NOW=@%s", t->clock);
    t->environment[1] = arena_printf(&t->a, "QIANTAI_DB=%s", t->db);
}

void
town_free(struct town *t)
{
    office_close(&t->o);
    support_rmdir(t->dir);
    arena_free(&t->a);
}

int64_t
town_task(struct town *t, const struct town_task *w)
{
    static int64_t matter;
    struct err err = { 0 };
    struct action a;
    struct query q;

    must(office_begin(t->o, &a, "town.task", 0, &err));
    must(task_raise(t->o, &a, &(struct task_wish) {
        .kind = w->kind, .about = "town", .matter = ++matter, .customer = w->customer, .home = w->home,
        .project = w->project ? w->project : t->projects[0], .staff = w->staff, .role = w->role, .text = w->text, .rule = w->rule,
        .start = TOWN_NOW - 2 * DAY_SECONDS, .warn = TOWN_NOW + (w->minutes - (w->warn ? w->warn : 60)) * 60,
        .due = TOWN_NOW + w->minutes * 60 }, &err));
    must(action_commit(&a, &err));
    q = query_compose(t->o->store, "SELECT max(id) FROM task");
    return query_number(&q, 0);
}

int64_t
town_number(struct town *t, const char *sql)
{
    struct query q = query_compose(t->o->store, sql);

    return query_number(&q, -1);
}
