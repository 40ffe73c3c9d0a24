#include "ui/kit/help.h"

#include "base/lang.h"
#include "base/text.h"
#include "ui/kit/app_private.h"
#include "ui/kit/dialog.h"

#define KEY_COLS 16

struct fixed { const char *key, *help; };       /* keys that the kit itself takes */

static const struct fixed field_keys[] = {
    { "Enter", N_("Take the default and go to the next field that needs a decision.") },
    { N_("Tab, Down"), N_("Next field.") },
    { N_("Shift-Tab, Up"), N_("Previous field.") },
    { N_("Space"), N_("In a choice: open its list. Codes, initials and text choose too.") },
    { "^U", N_("Clear the field.") },
    { "^Z", N_("Take back what was typed.") },
    { "^J", N_("A line break in a long text.") },
    { "::", N_("In a text: insert a phrase by its initials.") },
};

static const struct fixed list_keys[] = {
    { N_("Up, Down"), N_("Move by a row.") },
    { "PgUp, PgDn", N_("Move by a page.") },
    { "Home, End", N_("To the first row, to the last.") },
};

static const struct fixed frame_keys[] = {
    { "F1, ?", N_("This help; ? where no text is typed.") },
    { "F10, ^P", N_("Menu by digits; letters, pinyin initials or Chinese search all commands.") },
    { N_("^G, digit"), N_("The F-key of that digit, 0 for F10, where a terminal keeps its F-keys.") },
    { "^L", N_("Draw the screen anew.") },
    { "Esc", N_("Back one step.") },
};

static void
add_line(struct buf *out, struct arena *a, const char *key, const char *label, const char *help)
{
    buf_printf(out, "  %s %s%s%s\n", text_cell(a, key, KEY_COLS), label, *label ? "  " : "", help);
}

static void
add_fixed(struct buf *out, struct arena *a, const struct fixed *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_line(out, a, _(keys[i].key), "", _(keys[i].help));
}

static void
add_commands(struct buf *out, struct arena *a, const struct command *table, const struct screen *sc, bool with_keys_only)
{
    for (const struct command *c = table; c && c->id; c++) {
        const char *key = command_key_name(a, c);

        /* What does not apply just now is explained all the same; what a role may not do is not. */
        if ((c->right && !app_can(sc->app, c->right)) || (with_keys_only && !*key))
            continue;
        add_line(out, a, *key ? key : "F10", c->bar ? _(c->bar) : "", _(c->help));
    }
}

static void
add_everywhere(struct buf *out, struct arena *a, const struct screen *sc)
{
    const struct app_ops *ops = sc->app->ops;

    buf_printf(out, "\n%s\n", _("Everywhere"));
    add_fixed(out, a, frame_keys, COUNT(frame_keys));
    for (const struct fkey *f = ops->fkeys; f && f->number; f++)
        add_line(out, a, arena_printf(a, "F%d", f->number), "", _(f->label));
    if (ops->find)
        add_line(out, a, "^F", "", _("Find anything: name, pinyin, phone, room, number."));
    if (ops->undo)
        add_line(out, a, "^Z", "", _("Outside a field: take back your last action at this desk."));
    for (const struct menu *m = ops->menu; m && m->label; m++)
        add_commands(out, a, m->commands, sc, true);
}

char *
help_text(struct arena *a, const struct screen *sc)
{
    const char *const *tips = sc->tips ? sc->tips : sc->ops->tips;
    struct buf out = { 0 };
    char *text;

    buf_printf(&out, "%s\n", _("On this screen"));
    add_commands(&out, a, sc->ops->commands, sc, false);
    if (sc->ops->has_row)
        add_fixed(&out, a, list_keys, COUNT(list_keys));
    for (const char *const *tip = tips; tip && *tip; tip++)
        buf_printf(&out, "%s%s\n", tip == tips ? "\n" : "", _(*tip));
    if (sc->ops->typing) {
        buf_printf(&out, "\n%s\n", _("In the fields"));
        add_fixed(&out, a, field_keys, COUNT(field_keys));
    }
    if (!sc->modal)
        add_everywhere(&out, a, sc);
    text = arena_strdup(a, out.text);
    buf_free(&out);
    return text;
}

void
help_open(struct app *app)
{
    struct screen *sc = app_top(app);
    const char *name = sc->title ? sc->title : sc->ops->title ? _(sc->ops->title) : "";
    struct arena a = { 0 };

    dialog_text(app, arena_printf(&a, _("Keys: %s"), name), help_text(&a, sc));
    arena_free(&a);
}
