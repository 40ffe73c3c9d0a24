/* The sheet of a call or a walk-in: the fields of its screen, in the screen's order. */
#include "data/sheet_private.h"

#include "base/lang.h"
#include "data/reception.h"

#include <string.h>

#define QUESTIONS_ON_FORM 6     /* more of them follow in a table */

static const struct field *
fields_of(bool call)
{
    return call ? reception_call_fields : reception_walk_in_fields;
}

/* What is noted by the program itself. */
static void
noted(struct sheet_pairs *s, const struct record *r)
{
    static const char *const names[] = { "number", "began_at", "answered_at", "ended_at", "staff", "original_on" };

    for (size_t i = 0; i < COUNT(names); i++) {
        int at = field_index(r->reg->fields, names[i]);

        if (r->v[at].set)
            sheet_pair(s, _(r->reg->fields[at].label), sheet_value(s, &r->reg->fields[at], &r->v[at]), false);
    }
    sheet_pair(s, _("State"), reg_state_label(r->reg, r->state), false);
}

static void
further_questions(struct sheet_pairs *s, struct paper *p, const struct reception *rec)
{
    static const struct paper_column columns[] = { { N_("Question"), 0, false }, { N_("Answer"), 24, false } };
    struct paper_column shown[COUNT(columns)];
    size_t n = rec->nasked > QUESTIONS_ON_FORM ? rec->nasked - QUESTIONS_ON_FORM : 0;
    const char **cells = arena_alloc(s->a, (2 * n + 1) * sizeof *cells);

    if (n == 0)
        return;
    for (size_t i = 0; i < COUNT(columns); i++) {
        shown[i] = columns[i];
        shown[i].heading = _(columns[i].heading);
    }
    for (size_t i = 0; i < n; i++) {
        const struct asked *q = &rec->asked[QUESTIONS_ON_FORM + i];

        cells[2 * i] = q->text;
        cells[2 * i + 1] = q->answer && *q->answer ? q->answer : office_code_text(s->o, "answer_state", q->answered ? "1" : "2");
    }
    paper_heading(p, _("Further questions"));
    paper_table(p, PAPER_BOXED, shown, COUNT(shown), cells, n);
}

static void
sign(struct paper *p)
{
    const char *labels[] = { _("Taken by"), _("Date") };

    paper_sign(p, labels, COUNT(labels));
}

bool
sheet_reception(struct sheet_pairs *s, struct paper *p, const struct record *r, struct err *err)
{
    struct reception *rec;
    const struct field *fields;
    struct value *v;
    int ending;

    if (!reception_read(s->o, r->id, s->a, &rec, err))
        return false;
    fields = fields_of(reception_is_call(rec));
    v = arena_alloc(s->a, (field_count(fields) + 1) * sizeof *v);
    reception_give(rec, fields, v);
    reception_give_asked(rec, fields, v);
    ending = field_index(fields, "ending");
    if (ending >= 0)
        v[ending] = (struct value){ .set = true, .num = 1 };       /* what is asked at the end stands on it too */
    noted(s, rec->record);
    sheet_fields(s, fields, v);
    paper_pairs(p, PAPER_BOXED, s->pairs, s->count, 2);
    further_questions(s, p, rec);
    sign(p);
    return true;
}

void
sheet_blank_reception(struct sheet_pairs *s, struct paper *p, bool call)
{
    sheet_pair(s, _("Number"), NULL, false);
    sheet_pair(s, _("Came"), _("____-__-__ __:__"), false);
    sheet_blank_fields(s, fields_of(call));
    paper_pairs(p, PAPER_BOXED, s->pairs, s->count, 2);
    sign(p);
}
