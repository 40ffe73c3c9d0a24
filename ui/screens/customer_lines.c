/* Who it is, in a few lines: what may be seen, masked as it must be. */
#include "ui/screens/customer_private.h"

#include "base/lang.h"
#include "base/phone.h"
#include "data/claim.h"

#include <string.h>

static void
add(struct page *s, const char *label, const char *text, enum style style)
{
    if (text && *text && s->npairs < PAIRS_MOST)
        s->pairs[s->npairs++] = (struct pair){ label, text, style };
}

/* A field of the record, unless this person may not see it. */
static void
add_field(struct page *s, const char *name, enum style style)
{
    const struct field *fields = s->record->reg->fields;
    int i = field_index(fields, name);

    if (fields[i].mask == MASK_NONE && !office_sees_group(office_of(s->sc), fields[i].group))
        return;
    add(s, _(fields[i].label), field_show_masked(&fields[i], &s->record->v[i], desk_env(desk_of(s->sc)), &s->sc->arena), style);
}

static void
add_phones(struct page *s, const struct customer_phone *phones, size_t n)
{
    struct arena *a = &s->sc->arena;
    char *text = arena_strdup(a, "");

    if (s->plain_phones) {
        add(s, _("Phone"), s->plain_phones, STYLE_STRONG);
        return;
    }
    for (size_t i = 0; i < n; i++)
        text = arena_printf(a, "%s%s%s%s%s", text, i ? " " : "", phone_mask(a, phones[i].number),
                            *phones[i].note ? " " : "", phones[i].note);
    add(s, _("Phone"), text, STYLE_PLAIN);
}

static void
add_quiet_hours(struct page *s)
{
    struct value *from = record_value(s->record, "quiet_from"), *to = record_value(s->record, "quiet_to");
    struct arena *a = &s->sc->arena;

    if (!from->set || !to->set)
        return;
    add(s, _("Do not ring"), arena_printf(a, "%02d:%02d - %02d:%02d", (int)from->num / 60, (int)from->num % 60,
                                          (int)to->num / 60, (int)to->num % 60), STYLE_WARN);
}

static void
add_refusals(struct page *s)
{
    if (record_num(s->record, "refused"))
        add(s, _("Leaves no contact"), *record_text(s->record, "refused_why") ? record_text(s->record, "refused_why") : _("yes"), STYLE_WARN);
    if (record_num(s->record, "no_messages"))
        add(s, _("No mass messages"), _("yes"), STYLE_WARN);
}

void
page_pairs(struct page *s, const struct customer_phone *phones, size_t nphones, enum life_stage life)
{
    static const char *const plain[] = {
        "importance", "star", "consultant", "project", "channel", "channel_words", "occupation", "occupation_words", "born_on",
        "age", "needs", "likes", "family", "health", "character", "consent", "consent_on", "note",
    };
    struct arena *a = &s->sc->arena;
    const char *form = office_code_text(office_of(s->sc), "form_of_address", record_text(s->record, "form"));

    s->npairs = 0;
    add(s, "", arena_printf(a, "%s%s%s", record_text(s->record, "name"), *form ? " " : "", form), STYLE_STRONG);
    add(s, "", life_name(life), life_is_owner(life) ? STYLE_GOOD : STYLE_PLAIN);
    add_phones(s, phones, nphones);
    if (s->plain_idcard)
        add(s, _("Id card"), s->plain_idcard, STYLE_STRONG);
    else
        add_field(s, "idcard", STYLE_PLAIN);
    add(s, _("Belongs to"), claim_text(office_of(s->sc), claim_project(office_of(s->sc), s->record), s->id, a), STYLE_PLAIN);
    add_refusals(s);
    add_quiet_hours(s);
    add_field(s, "avoid", STYLE_WARN);
    for (size_t i = 0; i < COUNT(plain); i++)
        add_field(s, plain[i], STYLE_PLAIN);
}

/* Columns of a pair as it is drawn. */
static int
pair_cols(struct term *t, const struct pair *p)
{
    int label = *p->label ? draw_columns(t, p->label) + 1 : 0;

    return label + draw_columns(t, p->text);
}

int
pairs_draw(struct term *t, struct box b, const struct pair *pairs, size_t count, int rows, bool *all)
{
    int y = 0, x = 1, width = b.cols - 2;
    size_t i = 0;

    for (; i < count; i++) {
        int label = *pairs[i].label ? draw_columns(t, pairs[i].label) + 1 : 0, cols = pair_cols(t, &pairs[i]);

        if (x > 1 && x + cols > width) {
            x = 1;
            y++;
        }
        if (y >= rows)
            break;
        if (cols > width)
            cols = width;
        if (label)
            draw_text(t, b, y, x, label, STYLE_LABEL, pairs[i].label);
        draw_text(t, b, y, x + label, cols - label, pairs[i].style, pairs[i].text);
        x += cols + 2;
    }
    *all = i == count;
    return y < rows ? y + 1 : rows;
}

char *
pairs_text(const struct pair *pairs, size_t count, struct arena *a)
{
    struct buf b = { 0 };
    char *out;

    for (size_t i = 0; i < count; i++)
        buf_printf(&b, "%s%s%s\n", pairs[i].label, *pairs[i].label ? "  " : "", pairs[i].text);
    out = arena_strdup(a, b.text);
    buf_free(&b);
    return out;
}
