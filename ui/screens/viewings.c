/* The appointments of these days: who comes, what they need, who has come, who did not (RCP-22, RCP-58, RCP-61). */
#include "base/lang.h"
#include "base/phone.h"
#include "data/policy.h"
#include "data/viewing.h"
#include "ui/kit/list.h"
#include "ui/screens/customer.h"
#include "ui/screens/desk.h"
#include "ui/screens/print.h"
#include "ui/screens/reception.h"
#include "ui/screens/register.h"
#include "ui/screens/task_show.h"
#include "ui/screens/viewing.h"
#include "ui/screens/viewing_ask.h"

#include <string.h>

enum { ROWS_MOST = 300 };

struct state {
    struct list *list;
    bool today;                 /* only today */
    struct viewing_row *rows;   /* in the screen's arena */
    char *line;
};

static const struct column columns[] = {
    { N_("Time"), 5, ALIGN_LEFT, 0 }, { N_("Name"), 10, ALIGN_LEFT, 0 }, { N_("People"), 4, ALIGN_RIGHT, 0 }, { N_("Ready"), 5, ALIGN_LEFT, 2 },
    { N_("Consultant"), 8, ALIGN_LEFT, 0 }, { N_("Special needs, homes"), 0, ALIGN_LEFT, 0 }, { N_("State"), 8, ALIGN_LEFT, 0 }, { 0 },
};

static bool
viewings_open(struct screen *sc, void *arg, struct err *err)
{
    struct state *s = sc->state;

    (void)err;
    s->today = arg && ((const struct viewings_arg *)arg)->today;
    s->list = list_new(columns, NULL, NULL);
    list_empty_text(s->list, _("No appointments. n books one, u somebody who stands here now."));
    return true;
}

/* ---- rows ------------------------------------------------------------------------------------------------ */

static bool
is(const struct viewing_row *r, const char *state)
{
    return strcmp(r->state, state) == 0;
}

static enum style
style_of(const struct viewing_row *r)
{
    if (is(r, "missed"))
        return STYLE_BAD;
    if (!is(r, "booked"))
        return STYLE_DIM;
    return *r->needs || r->urgent ? STYLE_WARN : STYLE_PLAIN;
}

static void
fill_row(struct screen *sc, const struct viewing_row *r)
{
    struct state *s = sc->state;
    struct arena *a = &sc->arena;
    struct row *row = list_add(s->list, r->id, NULL);
    struct civil at = moment_civil(r->at, office_of(sc)->zone);

    row->cells[0] = arena_printf(a, "%02d:%02d", at.hour, at.minute);
    row->cells[1] = r->name;
    row->cells[2] = arena_printf(a, "%lld", (long long)r->party);
    row->cells[3] = r->urgent || !is(r, "booked") ? "" : arena_printf(a, "%zu/%zu", r->prepared, r->to_prepare);
    row->cells[4] = *r->consultant ? r->consultant : _("nobody");
    row->cells[5] = arena_printf(a, "%s%s%s%s%s", *r->needs ? "! " : "", r->needs, *r->needs ? " " : "", r->security ? _("security ") : "", r->homes);
    row->cells[6] = r->urgent && is(r, "booked") ? _("here now") : reg_state_label(&viewing_register, r->state);
    row->style = style_of(r);
    row->data = r;
}

static void
fill_days(struct screen *sc, size_t count)
{
    struct state *s = sc->state;
    struct office *o = office_of(sc);
    day shown = 0, today = office_today(o);

    for (size_t i = 0; i < count; i++) {
        day d = moment_day(s->rows[i].at, o->zone);

        if (i == 0 || d != shown) {
            if (i > 0)
                list_add_heading(s->list, "");
            list_add_heading(s->list, arena_printf(&sc->arena, "%s %s%s", day_show(&sc->arena, d, today), day_weekday_name(d), d == today ? _("  today") : ""));
        }
        shown = d;
        fill_row(sc, &s->rows[i]);
    }
}

/* Those of yesterday and before who did not come are still to be called: they stay until somebody has moved or dropped them. */
static size_t
keep_wanted(struct state *s, size_t count, moment midnight)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++)
        if (s->rows[i].at >= midnight || (!s->today && is(&s->rows[i], "missed")))
            s->rows[n++] = s->rows[i];
    return n;
}

static bool
viewings_load(struct screen *sc, struct err *err)
{
    struct state *s = sc->state;
    struct office *o = office_of(sc);
    day today = office_today(o), days = (day)policy_number(o, "viewing.show_days");
    moment midnight = moment_at(today, 0, o->zone);
    size_t count, booked = 0, missed = 0;

    s->rows = arena_alloc(&sc->arena, ROWS_MOST * sizeof *s->rows);
    list_clear(s->list);
    if (!viewing_list(o, s->today ? midnight : moment_at(today - days, 0, o->zone), moment_at(today + (s->today ? 1 : days + 1), 0, o->zone), &sc->arena,
                      s->rows, ROWS_MOST, &count, err))
        return false;
    count = keep_wanted(s, count, midnight);
    for (size_t i = 0; i < count; i++) {
        booked += is(&s->rows[i], "booked");
        missed += is(&s->rows[i], "missed");
    }
    fill_days(sc, count);
    s->line = arena_printf(&sc->arena, s->today ? _("Today: to come %zu, did not come %zu") : _("These days: to come %zu, did not come %zu"), booked, missed);
    screen_title(sc, "%s", s->today ? _("Today's appointments") : _("Appointments"));
    return true;
}

static void
viewings_draw(struct screen *sc, struct box body)
{
    struct state *s = sc->state;
    const struct viewing_row *r = list_data(s->list);

    draw_text(sc->term, body, 0, 1, -1, STYLE_PLAIN, s->line ? s->line : "");
    list_draw(s->list, sc->term, (struct box){ body.y + 2, body.x + 1, body.rows - 5, body.cols - 1 }, true);
    if (!r)
        return;
    draw_printf(sc->term, body, body.rows - 2, 1, -1, STYLE_PLAIN, _("%s  %s  %s  cared about: %s"), r->number, r->name,
                *r->phone ? phone_mask(&sc->arena, r->phone) : _("no contact"), *r->focus ? r->focus : _("nothing known yet"));
    if (*r->needs)
        draw_printf(sc->term, body, body.rows - 1, 1, -1, STYLE_BAD, _("Special needs: %s"), r->needs);
}

static bool
viewings_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct state *)sc->state)->list, k);
}

static bool
viewings_has_row(const struct screen *sc)
{
    return list_row(((struct state *)sc->state)->list) != NULL;
}

static void
viewings_close(struct screen *sc)
{
    list_free(&((struct state *)sc->state)->list);
}

/* ---- commands --------------------------------------------------------------------------------------------- */

static const struct viewing_row *
row_of(struct screen *sc)
{
    return list_data(((struct state *)sc->state)->list);
}

/* The walk-in has everything already; where they came before, it is opened again. */
static void
arrived(struct screen *sc)
{
    const struct viewing_row *r = row_of(sc);
    struct reception_arg arg = { .id = r->visit };
    struct err err = { 0 };

    if (!arg.id && !viewing_arrive(office_of(sc), r->id, &arg.id, &err)) {
        app_say_err(sc->app, &err);
        return;
    }
    screen_push(sc->app, &reception_form_screen, &arg);
}

static void
missed(struct screen *sc)
{
    const struct viewing_row *r = row_of(sc);
    struct err err = { 0 };

    if (viewing_miss(office_of(sc), r->id, &err))
        app_say(sc->app, _("%s did not come: a call to them is on the list."), r->name);
    else
        app_say_err(sc->app, &err);
}

/* Whoever reads the customer's page before they come has read who they are (RCP-22). */
static void
read_customer(struct screen *sc)
{
    struct viewing_row r = *row_of(sc);

    if (!r.customer) {
        app_say(sc->app, "%s", _("Nobody is known here yet: Enter opens the appointment."));
        return;
    }
    if (is(&r, "booked") && office_can(office_of(sc), "reception.do", "do"))
        viewing_tick(office_of(sc), r.id, VIEWING_PREP_BACKGROUND, true, NULL);
    app_wrote(sc->app);
    customer_open(sc->app, r.customer);
}

static void
prepare(struct screen *sc)
{
    int64_t id = row_of(sc)->id;

    screen_push(sc->app, &viewing_prep_screen, &id);
}

static void
recommend(struct screen *sc)
{
    struct register_wish wish = { .reg = reg_get("recommendation"), .preset_field = "viewing", .preset = row_of(sc)->id };

    screen_push(sc->app, &register_form_screen, &wish);
}

static void
open_card(struct screen *sc)
{
    viewing_open_matter(sc, "viewing", row_of(sc)->id);
}

static void
book(struct screen *sc)
{
    screen_push(sc->app, &viewing_form_screen, NULL);
}

static void
book_urgent(struct screen *sc)
{
    struct viewing_arg arg = { .urgent = true };

    screen_push(sc->app, &viewing_form_screen, &arg);
}

static void
switch_days(struct screen *sc)
{
    struct state *s = sc->state;

    s->today = !s->today;
    screen_stale(sc);
}

static void
filter(struct screen *sc)
{
    struct state *s = sc->state;
    struct arena a = { 0 };
    char *text = ask_filter(sc->app, list_filter(s->list), &a);

    if (text)
        list_set_filter(s->list, text);
    arena_free(&a);
}

static void move(struct screen *sc) { viewing_ask_move(sc, row_of(sc)->id); }
static void cancel(struct screen *sc) { viewing_ask_cancel(sc, row_of(sc)->id); }
static void result(struct screen *sc) { viewing_ask_result(sc, row_of(sc)->id); }
static void assign(struct screen *sc) { viewing_ask_assign(sc, row_of(sc)->id); }
static void print_row(struct screen *sc) { print_record(sc, &viewing_register, row_of(sc)->id); }

static const struct command commands[] = {
    { "viewings.arrived", '1', 0, NEED_ROW | NEED_WRITE, "reception.do", N_("Arrived"), N_("They are here: open the walk-in with everything that is known."), arrived, NULL, NULL },
    { "viewings.move", '2', 0, NEED_ROW | NEED_WRITE, "reception.do", N_("Move"), N_("Another time; says why, and a new message goes out."), move, NULL, NULL },
    { "viewings.missed", '3', 0, NEED_ROW | NEED_WRITE, "reception.do", N_("Not come"), N_("They did not come: a call to them becomes a task."), missed, NULL, NULL },
    { "viewings.cancel", '4', 0, NEED_ROW | NEED_WRITE, "reception.do", N_("Will not come"), N_("They will not come; says why."), cancel, NULL, NULL },
    { "viewings.result", '5', 0, NEED_ROW | NEED_WRITE, "reception.do", N_("Seen"), N_("Which homes they saw, with whom, and what they said."), result, NULL, NULL },
    { "viewings.assign", '6', 0, NEED_ROW | NEED_WRITE, "reception.do", N_("Assign"), N_("Who is free, whose turn it is first: a digit gives it to them."), assign, NULL, NULL },
    { "viewings.prepare", '7', 0, NEED_ROW, NULL, N_("Prepare"), N_("The checklist before they come."), prepare, NULL, NULL },
    { "viewings.new", 'n', 0, 0, "reception.do", N_("New"), N_("Book a viewing."), book, NULL, NULL },
    { "viewings.urgent", 'u', 0, 0, "reception.do", N_("Here now"), N_("Somebody wants to view now: who is free shows them round."), book_urgent, NULL, NULL },
    { "viewings.customer", 'c', 0, NEED_ROW, "see screen.customer", N_("Customer"), N_("Read who comes; noted as read."), read_customer, NULL, NULL },
    { "viewings.open", CMD_KEY(KEY_ENTER), 0, NEED_ROW, NULL, N_("Open"), N_("Open this appointment."), open_card, NULL, NULL },
    { "viewings.days", 'w', 0, CMD_OFF_BAR, NULL, N_("Today or week"), N_("Only today, or the days to come."), switch_days, NULL, NULL },
    { "viewings.recommend", 'r', 0, NEED_ROW | CMD_OFF_BAR, "do register.recommendation.edit", N_("Recommend"), N_("Note a home recommended to them, and what speaks against it."), recommend, NULL, NULL },
    { "viewings.filter", '/', 0, CMD_OFF_BAR, NULL, N_("Filter"), N_("Show only rows that contain a text or its initials."), filter, NULL, NULL },
    { "viewings.print", 'p', 0, NEED_ROW | CMD_OFF_BAR, NULL, N_("Print"), N_("This appointment on paper."), print_row, NULL, NULL },
    { 0 }
};

static const char *const tips[] = {
    N_("Read who comes before they come: c opens their page and notes that it was read (RCP-22)."),
    N_("! stands before special needs: prepare for them before the day (RCP-58)."),
    N_("Whoever is half an hour late did not come by itself; somebody calls and offers another time (RCP-61)."),
    NULL
};

const struct screen_ops viewings_screen = {
    .name = "viewings", .title = N_("Appointments"), .state_size = sizeof(struct state), .commands = commands, .tips = tips,
    .open = viewings_open, .load = viewings_load, .draw = viewings_draw, .key = viewings_key, .has_row = viewings_has_row, .close = viewings_close,
};
