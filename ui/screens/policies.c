/* F-014, F-813: every number and switch of the trade: what stands, what stood, on what ground; and what a change would
 * do to the work in hand, shown before it is made. */
#include "base/lang.h"
#include "base/text.h"
#include "data/journal_find.h"
#include "data/policy.h"
#include "ui/kit/dialog.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"
#include "ui/screens/registers.h"
#include "ui/screens/shown.h"

#include <string.h>

#define DETAIL_ROWS 4
#define HISTORY_SHOWN 50

struct policies {
    struct list *list;
    bool changed_only;
};

static const struct column policies_columns[] = {
    { N_("Rule"), 10, ALIGN_LEFT, 2 }, { N_("What it decides"), 0, ALIGN_LEFT, 0 }, { N_("Value"), 18, ALIGN_RIGHT, 0 },
    { N_("Counted in"), 6, ALIGN_LEFT, 0 }, { N_("Default"), 10, ALIGN_RIGHT, 1 }, { "", 2, ALIGN_LEFT, 0 }, { 0 }
};

/* ---- words ------------------------------------------------------------------------------------------ */

static const struct { const char *prefix, *label; } areas[] = {
    { "POL", N_("Choices of the company") }, { "TIME", N_("How time is counted") }, { "SLA", N_("Deadlines") }, { "RCP", N_("Reception") },
    { "SGN", N_("Signing") }, { "INS", N_("Inspection") }, { "DLV", N_("Delivery of homes") }, { "CMP", N_("Complaints") }, { "FUP", N_("Follow-up") },
    { "CARE", N_("Care") }, { "STAR", N_("Stars of customers") }, { "LIFE", N_("Stages of life") }, { "KPI", N_("Figures") }, { "", N_("Others") },
};

/* Index into areas. */
static size_t
area_of(const struct policy *p)
{
    size_t size = strcspn(p->rule, "-");

    for (size_t i = 0; i + 1 < COUNT(areas); i++)
        if (strlen(areas[i].prefix) == size && strncmp(areas[i].prefix, p->rule, size) == 0)
            return i;
    return COUNT(areas) - 1;
}

static bool
is_changed(const struct policy *p)
{
    return strcmp(p->value, p->dflt) != 0;
}

/* ---- rows --------------------------------------------------------------------------------------------- */

static void
add_policy(struct list *l, const struct policy *p, int64_t number)
{
    struct row *row = list_add(l, number, p->name);

    row->cells[0] = p->rule;
    row->cells[1] = p->text;
    row->cells[2] = arena_strdup(list_arena(l), p->value);      /* a preview reads the values anew under our feet */
    row->cells[3] = policy_unit(p);
    row->cells[4] = p->dflt;
    row->cells[5] = is_changed(p) ? "*" : "";
    row->style = is_changed(p) ? STYLE_STRONG : STYLE_PLAIN;
    row->data = p;
}

static bool
policies_load(struct screen *sc, struct err *err)
{
    struct policies *s = sc->state;
    struct office *o = office_of(sc);

    (void)err;
    list_clear(s->list);
    for (size_t area = 0; area < COUNT(areas); area++) {
        bool headed = false;

        for (size_t i = 0; i < policy_count(o); i++) {
            const struct policy *p = policy_at(o, i);

            if (area_of(p) != area || (s->changed_only && !is_changed(p)))
                continue;
            if (!headed)
                list_add_heading(s->list, _(areas[area].label));
            headed = true;
            add_policy(s->list, p, (int64_t)i + 1);
        }
    }
    return true;
}

static bool
policies_start(struct screen *sc, void *arg, struct err *err)
{
    struct policies *s = sc->state;

    (void)arg;
    (void)err;
    s->list = list_new(policies_columns, NULL, NULL);
    list_empty_text(s->list, _("Everything stands at its default."));
    return true;
}

static void
policies_end(struct screen *sc)
{
    list_free(&((struct policies *)sc->state)->list);
}

static const struct policy *
policy_here(const struct screen *sc)
{
    return list_data(((struct policies *)sc->state)->list);
}

static void
draw_detail(struct screen *sc, struct box b, const struct policy *p)
{
    struct arena a = { 0 };
    char *text = arena_printf(&a, _("%s  %s  Ground: %s%s%s%s%s"), p->rule, p->text, p->basis, *p->choices ? _("  Choices: ") : "", p->choices,
                              p->why && *p->why ? _("  Changed because: ") : "", p->why && *p->why ? p->why : "");
    char **lines;
    size_t n = text_wrap(&a, text, b.cols > 12 ? b.cols - 2 : 10, &lines);

    for (int y = 0; y < b.rows && (size_t)y < n; y++)
        draw_text(sc->term, b, y, 1, b.cols - 2, STYLE_DIM, lines[y]);
    arena_free(&a);
}

static void
policies_draw(struct screen *sc, struct box body)
{
    struct policies *s = sc->state;
    const struct policy *p = policy_here(sc);
    int below = body.rows > 10 ? DETAIL_ROWS : 0;

    list_draw(s->list, sc->term, (struct box) { body.y, body.x, body.rows - below, body.cols }, true);
    if (below && p)
        draw_detail(sc, (struct box) { body.y + body.rows - below + 1, body.x, below - 1, body.cols }, p);
}

static bool
policies_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct policies *)sc->state)->list, k);
}

static bool
policies_has_row(const struct screen *sc)
{
    return policy_here(sc) != NULL;
}

static bool
policies_leave(struct screen *sc)
{
    struct policies *s = sc->state;

    if (!*list_filter(s->list) && !s->changed_only)
        return true;
    list_set_filter(s->list, "");
    s->changed_only = false;
    screen_stale(sc);
    return false;
}

/* ---- changing ---------------------------------------------------------------------------------------------- */

/* The new value, in the arena; NULL: Esc. */
static const char *
ask_value(struct screen *sc, const struct policy *p, struct arena *a)
{
    const struct field field = { .name = "value", .label = N_("Value"), .hint = p->text, .kind = FIELD_TEXT, .cols = 24, .limit = 60, .required = true };
    struct option options[9];
    char *choices = arena_strdup(a, p->choices), *save = NULL;
    struct value v = { .set = true, .text = p->value };
    int n = 0, at = 0;

    for (char *c = strtok_r(choices, "|", &save); c && n < (int)COUNT(options); c = strtok_r(NULL, "|", &save)) {
        at = strcmp(c, p->value) == 0 ? n : at;
        options[n] = (struct option) { .code = arena_printf(a, "%d", n + 1), .text = c };
        n++;
    }
    if (n) {
        int chosen = dialog_choose(sc->app, p->text, options, (size_t)n, at);

        return chosen < 0 ? NULL : options[chosen].text;
    }
    if (!dialog_line(sc->app, p->text, &field, desk_env(desk_of(sc)), a, &v))
        return NULL;
    return text_halfwidth(a, v.text);
}

/* Shows what it would do, then asks for the reason; Ctrl-S or Enter sets it, Esc leaves all as it is. */
static void
set_value(struct screen *sc, const char *name, const char *value, struct arena *a)
{
    static const struct field field = { .name = "why", .label = N_("Reason"), .kind = FIELD_TEXT, .cols = 40, .required = true };
    struct office *o = office_of(sc);
    struct policy_effect effect;
    struct value why = { 0 };
    struct err err = { 0 };
    char *title;

    if (!policy_preview(o, name, value, &effect, &err)) {
        app_say_err(sc->app, &err);
        return;
    }
    title = arena_printf(a, _("Open tasks %lld: %lld move, %lld turn red, %lld no longer red"), (long long)effect.tasks, (long long)effect.moved,
                         (long long)effect.newly_red, (long long)effect.no_longer_red);
    if (!dialog_line(sc->app, title, &field, desk_env(desk_of(sc)), a, &why))
        app_say(sc->app, _("Nothing was changed."));
    else if (policy_set(o, name, value, why.text, &err))
        app_say(sc->app, _("Set. It holds from now on; %lld tasks were counted anew."), (long long)effect.moved);
    else
        app_say_err(sc->app, &err);
}

/* What is lent by the office is copied first: the preview reads it anew. */
static void
run_edit(struct screen *sc)
{
    const struct policy *p = policy_here(sc);
    struct arena a = { 0 };
    struct err err = { 0 };
    char *name = arena_strdup(&a, p->name);
    const char *value = ask_value(sc, p, &a);

    if (value && !policy_check(p, value, &err))
        app_say_err(sc->app, &err);
    else if (value && strcmp(value, p->value) == 0)
        app_say(sc->app, _("That is the value it has."));
    else if (value)
        set_value(sc, name, strcmp(value, p->dflt) == 0 ? NULL : value, &a);
    arena_free(&a);
}

static void
run_default(struct screen *sc)
{
    const struct policy *p = policy_here(sc);
    struct arena a = { 0 };

    if (is_changed(p))
        set_value(sc, arena_strdup(&a, p->name), NULL, &a);
    else
        app_say(sc->app, _("It stands at its default."));
    arena_free(&a);
}

/* ---- looking ---------------------------------------------------------------------------------------------------- */

static void
run_filter(struct screen *sc)
{
    static const struct field field = { .name = "text", .label = N_("Contains"), .kind = FIELD_TEXT, .cols = 30, .limit = 60,
                                        .hint = N_("A rule (SLA-08), a word, or its pinyin initials.") };
    struct policies *s = sc->state;
    struct value v = { .set = *list_filter(s->list) != '\0', .text = list_filter(s->list) };
    struct arena a = { 0 };

    if (dialog_line(sc->app, _("Show only"), &field, desk_env(desk_of(sc)), &a, &v))
        list_set_filter(s->list, v.set ? v.text : "");
    arena_free(&a);
}

static void
run_changed(struct screen *sc)
{
    struct policies *s = sc->state;

    s->changed_only = !s->changed_only;
    screen_stale(sc);
}

static void
run_history(struct screen *sc)
{
    const struct policy *p = policy_here(sc);
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct entry *entries = arena_alloc(&a, HISTORY_SHOWN * sizeof *entries);
    struct journal_filter f = { .action = "policy.edit", .text = p->text };
    struct err err = { 0 };
    char *text = arena_strdup(&a, "");
    size_t n = 0;

    if (!journal_find(o, &f, NULL, false, &a, entries, HISTORY_SHOWN, &n, &err))
        app_say_err(sc->app, &err);
    for (size_t i = 0; i < n; i++)
        text = arena_printf(&a, "%s%s\n", text, shown_entry(o, &entries[i], &a));
    if (n)
        dialog_text(sc->app, p->text, text);
    else if (!err.code)
        app_say(sc->app, _("It was never changed."));
    arena_free(&a);
}

static const struct command policies_commands[] = {
    { .id = "policies.edit", .key = CMD_KEY(KEY_ENTER), .also = 'e', .need = NEED_ROW | NEED_WRITE, .right = "do policy.edit", .bar = N_("Change"),
      .help = N_("Another value: what it does to the work in hand is shown first."), .run = run_edit },
    { .id = "policies.default", .key = 'd', .need = NEED_ROW | NEED_WRITE, .right = "do policy.edit", .bar = N_("Default"),
      .help = N_("Back to the default, shown and reasoned in the same way."), .run = run_default },
    { .id = "policies.filter", .key = '/', .bar = N_("Filter"), .help = N_("Show only those of a rule or with a text."), .run = run_filter },
    { .id = "policies.changed", .key = 'c', .bar = N_("Only set"), .help = N_("Only those that the company set, or all again."), .run = run_changed },
    { .id = "policies.history", .key = 't', .need = NEED_ROW, .bar = N_("History"), .help = N_("Who changed it when and why."), .run = run_history },
    { 0 }
};

const struct screen_ops policies_screen = {
    .name = "policies", .title = N_("Policies"), .state_size = sizeof(struct policies), .commands = policies_commands,
    .open = policies_start, .load = policies_load, .draw = policies_draw, .key = policies_key,
    .has_row = policies_has_row, .leave = policies_leave, .close = policies_end,
};
