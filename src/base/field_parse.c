/* From what was typed, or stood in a file, to values. */
#include "base/field.h"
#include "base/field_private.h"
#include "base/fold.h"
#include "base/idcard.h"
#include "base/lang.h"
#include "base/money.h"
#include "base/phone.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Line ends of a file's cell or a paste: LF in a long text, a blank in one line. */
static char *
unify_lines(struct arena *a, const char *text, bool keep)
{
    char *unified = arena_alloc(a, strlen(text) + 1), *out = unified;

    for (; *text; text++) {
        if (*text == '\r' && text[1] == '\n')
            continue;
        if (*text == '\r' || *text == '\n')
            *out++ = keep ? '\n' : ' ';
        else
            *out++ = *text == '\t' && !keep ? ' ' : *text;
    }
    return unified;
}

static bool
parse_text(const struct field_input *in, const char *text, struct value *out)
{
    char *unified = unify_lines(in->a, text, in->f->kind == FIELD_LONG);
    size_t length = text_length(unified);
    int limit = field_limit(in->f);

    if (length > (size_t)limit)
        return err_field(in->err, in->f->name, _("At most %d characters go in here; these are %ld."), limit, (long)length);
    out->set = true;
    out->text = unified;
    return true;
}

/* min and max as they are shown in that field. */
static bool
check_bounds(const struct field_input *in, const struct value *v)
{
    const struct field *f = in->f;
    struct value low = { .set = true, .num = f->min }, high = { .set = true, .num = f->max };

    if ((f->min == 0 && f->max == 0) || (v->num >= f->min && v->num <= f->max))
        return true;
    return err_field(in->err, f->name, _("Expected is %s to %s."), field_show(f, &low, in->env, in->a),
                     field_show(f, &high, in->env, in->a));
}

static bool
parse_counted(const struct field_input *in, const char *text, struct value *out)
{
    const char *name = in->f->name;
    struct money money;
    struct area area;
    int minutes;

    switch (in->f->kind) {
    case FIELD_MONEY:
        if (!money_typed(text, &money))
            return err_field(in->err, name, _("Expected is an amount in yuan: 128000 or 12.8w."));
        out->num = money.fen;
        break;
    case FIELD_AREA:
        if (!area_typed(text, &area))
            return err_field(in->err, name, _("Expected is an area in square metres: 118.62."));
        out->num = area.hundredths;
        break;
    case FIELD_CLOCK:
        if (strcmp(text, "now") == 0)
            minutes = moment_second(in->env->now, in->env->zone) / 60;
        else if (!clock_typed(text, &minutes))
            return err_field(in->err, name, _("Expected is a time of day: 9:30 or 930."));
        out->num = minutes;
        break;
    default:
        if (!number_typed(text, &out->num))
            return err_field(in->err, name, _("Expected is a whole number."));
    }
    out->set = true;
    return check_bounds(in, out);
}

static bool
parse_date(const struct field_input *in, const char *text, struct value *out)
{
    day today = moment_day(in->env->now, in->env->zone), d = today;

    if (in->exact ? !day_read(text, &d) : strcmp(text, "today") != 0 && !day_typed(text, today, &d))
        return err_field(in->err, in->f->name, in->exact ? _("Expected is a full date: 2026-11-28.")
                                                         : _("Expected is a day: 1128, 28, +3, 2026-11-28."));
    out->set = true;
    out->num = d;
    return true;
}

/* A spreadsheet's own count, days and their fraction since 1899-12-30: "43444.475347". Days of this century and the end of the last. */
static bool
read_serial(const char *text, int zone, moment *out)
{
    size_t whole = strspn(text, "0123456789"), part = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;
    int64_t days = atoll(text), fraction = 0, unit = 1;
    day epoch;

    if (whole != 5 || days < 30000 || days > 80000 || text[whole + (part ? part + 1 : 0)] != '\0')
        return false;
    for (size_t i = 0; i < part && i < 10; i++) {
        fraction = fraction * 10 + (text[whole + 1 + i] - '0');
        unit *= 10;
    }
    day_from_civil(1899, 12, 30, &epoch);
    *out = moment_at(epoch + (day)days, (int)((fraction * 86400 + unit / 2) / unit), zone);
    return true;
}

/* "14:30", and with seconds "14:30:05" as programs write it. */
static bool
read_time(char *text, int *seconds)
{
    char *last = strrchr(text, ':');
    int minutes, more = 0;

    if (last && last != strchr(text, ':') && strlen(last) == 3 && last[1] >= '0' && last[1] <= '5' && last[2] >= '0' && last[2] <= '9') {
        more = (last[1] - '0') * 10 + last[2] - '0';
        *last = '\0';
    }
    if (!clock_typed(text, &minutes))
        return false;
    *seconds = minutes * 60 + more;
    return true;
}

/* "2026/3/5 14:30", with seconds too, "2026-03-05" (its beginning), ISO, and a spreadsheet's number. */
static bool
read_moment(const char *text, int zone, moment *out)
{
    char folded[64];
    int seconds = 0;
    char *rest;
    day d;

    if (moment_parse_iso(text, zone, out))
        return true;
    if (!fold_typed(text, folded, sizeof folded))
        return false;
    if (read_serial(folded, zone, out))
        return true;
    rest = strpbrk(folded, " T");
    if (rest) {
        *rest++ = '\0';
        if (!read_time(rest, &seconds))
            return false;
    }
    if (!day_read(folded, &d))
        return false;
    *out = moment_at(d, seconds, zone);
    return true;
}

static bool
parse_moment(const struct field_input *in, const char *text, struct value *out)
{
    const struct field_env *env = in->env;
    moment t = env->now - moment_second(env->now, env->zone) % 60;

    if (in->exact) {
        if (!read_moment(text, env->zone, &t))
            return err_field(in->err, in->f->name, _("Expected is a date with its time: 2026-11-28 15:30."));
    } else if (strcmp(text, "now") != 0 && !moment_parse_iso(text, env->zone, &t)) {
        if (!moment_typed(text, env->now, env->zone, &t))
            return err_field(in->err, in->f->name, _("Expected is a day, a time or both: 1530, 1128 1530, +15."));
        t -= moment_second(t, env->zone) % 60;      /* "+15" counts from a moment with seconds */
    }
    out->set = true;
    out->num = t;
    return true;
}

static bool
parse_bool(const struct field_input *in, const char *text, struct value *out)
{
    static const struct {
        const char *word;
        int num;
    } words[] = {
        { "1", 1 }, { "y", 1 }, { "yes", 1 }, { "true", 1 }, { "是", 1 }, { "有", 1 }, { "对", 1 }, { "√", 1 }, { "✓", 1 },
        { "0", 0 }, { "n", 0 }, { "no", 0 }, { "false", 0 }, { "否", 0 }, { "无", 0 }, { "没有", 0 }, { "不", 0 }, { "×", 0 },
    };
    const char *folded = text_halfwidth(in->a, text);

    out->set = true;
    for (size_t i = 0; i < COUNT(words); i++)
        if (strcasecmp(folded, words[i].word) == 0) {
            out->num = words[i].num;
            return true;
        }
    out->num = strcmp(text, _("yes")) == 0;
    if (out->num || strcmp(text, _("no")) == 0)
        return true;
    return err_field(in->err, in->f->name, _("Expected is yes or no: y or n, 1 or 0."));
}

static bool
parse_phone(const struct field_input *in, const char *text, struct value *out)
{
    const char *why = NULL;
    char *number;

    if (phone_parse(in->a, text, &number, &why) == PHONE_NONE)
        return err_field(in->err, in->f->name, "%s", why);
    out->set = true;
    out->text = number;
    return true;
}

static bool
parse_idcard(const struct field_input *in, const char *text, struct value *out)
{
    const char *why = NULL;
    struct idcard card;

    if (!idcard_parse(text, moment_day(in->env->now, in->env->zone), &card, &why))
        return err_field(in->err, in->f->name, "%s", why);
    out->set = true;
    out->text = arena_strdup(in->a, card.number);
    return true;
}

static bool
parse_choice(const struct field_input *in, const char *text, struct value *out)
{
    const struct option *o = option_meant(in, text);

    if (!o)
        return false;
    out->set = true;
    out->text = arena_strdup(in->a, o->code);
    return true;
}

static bool
parse_kind(const struct field_input *in, const char *text, struct value *out)
{
    switch (in->f->kind) {
    case FIELD_TEXT:
    case FIELD_LONG:
        return parse_text(in, text, out);
    case FIELD_NUMBER:
    case FIELD_MONEY:
    case FIELD_AREA:
    case FIELD_CLOCK:
        return parse_counted(in, text, out);
    case FIELD_DATE:
        return parse_date(in, text, out);
    case FIELD_MOMENT:
        return parse_moment(in, text, out);
    case FIELD_BOOL:
        return parse_bool(in, text, out);
    case FIELD_PHONE:
        return parse_phone(in, text, out);
    case FIELD_IDCARD:
        return parse_idcard(in, text, out);
    case FIELD_CHOICE:
        return parse_choice(in, text, out);
    case FIELD_CHOICES:
        return options_meant(in, text, out);
    case FIELD_REF:
        return ref_meant(in, text, out);
    }
    return false;
}

/* The trade's own check; it may leave it to us to say which field it was about. */
static bool
check_value(const struct field_input *in, const struct value *v)
{
    struct err why = { 0 };

    if (!in->f->check || !v->set || in->f->check(in->f, v, in->env, &why))
        return true;
    err_field(in->err, why.field[0] ? why.field : in->f->name, "%s", why.text);
    if (in->err && why.code != ERR_NONE)
        in->err->code = why.code;
    return false;
}

static bool
take(const struct field_input *in, const char *typed, struct value *out)
{
    char *text;

    *out = (struct value) { 0 };
    if (!text_valid(typed, strlen(typed), NULL))
        return err_field(in->err, in->f->name, _("This is not valid UTF-8 text."));
    text = text_trim(in->a, text_nfc(in->a, typed));
    if (!*text)
        return true;
    if (parse_kind(in, text, out) && check_value(in, out))
        return true;
    *out = (struct value) { 0 };
    return false;
}

bool
field_parse(const struct field *f, const char *typed, const struct field_env *env,
            struct arena *a, struct value *out, struct err *err)
{
    const struct field_input in = { .f = f, .env = field_world(env), .a = a, .err = err };

    return take(&in, typed, out);
}

bool
field_read(const struct field *f, const char *cell, const struct field_env *env,
           struct arena *a, struct value *out, struct err *err)
{
    const struct field_input in = { .f = f, .env = field_world(env), .a = a, .err = err, .exact = true };

    return take(&in, cell, out);
}
