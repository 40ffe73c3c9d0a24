/* A matter on paper (REC-31): what was said and agreed, what was done until now, and room to sign. */
#include "data/complaint_private.h"

#include "base/lang.h"
#include "data/sheet_private.h"

#include <string.h>

#define STORY_MOST 200

static const char first_block[] = "number project class channel received_at staff name phone customer relation home category place severity urgency mood";
static const char elsewhere[] = "words summary wants building moment form";     /* under headings of their own, or within the others */

static bool
named(const char *names, const char *name)
{
    size_t size = strlen(name);

    for (const char *p = names; (p = strstr(p, name)); p += size)
        if ((p == names || p[-1] == ' ') && (p[size] == ' ' || !p[size]))
            return true;
    return false;
}

/* "No" and "0 times" say nothing here. */
static bool
is_nothing(const struct field *f, const struct value *v)
{
    return (f->kind == FIELD_BOOL || f->kind == FIELD_NUMBER) && v->num == 0;
}

/* What else is known; a paper of empty boxes helps nobody. */
static void
others(struct sheet_pairs *s, const struct record *r)
{
    const struct field *fields = r->reg->fields;

    for (int i = 0; fields[i].name; i++)
        if (r->v[i].set && !named(first_block, fields[i].name) && !named(elsewhere, fields[i].name) && !is_nothing(&fields[i], &r->v[i]))
            sheet_pair(s, _(fields[i].label), sheet_value(s, &fields[i], &r->v[i]), fields[i].kind == FIELD_LONG);
    sheet_pair(s, _("State"), reg_state_label(r->reg, r->state), false);
}

/* Oldest first, as one reads it. */
static void
story(struct sheet_pairs *s, struct paper *p, const struct record *r)
{
    const struct paper_column columns[] = { { _("When"), 12, false }, { _("Who"), 8, false }, { _("What was done"), 13, false }, { _("Story"), 0, false } };
    struct complaint_story *all = arena_alloc(s->a, STORY_MOST * sizeof *all);
    size_t n = complaint_story(s->o, r->id, s->a, all, STORY_MOST), at = 0;
    const char **cells = arena_alloc(s->a, (n * COUNT(columns) + 1) * sizeof *cells);

    for (size_t i = n; i-- > 0;) {
        cells[at++] = moment_show(s->a, all[i].at, office_now(s->o), s->o->zone);
        cells[at++] = all[i].who;
        cells[at++] = *all[i].kind ? office_code_text(s->o, "progress_kind", all[i].kind) : _("Steps");
        cells[at++] = arena_printf(s->a, "%s%s%s", all[i].text, *all[i].next ? "  " : "", all[i].next);
    }
    paper_gap(p);
    if (n)
        paper_table(p, PAPER_PLAIN, columns, COUNT(columns), cells, n);
}

static void
said(struct paper *p, const char *heading, const char *text)
{
    if (!*text)
        return;
    paper_heading(p, heading);
    paper_text(p, text);
}

bool
complaint_paper(struct sheet_pairs *s, struct paper *p, const struct record *r, struct err *err)
{
    const char *labels[] = { _("Taken up by"), _("Handled by"), _("Customer"), _("Date") };
    struct sheet_pairs more = { .o = s->o, .a = s->a, .cols = s->cols, .plain = s->plain };

    (void)err;
    paper_title(p, _("Record of a complaint or repair"));
    sheet_some(s, r, first_block);
    paper_pairs(p, PAPER_BOXED, s->pairs, s->count, 2);
    said(p, _("In their words"), record_text(r, "words"));
    said(p, _("Summary"), record_text(r, "summary"));
    said(p, _("Wants"), record_text(r, "wants"));
    others(&more, r);
    s->masked |= more.masked;
    paper_heading(p, _("How it was handled"));
    paper_pairs(p, PAPER_BOXED, more.pairs, more.count, 2);
    story(s, p, r);
    paper_sign(p, labels, COUNT(labels));
    return true;
}
