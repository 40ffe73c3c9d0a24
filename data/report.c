#include "data/report_private.h"

#include <string.h>

static const struct report *const reports[] = { &report_stages, &report_quality };

const struct report *
report_at(size_t i)
{
    return i < COUNT(reports) ? reports[i] : NULL;
}

const struct report *
report_get(const char *name)
{
    for (size_t i = 0; i < COUNT(reports); i++)
        if (strcmp(reports[i]->name, name) == 0)
            return reports[i];
    return NULL;
}

bool
report_make(struct office *o, const struct report *r, const struct report_wish *w, struct arena *a,
            struct report_table *out, struct err *err)
{
    *out = (struct report_table){ .nrows = 0 };
    return office_must(o, "screen.report", "see", err) && r->make(o, w, a, out, err);
}

struct report_row *
report_row(struct report_table *t, struct arena *a)
{
    struct report_row *row;

    t->rows = arena_grow(a, t->rows, t->nrows, &t->room, sizeof *t->rows);
    row = &t->rows[t->nrows++];
    *row = (struct report_row){ .cells = arena_alloc(a, t->ncolumns * sizeof *row->cells) };
    return row;
}
