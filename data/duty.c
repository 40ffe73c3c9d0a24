#include "data/duty.h"

#include "base/lang.h"
#include "data/lines.h"
#include "data/policy.h"
#include "data/registers.h"

#include <string.h>

#define DAY_MINUTES 1440

static const struct field duty_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "day", .label = N_("Day"), .headings = "日期|值班日", .kind = FIELD_DATE, .preset = "today", .required = true, .keep_last = true },
    { .name = "kind", .label = N_("Post"), .headings = "岗位|值班岗位", .kind = FIELD_CHOICE, .list = "duty_kind", .required = true },
    { .name = "from_min", .label = N_("From"), .headings = "起|开始", .kind = FIELD_CLOCK, .required = true, .keep_last = true },
    { .name = "to_min", .label = N_("To"), .headings = "止|结束", .kind = FIELD_CLOCK, .required = true, .keep_last = true,
      .hint = N_("A shift past midnight ends earlier than it begins: 22:00 to 06:00; the same time means a whole day.") },
    { .name = "staff", .label = N_("On duty"), .headings = "值班人|人员", .kind = FIELD_REF, .list = "staff", .cols = 12, .required = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const char *const duty_tips[] = {
    N_("Somebody answers round the clock: desk and hotline together leave no gap (RCP-17)."),
    N_("Each day names a backup, who takes the calls that nobody answered after six rings (RCP-03)."),
    N_("What is not covered stands on the desk until it is."),
    NULL
};

/* The projects whose names stand in the colleague's record; none named: all. */
SQL(duty_staff, "SELECT name, coalesce(projects, '') AS projects, state FROM staff WHERE id = ?");
SQL(duty_project_names, "SELECT name, coalesce(short, name) AS short FROM project WHERE id = ?");
SQL(duty_clash, "SELECT count(*) FROM duty WHERE staff = ? AND day = ? AND id <> ? AND from_min < ? AND ? < CASE WHEN to_min <= from_min"
                " THEN to_min + 1440 ELSE to_min END");
SQL(duty_open_projects, "SELECT id, name FROM project WHERE state IN ('selling', 'delivering') AND (?1 = 0 OR id = ?1) ORDER BY id");
SQL(duty_of_days, "SELECT day, kind, from_min, to_min FROM duty WHERE project = ? AND day >= ? AND day <= ?");
SQL(duty_now, "SELECT staff FROM duty WHERE project = ?1 AND kind = ?2 AND ("
              "(day = ?3 AND from_min <= ?5 AND (?5 < to_min OR to_min <= from_min)) OR"
              " (day = ?4 AND to_min <= from_min AND ?5 < to_min)) ORDER BY day, from_min, id LIMIT ?6");

/* ---- checks ------------------------------------------------------------------------------- */

static bool
works_for(struct office *o, int64_t project, const char *projects, struct arena *a)
{
    struct query q = query_begin(o->store, &duty_project_names);
    bool works = *projects == '\0';

    query_bind_int(&q, project);
    if (query_next(&q))
        works = works || strstr(projects, query_text(&q, "name", a)) || strstr(projects, query_text(&q, "short", a));
    query_end(&q, NULL);
    return works;
}

static int64_t
shift_end(const struct record *r)
{
    int64_t from = record_num(r, "from_min"), to = record_num(r, "to_min");

    return to <= from ? to + DAY_MINUTES : to;
}

/* Nobody stands at the desk and behind it at once. */
static bool
is_free(struct office *o, const struct record *r)
{
    struct arena a = { 0 };
    struct query q = query_begin(o->store, &duty_clash);
    int64_t n;

    query_bind_int(&q, record_num(r, "staff"));
    query_bind_text(&q, day_iso(&a, (day)record_num(r, "day")));
    query_bind_int(&q, r->id);
    query_bind_int(&q, shift_end(r));
    query_bind_int(&q, record_num(r, "from_min"));
    n = query_number(&q, 0);
    arena_free(&a);
    return n == 0;
}

static bool
duty_check(struct office *o, const struct record *r, struct err *err)
{
    struct query q = query_begin(o->store, &duty_staff);
    char *name = NULL, *projects = "";
    bool active = false;

    query_bind_int(&q, record_num(r, "staff"));
    if (query_next(&q)) {
        name = query_text(&q, "name", r->arena);
        projects = query_text(&q, "projects", r->arena);
        active = strcmp(query_text(&q, "state", r->arena), "active") == 0;
    }
    if (!query_end(&q, err))
        return false;
    if (!active)
        return err_field(err, "staff", _("%s does not work here any more."), name ? name : "");
    if (!works_for(o, record_num(r, "project"), projects, r->arena))
        return err_field(err, "staff", _("%s does not work for this project (but for %s)."), name, projects);
    return is_free(o, r) || err_field(err, "staff", _("%s is on duty elsewhere at that time. Give the shift to somebody else."), name);
}

/* ---- what is not covered --------------------------------------------------------------------- */

/* One project's roster: minutes answered, from the first day's midnight on, and days with a backup. */
struct cover {
    day from;
    size_t days;
    char *answered;             /* one for each minute */
    char *backup;               /* one for each day */
};

static void
cover_shift(struct cover *c, day d, const char *kind, int64_t from, int64_t to)
{
    int64_t begin = (int64_t)(d - c->from) * DAY_MINUTES, end = (int64_t)c->days * DAY_MINUTES;

    if (strcmp(kind, DUTY_BACKUP) == 0 && d >= c->from)
        c->backup[d - c->from] = 1;
    if (strcmp(kind, DUTY_DESK) != 0 && strcmp(kind, DUTY_HOTLINE) != 0)
        return;
    if (to <= from)
        to += DAY_MINUTES;
    for (int64_t m = begin + from; m < begin + to; m++)
        if (m >= 0 && m < end)
            c->answered[m] = 1;
}

static void
read_cover(struct office *o, int64_t project, struct cover *c, struct arena *a)
{
    struct query q = query_begin(o->store, &duty_of_days);
    day d;

    query_bind_int(&q, project);
    query_bind_text(&q, day_iso(a, c->from - 1));           /* a shift of the day before may reach into the first */
    query_bind_text(&q, day_iso(a, c->from + (day)c->days - 1));
    while (query_next(&q))
        if (day_parse_iso(query_text(&q, "day", a), &d))
            cover_shift(c, d, query_text(&q, "kind", a), query_int(&q, "from_min"), query_int(&q, "to_min"));
    query_end(&q, NULL);
}

static int
open_minutes(const char *minutes)
{
    int n = 0;

    for (int m = 0; m < DAY_MINUTES; m++)
        n += !minutes[m];
    return n;
}

static void
say_day(struct office *o, const struct cover *c, size_t i, const char *project, struct arena *a, struct said *said)
{
    const char *minutes = c->answered + i * DAY_MINUTES;
    day d = c->from + (day)i;
    char *when = arena_printf(a, "%s %s", day_show(a, d, office_today(o)), day_weekday_name(d));
    int allowed = DAY_MINUTES - (int)policy_number(o, "sla.05.warn") * 60;

    for (int m = 0; open_minutes(minutes) > allowed && m < DAY_MINUTES; m++) {
        int end = m;

        while (end < DAY_MINUTES && !minutes[end])
            end++;
        if (end > m)
            said_add(said, a, arena_printf(a, _("%s %s: nobody answers %02d:%02d-%02d:%02d"), project, when, m / 60, m % 60,
                                           end / 60, end % 60));
        m = end;
    }
    if (!c->backup[i])
        said_add(said, a, arena_printf(a, _("%s %s: no backup named"), project, when));
}

size_t
duty_gaps(struct office *o, day from, day to, struct arena *a, char ***lines)
{
    struct said said = { 0 };
    struct query q = query_begin(o->store, &duty_open_projects);
    int64_t ids[64];
    char *names[64];
    size_t n = 0;

    query_bind_int(&q, o->project);
    while (n < COUNT(ids) && query_next(&q)) {
        ids[n] = query_int(&q, "id");
        names[n++] = query_text(&q, "name", a);
    }
    query_end(&q, NULL);
    for (size_t p = 0; to >= from && p < n; p++) {
        struct cover c = { .from = from, .days = (size_t)(to - from) + 1 };

        c.answered = arena_alloc(a, c.days * DAY_MINUTES);
        c.backup = arena_alloc(a, c.days);
        read_cover(o, ids[p], &c, a);
        for (size_t i = 0; i < c.days; i++)
            say_day(o, &c, i, names[p], a, &said);
    }
    *lines = said.text;
    return said.count;
}

size_t
duty_at(struct office *o, int64_t project, const char *kind, moment t, int64_t *staff, size_t max)
{
    struct arena a = { 0 };
    struct query q = query_begin(o->store, &duty_now);
    day d = moment_day(t, o->zone);
    size_t n = 0;

    query_bind_int(&q, project);
    query_bind_text(&q, kind);
    query_bind_text(&q, day_iso(&a, d));
    query_bind_text(&q, day_iso(&a, d - 1));
    query_bind_int(&q, moment_second(t, o->zone) / 60);
    query_bind_int(&q, (int64_t)max);
    while (n < max && query_next(&q))
        staff[n++] = query_int(&q, "staff");
    query_end(&q, NULL);
    arena_free(&a);
    return n;
}

const struct reg duty_register = {
    .name = "duty", .one = N_("Duty"), .many = N_("Duty roster"), .fields = duty_fields,
    .title = "project day kind staff", .columns = "day project kind from_min to_min staff", .order = "-day",
    .search = "note", .unique = "project day kind from_min staff", .subjects = "staff",
    .check = duty_check, .gaps = duty_gaps, .tips = duty_tips,
};
