/* Two records side by side before they become one: nothing is done until Ctrl-Y. */
#include "ui/screens/customer.h"

#include "base/lang.h"
#include "base/phone.h"
#include "data/customer.h"
#include "data/timeline.h"
#include "ui/kit/dialog.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"

#include <string.h>

struct merging {
    struct arena kept;
    int64_t keep, gone;
    char *why;
    struct list *list;
};

static const struct column columns[] = {
    { N_("Field"), 14, ALIGN_LEFT, 0 }, { N_("Stays"), 0, ALIGN_LEFT, 0 }, { N_("Goes into it"), 0, ALIGN_LEFT, 0 }, { NULL, 0, ALIGN_LEFT, 0 },
};

static void
add(struct merging *s, const char *label, const char *keep, const char *gone)
{
    struct row *row;

    if (!*keep && !*gone)
        return;
    row = list_add(s->list, list_count(s->list) + 1, NULL);
    row->cells[0] = label;
    row->cells[1] = keep;
    row->cells[2] = gone;
    if (*keep && *gone && strcmp(keep, gone) != 0)
        row->style = STYLE_WARN;
}

static char *
phones_text(struct office *o, int64_t customer, struct arena *a)
{
    struct customer_phone *phones;
    char *out = arena_strdup(a, "");
    size_t n;

    if (!customer_phones(o, customer, a, &phones, &n, NULL))
        return out;
    for (size_t i = 0; i < n; i++)
        out = arena_printf(a, "%s%s%s", out, i ? " " : "", phone_mask(a, phones[i].number));
    return out;
}

static bool
add_sums(struct merging *s, struct office *o, struct err *err)
{
    struct arena *a = list_arena(s->list);
    struct customer_sum k, g;

    if (!customer_sums(o, s->keep, &k, err) || !customer_sums(o, s->gone, &g, err))
        return false;
#define NUMBER(what) arena_printf(a, "%lld", (long long)(what))
    add(s, _("Homes"), NUMBER(k.homes), NUMBER(g.homes));
    add(s, _("Receptions"), NUMBER(k.receptions), NUMBER(g.receptions));
    add(s, _("Open tasks"), NUMBER(k.tasks), NUMBER(g.tasks));
    add(s, _("Household"), NUMBER(k.relatives), NUMBER(g.relatives));
#undef NUMBER
    return true;
}

static bool
merging_load(struct screen *sc, struct err *err)
{
    struct merging *s = sc->state;
    struct office *o = office_of(sc);
    const struct reg *reg = reg_get("customer");
    struct record *k, *g;
    struct arena *a = list_arena(s->list);

    list_clear(s->list);
    if (!reg_read(o, reg, s->keep, a, &k, err) || !reg_read(o, reg, s->gone, a, &g, err))
        return false;
    for (int i = 0; reg->fields[i].name; i++) {
        const struct field *f = &reg->fields[i];

        if (f->mask == MASK_NONE && !office_sees_group(o, f->group))
            continue;
        add(s, _(f->label), field_show_masked(f, &k->v[i], desk_env(desk_of(sc)), a), field_show_masked(f, &g->v[i], desk_env(desk_of(sc)), a));
        if (i == 0)
            add(s, _("Phone"), phones_text(o, s->keep, a), phones_text(o, s->gone, a));
    }
    return add_sums(s, o, err);
}

static bool
merging_open(struct screen *sc, void *arg, struct err *err)
{
    struct merging *s = sc->state;
    const struct customer_pair *pair = arg;

    (void)err;
    s->keep = pair->keep;
    s->gone = pair->gone;
    s->why = arena_strdup(&s->kept, pair->why);
    s->list = list_new(columns, NULL, NULL);
    return true;
}

static void
merging_close(struct screen *sc)
{
    struct merging *s = sc->state;

    list_free(&s->list);
    arena_free(&s->kept);
}

static void
merging_draw(struct screen *sc, struct box body)
{
    struct merging *s = sc->state;
    struct box rest = { body.y + 3, body.x, body.rows - 3, body.cols };

    draw_printf(sc->term, body, 0, 1, -1, STYLE_PLAIN, _("Why: %s"), s->why);
    draw_text(sc->term, body, 1, 1, -1, STYLE_STRONG, _("^S makes one record of them: phones, homes, household, receptions, tasks, history."));
    list_draw(s->list, sc->term, rest, true);
}

static bool
merging_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct merging *)sc->state)->list, k);
}

static void
swap(struct screen *sc)
{
    struct merging *s = sc->state;
    int64_t keep = s->keep;

    s->keep = s->gone;
    s->gone = keep;
    screen_stale(sc);
}

static void
do_merge(struct screen *sc)
{
    struct merging *s = sc->state;
    struct err err = { 0 };

    if (!dialog_confirm(sc->app, _("The right one goes into the left one. Ctrl-Y does it, any other key leaves both.")))
        return;
    if (!customer_merge(office_of(sc), s->keep, s->gone, s->why, &err)) {
        app_say_err(sc->app, &err);
        return;
    }
    screen_pop(sc->app);
    app_say(sc->app, "%s", _("They are one record now. Ctrl-Z takes it back."));
}

static const struct command commands[] = {
    { .id = "merge.do", .key = CMD_CTRL('s'), .need = NEED_WRITE, .right = "do customer.merge", .bar = N_("Merge"), .help = N_("Makes one record of the two."), .run = do_merge },
    { .id = "merge.swap", .key = 's', .bar = N_("Swap"), .help = N_("The other record stays, this one goes into it."), .run = swap },
    { 0 }
};

const struct screen_ops customer_merge_screen = {
    .name = "customer.merge", .title = N_("Merge customers"), .state_size = sizeof(struct merging), .commands = commands,
    .open = merging_open, .load = merging_load, .draw = merging_draw, .key = merging_key, .close = merging_close,
};
