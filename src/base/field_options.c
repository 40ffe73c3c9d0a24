/* Choices and references: which entry of a list, which record, is meant by what was typed. */
#include "base/field.h"
#include "base/field_private.h"
#include "base/lang.h"
#include "base/pinyin.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { REFS_MAX = 8 };

/* How well an option fits: the better rank wins, and alone. */
enum fit { FIT_NONE, FIT_BEGINNING, FIT_INITIALS, FIT_TEXT, FIT_CODE };

static enum fit
option_fit(const struct field_input *in, const struct option *o, const char *typed, const char *folded)
{
    const char *initials = o->initials;

    /* A retired entry stays in old records: its text is taken there, its code is offered no more. */
    if (strcasecmp(o->code, folded) == 0 && (!o->retired || in->exact))
        return FIT_CODE;
    if (strcmp(o->text, typed) == 0)
        return FIT_TEXT;
    if (in->exact || o->retired)
        return FIT_NONE;
    if (!initials)
        initials = pinyin_word_initials(in->a, o->text);
    if (strcasecmp(initials, folded) == 0)
        return FIT_INITIALS;
    if (strncasecmp(initials, folded, strlen(folded)) == 0 || strncasecmp(o->text, typed, strlen(typed)) == 0 ||
        pinyin_match(o->text, folded))
        return FIT_BEGINNING;
    return FIT_NONE;
}

static const struct option *
refuse_several(const struct field_input *in, const struct option_list *list, const char *text, enum fit best)
{
    const char *folded = text_halfwidth(in->a, text);
    struct buf names = { 0 };
    int named = 0;

    for (size_t i = 0; i < list->count && named < 4; i++)
        if (option_fit(in, &list->options[i], text, folded) == best)
            buf_printf(&names, "%s%s", named++ ? _(", ") : "", list->options[i].text);
    err_field(in->err, in->f->name, _("\"%s\" fits several entries: %s."), text, names.text);
    buf_free(&names);
    return NULL;
}

const struct option *
option_meant(const struct field_input *in, const char *text)
{
    const struct option_list *list = field_list(in->f, in->env);
    const char *folded = text_halfwidth(in->a, text);
    const struct option *found = NULL, *retired = NULL;
    enum fit best = FIT_NONE;
    size_t same = 0;

    if (!list) {
        err_set(in->err, ERR_MISSING, _("There is no list \"%s\"."), in->f->list ? in->f->list : "");
        return NULL;
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct option *o = &list->options[i];
        enum fit fit = option_fit(in, o, text, folded);

        if (o->retired && strcasecmp(o->code, folded) == 0)
            retired = o;
        if (fit == FIT_NONE || fit < best)
            continue;
        same = fit == best ? same + 1 : 1;
        /* Of two entries with one text the one still offered is meant. */
        if (fit > best || (found && found->retired && !o->retired))
            found = o;
        best = fit;
    }
    if (found && (same == 1 || best >= FIT_TEXT))
        return found;
    if (found)
        return refuse_several(in, list, text, best);
    if (retired)
        err_field(in->err, in->f->name, _("The entry \"%s\" is no longer in use."), retired->text);
    else
        err_field(in->err, in->f->name, _("\"%s\" is not in the list."), text);
    return NULL;
}

/* Bytes of the separator at s, 0 where there is none. */
static size_t
separator_at(const char *s)
{
    static const char *const separators[] = { " ", ",", ";", "、", "，", "；", "\u3000", "\n", "\r" };

    for (size_t i = 0; i < COUNT(separators); i++)
        if (strncmp(s, separators[i], strlen(separators[i])) == 0)
            return strlen(separators[i]);
    return 0;
}

/* Bytes of the next entry: a whole text of the list, which may hold blanks, or what stands before a separator. */
static size_t
entry_size(const struct option_list *list, const char *s)
{
    size_t longest = 0, size = 0;

    for (size_t i = 0; list && i < list->count; i++) {
        size_t text = strlen(list->options[i].text);

        if (text > longest && strncmp(s, list->options[i].text, text) == 0 && (!s[text] || separator_at(s + text)))
            longest = text;
    }
    if (longest)
        return longest;
    while (s[size] && !separator_at(s + size))
        size++;
    return size;
}

bool
options_meant(const struct field_input *in, const char *text, struct value *out)
{
    const struct option_list *list = field_list(in->f, in->env);
    bool *chosen = arena_alloc(in->a, (list ? list->count : 0) + 1);
    struct buf codes = { 0 };

    while (*text) {
        size_t size = separator_at(text);
        const struct option *o;

        if (size) {
            text += size;
            continue;
        }
        size = entry_size(list, text);
        o = option_meant(in, arena_strndup(in->a, text, size));
        if (!o)
            return false;
        chosen[o - list->options] = true;
        text += size;
    }
    for (size_t i = 0; list && i < list->count; i++)
        if (chosen[i])
            buf_printf(&codes, "%s%s", codes.size ? " " : "", list->options[i].code);
    out->set = codes.size > 0;
    out->text = out->set ? arena_strndup(in->a, codes.text, codes.size) : NULL;
    buf_free(&codes);
    return true;
}

/* "#17": the record with that id, where there is one. */
static bool
ref_by_id(const struct field_input *in, const char *text, struct value *out)
{
    char *end;
    long long id;

    if (text[0] != '#' || text[1] < '0' || text[1] > '9')
        return false;
    id = strtoll(text + 1, &end, 10);
    if (*end || (in->env->ref_text && !in->env->ref_text(in->env->ctx, in->f->list, id, in->a)))
        return false;
    out->set = true;
    out->num = id;
    return true;
}

bool
ref_meant(const struct field_input *in, const char *text, struct value *out)
{
    struct option found[REFS_MAX] = { 0 };
    size_t count = 0, fit = 0, at = 0;

    if (ref_by_id(in, text, out))
        return true;
    if (in->env->refs)
        count = in->env->refs(in->env->ctx, in->f->list, text, in->a, found, REFS_MAX);
    for (size_t i = 0; i < count; i++)
        if ((found[i].text && strcmp(found[i].text, text) == 0) ||
            (found[i].code && strcasecmp(found[i].code, text) == 0)) {
            fit++;
            at = i;
        }
    if (fit == 1 || (fit == 0 && count == 1 && !in->exact)) {
        out->set = true;
        out->num = found[at].id;
        return true;
    }
    if (count > 1 && (fit > 1 || !in->exact))
        return err_field(in->err, in->f->name, _("\"%s\" fits several records. Please say more."), text);
    return err_field(in->err, in->f->name, _("\"%s\" was not found."), text);
}
