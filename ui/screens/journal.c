/* The journal of the whole house, newest first: who did what, and what was changed from what. */
#include "base/lang.h"
#include "data/journal_find.h"
#include "ui/kit/dialog.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"
#include "ui/screens/registers.h"
#include "ui/screens/shown.h"

#include <string.h>

struct journal {
    struct list *list;
    struct arena kept;          /* texts of the filter */
    struct journal_filter filter;
    struct value values[5];     /* as typed into the filter */
};

enum { BY_PERSON, BY_ACTION, BY_TEXT, BY_FROM, BY_TO };

static const struct field filter_fields[] = {
    { .name = "staff", .label = N_("Colleague"), .kind = FIELD_REF, .list = "staff", .cols = 20 },
    { .name = "action", .label = N_("Action"), .kind = FIELD_TEXT, .cols = 24, .limit = 60,
      .hint = N_("Its beginning: permit. is all about permits, policy.edit all changes of policies.") },
    { .name = "text", .label = N_("Contains"), .kind = FIELD_TEXT, .cols = 30, .limit = 60 },
    { .name = "from", .label = N_("From day"), .kind = FIELD_DATE },
    { .name = "to", .label = N_("To day"), .kind = FIELD_DATE },
    { 0 }
};

static const struct column journal_columns[] = {
    { N_("When"), 12, ALIGN_LEFT, 0 }, { N_("Who"), 10, ALIGN_LEFT, 0 }, { N_("What"), 0, ALIGN_LEFT, 0 }, { 0 }
};

/* ---- windows ---------------------------------------------------------------------------------------- */

static void
add_entry(struct screen *sc, struct list *l, const struct entry *e)
{
    struct office *o = office_of(sc);
    struct arena *a = list_arena(l);
    struct entry *key = arena_alloc(a, sizeof *key);
    struct row *row = list_add(l, e->id, NULL);

    *key = (struct entry) { .id = e->id, .at = e->at };
    row->data = key;
    row->cells[0] = moment_show(a, e->at, office_now(o), o->zone);
    row->cells[1] = arena_strdup(a, shown_who(e));
    row->cells[2] = arena_strdup(a, *e->summary ? e->summary : e->action);
    row->style = e->flags & ENTRY_QUIET ? STYLE_DIM : STYLE_PLAIN;
}

static bool
fetch_entries(void *ctx, struct list *l, enum list_from from, const struct row *anchor, int n, struct err *err)
{
    struct screen *sc = ctx;
    struct journal *s = sc->state;
    struct arena a = { 0 };
    struct entry *entries = arena_alloc(&a, (size_t)n * sizeof *entries);
    bool newer = from == LIST_LAST || from == LIST_BEFORE;
    struct entry key = { 0 };
    size_t count = 0;
    bool good;

    if (anchor) {
        key = *(const struct entry *)anchor->data;
        key.id += from == LIST_FROM;        /* the row itself is read again */
    }
    good = journal_find(office_of(sc), &s->filter, anchor ? &key : NULL, newer, &a, entries, (size_t)n, &count, err);
    for (size_t i = 0; good && i < count; i++)
        add_entry(sc, l, &entries[i]);
    arena_free(&a);
    return good;
}

static const struct list_ops list_ops = { .fetch = fetch_entries };

/* ---- life --------------------------------------------------------------------------------------------- */

static void
make_list(struct screen *sc)
{
    struct journal *s = sc->state;

    list_free(&s->list);
    s->list = list_new(journal_columns, &list_ops, sc);
    list_empty_text(s->list, _("No entry fits."));
    screen_stale(sc);
}

static bool
journal_start(struct screen *sc, void *arg, struct err *err)
{
    (void)arg;
    if (!office_can(office_of(sc), "journal.see", "see"))
        return err_set(err, ERR_REFUSED, _("Your role may not read the journal."));
    make_list(sc);
    return true;
}

static void
journal_end(struct screen *sc)
{
    struct journal *s = sc->state;

    list_free(&s->list);
    arena_free(&s->kept);
}

static bool
journal_load(struct screen *sc, struct err *err)
{
    return list_load(((struct journal *)sc->state)->list, err);
}

static bool
filtered(const struct journal *s)
{
    for (size_t i = 0; i < COUNT(s->values); i++)
        if (s->values[i].set)
            return true;
    return false;
}

static void
draw_filter(struct screen *sc, struct box body)
{
    struct journal *s = sc->state;
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    char *line = arena_strdup(&a, "");

    for (size_t i = 0; i < COUNT(s->values); i++)
        if (s->values[i].set)
            line = arena_printf(&a, "%s%s%s: %s", line, *line ? "   " : "", _(filter_fields[i].label),
                                field_show(&filter_fields[i], &s->values[i], &o->env, &a));
    draw_text(sc->term, body, 0, 1, body.cols - 2, STYLE_DIM, line);
    arena_free(&a);
}

static void
journal_draw(struct screen *sc, struct box body)
{
    struct journal *s = sc->state;
    int top = filtered(s);

    if (top)
        draw_filter(sc, body);
    list_draw(s->list, sc->term, (struct box) { body.y + top, body.x, body.rows - top, body.cols }, true);
}

static bool
journal_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct journal *)sc->state)->list, k);
}

static bool
journal_has_row(const struct screen *sc)
{
    return list_row(((struct journal *)sc->state)->list) != NULL;
}

static const char *
journal_hint(struct screen *sc, bool *warn)
{
    const char *problem = list_problem(((struct journal *)sc->state)->list);

    *warn = *problem != '\0';
    return *problem ? problem : NULL;
}

static void
clear_filter(struct journal *s)
{
    memset(s->values, 0, sizeof s->values);
    s->filter = (struct journal_filter) { 0 };
    arena_reset(&s->kept);
}

static bool
journal_leave(struct screen *sc)
{
    struct journal *s = sc->state;

    if (!filtered(s))
        return true;
    clear_filter(s);
    make_list(sc);
    return false;
}

/* ---- commands ------------------------------------------------------------------------------------------- */

static void
run_open(struct screen *sc)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct entry e;
    struct err err = { 0 };

    if (journal_get(o->store, list_id(((struct journal *)sc->state)->list), &a, &e, &err))
        dialog_text(sc->app, _("Entry"), shown_entry(o, &e, &a));
    else
        app_say_err(sc->app, &err);
    arena_free(&a);
}

static void
take_filter(struct journal *s, const struct value *v, int zone)
{
    clear_filter(s);
    for (size_t i = 0; i < COUNT(s->values); i++)
        s->values[i] = value_copy(&s->kept, &v[i]);
    v = s->values;
    s->filter = (struct journal_filter) {
        .staff = v[BY_PERSON].set ? v[BY_PERSON].num : 0, .action = v[BY_ACTION].set ? v[BY_ACTION].text : NULL,
        .text = v[BY_TEXT].set ? v[BY_TEXT].text : NULL,
        .from = v[BY_FROM].set ? moment_at((day)v[BY_FROM].num, 0, zone) : 0,
        .to = v[BY_TO].set ? moment_at((day)v[BY_TO].num + 1, 0, zone) : 0,
    };
}

static void
run_filter(struct screen *sc)
{
    struct journal *s = sc->state;
    struct value v[COUNT(s->values)];
    struct arena a = { 0 };

    memcpy(v, s->values, sizeof v);
    if (dialog_form(sc->app, _("Show only"), filter_fields, desk_env(desk_of(sc)), &a, v)) {
        take_filter(s, v, office_of(sc)->zone);
        make_list(sc);
    }
    arena_free(&a);
}

static const struct command journal_commands[] = {
    { .id = "journal.open", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = N_("Open"),
      .help = N_("All of the entry: what was changed, from what to what."), .run = run_open },
    { .id = "journal.filter", .key = '/', .bar = N_("Filter"), .help = N_("By colleague, action, text, days."), .run = run_filter },
    { 0 }
};

const struct screen_ops journal_screen = {
    .name = "journal", .title = N_("Journal"), .state_size = sizeof(struct journal), .commands = journal_commands,
    .open = journal_start, .load = journal_load, .draw = journal_draw, .key = journal_key,
    .has_row = journal_has_row, .hint = journal_hint, .leave = journal_leave, .close = journal_end,
};
