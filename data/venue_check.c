#include "data/registers.h"

#include "base/lang.h"
#include "data/lines.h"
#include "data/task.h"

#include <string.h>

/* RCP-20, RCP-21: before the doors open, four things of the venue and three of the devices. */
static const struct field check_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "day", .label = N_("Day"), .headings = "日期|检查日", .kind = FIELD_DATE, .preset = "today", .required = true },
    { .name = "checker", .label = N_("Checked by"), .headings = "检查人", .kind = FIELD_REF, .list = "staff", .cols = 12, .preset = "me", .required = true, .skip = true },
    { .name = "passed", .label = N_("In order"), .headings = "正常项|合格项", .kind = FIELD_CHOICES, .list = "venue_item", .cols = 40,
      .hint = N_("What you have looked at and found in order, by digits: 1 2 3 4 5 6 7.") },
    { .name = "faulty", .label = N_("Not in order"), .headings = "异常项|故障项", .kind = FIELD_CHOICES, .list = "venue_item", .cols = 40,
      .hint = N_("Each of these becomes a repair task.") },
    { .name = "faults", .label = N_("What is wrong"), .headings = "问题|故障说明", .kind = FIELD_LONG, .rows = 2 },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const char *const check_tips[] = {
    N_("Once a day and project, before the doors open; each of the seven is either in order or not."),
    N_("Test the devices by using them: ring in and out, send a message and receive one (RCP-21)."),
    N_("What is not in order becomes a repair task of its own; when it works again, correct the check or end the task."),
    NULL
};

SQL(venue_same_day, "SELECT s.name AS name FROM venue_check v JOIN staff s ON s.id = v.checker WHERE v.project = ? AND v.day = ? AND v.id <> ?");
SQL(venue_unchecked, "SELECT name FROM project p WHERE state IN ('selling', 'delivering') AND (?1 = 0 OR id = ?1)"
                     " AND NOT EXISTS (SELECT 1 FROM venue_check v WHERE v.project = p.id AND v.day = ?2) ORDER BY id");
SQL(venue_repaired, "UPDATE task SET done = max(started, ?), done_by = nullif(?, 0), outcome = ?, entry = ?"
                    " WHERE kind = 'device_repair' AND about = 'venue_check' AND matter = ? AND turn = ? AND done IS NULL");

static bool
holds(const char *codes, const char *code)
{
    size_t n = strlen(code);

    for (const char *c = codes; *c; c += strcspn(c, " "), c += *c == ' ')
        if (strncmp(c, code, n) == 0 && (c[n] == ' ' || c[n] == '\0'))
            return true;
    return false;
}

static bool
check_is_alone(struct office *o, const struct record *r, struct err *err)
{
    struct query q = query_begin(o->store, &venue_same_day);
    char *by = NULL;

    query_bind_int(&q, record_num(r, "project"));
    query_bind_text(&q, day_iso(r->arena, (day)record_num(r, "day")));
    query_bind_int(&q, r->id);
    if (query_next(&q))
        by = query_text(&q, "name", r->arena);
    if (!query_end(&q, err))
        return false;
    return !by || err_field(err, "day", _("This day is checked already (%s). Open that check to correct it."), by);
}

static bool
check_check(struct office *o, const struct record *r, struct err *err)
{
    const struct option_list *items = office_list(o, "venue_item");
    const char *passed = record_text(r, "passed"), *faulty = record_text(r, "faulty");

    for (size_t i = 0; i < items->count; i++) {
        const struct option *item = &items->options[i];

        if (holds(passed, item->code) && holds(faulty, item->code))
            return err_field(err, "faulty", _("%s cannot be in order and not in order."), item->text);
        if (!item->retired && !holds(passed, item->code) && !holds(faulty, item->code))
            return err_field(err, "passed", _("%s is not looked at yet."), item->text);
    }
    if (*faulty && !record_value((struct record *)r, "faults")->set)
        return err_field(err, "faults", _("Say what is wrong: somebody has to repair it."));
    if (record_num(r, "day") > office_today(o))
        return err_field(err, "day", _("A check cannot be noted ahead."));
    return check_is_alone(o, r, err);
}

static bool
end_repair(struct office *o, struct action *a, int64_t check, int64_t item, struct err *err)
{
    struct query q = query_begin(o->store, &venue_repaired);

    query_bind_int(&q, a->actor.now);
    query_bind_int(&q, a->actor.staff);
    query_bind_text(&q, _("In order again"));
    query_bind_int(&q, a->entry);
    query_bind_int(&q, check);
    query_bind_int(&q, item);
    return query_run(&q, err);
}

/* One repair for each fault, to be done by the end of the day; ended where a correction says that it is in order. */
static bool
check_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    const struct option_list *items = office_list(o, "venue_item");
    const char *faulty = record_text(r, "faulty");

    for (size_t i = 0; i < items->count; i++) {
        const struct option *item = &items->options[i];
        struct task_wish w = {
            .about = r->reg->name, .matter = r->id, .turn = item->code[0], .project = record_num(r, "project"),
            .due = moment_at(office_today(o) + 1, 0, o->zone),
            .text = arena_printf(&a->arena, _("Repair: %s (%s)"), item->text, record_text(r, "faults")),
        };

        if (holds(faulty, item->code) ? !event_raise(o, a, "venue_check.fault", "device_repair", &w, err)
                                      : !end_repair(o, a, r->id, w.turn, err))
            return false;
    }
    return event_end(o, a, "venue_check.save", "project", record_num(r, "project"), _("Checked"), err);
}

static size_t
check_gaps(struct office *o, day from, day to, struct arena *a, char ***lines)
{
    struct said said = { 0 };
    day today = office_today(o);

    for (day d = from; d <= to && d <= today; d++) {
        struct query q = query_begin(o->store, &venue_unchecked);

        query_bind_int(&q, o->project);
        query_bind_text(&q, day_iso(a, d));
        while (query_next(&q))
            said_add(&said, a, arena_printf(a, _("%s %s: venue and devices not checked"), query_text(&q, "name", a), day_show(a, d, today)));
        query_end(&q, NULL);
    }
    *lines = said.text;
    return said.count;
}

const struct reg venue_check_register = {
    .name = "venue_check", .one = N_("Venue check"), .many = N_("Venue checks"), .fields = check_fields,
    .title = "project day", .columns = "day project checker passed faulty", .order = "-day", .search = "faults note",
    .unique = "project day", .check = check_check, .saved = check_saved, .gaps = check_gaps, .tips = check_tips,
};
