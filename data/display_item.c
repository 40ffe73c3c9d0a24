#include "data/registers.h"

#include "base/lang.h"
#include "data/display.h"
#include "data/lines.h"
#include "data/policy.h"
#include "data/sheet_private.h"
#include "data/task.h"

#include <string.h>

#define CHANNELS_MOST 64

/* RCP-33, RCP-38: one row for each thing that hangs in the hall. */
static const struct field display_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "item", .label = N_("What hangs"), .headings = "公示项|公示项目", .kind = FIELD_CHOICE, .list = "display_item", .cols = 34, .required = true },
    { .name = "content", .label = N_("Content"), .headings = "内容", .kind = FIELD_LONG, .rows = 3,
      .hint = N_("What the page says; printed with the deadlines of the policies.") },
    { .name = "place", .label = N_("Place"), .headings = "位置", .kind = FIELD_TEXT, .cols = 20, .keep_last = true },
    { .name = "shown_on", .label = N_("Hangs since"), .headings = "上墙日|上墙日期", .kind = FIELD_DATE },
    { .name = "checker", .label = N_("Checked by"), .headings = "检查人", .kind = FIELD_REF, .list = "staff", .cols = 12, .skip = true },
    { .name = "photo", .label = N_("Photo number"), .headings = "照片编号", .kind = FIELD_TEXT, .cols = 16, .limit = 30 },
    { .name = "recheck_on", .label = N_("Look again on"), .headings = "复查日", .kind = FIELD_DATE },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state display_states[] = {
    { "missing", N_("missing") }, { "shown", N_("hangs") }, { "dropped", N_("not needed") }, { 0 }
};

static const struct move display_moves[] = {
    { .id = "show", .label = N_("It hangs"), .from = "missing", .to = "shown", .sign = "checker", .date = "shown_on", .keep_date = true },
    { .id = "take_down", .label = N_("Taken down"), .from = "shown", .to = "missing", .reason = true },
    { 0 }
};

static const struct reg_raise display_raises[] = {
    { .task = "display.recheck", .text = N_("See whether it still hangs"), .states = "shown", .date = "recheck_on", .rule = "RCP-38",
      .role = "marketing_dept", .plan = true },
    { 0 }
};

static const char *const display_tips[] = {
    N_("Six things hang before sales open: price, adverse factors, permits, parking, the sample contract, the property contract (RCP-38)."),
    N_("The page on withdrawal is needed only while the policy of three days is on; then it stands here by itself."),
    N_("p prints a page to hang up; its deadlines are those of the policies."),
    NULL
};

static const char *
state_before(struct office *o, const struct record *r)
{
    struct record *stored;

    return r->id && reg_read(o, r->reg, r->id, r->arena, &stored, NULL) ? stored->state : "";
}

/* A thing noted anew goes onto its row where that is still empty; the day makes it hang; taken down it has no day. */
static bool
display_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    struct record *same;

    (void)a;
    if (r->id == 0 && !reg_same(o, r, r->arena, &same, err))
        return false;
    if (r->id == 0 && same && strcmp(same->state, "missing") == 0)
        r->id = same->id;
    if (strcmp(r->state, "missing") == 0 && strcmp(state_before(o, r), "shown") == 0)
        record_clear(r, "shown_on");
    else if (strcmp(r->state, "missing") == 0 && record_value(r, "shown_on")->set)
        r->state = "shown";
    if (strcmp(r->state, "shown") == 0 && !record_value(r, "checker")->set && o->staff)
        record_set_num(r, "checker", o->staff);
    return true;
}

static bool
display_check(struct office *o, const struct record *r, struct err *err)
{
    const struct value *on = record_value((struct record *)r, "shown_on");

    if (!reg_alone(o, r, "item", err))
        return false;
    if (strcmp(r->state, "dropped") != 0 && !display_needed(o, record_text(r, "item")))
        return err_field(err, "item", _("This page is needed only while three days' withdrawal is offered (RCP-37)."));
    if (strcmp(r->state, "shown") != 0)
        return true;
    if (!record_value((struct record *)r, "place")->set)
        return err_field(err, "place", _("Say where it hangs."));
    return !on->set || on->num <= office_today(o) || err_field(err, "shown_on", _("It cannot hang since a day to come."));
}

static bool
display_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct display_progress p = display_progress(o, record_num(r, "project"));

    return p.shown < p.needed || event_end(o, a, "display.complete", "project", record_num(r, "project"), _("All hangs"), err);
}

SQL(display_halls, "SELECT id, name FROM project WHERE (state = 'selling' OR (state = 'preparing' AND opens_on IS NOT NULL))"
                   " AND (?1 = 0 OR id = ?1) ORDER BY id");

static void
say_missing(struct office *o, int64_t project, const char *name, struct arena *a, struct said *said)
{
    struct display_progress p = display_progress(o, project);
    char **names;
    size_t n = display_missing(o, project, a, &names);

    for (size_t i = 0; i < n; i++)
        said_add(said, a, arena_printf(a, _("%s %zu/%zu: does not hang: %s"), name, p.shown, p.needed, names[i]));
}

static size_t
display_gaps(struct office *o, day from, day to, struct arena *a, char ***lines)
{
    struct query q = query_begin(o->store, &display_halls);
    struct said said = { 0 };
    int64_t ids[64];
    char *names[64];
    size_t n = 0;

    (void)from;
    (void)to;
    query_bind_int(&q, o->project);
    for (; n < COUNT(ids) && query_next(&q); n++) {
        ids[n] = query_int(&q, "id");
        names[n] = query_text(&q, "name", a);
    }
    query_end(&q, NULL);
    for (size_t i = 0; i < n; i++)
        say_missing(o, ids[i], names[i], a, &said);
    *lines = said.text;
    return said.count;
}

static enum reg_look
display_look(struct office *o, const struct record *r)
{
    int64_t again = record_num(r, "recheck_on");

    if (strcmp(r->state, "missing") == 0)
        return LOOK_BAD;
    return strcmp(r->state, "shown") == 0 && again && again < office_today(o) ? LOOK_WARN : LOOK_PLAIN;
}

/* ---- the page to hang up -------------------------------------------------------------------------- */

/* Which deadlines stand on which page: by policy, never in figures of our own. */
static const struct { const char *item, *label, *policy; } pages[] = {
    { "07", N_("A complaint is taken up, in working hours: we reach you within"), "sla.06.red" },
    { "07", N_("A complaint is taken up at other hours: we reach you within"), "sla.07.red" },
    { "07", N_("First response to a complaint, at the latest"), "sla.08.red" },
    { "07", N_("A solution is proposed within"), "sla.09.workdays" },
    { "07", N_("In an emergency somebody is there within"), "sla.10.red" },
    { "07", N_("A question at the desk or by phone is answered within"), "sla.04.red" },
    { "10", N_("What is to be given back is paid within"), "signing.refund_days" },
    { "11", N_("You may withdraw without a reason after subscribing, within"), "sla.26.red" },
    { "11", N_("What is to be given back is paid within"), "signing.refund_days" },
};

static void
deadlines(struct sheet_pairs *s, struct paper *p, const char *item)
{
    const struct paper_column columns[] = { { _("What is due"), 0, false }, { _("Within"), 16, false } };
    const char *cells[2 * COUNT(pages)];
    size_t n = 0;

    for (size_t i = 0; i < COUNT(pages); i++) {
        const struct policy *policy = policy_get(s->o, pages[i].policy);

        if (strcmp(pages[i].item, item) != 0)
            continue;
        cells[2 * n] = _(pages[i].label);
        cells[2 * n++ + 1] = arena_printf(s->a, "%s %s", policy->value, policy_unit(policy));
    }
    if (n)
        paper_table(p, PAPER_BOXED, columns, COUNT(columns), cells, n);
}

/* The channels that are kept open for this project or for all (CH-01 to CH-08). */
static size_t
open_channels(struct sheet_pairs *s, struct sheet_pairs *out, int64_t project)
{
    struct reg_filter f = { .state = "open" };
    struct record *rows[CHANNELS_MOST];
    size_t count = 0, shown = 0;

    reg_window(s->o, &service_channel_register, &f, NULL, false, s->a, rows, COUNT(rows), &count, NULL);
    for (size_t i = 0; i < count; i++) {
        int64_t own = record_num(rows[i], "project");

        if (!*record_text(rows[i], "contact") || (own && own != project))
            continue;
        sheet_pair(out, office_code_text(s->o, "complaint_channel", record_text(rows[i], "channel")), record_text(rows[i], "contact"), true);
        shown++;
    }
    return shown;
}

/* Who answers, and by what number one reaches them. */
static bool
channels(struct sheet_pairs *s, struct paper *p, const struct record *project)
{
    struct sheet_pairs c = { .o = s->o, .a = s->a, .cols = s->cols };

    if (!open_channels(s, &c, project->id))
        sheet_pair(&c, _("Hotline"), record_text(project, "hotline"), true);
    sheet_pair(&c, _("Customer service"), _("Takes every question, complaint and proposal; follows it until you say it is settled."), true);
    sheet_pair(&c, _("Property service"), _("Cleaning, green, safety, repairs of what is common."), true);
    sheet_pair(&c, _("On the spot"), record_text(project, "address"), true);
    paper_pairs(p, PAPER_BOXED, c.pairs, c.count, 1);
    return true;
}

static bool
display_paper(struct sheet_pairs *s, struct paper *p, const struct record *r, struct err *err)
{
    const char *item = record_text(r, "item"), *labels[] = { _("Checked by"), _("Date") };
    struct record *project;

    if (!reg_read(s->o, &project_register, record_num(r, "project"), s->a, &project, err))
        return false;
    paper_title(p, office_code_text(s->o, "display_item", item));
    paper_text(p, record_text(project, "name"));
    if (strcmp(item, "07") == 0)
        channels(s, p, project);
    if (*record_text(r, "content"))
        paper_text(p, record_text(r, "content"));
    paper_gap(p);
    deadlines(s, p, item);
    paper_sign(p, labels, COUNT(labels));
    return true;
}

const struct reg display_item_register = {
    .name = "display_item", .one = N_("Thing on display"), .many = N_("On display"), .fields = display_fields,
    .states = display_states, .moves = display_moves, .raises = display_raises, .gone = "dropped",
    .title = "item", .columns = "project item place shown_on recheck_on photo state", .order = "item", .search = "content place photo note",
    .unique = "project item", .saving = display_saving, .check = display_check, .saved = display_saved, .gaps = display_gaps,
    .look = display_look, .paper = display_paper, .tips = display_tips,
};
