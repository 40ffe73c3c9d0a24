#include "ui/screens/shown.h"

#include "base/lang.h"
#include "data/timeline.h"

char *
shown_field(struct office *o, const struct record *r, int field, struct arena *a)
{
    const struct field *f = &r->reg->fields[field];

    if (r->v[field].set && f->mask == MASK_NONE && !office_sees_group(o, f->group))
        return arena_strdup(a, _("(not for your role)"));
    return field_show_masked(f, &r->v[field], &o->env, a);
}

enum style
shown_look(struct office *o, const struct record *r)
{
    static const enum style styles[] = { [LOOK_PLAIN] = STYLE_PLAIN, [LOOK_WARN] = STYLE_WARN, [LOOK_BAD] = STYLE_BAD };

    return styles[r->reg->look ? r->reg->look(o, r) : LOOK_PLAIN];
}

const char *
shown_who(const struct entry *e)
{
    return *e->staff_name ? e->staff_name : e->desk;
}

static const char *
or_nothing(const char *text)
{
    return *text ? text : _("(empty)");
}

char *
shown_entry(struct office *o, const struct entry *e, struct arena *a)
{
    struct told_change *changes;
    size_t n = 0;
    struct buf b = { 0 };
    char *out;

    buf_printf(&b, "%s\n\n", *e->summary ? e->summary : e->action);
    buf_printf(&b, _("When    %s\n"), moment_show(a, e->at, office_now(o), o->zone));
    buf_printf(&b, _("Who     %s, desk %s\n"), *e->staff_name ? e->staff_name : "-", e->desk);
    buf_printf(&b, _("Action  %s\n"), e->action);
    if (e->flags & ENTRY_LEFT)
        buf_puts(&b, _("Something left the house; it cannot be taken back.\n"));
    buf_puts(&b, "\n");
    timeline_changes(o, e->id, a, &changes, &n, NULL);
    if (n == 0)
        buf_puts(&b, _("No field of a record was changed."));
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s: %s -> %s\n", changes[i].label, or_nothing(changes[i].old), or_nothing(changes[i].now));
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}

/* ---- tasks --------------------------------------------------------------------------------- */

char *
shown_due(struct office *o, const struct task *t, struct arena *a)
{
    moment now = office_now(o);
    const char *word = t->done ? _("done") : t->due <= now ? _("red") : t->warn && t->warn <= now ? _("yellow") : "  ";

    return arena_printf(a, "%s %s", word, moment_show(a, t->done ? t->done : t->due, now, o->zone));
}

char *
shown_reasons(struct office *o, const struct task *tasks, size_t count, struct arena *a)
{
    struct buf b = { 0 };
    char *out;

    for (size_t i = 0; i < count; i++) {
        struct err err = { 0 };
        char **lines;
        size_t n;

        buf_printf(&b, "%s%s  %s\n", i ? "\n" : "", shown_due(o, &tasks[i], a), tasks[i].text);
        if (!task_explain(o, tasks[i].id, a, &lines, &n, &err))
            buf_printf(&b, "  %s\n", err.text);
        else
            for (size_t j = 0; j < n; j++)
                buf_printf(&b, "  %s\n", lines[j]);
    }
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}
