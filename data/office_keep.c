/* What a desk saved last: a new record begins with it, so that it is not typed twice. */
#include "data/office_private.h"

#include <stdlib.h>
#include <string.h>

static struct kept *
find(const struct office *o, const char *record, const char *field)
{
    for (struct kept *k = o->p->kept; k; k = k->next)
        if (strcmp(k->field, field) == 0 && strcmp(k->record, record) == 0)
            return k;
    return NULL;
}

const struct value *
office_kept(const struct office *o, const char *record, const char *field)
{
    const struct kept *k = find(o, record, field);

    return k && k->value.set ? &k->value : NULL;
}

void
office_keep(struct office *o, const char *record, const char *field, const struct value *v)
{
    struct kept *k = find(o, record, field);

    if (!k) {
        k = mem_alloc(sizeof *k);
        k->record = mem_strdup(record);
        k->field = mem_strdup(field);
        k->next = o->p->kept;
        o->p->kept = k;
    }
    free(k->text);
    k->text = mem_strdup(v->text);
    k->value = *v;
    k->value.text = k->text;
}

void
kept_free(struct office_private *p)
{
    for (struct kept *k = p->kept, *next; k; k = next) {
        next = k->next;
        free(k->record);
        free(k->field);
        free(k->text);
        free(k);
    }
    p->kept = NULL;
}
