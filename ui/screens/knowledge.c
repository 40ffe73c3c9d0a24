/* Answers while somebody waits: a line to type in, what fits below it at each key, the answer under the cursor at the foot. */
#include "ui/screens/know.h"

#include "base/lang.h"
#include "base/text.h"
#include "data/knowledge.h"
#include "ui/kit/dialog.h"
#include "ui/kit/edit.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"

#include <string.h>

enum { FOUND_MOST = 1000, TYPED_MOST = 40, FOOT_ROWS = 4 };

struct state {
    struct know_arg arg;
    struct edit *edit;
    struct list *list;
    char *shown;                /* what the list was filled for; NULL: nothing yet */
    struct arena kept;
};

static const struct column columns[] = {
    { N_("Question"), 0, ALIGN_LEFT, 0 }, { N_("Topic shown"), 14, ALIGN_LEFT, 1 }, { N_("Version"), 4, ALIGN_RIGHT, 2 }, { 0 }
};
static const struct column word_columns[] = { { N_("Say"), 0, ALIGN_LEFT, 0 }, { N_("Do not say"), 30, ALIGN_LEFT, 0 }, { 0 } };

static bool
open_it(struct screen *sc, void *data, struct err *err)
{
    struct state *s = sc->state;
    const struct know_arg *arg = data;

    (void)err;
    if (arg)
        s->arg = *arg;
    if (!s->arg.project)
        s->arg.project = office_of(sc)->project;
    s->arg.focus = arena_strdup(&s->kept, s->arg.focus ? s->arg.focus : "");
    s->edit = edit_new(TYPED_MOST, 1);
    s->list = list_new(s->arg.what == KNOW_WORDS ? word_columns : columns, NULL, NULL);
    list_empty_text(s->list, _("Nothing in force fits. Two characters or the initials of the question are enough."));
    screen_title(sc, "%s", s->arg.what == KNOW_CASES ? _("Cases") : s->arg.what == KNOW_WORDS ? _("Words to use and to avoid") : _("Knowledge"));
    return true;
}

static void
close_it(struct screen *sc)
{
    struct state *s = sc->state;

    edit_free(&s->edit);
    list_free(&s->list);
    arena_free(&s->kept);
}

/* ---- filling ------------------------------------------------------------------------------------ */

static void
add_item(struct state *s, const struct knowledge_item *it)
{
    struct arena *a = list_arena(s->list);
    struct row *row = list_add(s->list, it->id, it->group == KNOW_CASE ? "case" : it->group == KNOW_PROMISE ? "promise" : "answer");

    row->data = it;
    row->cells[0] = it->title;
    row->cells[1] = it->topic;
    if (s->arg.what != KNOW_WORDS)
        row->cells[2] = it->version ? arena_printf(a, "%d", (int)it->version) : "";
}

static bool
fill_answers(struct screen *sc, struct state *s, struct err *err)
{
    struct arena *a = list_arena(s->list);
    struct knowledge_item *items = arena_alloc(a, FOUND_MOST * sizeof *items);
    struct knowledge_wish w = {
        .project = s->arg.project, .text = edit_text(s->edit), .focus = s->arg.focus, .groups = s->arg.what == KNOW_CASES ? 1u << KNOW_CASE : 0,
    };
    size_t n;

    if (!knowledge_find(office_of(sc), &w, a, items, FOUND_MOST, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (s->arg.what == KNOW_ANSWERS && (i == 0 || items[i].group != items[i - 1].group))
            list_add_heading(s->list, knowledge_group_name(items[i].group));
        add_item(s, &items[i]);
    }
    return true;
}

static void
fill_words(struct state *s)
{
    struct arena *a = list_arena(s->list);
    struct knowledge_item *items = arena_alloc(a, FOUND_MOST * sizeof *items);
    size_t said = wording_find(edit_text(s->edit), false, a, items, FOUND_MOST / 2);
    size_t terms = wording_find(edit_text(s->edit), true, a, items + said, FOUND_MOST / 2);

    for (size_t i = 0; i < said + terms; i++) {
        if (i == 0 || i == said)
            list_add_heading(s->list, i < said ? _("Words to use and to avoid") : _("Terms in plain words"));
        add_item(s, &items[i]);
    }
}

static bool
load(struct screen *sc, struct err *err)
{
    struct state *s = sc->state;
    bool anew = !s->shown || strcmp(s->shown, edit_text(s->edit)) != 0;

    list_clear(s->list);
    if (s->arg.what == KNOW_WORDS)
        fill_words(s);
    else if (!fill_answers(sc, s, err))
        return false;
    s->shown = arena_strdup(list_arena(s->list), edit_text(s->edit));
    if (anew)
        list_go_first(s->list);
    return true;
}

/* ---- drawing and keys ------------------------------------------------------------------------------ */

static void
draw(struct screen *sc, struct box body)
{
    struct state *s = sc->state;
    const struct knowledge_item *it = list_data(s->list);
    int foot = body.rows >= 3 * FOOT_ROWS ? FOOT_ROWS : body.rows / 4;
    struct box line = { body.y, body.x + 7, 1, body.cols - 8 < TYPED_MOST ? body.cols - 8 : TYPED_MOST };
    struct box rest = { body.y + 1, body.x, body.rows - 2 - foot, body.cols };
    char **lines;
    size_t n = it ? text_wrap(&sc->arena, it->answer, body.cols - 2, &lines) : 0;

    draw_text(sc->term, body, 0, 1, 5, STYLE_LABEL, _("Find"));
    list_draw(s->list, sc->term, rest, true);
    for (int i = 0; i < foot && (size_t)i < n; i++)
        draw_text(sc->term, body, body.rows - foot + i, 1, body.cols - 2, STYLE_STRONG, lines[i]);
    edit_draw(s->edit, sc->term, line, true, STYLE_FIELD);
}

static bool
key(struct screen *sc, const struct key *k)
{
    struct state *s = sc->state;
    const char *note = NULL;

    if ((k->kind != KEY_HOME_ && k->kind != KEY_END_) && list_key(s->list, k))
        return true;
    if (!edit_key(s->edit, k, &note))
        return false;
    if (note)
        app_say(sc->app, "%s", note);
    screen_stale(sc);
    return true;
}

static bool
typing(const struct screen *sc)
{
    (void)sc;
    return true;
}

static bool
has_row(const struct screen *sc)
{
    return list_row(((struct state *)sc->state)->list) != NULL;
}

/* The first Esc empties the line, so that one may begin anew. */
static bool
leave(struct screen *sc)
{
    struct state *s = sc->state;

    if (!*edit_text(s->edit))
        return true;
    edit_set(s->edit, "");
    screen_stale(sc);
    return false;
}

/* ---- commands ------------------------------------------------------------------------------------------ */

static bool
is_answer(const struct knowledge_item *it)
{
    return it->group != KNOW_PROMISE && it->group != KNOW_CASE;
}

static void
keep_use(struct screen *sc, const struct knowledge_item *it)
{
    struct state *s = sc->state;
    struct know_used *u = s->arg.used;
    struct err err = { 0 };

    if (s->arg.what != KNOW_ANSWERS || !u || !is_answer(it))
        return;
    if (s->arg.reception) {
        if (knowledge_use(office_of(sc), s->arg.reception, it->id, &err))
            app_say(sc->app, _("Noted with the reception: %s, version %d."), it->title, (int)it->version);
        else
            app_say_err(sc->app, &err);
        return;
    }
    for (size_t i = 0; i < u->count; i++)
        if (u->ids[i] == it->id)
            return;
    if (u->count < KNOW_USED_MOST)
        u->ids[u->count++] = it->id;
    app_say(sc->app, _("Noted when the reception is saved: %s, version %d."), it->title, (int)it->version);
}

static void
show(struct screen *sc)
{
    struct state *s = sc->state;
    const struct knowledge_item it = *(const struct knowledge_item *)list_data(s->list);
    struct arena a = { 0 };
    char *title = arena_strdup(&a, it.title);
    char *text = s->arg.what == KNOW_WORDS && *it.topic
        ? arena_printf(&a, _("%s\n\nNot: %s\n\n%s"), it.title, it.topic, it.answer) : arena_strdup(&a, it.answer);

    keep_use(sc, &it);
    dialog_text(sc->app, title, text);
    arena_free(&a);
}

static void
move_all(struct screen *sc, const char *move, const char *question)
{
    struct state *s = sc->state;
    struct err err = { 0 };
    int64_t count;

    if (!s->arg.project) {
        app_say(sc->app, "%s", _("Choose a project first: a handbook belongs to one."));
        return;
    }
    if (!dialog_confirm(sc->app, "%s", question))
        return;
    if (knowledge_move_all(office_of(sc), s->arg.project, move, &count, &err))
        app_say(sc->app, _("%lld answers."), (long long)count);
    else
        app_say_err(sc->app, &err);
}

static void
submit_all(struct screen *sc)
{
    move_all(sc, "propose", _("Submit every draft of this project for approval?"));
}

static void
approve_all(struct screen *sc)
{
    move_all(sc, "approve", _("Approve every answer of this project that waits? The wording before the handbook ends with it."));
}

static bool
when_answers(const struct screen *sc)
{
    return ((const struct state *)sc->state)->arg.what == KNOW_ANSWERS;
}

static const struct command commands[] = {
    { .id = "knowledge.show", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = N_("Read"),
      .help = N_("The whole text; beside a reception it is noted which answer and version was used."), .run = show },
    { .id = "knowledge.type", .bar = N_("Find"), .show = N_("letters, characters"), .help = N_("At each key the list follows: any two characters, or initials."),
      .need = CMD_OFF_BAR },
    { .id = "knowledge.submit_all", .need = NEED_WRITE, .right = "do register.knowledge.edit", .bar = N_("Submit all"),
      .help = N_("Every draft of this project is submitted for approval."), .run = submit_all, .when = when_answers },
    { .id = "knowledge.approve_all", .need = NEED_WRITE, .right = "approve knowledge.approve", .bar = N_("Approve all"),
      .help = N_("The handbook comes into force as a whole; the wording before it ends."), .run = approve_all, .when = when_answers },
    { 0 }
};

static const char *const tips[] = {
    N_("What the customer cares about comes first: their focus points order the topics (RCP-25)."),
    N_("Only what is approved and in force stands here; the register Knowledge has drafts and old versions."),
    N_("No answer found: note the question as owed and ring back, never say \"I do not know\" (RCP-12)."),
    NULL
};

const struct screen_ops knowledge_screen = {
    .name = "knowledge", .title = N_("Knowledge"), .state_size = sizeof(struct state), .commands = commands, .tips = tips, .open = open_it,
    .load = load, .draw = draw, .key = key, .typing = typing, .has_row = has_row, .leave = leave, .close = close_it,
};
