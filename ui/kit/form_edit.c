/* Keys in a form. */
#include "ui/kit/form_private.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

void
form_touch(struct form *f)
{
    f->dirty = true;
    if (f->ops->draft)
        f->ops->draft(f->ctx, f);
}

static bool
erases(const struct key *k)
{
    return k->kind == KEY_BACKSPACE || k->kind == KEY_DELETE || (k->kind == KEY_CTRL && k->cp == 'u');
}

static bool
moves(const struct key *k)
{
    return k->kind == KEY_LEFT_ || k->kind == KEY_RIGHT_ || k->kind == KEY_UP_ || k->kind == KEY_DOWN_ ||
           k->kind == KEY_HOME_ || k->kind == KEY_END_;
}

static void
unset(struct form *f)
{
    form_put(f, f->at, &(struct value) { 0 }, ORIGIN_NONE);
    f->edited = true;
    form_touch(f);
}

/* ---- yes or no ------------------------------------------------------------------------ */

static void
set_bool(struct form *f, bool yes)
{
    form_put(f, f->at, &(struct value) { .set = true, .num = yes }, ORIGIN_TYPED);
    f->edited = true;
    form_touch(f);
}

static bool
bool_key(struct form *f, const struct key *k)
{
    uint32_t c = k->kind == KEY_CHAR ? key_twin(k->cp) : 0;

    if (erases(k)) {
        unset(f);
        return true;
    }
    if (!c)
        return false;
    if (c == ' ') {
        set_bool(f, !(f->values[f->at].set && f->values[f->at].num));
    } else if (c == '1' || c == 'y' || c == 'Y' || c == 0x662F) {           /* 是 */
        set_bool(f, true);
        form_advance(f);
    } else if (c == '0' || c == '2' || c == 'n' || c == 'N' || c == 0x5426) {   /* 否 */
        set_bool(f, false);
        form_advance(f);
    } else {
        f->note = _("1 yes, 0 no, Space changes it.");
    }
    return true;
}

/* ---- choices ---------------------------------------------------------------------------- */

static const struct option *
by_code(const struct option_list *list, const char *code)
{
    for (size_t i = 0; list && i < list->count; i++)
        if (!list->options[i].retired && strcasecmp(list->options[i].code, code) == 0)
            return &list->options[i];
    return NULL;
}

static bool
any_fits(const struct option_list *list, const char *typed)
{
    for (size_t i = 0; list && i < list->count; i++)
        if (!list->options[i].retired && option_match(&list->options[i], typed))
            return true;
    return false;
}

/* Letters were typed: a complete code is taken at once, else the list narrows. */
static void
choice_typed(struct form *f, const struct key *k)
{
    const struct option_list *list = form_list(f, f->at);
    const struct option *o;
    char last[2] = { 0 };

    f->edited = true;
    if (!any_fits(list, edit_text(f->edit))) {
        /* A wrong key must not spoil the next code; letters begin again from nothing. */
        if (k->kind == KEY_CHAR && k->cp >= '0' && k->cp <= '9')
            last[0] = (char)k->cp;
        edit_set(f->edit, any_fits(list, last) ? last : "");
        f->note = _("The list has nothing like that; Space shows it.");
    }
    o = by_code(list, edit_text(f->edit));
    if (o) {
        if (form_choose(f, o->code) && f->fields[f->at].kind == FIELD_CHOICE)
            form_advance(f);
        else
            form_offer_update(f);
        return;
    }
    form_offer_update(f);
    form_touch(f);
}

static bool
choice_key(struct form *f, const struct key *k)
{
    struct key twin = *k;
    bool empty = edit_text(f->edit)[0] == '\0';

    if (k->kind == KEY_CHAR)
        twin.cp = key_twin(k->cp);
    if (empty && k->kind == KEY_CHAR && twin.cp == ' ') {
        form_offer_open(f);
        return true;
    }
    if (empty && erases(k)) {
        unset(f);
        return true;
    }
    if ((empty && moves(k)) || !edit_key(f->edit, &twin, &f->note))
        return false;
    if (!moves(k)) {
        form_forgive(f, f->at);
        choice_typed(f, &twin);
    }
    return true;
}

/* ---- text --------------------------------------------------------------------------------- */

static bool
text_key(struct form *f, const struct key *k)
{
    struct form_cell *c = &f->cells[f->at];
    bool empty = edit_text(f->edit)[0] == '\0';

    if (f->fields[f->at].kind == FIELD_REF && empty && k->kind == KEY_CHAR && key_twin(k->cp) == ' ') {
        form_offer_open(f);
        return true;
    }
    /* A masked value goes only by typing another or by clearing it on purpose. */
    if (c->hidden && empty && (k->kind == KEY_BACKSPACE || k->kind == KEY_DELETE))
        return true;
    if (!edit_key(f->edit, k, &f->note))
        return false;
    if (moves(k))
        return true;
    c->hidden = false;
    f->edited = true;
    form_forgive(f, f->at);
    form_offer_update(f);
    form_touch(f);
    return true;
}

bool
form_key(struct form *f, const struct key *k)
{
    const struct field *field;

    if (!f->active || f->at < 0)
        return false;
    field = &f->fields[f->at];
    f->stuck = false;
    f->note = NULL;
    if (form_offer_key(f, k))
        return true;
    if (field->kind == FIELD_LONG && moves(k) && edit_key(f->edit, k, &f->note))
        return true;
    switch (k->kind) {
    case KEY_ENTER:
        form_advance(f);
        return true;
    case KEY_TAB:
        form_step(f, 1, true);
        return true;
    case KEY_BACKTAB:
        form_step(f, -1, true);
        return true;
    case KEY_DOWN_:
        form_step(f, 1, false);
        return true;
    case KEY_UP_:
        form_step(f, -1, false);
        return true;
    default:
        break;
    }
    if (field->kind == FIELD_BOOL)
        return bool_key(f, k);
    return form_is_choice(field) ? choice_key(f, k) : text_key(f, k);
}

/* ---- the message line ----------------------------------------------------------------------- */

char *
form_understood(struct form *f, struct arena *a)
{
    const struct field *field = f->at >= 0 ? &f->fields[f->at] : NULL;
    const struct value *v;
    char *shown;

    if (!field || !f->edited)
        return NULL;
    switch (field->kind) {
    case FIELD_DATE: case FIELD_MOMENT: case FIELD_CLOCK: case FIELD_MONEY: case FIELD_AREA:
        break;
    default:
        return NULL;
    }
    v = form_get(f, f->at);
    if (!v->set)
        return NULL;
    shown = field_show(field, v, f->env, a);
    if (field->kind == FIELD_DATE)
        shown = arena_printf(a, "%s %s", shown, day_weekday_name((day)v->num));
    if (field->kind == FIELD_MOMENT)
        shown = arena_printf(a, "%s %s", shown, day_weekday_name(moment_day(v->num, f->env->zone)));
    return shown;
}

/* The codes at hand: who does not know them yet reads them here. */
static char *
codes_hint(struct form *f)
{
    const struct option_list *list = form_list(f, f->at);
    struct buf out = { 0 };
    char *text;

    for (size_t i = 0; list && i < list->count && out.size < 200; i++)
        if (!list->options[i].retired)
            buf_printf(&out, "%s%s%s", out.size ? " " : "", list->options[i].code, list->options[i].text);
    text = out.size ? arena_strdup(&f->notes, out.text) : NULL;
    buf_free(&out);
    return text;
}

const char *
form_note(struct form *f, bool *warn)
{
    const struct field *field = f->at >= 0 ? &f->fields[f->at] : NULL;
    char *understood;

    *warn = false;
    arena_reset(&f->notes);
    if (!field || !f->active)
        return NULL;
    if (f->cells[f->at].problem) {
        *warn = true;
        return f->cells[f->at].problem;
    }
    if (f->note)
        return f->note;
    understood = form_understood(f, &f->notes);
    if (understood)
        return arena_printf(&f->notes, "%s: %s", _(field->label), understood);
    if (f->stuck && !f->ops->done)
        return _("Nothing is left to decide; Ctrl-S saves.");
    if (field->hint)
        return _(field->hint);
    return form_is_choice(field) ? codes_hint(f) : NULL;
}
