/* What can be done with figures: other periods and cuts, their rows, their working, paper and files. */
#include "ui/screens/figures_private.h"

#include "base/lang.h"
#include "data/policy.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"
#include "ui/screens/print.h"
#include "ui/screens/register.h"

#include <string.h>

static void
open_rows(struct screen *sc)
{
    struct figures *s = sc->state;
    const struct figure_line *line = figures_line(sc);
    struct figure_rows_arg arg = {
        .figure = line->figure, .point = s->point, .code = line->code, .scope = line->scope, .which = ROWS_ALL, .title = line->label,
    };

    if (s->cut_of)
        arg.title = arena_printf(&sc->arena, "%s %s", _(s->cut_of->name), line->label);
    screen_push(sc->app, &figure_rows_screen, &arg);
}

/* ---- periods ---------------------------------------------------------------------------------------- */

static void
step(struct screen *sc, int n)
{
    struct figures *s = sc->state;

    s->scope.period = period_step(s->scope.period, n);
    screen_stale(sc);
}

static void
period_before(struct screen *sc)
{
    step(sc, -1);
}

static void
period_after(struct screen *sc)
{
    struct figures *s = sc->state;

    if (period_step(s->scope.period, 1).from > office_today(office_of(sc)))
        app_say(sc->app, "%s", _("This is the last period: the next one has not begun."));
    else
        step(sc, 1);
}

static bool
ask_days(struct screen *sc, struct period *out)
{
    static const struct field fields[] = {
        { .name = "from", .label = N_("From day"), .kind = FIELD_DATE, .required = true },
        { .name = "to", .label = N_("To day"), .kind = FIELD_DATE, .required = true },
        { 0 }
    };
    struct value v[] = { { .set = true, .num = out->from }, { .set = true, .num = out->to } };
    bool good = dialog_form(sc->app, _("Which days"), fields, desk_env(desk_of(sc)), &sc->arena, v) && v[0].set && v[1].set;

    if (good && v[1].num < v[0].num) {
        app_say(sc->app, "%s", _("The last day comes before the first."));
        return false;
    }
    if (good)
        *out = period_between((day)v[0].num, (day)v[1].num);
    return good;
}

/* The new period holds the last day of the old one that has come. */
static void
choose_period(struct screen *sc)
{
    struct figures *s = sc->state;
    struct option options[SPAN_KINDS + 1];
    day today = office_today(office_of(sc)), in = s->scope.period.to < today ? s->scope.period.to : today;
    int chosen;

    for (int i = 0; i <= SPAN_KINDS; i++)
        options[i] = (struct option){ .code = arena_printf(&sc->arena, "%d", i + 1), .text = period_kind_name((enum period_kind)i) };
    chosen = dialog_choose(sc->app, _("Period"), options, SPAN_KINDS + 1, (int)s->scope.period.kind);
    if (chosen < 0)
        return;
    if (chosen < SPAN_KINDS)
        s->scope.period = period_of((enum period_kind)chosen, in);
    else if (!ask_days(sc, &s->scope.period))
        return;
    screen_stale(sc);
}

static void
choose_as_at(struct screen *sc)
{
    static const struct field field = { .name = "as_at", .label = N_("As at day"), .kind = FIELD_DATE,
                                        .hint = N_("Only what had happened by its end is counted; empty: as things stand now.") };
    struct figures *s = sc->state;
    struct office *o = office_of(sc);
    struct value v = { .set = s->scope.as_at != 0, .num = s->scope.as_at ? moment_day(s->scope.as_at, o->zone) : 0 };

    if (!dialog_line(sc->app, _("As it stood"), &field, desk_env(desk_of(sc)), &sc->arena, &v))
        return;
    s->scope.as_at = v.set && v.num < office_today(o) ? moment_at((day)v.num + 1, 0, o->zone) - 1 : 0;
    screen_stale(sc);
}

/* ---- cuts --------------------------------------------------------------------------------------------- */

static void
next_point(struct figures *s)
{
    size_t i = 0;

    while (need_at(i) != s->point)
        i++;
    s->point = need_at(i + 1) ? need_at(i + 1) : need_at(0);
}

/* Needs: the next point. Figures: the one under the cursor by colleague, by channel, all of them again. */
static void
next_cut(struct screen *sc)
{
    struct figures *s = sc->state;
    const struct figure_line *line = figures_line(sc);

    if (s->point) {
        next_point(s);
    } else if (!s->cut_of) {
        s->cut_of = line ? line->figure : NULL;
        s->cut = CUT_STAFF;
    } else if (s->cut == CUT_STAFF) {
        s->cut = CUT_CHANNEL;
    } else {
        figures_screen.leave(sc);
        return;
    }
    s->cursor = 0;
    screen_stale(sc);
}

/* ---- the working, paper, files ---------------------------------------------------------------------------- */

static void
say_policy(struct office *o, const char *name, struct buf *b)
{
    const struct policy *p = name ? policy_get(o, name) : NULL;

    if (p)
        buf_printf(b, "%s %s: %s %s\n", p->rule, p->text, p->value, policy_unit(p));
}

static void
explain(struct screen *sc)
{
    struct office *o = office_of(sc);
    const struct figure_line *line = figures_line(sc);
    struct buf b = { 0 };
    char **lines;
    size_t n = figure_lines(&line->work, &sc->arena, &lines);

    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s\n", lines[i]);
    if (*line->beside)
        buf_printf(&b, "%s\n", arena_printf(&sc->arena, _("Seen together: %s%s%s"), "", "", line->beside));
    if (line->figure) {
        buf_printf(&b, _("Rules: %s; usually by %s\n"), line->figure->rules, period_kind_name(line->figure->usual));
        say_policy(o, line->figure->limit, &b);
        say_policy(o, line->figure->second, &b);
        say_policy(o, line->figure->target, &b);
    }
    dialog_text(sc->app, line->label, b.text);
    buf_free(&b);
}

static struct report_wish
wish_of(struct screen *sc)
{
    struct figures *s = sc->state;

    return (struct report_wish){
        .from = s->scope.period.from, .to = s->scope.period.to,
        .as_at = s->scope.as_at ? moment_day(s->scope.as_at, office_of(sc)->zone) : NO_DAY,
        .by = !s->cut_of ? NULL : s->cut == CUT_STAFF ? "person" : "channel",
    };
}

static void
to_file(struct screen *sc)
{
    struct report_wish w = wish_of(sc);

    report_to_file(sc, ((struct figures *)sc->state)->report, &w);
}

static void
to_paper(struct screen *sc)
{
    struct report_wish w = wish_of(sc);

    print_report(sc, ((struct figures *)sc->state)->report, &w);
}

static void
new_improvement(struct screen *sc)
{
    register_open_form(sc, reg_get("improvement"), 0);
}

static bool
when_needs(const struct screen *sc)
{
    return ((const struct figures *)sc->state)->point != NULL;
}

const struct command figures_commands[] = {
    { .id = "figures.rows", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = N_("Rows"), .help = N_("The rows that were counted."), .run = open_rows },
    { .id = "figures.before", .key = '[', .bar = N_("Earlier"), .help = N_("The period before."), .run = period_before },
    { .id = "figures.after", .key = ']', .bar = N_("Later"), .help = N_("The period after."), .run = period_after },
    { .id = "figures.period", .key = 'w', .bar = N_("Period"), .help = N_("Day, week, month, quarter, year, or days of your own."), .run = choose_period },
    { .id = "figures.cut", .key = 'd', .bar = N_("Cut"),
      .help = N_("The figure by colleague, by channel, whole again; of the needs the next point."), .run = next_cut },
    { .id = "figures.explain", .key = 'i', .need = NEED_ROW, .bar = N_("Explain"), .help = N_("What is divided by what, by which rules, beside what."), .run = explain },
    { .id = "figures.as_at", .key = 'a', .bar = N_("As it stood"), .help = N_("Only what had happened by the end of a day."), .run = choose_as_at },
    { .id = "figures.improve", .key = 'n', .right = "do register.improvement.edit", .bar = N_("Improvement"),
      .help = N_("Note what is changed because of this."), .run = new_improvement, .when = when_needs },
    { .id = "figures.export", .key = 'x', .right = "do export", .bar = N_("Export"), .help = N_("Into a file: CSV, JSON or a page."), .run = to_file },
    { .id = "figures.print", .key = 'p', .bar = N_("Print"), .help = N_("On paper."), .run = to_paper },
    { 0 }
};
