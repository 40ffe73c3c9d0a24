/* The typed state of a form as lines of text: name, kind of origin, text. */
#include "ui/kit/form_private.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How a value is written: exactly what makes it again, whatever day it is then. */
static char *
written(struct form *f, int i, struct arena *a)
{
    const struct field *field = &f->fields[i];
    const struct value *v = form_get(f, i);

    if (f->cells[i].bad)
        return f->cells[i].bad;
    if (!v->set)
        return i == f->at && f->edited && !form_is_choice(field) ? arena_strdup(a, edit_text(f->edit)) : NULL;
    if (v->text)
        return arena_strdup(a, v->text);
    return arena_printf(a, "%" PRId64, v->num);
}

char *
form_typed(struct form *f, int field, struct arena *a)
{
    if (f->cells[field].bad)
        return arena_strdup(a, f->cells[field].bad);
    if (field == f->at && f->edited && !form_is_choice(&f->fields[field]))
        return arena_strdup(a, edit_text(f->edit));
    return f->values[field].set ? field_edit(&f->fields[field], &f->values[field], f->env, a) : arena_strdup(a, "");
}

static void
write_escaped(struct buf *out, const char *text)
{
    for (; *text; text++)
        if (*text == '\n')
            buf_puts(out, "\\n");
        else if (*text == '\\')
            buf_puts(out, "\\\\");
        else
            buf_putc(out, *text);
}

void
form_write_draft(struct form *f, struct buf *out)
{
    struct arena a = { 0 };

    for (int i = 0; i < f->count; i++) {
        const char *text = written(f, i, &a);
        bool holds = text && form_get(f, i)->set;

        if (!text || !*text)
            continue;
        /* "=" a value, "~" a default, "?" text that is no value yet */
        buf_printf(out, "%s%c", f->fields[i].name,
                   !holds ? '?' : f->cells[i].origin == ORIGIN_DEFAULT && i != f->at ? '~' : '=');
        write_escaped(out, text);
        buf_putc(out, '\n');
    }
    arena_free(&a);
}

static char *
unescaped(struct arena *a, const char *text, size_t size)
{
    char *out = arena_strndup(a, text, size), *to = out;

    for (const char *p = out; *p; p++)
        if (*p == '\\' && p[1]) {
            p++;
            *to++ = *p == 'n' ? '\n' : *p;
        } else {
            *to++ = *p;
        }
    *to = '\0';
    return out;
}

static bool
is_number(enum field_kind kind)
{
    return kind == FIELD_NUMBER || kind == FIELD_MONEY || kind == FIELD_AREA || kind == FIELD_DATE ||
           kind == FIELD_MOMENT || kind == FIELD_CLOCK || kind == FIELD_BOOL || kind == FIELD_REF;
}

/* What was no value when it was left may be one now ("lm" finds somebody alone); else it is said what is wrong. */
static void
restore_typed(struct form *f, int i, const char *text)
{
    struct value v = { 0 };
    struct err err = { 0 };

    if (field_parse(&f->fields[i], text, f->env, &f->arena, &v, &err)) {
        form_put(f, i, &v, ORIGIN_TYPED);
        return;
    }
    form_put(f, i, &(struct value) { 0 }, ORIGIN_NONE);
    f->cells[i].bad = mem_strdup(text);
    form_problem(f, i, err.text);
}

static void
restore(struct form *f, int i, char sign, const char *text)
{
    struct value v = { .set = true };
    char *end;

    if (sign == '?') {
        restore_typed(f, i, text);
        return;
    }
    if (is_number(f->fields[i].kind)) {
        v.num = strtoll(text, &end, 10);
        if (*end)
            return;
    } else {
        v.text = text;
    }
    form_put(f, i, &v, sign == '~' ? ORIGIN_DEFAULT : ORIGIN_TYPED);
}

static bool
restore_line(struct form *f, const char *line, size_t size)
{
    size_t name = strcspn(line, "=~?\n");
    struct arena a = { 0 };
    int i;

    if (name >= size)
        return false;
    i = field_index(f->fields, arena_strndup(&a, line, name));
    if (i >= 0)
        restore(f, i, line[name], unescaped(&a, line + name + 1, size - name - 1));
    arena_free(&a);
    return i >= 0;
}

bool
form_read_draft(struct form *f, const char *text)
{
    int at = f->at;
    bool any = false;

    form_enter(f, -1);
    while (*text) {
        size_t size = strcspn(text, "\n");

        any |= restore_line(f, text, size);
        text += size + (text[size] == '\n');
    }
    f->dirty |= any;
    for (int i = 0; i < f->count && any; i++)
        if (f->cells[i].bad && form_can_focus(f, i))
            at = i;             /* what was being typed is gone on with */
    if (form_can_focus(f, at))
        form_enter(f, at);
    else
        form_refocus(f);
    return any;
}
