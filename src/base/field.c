/* Tables of fields: looking up, applying, comparing, showing. */
#include "base/field.h"
#include "base/field_private.h"
#include "base/idcard.h"
#include "base/lang.h"
#include "base/money.h"
#include "base/phone.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

const struct field_env *
field_world(const struct field_env *env)
{
    static const struct field_env nothing = { .zone = ZONE_CHINA };

    return env ? env : &nothing;
}

size_t
field_count(const struct field *fields)
{
    size_t count = 0;

    while (fields[count].name)
        count++;
    return count;
}

int
field_index(const struct field *fields, const char *name)
{
    for (int i = 0; fields[i].name; i++)
        if (strcmp(fields[i].name, name) == 0)
            return i;
    return -1;
}

int
field_cols(const struct field *f)
{
    static const int by_kind[] = {
        [FIELD_TEXT] = 24,  [FIELD_LONG] = 60, [FIELD_NUMBER] = 8,  [FIELD_MONEY] = 16,  [FIELD_AREA] = 10,
        [FIELD_DATE] = 10,  [FIELD_MOMENT] = 16, [FIELD_CLOCK] = 5, [FIELD_BOOL] = 4,    [FIELD_PHONE] = 18,
        [FIELD_IDCARD] = 18, [FIELD_CHOICE] = 14, [FIELD_CHOICES] = 30, [FIELD_REF] = 24,
    };

    return f->cols ? f->cols : by_kind[f->kind];
}

int
field_limit(const struct field *f)
{
    return f->limit ? f->limit : f->kind == FIELD_LONG ? 4000 : 200;
}

bool
field_applies(const struct field *fields, int index, const struct value *v)
{
    return !fields[index].when || fields[index].when(fields, v);
}

int
field_first_missing(const struct field *fields, const struct value *v)
{
    for (int i = 0; fields[i].name; i++)
        if (fields[i].required && !v[i].set && field_applies(fields, i, v))
            return i;
    return -1;
}

static bool
kind_is_text(enum field_kind kind)
{
    return kind == FIELD_TEXT || kind == FIELD_LONG || kind == FIELD_PHONE || kind == FIELD_IDCARD ||
           kind == FIELD_CHOICE || kind == FIELD_CHOICES;
}

bool
value_equal(const struct field *f, const struct value *a, const struct value *b)
{
    if (!a->set || !b->set)
        return a->set == b->set;
    if (!kind_is_text(f->kind))
        return a->num == b->num;
    return strcmp(a->text ? a->text : "", b->text ? b->text : "") == 0;
}

struct value
value_copy(struct arena *a, const struct value *v)
{
    struct value copy = *v;

    if (v->text)
        copy.text = arena_strdup(a, v->text);
    return copy;
}

const struct option_list *
field_list(const struct field *f, const struct field_env *env)
{
    return env->list && f->list ? env->list(env->ctx, f->list) : NULL;
}

const struct option *
option_by_code(const struct option_list *list, const char *code, size_t size)
{
    for (size_t i = 0; list && i < list->count; i++)
        if (strncmp(list->options[i].code, code, size) == 0 && !list->options[i].code[size])
            return &list->options[i];
    return NULL;
}

static const char *
value_text(const struct value *v)
{
    return v->text ? v->text : "";
}

/* The texts of the codes joined by blanks in v; a code that the list lacks stands for itself. Where
 * edit is wanted: codes, but for retired entries, whose code would be refused. */
static char *
show_codes(const struct field *f, const struct value *v, const struct field_env *env, struct arena *a,
           const char *join, bool edit)
{
    const struct option_list *list = field_list(f, env);
    const char *code = value_text(v);
    struct buf shown = { 0 };
    char *text;

    for (;;) {
        size_t size = strcspn(code, " ");
        const struct option *o = option_by_code(list, code, size);

        if (shown.size > 0)
            buf_puts(&shown, join);
        if (o && (!edit || o->retired || f->kind == FIELD_CHOICE))
            buf_puts(&shown, o->text);
        else
            buf_add(&shown, code, size);
        code += size;
        if (!*code++)
            break;
    }
    text = arena_strndup(a, shown.text, shown.size);
    buf_free(&shown);
    return text;
}

static char *
show_ref(const struct field *f, const struct value *v, const struct field_env *env, struct arena *a)
{
    char *text = env->ref_text ? env->ref_text(env->ctx, f->list, v->num, a) : NULL;

    return text ? text : arena_printf(a, "#%lld", (long long)v->num);
}

/* A moment as it is typed: seconds only where there are some. */
static char *
edit_moment(const struct value *v, const struct field_env *env, struct arena *a)
{
    struct civil c = moment_civil(v->num, env->zone);
    char *text = arena_printf(a, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.mday, c.hour, c.minute);

    return c.second ? arena_printf(a, "%s:%02d", text, c.second) : text;
}

/* The kinds that look the same to people, in forms and in files. */
static char *
show_common(const struct field *f, const struct value *v, struct arena *a)
{
    switch (f->kind) {
    case FIELD_NUMBER:
        return arena_printf(a, "%lld", (long long)v->num);
    case FIELD_AREA:
        return area_show(a, (struct area) { v->num });
    case FIELD_CLOCK:
        return arena_printf(a, "%02d:%02d", (int)(v->num / 60), (int)(v->num % 60));
    case FIELD_BOOL:
        return arena_strdup(a, v->num ? _("yes") : _("no"));
    default:
        return arena_strdup(a, value_text(v));
    }
}

char *
field_show(const struct field *f, const struct value *v, const struct field_env *env, struct arena *a)
{
    env = field_world(env);
    if (!v->set)
        return arena_strdup(a, "");
    switch (f->kind) {
    case FIELD_MONEY:
        return money_show(a, (struct money) { v->num });
    case FIELD_DATE:
        return day_show(a, (day)v->num, moment_day(env->now, env->zone));
    case FIELD_MOMENT:
        return moment_show(a, v->num, env->now, env->zone);
    case FIELD_PHONE:
        return phone_show(a, value_text(v));
    case FIELD_CHOICE:
    case FIELD_CHOICES:
        /* between the entries of a list */
        return show_codes(f, v, env, a, _(", "), false);
    case FIELD_REF:
        return show_ref(f, v, env, a);
    default:
        return show_common(f, v, a);
    }
}

char *
field_show_masked(const struct field *f, const struct value *v, const struct field_env *env, struct arena *a)
{
    if (!v->set)
        return arena_strdup(a, "");
    switch (f->mask) {
    case MASK_PHONE:
        return phone_mask(a, value_text(v));
    case MASK_IDCARD:
        return idcard_mask(a, value_text(v));
    case MASK_ALL:
        return arena_strdup(a, "****");
    default:
        return field_show(f, v, env, a);
    }
}

/* The name of the record, where typing it finds that record alone; else its id. */
static char *
edit_ref(const struct field *f, const struct value *v, const struct field_env *env, struct arena *a)
{
    char *text = show_ref(f, v, env, a);
    struct field_input in = { .f = f, .env = env, .a = a };
    struct value back = { 0 };

    if (ref_meant(&in, text, &back) && back.num == v->num)
        return text;
    return arena_printf(a, "#%lld", (long long)v->num);
}

char *
field_edit(const struct field *f, const struct value *v, const struct field_env *env, struct arena *a)
{
    env = field_world(env);
    if (!v->set)
        return arena_strdup(a, "");
    switch (f->kind) {
    case FIELD_MONEY:
        return money_plain(a, (struct money) { v->num });
    case FIELD_DATE:
        return day_iso(a, (day)v->num);
    case FIELD_MOMENT:
        return edit_moment(v, env, a);
    case FIELD_CHOICE:
    case FIELD_CHOICES:
        return show_codes(f, v, env, a, " ", true);
    case FIELD_REF:
        return edit_ref(f, v, env, a);
    default:
        return show_common(f, v, a);
    }
}

char *
field_plain(const struct field *f, const struct value *v, const struct field_env *env, struct arena *a)
{
    env = field_world(env);
    if (!v->set)
        return arena_strdup(a, "");
    switch (f->kind) {
    case FIELD_MONEY:
        return money_plain(a, (struct money) { v->num });
    case FIELD_DATE:
        return day_iso(a, (day)v->num);
    case FIELD_MOMENT:
        return moment_iso(a, v->num, env->zone);
    case FIELD_CHOICE:
    case FIELD_CHOICES:
        return show_codes(f, v, env, a, "、", false);
    case FIELD_REF:
        return show_ref(f, v, env, a);
    default:
        return show_common(f, v, a);
    }
}
