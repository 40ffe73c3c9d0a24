/* One thing for F10 and Ctrl-P: empty it is the menu by digits, typing searches all commands. */
#include "base/lang.h"
#include "base/text.h"
#include "ui/kit/app_private.h"
#include "ui/kit/dialog_private.h"
#include "ui/kit/edit.h"
#include "ui/kit/palette.h"
#include "ui/kit/picker.h"

#include <stdlib.h>
#include <string.h>

struct palette {
    struct app *app;
    struct edit *edit;
    int group;                      /* of the menu, -1: all groups */
    struct arena arena;             /* entries and their texts */
    struct palette_entry *entries;
    struct option *options;
    size_t count;
    struct picker *picker;
};

/* ---- how well a command fits ---------------------------------------------------------- */

int
palette_match(const struct palette_entry *e, const char *typed)
{
    struct option label = { .code = NULL, .text = e->label };
    struct option help = { .code = NULL, .text = e->help };
    int grade = option_match(&label, typed);

    if (grade == 0 && e->command && strncasecmp(e->command->id, typed, strlen(typed)) == 0)
        grade = 45;
    if (grade == 0 && e->command && text_contains(e->command->id, typed))
        grade = 40;
    if (grade == 0 && option_match(&help, typed) >= 50)
        grade = 20;
    return grade;
}

/* ---- entries ----------------------------------------------------------------------------- */

static void
add(struct palette *p, struct palette_entry e)
{
    p->entries = mem_realloc(p->entries, (p->count + 1) * sizeof *p->entries);
    p->entries[p->count++] = e;
}

static void
add_commands(struct palette *p, const struct command *table)
{
    struct screen *sc = app_top(p->app);

    for (const struct command *c = table; c && c->id; c++)
        if (c->run && command_offered(c, sc))
            add(p, (struct palette_entry) { .label = _(c->bar ? c->bar : c->help), .help = c->bar ? _(c->help) : "",
                                            .key = command_key_name(&p->arena, c), .command = c, .group = -1 });
}

static void
add_groups(struct palette *p)
{
    int i = 0;

    for (const struct menu *m = p->app->ops->menu; m && m->label; m++)
        add(p, (struct palette_entry) { .label = _(m->label), .help = "", .key = "", .group = i++ });
}

static void
add_everything(struct palette *p)
{
    add_commands(p, app_top(p->app)->ops->commands);
    for (const struct fkey *f = p->app->ops->fkeys; f && f->number; f++)
        add(p, (struct palette_entry) { .label = _(f->label), .help = "", .fkey = f->number, .group = -1,
                                        .key = arena_printf(&p->arena, "F%d", f->number) });
    for (const struct menu *m = p->app->ops->menu; m && m->label; m++)
        add_commands(p, m->commands);
}

/* Keep what fits, the best first, equal ones in their order. */
static void
sort_by_fit(struct palette *p, const char *typed)
{
    size_t kept = 0;

    for (size_t i = 0; i < p->count; i++) {
        struct palette_entry e = p->entries[i];
        size_t j = kept;

        e.grade = palette_match(&e, typed);
        if (e.grade == 0)
            continue;
        for (; j > 0 && p->entries[j - 1].grade < e.grade; j--)
            p->entries[j] = p->entries[j - 1];
        p->entries[j] = e;
        kept++;
    }
    p->count = kept;
}

static void
make_options(struct palette *p)
{
    bool numbered = edit_text(p->edit)[0] == '\0';

    p->options = arena_alloc(&p->arena, (p->count + 1) * sizeof *p->options);
    for (size_t i = 0; i < p->count; i++) {
        const struct palette_entry *e = &p->entries[i];

        p->options[i].text = arena_printf(&p->arena, "%s %s %s", text_cell(&p->arena, e->label, 18),
                                          text_cell(&p->arena, e->key, 6), e->help);
        p->options[i].code = numbered ? arena_printf(&p->arena, p->count > 9 ? "%02zu" : "%zu", i + 1) : "";
    }
}

static void
refill(struct palette *p)
{
    const char *typed = edit_text(p->edit);

    arena_reset(&p->arena);
    p->count = 0;
    if (*typed) {
        add_everything(p);
        sort_by_fit(p, typed);
    } else if (p->group < 0) {
        add_groups(p);
    } else {
        add_commands(p, p->app->ops->menu[p->group].commands);
    }
    if (p->count == 0 && !*typed && p->group < 0)       /* no menu was given */
        add_everything(p);
    make_options(p);
    picker_free(&p->picker);
    p->picker = picker_new(p->options, p->count, false);
    if (*typed)
        picker_plain(p->picker);
}

/* ---- keys ------------------------------------------------------------------------------------ */

static bool
is_digit_key(const struct key *k)
{
    uint32_t c = k->kind == KEY_CHAR ? key_twin(k->cp) : 0;

    return c >= '0' && c <= '9';
}

/* An entry was chosen: into its group, or done. */
static bool
chosen(struct palette *p, struct palette_entry *out)
{
    int i = picker_chosen(p->picker);

    if (i < 0)
        return false;
    if (p->entries[i].group >= 0) {
        p->group = p->entries[i].group;
        edit_set(p->edit, "");
        refill(p);
        return false;
    }
    *out = p->entries[i];
    return true;
}

static bool
back(struct palette *p)
{
    if (p->group < 0 || edit_text(p->edit)[0])
        return false;
    p->group = -1;
    refill(p);
    return true;
}

/* False: closed. */
static bool
palette_key(struct palette *p, const struct key *k, struct palette_entry *out)
{
    bool typing = edit_text(p->edit)[0] != '\0';
    bool to_picker = k->kind != KEY_CHAR && k->kind != KEY_BACKSPACE && k->kind != KEY_PASTE;

    if (k->kind == KEY_ESC)
        return back(p);
    if (k->kind == KEY_BACKSPACE && !typing && *picker_typed(p->picker) == '\0')
        return back(p);
    if (to_picker || (!typing && (is_digit_key(k) || *picker_typed(p->picker)))) {
        enum picked r = picker_key(p->picker, k);

        if (r == PICK_TAKEN && chosen(p, out))
            return false;
        if (r != PICK_NOTHING)
            return true;
    }
    if (edit_key(p->edit, k, NULL))
        refill(p);
    return true;
}

static void
draw_palette(struct app *app, void *ctx, struct box body)
{
    struct palette *p = ctx;
    const char *title = p->group < 0 ? _("Menu") : _(app->ops->menu[p->group].label);
    struct box in = dialog_frame(app->term, body, 16, body.cols - 8, title);
    struct box line = { in.y, in.x, 1, in.cols };
    bool typing = edit_text(p->edit)[0] != '\0';

    if (in.rows < 1)
        return;
    if (in.rows > 1)
        picker_draw(p->picker, app->term, (struct box) { in.y + 1, in.x, in.rows - 1, in.cols });
    if (typing)
        edit_draw(p->edit, app->term, line, true, STYLE_FIELD);
    else {
        draw_text(app->term, line, 0, 0, in.cols, STYLE_DIM,
                  *picker_typed(p->picker) ? picker_typed(p->picker) : _("digit chooses; letters, pinyin initials or Chinese search"));
        draw_caret(app->term, line, 0, 0);
    }
}

static void
run(struct app *app, const struct palette_entry *e)
{
    if (e->command)
        command_run(e->command, app_top(app));
    else if (e->fkey)
        app_show(app, e->fkey);
}

void
palette_open(struct app *app)
{
    struct palette p = { .app = app, .group = -1, .edit = edit_new(60, 1) };
    struct layer l = { .draw = draw_palette, .ctx = &p, .bar = _("Enter runs   Esc back") };
    struct palette_entry e = { 0 };
    struct key k;

    refill(&p);
    app_layer_open(app, &l);
    while (app_layer_key(app, &k) && palette_key(&p, &k, &e))
        ;
    app_layer_close(app, &l);
    picker_free(&p.picker);
    edit_free(&p.edit);
    if (!app_ending(app))
        run(app, &e);
    free(p.entries);
    arena_free(&p.arena);
}
