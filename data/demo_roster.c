/* The demonstration's roster, round the clock but for two hours tonight; and who was told of the sales handbook. */
#include "base/lang.h"
#include "data/demo_private.h"
#include "data/duty.h"
#include "data/registers.h"

#define FROM (-4)
#define UNTIL 9

static bool
put_shift(struct demo *d, struct action *a, day on, const char *kind, int from, int to, const char *who, struct err *err)
{
    struct record *r = record_new(d->o, &duty_register, &a->arena);

    record_set_num(r, "project", demo_project(d));
    record_set_num(r, "day", on);
    record_set_text(r, "kind", kind);
    record_set_num(r, "from_min", from * 60);
    record_set_num(r, "to_min", to * 60);
    record_set_num(r, "staff", demo_staff(d, who));
    return reg_write(d->o, a, r, err);
}

/* Tonight's watch begins at midnight instead of ten: the gap that the desk tells of. */
static bool
put_day(struct demo *d, struct action *a, day on, struct err *err)
{
    bool even = (on - d->today) % 2 == 0, tonight = on == d->today;

    return put_shift(d, a, on, DUTY_DESK, 8, 18, even ? "李敏" : "陈静", err) &&
           put_shift(d, a, on, DUTY_BACKUP, 8, 18, even ? "陈静" : "李敏", err) &&
           put_shift(d, a, on, DUTY_HOTLINE, 18, 22, even ? "何兰" : "周颖", err) &&
           put_shift(d, a, tonight ? on + 1 : on, DUTY_HOTLINE, tonight ? 0 : 22, 8, even ? "马骏" : "吴斌", err);
}

static bool
put_roster(struct demo *d, void *with, struct err *err)
{
    struct action a;

    (void)with;
    if (!office_begin(d->o, &a, "duty.new", 0, err))
        return false;
    for (day on = d->today + FROM; on <= d->today + UNTIL; on++)
        if (!put_day(d, &a, on, err))
            return action_fail(&a);
    a.summary = arena_strdup(&a.arena, _("Roster of two weeks"));
    return action_commit(&a, err);
}

static bool
tell_readers(struct demo *d, void *with, struct err *err)
{
    const struct reg_filter f = { .state = "to_tell" };
    struct arena a = { 0 };
    struct record *notices[16];
    size_t n = 0;
    bool good = reg_window(d->o, &document_notice_register, &f, NULL, false, &a, notices, 16, &n, err);

    (void)with;
    for (size_t i = 0; good && i < n; i++)
        good = reg_move(d->o, notices[i], reg_move_named(d->o, notices[i], "tell"), NULL, err);
    arena_free(&a);
    return good;
}

void
demo_plan_roster(struct demo *d)
{
    demo_plan(d, demo_when(d, "-5d 17:30"), "郑海", put_roster, NULL);
    demo_plan(d, demo_when(d, "-299d 09:30"), "李敏", tell_readers, NULL);
}
