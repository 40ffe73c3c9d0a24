/* A report's tables on paper. */
#include "data/sheet_private.h"

#include "base/lang.h"
#include "base/text.h"

#define BAR 20

/* The columns that people see, and as wide as what stands in them. */
struct shown_columns {
    size_t at[PAPER_COLUMNS_MOST], count;
    struct paper_column column[PAPER_COLUMNS_MOST];
};

static const char *
cell_of(const struct report_table *t, size_t r, size_t i, struct arena *a)
{
    int permille = t->rows[r].bar, filled = permille < 0 ? 0 : (permille * BAR + 500) / 1000;

    if (t->columns[i].bar)
        return permille < 0 ? "" : arena_printf(a, "%.*s%.*s", filled, "####################", BAR - filled, "--------------------");
    if (t->rows[r].cells[i])
        return t->rows[r].cells[i];
    return t->columns[i].dash ? FIGURE_NONE : "";
}

static void
choose_columns(const struct report_table *t, struct arena *a, struct shown_columns *out)
{
    out->count = 0;
    for (size_t i = 0; i < t->ncolumns && out->count < PAPER_COLUMNS_MOST; i++) {
        struct paper_column *c = &out->column[out->count];

        if (!t->columns[i].heading)
            continue;
        *c = (struct paper_column){ t->columns[i].heading, text_columns(t->columns[i].heading), t->columns[i].number };
        for (size_t r = 0; r < t->nrows; r++)
            if (text_columns(cell_of(t, r, i, a)) > c->width)
                c->width = text_columns(cell_of(t, r, i, a));
        out->at[out->count++] = i;
    }
}

static void
put_group(struct paper *p, const struct report_table *t, size_t from, size_t to, const struct shown_columns *c, struct arena *a)
{
    const char **cells = arena_alloc(a, ((to - from) * c->count + 1) * sizeof *cells);

    for (size_t r = from; r < to; r++)
        for (size_t i = 0; i < c->count; i++)
            cells[(r - from) * c->count + i] = cell_of(t, r, c->at[i], a);
    if (t->rows[from].group)
        paper_heading(p, t->rows[from].group);
    paper_table(p, PAPER_PLAIN, c->column, c->count, cells, to - from);
    paper_gap(p);
}

void
sheet_report(struct paper *p, const struct report_table *t, struct arena *a)
{
    struct shown_columns c;
    size_t from = 0;

    choose_columns(t, a, &c);
    if (!t->nrows)
        paper_text(p, _(REPORT_EMPTY));
    for (size_t r = 1; r <= t->nrows; r++)
        if (r == t->nrows || t->rows[r].group != t->rows[from].group) {
            put_group(p, t, from, r, &c, a);
            from = r;
        }
    for (size_t i = 0; i < t->nnotes; i++)
        paper_text(p, t->notes[i]);
}
