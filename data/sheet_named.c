/* What the command line calls a sheet and a record. */
#include "data/sheet.h"

#include "base/lang.h"
#include "base/text.h"
#include "data/reception.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define HITS_MOST 8             /* records named where a text means several */
#define LOOKED_AT 200

static bool
begins(const char **name, const char *with)
{
    size_t n = strlen(with);

    if (strncmp(*name, with, n) != 0)
        return false;
    *name += n;
    return true;
}

/* "call" and "walk_in" are receptions. */
static const struct reg *
register_named(const char *name, struct sheet_wish *out)
{
    if (strcmp(name, "call") != 0 && strcmp(name, "walk_in") != 0)
        return reg_get(name);
    out->form = name;
    return &reception_register;
}

static bool
unknown(const char *name, struct arena *a, struct err *err)
{
    char *names = arena_strdup(a, "call, walk_in");

    for (size_t i = 0; reg_at(i); i++)
        names = arena_printf(a, "%s, %s", names, reg_at(i)->name);
    return err_set(err, ERR_INPUT, _("There is no form %s. There are: %s; blank:NAME, list:NAME."), name, names);
}

/* ---- which record -------------------------------------------------------------------- */

/* What people call a record of the register by. */
static const struct field *
naming_field(const struct reg *reg)
{
    static const char *const names[] = { "number", "code", "name" };

    for (size_t i = 0; i < COUNT(names); i++) {
        int at = field_index(reg->fields, names[i]);

        if (at >= 0 && reg->fields[at].kind == FIELD_TEXT)
            return &reg->fields[at];
    }
    return NULL;
}

static bool
ends_with(const char *text, const char *tail)
{
    size_t n = strlen(text), m = strlen(tail);

    return m <= n && strcasecmp(text + n - m, tail) == 0;
}

static bool
is_id(const char *typed)
{
    return *typed >= '1' && *typed <= '9' && strspn(typed, "0123456789") == strlen(typed) && strlen(typed) < 19;
}

/* The records whose name is the text, else those whose name ends with it. */
static bool
look(struct office *o, const struct reg *reg, const struct field *f, const char *typed, struct arena *a,
     struct record **hits, size_t *n, struct err *err)
{
    struct reg_filter exact = { .field = f->name, .equals_text = typed }, part = { .text = typed };
    struct record *rows[LOOKED_AT];
    size_t read;

    if (!reg_window(o, reg, &exact, NULL, false, a, hits, HITS_MOST, n, err))
        return false;
    if (*n > 0)
        return true;
    if (!reg_window(o, reg, &part, NULL, false, a, rows, LOOKED_AT, &read, err))
        return false;
    for (size_t i = 0; i < read && *n < HITS_MOST; i++)
        if (ends_with(record_text(rows[i], f->name), typed))
            hits[(*n)++] = rows[i];
    return true;
}

static bool
find_record(struct office *o, const struct reg *reg, const char *typed, struct arena *a, int64_t *id, struct err *err)
{
    const struct field *f = naming_field(reg);
    struct record *hits[HITS_MOST], *one;
    size_t n = 0;
    char *names = arena_strdup(a, "");

    if (is_id(typed) && reg_read(o, reg, strtoll(typed, NULL, 10), a, &one, NULL) && one) {
        *id = one->id;
        return true;
    }
    if (f && !look(o, reg, f, typed, a, hits, &n, err))
        return false;
    if (n == 0)
        return err_set(err, ERR_MISSING, _("There is no %s \"%s\"."), _(reg->one), typed);
    for (size_t i = 0; i < n; i++)
        names = arena_printf(a, "%s%s%s (%lld)", names, i ? ", " : "", record_title(o, hits[i], a), (long long)hits[i]->id);
    *id = hits[0]->id;
    return n == 1 || err_set(err, ERR_INPUT, _("\"%s\" may mean several: %s."), typed, names);
}

bool
sheet_named(struct office *o, const char *name, const char *id, struct arena *a, struct sheet_wish *out, struct err *err)
{
    const char *rest = name;

    *out = (struct sheet_wish){ .kind = begins(&rest, "blank:") ? SHEET_BLANK : begins(&rest, "list:") ? SHEET_LIST : SHEET_RECORD };
    out->reg = register_named(rest, out);
    if (!out->reg)
        return unknown(rest, a, err);
    if (out->kind != SHEET_RECORD)
        return !*id || err_set(err, ERR_INPUT, _("%s stands alone, without a record."), name);
    if (!*id)
        return err_set(err, ERR_INPUT, _("Which one? An id, a number, or its tail."));
    return find_record(o, out->reg, id, a, &out->id, err);
}
