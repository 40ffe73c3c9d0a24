#include "data/opening.h"

#include "base/lang.h"
#include "data/hotline.h"
#include "data/line.h"
#include "data/permit.h"
#include "data/registers.h"
#include "data/task.h"

#include <string.h>

SQL(opening_intro, "SELECT count(*) FROM intro WHERE project = ? AND state = 'in_force'");
SQL(opening_turns, "UPDATE task SET done = max(started, ?), outcome = ?, entry = ? WHERE kind = ? AND about = 'project' AND matter = ?"
                   " AND turn <> ? AND done IS NULL");

static bool
has_intro(struct office *o, int64_t project)
{
    struct query q = query_begin(o->store, &opening_intro);

    query_bind_int(&q, project);
    return query_number(&q, 0) > 0;
}

/* What must not be while sales are open: said in order of weight. */
static void
hindrances(struct office *o, int64_t project, struct arena *a, struct said *said)
{
    char **high;
    size_t n;

    if (!has_intro(o, project))
        said_add(said, a, arena_strdup(a, _("No introduction of this project is in force (RCP-07). Approve one first.")));
    permits_missing(o, project, office_today(o), a, said);
    n = risk_high(o, project, a, &high);
    for (size_t i = 0; i < n; i++)
        said_add(said, a, high[i]);
}

static moment
check_until(struct office *o, const struct record *project)
{
    struct arena a = { 0 };
    moment opens, until;

    if (!record_value((struct record *)project, "opens_on")->set)
        return 0;
    opens = moment_at((day)record_num(project, "opens_on"), 0, o->zone);
    until = line_of(o, "-sla.13.red", true, opens, opens, &a).due;
    arena_free(&a);
    return until;
}

bool
opening_read(struct office *o, int64_t project, struct arena *a, struct opening *out, struct err *err)
{
    struct said said = { 0 };
    bool before;

    *out = (struct opening){ 0 };
    if (!reg_read(o, &project_register, project, a, &out->project, err))
        return false;
    before = strcmp(out->project->state, "preparing") == 0;
    out->display = display_progress(o, project);
    out->risk = risk_counts(o, project);
    out->check_until = check_until(o, out->project);
    hindrances(o, project, a, &said);
    if (before && out->check_until && out->check_until <= office_now(o) && !risk_settled(&out->risk))
        said_add(&said, a, arena_printf(a, _("The risk check is not settled in time: %zu of %zu looked at, %zu open (SLA-13)."), out->risk.looked_at,
                                        out->risk.items, out->risk.open));
    out->reasons = said.text;
    out->nreasons = said.count;
    out->red = said.count > 0;
    out->nmissing = display_missing(o, project, a, &out->missing);
    return true;
}

bool
opening_may(struct office *o, int64_t project, struct err *err)
{
    struct arena a = { 0 };
    struct said said = { 0 };
    bool may;

    hindrances(o, project, &a, &said);
    may = said.count == 0 || err_set(err, ERR_REFUSED, _("Sales cannot open: %s"), said.text[0]);
    arena_free(&a);
    return may;
}

/* ---- what the day of opening brings ------------------------------------------------------------ */

/* Another day of opening is another duty. */
static bool
end_other_turns(struct office *o, struct action *a, const char *kind, int64_t project, int64_t turn, struct err *err)
{
    struct query q = query_begin(o->store, &opening_turns);

    query_bind_int(&q, a->actor.now);
    query_bind_text(&q, turn ? _("Replaced by a new date") : _("No longer due"));
    query_bind_int(&q, a->entry);
    query_bind_text(&q, kind);
    query_bind_int(&q, project);
    query_bind_int(&q, turn);
    return query_run(&q, err);
}

static bool
raise_duties(struct office *o, struct action *a, const struct record *project, struct err *err)
{
    struct risk_counts risk = risk_counts(o, project->id);
    struct display_progress display = display_progress(o, project->id);
    struct task_wish w = { .about = "project", .matter = project->id, .project = project->id, .turn = record_num(project, "opens_on") };

    w.anchor = w.due = moment_at((day)record_num(project, "opens_on"), 0, o->zone);
    return (risk_settled(&risk) || event_raise(o, a, "project.opening", "risk_check", &w, err)) &&
           (display.shown == display.needed || event_raise(o, a, "project.opening", "display", &w, err));
}

bool
opening_follow(struct office *o, struct action *a, const struct record *project, struct err *err)
{
    day on = (day)record_num(project, "opens_on");
    bool ahead = strcmp(project->state, "preparing") == 0 && record_value((struct record *)project, "opens_on")->set && on >= office_today(o);

    if (strcmp(project->state, "selling") == 0 && (!display_write(o, a, project->id, err) || !hotline_first(o, a, project->id, err)))
        return false;
    if (strcmp(project->state, "preparing") == 0 && record_value((struct record *)project, "opens_on")->set && !ahead)
        return true;                    /* the day has passed unopened: what is owed stays owed */
    if (ahead && (!display_write(o, a, project->id, err) || !risk_write(o, a, project->id, err)))
        return false;
    return end_other_turns(o, a, "risk_check", project->id, ahead ? on : 0, err) &&
           end_other_turns(o, a, "display", project->id, ahead ? on : 0, err) && (!ahead || raise_duties(o, a, project, err));
}
