#include "ui/screens/reception.h"

#include "base/lang.h"
#include "base/phone.h"
#include "data/briefing.h"
#include "data/reception.h"
#include "ui/kit/dialog.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"
#include "ui/screens/print.h"
#include "ui/screens/viewing.h"

#include <stdio.h>
#include <string.h>

#define ROWS_READ 200           /* a desk's day; older ones are found by name or number */

struct reception_list {
    struct list *list;
    bool open_only;
    int calls, visits, open, part;      /* part: first visits that did not hear all seven topics */
    char line[160];
};

static const struct column columns[] = {
    { N_("Time"), 5, ALIGN_LEFT, 0 },
    { N_("Kind"), 4, ALIGN_LEFT, 0 },
    { N_("Number"), 14, ALIGN_LEFT, 3 },
    { N_("Name"), 12, ALIGN_LEFT, 0 },
    { N_("Phone"), 11, ALIGN_LEFT, 0 },
    { N_("Need"), 8, ALIGN_LEFT, 2 },
    { N_("Next"), 0, ALIGN_LEFT, 0 },
    { N_("State"), 6, ALIGN_LEFT, 0 },
    { 0 }
};

static bool
list_open(struct screen *sc, void *arg, struct err *err)
{
    struct reception_list *s = sc->state;

    (void)arg;
    (void)err;
    s->list = list_new(columns, NULL, NULL);
    list_empty_text(s->list, _("Nobody yet today. 1 opens a visit, 2 a call."));
    return true;
}

static void
fill_row(struct screen *sc, struct reception_list *s, const struct record *r)
{
    struct office *o = office_of(sc);
    struct arena *a = list_arena(s->list);
    struct row *row = list_add(s->list, r->id, NULL);
    bool call = strcmp(record_text(r, "kind"), "call") == 0, open = strcmp(r->state, "open") == 0;
    const struct reception rec = { .record = (struct record *)r };
    unsigned flags = reception_flags(o, &rec);
    bool part = briefing_short(o, r);
    struct civil at = moment_civil(record_num(r, "began_at"), o->zone);

    row->cells[0] = arena_printf(a, "%02d:%02d", at.hour, at.minute);
    row->cells[1] = call ? _("call") : _("visit");
    row->cells[2] = arena_strdup(a, record_text(r, "number"));
    row->cells[3] = arena_printf(a, "%s %s", record_text(r, "name"), office_code_text(o, "form_of_address", record_text(r, "form")));
    row->cells[4] = phone_mask(a, record_text(r, "phone"));
    row->cells[5] = arena_strdup(a, office_code_text(o, "need", record_text(r, "need")));
    row->cells[6] = arena_printf(a, "%s%s%s%s", office_code_text(o, "next_step", record_text(r, "next_step")),
                                 flags & CALL_OVER_RINGS ? " " : "", flags & CALL_OVER_RINGS ? call_flag_name(CALL_OVER_RINGS) : "",
                                 part ? _(" told in part") : "");
    row->cells[7] = open ? _("open") : _("closed");
    if (record_value((struct record *)r, "original_on")->set)
        row->cells[0] = day_show(a, (day)record_num(r, "original_on"), office_today(o));
    if (record_num(r, "on_paper"))
        row->cells[7] = _("entered later");
    row->style = open ? STYLE_STRONG : STYLE_PLAIN;
    s->calls += call;
    s->visits += !call;
    s->open += open;
    s->part += part;
}

static bool
list_load_day(struct screen *sc, struct err *err)
{
    struct reception_list *s = sc->state;
    struct office *o = office_of(sc);
    struct record *rows[ROWS_READ];
    struct reg_filter f = { .state = s->open_only ? "open" : NULL };
    size_t n;
    moment midnight = moment_at(office_today(o), 0, o->zone);
    int64_t good, all;

    s->calls = s->visits = s->open = s->part = 0;
    list_clear(s->list);
    if (!reg_window(o, &reception_register, &f, NULL, false, &sc->arena, rows, ROWS_READ, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        bool open = strcmp(rows[i]->state, "open") == 0;

        if (open || record_num(rows[i], "began_at") >= midnight || record_num(rows[i], "on_paper"))
            fill_row(sc, s, rows[i]);
    }
    if (!reception_within_limit(o, office_today(o), office_today(o), &good, &all, err))
        return false;
    snprintf(s->line, sizeof s->line, _("Visits %d  calls %d  open %d   calls within ten minutes %d/%d"),
             s->visits, s->calls, s->open, (int)good, (int)all);
    if (s->part)
        snprintf(s->line + strlen(s->line), sizeof s->line - strlen(s->line), _("   told in part %d"), s->part);
    return true;
}

static void
list_draw_day(struct screen *sc, struct box body)
{
    struct reception_list *s = sc->state;
    struct box rest = { body.y + 2, body.x, body.rows - 2, body.cols };

    draw_text(sc->term, body, 0, 1, -1, STYLE_PLAIN, s->line);
    list_draw(s->list, sc->term, rest, true);
}

static bool
list_day_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct reception_list *)sc->state)->list, k);
}

static bool
has_row(const struct screen *sc)
{
    return list_row(((struct reception_list *)sc->state)->list) != NULL;
}

static void
close_list(struct screen *sc)
{
    list_free(&((struct reception_list *)sc->state)->list);
}

/* ---- commands -------------------------------------------------------------------- */

static void
open_one(struct screen *sc)
{
    struct reception_arg arg = { .id = list_id(((struct reception_list *)sc->state)->list) };

    screen_push(sc->app, &reception_form_screen, &arg);
}

static void
new_walk_in(struct screen *sc)
{
    struct reception_arg arg = { .kind = "walk_in" };

    screen_push(sc->app, &reception_form_screen, &arg);
}

static void
new_call(struct screen *sc)
{
    struct reception_arg arg = { .kind = "call" };

    screen_push(sc->app, &reception_form_screen, &arg);
}

static void
new_viewing(struct screen *sc)
{
    screen_push(sc->app, &viewing_form_screen, NULL);
}

static void
urgent_viewing(struct screen *sc)
{
    struct viewing_arg arg = { .urgent = true };

    screen_push(sc->app, &viewing_form_screen, &arg);
}

static void
all_viewings(struct screen *sc)
{
    screen_push(sc->app, &viewings_screen, NULL);
}

static void
toggle_open(struct screen *sc)
{
    struct reception_list *s = sc->state;

    s->open_only = !s->open_only;
    screen_stale(sc);
}

static void
filter(struct screen *sc)
{
    static const struct field text = { .name = "text", .label = N_("Contains"), .kind = FIELD_TEXT, .cols = 20 };
    struct reception_list *s = sc->state;
    struct value v = { .set = *list_filter(s->list) != '\0', .text = list_filter(s->list) };

    if (dialog_line(sc->app, _("Show only rows with"), &text, desk_env(desk_of(sc)), &sc->arena, &v))
        list_set_filter(s->list, v.set ? v.text : "");
}

static void
print_row(struct screen *sc)
{
    print_record(sc, &reception_register, list_id(((struct reception_list *)sc->state)->list));
}

static void
print_empty(struct screen *sc)
{
    const struct option sheets[] = { { .code = "1", .text = _("Visit") }, { .code = "2", .text = _("Call") } };
    int chosen = dialog_choose(sc->app, _("Empty sheet"), sheets, COUNT(sheets), 0);

    if (chosen >= 0)
        print_blank(sc, chosen == 0 ? "walk_in" : "call");
}

static const struct command commands[] = {
    { "reception.walk_in", '1', 'n', 0, "reception.do", N_("Visit"), N_("Somebody came in: open a walk-in."), new_walk_in, NULL, NULL },
    { "reception.call", '2', 0, 0, "reception.do", N_("Call"), N_("The telephone rings: open a call, its clock starts at once."), new_call, NULL, NULL },
    { "reception.viewing", '3', 0, 0, "reception.do", N_("Appointment"), N_("Book a viewing."), new_viewing, NULL, NULL },
    { "reception.viewings", '4', 0, 0, NULL, N_("Who comes"), N_("The appointments of these days: who has come, moved, did not come."), all_viewings, NULL, NULL },
    { "reception.open", CMD_KEY(KEY_ENTER), 0, NEED_ROW, NULL, N_("Open"), N_("Go on with this reception, or read it."), open_one, NULL, NULL },
    { "reception.only_open", 'o', 0, 0, NULL, N_("Only open"), N_("Show only those that are not closed, or all of today."), toggle_open, NULL, NULL },
    { "reception.print", 'p', 0, NEED_ROW, NULL, N_("Print"), N_("The sheet of this reception on paper."), print_row, NULL, NULL },
    { "reception.blank", 'b', 0, CMD_OFF_BAR, NULL, N_("Empty sheet"), N_("An empty sheet to be filled in by hand: the fields of the screen."), print_empty, NULL, NULL },
    { "reception.filter", '/', 0, 0, NULL, N_("Filter"), N_("Show only rows that contain a text or its initials."), filter, NULL, NULL },
    { 0 }
};

const struct command reception_menu[] = {
    { .id = "menu.walk_in", .right = "reception.do", .bar = N_("New visit"), .help = N_("Somebody came in: open a walk-in."), .run = new_walk_in },
    { .id = "menu.call", .right = "reception.do", .bar = N_("New call"), .help = N_("The telephone rings: open a call, its clock starts at once."), .run = new_call },
    { .id = "menu.viewing", .right = "reception.do", .bar = N_("New appointment"), .help = N_("Book a viewing."), .run = new_viewing },
    { .id = "menu.urgent_viewing", .right = "reception.do", .bar = N_("Unannounced viewing"), .help = N_("Somebody wants to view now: who is free shows them round."), .run = urgent_viewing },
    { .id = "menu.viewings", .right = "see screen.reception", .bar = N_("Appointments"), .help = N_("The appointments of these days: who has come, moved, did not come."), .run = all_viewings },
    { 0 }
};

static const char *const tips[] = {
    N_("Answer by the third ring; after the sixth the stand-in takes over (RCP-02, RCP-03)."),
    N_("A call lasts ten minutes at most: invite to the site for more (RCP-13)."),
    N_("Nobody hears \"I do not know\": promise to ring back within fifteen minutes (RCP-12)."),
    NULL
};

const struct screen_ops reception_screen = {
    .name = "reception", .title = N_("Reception"), .state_size = sizeof(struct reception_list), .commands = commands, .tips = tips,
    .open = list_open, .load = list_load_day, .draw = list_draw_day, .key = list_day_key, .has_row = has_row, .close = close_list,
};
