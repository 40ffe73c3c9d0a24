#include "ui/screens/meeting.h"

#include "base/lang.h"
#include "base/text.h"
#include "data/presence.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"

static bool
changed(const struct meeting *m, int i, const struct value *side)
{
    return !m->base || !value_equal(&m->fields[i], &m->base[i], side);
}

static bool
clash(const struct meeting *m, int i)
{
    return !m->fields[i].readonly && !value_equal(&m->fields[i], &m->theirs[i], &m->mine[i]) && changed(m, i, &m->theirs[i]) && changed(m, i, &m->mine[i]);
}

static void
show_both(struct screen *sc, const struct meeting *m, struct arena *a)
{
    const struct field_env *env = desk_env(desk_of(sc));
    struct buf b = { 0 };

    for (int i = 0; m->fields[i].name; i++) {
        const struct field *f = &m->fields[i];

        if (!value_equal(f, &m->theirs[i], &m->mine[i]))
            buf_printf(&b, _("%s\n  there now: %s\n  yours: %s\n"), _(f->label), field_show_masked(f, &m->theirs[i], env, a),
                       field_show_masked(f, &m->mine[i], env, a));
    }
    dialog_text(sc->app, _("Both versions"), b.size ? b.text : _("Both say the same."));
    buf_free(&b);
}

static bool
may_join(const struct field *f, const struct value *x, const struct value *y)
{
    return (f->kind == FIELD_TEXT || f->kind == FIELD_LONG) && x->set && y->set &&
           text_length(x->text) + text_length(y->text) < (size_t)field_limit(f);
}

static struct value
joined(const struct field *f, const struct value *x, const struct value *y, struct arena *a)
{
    return (struct value){ .set = true, .text = arena_printf(a, "%s%s%s", x->text, f->kind == FIELD_LONG ? "\n" : "; ", y->text) };
}

/* One field that both sides changed. False: Esc. */
static bool
ask(struct screen *sc, const struct meeting *m, int i, struct arena *a, struct value *out)
{
    const struct field_env *env = desk_env(desk_of(sc));
    const struct field *f = &m->fields[i];
    struct option options[3] = {
        { .code = "1", .text = arena_printf(a, _("There now: %s"), field_show_masked(f, &m->theirs[i], env, a)) },
        { .code = "2", .text = arena_printf(a, _("Yours: %s"), field_show_masked(f, &m->mine[i], env, a)) },
        { .code = "3", .text = _("Keep both, theirs first") },
    };
    int chosen = dialog_choose(sc->app, arena_printf(a, _("Both of you changed \"%s\""), _(f->label)), options, may_join(f, &m->theirs[i], &m->mine[i]) ? 3 : 2, 0);

    if (chosen < 0)
        return false;
    *out = chosen == 0 ? value_copy(a, &m->theirs[i]) : chosen == 1 ? value_copy(a, &m->mine[i]) : joined(f, &m->theirs[i], &m->mine[i], a);
    return true;
}

/* Mine where only I changed it, theirs where only they did. */
static bool
put_together(struct screen *sc, const struct meeting *m, struct arena *a, struct value *out)
{
    for (int i = 0; m->fields[i].name; i++) {
        if (clash(m, i) && !ask(sc, m, i, a, &out[i]))
            return false;
        if (!clash(m, i))
            out[i] = value_copy(a, m->fields[i].readonly || !changed(m, i, &m->mine[i]) ? &m->theirs[i] : &m->mine[i]);
    }
    return true;
}

static bool
untouched(const struct meeting *m)
{
    for (int i = 0; m->fields[i].name; i++)
        if (changed(m, i, &m->theirs[i]))
            return false;
    return true;
}

enum meeting_end
meeting_settle(struct screen *sc, const char *why, const struct meeting *m, struct arena *a, struct value *out)
{
    const struct option options[] = {
        { .code = "1", .text = _("Look at both versions") },
        { .code = "2", .text = _("Put my changes on the newest version") },
        { .code = "3", .text = _("Leave it as it is; my draft stays") },
    };
    int chosen = 1;
    bool clear = untouched(m);

    while (!clear) {
        chosen = dialog_choose(sc->app, why, options, COUNT(options), 0);
        if (chosen == 0)
            show_both(sc, m, a);
        else
            break;
    }
    return chosen != 1 || !put_together(sc, m, a, out) ? MEETING_LEFT : clear ? MEETING_CLEAR : MEETING_JOINED;
}

const char *
meeting_others(struct screen *sc, const char *about, int64_t id)
{
    char *who = id ? presence_others(office_of(sc), about, id, &sc->arena) : NULL;

    return who ? arena_printf(&sc->arena, _("%s is changing this too: nothing is lost, whoever saves second sees both versions."), text_harmless(&sc->arena, who)) : NULL;
}

const char *
meeting_note(struct form *f, const char *others, bool *warn)
{
    const char *note = form_note(f, warn);

    return others && !*warn ? others : note;
}
