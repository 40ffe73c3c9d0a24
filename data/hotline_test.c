#include "data/hotline.h"

#include "base/lang.h"
#include "data/lines.h"
#include "data/policy.h"
#include "data/registers.h"
#include "data/task.h"

static const struct field hotline_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "number", .label = N_("Number rung"), .headings = "号码|热线号码", .kind = FIELD_PHONE, .cols = 16, .hint = N_("Empty: the hotline of the project.") },
    { .name = "at", .label = N_("When"), .headings = "时间|拨测时间", .kind = FIELD_MOMENT, .cols = 16, .preset = "now", .required = true },
    { .name = "answered", .label = N_("Answered"), .headings = "是否接通|接通", .kind = FIELD_BOOL, .required = true },
    { .name = "seconds", .label = N_("After seconds"), .headings = "接通秒数|秒数", .kind = FIELD_NUMBER, .cols = 5, .min = 0, .max = 600 },
    { .name = "sign_seen", .label = N_("Sign in plain sight"), .headings = "标识醒目", .kind = FIELD_BOOL,
      .hint = N_("Is the sign with the number seen at once in the hall?") },
    { .name = "staff", .label = N_("Tested by"), .headings = "拨测人", .kind = FIELD_REF, .list = "staff", .cols = 12, .preset = "me", .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const char *const hotline_tips[] = {
    N_("Ring it yourself from outside, as a customer would; once a week unless the policy says otherwise (RCP-34)."),
    N_("Where nobody answers, the repair is on the list at once; the next test that is answered ends it."),
    NULL
};

SQL(hotline_later, "SELECT count(*) FROM hotline_test WHERE project = ? AND (at > ? OR (at = ? AND id > ?))");
SQL(hotline_any, "SELECT count(*) FROM hotline_test WHERE project = ?");
SQL(hotline_last, "SELECT p.id AS id, p.name AS name, coalesce((SELECT max(at) FROM hotline_test t WHERE t.project = p.id), 0) AS last FROM project p"
                  " WHERE p.state IN ('selling', 'delivering', 'occupied') AND (?1 = 0 OR p.id = ?1) ORDER BY p.id");

static bool
hotline_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    struct record *project;

    (void)a;
    if (record_value(r, "number")->set || !record_num(r, "project"))
        return true;
    if (!reg_read(o, &project_register, record_num(r, "project"), r->arena, &project, err))
        return false;
    record_set_text(r, "number", record_text(project, "hotline"));
    return true;
}

static bool
hotline_check(struct office *o, const struct record *r, struct err *err)
{
    if (!record_value((struct record *)r, "number")->set)
        return err_field(err, "number", _("This project has no hotline on record: enter the number."));
    return record_num(r, "at") <= office_now(o) || err_field(err, "at", _("A test cannot be noted ahead."));
}

static bool
is_last(struct office *o, const struct record *r)
{
    struct query q = query_begin(o->store, &hotline_later);

    query_bind_int(&q, record_num(r, "project"));
    query_bind_int(&q, record_num(r, "at"));
    query_bind_int(&q, record_num(r, "at"));
    query_bind_int(&q, r->id);
    return query_number(&q, 0) == 0;
}

/* The last test says what is owed: the next one, and the repair where nobody answered. */
static bool
hotline_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct task_wish next = { .about = "project", .matter = record_num(r, "project"), .turn = r->id, .project = record_num(r, "project"),
                              .start = record_num(r, "at") };
    struct task_wish repair = next;
    bool answered = record_num(r, "answered") != 0;

    if (!is_last(o, r))
        return true;
    repair.due = record_num(r, "at");
    if (answered && !event_end(o, a, "hotline.test", "project", next.matter, _("Tested"), err))
        return false;
    if (!answered && !task_end(o, a, "hotline_test", "project", next.matter, _("Tested"), err))
        return false;
    return event_raise(o, a, "hotline.test", "hotline_test", &next, err) &&
           (answered || event_raise(o, a, "hotline.fail", "device_repair", &repair, err));
}

bool
hotline_first(struct office *o, struct action *a, int64_t project, struct err *err)
{
    struct query q = query_begin(o->store, &hotline_any);
    struct task_wish w = { .about = "project", .matter = project, .project = project };

    query_bind_int(&q, project);
    return query_number(&q, 0) > 0 || event_raise(o, a, "hotline.test", "hotline_test", &w, err);
}

/* Projects whose last test is longer ago than the policy allows, as of the first of the days. */
static size_t
hotline_gaps(struct office *o, day from, day to, struct arena *a, char ***lines)
{
    struct query q = query_begin(o->store, &hotline_last);
    struct said said = { 0 };
    day limit = (day)policy_number(o, "hotline.test_days");

    (void)to;
    query_bind_int(&q, o->project);
    while (query_next(&q)) {
        moment last = query_int(&q, "last");
        char *name = query_text(&q, "name", a);

        if (!last)
            said_add(&said, a, arena_printf(a, _("%s: the hotline was never tested"), name));
        else if (moment_day(last, o->zone) + limit < from)
            said_add(&said, a, arena_printf(a, _("%s: hotline last tested %s, overdue"), name, day_show(a, moment_day(last, o->zone), office_today(o))));
    }
    query_end(&q, NULL);
    *lines = said.text;
    return said.count;
}

static enum reg_look
hotline_look(struct office *o, const struct record *r)
{
    (void)o;
    return record_num(r, "answered") ? LOOK_PLAIN : LOOK_BAD;
}

const struct reg hotline_test_register = {
    .name = "hotline_test", .one = N_("Hotline test"), .many = N_("Hotline tests"), .fields = hotline_fields,
    .title = "project at", .columns = "at project number answered seconds sign_seen staff", .order = "-at", .search = "number note",
    .unique = "project at", .saving = hotline_saving, .check = hotline_check, .saved = hotline_saved, .gaps = hotline_gaps,
    .look = hotline_look, .tips = hotline_tips,
};
