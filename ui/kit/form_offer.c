/* Option lists of a form: all options, those that fit the letters typed, records, phrases. */
#include "ui/kit/form_private.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define OFFER_MAX 30

const struct option_list *
form_list(const struct form *f, int i)
{
    const struct field *field = &f->fields[i];

    if (!form_is_choice(field) || !field->list || !f->env->list)
        return NULL;
    return f->env->list(f->env->ctx, field->list);
}

/* ---- codes ------------------------------------------------------------------------ */

static bool
has_code(const char *codes, const char *code)
{
    size_t n = strlen(code);

    for (const char *p = codes ? codes : ""; (p = strstr(p, code)); p += n)
        if ((p == codes || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
            return true;
    return false;
}

static void
add_choice(struct buf *out, const struct option_list *list, const char *code)
{
    const char *text = "";

    for (size_t i = 0; list && i < list->count; i++)
        if (strcmp(list->options[i].code, code) == 0)
            text = list->options[i].text;
    buf_printf(out, "%s%s%s", out->size ? " " : "", code, text);
}

char *
form_choice_text(struct form *f, int i, struct arena *a)
{
    const struct value *v = &f->values[i];
    struct buf out = { 0 };
    char *codes, *code, *rest, *text;

    if (f->fields[i].kind == FIELD_BOOL)
        return arena_strdup(a, v->set && v->num ? "[x]" : "[ ]");
    if (!v->set)
        return arena_strdup(a, "");
    codes = arena_strdup(a, v->text);
    if (f->fields[i].kind == FIELD_CHOICE)
        add_choice(&out, form_list(f, i), codes);
    else
        for (code = strtok_r(codes, " ", &rest); code; code = strtok_r(NULL, " ", &rest))
            add_choice(&out, form_list(f, i), code);
    text = arena_strdup(a, out.text);
    buf_free(&out);
    return text;
}

static bool
refuse(struct form *f, const struct err *err)
{
    form_problem(f, f->at, err->text);
    return false;
}

/* Put codes, as they would be typed, into the active choice. */
static bool
put_codes(struct form *f, const char *codes)
{
    struct arena a = { 0 };
    struct value v = { 0 };
    struct err err = { 0 };
    bool ok = field_parse(&f->fields[f->at], codes, f->env, &a, &v, &err);

    edit_set(f->edit, "");
    if (ok) {
        form_put(f, f->at, &v, ORIGIN_TYPED);
        form_touch(f);
    } else {
        refuse(f, &err);
    }
    arena_free(&a);
    return ok;
}

/* The active field's codes with this one added or taken away, in the list's order. */
static char *
toggled(struct form *f, const char *code, struct arena *a)
{
    const struct option_list *list = form_list(f, f->at);
    const struct value *v = &f->values[f->at];
    /* The first code typed replaces a default. */
    bool fresh = f->cells[f->at].origin == ORIGIN_DEFAULT;
    const char *codes = v->set && !fresh ? v->text : "";
    struct buf out = { 0 };
    char *text;

    for (size_t i = 0; list && i < list->count; i++) {
        const char *c = list->options[i].code;

        if (has_code(codes, c) != (strcmp(c, code) == 0))
            buf_printf(&out, "%s%s", out.size ? " " : "", c);
    }
    text = arena_strdup(a, out.text);
    buf_free(&out);
    return text;
}

bool
form_choose(struct form *f, const char *code)
{
    struct arena a = { 0 };
    bool ok = put_codes(f, f->fields[f->at].kind == FIELD_CHOICES ? toggled(f, code, &a) : code);

    f->edited = true;
    arena_free(&a);
    return ok;
}

/* ---- opening, closing, following what is typed --------------------------------------- */

void
form_offer_close(struct form *f)
{
    picker_free(&f->picker);
    arena_reset(&f->offered);
    f->options = NULL;
    f->offer = OFFER_NONE;
}

static void
show(struct form *f, enum offer offer, const struct option *options, size_t count, bool several)
{
    f->options = options;
    f->offer = offer;
    f->picker = picker_new(options, count, several);
    if (offer != OFFER_LIST)
        picker_plain(f->picker);
}

static void
offer_refs(struct form *f)
{
    const struct field *field = &f->fields[f->at];
    struct option *out;
    size_t n;

    form_offer_close(f);
    if (!f->env->refs)
        return;
    out = arena_alloc(&f->offered, OFFER_MAX * sizeof *out);
    n = f->env->refs(f->env->ctx, field->list, edit_text(f->edit), &f->offered, out, OFFER_MAX);
    if (n)
        show(f, OFFER_REFS, out, n, false);
}

/* ---- suggestions ------------------------------------------------------------------------ */

#define SUGGEST_MAX 9           /* each has a digit */

static bool
suggests(const struct field *field)
{
    return field->list && (field->kind == FIELD_TEXT || field->kind == FIELD_PHONE);
}

/* Letters are no name yet, and four digits no phone: then something ready helps. */
static bool
wants_suggestion(const struct field *field, const char *typed)
{
    size_t n = strlen(typed);

    if (field->kind == FIELD_PHONE)
        return n >= 4 && strspn(typed, "0123456789") == n;
    return n > 0 && strspn(typed, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == n;
}

static void
offer_suggestions(struct form *f)
{
    const struct field *field = &f->fields[f->at];
    struct option *found, *shown;
    size_t n;

    form_offer_close(f);
    if (!f->env->refs || !wants_suggestion(field, edit_text(f->edit)))
        return;
    found = arena_alloc(&f->offered, SUGGEST_MAX * sizeof *found);
    shown = arena_alloc(&f->offered, SUGGEST_MAX * sizeof *shown);
    n = f->env->refs(f->env->ctx, field->list, edit_text(f->edit), &f->offered, found, SUGGEST_MAX);
    for (size_t i = 0; i < n; i++) {
        shown[i].code = "";
        shown[i].text = field->kind == FIELD_TEXT ? arena_printf(&f->offered, "%zu%s", i + 1, found[i].text) : found[i].text;
    }
    f->suggested = found;
    if (n)
        show(f, OFFER_SUGGEST, shown, n, false);
}

static bool
take_suggestion(struct form *f, int i)
{
    edit_set(f->edit, f->suggested[i].code);
    f->taken = f->suggested[i].id;
    f->edited = true;
    f->cells[f->at].hidden = false;
    form_touch(f);
    return true;
}

/* A digit behind the letters of a text names a suggestion by its place. */
static bool
suggestion_by_digit(struct form *f, const struct key *k)
{
    int i = k->kind == KEY_CHAR ? (int)key_twin(k->cp) - '1' : -1;

    if (f->fields[f->at].kind != FIELD_TEXT || i < 0 || i > 8 || (size_t)i >= picker_fitting(f->picker))
        return false;
    take_suggestion(f, i);
    form_offer_close(f);
    form_advance(f);
    return true;
}

static void
offer_fit(struct form *f)
{
    const struct option_list *list = form_list(f, f->at);
    const char *typed = edit_text(f->edit);
    struct option *out;
    size_t n = 0;

    form_offer_close(f);
    if (!list)
        return;
    out = arena_alloc(&f->offered, (list->count + 1) * sizeof *out);
    for (int grade = 100; grade > 0; grade -= 10)       /* as option_match grades, the best first */
        for (size_t i = 0; i < list->count; i++)
            if (!list->options[i].retired && option_match(&list->options[i], typed) / 10 * 10 == grade)
                out[n++] = list->options[i];
    if (n)
        show(f, OFFER_FIT, out, n, false);
}

static void
offer_phrases(struct form *f)
{
    const char *typed = edit_phrase(f->edit);
    struct option *out;
    size_t n;

    form_offer_close(f);
    if (!typed || !f->phrases)
        return;
    out = arena_alloc(&f->offered, OFFER_MAX * sizeof *out);
    n = f->phrases(f->phrases_ctx, typed, &f->offered, out, OFFER_MAX);
    if (n)
        show(f, OFFER_PHRASES, out, n, false);
}

void
form_offer_update(struct form *f)
{
    enum field_kind kind = f->fields[f->at].kind;

    if (suggests(&f->fields[f->at]) && !edit_phrase(f->edit))
        offer_suggestions(f);
    else if (kind == FIELD_TEXT || kind == FIELD_LONG)
        offer_phrases(f);
    else if ((form_is_choice(&f->fields[f->at]) || kind == FIELD_REF) && edit_text(f->edit)[0] == '\0')
        form_offer_close(f);
    else if (kind == FIELD_REF)
        offer_refs(f);
    else if (form_is_choice(&f->fields[f->at]))
        offer_fit(f);
}

void
form_offer_open(struct form *f)
{
    const struct option_list *list = form_list(f, f->at);
    const struct value *v = &f->values[f->at];
    bool several = f->fields[f->at].kind == FIELD_CHOICES;

    if (f->fields[f->at].kind == FIELD_REF) {
        offer_refs(f);
        return;
    }
    form_offer_close(f);
    if (!list)
        return;
    show(f, OFFER_LIST, list->options, list->count, several);
    for (size_t i = 0; v->set && i < list->count; i++)
        if (has_code(v->text, list->options[i].code)) {
            if (several)
                picker_tick(f->picker, (int)i, true);
            else
                picker_go(f->picker, (int)i);
        }
}

/* ---- taking -------------------------------------------------------------------------- */

static bool
take_ref(struct form *f, int64_t id)
{
    const struct field *field = &f->fields[f->at];
    struct value v = { .set = true, .num = id };
    struct err err = { 0 };
    struct arena a = { 0 };

    if (field->check && !field->check(field, &v, f->env, &err))
        return refuse(f, &err);
    form_put(f, f->at, &v, ORIGIN_TYPED);
    edit_set(f->edit, field_show(field, &v, f->env, &a));
    arena_free(&a);
    f->edited = false;
    form_touch(f);
    return true;
}

bool
form_offer_take(struct form *f)
{
    int i;
    bool ok;

    if (f->offer == OFFER_NONE)
        form_offer_update(f);
    i = f->picker ? picker_chosen(f->picker) : -1;
    if (i < 0)
        return false;
    if (f->offer == OFFER_REFS) {
        ok = take_ref(f, f->options[i].id);
    } else if (f->offer == OFFER_SUGGEST) {
        ok = take_suggestion(f, i);
    } else if (f->offer == OFFER_PHRASES) {
        edit_replace_phrase(f->edit, f->options[i].text);
        f->edited = ok = true;
        form_touch(f);
    } else {
        ok = form_choose(f, f->options[i].code);
    }
    form_offer_close(f);
    return ok;
}

/* The ticks of the open list into the field. */
static void
take_ticks(struct form *f)
{
    const struct option_list *list = form_list(f, f->at);
    struct buf codes = { 0 };

    for (size_t i = 0; i < list->count; i++)
        if (picker_ticked(f->picker, (int)i))
            buf_printf(&codes, "%s%s", codes.size ? " " : "", list->options[i].code);
    put_codes(f, codes.size ? codes.text : "");
    buf_free(&codes);
}

static bool
list_key_taken(struct form *f, const struct key *k)
{
    bool several = f->fields[f->at].kind == FIELD_CHOICES;

    switch (picker_key(f->picker, k)) {
    case PICK_MOVED:
        return true;
    case PICK_TAKEN:
        if (form_offer_take(f))
            form_advance(f);
        return true;
    case PICK_CLOSED:
        if (several)
            take_ticks(f);
        form_offer_close(f);
        if (several)
            form_advance(f);
        return true;
    case PICK_DROPPED:
        form_offer_close(f);
        return true;
    case PICK_NOTHING:
        break;
    }
    form_offer_close(f);        /* another key: on with the form */
    return false;
}

bool
form_offer_key(struct form *f, const struct key *k)
{
    enum offer offer = f->offer;
    bool goes_on = offer == OFFER_REFS || offer == OFFER_SUGGEST || f->fields[f->at].kind == FIELD_CHOICE;

    if (offer == OFFER_NONE)
        return false;
    if (offer == OFFER_LIST)
        return list_key_taken(f, k);
    if (offer == OFFER_SUGGEST && suggestion_by_digit(f, k))
        return true;
    if (k->kind == KEY_ENTER) {
        if (form_offer_take(f) && offer != OFFER_PHRASES && goes_on)
            form_advance(f);
        return true;
    }
    switch (picker_key(f->picker, k)) {
    case PICK_MOVED:
        return true;
    case PICK_CLOSED:
        form_offer_close(f);
        return true;
    default:
        return false;
    }
}
