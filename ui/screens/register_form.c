/* A new record, or changes to one: the kit's form over the register's fields, kept in a draft. */
#include "ui/screens/register.h"

#include "base/lang.h"
#include "data/presence.h"
#include "data/timeline.h"
#include "ui/kit/dialog.h"
#include "ui/kit/form.h"
#include "ui/screens/desk.h"
#include "ui/screens/form_draft.h"
#include "ui/screens/meeting.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct register_form {
    const struct reg *reg;
    struct arena arena;         /* the record and its fields: lives as long as the screen */
    struct record *base;        /* as it was read, or a new one */
    struct field *fields;       /* the register's, but closed where the role may not see them */
    struct form *form;
    struct form_draft draft;
    bool old_draft;             /* of an older version than the stored one: what that held is not known any more */
    struct presence *here;
    const char *others;         /* who else changes it */
};

/* ---- the draft carries what the form does not: which register, and which version was read ------------------ */

static void
write_draft(void *ctx, struct form *f)
{
    struct register_form *s = ((struct screen *)ctx)->state;
    struct arena a = { 0 };

    form_draft_write(&s->draft, f);
    if (s->draft.draft) {
        form_draft_put(&s->draft, "register", s->reg->name);
        form_draft_put(&s->draft, "entry", arena_printf(&a, "%" PRId64, s->base->entry));
    }
    arena_free(&a);
}

static void
leave_field(void *ctx, struct form *f, int field)
{
    struct register_form *s = ((struct screen *)ctx)->state;

    form_draft_leave(&s->draft, f, field);
}

static void
nothing_left(void *ctx, struct form *f)
{
    struct screen *sc = ctx;

    (void)f;
    app_say(sc->app, _("That is all: ^S saves."));
}

static const struct form_ops form_ops = { .draft = write_draft, .leave = leave_field, .done = nothing_left };

/* ---- life ----------------------------------------------------------------------------------------------------- */

/* Fields of a group that the role may not see are shown as kept, and not edited. */
static struct field *
fields_for(const struct office *o, const struct reg *reg, struct arena *a)
{
    size_t n = field_count(reg->fields);
    struct field *out = arena_alloc(a, (n + 1) * sizeof *out);

    memcpy(out, reg->fields, n * sizeof *out);
    for (size_t i = 0; i < n; i++)
        if (!office_sees_group(o, out[i].group)) {
            out[i].readonly = true;
            out[i].required = false;
            out[i].mask = MASK_ALL;
        }
    return out;
}

static void
show_new(struct register_form *s, const struct register_wish *wish)
{
    if (wish->preset_field)
        record_set_num(s->base, wish->preset_field, wish->preset);
    form_start(s->form, NULL);
    for (int i = 0; s->fields[i].name; i++)
        if (s->base->v[i].set)
            form_set(s->form, i, &s->base->v[i]);
    form_refocus(s->form);
}

/* A draft of an edit holds the whole form, also what was emptied: it begins from nothing. */
static void
show_draft(struct register_form *s, struct draft *d)
{
    size_t n = field_count(s->fields);
    struct value *none = arena_alloc(&s->arena, (n + 1) * sizeof *none);
    const char *entry = draft_get(d, "entry");
    bool understood;

    if (s->base->id) {
        s->old_draft = *entry && s->base->entry != strtoll(entry, NULL, 10);
        if (*entry)
            s->base->entry = strtoll(entry, NULL, 10);
        form_load(s->form, none);
    }
    understood = form_draft_restore(&s->draft, d, s->form);
    if (!understood && s->base->id)
        form_load(s->form, s->base->v);
    form_refocus(s->form);
}

static bool
form_begin(struct screen *sc, void *arg, struct err *err)
{
    const struct register_wish *wish = arg;
    struct register_form *s = sc->state;
    struct office *o = office_of(sc);
    struct draft *d = wish->draft;

    s->reg = wish->reg;
    s->draft = (struct form_draft) { .drafts = desk_of(sc)->drafts, .matter = wish->id, .title_fields = s->reg->title,
                                     .name = arena_printf(&s->arena, "reg_%s", s->reg->name) };
    if (!reg_may_edit(o, s->reg) || (wish->id && !reg_read(o, s->reg, wish->id, &s->arena, &s->base, err))) {
        draft_close(&d);
        return s->base || !reg_may_edit(o, s->reg) ? err_set(err, ERR_REFUSED, _("Your role may not change this register.")) : false;
    }
    if (!wish->id)
        s->base = record_new(o, s->reg, &s->arena);
    s->fields = fields_for(o, s->reg, &s->arena);
    s->form = form_new(s->fields, desk_env(desk_of(sc)), &form_ops, sc);
    form_set_phrases(s->form, app_phrases, sc->app);
    if (wish->id)
        form_load(s->form, s->base->v);
    else
        show_new(s, wish);
    if (d)
        show_draft(s, d);
    s->here = wish->id ? presence_enter(o, s->reg->name, wish->id) : NULL;
    sc->tips = s->reg->tips;
    screen_title(sc, wish->id ? _("%s: change") : _("%s: new"), _(s->reg->one));
    return true;
}

static bool
form_look(struct screen *sc, struct err *err)
{
    struct register_form *s = sc->state;

    (void)err;
    s->others = meeting_others(sc, s->reg->name, s->base->id);
    return true;
}

static void
form_end(struct screen *sc)
{
    struct register_form *s = sc->state;

    presence_leave(&s->here);
    form_draft_close(&s->draft);
    form_free(&s->form);
    arena_free(&s->arena);
}

static void
form_show(struct screen *sc, struct box body)
{
    struct register_form *s = sc->state;

    form_draw(s->form, sc->term, body);
}

static bool
form_takes(struct screen *sc, const struct key *k)
{
    return form_key(((struct register_form *)sc->state)->form, k);
}

static bool
form_typing(const struct screen *sc)
{
    (void)sc;
    return true;
}

static const char *
form_says(struct screen *sc, bool *warn)
{
    struct register_form *s = sc->state;

    if (s->draft.err.code) {
        *warn = true;
        return s->draft.err.text;
    }
    return meeting_note(s->form, s->others, warn);
}

static bool
form_left(struct screen *sc)
{
    struct register_form *s = sc->state;

    if (form_draft_close(&s->draft))
        app_say(sc->app, s->base->id ? _("Not saved; the draft waits, e offers it again.")
                                     : _("Not saved; the draft waits, n offers it again."));
    return true;
}

/* ---- somebody else wrote it meanwhile ------------------------------------------------------------------------------ */

static void save(struct screen *sc, const char *why);

static void
meet_other(struct screen *sc, const struct err *why, const char *reason)
{
    struct register_form *s = sc->state;
    size_t n = field_count(s->fields);
    struct value *both = arena_alloc(&s->arena, (n + 1) * sizeof *both);
    enum meeting_end end;
    struct err err = { 0 };
    struct record *theirs;
    struct meeting m = { .fields = s->fields, .base = s->old_draft ? NULL : s->base->v, .mine = form_values(s->form) };

    if (!reg_read(office_of(sc), s->reg, s->base->id, &s->arena, &theirs, &err)) {
        app_say_err(sc->app, &err);
        return;
    }
    m.theirs = theirs->v;
    end = meeting_settle(sc, why->text, &m, &s->arena, both);
    if (end == MEETING_LEFT) {
        app_say_err(sc->app, why);
        return;
    }
    s->base = theirs;
    s->old_draft = false;
    form_load(s->form, both);
    write_draft(sc, s->form);
    if (end == MEETING_CLEAR)
        save(sc, reason);
    else
        app_say(sc->app, _("Your changes stand on the newest version now; look at them, then ^S saves."));
}

/* ---- commands -------------------------------------------------------------------------------------------------------- */

static void
saved(struct screen *sc, int64_t id)
{
    struct register_form *s = sc->state;
    struct register_wish wish = { .reg = s->reg, .id = id };
    bool from_page = sc->below && sc->below->ops == &register_record_screen;

    form_draft_saved(&s->draft);
    form_clean(s->form);
    if (from_page)
        screen_pop(sc->app);
    screen_replace(sc->app, &register_record_screen, &wish);
    app_say(sc->app, s->base->id ? _("Saved. ^Z takes it back.") : _("Saved. n makes another one, ^Z takes it back."));
}

static void
save(struct screen *sc, const char *why)
{
    struct register_form *s = sc->state;
    struct record r;
    struct err err = { 0 };

    if (!form_check(s->form))
        return;
    r = *s->base;
    r.v = arena_alloc(&s->arena, field_count(s->fields) * sizeof *r.v);
    for (size_t i = 0; s->fields[i].name; i++)
        r.v[i] = value_copy(&s->arena, &form_values(s->form)[i]);
    if (reg_save(office_of(sc), &r, why, &err)) {
        saved(sc, r.id);
    } else if (err.code == ERR_CHANGED) {
        meet_other(sc, &err, why);
    } else {
        form_fail(s->form, &err);
        app_say_err(sc->app, &err);
    }
}

static void
run_save(struct screen *sc)
{
    save(sc, NULL);
}

static void
run_save_why(struct screen *sc)
{
    static const struct field field = { .name = "why", .label = N_("Reason"), .kind = FIELD_TEXT, .cols = 44, .required = true };
    struct value v = { 0 };
    struct arena a = { 0 };

    if (dialog_line(sc->app, _("Why is it corrected?"), &field, desk_env(desk_of(sc)), &a, &v))
        save(sc, v.text);
    arena_free(&a);
}

static bool
is_edit(const struct screen *sc)
{
    return ((struct register_form *)sc->state)->base->id != 0;
}

static bool
has_draft(const struct screen *sc)
{
    return ((struct register_form *)sc->state)->draft.draft != NULL;
}

static void
run_discard(struct screen *sc)
{
    struct register_form *s = sc->state;

    if (!dialog_confirm(sc->app, _("Throw away what was typed here? It cannot be brought back.")))
        return;
    form_draft_saved(&s->draft);
    screen_pop(sc->app);
    app_say(sc->app, _("Thrown away."));
}

static const struct command form_commands[] = {
    { .id = "register_form.save", .key = CMD_CTRL('s'), .need = NEED_WRITE, .bar = N_("Save"), .help = N_("Save the record."), .run = run_save },
    { .id = "register_form.correct", .key = CMD_CTRL('e'), .need = NEED_WRITE, .bar = N_("Save with reason"),
      .help = N_("Save a correction and say why; old value, who and when are kept."), .run = run_save_why, .when = is_edit },
    { .id = "register_form.discard", .key = CMD_CTRL('d'), .bar = N_("Throw away"), .help = N_("Forget what was typed, the draft too."),
      .run = run_discard, .when = has_draft },
    { 0 }
};

const struct screen_ops register_form_screen = {
    .name = "register_form", .title = N_("Record"), .state_size = sizeof(struct register_form), .commands = form_commands,
    .open = form_begin, .load = form_look, .draw = form_show, .key = form_takes, .typing = form_typing, .hint = form_says,
    .leave = form_left, .close = form_end,
};
