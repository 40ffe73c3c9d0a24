/* Figures of a period with their bars: the front desk's, whole or cut by person or channel, and what customers want. */
#include "ui/screens/figures_private.h"

#include "base/lang.h"
#include "ui/kit/chart.h"
#include "ui/screens/desk.h"

#include <string.h>

#define FOOT 2              /* definition and what stands beside it */

/* ---- life ------------------------------------------------------------------------------------------- */

static bool
figures_open(struct screen *sc, void *arg, struct err *err)
{
    struct figures *s = sc->state;

    if (!office_must(office_of(sc), "screen.report", "see", err))
        return false;
    s->report = arg;
    s->scope = figure_scope(office_of(sc), SPAN_MONTH);
    s->point = strcmp(s->report->name, "needs") == 0 ? need_at(0) : NULL;
    screen_title(sc, "%s %s", _("Reports"), s->point ? _("Needs of customers") : _("Front desk"));
    return true;
}

static struct figure_line *
add_line(struct screen *sc, const struct figure_def *f, const struct figure_scope *scope)
{
    struct figures *s = sc->state;
    struct figure_line *line = &s->lines[s->count++];

    line->figure = f;
    line->scope = *scope;
    line->beside = "";
    return line;
}

/* The first of those that missed it. */
static bool
read_figure(struct screen *sc, struct figure_line *line, struct err *err)
{
    struct office *o = office_of(sc);

    line->beside = figure_beside(o, line->figure, &line->scope, &sc->arena);
    return figure_work(o, line->figure, &line->scope, &line->work, err) &&
           figure_rows(o, line->figure, &line->scope, line->figure->falling_good ? ROWS_GOOD : ROWS_MISSED, NULL, true, &sc->arena,
                       line->missed, MISSED_SHOWN, &line->nmissed, err);
}

static bool
load_whole(struct screen *sc, struct err *err)
{
    struct figures *s = sc->state;

    s->lines = arena_alloc(&sc->arena, figure_count_in(s->report->set) * sizeof *s->lines);
    for (size_t i = 0; figure_in(s->report->set, i); i++) {
        struct figure_line *line = add_line(sc, figure_in(s->report->set, i), &s->scope);

        line->label = _(line->figure->name);
        if (!read_figure(sc, line, err))
            return false;
    }
    return true;
}

static bool
load_cut(struct screen *sc, struct err *err)
{
    struct figures *s = sc->state;
    struct figure_part *parts;
    size_t n;

    if (!figure_split(office_of(sc), s->cut_of, &s->scope, s->cut, &sc->arena, &parts, &n, err))
        return false;
    s->lines = arena_alloc(&sc->arena, (n + 1) * sizeof *s->lines);
    for (size_t i = 0; i < n; i++) {
        struct figure_scope scope = s->scope;
        struct figure_line *line;

        if (s->cut == CUT_STAFF)
            scope.staff = parts[i].staff;
        else
            scope.channel = parts[i].channel;
        line = add_line(sc, s->cut_of, &scope);
        line->label = parts[i].name;
        if (!read_figure(sc, line, err))
            return false;
    }
    return true;
}

static bool
load_needs(struct screen *sc, struct err *err)
{
    struct figures *s = sc->state;
    struct need_part *parts;
    size_t n;

    if (!need_count(office_of(sc), s->point, &s->scope, &sc->arena, &parts, &n, err))
        return false;
    s->lines = arena_alloc(&sc->arena, (n + 1) * sizeof *s->lines);
    for (size_t i = 0; i < n; i++) {
        struct figure_line *line = add_line(sc, NULL, &s->scope);

        line->label = parts[i].name;
        line->code = parts[i].code;
        line->work = (struct figure_working){
            .id = "RCP-64", .name = parts[i].name, .formula = arena_printf(&sc->arena, _("receptions with it / %s"), _(s->point->basis)),
            .now = parts[i].now, .before = parts[i].before, .before_name = period_before_name(s->scope.period.kind), .target = -1,
        };
    }
    return true;
}

static bool
figures_load(struct screen *sc, struct err *err)
{
    struct figures *s = sc->state;
    bool good;

    s->lines = NULL;
    s->count = 0;
    good = s->point ? load_needs(sc, err) : s->cut_of ? load_cut(sc, err) : load_whole(sc, err);
    if (!good)
        s->count = 0;
    if (s->cursor >= (int)s->count)
        s->cursor = s->count ? (int)s->count - 1 : 0;
    return good;
}

const struct figure_line *
figures_line(const struct screen *sc)
{
    const struct figures *s = sc->state;

    return (size_t)s->cursor < s->count ? &s->lines[s->cursor] : NULL;
}

/* ---- drawing ------------------------------------------------------------------------------------------ */

static const char *
heading(struct screen *sc)
{
    struct figures *s = sc->state;
    struct office *o = office_of(sc);
    const char *text = period_name(s->scope.period, office_today(o), &sc->arena);

    if (s->scope.as_at)
        text = arena_printf(&sc->arena, _("%s as at %s"), text, day_show(&sc->arena, moment_day(s->scope.as_at, o->zone), office_today(o)));
    if (s->point)
        return arena_printf(&sc->arena, "%s  %s  %s: %lld", text, _(s->point->name), _(s->point->basis),
                            s->count ? (long long)s->lines[0].work.now.total : 0LL);
    if (s->cut_of)
        return arena_printf(&sc->arena, "%s  %s  %s", text, _(s->cut_of->name), s->cut == CUT_STAFF ? _("by colleague") : _("by channel"));
    return text;
}

/* "last month 90.3 fell below target" */
static const char *
beside_bar(struct screen *sc, const struct figure_line *line)
{
    const struct figure_working *w = &line->work;
    const char *trend = trend_name(figure_trend(&w->now, &w->before));
    bool misses = figure_misses(&w->now, w->target, w->falling_good);
    char *note = arena_printf(&sc->arena, "%s %s%s%s", w->before_name, figure_shown(&w->before, &sc->arena), *trend ? " " : "", trend);

    return misses ? arena_printf(&sc->arena, "%s %s", note, _("below target")) : note;
}

static struct chart_row
chart_of(struct screen *sc, const struct figure_line *line)
{
    const struct figure_working *w = &line->work;
    bool misses = figure_misses(&w->now, w->target, w->falling_good);
    bool worse = line->figure && trend_is_bad(figure_trend(&w->now, &w->before), w->falling_good);

    return (struct chart_row){
        .label = line->label, .value = figure_shown(&w->now, &sc->arena),
        .counts = arena_printf(&sc->arena, "%lld/%lld", (long long)w->now.good, (long long)w->now.total),
        .note = beside_bar(sc, line), .part = w->now.good, .whole = w->now.total,
        .style = misses ? STYLE_BAD : worse ? STYLE_WARN : STYLE_PLAIN,
    };
}

static void
draw_missed(struct screen *sc, const struct figure_line *line, struct box b)
{
    struct office *o = office_of(sc);
    int64_t n = line->work.falling_good ? line->work.now.good : line->work.now.total - line->work.now.good;

    if (b.rows < 2 || line->nmissed == 0)
        return;
    draw_printf(sc->term, b, 0, 1, -1, STYLE_LABEL, line->work.falling_good ? _("The %lld of them (Enter shows all)")
                                                                            : _("The %lld that missed it (Enter shows all)"), (long long)n);
    for (int y = 1; y < b.rows && (size_t)y <= line->nmissed; y++) {
        const struct figure_row *r = &line->missed[y - 1];

        draw_printf(sc->term, b, y, 1, -1, STYLE_PLAIN, "%s  %s  %s  %s", r->at ? moment_show(&sc->arena, r->at, office_now(o), o->zone) : "",
                    r->number, r->name, r->detail);
    }
}

static void
draw_foot(struct screen *sc, const struct figure_line *line, struct box b)
{
    const char *target = line->work.target < 0 ? "" : arena_printf(&sc->arena, _("Target %lld.0"), (long long)line->work.target);

    draw_text(sc->term, b, 0, 1, -1, STYLE_DIM, arena_printf(&sc->arena, "%s  %s", arena_printf(&sc->arena, _("How it is worked out: %s"),
              line->work.formula), line->work.id));
    draw_text(sc->term, b, 1, 1, -1, STYLE_DIM, *line->beside || *target ? arena_printf(&sc->arena, _("Seen together: %s%s%s"), target,
              *target && *line->beside ? "  " : "", line->beside) : "");
}

static void
figures_draw(struct screen *sc, struct box body)
{
    struct figures *s = sc->state;
    const struct figure_line *line = figures_line(sc);
    struct chart_row *rows = arena_alloc(&sc->arena, (s->count + 1) * sizeof *rows);
    int room = body.rows - 2 - FOOT, shown;
    struct box chart = { body.y + 2, body.x, room, body.cols };

    draw_text(sc->term, body, 0, 1, -1, STYLE_STRONG, heading(sc));
    if (!line) {
        draw_text(sc->term, body, 2, 1, -1, STYLE_DIM, _("Nothing was counted in this period: [ shows the one before."));
        return;
    }
    for (size_t i = 0; i < s->count; i++)
        rows[i] = chart_of(sc, &s->lines[i]);
    if (s->cursor < s->first)
        s->first = s->cursor;
    if (s->cursor >= s->first + room)
        s->first = s->cursor - room + 1;
    shown = chart_draw(sc->term, chart, rows, s->count, s->first, s->cursor);
    draw_missed(sc, line, (struct box){ chart.y + shown + 1, body.x, room - shown - 1, body.cols });
    draw_foot(sc, line, (struct box){ body.y + body.rows - FOOT, body.x, FOOT, body.cols });
}

/* ---- keys ----------------------------------------------------------------------------------------------- */

static bool
figures_key(struct screen *sc, const struct key *k)
{
    struct figures *s = sc->state;
    int last = (int)s->count - 1, page = 10;

    switch (k->kind) {
    case KEY_UP_: s->cursor--; break;
    case KEY_DOWN_: s->cursor++; break;
    case KEY_PGUP: s->cursor -= page; break;
    case KEY_PGDN: s->cursor += page; break;
    case KEY_HOME_: s->cursor = 0; break;
    case KEY_END_: s->cursor = last; break;
    default: return false;
    }
    if (s->cursor > last)
        s->cursor = last;
    if (s->cursor < 0)
        s->cursor = 0;
    return true;
}

static bool
figures_has_row(const struct screen *sc)
{
    return figures_line(sc) != NULL;
}

/* A figure that was cut is whole again first. */
static bool
figures_leave(struct screen *sc)
{
    struct figures *s = sc->state;

    if (!s->cut_of)
        return true;
    for (size_t i = 0; figure_in(s->report->set, i); i++)
        if (figure_in(s->report->set, i) == s->cut_of)
            s->cursor = (int)i;
    s->cut_of = NULL;
    screen_stale(sc);
    return false;
}

static const char *const figures_tips[] = {
    N_("A number stands with its counts, its bar, the period before, and what could make it look better than it is."),
    N_("Without anything to count there is a dash, which is not the same as 0."),
    N_("Enter opens the very rows that were counted; Enter again opens the matter."),
    N_("As at an earlier day only what had happened by then is counted, as far as the records tell."),
    NULL
};

const struct screen_ops figures_screen = {
    .name = "figures", .title = N_("Reports"), .state_size = sizeof(struct figures), .commands = figures_commands, .tips = figures_tips,
    .open = figures_open, .load = figures_load, .draw = figures_draw, .key = figures_key, .has_row = figures_has_row,
    .leave = figures_leave,
};
