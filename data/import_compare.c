/* Imports: what the kinds with records have in common. */
#include "data/import_private.h"

#include "data/engine/find.h"

#include <string.h>

/* Where each of our fields stands in the register; -1: nowhere, or read in another way. */
static const int *
places_in(struct import *im, const struct reg *reg)
{
    if (im->places)
        return im->places;
    im->places = arena_alloc(&im->arena, (im->nfields + 1) * sizeof *im->places);
    for (size_t i = 0; i < im->nfields; i++) {
        int at = field_index(reg->fields, im->fields[i].name);

        im->places[i] = at >= 0 && reg->fields[at].kind == im->fields[i].kind ? at : -1;
    }
    return im->places;
}

bool
import_put_values(struct import *im, const struct import_row *row, struct record *now)
{
    bool any = false;
    const int *places = places_in(im, now->reg);

    for (size_t i = 0; i < im->nfields; i++) {
        int at = row->v[i].set ? places[i] : -1;

        if (at < 0 || value_equal(&im->fields[i], &row->v[i], &now->v[at]))
            continue;
        now->v[at] = row->v[i];
        any = true;
    }
    return any;
}

char *
import_differences(struct import *im, struct import_row *row, struct record *r)
{
    struct arena *a = &im->row_arena;
    struct record *now = arena_alloc(a, sizeof *now);
    size_t n = field_count(r->reg->fields);

    *now = *r;
    now->v = arena_alloc(a, n * sizeof *now->v);
    memcpy(now->v, r->v, n * sizeof *now->v);
    row->record = now;
    return import_put_values(im, row, now) ? record_changes(im->o, r, now, a) : NULL;
}

bool
import_subject(struct import *im, const char *kind, int64_t id, struct err *err)
{
    if (im->act->nsubjects < IMPORT_SUBJECTS) {
        action_subject(im->act, kind, id);
        return true;
    }
    return strcmp(kind, "customer") != 0 || find_postpone(im->o->store, id, err);
}

int64_t
import_id(const struct import *im, const struct import_row *row, int which)
{
    return im->base + (row->n - 1) * im->kind->ids + which;
}
