#include "ui/kit/command.h"

#include "base/lang.h"
#include "base/text.h"
#include "ui/kit/app.h"

#include <ctype.h>
#include <string.h>

static int
key_code(const struct key *k)
{
    switch (k->kind) {
    case KEY_CHAR:
        return (int)key_twin(k->cp);
    case KEY_CTRL:
        return CMD_CTRL((int)k->cp);
    case KEY_FN:
        return CMD_FN(k->number);
    default:
        return CMD_KEY((int)k->kind);
    }
}

bool
command_key_is(int command_key, const struct key *k)
{
    return command_key != 0 && command_key == key_code(k);
}

static const struct command *
find_code(const struct command *table, const struct screen *sc, int code)
{
    for (const struct command *c = table; c && c->id; c++)
        if (c->run && (c->key == code || (c->also && c->also == code)) && (!sc || command_offered(c, sc)))
            return c;
    return NULL;
}

const struct command *
command_find(const struct command *table, const struct screen *sc, const struct key *k)
{
    int code = key_code(k);
    const struct command *c = find_code(table, sc, code);

    if (!c && code >= 'A' && code <= 'Z')
        c = find_code(table, sc, code - 'A' + 'a');
    return c;
}

const struct command *
command_by_id(const struct command *table, const char *id)
{
    for (const struct command *c = table; c && c->id; c++)
        if (strcmp(c->id, id) == 0)
            return c;
    return NULL;
}

static const char *
kind_name(int kind)
{
    switch (kind) {
    case KEY_ENTER: return "Enter";
    case KEY_TAB: return "Tab";
    case KEY_BACKTAB: return "Shift-Tab";
    case KEY_ESC: return "Esc";
    case KEY_BACKSPACE: return _("Backspace");
    case KEY_DELETE: return "Del";
    case KEY_INSERT: return "Ins";
    case KEY_UP_: return _("Up");
    case KEY_DOWN_: return _("Down");
    case KEY_LEFT_: return _("Left");
    case KEY_RIGHT_: return _("Right");
    case KEY_HOME_: return "Home";
    case KEY_END_: return "End";
    case KEY_PGUP: return "PgUp";
    case KEY_PGDN: return "PgDn";
    default: return "";
    }
}

static char *
code_name(struct arena *a, int code)
{
    char utf8[5] = { 0 };

    if (code >= CMD_KEY(0))
        return arena_strdup(a, kind_name(code - CMD_KEY(0)));
    if (code >= CMD_FN(0))
        return arena_printf(a, "F%d", code - CMD_FN(0));
    if (code >= CMD_CTRL(0))
        return arena_printf(a, "^%c", toupper(code - CMD_CTRL(0)));
    if (code == ' ')
        return arena_strdup(a, _("Space"));
    if (code)
        text_encode((uint32_t)code, utf8);
    return arena_strdup(a, utf8);
}

char *
command_key_name(struct arena *a, const struct command *c)
{
    if (c->show)
        return arena_strdup(a, _(c->show));
    if (!c->also)
        return code_name(a, c->key);
    return arena_printf(a, "%s/%s", code_name(a, c->key), code_name(a, c->also));
}

bool
command_offered(const struct command *c, const struct screen *sc)
{
    if (c->right && !app_can(sc->app, c->right))
        return false;
    return !c->when || c->when(sc);
}

/* The one place where conditions are tested. */
static bool
may_run(const struct command *c, struct screen *sc)
{
    struct app *app = sc->app;
    struct err err = { 0 };

    if (!c->run)
        return false;
    if (c->right && !app_can(app, c->right)) {
        app_warn(app, _("Your role may not do this."));
        return false;
    }
    if (c->when && !c->when(sc)) {
        app_warn(app, _("This does not apply now."));
        return false;
    }
    if ((c->need & NEED_ROW) && !(sc->ops->has_row && sc->ops->has_row(sc))) {
        app_warn(app, _("Choose a row first."));
        return false;
    }
    if ((c->need & NEED_WRITE) && app->ops->may_write && !app->ops->may_write(app->ctx, &err)) {
        app_say_err(app, &err);
        return false;
    }
    return true;
}

bool
command_run(const struct command *c, struct screen *sc)
{
    struct app *app = sc->app;

    if (!may_run(c, sc))
        return false;
    app->running = c;
    c->run(sc);
    if (c->need & NEED_WRITE)
        app_wrote(app);
    return true;
}

char *
command_bar(struct arena *a, const struct command *table, const struct screen *sc, int width)
{
    struct buf line = { 0 };
    int used = 0;
    char *out;

    for (const struct command *c = table; c && c->id; c++) {
        char *item;
        int cols;

        if (!c->bar || (c->need & CMD_OFF_BAR) || (!c->key && !c->show) || (sc && !command_offered(c, sc)))
            continue;
        /* Han words stand close to their key, words in letters need the blank. */
        item = arena_printf(a, "%s%s%s", command_key_name(a, c),
                            isalnum((unsigned char)_(c->bar)[0]) ? " " : "", _(c->bar));
        cols = text_columns(item);
        if (used + (used > 0) + cols > width)
            continue;
        buf_printf(&line, "%s%s", used ? " " : "", item);
        used += (used > 0) + cols;
    }
    out = arena_strdup(a, line.text);
    buf_free(&line);
    return out;
}

/* ---- check of the tables, for tests ------------------------------------- */

static bool
key_allowed(int code)
{
    static const char reserved[] = "fghijlmpuyz";       /* the frame's, the editor's, and Enter, Tab, Backspace */

    if (code >= CMD_FN(1) && code <= CMD_FN(10))
        return false;
    if (code >= CMD_CTRL('a') && code <= CMD_CTRL('z'))
        return !strchr(reserved, code - CMD_CTRL(0));
    return code != CMD_KEY(KEY_ESC) && code != '?' && code < CMD_KEY(KEY_PASTE);
}

static bool
id_formed(const char *id)
{
    if (!islower((unsigned char)id[0]) || !strchr(id, '.'))
        return false;
    for (const char *p = id; *p; p++)
        if (!islower((unsigned char)*p) && !isdigit((unsigned char)*p) && *p != '.' && *p != '-' && *p != '_')
            return false;
    return true;
}

static bool
clash(const struct command *a, const struct command *b)
{
    if (!a->run || !b->run || (a->when && b->when))      /* two conditions may exclude each other */
        return false;
    return (a->key && (a->key == b->key || a->key == b->also)) ||
           (a->also && (a->also == b->key || a->also == b->also));
}

static bool
check_pair(const struct command *a, const struct command *b, struct err *err)
{
    if (strcmp(a->id, b->id) == 0)
        return err_set(err, ERR_INPUT, "%s: id given twice", a->id);
    if (clash(a, b))
        return err_set(err, ERR_INPUT, "%s and %s: same key", a->id, b->id);
    return true;
}

static bool
check_row(const struct command *c, struct err *err)
{
    if (!id_formed(c->id))
        return err_set(err, ERR_INPUT, "%s: an id is group.name in small letters", c->id);
    if (!c->help || !c->help[0])
        return err_set(err, ERR_INPUT, "%s: no help", c->id);
    if ((c->key && !key_allowed(c->key)) || (c->also && !key_allowed(c->also)))
        return err_set(err, ERR_INPUT, "%s: a key of the frame or the editor", c->id);
    if (!c->run && !c->show && !c->key)
        return err_set(err, ERR_INPUT, "%s: neither a key nor a function", c->id);
    return true;
}

static bool
check_against(const struct command *c, const struct command *table, struct err *err)
{
    for (const struct command *o = table; o && o->id; o++)
        if (o != c && !check_pair(c, o, err))
            return false;
    return true;
}

bool
commands_check(const struct command *table, const struct menu *menu, struct err *err)
{
    for (const struct command *c = table; c && c->id; c++)
        if (!check_row(c, err) || !check_against(c, c + 1, err))
            return false;
    for (const struct menu *m = menu; m && m->label; m++)
        for (const struct command *c = m->commands; c->id; c++) {
            if (!check_row(c, err) || !check_against(c, table == m->commands ? NULL : table, err))
                return false;
            for (const struct menu *o = m; o->label; o++)
                if (!check_against(c, o == m ? c + 1 : o->commands, err))
                    return false;
        }
    return true;
}

static bool
ids_apart(const struct command *a, const struct command *b, struct err *err)
{
    for (; a && a->id; a++)
        if (b && command_by_id(b, a->id))
            return err_set(err, ERR_INPUT, "%s: id given on two screens", a->id);
    return true;
}

bool
commands_check_screens(const struct screen_ops *const *screens, const struct menu *menu, struct err *err)
{
    for (size_t i = 0; screens[i]; i++) {
        if (!commands_check(screens[i]->commands, menu, err))
            return false;
        /* Screens may share one table. */
        for (size_t j = 0; j < i; j++)
            if (screens[i]->commands != screens[j]->commands && !ids_apart(screens[i]->commands, screens[j]->commands, err))
                return false;
    }
    return true;
}
