#include "ui/screens/register_filter.h"

#include "base/lang.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"

#include <string.h>

static const char *
project_field(const struct reg *reg)
{
    for (const struct field *f = reg->fields; f->name; f++)
        if (f->kind == FIELD_REF && f->required && strcmp(f->list, "project") == 0)
            return f->name;
    return NULL;
}

static int
first_choice(const struct reg *reg)
{
    struct arena a = { 0 };
    char *names = arena_strdup(&a, reg->columns), *save = NULL;
    int found = -1;

    for (char *name = strtok_r(names, " ", &save); name && found < 0; name = strtok_r(NULL, " ", &save)) {
        int i = field_index(reg->fields, name);

        if (i >= 0 && reg->fields[i].kind == FIELD_CHOICE && !reg->fields[i].group)
            found = i;
    }
    arena_free(&a);
    return found;
}

void
register_filter_start(struct register_filter *f, const struct reg *reg)
{
    f->reg = reg;
    f->project = project_field(reg);
    f->choice = first_choice(reg);
}

void
register_filter_free(struct register_filter *f)
{
    buf_free(&f->text);
    buf_free(&f->code);
}

bool
register_filter_by_project(const struct register_filter *f, const struct office *o)
{
    return f->project && !f->all_projects && o->project != 0;
}

struct reg_filter
register_filter_of(const struct register_filter *f, const struct office *o)
{
    struct reg_filter out = { .text = f->text.text, .state = f->state ? f->state->id : NULL };

    if (register_filter_by_project(f, o)) {
        out.field = f->project;
        out.equals = o->project;
    }
    if (f->code.size) {
        out.and_field = f->reg->fields[f->choice].name;
        out.and_text = f->code.text;
    }
    return out;
}

bool
register_filter_any(const struct register_filter *f)
{
    return f->text.size || f->code.size || f->state;
}

void
register_filter_clear(struct register_filter *f)
{
    buf_clear(&f->text);
    buf_clear(&f->code);
    f->state = NULL;
}

void
register_filter_next_state(struct register_filter *f)
{
    f->state = !f->state ? f->reg->states : f->state[1].id ? f->state + 1 : NULL;
}

static void
take(struct buf *b, const struct value *v)
{
    buf_clear(b);
    if (v->set)
        buf_puts(b, v->text);
}

bool
register_filter_ask(struct screen *sc, struct register_filter *f)
{
    const struct field *choice = f->choice >= 0 ? &f->reg->fields[f->choice] : NULL;
    struct field fields[3] = { { .name = "text", .label = N_("Contains"), .kind = FIELD_TEXT, .cols = 30, .limit = 60 } };
    struct value v[2] = { { .set = f->text.size > 0, .text = f->text.text }, { .set = f->code.size > 0, .text = f->code.text } };
    struct arena a = { 0 };
    bool asked;

    if (choice)
        fields[1] = (struct field) { .name = choice->name, .label = choice->label, .kind = FIELD_CHOICE, .cols = choice->cols, .list = choice->list,
                                     .hint = N_("Only these; empty: all."), .skip = true };
    asked = dialog_form(sc->app, _("Show only"), fields, desk_env(desk_of(sc)), &a, v);
    if (asked) {
        take(&f->text, &v[0]);
        take(&f->code, &v[1]);
    }
    arena_free(&a);
    return asked;
}

char *
register_filter_line(const struct register_filter *f, struct office *o, int64_t total, struct arena *a)
{
    const char *where = register_filter_by_project(f, o) ? _("this project") : f->project ? _("all projects") : _("all records");
    char *text = arena_strdup(a, where);

    if (f->reg->states)
        text = arena_printf(a, _("%s, %s"), text, f->state ? _(f->state->label) : _("all states"));
    if (f->code.size)
        text = arena_printf(a, _("%s, %s"), text, office_code_text(o, f->reg->fields[f->choice].list, f->code.text));
    if (f->text.size)
        text = arena_printf(a, _("%s, with %s"), text, f->text.text);
    if (total >= 0)
        text = arena_printf(a, _("%s, %lld in all"), text, (long long)total);
    return text;
}
