#include "data/sheet_private.h"

#include "base/lang.h"
#include "base/text.h"
#include "data/customer.h"
#include "data/reception.h"

#include <string.h>

#define WINDOW 200              /* rows of a list read at once */
#define CELL_MOST 30            /* columns of a list: longer texts are wrapped */

static const struct paper_size *
size_of(const struct sheet_wish *w)
{
    return w->size ? w->size : paper_size_get(NULL);
}

/* ---- around the body -------------------------------------------------------------- */

static struct paper *
new_paper(struct office *o, const struct sheet_wish *w, const char *foot, struct arena *a)
{
    struct paper *p = paper_new(a, size_of(w));
    const char *who = o->staff_name && *o->staff_name ? o->staff_name : o->desk;
    struct civil now = moment_civil(office_now(o), o->zone);

    paper_head(p, o->project_name ? o->project_name : "",
               arena_printf(a, _("Printed %04d-%02d-%02d %02d:%02d  %s"), now.year, now.month, now.mday, now.hour, now.minute, who));
    paper_foot(p, foot);
    return p;
}

static bool
approvable(const struct reg *reg)
{
    for (const struct move *m = reg->moves; m && m->id; m++)
        if (move_approves(m))
            return true;
    return false;
}

static void
sign(struct paper *p, const struct reg *reg)
{
    const char *labels[] = { _("Signature"), _("Date"), _("Approved by"), _("Date") };

    paper_sign(p, labels, approvable(reg) ? 4 : 2);
}

static const char *
reception_title(bool call)
{
    return call ? _("Record of a call") : _("Record of a visit");
}

/* ---- a record ------------------------------------------------------------------------ */

static bool
add_phones(struct sheet_pairs *s, const struct record *r, struct err *err)
{
    static const struct field phone = { .name = "phone", .label = N_("Phone"), .kind = FIELD_PHONE, .mask = MASK_PHONE, .group = "phone" };
    struct customer_phone *phones;
    size_t n;
    char *all = arena_strdup(s->a, "");

    if (!customer_phones(s->o, r->id, s->a, &phones, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct value v = { .set = true, .text = phones[i].number };

        all = arena_printf(s->a, "%s%s%s", all, i ? "  " : "", sheet_value(s, &phone, &v));
    }
    sheet_pair(s, _(phone.label), all, false);
    return true;
}

static bool
record_body(struct sheet_pairs *s, struct paper *p, const char *kind, const struct record *r, struct err *err)
{
    if (r->reg->paper)
        return r->reg->paper(s, p, r, err);
    paper_title(p, kind);
    if (r->reg == &reception_register)
        return sheet_reception(s, p, r, err);
    if (strcmp(r->reg->name, "first_contact") == 0)
        return sheet_first_contact(s, p, r, err);
    sheet_fields(s, r->reg->fields, r->v);
    if (strcmp(r->reg->name, "customer") == 0 && !add_phones(s, r, err))
        return false;
    if (r->reg->states)
        sheet_pair(s, _("State"), reg_state_label(r->reg, r->state), false);
    paper_pairs(p, PAPER_BOXED, s->pairs, s->count, 2);
    sign(p, r->reg);
    return true;
}

static bool
compose_record(struct office *o, struct arena *a, struct sheet *out, struct err *err)
{
    const struct reg *reg = out->wish.reg;
    struct sheet_pairs s = { .o = o, .a = a, .cols = size_of(&out->wish)->cols, .plain = out->wish.reveal != NULL };
    const char *kind = _(reg->one), *name;
    struct paper *p;
    int64_t before;

    if (!reg_read(o, reg, out->wish.id, a, &out->record, err))
        return false;
    if (reg == &reception_register)
        kind = reception_title(strcmp(record_text(out->record, "kind"), "call") == 0);
    name = record_title(o, out->record, a);
    out->title = arena_printf(a, "%s %s", kind, name);
    before = sheet_prints(o, reg, out->wish.id);
    p = new_paper(o, &out->wish, before ? arena_printf(a, _("%s  print no. %d"), name, (int)before + 1) : name, a);
    if (!record_body(&s, p, kind, out->record, err))
        return false;
    out->masked = s.masked;
    out->records = 1;
    out->text = paper_finish(p, &out->pages);
    return true;
}

/* ---- an empty form --------------------------------------------------------------------- */

static void
compose_blank(struct office *o, struct arena *a, struct sheet *out)
{
    const struct reg *reg = out->wish.reg;
    struct sheet_pairs s = { .o = o, .a = a, .cols = size_of(&out->wish)->cols };
    bool call = out->wish.form && strcmp(out->wish.form, "call") == 0;
    struct paper *p;

    out->title = arena_strdup(a, reg == &reception_register ? reception_title(call) : _(reg->one));
    p = new_paper(o, &out->wish, _("To be entered later with its original date"), a);
    paper_title(p, out->title);
    if (reg == &reception_register) {
        sheet_blank_reception(&s, p, call);
    } else {
        sheet_blank_fields(&s, reg->fields);
        paper_pairs(p, PAPER_BOXED, s.pairs, s.count, 2);
        sign(p, reg);
    }
    out->text = paper_finish(p, &out->pages);
}

/* ---- a list -------------------------------------------------------------------------------- */

/* The columns of a list on paper. */
struct list_columns {
    int field[PAPER_COLUMNS_MOST];          /* -1: the state */
    struct paper_column column[PAPER_COLUMNS_MOST];
    size_t count;
};

static bool
is_figure(enum field_kind kind)
{
    return kind == FIELD_NUMBER || kind == FIELD_MONEY || kind == FIELD_AREA;
}

static void
columns_of(const struct reg *reg, struct arena *a, struct list_columns *out)
{
    char *copy = arena_strdup(a, reg->columns), *save = NULL;

    out->count = 0;
    for (char *name = strtok_r(copy, " ", &save); name && out->count < PAPER_COLUMNS_MOST; name = strtok_r(NULL, " ", &save)) {
        struct paper_column *c = &out->column[out->count];
        int i = field_index(reg->fields, name);

        *c = (struct paper_column){ .heading = _("State") };
        if (i >= 0)
            *c = (struct paper_column){ .heading = _(reg->fields[i].label), .right = is_figure(reg->fields[i].kind) };
        c->width = text_columns(c->heading);
        out->field[out->count++] = i;
    }
}

static bool
read_all(struct office *o, const struct sheet_wish *w, struct arena *a, struct record ***rows, size_t *count, struct err *err)
{
    struct reg_key last;
    size_t n;

    *rows = arena_alloc(a, (SHEET_ROWS_MOST + WINDOW) * sizeof **rows);
    *count = 0;
    do {
        if (!reg_window(o, w->reg, w->filter, *count ? &last : NULL, false, a, *rows + *count, WINDOW, &n, err))
            return false;
        *count += n;
        if (*count > SHEET_ROWS_MOST)
            return err_set(err, ERR_REFUSED, _("More than %d rows: filter the list first, or export it."), SHEET_ROWS_MOST);
        if (n)
            last = reg_key_of((*rows)[*count - 1]);
    } while (n == WINDOW);
    return true;
}

/* As wide as what stands in it, within reason. */
static void
widen(struct paper_column *c, const char *cell)
{
    int width = text_columns(cell);

    if (width > c->width)
        c->width = width > CELL_MOST ? CELL_MOST : width;
}

static bool
compose_list(struct office *o, struct arena *a, struct sheet *out, struct err *err)
{
    const struct reg *reg = out->wish.reg;
    struct sheet_pairs s = { .o = o, .a = a };
    struct list_columns c;
    struct record **rows;
    const char **cells;
    struct paper *p;

    if (!read_all(o, &out->wish, a, &rows, &out->records, err))
        return false;
    columns_of(reg, a, &c);
    cells = arena_alloc(a, (out->records * c.count + 1) * sizeof *cells);
    for (size_t r = 0; r < out->records; r++)
        for (size_t i = 0; i < c.count; i++) {
            const char *cell = c.field[i] < 0 ? reg_state_label(reg, rows[r]->state)
                                              : sheet_value(&s, &reg->fields[c.field[i]], &rows[r]->v[c.field[i]]);

            cells[r * c.count + i] = cell;
            widen(&c.column[i], cell);
        }
    out->title = arena_strdup(a, _(reg->many));
    p = new_paper(o, &out->wish, arena_printf(a, _("%zu rows"), out->records), a);
    paper_title(p, out->title);
    paper_table(p, PAPER_PLAIN, c.column, c.count, cells, out->records);
    out->text = paper_finish(p, &out->pages);
    return true;
}

/* ---- a report ------------------------------------------------------------------------------ */

static bool
compose_report(struct office *o, struct arena *a, struct sheet *out, struct err *err)
{
    struct report_table t;
    struct paper *p;

    if (!report_make(o, out->wish.report, out->wish.report_wish, a, &t, err))
        return false;
    out->title = arena_strdup(a, t.title);
    out->records = t.nrows;
    p = new_paper(o, &out->wish, out->title, a);
    paper_title(p, out->title);
    sheet_report(p, &t, a);
    out->text = paper_finish(p, &out->pages);
    return true;
}

/* ---- all of them ------------------------------------------------------------------------- */

static bool
known_purpose(struct office *o, struct sheet_wish *w, struct err *err)
{
    const struct option_list *list = office_list(o, "reveal_purpose");

    for (size_t i = 0; w->reveal && list && i < list->count; i++)
        if (strcmp(list->options[i].code, w->reveal) == 0)
            return true;
    return !w->reveal || err_field(err, "purpose", _("Say what it is needed for."));
}

bool
sheet_compose(struct office *o, const struct sheet_wish *wish, struct arena *a, struct sheet *out, struct err *err)
{
    const struct reg *reg = wish->reg;

    *out = (struct sheet){ .wish = *wish };
    if (wish->kind == SHEET_REPORT)
        return compose_report(o, a, out, err);
    if (!office_must(o, reg->screen ? reg->screen : "screen.registers", "see", err) || !known_purpose(o, &out->wish, err))
        return false;
    switch (wish->kind) {
    case SHEET_RECORD:
        return compose_record(o, a, out, err);
    case SHEET_LIST:
        return compose_list(o, a, out, err);
    default:
        compose_blank(o, a, out);
    }
    return true;
}
