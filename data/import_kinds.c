/* Imports: what can be imported, and which columns it has. */
#include "data/import_private.h"

#include "base/lang.h"

#include <string.h>

static const struct import_kind *const kinds[] = {
    &import_homes, &import_customers, &import_owners, &import_policies, &import_complaints,
};

/* Registers that have a name of their own on the command line. */
static const struct { const char *name, *reg; } aliases[] = { { "holidays", "calendar_day" }, { "content", "list_entry" } };

static bool
named_so(const char *name, const char *typed)
{
    size_t n = strlen(name);

    return strcmp(name, typed) == 0 || (name[n - 1] == 's' && strlen(typed) == n - 1 && strncmp(name, typed, n - 1) == 0);
}

char *
import_kinds(struct arena *a)
{
    struct buf b = { 0 };
    char *out;

    for (size_t i = 0; i < COUNT(kinds); i++)
        buf_printf(&b, "%s%s", i ? " " : "", kinds[i]->name);
    for (size_t i = 0; i < COUNT(aliases); i++)
        buf_printf(&b, " %s", aliases[i].name);
    for (size_t i = 0; reg_at(i); i++)
        if (strcmp(reg_at(i)->name, "home") != 0 && strcmp(reg_at(i)->name, "customer") != 0)
            buf_printf(&b, " %s", reg_at(i)->name);
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}

/* The fields of a kind: its own, then those of its register that it does not have itself. */
static void
gather_fields(struct import *im)
{
    const struct field *own = im->kind->fields, *more = im->reg ? im->reg->fields : NULL;
    size_t room = (own ? field_count(own) : 0) + (more ? field_count(more) : 0) + 1;
    struct field *all = arena_alloc(&im->arena, room * sizeof *all);

    for (; own && own->name; own++)
        all[im->nfields++] = *own;
    for (; more && more->name; more++)
        if (!more->readonly && field_index(all, more->name) < 0)
            all[im->nfields++] = *more;
    im->fields = all;
}

bool
import_choose_kind(struct import *im, const char *typed, struct err *err)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (named_so(kinds[i]->name, typed)) {
            im->kind = kinds[i];
            im->reg = im->kind->reg ? reg_get(im->kind->reg) : NULL;
            gather_fields(im);
            im->reg = NULL;             /* its columns are the kind's */
            return true;
        }
    for (size_t i = 0; i < COUNT(aliases); i++)
        if (strcmp(aliases[i].name, typed) == 0)
            typed = aliases[i].reg;
    for (size_t i = 0; reg_at(i); i++)
        if (strcmp(reg_at(i)->name, typed) == 0) {
            im->kind = &import_register;
            im->reg = reg_at(i);
            im->fields = im->reg->fields;
            im->nfields = field_count(im->fields);
            return true;
        }
    return err_set(err, ERR_MISSING, _("There is nothing named \"%s\" to import. There are: %s."), typed, import_kinds(&im->arena));
}

/* ---- help -------------------------------------------------------------------------------------------------------- */

/* Is the field among those without which a file is refused? */
static bool
is_needed(const char *needed, const char *name)
{
    size_t n = strlen(name);

    for (const char *s = needed; (s = strstr(s, name)); s += n)
        if ((s == needed || strchr(" |", s[-1])) && strchr(" |", s[n]))
            return true;
    return false;
}

bool
import_headings(struct office *o, const char *kind, struct arena *a, struct reg_heading **out, size_t *count, struct err *err)
{
    struct import im = { .o = o };
    bool good = import_choose_kind(&im, kind, err);

    if (good && im.reg) {
        *count = reg_import_headings(o, im.reg, a, out);
    } else if (good) {
        *out = arena_alloc(a, im.nfields * sizeof **out);
        *count = im.nfields;
        for (size_t i = 0; i < im.nfields; i++)
            (*out)[i] = (struct reg_heading){
                .name = im.fields[i].name, .label = _(im.fields[i].label), .headings = im.fields[i].headings ? im.fields[i].headings : "",
                .meaning = reg_import_meaning(o, &im.fields[i], a), .required = is_needed(im.kind->needed, im.fields[i].name) };
    }
    arena_free(&im.arena);
    return good;
}
