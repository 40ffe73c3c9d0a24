/* Samples of a month: three digits score the one under the cursor. */
#include "ui/screens/know.h"

#include "base/lang.h"
#include "data/quality.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"
#include "ui/screens/open.h"
#include "ui/screens/register.h"

#include <stdio.h>
#include <string.h>

enum { SAMPLES_MOST = 500 };

struct state {
    struct list *list;
    day month;
    int typed[QUALITY_SCORES];
    size_t ntyped;
    int64_t typed_for;          /* the sample whose digits these are */
    char line[160];
};

static const struct column columns[] = {
    { N_("Who received"), 10, ALIGN_LEFT, 0 }, { N_("Time"), 11, ALIGN_LEFT, 0 }, { N_("Kind"), 4, ALIGN_LEFT, 0 }, { N_("Number"), 14, ALIGN_LEFT, 2 },
    { N_("Customer"), 10, ALIGN_LEFT, 1 }, { N_("Polite"), 4, ALIGN_RIGHT, 0 }, { N_("Patient"), 4, ALIGN_RIGHT, 0 },
    { N_("Plain words"), 4, ALIGN_RIGHT, 0 }, { N_("Scored by"), 8, ALIGN_LEFT, 3 }, { 0 }
};

static bool
open_it(struct screen *sc, void *arg, struct err *err)
{
    struct state *s = sc->state;

    (void)arg;
    (void)err;
    s->month = office_today(office_of(sc));
    s->list = list_new(columns, NULL, NULL);
    list_empty_text(s->list, _("No samples of this month yet: d draws them by lot."));
    return true;
}

static void
fill_row(struct screen *sc, struct state *s, const struct quality_sample *q)
{
    struct office *o = office_of(sc);
    struct arena *a = list_arena(s->list);
    struct row *row = list_add(s->list, q->id, NULL);

    row->data = q;
    row->cells[0] = q->staff_name;
    row->cells[1] = moment_show(a, q->at, office_now(o), o->zone);
    row->cells[2] = q->call ? _("call") : _("visit");
    row->cells[3] = q->number;
    row->cells[4] = q->customer_name;
    for (size_t i = 0; i < QUALITY_SCORES; i++)
        row->cells[5 + i] = q->scored ? arena_printf(a, "%d", q->score[i]) : "-";
    row->cells[8] = q->judge;
    row->style = q->scored ? STYLE_PLAIN : STYLE_STRONG;
}

static bool
load(struct screen *sc, struct err *err)
{
    struct state *s = sc->state;
    struct arena *a;
    struct quality_sample *samples;
    struct civil c = day_civil(s->month);
    size_t n, scored = 0;

    list_clear(s->list);
    a = list_arena(s->list);
    samples = arena_alloc(a, SAMPLES_MOST * sizeof *samples);
    if (!quality_samples(office_of(sc), s->month, a, samples, SAMPLES_MOST, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        fill_row(sc, s, &samples[i]);
        scored += samples[i].scored;
    }
    snprintf(s->line, sizeof s->line, _("%04d-%02d  samples %zu  scored %zu"), c.year, c.month, n, scored);
    return true;
}

static void
draw(struct screen *sc, struct box body)
{
    struct state *s = sc->state;

    draw_text(sc->term, body, 0, 1, -1, STYLE_PLAIN, s->line);
    if (s->ntyped)
        draw_printf(sc->term, body, 0, 40, -1, STYLE_WARN, s->ntyped == 1 ? _("polite %d, then patient") : _("polite %d, patient %d, then plain words"),
                    s->typed[0], s->typed[1]);
    list_draw(s->list, sc->term, (struct box){ body.y + 2, body.x, body.rows - 2, body.cols }, true);
}

static void
score(struct screen *sc)
{
    struct state *s = sc->state;
    struct err err = { 0 };

    s->ntyped = 0;
    if (quality_score(office_of(sc), s->typed_for, s->typed, &err)) {
        app_wrote(sc->app);
        app_say(sc->app, _("Scored %d %d %d; e adds a remark."), s->typed[0], s->typed[1], s->typed[2]);
        list_key(s->list, &(struct key){ .kind = KEY_DOWN_ });
    } else {
        app_say_err(sc->app, &err);
    }
}

/* Digits belong to the row under the cursor: moving away forgets them. */
static bool
digit(struct screen *sc, int d)
{
    struct state *s = sc->state;

    if (!list_row(s->list) || !app_can(sc->app, "do register.call_score.edit"))
        return false;
    if (s->typed_for != list_id(s->list))
        s->ntyped = 0;
    s->typed_for = list_id(s->list);
    s->typed[s->ntyped++] = d;
    if (s->ntyped == QUALITY_SCORES)
        score(sc);
    return true;
}

static bool
key(struct screen *sc, const struct key *k)
{
    struct state *s = sc->state;

    for (int d = 1; d <= 5; d++)
        if (command_key_is('0' + d, k))
            return digit(sc, d);
    if (!list_key(s->list, k))
        return false;
    s->ntyped = 0;
    return true;
}

static bool
has_row(const struct screen *sc)
{
    return list_row(((struct state *)sc->state)->list) != NULL;
}

static void
close_it(struct screen *sc)
{
    list_free(&((struct state *)sc->state)->list);
}

/* ---- commands ------------------------------------------------------------------------------ */

static void
draw_lots(struct screen *sc)
{
    struct state *s = sc->state;
    struct err err = { 0 };
    int64_t drawn;

    if (!quality_draw(office_of(sc), s->month, &drawn, &err))
        app_say_err(sc->app, &err);
    else if (drawn)
        app_say(sc->app, _("%lld samples drawn."), (long long)drawn);
    else
        app_say(sc->app, "%s", _("All samples of this month are drawn already."));
}

static void
read_it(struct screen *sc)
{
    const struct quality_sample *q = list_data(((struct state *)sc->state)->list);

    open_matter(sc, "reception", q->reception);
}

static void
remark(struct screen *sc)
{
    register_open_form(sc, reg_get("call_score"), list_id(((struct state *)sc->state)->list));
}

static void
turn(struct screen *sc, int months)
{
    struct state *s = sc->state;

    s->month = day_add_months(s->month, months);
    s->ntyped = 0;
    screen_stale(sc);
}

static void earlier(struct screen *sc) { turn(sc, -1); }
static void later(struct screen *sc) { turn(sc, 1); }

static const struct command commands[] = {
    { .id = "quality.digits", .bar = N_("Score"), .show = N_("1-5"), .help = N_("Three digits: polite, patient, plain words; the third saves and goes on.") },
    { "quality.draw", 'd', 0, NEED_WRITE, "do register.call_score.edit", N_("Draw lots"), N_("Draw this month's samples of each colleague."), draw_lots, NULL, NULL },
    { "quality.read", CMD_KEY(KEY_ENTER), 0, NEED_ROW, NULL, N_("Read"), N_("Open the call or visit."), read_it, NULL, NULL },
    { "quality.remark", 'e', 0, NEED_ROW, "do register.call_score.edit", N_("Remark"), N_("Open the score to write a remark."), remark, NULL, NULL },
    { "quality.earlier", '[', 0, 0, NULL, N_("Month before"), N_("The month before."), earlier, NULL, NULL },
    { "quality.later", ']', 0, 0, NULL, N_("Month after"), N_("The month after."), later, NULL, NULL },
    { 0 }
};

static const char *const tips[] = {
    N_("The lot falls the same whoever draws; drawing again adds only what is missing."),
    N_("Nobody scores their own calls. The report quality has each colleague's means."),
    NULL
};

const struct screen_ops quality_screen = {
    .name = "quality", .title = N_("Samples of calls"), .state_size = sizeof(struct state), .commands = commands, .tips = tips, .open = open_it,
    .load = load, .draw = draw, .key = key, .has_row = has_row, .close = close_it,
};
