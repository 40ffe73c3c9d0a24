/* What the hotline's books are filled with at once: channels, check lists, homes to be visited, samples, defects that are one. */
#include "ui/screens/complaint.h"

#include "base/lang.h"
#include "data/complaint_score.h"
#include "data/construction_notice.h"
#include "data/defect_entry.h"
#include "data/policy.h"
#include "data/prevention_check.h"
#include "data/service_channel.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"
#include "ui/screens/register.h"

#define BUILDINGS_MOST 60

/* Says what came of it, and shows the book. False: it was refused. */
static bool
show(struct screen *sc, const char *reg, bool good, const struct err *err, const char *said)
{
    if (!good) {
        app_say_err(sc->app, err);
        return false;
    }
    app_wrote(sc->app);
    register_open(sc->app, reg_get(reg));
    app_say(sc->app, "%s", said);
    return true;
}

/* ---- channels (CH-01 to CH-08) ------------------------------------------------------------------------------ */

static void
make_channels(struct screen *sc)
{
    struct office *o = office_of(sc);
    struct err err = { 0 };
    bool good = service_channels_make(o, o->project, &err);

    show(sc, "service_channel", good, &err, _("Every channel has its row: fill in number, hours and who is responsible."));
}

/* ---- check lists (F-430) ------------------------------------------------------------------------------------------ */

static void
make_check_list(struct screen *sc)
{
    static const struct field fields[] = {
        { .name = "moment", .label = N_("Moment"), .kind = FIELD_CHOICE, .list = "moment", .cols = 20, .hint = N_("Empty: all thirty.") },
        { .name = "round", .label = N_("Check list"), .kind = FIELD_TEXT, .cols = 30, .limit = 60, .required = true, .hint = N_("What it is for: a phase, a day, a training.") },
        { 0 }
    };
    struct office *o = office_of(sc);
    struct value v[2] = { { 0 } };
    struct arena a = { 0 };
    struct err err = { 0 };
    int made = 0;
    bool shown = false;

    while (!shown && dialog_form(sc->app, _("A check list of what prevents complaints"), fields, desk_env(desk_of(sc)), &a, v)) {
        bool good = prevention_make(o, o->project, v[0].set ? v[0].text : NULL, v[1].text, &made, &err);

        shown = show(sc, "prevention_check", good, &err, arena_printf(&a, _("%d points are on the list: check each, m says how it is."), made));
    }
    arena_free(&a);
}

/* ---- who is disturbed (CMP-36) ------------------------------------------------------------------------------------- */

static size_t
buildings_of(struct office *o, int64_t project, struct arena *a, struct option *out)
{
    struct reg_filter f = { .field = "project", .equals = project };
    struct record *rows[BUILDINGS_MOST];
    size_t n = 0;

    reg_window(o, reg_get("building"), &f, NULL, false, a, rows, COUNT(rows), &n, NULL);
    for (size_t i = 0; i < n; i++)
        out[i] = (struct option){ .code = "", .text = record_text(rows[i], "name"), .id = rows[i]->id };
    return n;
}

/* The buildings ticked. 0: none, or Esc. */
static size_t
tick_buildings(struct screen *sc, int64_t notice, struct arena *a, int64_t *ids)
{
    struct option options[BUILDINGS_MOST];
    bool on[BUILDINGS_MOST] = { false };
    struct record *r;
    size_t n, count = 0;

    if (!reg_read(office_of(sc), reg_get("construction_notice"), notice, a, &r, NULL))
        return 0;
    n = buildings_of(office_of(sc), record_num(r, "project"), a, options);
    if (!n || !dialog_tick(sc->app, _("Which buildings are disturbed?"), options, n, on))
        return 0;
    for (size_t i = 0; i < n; i++)
        if (on[i])
            ids[count++] = options[i].id;
    return count;
}

static void
list_homes(struct screen *sc)
{
    static const struct field notice = { .name = "notice", .label = N_("Notice of construction"), .kind = FIELD_REF, .list = "construction_notice", .cols = 30, .required = true };
    struct value v = { 0 };
    struct arena a = { 0 };
    struct err err = { 0 };
    int64_t ids[BUILDINGS_MOST];
    size_t n = 0;
    int made = 0;

    if (dialog_line(sc->app, _("List the homes that the work disturbs"), &notice, desk_env(desk_of(sc)), &a, &v))
        n = tick_buildings(sc, v.num, &a, ids);
    if (n) {
        bool good = construction_list_homes(office_of(sc), v.num, ids, n, &made, &err);

        show(sc, "disturbed_home", good, &err, arena_printf(&a, _("%d homes are to be visited: m notes each visit."), made));
    } else {
        app_say(sc->app, "%s", _("No building is chosen: nothing was listed."));
    }
    arena_free(&a);
}

/* ---- samples (F-431) ------------------------------------------------------------------------------------------------- */

static void
draw_samples(struct screen *sc)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct err err = { 0 };
    int drawn = 0;
    bool good = complaint_score_draw(o, office_today(o), (int)policy_number(o, "quality.samples"), &drawn, &err);

    show(sc, "complaint_score", good, &err, drawn ? arena_printf(&a, _("%d samples are drawn: score them."), drawn) : _("All samples of this month are drawn already."));
    arena_free(&a);
}

/* ---- defects that are one (CMP-40) -------------------------------------------------------------------------------------- */

static void
merge_defects(struct screen *sc)
{
    static const struct field fields[] = {
        { .name = "keep", .label = N_("Stays"), .kind = FIELD_REF, .list = "defect_entry", .cols = 30, .required = true },
        { .name = "gone", .label = N_("Goes into it"), .kind = FIELD_REF, .list = "defect_entry", .cols = 30, .required = true },
        { .name = "why", .label = N_("Why"), .kind = FIELD_TEXT, .cols = 40, .limit = 200, .required = true },
        { 0 }
    };
    struct value v[3] = { { 0 } };
    struct arena a = { 0 };
    struct err err = { 0 };
    bool shown = false;

    while (!shown && dialog_form(sc->app, _("Two entries of the defect library are the same"), fields, desk_env(desk_of(sc)), &a, v)) {
        bool good = defect_merge(office_of(sc), v[0].num, v[1].num, v[2].text, &err);

        shown = show(sc, "defect_entry", good, &err, _("They are one now; matters and cases went with it."));
    }
    arena_free(&a);
}

const struct command complaint_books_menu[] = {
    { .id = "books.channels", .right = "do register.service_channel.edit", .bar = N_("Set up the channels"), .help = N_("A row for each way in which customers reach the company."), .run = make_channels },
    { .id = "books.prevention", .right = "do register.prevention_check.edit", .bar = N_("New prevention check list"), .help = N_("The points of one moment, or of all thirty, for a phase or a training."), .run = make_check_list },
    { .id = "books.disturbed", .right = "do register.disturbed_home.edit", .bar = N_("Homes that building disturbs"), .help = N_("Lists every home of the buildings ticked, to be visited before the work begins."), .run = list_homes },
    { .id = "books.samples", .right = "do register.complaint_score.edit", .bar = N_("Samples of complaints"), .help = N_("By lot, some of each colleague this month; then they are scored."), .run = draw_samples },
    { .id = "books.defects", .right = "do register.defect_entry.edit", .bar = N_("Join two defects"), .help = N_("Two entries that mean the same become one."), .run = merge_defects },
    { 0 }
};
