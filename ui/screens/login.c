#include "ui/screens/login.h"

#include "base/lang.h"
#include "base/text.h"
#include "data/login.h"
#include "ui/kit/edit.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"

#include <stdio.h>
#include <string.h>

struct line {
    const char *label;          /* N_ */
    struct edit *edit;
    bool secret;
};

struct state {
    struct login_arg *arg;
    struct line lines[3];
    int count, at;
    struct list *list;          /* colleagues; NULL where the name is not chosen from them */
    struct colleague *people;
    size_t npeople;
    char name[120];             /* of whom the password is asked */
    char note[480];             /* what was wrong */
};

static const struct column columns[] = { { "", 12, ALIGN_LEFT, 0 }, { "", 0, ALIGN_LEFT, 1 }, { 0 } };

static bool
chooses(const struct state *s)
{
    return s->arg->mode == LOGIN_IN || s->arg->mode == LOGIN_LOCKED;
}

/* A demonstration lists its staff; a real desk shows who fits what is typed. */
static bool
list_shown(const struct screen *sc)
{
    const struct state *s = sc->state;

    return s->list && s->at == 0 &&
           (office_of(sc)->kind != OFFICE_REAL || s->arg->mode == LOGIN_LOCKED || *edit_text(s->lines[0].edit));
}

/* ---- life ----------------------------------------------------------------------------- */

static void
add_line(struct state *s, const char *label, bool secret)
{
    s->lines[s->count++] = (struct line) { label, edit_new(secret ? 200 : 30, 1), secret };
}

static bool
login_open(struct screen *sc, void *arg, struct err *err)
{
    struct state *s = sc->state;

    (void)err;
    s->arg = arg;
    switch (s->arg->mode) {
    case LOGIN_IN:
    case LOGIN_LOCKED:
        add_line(s, N_("Name"), false);
        add_line(s, N_("Password"), true);
        s->list = list_new(columns, NULL, s);
        break;
    case LOGIN_FIRST:
        add_line(s, N_("Name"), false);
        add_line(s, N_("Password"), true);
        add_line(s, N_("Once more"), true);
        break;
    case LOGIN_CHANGE:
        add_line(s, N_("Old password"), true);
        /* fall through */
    case LOGIN_SET:
        add_line(s, N_("New password"), true);
        add_line(s, N_("Once more"), true);
        break;
    }
    if (s->arg->mode == LOGIN_LOCKED)
        screen_title(sc, _("Locked"));
    else if (s->arg->mode == LOGIN_CHANGE || s->arg->mode == LOGIN_SET)
        screen_title(sc, _("Password"));
    return true;
}

static bool
login_load(struct screen *sc, struct err *err)
{
    struct state *s = sc->state;
    struct office *o = office_of(sc);

    if (!s->list)
        return true;
    if (!login_colleagues(o, &sc->arena, &s->people, &s->npeople, err))
        return false;
    list_clear(s->list);
    for (size_t i = 0; i < s->npeople; i++) {
        struct row *r = list_add(s->list, s->people[i].id, NULL);

        r->cells[0] = s->people[i].name;
        r->cells[1] = s->people[i].roles;
        r->data = &s->people[i];
    }
    if (s->arg->mode == LOGIN_LOCKED && o->staff && !*edit_text(s->lines[0].edit))
        list_go(s->list, o->staff, NULL);
    return true;
}

static void
login_close(struct screen *sc)
{
    struct state *s = sc->state;

    for (int i = 0; i < s->count; i++)
        edit_free(&s->lines[i].edit);
    list_free(&s->list);
}

/* ---- what is shown ------------------------------------------------------------------------ */

static const char *
heading(const struct screen *sc)
{
    const struct state *s = sc->state;
    const struct office *o = office_of(sc);

    switch (s->arg->mode) {
    case LOGIN_FIRST:
        return _("Nobody works here yet. You become the administrator; your colleagues are entered afterwards.");
    case LOGIN_LOCKED:
        return _("This desk is locked. Its colleague goes on with the password; another may take over, drafts stay with their writer.");
    case LOGIN_CHANGE:
    case LOGIN_SET:
        return _("The new password is asked twice.");
    default:
        break;
    }
    if (o->kind == OFFICE_DEMO)
        return _("A demonstration: choose who you are; Enter takes the first.");
    return o->kind == OFFICE_TRAINING ? _("For practice: choose who you are; Enter takes the first.")
                                      : _("Type your name or its initials, Enter, then the password.");
}

static void
draw_secret(struct term *t, struct box b, const char *text, bool active)
{
    int n = (int)text_length(text);
    char stars[64];

    if (n > b.cols - 1)
        n = b.cols - 1;
    if (n > (int)sizeof stars - 1)
        n = (int)sizeof stars - 1;
    memset(stars, '*', (size_t)n);
    stars[n] = '\0';
    draw_text(t, b, 0, 0, b.cols, active ? STYLE_FIELD : STYLE_PLAIN, stars);
    if (active)
        draw_caret(t, b, 0, n);
}

static void
draw_line(const struct screen *sc, struct box body, int i)
{
    const struct state *s = sc->state;
    const struct line *l = &s->lines[i];
    struct box field = { body.y + 3 + i, body.x + 14, 1, body.cols - 16 < 30 ? body.cols - 16 : 30 };
    bool active = i == s->at;

    if (3 + i >= body.rows || field.cols < 2)
        return;
    draw_text(sc->term, body, 3 + i, 2, 11, STYLE_LABEL, _(l->label));
    if (l->secret)
        draw_secret(sc->term, field, edit_text(l->edit), active);
    else if (chooses(s) && !active)
        draw_text(sc->term, field, 0, 0, field.cols, STYLE_PLAIN, s->name);
    else
        edit_draw(l->edit, sc->term, field, active, active ? STYLE_FIELD : STYLE_PLAIN);
}

static void
draw_heading(struct term *t, struct box body, const char *text)
{
    struct arena a = { 0 };
    char **lines;
    size_t count = text_wrap(&a, text, body.cols > 6 ? body.cols - 4 : 2, &lines);

    for (size_t i = 0; i < count && i < 2; i++)
        draw_text(t, body, (int)i, 2, -1, STYLE_STRONG, lines[i]);
    arena_free(&a);
}

static void
login_draw(struct screen *sc, struct box body)
{
    struct state *s = sc->state;
    int shown = chooses(s) && s->at == 0 ? 1 : s->count;

    draw_heading(sc->term, body, heading(sc));
    for (int i = 0; i < shown; i++)
        draw_line(sc, body, i);
    if (list_shown(sc) && body.rows > 6)
        list_draw(s->list, sc->term, (struct box) { body.y + 5, body.x + 1, body.rows - 5, body.cols - 2 }, true);
}

static const char *
login_hint(struct screen *sc, bool *warn)
{
    struct state *s = sc->state;

    *warn = *s->note != '\0';
    return *s->note ? s->note : NULL;
}

/* ---- what is typed --------------------------------------------------------------------------- */

static void
say(struct state *s, const struct err *err)
{
    snprintf(s->note, sizeof s->note, "%s", err->text);
    for (int i = 0; i < s->count; i++)
        if (s->lines[i].secret)
            edit_set(s->lines[i].edit, "");
    if (s->arg->mode != LOGIN_IN && s->arg->mode != LOGIN_LOCKED)
        s->at = s->lines[0].secret ? 0 : 1;
}

static const char *
text_of(const struct state *s, int line)
{
    return edit_text(s->lines[line].edit);
}

static void
try_login(struct screen *sc, int64_t staff)
{
    struct state *s = sc->state;
    struct err err = { 0 };
    int64_t before = office_of(sc)->staff;

    if (!login_try(office_of(sc), staff, text_of(s, 1), &err)) {
        say(s, &err);
        return;
    }
    s->arg->done = true;
    if (s->arg->mode == LOGIN_LOCKED && before != staff)
        app_reset(sc->app);
    else
        app_wrote(sc->app);
    screen_pop(sc->app);
}

/* The name was given: who is it, and is a password asked? */
static void
name_given(struct screen *sc)
{
    struct state *s = sc->state;
    const struct colleague *c = list_shown(sc) ? list_data(s->list) : NULL;

    if (!c) {
        snprintf(s->note, sizeof s->note, "%s", *text_of(s, 0) ? _("Nobody here has this name.") : _("Who are you?"));
        return;
    }
    snprintf(s->name, sizeof s->name, "%s", c->name);
    if (login_asks(office_of(sc), c))
        s->at = 1;
    else
        try_login(sc, c->id);
}

static bool
passwords_agree(struct state *s)
{
    struct err err = { 0 };

    if (strcmp(text_of(s, s->count - 2), text_of(s, s->count - 1)) == 0)
        return true;
    err_set(&err, ERR_INPUT, _("The two passwords differ: type them again."));
    say(s, &err);
    return false;
}

static void
finish(struct screen *sc)
{
    struct state *s = sc->state;
    struct office *o = office_of(sc);
    struct err err = { 0 };
    bool good;

    if (chooses(s)) {
        try_login(sc, list_id(s->list));
        return;
    }
    if (!passwords_agree(s))
        return;
    if (s->arg->mode == LOGIN_FIRST)
        good = login_first(o, text_of(s, 0), text_of(s, 1), &err);
    else if (s->arg->mode == LOGIN_CHANGE)
        good = login_change(o, text_of(s, 0), text_of(s, 1), &err);
    else
        good = login_set(o, s->arg->staff, text_of(s, 0), &err);
    if (!good) {
        say(s, &err);
        return;
    }
    s->arg->done = true;
    app_wrote(sc->app);
    screen_pop(sc->app);
}

static void
go_on(struct screen *sc)
{
    struct state *s = sc->state;

    if (chooses(s) && s->at == 0)
        name_given(sc);
    else if (s->at + 1 < s->count)
        s->at++;
    else
        finish(sc);
}

static bool
go_back(struct state *s)
{
    if (s->at == 0)
        return false;
    edit_set(s->lines[s->at].edit, "");
    s->at--;
    return true;
}

static bool
login_key(struct screen *sc, const struct key *k)
{
    struct state *s = sc->state;
    struct line *l = &s->lines[s->at];
    bool arrow = k->kind == KEY_UP_ || k->kind == KEY_DOWN_;

    *s->note = '\0';
    if (k->kind == KEY_ENTER || k->kind == KEY_TAB || (k->kind == KEY_DOWN_ && !list_shown(sc))) {
        go_on(sc);
        return true;
    }
    if (k->kind == KEY_ESC || k->kind == KEY_BACKTAB || (k->kind == KEY_UP_ && !list_shown(sc)))
        return go_back(s) || k->kind != KEY_ESC;
    if (list_shown(sc) && (arrow || k->kind == KEY_PGUP || k->kind == KEY_PGDN))
        return list_key(s->list, k);
    /* What cannot be seen is not edited in the middle. */
    if (l->secret && (k->kind == KEY_LEFT_ || k->kind == KEY_RIGHT_ || k->kind == KEY_HOME_ || k->kind == KEY_END_))
        return true;
    if (!edit_key(l->edit, k, NULL))
        return false;
    if (chooses(s) && s->at == 0)
        list_set_filter(s->list, text_of(s, 0));
    return true;
}

static bool
login_leave(struct screen *sc)
{
    struct state *s = sc->state;

    if (s->arg->mode == LOGIN_CHANGE || s->arg->mode == LOGIN_SET)
        return true;
    app_say(sc->app, _("Ctrl-Q ends the program; what was typed and not saved is kept."));
    return false;
}

static bool
login_typing(const struct screen *sc)
{
    (void)sc;
    return true;
}

static void
login_quit(struct screen *sc)
{
    app_quit(sc->app);
}

static const struct command commands[] = {
    { "login.go", CMD_KEY(KEY_ENTER), 0, 0, NULL, N_("go on"), N_("Take what is typed and go on."), NULL, NULL, NULL },
    { "login.quit", CMD_CTRL('q'), 0, 0, NULL, N_("end"), N_("End the program."), login_quit, NULL, NULL },
    { 0 },
};

const struct screen_ops login_screen = {
    .name = "login", .title = N_("Log in"), .state_size = sizeof(struct state), .commands = commands,
    .open = login_open, .load = login_load, .draw = login_draw, .key = login_key, .typing = login_typing,
    .hint = login_hint, .leave = login_leave, .close = login_close,
};

bool
login_run(struct app *app, enum login_mode mode, int64_t staff)
{
    struct login_arg arg = { .mode = mode, .staff = staff };

    return screen_run(app, &login_screen, &arg) && arg.done;
}
