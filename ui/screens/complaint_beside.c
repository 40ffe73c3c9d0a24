/* Beside the intake: what is found; below it: the clocks before they start, who will be told, what to say to the customer. */
#include "ui/screens/complaint_private.h"

#include "base/lang.h"
#include "base/text.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"
#include "ui/screens/open.h"

#include <string.h>

void
complaint_form_collect(struct complaint_form *s)
{
    const struct value *v = form_values(s->form);
    const struct field *fields = complaint_intake_fields;

    for (int i = 0; fields[i].name; i++) {
        int at = field_index(complaint_register.fields, fields[i].name);

        if (at >= 0 && field_applies(fields, i, v))
            s->rec->v[at] = value_copy(&s->kept, &v[i]);
        else if (at >= 0)
            s->rec->v[at] = (struct value){ 0 };
    }
    if (s->customer)
        record_set_num(s->rec, "customer", s->customer);
    else
        record_clear(s->rec, "customer");
    complaint_settle(office_of(s->sc), s->rec);
}

/* Roles that the category tells, in words. */
static char *
notified(struct complaint_form *s)
{
    struct office *o = office_of(s->sc);
    struct complaint_category c;
    char *out = arena_strdup(&s->known, ""), *copy, *save = NULL;
    const char *handler = record_num(s->rec, "handler") ? reg_ref_text(o, "staff", record_num(s->rec, "handler"), &s->known) : NULL;

    if (!complaint_category(record_text(s->rec, "category"), &s->known, &c) || *record_text(s->rec, "class") >= '3')
        return out;
    out = arena_printf(&s->known, "%s %s", office_code_text(o, "role", record_text(s->rec, "role")), handler ? handler : "");
    copy = arena_strdup(&s->known, c.notify);
    for (char *word = strtok_r(copy, "|", &save); word; word = strtok_r(NULL, "|", &save)) {
        const struct role *role = role_get(o, word);

        out = arena_printf(&s->known, "%s  %s", out, role ? role->name : word);
    }
    return out;
}

/* What the customer hears at the end of the call: the number, who, until when. */
static char *
to_say(struct complaint_form *s)
{
    struct office *o = office_of(s->sc);
    const char *number = s->rec->id ? record_text(s->rec, "number") : "______";
    const char *promise = record_text(s->rec, "promise");
    const char *who = record_num(s->rec, "handler") ? reg_ref_text(o, "staff", record_num(s->rec, "handler"), &s->known) : NULL;
    const struct complaint_clock *c = &s->clocks.clock[CLOCK_CONTACT];
    moment now = office_now(o);

    if (c->red.count == 0)
        c = &s->clocks.clock[CLOCK_RESPONSE];
    if (!*record_text(s->rec, "category") || c->red.count == 0)
        return arena_strdup(&s->known, "");
    if (*promise)
        return arena_printf(&s->known, _("%s, it is written down, number %s. %s"), complaint_addressed(o, s->rec, &s->known), number, promise);
    return arena_printf(&s->known, _("%s, it is written down, number %s. %s rings you before %s."), complaint_addressed(o, s->rec, &s->known), number,
                        who ? who : _("the colleague in charge"), moment_show(&s->known, c->red.due, now, o->zone));
}

void
complaint_form_learn(struct complaint_form *s)
{
    struct office *o = office_of(s->sc);

    arena_reset(&s->known);
    s->nside = complaint_side(o, s->rec, &s->known, s->side, SIDE_MAX);
    if (s->side_at >= (int)s->nside)
        s->side_at = -1;
    if (!complaint_clocks(o, s->rec, &s->known, &s->clocks, NULL))
        memset(&s->clocks, 0, sizeof s->clocks);
    s->notify = notified(s);
    s->say = to_say(s);
}

/* ---- drawing ------------------------------------------------------------------------------------------- */

static enum style
style_of(const struct side_line *l)
{
    switch (l->kind) {
    case SIDE_OPEN:
        return l->late ? STYLE_BAD : STYLE_STRONG;
    case SIDE_UNUSUAL:
        return STYLE_WARN;
    case SIDE_IMPORTANT:
        return l->late ? STYLE_WARN : STYLE_PLAIN;
    case SIDE_NO_WARRANTY:
        return STYLE_WARN;
    case SIDE_HEADING:
        return STYLE_LABEL;
    default:
        return STYLE_PLAIN;
    }
}

void
complaint_form_draw_side(struct complaint_form *s, struct box b)
{
    int y = 0;

    if (s->nside == 0)
        draw_text(s->sc->term, b, 0, 0, -1, STYLE_DIM, _("Listen to the end first; what is known will stand here."));
    for (size_t i = 0; i < s->nside && y < b.rows; i++) {
        char **lines;
        size_t n = text_wrap(&s->sc->arena, s->side[i].text, b.cols, &lines);

        for (size_t k = 0; k < n && k < 2 && y < b.rows; k++)
            draw_text(s->sc->term, b, y++, 0, b.cols, (int)i == s->side_at ? STYLE_CURSOR : style_of(&s->side[i]), lines[k]);
    }
}

static void
draw_clock(struct complaint_form *s, struct box b, int y, enum complaint_clock_name name)
{
    struct office *o = office_of(s->sc);
    const struct complaint_clock *c = &s->clocks.clock[name];
    moment now = office_now(o);
    struct arena *a = &s->sc->arena;

    draw_text(s->sc->term, b, y, 1, 12, STYLE_LABEL, complaint_clock_title(name));
    if (c->state == CLOCK_IS_DONE)
        draw_printf(s->sc->term, b, y, 14, b.cols - 24, STYLE_DIM, _("done %s"), moment_show(a, c->done, now, o->zone));
    else if (c->warn.due != c->red.due)
        draw_printf(s->sc->term, b, y, 14, b.cols - 24, STYLE_PLAIN, _("%s yellow   %s red"), moment_show(a, c->warn.due, now, o->zone),
                    moment_show(a, c->red.due, now, o->zone));
    else
        draw_printf(s->sc->term, b, y, 14, b.cols - 24, STYLE_PLAIN, _("%s red"), moment_show(a, c->red.due, now, o->zone));
    draw_right(s->sc->term, b, y, b.cols - 9, 8, STYLE_DIM, c->rule ? c->rule : "");
}

/* The four that matter at the reception, the urgent ones first. */
static size_t
shown_clocks(const struct complaint_form *s, enum complaint_clock_name *out)
{
    static const enum complaint_clock_name order[] = { CLOCK_ONSITE, CLOCK_CONTACT, CLOCK_RESPONSE, CLOCK_PLAN };
    size_t n = 0;

    for (size_t i = 0; i < COUNT(order); i++)
        if (*record_text(s->rec, "category") && s->clocks.clock[order[i]].red.count)
            out[n++] = order[i];
    return n;
}

int
complaint_form_draw_below(struct complaint_form *s, struct box b)
{
    enum complaint_clock_name clocks[4];
    size_t n = shown_clocks(s, clocks), nlines;
    struct arena *a = &s->sc->arena;
    char **lines;
    int y, rows;

    nlines = *s->say ? text_wrap(a, arena_printf(a, _("Please say: %s"), s->say), b.cols - 2, &lines) : 0;
    rows = (int)n + (*s->notify != '\0') + (int)(nlines > 2 ? 2 : nlines);
    y = b.rows - rows;
    for (size_t i = 0; i < n; i++)
        draw_clock(s, b, y++, clocks[i]);
    if (*s->notify)
        draw_printf(s->sc->term, b, y++, 1, b.cols - 2, STYLE_PLAIN, "%s %s", s->rec->id ? _("Told:") : _("To be told:"), s->notify);
    for (size_t i = 0; i < nlines && i < 2; i++)
        draw_text(s->sc->term, b, y++, 1, b.cols - 2, s->rec->id ? STYLE_STRONG : STYLE_DIM, lines[i]);
    return rows;
}

/* ---- keys of the right side ------------------------------------------------------------------------------ */

int64_t
complaint_form_matter(const struct complaint_form *s)
{
    if (s->side_at >= 0 && s->side[s->side_at].matter)
        return s->side[s->side_at].matter;
    for (size_t i = 0; i < s->nside; i++)
        if (s->side[i].matter)
            return s->side[i].matter;
    return 0;
}

static void
show_clocks(struct complaint_form *s)
{
    char **lines;
    size_t n;
    struct buf b = { 0 };

    if (!complaint_explain(office_of(s->sc), s->rec, &s->known, &lines, &n, NULL))
        return;
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s\n", lines[i]);
    dialog_text(s->sc->app, _("Why it is due when it is"), b.text ? b.text : "");
    buf_free(&b);
}

static void
show_lately(struct complaint_form *s)
{
    struct office *o = office_of(s->sc);
    struct unusual u = complaint_lately(o, record_num(s->rec, "building"), record_text(s->rec, "moment"), s->rec->id, office_now(o));
    char **lines;
    size_t n = complaint_lately_lines(o, &u, &s->known, &lines);
    struct buf b = { 0 };

    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s\n", lines[i]);
    dialog_text(s->sc->app, _("This building lately"), b.text);
    buf_free(&b);
}

bool
complaint_form_side_key(struct complaint_form *s, const struct key *k)
{
    int64_t matter = complaint_form_matter(s);

    switch (k->kind) {
    case KEY_UP_:
        if (s->side_at > 0)
            s->side_at--;
        return true;
    case KEY_DOWN_:
        if (s->side_at + 1 < (int)s->nside)
            s->side_at++;
        return true;
    case KEY_ENTER:
        if (s->side[s->side_at].kind == SIDE_UNUSUAL || s->side[s->side_at].kind == SIDE_USUAL)
            show_lately(s);
        else if (matter)
            open_matter(s->sc, "complaint", matter);
        return true;
    case KEY_ESC:
        s->side_at = -1;
        form_set_active(s->form, true);
        return true;
    default:
        break;
    }
    if (command_key_is('1', k) && matter) {
        complaint_tell_status(s->sc, matter);
        return true;
    }
    if (command_key_is('4', k)) {
        show_clocks(s);
        return true;
    }
    if (command_key_is('5', k)) {
        show_lately(s);
        return true;
    }
    return false;
}
