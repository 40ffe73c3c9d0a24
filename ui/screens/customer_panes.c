/* The two lists of a customer's page: what belongs to them and is owed, and what happened. */
#include "ui/screens/customer_private.h"

#include "base/lang.h"
#include "base/phone.h"
#include "data/registers.h"
#include "data/task.h"

#include <string.h>

#define TASKS_MOST 30
#define VEHICLES_MOST 12
#define STORIES 60          /* entries in a window */

/* ---- left -------------------------------------------------------------------------------------------------- */

static void
heading(struct list *l, const char *text, size_t n)
{
    if (n)
        list_add_heading(l, arena_printf(list_arena(l), "%s %zu", text, n));
}

/* "4 5 6 +1": the stages that run, by their short numbers. */
static char *
running(unsigned active, struct arena *a)
{
    static const char *const numbers[STAGE_COUNT] = { "", "1", "2", "3", "4", "5", "6", "+1", "+2" };
    char *out = arena_strdup(a, "");

    for (int i = 1; i < STAGE_COUNT; i++)
        if (active & STAGE_BIT(i))
            out = arena_printf(a, "%s%s%s", out, *out ? " " : "", numbers[i]);
    return out;
}

static void
add_home(struct page *s, const struct owned *h, const struct stage_limits *limits, day today)
{
    struct arena *a = list_arena(s->left);
    bool over = h->dates.cancelled != NO_DAY && h->dates.cancelled <= today;
    unsigned active = stage_active(&h->dates, today, limits);
    struct row *row = list_add(s->left, h->home, "home");

    row->cells[0] = arena_printf(a, " %s", h->code);
    if (over) {
        row->cells[1] = arena_printf(a, _("given back %s"), day_show(a, h->dates.cancelled, today));
        row->style = STYLE_DIM;
        return;
    }
    row->cells[1] = arena_printf(a, "%s  %s", life_is_subscribed(&h->dates, today) ? _("subscribed") : life_name(life_of_home(&h->dates, today, limits)),
                                 stage_name(stage_shown(active, 0)));
    row = list_add(s->left, h->home, "home.more");
    row->cells[0] = "";
    row->style = STYLE_DIM;
    row->cells[1] = arena_printf(a, _("%s  runs %s"), h->dates.delivered != NO_DAY
                                 ? arena_printf(a, _("handed over %s"), day_show(a, h->dates.delivered, today)) : h->kind, running(active, a));
}

static bool
add_homes(struct page *s, enum life_stage *oldest, struct err *err)
{
    struct office *o = office_of(s->sc);
    struct stage_limits limits = customer_limits(o);
    day today = office_today(o);
    struct owned *homes;
    size_t n;

    if (!customer_homes(o, s->id, &s->sc->arena, &homes, &n, err))
        return false;
    heading(s->left, _("Homes of theirs"), n);
    for (size_t i = 0; i < n; i++) {
        enum life_stage life = life_of_home(&homes[i].dates, today, &limits);

        add_home(s, &homes[i], &limits, today);
        if (life > *oldest)
            *oldest = life;
    }
    return true;
}

static bool
add_household(struct page *s, struct err *err)
{
    struct arena *a = list_arena(s->left);
    struct relative *people;
    size_t n;

    if (!office_sees_group(office_of(s->sc), "household"))
        return true;
    if (!customer_household(office_of(s->sc), s->id, &s->sc->arena, &people, &n, err))
        return false;
    heading(s->left, _("Household"), n);
    for (size_t i = 0; i < n; i++) {
        struct row *row = list_add(s->left, people[i].customer, "customer");

        row->cells[0] = arena_printf(a, " %s", people[i].kind);
        row->cells[1] = arena_printf(a, "%s  %s", people[i].name, *people[i].phone ? phone_mask(a, people[i].phone) : "");
    }
    return true;
}

static bool
add_vehicles(struct page *s, struct err *err)
{
    struct arena *a = list_arena(s->left);
    struct reg_filter mine = { .field = "customer", .equals = s->id };
    struct record *rows[VEHICLES_MOST];
    size_t n;

    if (!reg_window(office_of(s->sc), reg_get("vehicle"), &mine, NULL, false, &s->sc->arena, rows, VEHICLES_MOST, &n, err))
        return false;
    heading(s->left, _("Cars"), n);
    for (size_t i = 0; i < n; i++) {
        struct row *row = list_add(s->left, rows[i]->id, "vehicle");

        row->cells[0] = arena_printf(a, " %s", record_text(rows[i], "plate"));
        row->cells[1] = reg_state_label(rows[i]->reg, rows[i]->state);
        if (strcmp(rows[i]->state, "active") != 0)
            row->style = STYLE_DIM;
    }
    return true;
}

/* As much of a time as a narrow column has room for: today's clock, else the day. */
static char *
short_time(struct arena *a, moment t, moment now, int zone)
{
    struct civil c = moment_civil(t, zone);

    if (moment_day(t, zone) == moment_day(now, zone))
        return arena_printf(a, "%02d:%02d", c.hour, c.minute);
    return day_show(a, moment_day(t, zone), moment_day(now, zone));
}

static bool
add_tasks(struct page *s, struct err *err)
{
    struct office *o = office_of(s->sc);
    struct arena *a = list_arena(s->left);
    struct task *tasks = arena_alloc(&s->sc->arena, TASKS_MOST * sizeof *tasks);
    moment now = office_now(o);
    size_t n;

    if (!task_window(o, &(struct task_filter){ .who = TASKS_ALL, .customer = s->id }, 0, 0, &s->sc->arena, tasks, TASKS_MOST, &n, err))
        return false;
    heading(s->left, _("Owed"), n);
    for (size_t i = 0; i < n; i++) {
        struct row *row = list_add(s->left, tasks[i].id, "task");
        bool red = tasks[i].due <= now, yellow = tasks[i].warn <= now;

        row->data = &tasks[i];
        row->cells[0] = arena_printf(a, " %s%s", red ? _("red ") : yellow ? _("yellow ") : "", short_time(a, tasks[i].due, now, o->zone));
        row->cells[1] = arena_printf(a, "%s  %s", tasks[i].text, tasks[i].rule);
        row->style = red ? STYLE_BAD : yellow ? STYLE_WARN : STYLE_PLAIN;
    }
    return true;
}

bool
page_load_left(struct page *s, enum life_stage *oldest, struct err *err)
{
    list_clear(s->left);
    *oldest = LIFE_PROSPECT;
    return add_tasks(s, err) && add_homes(s, oldest, err) && add_household(s, err) && add_vehicles(s, err);
}

/* ---- right -------------------------------------------------------------------------------------------------- */

static bool
more_stories(struct page *s, struct err *err)
{
    struct office *o = office_of(s->sc);
    struct arena *a = list_arena(s->right);
    struct story *told = arena_alloc(a, STORIES * sizeof *told);
    moment now = office_now(o);
    size_t n;

    if (!timeline_window(o, s->id, s->group, s->last, a, told, STORIES, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct row *row = list_add(s->right, told[i].entry.id, "entry");

        row->data = s->last = &told[i];
        row->cells[0] = moment_show(a, told[i].entry.at, now, o->zone);
        row->cells[1] = story_group_name(told[i].group);
        /* Who it was comes last: where it is narrow Enter tells it. */
        row->cells[2] = arena_printf(a, "%s  %s", *told[i].entry.summary ? told[i].entry.summary : told[i].entry.action,
                                     *told[i].entry.staff_name ? told[i].entry.staff_name : told[i].entry.desk);
    }
    s->more = n == STORIES;
    return true;
}

static bool
more_lacking(struct page *s, struct err *err)
{
    struct office *o = office_of(s->sc);
    struct arena *a = list_arena(s->right);
    const struct lacking *last = s->last;
    struct lacking *rows = arena_alloc(a, STORIES * sizeof *rows);
    moment now = office_now(o);
    size_t n;

    if (!timeline_lacking(o, s->id, last ? last->at : 0, a, rows, STORIES, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct row *row = list_add(s->right, rows[i].matter, rows[i].about);

        row->data = s->last = &rows[i];
        row->cells[0] = moment_show(a, rows[i].at, now, o->zone);
        row->cells[1] = _("gap");
        row->cells[2] = arena_printf(a, "%s %s", rows[i].number, lacks_text(a, rows[i].lacks));
        row->style = STYLE_WARN;
    }
    s->more = n == STORIES;
    return true;
}

bool
page_load_right(struct page *s, struct err *err)
{
    int windows = s->windows > 0 ? s->windows : 1;

    if (!s->further) {
        list_clear(s->right);
        s->last = NULL;
        s->windows = 0;
    } else {
        windows++;
    }
    s->further = false;
    while (s->windows < windows && (s->windows == 0 || s->more)) {
        if (!(s->group == STORY_LACKING ? more_lacking : more_stories)(s, err))
            return false;
        s->windows++;
    }
    return true;
}
